//! With whom the remedy is filed, and where that is.

use source::TextRange;

use super::offer::kind_of;
use super::stream::{Stream, is_one};

/// An office or court of a remedy notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// What it is.
    pub kind: BodyKind,
    /// The words that name it.
    pub range: TextRange,
    /// Its town, as written.
    pub town: Option<String>,
    /// True if a preposition sends the reader there ("bei", "an").
    pub addressed: bool,
}

/// What kind of body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyKind {
    /// An administrative court.
    Court,
    /// A court of another branch or instance: Sozialgericht, Amtsgericht, Oberverwaltungsgericht.
    OtherCourt,
    /// An office with a name of its own.
    Office,
    /// A district that is named without its seat ("Landkreis Spreeaue").
    District,
    /// A word for an office or court that names none: "die zuständige Behörde", "die Ausgangsbehörde".
    Vague,
    /// "bei uns", "hier".
    Own,
}

const COURTS: &[&str] = &["verwaltungsgericht", "verwaltungsgerichts", "verwaltungsgerichte", "vg"];
const OTHER_COURTS: &[&str] = &[
    "sozialgericht",
    "amtsgericht",
    "landgericht",
    "finanzgericht",
    "arbeitsgericht",
    "oberlandesgericht",
    "oberverwaltungsgericht",
    "verwaltungsgerichtshof",
    "landessozialgericht",
    "bundesverwaltungsgericht",
    "familiengericht",
];
const VAGUE_COURTS: &[&str] = &["gericht", "gerichts"];

/// Offices whose name ends in that of a town.
const TOWNS: &[&str] = &[
    "stadt",
    "hansestadt",
    "landeshauptstadt",
    "kreisstadt",
    "universitätsstadt",
    "seestadt",
    "gemeinde",
    "stadtverwaltung",
    "bezirksamt",
    "magistrat",
    "oberbürgermeister*",
    "bürgermeister*",
    "rathaus",
    "verbandsgemeinde",
    "region",
    "senat",
    "stadtamt",
    "migrationsamt",
    "regierungspräsidium",
    "landeshauptamt",
    "gemeindeverwaltung",
    "bürgeramt",
    "regierung",
];
const DISTRICTS: &[&str] = &[
    "landkreis",
    "kreis",
    "landratsamt",
    "kreisverwaltung",
    "landrat",
    "landrätin",
    "kreisausschuss",
    "kreisausschuß",
    "landkreises",
    "kreises",
];
/// Offices that say what they do, not where they are.
const OFFICES: &[&str] = &[
    "ausländerbehörde",
    "behörde",
    "amt",
    "stelle",
    "ausländeramt",
    "fachbereich",
    "fachdienst",
    "landesverwaltung*",
    "landesamt",
    "landesdirektion",
    "verwaltung",
    "ausgangsbehörde",
    "erlassbehörde",
    "einbürgerungsbehörde",
    "zuwanderungsbehörde",
    "widerspruchsbehörde",
    "ordnungsamt",
    "senator*",
    "einwohneramt",
    "welcome*",
    "aufsichtsbehörde",
];
const WAYS: &[&str] = &[
    "bei",
    "beim",
    "an",
    "zur",
    "zum",
    "gegenüber",
    "vor",
    "in",
    "ort",
    "anschrift",
    "adresse",
    "stelle",
    "ist",
];
const UNNAMED: &[&str] = &[
    "zuständige*",
    "unterzeichnend*",
    "unterzeichneten",
    "hiesige*",
    "erlassend*",
    "ausstellend*",
    "genannte*",
    "bezeichnete*",
    "angegebene*",
    "obige*",
    "entscheidende*",
    "obengenannte*",
];

pub(super) fn find(stream: &Stream<'_>) -> Vec<Body> {
    let mut out: Vec<Body> = Vec::new();
    let mut i = 0;
    while i < stream.words.len() {
        let word = &stream.words[i];
        let norm = word.norm;
        let from = i.saturating_sub(5);
        let start = stream.words[from..i]
            .iter()
            .rposition(|w| w.norm == "." || w.norm == ";")
            .map_or(from, |p| from + p + 1);
        let way = stream.rfind(start..i, WAYS);
        let unnamed = stream.rfind(start.max(i.saturating_sub(3))..i, UNNAMED);
        if is_one(norm, COURTS) {
            let town = town_behind(stream, i, true);
            let kind = if town.is_none() && unnamed.is_some() { BodyKind::Vague } else { BodyKind::Court };
            push(&mut out, stream, kind, unnamed.unwrap_or(i), i, town, way.is_some());
        } else if is_one(norm, OTHER_COURTS) {
            let town = town_behind(stream, i, true);
            push(&mut out, stream, BodyKind::OtherCourt, i, i, town, way.is_some());
        } else if is_one(norm, VAGUE_COURTS) && (unnamed.is_some() || stream.norm(i.wrapping_sub(1)) == "bei")
        {
            push(&mut out, stream, BodyKind::Vague, unnamed.unwrap_or(i - 1), i, None, true);
        } else if word.is_capital()
            && (is_office_name(norm)
                || is_one(norm, TOWNS)
                || is_one(norm, DISTRICTS)
                || is_one(norm, OFFICES))
        {
            if let Some(body) = office(stream, i, way, unnamed) {
                out.push(body);
            }
        } else if matches!(norm, "uns" | "mir") && matches!(stream.norm(i.wrapping_sub(1)), "bei" | "an") {
            push(&mut out, stream, BodyKind::Own, i - 1, i, None, true);
        }
        i += 1;
    }
    out
}

/// "Salzlandkreis-Ost", "Landeshauptamt", "Kreisverwaltung-Mitte": the last part of a compound says what it is.
fn is_office_name(norm: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "landkreis",
        "kreis",
        "amt",
        "behörde",
        "verwaltung",
        "direktion",
        "präsidium",
        "magistrat",
        "stadt",
        "rechtsausschuss",
    ];
    norm.split('-').any(|part| ENDINGS.iter().any(|e| part.len() > e.len() && part.ends_with(e)))
}

fn push(
    out: &mut Vec<Body>,
    stream: &Stream<'_>,
    kind: BodyKind,
    first: usize,
    last: usize,
    town: Option<String>,
    addressed: bool,
) {
    out.push(Body { kind, range: stream.range(first, last), town, addressed });
}

fn office(stream: &Stream<'_>, i: usize, way: Option<usize>, unnamed: Option<usize>) -> Option<Body> {
    let norm = stream.norm(i);
    let town = postal_town(stream, i);
    // Without a way there and without an address the office is only spoken about.
    if way.is_none() && town.is_none() {
        return None;
    }
    let name = (i + 1..i + 4).find(|j| {
        let w = stream.words.get(*j);
        w.is_some_and(|w| w.is_capital() && kind_of(w.norm).is_none() && !is_noun_of_notice(w.norm))
    });
    // Between the office and its name stand at most "der", "von", "für".
    let name = name
        .filter(|j| stream.words[i + 1..*j].iter().all(|w| matches!(w.norm, "der" | "des" | "von" | "-")));
    let (kind, town) = match () {
        () if town.is_some() => (BodyKind::Office, town),
        () if is_one(norm, TOWNS) && name.is_some() => {
            (BodyKind::Office, name.map(|j| stream.norm(j).to_owned()))
        }
        () if in_town(stream, i).is_some() => (BodyKind::Office, in_town(stream, i)),
        () if is_one(norm, DISTRICTS) && name.is_some() => (BodyKind::District, None),
        () => (BodyKind::Vague, None),
    };
    let first = if kind == BodyKind::Vague { unnamed.unwrap_or(i) } else { i };
    Some(Body { kind, range: stream.range(first, name.unwrap_or(i)), town, addressed: way.is_some() })
}

/// The town behind a court: "Verwaltungsgericht Köln", "… in Kiel", or that of an address below.
fn town_behind(stream: &Stream<'_>, i: usize, court: bool) -> Option<String> {
    let mut j = i + 1;
    if matches!(stream.norm(j), "in") {
        j += 1;
    }
    let here = stream.words.get(j).filter(|w| {
        w.block == stream.words[i].block
            && w.is_capital()
            && kind_of(w.norm).is_none()
            && !is_noun_of_notice(w.norm)
    });
    if let Some(word) = here
        && court
    {
        let mut name = word.norm.to_owned();
        // "Frankfurt (Oder)", "Frankfurt am Main", "Neustadt an der Weinstraße"
        if stream.norm(j + 1) == "(" && stream.norm(j + 3) == ")" {
            name = format!("{name} ({})", stream.norm(j + 2));
        } else if matches!(stream.norm(j + 1), "am" | "an") {
            let len = if stream.norm(j + 1) == "an" { 4 } else { 3 };
            name = (j..j + len).map(|k| stream.norm(k)).collect::<Vec<_>>().join(" ");
        }
        return Some(name);
    }
    postal_town(stream, i).or_else(|| in_town(stream, i))
}

/// The town of an address that begins behind a name: five digits and a word.
fn postal_town(stream: &Stream<'_>, i: usize) -> Option<String> {
    let end = (i + 22).min(stream.words.len());
    let at = (i + 1..end).find(|j| stream.words[*j].is_postcode())?;
    // Another body in between has the address.
    let own =
        stream.words[i + 1..at].iter().all(|w| !is_one(w.norm, COURTS) && !matches!(w.norm, "." | ";" | "?"));
    let town = stream.words.get(at + 1).filter(|w| w.is_capital())?;
    own.then(|| town.norm.to_owned())
}

/// "… des Saarlandes in Saarlouis"
fn in_town(stream: &Stream<'_>, i: usize) -> Option<String> {
    let end = (i + 6).min(stream.words.len());
    let at = (i + 1..end).find(|j| stream.norm(*j) == "in")?;
    let near = stream.words[i + 1..at].iter().all(|w| w.norm != "." && w.block == stream.words[i].block);
    let town = stream.words.get(at + 1).filter(|w| w.is_capital() && !is_noun_of_notice(w.norm))?;
    near.then(|| town.norm.to_owned())
}

/// Nouns that follow a body without naming it: "beim Verwaltungsgericht Rechtsschutz beantragen".
fn is_noun_of_notice(norm: &str) -> bool {
    is_one(
        norm,
        &[
            "antrag*",
            "eil*",
            "rechtsschutz*",
            "klage*",
            "widerspr*",
            "einspr*",
            "anordnung*",
            "sie",
            "ihr*",
            "niederschrift",
            "protokoll",
            "schrift*",
            "form*",
            "textform",
            "bescheid*",
            "entscheidung*",
            "frist*",
            "hilfe",
            "einsicht",
            "beschwerde",
            "ausländersachen",
            "verlangen",
            "person",
            "monat*",
            "woche*",
            "tag*",
            "migration",
            "zuwanderung",
            "ausländer*",
            "papier*",
            "elektronischer",
        ],
    )
}

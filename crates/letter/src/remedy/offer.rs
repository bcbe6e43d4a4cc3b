//! Which remedy is offered, and which is said not to be there.

use std::ops::Range;

use source::TextRange;

use super::stream::{LABELS, Stream, is_one, numbers};

/// A remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemedyKind {
    /// Objection to the authority (Widerspruch).
    Objection,
    /// Action before the administrative court (Klage).
    Action,
    /// A word for something that no decision of an immigration office has: Einspruch, Beschwerde, Berufung …
    Other,
}

/// A remedy with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which remedy.
    pub kind: RemedyKind,
    /// The word that names it.
    pub range: TextRange,
    /// The sentence it stands in, without the full stop.
    pub sentence: TextRange,
    /// True if the sentence itself opens the way: "gegen diesen Bescheid", "innerhalb eines Monats", "können Sie".
    pub main: bool,
    /// True if the sentence says what it is against.
    pub against: bool,
    /// The numbers of the rulings it is against; empty for all.
    pub points: Vec<u32>,
}

const WAYS: &[&str] = &[
    "erheben",
    "erhoben",
    "erhebt",
    "einlegen",
    "eingelegt",
    "einzulegen",
    "einreichen",
    "eingereicht",
    "einzureichen",
    "klagen",
    "widersprechen",
    "zulässig",
    "gegeben",
    "möglich",
    "statthaft",
    "legen",
    "reichen",
    "richten",
    "einlegung",
    "erhebung",
    "offen",
    "eröffnet",
    "zulässige",
    "eingehen",
    "anfechten",
    "angefochten",
    "wenden",
    "schicken",
    "senden",
];

const MAY: &[&str] = &[
    "muss",
    "können",
    "kann",
    "könnt",
    "dürfen",
    "darf",
    "ist",
    "sind",
    "möglich",
    "zulässig",
    "statthaft",
    "gegeben",
    "recht",
    "steht",
    "gegen",
    "dagegen",
    "erheben",
    "legen",
    "reichen",
    "richten",
    "wenden",
    "schicken",
    "senden",
];

pub(super) fn kind_of(norm: &str) -> Option<RemedyKind> {
    Some(match norm {
        "widerspruch" | "widerspruchs" | "widerspruches" | "widersprüche" | "widersprechen" => {
            RemedyKind::Objection
        }
        "klage" | "klagen" | "anfechtungsklage" | "verpflichtungsklage" => RemedyKind::Action,
        "einspruch"
        | "einspruchs"
        | "beschwerde"
        | "gegenvorstellung"
        | "dienstaufsichtsbeschwerde"
        | "fachaufsichtsbeschwerde"
        | "berufung"
        | "revision"
        | "remonstration"
        | "rekurs" => RemedyKind::Other,
        _ => return None,
    })
}

/// The remedies that sentences offer, and those they deny.
pub(super) fn find(stream: &Stream<'_>) -> (Vec<Offer>, Vec<Offer>) {
    let (mut offers, mut denied) = (Vec::new(), Vec::new());
    for sentence in &stream.sentences {
        let within = sentence.clone();
        // What is said about the effect offers nothing.
        if stream.has(within.clone(), &["aufschieb*"]) || is_told(stream, sentence) {
            continue;
        }
        for i in within.clone() {
            let Some(kind) = kind_of(stream.norm(i)) else { continue };
            let offer = Offer {
                kind,
                range: stream.words[i].range,
                sentence: stream.sentence(sentence),
                main: is_main(stream, sentence),
                against: stream.has(within.clone(), &["gegen", "dagegen", "hiergegen"]),
                points: points_of(stream, sentence),
            };
            if is_denied(stream, sentence, i) {
                denied.push(offer);
            } else if has_way(stream, sentence) && is_offered(stream, sentence, i, kind) {
                offers.push(offer);
            }
        }
    }
    (offers, denied)
}

/// A verb that files a remedy, or "steht Ihnen … zu".
fn has_way(stream: &Stream<'_>, sentence: &Range<usize>) -> bool {
    stream.has(sentence.clone(), WAYS)
        || stream.has(sentence.clone(), &["steht", "stehen"]) && stream.has(sentence.clone(), &["zu"])
}

fn is_main(stream: &Stream<'_>, sentence: &Range<usize>) -> bool {
    let against = stream.find(sentence.clone(), &["gegen", "dagegen", "hiergegen"]);
    let time = ["monat*", "woche*", "tage*", "frist", "unverzüglich", "binnen", "innerhalb"];
    let may = stream.has(
        sentence.clone(),
        &["können", "kann", "ist", "sind", "steht", "möglich", "erheben", "darf", "dürfen"],
    );
    // "Dann wenden Sie sich mit einer Klage an das Verwaltungsgericht …", "Richten Sie die Klage an …"
    let asked = stream
        .has(sentence.clone(), &["richten", "wenden", "reichen", "schicken", "senden", "erheben"])
        && stream.has(sentence.clone(), &["sie"])
        && stream.has(
            sentence.clone(),
            &["verwaltungsgericht*", "gericht", "behörde", "uns", "amt", "stadt*", "landkreis*"],
        );
    asked
        || may
            && (against.is_some()
                || stream.has(sentence.clone(), &time)
                || stream.has(sentence.clone(), &["können", "kann"]))
}

/// "Gegen den Bescheid haben Sie am 3. Mai Widerspruch erhoben": a fact, or what comes later.
fn is_told(stream: &Stream<'_>, sentence: &Range<usize>) -> bool {
    let s = sentence.clone();
    let past =
        stream.has(s.clone(), &["haben", "hat", "hatten", "hatte", "habe", "wurde", "wurden", "worden"]);
    let open = stream.has(
        s.clone(),
        &[
            "können",
            "kann",
            "möglich",
            "zulässig",
            "statthaft",
            "einzulegen",
            "einzureichen",
            "dürfen",
            "zu",
            "recht",
            "zeit",
        ],
    );
    if past && !open {
        return true;
    }
    // "Wird ohne zureichenden Grund in angemessener Frist nicht entschieden, …" (§ 75 VwGO)
    if stream.has(s.clone(), &["zureichenden", "angemessener", "untätig*", "untätigkeitsklage"])
        || stream.has(s.clone(), &["ablauf"]) && stream.has(s.clone(), &["drei", "seit"])
    {
        return true;
    }
    // "Bleibt der Widerspruch ohne Erfolg, können Sie Klage erheben": the next step.
    // "… in der Gestalt dieses Widerspruchsbescheids" is the decision at hand.
    let later = stream.find(s.clone(), &["widerspruchsbescheids", "widerspruchsbescheides"]);
    later.is_some_and(|at| !stream.has(at.saturating_sub(4).max(s.start)..at, &["dieses", "gestalt"]))
        || stream.has(s.clone(), &["erfolglos", "zurückgewiesen", "zurückweisen"])
        || stream.has(s.clone(), &["danach", "anschließend", "später", "hinterher"])
        || stream.has(s.clone(), &["erfolg"]) && stream.has(s.clone(), &["ohne", "keinen"])
        || stream.has(s, &["strafbefehl*", "bußgeldbescheid*", "strafurteil*"])
}

fn is_denied(stream: &Stream<'_>, sentence: &Range<usize>, i: usize) -> bool {
    let before = i.saturating_sub(2).max(sentence.start)..i;
    if stream
        .has(before, &["kein", "keine", "keinen", "keines", "keiner", "ohne", "statt", "anstelle", "weder"])
    {
        return true;
    }
    let s = sentence.clone();
    // "Eine Klage kann nicht per E-Mail erhoben werden" limits the form.
    if stream.has(s.clone(), &["e-mail", "email", "mail", "e-mails", "fax", "telefon*"]) {
        return false;
    }
    let end = sentence.end;
    let no =
        (i..end).find(|j| stream.norm(*j) == "nicht").or_else(|| stream.find(sentence.start..i, &["nicht"]));
    let Some(no) = no else {
        return stream.has(i..(i + 4).min(end), &["entfällt", "unzulässig", "ausgeschlossen", "unstatthaft"]);
    };
    let what = [
        "statt",
        "möglich",
        "zulässig",
        "vorgesehen",
        "gegeben",
        "statthaft",
        "nötig",
        "erforderlich",
        "notwendig",
        "mehr",
        "eröffnet",
    ];
    stream.has(no + 1..(no + 3).min(end), &what) || stream.has(s.clone(), &["bedarf", "gibt"]) && no > i
}

fn is_offered(stream: &Stream<'_>, sentence: &Range<usize>, i: usize, kind: RemedyKind) -> bool {
    let s = sentence.clone();
    // "Für die Klage fallen Gebühren an": spoken about.
    if !stream.has(s.clone(), MAY) {
        return false;
    }
    if stream.has(i.saturating_sub(2).max(s.start)..i, &["falle", "fall"]) {
        return false;
    }
    if stream.has(i.saturating_sub(1).max(s.start)..i, &["nach", "ihres", "ihrer", "ihren"]) {
        return false;
    }
    if kind != RemedyKind::Other {
        return true;
    }
    let verb = stream.has(
        s.clone(),
        &[
            "einlegen",
            "eingelegt",
            "einzulegen",
            "erheben",
            "erhoben",
            "legen",
            "einreichen",
            "zulässig",
            "gegeben",
            "statthaft",
            "möglich",
        ],
    );
    // "… steht Ihnen das Rechtsmittel des Einspruchs zu"
    let verb = verb || stream.has(s.clone(), &["steht"]) && stream.has(s.clone(), &["zu"]);
    let against = stream.find(s.clone(), &["gegen", "dagegen", "hiergegen"]);
    let other = ["strafe", "urteil", "beschluss", "rechnung", "bußgeld*"];
    let court = against.is_some_and(|at| stream.has(at..(at + 6).min(s.end), &other));
    // One may always complain about how one was treated; that is no remedy.
    let complaint =
        is_one(stream.norm(i), &["beschwerde", "dienstaufsichtsbeschwerde", "fachaufsichtsbeschwerde"]);
    let time = ["monat*", "woche*", "tage*", "tagen", "frist", "binnen", "innerhalb"];
    verb && !court && (!complaint || against.is_some() || stream.has(s, &time))
}

/// The rulings named behind "gegen" in a sentence: "gegen die Nummern 1 und 3".
fn points_of(stream: &Stream<'_>, sentence: &Range<usize>) -> Vec<u32> {
    let Some(against) = stream.find(sentence.clone(), &["gegen", "hinsichtlich", "bezüglich"]) else {
        return Vec::new();
    };
    match stream.find(against..(against + 4).min(sentence.end), LABELS) {
        Some(label) => numbers(stream, label + 1, sentence.end).0,
        None => Vec::new(),
    }
}

//! Words that fields are filled with, so that the sentence around them can be read.

use crate::model::{Document, Placeholder, PlaceholderKind};

/// What a field of a template stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// A day of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A sum of money.
    Amount,
    /// A number of something.
    Number,
    /// A person.
    Name,
    /// Words that name an address, an office, a file number, a place.
    Label,
    /// A noun of which nothing more is known.
    Noun,
    /// Sentences: reasons, facts, a text block.
    FreeText,
}

/// A word for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sample {
    /// `None`: the field stays.
    pub(super) text: Option<String>,
    pub(super) kind: FieldKind,
}

impl Sample {
    fn new(text: &str, kind: FieldKind) -> Sample {
        Sample { text: Some(text.to_owned()), kind }
    }
}

/// Beginnings and parts of field names, with what stands for them. The first that fits wins.
const NAMES: [(&[&str], &str, FieldKind); 31] = [
    (&["uhrzeit", "beginnzeit", "time"], "9:30", FieldKind::Time),
    (&["geburtsort"], "Neustadt", FieldKind::Label),
    (&["geburtsname", "nachname", "familienname", "zuname", "surname", "lastname"], "Kaya", FieldKind::Name),
    (&["vorname", "firstname", "rufname"], "Amina", FieldKind::Name),
    (
        &["sachbearbeit", "bearbeiter", "unterzeichn", "ansprechpartner", "unterschrift", "sachgebietsleit"],
        "Karl Wernecke",
        FieldKind::Name,
    ),
    (
        &[
            "aktenzeichen",
            "geschäftszeichen",
            "geschaeftszeichen",
            "kassenzeichen",
            "mein_zeichen",
            "zeichen",
        ],
        "33/KAY/26",
        FieldKind::Label,
    ),
    (&["telefon", "durchwahl", "fax", "mobil"], "05799 3030", FieldKind::Label),
    (&["mail"], "post@neustadt.example", FieldKind::Label),
    (&["internet", "homepage", "website", "url"], "www.neustadt.example", FieldKind::Label),
    (&["iban"], "DE02 1203 0000 0000 2020 51", FieldKind::Label),
    (&["anschrift", "adresse", "address"], "Waldweg 8, 87654 Auental", FieldKind::Label),
    (&["strasse", "straße", "street", "hausnummer"], "Waldweg 8", FieldKind::Label),
    (&["plz", "postleitzahl"], "87654", FieldKind::Label),
    (&["wohnort", "ortsname", "stadt", "gemeinde", "city"], "Auental", FieldKind::Label),
    (&["landkreis", "kreis"], "Landkreis Auental", FieldKind::Label),
    (&["verwaltungsgericht", "gericht"], "Verwaltungsgericht Auental", FieldKind::Label),
    (&["behoerde", "behörde", "dienststelle", "amtsname"], "Ausländerbehörde", FieldKind::Label),
    (&["aufenthaltstitel", "titelart", "titel"], "Aufenthaltserlaubnis", FieldKind::Noun),
    (&["staatsangeh", "nationalit"], "norwegische", FieldKind::Label),
    (&["herkunft", "heimat", "zielstaat", "staat"], "Norwegen", FieldKind::Label),
    (&["rechtsgrundlage", "paragraph", "paragraf", "vorschrift", "norm"], "§ 5 AufenthG", FieldKind::Label),
    (
        &[
            "begruendung",
            "begründung",
            "sachverhalt",
            "gruende",
            "gründe",
            "erwägung",
            "erwaegung",
            "ausführung",
            "ausfuehrung",
            "freitext",
            "textbaustein",
            "baustein",
            "absatz",
            "tatsachen",
            "würdigung",
        ],
        "",
        FieldKind::FreeText,
    ),
    (
        &["betrag", "summe", "gebuehr", "gebühr", "kosten", "preis", "amount", "einkommen"],
        "93,00",
        FieldKind::Amount,
    ),
    (
        &[
            "datum",
            "geboren",
            "geburtstag",
            "termin",
            "ausreisefrist",
            "fristende",
            "stichtag",
            "date",
            "gültig_bis",
            "ablauf",
        ],
        "14. Mai 2026",
        FieldKind::Date,
    ),
    (&["anzahl", "tage", "wochen", "monate", "jahre", "nummer", "zahl"], "12", FieldKind::Number),
    (
        &["empfänger", "empfaenger", "antragsteller", "adressat", "betroffene", "person", "name"],
        "Amina Kaya",
        FieldKind::Name,
    ),
    (&["raum", "zimmer"], "12", FieldKind::Label),
    (&["frist"], "14. Mai 2026", FieldKind::Date),
    (&["ort"], "Auental", FieldKind::Label),
    (&["nr"], "12", FieldKind::Number),
    (&["az"], "33/KAY/26", FieldKind::Label),
];

/// The word that a field is filled with, by its name and what stands around it.
///
/// `before` is the letter so far, `behind` the template after the field.
pub(super) fn word_for(document: &Document, field: &Placeholder, before: &str, behind: &str) -> Sample {
    let line_before = before.rsplit('\n').next().unwrap_or("");
    let line_behind = behind.lines().next().unwrap_or("");
    let name = plain_name(&field.name);
    let alone = line_before.trim().is_empty() && line_behind.trim().is_empty();
    if let Some(sample) = by_neighbours(line_before, line_behind, &name) {
        return sample;
    }
    if name.contains("anrede") && line_before.trim().is_empty() {
        return Sample::new("Sehr geehrte Frau Kaya", FieldKind::Name);
    }
    if ["anrede", "herr", "geschlecht"].iter().any(|part| name.contains(part)) {
        return Sample::new("Frau", FieldKind::Name);
    }
    if let Some((_, word, kind)) =
        NAMES.iter().find(|(parts, ..)| parts.iter().any(|part| is_in(&name, part)))
    {
        return match kind {
            FieldKind::FreeText => Sample { text: None, kind: *kind },
            // "in Höhe von {{betrag}}" without the currency behind it.
            FieldKind::Amount if !starts_with_currency(line_behind) => Sample::new("93,00 Euro", *kind),
            _ => Sample::new(word, *kind),
        };
    }
    // A paragraph that is nothing but a field, or a gap to fill by hand: nobody knows what will stand there.
    if alone || field.kind == PlaceholderKind::Blank {
        let kind =
            if alone && field.kind != PlaceholderKind::Blank { FieldKind::FreeText } else { FieldKind::Noun };
        return Sample { text: None, kind };
    }
    // "[Hier Begründung einfügen]" asks for more than a word.
    if document.slice(field.range).split_whitespace().count() > 3 {
        return Sample { text: None, kind: FieldKind::FreeText };
    }
    Sample::new(noun(line_before), FieldKind::Noun)
}

/// A short part must be a word of the name; a long one may stand anywhere in it.
fn is_in(name: &str, part: &str) -> bool {
    if part.len() > 4 {
        return name.contains(part);
    }
    name.split(|c: char| !c.is_alphanumeric())
        .any(|word| word == part || (part.len() >= 4 && (word.starts_with(part) || word.ends_with(part))))
}

/// "Antragsteller.Name|upper" as "name"; the last step of a path, without filters, in lower case.
fn plain_name(name: &str) -> String {
    let name = name.split('|').next().unwrap_or(name).trim().to_lowercase();
    let last = name.rsplit(['.', ':']).next().unwrap_or(&name);
    if last.len() > 1 { last.to_owned() } else { name }
}

fn starts_with_currency(behind: &str) -> bool {
    ["Euro", "EUR", "€"].iter().any(|word| behind.trim_start().starts_with(word))
}

fn by_neighbours(before: &str, behind: &str, name: &str) -> Option<Sample> {
    let next = behind.trim_start();
    if starts_with_currency(behind) {
        return Some(Sample::new("93,00", FieldKind::Amount));
    }
    if next.starts_with("Uhr") {
        return Some(Sample::new("9:30", FieldKind::Time));
    }
    let counted =
        ["Tag", "Woche", "Monat", "Jahr", "Stunde", "Werktag", "Prozent", "%", "Seite", "Person", "Kind"];
    if counted.iter().any(|word| next.starts_with(word)) && !before.trim_end().ends_with(['§', '.']) {
        return Some(Sample::new("12", FieldKind::Number));
    }
    if !before.ends_with(char::is_whitespace) {
        // Part of a longer word: "«Stadt»straße".
        return None;
    }
    let last = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    match last {
        "Frau" | "Herr" | "Herrn" | "Familie" => {
            // "Frau «Vorname» «Nachname»" takes the names one by one.
            let word = if name.contains("vorname") { "Amina" } else { "Kaya" };
            let is_person = name.is_empty() || name.contains("name") || is_in(name, "familie");
            is_person.then(|| Sample::new(word, FieldKind::Name))
        }
        "§" | "§§" => Some(Sample::new("5", FieldKind::Number)),
        "am" | "vom" | "seit" | "ab" | "zum" | "dem" if is_date_place(before, last, name) => {
            Some(Sample::new("14. Mai 2026", FieldKind::Date))
        }
        "von" if before.contains("Höhe von") || before.contains("Betrag von") => {
            Some(Sample::new("93,00 Euro", FieldKind::Amount))
        }
        "Nr." | "Nummer" | "Zimmer" | "Raum" => Some(Sample::new("12", FieldKind::Number)),
        _ => None,
    }
}

/// "am {{x}}", "bis zum {{x}}": a date, unless the name says something else.
fn is_date_place(before: &str, last: &str, name: &str) -> bool {
    let says_else = NAMES.iter().any(|(parts, _, kind)| {
        !matches!(kind, FieldKind::Date | FieldKind::Number) && parts.iter().any(|part| is_in(name, part))
    });
    let words: Vec<&str> = before.split_whitespace().collect();
    let earlier = words.len().checked_sub(2).map_or("", |i| words[i]);
    let fits = match last {
        "am" | "vom" | "seit" => true,
        "zum" => earlier == "bis",
        "dem" => ["ab", "seit", "vor", "nach"].contains(&earlier) || earlier.ends_with("tag,"),
        "ab" => true,
        _ => false,
    };
    fits && !says_else
}

/// A noun that the words before it agree with.
fn noun(before: &str) -> &'static str {
    let words: Vec<&str> = before.split_whitespace().rev().take(6).collect();
    let known = |word: &str| {
        Some(match word.to_lowercase().as_str() {
            "der" | "dieser" | "einer" | "ihrer" | "unserer" | "keiner" | "zur" | "die" | "eine"
            | "diese" | "ihre" | "unsere" | "keine" => "Angabe",
            "den" | "einen" | "diesen" | "ihren" | "unseren" | "keinen" | "dem" | "einem" | "diesem"
            | "ihrem" | "unserem" | "vom" | "zum" | "beim" | "im" | "am" => "Vorgang",
            "des" | "eines" | "dieses" | "ihres" | "unseres" => "Vorgangs",
            "das" | "ein" | "ihr" | "unser" | "kein" | "ins" => "Verfahren",
            _ => return None,
        })
    };
    words
        .iter()
        .take_while(|word| !word.ends_with(['.', ',', ';', ':']))
        .find_map(|word| known(word))
        .unwrap_or("Angabe")
}

//! By when the remedy must be filed, and from when that counts.

use std::ops::Range;

use source::TextRange;
use text::TokenKind;

use super::offer::kind_of;
use super::stream::{Stream, is_one};

/// A period for the remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The words that set it.
    pub range: TextRange,
    /// How many units; 0 for a day of the calendar.
    pub value: u32,
    /// What is counted.
    pub unit: Unit,
}

/// What a period counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
    /// "unverzüglich"
    AtOnce,
    /// A day of the calendar; the range holds it.
    Date,
}

/// From when a period runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The words that say so.
    pub range: TextRange,
    /// What starts it.
    pub kind: StartKind,
}

/// What starts a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StartKind {
    /// Bekanntgabe.
    Notification,
    /// Zustellung.
    Service,
    /// Zugang, Erhalt.
    Receipt,
    /// The date of the letter, its dispatch, today.
    Date,
}

const UNITS: &[(Unit, &[&str])] = &[
    (Unit::Month, &["monat", "monats", "monate", "monaten", "monates"]),
    (Unit::Week, &["woche", "wochen"]),
    (Unit::Day, &["tag", "tage", "tagen", "tages", "werktag*", "kalendertag*", "arbeitstag*"]),
    (Unit::Year, &["jahr", "jahres", "jahre", "jahren", "jahrs"]),
];

fn value_of(norm: &str) -> Option<u32> {
    const NUMBERS: &[(&str, u32)] = &[
        ("ein", 1),
        ("eine", 1),
        ("einen", 1),
        ("eines", 1),
        ("einem", 1),
        ("einer", 1),
        ("zwei", 2),
        ("zweier", 2),
        ("drei", 3),
        ("dreier", 3),
        ("vier", 4),
        ("fünf", 5),
        ("sechs", 6),
        ("sieben", 7),
        ("acht", 8),
        ("neun", 9),
        ("zehn", 10),
        ("zwölf", 12),
        ("vierzehn", 14),
        ("zwanzig", 20),
        ("einundzwanzig", 21),
        ("achtundzwanzig", 28),
        ("dreißig", 30),
    ];
    norm.parse().ok().or_else(|| NUMBERS.iter().find(|(word, _)| *word == norm).map(|(_, n)| *n))
}

pub(super) fn periods(stream: &Stream<'_>) -> Vec<Period> {
    let mut out = Vec::new();
    for sentence in &stream.sentences {
        let remedy = sentence.clone().any(|i| kind_of(stream.norm(i)).is_some());
        if is_about_something_else(stream, sentence, remedy) {
            continue;
        }
        for i in sentence.clone() {
            out.extend(period_at(stream, sentence, i));
        }
        if remedy
            && let Some(at) = stream.find(sentence.clone(), &["unverzüglich", "umgehend", "schnellstmöglich"])
        {
            out.push(Period { range: stream.words[at].range, value: 0, unit: Unit::AtOnce });
        }
        let time = remedy || stream.has(sentence.clone(), &["frist*", "zeit", "spätestens"]);
        if time && let Some(date) = end_date(stream, sentence) {
            out.push(Period { range: date, value: 0, unit: Unit::Date });
        }
    }
    // "unverzüglich, spätestens innerhalb eines Monats": the month is the period.
    if out.iter().any(|p| !matches!(p.unit, Unit::AtOnce)) {
        out.retain(|p| p.unit != Unit::AtOnce);
    }
    out
}

/// Sentences about what the office or the court does, about another request, or about the reasons of an action.
fn is_about_something_else(stream: &Stream<'_>, sentence: &Range<usize>, remedy: bool) -> bool {
    let has = |words: &[&str]| stream.has(sentence.clone(), words);
    let files = has(&[
        "erheben",
        "erhoben",
        "einlegen",
        "eingelegt",
        "einzulegen",
        "klagen",
        "einreichen",
        "einzureichen",
        "eingereicht",
        "legen",
        "eingehen",
        "sein",
        "wehren",
    ]);
    let answer = [
        "antworten",
        "antwort",
        "beraten",
        "beratung",
        "termin",
        "untätig*",
        "melden",
        "dauert",
        "entscheiden",
        "entscheidet",
        "aufgabe",
        "absendung",
        "bearbeiten",
        "nachreichen",
        "übersetzung",
    ];
    if has(&["jahresfrist", "zureichenden", "angemessener", "ablauf", "einlegung"]) && !has(&["gegen"])
        || has(&["jahresfrist"])
        || has(&answer) && !files
    {
        return true;
    }
    let reasons =
        ["antrag", "eilantrag", "begründen", "begründung", "begründet", "tatsachen", "beweismittel"];
    has(&reasons) && !files && !has(&["klage", "widerspruch"]) || has(&["wir"]) && !remedy && !has(&["frist"])
}

fn period_at(stream: &Stream<'_>, sentence: &Range<usize>, i: usize) -> Option<Period> {
    let norm = stream.norm(i);
    let range = |first: usize| stream.range(first, i);
    if let Some(unit) = compound_unit(norm) {
        let (value, unit) = unit;
        return Some(Period { range: range(i), value, unit });
    }
    let unit = UNITS.iter().find(|(_, words)| is_one(norm, words))?.0;
    let lowest = sentence.start;
    let number = (i.saturating_sub(3).max(lowest)..i).rev().find(|j| value_of(stream.norm(*j)).is_some())?;
    // Between number and unit stands at most an adjective: "eines vollen Monats".
    if stream.words[number + 1..i].iter().any(|w| !w.norm.chars().all(char::is_alphabetic)) {
        return None;
    }
    let value = value_of(stream.norm(number))?;
    let lead = number.saturating_sub(3).max(lowest)..number;
    let way = stream.rfind(lead.clone(), &["innerhalb", "binnen", "innert", "in"]);
    let none = [
        "nach",
        "vor",
        "seit",
        "etwa",
        "ungefähr",
        "ca.",
        "rund",
        "als",
        "dauert",
        "alle",
        "erst",
        "mindestens",
    ];
    if way.is_none() && stream.has(number.saturating_sub(2).max(lowest)..number, &none) {
        return None;
    }
    // "vier Tage nach der Aufgabe zur Post", "drei Monate lang nichts entschieden"
    if stream.has(
        i + 1..(i + 5).min(sentence.end),
        &["aufgabe", "absendung", "absenden", "abgesandt", "versand", "alt"],
    ) {
        return None;
    }
    // A number that is no length of time needs a word that says so: "am 3. Tag".
    if unit == Unit::Day && stream.words[number].kind == TokenKind::Ordinal {
        return None;
    }
    Some(Period { range: range(way.unwrap_or(number)), value, unit })
}

/// "Monatsfrist", "vierwöchige", "14-tägige"
fn compound_unit(norm: &str) -> Option<(u32, Unit)> {
    if norm == "monatsfrist" || norm.starts_with("einmonatig") {
        return Some((1, Unit::Month));
    }
    let (stem, unit) = [("wöchig", Unit::Week), ("tägig", Unit::Day), ("monatig", Unit::Month)]
        .iter()
        .find_map(|(end, unit)| norm.find(end).map(|at| (&norm[..at], *unit)))?;
    value_of(stem.trim_end_matches('-')).map(|value| (value, unit))
}

/// "bis zum 4. Mai 2026", "spätestens am 04.05.2026"
fn end_date(stream: &Stream<'_>, sentence: &Range<usize>) -> Option<TextRange> {
    let by = stream.find(sentence.clone(), &["bis", "spätestens"])?;
    let end = (by + 5).min(sentence.end);
    let first = (by + 1..end).find(|i| {
        let word = &stream.words[*i];
        word.kind == TokenKind::Date && word.norm.len() >= 6
            || word.kind == TokenKind::Ordinal && text::is_month(stream.norm(i + 1).trim_end_matches('.'))
    })?;
    let last = match stream.words[first].kind {
        TokenKind::Date => first,
        _ if stream
            .words
            .get(first + 2)
            .is_some_and(|w| w.kind == TokenKind::Number && w.norm.len() == 4) =>
        {
            first + 2
        }
        _ => return None,
    };
    Some(stream.range(first, last))
}

const NOTIFIED: &[&str] = &["bekanntgabe", "bekanntmachung", "eröffnung"];
const SERVED: &[&str] = &["zustellung"];
const RECEIVED: &[&str] = &["zugang", "zugangs", "erhalt", "empfang", "eingang", "eintreffen", "ankunft"];
const DATED: &[&str] = &[
    "datum",
    "ausstellung",
    "ausstellungsdatum",
    "ausstellungstag",
    "erstellung",
    "bescheiddatum",
    "briefdatum",
    "absendung",
    "unterzeichnung",
    "heute",
    "heutigen",
    "erlass",
    "absendedatum",
    "ausfertigung",
];
const LETTERS: &[&str] = &[
    "bescheid*",
    "schreiben*",
    "brief*",
    "verfügung",
    "ordnungsverfügung",
    "entscheidung",
    "anordnung",
    "widerspruchsbescheid*",
    "dokument*",
    "post",
];

pub(super) fn starts(stream: &Stream<'_>) -> Vec<Start> {
    let mut out = Vec::new();
    for sentence in &stream.sentences {
        let remedy = sentence.clone().any(|i| kind_of(stream.norm(i)).is_some());
        let time = [
            "monat*",
            "woche*",
            "tage*",
            "frist*",
            "zeit",
            "bekanntgabe",
            "zustellung",
            "klagefrist",
            "widerspruchsfrist",
            "rechtsbehelfsfrist",
            "beginnt",
            "läuft",
        ];
        if !remedy && !stream.has(sentence.clone(), &time) {
            continue;
        }
        let end = sentence.end;
        for i in sentence.clone() {
            match stream.norm(i) {
                "nach" | "ab" | "seit" | "mit" | "von" | "vom" => {
                    out.extend(start_at(stream, i, end).or_else(|| day_start(stream, i, end)));
                }
                "nachdem" | "wenn" | "sobald" | "dem" => out.extend(clause_start(stream, i, end)),
                _ => {}
            }
        }
    }
    out
}

fn start_at(stream: &Stream<'_>, i: usize, end: usize) -> Option<Start> {
    let words: Vec<&str> = [NOTIFIED, SERVED, RECEIVED, DATED].concat();
    let at = stream.find(i + 1..(i + 5).min(end), &words)?;
    let norm = stream.norm(at);
    let kind = match norm {
        _ if is_one(norm, NOTIFIED) => StartKind::Notification,
        _ if is_one(norm, SERVED) => StartKind::Service,
        _ if is_one(norm, RECEIVED) => StartKind::Receipt,
        _ => StartKind::Date,
    };
    let small = [
        "dem",
        "der",
        "den",
        "seiner",
        "ihrer",
        "ihrem",
        "dieser",
        "tag",
        "tage",
        "seinem",
        "erfolgter",
        "deren",
        "des",
    ];
    if stream.words[i + 1..at].iter().any(|w| !is_one(w.norm, &small)) {
        return None;
    }
    if kind == StartKind::Date {
        // "drei Tage nach der Absendung" explains when notification counts; "Bescheid vom Datum …" names the decision.
        let before = stream.norm(i.wrapping_sub(1));
        let ordinal = stream.words.get(i.wrapping_sub(2)).is_some_and(|w| w.kind == TokenKind::Ordinal);
        let counted = before == "tag" && (ordinal || stream.norm(i.wrapping_sub(2)).ends_with("ten"));
        if counted || is_one(before, &["tage", "tagen", "bescheid", "bescheids", "schreiben", "werktag*"]) {
            return None;
        }
        // "von heute an"
        let from_today = stream.norm(i) == "von" && norm == "heute" && stream.norm(at + 1) == "an";
        if matches!(stream.norm(i), "mit" | "von")
            && !from_today
            && !stream.has(at + 1..(at + 4).min(end), LETTERS)
        {
            return None;
        }
    }
    // Receipt of something else: the action, an answer, your papers.
    let mut last = at;
    if norm == "heutigen" && at + 1 < end {
        last = at + 1;
    } else if is_one(stream.norm(at + 1), &["des", "der", "dieses", "dieser", "ihres", "ihrer", "vom"])
        && at + 2 < end
    {
        // "innerhalb eines Monats ab Zugang der Widerspruch": the subject of the sentence, not what arrives.
        let subject =
            stream.norm(at + 1) == "der" && matches!(stream.norm(at + 2), "widerspruch" | "einspruch");
        if is_one(stream.norm(at + 2), LETTERS) {
            last = at + 2;
        } else if subject {
        } else if kind != StartKind::Notification && kind != StartKind::Service {
            return None;
        }
    }
    Some(Start { range: stream.range(i, last), kind })
}

/// "gerechnet ab dem 24. September 2026": a day of the calendar instead of the notification.
fn day_start(stream: &Stream<'_>, i: usize, end: usize) -> Option<Start> {
    let counted = stream.norm(i) == "ab"
        || matches!(stream.norm(i), "vom" | "von")
            && stream.has(i.saturating_sub(2)..i, &["gerechnet", "läuft", "beginnt"]);
    if !counted {
        return None;
    }
    let first = if stream.norm(i + 1) == "dem" { i + 2 } else { i + 1 };
    let word = stream.words.get(first).filter(|_| first < end)?;
    let whole = word.kind == TokenKind::Date && word.norm.len() >= 6;
    let spelled =
        word.kind == TokenKind::Ordinal && text::is_month(stream.norm(first + 1).trim_end_matches('.'));
    let last = if whole {
        first
    } else if spelled {
        first + 1
    } else {
        return None;
    };
    Some(Start { range: stream.range(i, last.min(end - 1)), kind: StartKind::Date })
}

/// "nachdem Sie den Brief erhalten haben", "nachdem er Ihnen bekannt gegeben worden ist", "ab dem Tag, an dem Sie … erhalten"
fn clause_start(stream: &Stream<'_>, i: usize, end: usize) -> Option<Start> {
    if stream.norm(i) == "dem"
        && !(stream.norm(i.wrapping_sub(1)) == "an" && stream.norm(i.wrapping_sub(3)) == "tag")
    {
        return None;
    }
    // "Bekanntgabe ist der Tag, an dem der Brief als angekommen gilt" explains.
    if stream.norm(i) == "dem"
        && !stream.has(i.saturating_sub(6)..i, &["ab", "vom", "seit", "mit", "beginnt"])
    {
        return None;
    }
    let close = (i + 14).min(end);
    let clause = i + 1..(i + 1..close).find(|j| matches!(stream.norm(*j), "," | "." | ";")).unwrap_or(close);
    if stream.has(clause.clone(), &["bekannt", "bekanntgegeben", "bekanntgemacht"]) {
        return Some(Start { range: stream.range(i, clause.end - 1), kind: StartKind::Notification });
    }
    if stream.has(clause.clone(), &["zugestellt"]) {
        return Some(Start { range: stream.range(i, clause.end - 1), kind: StartKind::Service });
    }
    let got = [
        "erhalten",
        "bekommen",
        "empfangen",
        "zugegangen",
        "zugeht",
        "erreicht",
        "erhält",
        "eingetroffen",
        "angekommen",
    ];
    let letter =
        stream.has(clause.clone(), LETTERS) || stream.has(clause.clone(), &["er", "ihn", "ihm", "sie"]);
    // "nachdem wir ihn abgeschickt haben", "der Tag, an dem wir den Brief zur Post geben": the office's own act.
    let sent = [
        "abgeschickt",
        "abgesandt",
        "abgesendet",
        "verschickt",
        "versandt",
        "versendet",
        "geschrieben",
        "verfasst",
        "unterschrieben",
        "unterzeichnet",
        "ausgestellt",
        "aufgegeben",
        "abschicken",
        "absenden",
        "verschicken",
        "versenden",
        "unterschreiben",
    ];
    let posted = stream.has(clause.clone(), &["post"])
        && stream.has(clause.clone(), &["geben", "gegeben", "gibt", "ging", "geht", "gehen"]);
    if letter
        && (posted || stream.has(clause.clone(), &sent))
        && !stream.has(i.saturating_sub(3)..i, &["tage", "tagen"])
    {
        return Some(Start { range: stream.range(i, clause.end - 1), kind: StartKind::Date });
    }
    (letter && stream.has(clause.clone(), &got))
        .then(|| Start { range: stream.range(i, clause.end - 1), kind: StartKind::Receipt })
}

//! Letters without the data of persons, for use in a training: names, dates of birth, addresses, file numbers and accounts get
//! stand-ins, the same one everywhere.
//!
//! It looks where such data stand in letters: the address, the salutation, the signature, behind "Frau", "Herr", "Ihr Sohn",
//! "geboren am", "Aktenzeichen", in e-mail addresses; what was found once is replaced wherever it stands. Nobody can promise that
//! nothing is left, so the page says that a person must read the letter before it is shown to others.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use klarbrief::Report;
use klarbrief::document::{Block, Document, Placeholder};
use klarbrief::letter::PartKind;
use klarbrief::source::{TextRange, TextSize, range, slice};
use regex::Regex;

/// Stand-ins for family names; in use long before they run out.
const FAMILY: [&str; 20] = [
    "Muster", "Beispiel", "Sommer", "Winter", "Linde", "Ahorn", "Birke", "Buche", "Wiese", "Quelle",
    "Morgen", "Abend", "Anker", "Segel", "Hafen", "Brise", "Kiesel", "Düne", "Insel", "Welle",
];

/// Stand-ins for given names, of no gender.
const GIVEN: [&str; 16] = [
    "Alex", "Kim", "Robin", "Toni", "Mika", "Noa", "Luca", "Sascha", "Jona", "Kaya", "Sam", "Nika", "Elia",
    "Juna", "Charlie", "Bo",
];

const STREETS: [&str; 6] = ["Musterweg", "Beispielweg", "Lindenweg", "Birkenweg", "Hafenweg", "Wiesenweg"];
const TOWNS: [&str; 6] =
    ["Musterstadt", "Beispielhausen", "Lindenau", "Birkenheim", "Hafenstadt", "Wiesental"];

/// One name of a person, hyphens included, and "von", "al", "ter" between two.
const NAME: &str = r"\p{Lu}[\p{L}’'\-]+";
const PARTICLE: &str = r"(?:van der|van den|von der|von|van|de|da|dos|del|di|al|el|ben|bin|ter|zu)";

macro_rules! pattern {
    ($name:ident, $($text:tt)+) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!($($text)+)).expect("a pattern of this file"));
    };
}
pattern!(
    TITLED,
    r"\b(?:Frau|Herrn?|Familie|Eheleute|Eheleuten|Ehepaar|Rechtsanw(?:alt|ältin|ältinnen|älte))[ \u{{a0}}\n]+(?:(?:Dr\.|Prof\.|Dipl\.-\w+\.?|med\.|jur\.|iur\.)[ \u{{a0}}]*)*({NAME}(?:[ \u{{a0}}]+(?:{PARTICLE}[ \u{{a0}}]+)?{NAME}){{0,3}})"
);
pattern!(
    KIN,
    r"\b(?:Sohn(?:es|s)?|Tochter|Kind(?:es)?|Ehemann(?:es)?|Ehefrau|Ehegatten?|Lebenspartner(?:in|s)?|Bruders?|Schwester|Mutter|Vaters?|Verlobten?|Neffen?|Nichte)[ \u{{a0}}\n]+({NAME}(?:[ \u{{a0}}]+{NAME}){{0,2}})\b"
);
pattern!(
    LABELLED,
    r"(?m)\b(?:Name|Vorname|Vornamen|Nachname|Familienname|Geburtsname|Antragsteller(?:in)?|Ansprechpartner(?:in)?|(?:Sachb|B)earbeiter(?:in)?|Auskunft erteilt|Es schreibt(?: Ihnen)?|Kontoinhaber(?:in)?)[ \t]*:[ \t]*(?:Frau |Herrn? )?({NAME}(?:[ \u{{a0}}]+(?:{PARTICLE}[ \u{{a0}}]+)?{NAME}){{0,3}})"
);
pattern!(BORN_AS, r"\b(?:geb\.|geborene[rn]?)[ \u{{a0}}]+({NAME})");
pattern!(
    BORN,
    r"(?i:geboren(?:e[rnsm]?)?|geb\.|Geburtsdatum|Geburtstag|geb\.-datum)[^\n.;]{{0,40}}?(\d{{1,2}}\.[ \u{{a0}}]?(?:\d{{1,2}}\.[ \u{{a0}}]?|\p{{L}}+[ \u{{a0}}])\d{{2,4}})"
);
pattern!(
    STREET,
    r"\b((?:(?:\p{{Lu}}[\p{{L}}\-]*[ \-])?\p{{Lu}}?[\p{{L}}\-]*(?:[Ss]traße|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Rr]ing|[Dd]amm|[Uu]fer|[Cc]haussee|[Ss]tieg|[Pp]fad|[Gg]raben)|(?:Am|An der|An den|Im|In der|In den|Auf der|Auf dem|Zum|Zur|Hinter der|Unter den)[ ]\p{{Lu}}[\p{{L}}\-]+)[ \u{{a0}}]\d{{1,4}}[ ]?[a-z]?)\b"
);
pattern!(
    TOWN,
    r"\b(?:D-)?(\d{{5}})[ \u{{a0}}]+(\p{{Lu}}[\p{{L}}\-]+(?:[ ](?:am|an der|im|in|ob der|bei)[ ]\p{{Lu}}[\p{{L}}\-]+|[ ]\p{{Lu}}\p{{L}}+|/\p{{Lu}}\p{{L}}+)?)"
);
pattern!(
    NUMBER,
    r"(?i:\b(?:mein|unser|ihr|dessen)[ ]zeichen(?:[ ]\([^)]*\))?|aktenzeichen|geschäftszeichen|kassenzeichen|\bgz\.?|\baz\.?|azr-?(?:nummer|nr\.?)|ordnungsmerkmal|vorgangsnummer|vorgang|pass-?(?:nummer|nr\.?)|reisepass(?:[ ]nr\.?|nummer)?|ausweis-?(?:nummer|nr\.?)|seriennummer|kundennummer|personennummer|versicherungsnummer|matrikelnummer|steuer-?(?:id|nummer)|kontonummer|buchungszeichen|verwendungszweck)[ \t\u{{a0}}:\n]*(?:Nr\.[ ])?((?:[\p{{L}}\d]+[ ]?[./\-–—][ ]?)*[\p{{L}}]*\d[\p{{L}}\d./\-–]*[\p{{L}}\d])"
);
pattern!(MAIL, r"\b[\w.+\-äöüß]+@[\w\-]+(?:\.[\w\-]+)+");
pattern!(MOBILE, r"\b(?:\+49[ ]?|0)1[567]\d[ /\-]?\d(?:[\d ]{{5,9}}\d)");

/// Words that stand where names do.
const NO_NAMES: &[&str] = &[
    "Frau",
    "Herr",
    "Herrn",
    "Damen",
    "Herren",
    "Familie",
    "Im",
    "In",
    "Der",
    "Die",
    "Das",
    "Den",
    "Auftrag",
    "Vertretung",
    "Mit",
    "Sie",
    "Ihr",
    "Ihre",
    "Ihnen",
    "Und",
    "An",
    "Dr",
    "Prof",
    "Rechtsanwältin",
    "Rechtsanwalt",
    "Kolleginnen",
    "Kollegen",
    "Antragsteller",
    "Antragstellerin",
    "Eheleute",
    "Oberbürgermeister",
    "Oberbürgermeisterin",
    "Bürgermeister",
    "Bürgermeisterin",
    "Landrat",
    "Landrätin",
];

/// Gives stand-ins; the same words get the same one for as long as it lives, so two versions of a letter share one.
#[derive(Debug, Default)]
pub(crate) struct Redactor {
    family: BTreeMap<String, String>,
    given: BTreeMap<String, String>,
    births: BTreeMap<String, String>,
    streets: BTreeMap<String, String>,
    towns: BTreeMap<String, String>,
    numbers: BTreeMap<String, String>,
}

impl Redactor {
    /// The letter with stand-ins. Its report must be that of the letter; the answer must be checked again. It counts as plain text:
    /// its words no longer stand in the file.
    pub(crate) fn redact(&mut self, document: &Document, report: &Report) -> Document {
        self.learn(document, report);
        let edits = self.edits(document, report);
        replaced(document, &edits)
    }

    // --- what is there ---

    fn learn(&mut self, document: &Document, report: &Report) {
        let text = &document.text;
        for (index, block) in document.blocks.iter().enumerate() {
            let words = document.slice(block.range);
            match report.letter.part_of_block.get(index) {
                Some(PartKind::Address) => self.learn_address(words),
                Some(PartKind::Signature) => {
                    for line in words.lines() {
                        self.learn_signature(line);
                    }
                }
                _ => {}
            }
        }
        for index in recipient(document) {
            self.learn_address(document.slice(document.blocks[index].range));
        }
        for found in [&*TITLED, &*KIN, &*LABELLED].into_iter().flat_map(|p| p.captures_iter(text)) {
            if let Some(name) = found.get(1) {
                self.learn_name(name.as_str());
            }
        }
        for found in BORN_AS.captures_iter(text).filter_map(|c| c.get(1)) {
            self.family(found.as_str());
        }
        for found in BORN.captures_iter(text).filter_map(|c| c.get(1)) {
            let n = self.births.len();
            self.births
                .entry(found.as_str().to_owned())
                .or_insert_with(|| format!("{:02}.{:02}.{}", n % 28 + 1, n % 12 + 1, 1990 + n % 10));
        }
        for found in NUMBER.captures_iter(text).filter_map(|c| c.get(1)) {
            self.number(found.as_str());
        }
    }

    /// Name, street and town of an address, on lines of their own or on one.
    fn learn_address(&mut self, block: &str) {
        for line in block.split(['\n', ',']).map(str::trim) {
            let bare =
                line.trim_start_matches("Frau ").trim_start_matches("Herrn ").trim_start_matches("Herr ");
            let is_name = !bare.is_empty()
                && !bare.chars().any(|c| c.is_ascii_digit())
                && bare.split_whitespace().count() <= 5
                && bare.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || w.len() <= 4)
                && !bare.contains('·');
            if is_name && !OFFICE.is_match(bare) {
                self.learn_name(bare);
            }
        }
    }

    fn learn_signature(&mut self, line: &str) {
        let line =
            line.trim().trim_start_matches("gez. ").trim_start_matches("Gez. ").trim_matches(['(', ')']);
        let words: Vec<&str> = line.split_whitespace().collect();
        let all_names =
            words.iter().all(|w| w.starts_with(char::is_uppercase) && !w.ends_with('.') && !w.ends_with(':'));
        if (1..=3).contains(&words.len())
            && all_names
            && !OFFICE.is_match(line)
            && !line.contains(|c: char| c.is_ascii_digit())
        {
            self.learn_name(line);
        }
    }

    /// The last word is the family name, the others are given names.
    fn learn_name(&mut self, name: &str) {
        let words: Vec<&str> = name
            .split_whitespace()
            .filter(|w| w.starts_with(char::is_uppercase) && w.chars().count() > 1 && !w.ends_with('.'))
            .map(|w| w.trim_matches(['(', ')', ',', ';', ':']))
            .filter(|w| !NO_NAMES.contains(w) && !w.is_empty())
            .collect();
        if let Some((last, first)) = words.split_last() {
            self.family(last);
            for word in first {
                self.given(word);
            }
        }
    }

    fn family(&mut self, word: &str) {
        if !NO_NAMES.contains(&word) && !self.given.contains_key(word) {
            let n = self.family.len();
            self.family.entry(word.to_owned()).or_insert_with(|| counted(&FAMILY, n));
        }
    }

    fn given(&mut self, word: &str) {
        if !self.family.contains_key(word) {
            let n = self.given.len();
            self.given.entry(word.to_owned()).or_insert_with(|| counted(&GIVEN, n));
        }
    }

    /// Digits and capitals give way, the shape stays; the last digits count, so that two numbers stay two.
    fn number(&mut self, found: &str) {
        // A date behind "Ihr Zeichen" is none.
        if self.numbers.contains_key(found) || DATE.is_match(found) {
            return;
        }
        let n = self.numbers.len() + 1;
        let digits = found.chars().filter(char::is_ascii_digit).count();
        let count: Vec<char> = format!("{n:0digits$}").chars().collect();
        let mut next = count.len() - digits.min(count.len());
        let shape = found
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    next += 1;
                    count.get(next - 1).copied().unwrap_or('0')
                } else if c.is_uppercase() {
                    'X'
                } else if c.is_lowercase() {
                    'x'
                } else {
                    c
                }
            })
            .collect();
        self.numbers.insert(found.to_owned(), shape);
    }

    // --- where it goes ---

    fn edits(&mut self, document: &Document, report: &Report) -> Vec<(TextRange, String)> {
        let text = &document.text;
        let mut edits: Vec<(TextRange, String)> = Vec::new();
        let at = |m: &regex::Match<'_>| range(m.start(), m.end());
        // Offices and courts keep their addresses: the law asks for them.
        let recipient = recipient(document);
        let public = |offset: usize| {
            let block = document.blocks.partition_point(|b| usize::from(b.range.end()) <= offset);
            !recipient.contains(&block)
                && matches!(
                    report.letter.part_of_block.get(block),
                    Some(PartKind::Sender | PartKind::Contact | PartKind::RemedyNotice | PartKind::Hints)
                )
        };
        for m in STREET.find_iter(text).filter(|m| !public(m.start())) {
            let n = self.streets.len();
            let stand_in = self
                .streets
                .entry(m.as_str().to_owned())
                .or_insert_with(|| format!("{} {}", STREETS[n % STREETS.len()], n + 1));
            edits.push((at(&m), stand_in.clone()));
        }
        for m in TOWN.find_iter(text).filter(|m| !public(m.start())) {
            let n = self.towns.len();
            let stand_in = self
                .towns
                .entry(m.as_str().to_owned())
                .or_insert_with(|| format!("{:05} {}", 12345 + n, TOWNS[n % TOWNS.len()]));
            edits.push((at(&m), stand_in.clone()));
        }
        let lists = [&self.numbers, &self.births];
        for (word, stand_in) in lists.into_iter().flatten() {
            edits.extend(whole(text, word).map(|r| (r, stand_in.clone())));
        }
        for (word, stand_in) in self.family.iter().chain(&self.given) {
            edits.extend(whole(text, word).map(|r| (r, stand_in.clone())));
            // "Kayas Antrag", "KAYA"
            edits.extend(whole(text, &format!("{word}s")).map(|r| (r, format!("{stand_in}s"))));
            let loud = word.to_uppercase();
            if loud != *word {
                edits.extend(whole(text, &loud).map(|r| (r, stand_in.to_uppercase())));
            }
        }
        for m in MAIL.find_iter(text) {
            let small = m.as_str().to_lowercase();
            let named = self
                .family
                .keys()
                .chain(self.given.keys())
                .any(|w| small.contains(&plain(w)) || small.contains(&w.to_lowercase()));
            if named || !public(m.start()) {
                edits.push((at(&m), "kontakt@beispiel.example".to_owned()));
            }
        }
        edits.extend(MOBILE.find_iter(text).map(|m| (at(&m), "0150 0000000".to_owned())));
        // The longest goes first where two want the same place.
        edits.sort_by_key(|(r, _)| (r.start(), std::cmp::Reverse(r.end())));
        let mut end = TextSize::new(0);
        edits.retain(|(r, _)| {
            let free = r.start() >= end;
            if free {
                end = r.end();
            }
            free
        });
        edits
    }
}

pattern!(DATE, r"^\d{{1,2}}\.\d{{1,2}}\.(?:\d{{2}}|\d{{4}})$");
pattern!(
    OFFICE,
    r"(?i:behörde|\bamt\b|amt$|stadt\b|landkreis|kreis\b|fachbereich|fachdienst|referat|auftrag|vertretung|grüßen|gmbh|e\.\s?v\.|anlage|verwaltung|sachbearbeit|siegel|unterschrift|postfach|bescheid|ministerium|präsidium|universität|hochschule)"
);

/// The blocks of the address: from "Frau", "Herrn", "Familie" on a line of its own down to the town.
fn recipient(document: &Document) -> Range<usize> {
    /// Name, second name, care of, street, town, state.
    const LINES: usize = 6;
    let line = |index: usize| document.slice(document.blocks[index].range).trim();
    let first = (0..document.blocks.len().min(40)).find(|i| {
        matches!(
            line(*i),
            "Frau" | "Herrn" | "Herr" | "Familie" | "Eheleute" | "Frau und Herrn" | "Herrn und Frau"
        )
    });
    let Some(first) = first else { return 0..0 };
    let rest = first + 1..(first + 1 + LINES).min(document.blocks.len());
    let town = rest.clone().find(|i| TOWN.is_match(line(*i)));
    first..town.map_or(rest.end, |t| t + 1)
}

/// The n-th of a list; a second round has numbers.
fn counted(list: &[&str], n: usize) -> String {
    match n / list.len() {
        0 => list[n].to_owned(),
        round => format!("{}-{}", list[n % list.len()], round + 1),
    }
}

/// A name as mail addresses write it.
fn plain(word: &str) -> String {
    word.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

/// Where a word stands by itself.
fn whole<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = TextRange> + 't {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word)
        .filter(move |(at, _)| {
            !inside(text[..*at].chars().next_back()) && !inside(text[at + word.len()..].chars().next())
        })
        .map(move |(at, _)| range(at, at + word.len()))
}

/// The document with other words; blocks and fields move along.
fn replaced(document: &Document, edits: &[(TextRange, String)]) -> Document {
    let mut text = String::with_capacity(document.text.len());
    let mut at = TextSize::new(0);
    // Old end of each edit, and how far everything behind it moves.
    let mut shifts: Vec<(TextRange, u32, u32)> = Vec::with_capacity(edits.len());
    for (range, stand_in) in edits {
        text.push_str(slice(&document.text, TextRange::new(at, range.start())));
        let start = text.len() as u32;
        text.push_str(stand_in);
        shifts.push((*range, start, text.len() as u32));
        at = range.end();
    }
    text.push_str(slice(&document.text, TextRange::new(at, TextSize::of(document.text.as_str()))));
    let moved = |offset: TextSize, to_end: bool| {
        let index = shifts.partition_point(|(r, _, _)| r.start() < offset);
        let Some((range, start, end)) = index.checked_sub(1).map(|i| shifts[i]) else { return offset };
        if offset < range.end() {
            TextSize::new(if to_end { end } else { start })
        } else {
            TextSize::new(end) + (offset - range.end())
        }
    };
    let span = |r: TextRange| {
        let (start, end) = (moved(r.start(), false), moved(r.end(), true));
        TextRange::new(start, end.max(start))
    };
    let blocks = document
        .blocks
        .iter()
        .map(|b| Block { range: span(b.range), content_start: moved(b.content_start, false), ..*b })
        .collect();
    let placeholders: Vec<Placeholder> =
        document.placeholders.iter().map(|p| Placeholder { range: span(p.range), ..p.clone() }).collect();
    document.restated(text, blocks, placeholders)
}

#[cfg(test)]
mod tests {
    use klarbrief::Checker;
    use klarbrief::document::read_txt;

    use super::*;

    const LETTER: &str = "\
Stadt Musterhafen · Ausländerbehörde
Rathausplatz 1, 20999 Musterhafen

Frau
Aylin Öztürk-Schmidt
Gartenstraße 12 b
31999 Brakenhude

Mein Zeichen: 32.21-OEZ-2107
Auskunft erteilt: Herr Tiemann
E-Mail: j.tiemann@musterhafen.example

Ihr Antrag vom 03.08.2026

Sehr geehrte Frau Öztürk-Schmidt,

Sie sind am 04.05.1990 geboren. Ihr Sohn Emre, geb. am 7. Juni 2015, wohnt in der Gartenstraße 12 b.
Frau Öztürk-Schmidts Antrag (32.21-OEZ-2107) lehnen wir ab. ÖZTÜRK-SCHMIDT. Emre bleibt hier.
Die Gebühr beträgt 93,00 EUR nach § 69 AufenthG. Zahlen Sie bis zum 30.10.2026.

Mit freundlichen Grüßen
Im Auftrag
Tiemann
";

    fn redacted(text: &str) -> Document {
        let checker = Checker::builder().without_examples().build().unwrap();
        let document = read_txt(text.to_owned());
        let report = checker.check(&document);
        Redactor::default().redact(&document, &report)
    }

    #[test]
    fn what_tells_the_person_is_gone_and_what_the_letter_says_stays() {
        let text = redacted(LETTER).text;
        for gone in [
            "Aylin",
            "Öztürk",
            "ÖZTÜRK",
            "Emre",
            "Tiemann",
            "tiemann",
            "Gartenstraße",
            "31999",
            "04.05.1990",
            "7. Juni 2015",
            "OEZ-2107",
        ] {
            assert!(!text.contains(gone), "{gone} is left in:\n{text}");
        }
        for kept in [
            "03.08.2026",
            "93,00 EUR",
            "§ 69 AufenthG",
            "30.10.2026",
            "Stadt Musterhafen",
            "Rathausplatz 1",
            "Im Auftrag",
        ] {
            assert!(text.contains(kept), "{kept} is gone from:\n{text}");
        }
    }

    #[test]
    fn the_same_name_gets_the_same_stand_in() {
        let text = redacted(LETTER).text;
        let name = text.split("Sehr geehrte Frau ").nth(1).and_then(|t| t.split(',').next()).unwrap();
        assert!(text.contains(&format!("{name}s Antrag")), "{text}");
        assert!(text.contains(&name.to_uppercase()), "{text}");
        let child = text.split("Ihr Sohn ").nth(1).and_then(|t| t.split(',').next()).unwrap();
        assert!(text.contains(&format!("{child} bleibt hier")), "{text}");
    }

    #[test]
    fn blocks_move_with_the_text() {
        let document = redacted(LETTER);
        let first: Vec<&str> = document.blocks.iter().map(|b| document.slice(b.range)).collect();
        assert!(first.contains(&"Ihr Antrag vom 03.08.2026"), "{first:?}");
        assert!(first.iter().any(|b| b.starts_with("Sehr geehrte Frau")), "{first:?}");
        assert!(first.iter().all(|b| b.trim() == *b), "{first:?}");
    }

    #[test]
    fn a_letter_without_persons_stays_as_it_is() {
        let text = "Die Vorschrift kommt zur Anwendung. Das Amt prüft den Antrag.\n";
        assert_eq!(redacted(text).text, text);
    }
}

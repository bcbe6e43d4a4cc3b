//! Citations of norms, read from tokens.
//!
//! A citation starts with §, §§, Art. or Artikel and ends with its law. This is the first reader; the grammar of citations
//! takes its place later.

use source::TextRange;
use text::{Case, Paragraph, Token, TokenKind};

use crate::View;

/// One citation, from its sign to its law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The whole citation.
    pub range: TextRange,
    /// The norm addresses in it, in order.
    pub refs: Vec<NormRef>,
}

/// One norm address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NormRef {
    /// Official short name of the law; empty if the citation names none.
    pub law: String,
    /// Section or article ("25b").
    pub section: String,
    /// Paragraph (Absatz).
    pub paragraph: Option<String>,
    /// Sentence (Satz).
    pub sentence: Option<String>,
    /// Number (Nummer).
    pub number: Option<String>,
    /// Letter (Buchstabe).
    pub letter: Option<String>,
}

/// Long names of laws and their short names.
const LONG_NAMES: &[(&str, &str)] = &[
    ("aufenthaltsgesetz", "AufenthG"),
    ("aufenthaltsverordnung", "AufenthV"),
    ("asylgesetz", "AsylG"),
    ("asylbewerberleistungsgesetz", "AsylbLG"),
    ("verwaltungsverfahrensgesetz", "VwVfG"),
    ("verwaltungsgerichtsordnung", "VwGO"),
    ("verwaltungszustellungsgesetz", "VwZG"),
    ("verwaltungsvollstreckungsgesetz", "VwVG"),
    ("staatsangehörigkeitsgesetz", "StAG"),
    ("freizügigkeitsgesetz", "FreizügG/EU"),
    ("freizügigkeitsgesetz/eu", "FreizügG/EU"),
    ("grundgesetz", "GG"),
    ("beschäftigungsverordnung", "BeschV"),
    ("bundesgebührengesetz", "BGebG"),
    ("integrationskursverordnung", "IntV"),
    ("onlinezugangsgesetz", "OZG"),
    ("menschenrechtskonvention", "EMRK"),
];

/// Finds all citations.
pub(crate) fn find(view: &View<'_>) -> Vec<Citation> {
    let mut out = Vec::new();
    for b in 0..view.len() {
        let paragraph = view.paragraph(b);
        let mut i = 0;
        while i < paragraph.tokens.len() {
            match (Reader { paragraph, at: i, refs: Vec::new() }).read() {
                Some((end, refs)) => {
                    let range = TextRange::new(
                        paragraph.tokens[i].range.start(),
                        paragraph.tokens[end - 1].range.end(),
                    );
                    out.push(Citation { range: range + view.base(b), refs });
                    i = end;
                }
                None => i += 1,
            }
        }
    }
    out
}

struct Reader<'a> {
    paragraph: &'a Paragraph,
    at: usize,
    refs: Vec<NormRef>,
}

impl Reader<'_> {
    fn token(&self, ahead: usize) -> Option<&Token> {
        self.paragraph.tokens.get(self.at + ahead)
    }

    fn norm(&self, ahead: usize) -> &str {
        self.token(ahead).map_or("", |t| self.paragraph.norm(t))
    }

    /// Reads one citation; gives the token after it.
    fn read(mut self) -> Option<(usize, Vec<NormRef>)> {
        if !is_sign(self.norm(0)) || !starts_with_digit(self.norm(1)) {
            return None;
        }
        let mut several = self.norm(0) == "§§";
        self.at += 1;
        self.address(NormRef::default())?;
        let mut end = self.at;
        // Further addresses: "§§ 5, 8 und 25b", "§ 8 Abs. 1 und § 30 Abs. 1", "Abs. 2 und 3", "i. V. m. § 5 Abs. 3".
        while let Some(link) = Some(self.link()).filter(|n| *n > 0) {
            let after = self.at + link;
            let next = |k: usize| self.paragraph.tokens.get(after + k).map_or("", |t| self.paragraph.norm(t));
            let last = self.refs.last().cloned().unwrap_or_default();
            if is_sign(next(0)) && starts_with_digit(next(1)) {
                several = next(0) == "§§";
                self.at = after + 1;
                self.address(NormRef::default())?;
            } else if level(next(0)).is_some_and(|l| l < 3) && starts_with_digit(next(1)) {
                // ", Abs. 2 S. 1": another paragraph of the same section; ", Nr. 3": another number of the same paragraph.
                self.at = after;
                let kept = match level(next(0)) {
                    Some(0) => NormRef { section: last.section, ..NormRef::default() },
                    Some(1) => NormRef { sentence: None, number: None, letter: None, ..last },
                    _ => NormRef { number: None, letter: None, ..last },
                };
                self.subdivisions(kept);
            } else if starts_with_digit(next(0)) && !is_ordinal_word(next(1)) {
                self.at = after;
                let value = next(0).trim_end_matches('.').to_owned();
                match (several, last.number.is_some(), last.sentence.is_some(), last.paragraph.is_some()) {
                    (false, true, _, _) => self.more(NormRef { number: Some(value), letter: None, ..last }),
                    (false, _, true, _) => self.more(NormRef { sentence: Some(value), ..last }),
                    (false, _, _, true) => self.more(NormRef { paragraph: Some(value), ..last }),
                    _ => self.address(NormRef::default())?,
                }
            } else {
                break;
            }
            end = self.at;
        }
        self.at = end;
        if let Some(law) = self.law() {
            for norm in &mut self.refs {
                norm.law.clone_from(&law);
            }
            end = self.at;
        }
        Some((end, self.refs))
    }

    /// Another value of the last subdivision: the "3" of "Abs. 2 und 3".
    fn more(&mut self, norm: NormRef) {
        self.at += 1;
        self.subdivisions(norm);
    }

    /// Section with its subdivisions.
    fn address(&mut self, mut norm: NormRef) -> Option<()> {
        let section = self.norm(0);
        if !starts_with_digit(section) {
            return None;
        }
        norm.section = section.trim_end_matches('.').to_owned();
        self.at += 1;
        // "34 a": a letter set apart.
        if self.is_lone_letter() {
            norm.section.push_str(self.norm(0));
            self.at += 1;
        }
        // "5 I Nr. 1", "28 I 1 Nr. 3": Roman paragraph, then a bare sentence.
        let capital = self.token(0).is_some_and(|t| matches!(t.case, Case::Upper | Case::Title));
        if let Some(roman) = roman(self.norm(0)).filter(|_| capital) {
            norm.paragraph = Some(roman.to_string());
            self.at += 1;
            if self.token(0).is_some_and(|t| t.kind == TokenKind::Number && t.letters == 1) {
                norm.sentence = Some(self.norm(0).to_owned());
                self.at += 1;
            }
        }
        self.subdivisions(norm);
        Some(())
    }

    fn is_lone_letter(&self) -> bool {
        self.norm(0).len() == 1
            && self.token(0).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
    }

    /// Paragraph, sentence, number, letter as far as they stand here.
    fn subdivisions(&mut self, mut norm: NormRef) {
        while let Some(level) = level(self.norm(0)) {
            let value = self.norm(1).to_owned();
            if !(starts_with_digit(&value) || (level == 3 && value.len() <= 2 && !value.is_empty())) {
                break;
            }
            self.at += 2;
            let mut value = value.trim_end_matches('.').to_owned();
            // "Abs. 1 a"
            if level == 0 && self.is_lone_letter() {
                value.push_str(self.norm(0));
                self.at += 1;
            }
            match level {
                0 => norm.paragraph = Some(value),
                1 => norm.sentence = Some(value),
                2 => norm.number = Some(value),
                3 => norm.letter = Some(value),
                _ => {}
            }
        }
        // "ff.", "f."
        if matches!(self.norm(0), "ff." | "f." | "ff" | "f") {
            self.at += 1;
        }
        self.refs.push(norm);
    }

    /// Tokens that link two addresses: "," "und" "bis" "i. V. m." …; 0 if there is no link.
    fn link(&self) -> usize {
        match self.norm(0) {
            "," | "und" | "oder" | "bis" | "sowie" | "/" | "–" => 1,
            "i.v.m." | "ivm" => 1,
            "i." if self.norm(1) == "v." && self.norm(2) == "m." => 3,
            "in" if self.norm(1) == "verbindung" && self.norm(2) == "mit" => 3,
            _ => 0,
        }
    }

    /// The law, short or long, perhaps after "des" or "der".
    fn law(&mut self) -> Option<String> {
        // "des Aufenthaltsgesetzes", "der Europäischen Menschenrechtskonvention"
        let skip = usize::from(matches!(self.norm(0), "des" | "der" | "dem" | "im"));
        for lead in [skip, skip + 1] {
            let norm = self.norm(lead);
            if norm.is_empty() || (lead > skip && !norm.ends_with("konvention")) {
                break;
            }
            let is = |long: &str| {
                let rest = norm.strip_prefix(long);
                rest.is_some_and(|ending| matches!(ending, "" | "s" | "es"))
            };
            if let Some((_, short)) = LONG_NAMES.iter().find(|(long, _)| is(long)) {
                self.at += lead + 1;
                self.skip_old_version();
                return Some((*short).to_owned());
            }
        }
        let token = self.token(0)?;
        let norm = self.paragraph.norm(token);
        let short = token.kind == TokenKind::Word
            && (token.case == Case::Mixed || (token.case == Case::Upper && norm.chars().count() <= 7))
            && (norm.ends_with('g')
                || norm.ends_with('v')
                || norm.ends_with('o')
                || norm.ends_with("g/eu")
                || norm.contains("gb")
                || norm.ends_with('k')
                || norm.ends_with("konv")
                || matches!(token.case, Case::Mixed));
        if !short {
            return None;
        }
        self.at += 1;
        // "FreizügG/EU": the slash and the rest are tokens of their own; "SGB II".
        if self.norm(0) == "/" && self.norm(1) == "eu" {
            self.at += 2;
            return Some("FreizügG/EU".to_owned());
        }
        let mut law = short_name(norm);
        if law.starts_with("SGB")
            && self.token(0).is_some_and(|t| t.case == Case::Upper || t.case == Case::Title)
            && roman(self.norm(0)).is_some()
        {
            law = format!("{law} {}", self.norm(0).to_uppercase());
            self.at += 1;
        }
        self.skip_old_version();
        Some(law)
    }

    /// "a. F.", "n. F."
    fn skip_old_version(&mut self) {
        if matches!(self.norm(0), "a." | "n.") && self.norm(1) == "f." {
            self.at += 2;
        } else if matches!(self.norm(0), "a.f." | "n.f.") {
            self.at += 1;
        }
    }
}

/// The level that a word names: 0 paragraph, 1 sentence, 2 number, 3 letter, 4 what has no field of its own.
fn level(norm: &str) -> Option<u8> {
    Some(match norm.trim_end_matches('.') {
        "abs" | "absatz" | "absätze" | "absätzen" => 0,
        "satz" | "s" | "sätze" | "sätzen" => 1,
        "nr" | "nummer" | "nrn" | "nummern" | "ziff" | "ziffer" => 2,
        "buchst" | "buchstabe" | "lit" => 3,
        "alt" | "alternative" | "hs" | "halbsatz" | "halbs" | "unterabs" | "var" => 4,
        _ => return None,
    })
}

fn is_sign(norm: &str) -> bool {
    matches!(norm, "§" | "§§" | "art." | "artikel" | "artikeln" | "art")
}

fn is_ordinal_word(norm: &str) -> bool {
    matches!(
        norm,
        "euro"
            | "€"
            | "uhr"
            | "tage"
            | "tagen"
            | "monate"
            | "monaten"
            | "jahre"
            | "jahren"
            | "wochen"
            | "prozent"
            | "%"
    )
}

fn starts_with_digit(norm: &str) -> bool {
    norm.starts_with(|c: char| c.is_ascii_digit())
}

fn roman(norm: &str) -> Option<u32> {
    const NUMBERS: &[&str] =
        &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"];
    NUMBERS.iter().position(|n| *n == norm).map(|p| p as u32 + 1)
}

/// Writes a short name as it is officially written; unknown ones in capitals.
fn short_name(norm: &str) -> String {
    const KNOWN: &[&str] = &[
        "AufenthG",
        "AufenthV",
        "AsylG",
        "AsylbLG",
        "VwVfG",
        "VwGO",
        "VwZG",
        "VwVG",
        "StAG",
        "FreizügG",
        "GG",
        "BeschV",
        "BGebG",
        "IntV",
        "OZG",
        "EMRK",
        "AZRG",
        "EGovG",
        "SGB",
        "BGB",
        "StGB",
        "BZRG",
        "ZPO",
        "GKG",
        "BVFG",
        "LVwVfG",
        "NVwVfG",
        "BDSG",
        "PassG",
        "PAuswG",
    ];
    KNOWN
        .iter()
        .find(|k| k.chars().flat_map(char::to_lowercase).eq(norm.chars()))
        .map_or_else(|| norm.to_uppercase(), |k| (*k).to_owned())
}

//! Words: compounds, gender forms, abbreviations.

use super::Cutter;
use boundary::abbreviation::{self, Ending};

use crate::lexis;
use crate::segment::{Class, is_gender_ending};
use crate::token::TokenKind;

impl Cutter<'_> {
    /// Reads a word.
    pub(super) fn word(&mut self) {
        let segment = self.segments[self.next];
        if is_host(self.str(segment.start, segment.end)) {
            return self.take(1, TokenKind::Url);
        }
        let mut count = 1;
        let mut hyphen_at_end = false;
        loop {
            let sign = self.touching_str(count);
            let after = self.touching(count + 1);
            match sign {
                // Compounds: "Ausländer-Behörde"; "Einreise- und": the hyphen stays with the word.
                "-" | "\u{2010}" | "\u{2011}" => match after.map(|s| s.class) {
                    Some(Class::Word | Class::Number) => count += 2,
                    _ => {
                        count += 1;
                        hyphen_at_end = true;
                        break;
                    }
                },
                // Gender forms: "Antragsteller*innen", "Antragsteller/in", "Antragsteller/-innen".
                "*" | ":" | "/" => {
                    let first = self.touching_str(count + 1);
                    if is_gender_ending(first) {
                        count += 2;
                    } else if sign == "/" && first == "-" && is_gender_ending(self.touching_str(count + 2)) {
                        count += 3;
                    } else {
                        break;
                    }
                }
                // "Antragsteller(in)", "Angestellte(r)"
                "(" if is_gender_ending(self.touching_str(count + 1))
                    && self.touching_str(count + 2) == ")" =>
                {
                    count += 3;
                }
                // "Darius' Feldherr": the sign stands for the ending of the genitive.
                "'" | "’" if self.is_genitive(count) => {
                    count += 1;
                    break;
                }
                // "d'accord", "geht's" are one segment; a right quote between letters is too.
                _ => break,
            }
        }
        // A word cut at the end of a line: "Unterla-\ngen".
        if hyphen_at_end && self.joins_next_line(count) {
            count += 2;
            let start = self.segments[self.next].start;
            let end = self.segments[self.next + count - 1].end;
            self.next += count;
            self.push(start, end, TokenKind::Word);
            return;
        }
        if !hyphen_at_end && self.touching_str(count) == "." && self.abbreviation(count) {
            return;
        }
        self.take(count, TokenKind::Word);
    }

    /// True if the apostrophe after `count` segments belongs to the word: it follows an s-sound, a word follows it, and no
    /// quote is open that it could close.
    fn is_genitive(&self, count: usize) -> bool {
        let word = self.segments[self.next + count - 1];
        self.str(word.start, word.end).ends_with(['s', 'ß', 'x', 'z'])
            && self.touching(count + 1).is_none()
            && self.segments.get(self.next + count + 2).is_some_and(|s| s.class == Class::Word)
            && !self.quoted
    }

    fn joins_next_line(&self, count: usize) -> bool {
        let (Some(space), Some(word)) =
            (self.segments.get(self.next + count), self.segments.get(self.next + count + 1))
        else {
            return false;
        };
        let gap = self.str(space.start, space.end);
        let word = (word.class == Class::Word).then(|| self.str(word.start, word.end));
        gap.contains('\n')
            && word.is_some_and(|w| {
                w.starts_with(char::is_lowercase)
                    && !matches!(w, "und" | "oder" | "bzw" | "sowie" | "wie" | "noch" | "als")
            })
    }

    /// Takes a word with its full stop if that makes an abbreviation.
    fn abbreviation(&mut self, count: usize) -> bool {
        let start = self.segments[self.next].start;
        let end = self.segments[self.next + count - 1].end;
        let written = self.str(start, end);
        let single = written.chars().count() == 1;
        // "Ich wohne in Zimmer B.": at the end of the text a letter is cut short only after another one ("u. a.").
        let after_short = self.out.tokens.last().is_some_and(|t| t.kind == TokenKind::Abbreviation);
        let known = if single && !after_short && self.text_ends(count + 1) {
            None
        } else if single {
            Some(Ending::Never)
        } else {
            // Lower-casing most words only to find that they are none costs more than this test.
            let short = written.len() <= 12;
            short.then(|| abbreviation::lookup(&written.to_lowercase())).flatten()
        };
        match known {
            None => false,
            Some(Ending::Never) => {
                // "Das ist der Kern." – words such as "min" or "art" are only abbreviations when something follows.
                if !single && self.ends_here(count) && is_also_a_word(&written.to_lowercase(), written) {
                    return false;
                }
                self.take(count + 1, TokenKind::Abbreviation);
                true
            }
            Some(Ending::Perhaps) => {
                self.take(count + 1, TokenKind::Abbreviation);
                true
            }
        }
    }

    /// True if after `ahead` segments nothing but signs and blanks is left.
    fn text_ends(&self, ahead: usize) -> bool {
        // Looks only a little ahead: long rows of signs are no end of a sentence.
        let rest = &self.segments[self.next + ahead..];
        rest.len() <= 4 && rest.iter().all(|s| matches!(s.class, Class::Space | Class::Sign))
    }

    /// True if nothing follows after the full stop but signs, or a word that starts a sentence.
    fn ends_here(&self, count: usize) -> bool {
        let mut rest = self.segments[self.next + count + 1..].iter().filter(|s| s.class != Class::Space);
        match rest.next() {
            None => true,
            Some(s) if s.class == Class::Word => lexis::starts_sentence(self.str(s.start, s.end)),
            Some(_) => false,
        }
    }
}

/// "www.stadt.example", "stadt.de"
fn is_host(text: &str) -> bool {
    let Some((name, top)) = text.rsplit_once('.') else { return false };
    text.starts_with("www.")
        || (name.len() > 2 && matches!(top, "de" | "eu" | "com" | "org" | "net" | "info"))
}

/// Short words that are abbreviations only where something follows.
fn is_also_a_word(norm: &str, written: &str) -> bool {
    let lower = written.starts_with(char::is_lowercase);
    match norm {
        "art" | "mai" | "bes" | "alt" | "gut" | "do" | "fr" | "mi" | "di" | "so" | "sa" | "mo" | "st"
        | "gr" | "kl" | "min" | "max" | "var" | "anl" | "ges" | "ing" | "bek" => true,
        "um" | "in" | "an" | "am" | "es" | "er" => lower,
        _ => false,
    }
}

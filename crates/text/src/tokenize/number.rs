//! Numbers: dates, times, ordinals, amounts.

use super::Cutter;
use crate::paragraph::Paragraph;
use crate::segment::Class;
use crate::token::TokenKind;
use boundary::abbreviation;

use crate::lexis;

impl Cutter<'_> {
    /// Reads a number.
    pub(super) fn number(&mut self) {
        let segment = self.segments[self.next];
        let text = self.str(segment.start, segment.end);
        if is_date(text) {
            return self.take(1, TokenKind::Date);
        }
        // "12.03." – day and month; the full stop belongs to the date.
        if is_day_month(text) && self.touching_str(1) == "." {
            return self.take(2, TokenKind::Date);
        }
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        if digits && text.len() <= 2 && self.touching_str(1) == ":" {
            let minutes = self.touching_str(2);
            if minutes.len() == 2 && minutes.bytes().all(|b| b.is_ascii_digit()) {
                return self.take(3, TokenKind::Time);
            }
        }
        if is_clock(text) && self.next_word_is_uhr() {
            return self.take(1, TokenKind::Time);
        }
        // "1/2", "402-118": numbers joined by a sign.
        let mut count = 1;
        while matches!(self.touching_str(count), "-" | "/")
            && self.touching(count + 1).is_some_and(|s| s.class == Class::Number)
        {
            count += 2;
        }
        // "30-tägig", "5-Jahres-Frist"
        if count == 1
            && self.touching_str(1) == "-"
            && self.touching(2).is_some_and(|s| s.class == Class::Word)
        {
            count = 3;
            while self.touching_str(count) == "-"
                && self.touching(count + 1).is_some_and(|s| s.class == Class::Word)
            {
                count += 2;
            }
            return self.take(count, TokenKind::Word);
        }
        // "14,-", "14.--": whole euros.
        if count == 1 && matches!(self.touching_str(1), "," | ".") {
            let dash = self.touching_str(2);
            let dashes = if !matches!(dash, "-" | "–" | "—") {
                0
            } else {
                1 + usize::from(self.touching_str(3) == dash)
            };
            if dashes > 0 && self.touching(2 + dashes).is_none_or(|s| s.class == Class::Sign) {
                return self.take(2 + dashes, TokenKind::Number);
            }
        }
        if digits && count == 1 && text.len() <= 3 && self.touching_str(1) == "." && self.ordinal() {
            return self.take(2, TokenKind::Ordinal);
        }
        self.take(count, TokenKind::Number);
    }

    fn next_word_is_uhr(&self) -> bool {
        let mut rest = self.segments[self.next + 1..].iter().filter(|s| s.class != Class::Space);
        rest.next().is_some_and(|s| self.str(s.start, s.end) == "Uhr")
    }

    /// Decides whether a number with a full stop is an ordinal ("am 3. Mai", "die 2. Kammer") or ends a sentence ("nach
    /// Nummer 3. Danach").
    fn ordinal(&self) -> bool {
        let mut rest = self.segments[self.next + 2..].iter().filter(|s| s.class != Class::Space);
        let Some(next) = rest.next() else { return false };
        let next_str = self.str(next.start, next.end);
        // "vom 2. 4. 2025": day, month, year with blanks.
        if next.class == Class::Number {
            let after = rest.next().map_or("", |s| self.str(s.start, s.end));
            let digits = next_str.bytes().all(|b| b.is_ascii_digit());
            let day =
                matches!(before_norm(&self.out), Some("am" | "vom" | "zum" | "den" | "dem" | "bis" | "ab"));
            let month = self.out.tokens.last().is_some_and(|t| t.kind == TokenKind::Ordinal);
            return digits
                && ((day && next_str.len() <= 2 && after == ".") || (month && next_str.len() == 4));
        }
        if next.class != Class::Word {
            // "vom 1.–3. Mai", "1./2. Mai"
            return matches!(next_str, "–" | "-" | "/" | "," | ")")
                && next.start == self.segments[self.next + 1].end;
        }
        if next_str.starts_with(char::is_lowercase) || abbreviation::is_month(&next_str.to_lowercase()) {
            return true;
        }
        let Some(before) = self.out.tokens.last() else {
            // A number at the start of a paragraph is a heading or list number.
            return true;
        };
        // "der 1. und 2. Rang"
        let count = self.out.tokens.len();
        let joined = count > 1 && self.out.tokens[count - 2].kind == TokenKind::Ordinal;
        if joined && self.out.norm(before) == "und" {
            return true;
        }
        let before = self.out.norm(before);
        let counted = matches!(
            before,
            "nr."
                | "nr"
                | "nummer"
                | "nummern"
                | "ziffer"
                | "ziff."
                | "abs."
                | "absatz"
                | "satz"
                | "s."
                | "seite"
                | "§"
                | "§§"
                | "artikel"
                | "art."
                | "punkt"
                | "zimmer"
                | "raum"
                | "haus"
                | "anlage"
                | "stufe"
                | "und"
                | "auf"
                | "um"
                | "von"
        );
        !counted && !lexis::starts_sentence(next_str)
    }
}

fn before_norm(paragraph: &Paragraph) -> Option<&str> {
    paragraph.tokens.last().map(|t| paragraph.norm(t))
}

/// "03.02.2025", "3.2.25", "2025-02-03"
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '-']).collect();
    let [a, b, c] = parts[..] else { return false };
    let digits = |s: &str, n: std::ops::RangeInclusive<usize>| {
        n.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())
    };
    if text.contains('-') {
        return digits(a, 4..=4) && digits(b, 2..=2) && digits(c, 2..=2);
    }
    digits(a, 1..=2) && digits(b, 1..=2) && (digits(c, 4..=4) || digits(c, 2..=2))
}

/// "03.02"
fn is_day_month(text: &str) -> bool {
    let Some((day, month)) = text.split_once('.') else { return false };
    let number = |s: &str| (s.len() <= 2).then(|| s.parse::<u32>().ok()).flatten();
    matches!((number(day), number(month)), (Some(1..=31), Some(1..=12)))
}

/// "13.30" before "Uhr"
fn is_clock(text: &str) -> bool {
    let Some((hour, minute)) = text.split_once('.') else { return false };
    hour.len() <= 2
        && minute.len() == 2
        && hour.parse::<u32>().is_ok_and(|h| h < 25)
        && minute.parse::<u32>().is_ok_and(|m| m < 60)
}

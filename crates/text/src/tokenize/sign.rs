//! Signs: punctuation, quotes, symbols.

use super::Cutter;
use crate::segment::Class;
use crate::token::TokenKind;

impl Cutter<'_> {
    /// Reads a sign.
    pub(super) fn sign(&mut self) {
        let segment = self.segments[self.next];
        let text = self.str(segment.start, segment.end);
        if text == "§" && self.touching_str(1) == "§" {
            return self.take(2, TokenKind::Symbol);
        }
        if let Some((count, kind)) = self.emoticon() {
            return self.take(count, kind);
        }
        if matches!(text, "'" | "`" | "’") {
            // Quotes as typewriters write them: ``so''.
            if text != "’" && self.touching_str(1) == text {
                return self.take(2, TokenKind::Punctuation);
            }
            // "Donner 's Hotel", "wenn 's geht"
            let after_space = self.is_after_space();
            let alone = self.touching(2).is_none_or(|s| s.class == Class::Sign);
            if text != "`" && after_space && self.touching_str(1) == "s" && alone {
                return self.take(2, TokenKind::Word);
            }
            if text == "'" {
                self.quoted = !self.quoted && after_space;
            }
        }
        // Runs of the same sign are one token: "...", "----", "____"; each "!" and "?" is one of its own.
        if matches!(text, "." | "-" | "_" | "–" | "—" | "=" | "*") {
            let mut count = 1;
            while count < 4096 && self.touching_str(count) == text {
                count += 1;
            }
            if count > 1 {
                return self.take(count, TokenKind::Punctuation);
            }
        }
        // "-verbot" after "Einreise- und Aufenthalts-": the hyphen belongs to the word.
        if text == "-" && self.touching(1).is_some_and(|s| s.class == Class::Word) && self.is_after_space() {
            return self.take(2, TokenKind::Word);
        }
        let kind = match text.chars().next() {
            Some(
                '§' | '€' | '$' | '£' | '%' | '‰' | '&' | '+' | '=' | '<' | '>' | '~' | '^' | '|' | '°' | '#'
                | '*' | '@' | '×' | '→' | '±' | '©' | '®' | '☐' | '☒' | '☑' | '□',
            ) => TokenKind::Symbol,
            Some(c) if c.is_ascii_punctuation() || "„“”‚‘’«»‹›–—…·•".contains(c) => {
                TokenKind::Punctuation
            }
            _ => TokenKind::Symbol,
        };
        self.take(1, kind);
    }

    fn is_after_space(&self) -> bool {
        self.segments.get(self.next.wrapping_sub(1)).is_none_or(|s| s.class == Class::Space)
    }

    /// ":-)", ";)" and the like; without a nose only where a blank stands before them, so that "(siehe dort:)" is none.
    fn emoticon(&self) -> Option<(usize, TokenKind)> {
        if !matches!(self.touching_str(0), ":" | ";" | "=") {
            return None;
        }
        let nose = usize::from(self.touching_str(1) == "-");
        let mouth = matches!(self.touching_str(1 + nose), ")" | "(" | "D" | "P" | "/" | "|");
        let ends = self.touching(2 + nose).is_none_or(|s| s.class == Class::Sign);
        (mouth && ends && (nose > 0 || self.is_after_space())).then_some((2 + nose, TokenKind::Symbol))
    }
}

//! The first cut: word boundaries of the Unicode standard (UAX #29), classed by what German does with them.

use unicode_segmentation::UnicodeSegmentation;

/// What a segment is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// White space, no-break spaces included.
    Space,
    /// Holds a letter.
    Word,
    /// Digits, perhaps with inner separators.
    Number,
    /// A single sign.
    Sign,
}

/// A segment of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment {
    pub start: u32,
    pub end: u32,
    pub class: Class,
}

/// Cuts `text` into segments that cover it.
pub(crate) fn segments(text: &str, out: &mut Vec<Segment>) {
    for (start, piece) in text.split_word_bound_indices() {
        let class = class(piece);
        let (start, end) = (start as u32, (start + piece.len()) as u32);
        match out.last_mut() {
            Some(last) if class == Class::Space && last.class == Class::Space => last.end = end,
            _ => out.push(Segment { start, end, class }),
        }
    }
}

fn class(piece: &str) -> Class {
    let mut digit = false;
    for c in piece.chars() {
        if c.is_ascii_digit() {
            digit = true;
        } else if c.is_alphabetic() {
            return Class::Word;
        } else if c.is_numeric() {
            digit = true;
        }
    }
    if digit {
        Class::Number
    } else if piece.chars().all(is_space) {
        Class::Space
    } else {
        Class::Sign
    }
}

/// White space, the byte order mark and zero-width spaces.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

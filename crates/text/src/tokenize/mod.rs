//! Segments to tokens: German words, abbreviations, numbers, dates, addresses.

mod chunk;
mod number;
mod sign;
#[cfg(test)]
mod tests;
mod word;

use std::cell::RefCell;

use source::TextRange;

use crate::lexicon::Tag;
use crate::memory::{Memory, recall};
use crate::paragraph::Paragraph;
use crate::segment::{self, Class, Segment};
use crate::syllable;
use crate::token::{Case, Morph, Pos, Slice, Token, TokenKind};
use crate::{Layout, lexis};

/// Cuts a paragraph into tokens; sentences and constructions are still empty.
pub(crate) fn tokenize(text: &str, layout: &Layout<'_>) -> Paragraph {
    let mut segments = Vec::with_capacity(text.len() / 3 + 4);
    segment::segments(text, &mut segments);
    let mut cutter = Cutter {
        text,
        segments: &segments,
        next: 0,
        space: false,
        quoted: false,
        out: Paragraph {
            tokens: Vec::with_capacity(segments.len() / 2 + 4),
            store: String::with_capacity(text.len() + text.len() / 4),
            ..Paragraph::default()
        },
    };
    cutter.marker(layout.marker);
    let mut placeholders = layout.placeholders;
    while cutter.next < segments.len() {
        let segment = segments[cutter.next];
        while let [over, rest @ ..] = placeholders
            && u32::from(over.end()) <= segment.start
        {
            placeholders = rest;
        }
        match placeholders {
            [placeholder, ..] if u32::from(placeholder.start()) < segment.end => {
                cutter.placeholder(*placeholder);
            }
            _ => cutter.token(),
        }
    }
    cutter.out
}

thread_local! {
    static SYLLABLES: RefCell<Memory<u8>> = const { RefCell::new(Memory::new()) };
}

struct Cutter<'a> {
    text: &'a str,
    segments: &'a [Segment],
    /// Next segment to read.
    next: usize,
    /// True if white space stands before it.
    space: bool,
    /// True inside simple quotes ('so').
    quoted: bool,
    out: Paragraph,
}

impl<'a> Cutter<'a> {
    fn str(&self, start: u32, end: u32) -> &'a str {
        &self.text[start as usize..end as usize]
    }

    /// The segment at `next + ahead` if it touches the one before, that is, if no white space stands between.
    fn touching(&self, ahead: usize) -> Option<Segment> {
        self.segments.get(self.next + ahead).copied().filter(|s| s.class != Class::Space)
    }

    fn touching_str(&self, ahead: usize) -> &'a str {
        self.touching(ahead).map_or("", |s| self.str(s.start, s.end))
    }

    /// Takes `count` segments as one token.
    fn take(&mut self, count: usize, kind: TokenKind) {
        let start = self.segments[self.next].start;
        let end = self.segments[self.next + count - 1].end;
        self.next += count;
        self.push(start, end, kind);
    }

    fn push(&mut self, start: u32, end: u32, kind: TokenKind) {
        let written = &self.text[start as usize..end as usize];
        let at = self.out.store.len();
        let shape = push_norm(&mut self.out.store, written);
        let word = &self.out.store[at..];
        let norm = Slice { start: at as u32, len: word.len() as u32 };
        let syllables = match kind {
            TokenKind::Word => recall(&SYLLABLES, word, 0, || syllable::syllables(word).min(255) as u8),
            // A field is filled with a word of middle length; an abbreviation is read as its long form.
            TokenKind::Placeholder => 2,
            TokenKind::Abbreviation => lexis::spoken_syllables(word),
            _ => 0,
        };
        self.out.tokens.push(Token {
            range: source::range(start as usize, end as usize),
            kind,
            pos: Pos::X,
            tag: Tag::Xy,
            morph: Morph::NONE,
            case: shape.case(written),
            syllables,
            letters: shape.letters.min(255) as u8,
            space_before: std::mem::take(&mut self.space),
            norm,
            lemma: norm,
        });
    }

    fn marker(&mut self, bytes: u32) {
        if bytes == 0 {
            return;
        }
        let Some(marker) = self.text.get(..bytes as usize) else { return };
        let end = marker.trim_end_matches(segment::is_space).len() as u32;
        // A marker ends where a segment ends; otherwise the layout speaks of another text.
        let count = self.segments.partition_point(|s| s.end <= end);
        if count > 0 && self.segments[count - 1].end == end {
            let start = self.segments[..count].iter().find(|s| s.class != Class::Space);
            if let Some(start) = start.map(|s| s.start) {
                self.next = count;
                self.push(start, end, TokenKind::ListMarker);
            }
        }
    }

    fn placeholder(&mut self, range: TextRange) {
        let (start, end) = (u32::from(range.start()), u32::from(range.end()));
        while self.segments.get(self.next).is_some_and(|s| s.start < end) {
            self.next += 1;
        }
        // Segments that stick out on the left were read before; on the right the field wins.
        let last = self.out.tokens.last().map_or(0, |t| u32::from(t.range.end()));
        let (start, end) = (start.max(last), end.min(self.text.len() as u32));
        if start < end
            && self.text.is_char_boundary(start as usize)
            && self.text.is_char_boundary(end as usize)
        {
            self.push(start, end, TokenKind::Placeholder);
        }
    }

    /// Reads one token, or skips white space.
    fn token(&mut self) {
        let segment = self.segments[self.next];
        match segment.class {
            Class::Space => {
                self.space = true;
                self.next += 1;
            }
            Class::Word | Class::Number => {
                if let Some((count, kind)) = self.chunk() {
                    self.take(count, kind);
                } else if segment.class == Class::Word {
                    self.word();
                } else {
                    self.number();
                }
            }
            Class::Sign => self.sign(),
        }
    }
}

/// What the letters of a token look like.
#[derive(Debug, Default)]
struct Shape {
    /// Letters and digits.
    letters: usize,
    upper: usize,
    lower: usize,
    /// Whether the first cased letter is upper case.
    first: Option<bool>,
}

impl Shape {
    /// The shape of ASCII letters and digits.
    fn of_ascii(written: &[u8]) -> Shape {
        let count = |is: fn(&u8) -> bool| written.iter().filter(|b| is(b)).count();
        Shape {
            letters: written.len(),
            upper: count(u8::is_ascii_uppercase),
            lower: count(u8::is_ascii_lowercase),
            first: written.iter().find(|b| b.is_ascii_alphabetic()).map(u8::is_ascii_uppercase),
        }
    }

    fn see(&mut self, c: char) {
        if c.is_ascii_digit() {
            self.letters += 1;
        } else if c.is_alphabetic() {
            self.letters += 1;
            let upper = c.is_uppercase();
            self.first.get_or_insert(upper);
            self.upper += usize::from(upper);
            self.lower += usize::from(!upper);
        } else if c.is_numeric() {
            self.letters += 1;
        }
    }

    fn case(&self, written: &str) -> Case {
        match (self.first, self.upper, self.lower) {
            (None, _, _) => Case::None,
            (Some(_), 0, _) => Case::Lower,
            (Some(true), 1, _) => Case::Title,
            (Some(true), _, 0) => Case::Upper,
            // "Ausländer-Behörde", "Antragsteller/in" are written like any noun.
            (Some(true), _, _) if written.contains(['-', '/', '*', ':']) && titled_parts(written) => {
                Case::Title
            }
            _ => Case::Mixed,
        }
    }
}

/// Writes the lower-case form without soft hyphens and tells what the token looks like; a hyphen at a line end goes with the
/// break.
fn push_norm(store: &mut String, written: &str) -> Shape {
    if written.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let start = store.len();
        store.push_str(written);
        store[start..].make_ascii_lowercase();
        return Shape::of_ascii(written.as_bytes());
    }
    let mut shape = Shape::default();
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            if c == '-' && chars.peek().is_some_and(|n| segment::is_space(*n)) && written.contains('\n') {
                while chars.next_if(|n| segment::is_space(*n)).is_some() {}
                continue;
            }
            shape.see(c);
            store.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\u{ad}' | '\u{200d}' | '\u{2060}' | '\u{feff}') {
            shape.see(c);
            store.extend(c.to_lowercase());
        }
    }
    shape
}

fn titled_parts(written: &str) -> bool {
    written.split(['-', '/', '*', ':']).all(|part| part.chars().skip(1).all(|c| !c.is_uppercase()))
}

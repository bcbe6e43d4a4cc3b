//! What can be seen of a word at a glance: signs around it, its shape, the abbreviation it may be.

use crate::abbreviation::{self, Ending};

/// Longest stretch that is looked at as one word; nothing longer is one.
const LONGEST: usize = 64;

/// A stretch of text between white space.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    /// Signs before the first letter or digit.
    pub(crate) lead: u64,
    /// Signs behind the last one.
    pub(crate) tail: u64,
    /// The word itself, as if written small.
    pub(crate) key: u64,
    /// Its last letters.
    pub(crate) suffix: u64,
    /// The classes of its characters, runs told once: "Aa" for "Antrag", "0.0" for "13.30".
    pub(crate) shape: u64,
    /// Whether it is an abbreviation when a full stop follows: 0 no, 1 the sentence goes on, 2 it can end.
    pub(crate) short: u64,
    /// Characters of the word itself.
    pub(crate) len: u64,
    /// How it begins.
    pub(crate) first: First,
}

/// How a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum First {
    /// Nothing there.
    #[default]
    Nothing,
    Sign,
    Digit,
    Lower,
    Upper,
}

/// Mixes a value into a hash; quick, and good enough for features.
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x517C_C1B7_2722_0A95)
}

pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(bytes.len() as u64, |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        mix(hash, u64::from_le_bytes(word))
    })
}

impl Word {
    pub(crate) fn read(text: &str) -> Word {
        if text.is_empty() {
            return Word::default();
        }
        let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
        let end = text[start..]
            .rfind(char::is_alphanumeric)
            .map_or(start, |at| start + at + text[start + at..].chars().next().map_or(0, char::len_utf8));
        let core = &text[start..end];
        let mut lower = Buffer::default();
        let mut shape = Buffer::default();
        let (mut len, mut last) = (0, 0);
        for c in core.chars() {
            len += 1;
            let class = if c.is_ascii_lowercase() {
                lower.push(c);
                b'a'
            } else if c.is_ascii_digit() {
                // Numbers differ by their length, not by their digits.
                lower.push('0');
                b'0'
            } else if c.is_alphabetic() {
                c.to_lowercase().for_each(|c| lower.push(c));
                if c.is_uppercase() { b'A' } else { b'a' }
            } else {
                lower.push(c);
                if c.is_ascii() { c as u8 } else { b'~' }
            };
            // "A" and "AA", "0", "00" and "0000" are told apart, longer runs are not.
            if class != last || (class != b'a' && len <= 4) {
                shape.push(class.into());
            }
            last = class;
        }
        let first = match core.chars().next() {
            None => First::Sign,
            Some(c) if c.is_lowercase() => First::Lower,
            Some(c) if c.is_alphabetic() => First::Upper,
            Some(_) => First::Digit,
        };
        // Long words are no abbreviations, but for streets: most words need no look into the table.
        let known = if lower.len > 12 && !lower.as_str().ends_with("str") {
            None
        } else {
            abbreviation::lookup(lower.as_str())
        };
        let short = match known {
            None if len == 1 && first != First::Digit => 3,
            None => 0,
            Some(Ending::Never) => 1,
            Some(Ending::Perhaps) => 2,
        };
        let lower = lower.as_str();
        let cut = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        Word {
            lead: hash(&text.as_bytes()[..start]),
            tail: hash(&text.as_bytes()[end..]),
            key: hash(lower.as_bytes()),
            suffix: hash(&lower.as_bytes()[cut..]),
            shape: hash(shape.as_str().as_bytes()),
            short,
            len,
            first,
        }
    }
}

/// A short string on the stack: gaps are many, and none of them may allocate.
#[derive(Default)]
struct Buffer {
    bytes: [u8; 32],
    len: usize,
}

impl Buffer {
    fn push(&mut self, c: char) {
        if self.len + c.len_utf8() <= self.bytes.len() {
            self.len += c.encode_utf8(&mut self.bytes[self.len..]).len();
        }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

/// The last words of a text, the nearest first; looks back over a bounded stretch.
pub(crate) fn before<const N: usize>(text: &str) -> [Word; N] {
    let mut words = [Word::default(); N];
    let mut rest = text.trim_end();
    for word in &mut words {
        if rest.is_empty() {
            break;
        }
        let mut at = rest.len();
        for c in rest.chars().rev().take(LONGEST).take_while(|c| !c.is_whitespace()) {
            at -= c.len_utf8();
        }
        *word = Word::read(&rest[at..]);
        rest = rest[..at].trim_end();
    }
    words
}

/// The first words of a text.
pub(crate) fn after<const N: usize>(text: &str) -> [Word; N] {
    let mut words = [Word::default(); N];
    let mut rest = text.trim_start();
    for word in &mut words {
        if rest.is_empty() {
            break;
        }
        let end = rest.chars().take(LONGEST).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
        *word = Word::read(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    words
}

/// The text after marks of notes ("[12]"), which tell nothing about where a sentence ends.
pub(crate) fn without_notes(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(body) = rest.strip_prefix('[') {
        let after = body.trim_start_matches(|c: char| c.is_ascii_digit());
        let Some(after) = after.strip_prefix(']').filter(|a| a.len() + 1 < body.len()) else { break };
        rest = after.trim_start();
    }
    rest
}

use letter::{LetterKind, PartKind};
use serde::{Deserialize, Serialize};
use source::TextRange;

use crate::ast::Str;

/// An example of a rule: a text that it finds something in, or one that it is silent on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// The text without its marks.
    pub text: String,
    /// The ranges that must be found, in order: bytes of [`text`](Self::text). Empty: anywhere.
    pub marks: Vec<TextRange>,
    /// The text after the first fix of each finding, where the rule says it.
    pub fixed: Option<String>,
    /// What the checker is told about the text.
    pub settings: Settings,
    /// Where the example stands in the rule file: its string, with quotes.
    pub range: TextRange,
}

/// What the checker is told about an example; what is not given is left to recognition.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// The kind of the letter.
    pub kind: Option<LetterKind>,
    /// The part that the text stands in; without it the text is a letter or a snippet of its own.
    pub part: Option<PartKind>,
    /// The Land by its two letters (`NI`).
    pub land: Option<String>,
    /// The date of the check as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// True if the text is a template (`template = yes`).
    pub template: Option<bool>,
}

/// The sixteen Länder by the two letters of ISO 3166-2.
pub(crate) const LAENDER: [&str; 16] =
    ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"];

/// True for a day of the calendar written as `YYYY-MM-DD`.
pub(crate) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(y), Some(m), Some(d), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let number = |s: &str, digits: usize| {
        if s.len() == digits && s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<u32>().ok() } else { None }
    };
    let (Some(y), Some(m), Some(d)) = (number(y, 4), number(m, 2), number(d, 2)) else { return false };
    let leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    let days = match m {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&d)
}

/// A mark that makes no range: its byte range in the string, and what is wrong with it.
pub(crate) type StrayMark = (std::ops::Range<usize>, &'static str);

/// Takes the marks `[`…`]` out of the text of an example.
pub(crate) fn unmark(string: &Str) -> (String, Vec<TextRange>, Vec<StrayMark>) {
    let mut text = String::with_capacity(string.text.len());
    let (mut marks, mut stray) = (Vec::new(), Vec::new());
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in string.text.char_indices() {
        match c {
            '[' if !string.is_escaped(at) => match open {
                Some(_) => stray.push((at..at + 1, "a mark inside a mark")),
                None => open = Some((at, text.len())),
            },
            ']' if !string.is_escaped(at) => match open.take() {
                Some((from, start)) if start == text.len() => stray.push((from..at + 1, "nothing is marked")),
                Some((_, start)) => marks.push(source::range(start, text.len())),
                None => stray.push((at..at + 1, "no `[` before it")),
            },
            c => text.push(c),
        }
    }
    if let Some((from, _)) = open {
        stray.push((from..from + 1, "no `]` after it"));
    }
    (text, marks, stray)
}

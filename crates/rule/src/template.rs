use serde::{Deserialize, Serialize};
use source::Lang;

use crate::condition::Metric;

/// A text with places to be filled in: `„{match}“ hat {words} Wörter`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Template {
    /// Text and places in order.
    pub pieces: Vec<Piece>,
}

/// A stretch of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Fixed text.
    Text(String),
    /// A place to be filled in.
    Place(Placeholder),
}

/// What a place of a [`Template`] is filled with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Placeholder {
    /// `{match}`: the marked words of the finding.
    Match,
    /// `{suggestion}`: the first suggestion of the lexicon row, or what a native check suggests.
    Suggestion,
    /// `{count}`: how many places the finding stands for (occurrences in the unit).
    Count,
    /// The words of a capture: index into [`Rule::captures`](crate::Rule::captures).
    Capture(usize),
    /// The value of a parameter: index into [`Rule::parameters`](crate::Rule::parameters).
    Parameter(usize),
    /// The value of a metric of the unit.
    Metric(Metric),
    /// A value that the native check gives: index into [`Native::gives`](crate::Native::gives).
    Given(usize),
}

impl Template {
    /// Returns the text with each place filled by `fill`, which appends to the string it gets.
    pub fn render(&self, mut fill: impl FnMut(&Placeholder, &mut String)) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(fixed) => text.push_str(fixed),
                Piece::Place(place) => fill(place, &mut text),
            }
        }
        text
    }

    /// True if the template has this place.
    pub fn uses(&self, place: &Placeholder) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Place(p) if p == place))
    }
}

/// Writes a number for people: whole numbers without decimals, others with one, in the usage of the language.
pub fn format_number(value: f64, lang: Lang) -> String {
    if value.fract() == 0.0 {
        return format!("{value:.0}");
    }
    let text = format!("{value:.1}");
    lang.pick(text.replace('.', ","), text)
}

/// A brace that does not make a placeholder, or a placeholder, with its byte range in the template.
pub(crate) enum Scanned<'a> {
    Text(String),
    Place(&'a str, std::ops::Range<usize>),
    Stray(std::ops::Range<usize>),
}

/// Parts a template into text and places; `{{` and `}}` are literal braces.
pub(crate) fn scan(text: &str) -> Vec<Scanned<'_>> {
    let mut parts = Vec::new();
    let mut fixed = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '}']) {
        let brace = at + found;
        fixed.push_str(&text[at..brace]);
        let sign = &text[brace..brace + 1];
        if text[brace + 1..].starts_with(sign) {
            fixed.push_str(sign);
            at = brace + 2;
            continue;
        }
        let close = text[brace + 1..].find(['{', '}']).map(|n| brace + 1 + n);
        match close {
            Some(close) if sign == "{" && text[close..].starts_with('}') => {
                if !fixed.is_empty() {
                    parts.push(Scanned::Text(std::mem::take(&mut fixed)));
                }
                parts.push(Scanned::Place(text[brace + 1..close].trim(), brace..close + 1));
                at = close + 1;
            }
            _ => {
                parts.push(Scanned::Stray(brace..brace + 1));
                at = brace + 1;
            }
        }
    }
    fixed.push_str(&text[at..]);
    if !fixed.is_empty() {
        parts.push(Scanned::Text(fixed));
    }
    parts
}

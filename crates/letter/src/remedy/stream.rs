//! The words of some blocks in a row, with the ends of their sentences.

use std::ops::Range;

use source::TextRange;
use text::{Case, TokenKind};

use crate::View;

/// One word or sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub norm: &'a str,
    pub kind: TokenKind,
    pub case: Case,
    pub range: TextRange,
    pub block: usize,
}

impl Word<'_> {
    /// Written like a name or noun.
    pub fn is_capital(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Placeholder)
            && !matches!(self.case, Case::Lower | Case::None)
            || self.kind == TokenKind::Placeholder
    }

    /// Five digits, as before a town.
    pub fn is_postcode(&self) -> bool {
        self.kind == TokenKind::Number
            && self.norm.len() == 5
            && self.norm.bytes().all(|b| b.is_ascii_digit())
    }
}

/// Words of a sentence that are looked at together.
const LONGEST: usize = 300;

/// Words in a row.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    pub words: Vec<Word<'a>>,
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Stream<'a> {
    pub fn new(view: &View<'a>, blocks: Range<usize>) -> Stream<'a> {
        let mut out = Stream { words: Vec::new(), sentences: Vec::new() };
        for b in blocks {
            let paragraph = view.paragraph(b);
            let base = view.base(b);
            for sentence in &paragraph.sentences {
                let start = out.words.len();
                out.words.extend(paragraph.tokens_of(sentence).iter().map(|t| Word {
                    norm: paragraph.norm(t),
                    kind: t.kind,
                    case: t.case,
                    range: t.range + base,
                    block: b,
                }));
                // A text without full stops is looked at in pieces, so that the time grows with its length.
                let mut from = start;
                while from < out.words.len() {
                    let to = (from + LONGEST).min(out.words.len());
                    out.sentences.push(from..to);
                    from = to;
                }
            }
        }
        out
    }

    pub fn norm(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |w| w.norm)
    }

    /// True if some word of a range is one of these; `*` at the end stands for any ending.
    pub fn has(&self, range: Range<usize>, words: &[&str]) -> bool {
        self.find(range, words).is_some()
    }

    /// The first word of a range that is one of these.
    pub fn find(&self, range: Range<usize>, words: &[&str]) -> Option<usize> {
        let end = range.end.min(self.words.len());
        (range.start.min(end)..end).find(|i| is_one(self.words[*i].norm, words))
    }

    /// The last word of a range that is one of these.
    pub fn rfind(&self, range: Range<usize>, words: &[&str]) -> Option<usize> {
        let end = range.end.min(self.words.len());
        (range.start.min(end)..end).rev().find(|i| is_one(self.words[*i].norm, words))
    }

    pub fn any(&self, words: &[&str]) -> bool {
        self.has(0..self.words.len(), words)
    }

    /// From the start of one word to the end of another.
    pub fn range(&self, first: usize, last: usize) -> TextRange {
        self.words[first].range.cover(self.words[last].range)
    }

    /// The range of a sentence without its last full stop, the number before it, and a heading that runs in with a colon.
    pub fn sentence(&self, range: &Range<usize>) -> TextRange {
        let last = range.end - 1;
        let stop = self.words[last].kind == TokenKind::Punctuation && range.len() > 1;
        let last = if stop { last - 1 } else { last };
        let marked = self.words[range.start].kind == TokenKind::ListMarker && range.len() > 2;
        let mut first = range.start + usize::from(marked);
        if self.norm(first + 1) == ":" && first + 2 < last {
            first += 2;
        }
        self.range(first.min(last), last)
    }
}

/// Compares a word; `*` at the end of a pattern stands for any ending.
pub(super) fn is_one(norm: &str, words: &[&str]) -> bool {
    let Some(first) = norm.as_bytes().first() else { return false };
    // Nearly all words differ in the first letter.
    words.iter().filter(|w| w.as_bytes().first() == Some(first)).any(|w| match w.strip_suffix('*') {
        Some(start) => norm.starts_with(start),
        None => norm == *w,
    })
}

/// Reads the numbers of rulings from `at` on: "1", "1 und 3", "1, 3 bis 5", "I", "A". Gives them and where they end.
pub(super) fn numbers(stream: &Stream<'_>, at: usize, end: usize) -> (Vec<u32>, usize) {
    let mut out: Vec<u32> = Vec::new();
    let mut i = at;
    let mut span = false;
    let mut last = at;
    while i < end {
        let norm = stream.norm(i);
        if let Some(number) = label(norm) {
            let from = if span { out.last().map_or(number, |n| n + 1) } else { number };
            // A span of more rulings than a letter has is no span.
            if number >= from && number - from <= 30 {
                out.extend(from..=number)
            } else {
                out.push(number)
            }
            span = false;
            i += 1;
            last = i;
        } else if matches!(norm, "," | "und" | "sowie" | "(" | ")" | "." | "oder") || is_joint(norm) {
            i += 1;
        } else if matches!(norm, "bis" | "-" | "–") && !out.is_empty() {
            span = true;
            i += 1;
        } else {
            break;
        }
    }
    (out, last)
}

/// "Nummern 1 und Nummer 3", "gegen die Nummern 1, die Nummer 2"
fn is_joint(norm: &str) -> bool {
    is_one(norm, LABELS)
}

/// Words before the number of a ruling.
pub(super) const LABELS: &[&str] = &[
    "nummer",
    "nummern",
    "nr.",
    "nrn.",
    "nr",
    "ziffer",
    "ziffern",
    "ziff.",
    "ziff",
    "punkt",
    "punkte",
    "punkten",
    "buchstabe",
    "buchstaben",
    "tenorpunkt",
    "tenorpunkte",
    "entscheidung",
    "absatz",
];

fn label(norm: &str) -> Option<u32> {
    let bare = norm.trim_matches(['(', ')', '.', ':']);
    if let Ok(number) = bare.parse::<u32>() {
        return (1..=40).contains(&number).then_some(number);
    }
    match bare {
        "i" | "a" => Some(1),
        "ii" | "b" => Some(2),
        "iii" | "c" => Some(3),
        "iv" | "d" => Some(4),
        "v" | "e" => Some(5),
        "vi" | "f" => Some(6),
        "vii" | "g" => Some(7),
        "viii" => Some(8),
        "eins" => Some(1),
        "zwei" => Some(2),
        "drei" => Some(3),
        _ => None,
    }
}

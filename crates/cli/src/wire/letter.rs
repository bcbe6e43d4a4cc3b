//! Kind and structure of a letter.

use klarbrief::document::Document;
use klarbrief::letter::{self, Kinds};
use serde::Serialize;

use super::rounded;

/// Norms that a point lists.
const MOST_NORMS: usize = 20;

#[derive(Debug, Serialize)]
pub(crate) struct Kind {
    id: &'static str,
    also: Vec<&'static str>,
    confidence: f64,
}

impl Kind {
    pub(crate) fn new(kinds: &Kinds) -> Kind {
        Kind {
            id: kinds.main.key(),
            also: kinds.also.iter().map(|k| k.key()).collect(),
            confidence: rounded(kinds.confidence),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Letter<'a> {
    parts: Vec<Part>,
    points: Vec<Point>,
    citations: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize)]
struct Part {
    kind: &'static str,
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct Point {
    number: u32,
    start: u32,
    end: u32,
    burden: bool,
    norms: Vec<String>,
    level: u8,
    reasons: Vec<Reason>,
}

#[derive(Debug, Serialize)]
struct Reason {
    kind: &'static str,
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct Citation<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    refs: Vec<Ref<'a>>,
}

#[derive(Debug, Serialize)]
struct Ref<'a> {
    /// Null if the citation names no law.
    law: Option<&'a str>,
    section: &'a str,
    paragraph: Option<&'a str>,
    sentence: Option<&'a str>,
    number: Option<&'a str>,
    letter: Option<&'a str>,
    /// Null where the law is not in the norm index.
    exists: Option<bool>,
}

impl<'a> Letter<'a> {
    pub(crate) fn new(document: &'a Document, letter: &'a letter::Letter) -> Letter<'a> {
        let points = letter.points.iter().map(|p| Point {
            number: p.number,
            start: p.range.start().into(),
            end: p.range.end().into(),
            burden: p.burden,
            norms: norms(document, letter, p),
            level: p.level,
            reasons: p.reasons.iter().map(reason).collect(),
        });
        Letter {
            parts: letter
                .parts
                .iter()
                .map(|p| Part {
                    kind: p.kind.key(),
                    start: p.range.start().into(),
                    end: p.range.end().into(),
                })
                .collect(),
            points: points.collect(),
            citations: letter.citations.iter().map(|c| citation(document, c)).collect(),
        }
    }
}

/// The norms that a ruling rests on, as they are written, on one line: those it names itself, then those of its reasons.
fn norms(document: &Document, letter: &letter::Letter, point: &letter::Point) -> Vec<String> {
    let own = letter.citations_in(point.range).iter().map(|c| c.range);
    let reasons = point.reasons.iter().filter(|r| r.kind == letter::ReasonKind::Norm).map(|r| r.range);
    let mut out: Vec<String> = Vec::new();
    for range in own.chain(reasons) {
        let text = document.slice(range).split_whitespace().collect::<Vec<_>>().join(" ");
        if out.len() < MOST_NORMS && !out.contains(&text) {
            out.push(text);
        }
    }
    out
}

fn reason(reason: &letter::Reason) -> Reason {
    Reason { kind: reason.kind.key(), start: reason.range.start().into(), end: reason.range.end().into() }
}

fn citation<'a>(document: &'a Document, citation: &'a letter::Citation) -> Citation<'a> {
    Citation {
        start: citation.range.start().into(),
        end: citation.range.end().into(),
        text: document.slice(citation.range),
        refs: citation
            .refs
            .iter()
            .map(|r| Ref {
                law: Some(r.law.as_str()).filter(|l| !l.is_empty()),
                section: &r.section,
                paragraph: r.paragraph.as_deref(),
                sentence: r.sentence.as_deref(),
                number: r.number.as_deref(),
                letter: r.letter.as_deref(),
                exists: r.exists,
            })
            .collect(),
    }
}

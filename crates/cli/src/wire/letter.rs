//! Kind and structure of a letter.

use klarbrief::document::Document;
use klarbrief::letter::{self, Anchor, AnchorKind, Kinds};
use klarbrief::source::TextRange;
use serde::Serialize;

use super::rounded;
use crate::chain::Chain;

/// The reasons of a letter are written beside its points as long as there are no more of these.
const MOST_POINTS: usize = 50;

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
        let chain = Chain::of(letter);
        let points = letter.points.iter().enumerate().map(|(index, p)| Point {
            number: p.number,
            start: p.range.start().into(),
            end: p.range.end().into(),
            burden: p.burden,
            norms: norms(document, letter, p.range),
            level: chain.level(),
            // The reasons are those of the whole letter until each point has its own; a letter with very many points
            // would repeat them without end.
            reasons: if index < MOST_POINTS {
                letter.anchors.iter().map(reason).collect()
            } else {
                Vec::new()
            },
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

/// The norms that a ruling itself names, as they are written, on one line.
fn norms(document: &Document, letter: &letter::Letter, range: TextRange) -> Vec<String> {
    let citations = letter.citations_in(range).iter();
    citations.map(|c| document.slice(c.range).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn reason(anchor: &Anchor) -> Reason {
    let kind = match anchor.kind {
        AnchorKind::Norm => "norm",
        AnchorKind::Fact => "fact",
        AnchorKind::Link => "link",
    };
    Reason { kind, start: anchor.range.start().into(), end: anchor.range.end().into() }
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

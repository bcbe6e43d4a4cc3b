//! The language analysis.

use std::ops::Range;

use klarbrief::document::Document;
use klarbrief::source::TextSize;
use klarbrief::text::{Construction, ConstructionKind, Paragraph, Sentence as InnerSentence};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Analysis<'a> {
    sentences: Vec<Sentence<'a>>,
}

#[derive(Debug, Serialize)]
struct Sentence<'a> {
    start: u32,
    end: u32,
    tokens: Vec<Token<'a>>,
    constructions: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Token<'a> {
    start: u32,
    end: u32,
    lemma: &'a str,
    pos: &'static str,
    /// Features as Universal Dependencies write them; empty without features.
    morph: String,
    syllables: u8,
}

#[derive(Debug, Serialize)]
struct Found {
    kind: &'static str,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    depth: Option<u8>,
}

impl<'a> Analysis<'a> {
    pub(crate) fn new(document: &Document, paragraphs: &'a [Paragraph]) -> Analysis<'a> {
        let blocks = document.blocks.iter().zip(paragraphs);
        Analysis { sentences: blocks.flat_map(|(block, p)| of_paragraph(block.range.start(), p)).collect() }
    }
}

fn of_paragraph(base: TextSize, paragraph: &Paragraph) -> impl Iterator<Item = Sentence<'_>> {
    each_sentence(paragraph).map(move |(sentence, constructions)| Sentence {
        start: (base + sentence.range.start()).into(),
        end: (base + sentence.range.end()).into(),
        tokens: paragraph
            .tokens_of(sentence)
            .iter()
            .map(|t| Token {
                start: (base + t.range.start()).into(),
                end: (base + t.range.end()).into(),
                lemma: paragraph.lemma(t),
                pos: t.pos.key(),
                morph: if t.morph.is_empty() { String::new() } else { t.morph.to_string() },
                syllables: t.syllables,
            })
            .collect(),
        constructions: paragraph.constructions[constructions].iter().map(|c| found(base, c)).collect(),
    })
}

fn found(base: TextSize, construction: &Construction) -> Found {
    Found {
        kind: construction.kind.key(),
        start: (base + construction.range.start()).into(),
        end: (base + construction.range.end()).into(),
        depth: (construction.kind == ConstructionKind::SubordinateClause).then_some(construction.depth),
    }
}

/// The sentences of a paragraph, each with its constructions (indices into [`Paragraph::constructions`]).
pub(crate) fn each_sentence(paragraph: &Paragraph) -> impl Iterator<Item = (&InnerSentence, Range<usize>)> {
    // Both lists are sorted by place, so that each is walked once.
    let mut next = 0;
    paragraph.sentences.iter().map(move |sentence| {
        let first = next;
        let rest = &paragraph.constructions[first..];
        next += rest.iter().take_while(|c| c.tokens.start < sentence.tokens.end).count();
        (sentence, first..next)
    })
}

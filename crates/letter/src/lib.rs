//! The structure of an official letter: its parts, its kind, its rulings, its citations, the anchors of its reasons.
//!
//! [`parse`] reads what a clerk would see at a glance. It cannot fail and judges nothing: a letter without reasons gives a
//! [`Letter`] without a reasons part.
#![deny(missing_docs)]

mod citation;
mod header;
mod kind;
mod layout;
mod norm;
mod part;
mod phrase;
mod point;
mod reason;
mod remedy;
mod section;
pub mod value;

use document::{BlockKind, Document};
use source::{TextRange, TextSize};
use text::{Layout, Paragraph};

pub use citation::{Citation, LawNaming, NormRef, citations};
pub use kind::{Kinds, LetterKind};
pub use layout::has_date_in as has_date;
pub use norm::{
    DecisionKind, Entry, Law, LawSource, Lookup, Norms, Numbers, Wording, compare_labels, split_label,
};
pub use part::{Part, PartKind, PartSet};
pub use point::{Point, Reason, ReasonKind, Ruling};
pub use reason::{Sign, Signs, Trace};
pub use remedy::{
    Body, BodyKind, Effect, Enforcement, Extra, ExtraKind, Form, FormKind, Notice, Offer, Period, Remedies,
    RemedyKind, Start, StartKind, Target, Unit,
};

/// What was read from a letter. Ranges are byte offsets into [`Document::text`].
#[derive(Debug, Clone)]
pub struct Letter {
    /// What the letter is for.
    pub kinds: Kinds,
    /// The parts in reading order. They do not overlap; each block of the document belongs to exactly one part.
    pub parts: Vec<Part>,
    /// The part of each block, index for index.
    pub part_of_block: Vec<PartKind>,
    /// The rulings in reading order.
    pub points: Vec<Point>,
    /// Citations of norms in reading order, not overlapping.
    pub citations: Vec<Citation>,
    /// What each sentence of the reasons shows, in reading order.
    pub traces: Vec<Trace>,
    /// What is said about remedies.
    pub remedies: Remedies,
}

impl Letter {
    /// Returns the first part of a kind.
    pub fn part(&self, kind: PartKind) -> Option<&Part> {
        self.parts.iter().find(|p| p.kind == kind)
    }

    /// Tells whether there is a part of a kind.
    pub fn has(&self, kind: PartKind) -> bool {
        self.part(kind).is_some()
    }

    /// Tells whether the text is a whole letter: at least two of what stands around the text of one.
    pub fn is_whole(&self) -> bool {
        let around = [
            PartKind::Salutation,
            PartKind::Closing,
            PartKind::Signature,
            PartKind::Address,
            PartKind::Sender,
            PartKind::RemedyNotice,
        ];
        around.into_iter().filter(|part| self.has(*part)).count() >= 2
    }

    /// Tells whether some ruling comes with a reason of the law or of the case.
    pub fn is_reasoned(&self) -> bool {
        self.points.iter().any(|p| p.level >= 2)
    }

    /// Tells whether one of these norms is cited, or something inside it: who cites § 5 Abs. 1 Nr. 1 cites § 5.
    pub fn cites(&self, norms: &[NormRef]) -> bool {
        self.citations.iter().flat_map(|c| &c.refs).any(|r| norms.iter().any(|n| r.is_within(n)))
    }

    /// Returns the citations inside a range.
    pub fn citations_in(&self, range: TextRange) -> &[Citation] {
        let start = self.citations.partition_point(|c| c.range.start() < range.start());
        let end = self.citations.partition_point(|c| c.range.start() < range.end());
        &self.citations[start..end.max(start)]
    }
}

/// The blocks of a document with the analysis of each.
///
/// `paragraphs[i]` is the analysis of `document.blocks[i]`, with ranges relative to the start of that block.
pub fn analyse_blocks(document: &Document) -> Vec<Paragraph> {
    analyse_blocks_with(document, &[])
}

/// Like [`analyse_blocks`], with abbreviations of the house (lower case, with their full stop) after which no sentence ends.
pub fn analyse_blocks_with(document: &Document, abbreviations: &[String]) -> Vec<Paragraph> {
    analyse_blocks_by(document, abbreviations, text::analyse)
}

/// Like [`analyse_blocks_with`], with something in place of [`text::analyse`] that may remember what it was asked before.
pub fn analyse_blocks_by<P>(
    document: &Document,
    abbreviations: &[String],
    mut analyse: impl FnMut(&str, &Layout<'_>) -> P,
) -> Vec<P> {
    let mut fields = Vec::new();
    document
        .blocks
        .iter()
        .map(|block| {
            let base = block.range.start();
            fields.clear();
            let first = document.placeholders.partition_point(|p| p.range.end() <= base);
            for placeholder in &document.placeholders[first..] {
                if placeholder.range.start() >= block.range.end() {
                    break;
                }
                if let Some(range) = placeholder.range.intersect(block.range) {
                    fields.push(range - base);
                }
            }
            let layout = Layout {
                marker: u32::from(block.content_start - base),
                placeholders: &fields,
                abbreviations,
            };
            analyse(document.slice(block.range), &layout)
        })
        .collect()
}

/// Reads the structure of a letter; `paragraphs` must come from [`analyse_blocks`] of the same document.
///
/// Takes time linear in the length of the letter.
pub fn parse(document: &Document, paragraphs: &[Paragraph]) -> Letter {
    parse_with(document, paragraphs, None, Norms::builtin())
}

/// Reads a piece of a letter that is known to be one part; see [`parse`].
pub fn parse_part(document: &Document, paragraphs: &[Paragraph], part: PartKind) -> Letter {
    parse_with(document, paragraphs, Some(part), Norms::builtin())
}

/// Like [`parse`] or [`parse_part`], with another state of the law.
pub fn parse_with(
    document: &Document,
    paragraphs: &[Paragraph],
    part: Option<PartKind>,
    norms: &Norms,
) -> Letter {
    match part {
        Some(part) => read(document, paragraphs, norms, |view| vec![part; view.document.blocks.len()]),
        None => read(document, paragraphs, norms, section::label),
    }
}

fn read(
    document: &Document,
    paragraphs: &[Paragraph],
    norms: &Norms,
    label: impl Fn(&View<'_>) -> Vec<PartKind>,
) -> Letter {
    let scans: Vec<phrase::Scan<'_>> = paragraphs.iter().map(phrase::Scan::new).collect();
    let view = View { document, paragraphs, scans: &scans };
    let citations = citation::find(&view, norms);
    let part_of_block = label(&view);
    let mut points = point::points(&view, &part_of_block);
    let parts = merge(document, &part_of_block);
    let kinds = kind::recognise(&view, &part_of_block, &points);
    let traces = reason::find(&view, &part_of_block, &citations, &points);
    reason::attach(&view, &part_of_block, &citations, &traces, &mut points, norms);
    let remedies = remedy::find(&view, &part_of_block);
    Letter { kinds, parts, part_of_block, points, citations, traces, remedies }
}

/// A document with its analysis; the eyes of all readers in this crate.
#[derive(Clone, Copy)]
struct View<'a> {
    document: &'a Document,
    paragraphs: &'a [Paragraph],
    scans: &'a [phrase::Scan<'a>],
}

impl<'a> View<'a> {
    fn len(&self) -> usize {
        self.document.blocks.len().min(self.paragraphs.len())
    }

    fn base(&self, block: usize) -> TextSize {
        self.document.blocks[block].range.start()
    }

    fn text(&self, block: usize) -> &'a str {
        self.document.slice(self.document.blocks[block].range)
    }

    fn kind(&self, block: usize) -> BlockKind {
        self.document.blocks[block].kind
    }

    fn paragraph(&self, block: usize) -> &'a Paragraph {
        &self.paragraphs[block]
    }

    fn scan(&self, block: usize) -> &'a phrase::Scan<'a> {
        &self.scans[block]
    }

    fn words(&self, block: usize) -> usize {
        self.paragraphs[block].tokens.iter().filter(|t| t.is_word()).count()
    }
}

fn merge(document: &Document, labels: &[PartKind]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (index, (block, kind)) in document.blocks.iter().zip(labels).enumerate() {
        match parts.last_mut() {
            Some(last) if last.kind == *kind => {
                last.range = TextRange::new(last.range.start(), block.range.end());
                last.blocks.end = index + 1;
            }
            _ => parts.push(Part { kind: *kind, range: block.range, blocks: index..index + 1 }),
        }
    }
    parts
}

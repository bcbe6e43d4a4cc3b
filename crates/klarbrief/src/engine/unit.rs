//! Units of a letter: what a rule looks at as one.

use std::ops::Range;

use letter::PartSet;
use rule::Unit as UnitKind;
use source::TextRange;

use super::Context;
use super::finding::Found;

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    pub kind: UnitKind,
    /// Its blocks.
    pub blocks: Range<usize>,
    /// The sentence of its only block, for sentences and points.
    pub sentence: Option<usize>,
    pub range: TextRange,
}

impl Unit {
    /// True if a sentence of a block lies in the unit.
    pub fn holds(&self, block: usize, sentence: usize) -> bool {
        self.blocks.contains(&block) && self.sentence.is_none_or(|s| s == sentence)
    }
}

/// The unit of a kind that a finding lies in.
pub(crate) fn of(ctx: &Context<'_>, kind: UnitKind, found: &Found) -> Option<Unit> {
    let block = found.block;
    match kind {
        UnitKind::Word | UnitKind::Sentence => match found.sentence {
            Some(sentence) => Some(sentence_unit(ctx, kind, block, sentence)),
            None => Some(block_unit(ctx, kind, block)),
        },
        UnitKind::Paragraph => Some(block_unit(ctx, kind, block)),
        UnitKind::Part => {
            let part = ctx.letter.parts.iter().find(|p| p.blocks.contains(&block))?;
            Some(Unit { kind, blocks: part.blocks.clone(), sentence: None, range: part.range })
        }
        UnitKind::Point => {
            // A finding may stand on the ruling, or among its reasons.
            let points = &ctx.letter.points;
            let itself =
                points.iter().find(|p| p.block == block && found.sentence.is_none_or(|s| s == p.sentence));
            let among = || {
                points.iter().find(|p| {
                    p.reasons
                        .iter()
                        .any(|r| r.block == block && found.sentence.is_none_or(|s| s == r.sentence))
                })
            };
            let point = itself.or_else(among).or(points.first())?;
            Some(sentence_unit(ctx, kind, point.block, point.sentence))
        }
        UnitKind::Letter | UnitKind::Set => Some(letter_unit(ctx)),
    }
}

/// All units of a kind in some parts, in reading order.
pub(crate) fn all(ctx: &Context<'_>, kind: UnitKind, parts: PartSet) -> Vec<Unit> {
    let blocks = || (0..ctx.paragraphs.len()).filter(|b| parts.has(ctx.part(*b)));
    match kind {
        UnitKind::Word | UnitKind::Sentence => blocks()
            .flat_map(|b| (0..ctx.paragraphs[b].sentences.len()).map(move |s| (b, s)))
            .map(|(b, s)| sentence_unit(ctx, kind, b, s))
            .collect(),
        UnitKind::Paragraph => blocks().map(|b| block_unit(ctx, kind, b)).collect(),
        UnitKind::Part => ctx
            .letter
            .parts
            .iter()
            .filter(|p| parts.has(p.kind))
            .map(|p| Unit { kind, blocks: p.blocks.clone(), sentence: None, range: p.range })
            .collect(),
        UnitKind::Point => {
            ctx.letter.points.iter().map(|p| sentence_unit(ctx, kind, p.block, p.sentence)).collect()
        }
        UnitKind::Letter if !ctx.paragraphs.is_empty() => vec![letter_unit(ctx)],
        UnitKind::Letter | UnitKind::Set => Vec::new(),
    }
}

fn sentence_unit(ctx: &Context<'_>, kind: UnitKind, block: usize, sentence: usize) -> Unit {
    Unit {
        kind,
        blocks: block..block + 1,
        sentence: Some(sentence),
        range: ctx.sentence_range(block, sentence),
    }
}

fn block_unit(ctx: &Context<'_>, kind: UnitKind, block: usize) -> Unit {
    Unit { kind, blocks: block..block + 1, sentence: None, range: ctx.document.blocks[block].range }
}

pub(super) fn letter_unit(ctx: &Context<'_>) -> Unit {
    let blocks = &ctx.document.blocks;
    let range = match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => first.range.cover(last.range),
        _ => TextRange::default(),
    };
    Unit { kind: UnitKind::Letter, blocks: 0..ctx.paragraphs.len(), sentence: None, range }
}

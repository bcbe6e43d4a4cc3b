//! How much work a letter makes: rulings, documents asked for, enclosures. An estimate, and called so.

use document::BlockKind;
use letter::{PartKind, PartSet};
use rule::Rule;
use source::Lang;
use text::TokenKind;

use super::number;
use crate::engine::{Context, Found};

/// Reports once, with all counts that pass their limit.
pub(crate) fn handling_load(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let items =
        |wanted: &dyn Fn(PartKind) -> bool| (0..ctx.paragraphs.len()).filter(|b| wanted(ctx.part(*b)) && is_item(ctx, *b)).count();
    let counts = [
        ("max-points", 5.0, ctx.letter.points.len(), "Entscheidungen", "rulings"),
        (
            "max-requests",
            8.0,
            items(&|part| part != PartKind::OperativePart && PartSet::PROSE.has(part)),
            "verlangte Dinge",
            "things asked for",
        ),
        ("max-enclosures", 5.0, items(&|part| part == PartKind::Enclosures), "Anlagen", "enclosures"),
    ];
    let over: Vec<String> = counts
        .into_iter()
        .filter(|(name, most, count, ..)| *count as f64 > number(rule, name, *most))
        .map(|(_, _, count, de, en)| match ctx.settings.lang {
            Lang::De => format!("{count} {de}"),
            Lang::En => format!("{count} {en}"),
        })
        .collect();
    let spoken = |b: &usize| PartSet::PROSE.has(ctx.part(*b)) && !ctx.paragraphs[*b].sentences.is_empty();
    if let Some(block) = (0..ctx.paragraphs.len()).find(spoken)
        && !over.is_empty()
    {
        let mut f = Found::at(block, ctx.sentence_range(block, 0));
        f.sentence = Some(0);
        f.given = vec![over.join(", ")];
        found.push(f);
    }
}

/// An item of a list, however the file writes it.
fn is_item(ctx: &Context<'_>, block: usize) -> bool {
    let marked = ctx.paragraphs[block].tokens.first().is_some_and(|t| t.kind == TokenKind::ListMarker);
    marked || matches!(ctx.document.blocks[block].kind, BlockKind::ListItem { .. })
}

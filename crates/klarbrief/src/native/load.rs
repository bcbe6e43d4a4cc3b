//! How much work a letter makes: rulings, documents asked for, enclosures. An estimate, and called so.

use document::BlockKind;
use letter::{PartKind, PartSet};
use rule::Rule;
use source::Lang;
use text::TokenKind;

use super::{number, says};
use crate::engine::{Context, Found};

/// Words that ask for something.
const REQUESTS: &[&str] = &[
    "bitte",
    "brauchen",
    "benötigen",
    "schicken",
    "senden",
    "reichen",
    "vorlegen",
    "vorzulegen",
    "legen",
    "bringen",
    "mitzubringen",
    "mitbringen",
    "einzureichen",
    "einreichen",
    "fehlen",
    "fehlt",
    "unterlagen",
    "papiere",
    "nachweise",
];

/// Reports once, with all counts that pass their limit.
pub(crate) fn handling_load(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let (mut requests, mut enclosures, mut asked) = (0, 0, false);
    for b in 0..ctx.paragraphs.len() {
        match ctx.part(b) {
            PartKind::Enclosures => enclosures += usize::from(is_item(ctx, b)),
            PartKind::OperativePart => {}
            part if PartSet::PROSE.has(part) => {
                if is_item(ctx, b) {
                    requests += usize::from(asked);
                } else {
                    // Each sentence that begins with "Bitte" asks for a thing of its own.
                    let p = &ctx.paragraphs[b];
                    let begs = |s: &&text::Sentence| {
                        p.tokens_of(s).iter().find(|t| t.is_word()).is_some_and(|t| p.norm(t) == "bitte")
                    };
                    requests += p.sentences.iter().filter(begs).count();
                    // What leads into a list says whether its items are asked for.
                    asked = says(&ctx.paragraphs[b], REQUESTS);
                }
            }
            _ => {}
        }
    }
    let counts = [
        ("max-points", 5.0, ctx.letter.points.len(), "Entscheidungen", "rulings"),
        ("max-requests", 8.0, requests, "verlangte Dinge", "things asked for"),
        ("max-enclosures", 5.0, enclosures, "Anlagen", "enclosures"),
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

//! How much work a letter makes: rulings, documents asked for, enclosures. An estimate, and called so.

use document::{BlockKind, Document};
use letter::{Letter, PartKind, PartSet};
use rule::Rule;
use source::Lang;
use text::{Paragraph, TokenKind};

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

/// What makes work in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Work {
    pub rulings: usize,
    /// Things that the person is to send or bring.
    pub requests: usize,
    pub enclosures: usize,
}

/// Counts what makes work.
pub(crate) fn work(document: &Document, paragraphs: &[Paragraph], letter: &Letter) -> Work {
    let (mut requests, mut enclosures, mut asked) = (0, 0, false);
    for (b, p) in paragraphs.iter().enumerate() {
        match letter.part_of_block[b] {
            PartKind::Enclosures => enclosures += usize::from(is_item(document, p, b)),
            PartKind::OperativePart => {}
            part if PartSet::PROSE.has(part) => {
                if is_item(document, p, b) {
                    requests += usize::from(asked);
                } else {
                    // Each sentence that begins with "Bitte" asks for a thing of its own.
                    let begs = |s: &&text::Sentence| {
                        p.tokens_of(s).iter().find(|t| t.is_word()).is_some_and(|t| p.norm(t) == "bitte")
                    };
                    requests += p.sentences.iter().filter(begs).count();
                    // What leads into a list says whether its items are asked for.
                    asked = says(p, REQUESTS);
                }
            }
            _ => {}
        }
    }
    Work { rulings: letter.points.len(), requests, enclosures }
}

/// Reports once, with all counts that pass their limit.
pub(crate) fn handling_load(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let Work { rulings, requests, enclosures } = work(ctx.document, ctx.paragraphs, ctx.letter);
    let counts = [
        ("max-points", 5.0, rulings, "Entscheidungen", "rulings"),
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
fn is_item(document: &Document, paragraph: &Paragraph, block: usize) -> bool {
    let marked = paragraph.tokens.first().is_some_and(|t| t.kind == TokenKind::ListMarker);
    marked || matches!(document.blocks[block].kind, BlockKind::ListItem { .. })
}

//! What rules about a set of letters look for in each letter, and patterns cannot see.

use letter::{PartKind, ReasonKind};
use rule::Rule;
use text::{Pos, TokenKind};

use super::{number, says};
use crate::engine::{Context, Found};

/// Paragraphs of the reasons that decide something and name nothing of the case. A paragraph that only says what a norm demands may
/// stand in every letter.
pub(crate) fn boilerplate(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let least = number(rule, "min-words", 10.0) as usize;
    for (block, paragraph) in ctx.paragraphs.iter().enumerate() {
        let words = paragraph.tokens.iter().filter(|t| t.is_word()).count();
        if ctx.part(block) != PartKind::Reasons || words < least || names_the_case(ctx, block) {
            continue;
        }
        let reasons = ctx.letter.points.iter().flat_map(|p| &p.reasons).filter(|r| r.block == block);
        let decides = reasons
            .into_iter()
            .any(|r| matches!(r.kind, ReasonKind::Fact | ReasonKind::Weighing | ReasonKind::Result));
        if decides {
            found.push(Found::at(block, ctx.document.blocks[block].range));
        }
    }
}

/// True if a paragraph holds a date, a number or a field outside citations of norms.
fn names_the_case(ctx: &Context<'_>, block: usize) -> bool {
    let base = ctx.document.blocks[block].range.start();
    let citations = ctx.letter.citations_in(ctx.document.blocks[block].range);
    ctx.paragraphs[block].tokens.iter().any(|token| {
        let tells = matches!(
            token.kind,
            TokenKind::Number
                | TokenKind::Ordinal
                | TokenKind::Date
                | TokenKind::Time
                | TokenKind::FileNumber
                | TokenKind::Placeholder
        );
        // Numbers in words count, too: "seit fünf Jahren".
        let tells = tells || token.pos == Pos::Num;
        tells && !citations.iter().any(|c| c.range.contains_range(token.range + base))
    })
}

/// A whole letter that names no way to ask back: no number to call, no address to write to.
pub(crate) fn no_way_back(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const WAYS: &[&str] =
        &["tel", "telefon", "durchwahl", "rufnummer", "e-mail", "email", "mail", "kontaktformular"];
    let reachable = ctx.paragraphs.iter().any(|p| {
        says(p, WAYS) || p.tokens.iter().any(|t| matches!(t.kind, TokenKind::Email | TokenKind::Url))
    });
    if !reachable && ctx.letter.is_whole() && !ctx.paragraphs.is_empty() {
        found.push(Found::at(0, ctx.document.blocks[0].range));
    }
}

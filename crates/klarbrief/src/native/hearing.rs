//! Hearings that were left out.

use letter::PartKind;
use rule::Rule;
use text::TokenKind;

use super::{starts_with_any, strings};
use crate::engine::{Context, Found};

/// Drops waivers of a hearing that come with a ground from the case, in the same sentence or the next one.
pub(crate) fn waiver_without_ground(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    found.retain(|f| {
        let Some(sentence) = f.sentence else { return true };
        let next_gives = gives_ground(ctx, rule, f.block, sentence + 1, false)
            || announces(ctx, f.block, sentence) && tells_the_case(ctx, f.block, sentence + 1);
        !gives_ground(ctx, rule, f.block, sentence, true) && !next_gives
    });
}

/// Tells whether a sentence holds a word that opens a reason and, behind it, something of the case: the person, a date, an amount.
fn gives_ground(ctx: &Context<'_>, rule: &Rule, block: usize, sentence: usize, same: bool) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let Some(sentence) = paragraph.sentences.get(sentence) else { return false };
    let tokens = paragraph.tokens_of(sentence);
    let openers = strings(rule, if same { "grundwort" } else { "folgewort" });
    let opener = tokens.iter().position(|t| openers.iter().any(|o| paragraph.norm(t) == o));
    opener.is_some_and(|at| {
        tokens[at + 1..].iter().any(|t| {
            matches!(t.kind, TokenKind::Date | TokenKind::Ordinal)
                || t.kind == TokenKind::Word
                    // "sie" in small letters is the hearing itself.
                    && t.case != text::Case::Lower
                    && (matches!(paragraph.norm(t), "sie" | "ihnen")
                        || starts_with_any(paragraph.norm(t), &["ihr", "vollstreckung"]))
        })
    })
}

/// "…, weil Gefahr im Verzug war: Sie wollten am …": what stands behind the colon belongs to it.
fn announces(ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let last = paragraph.sentences.get(sentence).and_then(|s| paragraph.tokens_of(s).last());
    last.is_some_and(|t| paragraph.norm(t) == ":")
}

fn tells_the_case(ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let tokens = paragraph.sentences.get(sentence).map_or(&[][..], |s| paragraph.tokens_of(s));
    tokens.iter().any(|t| {
        matches!(paragraph.norm(t), "sie" | "ihnen" | "ihr" | "ihre" | "ihrem") && t.case == text::Case::Title
    })
}

/// Keeps what stands in a ruling, or in a piece of a letter: reasons and hints may speak freely.
pub(crate) fn only_in_rulings(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if !ctx.letter.is_whole() {
        return;
    }
    found.retain(|f| {
        ctx.part(f.block) == PartKind::OperativePart
            || ctx
                .letter
                .points
                .iter()
                .any(|p| p.block == f.block && f.sentence.is_none_or(|s| s == p.sentence))
    });
}

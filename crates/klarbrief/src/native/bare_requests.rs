//! Requests without "bitte": one alone is no command, a whole letter of them is.

use document::BlockKind;
use rule::Rule;
use text::{Paragraph, Pos, Sentence, TokenKind};

use super::number;
use crate::engine::{Context, Found};

/// So many bare requests make a tone.
const MANY: usize = 3;

/// Reports the first of at least three requests without "bitte" if fewer than `min-bitte-share` of all requests have one.
pub(crate) fn few_polite(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let least = number(rule, "min-bitte-share", 0.3);
    let (mut bare, mut polite) = (Vec::new(), 0_usize);
    for (b, paragraph) in ctx.paragraphs.iter().enumerate() {
        // Items of a list take their "bitte" from what leads into it.
        let item = matches!(ctx.document.blocks[b].kind, BlockKind::ListItem { .. })
            || paragraph.tokens.first().is_some_and(|t| t.kind == TokenKind::ListMarker);
        if !ctx.scope(rule).has(ctx.part(b)) {
            continue;
        }
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            let says = |words: &[&str]| {
                paragraph.tokens_of(sentence).iter().any(|t| words.contains(&paragraph.norm(t)))
            };
            if says(&["bitte", "bitten"]) {
                polite += 1;
            } else if !item && is_request(paragraph, sentence) && !says(&["gern", "gerne", "?"]) {
                bare.push((b, s));
            }
        }
    }
    let all = (bare.len() + polite) as f64;
    if let Some(&(block, sentence)) = bare.first()
        && bare.len() >= MANY
        && (polite as f64) < least * all
    {
        let range = ctx.sentence_range(block, sentence);
        // A pattern of the rule that found the same sentence says it already.
        if !found.iter().any(|f| f.block == block && f.sentence == Some(sentence)) {
            found.push(Found { sentence: Some(sentence), ..Found::at(block, range) });
        }
    }
}

/// "Zahlen Sie die Gebühr.": a verb first, then "Sie". "Zahlen Sie nicht, mahnen wir" is a condition.
fn is_request(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    let mut words = paragraph.tokens_of(sentence).iter().filter(|t| t.is_word());
    let verb = words.next().is_some_and(|t| t.pos == Pos::Verb);
    let condition = paragraph.tokens_of(sentence).iter().any(|t| paragraph.norm(t) == ",");
    sentence.terminated && verb && !condition && words.next().is_some_and(|t| paragraph.norm(t) == "sie")
}

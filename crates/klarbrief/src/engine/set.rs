//! What a rule about a set of letters notes of one letter.

use rule::Rule;

use super::Context;
use super::unit;
use crate::native::number;
use crate::stock::{SetMark, Signature, digest};

/// What the rule finds in this letter; `None` if the rule does not ask it.
///
/// The condition is not looked at: it speaks about the set.
pub(super) fn mark(ctx: &Context<'_>, index: usize, rule: &Rule) -> Option<SetMark> {
    let letter = unit::letter_unit(ctx);
    let parts = ctx.scope(rule);
    let asked = rule.given.iter().all(|p| ctx.hits.contains(p.id, &letter, ctx, parts))
        && !rule.unless.iter().any(|p| ctx.hits.contains(p.id, &letter, ctx, parts));
    if !asked {
        return None;
    }
    let mut found = super::candidates(ctx, index, rule);
    found.retain(|f| rule.native.is_some() || parts.has(ctx.part(f.block)));
    // What a rule captures is what differs: of "we answer within two weeks" the two weeks.
    let said = |f: &super::Found| f.captures.iter().flatten().next().copied().unwrap_or(f.range);
    let mut texts: Vec<u64> =
        found.iter().map(|f| digest(&crate::fingerprint::normal(ctx.document.slice(said(f))))).collect();
    texts.sort_unstable();
    texts.dedup();
    // Only rules that compare passages pay for what tells them apart.
    let compares = number(rule, "min-similarity", 0.0) > 0.0;
    let passages = found
        .iter()
        .filter(|_| compares)
        .map(|f| (f.block as u32, Signature::of_wording(&ctx.paragraphs[f.block])))
        .collect();
    Some(SetMark { rule: index as u32, texts, passages })
}

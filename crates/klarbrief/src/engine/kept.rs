//! What a letter does as a rule asks: the other side of findings, for the values of the guiding principles.

use rule::{Rule, Unit as UnitKind};
use source::TextRange;

use super::{Context, unit, unit_holds};

/// A rule that looked at the letter and has nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The rule, as an index into the set.
    pub rule: usize,
    /// The sentence that shows it, where the rule asks for certain words.
    pub range: Option<TextRange>,
}

/// Tells whether a silent rule speaks for the letter; `None` if its subject does not occur, so that silence means nothing.
pub(crate) fn kept(ctx: &Context<'_>, index: usize, rule: &Rule) -> Option<Kept> {
    let parts = ctx.scope(rule);
    if !rule.require.is_empty() {
        let units = unit::all(ctx, rule.scope.unit, parts);
        let asked = units.into_iter().find(|u| unit_holds(ctx, rule, u, false))?;
        let shown = rule.require.iter().flat_map(|p| ctx.hits.of(p.id)).find(|hit| {
            let (block, sentence) = (hit.block as usize, hit.sentence as usize);
            parts.has(ctx.part(block)) && asked.holds(block, sentence)
        })?;
        let range = ctx.sentence_range(shown.block as usize, shown.sentence as usize);
        return Some(Kept { rule: index, range: Some(range) });
    }
    // In a piece of a letter nobody can say what the letter leaves out.
    if !ctx.letter.is_whole() || !rule.given.iter().all(|p| ctx.hits.anywhere(p.id)) {
        return None;
    }
    // That no sentence sends people elsewhere shows no cooperation; but tone and respect are what is left out.
    let wording = matches!(rule.scope.unit, UnitKind::Word | UnitKind::Sentence | UnitKind::Paragraph);
    if wording && rule.given.is_empty() && !matches!(rule.leitziel, 8 | 10) {
        return None;
    }
    // A native check of any letter ("the representative is passed over") is silent where there is nothing to look at, too.
    let about_all = rule.native.is_none() || !rule.kinds.is_empty() || asks_for_something(rule);
    let whole = matches!(rule.scope.unit, UnitKind::Letter | UnitKind::Part);
    let asked = !whole
        || unit::all(ctx, rule.scope.unit, parts).into_iter().any(|u| unit_holds(ctx, rule, &u, false));
    (about_all && asked).then_some(Kept { rule: index, range: None })
}

/// By the names that rules go by: what must be there ("fehlender-kontakt"), and the estimate of work.
fn asks_for_something(rule: &Rule) -> bool {
    rule.group() == "aufwand" || rule.id.split('/').nth(1).is_some_and(|name| name.starts_with("fehlend"))
}

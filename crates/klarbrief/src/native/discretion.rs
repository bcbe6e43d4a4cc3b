//! Was discretion used, and can its weighing be followed?

use letter::{DecisionKind, LetterKind, Point, Ruling, Sign, Signs, Trace};
use rule::Rule;

use super::reasons::{at, burdens, chain, union};
use crate::engine::{Context, Found};

/// A ruling within the discretion of the office, and no word of it; or words that say there was no choice.
pub(crate) fn missing(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let all = discretionary(ctx);
    let shown = all.iter().any(|(_, chain)| used(chain));
    for (point, chain) in all {
        // How a duty is entered in the card, or how long it lasts, is part of the choice that was weighed once.
        if shown
            && matches!(point.ruling, Ruling::Ancillary | Ruling::Order)
            && !used(&chain)
            && !forced(&chain)
        {
            continue;
        }
        let signs = union(&chain);
        let forced = chain.iter().find(|t| t.signs.has(Sign::Compelled) && !t.signs.has(Sign::Discretion));
        if let Some(trace) = forced {
            found.push(at(trace));
        } else if !used(&chain) && signs.any(&[Sign::Fact, Sign::Norm, Sign::Link]) {
            found.extend(place(ctx, &chain));
        }
    }
}

/// Discretion is named, but nothing is weighed.
pub(crate) fn empty(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    for (_, chain) in discretionary(ctx) {
        let signs = union(&chain);
        if forced(&chain) || !signs.has(Sign::Discretion) {
            continue;
        }
        let both = sides(&weighing(&chain)) >= 2;
        let weighed = both || factors(&chain) >= 1 || argues(&chain);
        if !weighed {
            found.extend(chain.iter().find(|t| t.signs.has(Sign::Discretion)).map(|t| at(t)));
        }
    }
}

/// A weighing that names only one side, or no result.
pub(crate) fn one_sided(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    for (point, chain) in discretionary(ctx) {
        if forced(&chain) {
            continue;
        }
        let weighing = weighing(&chain);
        let signs = union(&weighing);
        if !weighing.iter().any(|t| speaks(t)) {
            continue;
        }
        let (whole, chain) = (chain, weighing);
        // The other side may stand in other words ("Ihren Wunsch … haben wir berücksichtigt").
        // How long a ban lasts may be argued from the case alone.
        let length = point.ruling == Ruling::Ban
            && chain.iter().any(|t| t.signs.has(Sign::Cause) && !t.signs.any(&[Sign::Pro, Sign::Contra]));
        let one = sides(&chain) < 2 && !length && !chain.iter().any(|t| heeds(t));
        // What follows from the weighing stands behind it.
        let last = chain.iter().rposition(|t| speaks(t)).unwrap_or(0);
        // The conclusion may stand in the paragraph below the weighing.
        let end = chain[last].range.end();
        let follows =
            |t: &&&Trace| t.range.end() >= end && t.block <= chain[last].block + 1 && !hears(ctx, t);
        let concluded = signs.has(Sign::Outcome)
            || whole
                .iter()
                .filter(follows)
                .take(5)
                .any(|t| t.signs.any(&[Sign::Outcome, Sign::Cause, Sign::Applied, Sign::Result]));
        if one || !concluded {
            let first = chain.iter().find(|t| speaks(t));
            found.extend(first.map(|t| at(t)));
        }
    }
}

/// Family, a child or an illness stands in the facts and is not weighed.
pub(crate) fn passed_over(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    for (point, chain) in discretionary(ctx) {
        if matches!(point.ruling, Ruling::Threaten | Ruling::Leave) {
            continue;
        }
        let weighing = |t: &&Trace| {
            t.signs.any(&[
                Sign::Pro,
                Sign::Contra,
                Sign::Outcome,
                Sign::Discretion,
                Sign::Answer,
                Sign::Milder,
                Sign::Weighed,
            ])
        };
        let told = chain.iter().find(|t| {
            t.signs.has(Sign::Family)
                && t.signs.has(Sign::Fact)
                && !weighing(t)
                && !t.signs.any(&[Sign::Denied, Sign::Submission, Sign::Requirement, Sign::Norm])
        });
        let weighed = chain.iter().filter(|t| told.is_none_or(|own| own.range != t.range)).any(|t| {
            t.signs.has(Sign::Family) && (weighing(t) || t.signs.any(&[Sign::Cause, Sign::Link, Sign::Norm]))
        });
        let weighs = chain.iter().any(weighing);
        if let Some(trace) = told.filter(|_| weighs && !weighed) {
            found.push(at(trace));
        }
    }
}

/// The burdening rulings within the discretion of the office, with their chains.
fn discretionary<'a>(ctx: &'a Context<'_>) -> Vec<(&'a Point, Vec<&'a Trace>)> {
    // Naturalisation has rules of its own (StAG §§ 8, 35).
    if ctx.letter.kinds.main == LetterKind::NaturalisationRefusal {
        return Vec::new();
    }
    burdens(ctx)
        .filter_map(|point| {
            let chain: Vec<&Trace> = chain(ctx, point).collect();
            (!chain.is_empty() && point.discretion).then_some((point, chain))
        })
        .collect()
}

fn used(chain: &[&Trace]) -> bool {
    // "Die Maßnahme ist verhältnismäßig" alone shows no choice.
    let milder = |t: &&Trace| t.signs.has(Sign::Milder) && t.signs.any(&[Sign::Fact, Sign::Cause]);
    chain
        .iter()
        .any(|t| t.signs.any(&[Sign::Discretion, Sign::Pro, Sign::Contra, Sign::Outcome]) || milder(t))
}

fn forced(chain: &[&Trace]) -> bool {
    chain.iter().any(|t| t.signs.has(Sign::Compelled) && !t.signs.has(Sign::Discretion))
}

/// "Sie konnten sich dazu äußern, haben das aber nicht getan": the hearing concludes nothing.
fn hears(ctx: &Context<'_>, trace: &Trace) -> bool {
    let words = ctx.document.slice(trace.range).to_lowercase();
    ["äußer", "anhörung", "angehört", "stellungnahme"].iter().any(|w| words.contains(w))
}

/// Interests of the person in other words than for and against.
fn heeds(trace: &Trace) -> bool {
    trace.signs.has(Sign::Heeded) && !trace.signs.any(&[Sign::Pro, Sign::Contra, Sign::Outcome])
}

/// Where an office weighs: the paragraphs that name discretion, and the next one below a line that stands alone; all of the chain
/// if discretion is never named. What the facts of another paragraph would speak for is not weighed there.
fn weighing<'t>(chain: &[&'t Trace]) -> Vec<&'t Trace> {
    let named = |b: usize| chain.iter().any(|t| t.block == b && t.signs.has(Sign::Discretion));
    // "Wir haben Ermessen. Das heißt: Wir wägen ab, was für und was gegen Sie spricht." only opens.
    let alone = |b: usize| chain.iter().filter(|t| t.block == b).all(|t| t.signs.has(Sign::Discretion));
    let inside = |t: &&Trace| {
        named(t.block)
            || t.block > 0 && named(t.block - 1) && alone(t.block - 1)
            || t.signs.has(Sign::Weighed)
    };
    let region: Vec<&Trace> = chain.iter().copied().filter(inside).collect();
    // An opening with no weighing behind it: the sides may stand before it, or in a paragraph of their own.
    if region.iter().any(|t| speaks(t)) { region } else { chain.to_vec() }
}

/// True if a sentence speaks for or against the person.
fn speaks(trace: &Trace) -> bool {
    trace.signs.favours() || trace.signs.burdens()
}

/// The sides that are named: for, against; two sentences that each speak for another choice are two sides.
fn sides(chain: &[&Trace]) -> usize {
    let any = |side: fn(Signs) -> bool| usize::from(chain.iter().any(|t| side(t.signs)));
    let both = any(Signs::favours) + any(Signs::burdens);
    let speak = chain.iter().filter(|t| t.signs.has(Sign::Pro)).count();
    both.max(speak.min(2))
}

/// Sentences that weigh with a fact or a cause, their own or that of the next sentence.
fn factors(chain: &[&Trace]) -> usize {
    (0..chain.len())
        .filter(|i| {
            let own = chain[*i].signs;
            let shown = own.any(&[Sign::Fact, Sign::Cause])
                || chain.get(i + 1).is_some_and(|t| t.signs.has(Sign::Fact) && t.signs.has(Sign::Cause));
            (own.has(Sign::Outcome) || own.favours() || own.burdens()) && shown
        })
        .count()
}

/// Behind the discretion a cause with a fact, and an interest, a milder way or a result of it: weighed in words of its own.
fn argues(chain: &[&Trace]) -> bool {
    let Some(named) = chain.iter().position(|t| t.signs.has(Sign::Discretion)) else { return false };
    // An opening that stands alone has its weighing below it.
    let own = chain[named].block;
    let alone = chain.get(named + 1).is_none_or(|t| t.block != own);
    let last = if alone { own + 1 } else { own };
    let behind: Vec<&Trace> = chain[named..].iter().copied().filter(|t| t.block <= last).collect();
    let argued = |t: &&Trace| t.signs.has(Sign::Fact) && t.signs.any(&[Sign::Cause, Sign::Link]);
    // Facts on one side and the other side in so many words: "Sie haben einen vollen Stundenplan. … Andererseits verlangt …"
    let sided = behind.iter().any(|t| t.signs.has(Sign::Fact))
        && behind.iter().any(|t| t.signs.any(&[Sign::Pro, Sign::Contra]));
    (behind.iter().any(argued) || sided)
        && (union(&behind).any(&[Sign::Heeded, Sign::Milder, Sign::Outcome])
            || behind.iter().any(|t| speaks(t)))
}

/// Where a missing discretion shows: the norm that gives it, else the first sentence of the chain.
fn place(ctx: &Context<'_>, chain: &[&Trace]) -> Option<Found> {
    let norms = ctx.ruleset.norms();
    let gives = |t: &&&Trace| {
        let refs = ctx.letter.citations_in(t.range).iter().flat_map(|c| &c.refs);
        refs.flat_map(|n| norms.decisions(n)).any(|(kind, ..)| kind == DecisionKind::Discretion)
    };
    chain.iter().find(gives).or(chain.first()).map(|t| at(t))
}

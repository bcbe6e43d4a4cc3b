//! Sentences that stand over between two pairs: what took the place of what.
//!
//! Between neighbours that were led to each other little speaks for a pair but its place: the same number in a list, one heading
//! for another, the only sentence left on each side.

use std::ops::Range;

use klarbrief::document::BlockKind;

use crate::element::judge::is_prose;
use crate::unit::{Version, Weights};

/// What two sentences of a gap must share.
const LEAST: f64 = 0.13;
/// What the only sentence of a gap on each side must share.
const LEAST_ALONE: f64 = 0.06;
/// Longer gaps are not looked at sentence by sentence.
const MOST: usize = 60;

/// The pairs found between those that were `joined`, in reading order. `taken` are sentences that have moved.
pub(crate) fn fill(
    old: &Version<'_>,
    new: &Version<'_>,
    weights: &Weights,
    joined: &[(Range<usize>, Range<usize>)],
    moved: &[(Range<usize>, Range<usize>)],
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut old_free = vec![true; old.units.len()];
    let mut new_free = vec![true; new.units.len()];
    for (left, right) in moved {
        left.clone().for_each(|u| old_free[u] = false);
        right.clone().for_each(|u| new_free[u] = false);
    }
    let mut out = Vec::new();
    let mut from = (0, 0);
    let end = (old.units.len()..old.units.len(), new.units.len()..new.units.len());
    for (left, right) in joined.iter().chain([&end]) {
        let mine: Vec<usize> = (from.0..left.start).filter(|u| old_free[*u]).collect();
        let theirs: Vec<usize> = (from.1..right.start).filter(|u| new_free[*u]).collect();
        if !mine.is_empty() && !theirs.is_empty() && mine.len() <= MOST && theirs.len() <= MOST {
            one_gap(old, new, weights, &mine, &theirs, &mut out);
        }
        from = (left.end, right.end);
    }
    out
}

fn one_gap(
    old: &Version<'_>,
    new: &Version<'_>,
    weights: &Weights,
    mine: &[usize],
    theirs: &[usize],
    out: &mut Vec<(Range<usize>, Range<usize>)>,
) {
    let is_text = |v: &Version<'_>, u: usize| is_prose(v.units[u].part) && !is_heading(v, u);
    let count = |v: &Version<'_>, units: &[usize]| units.iter().filter(|u| is_text(v, **u)).count();
    let alone = count(old, mine) == 1 && count(new, theirs) == 1;
    let headings = |v: &Version<'_>, units: &[usize]| units.iter().filter(|u| is_heading(v, **u)).count();
    let one_heading = headings(old, mine) == 1 && headings(new, theirs) == 1;
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for &a in mine {
        for &b in theirs {
            let alike = weights.similarity(&old.units[a].keys, &new.units[b].keys);
            let fits = if is_text(old, a) && is_text(new, b) {
                let numbered = number(old, a).is_some() && number(old, a) == number(new, b);
                numbered || alike >= if alone { LEAST_ALONE } else { LEAST }
            } else {
                is_heading(old, a) && is_heading(new, b) && (one_heading || alike >= LEAST)
            };
            if fits {
                found.push((alike, a, b));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, a, b) in found {
        // In a gap sentences keep their order.
        if pairs.iter().all(|(x, y)| *x < a && *y < b || *x > a && *y > b) {
            pairs.push((a, b));
        }
    }
    pairs.sort_unstable();
    out.extend(pairs.into_iter().map(|(a, b)| (a..a + 1, b..b + 1)));
}

fn is_heading(version: &Version<'_>, unit: usize) -> bool {
    let kind = &version.side.document.blocks[version.units[unit].block].kind;
    matches!(kind, BlockKind::Heading { .. })
}

/// The number of the list item that a sentence opens.
fn number(version: &Version<'_>, unit: usize) -> Option<u32> {
    let found = &version.units[unit];
    match version.side.document.blocks[found.block].kind {
        BlockKind::ListItem { number, .. } if found.sentence == 0 => number,
        _ => None,
    }
}

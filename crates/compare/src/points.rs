//! The rulings of both versions, matched.

use klarbrief::letter::{Point, Ruling};

use crate::unit::{Version, Weights};

/// A ruling before and after: indices into `Letter::points`. At least one side is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PointPair {
    /// Of the first version.
    pub before: Option<usize>,
    /// Of the second version.
    pub after: Option<usize>,
}

/// Rulings that may be told in each other's words: an order to leave and the warning that goes with it, fee and costs.
pub(crate) fn family(ruling: Ruling) -> u8 {
    match ruling {
        Ruling::Refuse => 0,
        Ruling::Grant | Ruling::Suspend | Ruling::Assure => 1,
        Ruling::Expel => 2,
        Ruling::Threaten => 3,
        Ruling::Leave => 4,
        Ruling::Ban => 5,
        Ruling::Revoke | Ruling::Retract | Ruling::Shorten | Ruling::Lapse | Ruling::Loss => 6,
        Ruling::Ancillary | Ruling::Order | Ruling::Summon => 7,
        Ruling::Immediate => 8,
        Ruling::Coerce => 9,
        Ruling::Fee | Ruling::Cost => 10,
        Ruling::Intend => 11,
        Ruling::Request | Ruling::Confirm | Ruling::Close => 12,
    }
}

/// Matches rulings of one kind first, then of one family, each time the most similar ones.
pub(crate) fn matched(old: &Version<'_>, new: &Version<'_>, weights: &Weights) -> Vec<PointPair> {
    let (before, after) = (&old.side.report.letter.points, &new.side.report.letter.points);
    let keys = |v: &Version<'_>, p: &Point| {
        v.unit_at(p.range.start()).map(|u| v.units[u].keys.clone()).unwrap_or_default()
    };
    let left: Vec<_> = before.iter().map(|p| keys(old, p)).collect();
    let right: Vec<_> = after.iter().map(|p| keys(new, p)).collect();
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in before.iter().enumerate().take(MOST) {
        for (j, b) in after.iter().enumerate().take(MOST) {
            let alike = weights.similarity(&left[i], &right[j]);
            let kind = if a.ruling == b.ruling {
                1.0
            } else if family(a.ruling) == family(b.ruling) {
                0.6
            } else if alike >= 0.4 && a.ruling.decides() && b.ruling.decides() && a.burden != b.burden {
                // What was refused is granted, or the other way round.
                0.0
            } else {
                continue;
            };
            let near = if a.number == b.number { 0.1 } else { 0.0 };
            found.push((kind + alike + near, i, j));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut partner = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    for (_, i, j) in found {
        if partner[i].is_none() && !taken[j] {
            partner[i] = Some(j);
            taken[j] = true;
        }
    }
    let mut out: Vec<PointPair> =
        partner.into_iter().enumerate().map(|(i, j)| PointPair { before: Some(i), after: j }).collect();
    out.extend((0..after.len()).filter(|j| !taken[*j]).map(|j| PointPair { before: None, after: Some(j) }));
    out
}

/// Rulings that are matched; letters with more are hostile.
const MOST: usize = 200;

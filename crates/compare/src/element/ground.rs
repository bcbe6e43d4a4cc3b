//! All statements of both versions, and where in the second version a sentence of the first would be looked for.

use std::ops::Range;

use klarbrief::document::BlockKind;

use super::judge::{Pass, is_prose};
use super::statement::{Statement, statements_of};
use crate::unit::{Version, Weights};

/// More products of statements are not compared; then only those of sentences that were led to each other are.
const MOST: usize = 2_000_000;

/// What a statement must share with another to be explained by it.
const EXPLAINED: f64 = 0.36;

pub(super) struct Ground {
    pub old: Vec<Statement>,
    pub new: Vec<Statement>,
    /// Sentences of the first version that say something about the case in running text.
    pub old_reads: Vec<bool>,
    /// The same for the second version.
    pub new_reads: Vec<bool>,
    /// For each new statement the most similar old one.
    origins: Vec<Option<(f64, usize)>>,
    /// For each old sentence where it would be looked for.
    windows: Vec<Window>,
}

impl Ground {
    pub fn new(pass: &Pass<'_, '_>) -> Ground {
        let heading = |v: &Version<'_>, block: usize| {
            matches!(v.side.document.blocks[block].kind, BlockKind::Heading { .. })
        };
        let reads = |v: &Version<'_>| -> Vec<bool> {
            v.units.iter().map(|u| is_prose(u.part) && !heading(v, u.block)).collect()
        };
        let mut old_reads = reads(pass.old);
        let new_reads = reads(pass.new);
        for (unit, reads) in old_reads.iter_mut().enumerate() {
            *reads = *reads && !pass.is_copied(unit);
        }
        let collect = |v: &Version<'_>, reads: &[bool]| -> Vec<Statement> {
            (0..v.units.len()).filter(|u| reads[*u]).flat_map(|u| statements_of(v, u)).collect()
        };
        let (old, new) = (collect(pass.old, &old_reads), collect(pass.new, &new_reads));
        let origins = origins(pass, &old, &new);
        Ground { windows: windows(pass), old, new, old_reads, new_reads, origins }
    }

    /// The old statement that is most like a new one, by its index.
    pub fn origin(&self, new: usize) -> Option<(f64, usize)> {
        self.origins[new]
    }

    /// How many keys two statements share.
    pub fn shared(&self, a: &Statement, b: &Statement) -> usize {
        a.keys.iter().filter(|k| b.keys.binary_search(k).is_ok()).count()
    }

    /// Where an old sentence would be looked for.
    pub fn window(&self, old: usize) -> &Window {
        &self.windows[old]
    }

    /// The statements there.
    pub fn new_near(&self, old: usize) -> impl Iterator<Item = &Statement> {
        self.windows[old].0.iter().flat_map(|range| between(&self.new, range))
    }

    pub fn old_in<'g>(&'g self, units: &Range<usize>) -> impl Iterator<Item = &'g Statement> {
        between(&self.old, units).iter()
    }

    /// True if the denial of a new statement stood in the first version already, in the most similar statement or in the sentence
    /// that it was led to.
    pub fn is_accounted(&self, pass: &Pass<'_, '_>, new: &Statement) -> bool {
        let led = pass.sentences.iter().find(|p| p.new.contains(&new.unit));
        self.accounting(new).is_some()
            || led.is_some_and(|p| between(&self.old, &p.old).iter().any(|s| s.said.denies()))
    }

    /// The same, but for another statement than `this`.
    pub fn is_accounted_beside(&self, new: &Statement, this: &Statement) -> bool {
        self.accounting(new).is_some_and(|a| !std::ptr::eq(a, this))
    }

    fn accounting(&self, new: &Statement) -> Option<&Statement> {
        let index = self.new.iter().position(|s| std::ptr::eq(s, new))?;
        let (likeness, old) = self.origins[index]?;
        (likeness >= EXPLAINED && self.old[old].said.denies()).then(|| &self.old[old])
    }
}

/// Stretches of sentences of the second version that do not overlap.
pub(super) struct Window(Vec<Range<usize>>);

impl Window {
    pub fn contains(&self, unit: usize) -> bool {
        self.0.iter().any(|r| r.contains(&unit))
    }
}

fn between<'s>(statements: &'s [Statement], units: &Range<usize>) -> &'s [Statement] {
    let from = statements.partition_point(|s| s.unit < units.start);
    let to = statements.partition_point(|s| s.unit < units.end);
    &statements[from..to.max(from)]
}

/// How alike two statements are; a short one may say a part of a long one.
pub(super) fn likeness(weights: &Weights, a: &Statement, b: &Statement) -> f64 {
    weights.similarity(&a.keys, &b.keys).max(0.75 * weights.covered(&b.keys, &a.keys))
}

fn origins(pass: &Pass<'_, '_>, old: &[Statement], new: &[Statement]) -> Vec<Option<(f64, usize)>> {
    let all = old.len().saturating_mul(new.len()) <= MOST;
    new.iter()
        .map(|b| {
            let pair =
                pass.sentences.iter().find(|p| p.new.contains(&b.unit)).map_or(0..0, |p| p.old.clone());
            old.iter()
                .enumerate()
                .filter(|(_, a)| all || pair.contains(&a.unit))
                // Those of the sentence it was led to come first.
                .map(|(i, a)| {
                    let bonus = if pair.contains(&a.unit) { 0.15 } else { 0.0 };
                    (likeness(pass.weights, a, b), bonus, i)
                })
                .max_by(|x, y| (x.0 + x.1).total_cmp(&(y.0 + y.1)).then(y.2.cmp(&x.2)))
                .map(|(likeness, _, i)| (likeness, i))
        })
        .collect()
}

/// So many sentences before and behind may say a part of what one says.
const BESIDE: usize = 3;

fn windows(pass: &Pass<'_, '_>) -> Vec<Window> {
    let (n, m) = (pass.old.units.len(), pass.new.units.len());
    let mut partner: Vec<Option<Range<usize>>> = vec![None; n];
    let mut anchors: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for pair in pass.sentences.iter().filter(|p| !p.old.is_empty() && !p.new.is_empty()) {
        pair.old.clone().for_each(|u| partner[u] = Some(pair.new.clone()));
        if !pair.moved {
            anchors.push((pair.old.clone(), pair.new.clone()));
        }
    }
    anchors.sort_unstable_by_key(|(old, _)| old.start);
    let wide = |r: &Range<usize>| r.start.saturating_sub(BESIDE)..(r.end + BESIDE).min(m);
    (0..n)
        .map(|unit| {
            if let Some(found) = &partner[unit] {
                return Window(vec![wide(found)]);
            }
            let next = anchors.partition_point(|(old, _)| old.start <= unit);
            let start = next.checked_sub(1).map_or(0, |i| anchors[i].1.start);
            let end = anchors.get(next).map_or(m, |a| a.1.end);
            let gap = start..end.max(start);
            // What stood before it may have moved, and taken it along.
            let before = unit.checked_sub(1).and_then(|u| partner[u].as_ref()).map(wide);
            match before {
                Some(r) if r.end <= gap.start || r.start >= gap.end => Window(vec![gap, r]),
                Some(r) => Window(std::iter::once(gap.start.min(r.start)..gap.end.max(r.end)).collect()),
                None => Window(vec![gap]),
            }
        })
        .collect()
}

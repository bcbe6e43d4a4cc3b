//! Findings gone, new, kept.

use crate::align::Pair;
use crate::unit::Version;

/// Findings of both versions: indices into `Report::findings`, in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindingChanges {
    /// Of the first version; the second has nothing like them.
    pub gone: Vec<usize>,
    /// Of the second version; the first had nothing like them.
    pub new: Vec<usize>,
    /// The same rule at the same place: of the first and of the second version.
    pub kept: Vec<(usize, usize)>,
}

/// A finding is kept if the same rule speaks about the same sentence, or about the letter as a whole.
pub(crate) fn changes(old: &Version<'_>, new: &Version<'_>, sentences: &[Pair]) -> FindingChanges {
    let group_of = |version: &Version<'_>, after: bool| -> Vec<Option<usize>> {
        let mut of = vec![None; version.units.len()];
        for (index, pair) in sentences.iter().enumerate() {
            let side = if after { &pair.new } else { &pair.old };
            for unit in side.clone() {
                of[unit] = Some(index);
            }
        }
        of
    };
    let (old_groups, new_groups) = (group_of(old, false), group_of(new, true));
    let (before, after) = (&old.side.report.findings, &new.side.report.findings);
    let place = |version: &Version<'_>, groups: &[Option<usize>], at: klarbrief::source::TextRange| {
        if at.is_empty() { None } else { version.unit_at(at.start()).and_then(|u| groups[u]) }
    };
    let mut taken = vec![false; after.len()];
    let mut out = FindingChanges::default();
    for (index, finding) in before.iter().enumerate() {
        let group = place(old, &old_groups, finding.range);
        let twin = after.iter().enumerate().position(|(i, other)| {
            !taken[i] && other.rule == finding.rule && place(new, &new_groups, other.range) == group
        });
        match twin {
            Some(twin) => {
                taken[twin] = true;
                out.kept.push((index, twin));
            }
            None => out.gone.push(index),
        }
    }
    out.new = (0..after.len()).filter(|i| !taken[*i]).collect();
    out
}

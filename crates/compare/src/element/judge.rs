//! What all kinds of legal content ask: which sentence of the other version says the same.

use std::ops::Range;

use klarbrief::letter::{PartKind, Sign};
use klarbrief::source::TextRange;

use super::{Change, ElementKind, Fate, Mention};
use crate::align::Pair;
use crate::points::PointPair;
use crate::unit::{Version, Weights};

/// Both versions with all that was led to each other.
pub(crate) struct Pass<'p, 'a> {
    pub old: &'p Version<'a>,
    pub new: &'p Version<'a>,
    pub sentences: &'p [Pair],
    pub points: &'p [PointPair],
    pub weights: &'p Weights,
}

impl Pass<'_, '_> {
    /// The pair that a sentence of the first version belongs to.
    pub fn pair_of_old(&self, unit: usize) -> Option<&Pair> {
        self.sentences.iter().find(|p| p.old.contains(&unit))
    }

    /// The sentences of the second version that say what a sentence of the first said.
    pub fn counterparts(&self, unit: usize) -> Range<usize> {
        self.pair_of_old(unit).map_or(0..0, |p| p.new.clone())
    }

    /// Where something lost would be expected.
    pub fn expected(&self, range: TextRange) -> Option<Mention> {
        let unit = self.old.unit_at(range.start())?;
        let found = self.counterparts(unit);
        let unit = self.new.units.get(found.start).filter(|_| !found.is_empty())?;
        Some(Mention { range: unit.range, value: self.new.shown(unit.range) })
    }

    /// True for a sentence that repeats the words of a law: what it says is no statement about the case.
    pub fn is_copied(&self, unit: usize) -> bool {
        let unit = &self.old.units[unit];
        let traces = &self.old.side.report.letter.traces;
        traces
            .iter()
            .any(|t| t.block == unit.block && t.sentence == unit.sentence && t.signs.has(Sign::Copied))
    }

    pub fn kept(&self, kind: ElementKind, before: Mention, after: Mention) -> Change {
        Change { kind, fate: Fate::Kept, severity: None, before: Some(before), after: Some(after) }
    }

    pub fn changed(&self, kind: ElementKind, before: Mention, after: Mention) -> Change {
        Change { kind, fate: Fate::Changed, severity: None, before: Some(before), after: Some(after) }
    }

    pub fn lost(&self, kind: ElementKind, before: Mention) -> Change {
        let after = self.expected(before.range);
        Change { kind, fate: Fate::Lost, severity: None, before: Some(before), after }
    }

    pub fn added(&self, kind: ElementKind, after: Mention) -> Change {
        Change { kind, fate: Fate::New, severity: None, before: None, after: Some(after) }
    }
}

/// True for parts that say something to the reader; not for what stands around the text of a letter.
pub(crate) fn is_prose(part: PartKind) -> bool {
    matches!(
        part,
        PartKind::OperativePart
            | PartKind::Reasons
            | PartKind::RemedyNotice
            | PartKind::Hints
            | PartKind::Body
    )
}

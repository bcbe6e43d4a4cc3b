//! Scores of both versions and what moved them.

use klarbrief::readability::Formula;
use klarbrief::text::ConstructionKind;

use crate::Side;

/// A value before and after; `None` where it is not defined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// Of the first version.
    pub before: Option<f64>,
    /// Of the second version.
    pub after: Option<f64>,
}

impl Shift {
    /// How much it rose; `None` unless both are defined.
    pub fn gain(self) -> Option<f64> {
        Some(self.after? - self.before?)
    }
}

/// The scores of both versions.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreChanges {
    /// 0 (very hard) to 100 (very easy).
    pub comprehensibility: Shift,
    /// How far the reasons can be followed, 0 to 100.
    pub traceability: Shift,
    /// The readability formulas, in their usual order.
    pub formulas: Vec<(Formula, Shift)>,
    /// What the scores look at, the largest change first.
    pub causes: Vec<Cause>,
}

/// A property of the text that scores depend on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause {
    /// Which.
    pub kind: CauseKind,
    /// Its values.
    pub shift: Shift,
}

/// What moves scores. Unless said otherwise, numbers for each 100 sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CauseKind {
    /// Words in a sentence, on average.
    WordsPerSentence,
    /// Syllables in a word, on average.
    SyllablesPerWord,
    /// Words with more than six letters, in per cent.
    LongWords,
    /// How often a construction stands in the running text.
    Construction(ConstructionKind),
}

impl CauseKind {
    /// The key used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            CauseKind::WordsPerSentence => "words-per-sentence",
            CauseKind::SyllablesPerWord => "syllables-per-word",
            CauseKind::LongWords => "long-words",
            CauseKind::Construction(kind) => kind.key(),
        }
    }
}

pub(crate) fn changes(before: Side<'_>, after: Side<'_>) -> ScoreChanges {
    let (old, new) = (&before.report.scores, &after.report.scores);
    let formulas = Formula::KEYS.map(|(formula, _)| formula);
    let (left, right) = (properties(before), properties(after));
    let mut causes: Vec<Cause> = left
        .into_iter()
        .zip(right)
        .map(|((kind, before), (_, after))| Cause { kind, shift: Shift { before, after } })
        .filter(|c| c.shift.gain().is_some_and(|g| g.abs() > 0.005))
        .collect();
    causes.sort_by(|a, b| relative(b.shift).total_cmp(&relative(a.shift)).then(a.kind.cmp(&b.kind)));
    ScoreChanges {
        comprehensibility: Shift { before: old.comprehensibility, after: new.comprehensibility },
        traceability: Shift { before: old.traceability, after: new.traceability },
        formulas: formulas
            .into_iter()
            .map(|f| (f, Shift { before: old.formula(f), after: new.formula(f) }))
            .collect(),
        causes,
    }
}

/// The change as a share of the larger value.
fn relative(shift: Shift) -> f64 {
    let (Some(a), Some(b)) = (shift.before, shift.after) else { return 0.0 };
    (a - b).abs() / a.abs().max(b.abs()).max(0.01)
}

fn properties(side: Side<'_>) -> Vec<(CauseKind, Option<f64>)> {
    let counts = &side.report.scores.counts;
    let share = |part: f64, of: u32| (of > 0).then(|| part / f64::from(of));
    let mut out = vec![
        (CauseKind::WordsPerSentence, share(f64::from(counts.words), counts.sentences)),
        (CauseKind::SyllablesPerWord, share(f64::from(counts.syllables), counts.words)),
        (CauseKind::LongWords, share(100.0 * f64::from(counts.long_words), counts.words)),
    ];
    for kind in ConstructionKind::ALL {
        let number =
            side.report.paragraphs.iter().flat_map(|p| &p.constructions).filter(|c| c.kind == kind).count();
        out.push((CauseKind::Construction(kind), share(100.0 * number as f64, counts.sentences)));
    }
    out
}

//! Two versions of a letter side by side: what was said before must still be said afterwards.
//!
//! [`compare`] takes two letters that were checked and gives a [`Comparison`]: sentences and paragraphs aligned, scores and what
//! moved them, findings gone and new, rulings matched, and the legal content ([`Change`]): norms, dates, deadlines, amounts, names,
//! negations, duties, conditions, remedies, rulings: kept, changed, lost or new, each with both places.
//!
//! Plain language says the same in other words ("binnen eines Monats", "Sie haben einen Monat Zeit"); `data/words.tsv` holds
//! what counts as the same. The comparison reads text, it knows no law: what it calls lost is a question to the author. It
//! cannot fail, and its answer depends on nothing but the two letters.
//!
//! ```
//! use klarbrief::{Checker, document};
//! use klarbrief_compare::{Fate, Side, compare};
//!
//! let checker = Checker::builder().without_examples().build()?;
//! let read = |text: &str| document::read_txt(text.to_owned());
//! let (old, new) = (read("Die Gebühr beträgt 93,00 EUR."), read("Sie zahlen 39 Euro."));
//! let (before, after) = (checker.check(&old), checker.check(&new));
//! let found = compare(Side::new(&old, &before), Side::new(&new, &after));
//! assert!(found.changes.iter().any(|c| c.fate == Fate::Changed));
//! # Ok::<(), klarbrief::BuildError>(())
//! ```
#![deny(missing_docs)]

mod align;
mod element;
mod findings;
mod gap;
mod points;
mod scores;
mod unit;
mod words;

pub use align::{Pair, Relation};
pub use element::{Change, ElementKind, Fate, Mention};
pub use findings::FindingChanges;
pub use points::PointPair;
pub use scores::{Cause, CauseKind, ScoreChanges, Shift};

use klarbrief::Report;
use klarbrief::diagnostic::Severity;
use klarbrief::document::Document;

/// One version of a letter with its report; both must belong together.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The letter.
    pub document: &'a Document,
    /// What the check found out about it.
    pub report: &'a Report,
}

impl<'a> Side<'a> {
    /// Joins a letter and its report.
    pub fn new(document: &'a Document, report: &'a Report) -> Side<'a> {
        Side { document, report }
    }
}

/// What became of a letter. Ranges named `before` and `after` are byte offsets into the text of that version.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Paragraphs (blocks of the document) in the order of the new version; what is gone stands where it was left out.
    pub paragraphs: Vec<Pair>,
    /// Sentences, in the same order.
    pub sentences: Vec<Pair>,
    /// Scores of both versions and what moved them.
    pub scores: ScoreChanges,
    /// Findings gone, new, kept.
    pub findings: FindingChanges,
    /// The rulings of both versions, matched; the reason map before and after.
    pub points: Vec<PointPair>,
    /// The legal content: first what is wrong, by weight and place, then what was kept and what is new.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// What needs a look: lost or changed legal content.
    pub fn problems(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|c| c.severity.is_some())
    }

    /// The worst problem, `None` if nothing was lost.
    pub fn worst(&self) -> Option<Severity> {
        self.problems().filter_map(|c| c.severity).max()
    }
}

/// Compares two versions of a letter.
///
/// Takes time that grows with the product of their numbers of sentences, up to a bound; very long letters are aligned more coarsely.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Comparison {
    let words = words::Words::builtin();
    let mut old = unit::Version::new(before, words);
    let mut new = unit::Version::new(after, words);
    let (mine, theirs) = (old.vocabulary(), new.vocabulary());
    old.know_parts(&theirs);
    new.know_parts(&mine);
    let weights = unit::Weights::new(&old, &new);
    let sentences = align::sentences(&old, &new, &weights);
    let paragraphs = align::paragraphs(&old, &new, &sentences);
    let points = points::matched(&old, &new, &weights);
    let changes = element::changes(&old, &new, &sentences, &points, &weights);
    Comparison {
        scores: scores::changes(before, after),
        findings: findings::changes(&old, &new, &sentences),
        paragraphs,
        sentences,
        points,
        changes,
    }
}

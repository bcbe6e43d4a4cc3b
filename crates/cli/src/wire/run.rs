//! A whole run: what stands around the documents.

use klarbrief::diagnostic::Severity;
use serde::Serialize;

use crate::usage::LAW_DATE;

/// Which program wrote the answer.
#[derive(Debug, Serialize)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
    /// The day of the law that the rules know.
    law_date: &'static str,
}

impl Tool {
    pub(crate) fn this() -> Tool {
        Tool { name: "klarbrief", version: env!("CARGO_PKG_VERSION"), law_date: LAW_DATE }
    }
}

/// What a run found in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Summary {
    /// Letters, also those that could not be read.
    pub files: usize,
    pub findings: Tally,
    /// Letters that could not be read.
    pub errors: usize,
}

/// What a run without a check came to.
#[derive(Debug, Serialize)]
pub(crate) struct AnalysisSummary {
    /// Letters, also those that could not be read.
    pub files: usize,
    /// Letters that could not be read.
    pub errors: usize,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Tally {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
    pub hint: usize,
}

impl Tally {
    pub(crate) fn of(severities: impl Iterator<Item = Severity>) -> Tally {
        let mut tally = Tally::default();
        for severity in severities {
            match severity {
                Severity::Error => tally.error += 1,
                Severity::Warning => tally.warning += 1,
                Severity::Info => tally.info += 1,
                Severity::Hint => tally.hint += 1,
            }
        }
        tally
    }

    /// The numbers from most to least severe.
    pub(crate) fn each(self) -> [(Severity, usize); 4] {
        [
            (Severity::Error, self.error),
            (Severity::Warning, self.warning),
            (Severity::Info, self.info),
            (Severity::Hint, self.hint),
        ]
    }

    pub(crate) fn add(&mut self, other: Tally) {
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
        self.hint += other.hint;
    }

    pub(crate) fn total(self) -> usize {
        self.each().iter().map(|(_, n)| n).sum()
    }

    /// The number of findings of a severity or worse.
    pub(crate) fn at_least(self, severity: Severity) -> usize {
        self.each().iter().filter(|(s, _)| *s >= severity).map(|(_, n)| n).sum()
    }
}

//! What a run came to, for tables and reports; holds no word of a letter.

use std::collections::BTreeMap;
use std::sync::Arc;

use klarbrief::diagnostic::Severity;

use crate::letter::{Checked, LetterError};
use crate::wire::run::{Summary, Tally};

/// Bands of a score: ten of ten points each.
pub(crate) const BANDS: usize = 10;

/// Letters that a report names as the weakest.
const WEAKEST: usize = 5;

/// What one letter adds to the totals.
#[derive(Debug)]
pub(crate) struct Facts {
    pub path: String,
    /// Why it could not be checked.
    pub error: Option<LetterError>,
    pub tally: Tally,
    /// Those that no baseline has.
    pub new: Tally,
    words: u32,
    sentences: u32,
    comprehensibility: Option<f64>,
    traceability: Option<f64>,
    /// By rule: its worst severity and how often it found something.
    rules: BTreeMap<Arc<str>, (Severity, usize)>,
}

impl Facts {
    pub(crate) fn of(checked: Checked) -> Facts {
        let mut facts = Facts {
            path: checked.path,
            error: None,
            tally: Tally::default(),
            new: Tally::default(),
            words: 0,
            sentences: 0,
            comprehensibility: None,
            traceability: None,
            rules: BTreeMap::new(),
        };
        match checked.outcome {
            Ok(letter) => {
                let report = &letter.report;
                facts.tally = Tally::of(report.findings.iter().map(|f| f.severity));
                let unknown = report.findings.iter().enumerate().filter(|(i, _)| !letter.is_known(*i));
                facts.new = Tally::of(unknown.map(|(_, f)| f.severity));
                facts.words = report.scores.counts.words;
                facts.sentences = report.scores.counts.sentences;
                facts.comprehensibility = report.scores.comprehensibility;
                facts.traceability = report.scores.traceability;
                for finding in &report.findings {
                    let found = facts.rules.entry(finding.rule.clone()).or_insert((finding.severity, 0));
                    found.0 = found.0.max(finding.severity);
                    found.1 += 1;
                }
            }
            Err(error) => facts.error = Some(error),
        }
        facts
    }
}

/// What one rule found in a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleTotal {
    /// The worst severity.
    pub severity: Severity,
    pub findings: usize,
    /// Letters with a finding.
    pub letters: usize,
}

/// How the values of a score spread.
#[derive(Debug, Default)]
pub(crate) struct Spread {
    /// Letters in each band from low to high.
    pub bands: [usize; BANDS],
    sum: f64,
}

impl Spread {
    fn add(&mut self, value: f64) {
        self.bands[band(value)] += 1;
        self.sum += value;
    }

    /// Letters that have the score.
    pub(crate) fn count(&self) -> usize {
        self.bands.iter().sum()
    }

    /// The mean; `None` if no letter has the score.
    pub(crate) fn mean(&self) -> Option<f64> {
        (self.count() > 0).then(|| self.sum / self.count() as f64)
    }
}

/// The band of a score from 0 to 100; 100 belongs to the last one.
pub(crate) fn band(value: f64) -> usize {
    ((value / 100.0 * BANDS as f64).max(0.0) as usize).min(BANDS - 1)
}

/// A run as a whole.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// Letters, also those that could not be read.
    pub files: usize,
    pub tally: Tally,
    /// Those that no baseline has.
    pub new: Tally,
    pub words: u64,
    pub sentences: u64,
    pub rules: BTreeMap<Arc<str>, RuleTotal>,
    pub comprehensibility: Spread,
    pub traceability: Spread,
    /// The letters that are hardest to read, hardest first.
    pub weakest: Vec<(f64, String)>,
    /// Letters that could not be read, with the reason, in the order of the run.
    pub errors: Vec<(String, LetterError)>,
}

impl Totals {
    pub(crate) fn add(&mut self, facts: Facts) {
        self.files += 1;
        self.tally.add(facts.tally);
        self.new.add(facts.new);
        self.words += u64::from(facts.words);
        self.sentences += u64::from(facts.sentences);
        for (rule, (severity, findings)) in facts.rules {
            let total = self.rules.entry(rule).or_insert(RuleTotal { severity, findings: 0, letters: 0 });
            total.severity = total.severity.max(severity);
            total.findings += findings;
            total.letters += 1;
        }
        if let Some(value) = facts.comprehensibility {
            self.comprehensibility.add(value);
            let at = self.weakest.partition_point(|(other, _)| *other <= value);
            if at < WEAKEST {
                self.weakest.insert(at, (value, facts.path.clone()));
                self.weakest.truncate(WEAKEST);
            }
        }
        if let Some(value) = facts.traceability {
            self.traceability.add(value);
        }
        if let Some(error) = facts.error {
            self.errors.push((facts.path, error));
        }
    }

    /// The numbers that stand at the end of JSON.
    pub(crate) fn summary(&self) -> Summary {
        Summary { files: self.files, findings: self.tally, errors: self.errors.len() }
    }

    /// Rules from the worst severity and the most findings down.
    pub(crate) fn ranked_rules(&self) -> Vec<(&str, RuleTotal)> {
        let mut rules: Vec<(&str, RuleTotal)> = self.rules.iter().map(|(id, t)| (&**id, *t)).collect();
        rules.sort_by(|(a_id, a), (b_id, b)| {
            b.severity.cmp(&a.severity).then(b.findings.cmp(&a.findings)).then(a_id.cmp(b_id))
        });
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_scale_have_bands() {
        assert_eq!((band(-3.0), band(0.0), band(9.99), band(10.0), band(100.0)), (0, 0, 0, 1, 9));
    }
}

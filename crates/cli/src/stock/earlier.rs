//! An earlier view of the same stock, and what has changed since.

use std::collections::BTreeMap;
use std::path::Path;

use klarbrief::stock::StockResult;
use serde::{Deserialize, Serialize};

use super::view::Whole;
use crate::lang::tr;
use crate::trouble::{Failure, Trouble, io_words};
use crate::wire::{SCHEMA_VERSION, rounded};

/// Rules whose change is told.
const RULES: usize = 20;

/// The parts of an earlier view that are compared.
#[derive(Debug, Deserialize)]
pub(super) struct Earlier {
    schema_version: u32,
    stock: EarlierStock,
}

#[derive(Debug, Deserialize)]
struct EarlierStock {
    letters: usize,
    words: u64,
    findings: BTreeMap<String, usize>,
    comprehensibility: EarlierSpread,
    traceability: EarlierSpread,
    rules: Vec<EarlierRule>,
    mends: Vec<EarlierMend>,
}

#[derive(Debug, Deserialize)]
struct EarlierSpread {
    mean: Option<f64>,
}

#[derive(Debug, Deserialize)]
struct EarlierRule {
    rule: String,
    findings: u64,
}

#[derive(Debug, Deserialize)]
struct EarlierMend {
    id: String,
    text: Option<String>,
    places: usize,
}

impl Earlier {
    /// Reads a file that `--stock --output json=FILE` wrote.
    pub(super) fn read(path: &Path) -> Result<Earlier, Failure> {
        let shown = path.display();
        let bytes = std::fs::read(path).map_err(|error| {
            let words = io_words(&error);
            Trouble::new(tr(
                format!("Die Datei `{shown}` lässt sich nicht lesen: {words}."),
                format!("The file `{shown}` cannot be read: {words}."),
            ))
        })?;
        let wrong = |what: String| {
            Trouble::new(tr(
                format!("`{shown}` ist keine frühere Ansicht eines Bestands: {what}"),
                format!("`{shown}` is no earlier view of a stock: {what}"),
            ))
            .hint(tr(
                "Gebraucht wird eine Datei von `klarbrief check --stock --output json=DATEI`.",
                "A file of `klarbrief check --stock --output json=FILE` is needed.",
            ))
        };
        let earlier: Earlier = serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
        if earlier.schema_version != SCHEMA_VERSION {
            let version = earlier.schema_version;
            return Err(wrong(tr(
                format!("schema_version ist {version}, gebraucht wird {SCHEMA_VERSION}."),
                format!("schema_version is {version}, {SCHEMA_VERSION} is needed."),
            ))
            .into());
        }
        Ok(earlier)
    }
}

/// Numbers before and now.
#[derive(Debug, Serialize)]
pub(super) struct Trend {
    pub letters: Change<usize>,
    pub words: Change<u64>,
    /// Findings per 1,000 words, so that a stock that grew is not worse for that.
    pub findings_per_1000_words: Change<f64>,
    /// By severity.
    pub findings: BTreeMap<&'static str, Change<usize>>,
    pub comprehensibility: Change<Option<f64>>,
    pub traceability: Change<Option<f64>>,
    /// The rules with the largest changes.
    pub rules: Vec<RuleChange>,
    /// Sentences of the earlier list that nothing is found in any more, or that are gone.
    pub mended: Vec<Mended>,
}

#[derive(Debug, Serialize)]
pub(super) struct Change<T> {
    pub before: T,
    pub now: T,
}

#[derive(Debug, Serialize)]
pub(super) struct RuleChange {
    pub rule: String,
    pub before: u64,
    pub now: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct Mended {
    pub text: Option<String>,
    pub places: usize,
}

impl Trend {
    pub(super) fn new(earlier: &Earlier, now: &Whole, result: &StockResult) -> Trend {
        let before = &earlier.stock;
        let per_1000 = |findings: usize, words: u64| rounded(findings as f64 * 1000.0 / words.max(1) as f64);
        let mended = before
            .mends
            .iter()
            .filter(|mend| u64::from_str_radix(&mend.id, 16).is_ok_and(|id| !result.has_sentence(id)));
        Trend {
            letters: Change { before: before.letters, now: now.letters },
            words: Change { before: before.words, now: now.words },
            findings_per_1000_words: Change {
                before: per_1000(before.findings.values().sum(), before.words),
                now: per_1000(now.findings.total(), now.words),
            },
            findings: now
                .findings
                .each()
                .into_iter()
                .map(|(severity, now)| {
                    let before = before.findings.get(severity.key()).copied().unwrap_or(0);
                    (severity.key(), Change { before, now })
                })
                .collect(),
            comprehensibility: Change {
                before: before.comprehensibility.mean,
                now: now.comprehensibility.mean,
            },
            traceability: Change { before: before.traceability.mean, now: now.traceability.mean },
            rules: rules(before, now),
            mended: mended.map(|m| Mended { text: m.text.clone(), places: m.places }).collect(),
        }
    }
}

fn rules(before: &EarlierStock, now: &Whole) -> Vec<RuleChange> {
    let mut both: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for line in &before.rules {
        both.entry(&line.rule).or_default().0 = line.findings;
    }
    for line in &now.rules {
        both.entry(&line.rule).or_default().1 = line.findings;
    }
    let mut changes: Vec<RuleChange> = both
        .into_iter()
        .filter(|(_, (before, now))| before != now)
        .map(|(rule, (before, now))| RuleChange { rule: rule.to_owned(), before, now })
        .collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.before.abs_diff(change.now)));
    changes.truncate(RULES);
    changes
}

//! What a changed set of rules finds more and less: the same letters, checked with the rules before and with those of now.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use klarbrief::rule::format_number;
use serde::Serialize;

use crate::args::Common;
use crate::colour::Styles;
use crate::excerpt::{columns, shortened};
use crate::house::{self, Planned};
use crate::lang::{lang, tr};
use crate::letter::{Checked, Input, LetterError};
use crate::ordered;
use crate::output::concise::one_line;
use crate::output::json;
use crate::output::place::Places;
use crate::output::text::pad;
use crate::trouble::Failure;
use crate::wire::SCHEMA_VERSION;
use crate::wire::run::Tool;

/// Changes of a rule that the text lists; the others are counted.
const MOST_CHANGES: usize = 5;

/// Everything that changed over a set of letters.
#[derive(Debug, Serialize)]
pub(crate) struct RuleDiff {
    schema_version: u32,
    tool: Tool,
    /// Letters that could be read.
    letters: usize,
    /// Letters that could not be read.
    pub errors: usize,
    /// Words of running text.
    words: u64,
    /// Rules whose findings changed, by id.
    rules: Vec<RuleChange>,
}

/// One rule over all letters.
#[derive(Debug, Serialize)]
struct RuleChange {
    rule: String,
    before: usize,
    after: usize,
    /// Findings in 1,000 words; null without a word.
    before_per_1000_words: Option<f64>,
    after_per_1000_words: Option<f64>,
    gained: Vec<Change>,
    lost: Vec<Change>,
}

/// A finding that came or went.
#[derive(Debug, Clone, Serialize)]
struct Change {
    path: String,
    /// Where a person looks: line and column, or paragraph and sentence.
    place: String,
    start: u32,
    end: u32,
    text: String,
    message: String,
}

#[derive(Debug, Default)]
struct Counts {
    before: usize,
    after: usize,
    gained: Vec<Change>,
    lost: Vec<Change>,
}

/// What changed in one letter.
struct Compared {
    path: String,
    outcome: Result<(u64, BTreeMap<String, Counts>), LetterError>,
}

/// Checks all letters twice. `before` are the folders of rules that were in force; those of the options are in force now.
pub(crate) fn compare(
    inputs: &[Input],
    before: &[PathBuf],
    common: &Common,
    mut step: impl FnMut(Option<(&str, &LetterError)>) -> Result<(), Failure>,
) -> Result<RuleDiff, Failure> {
    let mut old = common.clone();
    old.rules = before.to_vec();
    let (now, old) = (house::plan(inputs.to_vec(), common)?, house::plan(inputs.to_vec(), &old)?);
    let pairs: Vec<(&Planned, &Planned)> = old.iter().zip(&now).collect();
    let mut diff = RuleDiff {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        letters: 0,
        errors: 0,
        words: 0,
        rules: Vec::new(),
    };
    let mut rules: BTreeMap<String, Counts> = BTreeMap::new();
    ordered::for_each(
        &pairs,
        common.threads(),
        |(old, now)| one(old.check(), now.check()),
        |compared| match compared.outcome {
            Ok((words, counts)) => {
                diff.letters += 1;
                diff.words += words;
                for (rule, mut own) in counts {
                    let all = rules.entry(rule).or_default();
                    all.before += own.before;
                    all.after += own.after;
                    all.gained.append(&mut own.gained);
                    all.lost.append(&mut own.lost);
                }
                step(None)
            }
            Err(error) => {
                diff.errors += 1;
                step(Some((&compared.path, &error)))
            }
        },
    )?;
    let words = diff.words;
    let per_1000 =
        |count: usize| (words > 0).then(|| (count as f64 * 100_000.0 / words as f64).round() / 100.0);
    diff.rules = rules
        .into_iter()
        .filter(|(_, c)| !c.gained.is_empty() || !c.lost.is_empty())
        .map(|(rule, c)| RuleChange {
            rule,
            before: c.before,
            after: c.after,
            before_per_1000_words: per_1000(c.before),
            after_per_1000_words: per_1000(c.after),
            gained: c.gained,
            lost: c.lost,
        })
        .collect();
    Ok(diff)
}

fn one(old: Checked, now: Checked) -> Compared {
    let path = now.path.clone();
    let outcome = match (old.outcome, now.outcome) {
        (Ok(old), Ok(now)) => {
            let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
            for finding in &old.report.findings {
                counts.entry(finding.rule.to_string()).or_default().before += 1;
            }
            for finding in &now.report.findings {
                counts.entry(finding.rule.to_string()).or_default().after += 1;
            }
            // The same text: a finding is the same if its rule marks the same words.
            let key = |f: &klarbrief::diagnostic::Diagnostic| {
                (f.rule.to_string(), u32::from(f.range.start()), u32::from(f.range.end()))
            };
            let mut open: BTreeMap<_, usize> = BTreeMap::new();
            for finding in &old.report.findings {
                *open.entry(key(finding)).or_default() += 1;
            }
            let change = |letter: &crate::letter::Letter, f: &klarbrief::diagnostic::Diagnostic| Change {
                path: path.clone(),
                place: Places::new(&letter.document, &letter.report).short(&path, f.range),
                start: f.range.start().into(),
                end: f.range.end().into(),
                text: shortened(letter.document.slice(f.range), 60),
                message: one_line(&f.message),
            };
            for finding in &now.report.findings {
                match open.get_mut(&key(finding)).filter(|n| **n > 0) {
                    Some(n) => *n -= 1,
                    None => {
                        let own = counts.entry(finding.rule.to_string()).or_default();
                        own.gained.push(change(&now, finding));
                    }
                }
            }
            for finding in &old.report.findings {
                if let Some(n) = open.get_mut(&key(finding)).filter(|n| **n > 0) {
                    *n -= 1;
                    counts.entry(finding.rule.to_string()).or_default().lost.push(change(&old, finding));
                }
            }
            Ok((u64::from(now.report.scores.counts.words), counts))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    Compared { path, outcome }
}

impl RuleDiff {
    /// For scripts.
    pub(crate) fn json(&self) -> Vec<u8> {
        let mut bytes = json::bytes(self);
        bytes.push(b'\n');
        bytes
    }

    /// For people: each rule with its numbers, then the findings that came and went.
    pub(crate) fn text(&self, styles: Styles, width: usize) -> String {
        let Styles { strong, good, error, dim, .. } = styles;
        let mut out = String::new();
        let widest = self.rules.iter().map(|r| columns(&r.rule)).max().unwrap_or(0);
        let rate = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| format_number(v, lang()));
        // Writing to a string cannot fail; results are dropped for that reason.
        for rule in &self.rules {
            let (before, after) = (rate(rule.before_per_1000_words), rate(rule.after_per_1000_words));
            let rates = tr(
                format!("{} → {}, je 1.000 Wörter {before} → {after}", rule.before, rule.after),
                format!("{} → {}, per 1,000 words {before} → {after}", rule.before, rule.after),
            );
            let _ = writeln!(
                out,
                "{strong}{}{strong:#}  +{} −{}  ({rates})",
                pad(&rule.rule, widest),
                rule.gained.len(),
                rule.lost.len()
            );
            for (sign, style, changes) in [("+", error, &rule.gained), ("−", good, &rule.lost)] {
                for change in changes.iter().take(MOST_CHANGES) {
                    let room = width.saturating_sub(columns(&change.place) + 10).max(20);
                    let text = shortened(&change.text, room);
                    let _ = writeln!(out, "  {style}{sign}{style:#} {}  {dim}{text}{dim:#}", change.place);
                }
                let rest = changes.len().saturating_sub(MOST_CHANGES);
                if rest > 0 {
                    let more = tr(format!("… und {rest} weitere"), format!("… and {rest} more"));
                    let _ = writeln!(out, "  {style}{sign}{style:#} {more}");
                }
            }
        }
        let gained: usize = self.rules.iter().map(|r| r.gained.len()).sum();
        let lost: usize = self.rules.iter().map(|r| r.lost.len()).sum();
        let (letters, words, rules) = (self.letters, self.words, self.rules.len());
        let total = if rules == 0 {
            tr(
                format!("{letters} Briefe, {words} Wörter: Die Regeln finden dasselbe wie vorher.\n"),
                format!("{letters} letters, {words} words: the rules find the same as before.\n"),
            )
        } else {
            tr(
                format!(
                    "\n{letters} Briefe, {words} Wörter: {gained} Funde kommen dazu, {lost} fallen weg; andere Funde bei {rules} Regeln.\n"
                ),
                format!(
                    "\n{letters} letters, {words} words: {gained} findings gained, {lost} lost; {rules} rules find something else.\n"
                ),
            )
        };
        out.push_str(&total);
        out
    }
}

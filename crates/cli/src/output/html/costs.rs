//! What makes the letter hard: the rules that weigh most, and the longest sentences.

use std::collections::BTreeMap;

use klarbrief::diagnostic::{Diagnostic, Severity};
use maud::{Markup, html};

use super::paper::sentence_anchor;
use super::scores::sentences;
use crate::excerpt::shortened;
use crate::lang::tr;
use crate::letter::Letter;
use crate::names;
use crate::output::concise::one_line;

/// Rules and sentences that are shown.
const MOST: usize = 5;

/// A sentence from which on readers lose the thread.
const LONG: usize = 25;

pub(super) fn section(letter: &Letter, anchor: &str) -> Markup {
    let rules = heaviest(&letter.report.findings);
    let mut longest: Vec<_> = sentences(letter).into_iter().filter(|s| s.words >= LONG).collect();
    longest.sort_by_key(|s| (std::cmp::Reverse(s.words), s.range.start()));
    longest.truncate(MOST);
    if rules.is_empty() && longest.is_empty() {
        return html! {};
    }
    html! {
        section.costs {
            h3 { (tr("Was am meisten kostet", "What costs most")) }
            div.columns {
                @if !rules.is_empty() { div {
                    h4 { (tr("Regeln", "Rules")) }
                    ol { @for rule in rules { li {
                        a href={ "#" (anchor) "-f" (rule.first + 1) } { (one_line(&rule.finding.message)) }
                        " " span.sev.(rule.finding.severity.key()) {
                            span.mark aria-hidden="true" {} (names::count(rule.finding.severity, rule.count))
                        }
                    } } }
                } }
                @if !longest.is_empty() { div {
                    h4 { (tr("Die längsten Sätze", "The longest sentences")) }
                    ol { @for sentence in longest { li {
                        a lang="de" href={ "#" (sentence_anchor(anchor, sentence.block, sentence.sentence)) } {
                            (shortened(letter.document.slice(sentence.range), 110))
                        }
                        " " span.caution { (tr(format!("{} Wörter", sentence.words), format!("{} words", sentence.words))) }
                    } } }
                } }
            }
        }
    }
}

struct Heavy<'a> {
    finding: &'a Diagnostic,
    /// Index of the first finding of the rule with this severity.
    first: usize,
    count: usize,
}

/// The rules whose findings weigh most together.
fn heaviest(findings: &[Diagnostic]) -> Vec<Heavy<'_>> {
    let mut by_rule: BTreeMap<(&str, Severity), Heavy<'_>> = BTreeMap::new();
    for (first, finding) in findings.iter().enumerate() {
        by_rule
            .entry((&finding.rule, finding.severity))
            .or_insert(Heavy { finding, first, count: 0 })
            .count += 1;
    }
    let weight = |h: &Heavy<'_>| {
        h.count
            * match h.finding.severity {
                Severity::Error => 12,
                Severity::Warning => 5,
                Severity::Info => 2,
                Severity::Hint => 1,
            }
    };
    let mut all: Vec<Heavy<'_>> = by_rule.into_values().collect();
    all.sort_by_key(|h| (std::cmp::Reverse(weight(h)), h.first));
    all.truncate(MOST);
    all
}

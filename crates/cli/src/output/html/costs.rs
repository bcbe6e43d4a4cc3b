//! What makes the letter hard: the sentences and words that cost most points, and the rules that weigh most.

use std::collections::BTreeMap;

use klarbrief::SentenceCost;
use klarbrief::diagnostic::{Diagnostic, Severity};
use maud::{Markup, html};

use super::page::number;
use super::paper::sentence_anchor;
use crate::excerpt::shortened;
use crate::lang::{lang, tr};
use crate::letter::Letter;
use crate::names;
use crate::output::concise::one_line;

/// Rules and sentences that are shown.
const MOST: usize = 5;

pub(super) fn section(letter: &Letter, anchor: &str) -> Markup {
    let report = &letter.report;
    let rules = heaviest(&report.findings);
    let costs = report.costs(&letter.document, MOST);
    let alone = report.scores.effort.units.len() < 2;
    if rules.is_empty() && (costs.sentences.is_empty() || alone) {
        return html! {};
    }
    html! {
        section.costs {
            h3 { (tr("Was am meisten kostet", "What costs most")) }
            div.columns {
                @if !costs.sentences.is_empty() && !alone { div {
                    h4 { (tr("Sätze: So viele Punkte Lesbarkeit kosten sie", "Sentences: what they cost in points of readability")) }
                    ol { @for sentence in &costs.sentences { (self::sentence(letter, sentence, anchor)) } }
                    @if let Some(score) = costs.score_without { p.caution { (tr(
                        format!("Ohne diese Sätze: {} von 100", number(score)),
                        format!("Without these sentences: {} of 100", number(score)),
                    )) } }
                    @if !costs.words.is_empty() { p.dear-words {
                        strong { (tr("Wörter: ", "Words: ")) }
                        @for (index, word) in costs.words.iter().enumerate() {
                            @if index > 0 { ", " }
                            span lang="de" { (shortened(letter.document.slice(word.range), 40)) }
                            " " span.caution { "(" (number(word.points)) ")" }
                        }
                    } }
                } }
                @if !rules.is_empty() { div {
                    h4 { (tr("Regeln", "Rules")) }
                    ol { @for rule in rules { li {
                        a href={ "#" (anchor) "-f" (rule.first + 1) } { (one_line(&rule.finding.message)) }
                        " " span.sev.(rule.finding.severity.key()) {
                            span.mark aria-hidden="true" {} (names::count(rule.finding.severity, rule.count))
                        }
                    } } }
                } }
            }
        }
    }
}

fn sentence(letter: &Letter, cost: &SentenceCost, anchor: &str) -> Markup {
    let place = letter.report.place(&letter.document, cost.range.start());
    let to = sentence_anchor(anchor, place.paragraph as usize - 1, place.sentence as usize - 1);
    html! { li {
        strong { (number(cost.points)) } " "
        a lang="de" href={ "#" (to) } { (shortened(letter.document.slice(cost.range), 110)) }
        " " span.caution { (cost.reasons(lang()).join(", ")) }
    } }
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

//! The report: one self-contained page for any number of letters.
//!
//! Everything is in the file: no network, no fonts, no pictures from elsewhere. Without scripts it is a page of links; with
//! them, a click on marked words opens what was found there.

pub(crate) mod comparison;
mod costs;
pub(crate) mod figures;
mod findings;
pub(crate) mod page;
mod paper;
pub(crate) mod reasons;
mod rule_page;
pub(crate) mod scores;
mod segments;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use klarbrief::Checker;
use maud::{Markup, html};

use super::Format;
use crate::lang::tr;
use crate::letter::{Checked, Letter};
use crate::names;
use crate::wire::run::{Summary, Tally};

use page::number;
pub(crate) use page::{inline_style, kind_line as page_kind_line, tally};
pub(crate) use rule_page::rule_page;

/// The report.
pub(crate) struct Html {
    checker: Checker,
    /// What the end of the page must know about all letters. Letters come from many threads; maps keep the order the same.
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    rules: BTreeSet<String>,
    index: BTreeMap<String, Entry>,
}

/// A letter in the index.
struct Entry {
    anchor: String,
    comprehensibility: Option<f64>,
    traceability: Option<f64>,
    tally: Tally,
    error: Option<String>,
}

impl Html {
    /// `checker` must know the examples of its rules: they are shown.
    pub(crate) fn new(checker: Checker) -> Html {
        Html { checker, seen: Mutex::default() }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Format for Html {
    fn start(&self) -> Vec<u8> {
        page::start(tr("Klarbrief – Prüfbericht", "Klarbrief – report"), page::REPORT).into_bytes()
    }

    fn letter(&self, checked: &Checked) -> Vec<u8> {
        let anchor = anchor(&checked.path);
        let (entry, body) = match &checked.outcome {
            Ok(letter) => {
                let report = &letter.report;
                let entry = Entry {
                    anchor: anchor.clone(),
                    comprehensibility: report.scores.comprehensibility,
                    traceability: report.scores.traceability,
                    tally: Tally::of(report.findings.iter().map(|f| f.severity)),
                    error: None,
                };
                (entry, body(&anchor, &checked.path, letter))
            }
            Err(error) => {
                let entry = Entry {
                    anchor: anchor.clone(),
                    comprehensibility: None,
                    traceability: None,
                    tally: Tally::default(),
                    error: Some(error.message.clone()),
                };
                (entry, unreadable(&anchor, &checked.path, &error.message, &error.hint))
            }
        };
        let mut seen = self.seen();
        seen.index.insert(checked.path.clone(), entry);
        if let Ok(letter) = &checked.outcome {
            for finding in &letter.report.findings {
                if !seen.rules.contains(&*finding.rule) {
                    seen.rules.insert(finding.rule.to_string());
                }
            }
        }
        drop(seen);
        body.into_string().into_bytes()
    }

    fn end(&self, summary: &Summary) -> Vec<u8> {
        let seen = self.seen();
        let rules = seen.rules.iter().filter_map(|id| self.checker.ruleset().rule(id));
        let markup = html! {
            @if seen.index.len() > 1 { (index(&seen, summary)) }
            @if !seen.rules.is_empty() {
                section.rules id="regeln" aria-labelledby="regeln-titel" {
                    h2 id="regeln-titel" { (tr("Die Regeln in diesem Bericht", "The rules in this report")) }
                    @for rule in rules { (rule_page(rule)) }
                }
            }
        };
        let mut out = markup.into_string();
        out.push_str(&page::end(page::REPORT));
        out.into_bytes()
    }
}

/// A short name for a letter inside the page; the same path always has the same one.
fn anchor(path: &str) -> String {
    // FNV-1a: links need no secrecy, only stability.
    let hash =
        path.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("b{:010x}", hash & 0xff_ffff_ffff)
}

fn body(anchor: &str, path: &str, letter: &Letter) -> Markup {
    let report = &letter.report;
    html! {
        article.letter id=(anchor) aria-labelledby={ (anchor) "-titel" } {
            header.letter-head {
                h2 id={ (anchor) "-titel" } { (path) }
                p.kind { (page::kind_line(letter)) }
                (tally(Tally::of(report.findings.iter().map(|f| f.severity))))
            }
            (scores::panel(letter, Some(anchor)))
            (costs::section(letter, anchor))
            section.reading {
                div.reading-text {
                    h3 { (tr("Der Brief", "The letter")) }
                    (paper::paper(anchor, letter))
                }
                (findings::list(anchor, letter))
            }
            (reasons::section(letter, Some(anchor)))
        }
    }
}

fn unreadable(anchor: &str, path: &str, message: &str, hint: &str) -> Markup {
    html! {
        article.letter.unreadable id=(anchor) {
            h2 { (path) }
            p.trouble { strong { (tr("Nicht lesbar: ", "Not readable: ")) } (message) }
            @if !hint.is_empty() { p { (hint) } }
        }
    }
}

fn index(seen: &Seen, summary: &Summary) -> Markup {
    let value = |v: Option<f64>| v.map_or("–".to_owned(), |v| number(v.round()));
    html! {
        nav.index id="inhalt" aria-labelledby="inhalt-titel" {
            h2 id="inhalt-titel" { (tr("Die Briefe", "The letters")) }
            p { (tr(format!("{} Briefe, zusammen:", summary.files), format!("{} letters, together:", summary.files))) }
            (tally(summary.findings))
            div.scroll tabindex="0" role="group" aria-labelledby="inhalt-titel" { table {
                thead { tr {
                    th scope="col" { (tr("Brief", "Letter")) }
                    th.n scope="col" { (tr("Lesbarkeit", "Readability")) }
                    th.n scope="col" { (tr("Nachvollziehbarkeit", "Traceability")) }
                    @for (severity, _) in Tally::default().each() { th.n scope="col" { (names::severity(severity)) } }
                } }
                tbody { @for (path, entry) in &seen.index { tr {
                    th scope="row" { a href={ "#" (entry.anchor) } { (path) } }
                    @if let Some(error) = &entry.error {
                        td colspan="6" { (tr("nicht lesbar: ", "not readable: ")) (error) }
                    } @else {
                        td.n { (value(entry.comprehensibility)) }
                        td.n { (value(entry.traceability)) }
                        @for (_, n) in entry.tally.each() { td.n { (n) } }
                    }
                } } }
            } }
        }
    }
}

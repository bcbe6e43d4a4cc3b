//! The list of findings beside the letter.

use klarbrief::diagnostic::{Applicability, Diagnostic, Fix};
use klarbrief::document::Document;
use maud::{Markup, html};

use super::rule_page::rule_anchor;
use crate::excerpt::shortened;
use crate::lang::tr;
use crate::letter::Letter;
use crate::names;
use crate::output::concise::one_line;
use crate::output::place::Places;

/// Fixes that a finding shows.
const MOST_FIXES: usize = 4;

/// Columns of the quoted words.
const QUOTED: usize = 90;

/// The list; each entry opens to why, source and suggestions.
pub(super) fn list(anchor: &str, letter: &Letter) -> Markup {
    let findings = &letter.report.findings;
    let places = Places::new(&letter.document, &letter.report);
    html! {
        section.findings {
            h3 { (tr("Funde", "Findings")) " " span.count { (findings.len()) } }
            @if findings.is_empty() {
                p { (tr("Klarbrief hat nichts gefunden.", "Klarbrief found nothing.")) }
            } @else {
                ol.finding-list { @for (index, finding) in findings.iter().enumerate() {
                    (entry(anchor, index, finding, letter, &places))
                } }
            }
        }
    }
}

fn entry(anchor: &str, index: usize, finding: &Diagnostic, letter: &Letter, places: &Places<'_>) -> Markup {
    let document = &letter.document;
    let id = format!("{anchor}-f{}", index + 1);
    let words = shortened(document.slice(finding.range), QUOTED);
    html! {
        li.finding.(finding.severity.key()) id=(id) data-severity=(finding.severity.key()) { details {
            summary {
                span.n { (index + 1) }
                span.sev.(finding.severity.key()) { span.mark aria-hidden="true" {} (names::severity(finding.severity)) }
                " "
                span.message id={ (id) "-m" } { (one_line(&finding.message)) }
            }
            div.more {
                @if !words.is_empty() { blockquote lang="de" { (words) } }
                p.place { (places.words(finding.range)) }
                @if !finding.why.is_empty() { p { strong { (tr("Warum", "Why")) } " " (one_line(&finding.why)) } }
                @if !finding.source.is_empty() { p { strong { (tr("Quelle", "Source")) } " " (one_line(&finding.source)) } }
                @if !finding.fixes.is_empty() {
                    p { strong { (tr("Vorschlag", "Suggestion")) } }
                    ul.fixes { @for fix in finding.fixes.iter().take(MOST_FIXES) { li { (suggestion(document, fix)) } } }
                }
                p { a.rule-link href={ "#" (rule_anchor(&finding.rule)) } {
                    (tr("Seite der Regel", "Page of the rule")) " " code { (finding.rule) }
                } }
            }
        } }
    }
}

/// What a fix changes, and how far it can be trusted.
fn suggestion(document: &Document, fix: &Fix) -> Markup {
    let caution = match fix.applicability {
        Applicability::Manual => tr("von Hand", "by hand"),
        Applicability::Suggested => tr("bitte prüfen", "please check"),
        Applicability::Safe => tr("sicher", "safe"),
    };
    html! {
        (one_line(&fix.title))
        @if let [edit] = fix.edits.as_slice() {
            @let before = shortened(document.slice(edit.range), QUOTED);
            @let after = shortened(&edit.text, QUOTED);
            span.change lang="de" {
                @if !before.is_empty() { del { (before) } " " }
                @if !after.is_empty() { ins { (after) } }
            }
        }
        " " span.caution { "(" (caution) ")" }
    }
}

//! Two versions side by side as a page.

use compare::{Change, Comparison, Fate, Mention, Pair, Relation, Shift};
use klarbrief::document::Document;
use klarbrief::readability::Formula;
use klarbrief::source::{TextRange, slice};
use maud::{Markup, PreEscaped, html};

use super::figures::{self, Gauge, change};
use super::page::{self, number};
use crate::command::compare::Versions;
use crate::lang::{lang, tr};
use crate::letter::Letter;
use crate::names;

/// The whole page.
pub(crate) fn write(versions: &Versions, found: &Comparison) -> Vec<u8> {
    let mut out = page::start(tr("Klarbrief – Vergleich", "Klarbrief – comparison"), "");
    out.push_str(
        &html! { article.letter { h2 { (versions.old_path) " → " (versions.new_path) } (body(versions, found, 3)) } }.into_string(),
    );
    out.push_str(&page::end(""));
    out.into_bytes()
}

/// Everything about two versions; headings begin at `level`.
pub(crate) fn body(versions: &Versions, found: &Comparison, level: u8) -> Markup {
    let title = |text: &str| match level {
        2 => html! { h2 { (text) } },
        _ => html! { h3 { (text) } },
    };
    html! {
        div.comparison {
            section { (title(tr("Werte", "Scores"))) (scores(found)) }
            section {
                (title(tr("Was gesagt war, muss noch dastehen", "What was said must still be said")))
                (content(versions, found))
            }
            section { (title(tr("Funde", "Findings"))) (findings(versions, found)) }
            section { (title(tr("Satz für Satz", "Sentence by sentence"))) (sentences(versions, found)) }
        }
    }
}

fn scores(found: &Comparison) -> Markup {
    let scores = &found.scores;
    let named = [
        (
            tr("Lesbarkeit", "Readability"),
            scores.comprehensibility,
            tr("kein laufender Text", "no running text"),
            figures::ease as fn(f64) -> &'static str,
        ),
        (
            tr("Nachvollziehbarkeit", "Traceability"),
            scores.traceability,
            tr("keine belastende Entscheidung", "no ruling that burdens"),
            figures::height,
        ),
    ];
    let formulas =
        [(Formula::FleschAmstad, "Flesch-Amstad"), (Formula::Wiener4, "Wiener 4"), (Formula::Lix, "LIX")];
    let of = |formula: Formula| scores.formulas.iter().find(|(f, _)| *f == formula).map(|(_, s)| *s);
    let value = |v: Option<f64>| v.map_or("–".to_owned(), number);
    html! {
        div.versus-gauges { @for (label, shift, none, verdict) in named {
            div.pair-of-gauges {
                (Gauge { label, value: shift.before, none, verdict }.svg())
                span.arrow aria-hidden="true" { "→" }
                (Gauge { label, value: shift.after, none, verdict }.svg())
                (change(shift.before, shift.after))
            }
        } }
        table.compare-scores {
            thead { tr {
                th scope="col" { (tr("Wert", "Score")) }
                th scope="col" { (tr("vorher", "before")) }
                th scope="col" { (tr("nachher", "after")) }
                th scope="col" { (tr("Unterschied", "Change")) }
            } }
            tbody {
                @for (name, shift) in formulas.iter().filter_map(|(f, n)| Some((*n, of(*f)?))) {
                    (row(name, shift, value))
                }
                @for cause in scores.causes.iter().take(6) {
                    (row(&crate::output::comparison::cause_name(cause.kind), cause.shift, value))
                }
            }
        }
    }
}

fn row(name: &str, shift: Shift, value: impl Fn(Option<f64>) -> String) -> Markup {
    let gain = shift.gain().map(|g| format!("{}{}", if g > 0.0 { "+" } else { "" }, number(g)));
    html! { tr {
        th scope="row" { (name) }
        td { (value(shift.before)) }
        td { (value(shift.after)) }
        td { (gain.unwrap_or_else(|| "–".to_owned())) }
    } }
}

/// The legal content: what is lost or changed first, what was kept folded away.
fn content(versions: &Versions, found: &Comparison) -> Markup {
    let problems: Vec<&Change> = found.problems().collect();
    let rest = |fate: Fate| {
        found.changes.iter().filter(move |c| c.severity.is_none() && c.fate == fate).collect::<Vec<_>>()
    };
    let lists = [
        (Fate::Repaired, rest(Fate::Repaired)),
        (Fate::New, rest(Fate::New)),
        (Fate::Kept, rest(Fate::Kept)),
    ];
    html! {
        @if problems.is_empty() {
            p.all-kept { (tr("Nichts Rechtliches ging verloren.", "No legal content was lost.")) }
        } @else {
            (table(versions, &problems, true))
        }
        @for (fate, list) in lists { @if !list.is_empty() {
            details {
                summary { (fate.name(lang())) " (" (list.len()) ")" }
                (table(versions, &list, false))
            }
        } }
    }
}

fn table(versions: &Versions, changes: &[&Change], judged: bool) -> Markup {
    let side = |document: &Document, mention: &Option<Mention>, lost: bool| {
        html! { @if let Some(mention) = mention {
            @if !lost { strong { (mention.value) } " " }
            span.words lang="de" { "„" (crate::excerpt::shortened(document.slice(mention.range), 110)) "“" }
        } @else { span.nothing { "–" } } }
    };
    html! { div.scroll tabindex="0" role="group" aria-label=(tr("Rechtlicher Inhalt", "Legal content")) { table.kept-lost {
        thead { tr {
            th scope="col" { (tr("Inhalt", "Content")) }
            @if judged { th scope="col" { (tr("Ergebnis", "Result")) } }
            th scope="col" { (tr("vorher", "before")) }
            th scope="col" { (tr("nachher", "after")) }
        } }
        tbody { @for change in changes { tr {
            th scope="row" { (change.kind.name(lang())) }
            @if judged { td { @if let Some(severity) = change.severity {
                span.sev.(severity.key()) { span.mark aria-hidden="true" {} (change.fate.name(lang())) }
            } } }
            td { (side(&versions.old.document, &change.before, false)) }
            td {
                @if change.fate == Fate::Lost && change.after.is_some() { span.caution { (tr("hier erwartet: ", "expected here: ")) } }
                (side(&versions.new.document, &change.after, change.fate == Fate::Lost))
            }
        } } }
    } } }
}

fn findings(versions: &Versions, found: &Comparison) -> Markup {
    let (gone, new, kept) = (&found.findings.gone, &found.findings.new, &found.findings.kept);
    let list = |letter: &Letter, indices: &[usize]| {
        html! { ul.plain-findings { @for index in indices.iter().take(40) {
            @let finding = &letter.report.findings[*index];
            li {
                span.sev.(finding.severity.key()) { span.mark aria-hidden="true" {} (names::severity(finding.severity)) }
                " " (crate::output::concise::one_line(&finding.message))
            }
        } } @if indices.len() > 40 { p { (tr(format!("… und {} weitere", indices.len() - 40), format!("… and {} more", indices.len() - 40))) } } }
    };
    let kept: Vec<usize> = kept.iter().map(|(_, new)| *new).collect();
    html! {
        p { (tr(
            format!("{} verschwunden, {} neu, {} geblieben", gone.len(), new.len(), kept.len()),
            format!("{} gone, {} new, {} kept", gone.len(), new.len(), kept.len()),
        )) }
        @if !new.is_empty() { details open { summary { (tr("Neu", "New")) " (" (new.len()) ")" } (list(&versions.new, new)) } }
        @if !kept.is_empty() { details { summary { (tr("Geblieben", "Kept")) " (" (kept.len()) ")" } (list(&versions.new, &kept)) } }
        @if !gone.is_empty() { details { summary { (tr("Verschwunden", "Gone")) " (" (gone.len()) ")" } (list(&versions.old, gone)) } }
    }
}

/// Sentences beside each other, in the order of the new version.
fn sentences(versions: &Versions, found: &Comparison) -> Markup {
    html! {
        p.legend {
            del { (tr("nur vorher", "only before")) } " · " ins { (tr("nur nachher", "only after")) } " · "
            (tr("blass: unverändert", "pale: unchanged"))
        }
        table.versus {
            thead { tr { th scope="col" { (versions.old_path) } th scope="col" { (versions.new_path) } } }
            tbody { @for pair in &found.sentences { (aligned(versions, pair)) } }
        }
    }
}

fn aligned(versions: &Versions, pair: &Pair) -> Markup {
    let (old, new) = (&versions.old.document, &versions.new.document);
    let class = match pair.relation {
        Relation::Unchanged => "same",
        Relation::Rewritten => "rewritten",
        Relation::New => "new",
        Relation::Gone => "gone",
    };
    html! { tr.(class) {
        td lang="de" { @for range in &pair.before { p { (marked(old, *range, &pair.before_words, "del")) } } }
        td lang="de" {
            @if pair.moved { span.caution { (tr("verschoben", "moved")) } }
            @for range in &pair.after { p { (marked(new, *range, &pair.after_words, "ins")) } }
        }
    } }
}

/// A sentence with the words that the other version does not have.
fn marked(document: &Document, sentence: TextRange, words: &[TextRange], tag: &'static str) -> Markup {
    let text = &document.text;
    let mut at = sentence.start();
    html! {
        @for word in words.iter().filter(|w| sentence.contains_range(**w)) {
            (slice(text, TextRange::new(at, word.start().max(at))))
            (PreEscaped(format!("<{tag}>"))) (slice(text, *word)) (PreEscaped(format!("</{tag}>")))
            ({ at = word.end(); "" })
        }
        (slice(text, TextRange::new(at, sentence.end())))
    }
}

//! Hover: what a citation cites, what a term of art means, what a finding is about.

use klarbrief::letter::{Citation, DecisionKind, LawNaming, LawSource, Lookup, NormRef, Norms};
use klarbrief::source::{TextRange, TextSize};
use klarbrief::{Lang, Workbench};
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};
use serde_json::Value;

use super::{Answer, Subject, View, page, read, rule_file, write};
use crate::analysis::Analysis;

/// Pages of rules that one hover shows.
const MOST_PAGES: usize = 3;

/// Answers `textDocument/hover`.
pub(crate) fn answer(view: &View<'_>, params: &Value) -> Answer {
    #[derive(serde::Deserialize)]
    struct Params {
        position: Position,
    }
    let Params { position } = read(params)?;
    let encoding = view.client.encoding;
    let offset = view.document.lines.offset(&view.document.text, position, encoding);
    let found = match view.subject {
        Subject::Letter(analysis) => in_letter(view, analysis, offset.into()),
        Subject::Rule => rule_file::hover(view, offset),
        _ => None,
    };
    let Some((range, text)) = found else { return Ok(Value::Null) };
    write(Hover { contents: contents(view, text), range: Some(view.document.lines.range(range, encoding)) })
}

fn contents(view: &View<'_>, markdown: String) -> HoverContents {
    let (kind, value) = match view.client.markdown {
        true => (MarkupKind::Markdown, markdown),
        false => (MarkupKind::PlainText, page::plain(&markdown)),
    };
    HoverContents::Markup(MarkupContent { kind, value })
}

/// What can be said about a place, with the smallest range that it is about.
fn in_letter(view: &View<'_>, analysis: &Analysis, offset: TextSize) -> Option<(TextRange, String)> {
    let report = &analysis.report;
    let mut said: Vec<(TextRange, String)> = Vec::new();
    let at = analysis.in_letter(offset.into());
    for citation in report.letter.citations.iter().filter(|c| c.range.contains_inclusive(at)) {
        said.push((citation.range, cited(citation, analysis.checker.ruleset().norms(), view.lang)));
    }
    if let Some(term) = analysis.checker.ruleset().term_at(&analysis.document, &report.paragraphs, at) {
        let words = page::escape(analysis.document.slice(term.range));
        let meaning: Vec<String> = term.row.suggestions.iter().map(|s| page::escape(&s.text)).collect();
        let mut text = format!("**{words}**: {}", meaning.join("; "));
        if let Some(note) = &term.row.note {
            text.push_str(&format!("\n\n{}", page::escape(note)));
        }
        said.push((term.range, text));
    }
    let mut shown: Vec<&str> = Vec::new();
    let mut findings: Vec<_> = report.findings.iter().filter(|f| f.range.contains_inclusive(at)).collect();
    // What is about these words comes before what is about the whole letter.
    findings.sort_by_key(|f| f.range.len());
    for finding in findings {
        if shown.contains(&&*finding.rule) || shown.len() == MOST_PAGES {
            continue;
        }
        shown.push(&finding.rule);
        let set = analysis.checker.ruleset();
        let text = match view.workbench().rule(&finding.rule).as_ref().or_else(|| set.rule(&finding.rule)) {
            Some(rule) => page::of(rule, view.lang),
            None => page::escape(&finding.why),
        };
        said.push((finding.range, text));
    }
    // What the source map leads to a neighbour of is not under the pointer.
    said.retain(|(range, _)| analysis.in_file(*range).contains_inclusive(offset));
    let smallest = said.iter().map(|(range, _)| analysis.in_file(*range)).min_by_key(|r| r.len())?;
    let texts: Vec<String> = said.into_iter().map(|(_, text)| text).collect();
    Some((smallest, texts.join("\n\n---\n\n")))
}

/// What a citation cites: title, whether it exists, what kind of decision it asks for.
fn cited(citation: &Citation, norms: &Norms, lang: Lang) -> String {
    let mut lines = Vec::new();
    for norm in &citation.refs {
        let mut line = format!("**{}**", page::escape(&norm.to_string()));
        if let Some(title) = norms.title(&norm.law, &norm.section) {
            line.push_str(&format!(" – {}", page::escape(title)));
        }
        line.push_str("\n\n");
        line.push_str(&existence(citation, norm, norms, lang));
        let mut kinds: Vec<String> = norms
            .decisions(norm)
            .map(|(kind, place, note)| {
                let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
                format!("- {}{} – {}", page::escape(&place), decision(kind, lang), page::escape(note))
            })
            .collect();
        kinds.dedup();
        if !kinds.is_empty() {
            line.push_str(&format!("\n\n{}", kinds.join("\n")));
        }
        lines.push(line);
    }
    lines.join("\n\n")
}

fn existence(citation: &Citation, norm: &NormRef, norms: &Norms, lang: Lang) -> String {
    let date = norms.date();
    if citation.former {
        return lang
            .pick("Frühere Fassung: wird nicht nachgeschlagen.", "An earlier version: not looked up.")
            .to_owned();
    }
    if norm.law.is_empty() || citation.law == LawNaming::Missing {
        return lang.pick("Das Gesetz ist nicht genannt.", "No law is named.").to_owned();
    }
    let guess = match citation.law {
        LawNaming::Named => "",
        _ => lang.pick(
            " Das Gesetz steht an einer anderen Stelle des Briefes.",
            " The law is named elsewhere in the letter.",
        ),
    };
    let said = match norms.look_up(norm) {
        Lookup::Found => lang.pick(
            format!("Diese Stelle gibt es (Rechtsstand {date})."),
            format!("This place exists (law of {date})."),
        ),
        Lookup::Repealed => lang.pick(
            format!("Diese Stelle ist weggefallen (Rechtsstand {date})."),
            format!("This place was repealed (law of {date})."),
        ),
        Lookup::NoSection(nearest) | Lookup::NoPlace(nearest) => {
            let nearest = page::escape(&nearest.to_string());
            lang.pick(
                format!(
                    "Diese Stelle steht nicht im Verzeichnis (Rechtsstand {date}). Am nächsten: {nearest}."
                ),
                format!("This place is not in the index (law of {date}). Nearest: {nearest}."),
            )
        }
        Lookup::Unchecked => match norms.law(&norm.law) {
            Some(law) if law.source == LawSource::Former => {
                let note = page::escape(law.note);
                lang.pick(
                    format!("Das Gesetz gilt nicht mehr. {note}"),
                    format!("This law is no longer in force. {note}"),
                )
            }
            _ => lang
                .pick(
                    "Dieses Gesetz ist nicht im Verzeichnis: Klarbrief schlägt es nicht nach.",
                    "This law is not in the index: Klarbrief does not look it up.",
                )
                .to_owned(),
        },
    };
    said + guess
}

fn decision(kind: DecisionKind, lang: Lang) -> &'static str {
    let (de, en) = match kind {
        DecisionKind::Bound => ("gebunden", "bound"),
        DecisionKind::Should => ("Soll-Vorschrift", "should, as a rule"),
        DecisionKind::Discretion => ("Ermessen", "discretion"),
        DecisionKind::Weighing => ("Abwägung", "weighing of interests"),
        DecisionKind::Definition => ("Begriffsbestimmung", "definition"),
        DecisionKind::DutyToHint => ("Hinweispflicht", "duty to inform"),
        DecisionKind::Form => ("Form", "form"),
    };
    lang.pick(de, en)
}

/// The page of a rule, with examples where the workbench has its file.
pub(crate) fn rule_page(bench: &Workbench, view: &View<'_>, id: &str) -> Option<String> {
    let set = view.checker.map(|c| c.ruleset());
    match bench.rule(id) {
        Some(rule) => Some(page::of(&rule, view.lang)),
        None => set.and_then(|s| s.rule(id)).map(|rule| page::of(rule, view.lang)),
    }
}

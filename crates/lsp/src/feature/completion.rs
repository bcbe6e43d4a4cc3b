//! Completion: sections and laws in citations, rule ids in comments that allow a finding.

use std::collections::BTreeSet;

use klarbrief::letter::{Norms, compare_labels};
use klarbrief::{Checker, Lang};
use lsp_types::{CompletionItem, CompletionItemKind, Position, Range};
use serde_json::{Value, json};

use super::{Answer, Subject, View, page, read, rule_file, write};

/// Items that one answer holds; the client asks again when the word grows.
const MOST: usize = 200;

/// Laws that a letter of these offices may well cite, in the order in which they are offered.
const USUAL: [&str; 6] = ["AufenthG", "AsylG", "StAG", "VwVfG", "VwGO", "FreizügG/EU"];

/// A list of proposals for the text from `start` to the cursor.
pub(crate) struct Proposals {
    pub start: u32,
    pub items: Vec<CompletionItem>,
}

/// Answers `textDocument/completion`.
pub(crate) fn answer(view: &View<'_>, params: &Value) -> Answer {
    #[derive(serde::Deserialize)]
    struct Params {
        position: Position,
    }
    let Params { position } = read(params)?;
    let (lines, text) = (&view.document.lines, &view.document.text);
    let offset = lines.offset(text, position, view.client.encoding);
    let start = lines.line_start(offset);
    let before = &text[start as usize..offset as usize];
    let proposals = match (view.subject, view.checker) {
        (Subject::Rule, _) => rule_file::complete(view, offset),
        (Subject::Letter(_) | Subject::NotChecked(_), Some(checker)) => {
            allow(before, start, checker, view.lang).or_else(|| {
                let cited = match view.subject {
                    Subject::Letter(a) => {
                        let refs = a.report.letter.citations.iter().flat_map(|c| &c.refs);
                        refs.map(|r| r.law.as_str()).filter(|l| !l.is_empty()).collect()
                    }
                    _ => BTreeSet::new(),
                };
                citation(before, start, checker.ruleset().norms(), &cited, view.lang)
            })
        }
        _ => None,
    };
    let Some(Proposals { start, mut items }) = proposals else { return Ok(Value::Null) };
    let from = lines.position(start, view.client.encoding);
    let incomplete = items.len() > MOST;
    items.truncate(MOST);
    for (index, item) in items.iter_mut().enumerate() {
        let new_text = item.insert_text.take().unwrap_or_else(|| item.label.clone());
        let range = Range { start: from, end: position };
        item.text_edit = Some(lsp_types::CompletionTextEdit::Edit(lsp_types::TextEdit { range, new_text }));
        item.sort_text = Some(format!("{index:04}"));
    }
    Ok(json!({ "isIncomplete": incomplete, "items": write(items)? }))
}

/// Rule ids after `klarbrief: allow`, not behind the reason.
fn allow(before: &str, line: u32, checker: &Checker, lang: Lang) -> Option<Proposals> {
    let at = before.rfind("klarbrief:")?;
    let rest = &before[at + "klarbrief:".len()..];
    if rest.contains("--") {
        return None;
    }
    let words = rest.trim_start().strip_prefix("allow")?;
    let words = ["-from", "-to"].iter().find_map(|s| words.strip_prefix(s)).unwrap_or(words);
    if !words.starts_with(char::is_whitespace) {
        return None;
    }
    let word = words.rsplit([' ', ',', '\t']).next().unwrap_or_default();
    let rules = checker.ruleset().rules().iter().filter(|r| r.id.contains(word));
    let items = rules.map(|rule| CompletionItem {
        label: rule.id.to_string(),
        kind: Some(CompletionItemKind::ENUM_MEMBER),
        detail: Some(rule.title.pick(lang).to_string()),
        documentation: Some(lsp_types::Documentation::String(rule.why.pick(lang).to_string())),
        ..CompletionItem::default()
    });
    Some(Proposals { start: line + (before.len() - word.len()) as u32, items: items.collect() })
}

/// Sections behind a paragraph sign, laws behind a section.
fn citation(before: &str, line: u32, norms: &Norms, cited: &BTreeSet<&str>, lang: Lang) -> Option<Proposals> {
    let sign =
        ["§", "Art.", "Artikel"].iter().filter_map(|s| Some((before.rfind(s)? + s.len(), *s))).max()?;
    let (at, sign) = sign;
    let rest = &before[at..];
    // What is longer is no citation that is still being written.
    if rest.chars().count() > 60
        || rest.contains([';', ':', '(', ')'])
        || rest.contains(". ") && !rest.contains("Abs.") && !rest.contains("Nr.") && !rest.contains("S.")
    {
        return None;
    }
    let inner = rest.trim_start();
    let label_end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let label = &inner[..label_end];
    if label_end == inner.len() {
        return Some(sections(before, line, label, sign, norms, cited));
    }
    // A word that begins a law: behind a section, and perhaps a paragraph, a number.
    let word_at = inner.rfind(|c: char| c.is_whitespace()).map_or(0, |i| i + 1);
    let word = &inner[word_at..];
    let between = &inner[label_end..word_at];
    let numbers = |w: &str| {
        let bare = w.trim_matches(['.', ',']);
        matches!(
            bare,
            "Abs"
                | "Absatz"
                | "S"
                | "Satz"
                | "Nr"
                | "Nummer"
                | "Buchst"
                | "Buchstabe"
                | "und"
                | "bis"
                | "i"
                | "V"
                | "m"
                | "Alt"
        ) || bare.starts_with(|c: char| c.is_ascii_digit())
            || bare.chars().count() == 1
    };
    let opens = word.is_empty() || word.starts_with(char::is_uppercase);
    // "Abs. " wants a number, not a law.
    let wants_number = between.trim_end().ends_with("Abs.")
        || between.trim_end().ends_with("Nr.")
        || between.trim_end().ends_with("Satz")
        || between.trim_end().ends_with("Absatz");
    if !opens || wants_number || !between.split_whitespace().all(numbers) {
        return None;
    }
    let has = |law: &str| norms.section(law, label).next().is_some();
    let mut laws: Vec<_> =
        norms.all_laws().filter(|l| l.short.starts_with(word) || word.is_empty()).collect();
    laws.retain(|l| has(l.short) || !norms.has_law(l.short));
    let rank = |short: &str| {
        let usual = USUAL.iter().position(|u| *u == short).unwrap_or(USUAL.len());
        (!cited.contains(short), !has(short), usual)
    };
    laws.sort_by_key(|l| rank(l.short));
    let items = laws.into_iter().map(|law| CompletionItem {
        label: law.short.to_owned(),
        kind: Some(CompletionItemKind::MODULE),
        detail: norms.title(law.short, label).map(|t| format!("§ {label}: {t}")),
        documentation: (!law.note.is_empty()).then(|| lsp_types::Documentation::String(law.note.to_owned())),
        ..CompletionItem::default()
    });
    let start = line + (before.len() - word.len()) as u32;
    let _ = lang;
    Some(Proposals { start, items: items.collect() })
}

/// The sections that begin with a label, of the laws that the letter cites and of the usual ones.
fn sections(
    before: &str,
    line: u32,
    label: &str,
    sign: &str,
    norms: &Norms,
    cited: &BTreeSet<&str>,
) -> Proposals {
    let mut laws: Vec<&str> = if sign == "§" { USUAL.to_vec() } else { vec!["GG"] };
    laws.extend(cited.iter().filter(|l| sign == "§" || **l == "GG"));
    laws.sort_by_key(|l| (!cited.contains(l), USUAL.iter().position(|u| u == l).unwrap_or(USUAL.len())));
    let mut seen = BTreeSet::new();
    laws.retain(|l| seen.insert(*l) && norms.has_law(l));
    let rank = |law: &str| laws.iter().position(|l| *l == law);
    let mut found: Vec<_> = norms
        .entries()
        .filter(|e| !e.title.is_empty() && e.state != "weggefallen" && e.section.starts_with(label))
        .filter_map(|e| Some((rank(e.law)?, e)))
        .collect();
    found.sort_by(|(a, x), (b, y)| {
        let exact = |s: &str| s != label;
        (exact(x.section), a).cmp(&(exact(y.section), b)).then_with(|| compare_labels(x.section, y.section))
    });
    let blank = if before.ends_with(sign) { " " } else { "" };
    let items = found.into_iter().map(|(_, entry)| CompletionItem {
        label: format!("{} {}", entry.section, entry.law),
        kind: Some(CompletionItemKind::REFERENCE),
        detail: Some(entry.title.to_owned()),
        insert_text: Some(format!("{blank}{} {}", entry.section, entry.law)),
        filter_text: Some(format!("{blank}{} {}", entry.section, entry.law)),
        ..CompletionItem::default()
    });
    Proposals { start: line + (before.len() - label.len()) as u32, items: items.collect() }
}

/// Documentation of an item in Markdown.
pub(crate) fn documentation(markdown: String, view: &View<'_>) -> lsp_types::Documentation {
    if !view.client.markdown {
        return lsp_types::Documentation::String(page::plain(&markdown));
    }
    lsp_types::Documentation::MarkupContent(lsp_types::MarkupContent {
        kind: lsp_types::MarkupKind::Markdown,
        value: markdown,
    })
}

//! Code actions: apply a fix, apply all safe ones, allow a finding, explain its rule.

use std::path::{Path, PathBuf};

use klarbrief::config::FILE_NAME;
use klarbrief::diagnostic::{Applicability, Diagnostic as Finding, Fix};
use klarbrief::document::Format;
use klarbrief::source::{Origin, TextRange, TextSize};
use lsp_types::{Position, Range};
use serde_json::{Value, json};

use super::{Answer, Subject, View, diagnostics, read};
use crate::analysis::Analysis;
use crate::document::Kind;
use crate::{position, uri};

/// What `source.fixAll` does here.
pub(crate) const FIX_ALL: &str = "source.fixAll.klarbrief";

/// An edit of the file: a range of it and what stands there afterwards.
type FileEdit = (TextRange, String);

/// Answers `textDocument/codeAction`.
pub(crate) fn answer(view: &View<'_>, params: &Value) -> Answer {
    #[derive(serde::Deserialize)]
    struct Params {
        range: Range,
        context: Context,
    }
    #[derive(serde::Deserialize)]
    struct Context {
        only: Option<Vec<String>>,
    }
    let Params { range, context } = read(params)?;
    let Subject::Letter(analysis) = view.subject else { return Ok(json!([])) };
    if !view.client.action_literals {
        return Ok(json!([]));
    }
    let wants = |kind: &str| {
        context.only.as_ref().is_none_or(|only| {
            only.iter().any(|o| {
                o.is_empty() || kind == o || kind.strip_prefix(&**o).is_some_and(|r| r.starts_with('.'))
            })
        })
    };
    let asked = analysis.lines.text_range(&analysis.text, range, view.client.encoding);
    let near: Vec<&Finding> = analysis
        .report
        .findings
        .iter()
        .filter(|f| {
            let place = analysis.in_file(f.range);
            place.start() <= asked.end() && asked.start() <= place.end()
        })
        .collect();
    let mut out = Vec::new();
    if wants("quickfix") {
        for finding in &near {
            fixes(view, analysis, finding, &mut out);
        }
        for finding in &near {
            allow_here(view, analysis, finding, &mut out);
        }
        let mut ids: Vec<&str> = near.iter().map(|f| &*f.rule).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in &ids {
            allow_in_configuration(view, id, &mut out);
        }
        for id in ids {
            let title = view.lang.pick(format!("Regel „{id}“ erklären"), format!("Explain rule “{id}”"));
            out.push(json!({
                "title": title, "kind": "quickfix",
                "command": { "title": title, "command": "klarbrief.explain", "arguments": [id] },
            }));
        }
    }
    if wants(FIX_ALL) {
        let (edits, count) = safe(analysis);
        if count > 0 {
            let title = view.lang.pick(
                format!("Alle sicheren Vorschläge übernehmen ({count})"),
                format!("Apply all safe fixes ({count})"),
            );
            out.push(json!({ "title": title, "kind": FIX_ALL, "edit": edit(view, analysis, &edits) }));
        }
    }
    Ok(Value::Array(out))
}

/// One action for each fix that is ready to be applied.
fn fixes(view: &View<'_>, analysis: &Analysis, finding: &Finding, out: &mut Vec<Value>) {
    let mut preferred = true;
    for fix in &finding.fixes {
        let Some(edits) = in_file(analysis, fix) else { continue };
        let title = match fix.applicability {
            Applicability::Suggested => view
                .lang
                .pick(format!("{} (bitte prüfen)", fix.title), format!("{} (please check)", fix.title)),
            _ => fix.title.clone(),
        };
        let diagnostic = diagnostics::one(analysis, finding, view.client);
        out.push(json!({
            "title": title, "kind": "quickfix", "diagnostics": [diagnostic],
            "isPreferred": std::mem::take(&mut preferred) && fix.applicability == Applicability::Safe,
            "edit": edit(view, analysis, &edits),
        }));
    }
}

/// All safe fixes that do not get into each other's way, and how many they are.
fn safe(analysis: &Analysis) -> (Vec<FileEdit>, usize) {
    let (mut edits, mut count): (Vec<FileEdit>, usize) = (Vec::new(), 0);
    for finding in &analysis.report.findings {
        let first = finding.fixes.iter().find(|f| f.applicability == Applicability::Safe);
        let Some(own) = first.and_then(|fix| in_file(analysis, fix)) else { continue };
        let free = own.iter().all(|(range, _)| {
            edits.iter().all(|(taken, _)| range.end() < taken.start() || taken.end() < range.start())
        });
        if free {
            edits.extend(own);
            count += 1;
        }
    }
    edits.sort_by_key(|(range, _)| range.start());
    (edits, count)
}

/// The edits of a fix in the file; `None` if it has none, is for people to write, or would take markup away.
fn in_file(analysis: &Analysis, fix: &Fix) -> Option<Vec<FileEdit>> {
    if fix.edits.is_empty() || fix.applicability == Applicability::Manual {
        return None;
    }
    let html = analysis.document.format == Format::Html;
    let edits = fix.edits.iter().map(|edit| {
        let range = unmarked(analysis, edit.range)?;
        Some((range, if html { escaped(&edit.text) } else { edit.text.clone() }))
    });
    edits.collect()
}

/// The range in the file if nothing but text, white space and entities stands in it.
fn unmarked(analysis: &Analysis, range: TextRange) -> Option<TextRange> {
    let file = analysis.in_file(range);
    let map = &analysis.document.map;
    if map.is_identity() {
        return Some(file);
    }
    let mut at = file.start();
    let first = map.segments().partition_point(|s| s.range.end() <= range.start());
    for segment in map.segments()[first..].iter().take_while(|s| s.range.start() < range.end()) {
        let covered = match segment.origin {
            Origin::Verbatim(start) => TextRange::at(start, segment.range.len()),
            Origin::Replaced(range) => range,
            Origin::Run(_) | Origin::Page(_) => return None,
        };
        let gap = analysis.text.get(usize::from(at)..usize::from(covered.start().max(at)))?;
        if !gap.trim().is_empty() || covered.end() < at {
            return None;
        }
        at = covered.end();
    }
    let empty = range.is_empty() || !file.is_empty();
    empty.then_some(file)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A comment before the block that the finding stands in. Plain text has no comments that a printed letter would not show.
fn allow_here(view: &View<'_>, analysis: &Analysis, finding: &Finding, out: &mut Vec<Value>) {
    let format = analysis.document.format;
    if !matches!(format, Format::Md | Format::Html) {
        return;
    }
    let blocks = &analysis.document.blocks;
    let Some(index) = blocks.partition_point(|b| b.range.start() <= finding.range.start()).checked_sub(1)
    else {
        return;
    };
    let at = u32::from(analysis.in_file(blocks[index].range).start());
    let start = analysis.lines.line_start(at);
    let Some(before) = analysis.text.get(start as usize..at as usize) else { return };
    let reason = view.lang.pick("Grund", "reason");
    let comment = format!("<!-- klarbrief: allow {} -- {reason} -->", finding.rule);
    let newline = if analysis.text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, text) = match format {
        // Before the line, and as deep as the block, so that a list or a quotation goes on.
        Format::Md => {
            let indent: String = before.chars().take_while(|c| matches!(c, ' ' | '\t' | '>')).collect();
            (start, format!("{indent}{comment}{newline}"))
        }
        // Before the tag that opens the block, where that begins its line; else right before the text.
        _ if before.trim_start().starts_with('<') => {
            let indent: String = before.chars().take_while(|c| c.is_whitespace()).collect();
            (start, format!("{indent}{comment}{newline}"))
        }
        _ => (at, format!("{comment} ")),
    };
    let title = view.lang.pick(
        format!("„{}“ an dieser Stelle zulassen", finding.rule),
        format!("Allow “{}” here", finding.rule),
    );
    let diagnostic = diagnostics::one(analysis, finding, view.client);
    let edits = [(TextRange::empty(TextSize::from(at)), text)];
    out.push(json!({
        "title": title, "kind": "quickfix", "diagnostics": [diagnostic], "edit": edit(view, analysis, &edits),
    }));
}

/// An entry in `klarbrief.toml`: of the folder of the letter or the nearest one above; else a new file in the workspace.
fn allow_in_configuration(view: &View<'_>, rule: &str, out: &mut Vec<Value>) {
    let letter = uri::to_path(view.uri);
    let found = letter.as_deref().and_then(Path::parent).and_then(nearest_configuration);
    let title = view.lang.pick(
        format!("Regel „{rule}“ in {FILE_NAME} zulassen"),
        format!("Allow rule “{rule}” in {FILE_NAME}"),
    );
    let reason = view.lang.pick("Grund eintragen", "say why");
    let entry = format!("[[allow]]\nrule = \"{rule}\"\nreason = \"{reason}\"\n");
    let edit = match found {
        Some(path) => {
            let Some(target) = uri::from_path(&path) else { return };
            // The editor may have it open with changes that are not saved.
            let text = match view.open_text(target.as_str()) {
                Some(text) => text,
                None => match std::fs::read_to_string(&path) {
                    Ok(text) => text,
                    Err(_) => return,
                },
            };
            let table = position::LineTable::new(&text);
            let end = table.position(text.len() as u32, view.client.encoding);
            let gap = match text {
                _ if text.is_empty() => "",
                _ if text.ends_with("\n\n") => "",
                _ if text.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            let change = json!({ "range": Range { start: end, end }, "newText": format!("{gap}{entry}") });
            workspace_edit(view, target.as_str(), None, json!([change]))
        }
        None => {
            let folder: Option<PathBuf> =
                view.client.folders.first().cloned().or_else(|| letter?.parent().map(Path::to_owned));
            let Some(target) = folder.and_then(|f| uri::from_path(&f.join(FILE_NAME))) else { return };
            if !(view.client.document_changes && view.client.creates_files) {
                return;
            }
            let zero = Position::default();
            json!({ "documentChanges": [
                { "kind": "create", "uri": target.as_str(), "options": { "ignoreIfExists": true } },
                {
                    "textDocument": { "uri": target.as_str(), "version": null },
                    "edits": [{ "range": Range { start: zero, end: zero }, "newText": entry }],
                },
            ] })
        }
    };
    out.push(json!({ "title": title, "kind": "quickfix", "edit": edit }));
}

fn nearest_configuration(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|f| f.join(FILE_NAME)).find(|p| p.is_file())
}

/// Edits of the document as the client takes them.
fn edit(view: &View<'_>, analysis: &Analysis, edits: &[FileEdit]) -> Value {
    let encoding = view.client.encoding;
    let edits = edits
        .iter()
        .map(|(range, text)| json!({ "range": analysis.lines.range(*range, encoding), "newText": text }));
    debug_assert!(matches!(view.document.kind, Kind::Letter(_)));
    workspace_edit(view, view.uri.as_str(), Some(analysis.version), Value::Array(edits.collect()))
}

fn workspace_edit(view: &View<'_>, uri: &str, version: Option<i32>, edits: Value) -> Value {
    if view.client.document_changes {
        json!({ "documentChanges": [{ "textDocument": { "uri": uri, "version": version }, "edits": edits }] })
    } else {
        json!({ "changes": { uri: edits } })
    }
}

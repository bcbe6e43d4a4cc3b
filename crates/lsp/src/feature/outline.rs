//! Symbols and folding ranges: the parts of a letter, with its rulings.

use klarbrief::letter::{PartKind, Point};
use klarbrief::source::TextRange;
use lsp_types::{DocumentSymbol, FoldingRange, FoldingRangeKind, Range, SymbolKind};
use serde_json::{Value, json};

use super::reason_map::one_line;
use super::{Answer, Subject, View, names, rule_file, write};
use crate::analysis::Analysis;

/// Characters of a ruling that its symbol shows.
const LONGEST: usize = 80;

/// Answers `textDocument/documentSymbol`.
pub(crate) fn symbols(view: &View<'_>) -> Answer {
    let symbols = match view.subject {
        Subject::Letter(analysis) => of_letter(view, analysis),
        Subject::Rule => rule_file::symbols(view),
        _ => Vec::new(),
    };
    if view.client.nested_symbols {
        return write(symbols);
    }
    let mut flat = Vec::new();
    for symbol in symbols {
        let location = |range: &Range| json!({ "uri": view.uri.as_str(), "range": range });
        flat.push(json!({ "name": symbol.name, "kind": symbol.kind, "location": location(&symbol.range) }));
        for child in symbol.children.into_iter().flatten() {
            flat.push(json!({
                "name": child.name, "kind": child.kind, "location": location(&child.range), "containerName": symbol.name
            }));
        }
    }
    Ok(Value::Array(flat))
}

fn of_letter(view: &View<'_>, analysis: &Analysis) -> Vec<DocumentSymbol> {
    let letter = &analysis.report.letter;
    let lines = |range| analysis.lines.range(range, view.client.encoding);
    let parts = letter.parts.iter().map(|part| {
        let whole = analysis.in_file(part.range);
        let inside: Vec<&Point> =
            letter.points.iter().filter(|p| part.range.contains_range(p.range)).collect();
        let children: Vec<DocumentSymbol> = inside
            .iter()
            .map(|point| {
                let range = analysis.in_file(point.range).intersect(whole).unwrap_or(whole);
                let ruling = names::ruling(point.ruling, view.lang);
                let level = (point.burden && point.ruling.decides()).then(|| {
                    view.lang
                        .pick(format!("Stufe {} von 5", point.level), format!("level {} of 5", point.level))
                });
                let words = short(&one_line(analysis.document.slice(without_marker(analysis, point))));
                symbol(
                    format!("{}. {words}", point.number),
                    [Some(ruling.to_owned()), level].into_iter().flatten().collect::<Vec<_>>().join(", "),
                    SymbolKind::EVENT,
                    lines(range),
                    lines(range),
                    Vec::new(),
                )
            })
            .collect();
        let first = analysis.document.blocks.get(part.blocks.start).map_or(part.range, |b| b.range);
        let selection = analysis.in_file(first).intersect(whole).unwrap_or(whole);
        let detail = match part.kind {
            PartKind::Subject | PartKind::Date | PartKind::Salutation | PartKind::Reference => {
                short(&one_line(analysis.document.slice(part.range)))
            }
            _ => String::new(),
        };
        let name = names::part(part.kind, view.lang).to_owned();
        symbol(name, detail, SymbolKind::NAMESPACE, lines(whole), lines(selection), children)
    });
    parts.collect()
}

/// A symbol.
pub(crate) fn symbol(
    name: String,
    detail: String,
    kind: SymbolKind,
    range: Range,
    selection_range: Range,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    #[allow(deprecated, reason = "the type has a field that the protocol gave up")]
    DocumentSymbol {
        name,
        detail: (!detail.is_empty()).then_some(detail),
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: (!children.is_empty()).then_some(children),
    }
}

/// Answers `textDocument/foldingRange`.
pub(crate) fn folds(view: &View<'_>) -> Answer {
    let Subject::Letter(analysis) = view.subject else { return Ok(json!([])) };
    let mut out = Vec::new();
    for part in &analysis.report.letter.parts {
        let range = analysis.lines.range(analysis.in_file(part.range), view.client.encoding);
        if range.end.line <= range.start.line {
            continue;
        }
        let columns = !view.client.folding_lines_only;
        out.push(FoldingRange {
            start_line: range.start.line,
            start_character: columns.then_some(range.start.character),
            end_line: range.end.line,
            end_character: columns.then_some(range.end.character),
            kind: Some(FoldingRangeKind::Region),
            collapsed_text: Some(names::part(part.kind, view.lang).to_owned()),
        });
    }
    write(out)
}

/// A ruling without the number that stands before it in the letter.
fn without_marker(analysis: &Analysis, point: &Point) -> TextRange {
    let start = analysis.document.blocks.get(point.block).map_or(point.range.start(), |b| b.content_start);
    if point.range.contains(start) { TextRange::new(start, point.range.end()) } else { point.range }
}

fn short(text: &str) -> String {
    let mut out: String = text.chars().take(LONGEST).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}

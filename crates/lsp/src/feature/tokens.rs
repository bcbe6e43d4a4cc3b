//! Semantic tokens: citations, dates, placeholders.

use klarbrief::letter::value;
use klarbrief::source::{self, TextRange};
use lsp_types::Range;
use serde_json::{Value, json};

use super::{Answer, Subject, View, read};
use crate::analysis::Analysis;

/// The types, in the order of their numbers. Names of the protocol, so that every theme has a colour for them.
pub(crate) const TYPES: [&str; 3] = ["type", "number", "parameter"];

/// The modifiers, in the order of their bits: a citation or a day that does not exist.
pub(crate) const MODIFIERS: [&str; 1] = ["deprecated"];

const CITATION: u32 = 0;
const DATE: u32 = 1;
const PLACEHOLDER: u32 = 2;

/// Answers `textDocument/semanticTokens/full`.
pub(crate) fn full(view: &View<'_>) -> Answer {
    encode(view, None)
}

/// Answers `textDocument/semanticTokens/range`.
pub(crate) fn range(view: &View<'_>, params: &Value) -> Answer {
    #[derive(serde::Deserialize)]
    struct Params {
        range: Range,
    }
    let Params { range } = read(params)?;
    encode(view, Some(range))
}

fn encode(view: &View<'_>, wanted: Option<Range>) -> Answer {
    let Subject::Letter(analysis) = view.subject else { return Ok(json!({ "data": [] })) };
    let encoding = view.client.encoding;
    let wanted = wanted.map(|range| analysis.lines.text_range(&analysis.text, range, encoding));
    let mut tokens = found(analysis);
    tokens.sort_by_key(|(range, kind, _)| (range.start(), *kind));
    let mut data: Vec<u32> = Vec::new();
    let (mut line, mut column) = (0, 0);
    let mut last_end = 0.into();
    for (range, kind, modifiers) in tokens {
        if range.start() < last_end || wanted.is_some_and(|w| w.intersect(range).is_none()) {
            continue;
        }
        last_end = range.end();
        // A token must not cross the end of a line.
        for (start, length) in analysis.lines.pieces(&analysis.text, range, encoding) {
            let delta = start.line - line;
            let from = if delta == 0 { start.character - column } else { start.character };
            data.extend([delta, from, length, kind, modifiers]);
            (line, column) = (start.line, start.character);
        }
    }
    Ok(json!({ "data": data }))
}

/// Ranges of the file with type and modifiers.
fn found(analysis: &Analysis) -> Vec<(TextRange, u32, u32)> {
    let mut out = Vec::new();
    for citation in &analysis.report.letter.citations {
        let wrong = citation.refs.iter().any(|r| r.exists == Some(false));
        out.push((analysis.in_file(citation.range), CITATION, u32::from(wrong)));
    }
    for block in &analysis.document.blocks {
        for date in value::dates(analysis.document.slice(block.range)) {
            let whole = date.whole();
            let range = source::range(whole.start, whole.end) + block.range.start();
            out.push((analysis.in_file(range), DATE, u32::from(date.is_impossible())));
        }
    }
    for placeholder in &analysis.document.placeholders {
        out.push((analysis.in_file(placeholder.range), PLACEHOLDER, 0));
    }
    out.retain(|(range, _, _)| !range.is_empty());
    out
}

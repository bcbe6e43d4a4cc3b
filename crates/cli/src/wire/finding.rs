//! Findings with their places and fixes.

use klarbrief::Report;
use klarbrief::diagnostic::{Diagnostic, Fix as InnerFix};
use klarbrief::document::Document;
use klarbrief::source::LineIndex;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Finding<'a> {
    rule: &'a str,
    leitziel: u8,
    severity: &'static str,
    message: &'a str,
    why: &'a str,
    source: &'a str,
    start: u32,
    end: u32,
    /// Page of a pdf file; the line is one of that page.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// Lines and columns of the file; null for office formats, which have none.
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    paragraph: u32,
    sentence: u32,
    fixes: Vec<Fix<'a>>,
    /// With a baseline: whether it has the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Fix<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Debug, Serialize)]
struct Edit<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

impl<'a> Finding<'a> {
    pub(crate) fn new(
        finding: &'a Diagnostic,
        document: &Document,
        report: &Report,
        lines: Option<&LineIndex>,
    ) -> Finding<'a> {
        let in_file = lines.and_then(|l| document.lines_of(l, finding.range));
        let on_page = document.page_of(finding.range.start());
        let place = report.place(document, finding.range.start());
        Finding {
            rule: &finding.rule,
            leitziel: finding.leitziel,
            severity: finding.severity.key(),
            message: &finding.message,
            why: &finding.why,
            source: &finding.source,
            start: finding.range.start().into(),
            end: finding.range.end().into(),
            page: on_page.map(|at| at.page),
            line: in_file.map(|(start, _)| start.line).or(on_page.map(|at| at.line)),
            column: in_file.map(|(start, _)| start.column),
            end_line: in_file.map(|(_, end)| end.line),
            end_column: in_file.map(|(_, end)| end.column),
            paragraph: place.paragraph,
            sentence: place.sentence,
            fixes: finding.fixes.iter().map(fix).collect(),
            baseline: None,
        }
    }

    /// Says whether the baseline has it.
    pub(crate) fn known(self, known: bool) -> Finding<'a> {
        Finding { baseline: Some(if known { "unchanged" } else { "new" }), ..self }
    }
}

fn fix(fix: &InnerFix) -> Fix<'_> {
    let edits = fix.edits.iter();
    Fix {
        title: &fix.title,
        applicability: fix.applicability.key(),
        edits: edits
            .map(|e| Edit { start: e.range.start().into(), end: e.range.end().into(), text: &e.text })
            .collect(),
    }
}

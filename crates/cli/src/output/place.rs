//! Places of findings, for people.

use klarbrief::Report;
use klarbrief::document::Document;
use klarbrief::source::{LineIndex, TextRange};

use crate::lang::tr;

/// Finds places in one letter.
pub(crate) struct Places<'a> {
    document: &'a Document,
    report: &'a Report,
    lines: Option<LineIndex>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(document: &'a Document, report: &'a Report) -> Places<'a> {
        Places { document, report, lines: document.line_index() }
    }

    /// "brief.txt:12:20 (Absatz 4, Satz 2)", "bescheid.docx: Absatz 4, Satz 2" or "bescheid.pdf: Seite 2, Zeile 14 (Absatz 4, …)".
    pub(crate) fn long(&self, path: &str, range: TextRange) -> String {
        let place = self.report.place(self.document, range.start());
        let (paragraph, sentence) = (place.paragraph, place.sentence);
        let words = tr(
            format!("Absatz {paragraph}, Satz {sentence}"),
            format!("paragraph {paragraph}, sentence {sentence}"),
        );
        if let Some(at) = self.document.page_of(range.start()) {
            let (page, line) = (at.page, at.line);
            return tr(
                format!("{path}: Seite {page}, Zeile {line} ({words})"),
                format!("{path}: page {page}, line {line} ({words})"),
            );
        }
        match self.line_column(range) {
            Some(at) => format!("{path}:{at} ({words})"),
            None => format!("{path}: {words}"),
        }
    }

    /// "brief.txt:12:20", "bescheid.docx:¶4.2" or "bescheid.pdf:S2.Z14".
    pub(crate) fn short(&self, path: &str, range: TextRange) -> String {
        if let Some(at) = self.document.page_of(range.start()) {
            return tr(
                format!("{path}:S{}.Z{}", at.page, at.line),
                format!("{path}:p{}.l{}", at.page, at.line),
            );
        }
        match self.line_column(range) {
            Some(at) => format!("{path}:{at}"),
            None => {
                let place = self.report.place(self.document, range.start());
                format!("{path}:¶{}.{}", place.paragraph, place.sentence)
            }
        }
    }

    fn line_column(&self, range: TextRange) -> Option<String> {
        let (start, _) = self.document.lines_of(self.lines.as_ref()?, range)?;
        Some(format!("{}:{}", start.line, start.column))
    }
}

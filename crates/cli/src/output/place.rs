//! Places of findings, for people.

use klarbrief::Report;
use klarbrief::document::Document;
use klarbrief::source::{LineColumn, LineIndex, PagePlace, TextRange};

use crate::lang::tr;

/// The place of a finding, for other programs.
pub(crate) struct Place {
    /// First and last place in the file; `None` for office formats, which have no lines.
    pub lines: Option<(LineColumn, LineColumn)>,
    /// Page and line of a pdf file.
    pub page: Option<PagePlace>,
    /// Counted from 1; says where a finding is in an office document.
    pub paragraph: u32,
    /// Counted from 1, in the paragraph.
    pub sentence: u32,
}

impl Place {
    /// "Absatz 4, Satz 2", for pdf files with page and line before it.
    pub(crate) fn words(&self) -> String {
        let Place { paragraph, sentence, .. } = self;
        let words = tr(
            format!("Absatz {paragraph}, Satz {sentence}"),
            format!("paragraph {paragraph}, sentence {sentence}"),
        );
        match self.page {
            Some(PagePlace { page, line, .. }) => tr(
                format!("Seite {page}, Zeile {line} ({words})"),
                format!("page {page}, line {line} ({words})"),
            ),
            None => words,
        }
    }

    /// A message that tells the place where there are no lines to tell it.
    pub(crate) fn message(&self, message: &str) -> String {
        if self.lines.is_some() { message.to_owned() } else { format!("{}: {message}", self.words()) }
    }
}

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

    /// The place of a range.
    pub(crate) fn of(&self, range: TextRange) -> Place {
        let klarbrief::Place { paragraph, sentence } = self.report.place(self.document, range.start());
        Place { lines: self.lines(range), page: self.document.page_of(range.start()), paragraph, sentence }
    }

    /// First and last place of a range in the file; `None` for office formats.
    pub(crate) fn lines(&self, range: TextRange) -> Option<(LineColumn, LineColumn)> {
        self.document.lines_of(self.lines.as_ref()?, range)
    }

    /// "brief.txt:12:20 (Absatz 4, Satz 2)", "bescheid.docx: Absatz 4, Satz 2", or "bescheid.pdf: Seite 2, Zeile 14 (Absatz 4, …)".
    pub(crate) fn long(&self, path: &str, range: TextRange) -> String {
        let words = self.of(range).words();
        match self.line_column(range) {
            Some(at) => format!("{path}:{at} ({words})"),
            None => format!("{path}: {words}"),
        }
    }

    /// "Absatz 4, Satz 2"
    pub(crate) fn words(&self, range: TextRange) -> String {
        self.of(range).words()
    }

    /// "brief.txt:12:20", "bescheid.docx:¶4.2", or "bescheid.pdf:S2.Z14".
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
        let (start, _) = self.lines(range)?;
        Some(format!("{}:{}", start.line, start.column))
    }
}

//! One letter.

use klarbrief::Report;
use klarbrief::document::Document;
use serde::Serialize;
use serde_json::Value;

use super::analysis::Analysis;
use super::finding::Finding;
use super::letter::{Kind, Letter};
use super::scores::Scores;
use crate::letter::LetterError;

/// How an answer is tied to its question.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Name<'a> {
    /// Of a batch request; null if it had none.
    Id(&'a Value),
    /// Of a file.
    Path(&'a str),
}

/// What there is besides the check.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct With {
    /// The text that offsets count in.
    pub text: bool,
    /// The language analysis.
    pub analysis: bool,
}

/// By finding: whether the baseline has it.
type Known<'a> = Option<&'a [bool]>;

/// A letter that was checked.
#[derive(Debug, Serialize)]
pub(crate) struct Checked<'a> {
    #[serde(flatten)]
    name: Name<'a>,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    kind: Kind,
    scores: Scores<'a>,
    letter: Letter<'a>,
    findings: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    analysis: Option<Analysis<'a>>,
}

impl<'a> Checked<'a> {
    /// Adds what the baseline knows.
    pub(crate) fn known(mut self, known: Known<'_>) -> Checked<'a> {
        if let Some(known) = known {
            let findings = std::mem::take(&mut self.findings).into_iter().enumerate();
            self.findings = findings.map(|(i, f)| f.known(known.get(i).copied().unwrap_or(false))).collect();
        }
        self
    }

    pub(crate) fn new(name: Name<'a>, document: &'a Document, report: &'a Report, with: With) -> Checked<'a> {
        let lines = document.line_index();
        Checked {
            name,
            format: document.format.key(),
            text: (with.text || with.analysis).then_some(document.text.as_str()),
            kind: Kind::new(&report.letter.kinds),
            scores: Scores::new(document, report),
            letter: Letter::new(document, &report.letter),
            findings: report
                .findings
                .iter()
                .map(|f| Finding::new(f, document, report, lines.as_ref()))
                .collect(),
            analysis: with.analysis.then(|| Analysis::new(document, &report.paragraphs)),
        }
    }
}

/// A letter of which only the language was analysed.
#[derive(Debug, Serialize)]
pub(crate) struct Analysed<'a> {
    pub path: &'a str,
    pub format: &'static str,
    pub text: &'a str,
    pub analysis: Analysis<'a>,
}

/// A letter that could not be checked.
#[derive(Debug, Serialize)]
pub(crate) struct Failed<'a> {
    #[serde(flatten)]
    name: Name<'a>,
    error: Error<'a>,
}

#[derive(Debug, Serialize)]
struct Error<'a> {
    code: &'a str,
    message: &'a str,
    hint: &'a str,
}

impl<'a> Failed<'a> {
    pub(crate) fn new(name: Name<'a>, error: &'a LetterError) -> Failed<'a> {
        Failed { name, error: Error { code: error.code, message: &error.message, hint: &error.hint } }
    }
}

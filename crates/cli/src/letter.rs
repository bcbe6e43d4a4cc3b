//! One letter from its source to its report.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use klarbrief::document::{self, Document, Format, Limits, ReadError, ReadErrorKind};
use klarbrief::{Checker, Fingerprint, Report, Request, Ruleset};

use crate::guard::guarded;
use crate::lang::{lang, tr};
use crate::redact::Redactor;
use crate::trouble::Trouble;

/// Where a letter comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input, of a format.
    Stdin(Result<Format, ReadError>),
    /// Nothing that can be read; known before the run starts.
    Failed(LetterError),
}

/// A letter to be checked.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// Its path as it is shown.
    pub path: String,
    pub source: Source,
    /// True if the command line names it; else it was found in a folder.
    pub named: bool,
}

/// A letter that was checked, or could not be.
#[derive(Debug)]
pub(crate) struct Checked {
    pub path: String,
    pub outcome: Result<Letter, LetterError>,
}

/// A letter with what was found out about it.
#[derive(Debug)]
pub(crate) struct Letter {
    pub document: Document,
    pub report: Report,
    /// True if the file holds other bytes than [`Document::text`].
    pub extracted: bool,
    /// The rules it was checked with.
    pub ruleset: Arc<Ruleset>,
    /// By finding: whether the baseline has it; `None` without a baseline.
    pub known: Option<Vec<bool>>,
}

impl Letter {
    /// The fingerprints of the findings, in their order.
    pub(crate) fn fingerprints(&self) -> Vec<Fingerprint> {
        klarbrief::fingerprints(&self.ruleset, &self.document, &self.report)
    }

    /// True if the baseline has this finding.
    pub(crate) fn is_known(&self, finding: usize) -> bool {
        self.known.as_ref().is_some_and(|known| known.get(finding).copied().unwrap_or(false))
    }
}

/// Why there is no report about a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LetterError {
    /// Short name for scripts.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What the user can do.
    pub hint: String,
}

impl LetterError {
    pub(crate) fn new(
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> LetterError {
        LetterError { code, message: message.into(), hint: hint.into() }
    }

    /// The error as the user sees it, with the path of the letter.
    pub(crate) fn trouble(&self, path: &str) -> Trouble {
        Trouble::new(format!("{path}: {}", self.message)).hint(self.hint.clone())
    }

    /// A defect of the program, with its place in our code.
    pub(crate) fn internal(place: &str) -> LetterError {
        LetterError::new(
            "internal",
            tr(
                format!("Klarbrief hat an diesem Brief einen eigenen Fehler gezeigt ({place})."),
                format!("Klarbrief failed on this letter by a defect of its own ({place})."),
            ),
            tr(
                "Melden Sie die Stelle in Klammern; der Brief selbst gehört nicht in die Meldung.",
                "Report the place in parentheses; the letter itself does not belong into the report.",
            ),
        )
    }
}

impl From<ReadError> for LetterError {
    fn from(error: ReadError) -> LetterError {
        LetterError { code: error.code(), message: error.message(lang()), hint: error.hint(lang()) }
    }
}

impl Input {
    /// Reads the letter; true if the file holds other bytes than the text.
    pub(crate) fn read(&self, template: Option<bool>) -> Result<(Document, bool), LetterError> {
        guarded(|| {
            let (document, bytes) = self.read_unguarded(template)?;
            // Text of other formats is extracted; that of a txt file only if it had to be decoded. Every encoding but
            // plain UTF-8 changes the length, except where all characters are ASCII.
            let extracted = document.format != Format::Txt || bytes != document.text.len() as u64;
            Ok((document, extracted))
        })
    }

    /// The document with the size of its file.
    fn read_unguarded(&self, template: Option<bool>) -> Result<(Document, u64), LetterError> {
        let limits = Limits::default();
        match &self.source {
            Source::File(path) => {
                let document = document::read_path_as(path, &limits, template)?;
                let bytes = std::fs::metadata(path).map_or(document.text.len() as u64, |m| m.len());
                Ok((document, bytes))
            }
            Source::Stdin(format) => {
                let format = (*format).clone()?;
                let mut bytes = Vec::new();
                let most = limits.max_file.max(limits.max_text) + 1;
                std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(ReadError::from)?;
                let length = bytes.len() as u64;
                let template = template.unwrap_or(false);
                Ok((document::read_bytes_as(bytes, format, &limits, template)?, length))
            }
            Source::Failed(error) => Err(error.clone()),
        }
    }

    /// Reads and checks the letter, of which something is known.
    pub(crate) fn check_with(&self, checker: &Checker, request: &Request) -> Checked {
        // What the command line says goes before what the configuration says.
        let request = &Request { template: checker.template().or(request.template), ..request.clone() };
        let outcome = self.read(request.template).and_then(|(document, extracted)| {
            guarded(|| {
                let report = checker.check_with(&document, request);
                let ruleset = checker.shared_ruleset();
                Ok(Letter { document, report, extracted, ruleset, known: None })
            })
        });
        Checked { path: self.path.clone(), outcome }
    }
}

impl Letter {
    /// The same letter with stand-ins for the data of persons, checked again.
    pub(crate) fn redacted(&self, checker: &Checker, redactor: &mut Redactor) -> Result<Letter, LetterError> {
        guarded(|| {
            let document = redactor.redact(&self.document, &self.report);
            let report = checker.check(&document);
            Ok(Letter { document, report, extracted: true, ruleset: checker.shared_ruleset(), known: None })
        })
    }
}

/// The format a file name stands for.
pub(crate) fn format_of(name: &str) -> Result<Format, ReadError> {
    let extension = std::path::Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or("");
    Format::from_extension(extension)
        .ok_or_else(|| ReadErrorKind::UnknownFormat { extension: extension.to_owned() }.into())
}

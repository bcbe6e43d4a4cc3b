//! What all requests share: the checkers of both languages. No letter is kept here.

use std::str::FromStr;
use std::sync::OnceLock;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use klarbrief::document::{Document, Format, Limits, read_bytes, read_txt};
use klarbrief::letter::LetterKind;
use klarbrief::{Cache, Checker, Land, Lang, Request as Known};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use super::examples::Example;
use crate::args::Common;
use crate::guard::guarded;
use crate::lang::{self, tr};
use crate::letter::{Letter, LetterError};
use crate::rules;
use crate::trouble::Failure;

/// The longest text that is checked while it is written, in bytes; a letter of 400 pages.
pub(super) const LONGEST: usize = 1024 * 1024;

/// The checkers, and how many letters are checked at once.
pub(super) struct Desk {
    checkers: [Checker; 2],
    examples: OnceLock<Vec<Example>>,
    pub busy: Semaphore,
}

/// What is known about a letter; what is missing is recognised.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct About {
    pub lang: Speech,
    pub land: String,
    pub kind: String,
    pub date: String,
}

/// The language of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Speech {
    #[default]
    De,
    En,
}

impl From<Speech> for Lang {
    fn from(speech: Speech) -> Lang {
        match speech {
            Speech::De => Lang::De,
            Speech::En => Lang::En,
        }
    }
}

impl About {
    fn known(&self) -> Known {
        Known {
            land: Land::parse(&self.land).filter(|_| !self.land.is_empty()),
            kind: LetterKind::from_key(&self.kind),
            date: jiff::civil::Date::from_str(&self.date).ok(),
            ..Known::default()
        }
    }
}

impl Desk {
    pub(super) fn new(common: &Common) -> Result<Desk, Failure> {
        let checker = |l: Lang| lang::with(l, || rules::checker(common));
        let (german, english) = (checker(Lang::De)?, checker(Lang::En)?);
        let busy = Semaphore::new(common.threads().clamp(1, 8));
        Ok(Desk { checkers: [german, english], examples: OnceLock::new(), busy })
    }

    pub(super) fn checker(&self, lang: Lang) -> &Checker {
        &self.checkers[usize::from(lang == Lang::En)]
    }

    pub(super) fn examples(&self) -> &[Example] {
        self.examples.get_or_init(|| super::examples::all(self))
    }

    /// Checks a text that was typed or pasted.
    pub(super) fn check(&self, text: String, about: &About) -> Result<Letter, LetterError> {
        if text.len() > LONGEST {
            return Err(too_large());
        }
        self.check_document(guarded(|| Ok(read_txt(text)))?, about)
    }

    /// Checks a text that is being written; what was known about its paragraphs is not worked out again.
    pub(super) fn check_again(
        &self,
        text: String,
        about: &About,
        cache: &mut Cache,
    ) -> Result<Letter, LetterError> {
        if text.len() > LONGEST {
            return Err(too_large());
        }
        guarded(|| {
            let document = read_txt(text);
            let checker = self.checker(lang::lang());
            let report = checker.check_again(&document, &about.known(), cache);
            let ruleset = checker.shared_ruleset();
            Ok(Letter { document, report, extracted: false, ruleset, known: None })
        })
    }

    /// Checks a letter that was read.
    pub(super) fn check_document(&self, document: Document, about: &About) -> Result<Letter, LetterError> {
        guarded(|| {
            let checker = self.checker(lang::lang());
            let report = checker.check_with(&document, &about.known());
            let ruleset = checker.shared_ruleset();
            Ok(Letter { document, report, extracted: false, ruleset, known: None })
        })
    }

    /// Reads a file that was dropped.
    pub(super) fn read(&self, name: &str, bytes: Vec<u8>) -> Result<Document, LetterError> {
        guarded(|| Ok(read_bytes(bytes, format_of(name)?, &Limits::default())?))
    }
}

fn too_large() -> LetterError {
    LetterError::new(
        "too-large",
        tr("Der Text ist länger als 1 MiB.", "The text is longer than 1 MiB."),
        tr("Prüfen Sie ihn mit `klarbrief check`.", "Check it with `klarbrief check`."),
    )
}

fn format_of(name: &str) -> Result<Format, LetterError> {
    crate::letter::format_of(name).map_err(LetterError::from)
}

/// Something went wrong with one letter; the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Wrong {
    pub code: &'static str,
    pub message: String,
    pub hint: String,
}

impl From<LetterError> for Wrong {
    fn from(error: LetterError) -> Wrong {
        Wrong { code: error.code, message: error.message, hint: error.hint }
    }
}

/// An answer as JSON.
pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let bytes = crate::output::json::bytes(value);
    (status, [(axum::http::header::CONTENT_TYPE, "application/json; charset=utf-8")], bytes).into_response()
}

/// An error as JSON.
pub(super) fn wrong(error: LetterError) -> Response {
    let status = if error.code == "internal" {
        StatusCode::INTERNAL_SERVER_ERROR
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    json(status, &Wrong::from(error))
}

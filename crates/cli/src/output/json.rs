//! All letters in one JSON document, written letter by letter.

use serde::Serialize;

use super::Format;
use crate::letter::Checked as Letter;
use crate::wire::SCHEMA_VERSION;
use crate::wire::document::{Checked, Failed, Name, With};
use crate::wire::run::{Summary, Tool};

/// `{"schema_version":1,"tool":{…},"documents":[…],"summary":{…}}`
pub(crate) struct Json {
    /// Adds the language analysis.
    pub analysis: bool,
}

impl Format for Json {
    fn start(&self) -> Vec<u8> {
        head()
    }

    fn letter(&self, checked: &Letter) -> Vec<u8> {
        document(checked, self.analysis)
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, summary: &Summary) -> Vec<u8> {
        tail(summary)
    }
}

/// Everything before the first document.
pub(crate) fn head() -> Vec<u8> {
    let mut out = format!("{{\"schema_version\":{SCHEMA_VERSION},\"tool\":").into_bytes();
    out.extend(bytes(&Tool::this()));
    out.extend(b",\"documents\":[\n");
    out
}

/// Everything after the last document.
pub(crate) fn tail(summary: &impl Serialize) -> Vec<u8> {
    let mut out = b"\n],\"summary\":".to_vec();
    out.extend(bytes(summary));
    out.extend(b"}\n");
    out
}

/// One letter.
pub(crate) fn document(letter: &Letter, analysis: bool) -> Vec<u8> {
    let name = Name::Path(&letter.path);
    match &letter.outcome {
        Ok(found) => {
            let with = With { text: found.extracted, analysis };
            let known = found.known.as_deref();
            bytes(&Checked::new(name, &found.document, &found.report, with).known(known))
        }
        Err(error) => bytes(&Failed::new(name, error)),
    }
}

/// Writes a wire value.
pub(crate) fn bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("wire types have string keys and no failing parts")
}

//! How results are written: one file per format.

pub(crate) mod bracket;
pub(crate) mod comparison;
pub(crate) mod concise;
pub(crate) mod conllu;
pub(crate) mod gloss;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod jsonl;
pub(crate) mod place;
mod reason_map;
pub(crate) mod text;
pub(crate) mod tree;

use crate::letter::{Checked, LetterError};
use crate::wire::run::{Summary, Tally};

/// A way to write the results of a run.
///
/// Letters are rendered by the threads that check them, so that only bytes wait for their turn.
pub(crate) trait Format: Sync {
    /// What stands before the first letter.
    fn start(&self) -> Vec<u8> {
        Vec::new()
    }

    /// One letter.
    fn letter(&self, checked: &Checked) -> Vec<u8>;

    /// What stands between two letters.
    fn between(&self) -> &'static [u8] {
        b""
    }

    /// What stands after the last letter.
    fn end(&self, summary: &Summary) -> Vec<u8>;
}

/// A letter that waits to be written.
pub(crate) struct Rendered {
    pub bytes: Vec<u8>,
    pub tally: Tally,
    /// Path and reason, if it could not be checked.
    pub error: Option<(String, LetterError)>,
}

impl Rendered {
    pub(crate) fn new(format: &dyn Format, checked: Checked) -> Rendered {
        let bytes = format.letter(&checked);
        match checked.outcome {
            Ok(letter) => {
                let tally = Tally::of(letter.report.findings.iter().map(|f| f.severity));
                Rendered { bytes, tally, error: None }
            }
            Err(error) => Rendered { bytes, tally: Tally::default(), error: Some((checked.path, error)) },
        }
    }
}

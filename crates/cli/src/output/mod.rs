//! How results are written: one file per format.

pub(crate) mod bracket;
pub(crate) mod checkstyle;
pub(crate) mod comparison;
pub(crate) mod concise;
pub(crate) mod conllu;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod gloss;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod jsonl;
pub(crate) mod junit;
pub(crate) mod overview;
pub(crate) mod place;
mod profile;
mod reason_map;
pub(crate) mod rule_page;
pub(crate) mod sarif;
pub(crate) mod target;
pub(crate) mod text;
pub(crate) mod tree;
mod xml;

use crate::letter::Checked;
use crate::totals::{Facts, Totals};
use crate::wire::run::Summary;

/// A way to write the results of a run.
///
/// Letters are rendered by the threads that check them, so that only bytes wait for their turn.
pub(crate) trait Format: Sync {
    /// What stands before the first letter.
    fn start(&self) -> Vec<u8> {
        Vec::new()
    }

    /// One letter; nothing for a letter that the format has nothing to say about.
    fn letter(&self, checked: &Checked) -> Vec<u8>;

    /// What stands between two letters of which there is something to say.
    fn between(&self) -> &'static [u8] {
        b""
    }

    /// What stands after the last letter, where the numbers of findings and letters are enough.
    fn end(&self, _: &Summary) -> Vec<u8> {
        Vec::new()
    }

    /// What stands after the last letter.
    fn close(&self, totals: &Totals) -> Vec<u8> {
        self.end(&totals.summary())
    }
}

/// The formats of a run, in the order of its outputs.
pub(crate) type Formats<'a> = [Box<dyn Format + 'a>];

/// A letter that waits to be written.
pub(crate) struct Rendered {
    /// In the order of the formats.
    pub pieces: Vec<Vec<u8>>,
    pub facts: Facts,
}

impl Rendered {
    pub(crate) fn new(formats: &Formats<'_>, checked: Checked) -> Rendered {
        let pieces = formats.iter().map(|format| format.letter(&checked)).collect();
        Rendered { pieces, facts: Facts::of(checked) }
    }
}

//! One JSON document a line.

use super::{Format, json};
use crate::letter::Checked;

/// The documents of [`json::Json`], each on a line.
pub(crate) struct JsonLines {
    /// Adds the language analysis.
    pub analysis: bool,
}

impl Format for JsonLines {
    fn letter(&self, checked: &Checked) -> Vec<u8> {
        let mut line = json::document(checked, self.analysis);
        line.push(b'\n');
        line
    }
}

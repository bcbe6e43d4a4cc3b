//! Findings that a house accepts.

use std::path::Path;

use diagnostic::Diagnostic;
use jiff::civil::Date;

use super::Origin;
use super::pattern::Patterns;
use crate::fingerprint::normal;
use crate::{Ruleset, Selector};

/// An entry of `[[allow]]`: findings that are accepted, and why.
#[derive(Debug)]
pub struct Allow {
    pub(super) rule: Selector,
    /// As fingerprints compare words.
    pub(super) text: Option<String>,
    pub(super) files: Option<Patterns>,
    pub(super) reason: String,
    pub(super) until: Option<Date>,
    pub(super) origin: Origin,
}

impl Allow {
    /// Why the findings are accepted.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The last day they are accepted on.
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// The rules it names.
    pub fn rule(&self) -> &Selector {
        &self.rule
    }

    /// Where the entry stands.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// True if its last day is over; never without a day of the check.
    pub fn is_over(&self, date: Option<Date>) -> bool {
        matches!((date, self.until), (Some(date), Some(until)) if date > until)
    }

    /// True if it names this finding; `words` are the marked ones.
    pub(crate) fn covers(&self, ruleset: &Ruleset, finding: &Diagnostic, words: &str) -> bool {
        ruleset.rule(&finding.rule).is_some_and(|r| self.rule.matches(r))
            && self.text.as_deref().is_none_or(|text| text == normal(words))
    }

    pub(super) fn has_files(&self) -> bool {
        self.files.is_some()
    }

    pub(super) fn fits(&self, path: &Path) -> bool {
        self.files.as_ref().is_none_or(|files| files.fit(path))
    }
}

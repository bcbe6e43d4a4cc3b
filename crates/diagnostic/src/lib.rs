//! Findings as data.
//!
//! A [`Diagnostic`] says which rule found what, where, why it matters and how it could be mended. It knows nothing of
//! files, lines or output formats.
#![deny(missing_docs)]

use std::fmt;
use std::sync::Arc;

use source::TextRange;

/// How much a finding weighs, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Severity {
    /// A suggestion; the letter is fine without it.
    Hint,
    /// Good practice that the letter does not follow.
    Info,
    /// A "should" of the law, a risk, or a strong habit of plain language.
    Warning,
    /// A duty of the law is not met in the text, or a remedy period is at risk.
    Error,
}

impl Severity {
    /// All severities from least to most.
    pub const ALL: [Severity; 4] = [Severity::Hint, Severity::Info, Severity::Warning, Severity::Error];

    /// The key used in rule files, options and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// Finds a severity by its key.
    pub fn from_key(key: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|s| s.key() == key)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// How far a fix can be trusted, from least to most. In prose few fixes are safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Applicability {
    /// Shows what a good wording looks like; a person must write it (an inflection or a fact is missing).
    Manual,
    /// Gives correct German in most sentences, but a person must read the result.
    Suggested,
    /// Keeps the meaning and gives correct German in every sentence the rule matches.
    Safe,
}

impl Applicability {
    /// The key used in rule files and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Applicability::Manual => "manual",
            Applicability::Suggested => "suggested",
            Applicability::Safe => "safe",
        }
    }

    /// Finds an applicability by its key.
    pub fn from_key(key: &str) -> Option<Applicability> {
        [Applicability::Manual, Applicability::Suggested, Applicability::Safe]
            .into_iter()
            .find(|a| a.key() == key)
    }
}

/// Replaces one range of the checked text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub range: TextRange,
    /// What stands there afterwards.
    pub text: String,
}

/// One way to mend a finding. Edits are sorted and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What the fix does, in the language of the messages.
    pub title: String,
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// The edits; empty for a fix that only a person can write.
    pub edits: Vec<Edit>,
}

/// One finding of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Id of the rule, as `group/name`.
    pub rule: Arc<str>,
    /// The guiding principle (Leitziel) the rule serves, 1 to 12.
    pub leitziel: u8,
    /// How much it weighs.
    pub severity: Severity,
    /// The marked words: byte offsets into the checked text.
    pub range: TextRange,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Why it matters to the reader of the letter.
    pub why: Arc<str>,
    /// The norm or source that asks for it.
    pub source: Arc<str>,
    /// Ways to mend it, best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// The order of findings everywhere: by place, then by rule, then by message.
    pub fn sort_key(&self) -> (TextRangeKey, &str, &str) {
        (TextRangeKey(self.range.start().into(), self.range.end().into()), &self.rule, &self.message)
    }
}

/// A range as a sortable pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextRangeKey(u32, u32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_back_and_keep_the_order() {
        for pair in Severity::ALL.windows(2) {
            assert!(pair[0] < pair[1]);
        }
        for severity in Severity::ALL {
            assert_eq!(Severity::from_key(severity.key()), Some(severity));
        }
        assert_eq!(Severity::from_key("fatal"), None);
        assert_eq!(Applicability::from_key("safe"), Some(Applicability::Safe));
        assert!(Applicability::Safe > Applicability::Suggested);
    }
}

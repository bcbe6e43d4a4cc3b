//! Proposals for misspelt names.

use source::TextRange;

use crate::compile::SourceFile;
use crate::error::{ErrorKind, NameKind, RuleError};

/// Up to how many names are listed under the carets.
const LISTED: usize = 12;

/// The error for a name that is not among `known`.
pub(super) fn unknown(
    file: &SourceFile,
    what: NameKind,
    name: &str,
    range: TextRange,
    known: &[&str],
) -> RuleError {
    let list = known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
    let error = RuleError::new(file, ErrorKind::UnknownName { what, name: name.to_owned() }, range);
    let error = match known.len() {
        0 => error.label("there is none".to_owned()),
        1 => error.label(format!("expected {list}")),
        2..=LISTED => error.label(format!("expected one of {list}")),
        _ => error,
    };
    match similar(name, known) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None if known.len() > LISTED => error.with_help(format!("there are {list}")),
        None => error,
    }
}

/// The known name most like a misspelt one, if one is like it at all.
pub(crate) fn similar<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = name.to_lowercase().replace('_', "-");
    let mut best: Option<(f64, usize, &str)> = None;
    for candidate in known {
        let other = candidate.to_lowercase();
        let likeness = strsim::normalized_damerau_levenshtein(&lower, &other)
            .max(strsim::jaro_winkler(&lower, &other) - 0.2)
            .max(if lower == other { 1.0 } else { 0.0 });
        // Of names that are alike, one of the same length: a wrong letter is more common than a lost one.
        let lost = lower.len().abs_diff(other.len());
        if likeness >= 0.6
            && best.is_none_or(|(most, least, _)| likeness > most || (likeness == most && lost < least))
        {
            best = Some((likeness, lost, candidate));
        }
    }
    best.map(|(_, _, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_proposed_and_far_ones_are_not() {
        let known = ["word", "lemma", "pos", "morph", "kind", "case", "form"];
        assert_eq!(similar("lema", &known), Some("lemma"));
        assert_eq!(similar("Lemma", &known), Some("lemma"));
        assert_eq!(similar("morhp", &known), Some("morph"));
        assert_eq!(similar("xyz", &known), None);
        assert_eq!(similar("remedy_notice", &["remedy-notice", "reasons"]), Some("remedy-notice"));
    }
}

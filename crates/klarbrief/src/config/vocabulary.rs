//! Words and names that a house knows, and the findings that they answer.

use std::sync::OnceLock;

use diagnostic::Diagnostic;
use document::Document;
use rule::Unit;
use serde::Deserialize;
use source::TextRange;
use text::Paragraph;

use crate::Ruleset;
use crate::fingerprint::normal;

/// Words and names that a house knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Words that may be used though a table or a rule about words objects; inflected forms count, too.
    pub allow: Vec<String>,
    /// Abbreviations; one with a full stop does not end a sentence.
    pub abbreviations: Vec<String>,
    /// Names of offices.
    pub offices: Vec<String>,
    /// Names of partners and advice centres.
    pub partners: Vec<String>,
}

/// Which findings a name in the letter answers: `rules/vokabular.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    offices: Vec<String>,
    partners: Vec<String>,
}

fn answers() -> &'static Answers {
    static ANSWERS: OnceLock<Answers> = OnceLock::new();
    ANSWERS.get_or_init(|| {
        let text = crate::ruleset::builtin_text("vokabular.toml").unwrap_or_default();
        toml::from_str(text).unwrap_or_default()
    })
}

impl Vocabulary {
    /// True if there is no word.
    pub fn is_empty(&self) -> bool {
        *self == Vocabulary::default()
    }

    /// Drops findings about allowed words, and those that a name in the letter answers.
    pub(crate) fn answer(
        &self,
        ruleset: &Ruleset,
        document: &Document,
        paragraphs: &[Paragraph],
        findings: &mut Vec<Diagnostic>,
    ) {
        if self.is_empty() {
            return;
        }
        let names = |names: &[String], answered: &'static [String]| -> &'static [String] {
            let text = &document.text;
            if names.iter().any(|name| mentions(text, name)) { answered } else { &[] }
        };
        let answers = answers();
        let offices = names(&self.offices, &answers.offices);
        let partners = names(&self.partners, &answers.partners);
        let allowed: Vec<String> = self
            .allow
            .iter()
            .chain(&self.abbreviations)
            .map(|w| normal(w))
            .filter(|w| !w.is_empty())
            .collect();
        findings.retain(|finding| {
            let id = &*finding.rule;
            if offices.iter().chain(partners).any(|r| r == id) {
                return false;
            }
            let about_words =
                ruleset.rule(id).is_some_and(|r| r.scope.unit == Unit::Word || !r.lexicons.is_empty());
            !(about_words && allows(&allowed, document, paragraphs, finding.range))
        });
    }

    /// Abbreviations that end in a full stop, in lower case.
    pub(crate) fn stops(&self) -> Vec<String> {
        self.abbreviations.iter().map(|a| a.trim().to_lowercase()).filter(|a| a.ends_with('.')).collect()
    }
}

/// True if a name stands in a text as words of its own, whatever its case and spaces.
fn mentions(text: &str, name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let Some(first) = words.first() else { return false };
    let whole = text.to_lowercase();
    let ends = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    whole.match_indices(first.as_str()).any(|(at, _)| {
        let mut rest = &whole[at..];
        let starts = ends(whole[..at].chars().next_back());
        starts
            && words.iter().enumerate().all(|(index, word)| {
                if index > 0 {
                    let trimmed = rest.trim_start();
                    if trimmed.len() == rest.len() {
                        return false;
                    }
                    rest = trimmed;
                }
                match rest.strip_prefix(word.as_str()) {
                    Some(after) => {
                        rest = after;
                        true
                    }
                    None => false,
                }
            })
            && ends(rest.chars().next())
    })
}

/// True if the marked words are allowed ones: as they stand, or each in its base form.
fn allows(allowed: &[String], document: &Document, paragraphs: &[Paragraph], range: TextRange) -> bool {
    let marked = normal(document.slice(range));
    if allowed.contains(&marked) {
        return true;
    }
    let next = document.blocks.partition_point(|b| b.range.end() <= range.start());
    let (Some(block), Some(paragraph)) = (document.blocks.get(next), paragraphs.get(next)) else {
        return false;
    };
    let base = block.range.start();
    let first = paragraph.tokens.partition_point(|t| t.range.end() + base <= range.start());
    let inside = paragraph.tokens[first..].iter().take_while(|t| t.range.start() + base < range.end());
    let lemmas: Vec<&str> = inside.map(|t| paragraph.lemma(t)).collect();
    let base_form = lemmas.join(" ");
    allowed.contains(&base_form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_of_their_own() {
        let text = "Hilfe gibt die\n Beratungsstelle  Am Markt, Telefon 04556 1.";
        assert!(mentions(text, "Beratungsstelle am Markt"));
        assert!(!mentions(text, "Beratungsstelle am Mark"));
        assert!(!mentions(text, "stelle am Markt"));
        assert!(!mentions(text, ""));
    }

    #[test]
    fn the_table_of_answers_is_read_and_names_rules() {
        let rules = crate::Ruleset::builtin().expect("built-in rules compile");
        let answers = answers();
        assert!(!answers.offices.is_empty() && !answers.partners.is_empty());
        for id in answers.offices.iter().chain(&answers.partners) {
            assert!(rules.rule(id).is_some(), "{id}");
        }
    }
}

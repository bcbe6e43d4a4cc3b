//! Texts for people, in German and English.

use source::TextRange;

use super::Resolver;
use crate::ast::{Clause, LangText, RuleNode, Str};
use crate::error::{ErrorKind, NameKind};
use crate::rule::{Message, Text};
use crate::template::Template;

/// The texts of a clause by language.
#[derive(Default, Clone, Copy)]
pub(super) struct Texts<'n> {
    pub de: Option<&'n Str>,
    pub en: Option<&'n Str>,
}

impl Resolver<'_, '_> {
    /// Sorts the texts of a clause by language; they may come in one clause or in two.
    pub(super) fn texts<'n>(&mut self, clause: &Clause, texts: &'n [LangText], found: &mut Texts<'n>) {
        for LangText { lang, text } in texts {
            if text.text.trim().is_empty() {
                self.error(ErrorKind::InvalidValue { what: "a text" }, text.range, "expected words");
            }
            let place = match lang.as_ref().map(|l| (l.text.as_str(), l)) {
                // A plain string is the same in both languages.
                None => {
                    found.en.get_or_insert(text);
                    &mut found.de
                }
                Some(("de", _)) => &mut found.de,
                Some(("en", _)) => &mut found.en,
                Some((_, lang)) => {
                    self.unknown(NameKind::Language, lang, &["de", "en"]);
                    continue;
                }
            };
            match place {
                Some(first) => {
                    let first = first.range;
                    let kind =
                        ErrorKind::Duplicate { what: format!("the text of `{}`", clause.keyword.text) };
                    let range = lang.as_ref().map_or(text.range, |l| l.range);
                    self.error_with_second(kind, range, "again here", first, "first here");
                }
                None => *place = Some(text),
            }
        }
    }

    pub(super) fn missing_language(&mut self, texts: Texts<'_>, range: TextRange) {
        let lang = if texts.de.is_none() { "de" } else { "en" };
        let label = "messages exist in German and in English";
        self.error_with_help(
            ErrorKind::MissingLanguage { lang },
            range,
            label,
            format!("add `{lang} \"…\"`"),
        );
    }

    /// Both texts of a clause without placeholders.
    pub(super) fn both(
        &mut self,
        node: &RuleNode,
        clause: &'static str,
        texts: Texts<'_>,
        english_optional: bool,
    ) -> Text {
        match (texts.de, texts.en) {
            (Some(de), Some(en)) => Text { de: de.text.as_str().into(), en: en.text.as_str().into() },
            (Some(only), None) if english_optional => {
                Text { de: only.text.as_str().into(), en: only.text.as_str().into() }
            }
            (Some(only), None) | (None, Some(only)) => {
                self.missing_language(texts, only.range);
                Text { de: only.text.as_str().into(), en: only.text.as_str().into() }
            }
            (None, None) => {
                self.missing(node, clause);
                Text { de: "".into(), en: "".into() }
            }
        }
    }

    pub(super) fn message(&mut self, node: &RuleNode, clause: &'static str, texts: Texts<'_>) -> Message {
        match (texts.de, texts.en) {
            (None, None) => self.missing(node, clause),
            (None, Some(only)) | (Some(only), None) => self.missing_language(texts, only.range),
            (Some(_), Some(_)) => {}
        }
        let mut template = |text: Option<&Str>| text.map_or_else(Template::default, |t| self.template(t));
        Message { de: template(texts.de), en: template(texts.en) }
    }
}

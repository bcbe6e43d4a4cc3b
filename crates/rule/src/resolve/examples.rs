//! Examples: marks and settings.

use letter::{LetterKind, PartKind};

use super::Resolver;
use crate::ast::{ExampleNode, Name, SettingValue};
use crate::error::{ErrorKind, NameKind};
use crate::example::{Example, LAENDER, Settings, is_date, unmark};

const SETTINGS: [&str; 5] = ["kind", "part", "land", "date", "template"];

impl Resolver<'_, '_> {
    pub(super) fn example(&mut self, node: &ExampleNode, bad: bool) -> Example {
        let (text, marks, stray) = unmark(&node.text);
        for (range, label) in stray {
            let place = node.text.place(range.start, range.end);
            self.error_with_help(
                ErrorKind::InvalidMark,
                place,
                label,
                "write `\\[` or `\\]` for a bracket in the text",
            );
        }
        if !bad && !marks.is_empty() {
            let place = node.text.range;
            let help = "write `\\[` and `\\]` for brackets in the text";
            self.error_with_help(ErrorKind::InvalidMark, place, "a good example has nothing to mark", help);
        }
        if text.trim().is_empty() {
            self.error(ErrorKind::InvalidValue { what: "a text" }, node.text.range, "expected words");
        }
        let fixed = node.fixed.as_ref().map(|fixed| fixed.text.clone());
        if fixed.as_deref() == Some(&*text)
            && let Some(node) = &node.fixed
        {
            self.error(
                ErrorKind::Conflict { problem: "the fix changes nothing" },
                node.range,
                "same as the text before",
            );
        }
        let mut settings = Settings::default();
        let mut firsts: Vec<&Name> = Vec::new();
        for (name, value) in &node.settings {
            match firsts.iter().find(|first| first.text == name.text) {
                Some(first) => {
                    let kind = ErrorKind::Duplicate { what: format!("setting `{}`", name.text) };
                    self.error_with_second(kind, name.range, "again here", first.range, "first here");
                }
                None if SETTINGS.contains(&name.text.as_str()) => firsts.push(name),
                None => {}
            }
            self.setting(name, value, &mut settings);
        }
        Example { text, marks, fixed, settings, range: node.text.range }
    }

    fn setting(&mut self, name: &Name, value: &SettingValue, settings: &mut Settings) {
        let text = value.text();
        match name.text.as_str() {
            "kind" => match LetterKind::from_key(text) {
                Some(kind) => settings.kind = Some(kind),
                None => {
                    let known: Vec<&str> = LetterKind::KEYS.iter().map(|(_, k)| *k).collect();
                    self.unknown_at(NameKind::LetterKind, text, value.range(), &known);
                }
            },
            "part" => match PartKind::from_key(text) {
                Some(part) => settings.part = Some(part),
                None => {
                    let known: Vec<&str> = PartKind::KEYS.iter().map(|(_, k)| *k).collect();
                    self.unknown_at(NameKind::Part, text, value.range(), &known);
                }
            },
            "land" if LAENDER.contains(&text) => settings.land = Some(text.to_owned()),
            "land" => self.error(
                ErrorKind::InvalidValue { what: "a Land" },
                value.range(),
                format!("expected one of {}", LAENDER.join(", ")),
            ),
            "date" if is_date(text) => settings.date = Some(text.to_owned()),
            "date" => {
                self.error(
                    ErrorKind::InvalidValue { what: "a date" },
                    value.range(),
                    "expected a day as \"2026-11-24\"",
                );
            }
            "template" if matches!(text, "yes" | "no") => settings.template = Some(text == "yes"),
            "template" => {
                self.error(
                    ErrorKind::InvalidValue { what: "yes or no" },
                    value.range(),
                    "expected `yes` or `no`",
                );
            }
            _ => self.unknown(NameKind::Setting, name, &SETTINGS),
        }
    }
}

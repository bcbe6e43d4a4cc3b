//! What the user chose: on the command line, in the editor, in that order.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use klarbrief::config::Profile;
use klarbrief::letter::LetterKind;
use klarbrief::{CheckerBuilder, Land, Lang, Selector};
use serde_json::Value;

/// Settings of a session. What is `None` or empty was not set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Language of messages.
    pub lang: Option<Lang>,
    /// Land whose law the remedies follow.
    pub land: Option<Land>,
    /// Today's date; without it nothing is compared with today.
    pub date: Option<Date>,
    /// Kind of all letters, instead of recognising it.
    pub kind: Option<LetterKind>,
    /// Whether rules in preview run.
    pub preview: Option<bool>,
    /// The only rules that run.
    pub select: Vec<Selector>,
    /// Rules that do not run.
    pub ignore: Vec<Selector>,
    /// Folders with rules of one's own, relative ones below the workspace.
    pub rules: Vec<PathBuf>,
    /// The only configuration file that counts, a relative one below the workspace; else `klarbrief.toml` from where a letter lies.
    pub config: Option<PathBuf>,
    /// No configuration file counts.
    pub no_config: bool,
    /// What kind of writing is checked, whatever the configuration says.
    pub profile: Option<Profile>,
    /// Whether `workspace/diagnostic` checks the letters of the workspace; yes if not set.
    pub workspace: Option<bool>,
}

impl Settings {
    /// Reads the settings that a client sends, over `self`. An entry that cannot be used is left out and told of.
    ///
    /// `null` and missing entries change nothing; lists may also be a string with commas.
    pub fn read(mut self, value: &Value, lang: Lang, problems: &mut Vec<String>) -> Settings {
        let Some(entries) = value.as_object() else { return self };
        let mut refuse = |key: &str, value: &Value, expected: &str| {
            problems.push(lang.pick(
                format!("Einstellung `{key}`: {value} geht nicht. {expected}"),
                format!("Setting `{key}`: {value} cannot be used. {expected}"),
            ));
        };
        for (key, value) in entries {
            let empty = value.is_null() || value.as_str().is_some_and(|s| s.trim().is_empty());
            if empty {
                continue;
            }
            let text = value.as_str().map(str::trim);
            match key.as_str() {
                "lang" => match text.map(str::to_lowercase).as_deref() {
                    Some("de") => self.lang = Some(Lang::De),
                    Some("en") => self.lang = Some(Lang::En),
                    _ => refuse(key, value, lang.pick("Es gibt `de` und `en`.", "There are `de` and `en`.")),
                },
                "land" => match text.and_then(Land::parse) {
                    Some(land) => self.land = Some(land),
                    None => {
                        let codes: Vec<&str> = Land::all().map(Land::code).collect();
                        let codes = codes.join(", ");
                        refuse(
                            key,
                            value,
                            &lang.pick(format!("Länder: {codes}."), format!("Länder: {codes}.")),
                        );
                    }
                },
                "date" => match text.filter(|t| t.len() == 10).and_then(|t| t.parse().ok()) {
                    Some(date) => self.date = Some(date),
                    None => refuse(
                        key,
                        value,
                        lang.pick("Erwartet wird JJJJ-MM-TT.", "A day as YYYY-MM-DD is expected."),
                    ),
                },
                "kind" => match text.and_then(LetterKind::from_key) {
                    Some(kind) => self.kind = Some(kind),
                    None => {
                        let keys: Vec<&str> = LetterKind::KEYS.iter().map(|(_, key)| *key).collect();
                        let keys = keys.join(", ");
                        refuse(key, value, &lang.pick(format!("Arten: {keys}."), format!("Kinds: {keys}.")));
                    }
                },
                "profile" => match text.and_then(Profile::from_key) {
                    Some(profile) => self.profile = Some(profile),
                    None => {
                        let keys: Vec<&str> = Profile::ALL.iter().map(|p| p.key()).collect();
                        let keys = keys.join(", ");
                        refuse(
                            key,
                            value,
                            &lang.pick(format!("Profile: {keys}."), format!("Profiles: {keys}.")),
                        );
                    }
                },
                "config" => match text {
                    Some(path) => self.config = Some(PathBuf::from(path)),
                    None => refuse(key, value, lang.pick("Erwartet wird eine Datei.", "A file is expected.")),
                },
                "preview" | "workspace" => match value.as_bool() {
                    Some(on) if key == "preview" => self.preview = Some(on),
                    Some(on) => self.workspace = Some(on),
                    None => refuse(
                        key,
                        value,
                        lang.pick("Erwartet wird true oder false.", "true or false is expected."),
                    ),
                },
                "select" | "ignore" => {
                    let words = strings(value);
                    let selectors: Option<Vec<Selector>> =
                        words.and_then(|w| w.iter().map(|s| Selector::parse(s)).collect());
                    match selectors {
                        Some(selectors) if key == "select" => self.select = selectors,
                        Some(selectors) => self.ignore = selectors,
                        None => refuse(
                            key,
                            value,
                            lang.pick(
                                "Erwartet wird eine Liste von Regeln (satz/passiv), Gruppen (satz) oder leitziel:1 bis leitziel:12.",
                                "A list of rules (satz/passiv), groups (satz) or leitziel:1 to leitziel:12 is expected.",
                            ),
                        ),
                    }
                }
                "rules" => match strings(value) {
                    Some(folders) => self.rules = folders.into_iter().map(PathBuf::from).collect(),
                    None => refuse(
                        key,
                        value,
                        lang.pick("Erwartet wird eine Liste von Ordnern.", "A list of folders is expected."),
                    ),
                },
                // Editors send settings of their own along (the path of the binary, tracing).
                _ => {}
            }
        }
        self
    }

    /// Changes a checker as the settings say; the language is left alone.
    pub(crate) fn apply(&self, mut builder: CheckerBuilder) -> CheckerBuilder {
        if let Some(preview) = self.preview {
            builder = builder.preview(preview);
        }
        if let Some(land) = self.land {
            builder = builder.land(land);
        }
        if let Some(date) = self.date {
            builder = builder.date(date);
        }
        if let Some(kind) = self.kind {
            builder = builder.kind(kind);
        }
        for dir in &self.rules {
            builder = builder.rules_dir(dir);
        }
        for selector in &self.select {
            builder = builder.select(selector.clone());
        }
        for selector in &self.ignore {
            builder = builder.ignore(selector.clone());
        }
        builder
    }

    /// The folders with rules, as absolute paths where the workspace is known.
    pub fn rules_dirs(&self, root: Option<&Path>) -> Vec<PathBuf> {
        self.rules.iter().map(|dir| root.map_or_else(|| dir.clone(), |root| root.join(dir))).collect()
    }
}

fn strings(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => {
            Some(text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect())
        }
        Value::Array(items) => items.iter().map(|v| v.as_str().map(|s| s.trim().to_owned())).collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn good_entries_count_and_bad_ones_are_told_of() {
        let mut problems = Vec::new();
        let value = json!({
            "land": "NI", "lang": "en", "date": "2026-02-30", "kind": "refusal", "preview": "ja",
            "select": "satz, wort/passiv", "ignore": ["leitziel:4"], "rules": ["regeln"], "path": "/usr/bin/klarbrief"
        });
        let settings = Settings::default().read(&value, Lang::De, &mut problems);
        assert_eq!(settings.land.map(Land::code), Some("NI"));
        assert_eq!(settings.lang, Some(Lang::En));
        assert_eq!(settings.kind, Some(LetterKind::Refusal));
        assert_eq!(settings.select.len(), 2);
        assert_eq!(settings.ignore, [Selector::Leitziel(4)]);
        assert_eq!(settings.rules_dirs(Some(Path::new("/w"))), [PathBuf::from("/w/regeln")]);
        assert_eq!((settings.date, settings.preview), (None, None));
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems.iter().any(|p| p.contains("`date`") && p.contains("JJJJ-MM-TT")));
    }

    #[test]
    fn values_of_any_type_are_survived() {
        for value in [json!(null), json!([1]), json!("x"), json!({"land": 3, "select": [[]], "rules": {}})] {
            let mut problems = Vec::new();
            let settings = Settings::default().read(&value, Lang::En, &mut problems);
            assert_eq!(settings, Settings::default());
        }
    }
}

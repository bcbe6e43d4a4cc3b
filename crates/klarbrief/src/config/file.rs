//! One `klarbrief.toml` as it is written: the keys, their types, and what is said about a wrong one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::error::{ConfigError, Origin, Source};

/// The settings of one configuration file of Klarbrief.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "klarbrief.toml")]
pub(super) struct File {
    /// Files whose settings come first and are changed by this one; paths relative to this file.
    #[schemars(with = "Vec<String>")]
    pub extends: Vec<Spanned<String>>,
    /// True if configuration files in outer folders do not count.
    pub root: bool,
    /// The Land whose law the remedies follow: code ("NI") or German name.
    #[schemars(with = "Option<String>")]
    pub land: Option<Spanned<String>>,
    /// What kind of writing is checked; sets severities and parameters.
    #[schemars(with = "Option<ProfileName>")]
    pub profile: Option<Spanned<String>>,
    /// The language of the messages.
    #[schemars(with = "Option<LangName>")]
    pub lang: Option<Spanned<String>>,
    /// Also run rules that are still in preview.
    #[schemars(with = "Option<bool>")]
    pub preview: Option<Spanned<bool>>,
    /// Folders with rules of your own; paths relative to this file.
    #[schemars(with = "Vec<String>")]
    pub rules: Vec<Spanned<String>>,
    /// Files that are not checked: patterns relative to the folder of the configuration file.
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Spanned<String>>,
    /// Files that are templates, not finished letters: patterns as in `ignore`.
    #[schemars(with = "Vec<String>")]
    pub templates: Vec<Spanned<String>>,
    /// The kind of letters that is known from where they lie; the last entry that fits counts.
    pub kind: Vec<KindEntry>,
    /// Severity by rule (`satz/passiv`), group (`satz`) or guiding principle (`leitziel:4`); the narrower name counts.
    #[schemars(with = "BTreeMap<String, LevelName>")]
    pub severity: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Parameters of rules: `[parameters."satz/ueberlaenge"]`, then `max-words = 25`.
    #[schemars(with = "BTreeMap<String, BTreeMap<String, ParameterValue>>")]
    pub parameters: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<toml::Value>>>,
    /// Words and names that the house knows.
    pub vocabulary: VocabularyEntry,
    /// Findings that are accepted, each with its reason.
    pub allow: Vec<AllowEntry>,
}

/// The kind of letters by where they lie.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct KindEntry {
    /// Patterns relative to the folder of the configuration file.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
    /// The kind (`refusal`, `hearing`, `invitation`, …).
    #[schemars(with = "String")]
    pub kind: Spanned<String>,
}

/// Words and names that the house knows.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct VocabularyEntry {
    /// Words that may be used though a table or a rule about words objects; inflected forms count, too.
    #[schemars(with = "Vec<String>")]
    pub allow: Vec<Spanned<String>>,
    /// Abbreviations of your own; one with a full stop ("Sachgeb.") does not end a sentence.
    #[schemars(with = "Vec<String>")]
    pub abbreviations: Vec<Spanned<String>>,
    /// Names of your offices: a letter that shows one says who writes.
    #[schemars(with = "Vec<String>")]
    pub offices: Vec<Spanned<String>>,
    /// Names of partners and advice centres: a letter that shows one names a body that can help.
    #[schemars(with = "Vec<String>")]
    pub partners: Vec<Spanned<String>>,
}

/// A finding that is accepted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AllowEntry {
    /// Rule, group or guiding principle.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
    /// Only findings whose marked words are these, whatever their case and spaces.
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub text: Option<Spanned<String>>,
    /// Only in these files: patterns relative to the folder of the configuration file.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub files: Vec<Spanned<String>>,
    /// Why it is accepted.
    #[schemars(with = "String")]
    pub reason: Spanned<String>,
    /// The last day it is accepted on, `YYYY-MM-DD`; compared with `--date`.
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub until: Option<Spanned<toml::Value>>,
}

// The closed lists below only describe the schema; a test holds them to the values that are read.

/// What kind of writing is checked.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", inline)]
#[allow(dead_code)]
pub(super) enum ProfileName {
    Bescheid,
    Anschreiben,
    Merkblatt,
    EinfacheSprache,
}

/// A language.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", inline)]
#[allow(dead_code)]
pub(super) enum LangName {
    De,
    En,
}

/// How much findings weigh; `off` switches a rule off.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", inline)]
#[allow(dead_code)]
pub(super) enum LevelName {
    Error,
    Warning,
    Info,
    Hint,
    Off,
}

/// The value of a parameter.
#[derive(JsonSchema)]
#[schemars(untagged, inline)]
#[allow(dead_code)]
pub(super) enum ParameterValue {
    Number(f64),
    Text(String),
    List(Vec<String>),
}

/// The JSON schema of `klarbrief.toml`, for editors.
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(File);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

/// Reads one file.
pub(super) fn parse(path: &Path, text: String) -> Result<(File, Arc<Source>), ConfigError> {
    let parsed = toml::from_str(&text);
    let source = Arc::new(Source { path: path.to_owned(), text });
    match parsed {
        Ok(file) => Ok((file, source)),
        Err(error) => Err(wrong(&error, &source)),
    }
}

/// Puts an error of the parser into our words.
fn wrong(error: &toml::de::Error, source: &Arc<Source>) -> ConfigError {
    let message = error.message();
    let span = error.span().unwrap_or(0..0);
    let origin = |span: Range<usize>| Origin::new(source, span);
    if let Some(rest) = message.strip_prefix("unknown field `")
        && let Some((name, rest)) = rest.split_once('`')
    {
        let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
        let error = ConfigError::at(
            origin(key_in(source, &span, name)),
            format!("Den Schlüssel `{name}` gibt es nicht"),
            format!("there is no key `{name}`"),
        );
        return match nearest(name, known.iter().copied()) {
            Some(similar) => error.did_you_mean(Some(similar)),
            None => {
                let list = known.join(", ");
                error.help(format!("möglich sind: {list}"), format!("possible are: {list}"))
            }
        };
    }
    if let Some(rest) = message.strip_prefix("missing field `") {
        let name = rest.trim_end_matches('`');
        return ConfigError::at(
            origin(span),
            format!("Hier fehlt der Schlüssel `{name}`"),
            format!("the key `{name}` is missing here"),
        );
    }
    if let Some(rest) = message.strip_prefix("invalid type: ") {
        let (found, expected) = rest.split_once(", expected ").unwrap_or((rest, ""));
        return ConfigError::at(
            origin(span),
            format!("Dieser Wert hat die falsche Art: {}; erwartet wird {}", german(found), german(expected)),
            format!("this value is of the wrong type: {found}; expected {expected}"),
        );
    }
    ConfigError::at(
        origin(span),
        format!("Das ist kein gültiges TOML ({message})"),
        format!("this is not valid TOML ({message})"),
    )
}

/// The name of a key inside a span that may cover more than it.
fn key_in(source: &Source, span: &Range<usize>, name: &str) -> Range<usize> {
    match source.text.get(span.clone()).and_then(|inside| inside.find(name)) {
        Some(at) => span.start + at..span.start + at + name.len(),
        None => span.clone(),
    }
}

/// Types as the parser names them.
fn german(words: &str) -> Cow<'_, str> {
    const WORDS: [(&str, &str); 9] = [
        ("a boolean", "true oder false"),
        ("boolean", "Wahrheitswert"),
        ("a string", "ein Text in Anführungszeichen"),
        ("string", "Text"),
        ("integer", "Zahl"),
        ("floating point", "Zahl"),
        ("a sequence", "eine Liste in eckigen Klammern"),
        ("sequence", "Liste"),
        ("map", "Tabelle"),
    ];
    match WORDS.iter().find(|(en, _)| words.starts_with(en)) {
        Some((en, de)) => format!("{de}{}", &words[en.len()..]).into(),
        None => words.into(),
    }
}

/// The name that was probably meant.
pub(super) fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    names
        .map(|name| (strsim::jaro_winkler(&word, &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.78)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Level, Profile};

    /// A closed list of the schema, as the editor offers it.
    fn offered<T: JsonSchema>() -> Vec<String> {
        let schema = serde_json::to_value(schemars::schema_for!(T)).expect("a schema is plain JSON");
        let listed = schema["enum"].as_array().or(schema["oneOf"].as_array()).expect("a closed list");
        let name = |v: &serde_json::Value| v.as_str().or(v["const"].as_str()).expect("a name").to_owned();
        listed.iter().map(name).collect()
    }

    #[test]
    fn the_schema_offers_what_is_read() {
        let profiles: Vec<&str> = Profile::ALL.iter().map(|p| p.key()).collect();
        assert_eq!(offered::<ProfileName>(), profiles);
        let levels = offered::<LevelName>();
        assert!(levels.iter().all(|l| Level::from_key(l).is_some()));
        assert_eq!(levels.len(), 5);
        assert_eq!(offered::<LangName>(), ["de", "en"]);
    }
}

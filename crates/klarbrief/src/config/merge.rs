//! From files as they are written to settings that fit together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use letter::LetterKind;
use source::Lang;
use toml::Spanned;

use super::error::{ConfigError, Origin, Source};
use super::file::{AllowEntry, File, nearest};
use super::pattern::Patterns;
use super::{Allow, Config, Level, Profile, Sourced, day};
use crate::fingerprint::normal;
use crate::{BuildError, Land, RulesetError, Selector};

/// Adds a file to what came before it. `base` is the folder that patterns hang on.
pub(super) fn add(
    config: &mut Config,
    file: File,
    source: &Arc<Source>,
    base: &Path,
) -> Result<(), ConfigError> {
    let folder = source.path.parent().unwrap_or(Path::new("")).to_owned();
    let reader = Reader { source };
    config.files.push(source.path.clone());
    if let Some(land) = file.land {
        let names: Vec<&str> = Land::all().flat_map(|l| [l.code(), l.name()]).collect();
        let codes: Vec<&str> = Land::all().map(Land::code).collect();
        config.land = Some(reader.one_of(&land, ["Land", "Land"], Land::parse, &names, &codes)?);
    }
    if let Some(profile) = file.profile {
        let names: Vec<&str> = Profile::ALL.iter().map(|p| p.key()).collect();
        config.profile = Some(reader.one(&profile, "Profil", "profile", Profile::from_key, &names)?);
    }
    if let Some(lang) = file.lang {
        let parse = |text: &str| match text {
            "de" => Some(Lang::De),
            "en" => Some(Lang::En),
            _ => None,
        };
        config.lang = Some(reader.one(&lang, "Sprache", "language", parse, &["de", "en"])?);
    }
    if let Some(preview) = file.preview {
        config.preview = Some(Sourced { value: *preview.get_ref(), origin: reader.at(&preview) });
    }
    for dir in &file.rules {
        let path = folder.join(dir.get_ref());
        if !path.is_dir() {
            return Err(ConfigError::at(
                reader.at(dir),
                format!("Den Ordner mit Regeln `{}` gibt es nicht", path.display()),
                format!("there is no folder with rules `{}`", path.display()),
            ));
        }
        config.rules.push(Sourced { value: path, origin: reader.at(dir) });
    }
    config.ignore.extend(reader.patterns(base, &file.ignore)?);
    config.templates.extend(reader.patterns(base, &file.templates)?);
    for entry in &file.kind {
        let names: Vec<&str> = LetterKind::KEYS.iter().map(|(_, key)| *key).collect();
        let kind = reader.one(&entry.kind, "Briefart", "kind of letter", LetterKind::from_key, &names)?;
        if let Some(patterns) = reader.pattern_set(base, &entry.files)? {
            config.kinds.push(Sourced { value: (patterns, kind.value), origin: kind.origin });
        }
    }
    severities(config, &file.severity, &reader)?;
    for (rule, parameters) in &file.parameters {
        for (name, value) in parameters {
            let key = (rule.get_ref().clone(), name.get_ref().clone());
            let value = Sourced { value: reader.parameter(value)?, origin: reader.at(name) };
            config.parameters.insert(key, value);
        }
    }
    let words = file.vocabulary;
    for (name, list) in [
        ("allow", words.allow),
        ("abbreviations", words.abbreviations),
        ("offices", words.offices),
        ("partners", words.partners),
    ] {
        for word in list {
            if word.get_ref().trim().is_empty() {
                return Err(ConfigError::at(
                    reader.at(&word),
                    "Hier fehlt ein Wort",
                    "a word is missing here",
                ));
            }
            let origin = reader.at(&word);
            config.vocabulary.entry(name).or_default().push(Sourced { value: word.into_inner(), origin });
        }
    }
    for entry in &file.allow {
        config.allow.push(Arc::new(reader.allow(entry, base)?));
    }
    Ok(())
}

/// The narrower name counts, so it comes later.
fn severities(
    config: &mut Config,
    entries: &BTreeMap<Spanned<String>, Spanned<String>>,
    reader: &Reader<'_>,
) -> Result<(), ConfigError> {
    let mut out = Vec::new();
    for (name, level) in entries {
        let selector = reader.selector(name)?;
        let names = ["error", "warning", "info", "hint", "off"];
        let level = reader.one(level, "Schwere", "severity", Level::from_key, &names)?;
        out.push(Sourced { value: (selector, level.value), origin: reader.at(name) });
    }
    out.sort_by_key(|s| s.value.0.width());
    config.severities.extend(out);
    Ok(())
}

/// Reads values of one file.
struct Reader<'s> {
    source: &'s Arc<Source>,
}

impl Reader<'_> {
    fn at<T>(&self, value: &Spanned<T>) -> Origin {
        Origin::new(self.source, value.span())
    }

    /// A value of a closed list.
    fn one<T>(
        &self,
        value: &Spanned<String>,
        de: &str,
        en: &str,
        parse: impl Fn(&str) -> Option<T>,
        names: &[&str],
    ) -> Result<Sourced<T>, ConfigError> {
        self.one_of(value, [de, en], parse, names, names)
    }

    /// A value that may be written in several ways; `listed` are those that an error lists.
    fn one_of<T>(
        &self,
        value: &Spanned<String>,
        [de, en]: [&str; 2],
        parse: impl Fn(&str) -> Option<T>,
        names: &[&str],
        listed: &[&str],
    ) -> Result<Sourced<T>, ConfigError> {
        let text = value.get_ref();
        if let Some(value_read) = parse(text) {
            return Ok(Sourced { value: value_read, origin: self.at(value) });
        }
        let error = ConfigError::at(
            self.at(value),
            format!("`{text}` gibt es nicht ({de})"),
            format!("there is no `{text}` ({en})"),
        );
        Err(match nearest(text, names.iter().copied()) {
            Some(similar) => error.did_you_mean(Some(similar)),
            None => {
                let list = listed.join(", ");
                error.help(format!("möglich sind: {list}"), format!("possible are: {list}"))
            }
        })
    }

    fn selector(&self, name: &Spanned<String>) -> Result<Selector, ConfigError> {
        Selector::parse(name.get_ref()).filter(|_| !name.get_ref().trim().is_empty()).ok_or_else(|| {
            ConfigError::at(
                self.at(name),
                "Erwartet wird eine Regel, eine Gruppe oder `leitziel:1` bis `leitziel:12`",
                "a rule, a group or `leitziel:1` to `leitziel:12` is expected",
            )
        })
    }

    fn parameter(&self, value: &Spanned<toml::Value>) -> Result<rule::Value, ConfigError> {
        let strings = |list: &[toml::Value]| {
            list.iter().map(|v| v.as_str().map(str::to_owned)).collect::<Option<Vec<String>>>()
        };
        let read = match value.get_ref() {
            toml::Value::Integer(n) => Some(rule::Value::Number(*n as f64)),
            toml::Value::Float(n) if n.is_finite() => Some(rule::Value::Number(*n)),
            toml::Value::String(text) => Some(rule::Value::String(text.clone())),
            toml::Value::Array(list) => strings(list).map(rule::Value::List),
            _ => None,
        };
        read.ok_or_else(|| {
            ConfigError::at(
                self.at(value),
                "Ein Parameter ist eine Zahl, ein Text oder eine Liste von Texten",
                "a parameter is a number, a text or a list of texts",
            )
        })
    }

    /// Each pattern by itself, so that it can be said which one fits.
    fn patterns(&self, base: &Path, list: &[Spanned<String>]) -> Result<Vec<Sourced<Patterns>>, ConfigError> {
        let mut out = Vec::new();
        for pattern in list {
            let patterns = self.pattern_set(base, std::slice::from_ref(pattern))?;
            out.extend(patterns.map(|value| Sourced { value, origin: self.at(pattern) }));
        }
        Ok(out)
    }

    /// All patterns together; `None` for an empty list.
    fn pattern_set(&self, base: &Path, list: &[Spanned<String>]) -> Result<Option<Patterns>, ConfigError> {
        let patterns = Patterns::new(base, list.iter().map(|p| p.get_ref().as_str()));
        let patterns = patterns.map_err(|(index, problem)| {
            let origin = list.get(index).map_or_else(|| Origin::new(self.source, 0..0), |p| self.at(p));
            ConfigError::at(
                origin,
                format!("Das ist kein Dateimuster ({problem})"),
                format!("this is no file pattern ({problem})"),
            )
        })?;
        Ok(Some(patterns).filter(|p| !p.is_empty()))
    }

    fn allow(&self, entry: &AllowEntry, base: &Path) -> Result<Allow, ConfigError> {
        if entry.reason.get_ref().trim().is_empty() {
            return Err(ConfigError::at(
                self.at(&entry.reason),
                "Jede Ausnahme braucht einen Grund",
                "every exception needs a reason",
            ));
        }
        let until = match &entry.until {
            None => None,
            Some(value) => {
                let text = match value.get_ref() {
                    toml::Value::String(text) => text.clone(),
                    toml::Value::Datetime(date) => date.to_string(),
                    _ => String::new(),
                };
                let Some(date) = day(&text) else {
                    return Err(ConfigError::at(
                        self.at(value),
                        "Erwartet wird ein Tag des Kalenders",
                        "a day of the calendar is expected",
                    )
                    .help("zum Beispiel: until = 2027-06-30", "for example: until = 2027-06-30"));
                };
                Some(date)
            }
        };
        Ok(Allow {
            rule: self.selector(&entry.rule)?,
            text: entry.text.as_ref().map(|t| normal(t.get_ref())).filter(|t| !t.is_empty()),
            files: self.pattern_set(base, &entry.files)?,
            reason: entry.reason.get_ref().trim().to_owned(),
            until,
            origin: self.at(&entry.rule),
        })
    }
}

/// Reads a file of at most 1 MiB: no configuration is longer, and a device or a pipe may have no end.
pub(super) fn read(path: &Path) -> std::io::Result<String> {
    use std::io::Read as _;
    const MOST: u64 = 1024 * 1024;
    let mut text = String::new();
    std::fs::File::open(path)?.take(MOST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST {
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "longer than 1 MiB"));
    }
    Ok(text)
}

/// A file that cannot be read.
pub(super) fn unreadable(path: &Path, error: &std::io::Error, named: Option<Origin>) -> ConfigError {
    let missing = error.kind() == std::io::ErrorKind::NotFound;
    let (de, en) = if missing {
        (
            format!("Die Datei `{}` gibt es nicht", path.display()),
            format!("there is no file `{}`", path.display()),
        )
    } else {
        (
            format!("Die Datei `{}` lässt sich nicht lesen ({error})", path.display()),
            format!("the file `{}` cannot be read ({error})", path.display()),
        )
    };
    match named {
        Some(origin) => ConfigError::at(origin, de, en),
        None => ConfigError::of_file(path, de, en),
    }
}

/// Gives an error about a rule or parameter the place in the configuration that names it.
pub(super) fn place(config: &Config, error: &BuildError) -> Option<ConfigError> {
    match error {
        BuildError::UnknownRule { name, .. } => {
            let named = config.severities.iter().rev().find(|s| s.value.0.name() == *name)?;
            unknown(error, named.origin.clone())
        }
        BuildError::Rules(RulesetError::Parameter { rule, parameter, problem }) => {
            let value = config.parameters.get(&(rule.clone(), parameter.clone()))?;
            Some(ConfigError::at(
                value.origin.clone(),
                format!("Parameter `{parameter}` der Regel `{rule}`: {}", problem.message(Lang::De)),
                format!("parameter `{parameter}` of rule `{rule}`: {}", problem.message(Lang::En)),
            ))
        }
        BuildError::Rules(RulesetError::Unreadable { path, .. } | RulesetError::Empty(path)) => {
            let dir: &Sourced<PathBuf> = config.rules.iter().find(|d| d.value == *path)?;
            Some(ConfigError::at(
                dir.origin.clone(),
                format!("In `{}` gibt es keine lesbaren Regeln", path.display()),
                format!("there are no readable rules in `{}`", path.display()),
            ))
        }
        _ => None,
    }
}

/// An unknown rule at a place.
pub(super) fn unknown(error: &BuildError, origin: Origin) -> Option<ConfigError> {
    let BuildError::UnknownRule { name, similar } = error else { return None };
    Some(
        ConfigError::at(
            origin,
            format!("Eine Regel oder Gruppe `{name}` gibt es nicht"),
            format!("there is no rule or group `{name}`"),
        )
        .did_you_mean(similar.as_deref()),
    )
}

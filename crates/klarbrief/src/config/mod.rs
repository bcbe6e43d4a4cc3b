//! `klarbrief.toml`: what a house settles once for all its letters.
//!
//! A [`Loader`] finds the files that count for a letter and merges them into a [`Config`]; [`Loader::for_path`] adds what depends on
//! the single file and gives [`Settings`]. From there [`Settings::apply`] configures a [`CheckerBuilder`], and [`Checkers`] keeps
//! one checker for all letters with the same settings.
//!
//! Order: the profile first, then the files from the outermost folder to that of the letter, each after those that it extends. What
//! comes later counts: single values are replaced, tables are merged key by key, lists are joined. The command line has the last
//! word, because it speaks to the builder after the configuration.

mod allow;
mod checkers;
mod error;
mod file;
mod loader;
mod merge;
mod pattern;
mod profile;
mod vocabulary;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use letter::LetterKind;
use source::Lang;

pub use allow::Allow;
pub use checkers::{Checkers, CheckersError};
pub use error::{ConfigError, Origin};
pub use file::json_schema;
pub use loader::{FILE_NAME, Loader};
use pattern::Patterns;
pub(crate) use pattern::clean as clean_path;
pub use profile::Profile;
pub use vocabulary::Vocabulary;

use crate::{CheckerBuilder, Land, Request, Selector};
use diagnostic::Severity;

/// The commented file that `klarbrief init` writes.
pub const TEMPLATE: &str = include_str!("template.toml");

/// A setting with the place it comes from.
#[derive(Debug, Clone)]
pub struct Sourced<T> {
    /// The setting.
    pub value: T,
    /// Where it stands.
    pub origin: Origin,
}

/// How much the findings of rules weigh, as configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// This much, whatever the rule says.
    Severity(Severity),
    /// The rules do not run.
    Off,
}

impl Level {
    /// The key used in configuration.
    pub fn key(self) -> &'static str {
        match self {
            Level::Severity(severity) => severity.key(),
            Level::Off => "off",
        }
    }

    /// Finds a level by its key.
    pub fn from_key(key: &str) -> Option<Level> {
        if key == "off" { Some(Level::Off) } else { Severity::from_key(key).map(Level::Severity) }
    }
}

/// The settings of all files that count for a folder, merged.
#[derive(Debug, Default)]
pub struct Config {
    /// The files, in the order in which they were read.
    pub files: Vec<PathBuf>,
    /// The Land whose law the remedies follow.
    pub land: Option<Sourced<Land>>,
    /// What kind of writing is checked.
    pub profile: Option<Sourced<Profile>>,
    /// The language of the messages.
    pub lang: Option<Sourced<Lang>>,
    /// Run rules that are still in preview.
    pub preview: Option<Sourced<bool>>,
    /// Folders with own rules.
    pub rules: Vec<Sourced<PathBuf>>,
    /// Severities; the last one that names a rule counts.
    pub severities: Vec<Sourced<(Selector, Level)>>,
    /// By rule and name: parameters.
    pub parameters: BTreeMap<(String, String), Sourced<rule::Value>>,
    /// By list (`allow`, `abbreviations`, `offices`, `partners`): words and names.
    pub vocabulary: BTreeMap<&'static str, Vec<Sourced<String>>>,
    /// Accepted findings.
    pub allow: Vec<Arc<Allow>>,
    ignore: Vec<Sourced<Patterns>>,
    templates: Vec<Sourced<Patterns>>,
    kinds: Vec<Sourced<(Patterns, LetterKind)>>,
}

/// The settings for one letter.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What counts for its folder.
    pub config: Arc<Config>,
    /// Its kind, if the configuration knows it from where the letter lies.
    pub kind: Option<Sourced<LetterKind>>,
    /// Where it says that the letter is a template, if so.
    pub template: Option<Origin>,
    /// Where it says that the letter is not checked, if so.
    pub ignored: Option<Origin>,
    /// The accepted findings that this letter may have.
    pub allow: Vec<Arc<Allow>>,
}

impl Config {
    /// The settings for a letter.
    pub fn for_path(self: &Arc<Config>, path: &Path) -> Settings {
        let any = !(self.ignore.is_empty() && self.templates.is_empty() && self.kinds.is_empty());
        // Most configurations have no patterns, and cleaning a path asks the system.
        let path = if any || self.allow.iter().any(|a| a.has_files()) {
            pattern::clean(path)
        } else {
            PathBuf::new()
        };
        let fits = |list: &[Sourced<Patterns>]| {
            list.iter().rev().find(|p| p.value.fit(&path)).map(|p| p.origin.clone())
        };
        let kind = self.kinds.iter().rev().find(|k| k.value.0.fit(&path));
        Settings {
            config: self.clone(),
            kind: kind.map(|k| Sourced { value: k.value.1, origin: k.origin.clone() }),
            template: fits(&self.templates),
            ignored: fits(&self.ignore),
            allow: self.allow.iter().filter(|a| a.fits(&path)).cloned().collect(),
        }
    }

    /// The words and names without their places.
    pub fn words(&self) -> Vocabulary {
        let list = |name: &str| -> Vec<String> {
            self.vocabulary.get(name).into_iter().flatten().map(|w| w.value.clone()).collect()
        };
        Vocabulary {
            allow: list("allow"),
            abbreviations: list("abbreviations"),
            offices: list("offices"),
            partners: list("partners"),
        }
    }

    /// Configures a checker; what is set afterwards counts more.
    pub fn apply(&self, mut builder: CheckerBuilder) -> CheckerBuilder {
        if let Some(lang) = &self.lang {
            builder = builder.lang(lang.value);
        }
        if let Some(land) = &self.land {
            builder = builder.land(land.value);
        }
        if let Some(preview) = &self.preview {
            builder = builder.preview(preview.value);
        }
        for dir in &self.rules {
            builder = builder.rules_dir(&dir.value);
        }
        for setting in &self.severities {
            let (selector, level) = setting.value.clone();
            builder = builder.severity(selector, level);
        }
        for ((rule, name), value) in &self.parameters {
            builder = builder.parameter(rule, name, value.value.clone());
        }
        builder.vocabulary(self.words())
    }

    /// Gives an error of the checker the place in the file that it is about.
    pub fn place(&self, error: &crate::BuildError) -> Option<ConfigError> {
        merge::place(self, error)
    }
}

impl Settings {
    /// Configures a checker; what is set afterwards counts more.
    pub fn apply(&self, builder: CheckerBuilder) -> CheckerBuilder {
        self.config.apply(builder)
    }

    /// What is known about the letter.
    pub fn request(&self) -> Request {
        Request {
            kind: self.kind.as_ref().map(|k| k.value),
            allow: self.allow.clone(),
            template: self.template.as_ref().map(|_| true),
            ..Request::default()
        }
    }
}

/// Reads a day as configuration files write it.
fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}

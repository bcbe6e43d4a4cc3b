//! Errors of `klarbrief.toml`, with their place in the file.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use source::Lang;

/// A configuration file as it was read.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    pub path: PathBuf,
    pub text: String,
}

/// A place in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    source: Arc<Source>,
    span: Range<usize>,
}

impl Origin {
    pub(super) fn new(source: &Arc<Source>, span: Range<usize>) -> Origin {
        Origin { source: source.clone(), span }
    }

    /// The file; for settings of a profile the path below the built-in rules.
    pub fn path(&self) -> &Path {
        &self.source.path
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.place().0
    }

    /// Line and column, both from 1, columns in characters.
    fn place(&self) -> (usize, usize) {
        let before = &self.source.text[..self.start()];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// Spans come from the parser; a wrong one must not end a run.
    fn start(&self) -> usize {
        let mut start = self.span.start.min(self.source.text.len());
        while !self.source.text.is_char_boundary(start) {
            start -= 1;
        }
        start
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub struct ConfigError(Box<Details>);

#[derive(Debug, Clone)]
struct Details {
    path: PathBuf,
    origin: Option<Origin>,
    /// German and English.
    message: [String; 2],
    help: Option<[String; 2]>,
}

impl ConfigError {
    pub(super) fn at(origin: Origin, de: impl Into<String>, en: impl Into<String>) -> ConfigError {
        let path = origin.path().to_owned();
        ConfigError(Box::new(Details {
            path,
            origin: Some(origin),
            message: [de.into(), en.into()],
            help: None,
        }))
    }

    pub(super) fn of_file(path: &Path, de: impl Into<String>, en: impl Into<String>) -> ConfigError {
        let message = [de.into(), en.into()];
        ConfigError(Box::new(Details { path: path.to_owned(), origin: None, message, help: None }))
    }

    pub(super) fn help(mut self, de: impl Into<String>, en: impl Into<String>) -> ConfigError {
        self.0.help = Some([de.into(), en.into()]);
        self
    }

    /// Adds what was probably meant.
    pub(super) fn did_you_mean(self, name: Option<&str>) -> ConfigError {
        match name {
            Some(name) => self.help(format!("Meinten Sie `{name}`?"), format!("Did you mean `{name}`?")),
            None => self,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// The line, from 1, where the error has one.
    pub fn line(&self) -> Option<usize> {
        self.0.origin.as_ref().map(Origin::line)
    }

    /// The bytes of the file that it is about, where it has a place.
    pub fn span(&self) -> Option<Range<usize>> {
        self.0.origin.as_ref().map(|o| o.span.clone())
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        let [de, en] = &self.0.message;
        lang.pick(de, en).clone()
    }

    /// What to do about it, if something can be said.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        self.0.help.as_ref().map(|[de, en]| lang.pick(de, en).clone())
    }

    /// The error with its line and a caret below the place, without colour.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = format!("{}: {}\n", lang.pick("Fehler", "error"), self.message(lang));
        let Some(origin) = &self.0.origin else {
            let _ = writeln!(out, "  --> {}", self.0.path.display());
            return out;
        };
        let (line, column) = origin.place();
        let text = &origin.source.text;
        let start = origin.start();
        let shown = text.lines().nth(line - 1).unwrap_or_default();
        let rest = shown.chars().count().saturating_sub(column - 1);
        let marked = text.get(start..origin.span.end.max(start)).unwrap_or_default();
        let marked = marked.lines().next().unwrap_or_default().chars().count().clamp(1, rest.max(1));
        // A tab or a control sign would move the caret.
        let shown: String = shown.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let gutter = " ".repeat(line.to_string().len() + 1);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{gutter}--> {}:{line}:{column}", self.0.path.display());
        let _ = writeln!(out, "{gutter} |\n {line} | {shown}");
        let _ = writeln!(out, "{gutter} | {}{}", " ".repeat(column - 1), "^".repeat(marked));
        if let Some(help) = self.hint(lang) {
            let _ = writeln!(out, "{gutter} |\n{gutter} = {}: {help}", lang.pick("Hilfe", "help"));
        }
        out
    }
}

//! What counts for a letter: `klarbrief.toml` from where it lies, and what the editor says over it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use klarbrief::config::{Checkers, CheckersError, Config, ConfigError, Loader, Settings as FileSettings};
use klarbrief::{Checker, CheckerBuilder, Lang, Request};

use super::trouble;
use crate::settings::Settings;

/// Checkers for all letters of a session, under one state of settings and files.
#[derive(Debug)]
pub(crate) struct House {
    loader: Loader,
    /// Where editor or configuration name a language.
    named: Checkers,
    /// Where neither does: the language of the client.
    local: Checkers,
    /// Without any configuration: when that is wrong.
    plain: Arc<Checker>,
    root: Option<PathBuf>,
    /// Folders with own rules, for the editing of rule files.
    pub rules_dirs: Vec<PathBuf>,
    /// The configuration files of the workspace.
    files: Vec<PathBuf>,
    /// The checker of the workspace.
    pub checker: Arc<Checker>,
}

/// What counts for one letter.
pub(crate) struct Plan {
    pub checker: Arc<Checker>,
    pub request: Request,
    /// The configuration says that it is not checked.
    pub ignored: bool,
    /// What is wrong with the configuration; it does not count then.
    pub problem: Option<String>,
}

impl House {
    /// Compiles the rules that the settings ask for; `None` if not even the built-in rules can be loaded. What was wrong with the
    /// settings is told, and left out.
    pub(crate) fn new(
        settings: &Settings,
        lang: Lang,
        root: Option<PathBuf>,
        problems: &mut Vec<String>,
    ) -> Option<House> {
        let mut settings = settings.clone();
        settings.rules = settings.rules_dirs(root.as_deref());
        let plain = loop {
            match finish(&settings, Some(lang))(Checker::builder()).build() {
                Ok(checker) => break Arc::new(checker),
                Err(error) => {
                    problems.push(trouble::message(&error, lang));
                    let selectors = matches!(error, klarbrief::BuildError::UnknownRule { .. });
                    if selectors && !(settings.select.is_empty() && settings.ignore.is_empty()) {
                        settings.select.clear();
                        settings.ignore.clear();
                    } else if !settings.rules.is_empty() {
                        settings.rules.clear();
                    } else {
                        return None;
                    }
                }
            }
        };
        let loader = match &settings.config {
            _ if settings.no_config => Loader::none(),
            Some(path) => Loader::file(root.as_ref().map_or_else(|| path.clone(), |root| root.join(path))),
            None => Loader::upwards(),
        };
        let mut house = House {
            loader: loader.with_profile(settings.profile),
            named: Checkers::new(finish(&settings, settings.lang)),
            local: Checkers::new(finish(&settings, Some(lang))),
            checker: plain.clone(),
            plain,
            rules_dirs: settings.rules.clone(),
            files: Vec::new(),
            root,
        };
        let plan = house.plan(None);
        house.checker = plan.checker;
        problems.extend(plan.problem);
        if let Ok(found) = house.settings(None) {
            house.rules_dirs.extend(found.config.rules.iter().map(|dir| dir.value.clone()));
            house.files = found.config.files.clone();
        }
        Some(house)
    }

    /// What counts for a letter; one without a path belongs to the workspace.
    pub(crate) fn plan(&self, path: Option<&Path>) -> Plan {
        match self.settings(path).and_then(|settings| Ok((self.build(&settings)?, settings))) {
            Ok((checker, settings)) => {
                let ignored = path.is_some() && settings.ignored.is_some();
                Plan { checker, request: settings.request(), ignored, problem: None }
            }
            Err(error) => Plan {
                checker: self.plain.clone(),
                request: Request::default(),
                ignored: false,
                problem: Some(self.words(&error)),
            },
        }
    }

    /// What is wrong with the configuration of a folder.
    pub(crate) fn wrong(&self, folder: &Path) -> Option<ConfigError> {
        let built = self.settings(Some(&folder.join("-"))).and_then(|settings| self.build(&settings));
        match built.map_err(|error| *error) {
            Err(CheckersError::Config(error)) => Some(error),
            _ => None,
        }
    }

    /// True for a configuration file that counts in the workspace.
    pub(crate) fn reads(&self, path: &Path) -> bool {
        self.files.iter().any(|file| file == path)
    }

    fn settings(&self, path: Option<&Path>) -> Result<FileSettings, Box<CheckersError>> {
        match (path, &self.root) {
            (Some(path), _) => self.loader.for_path(path).map_err(|e| Box::new(e.into())),
            (None, Some(root)) => self.loader.for_path(&root.join("-")).map_err(|e| Box::new(e.into())),
            (None, None) => Ok(Arc::new(Config::default()).for_path(Path::new("-"))),
        }
    }

    fn build(&self, settings: &FileSettings) -> Result<Arc<Checker>, Box<CheckersError>> {
        let checkers = if settings.config.lang.is_some() { &self.named } else { &self.local };
        checkers.of(settings).map_err(Box::new)
    }

    fn words(&self, error: &CheckersError) -> String {
        let lang = self.plain.lang();
        match error {
            CheckersError::Config(error) => {
                let path = error.path().display();
                let line = error.line().map(|l| format!(":{l}")).unwrap_or_default();
                let hint = error.hint(lang).map(|h| format!(" {h}")).unwrap_or_default();
                let until = lang.pick("Bis dahin zählt sie nicht.", "Until then it does not count.");
                format!("{path}{line}: {}{hint} {until}", error.message(lang))
            }
            CheckersError::Build(error) => trouble::message(error, lang),
            other => other.to_string(),
        }
    }
}

/// What the editor says, over whatever the configuration said.
fn finish(
    settings: &Settings,
    lang: Option<Lang>,
) -> impl Fn(CheckerBuilder) -> CheckerBuilder + Send + Sync + 'static {
    let settings = settings.clone();
    move |builder| {
        let builder = settings.apply(builder).without_examples();
        match lang {
            Some(lang) => builder.lang(lang),
            None => builder,
        }
    }
}

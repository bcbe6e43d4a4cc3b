//! One checker for all letters with the same settings.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Config, ConfigError, Settings};
use crate::{BuildError, Checker, CheckerBuilder};

/// Why there is no checker for a letter.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckersError {
    /// A configuration file is wrong, at this place.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Rules or options are wrong.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// A configuration with its checker.
type Kept = (Arc<Config>, Arc<Checker>);

/// Builds checkers and keeps them: each distinct one is built once.
pub struct Checkers {
    finish: Box<dyn Fn(CheckerBuilder) -> CheckerBuilder + Send + Sync>,
    built: Mutex<BTreeMap<String, Arc<Checker>>>,
    /// By address of a configuration, which is kept so that no other one can take its place: most letters of a run share one.
    known: Mutex<HashMap<usize, Kept>>,
}

impl std::fmt::Debug for Checkers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checkers").finish_non_exhaustive()
    }
}

impl Checkers {
    /// Starts without a checker; `finish` has the last word about each: options of the command line or of an editor.
    pub fn new(finish: impl Fn(CheckerBuilder) -> CheckerBuilder + Send + Sync + 'static) -> Checkers {
        Checkers { finish: Box::new(finish), built: Mutex::default(), known: Mutex::default() }
    }

    /// The checker for letters with these settings.
    ///
    /// # Errors
    ///
    /// If the settings name a rule or parameter that does not exist, or own rules cannot be loaded.
    pub fn of(&self, settings: &Settings) -> Result<Arc<Checker>, CheckersError> {
        let config = &settings.config;
        let address = Arc::as_ptr(config) as usize;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&address).cloned();
        if let Some((_, checker)) = known {
            return Ok(checker);
        }
        let checker = self.of_config(config)?;
        let entry = (config.clone(), checker.clone());
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(address, entry);
        Ok(checker)
    }

    /// The checker for a configuration; see [`Checkers::of`].
    ///
    /// # Errors
    ///
    /// See [`Checkers::of`].
    pub fn of_config(&self, config: &Config) -> Result<Arc<Checker>, CheckersError> {
        let builder = (self.finish)(config.apply(Checker::builder()));
        // Everything a builder knows; so configurations that differ in patterns only share a checker.
        let key = format!("{builder:?}");
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(checker) = built.get(&key) {
            return Ok(checker.clone());
        }
        let checker = match builder.build() {
            Ok(checker) => Arc::new(checker),
            Err(error) => {
                return Err(match config.place(&error) {
                    Some(placed) => placed.into(),
                    None => error.into(),
                });
            }
        };
        for allow in &config.allow {
            if !checker.ruleset().rules().iter().any(|r| allow.rule.matches(r)) {
                let unknown = checker.ruleset().unknown(&allow.rule);
                if let Some(error) = super::merge::unknown(&unknown, allow.origin.clone()) {
                    return Err(error.into());
                }
            }
        }
        built.insert(key, checker.clone());
        Ok(checker)
    }

    /// How many distinct checkers there are.
    pub fn len(&self) -> usize {
        self.built.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// True before the first one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Settings and checker for a letter.
    ///
    /// # Errors
    ///
    /// See [`super::Loader::for_path`] and [`Checkers::of`].
    pub fn for_path(
        &self,
        loader: &super::Loader,
        path: &Path,
    ) -> Result<(Settings, Arc<Checker>), CheckersError> {
        let settings = loader.for_path(path)?;
        let checker = self.of(&settings)?;
        Ok((settings, checker))
    }
}

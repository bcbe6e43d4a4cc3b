//! Finds the configuration files that count for a letter.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::error::{ConfigError, Origin, Source};
use super::file::{self, File};
use super::{Config, Profile, Settings, merge, pattern};

/// The name of configuration files.
pub const FILE_NAME: &str = "klarbrief.toml";

/// Finds configuration and keeps it: each file is read once. Can be shared by threads.
#[derive(Debug)]
pub struct Loader {
    search: Search,
    /// Takes the place of the profile that the files name.
    profile: Option<Profile>,
    /// By folder.
    folders: Mutex<HashMap<PathBuf, Arc<Config>>>,
    /// By the innermost file of a chain; folders without a file of their own share what is above them.
    chains: Mutex<HashMap<Option<PathBuf>, Arc<Config>>>,
}

#[derive(Debug)]
enum Search {
    /// Upwards from each letter.
    Upwards,
    /// Always this file.
    File(PathBuf),
    /// Nowhere.
    Nowhere,
}

impl Loader {
    /// Looks for `klarbrief.toml` in the folder of each letter and all folders above it.
    pub fn upwards() -> Loader {
        Loader::new(Search::Upwards)
    }

    /// Takes one file for all letters; no other counts.
    pub fn file(path: impl Into<PathBuf>) -> Loader {
        Loader::new(Search::File(path.into()))
    }

    /// Looks for no file.
    pub fn none() -> Loader {
        Loader::new(Search::Nowhere)
    }

    fn new(search: Search) -> Loader {
        Loader { search, profile: None, folders: Mutex::default(), chains: Mutex::default() }
    }

    /// Takes this profile instead of the one that the files name.
    pub fn with_profile(mut self, profile: Option<Profile>) -> Loader {
        self.profile = profile;
        self
    }

    /// The settings for a letter, which need not exist (it may be open in an editor only).
    ///
    /// # Errors
    ///
    /// If a configuration file cannot be read, is wrong, or extends itself.
    pub fn for_path(&self, path: &Path) -> Result<Settings, ConfigError> {
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(self.for_folder(folder)?.for_path(path))
    }

    /// What counts for the letters of a folder.
    ///
    /// # Errors
    ///
    /// See [`Loader::for_path`].
    pub fn for_folder(&self, folder: &Path) -> Result<Arc<Config>, ConfigError> {
        let known = self.folders.lock().unwrap_or_else(PoisonError::into_inner).get(folder).cloned();
        if let Some(config) = known {
            return Ok(config);
        }
        let files = self.files(folder)?;
        let config = self.chain(files)?;
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), config.clone());
        Ok(config)
    }

    /// Forgets what was read: files have changed.
    pub fn forget(&self) {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.chains.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The files that count for a folder, the outermost first.
    fn files(&self, folder: &Path) -> Result<Vec<PathBuf>, ConfigError> {
        Ok(match &self.search {
            Search::Nowhere => Vec::new(),
            Search::File(path) => vec![path.clone()],
            Search::Upwards => {
                let folder = pattern::clean(folder);
                let mut files: Vec<PathBuf> =
                    folder.ancestors().map(|dir| dir.join(FILE_NAME)).filter(|path| path.is_file()).collect();
                files.reverse();
                files
            }
        })
    }

    fn chain(&self, files: Vec<PathBuf>) -> Result<Arc<Config>, ConfigError> {
        let innermost = files.last().cloned();
        let known = self.chains.lock().unwrap_or_else(PoisonError::into_inner).get(&innermost).cloned();
        if let Some(config) = known {
            return Ok(config);
        }
        let mut read: Vec<(PathBuf, Vec<Loaded>)> = Vec::new();
        for path in files {
            let mut loaded = Vec::new();
            let root = load(&path, None, &mut Vec::new(), &mut loaded)?;
            if root {
                read.clear();
            }
            let base = pattern::clean(path.parent().unwrap_or(Path::new("")));
            read.push((base, loaded));
        }
        let config = Arc::new(self.merged(read)?);
        let mut chains = self.chains.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(chains.entry(innermost).or_insert(config).clone())
    }

    fn merged(&self, read: Vec<(PathBuf, Vec<Loaded>)>) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        for (base, loaded) in read {
            for (file, source) in loaded {
                merge::add(&mut config, file, &source, &base)?;
            }
        }
        let Some(profile) = self.profile.or(config.profile.as_ref().map(|p| p.value)) else {
            return Ok(config);
        };
        // The profile comes before everything, but only now it is known which one.
        let path = profile.path();
        let text = crate::ruleset::builtin_text(&path).unwrap_or_default();
        let (file, source) = file::parse(&Path::new("rules").join(&path), text.to_owned())?;
        let mut first = Config::default();
        merge::add(&mut first, file, &source, Path::new("/"))?;
        first.severities.append(&mut config.severities);
        config.severities = first.severities;
        for (key, value) in first.parameters {
            config.parameters.entry(key).or_insert(value);
        }
        Ok(config)
    }
}

/// Files that one file may extend, directly or through others: each extends of an extended one may double them.
const MOST_FILES: usize = 64;

type Loaded = (File, Arc<Source>);

/// Reads a file after those that it extends; true if it wants no outer one. `open` are the files whose reading has begun.
fn load(
    path: &Path,
    named: Option<Origin>,
    open: &mut Vec<PathBuf>,
    out: &mut Vec<Loaded>,
) -> Result<bool, ConfigError> {
    let identity = path.canonicalize().unwrap_or_else(|_| pattern::clean(path));
    if open.contains(&identity) {
        let error = |origin: Origin| {
            ConfigError::at(
                origin,
                format!("`{}` erweitert sich selbst, vielleicht über andere Dateien", path.display()),
                format!("`{}` extends itself, perhaps through other files", path.display()),
            )
        };
        return Err(match named {
            Some(origin) => error(origin),
            None => ConfigError::of_file(path, "Die Datei erweitert sich selbst", "the file extends itself"),
        });
    }
    if out.len() + open.len() >= MOST_FILES {
        return Err(ConfigError::of_file(
            path,
            format!("Mehr als {MOST_FILES} Dateien erweitern einander"),
            format!("more than {MOST_FILES} files extend each other"),
        ));
    }
    let text = merge::read(path).map_err(|e| merge::unreadable(path, &e, named))?;
    let (file, source) = file::parse(path, text)?;
    open.push(identity);
    let folder = path.parent().unwrap_or(Path::new(""));
    for extended in &file.extends {
        let inner = folder.join(extended.get_ref());
        load(&inner, Some(Origin::new(&source, extended.span())), open, out)?;
    }
    open.pop();
    let root = file.root;
    out.push((file, source));
    Ok(root)
}

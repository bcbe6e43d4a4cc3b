//! Patterns of files: as in `.gitignore`, but without exceptions.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns that hang on a folder.
#[derive(Debug, Clone)]
pub(super) struct Patterns {
    base: PathBuf,
    set: GlobSet,
}

impl Patterns {
    /// Compiles patterns. A pattern without a slash fits in any folder; one that ends in a slash means everything below.
    ///
    /// # Errors
    ///
    /// The index of the pattern that is none, with what is wrong with it.
    pub fn new<'a>(
        base: &Path,
        patterns: impl Iterator<Item = &'a str>,
    ) -> Result<Patterns, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (index, pattern) in patterns.enumerate() {
            let failed = |e: globset::Error| (index, e.kind().to_string());
            let trimmed = pattern.strip_prefix("./").unwrap_or(pattern);
            let inner = trimmed.strip_suffix('/').unwrap_or(trimmed);
            let anchored = match inner.strip_prefix('/') {
                Some(rest) => rest.to_owned(),
                None if inner.contains('/') => inner.to_owned(),
                None => format!("**/{inner}"),
            };
            let glob = |text: &str| GlobBuilder::new(text).literal_separator(true).build();
            if !trimmed.ends_with('/') {
                set.add(glob(&anchored).map_err(failed)?);
            }
            // A folder stands for what is in it.
            set.add(glob(&format!("{anchored}/**")).map_err(failed)?);
        }
        let set = set.build().map_err(|e| (0, e.kind().to_string()))?;
        Ok(Patterns { base: base.to_owned(), set })
    }

    /// True if a path, absolute and clean, fits one of them.
    pub fn fit(&self, path: &Path) -> bool {
        match path.strip_prefix(&self.base) {
            Ok(below) => self.set.is_match(below),
            Err(_) => self.set.is_match(path.file_name().unwrap_or_default()),
        }
    }

    /// True if there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }
}

/// A path from the root, without `.` and `..`; links are not followed.
pub(crate) fn clean(path: &Path) -> PathBuf {
    // The folder of a bare file name is empty, and means this one.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, path: &str) -> bool {
        let patterns = Patterns::new(Path::new("/amt"), std::iter::once(pattern)).expect("a pattern");
        patterns.fit(&clean(Path::new(path)))
    }

    #[test]
    fn patterns_are_read_like_those_of_version_control() {
        for (pattern, path) in [
            ("*.dotx", "/amt/a/b.dotx"),
            ("archiv/", "/amt/archiv/2020/a.txt"),
            ("archiv/", "/amt/x/archiv/a.txt"),
            ("/archiv/", "/amt/archiv/a.txt"),
            ("archiv", "/amt/archiv/a.txt"),
            ("vorlagen/**/*.docx", "/amt/vorlagen/a.docx"),
            ("vorlagen/**/*.docx", "/amt/vorlagen/x/y/a.docx"),
            ("brief.{md,txt}", "/amt/../amt/./x/brief.md"),
            ("./a/*.txt", "/amt/a/b.txt"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("*.dotx", "/amt/a/b.docx"),
            ("/archiv/", "/amt/x/archiv/a.txt"),
            ("archiv/", "/amt/archiv"),
            ("a/*.txt", "/amt/a/b/c.txt"),
            ("a/*.txt", "/amt/x/a/c.txt"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
        assert_eq!(Patterns::new(Path::new("/"), ["a", "[x"].into_iter()).map_err(|e| e.0).err(), Some(1));
    }
}

//! Where errors are gathered.

use rustc_hash::FxHashMap;

use super::RuleError;
use crate::compile::SourceFile;

/// How many errors of a file are kept: finding the line of each costs a pass over the file.
const MAX_PER_FILE: usize = 100;

/// Errors of all files, not more than [`MAX_PER_FILE`] of each.
#[derive(Default)]
pub(crate) struct Errors {
    list: Vec<RuleError>,
    by_file: FxHashMap<String, usize>,
    count: usize,
}

impl Errors {
    /// Adds an error of a file, which is made only if it is kept.
    pub fn add(&mut self, file: &SourceFile, make: impl FnOnce() -> RuleError) {
        self.count += 1;
        let count = match self.by_file.get_mut(&file.path) {
            Some(count) => count,
            None => self.by_file.entry(file.path.clone()).or_default(),
        };
        *count += 1;
        if *count <= MAX_PER_FILE {
            self.list.push(make());
        }
    }

    /// Adds the errors of a file that were gathered apart.
    pub fn append(&mut self, file: &SourceFile, other: Errors) {
        let dropped = other.count - other.list.len();
        for error in other.list {
            self.add(file, || error);
        }
        self.count += dropped;
    }

    /// How many errors were added, kept or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// All errors that were kept, sorted by place.
    pub fn sorted(mut self) -> Vec<RuleError> {
        self.list.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.list
    }
}

//! What earlier versions of a letter had in common with this one.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};
use source::TextRange;
use text::{Layout, Paragraph};

use crate::engine::BlockHits;
use crate::ruleset::Ruleset;

/// Remembers, paragraph by paragraph, what the last check of a letter found out, so that the next one looks only at what
/// has changed. See [`Checker::check_again`](crate::Checker::check_again).
///
/// A cache belongs to one letter and its caller; it never holds more than the paragraphs of the last check, and never
/// changes what is found.
#[derive(Debug, Default)]
pub struct Cache {
    entries: FxHashMap<u64, Entry>,
    /// The rules that `hits` of the entries come from.
    ruleset: Option<Arc<Ruleset>>,
    /// The abbreviations of the house that sentences were split with.
    abbreviations: Vec<String>,
    round: u64,
}

/// A paragraph that was seen.
#[derive(Debug)]
struct Entry {
    text: Box<str>,
    marker: u32,
    fields: Box<[TextRange]>,
    paragraph: Paragraph,
    /// By what else they depend on (part of the letter, rules that run): where patterns hit.
    hits: Vec<(u64, BlockHits)>,
    /// The last check that it was part of.
    round: u64,
}

impl Cache {
    /// A cache that knows nothing yet.
    pub fn new() -> Cache {
        Cache::default()
    }

    /// Starts a check with a set of rules and abbreviations of the house.
    pub(crate) fn begin(&mut self, ruleset: &Arc<Ruleset>, abbreviations: &[String]) {
        self.round += 1;
        if self.abbreviations != abbreviations {
            self.abbreviations = abbreviations.to_vec();
            self.entries.clear();
        }
        if !self.ruleset.as_ref().is_some_and(|known| Arc::ptr_eq(known, ruleset)) {
            self.ruleset = Some(Arc::clone(ruleset));
            self.entries.values_mut().for_each(|entry| entry.hits.clear());
        }
    }

    /// Forgets what was not part of the check that ends.
    pub(crate) fn end(&mut self) {
        let round = self.round;
        self.entries.retain(|_, entry| entry.round == round);
    }

    /// The analysis of a paragraph, remembered or new, with the key that it is remembered by.
    pub(crate) fn analyse(&mut self, text: &str, layout: &Layout<'_>) -> (u64, Paragraph) {
        let mut hasher = FxHasher::default();
        (text, layout.marker, layout.placeholders).hash(&mut hasher);
        let key = hasher.finish();
        let same = |entry: &&mut Entry| {
            *entry.text == *text && entry.marker == layout.marker && *entry.fields == *layout.placeholders
        };
        if let Some(entry) = self.entries.get_mut(&key).filter(same) {
            entry.round = self.round;
            return (key, entry.paragraph.clone());
        }
        let paragraph = text::analyse(text, layout);
        let entry = Entry {
            text: text.into(),
            marker: layout.marker,
            fields: layout.placeholders.into(),
            paragraph: paragraph.clone(),
            hits: Vec::new(),
            round: self.round,
        };
        self.entries.insert(key, entry);
        (key, paragraph)
    }

    /// Where patterns hit in the paragraph with a key: remembered, or found now.
    ///
    /// `around` stands for everything that hits depend on besides the paragraph and the rules.
    pub(crate) fn hits(&mut self, key: u64, around: u64, find: impl FnOnce() -> BlockHits) -> BlockHits {
        let Some(entry) = self.entries.get_mut(&key) else { return find() };
        // The same words may stand in two parts of a letter, and hardly in more.
        const MOST: usize = 4;
        if let Some((_, hits)) = entry.hits.iter().find(|(known, _)| *known == around) {
            return hits.clone();
        }
        let hits = find();
        if entry.hits.len() >= MOST {
            entry.hits.remove(0);
        }
        entry.hits.push((around, hits.clone()));
        hits
    }
}

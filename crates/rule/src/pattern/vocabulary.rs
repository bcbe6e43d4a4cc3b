//! Words as numbers: each word that some pattern names has a symbol.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use text::Paragraph;

/// All words and word shapes that the patterns of a rule set name.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    words: FxHashMap<Box<str>, u32>,
    /// By symbol: how common the word is, roughly, in places per ten thousand words.
    frequency: Vec<u32>,
    globs: Vec<Glob>,
    glob_ids: FxHashMap<Glob, u32>,
    prefixes: Trie,
    suffixes: Trie,
    infixes: Trie,
}

/// A word with stars at its ends, which stand for any letters, also none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Glob {
    /// `wort*`
    Prefix(Box<str>),
    /// `*wort`
    Suffix(Box<str>),
    /// `*wort*`
    Infix(Box<str>),
}

impl Glob {
    /// Reads a word with stars at its ends; `None` if there is no star, or nothing else.
    pub fn parse(word: &str) -> Option<Glob> {
        let fixed = word.trim_matches('*');
        if fixed.is_empty() {
            return None;
        }
        let fixed = fixed.to_lowercase().into_boxed_str();
        match (word.starts_with('*'), word.ends_with('*')) {
            (true, true) => Some(Glob::Infix(fixed)),
            (true, false) => Some(Glob::Suffix(fixed)),
            (false, true) => Some(Glob::Prefix(fixed)),
            (false, false) => None,
        }
    }

    /// Tells whether a word in lower case has the shape.
    pub fn matches(&self, word: &str) -> bool {
        match self {
            Glob::Prefix(fixed) => word.starts_with(&**fixed),
            Glob::Suffix(fixed) => word.ends_with(&**fixed),
            Glob::Infix(fixed) => word.contains(&**fixed),
        }
    }

    fn fixed(&self) -> &str {
        match self {
            Glob::Prefix(fixed) | Glob::Suffix(fixed) | Glob::Infix(fixed) => fixed,
        }
    }
}

/// Words that stand in nearly every text: a bad sign that a pattern matches.
const COMMON: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einen", "einem", "eines", "und",
    "oder", "in", "im", "zu", "zur", "zum", "von", "vom", "mit", "für", "auf", "aus", "an", "am", "bei",
    "nach", "ist", "sind", "war", "wird", "werden", "wurde", "hat", "haben", "sein", "kann", "können", "sie",
    "ihr", "ihre", "ihren", "ihrer", "ihrem", "ihnen", "wir", "ich", "es", "er", "nicht", "auch", "dass",
    "sich", "so", "als", "wenn", "um", "über", "§", "abs.", "satz", "nr.", ",", ".", ":", "(", ")",
];

impl Vocabulary {
    /// The symbol of a word, which must be in lower case; symbols start at 1.
    pub fn word(&mut self, word: &str) -> u32 {
        if let Some(symbol) = self.words.get(word) {
            return *symbol;
        }
        if self.frequency.is_empty() {
            self.frequency.push(0);
        }
        let symbol = self.frequency.len() as u32;
        self.words.insert(word.into(), symbol);
        self.frequency.push(match word.chars().count() {
            _ if COMMON.contains(&word) => 200,
            0..=3 => 40,
            4..=5 => 12,
            6..=8 => 4,
            _ => 1,
        });
        symbol
    }

    /// The number of a glob, from 0.
    pub fn glob(&mut self, glob: Glob) -> u32 {
        if let Some(id) = self.glob_ids.get(&glob) {
            return *id;
        }
        let id = self.globs.len() as u32;
        match &glob {
            Glob::Prefix(fixed) => self.prefixes.insert(fixed.bytes(), id),
            Glob::Suffix(fixed) => self.suffixes.insert(fixed.bytes().rev(), id),
            Glob::Infix(fixed) => self.infixes.insert(fixed.bytes(), id),
        }
        self.glob_ids.insert(glob.clone(), id);
        self.globs.push(glob);
        id
    }

    /// The number of symbols, 0 included.
    pub fn symbols(&self) -> usize {
        self.frequency.len().max(1)
    }

    /// The number of globs.
    pub fn globs(&self) -> usize {
        self.globs.len()
    }

    /// How common a word is, roughly, in places per ten thousand words.
    pub fn frequency(&self, symbol: u32) -> u32 {
        self.frequency.get(symbol as usize).copied().unwrap_or(0)
    }

    /// How common words of this shape are, roughly, in places per ten thousand words.
    pub fn glob_frequency(&self, glob: u32) -> u32 {
        match self.globs.get(glob as usize).map_or(0, |g| g.fixed().chars().count()) {
            0..=2 => 300,
            3 => 150,
            4..=5 => 40,
            6..=8 => 8,
            _ => 2,
        }
    }

    /// The symbol of a word of a text, 0 if no pattern names it.
    fn symbol(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    fn globs_of(&self, word: &str, code: impl Fn(u32) -> u32, out: &mut Vec<u32>) {
        self.prefixes.walk(word.bytes(), |id| out.push(code(id)));
        self.suffixes.walk(word.bytes().rev(), |id| out.push(code(id)));
        let from = out.len();
        for start in 0..word.len() {
            self.infixes.walk(word.as_bytes()[start..].iter().copied(), |id| {
                // "*nn*" fits "könnten" and "nennen" alike.
                if !out[from..].contains(&code(id)) {
                    out.push(code(id));
                }
            });
        }
    }
}

/// The symbols of the tokens of one paragraph; a buffer that can be used again for the next one.
#[derive(Debug, Clone, Default)]
pub struct Symbols {
    norm: Vec<u32>,
    lemma: Vec<u32>,
    /// Codes of the globs that fit: [`norm_glob`] and [`lemma_glob`].
    globs: Vec<u32>,
    /// By token: where its globs end.
    ends: Vec<u32>,
}

/// The code of a glob that fits the norm of a token.
pub(crate) fn norm_glob(id: u32) -> u32 {
    id << 1
}

/// The code of a glob that fits the base form of a token.
pub(crate) fn lemma_glob(id: u32) -> u32 {
    id << 1 | 1
}

/// The number of the glob that a code stands for.
pub(crate) fn glob_of(code: u32) -> u32 {
    code >> 1
}

impl Symbols {
    /// An empty buffer.
    pub fn new() -> Symbols {
        Symbols::default()
    }

    /// Forgets the paragraph, but keeps the memory.
    pub fn clear(&mut self) {
        self.norm.clear();
        self.lemma.clear();
        self.globs.clear();
        self.ends.clear();
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.norm.len()
    }

    /// True if no paragraph was filled in, or one without tokens.
    pub fn is_empty(&self) -> bool {
        self.norm.is_empty()
    }

    pub(crate) fn fill(&mut self, vocabulary: &Vocabulary, paragraph: &Paragraph) {
        self.clear();
        self.norm.reserve(paragraph.tokens.len());
        self.lemma.reserve(paragraph.tokens.len());
        self.ends.reserve(paragraph.tokens.len());
        for token in &paragraph.tokens {
            let norm = paragraph.norm(token);
            let lemma = paragraph.lemma(token);
            let symbol = vocabulary.symbol(norm);
            let from = self.globs.len();
            self.norm.push(symbol);
            vocabulary.globs_of(norm, norm_glob, &mut self.globs);
            if norm == lemma {
                self.lemma.push(symbol);
                for index in from..self.globs.len() {
                    self.globs.push(self.globs[index] | 1);
                }
            } else {
                self.lemma.push(vocabulary.symbol(lemma));
                vocabulary.globs_of(lemma, lemma_glob, &mut self.globs);
            }
            self.ends.push(self.globs.len() as u32);
        }
    }

    /// The symbol of the norm of a token; 0 outside the paragraph.
    pub(crate) fn norm(&self, token: usize) -> u32 {
        self.norm.get(token).copied().unwrap_or(0)
    }

    /// The symbol of the base form of a token; 0 outside the paragraph.
    pub(crate) fn lemma(&self, token: usize) -> u32 {
        self.lemma.get(token).copied().unwrap_or(0)
    }

    /// The codes of the globs that fit a token.
    pub(crate) fn globs(&self, token: usize) -> &[u32] {
        let Some(end) = self.ends.get(token) else { return &[] };
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.globs[start as usize..*end as usize]
    }
}

/// Finds all stored byte strings that a word starts with.
#[derive(Debug, Serialize, Deserialize)]
struct Trie {
    nodes: Vec<TrieNode>,
    /// By byte: the child of the root, 0 for none. Nearly every look-up ends here.
    first: Vec<u32>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct TrieNode {
    children: Vec<(u8, u32)>,
    glob: Option<u32>,
}

impl Default for Trie {
    fn default() -> Trie {
        Trie { nodes: vec![TrieNode::default()], first: vec![0; 256] }
    }
}

impl Trie {
    fn insert(&mut self, bytes: impl Iterator<Item = u8>, glob: u32) {
        let mut node = 0;
        for byte in bytes {
            node = match self.child(node, byte) {
                Some(child) => child,
                None => {
                    let child = self.nodes.len();
                    self.nodes.push(TrieNode::default());
                    self.nodes[node].children.push((byte, child as u32));
                    if node == 0 {
                        self.first[usize::from(byte)] = child as u32;
                    }
                    child
                }
            };
        }
        self.nodes[node].glob = Some(glob);
    }

    fn walk(&self, bytes: impl Iterator<Item = u8>, mut found: impl FnMut(u32)) {
        let mut node = 0;
        for byte in bytes {
            match self.child(node, byte) {
                Some(child) => node = child,
                None => return,
            }
            if let Some(glob) = self.nodes[node].glob {
                found(glob);
            }
        }
    }

    fn child(&self, node: usize, byte: u8) -> Option<usize> {
        if node == 0 {
            return Some(self.first[usize::from(byte)] as usize).filter(|child| *child != 0);
        }
        self.nodes[node].children.iter().find(|(b, _)| *b == byte).map(|(_, child)| *child as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tries_agree_with_trying_each_glob(
            globs in proptest::collection::vec("\\*?[abä]{1,3}\\*?", 0..12),
            word in "[abä]{0,6}"
        ) {
            let mut vocabulary = Vocabulary::default();
            for glob in globs.iter().filter_map(|g| Glob::parse(g)) {
                vocabulary.glob(glob);
            }
            let mut found = Vec::new();
            vocabulary.globs_of(&word, |id| id, &mut found);
            found.sort_unstable();
            let expected: Vec<u32> =
                (0..vocabulary.globs.len() as u32).filter(|id| vocabulary.globs[*id as usize].matches(&word)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}

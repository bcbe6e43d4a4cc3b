//! Which words say the same: the table `data/words.tsv` and the stems of German derivation.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Words that count as one.
pub(crate) struct Words {
    /// From a word to the names of its groups.
    groups: FxHashMap<&'static str, Vec<&'static str>>,
}

impl Words {
    /// The table that is built in.
    pub fn builtin() -> &'static Words {
        static TABLE: OnceLock<Words> = OnceLock::new();
        TABLE.get_or_init(|| Words::read(include_str!("../data/words.tsv")))
    }

    fn read(table: &'static str) -> Words {
        let mut groups: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
        for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let Some((names, words)) = line.split_once('\t') else { continue };
            for word in words.split_whitespace() {
                groups.entry(word).or_default().extend(names.split('+'));
            }
        }
        Words { groups }
    }

    /// Adds the keys of a content word; none for a word that says nothing by itself.
    pub fn keys(&self, norm: &str, lemma: &str, out: &mut Vec<Box<str>>) {
        if let Some(found) = self.groups.get(norm).or_else(|| self.groups.get(lemma)) {
            out.extend(found.iter().filter(|g| **g != "-").map(|g| Box::from(*g)));
            return;
        }
        let stem = stem(lemma);
        match self.groups.get(stem) {
            Some(found) => out.extend(found.iter().filter(|g| **g != "-").map(|g| Box::from(*g))),
            None => out.push(Box::from(stem)),
        }
    }
}

/// Takes off the endings by which nouns, verbs and adjectives are made from each other: "verlängerung" and "verlängern".
pub(crate) fn stem(lemma: &str) -> &str {
    const ENDINGS: [&str; 14] =
        ["ungen", "ung", "ieren", "keit", "heit", "lich", "isch", "ern", "eln", "en", "er", "es", "e", "n"];
    for ending in ENDINGS {
        if let Some(stem) = lemma.strip_suffix(ending)
            && stem.chars().count() >= 4
        {
            return stem;
        }
    }
    lemma
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivations_share_a_stem() {
        for (a, b) in [("verlängerung", "verlängern"), ("ablehnung", "ablehnen"), ("prüfung", "prüfen")] {
            let (a, b) = (stem(a), stem(b));
            assert!(a.starts_with(b) || b.starts_with(a), "{a} {b}");
        }
    }

    #[test]
    fn the_table_has_no_broken_line() {
        for line in include_str!("../data/words.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let (name, words) = line.split_once('\t').expect("a tab");
            assert!(!name.trim().is_empty() && !words.trim().is_empty(), "{line}");
        }
    }
}

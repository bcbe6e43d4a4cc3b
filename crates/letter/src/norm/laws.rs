//! The names of laws: `rules/normen/gesetze.tsv`.

use std::borrow::Cow;

/// Where a law comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LawSource {
    /// Federal law.
    Federal,
    /// Law of a Land; not looked up.
    Land,
    /// Law of the European Union; not looked up.
    Union,
    /// Treaties; not looked up.
    Treaty,
    /// No longer in force.
    Former,
}

/// A law that the table knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law<'a> {
    /// Official short name.
    pub short: &'a str,
    /// Where it comes from.
    pub source: LawSource,
    /// Of a former law: what took its place, and since when.
    pub note: &'a str,
}

/// The table with an index of its names by their first word.
#[derive(Debug)]
pub(crate) struct Laws {
    text: Cow<'static, str>,
    rows: Vec<Row>,
    /// Sorted by hash of their first word, then longest first.
    names: Vec<Name>,
}

#[derive(Debug)]
struct Row {
    /// Where the fields stand in the text.
    short: (u32, u32),
    note: (u32, u32),
    source: LawSource,
}

#[derive(Debug, Clone, Copy)]
struct Name {
    hash: u64,
    /// Where the name stands in the text of the table.
    start: u32,
    end: u32,
    row: u32,
}

/// A law found in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    pub short: &'a str,
    /// Bytes of the text that the name takes.
    pub len: usize,
}

impl Laws {
    pub fn new(text: Cow<'static, str>) -> Laws {
        let mut laws = Laws { text: Cow::Borrowed(""), rows: Vec::new(), names: Vec::with_capacity(1_024) };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            laws.add(line, at as u32);
            at += line.len();
        }
        // Longest first, so that "Gesetz über den Aufenthalt, die …" wins over "Gesetz über den Aufenthalt".
        laws.names.sort_unstable_by_key(|n| (n.hash, std::cmp::Reverse(n.end - n.start), n.start));
        laws.text = text;
        laws
    }

    fn add(&mut self, line: &str, at: u32) {
        if line.starts_with('#') || line.starts_with("kurzname\t") {
            return;
        }
        let line = line.trim_end();
        let mut fields = line.split('\t');
        let (Some(short), Some(source)) = (fields.next(), fields.next()) else { return };
        let source = match source {
            "bund" => LawSource::Federal,
            "land" => LawSource::Land,
            "eu" => LawSource::Union,
            "völkerrecht" => LawSource::Treaty,
            "alt" => LawSource::Former,
            _ => return,
        };
        let names = fields.next().unwrap_or_default();
        let note = fields.next().unwrap_or_default();
        // All parts are slices of the line.
        let place = |part: &str| {
            let start = offset(line, part) + at;
            (start, start + part.len() as u32)
        };
        let row = self.rows.len() as u32;
        self.rows.push(Row { short: place(short), note: place(note), source });
        for name in std::iter::once(short).chain(names.split(" / ")).filter(|n| !n.is_empty()) {
            let Some((first, _)) = next_word(name) else { continue };
            let (start, end) = place(name);
            self.names.push(Name { hash: hash(first), start, end, row });
        }
    }

    fn slice(&self, (start, end): (u32, u32)) -> &str {
        &self.text[start as usize..end as usize]
    }

    fn law(&self, row: &Row) -> Law<'_> {
        Law { short: self.slice(row.short), source: row.source, note: self.slice(row.note) }
    }

    pub fn all(&self) -> impl Iterator<Item = Law<'_>> {
        self.rows.iter().map(|row| self.law(row))
    }

    pub fn get(&self, short: &str) -> Option<Law<'_>> {
        let (first, _) = next_word(short)?;
        let rows = self.starting_with(first).iter().map(|n| &self.rows[n.row as usize]);
        rows.map(|r| self.law(r)).find(|l| l.short == short)
    }

    /// Reads the name of a law at the start of a text, in any of its forms.
    pub fn read(&self, text: &str) -> Option<Named<'_>> {
        let (first, _) = next_word(text)?;
        self.starting_with(first).iter().find_map(|name| {
            let len = same_words(self.slice((name.start, name.end)), text)?;
            Some(Named { short: self.slice(self.rows[name.row as usize].short), len })
        })
    }

    /// The names whose first word begins like this one.
    fn starting_with(&self, first: &str) -> &[Name] {
        let hash = hash(first);
        let start = self.names.partition_point(|n| n.hash < hash);
        let len = self.names[start..].iter().take_while(|n| n.hash == hash).count();
        &self.names[start..start + len]
    }

    fn shorts(&self) -> impl Iterator<Item = Law<'_>> {
        self.rows.iter().map(|r| self.law(r))
    }
}

/// Where a slice of a line begins in it; 0 for an empty one.
fn offset(line: &str, part: &str) -> u32 {
    if part.is_empty() { 0 } else { (part.as_ptr() as usize - line.as_ptr() as usize) as u32 }
}

/// Finds the law that a misspelt name means.
pub(crate) trait MostLike {
    fn most_like(&self, written: &str) -> Option<&str>;
}

impl MostLike for Laws {
    fn most_like(&self, written: &str) -> Option<&str> {
        let known = self.read(written).is_some_and(|n| n.len == written.len());
        let letters = written.chars().count();
        if known || letters < 4 {
            return None;
        }
        let lower = written.to_lowercase();
        let federal = self.shorts().filter(|l| l.source == LawSource::Federal && l.short.len() >= 4);
        let mut best: Option<(usize, &str)> = None;
        for law in federal {
            let other = law.short.to_lowercase();
            // Laws of a Land carry a letter or two before the name of the federal one.
            let behind = lower.strip_prefix(&other).is_some_and(|land| land.len() > 1);
            if lower.ends_with(&other) || behind {
                return None;
            }
            let far = strsim::osa_distance(&lower, &other);
            if far <= (1 + usize::from(other.len() > 7)) && best.is_none_or(|(b, _)| far < b) {
                best = Some((far, law.short));
            }
        }
        best.map(|(_, short)| short)
    }
}

/// The word at the start of a text without signs at its end, and the rest behind it with the blanks between.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ';' | ':' | '"' | '“' | '‚' | '‘')
    });
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    let word = word.trim_end_matches(['.', ',', '!', '?', '…']);
    (!word.is_empty()).then_some((word, rest))
}

/// The bytes of `text` that say the same as `name`, word by word; endings do not count.
fn same_words(name: &str, text: &str) -> Option<usize> {
    let (mut name, mut at) = (name, 0);
    loop {
        let (wanted, name_rest) = next_word(name)?;
        let (word, rest) = next_word(&text[at..])?;
        if !same(wanted, word) {
            return None;
        }
        name = name_rest.trim_start();
        if name.is_empty() {
            return Some(at + word.len());
        }
        let gap = rest.len() - rest.trim_start().len();
        if gap == 0 {
            return None;
        }
        at = text.len() - rest.len() + gap;
    }
}

/// Compares two words whatever their endings: Aufenthaltsgesetz, Aufenthaltsgesetzes; Europäische, Europäischen.
fn same(a: &str, b: &str) -> bool {
    let (mut left, mut right) = (a.chars(), b.chars());
    let mut common = 0;
    loop {
        let (rest_left, rest_right) = (left.as_str(), right.as_str());
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(l), Some(r)) if l == r || l.to_lowercase().eq(r.to_lowercase()) => common += 1,
            // Short names have no endings.
            _ => {
                return common >= 4
                    && a.len().max(b.len()) >= 6
                    && is_ending(rest_left)
                    && is_ending(rest_right);
            }
        }
    }
}

fn is_ending(rest: &str) -> bool {
    matches!(rest, "" | "e" | "en" | "em" | "er" | "es" | "s" | "n" | "r" | "m")
}

/// Of the first letters only: the rest may bend.
fn hash(word: &str) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    word.chars().take(4).flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(c as u32));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::norm::Norms;

    fn read(text: &str) -> Option<(&str, &str)> {
        let laws = Norms::builtin().laws();
        laws.read(text).map(|n| (n.short, &text[..n.len]))
    }

    #[test]
    fn reads_names_in_all_their_forms() {
        for (text, short, part) in [
            ("AufenthG. Das", "AufenthG", "AufenthG"),
            ("Aufenthaltsgesetzes verlangt", "AufenthG", "Aufenthaltsgesetzes"),
            ("Aufenthaltsgesetz (AufenthG)", "AufenthG", "Aufenthaltsgesetz"),
            ("Europäischen Menschenrechtskonvention", "EMRK", "Europäischen Menschenrechtskonvention"),
            ("Zweiten Buches\nSozialgesetzbuch und", "SGB II", "Zweiten Buches\nSozialgesetzbuch"),
            ("VwVfG NRW)", "VwVfG NRW", "VwVfG NRW"),
            ("VwVfG. NRW. ist", "VwVfG NRW", "VwVfG. NRW"),
            ("VwVfG ist", "VwVfG", "VwVfG"),
            ("Freizügigkeitsgesetzes/EU", "FreizügG/EU", "Freizügigkeitsgesetzes/EU"),
            (
                "Gesetzes über den Aufenthalt, die Erwerbstätigkeit und die Integration von Ausländern im Bundesgebiet.",
                "AufenthG",
                "Gesetzes über den Aufenthalt, die Erwerbstätigkeit und die Integration von Ausländern im Bundesgebiet",
            ),
        ] {
            assert_eq!(read(text), Some((short, part)), "{text}");
        }
        assert_eq!(read("Vertrag über die Miete"), None);
        assert_eq!(read("für Sie"), None);
    }

    #[test]
    fn misspelt_names_are_known_and_laws_of_a_land_are_not_misspelt() {
        let laws = Norms::builtin().laws();
        assert_eq!(laws.most_like("AufentG"), Some("AufenthG"));
        assert_eq!(laws.most_like("AufenhtG"), Some("AufenthG"));
        assert_eq!(laws.most_like("VwVGO"), Some("VwGO"));
        for known in ["NVwVfG", "XVwVfG", "AufenthG", "AsylVfG", "LImSchG", "NatG", "FooBarG", "VwVfGBln"] {
            assert_eq!(laws.most_like(known), None, "{known}");
        }
    }
}

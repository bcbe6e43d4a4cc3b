//! The sentences of a version with what they say, as numbers that can be compared.

use std::ops::Range;

use klarbrief::letter::{PartKind, value};
use klarbrief::source::{TextRange, TextSize};
use klarbrief::text::{Paragraph, Pos, Sentence, TokenKind, is_month};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::Side;
use crate::words::Words;

/// A version cut into sentences.
pub(crate) struct Version<'a> {
    pub side: Side<'a>,
    pub words: &'static Words,
    /// All sentences in reading order.
    pub units: Vec<Unit>,
    /// The units of each block.
    pub of_block: Vec<Range<usize>>,
    /// Norms, dates, periods and amounts as keys, by place.
    items: Vec<(TextSize, Box<str>)>,
    /// Keys of the other version that are parts of a compound of this one: "kopie" of "fotokopie".
    parts: FxHashMap<Box<str>, Vec<Box<str>>>,
}

/// One sentence.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub range: TextRange,
    pub block: usize,
    pub sentence: usize,
    pub part: PartKind,
    /// What it speaks about: keys of content words and of numbers, sorted, each once.
    pub keys: Vec<Box<str>>,
    /// Its words as they stand, in lower case, for telling whether anything changed.
    pub plain: Box<str>,
}

impl<'a> Version<'a> {
    pub fn new(side: Side<'a>, words: &'static Words) -> Version<'a> {
        let mut units = Vec::new();
        let mut of_block = Vec::new();
        for (block, (laid, paragraph)) in side.document.blocks.iter().zip(&side.report.paragraphs).enumerate()
        {
            let first = units.len();
            let base = laid.range.start();
            for (index, sentence) in paragraph.sentences.iter().enumerate() {
                units.push(Unit {
                    range: sentence.range + base,
                    block,
                    sentence: index,
                    part: side.report.letter.part_of_block.get(block).copied().unwrap_or(PartKind::Body),
                    keys: keys(paragraph, sentence, words),
                    plain: plain(paragraph, sentence),
                });
            }
            of_block.push(first..units.len());
        }
        let mut version =
            Version { side, words, units, of_block, items: Vec::new(), parts: FxHashMap::default() };
        version.add_items();
        version
    }

    /// Norms, dates, periods and amounts tell more than words which sentences belong together.
    fn add_items(&mut self) {
        let mut items: Vec<(TextSize, Box<str>)> = Vec::new();
        for citation in &self.side.report.letter.citations {
            items.extend(
                citation.refs.iter().map(|r| (citation.range.start(), format!("§{}", r.section).into())),
            );
        }
        for block in &self.side.document.blocks {
            let text = self.side.document.slice(block.range);
            let at = |start: usize| block.range.start() + TextSize::new(start as u32);
            items.extend(
                value::dates(text)
                    .iter()
                    .map(|d| (at(d.range.start), format!("{}.{}.", d.day, d.month).into())),
            );
            items.extend(
                value::amounts(text).iter().map(|a| (at(a.range.start), format!("{}€", a.cents).into())),
            );
            let periods = value::periods(text);
            items.extend(
                periods.iter().map(|p| (at(p.range.start), format!("{}{:?}", p.count, p.unit).into())),
            );
        }
        items.sort_unstable();
        for (start, key) in &items {
            if let Some(unit) = self.unit_at(*start) {
                insert(&mut self.units[unit].keys, key);
            }
        }
        self.items = items;
    }

    /// Lets compounds share a key with their parts that stand alone in the other version.
    pub fn know_parts(&mut self, other: &FxHashSet<Box<str>>) {
        let mut parts: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
        for key in self.units.iter().flat_map(|u| &u.keys) {
            if !parts.contains_key(key) {
                parts.insert(key.clone(), parts_of(key, other));
            }
        }
        parts.retain(|_, found| !found.is_empty());
        self.parts = parts;
        for unit in &mut self.units {
            add_parts(&self.parts, &mut unit.keys);
        }
    }

    /// All keys of all sentences.
    pub fn vocabulary(&self) -> FxHashSet<Box<str>> {
        self.units.iter().flat_map(|u| u.keys.iter().cloned()).collect()
    }

    /// The keys of some tokens of a sentence, with the norms and values that begin between the first and the last of them.
    pub fn keys_in(&self, unit: &Unit, tokens: &[usize]) -> Vec<Box<str>> {
        let paragraph = self.paragraph(unit);
        let mut keys = keys_of(paragraph, tokens.iter().copied(), self.words);
        let base = self.base(unit);
        for stretch in tokens.chunk_by(|a, b| a + 1 == *b) {
            let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
            let start = paragraph.tokens[*first].range.start() + base;
            let end = paragraph.tokens[*last].range.end() + base;
            let from = self.items.partition_point(|(at, _)| *at < start);
            for (_, key) in self.items[from..].iter().take_while(|(at, _)| *at < end) {
                insert(&mut keys, key);
            }
        }
        add_parts(&self.parts, &mut keys);
        keys
    }

    /// The sentence at an offset; the last one before it where it lies between two.
    pub fn unit_at(&self, offset: TextSize) -> Option<usize> {
        self.units.partition_point(|u| u.range.start() <= offset).checked_sub(1)
    }

    pub fn paragraph(&self, unit: &Unit) -> &'a Paragraph {
        &self.side.report.paragraphs[unit.block]
    }

    pub fn base(&self, unit: &Unit) -> TextSize {
        self.side.document.blocks[unit.block].range.start()
    }

    pub fn sentence(&self, unit: &Unit) -> &'a Sentence {
        &self.paragraph(unit).sentences[unit.sentence]
    }

    pub fn text(&self, range: TextRange) -> &'a str {
        self.side.document.slice(range)
    }

    /// The words of a range on one line.
    pub fn shown(&self, range: TextRange) -> String {
        self.text(range).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The words of `others` that begin or end a compound.
fn parts_of(key: &str, others: &FxHashSet<Box<str>>) -> Vec<Box<str>> {
    let letters = key.chars().count();
    if !(MIN_PART + MIN_REST..=MAX_COMPOUND).contains(&letters) || !key.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let places = key.char_indices().map(|(i, _)| i).enumerate();
    let found = places.flat_map(|(count, at)| {
        let head = (count >= MIN_PART && letters - count >= MIN_REST).then(|| &key[..at]);
        let tail = (count >= MIN_REST && letters - count >= MIN_PART).then(|| &key[at..]);
        head.into_iter().chain(tail)
    });
    found.filter(|part| others.contains(*part)).map(Box::from).collect()
}

/// The shortest word that counts as part of a compound, in letters, and the shortest rest beside it.
const MIN_PART: usize = 4;
const MIN_REST: usize = 3;
/// Longer words are no compounds that anyone takes apart.
const MAX_COMPOUND: usize = 48;

fn add_parts(parts: &FxHashMap<Box<str>, Vec<Box<str>>>, keys: &mut Vec<Box<str>>) {
    let more: Vec<&Box<str>> = keys.iter().filter_map(|k| parts.get(k)).flatten().collect();
    let more: Vec<Box<str>> = more.into_iter().cloned().collect();
    for key in &more {
        insert(keys, key);
    }
}

fn insert(keys: &mut Vec<Box<str>>, key: &str) {
    if let Err(place) = keys.binary_search_by(|k| (**k).cmp(key)) {
        keys.insert(place, key.into());
    }
}

/// The content of some tokens as sorted keys, each once.
pub(crate) fn keys(paragraph: &Paragraph, sentence: &Sentence, words: &Words) -> Vec<Box<str>> {
    keys_of(paragraph, sentence.indices(), words)
}

pub(crate) fn keys_of(
    paragraph: &Paragraph,
    tokens: impl IntoIterator<Item = usize>,
    words: &Words,
) -> Vec<Box<str>> {
    let mut out: Vec<Box<str>> = Vec::new();
    for token in tokens.into_iter().map(|i| &paragraph.tokens[i]) {
        let content = match token.kind {
            TokenKind::Word if is_month(paragraph.norm(token)) => false,
            TokenKind::Word => {
                matches!(
                    token.pos,
                    Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num | Pos::Adv | Pos::X
                ) || paragraph.lemma(token) == "dürfen"
            }
            TokenKind::Abbreviation => token.letters >= 3,
            // Dates are keys of their own; a year says little.
            TokenKind::Number => {
                !matches!(paragraph.norm(token).as_bytes(), [b'1', b'9', _, _] | [b'2', b'0', _, _])
            }
            TokenKind::FileNumber | TokenKind::Placeholder => true,
            _ => false,
        };
        if content {
            words.keys(paragraph.norm(token), paragraph.lemma(token), &mut out);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn plain(paragraph: &Paragraph, sentence: &Sentence) -> Box<str> {
    let mut out = String::new();
    for token in paragraph.tokens_of(sentence) {
        if token.kind != TokenKind::ListMarker {
            out.push_str(paragraph.norm(token));
            out.push(' ');
        }
    }
    out.into_boxed_str()
}

/// How much a key tells: rare ones tell more.
pub(crate) struct Weights {
    of: FxHashMap<Box<str>, f64>,
}

impl Weights {
    pub fn new(old: &Version<'_>, new: &Version<'_>) -> Weights {
        let mut count: FxHashMap<Box<str>, u32> = FxHashMap::default();
        for key in old.units.iter().chain(&new.units).flat_map(|u| &u.keys) {
            *count.entry(key.clone()).or_default() += 1;
        }
        let all = (old.units.len() + new.units.len()) as f64;
        let weigh = |n: u32| (1.0 + all / f64::from(n)).ln();
        Weights { of: count.into_iter().map(|(key, n)| (key, weigh(n))).collect() }
    }

    fn weight(&self, key: &str) -> f64 {
        self.of.get(key).copied().unwrap_or(1.0)
    }

    /// The weight of all keys.
    pub fn total(&self, keys: &[Box<str>]) -> f64 {
        keys.iter().map(|k| self.weight(k)).sum()
    }

    /// The weight of what two sorted lists share.
    pub fn shared(&self, a: &[Box<str>], b: &[Box<str>]) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += self.weight(&a[i]);
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }

    /// How alike two lists are, 0 to 1: what is shared as a part of both together.
    pub fn similarity(&self, a: &[Box<str>], b: &[Box<str>]) -> f64 {
        let both = self.total(a) + self.total(b);
        if both == 0.0 { 0.0 } else { 2.0 * self.shared(a, b) / both }
    }

    /// How much of `a` stands in `b`, 0 to 1.
    pub fn covered(&self, a: &[Box<str>], b: &[Box<str>]) -> f64 {
        let all = self.total(a);
        if all == 0.0 { 0.0 } else { self.shared(a, b) / all }
    }
}

/// Joins sorted lists into one.
pub(crate) fn join<'k>(lists: impl IntoIterator<Item = &'k [Box<str>]>) -> Vec<Box<str>> {
    let mut out: Vec<Box<str>> = lists.into_iter().flatten().cloned().collect();
    out.sort_unstable();
    out.dedup();
    out
}

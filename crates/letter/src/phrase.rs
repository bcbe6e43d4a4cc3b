//! Looking for words and phrases in analysed text.
//!
//! The readers of this crate ask for hundreds of phrases. A [`Scan`] knows which words a paragraph and each of its sentences may
//! hold, so that nearly every question is answered without looking at the text again.

use std::cell::RefCell;
use std::hash::Hasher;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};
use text::{Paragraph, Token, TokenKind};

/// A paragraph that is ready for questions.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub paragraph: &'a Paragraph,
    /// The keys of each token: of its small letters, its base form, its beginning.
    keys: Vec<[Key; 3]>,
    words: Filter,
    sentences: Vec<Filter>,
}

impl<'a> Scan<'a> {
    pub fn new(paragraph: &'a Paragraph) -> Scan<'a> {
        let keys: Vec<[Key; 3]> = paragraph.tokens.iter().map(|token| keys(paragraph, token)).collect();
        let mut words = Filter::default();
        let mut sentences = Vec::with_capacity(paragraph.sentences.len());
        for sentence in &paragraph.sentences {
            let mut filter = Filter::default();
            keys[sentence.indices()].iter().flatten().for_each(|key| filter.set(*key));
            words.join(&filter);
            sentences.push(filter);
        }
        Scan { paragraph, keys, words, sentences }
    }

    /// Tells whether the paragraph holds a phrase: words of [`matches_at`] in a row, also across a full stop.
    pub fn contains(&self, phrase: &str) -> bool {
        self.words.may_hold(phrase) && self.find(0..self.paragraph.tokens.len(), phrase, first_key(phrase))
    }

    /// Tells whether one of its sentences holds a phrase.
    pub fn in_sentence(&self, sentence: usize, phrase: &str) -> bool {
        self.sentences[sentence].may_hold(phrase)
            && self.find(self.paragraph.sentences[sentence].indices(), phrase, first_key(phrase))
    }

    /// Tells whether the paragraph holds one of several phrases, also across a full stop.
    pub fn any(&self, phrases: &'static [&'static str]) -> bool {
        self.one_of(0..self.paragraph.tokens.len(), &self.words, phrases)
    }

    /// Tells whether one of its sentences holds one of several phrases. The lists of this crate are asked about every sentence;
    /// what the filter needs of them is worked out once in each thread.
    pub fn any_in_sentence(&self, sentence: usize, phrases: &'static [&'static str]) -> bool {
        let range = self.paragraph.sentences[sentence].indices();
        self.one_of(range, &self.sentences[sentence], phrases)
    }

    fn one_of(&self, range: Range<usize>, filter: &Filter, phrases: &'static [&'static str]) -> bool {
        let list = List::of(phrases);
        list.candidates(filter).any(|i| self.find(range.clone(), phrases[i], list.firsts[i]))
    }

    /// Looks for the first word everywhere, and for the others only behind it.
    fn find(&self, range: Range<usize>, phrase: &str, first: Option<(Kind, Key)>) -> bool {
        let end = range.end;
        let Some((kind, key)) = first else {
            return range.into_iter().any(|i| matches_at(self.paragraph, i, end, phrase));
        };
        self.keys[range.clone()]
            .iter()
            .enumerate()
            .filter(|(_, keys)| keys[kind as usize] == key)
            .any(|(i, _)| matches_at(self.paragraph, range.start + i, end, phrase))
    }

    /// Tells whether the text starts with a phrase (list markers are passed over).
    pub fn starts_with(&self, phrase: &str) -> bool {
        let tokens = &self.paragraph.tokens;
        let first = usize::from(tokens.first().is_some_and(|t| t.kind == TokenKind::ListMarker));
        matches_at(self.paragraph, first, tokens.len(), phrase)
    }
}

/// Tells whether the words of `phrase` stand at token `at` and after: lower case, separated by spaces; `*` at the end of a
/// word stands for any ending, `=word` compares the base form.
pub(crate) fn matches_at(paragraph: &Paragraph, at: usize, end: usize, phrase: &str) -> bool {
    let mut tokens = paragraph.tokens.get(at..end).unwrap_or_default().iter();
    phrase.split(' ').all(|word| tokens.next().is_some_and(|token| matches_word(paragraph, token, word)))
}

fn matches_word(paragraph: &Paragraph, token: &Token, word: &str) -> bool {
    match word.as_bytes() {
        [b'=', lemma @ ..] => paragraph.lemma(token).as_bytes() == lemma,
        [start @ .., b'*'] => paragraph.norm(token).as_bytes().starts_with(start),
        word => paragraph.norm(token).as_bytes() == word,
    }
}

/// A list of phrases, ready to be asked for.
#[derive(Debug)]
struct List {
    /// The keys of the words of each phrase.
    keys: Vec<Key>,
    /// Where the keys of each phrase end.
    ends: Vec<u32>,
    /// The key of the first word of each phrase.
    firsts: Vec<Option<(Kind, Key)>>,
    /// The longest word of each phrase: a sentence without any of them holds no phrase.
    longest: Filter,
    /// Some phrase shows nothing of its words.
    always: bool,
}

/// By the place of the list: the lists are constants of this crate, so there are some hundred of them, and they stay.
type Lists = FxHashMap<(usize, usize), &'static List>;

static LISTS: Mutex<Option<Lists>> = Mutex::new(None);

thread_local! {
    /// The lists that this thread has asked for, so that it need not wait for others.
    static KNOWN: RefCell<Lists> = RefCell::default();
}

impl List {
    fn of(phrases: &'static [&'static str]) -> &'static List {
        let place = (phrases.as_ptr() as usize, phrases.len());
        if let Some(list) = KNOWN.with_borrow(|known| known.get(&place).copied()) {
            return list;
        }
        let mut lists = LISTS.lock().unwrap_or_else(PoisonError::into_inner);
        let list = *lists
            .get_or_insert_default()
            .entry(place)
            .or_insert_with(|| Box::leak(Box::new(List::new(phrases))));
        KNOWN.with_borrow_mut(|known| known.insert(place, list));
        list
    }

    fn new(phrases: &[&str]) -> List {
        let mut list = List {
            keys: Vec::new(),
            ends: Vec::new(),
            firsts: Vec::new(),
            longest: Filter::default(),
            always: false,
        };
        for phrase in phrases {
            // A word with fewer letters before its star than a key keeps is looked for in any case.
            list.keys.extend(phrase.split(' ').filter_map(|w| key_of(w.as_bytes())).map(|(_, key)| key));
            list.ends.push(list.keys.len() as u32);
            list.firsts.push(first_key(phrase));
            let words = phrase.split(' ').filter_map(|w| key_of(w.as_bytes()).map(|(_, key)| (w.len(), key)));
            match words.max() {
                Some((_, key)) => list.longest.set(key),
                None => list.always = true,
            }
        }
        list
    }

    /// The phrases whose words the filter may hold.
    fn candidates(&self, filter: &Filter) -> impl Iterator<Item = usize> {
        let mut start = 0;
        let asked = if self.always || self.longest.meets(filter) { self.ends.as_slice() } else { &[] };
        asked.iter().enumerate().filter_map(move |(i, end)| {
            let keys = &self.keys[start..*end as usize];
            start = *end as usize;
            keys.iter().all(|key| filter.has(*key)).then_some(i)
        })
    }
}

/// What a word is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Norm,
    Lemma,
    Start,
}

/// A word as a number; the low bits are its place in a [`Filter`].
type Key = u32;

/// Bytes of a word that are kept for questions with `*`.
const START: usize = 4;

fn keys(paragraph: &Paragraph, token: &Token) -> [Key; 3] {
    let norm = paragraph.norm(token).as_bytes();
    let start = &norm[..norm.len().min(START)];
    [hash(norm, Kind::Norm), hash(paragraph.lemma(token).as_bytes(), Kind::Lemma), hash(start, Kind::Start)]
}

/// The key of a word of a phrase; `None` for one that has too few letters before its star.
fn key_of(word: &[u8]) -> Option<(Kind, Key)> {
    let (kind, word) = match word {
        [b'=', lemma @ ..] => (Kind::Lemma, lemma),
        [start @ .., b'*'] if start.len() < START => return None,
        [start @ .., b'*'] => (Kind::Start, &start[..START]),
        word => (Kind::Norm, word),
    };
    Some((kind, hash(word, kind)))
}

fn first_key(phrase: &str) -> Option<(Kind, Key)> {
    key_of(phrase.split(' ').next().unwrap_or(phrase).as_bytes())
}

fn hash(word: &[u8], kind: Kind) -> Key {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.write_u8(kind as u8);
    // The high half is the better mixed one.
    (hasher.finish() >> 32) as u32
}

/// Bits of a [`Filter`].
const BITS: usize = 2048;

/// Which words may be there: no means no, yes means look (a Bloom filter with one hash).
#[derive(Debug, Clone)]
struct Filter([u64; BITS / 64]);

impl Default for Filter {
    fn default() -> Filter {
        Filter([0; BITS / 64])
    }
}

impl Filter {
    fn join(&mut self, other: &Filter) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Tells whether both may hold the same word.
    fn meets(&self, other: &Filter) -> bool {
        self.0.iter().zip(&other.0).fold(0, |both, (mine, theirs)| both | (mine & theirs)) != 0
    }

    /// Asks for every word of a phrase.
    fn may_hold(&self, phrase: &str) -> bool {
        phrase
            .as_bytes()
            .split(|byte| *byte == b' ')
            .all(|word| key_of(word).is_none_or(|(_, key)| self.has(key)))
    }

    fn set(&mut self, key: Key) {
        let bit = key as usize % BITS;
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn has(&self, key: Key) -> bool {
        let bit = key as usize % BITS;
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }
}

#[cfg(test)]
mod tests {
    use text::{Layout, analyse};

    use super::Scan;

    #[test]
    fn phrases_are_found_and_others_are_not() {
        let paragraph =
            analyse("Wir lehnen Ihren Antrag ab. Gegen den Bescheid können Sie klagen.", &Layout::default());
        let scan = Scan::new(&paragraph);
        for phrase in ["wir", "ihren antrag", "=ablehnen", "besch*", "ab . gegen", "k*"] {
            assert!(scan.contains(phrase), "{phrase}");
        }
        for phrase in ["widerspruch", "antrag ihren", "=zusagen", "klage*n", "beschx*"] {
            assert!(!scan.contains(phrase), "{phrase}");
        }
        assert!(scan.in_sentence(1, "können sie") && !scan.in_sentence(0, "können sie"));
        assert!(scan.starts_with("wir lehnen") && !scan.starts_with("lehnen"));
    }
}

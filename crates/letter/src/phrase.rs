//! Looking for words and phrases in analysed text.
//!
//! The readers of this crate ask for hundreds of phrases. A [`Scan`] knows which words a paragraph and each of its sentences may
//! hold, so that nearly every question is answered without looking at the text again.

use std::cell::RefCell;
use std::hash::Hasher;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHasher};
use text::{Paragraph, Token, TokenKind};

/// A paragraph that is ready for questions.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub paragraph: &'a Paragraph,
    words: Filter,
    sentences: Vec<Filter>,
}

impl<'a> Scan<'a> {
    pub fn new(paragraph: &'a Paragraph) -> Scan<'a> {
        let mut words = Filter::default();
        let mut sentences = Vec::with_capacity(paragraph.sentences.len());
        for sentence in &paragraph.sentences {
            let mut filter = Filter::default();
            for token in paragraph.tokens_of(sentence) {
                filter.add(paragraph, token);
            }
            words.join(&filter);
            sentences.push(filter);
        }
        Scan { paragraph, words, sentences }
    }

    /// Tells whether the paragraph holds a phrase: words of [`matches_at`] in a row, also across a full stop.
    pub fn contains(&self, phrase: &str) -> bool {
        let end = self.paragraph.tokens.len();
        self.words.may_hold(phrase) && self.find(0, end, phrase)
    }

    /// Tells whether one of its sentences holds a phrase.
    pub fn in_sentence(&self, sentence: usize, phrase: &str) -> bool {
        if !self.sentences[sentence].may_hold(phrase) {
            return false;
        }
        let range = self.paragraph.sentences[sentence].indices();
        self.find(range.start, range.end, phrase)
    }

    /// Tells whether the paragraph holds one of several phrases, also across a full stop.
    pub fn any(&self, phrases: &'static [&'static str]) -> bool {
        let end = self.paragraph.tokens.len();
        List::of(phrases).candidates(&self.words).any(|i| self.find(0, end, phrases[i]))
    }

    /// Tells whether one of its sentences holds one of several phrases. The lists of this crate are asked about every sentence;
    /// what the filter needs of them is worked out once in each thread.
    pub fn any_in_sentence(&self, sentence: usize, phrases: &'static [&'static str]) -> bool {
        let filter = &self.sentences[sentence];
        let range = self.paragraph.sentences[sentence].indices();
        List::of(phrases).candidates(filter).any(|i| self.find(range.start, range.end, phrases[i]))
    }

    /// Looks for the first word everywhere, and for the others only behind it.
    fn find(&self, start: usize, end: usize, phrase: &str) -> bool {
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        (start..end).any(|i| {
            matches_word(self.paragraph, &self.paragraph.tokens[i], first)
                && (rest.is_empty() || matches_at(self.paragraph, i + 1, end, rest))
        })
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

/// A list of phrases, ready to be asked for: the bits of the words of each.
#[derive(Debug)]
struct List {
    bits: Vec<u16>,
    /// Where the bits of each phrase end.
    ends: Vec<u32>,
}

thread_local! {
    /// By the place of the list: the lists are constants of this crate, so there are some hundred of them.
    static LISTS: RefCell<FxHashMap<(usize, usize), Rc<List>>> = RefCell::default();
}

impl List {
    fn of(phrases: &'static [&'static str]) -> Rc<List> {
        let place = (phrases.as_ptr() as usize, phrases.len());
        LISTS.with_borrow_mut(|lists| {
            lists.entry(place).or_insert_with(|| Rc::new(List::new(phrases))).clone()
        })
    }

    fn new(phrases: &[&str]) -> List {
        let mut list = List { bits: Vec::new(), ends: Vec::with_capacity(phrases.len()) };
        for phrase in phrases {
            // A word with fewer letters before its star than the filter keeps is looked for in any case.
            list.bits.extend(phrase.split(' ').filter_map(|w| bit_of(w.as_bytes())).map(|b| b as u16));
            list.ends.push(list.bits.len() as u32);
        }
        list
    }

    /// The phrases whose words the filter may hold.
    fn candidates<'l>(self: Rc<List>, filter: &'l Filter) -> impl Iterator<Item = usize> + 'l {
        let mut start = 0;
        (0..self.ends.len()).filter(move |i| {
            let end = self.ends[*i] as usize;
            let bits = &self.bits[start..end];
            start = end;
            bits.iter().all(|bit| filter.0[usize::from(*bit) / 64] & 1 << (bit % 64) != 0)
        })
    }
}

/// Bits of a [`Filter`].
const BITS: usize = 1024;

/// Which words may be there: no means no, yes means look (a Bloom filter with one hash).
#[derive(Debug, Clone)]
struct Filter([u64; BITS / 64]);

impl Default for Filter {
    fn default() -> Filter {
        Filter([0; BITS / 64])
    }
}

impl Filter {
    fn add(&mut self, paragraph: &Paragraph, token: &Token) {
        let norm = paragraph.norm(token);
        self.set(hash(norm.as_bytes(), 0));
        let lemma = paragraph.lemma(token);
        self.set(hash(lemma.as_bytes(), 1));
        if norm.len() >= START {
            self.set(hash(&norm.as_bytes()[..START], 2));
        }
    }

    fn join(&mut self, other: &Filter) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Asks for every word of a phrase.
    fn may_hold(&self, phrase: &str) -> bool {
        // Splitting bytes at blanks by hand: this is the innermost loop of the crate.
        let bytes = phrase.as_bytes();
        let mut start = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b' ' {
                if !self.may_hold_word(&bytes[start..at]) {
                    return false;
                }
                start = at + 1;
            }
        }
        self.may_hold_word(&bytes[start..])
    }

    fn may_hold_word(&self, word: &[u8]) -> bool {
        let Some(bit) = bit_of(word) else { return true };
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }
}

/// The bit of a word of a phrase; `None` for one that the filter cannot tell.
fn bit_of(word: &[u8]) -> Option<usize> {
    Some(match word {
        [b'=', lemma @ ..] => hash(lemma, 1),
        [start @ .., b'*'] if start.len() < START => return None,
        [start @ .., b'*'] => hash(&start[..START], 2),
        word => hash(word, 0),
    })
}

/// Bytes of a word that are kept for questions with `*`.
const START: usize = 4;

fn hash(word: &[u8], which: u8) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.write_u8(which);
    hasher.finish() as usize % BITS
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

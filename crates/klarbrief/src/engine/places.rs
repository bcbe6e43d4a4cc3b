//! Which sentences a word may stand in: one table for a letter, from words, their beginnings and ends and their base forms to
//! sets of sentences.
//!
//! Native checks look for thousands of phrases. Each asks this table once for the words of a phrase; nearly all of them stand in no
//! sentence together. No means no, yes means look: words are kept as hashes, and sentences of long letters share a place in the sets.

use rustc_hash::FxHashMap;
use text::{Paragraph, Pos, Token};

/// How many sentences, or runs of sentences in a long letter, are told apart.
const CELLS: usize = 256;

/// A set of places: sentences, or runs of sentences in a long letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cells([u64; CELLS / 64]);

impl Cells {
    /// No place.
    pub const NONE: Cells = Cells([0; CELLS / 64]);
    /// Every place.
    pub const ALL: Cells = Cells([u64::MAX; CELLS / 64]);

    pub fn is_empty(&self) -> bool {
        *self == Cells::NONE
    }

    pub fn has(&self, cell: usize) -> bool {
        self.0[cell / 64] & 1 << (cell % 64) != 0
    }

    fn set(&mut self, cell: usize) {
        self.0[cell / 64] |= 1 << (cell % 64);
    }

    /// The places of both.
    pub fn or(mut self, other: &Cells) -> Cells {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
        self
    }

    /// The places that both have.
    pub fn and(mut self, other: &Cells) -> Cells {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine &= theirs);
        self
    }
}

/// Where the words of a letter stand.
#[derive(Debug)]
pub(crate) struct Places {
    words: FxHashMap<u32, Cells>,
    /// By block: the number of its first sentence in the letter.
    blocks: Vec<usize>,
    /// How many sentences share a cell.
    share: usize,
}

impl Places {
    pub fn of(paragraphs: &[Paragraph]) -> Places {
        let mut blocks = Vec::with_capacity(paragraphs.len());
        let (mut sentences, mut tokens) = (0, 0);
        for paragraph in paragraphs {
            blocks.push(sentences);
            sentences += paragraph.sentences.len();
            tokens += paragraph.tokens.len();
        }
        // Of each ten words of a letter about six are new, and a new one shows five things.
        let words = FxHashMap::with_capacity_and_hasher(tokens.min(1 << 16) * 3, Default::default());
        let mut places = Places { words, blocks, share: sentences.div_ceil(CELLS).max(1) };
        for (block, paragraph) in paragraphs.iter().enumerate() {
            for (sentence, range) in paragraph.sentences.iter().enumerate() {
                let cell = places.cell(block, sentence);
                paragraph.tokens_of(range).iter().for_each(|token| places.add(paragraph, token, cell));
            }
        }
        places
    }

    fn add(&mut self, paragraph: &Paragraph, token: &Token, cell: usize) {
        let lemma = paragraph.lemma(token);
        self.note(hash(lemma.as_bytes(), LEMMA), cell);
        if matches!(token.pos, Pos::Verb | Pos::Aux) {
            self.note(VERB, cell);
        }
        let norm = paragraph.norm(token).as_bytes();
        // A word that stands twice in a sentence shows nothing new.
        if self.note(hash(norm, WORD), cell) {
            return;
        }
        for length in STARTS.into_iter().take_while(|length| *length <= norm.len()) {
            self.note(hash(&norm[..length], START), cell);
        }
        for length in ENDS.into_iter().take_while(|length| *length <= norm.len()) {
            self.note(hash(&norm[norm.len() - length..], END), cell);
        }
        if norm.iter().any(u8::is_ascii_digit) {
            self.note(NUMBER, cell);
        }
    }

    /// True if it was noted before.
    fn note(&mut self, key: u32, cell: usize) -> bool {
        let cells = self.words.entry(key).or_default();
        let known = cells.has(cell);
        cells.set(cell);
        known
    }

    /// Where a sign may be seen.
    pub fn of_key(&self, key: u32) -> Cells {
        self.words.get(&key).copied().unwrap_or(Cells::NONE)
    }

    /// The place of a sentence.
    pub fn cell(&self, block: usize, sentence: usize) -> usize {
        (self.blocks[block] + sentence) / self.share
    }
}

/// What can be asked of the words of a letter.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign<'w> {
    /// A word in small letters.
    Word(&'w str),
    /// A word in small letters that begins so.
    Starts(&'w str),
    /// A word in small letters that ends so.
    Ends(&'w str),
    /// A word with this base form.
    Lemma(&'w str),
    /// A word with a digit.
    Number,
    /// A verb.
    Verb,
}

/// Bytes of the beginnings that are kept.
const STARTS: [usize; 5] = [1, 2, 3, 5, 8];

/// Bytes of the ends that are kept.
const ENDS: [usize; 3] = [2, 4, 6];

impl Sign<'_> {
    /// Its key in the table; `None` for what the table does not know.
    pub fn key(self) -> Option<u32> {
        let kept = |lengths: &[usize], word: &str| lengths.iter().copied().rfind(|l| *l <= word.len());
        match self {
            Sign::Word(word) => Some(hash(word.as_bytes(), WORD)),
            Sign::Lemma(word) => Some(hash(word.as_bytes(), LEMMA)),
            Sign::Starts(word) => kept(&STARTS, word).map(|l| hash(&word.as_bytes()[..l], START)),
            Sign::Ends(word) => kept(&ENDS, word).map(|l| hash(&word.as_bytes()[word.len() - l..], END)),
            Sign::Number => Some(NUMBER),
            Sign::Verb => Some(VERB),
        }
    }
}

const WORD: u64 = 0x9e37_79b9_7f4a_7c15;
const LEMMA: u64 = 0xc2b2_ae3d_27d4_eb4f;
const START: u64 = 0x1656_67b1_9e37_79f9;
const END: u64 = 0x27d4_eb2f_1656_67c5;

/// The keys of what is no word.
const NUMBER: u32 = 0;
const VERB: u32 = 1;

fn hash(bytes: &[u8], kind: u64) -> u32 {
    let mixed = bytes.iter().fold(kind, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    ((mixed ^ (mixed >> 29)).wrapping_mul(kind) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use text::{Layout, analyse};

    use super::{Cells, Places, Sign};

    fn at(places: &Places, sign: Sign<'_>) -> Cells {
        sign.key().map_or(Cells::ALL, |key| places.of_key(key))
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "Wir drohen Ihnen die Abschiebung nach Guinea zum 3. Mai an. Sie dürfen klagen.";
        let p = analyse(text, &Layout::default());
        let places = Places::of(std::slice::from_ref(&p));
        let first = |sign: Sign<'_>| at(&places, sign).has(0) && !at(&places, sign).has(1);
        for word in ["wir", "drohen", "abschiebung", "nach", "an"] {
            assert!(first(Sign::Word(word)), "{word}");
        }
        assert!(
            first(Sign::Starts("abschieb"))
                && first(Sign::Starts("abs"))
                && first(Sign::Starts("abschiebun"))
        );
        assert!(first(Sign::Ends("ebung")) && first(Sign::Number));
        assert!(first(Sign::Lemma("androhen")) || first(Sign::Lemma("drohen")));
        for sign in
            [Sign::Starts("verbot"), Sign::Ends("verbot"), Sign::Lemma("gehen"), Sign::Word("abschieb")]
        {
            assert!(at(&places, sign).is_empty(), "{sign:?}");
        }
        assert!(at(&places, Sign::Verb).has(0) && at(&places, Sign::Verb).has(1));
        assert!(Sign::Ends("g").key().is_none());
    }

    #[test]
    fn sentences_of_a_long_letter_share_places() {
        let text = "Der Antrag ist gut. Die Frist ist kurz. ".repeat(300);
        let p = analyse(&text, &Layout::default());
        let places = Places::of(std::slice::from_ref(&p));
        let cells = at(&places, Sign::Word("antrag"));
        for sentence in (0..p.sentences.len()).step_by(2) {
            assert!(cells.has(places.cell(0, sentence)), "{sentence}");
        }
    }
}

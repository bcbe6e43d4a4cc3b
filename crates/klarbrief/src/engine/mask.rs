//! Which words may stand in a sentence: no means no, yes means look (a Bloom filter over beginnings, ends
//! and base forms of words).
//! Phrases of native checks ask it before they are looked for.

use text::{Paragraph, Token};

/// Bits of a [`Mask`]: enough for a letter of some hundred words.
const BITS: usize = 2048;

/// The masks of a letter.
#[derive(Debug)]
pub(crate) struct Masks {
    letter: Mask,
    /// One for each sentence, block after block.
    sentences: Vec<Mask>,
    /// Where the sentences of each block start.
    blocks: Vec<usize>,
}

impl Masks {
    pub fn of(paragraphs: &[Paragraph]) -> Masks {
        let mut masks = Masks {
            letter: Mask::default(),
            sentences: Vec::with_capacity(paragraphs.iter().map(|p| p.sentences.len()).sum()),
            blocks: Vec::with_capacity(paragraphs.len()),
        };
        for paragraph in paragraphs {
            masks.blocks.push(masks.sentences.len());
            for sentence in &paragraph.sentences {
                let mask = Mask::of(paragraph, paragraph.tokens_of(sentence));
                masks.letter.join(&mask);
                masks.sentences.push(mask);
            }
        }
        masks
    }

    /// All that the letter says.
    pub fn letter(&self) -> &Mask {
        &self.letter
    }

    pub fn sentence(&self, block: usize, sentence: usize) -> &Mask {
        &self.sentences[self.blocks[block] + sentence]
    }
}

/// The beginnings of the words of a sentence, or of a whole letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mask([u64; BITS / 64]);

impl Default for Mask {
    fn default() -> Mask {
        Mask([0; BITS / 64])
    }
}

impl Mask {
    /// Bytes of a word that are kept.
    pub const START: usize = 3;

    pub fn of(paragraph: &Paragraph, tokens: &[Token]) -> Mask {
        let mut mask = Mask::default();
        for token in tokens {
            let norm = paragraph.norm(token);
            mask.set(hash(start(norm), 0));
            mask.set(hash(end(norm), 1));
            mask.set(hash(start(paragraph.lemma(token)), 2));
            if norm.bytes().any(|b| b.is_ascii_digit()) {
                mask.set(NUMBER);
            }
        }
        mask
    }

    pub fn join(&mut self, other: &Mask) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    fn set(&mut self, bit: u16) {
        let bit = usize::from(bit);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Asks for one of the numbers that the functions below give.
    pub fn has(&self, bit: u16) -> bool {
        let bit = usize::from(bit);
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }
}

/// What can be asked of a [`Mask`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign<'w> {
    /// A word in small letters that begins so.
    Starts(&'w str),
    /// A word in small letters that ends so.
    Ends(&'w str),
    /// A word with this base form.
    Lemma(&'w str),
    /// A word with a digit.
    Number,
}

impl Sign<'_> {
    /// Its number in a mask; `None` for words too short to be told apart.
    pub fn bit(self) -> Option<u16> {
        match self {
            Sign::Starts(word) if word.len() >= Mask::START => Some(hash(start(word), 0)),
            Sign::Ends(word) if word.len() >= Mask::START => Some(hash(end(word), 1)),
            Sign::Lemma(word) if !word.is_empty() => Some(hash(start(word), 2)),
            Sign::Number => Some(NUMBER),
            _ => None,
        }
    }

    /// The number of a whole word.
    pub fn word(word: &str) -> Option<u16> {
        (!word.is_empty()).then(|| hash(start(word), 0))
    }
}

/// The bit of [`Sign::Number`].
const NUMBER: u16 = 0;

fn start(word: &str) -> &[u8] {
    &word.as_bytes()[..word.len().min(Mask::START)]
}

fn end(word: &str) -> &[u8] {
    &word.as_bytes()[word.len().saturating_sub(Mask::START)..]
}

fn hash(bytes: &[u8], kind: u32) -> u16 {
    let start = 0x811c_9dc5_u32 ^ kind.wrapping_mul(0x9e37_79b9);
    let mixed = bytes.iter().fold(start, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
    (1 + (mixed ^ (mixed >> 15)) as usize % (BITS - 1)) as u16
}

#[cfg(test)]
mod tests {
    use text::{Layout, analyse};

    use super::{Mask, Masks, Sign};

    #[test]
    fn what_is_there_may_be_there() {
        let p = analyse("Wir drohen Ihnen die Abschiebung nach Guinea zum 3. Mai an.", &Layout::default());
        let mask = Mask::of(&p, &p.tokens);
        for word in ["wir", "drohen", "abschiebung", "nach", "an"] {
            assert!(Sign::word(word).is_some_and(|bit| mask.has(bit)), "{word}");
        }
        let has = |sign: Sign<'_>| sign.bit().is_some_and(|bit| mask.has(bit));
        assert!(has(Sign::Starts("abschieb")) && has(Sign::Ends("ebung")) && has(Sign::Number));
        assert!(has(Sign::Lemma("androhen")) || has(Sign::Lemma("drohen")));
        assert!(!has(Sign::Starts("verbot")) && !has(Sign::Ends("verbot")) && !has(Sign::Lemma("gehen")));
        assert!(Sign::Starts("ab").bit().is_none() && Sign::Ends("g").bit().is_none());
        assert_eq!(Masks::of(std::slice::from_ref(&p)).sentence(0, 0), &mask);
    }
}

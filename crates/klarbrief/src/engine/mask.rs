//! Which words may stand in a sentence: no means no, yes means look (a Bloom filter over the beginnings of words).
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
            mask.set(usize::from(hash(paragraph.norm(token))));
        }
        mask
    }

    pub fn join(&mut self, other: &Mask) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Asks for the beginning of a word, as [`starts_of`] numbers it.
    pub fn has(&self, bit: u16) -> bool {
        let bit = usize::from(bit);
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }
}

/// The number of the beginning of a word in small letters; `None` for no word.
pub(crate) fn starts_of(word: &str) -> Option<u16> {
    (!word.is_empty()).then(|| hash(word))
}

fn hash(word: &str) -> u16 {
    let bytes = &word.as_bytes()[..word.len().min(Mask::START)];
    let mixed = bytes.iter().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
    ((mixed ^ (mixed >> 15)) as usize % BITS) as u16
}

#[cfg(test)]
mod tests {
    use text::{Layout, analyse};

    use super::{Mask, Masks, starts_of};

    #[test]
    fn what_is_there_may_be_there() {
        let p = analyse("Wir drohen Ihnen die Abschiebung nach Guinea an.", &Layout::default());
        let mask = Mask::of(&p, &p.tokens);
        let has = |word: &str| starts_of(word).is_some_and(|bit| mask.has(bit));
        for word in ["wir", "drohen", "abschiebung", "abschieb", "nach", "an"] {
            assert!(has(word), "{word}");
        }
        assert_eq!(Masks::of(std::slice::from_ref(&p)).sentence(0, 0), &mask);
        assert!(!has("verbot") && !has("zu") && !has("frist"));
    }
}

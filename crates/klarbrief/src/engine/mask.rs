//! Which words may stand in a sentence: no means no, yes means look (a Bloom filter over the beginnings of words).

use text::{Paragraph, Token};

/// Bytes of a word that are kept.
const START: usize = 3;

/// Some words in between.
const GAP: &[u8] = "…".as_bytes();

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
    pub fn of(paragraph: &Paragraph, tokens: &[Token]) -> Mask {
        let mut mask = Mask::default();
        for token in tokens {
            let norm = paragraph.norm(token).as_bytes();
            mask.set(hash(&norm[..norm.len().min(START)]));
        }
        mask
    }

    pub fn join(&mut self, other: &Mask) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Asks for every word of a pattern: words in small letters, `a|b`, `ab*`, `*ab`, `=base`, `#kind`, gaps `…` and `~`.
    pub fn may_hold(&self, pattern: &str) -> bool {
        // Splitting bytes: this is asked some ten thousand times for each letter.
        pattern.as_bytes().split(|byte| *byte == b' ').all(|word| {
            matches!(word, GAP | b"~" | b"^" | b"")
                || word.split(|byte| *byte == b'|').any(|word| self.may_hold_word(word))
        })
    }

    fn may_hold_word(&self, word: &[u8]) -> bool {
        match word {
            // Ends, kinds of tokens and base forms show nothing of how a word begins.
            [b'*' | b'#' | b'=', ..] => true,
            [start @ .., b'*'] if start.len() < START => true,
            [start @ .., b'*'] => self.has(hash(&start[..START])),
            _ => self.has(hash(&word[..word.len().min(START)])),
        }
    }

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }
}

fn hash(bytes: &[u8]) -> usize {
    let mixed = bytes.iter().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
    (mixed ^ (mixed >> 15)) as usize % BITS
}

#[cfg(test)]
mod tests {
    use text::{Layout, analyse};

    use super::{Mask, Masks};

    #[test]
    fn what_is_there_may_be_there() {
        let p = analyse("Wir drohen Ihnen die Abschiebung nach Guinea an.", &Layout::default());
        let mask = Mask::of(&p, &p.tokens);
        for pattern in
            ["drohen … abschiebung … an", "abschieb*", "*ung", "#date", "fehlt|wir", "^ an", "zu*", "=gehen"]
        {
            assert!(mask.may_hold(pattern), "{pattern}");
        }
        assert_eq!(Masks::of(std::slice::from_ref(&p)).sentence(0, 0), &mask);
        assert!(!mask.may_hold("verbot") && !mask.may_hold("abschiebung … frist") && !mask.may_hold("zu"));
    }
}

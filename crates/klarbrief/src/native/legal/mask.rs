//! Which words may stand in a sentence: no means no, yes means look (a Bloom filter over the beginnings of words).

use text::{Paragraph, Token};

use super::sheet::is_gap;

/// Bytes of a word that are kept.
const START: usize = 3;

/// The beginnings of the words of a sentence, or of a whole letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mask([u64; 8]);

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

    /// Asks for every word of a pattern.
    pub fn may_hold(&self, pattern: &str) -> bool {
        pattern.split(' ').all(|word| {
            is_gap(word) || word.starts_with('#') || word.split('|').any(|w| self.may_hold_word(w))
        })
    }

    fn may_hold_word(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        match bytes {
            [b'*', ..] => true,
            [start @ .., b'*'] if start.len() < START => true,
            [start @ .., b'*'] => self.has(hash(&start[..START])),
            _ => self.has(hash(&bytes[..bytes.len().min(START)])),
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
    (mixed ^ (mixed >> 15)) as usize % 512
}

#[cfg(test)]
mod tests {
    use text::{Layout, analyse};

    use super::Mask;

    #[test]
    fn what_is_there_may_be_there() {
        let p = analyse("Wir drohen Ihnen die Abschiebung nach Guinea an.", &Layout::default());
        let mask = Mask::of(&p, &p.tokens);
        for pattern in ["drohen … abschiebung … an", "abschieb*", "*ung", "#date", "fehlt|wir", "an", "zu*"]
        {
            assert!(mask.may_hold(pattern), "{pattern}");
        }
        assert!(!mask.may_hold("verbot") && !mask.may_hold("abschiebung … frist") && !mask.may_hold("zu"));
    }
}

//! The wording of laws, only to tell whether a sentence was copied from one: four words in a row as bits of a Bloom filter.
//!
//! The text itself is not kept; `xtask norms` makes the bits from the official texts.

use std::sync::OnceLock;

/// Words in a row that are compared.
pub const GRAM: usize = 4;

/// Bits for each run of words: with [`PROBES`] of them three in a hundred other runs look like one of a law.
const BITS_PER_GRAM: usize = 8;

/// Bits that a run of words sets.
const PROBES: u32 = 3;

/// Runs of four words of some texts.
#[derive(Debug, Clone)]
pub struct Wording {
    bits: Vec<u64>,
}

static BUILTIN: OnceLock<Wording> = OnceLock::new();

impl Wording {
    /// The wording of the laws that come with Klarbrief.
    pub fn builtin() -> &'static Wording {
        BUILTIN.get_or_init(|| Wording::from_bytes(include_bytes!("wording.bin")))
    }

    /// Takes the runs of all texts; each text is a list of words in small letters.
    pub fn of(texts: &[Vec<String>]) -> Wording {
        let grams: usize = texts.iter().map(|t| t.len().saturating_sub(GRAM - 1)).sum();
        let mut wording = Wording { bits: vec![0; (grams * BITS_PER_GRAM).div_ceil(64).max(1)] };
        for text in texts {
            for gram in text.windows(GRAM) {
                for bit in wording.places(hash(gram.iter().map(String::as_str))) {
                    wording.bits[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        wording
    }

    /// The bits as bytes, little end first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.bits.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Wording {
        let words =
            bytes.chunks_exact(8).map(|c| c.iter().rev().fold(0u64, |all, b| all << 8 | u64::from(*b)));
        Wording { bits: words.collect() }
    }

    /// The share of runs of four words that a law has, 0 to 1; 0 for fewer words than a run.
    pub fn share(&self, words: &[&str]) -> f64 {
        if self.bits.is_empty() || words.len() < GRAM {
            return 0.0;
        }
        let known = words.windows(GRAM).filter(|gram| self.knows(gram)).count();
        known as f64 / (words.len() + 1 - GRAM) as f64
    }

    fn knows(&self, gram: &[&str]) -> bool {
        self.places(hash(gram.iter().copied())).all(|bit| self.bits[bit / 64] & 1 << (bit % 64) != 0)
    }

    fn places(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let bits = self.bits.len() as u64 * 64;
        // Two halves of one hash stand in for several hashes (Kirsch and Mitzenmacher 2006).
        let (one, two) = (hash & 0xffff_ffff, hash >> 32 | 1);
        (0..PROBES).map(move |i| (one.wrapping_add(two.wrapping_mul(u64::from(i))) % bits) as usize)
    }
}

/// FNV-1a over the words; it must never change, because the file holds its results.
fn hash<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for word in words {
        for byte in word.bytes().chain([b' ']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    // The last bytes reach the upper half only through one more round.
    hash ^ hash.rotate_left(29).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::Wording;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn copied_words_are_known_and_others_are_not() {
        let law = words(
            "die aufenthaltserlaubnis wird verlängert wenn der zweck noch nicht erreicht ist und in angemessener zeit noch erreicht werden kann",
        );
        let wording = Wording::of(std::slice::from_ref(&law));
        let copy: Vec<&str> = law.iter().map(String::as_str).collect();
        assert!(wording.share(&copy) > 0.99);
        let own: Vec<&str> =
            "sie haben in vierzehn semestern erst ein drittel der punkte erreicht".split(' ').collect();
        assert!(wording.share(&own) < 0.3);
        assert!(wording.share(&copy[..3]) < f64::EPSILON);
        let again = Wording::from_bytes(&wording.to_bytes());
        assert!(again.share(&copy) > 0.99);
    }
}

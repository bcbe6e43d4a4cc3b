//! How often words of German are used: form -> Zipf frequency.
//!
//! `data/frequency.bin` is made by `cargo run -p xtask -- frequency` and read in place. Words are not stored, only 16 bits of
//! their hash; of 16,000 words that are not listed, two or three are taken for one that is.

use std::cell::RefCell;

use crate::memory::{Memory, recall};

/// First bytes of the file, with the version of its layout.
pub const MAGIC: [u8; 8] = *b"KBFREQ\x00\x01";

/// Buckets of the table, as a power of two.
pub const BUCKET_BITS: u32 = 14;

/// Bytes of an entry: two of the hash, one of the frequency.
pub const ENTRY: usize = 3;

/// Steps of the stored frequency for each unit of the Zipf scale.
pub const STEPS: f32 = 20.0;

/// The Zipf frequency of all words that are not listed: rarer than anything a reader meets in a year.
pub const RAREST: f32 = 2.0;

thread_local! {
    static FREQUENCIES: RefCell<Memory<f32>> = const { RefCell::new(Memory::new()) };
}

static BYTES: &[u8] = include_bytes!("../../data/frequency.bin");

/// The Zipf frequency of a word in lower case: the logarithm of its count in a billion words, from [`RAREST`] to about 7.5.
pub fn frequency(word: &str) -> f32 {
    recall(&FREQUENCIES, word, 0, || listed(word).unwrap_or(RAREST))
}

fn listed(word: &str) -> Option<f32> {
    let starts = MAGIC.len();
    let (bucket, mark) = place(word);
    let at = |bucket: usize| {
        let bytes = BYTES.get(starts + bucket * 4..starts + bucket * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize * ENTRY)
    };
    let entries = BYTES.get(starts + ((1 << BUCKET_BITS) + 1) * 4..)?;
    let bucket = entries.get(at(bucket)?..at(bucket + 1)?)?;
    let entry = bucket.chunks_exact(ENTRY).find(|e| e[..2] == mark)?;
    Some(f32::from(entry[2]) / STEPS)
}

/// The bucket of a word, and what is kept of it there.
pub fn place(word: &str) -> (usize, [u8; 2]) {
    // FNV-1a with a last stir: part of the file's layout, so it must never change with a library.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^= hash >> 32;
    let bucket = (hash >> 16) as usize & ((1 << BUCKET_BITS) - 1);
    (bucket, (hash as u16).to_le_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_are_known_and_rare_ones_rare() {
        assert!(BYTES.starts_with(&MAGIC));
        assert!(frequency("und") > 7.0);
        assert!(frequency("haus") > 5.0);
        assert!(frequency("haus") > frequency("bescheid"));
        assert!(frequency("bescheid") > frequency("rechtsbehelfsbelehrung"));
        assert_eq!(frequency("aufenthaltsverfestigungsperspektive"), RAREST);
        assert_eq!(frequency(""), RAREST);
    }
}

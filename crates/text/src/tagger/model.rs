//! The weights: for each feature up to four pairs of tag and small number, found by the hash of the feature.

use std::sync::LazyLock;

use crate::lexicon::{Tag, TagSet};

/// First bytes of the file, with the version of its layout and of the features.
pub const MAGIC: [u8; 8] = *b"KBTAG\x00\x00\x04";

/// Number of tags.
pub const TAGS: usize = Tag::ALL.len();

/// Slots of a bucket that hold a feature.
pub const SLOTS: usize = 8;

/// Pairs of a slot: the strongest weights of a feature.
pub const PAIRS: usize = 6;

/// Bytes of a slot: as many tags as pairs, then their weights.
const SLOT: usize = PAIRS * 2;

/// Bytes of a bucket: eight checks of 16 bits (0 is an empty slot), eight slots, and one that stays empty.
pub const BUCKET: usize = SLOTS * 2 + (SLOTS + 1) * SLOT;

static BYTES: &[u8] = include_bytes!("../../data/tagger.bin");
static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::open(BYTES).unwrap_or_else(|| unreachable!("the weights are checked by a test")));

/// The model that is built in.
pub fn model() -> &'static Model {
    &MODEL
}

/// Weights over the bytes of their file.
///
/// A hash leads to a bucket by its lower bits; the upper half of the hash finds its slot there. Whether a feature was seen in
/// training cannot be foreseen, so nothing branches on it: what is not found is the empty slot.
pub struct Model {
    buckets: &'static [u8],
    mask: u32,
}

/// What is compared inside a bucket: never 0.
pub fn check(hash: u32) -> u16 {
    ((hash >> 16) as u16).max(1)
}

impl Model {
    /// Opens weights; `None` if the bytes are none.
    pub fn open(bytes: &'static [u8]) -> Option<Model> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let buckets = u32::from_le_bytes(*count) as usize;
        if !buckets.is_power_of_two() {
            return None;
        }
        (rest.len() == buckets * BUCKET).then_some(Model { buckets: rest, mask: buckets as u32 - 1 })
    }

    /// The best of the possible tags; the first one if no feature speaks for another.
    pub fn best(&self, features: &[u32], tags: TagSet) -> Tag {
        // One place for each value that the mask below lets through; one row for each pair of a slot, so that additions do not
        // wait for each other.
        let mut rows = [[0i16; 64]; PAIRS];
        for feature in features {
            let slot = self.slot_of(*feature);
            for (pair, row) in rows.iter_mut().enumerate() {
                row[(slot[pair] & 63) as usize] += i16::from(slot[PAIRS + pair] as i8);
            }
        }
        let mut best = (i16::MIN, Tag::Xy);
        for tag in tags.iter() {
            let score: i16 = rows.iter().map(|row| row[tag as usize]).sum();
            if score > best.0 {
                best = (score, tag);
            }
        }
        best.1
    }

    #[inline]
    fn slot_of(&self, hash: u32) -> &[u8; SLOT] {
        const EMPTY: [u8; SLOT] = [0; SLOT];
        let at = (hash & self.mask) as usize * BUCKET;
        let Some(bucket) = self.buckets[at..].first_chunk::<BUCKET>() else { return &EMPTY };
        let Some(checks) = bucket.first_chunk::<{ SLOTS * 2 }>() else { return &EMPTY };
        let slot = find(u128::from_le_bytes(*checks), check(hash));
        bucket[SLOTS * 2 + slot * SLOT..].first_chunk().unwrap_or(&EMPTY)
    }
}

/// The first of eight lanes of 16 bits that holds a value, or 8; all lanes are compared at once.
#[inline]
fn find(lanes: u128, value: u16) -> usize {
    const ONES: u128 = 0x0001_0001_0001_0001_0001_0001_0001_0001;
    let differences = lanes ^ ONES.wrapping_mul(value as u128);
    // A lane that is zero borrows into its highest bit; below the first such lane nothing borrows.
    let zeros = differences.wrapping_sub(ONES) & !differences & (ONES << 15);
    zeros.trailing_zeros() as usize / 16
}

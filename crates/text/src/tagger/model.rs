//! The weights: for each feature up to four pairs of tag and small number, found by the hash of the feature.

use std::sync::LazyLock;

use super::FEATURES;
use crate::lexicon::{Tag, TagSet};

/// First bytes of the file, with the version of its layout and of the features.
pub const MAGIC: [u8; 8] = *b"KBTAG\x00\x00\x05";

/// Number of tags.
pub const TAGS: usize = Tag::ALL.len();

/// Slots of a bucket that hold a feature.
pub const SLOTS: usize = 8;

/// Pairs of a slot: the strongest weights of a feature.
pub const PAIRS: usize = 6;

/// Tags that are summed up at once.
const LANES: usize = 4;

/// Bytes of a slot: as many tags as pairs, then their weights.
const SLOT: usize = PAIRS * 2;

/// Bytes of the checks of a bucket: 16 bits for each slot, 0 for an empty one.
const CHECKS: usize = SLOTS * 2;

static BYTES: &[u8] = include_bytes!("../../data/tagger.bin");
static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::open(BYTES).unwrap_or_else(|| unreachable!("the weights are checked by a test")));

/// The model that is built in.
pub fn model() -> &'static Model {
    &MODEL
}

/// Weights over the bytes of their file: the checks of all buckets, then the slots of all buckets.
///
/// A hash leads to a bucket by its lower bits; the upper half of the hash finds its slot there. Whether a feature was seen in
/// training cannot be foreseen, so nothing branches on it. The checks stand by themselves because every feature asks them: they
/// stay in the cache of the processor.
pub struct Model {
    checks: &'static [[u8; CHECKS]],
    slots: &'static [[u8; SLOT]],
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
        let (checks, slots) = rest.split_at_checked(buckets.checked_mul(CHECKS)?)?;
        let ((checks, []), (slots, [])) = (checks.as_chunks(), slots.as_chunks()) else { return None };
        (slots.len() == buckets.checked_mul(SLOTS)?).then_some(Model {
            checks,
            slots,
            mask: buckets as u32 - 1,
        })
    }

    /// The best of the possible tags; the first one if no feature speaks for another.
    pub fn best(&self, features: &[u32; FEATURES], tags: TagSet) -> Tag {
        let mut found = [0u32; FEATURES];
        let mut count = 0;
        for feature in features {
            let (at, listed) = self.slot_of(*feature);
            found[count.min(FEATURES - 1)] = at;
            count += usize::from(listed);
        }
        let found = &found[..count.min(FEATURES)];
        // Looking at each slot before one is read lets the processor wait for all of them at once.
        let touched = found.iter().fold(0, |all, at| all | self.slots.get(*at as usize).map_or(0, |s| s[0]));
        std::hint::black_box(touched);
        let mut best = (i16::MIN, Tag::Xy);
        let mut tags = tags.iter();
        loop {
            let some: [Option<Tag>; LANES] = std::array::from_fn(|_| tags.next());
            let sums = self.sums(found, &some);
            for (tag, sum) in some.into_iter().zip(sums) {
                let Some(tag) = tag else { return best.1 };
                if sum > best.0 {
                    best = (sum, tag);
                }
            }
        }
    }

    /// What slots say about a few tags. Few words have more than four possible tags, so four sums share a number, each in a lane
    /// of its own; a sum never leaves its lane, and what a negative one takes from the next is given back at the end.
    fn sums(&self, found: &[u32], tags: &[Option<Tag>; LANES]) -> [i16; LANES] {
        // One place for each value that the mask below lets through.
        let mut ones = [0u64; 64];
        for (lane, tag) in tags.iter().enumerate() {
            if let Some(tag) = tag {
                ones[*tag as usize & 63] = 1 << (lane * 16);
            }
        }
        let mut sum = 0u64;
        for at in found {
            let Some(slot) = self.slots.get(*at as usize) else { continue };
            for pair in 0..PAIRS {
                let weight = slot[PAIRS + pair] as i8 as u64;
                sum = sum.wrapping_add(weight.wrapping_mul(ones[(slot[pair] & 63) as usize]));
            }
        }
        std::array::from_fn(|_| {
            let lane = sum as i16;
            sum = sum.wrapping_sub(lane as u64) >> 16;
            lane
        })
    }

    /// The slot of a feature, and whether there is one.
    #[inline]
    fn slot_of(&self, hash: u32) -> (u32, bool) {
        let bucket = hash & self.mask;
        let Some(checks) = self.checks.get(bucket as usize) else { return (0, false) };
        let (slot, listed) = find(u128::from_le_bytes(*checks), check(hash));
        (bucket * SLOTS as u32 + slot, listed)
    }
}

/// The one of eight lanes of 16 bits that holds a value, and whether one does; all lanes are compared at once. No value stands in
/// two of them.
#[inline]
fn find(lanes: u128, value: u16) -> (u32, bool) {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let value = ONES.wrapping_mul(u64::from(value));
    // A lane that is zero borrows into its highest bit; below it nothing borrows.
    let zeros = |lanes: u64| {
        let differences = lanes ^ value;
        differences.wrapping_sub(ONES) & !differences & (ONES << 15)
    };
    // The upper four lanes go between the lower ones.
    let equal = zeros(lanes as u64) >> 15 | zeros((lanes >> 64) as u64) >> 14;
    let first = (equal | 1 << 63).trailing_zeros();
    (first / 16 + first % 2 * 4, equal != 0)
}

//! An averaged perceptron over hashed features (Collins 2002), with sets of right tags.

use rustc_hash::FxHashMap as HashMap;

use text::lexicon::{Tag, TagSet};
use text::tagger::{FEATURES, MAGIC, PAIRS, SLOTS, State, TAGS, check, features, settle};

use super::gold::Sentence;

/// A weight while it is learnt: its value, the sum of its values over time, and when that sum was last brought up to date.
#[derive(Clone, Copy, Default)]
struct Weight {
    value: f32,
    total: f32,
    stamp: u32,
}

/// Weights while they are learnt.
pub struct Perceptron {
    rows: HashMap<u32, u32>,
    weights: Vec<[Weight; TAGS]>,
    now: u32,
}

impl Perceptron {
    /// A perceptron over the features that occur at least `least` times where there is a choice.
    pub fn new<'a>(sentences: impl Iterator<Item = &'a Sentence>, least: u32) -> Perceptron {
        let mut counts: HashMap<u32, u32> = HashMap::default();
        let mut hashes = [0; FEATURES];
        for sentence in sentences {
            // The tags on the left are not known yet: those of the reference stand in.
            let mut state = State::default();
            for (i, word) in sentence.words.iter().enumerate() {
                let right = word.tags.and(sentence.gold[i]);
                if word.tags.single().is_none() && !right.is_empty() {
                    features(&sentence.words, i, state, &mut hashes);
                    for hash in &hashes {
                        *counts.entry(*hash).or_default() += 1;
                    }
                }
                let tag = right.iter().next().or(word.tags.iter().next());
                state.push(tag.unwrap_or(Tag::Xy));
            }
        }
        let mut kept: Vec<u32> = counts.into_iter().filter(|(_, n)| *n >= least).map(|(h, _)| h).collect();
        kept.sort_unstable();
        let rows: HashMap<u32, u32> =
            kept.iter().enumerate().map(|(row, hash)| (*hash, row as u32)).collect();
        Perceptron { weights: vec![[Weight::default(); TAGS]; rows.len()], rows, now: 1 }
    }

    fn scores(&self, hashes: &[u32; FEATURES]) -> [f32; TAGS] {
        let mut scores = [0.0; TAGS];
        for row in hashes.iter().filter_map(|h| self.rows.get(h)) {
            for (score, weight) in scores.iter_mut().zip(&self.weights[*row as usize]) {
                *score += weight.value;
            }
        }
        scores
    }

    fn add(&mut self, hashes: &[u32; FEATURES], tag: Tag, by: f32) {
        for row in hashes.iter().filter_map(|h| self.rows.get(h)) {
            let weight = &mut self.weights[*row as usize][tag as usize];
            weight.total += (self.now - weight.stamp) as f32 * weight.value;
            weight.stamp = self.now;
            weight.value += by;
        }
    }

    /// Learns from one sentence; `step` is the size of a correction.
    pub fn learn(&mut self, sentence: &Sentence, step: f32) {
        let mut state = State::default();
        let mut hashes = [0; FEATURES];
        for (i, word) in sentence.words.iter().enumerate() {
            let tag = word.tags.single().unwrap_or_else(|| {
                features(&sentence.words, i, state, &mut hashes);
                let scores = self.scores(&hashes);
                let said = best(&scores, word.tags);
                let right = word.tags.and(sentence.gold[i]);
                if !right.is_empty() {
                    self.now += 1;
                    if !right.has(said) {
                        self.add(&hashes, best(&scores, right), step);
                        self.add(&hashes, said, -step);
                    }
                }
                said
            });
            state.push(tag);
        }
    }

    /// Takes the average of all weights that were ever in force, and rounds them to whole numbers from -127 to 127.
    pub fn finish(&mut self) {
        let now = self.now;
        let mut sizes = Vec::new();
        for weight in self.weights.iter_mut().flatten() {
            weight.value = (weight.total + (now - weight.stamp) as f32 * weight.value) / now as f32;
            if weight.value != 0.0 {
                sizes.push(weight.value.abs());
            }
        }
        sizes.sort_by(f32::total_cmp);
        // The few largest weights are cut, so that the many small ones keep their differences.
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
        let scale = 127.0 / largest;
        for weight in self.weights.iter_mut().flatten() {
            weight.value = (weight.value * scale).round().clamp(-127.0, 127.0);
        }
    }

    /// Keeps the strongest weights of each feature, and the strongest features that fit into so many buckets.
    pub fn prune(&mut self, buckets: u32) {
        for row in &mut self.weights {
            let mut sizes: Vec<f32> = row.iter().map(|w| w.value.abs()).collect();
            sizes.sort_by(|a, b| b.total_cmp(a));
            // Of equal weights the later ones go, so that the number of pairs is kept.
            let mut left = PAIRS;
            for weight in row.iter_mut() {
                if weight.value.abs() < sizes[PAIRS - 1] || left == 0 {
                    weight.value = 0.0;
                } else if weight.value != 0.0 {
                    left -= 1;
                }
            }
        }
        let mut by_bucket: Vec<Vec<(u32, u32)>> = vec![Vec::new(); buckets as usize];
        #[allow(clippy::iter_over_hash_type)] // every bucket is sorted before anything is chosen
        for (hash, row) in &self.rows {
            let strength: f32 = self.weights[*row as usize].iter().map(|w| w.value.abs()).sum();
            if strength >= 2.0 {
                by_bucket[(hash & (buckets - 1)) as usize].push((strength as u32, *hash));
            }
        }
        let mut kept = HashMap::default();
        for bucket in &mut by_bucket {
            bucket.sort_unstable_by(|a, b| b.cmp(a));
            bucket.dedup_by_key(|(_, hash)| check(*hash));
            for (_, hash) in bucket.iter().take(SLOTS) {
                kept.insert(*hash, self.rows[hash]);
            }
        }
        self.rows = kept;
    }

    /// The bytes that `text` reads in place, for the buckets of the last [`Perceptron::prune`].
    pub fn write(&self, buckets: u32) -> anyhow::Result<Vec<u8>> {
        let mut by_bucket: Vec<Vec<u32>> = vec![Vec::new(); buckets as usize];
        #[allow(clippy::iter_over_hash_type)] // every bucket is sorted before it is written
        for hash in self.rows.keys() {
            by_bucket[(hash & (buckets - 1)) as usize].push(*hash);
        }
        let (mut all_checks, mut all_slots) = (Vec::new(), Vec::new());
        for bucket in &mut by_bucket {
            bucket.sort_unstable();
            let mut checks = [0u8; SLOTS * 2];
            let mut slots = [0u8; SLOTS * PAIRS * 2];
            for (slot, hash) in bucket.iter().enumerate() {
                checks[slot * 2..slot * 2 + 2].copy_from_slice(&check(*hash).to_le_bytes());
                let row = &self.weights[self.rows[hash] as usize];
                let used = row.iter().enumerate().filter(|(_, w)| w.value != 0.0);
                for (pair, (tag, weight)) in used.enumerate() {
                    let at = slot * PAIRS * 2 + pair;
                    slots[at] = u8::try_from(tag)?;
                    slots[at + PAIRS] = weight.value as i8 as u8;
                }
            }
            all_checks.extend(checks);
            all_slots.extend(slots);
        }
        println!("{} features", self.rows.len());
        Ok([&MAGIC[..], &buckets.to_le_bytes(), &all_checks, &all_slots].concat())
    }

    /// Tags a sentence as the shipped model does.
    pub fn tag(&self, sentence: &Sentence) -> Vec<Tag> {
        let mut state = State::default();
        let mut hashes = [0; FEATURES];
        let tags = sentence.words.iter().enumerate().map(|(i, word)| {
            let tag = word.tags.single().unwrap_or_else(|| {
                features(&sentence.words, i, state, &mut hashes);
                best(&self.scores(&hashes), word.tags)
            });
            state.push(tag);
            tag
        });
        let mut tags = tags.collect::<Vec<_>>();
        settle(&sentence.words, &mut tags);
        tags
    }
}

fn best(scores: &[f32; TAGS], tags: TagSet) -> Tag {
    let mut best = (f32::NEG_INFINITY, Tag::Xy);
    for tag in tags.iter() {
        if scores[tag as usize] > best.0 {
            best = (scores[tag as usize], tag);
        }
    }
    best.1
}

//! Parts of speech: an averaged perceptron over features of both sides, within the tags that the lexicon allows.

mod features;
mod model;
mod word;

pub use features::{FEATURES, State, features};
pub use model::{MAGIC, PAIRS, SLOTS, TAGS, check, model};
pub use word::{Word, words};

use crate::lexicon::Tag;

/// Tags the words of one sentence from left to right.
pub fn tag(words: &[Word], out: &mut Vec<Tag>) {
    out.clear();
    let model = model();
    let mut state = State::default();
    let mut hashes = [0; FEATURES];
    for (i, word) in words.iter().enumerate() {
        let tag = match word.tags.single() {
            Some(tag) => tag,
            None => {
                features(words, i, state, &mut hashes);
                model.best(&hashes, word.tags)
            }
        };
        state.push(tag);
        out.push(tag);
    }
}

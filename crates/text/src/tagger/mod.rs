//! Parts of speech: an averaged perceptron over features of both sides, within the tags that the lexicon allows.

mod features;
mod model;
mod word;

pub use features::{FEATURES, State, features};
pub use model::{MAGIC, PAIRS, SLOTS, TAGS, check, model};
pub use word::{Word, words};

use crate::lexicon::{Tag, TagSet};

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
    settle(words, out);
}

/// Decides for *haben* between auxiliary and full verb when the whole clause is known: its participle stands at the end.
pub fn settle(words: &[Word], tags: &mut [Tag]) {
    const PARTNERS: TagSet = TagSet::of(&[Tag::Vvpp, Tag::Vapp, Tag::Vminf]);
    for i in 0..tags.len() {
        if !words[i].have || !matches!(tags[i], Tag::Vafin | Tag::Vvfin) {
            continue;
        }
        let before = i > 0 && PARTNERS.has(tags[i - 1]);
        let mut after = tags[i + 1..].iter().take_while(|t| !matches!(t, Tag::Punct | Tag::Kous));
        tags[i] = if before || after.any(|t| PARTNERS.has(*t)) {
            Tag::Vafin
        } else if tags[i + 1..].iter().all(|t| !PARTNERS.has(*t)) {
            // Not even behind a clause inside.
            Tag::Vvfin
        } else {
            tags[i]
        };
    }
}

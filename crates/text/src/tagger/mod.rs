//! Parts of speech: an averaged perceptron over features of both sides, within the tags that the lexicon allows.

mod features;
mod form;
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

/// Decides what only the whole clause can tell: *haben* with or without its participle, and the plural of a verb at the end of a
/// subordinate clause, which looks like the infinitive ("weil Sie hier leben").
pub fn settle(words: &[Word], tags: &mut [Tag]) {
    for i in 0..tags.len() {
        if words[i].have {
            settle_have(tags, i);
        }
    }
    let mut start = 0;
    for i in 0..=tags.len() {
        if tags.get(i).is_none_or(|t| *t == Tag::Punct) {
            settle_last_verb(&words[start..i], &mut tags[start..i]);
            start = i + 1;
        }
    }
}

fn settle_have(tags: &mut [Tag], i: usize) {
    /// A participle farther away belongs to another verb.
    const REACH: usize = 100;
    let end = tags.len().min(i + REACH);
    let tags = &mut tags[..end];
    const PARTNERS: TagSet = TagSet::of(&[Tag::Vvpp, Tag::Vapp, Tag::Vminf]);
    let before = i > 0 && PARTNERS.has(tags[i - 1]);
    match tags[i] {
        Tag::Vainf if !before => tags[i] = Tag::Vvinf,
        Tag::Vafin | Tag::Vvfin => {
            let mut after = tags[i + 1..].iter().take_while(|t| !matches!(t, Tag::Punct | Tag::Kous));
            if before || after.any(|t| PARTNERS.has(*t)) {
                tags[i] = Tag::Vafin;
            } else if tags[i + 1..].iter().all(|t| !PARTNERS.has(*t)) {
                // Not even behind a clause inside.
                tags[i] = Tag::Vvfin;
            }
        }
        _ => {}
    }
}

/// A piece between two signs that opens like a subordinate clause and has no finite verb.
fn settle_last_verb(words: &[Word], tags: &mut [Tag]) {
    const OPENERS: TagSet = TagSet::of(&[Tag::Kous, Tag::Prels, Tag::Prelat, Tag::Pwav]);
    const FINITE: TagSet = TagSet::of(&[Tag::Vvfin, Tag::Vafin, Tag::Vmfin, Tag::Vvimp]);
    // "nur soweit", "in denen", "und zwar deshalb, weil"
    let opens = tags.iter().take(3).any(|t| OPENERS.has(*t));
    if !opens || tags.iter().any(|t| FINITE.has(*t)) {
        return;
    }
    let Some(last) = tags.iter().rposition(|t| matches!(t, Tag::Vvinf | Tag::Vainf | Tag::Vminf)) else {
        return;
    };
    let finite = match tags[last] {
        Tag::Vvinf => Tag::Vvfin,
        Tag::Vainf => Tag::Vafin,
        _ => Tag::Vmfin,
    };
    let to = last > 0 && tags[last - 1] == Tag::Ptkzu;
    if !to && words[last].tags.has(finite) {
        tags[last] = finite;
    }
}

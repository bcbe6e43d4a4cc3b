//! Passages that are nearly the same, found with MinHash sketches and a banded index.

use minhash_rs::index::{LshIndex, NoStore, QueryState};
use minhash_rs::prelude::*;
use text::{Paragraph, Pos};

use super::digest;

/// Registers of a sketch. The estimate of the overlap is off by about 1/√64, an eighth, in the middle of the scale and less at its ends.
const REGISTERS: usize = 64;

/// Bands of the index: passages that share 70 % of their words meet with a probability of 99 %.
const BANDS: usize = 16;

/// Different words that a passage must have to be compared by what it says.
const LEAST_WORDS: usize = 8;

/// A sketch of a passage, from which its overlap with others is estimated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Signature(Box<MinHash<u32, REGISTERS>>);

impl Signature {
    /// A sketch of what the passage says: the base forms of its content words, in whatever order and form they stand. `None` for a
    /// passage that says too little.
    pub(crate) fn of_content(paragraph: &Paragraph) -> Option<Signature> {
        let mut words: Vec<&str> = paragraph.tokens.iter().filter_map(|t| content(paragraph, t)).collect();
        words.sort_unstable();
        words.dedup();
        (words.len() >= LEAST_WORDS).then(|| Signature(Box::new(words.into_iter().map(digest).collect())))
    }

    /// A sketch of how the passage says it: its pairs of words.
    pub(crate) fn of_wording(paragraph: &Paragraph) -> Signature {
        let words: Vec<&str> =
            paragraph.tokens.iter().filter(|t| t.is_word()).map(|t| paragraph.norm(t)).collect();
        Signature(Box::new(words.windows(2).map(|pair| digest(&pair.join(" "))).collect()))
    }

    /// The estimated share of what two passages have in common in all they have, 0 to 1.
    pub(crate) fn overlap(&self, other: &Signature) -> f64 {
        self.0.estimate_jaccard_index(&*other.0)
    }
}

/// The base form of a content word. What denies is content; auxiliaries, articles and names are not.
fn content<'p>(paragraph: &'p Paragraph, token: &text::Token) -> Option<&'p str> {
    let says = matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj) && token.is_word();
    let lemma = paragraph.lemma(token);
    (says || matches!(lemma, "nicht" | "kein" | "ohne" | "nie")).then_some(lemma)
}

/// Puts passages together that overlap by at least `least` with the first of their group, in the order they are given.
///
/// Groups of one are left out. The same passages in the same order always give the same groups.
pub(crate) fn groups(signatures: &[&Signature], least: f64) -> Vec<Vec<usize>> {
    let sketches = signatures.iter().map(|s| *s.0);
    let index: LshIndex<MinHash<u32, REGISTERS>, REGISTERS, BANDS, NoStore> =
        LshIndex::from_signatures(sketches);
    let mut taken = vec![false; signatures.len()];
    let mut state = QueryState::new();
    let mut groups = Vec::new();
    for leader in 0..signatures.len() {
        if taken[leader] {
            continue;
        }
        taken[leader] = true;
        let mut group = vec![leader];
        let near = index.candidates(&*signatures[leader].0, &mut state);
        let mut others: Vec<usize> = near.iter().map(|c| c.id as usize).filter(|id| !taken[*id]).collect();
        others.sort_unstable();
        for other in others {
            if signatures[leader].overlap(signatures[other]) >= least {
                taken[other] = true;
                group.push(other);
            }
        }
        if group.len() > 1 {
            groups.push(group);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content_of(text: &str) -> Signature {
        Signature::of_content(&text::analyse(text, &text::Layout::default())).expect("enough words")
    }

    #[test]
    fn the_same_in_other_words_is_alike_and_the_opposite_is_less_so() {
        let formal = content_of(
            "Gegen diesen Bescheid kann innerhalb eines Monats nach der Bekanntgabe schriftlich Widerspruch bei der Behörde in Seeheim erhoben werden, die ihn erlassen hat.",
        );
        let plain = content_of(
            "Sie können innerhalb eines Monats nach der Bekanntgabe schriftlich Widerspruch gegen diesen Bescheid erheben, und zwar bei der Behörde in Seeheim, die ihn erlassen hat.",
        );
        let other = content_of(
            "Bitte bringen Sie zu dem Termin den gültigen Pass, ein biometrisches Foto, den unterschriebenen Mietvertrag und die letzten Lohnabrechnungen mit.",
        );
        assert!(formal.overlap(&plain) > 0.7, "{}", formal.overlap(&plain));
        assert!(formal.overlap(&other) < 0.3, "{}", formal.overlap(&other));
        assert_eq!(groups(&[&formal, &other, &plain], 0.7), [[0, 2]]);
    }

    #[test]
    fn few_words_are_not_compared() {
        assert!(
            Signature::of_content(&text::analyse("Mit freundlichen Grüßen", &text::Layout::default()))
                .is_none()
        );
    }
}

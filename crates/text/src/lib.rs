//! German text: sentences, tokens, syllables, base forms, constructions.
//!
//! [`analyse`] takes one paragraph and cannot fail: odd input yields less structure, never an error. It is pure: the
//! same text with the same [`Layout`] always gives the same [`Paragraph`].
#![deny(missing_docs)]

mod construction;
mod hyphenate;
pub mod lexicon;
mod lexis;
mod morphology;
mod paragraph;
mod segment;
mod sentence;
mod syllable;
pub mod tagger;
mod token;
mod tokenize;

pub use boundary::abbreviation::is_month;
pub use hyphenate::break_points;
pub use paragraph::{Construction, ConstructionKind, Paragraph, Sentence};
pub use syllable::syllables;
pub use token::{Case, Morph, Pos, Token, TokenKind};

use boundary::{Gap, Model};
use source::TextRange;

/// What the layout knows about a paragraph before its words are read.
#[derive(Debug, Clone, Default)]
pub struct Layout<'a> {
    /// Bytes of a list marker at the start ("1. ", "– "), 0 without one.
    pub marker: u32,
    /// Template fields, sorted, relative to the paragraph: each becomes one token.
    pub placeholders: &'a [TextRange],
}

/// Analyses one paragraph.
///
/// Ranges in the result are byte offsets from the start of `text`. A single line break inside `text` is white space: the
/// reader of the file has already cut where a line break means more.
pub fn analyse(text: &str, layout: &Layout<'_>) -> Paragraph {
    let mut paragraph = tokenize::tokenize(text, layout);
    let model = Model::builtin();
    paragraph.sentences = sentence::split(text, &paragraph, &mut |gap| model.gap(gap) > 0);
    morphology::assign(&mut paragraph);
    paragraph.constructions = construction::find(&paragraph);
    paragraph
}

/// Splits one paragraph into sentences, where `ends` decides at each place where one may end: for training the model that
/// [`analyse`] asks.
#[doc(hidden)]
pub fn sentences_with(
    text: &str,
    layout: &Layout<'_>,
    ends: &mut dyn FnMut(&Gap<'_>) -> bool,
) -> Vec<Sentence> {
    sentence::split(text, &tokenize::tokenize(text, layout), ends)
}

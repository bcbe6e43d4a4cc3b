//! German text: sentences, tokens, syllables, base forms, constructions.
//!
//! [`analyse`] takes one paragraph and cannot fail: odd input yields less structure, never an error. It is pure: the
//! same text with the same [`Layout`] always gives the same [`Paragraph`].
#![deny(missing_docs)]

mod construction;
mod hyphenate;
pub mod lexicon;
mod lexis;
mod memory;
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
    /// Abbreviations of the house, in lower case with their full stop: no sentence ends after them.
    pub abbreviations: &'a [String],
}

/// Analyses one paragraph.
///
/// Ranges in the result are byte offsets from the start of `text`. A single line break inside `text` is white space: the
/// reader of the file has already cut where a line break means more.
pub fn analyse(text: &str, layout: &Layout<'_>) -> Paragraph {
    let mut paragraph = tokenize::tokenize(text, layout);
    let model = Model::builtin();
    paragraph.sentences =
        sentence::split_with(text, &paragraph, layout.abbreviations, &mut |gap| model.gap(gap) > 0);
    morphology::assign(&mut paragraph);
    paragraph.constructions = construction::find(&paragraph);
    paragraph
}

/// The splitter of sentences by itself: for training the model that [`analyse`] asks, and for measuring.
#[doc(hidden)]
pub struct Splitter<'a> {
    text: &'a str,
    paragraph: Paragraph,
}

#[doc(hidden)]
impl<'a> Splitter<'a> {
    /// Cuts a paragraph into tokens.
    pub fn new(text: &'a str, layout: &Layout<'_>) -> Splitter<'a> {
        Splitter { text, paragraph: tokenize::tokenize(text, layout) }
    }

    /// The sentences that [`analyse`] finds.
    pub fn split(&self) -> Vec<Sentence> {
        let model = Model::builtin();
        self.split_with(&mut |gap| model.gap(gap) > 0)
    }

    /// The sentences if `ends` decides at each place where one may end.
    pub fn split_with(&self, ends: &mut dyn FnMut(&Gap<'_>) -> bool) -> Vec<Sentence> {
        sentence::split(self.text, &self.paragraph, ends)
    }
}

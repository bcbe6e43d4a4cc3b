//! German text: sentences, tokens, syllables, base forms, constructions.
//!
//! [`analyse`] takes one paragraph and cannot fail: odd input yields less structure, never an error.
#![deny(missing_docs)]

mod paragraph;
mod token;

pub use paragraph::{Construction, ConstructionKind, Paragraph, Sentence};
pub use token::{Case, Morph, Pos, Token, TokenKind};

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
pub fn analyse(_text: &str, _layout: &Layout<'_>) -> Paragraph {
    Paragraph::default()
}

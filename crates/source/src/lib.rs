//! Positions in letters.
//!
//! Inside Klarbrief there is one coordinate: the byte offset (`u32`) into the text that was checked, always on a
//! character boundary. Lines, columns, paragraphs and runs exist only at the edge. This crate holds the range type,
//! the way from offsets to lines ([`LineIndex`]) and the way from extracted text back to the file ([`SourceMap`]).
#![deny(missing_docs)]

mod lang;
mod line;
mod map;

pub use lang::Lang;
pub use line::{LineColumn, LineIndex};
pub use map::{Origin, PagePlace, RunPlace, Segment, SourceMap, SourceMapBuilder, Story};
pub use text_size::{TextLen, TextRange, TextSize};

/// Returns the slice of `text` that `range` covers.
///
/// # Panics
///
/// Panics if `range` does not lie inside `text` on character boundaries; ranges made by this project always do.
pub fn slice(text: &str, range: TextRange) -> &str {
    &text[usize::from(range.start())..usize::from(range.end())]
}

/// Makes a range from two byte offsets.
///
/// # Panics
///
/// Panics if `start > end` or if an offset is above 4 GiB; readers refuse files of that size.
pub fn range(start: usize, end: usize) -> TextRange {
    let size = |n: usize| TextSize::new(u32::try_from(n).expect("texts are below 4 GiB"));
    TextRange::new(size(start), size(end))
}

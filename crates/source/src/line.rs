use crate::{TextRange, TextSize};

/// A place in a text file; both numbers count from 1, columns count characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// Line, from 1. Lines end at `\n`; the `\r` of a `\r\n` belongs to the line it ends.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Finds line and column of byte offsets.
///
/// Building takes one pass over the text, a look-up is logarithmic in the number of lines plus linear in the number of
/// non-ASCII characters of that line.
#[derive(Debug, Clone)]
pub struct LineIndex {
    inner: line_index::LineIndex,
    len: TextSize,
}

impl LineIndex {
    /// Builds the index of `text`.
    pub fn new(text: &str) -> LineIndex {
        LineIndex { inner: line_index::LineIndex::new(text), len: TextSize::of(text) }
    }

    /// Returns line and column of a byte offset; an offset past the end gives the place of the end, an offset inside a
    /// character the place of that character.
    pub fn line_column(&self, offset: TextSize) -> LineColumn {
        let mut offset = offset.min(self.len);
        loop {
            let place = self
                .inner
                .try_line_col(offset)
                .and_then(|byte| self.inner.to_wide(line_index::WideEncoding::Utf32, byte));
            if let Some(wide) = place {
                return LineColumn { line: wide.line + 1, column: wide.col + 1 };
            }
            // Only offsets inside a character have no place; the character starts at most three bytes before.
            offset -= TextSize::new(1);
        }
    }

    /// Returns the byte offset of a place, or `None` if the text has no such line or the line no such column.
    pub fn offset(&self, place: LineColumn) -> Option<TextSize> {
        let wide =
            line_index::WideLineCol { line: place.line.checked_sub(1)?, col: place.column.checked_sub(1)? };
        let range = self.inner.line(wide.line)?;
        let byte = self.inner.to_utf8(line_index::WideEncoding::Utf32, wide)?;
        let offset = self.inner.offset(byte)?;
        (offset <= range.end()).then_some(offset)
    }

    /// Returns the byte range of a line (counted from 1) with its line break, or `None` if there is no such line.
    pub fn line(&self, line: u32) -> Option<TextRange> {
        self.inner.line(line.checked_sub(1)?)
    }

    /// Returns the number of lines; a text without a line break has one.
    pub fn lines(&self) -> u32 {
        self.line_column(self.len).line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let index = LineIndex::new("Prüfung 😀 läuft\r\nzwei");
        let at = |offset| index.line_column(TextSize::new(offset));
        assert_eq!(at(0), LineColumn { line: 1, column: 1 });
        assert_eq!(at(4), LineColumn { line: 1, column: 4 }, "after ü, which has two bytes");
        assert_eq!(at(14), LineColumn { line: 1, column: 11 }, "after the emoji, which has four bytes");
        assert_eq!(at(22), LineColumn { line: 2, column: 1 });
        assert_eq!(at(99), LineColumn { line: 2, column: 5 }, "past the end");
    }

    #[test]
    fn an_offset_inside_a_character_gives_that_character() {
        let index = LineIndex::new("a😀b");
        for offset in 1..5 {
            assert_eq!(index.line_column(TextSize::new(offset)), LineColumn { line: 1, column: 2 });
        }
    }

    proptest! {
        #[test]
        fn places_agree_with_counting_by_hand(text in "[a-zäß😀𝔄\r\n ]{0,60}") {
            let index = LineIndex::new(&text);
            let (mut line, mut column) = (1, 1);
            for (offset, c) in text.char_indices() {
                let offset = TextSize::new(offset as u32);
                let place = index.line_column(offset);
                prop_assert_eq!(place, LineColumn { line, column });
                prop_assert_eq!(index.offset(place), Some(offset));
                if c == '\n' {
                    line += 1;
                    column = 1;
                } else {
                    column += 1;
                }
            }
            prop_assert_eq!(index.line_column(TextSize::of(text.as_str())), LineColumn { line, column });
            prop_assert_eq!(index.lines(), line);
        }
    }
}

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
/// Building takes one pass over the text; line and column of an offset take a binary search, however long the line is.
#[derive(Debug, Clone)]
pub struct LineIndex {
    inner: line_index::LineIndex,
    len: TextSize,
    /// The ends of the lines, behind each `\n`.
    breaks: Vec<TextSize>,
    /// The characters of more than one byte.
    wide: Vec<Wide>,
}

/// A character of more than one byte.
#[derive(Debug, Clone, Copy)]
struct Wide {
    start: TextSize,
    end: TextSize,
    /// By how much the bytes outnumber the characters, up to its end.
    more: u32,
}

impl LineIndex {
    /// Builds the index of `text`.
    pub fn new(text: &str) -> LineIndex {
        let mut wide = Vec::new();
        let mut more = 0;
        for (start, c) in text.char_indices().filter(|(_, c)| c.len_utf8() > 1) {
            more += c.len_utf8() as u32 - 1;
            let start = TextSize::new(start as u32);
            wide.push(Wide { start, end: start + TextSize::of(c), more });
        }
        let breaks = text.match_indices('\n').map(|(at, _)| TextSize::new(at as u32 + 1)).collect();
        LineIndex { inner: line_index::LineIndex::new(text), len: TextSize::of(text), breaks, wide }
    }

    /// Returns line and column of a byte offset; an offset past the end gives the place of the end, an offset inside a
    /// character the place of that character.
    pub fn line_column(&self, offset: TextSize) -> LineColumn {
        let mut offset = offset.min(self.len);
        if let Some(last) = self.wide_before(offset)
            && offset < last.end
        {
            offset = last.start;
        }
        // Not asked of the index inside: it walks over all wide characters of the line.
        let line = self.breaks.partition_point(|end| *end <= offset);
        let start = line.checked_sub(1).map_or(TextSize::new(0), |before| self.breaks[before]);
        let more = |at: TextSize| self.wide_before(at).map_or(0, |wide| wide.more);
        let column = u32::from(offset - start) - (more(offset) - more(start));
        LineColumn { line: line as u32 + 1, column: column + 1 }
    }

    /// The last wide character that starts before an offset.
    fn wide_before(&self, offset: TextSize) -> Option<&Wide> {
        self.wide[..self.wide.partition_point(|wide| wide.start < offset)].last()
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

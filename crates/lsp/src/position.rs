//! The only place where byte offsets become lines and columns of the protocol, and the other way round.

use klarbrief::source::{TextRange, TextSize};
use lsp_types::{Position, PositionEncodingKind, Range};

/// What a column counts, from least to most wanted: bytes need no counting, UTF-16 is what every client can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Encoding {
    /// Units of UTF-16, the default of the protocol.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
    /// Bytes.
    Utf8,
}

impl Encoding {
    /// The best encoding that a client offers; UTF-16 if it says nothing.
    pub fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Encoding {
        offered.unwrap_or_default().iter().filter_map(Encoding::from_kind).max().unwrap_or_default()
    }

    fn from_kind(kind: &PositionEncodingKind) -> Option<Encoding> {
        match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        }
    }

    /// The name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// Lines and wide characters of one version of a text.
///
/// Lines end at `\n`, `\r\n` or `\r`, as the protocol has it. Building takes one pass; every look-up is a binary search, however
/// long the line is. It must be asked with the text that it was built from.
#[derive(Debug, Clone, Default)]
pub struct LineTable {
    /// Where each line begins; the first at 0.
    starts: Vec<u32>,
    /// The characters of more than one byte, in order.
    wide: Vec<Wide>,
    len: u32,
}

/// A character of more than one byte.
#[derive(Debug, Clone, Copy)]
struct Wide {
    start: u32,
    /// Its length in bytes, 2 to 4.
    bytes: u8,
    /// By how much bytes outnumber the units of UTF-16, up to its end.
    more16: u32,
    /// By how much bytes outnumber characters, up to its end.
    more32: u32,
}

impl Wide {
    fn end(self) -> u32 {
        self.start + u32::from(self.bytes)
    }

    fn more(self, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => 0,
            Encoding::Utf16 => self.more16,
            Encoding::Utf32 => self.more32,
        }
    }

    fn units(self, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => self.bytes.into(),
            Encoding::Utf16 => u32::from(self.bytes == 4) + 1,
            Encoding::Utf32 => 1,
        }
    }
}

impl LineTable {
    /// Builds the table of a text below 4 GiB.
    pub fn new(text: &str) -> LineTable {
        let bytes = text.as_bytes();
        let mut table = LineTable {
            starts: vec![0],
            wide: Vec::new(),
            len: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        };
        let (mut more16, mut more32) = (0, 0);
        for (at, byte) in bytes.iter().enumerate() {
            let at = at as u32;
            match *byte {
                b'\n' => table.starts.push(at + 1),
                b'\r' if bytes.get(at as usize + 1) != Some(&b'\n') => table.starts.push(at + 1),
                lead @ 0xC0.. => {
                    let bytes: u8 = match lead {
                        0xF0.. => 4,
                        0xE0.. => 3,
                        _ => 2,
                    };
                    more16 += u32::from(bytes) - 1 - u32::from(bytes == 4);
                    more32 += u32::from(bytes) - 1;
                    table.wide.push(Wide { start: at, bytes, more16, more32 });
                }
                _ => {}
            }
        }
        table
    }

    /// Line and column of an offset; one inside a character gives that character, one past the end the end.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        let mut offset = offset.min(self.len);
        if let Some(last) = self.wide_before(offset)
            && offset < last.end()
        {
            offset = last.start;
        }
        let line = self.starts.partition_point(|s| *s <= offset) - 1;
        let character = self.units(offset, encoding) - self.units(self.starts[line], encoding);
        Position { line: line as u32, character }
    }

    /// First and last place of a range.
    pub fn range(&self, range: TextRange, encoding: Encoding) -> Range {
        let at = |offset: TextSize| self.position(offset.into(), encoding);
        Range { start: at(range.start()), end: at(range.end()) }
    }

    /// The offset of a place, always on a character boundary of `text`.
    ///
    /// A column beyond its line means the end of the line, a line beyond the text the end of the text, the middle of a character
    /// its start.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.len };
        let end = match self.starts.get(line + 1) {
            Some(next) => {
                let whole = &text.as_bytes()[start as usize..*next as usize];
                let content = whole.strip_suffix(b"\n").unwrap_or(whole);
                start + content.strip_suffix(b"\r").unwrap_or(content).len() as u32
            }
            None => self.len,
        };
        let target = u64::from(self.units(start, encoding)) + u64::from(position.character);
        let starts_before = |w: &Wide| u64::from(self.units(w.start, encoding)) < target;
        let index = self.wide.partition_point(starts_before);
        let offset = match index.checked_sub(1).map(|i| self.wide[i]) {
            None => target,
            Some(wide) => {
                let ends = u64::from(self.units(wide.start, encoding) + wide.units(encoding));
                if target < ends { u64::from(wide.start) } else { u64::from(wide.end()) + (target - ends) }
            }
        };
        u32::try_from(offset).unwrap_or(u32::MAX).clamp(start, end)
    }

    /// The range of two places; their order does not matter.
    pub fn text_range(&self, text: &str, range: Range, encoding: Encoding) -> TextRange {
        let a = self.offset(text, range.start, encoding);
        let b = self.offset(text, range.end, encoding);
        TextRange::new(a.min(b).into(), a.max(b).into())
    }

    /// A range line by line: where each piece starts, and its length. Line breaks and empty pieces are left out.
    pub fn pieces(&self, text: &str, range: TextRange, encoding: Encoding) -> Vec<(Position, u32)> {
        let whole = self.range(range, encoding);
        let mut out = Vec::new();
        for line in whole.start.line..=whole.end.line {
            let start = if line == whole.start.line { whole.start.character } else { 0 };
            let end = match line == whole.end.line {
                true => whole.end.character,
                false => {
                    let end = self.offset(text, Position { line, character: u32::MAX }, encoding);
                    self.position(end, encoding).character
                }
            };
            if end > start {
                out.push((Position { line, character: start }, end - start));
            }
        }
        out
    }

    /// The start of the line that an offset lies in.
    pub fn line_start(&self, offset: u32) -> u32 {
        self.starts[self.starts.partition_point(|s| *s <= offset) - 1]
    }

    /// Units from the start of the text to an offset on a character boundary.
    fn units(&self, offset: u32, encoding: Encoding) -> u32 {
        offset - self.wide_before(offset).map_or(0, |w| w.more(encoding))
    }

    /// The last wide character that starts before an offset.
    fn wide_before(&self, offset: u32) -> Option<Wide> {
        self.wide[..self.wide.partition_point(|w| w.start < offset)].last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Encoding; 3] = [Encoding::Utf16, Encoding::Utf32, Encoding::Utf8];

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_count_what_was_agreed() {
        let text = "Prüfung 😀 läuft\r\nzwei";
        let table = LineTable::new(text);
        let end = text.find('\r').unwrap() as u32;
        assert_eq!(table.position(end, Encoding::Utf16), at(0, 16));
        assert_eq!(table.position(end, Encoding::Utf32), at(0, 15));
        assert_eq!(table.position(end, Encoding::Utf8), at(0, end));
        assert_eq!(table.position(99, Encoding::Utf16), at(1, 4));
    }

    #[test]
    fn places_outside_are_led_inside() {
        let text = "ä😀\r\nx\ry";
        let table = LineTable::new(text);
        for encoding in ALL {
            assert_eq!(table.offset(text, at(0, 99), encoding), 6, "the end of the line, not its break");
            assert_eq!(table.offset(text, at(1, u32::MAX), encoding), 9);
            assert_eq!(table.offset(text, at(2, 0), encoding), 10, "a lone return ends a line");
            assert_eq!(table.offset(text, at(u32::MAX, 0), encoding), text.len() as u32);
        }
        assert_eq!(table.offset(text, at(0, 2), Encoding::Utf16), 2, "inside a surrogate pair: its start");
        assert_eq!(table.offset(text, at(0, 3), Encoding::Utf8), 2, "inside a character: its start");
        let back = Range { start: at(1, 1), end: at(0, 1) };
        assert_eq!(table.text_range(text, back, Encoding::Utf16), TextRange::new(2.into(), 9.into()));
    }

    #[test]
    fn the_best_encoding_is_taken() {
        let kinds =
            |names: &[&'static str]| names.iter().map(|n| PositionEncodingKind::new(n)).collect::<Vec<_>>();
        assert_eq!(Encoding::negotiate(None), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(Some(&kinds(&["utf-16", "utf-8"]))), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(Some(&kinds(&["utf-32", "utf-16"]))), Encoding::Utf32);
        assert_eq!(Encoding::negotiate(Some(&kinds(&["latin-1"]))), Encoding::Utf16);
    }

    proptest! {
        #[test]
        fn places_agree_with_counting_by_hand(text in "[a-zäß€😀𝔄\r\n ]{0,60}") {
            let table = LineTable::new(&text);
            for encoding in ALL {
                let (mut line, mut character) = (0, 0);
                let mut before = ' ';
                for (offset, c) in text.char_indices() {
                    if before == '\n' || before == '\r' && c != '\n' {
                        line += 1;
                        character = 0;
                    }
                    let place = at(line, character);
                    prop_assert_eq!(table.position(offset as u32, encoding), place);
                    if !(before == '\r' && c == '\n') {
                        prop_assert_eq!(table.offset(&text, place, encoding), offset as u32);
                    }
                    character += match encoding {
                        Encoding::Utf8 => c.len_utf8(),
                        Encoding::Utf16 => c.len_utf16(),
                        Encoding::Utf32 => 1,
                    } as u32;
                    before = c;
                }
            }
        }

        #[test]
        fn every_place_gives_a_boundary(
            text in "[a-zäß€😀\r\n ]{0,40}", line in 0u32..8, character in 0u32..50
        ) {
            let table = LineTable::new(&text);
            for encoding in ALL {
                let offset = table.offset(&text, at(line, character), encoding);
                prop_assert!(text.is_char_boundary(offset as usize));
            }
        }
    }
}

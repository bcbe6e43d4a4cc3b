use std::ops::Range;

use source::Origin;

use super::entity;
use super::tag::{Class, Tag};
use super::token::StartTag;
use crate::builder::{Line, Piece, size};
use crate::error::{ReadError, ReadErrorKind};
use crate::model::BlockKind;

/// Elements nested deeper have no effect of their own, as in browsers.
const DEEPEST: usize = 512;

/// Turns tags and text into blocks.
pub(super) struct Layout<'t> {
    html: &'t str,
    /// Byte of the file where `html` starts.
    offset: usize,
    max_segments: usize,
    sink: &'t mut dyn FnMut(Piece) -> Result<(), ReadError>,
    open: Vec<Open>,
    /// Open elements whose text is not shown.
    hidden: u32,
    bold: u32,
    preformatted: u32,
    quotes: u32,
    line: Line,
    /// White space that waits for a character behind it.
    space: Option<(usize, usize)>,
    /// True if a gap lies before the next block.
    gap: bool,
    lists: Vec<List>,
    tables: Vec<Table>,
    /// Level and number of a list item whose first block has not come yet.
    item: Option<(u8, Option<u32>)>,
}

/// An open element and what it changed.
#[derive(Debug, Clone, Copy)]
struct Open {
    tag: Tag,
    hides: bool,
    bolds: bool,
}

#[derive(Debug, Clone, Copy)]
struct List {
    /// Number of the next item; `None` for lists with bullets or letters.
    next: Option<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Table {
    row: u32,
    column: u32,
    /// Columns of the current cell.
    span: u32,
}

impl<'t> Layout<'t> {
    pub(super) fn new(
        html: &'t str,
        offset: usize,
        max_segments: usize,
        sink: &'t mut dyn FnMut(Piece) -> Result<(), ReadError>,
    ) -> Layout<'t> {
        Layout {
            html,
            offset,
            max_segments,
            sink,
            open: Vec::new(),
            hidden: 0,
            bold: 0,
            preformatted: 0,
            quotes: 0,
            line: Line::default(),
            space: None,
            gap: true,
            lists: Vec::new(),
            tables: Vec::new(),
            item: None,
        }
    }

    pub(super) fn finish(&mut self) -> Result<(), ReadError> {
        self.end_line(true)
    }

    pub(super) fn start_tag(&mut self, start: &StartTag, span: Range<usize>) -> Result<(), ReadError> {
        let Some(tag) = Tag::find(&start.name) else { return self.unknown_tag(start, span) };
        self.end_implied(tag)?;
        let class = tag.class();
        match class {
            Class::Block => self.end_line(true)?,
            Class::Line => self.end_line(false)?,
            _ => {}
        }
        match tag.name() {
            "br" => self.line_break()?,
            "hr" => self.end_line(true)?,
            "ol" | "ul" | "menu" | "dir" => {
                let is_arabic = matches!(start.list_type.as_deref(), None | Some("1" | ""));
                let first = start.start.unwrap_or(1);
                let is_numbered = tag.name() == "ol" && is_arabic;
                self.lists.push(List { next: is_numbered.then_some(first) });
            }
            "li" => {
                let level = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
                let number = self.lists.last_mut().and_then(|list| {
                    let number = start.value.or(list.next)?;
                    list.next = list.next.map(|_| number.saturating_add(1));
                    list.next.map(|_| number)
                });
                self.item = Some((level, number));
            }
            "table" => self.tables.push(Table { span: 1, ..Table::default() }),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    *table = Table { row: table.row + 1, column: 0, span: 1 };
                }
            }
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row = table.row.max(1);
                    table.column = table.column.saturating_add(table.span);
                    table.span = start.colspan.unwrap_or(1).clamp(1, 1000);
                }
            }
            _ => {}
        }
        if class != Class::Void && self.open.len() < DEEPEST {
            let open = Open {
                tag,
                hides: class == Class::Hidden || start.is_hidden || is_hidden_style(&start.style),
                bolds: class == Class::Bold || is_bold_style(&start.style),
            };
            self.effect(open, true);
            self.open.push(open);
        }
        Ok(())
    }

    /// A tag that HTML does not know: a template field if it has no attribute values, else the tag of a program.
    fn unknown_tag(&mut self, start: &StartTag, span: Range<usize>) -> Result<(), ReadError> {
        let is_field = !start.has_values && !start.name.iter().any(|b| matches!(b, b':' | b'-' | b'<'));
        if is_field && self.hidden == 0 {
            self.flush_space();
            let origin = Origin::Verbatim(size(self.offset + span.start));
            self.push(&self.html[span], origin)?;
        }
        Ok(())
    }

    pub(super) fn end_tag(&mut self, name: &[u8]) -> Result<(), ReadError> {
        let Some(tag) = Tag::find(name) else { return Ok(()) };
        match tag.class() {
            Class::Void => {
                if tag.name() == "br" {
                    self.line_break()?;
                }
                return Ok(());
            }
            Class::Inline | Class::Bold => {
                // Misnested inline elements end alone; `<b><p>…</b>…</p>` is one paragraph.
                if let Some(index) = self.open.iter().rposition(|open| open.tag == tag) {
                    let open = self.open.remove(index);
                    self.effect(open, false);
                }
                return Ok(());
            }
            Class::Block | Class::Line | Class::Hidden => {}
        }
        let Some(index) = self.open.iter().rposition(|open| open.tag == tag) else {
            return if tag.name() == "p" { self.end_line(true) } else { Ok(()) };
        };
        self.close_down_to(index)
    }

    /// Ends the elements from `index` up.
    fn close_down_to(&mut self, index: usize) -> Result<(), ReadError> {
        while self.open.len() > index
            && let Some(open) = self.open.last().copied()
        {
            match open.tag.class() {
                Class::Block => self.end_line(true)?,
                Class::Line => self.end_line(false)?,
                _ => {}
            }
            self.open.pop();
            self.effect(open, false);
            match open.tag.name() {
                "ol" | "ul" | "menu" | "dir" => {
                    self.lists.pop();
                    self.item = None;
                }
                "li" => self.item = None,
                "table" => {
                    self.tables.pop();
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Ends elements whose end tag may be left out before this one.
    fn end_implied(&mut self, tag: Tag) -> Result<(), ReadError> {
        let (ends, stops): (&[&str], &[&str]) = match tag.name() {
            "li" => (&["li"], &["ul", "ol", "menu", "dir", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tr", "tbody", "thead", "tfoot"], &["table"]),
            "body" => (&["head"], &[]),
            _ => (&[], &[]),
        };
        if !ends.is_empty() {
            let found = self
                .open
                .iter()
                .rposition(|open| ends.contains(&open.tag.name()) || stops.contains(&open.tag.name()))
                .filter(|index| ends.contains(&self.open[*index].tag.name()));
            if let Some(index) = found {
                self.close_down_to(index)?;
            }
        }
        if !matches!(tag.class(), Class::Block | Class::Line) {
            return Ok(());
        }
        // A block ends an open paragraph, and the head if its end tag was forgotten.
        let last =
            self.open.iter().rposition(|open| !matches!(open.tag.class(), Class::Inline | Class::Bold));
        match last {
            Some(index) if matches!(self.open[index].tag.name(), "p" | "head") => self.close_down_to(index),
            _ => Ok(()),
        }
    }

    fn effect(&mut self, open: Open, begins: bool) {
        let change = |count: &mut u32, applies: bool| {
            if applies {
                *count = if begins { *count + 1 } else { count.saturating_sub(1) };
            }
        };
        change(&mut self.hidden, open.hides);
        change(&mut self.bold, open.bolds);
        change(&mut self.preformatted, matches!(open.tag.name(), "pre" | "listing" | "xmp" | "plaintext"));
        change(&mut self.quotes, open.tag.name() == "blockquote");
    }

    /// Reads the text between two tags.
    pub(super) fn text(&mut self, start: usize, end: usize) -> Result<(), ReadError> {
        if self.hidden > 0 {
            return Ok(());
        }
        let mut at = start;
        while at < end {
            let rest = &self.html[at..end];
            let plain = rest
                .find(|c: char| c.is_ascii_whitespace() || matches!(c, '&' | '\u{ad}' | '\0'))
                .unwrap_or(rest.len());
            if plain > 0 {
                self.flush_space();
                self.push(&rest[..plain], Origin::Verbatim(size(self.offset + at)))?;
                at += plain;
                continue;
            }
            let Some(first) = rest.chars().next() else { break };
            match first {
                '\n' if self.preformatted > 0 => {
                    self.line_break()?;
                    at += 1;
                }
                '&' => {
                    let (text, len) = entity::decode(rest).unwrap_or_else(|| ("&".to_owned(), 1));
                    let origin = Origin::Replaced(source::range(self.offset + at, self.offset + at + len));
                    match text.as_str() {
                        "\u{ad}" => {}
                        "\n" | "\t" | " " | "\r" => self.add_space(at, at + len),
                        text => {
                            self.flush_space();
                            self.push(text, origin)?;
                        }
                    }
                    at += len;
                }
                '\u{ad}' | '\0' => at += first.len_utf8(),
                _ => {
                    self.add_space(at, at + 1);
                    at += 1;
                }
            }
        }
        Ok(())
    }

    fn add_space(&mut self, start: usize, end: usize) {
        self.space = Some(self.space.map_or((start, end), |(first, _)| (first, end)));
    }

    /// Writes white space as one space, unless a line begins or a space stands there.
    fn flush_space(&mut self) {
        let Some((start, end)) = self.space.take() else { return };
        if self.line.text().is_empty() || self.line.ends_in_space() {
            return;
        }
        let origin = if &self.html[start..end] == " " {
            Origin::Verbatim(size(self.offset + start))
        } else {
            Origin::Replaced(source::range(self.offset + start, self.offset + end))
        };
        self.line.push(" ", Some(origin));
    }

    fn push(&mut self, text: &str, origin: Origin) -> Result<(), ReadError> {
        self.line.push(text, Some(origin));
        if self.bold == 0 && !text.trim().is_empty() {
            self.line.set_light();
        }
        if self.line.segments() > self.max_segments {
            return Err(ReadErrorKind::TooManyBlocks { limit: self.max_segments }.into());
        }
        Ok(())
    }

    /// `<br>`: an empty line between two of them is a gap.
    fn line_break(&mut self) -> Result<(), ReadError> {
        if self.hidden > 0 {
            return Ok(());
        }
        let is_empty = self.line.is_blank();
        self.end_line(is_empty)
    }

    /// Ends a line; `gap` says whether the next one stands apart.
    fn end_line(&mut self, gap: bool) -> Result<(), ReadError> {
        self.space = None;
        let line = std::mem::take(&mut self.line);
        if line.is_blank() {
            self.gap |= gap;
            return Ok(());
        }
        let gap_before = std::mem::replace(&mut self.gap, gap);
        let kind = self.kind();
        (self.sink)(Piece { line, kind, gap_before })
    }

    fn kind(&mut self) -> BlockKind {
        let heading = self.open.iter().rev().find_map(|open| match open.tag.name().as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        });
        if let Some(level) = heading {
            return BlockKind::Heading { level };
        }
        if let Some((level, number)) = self.item.take() {
            return BlockKind::ListItem { level, number };
        }
        let in_cell = self.open.iter().any(|open| matches!(open.tag.name(), "td" | "th"));
        match self.tables.last() {
            Some(table) if in_cell => BlockKind::TableCell { row: table.row, column: table.column },
            _ if self.quotes > 0 => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }
}

fn is_hidden_style(style: &str) -> bool {
    if style.is_empty() {
        return false;
    }
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|rule| style.contains(rule))
}

fn is_bold_style(style: &str) -> bool {
    if style.is_empty() {
        return false;
    }
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    ["font-weight:bold", "font-weight:6", "font-weight:7", "font-weight:8", "font-weight:9"]
        .iter()
        .any(|rule| style.contains(rule))
}

//! Markdown: events of the parser with byte ranges become blocks.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use source::Origin;

use crate::builder::{Builder, Line, Piece, size};
use crate::error::ReadError;
use crate::html;
use crate::limits::Limits;
use crate::model::{BlockKind, Document, Format};

/// Reads a Markdown text; always gives a document, without blocks if there is no text.
///
/// CommonMark with tables, footnotes, task lists and struck text (which is left out, as are comments). Template fields
/// like `<Vorname>` that look like HTML stay in the text.
pub fn read_md(text: String) -> Document {
    let mut builder = Builder::default();
    // Without bounds nothing can fail.
    let _ = collect(&text, &mut |piece| builder.push(piece, &Limits::UNBOUNDED));
    builder.finish(Format::Md, Some(text))
}

/// Reads a Markdown text within bounds.
pub(crate) fn read(text: String, limits: &Limits) -> Result<Document, ReadError> {
    let mut builder = Builder::default();
    collect(&text, &mut |piece| builder.push(piece, limits))?;
    Ok(builder.finish(Format::Md, Some(text)))
}

type Sink<'s> = &'s mut dyn FnMut(Piece) -> Result<(), ReadError>;

fn collect(file: &str, sink: Sink<'_>) -> Result<(), ReadError> {
    // Notes stand anywhere in the file but are read after the block that refers to them, so they are read first.
    let mut notes = HashMap::new();
    if file.contains("[^") {
        let mut ignored = |_| Ok(());
        let mut reader = Reader::new(file, HashMap::new(), &mut ignored);
        for (event, range) in events(file) {
            reader.event(event, range)?;
        }
        notes = reader.notes;
    }
    let mut reader = Reader::new(file, notes, sink);
    for (event, range) in events(file) {
        reader.event(event, range)?;
    }
    reader.end_block()
}

fn events(file: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    // The mark at the start of a file is no text, but it would keep the first line from being a heading.
    let offset = if file.starts_with('\u{feff}') { 3 } else { 0 };
    Parser::new_ext(&file[offset..], options)
        .into_offset_iter()
        .map(move |(event, range)| (event, range.start + offset..range.end + offset))
}

struct Reader<'t> {
    file: &'t str,
    sink: Sink<'t>,
    line: Line,
    /// Where the text of the current block begins and that of the block before ended in the file.
    start: Option<usize>,
    end: usize,
    last_end: usize,
    heading: Option<u8>,
    quotes: u32,
    strong: u32,
    /// Open elements whose text is left out.
    hidden: u32,
    /// Open HTML tags of deleted text; a block ends them.
    deleted: u32,
    lists: Vec<Option<u64>>,
    item: Option<(u8, Option<u32>)>,
    /// Row and column of the table cell.
    row: u32,
    column: u32,
    in_cell: bool,
    html_block: Option<Range<usize>>,
    /// The note being defined.
    note: Option<String>,
    /// Notes that have not been referred to yet.
    notes: HashMap<String, Vec<Piece>>,
    /// Notes that the current block refers to.
    referred: Vec<String>,
}

impl<'t> Reader<'t> {
    fn new(file: &'t str, notes: HashMap<String, Vec<Piece>>, sink: Sink<'t>) -> Reader<'t> {
        Reader {
            file,
            sink,
            line: Line::default(),
            start: None,
            end: 0,
            last_end: 0,
            heading: None,
            quotes: 0,
            strong: 0,
            hidden: 0,
            deleted: 0,
            lists: Vec::new(),
            item: None,
            row: 0,
            column: 0,
            in_cell: false,
            html_block: None,
            note: None,
            notes,
            referred: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) => self.lines_of_text(&text, range)?,
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let inner = self.file[range.clone()].find(&*text).filter(|_| !text.is_empty());
                match inner {
                    Some(at) => self.push(&text, range.start + at..range.start + at + text.len()),
                    None => self.push(&text, range),
                }
            }
            Event::SoftBreak => self.push(" ", range),
            Event::HardBreak => self.end_line()?,
            Event::Rule => self.end_block()?,
            Event::InlineHtml(tag) => self.inline_html(&tag, range)?,
            Event::Html(_) => {
                let block = self.html_block.get_or_insert(range.clone());
                block.end = range.end;
            }
            Event::FootnoteReference(label) => self.referred.push(label.into_string()),
            Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        match tag {
            Tag::Emphasis | Tag::Link { .. } | Tag::Superscript | Tag::Subscript => return Ok(()),
            Tag::Strong => {
                self.strong += 1;
                return Ok(());
            }
            Tag::Strikethrough | Tag::Image { .. } => {
                self.hidden += 1;
                return Ok(());
            }
            _ => self.end_block()?,
        }
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(level_of(level)),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::MetadataBlock(_) => self.hidden += 1,
            Tag::List(first) => self.lists.push(first),
            Tag::Item => {
                let level = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
                let number = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let number = *next;
                        *next = next.saturating_add(1);
                        u32::try_from(number).ok()
                    }
                    _ => None,
                };
                self.item = Some((level, number));
            }
            Tag::FootnoteDefinition(label) => self.note = Some(label.into_string()),
            Tag::Table(_) => self.row = 0,
            Tag::TableHead | Tag::TableRow => {
                self.row += 1;
                self.column = 0;
            }
            Tag::TableCell => {
                self.column += 1;
                self.in_cell = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), ReadError> {
        match tag {
            TagEnd::Emphasis | TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => return Ok(()),
            TagEnd::Strong => {
                self.strong = self.strong.saturating_sub(1);
                return Ok(());
            }
            TagEnd::Strikethrough | TagEnd::Image => {
                self.hidden = self.hidden.saturating_sub(1);
                return Ok(());
            }
            _ => self.end_block()?,
        }
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
                self.item = None;
            }
            TagEnd::Item => self.item = None,
            TagEnd::FootnoteDefinition => self.note = None,
            TagEnd::TableCell => self.in_cell = false,
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html_block.take() {
                    self.html(range)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Text of a code block has line breaks; each line is a block.
    fn lines_of_text(&mut self, text: &str, range: Range<usize>) -> Result<(), ReadError> {
        if !text.contains('\n') {
            self.push(text, range);
            return Ok(());
        }
        let same = self.file.get(range.clone()) == Some(text);
        let mut at = range.start;
        for part in text.split_inclusive('\n') {
            let line = part.trim_end_matches(['\n', '\r']);
            let place = if same { at..at + line.len() } else { range.clone() };
            self.push(line, place);
            if part.len() > line.len() {
                self.end_line()?;
            }
            at += part.len();
        }
        Ok(())
    }

    /// Adds text that stands at a range of the file, there perhaps in other characters.
    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.hidden > 0 || self.deleted > 0 || text.is_empty() {
            return;
        }
        self.start.get_or_insert(range.start);
        self.end = range.end;
        let same = self.file.get(range.clone()) == Some(text);
        let mut at = range.start;
        for (index, part) in text.split('\u{ad}').enumerate() {
            if index > 0 {
                at += '\u{ad}'.len_utf8();
            }
            let origin = if same {
                Origin::Verbatim(size(at))
            } else {
                Origin::Replaced(source::range(range.start, range.end))
            };
            self.line.push(part, Some(origin));
            at += part.len();
        }
        if self.strong == 0 && !text.trim().is_empty() {
            self.line.set_light();
        }
    }

    /// A tag inside a line: breaks, deleted text and template fields count, all else is dropped.
    fn inline_html(&mut self, tag: &str, range: Range<usize>) -> Result<(), ReadError> {
        let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/', ' ']);
        let is_end = tag.starts_with("</");
        match name.to_ascii_lowercase().as_str() {
            "br" => self.end_line()?,
            "del" | "s" | "strike" if is_end => self.deleted = self.deleted.saturating_sub(1),
            "del" | "s" | "strike" => self.deleted += 1,
            "b" | "strong" if is_end => self.strong = self.strong.saturating_sub(1),
            "b" | "strong" => self.strong += 1,
            _ => {
                let is_field = !is_end
                    && !tag.starts_with("<!")
                    && !tag.starts_with("<?")
                    && !tag.contains(['=', ':'])
                    && !html::is_known_tag(name);
                if is_field {
                    self.push(tag, range);
                }
            }
        }
        Ok(())
    }

    /// A block of HTML is read as HTML.
    fn html(&mut self, range: Range<usize>) -> Result<(), ReadError> {
        let file = self.file;
        let Some(block) = file.get(range.clone()) else { return Ok(()) };
        if self.hidden > 0 {
            return Ok(());
        }
        let mut pieces = Vec::new();
        html::collect(block, range.start, usize::MAX, &mut |piece| {
            pieces.push(piece);
            Ok(())
        })?;
        self.last_end = range.end;
        for piece in pieces {
            self.emit(piece)?;
        }
        Ok(())
    }

    /// Ends a line inside a block; the next one follows without a gap.
    fn end_line(&mut self) -> Result<(), ReadError> {
        let line = std::mem::take(&mut self.line);
        let start = self.start.take();
        if line.is_blank() {
            return Ok(());
        }
        let start = start.unwrap_or(self.end);
        let between = self.file.get(self.last_end.min(start)..start).unwrap_or("");
        let gap_before = between.bytes().filter(|b| *b == b'\n').count() >= 2;
        self.last_end = self.end;
        let kind = self.kind();
        self.emit(Piece { line, kind, gap_before })
    }

    /// Ends a block and reads the notes it refers to.
    fn end_block(&mut self) -> Result<(), ReadError> {
        self.end_line()?;
        (self.deleted, self.strong) = (0, 0);
        if self.note.is_some() {
            return Ok(());
        }
        for label in std::mem::take(&mut self.referred) {
            for piece in self.notes.remove(&label).unwrap_or_default() {
                (self.sink)(piece)?;
            }
        }
        Ok(())
    }

    fn emit(&mut self, piece: Piece) -> Result<(), ReadError> {
        match &self.note {
            Some(label) => {
                // The second pass meets the definitions again and has their pieces already.
                let piece = Piece { kind: BlockKind::Footnote, ..piece };
                self.notes.entry(label.clone()).or_default().push(piece);
                Ok(())
            }
            None => (self.sink)(piece),
        }
    }

    fn kind(&mut self) -> BlockKind {
        if let Some(level) = self.heading {
            return BlockKind::Heading { level };
        }
        if let Some((level, number)) = self.item.take() {
            return BlockKind::ListItem { level, number };
        }
        if self.in_cell {
            return BlockKind::TableCell { row: self.row, column: self.column };
        }
        if self.quotes > 0 { BlockKind::Quote } else { BlockKind::Paragraph }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests;

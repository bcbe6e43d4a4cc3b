//! Rich Text Format, as word processors and case management programs write it.
//!
//! The published crates give text without fields, tables, headers and places, so the small part that a letter needs is read here.

mod token;

use std::collections::HashMap;

use encoding_rs::Encoding;
use source::{Origin, RunPlace, Story};

use self::token::{Token, Tokens};
use super::docx::Field;
use super::paragraph::Lines;
use super::{Budget, bound, text_of, write};
use crate::builder::{InField, Piece};
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::{BlockKind, Document, Format, PlaceholderKind};

/// Reads a rtf file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let start = bytes.windows(5).position(|w| w == b"{\\rtf").unwrap_or(0);
    let mut reader = Reader {
        budget: Budget::new(limits, false),
        limits,
        state: State::default(),
        saved: Vec::new(),
        code_page: encoding_rs::WINDOWS_1252,
        fonts: HashMap::new(),
        styles: HashMap::new(),
        style_name: String::new(),
        stories: vec![Flow::new(Story::Body)],
        done: Vec::new(),
        fields: Vec::new(),
        next_field: 0,
        skip: 0,
        pending: Vec::new(),
        surrogate: None,
        row: 0,
        headers: 0,
        footers: 0,
    };
    let mut tokens = Tokens::new(&bytes[start..]);
    while let Some(token) = tokens.next() {
        reader.token(token).map_err(|error| error.at_byte((start + tokens.at()) as u64))?;
        if reader.ended() {
            break;
        }
    }
    if !reader.saved.is_empty() {
        return Err(ReadErrorKind::Truncated.into());
    }
    reader.flush()?;
    reader.finish()
}

/// What a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Destination {
    #[default]
    Text,
    Skipped,
    Fonts,
    Styles,
    Instruction,
    Result,
}

/// The format inside a group.
#[derive(Debug, Clone, Copy)]
struct State {
    destination: Destination,
    /// A flow or field that ends with this group.
    opens: Opens,
    bold: bool,
    hidden: bool,
    deleted: bool,
    font: i32,
    /// Bytes that stand behind a `\u` for programs that do not know it.
    fallback: usize,
    style: i32,
    outline: Option<u8>,
    in_table: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    Nothing,
    Flow,
    Field,
}

impl Default for State {
    fn default() -> State {
        State {
            destination: Destination::Text,
            opens: Opens::Nothing,
            bold: false,
            hidden: false,
            deleted: false,
            font: -1,
            fallback: 1,
            style: 0,
            outline: None,
            in_table: false,
        }
    }
}

/// A flow of paragraphs: the body, a header, a note.
struct Flow {
    story: Story,
    pieces: Vec<Piece>,
    lines: Lines,
    paragraph: u32,
    run: u32,
    column: u32,
    /// What stands after the open paragraph: notes.
    after: Vec<Piece>,
}

impl Flow {
    fn new(story: Story) -> Flow {
        let (lines, after) = (Lines::default(), Vec::new());
        Flow { story, pieces: Vec::new(), lines, paragraph: 1, run: 0, column: 0, after }
    }
}

struct Reader<'a> {
    budget: Budget,
    limits: &'a Limits,
    state: State,
    saved: Vec<State>,
    code_page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// Levels of styles that are headings.
    styles: HashMap<i32, u8>,
    style_name: String,
    stories: Vec<Flow>,
    done: Vec<Flow>,
    fields: Vec<(u32, Field)>,
    next_field: u32,
    /// Bytes of a fallback still to be passed over.
    skip: usize,
    /// Bytes of the code page that were not decoded yet.
    pending: Vec<u8>,
    /// The first half of a sign outside the basic plane.
    surrogate: Option<u16>,
    row: u32,
    headers: u16,
    footers: u16,
}

impl Reader<'_> {
    /// True once the group of the whole file is closed.
    fn ended(&self) -> bool {
        self.saved.is_empty()
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), ReadError> {
        match token {
            Token::Open => {
                self.flush()?;
                if self.saved.len() >= self.limits.max_depth as usize {
                    return Err(ReadErrorKind::TooDeep { limit: self.limits.max_depth }.into());
                }
                self.saved.push(self.state);
                self.state.opens = Opens::Nothing;
                self.skip = 0;
            }
            Token::Close => {
                self.flush()?;
                self.skip = 0;
                self.close()?;
            }
            Token::Bytes(bytes) => {
                let skipped = self.skip.min(bytes.len());
                self.skip -= skipped;
                self.plain(&bytes[skipped..])?;
            }
            Token::Hex(byte) if self.skip > 0 => {
                self.skip -= 1;
                let _ = byte;
            }
            Token::Hex(byte) => {
                if self.state.destination != Destination::Skipped {
                    self.pending.push(byte);
                }
            }
            Token::Symbol(sign) => {
                self.flush()?;
                match sign {
                    b'*' => self.state.destination = self.unknown(),
                    b'~' => self.show("\u{a0}")?,
                    b'_' => self.show("-")?,
                    b'{' | b'}' | b'\\' => self.show(&char::from(sign).to_string())?,
                    b'\n' | b'\r' => self.end_paragraph(false)?,
                    _ => {}
                }
            }
            Token::Word(word, number) => {
                self.flush()?;
                self.skip = 0;
                self.word(word, number)?;
            }
        }
        Ok(())
    }

    /// What `\*` begins is passed over unless the next word is known.
    fn unknown(&self) -> Destination {
        match self.state.destination {
            Destination::Text | Destination::Result => Destination::Skipped,
            other => other,
        }
    }

    fn close(&mut self) -> Result<(), ReadError> {
        let Some(outer) = self.saved.pop() else { return Err(ReadErrorKind::BrokenRtf.into()) };
        let inner = std::mem::replace(&mut self.state, outer);
        match inner.opens {
            Opens::Nothing => {}
            Opens::Flow => {
                self.end_paragraph(false)?;
                if self.stories.len() > 1
                    && let Some(flow) = self.stories.pop()
                {
                    match (flow.story, self.stories.last_mut()) {
                        (Story::Footnotes, Some(outer)) => outer.after.extend(flow.pieces),
                        _ => self.done.push(flow),
                    }
                }
            }
            Opens::Field => self.end_field()?,
        }
        if inner.destination == Destination::Instruction
            && outer.destination != Destination::Instruction
            && let Some((_, field)) = self.fields.last_mut()
        {
            field.in_result = true;
        }
        Ok(())
    }

    fn end_field(&mut self) -> Result<(), ReadError> {
        let Some((id, field)) = self.fields.pop() else { return Ok(()) };
        if !field.shown
            && let Some(name) = field.merge_name()
        {
            let text = format!("«{name}»");
            self.fields.push((id, field));
            self.show(&text)?;
            self.fields.pop();
        }
        Ok(())
    }

    fn plain(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        match self.state.destination {
            Destination::Skipped => Ok(()),
            _ if bytes.is_ascii() && self.pending.is_empty() => {
                let text = String::from_utf8_lossy(bytes);
                self.show(&text)
            }
            _ => {
                self.pending.extend_from_slice(bytes);
                self.flush()
            }
        }
    }

    /// Decodes the bytes of the code page that wait.
    fn flush(&mut self) -> Result<(), ReadError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.pending);
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.code_page);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.show(&text)
    }

    fn show(&mut self, text: &str) -> Result<(), ReadError> {
        match self.state.destination {
            Destination::Skipped => return Ok(()),
            Destination::Fonts => return Ok(()),
            Destination::Styles => {
                if self.style_name.len() + text.len() < 200 {
                    self.style_name.push_str(text);
                }
                if text.ends_with(';') {
                    self.end_style();
                }
                return Ok(());
            }
            Destination::Instruction => {
                if let Some((_, field)) = self.fields.last_mut() {
                    field.add_code(text);
                }
                return Ok(());
            }
            Destination::Text | Destination::Result => {}
        }
        if self.state.hidden || self.state.deleted || text.is_empty() {
            return Ok(());
        }
        self.budget.take(text.len())?;
        let Some(flow) = self.stories.last_mut() else { return Ok(()) };
        flow.run += 1;
        let place = RunPlace { story: flow.story, paragraph: flow.paragraph, run: flow.run, character: 0 };
        let origin = Some(Origin::Run(place));
        let line = &mut flow.lines.line;
        match self.fields.last().and_then(|(id, field)| Some((*id, field.merge_name()?))) {
            Some((id, name)) => {
                line.push_field(text, origin, InField { id, kind: PlaceholderKind::MergeField, name });
            }
            None => line.push(text, origin),
        }
        if !self.state.bold && !text.trim().is_empty() {
            line.set_light();
        }
        for (_, field) in self.fields.iter_mut().rev().take(8) {
            field.shown = true;
        }
        Ok(())
    }

    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.style_name).to_lowercase();
        let level = ["heading ", "überschrift "].iter().find_map(|start| name.trim().strip_prefix(start));
        if let Some(level) = level.and_then(|rest| rest.trim_end_matches(';').trim().parse().ok())
            && self.styles.len() < 10_000
        {
            self.styles.insert(self.state.style, level);
        }
    }

    fn end_paragraph(&mut self, cell: bool) -> Result<(), ReadError> {
        let (heading, in_table) = (
            self.state.outline.map(|l| l + 1).or_else(|| self.styles.get(&self.state.style).copied()),
            self.state.in_table || cell,
        );
        let row = self.row.max(1);
        let Some(flow) = self.stories.last_mut() else { return Ok(()) };
        bound_pieces(flow.pieces.len(), self.limits)?;
        let lines = std::mem::take(&mut flow.lines);
        let plain = if in_table {
            BlockKind::TableCell { row, column: flow.column + 1 }
        } else {
            BlockKind::Paragraph
        };
        let kind = match flow.story {
            Story::Header(_) => BlockKind::PageHeader,
            Story::Footer(_) => BlockKind::PageFooter,
            Story::Footnotes | Story::Endnotes => BlockKind::Footnote,
            Story::Body => match heading.filter(|_| !in_table && lines.len() <= 300) {
                Some(level) => BlockKind::Heading { level },
                None => plain,
            },
        };
        lines.emit(kind, kind, &mut flow.pieces);
        let after = std::mem::take(&mut flow.after);
        flow.pieces.extend(after);
        flow.paragraph = flow.paragraph.saturating_add(1);
        flow.run = 0;
        if cell {
            flow.column += 1;
        }
        Ok(())
    }

    fn begin_flow(&mut self, story: Story) -> Result<(), ReadError> {
        bound(self.stories.len() + self.done.len())?;
        self.stories.push(Flow::new(story));
        self.state = State { destination: Destination::Text, opens: Opens::Flow, ..self.state };
        self.state.in_table = false;
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), ReadError> {
        let on = number != Some(0);
        // A group that is passed over holds nothing for us, except what a starred word may open.
        if self.state.destination == Destination::Skipped && !matches!(word, "fldinst" | "shpinst" | "shptxt")
        {
            return Ok(());
        }
        match word {
            "ansicpg" => self.code_page = code_page(number.unwrap_or(1252)),
            "mac" => self.code_page = encoding_rs::MACINTOSH,
            "fonttbl" => self.state.destination = Destination::Fonts,
            "stylesheet" => self.state.destination = Destination::Styles,
            "f" if self.state.destination == Destination::Fonts => self.state.font = number.unwrap_or(0),
            "fcharset" if self.state.destination == Destination::Fonts => {
                if let Some(encoding) = charset(number.unwrap_or(0))
                    && self.fonts.len() < 10_000
                {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "f" => self.state.font = number.unwrap_or(0),
            "s" => self.state.style = number.unwrap_or(0),
            "outlinelevel" => {
                self.state.outline = number.and_then(|n| u8::try_from(n).ok()).filter(|l| *l < 9);
            }
            // Pictures, objects and what only programs read.
            "colortbl" | "info" | "pict" | "object" | "listtable" | "listoverridetable" | "revtbl"
            | "rsidtbl" | "themedata" | "colorschememapping" | "datastore" | "latentstyles" | "xmlnstbl"
            | "generator" | "filetbl" | "nonshppict" | "bkmkstart" | "bkmkend" | "atrfstart" | "atrfend"
            | "annotation" | "atnid" | "atnauthor" | "tc" | "xe" | "sn" | "sv" | "wgrffmtfilter"
            | "userprops" | "docvar" | "fldtype" | "ftnsep" | "ftnsepc" | "aftnsep" | "pnseclvl" | "do"
            | "background" | "mmathPr" => {
                self.state.destination = Destination::Skipped;
            }
            "shpinst" | "shptxt" => self.state.destination = Destination::Text,
            "listtext" | "pntext" | "fldrslt" => {
                if word == "fldrslt"
                    && let Some((_, field)) = self.fields.last_mut()
                {
                    field.in_result = true;
                }
                if self.state.destination != Destination::Instruction {
                    self.state.destination = Destination::Result;
                }
            }
            "field" => {
                self.next_field += 1;
                bound(self.fields.len())?;
                self.fields.push((self.next_field, Field::begin(0)));
                self.state.opens = Opens::Field;
            }
            "fldinst" => self.state.destination = Destination::Instruction,
            "header" | "headerf" | "headerl" | "headerr" => {
                self.headers = self.headers.saturating_add(1);
                self.begin_flow(Story::Header(self.headers))?;
            }
            "footer" | "footerf" | "footerl" | "footerr" => {
                self.footers = self.footers.saturating_add(1);
                self.begin_flow(Story::Footer(self.footers))?;
            }
            "footnote" => self.begin_flow(Story::Footnotes)?,
            "par" => self.end_paragraph(false)?,
            "sect" | "page" | "column" => self.end_paragraph(false)?,
            "cell" | "nestcell" => self.end_paragraph(true)?,
            "trowd" => self.new_row(),
            "row" | "nestrow" => self.row = self.row.saturating_add(1),
            "line" | "lbr" => {
                if let Some(flow) = self.stories.last_mut() {
                    flow.lines.break_line(false);
                }
            }
            "tab" => self.show(" ")?,
            "pard" => {
                self.state.in_table = false;
                self.state.style = 0;
                self.state.outline = None;
            }
            "plain" => {
                self.state.bold = false;
                self.state.hidden = false;
            }
            "intbl" => self.state.in_table = on,
            "b" => self.state.bold = on,
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "uc" => self.state.fallback = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(16),
            "u" => self.unicode(number.unwrap_or(0))?,
            "emdash" => self.show("—")?,
            "endash" => self.show("–")?,
            "lquote" => self.show("‘")?,
            "rquote" => self.show("’")?,
            "ldblquote" => self.show("“")?,
            "rdblquote" => self.show("”")?,
            "bullet" => self.show("•")?,
            "emspace" | "enspace" | "qmspace" => self.show(" ")?,
            _ => {}
        }
        Ok(())
    }

    fn new_row(&mut self) {
        if let Some(flow) = self.stories.last_mut() {
            // The definition stands before the cells, and some programs repeat it behind them.
            if flow.column > 0 {
                flow.column = 0;
            }
        }
        self.row = self.row.max(1);
    }

    fn unicode(&mut self, number: i32) -> Result<(), ReadError> {
        self.skip = self.state.fallback;
        let unit = (number & 0xFFFF) as u16;
        let units: &[u16] = match self.surrogate.take() {
            Some(high) if (0xDC00..0xE000).contains(&unit) => &[high, unit],
            _ if (0xD800..0xDC00).contains(&unit) => {
                self.surrogate = Some(unit);
                return Ok(());
            }
            _ => &[unit],
        };
        let text = String::from_utf16_lossy(units);
        // Symbol fonts live in the private area.
        let shown = match text.chars().next() {
            Some('\u{ad}') => return Ok(()),
            Some(c) if ('\u{f000}'..='\u{f0ff}').contains(&c) => {
                super::docx::symbol_character("wingdings", u32::from(c)).to_string()
            }
            _ => text,
        };
        self.show(&shown)
    }

    fn finish(mut self) -> Result<Document, ReadError> {
        self.end_paragraph(false)?;
        let mut texts = std::collections::HashSet::new();
        let mut page = |flow: &Flow, header: bool| {
            let fits = matches!((flow.story, header), (Story::Header(_), true) | (Story::Footer(_), false));
            fits && texts.insert((header, text_of(&flow.pieces)))
        };
        let (mut headers, mut footers) = (Vec::new(), Vec::new());
        for flow in self.done {
            if page(&flow, true) {
                headers.push(flow.pieces);
            } else if page(&flow, false) {
                footers.push(flow.pieces);
            }
        }
        headers.extend(self.stories.into_iter().take(1).map(|flow| flow.pieces));
        headers.extend(footers);
        write(headers, Format::Rtf, self.limits)
    }
}

fn bound_pieces(count: usize, limits: &Limits) -> Result<(), ReadError> {
    if count > limits.max_blocks {
        return Err(ReadErrorKind::TooManyBlocks { limit: limits.max_blocks }.into());
    }
    Ok(())
}

/// The code page of a number of Windows.
fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        437 | 850 | 1252 => "windows-1252",
        65001 => "utf-8",
        10000 => "macintosh",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1257 => "windows-1257",
        _ => "windows-1252",
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// The code page of a font; `None` for the one of the file.
fn charset(number: i32) -> Option<&'static Encoding> {
    let label: &[u8] = match number {
        0 => b"windows-1252",
        77 => b"macintosh",
        161 => b"windows-1253",
        162 => b"windows-1254",
        186 => b"windows-1257",
        204 => b"windows-1251",
        238 => b"windows-1250",
        _ => return None,
    };
    Encoding::for_label(label)
}

#[cfg(test)]
mod tests;

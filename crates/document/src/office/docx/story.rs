mod field;
mod flow;
mod property;

use std::collections::HashMap;

use source::{Origin, RunPlace, Story};

use super::field::Field;
use super::if_field::Atom;
use super::numbering::{Counters, Numbering};
use super::styles::{Resolved, Styles};
use super::symbol;
use crate::builder::{InField, Piece};
use crate::error::ReadError;
use crate::model::{BlockKind, PlaceholderKind};
use crate::office::comment::Anchors;
use crate::office::xml::{Element, Node, Ns, Xml};
use crate::office::{Budget, bound};
use flow::{Flow, Paragraph, Table, emit, finish_flow};

/// What all stories of a letter share.
pub(super) struct Context<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: &'a Numbering,
    /// Notes that have not been referred to yet.
    pub(super) notes: HashMap<(Story, i64), Vec<Piece>>,
    pub(super) budget: Budget,
}

/// What kind of story is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    Header,
    Footer,
    Note,
}

/// What a story gives.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) pieces: Vec<Piece>,
    /// For the stories of notes: the pieces of each, in order.
    pub(super) notes: Vec<(i64, Vec<Piece>)>,
    pub(super) sections: Vec<Section>,
    /// Where comments of the body are fixed.
    pub(super) anchors: Anchors,
    /// True if there was a `w:body`.
    pub(super) has_body: bool,
}

/// The headers and footers of a section.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) pages: Vec<PageRef>,
    pub(super) has_title_page: bool,
}

/// A reference to a header or footer.
#[derive(Debug)]
pub(super) struct PageRef {
    pub(super) header: bool,
    /// `first`, `default` or `even`.
    pub(super) kind: String,
    pub(super) id: String,
}

/// Reads one part with paragraphs.
///
/// Positions: paragraphs are all `w:p` elements in the order of their start tags, runs all `w:r` elements of that
/// paragraph, deleted and skipped ones included; the characters of a run are those of its `w:t` elements, and one each
/// for a tab, a break, a hyphen and a symbol.
pub(super) fn read_story(
    xml: &mut Xml<'_>,
    story: Story,
    kind: Kind,
    context: &mut Context<'_>,
) -> Result<Output, ReadError> {
    let mut reader = StoryReader {
        context,
        story,
        kind,
        counters: Counters::default(),
        frames: Vec::new(),
        skipped: 0,
        flows: vec![Flow::default()],
        places: Vec::new(),
        paragraphs: 0,
        fields: Vec::new(),
        codes: 0,
        prompts: Vec::new(),
        next_field: 0,
        format: RunFormat::default(),
        text: String::new(),
        note: None,
        output: Output::default(),
    };
    let mut anchors = Anchors::default();
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(element) => {
                if kind == Kind::Body {
                    let spot = reader.places.last().map(|place| (place.paragraph, place.run));
                    anchors.word(&element, spot);
                }
                reader.start(&element)?;
            }
            Node::End => reader.end()?,
            Node::Text(text) => reader.characters(&text),
            Node::Other => {}
        }
    }
    let mut output = reader.output;
    output.anchors = anchors;
    if let Some(flow) = reader.flows.into_iter().next() {
        output.pieces = flow.pieces;
    }
    Ok(output)
}

/// What an open element means; its end tag undoes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// Nothing; its children count.
    Plain,
    /// It and its children do not count.
    Skipped,
    /// A paragraph inside skipped content.
    SkippedParagraph,
    Paragraph,
    ParagraphFormat,
    /// `w:rPr` of the paragraph mark.
    MarkFormat,
    Run,
    RunFormat,
    /// `w:t`; true if white space at its edges counts.
    Text(bool),
    Instruction,
    SimpleField,
    /// `w:sdt`.
    Control,
    ControlFormat,
    Note,
    TextBox,
    Table,
    Row,
    Cell,
    Section,
    /// `mc:AlternateContent`; true once a choice was read.
    Alternatives(bool),
}

/// Where in the part the reader is.
#[derive(Debug, Clone, Copy)]
struct Place {
    paragraph: u32,
    run: u32,
    character: u32,
}

/// The format of the current run.
#[derive(Debug, Clone, Copy, Default)]
struct RunFormat {
    style: Resolved,
    bold: Option<bool>,
    hidden: Option<bool>,
}

/// A content control that shows its prompt.
#[derive(Debug)]
struct Prompt {
    id: u32,
    shows_prompt: bool,
    name: String,
    /// What a list to choose from offers.
    entries: Vec<String>,
    /// True once the entries were written in place of what is shown.
    chosen: bool,
}

struct StoryReader<'c, 'a> {
    context: &'c mut Context<'a>,
    story: Story,
    kind: Kind,
    counters: Counters,
    frames: Vec<Frame>,
    skipped: u32,
    flows: Vec<Flow>,
    places: Vec<Place>,
    paragraphs: u32,
    fields: Vec<(u32, Field)>,
    /// Open fields whose result has not begun.
    codes: u32,
    prompts: Vec<Prompt>,
    next_field: u32,
    format: RunFormat,
    text: String,
    note: Option<i64>,
    output: Output,
}

/// Fields whose result does not begin within so many paragraphs are broken; what follows them is text again.
const LONGEST_FIELD: u32 = 50;
impl StoryReader<'_, '_> {
    fn start(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        let is_w = element.ns == Ns::W;
        if is_w && element.name() == "p" {
            self.paragraphs += 1;
            self.places.push(Place { paragraph: self.paragraphs, run: 0, character: 0 });
        }
        if is_w
            && element.name() == "r"
            && let Some(place) = self.places.last_mut()
        {
            place.run += 1;
            place.character = 0;
        }
        if self.skipped > 0 {
            self.skip(is_w && element.name() == "p");
            return Ok(());
        }
        let parent = self.frames.last().copied().unwrap_or(Frame::Plain);
        let frame = match (element.ns, parent) {
            (Ns::W, Frame::ParagraphFormat) => self.paragraph_property(element)?,
            (Ns::W, Frame::MarkFormat) => {
                if matches!(element.name(), "del" | "moveFrom")
                    && let Some(paragraph) = self.paragraph()
                {
                    paragraph.mark_deleted = true;
                }
                Frame::Plain
            }
            (Ns::W, Frame::RunFormat) => {
                self.run_property(element);
                Frame::Plain
            }
            (Ns::W, Frame::Section) => {
                self.section_property(element)?;
                Frame::Plain
            }
            (Ns::W, Frame::ControlFormat) => self.control_property(element),
            (Ns::W, _) => self.content(element)?,
            (Ns::Math, _) if element.name() == "t" => self.begin_text(true),
            (Ns::Mc, _) => self.alternative(element.name()),
            // Word's own extensions of properties (w14:checkbox) say nothing that we need.
            _ => Frame::Plain,
        };
        if frame == Frame::Skipped {
            self.skip(false);
        } else {
            self.frames.push(frame);
        }
        Ok(())
    }

    fn skip(&mut self, is_paragraph: bool) {
        self.skipped += 1;
        self.frames.push(if is_paragraph { Frame::SkippedParagraph } else { Frame::Skipped });
    }

    /// An element of the text itself.
    fn content(&mut self, element: &Element<'_>) -> Result<Frame, ReadError> {
        let in_run = self.frames.last() == Some(&Frame::Run);
        Ok(match element.name() {
            "body" => {
                self.output.has_body = true;
                Frame::Plain
            }
            "p" => {
                self.open_paragraph();
                Frame::Paragraph
            }
            "pPr" => Frame::ParagraphFormat,
            "r" => {
                self.format = RunFormat::default();
                Frame::Run
            }
            "rPr" if in_run => Frame::RunFormat,
            "t" => self.begin_text(element.attr("space").as_deref() == Some("preserve")),
            "instrText" => {
                self.text.clear();
                Frame::Instruction
            }
            "tab" | "ptab" if in_run => {
                self.show(" ")?;
                Frame::Plain
            }
            "noBreakHyphen" if in_run => {
                self.show("-")?;
                Frame::Plain
            }
            "softHyphen" if in_run => {
                self.advance(1);
                Frame::Plain
            }
            "sym" if in_run => {
                let code = element.attr("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(code) = code {
                    let sign = symbol::character(&element.attr("font").unwrap_or_default(), code);
                    self.show(sign.encode_utf8(&mut [0; 4]))?;
                }
                Frame::Plain
            }
            "br" | "cr" if in_run => {
                let is_page = matches!(element.attr("type").as_deref(), Some("page" | "column"));
                self.break_line(is_page);
                Frame::Plain
            }
            "footnoteReference" => self.refer_to_note(Story::Footnotes, element),
            "endnoteReference" => self.refer_to_note(Story::Endnotes, element),
            "fldChar" => {
                self.field_sign(element.attr("fldCharType").as_deref())?;
                Frame::Plain
            }
            "fldSimple" => {
                let code = element.attr("instr").unwrap_or_default();
                let paragraph = self.paragraphs;
                let mut field = Field::simple(&code, paragraph);
                if self.context.budget.template {
                    for c in code.chars() {
                        field.add_atom(Atom::Char(c, None));
                    }
                    field.end_code();
                }
                self.push_field(field);
                Frame::SimpleField
            }
            "sdt" => {
                self.next_field += 1;
                self.prompts.push(Prompt {
                    id: self.next_field,
                    shows_prompt: false,
                    name: String::new(),
                    entries: Vec::new(),
                    chosen: false,
                });
                Frame::Control
            }
            "sdtPr" => Frame::ControlFormat,
            "txbxContent" => {
                self.flows.push(Flow::default());
                Frame::TextBox
            }
            "tbl" => {
                self.flow().tables.push(Table { row: 0, column: 0, span: 1 });
                Frame::Table
            }
            "tr" => {
                if let Some(table) = self.flow().tables.last_mut() {
                    table.row += 1;
                    table.column = 0;
                    table.span = 1;
                }
                Frame::Row
            }
            "tc" => {
                if let Some(table) = self.flow().tables.last_mut() {
                    table.column += table.span;
                    table.span = 1;
                }
                Frame::Cell
            }
            "gridBefore" | "gridSpan" => {
                let span =
                    element.number("val").and_then(|n| u32::try_from(n).ok()).unwrap_or(1).clamp(0, 100);
                if let Some(table) = self.flow().tables.last_mut() {
                    // Columns before the first cell count like a wide cell.
                    table.span = if element.name() == "gridSpan" { span.max(1) } else { span + 1 };
                }
                Frame::Plain
            }
            "sectPr" => self.begin_section()?,
            "footnote" | "endnote" if self.kind == Kind::Note => {
                // Separators have a type, notes have none.
                if element.attr("type").is_some_and(|kind| kind != "normal") {
                    Frame::Skipped
                } else {
                    self.note = element.number("id");
                    Frame::Note
                }
            }
            // Deleted and moved text, earlier formats, the small signs over ruby text, prompts of form elements.
            "del" | "moveFrom" | "delText" | "delInstrText" | "pPrChange" | "rPrChange" | "sectPrChange"
            | "tblPrChange" | "trPrChange" | "tcPrChange" | "tblGridChange" | "numberingChange" | "rt"
            | "sdtEndPr" | "fldData" | "ffData" => Frame::Skipped,
            _ => Frame::Plain,
        })
    }

    /// Newer content comes with a fallback for older programs; only one of them is text.
    fn alternative(&mut self, name: &str) -> Frame {
        match (name, self.frames.last_mut()) {
            ("AlternateContent", _) => Frame::Alternatives(false),
            ("Choice" | "Fallback", Some(Frame::Alternatives(taken))) => {
                if std::mem::replace(taken, true) {
                    Frame::Skipped
                } else {
                    Frame::Plain
                }
            }
            _ => Frame::Plain,
        }
    }

    fn begin_text(&mut self, preserve: bool) -> Frame {
        self.text.clear();
        Frame::Text(preserve)
    }

    fn characters(&mut self, text: &str) {
        if matches!(self.frames.last(), Some(Frame::Text(_) | Frame::Instruction)) {
            self.text.push_str(text);
        }
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        match frame {
            Frame::Skipped => self.skipped -= 1,
            Frame::SkippedParagraph => {
                self.skipped -= 1;
                self.places.pop();
            }
            Frame::Paragraph => {
                self.close_paragraph();
                self.places.pop();
            }
            Frame::ParagraphFormat if self.frames.last() == Some(&Frame::Paragraph) => {
                self.number_paragraph()
            }
            Frame::Run => self.format = RunFormat::default(),
            Frame::Text(preserve) => {
                let text = std::mem::take(&mut self.text);
                let edge = |c: char| c.is_ascii_whitespace();
                let shown = if preserve { &text[..] } else { text.trim_matches(edge) };
                if shown.contains(['\t', '\n', '\r']) {
                    self.show(&shown.replace(['\t', '\n', '\r'], " "))?;
                } else {
                    self.show(shown)?;
                }
                self.text = text;
            }
            Frame::Instruction => {
                self.instruction();
            }
            Frame::SimpleField => self.end_field()?,
            Frame::Control => {
                self.prompts.pop();
            }
            Frame::TextBox => {
                if self.flows.len() > 1
                    && let Some(mut flow) = self.flows.pop()
                {
                    finish_flow(&mut flow, self.kind);
                    for piece in &mut flow.pieces {
                        if self.kind == Kind::Body
                            && matches!(piece.kind, BlockKind::Paragraph | BlockKind::TableCell { .. })
                        {
                            piece.kind = BlockKind::TextBox;
                        }
                    }
                    match self.paragraph() {
                        Some(anchor) => anchor.after.extend(flow.pieces),
                        None => self.flow().pieces.extend(flow.pieces),
                    }
                }
            }
            Frame::Table => {
                self.flow().tables.pop();
            }
            Frame::Note => {
                let kind = self.kind;
                let flow = self.flow();
                finish_flow(flow, kind);
                let pieces = std::mem::take(&mut flow.pieces);
                if let Some(id) = self.note.take() {
                    bound(self.output.notes.len())?;
                    self.output.notes.push((id, pieces));
                }
            }
            Frame::Plain
            | Frame::ParagraphFormat
            | Frame::MarkFormat
            | Frame::RunFormat
            | Frame::ControlFormat
            | Frame::Row
            | Frame::Cell
            | Frame::Section
            | Frame::Alternatives(_) => {}
        }
        if self.frames.is_empty() {
            let kind = self.kind;
            finish_flow(self.flow(), kind);
        }
        Ok(())
    }

    fn flow(&mut self) -> &mut Flow {
        self.flows.last_mut().expect("the flow of the story itself is never taken away")
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.flow().open.as_mut()
    }

    fn open_paragraph(&mut self) {
        let style = self.context.styles.paragraph(None);
        let flow = self.flow();
        flow.open = Some(match flow.joined.take() {
            Some(joined) => Paragraph { mark_deleted: false, ..joined },
            None => Paragraph { style, ..Paragraph::default() },
        });
    }

    fn close_paragraph(&mut self) {
        self.break_instruction();
        let (kind, now) = (self.kind, self.paragraphs);
        // A field whose instruction never ends would swallow the rest of the letter.
        let is_broken = |field: &Field| {
            !field.in_result && (!field.has_code() || now.saturating_sub(field.paragraph) > LONGEST_FIELD)
        };
        if self.codes > 0 && self.fields.iter().any(|(_, field)| is_broken(field)) {
            self.fields.clear();
            self.codes = 0;
        }
        let flow = self.flow();
        let Some(paragraph) = flow.open.take() else { return };
        if paragraph.mark_deleted {
            flow.joined = Some(paragraph);
        } else {
            emit(flow, paragraph, kind);
        }
    }

    fn break_line(&mut self, is_page: bool) {
        self.advance(1);
        if self.is_hidden() {
            return;
        }
        if let Some(paragraph) = self.paragraph() {
            paragraph.lines.break_line(is_page);
        }
    }

    fn refer_to_note(&mut self, story: Story, element: &Element<'_>) -> Frame {
        if let Some(id) = element.number("id")
            && let Some(pieces) = self.context.notes.remove(&(story, id))
            && let Some(paragraph) = self.paragraph()
        {
            paragraph.after.extend(pieces);
        }
        Frame::Plain
    }

    /// The format of the run, its style and the style of its paragraph, nearest first.
    fn effective(&self, of_run: Option<bool>, of_style: fn(&Resolved) -> Option<bool>) -> bool {
        let paragraph =
            self.flows.last().and_then(|flow| flow.open.as_ref()).map(|p| p.style).unwrap_or_default();
        of_run.or(of_style(&self.format.style)).or(of_style(&paragraph)).unwrap_or(false)
    }

    fn is_hidden(&self) -> bool {
        self.codes > 0 || self.in_other_branch() || self.effective(self.format.hidden, |style| style.hidden)
    }

    fn place(&self) -> Option<RunPlace> {
        let place = self.places.last()?;
        Some(RunPlace {
            story: self.story,
            paragraph: place.paragraph,
            run: place.run.max(1),
            character: place.character,
        })
    }

    fn advance(&mut self, characters: usize) {
        if let Some(place) = self.places.last_mut() {
            place.character = place.character.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX));
        }
    }

    /// Shows text of the current run; soft hyphens count as characters but are not text.
    fn show(&mut self, text: &str) -> Result<(), ReadError> {
        if self.is_hidden() {
            self.show_in_instruction(text);
            self.advance(text.chars().count());
            return Ok(());
        }
        if self.show_entries()? {
            self.advance(text.chars().count());
            return Ok(());
        }
        for (index, part) in text.split('\u{ad}').enumerate() {
            if index > 0 {
                self.advance(1);
            }
            if part.is_empty() {
                continue;
            }
            let place = self.place();
            self.write(part, place)?;
            self.advance(part.chars().count());
        }
        Ok(())
    }

    /// Puts text into the open paragraph.
    fn write(&mut self, text: &str, place: Option<RunPlace>) -> Result<(), ReadError> {
        if text.is_empty() {
            return Ok(());
        }
        self.context.budget.take(text.len())?;
        let is_light = !text.trim().is_empty() && !self.effective(self.format.bold, |style| style.bold);
        let Some(paragraph) = self.flows.last_mut().and_then(|flow| flow.open.as_mut()) else {
            return Ok(());
        };
        let origin = place.map(Origin::Run);
        let prompt = self.prompts.last().filter(|prompt| prompt.shows_prompt);
        let template = self.context.budget.template;
        let merge = self.fields.last().and_then(|(id, field)| {
            let name = if template { field.template_name() } else { field.merge_name() };
            Some((*id, name?))
        });
        if let Some(prompt) = prompt {
            let field = InField { id: prompt.id, kind: PlaceholderKind::ContentControl, name: &prompt.name };
            paragraph.lines.line.push_field(text, origin, field);
        } else if let Some((id, name)) = merge {
            let field = InField { id, kind: PlaceholderKind::MergeField, name };
            paragraph.lines.line.push_field(text, origin, field);
        } else {
            paragraph.lines.line.push(text, origin);
        }
        if is_light {
            paragraph.lines.line.set_light();
        }
        for (_, field) in self.fields.iter_mut().rev().take(8) {
            field.shown = true;
        }
        Ok(())
    }
}

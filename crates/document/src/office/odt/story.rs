mod element;
mod flow;

use std::collections::BTreeMap;

use source::{Origin, RunPlace, Story};

use super::styles::{Family, Resolved, Styles};
use crate::builder::{InField, Mark, Piece};
use crate::error::ReadError;
use crate::model::PlaceholderKind;
use crate::office::Budget;
use crate::office::comment::Anchors;
use crate::office::paragraph::Lines;
use crate::office::xml::{Element, Node, Ns, Xml};
use crate::template::When;
use flow::{Flow, FlowKind, Paragraph};

/// What a part gives.
#[derive(Debug, Default)]
pub(super) struct Output {
    /// The body.
    pub(super) pieces: Vec<Piece>,
    /// Where comments of the body are fixed, and what they say.
    pub(super) anchors: Anchors,
    /// True if there was an `office:text`.
    pub(super) has_body: bool,
    /// Headers and footers of the master pages.
    pub(super) pages: Vec<Page>,
    /// The master page that follows another one.
    pub(super) next_pages: BTreeMap<String, String>,
}

/// A header or footer.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) master: String,
    pub(super) header: bool,
    /// True if it stands on the first page only.
    pub(super) is_first: bool,
    pub(super) pieces: Vec<Piece>,
}

/// Reads `content.xml` or `styles.xml`: styles, master pages and text, in the order in which they stand there.
///
/// Positions: paragraphs are all `text:p` and `text:h` elements of a story in the order of their start tags, skipped
/// ones included; runs are the text nodes of a paragraph. Notes are a story of their own.
pub(super) fn read_part(
    xml: &mut Xml<'_>,
    styles: Styles,
    budget: &mut Budget,
) -> Result<(Output, Styles), ReadError> {
    let mut reader = PartReader {
        budget,
        styles,
        frames: Vec::new(),
        skipped: 0,
        flows: vec![Flow::new(Story::Body, FlowKind::Body)],
        places: Vec::new(),
        counts: Counts::default(),
        in_text_node: false,
        spans: Vec::new(),
        field: None,
        fields: 0,
        master: String::new(),
        entries: None,
        output: Output::default(),
    };
    let mut anchors = Anchors::default();
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(element) => {
                let spot = reader.places.last().map(|place| (place.paragraph, place.run));
                let in_body = reader.flow().story == Story::Body;
                anchors.writer_start(&element, spot.filter(|_| in_body));
                reader.start(&element)?;
            }
            Node::End => {
                anchors.writer_end();
                reader.end()?;
            }
            Node::Text(text) => {
                anchors.writer_text(&text);
                reader.characters(&text)?;
            }
            Node::Other => {}
        }
    }
    let PartReader { mut output, flows, styles, .. } = reader;
    output.anchors = anchors;
    if let Some(mut flow) = flows.into_iter().next() {
        flow.close_branches();
        output.pieces = flow.pieces;
    }
    Ok((output, styles))
}

/// What an open element means; its end tag undoes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Plain,
    Skipped,
    /// A paragraph inside skipped content.
    SkippedParagraph,
    AutomaticStyles,
    Style,
    ListStyle,
    PageStory,
    Paragraph,
    /// A paragraph right inside another one, as in a drawn shape.
    NestedParagraph,
    Span,
    Field,
    List,
    Item,
    Table,
    Note,
    TextBox,
    /// A section that is shown under a condition; the number of the choice.
    Section(u32),
    /// A list to choose from.
    Entries,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    paragraph: u32,
    run: u32,
    character: u32,
}

/// A field that is still to be filled.
#[derive(Debug)]
struct Field {
    id: u32,
    kind: PlaceholderKind,
    name: String,
}

/// Paragraphs of each story so far.
#[derive(Debug, Default)]
struct Counts {
    body: u32,
    footnotes: u32,
    endnotes: u32,
    /// Of the header or footer that is being read.
    page: u32,
    headers: u16,
    footers: u16,
}

struct PartReader<'b> {
    budget: &'b mut Budget,
    styles: Styles,
    frames: Vec<Frame>,
    skipped: u32,
    flows: Vec<Flow>,
    places: Vec<Place>,
    counts: Counts,
    in_text_node: bool,
    spans: Vec<Resolved>,
    field: Option<Field>,
    fields: u32,
    master: String,
    /// A list to choose from that is open: its name and what it offers.
    entries: Option<(String, Vec<String>)>,
    output: Output,
}

impl PartReader<'_> {
    fn start(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        self.in_text_node = false;
        let is_paragraph = element.ns == Ns::Text && matches!(element.name(), "p" | "h");
        if is_paragraph {
            let paragraph = self.count_paragraph();
            self.places.push(Place { paragraph, run: 0, character: 0 });
        }
        let frame = if self.skipped > 0 {
            Frame::Skipped
        } else {
            match element.ns {
                Ns::Text => self.text_element(element)?,
                Ns::Style => self.style_element(element)?,
                Ns::Table => self.table_element(element),
                Ns::Office => self.office_element(element.name()),
                Ns::Draw => self.draw_element(element.name()),
                // Titles and descriptions of pictures; formulas.
                Ns::Other if matches!(element.name(), "title" | "desc" | "math") => Frame::Skipped,
                // LibreOffice writes its newer elements in a vocabulary of its own.
                Ns::Other if element.name() == "header-first" => self.begin_page(element, true)?,
                Ns::Other if element.name() == "footer-first" => self.begin_page(element, false)?,
                Ns::Other if element.name() == "list-item" && self.entries.is_some() => {
                    let text =
                        element.attr("display-text").or_else(|| element.attr("value")).unwrap_or_default();
                    if let Some((_, entries)) = self.entries.as_mut().filter(|(_, all)| all.len() < 200) {
                        entries.push(text.into_owned());
                    }
                    Frame::Plain
                }
                Ns::Other
                    if element.name() == "content-control"
                        && self.budget.template
                        && (element.attr("drop-down").as_deref() == Some("true")
                            || element.attr("dropdown").as_deref() == Some("true")
                            || element.attr("combobox").as_deref() == Some("true")) =>
                {
                    self.entries = Some((element.attr("alias").unwrap_or_default().into_owned(), Vec::new()));
                    Frame::Entries
                }
                Ns::Other if element.name() == "content-control" => {
                    if element.attr("showing-place-holder").as_deref() == Some("true") {
                        let name = element.attr("alias").or_else(|| element.attr("tag")).unwrap_or_default();
                        self.begin_field(PlaceholderKind::ContentControl, &name)
                    } else {
                        Frame::Plain
                    }
                }
                _ => Frame::Plain,
            }
        };
        if frame == Frame::Skipped {
            self.skipped += 1;
            self.frames.push(if is_paragraph { Frame::SkippedParagraph } else { Frame::Skipped });
        } else {
            self.frames.push(frame);
        }
        Ok(())
    }

    fn count_paragraph(&mut self) -> u32 {
        let count = match self.flow().story {
            Story::Body => &mut self.counts.body,
            Story::Footnotes => &mut self.counts.footnotes,
            Story::Endnotes => &mut self.counts.endnotes,
            Story::Header(_) | Story::Footer(_) => &mut self.counts.page,
        };
        *count += 1;
        *count
    }

    fn push_flow(&mut self, story: Story, kind: FlowKind) {
        let outer_spans = self.spans.len();
        self.flows.push(Flow { outer_spans, ..Flow::new(story, kind) });
    }

    fn begin_field(&mut self, kind: PlaceholderKind, name: &str) -> Frame {
        if self.field.is_some() {
            return Frame::Plain;
        }
        self.fields += 1;
        self.field = Some(Field { id: self.fields, kind, name: name.to_owned() });
        Frame::Field
    }

    fn open_paragraph(&mut self, element: &Element<'_>) -> Frame {
        let style = self.styles.resolve(Family::Paragraph, &element.attr("style-name").unwrap_or_default());
        let is_nested = self.flow().open.is_some();
        if is_nested {
            let story = self.flow().story;
            self.push_flow(story, FlowKind::TextBox);
        }
        let level = element.number("outline-level").and_then(|n| u8::try_from(n).ok());
        let outline = (element.name() == "h").then(|| level.unwrap_or(1));
        let flow = self.flow();
        let item = flow.lists.take_item();
        let mut lines = Lines::default();
        flow.pending.drain(..).for_each(|mark| lines.line.mark(mark));
        flow.open = Some(Paragraph {
            lines,
            after: Vec::new(),
            style,
            outline,
            item,
            is_hidden: false,
            shown_when: None,
            after_space: true,
        });
        if is_nested { Frame::NestedParagraph } else { Frame::Paragraph }
    }

    fn end(&mut self) -> Result<(), ReadError> {
        self.in_text_node = false;
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        match frame {
            Frame::Plain => {}
            Frame::Skipped => self.skipped -= 1,
            Frame::SkippedParagraph => {
                self.skipped -= 1;
                self.places.pop();
            }
            Frame::AutomaticStyles => self.styles.in_automatic = false,
            Frame::Style => self.styles.end(),
            Frame::ListStyle => self.styles.end_list(),
            Frame::PageStory => {
                if let Some(flow) = self.pop_flow()
                    && let Some(page) = self.output.pages.last_mut()
                {
                    page.pieces = flow.pieces;
                }
            }
            Frame::Paragraph => {
                self.close_shown_when();
                let story = self.flow_kind_outside_boxes();
                self.flow().close_paragraph(story);
                self.places.pop();
            }
            Frame::NestedParagraph => {
                let story = self.flow_kind_outside_boxes();
                self.flow().close_paragraph(story);
                self.places.pop();
                self.end_flow_in_paragraph();
            }
            Frame::Span => {
                self.spans.pop();
            }
            Frame::Field => self.end_field()?,
            Frame::List => self.flow().lists.end(),
            Frame::Item => self.flow().lists.end_item(),
            Frame::Table => {
                self.flow().tables.pop();
            }
            Frame::Note | Frame::TextBox => self.end_flow_in_paragraph(),
            Frame::Section(group) => {
                let pending = &mut self.flow().pending;
                pending.push(Mark::End { group, alternative: 0 });
                // What stands there if it is hidden: nothing.
                pending.push(Mark::Begin { group, alternative: 1, when: When::Otherwise });
                pending.push(Mark::End { group, alternative: 1 });
            }
            Frame::Entries => self.end_entries()?,
        }
        Ok(())
    }

    /// A merge field that shows nothing is shown by its name.
    fn end_field(&mut self) -> Result<(), ReadError> {
        let Some(field) = self.field.take() else { return Ok(()) };
        let is_empty = field.kind == PlaceholderKind::MergeField
            && !field.name.is_empty()
            && self.paragraph().is_some_and(|paragraph| !paragraph.lines.line.has_field(field.id));
        if is_empty && !self.is_hidden() {
            let text = format!("«{}»", field.name);
            self.field = Some(field);
            self.write(&text, None)?;
            self.field = None;
            self.set_after_space(false);
        }
        Ok(())
    }

    /// A paragraph that a template shows under a condition only.
    fn close_shown_when(&mut self) {
        let Some(when) = self.paragraph().and_then(|paragraph| paragraph.shown_when.take()) else { return };
        let group = self.budget.next_group();
        if let Some(paragraph) = self.paragraph() {
            paragraph.lines.mark_start(Mark::Begin { group, alternative: 0, when });
            paragraph.lines.line.mark(Mark::End { group, alternative: 0 });
            paragraph.lines.line.mark(Mark::Begin { group, alternative: 1, when: When::Otherwise });
            paragraph.lines.line.mark(Mark::End { group, alternative: 1 });
        }
    }

    fn pop_flow(&mut self) -> Option<Flow> {
        if self.flows.len() < 2 {
            return None;
        }
        let mut flow = self.flows.pop()?;
        flow.close_branches();
        self.spans.truncate(flow.outer_spans);
        Some(flow)
    }

    /// Ends a text box or a note; its blocks stand after the paragraph that holds it.
    fn end_flow_in_paragraph(&mut self) {
        let Some(flow) = self.pop_flow() else { return };
        match self.paragraph() {
            Some(anchor) => anchor.after.extend(flow.pieces),
            None => self.flow().pieces.extend(flow.pieces),
        }
    }

    /// The story that a text box stands in.
    fn flow_kind_outside_boxes(&self) -> FlowKind {
        let kinds = self.flows.iter().rev().map(|flow| flow.kind);
        kinds.into_iter().find(|kind| *kind != FlowKind::TextBox).unwrap_or(FlowKind::Body)
    }

    fn flow(&mut self) -> &mut Flow {
        self.flows.last_mut().expect("the flow of the body is never taken away")
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.flow().open.as_mut()
    }

    /// The nearest of the open spans and the paragraph that says something.
    fn effective(&self, of: fn(&Resolved) -> Option<bool>) -> bool {
        let Some(flow) = self.flows.last() else { return false };
        let spans = self.spans.get(flow.outer_spans..).unwrap_or_default();
        let style = flow.open.as_ref().map(|paragraph| paragraph.style).unwrap_or_default();
        spans.iter().rev().find_map(of).or(of(&style)).unwrap_or(false)
    }

    fn is_hidden(&self) -> bool {
        self.effective(|style| style.hidden)
    }

    fn place(&self) -> Option<RunPlace> {
        let place = self.places.last()?;
        let story = self.flows.last()?.story;
        Some(RunPlace {
            story,
            paragraph: place.paragraph,
            run: place.run.max(1),
            character: place.character,
        })
    }

    fn advance(&mut self, text: &str) {
        if let Some(place) = self.places.last_mut() {
            let count = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            place.character = place.character.saturating_add(count);
        }
    }

    /// Reads character data: runs of white space count as one space, soft hyphens are dropped.
    fn characters(&mut self, text: &str) -> Result<(), ReadError> {
        if self.skipped > 0 || self.entries.is_some() || self.paragraph().is_none() {
            return Ok(());
        }
        if !std::mem::replace(&mut self.in_text_node, true)
            && let Some(place) = self.places.last_mut()
        {
            place.run += 1;
            place.character = 0;
        }
        if self.is_hidden() {
            self.advance(text);
            return Ok(());
        }
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let len = if is_space(first) {
                rest.find(|c| !is_space(c)).unwrap_or(rest.len())
            } else if first == '\u{ad}' {
                first.len_utf8()
            } else {
                rest.find(|c| is_space(c) || c == '\u{ad}').unwrap_or(rest.len())
            };
            let (part, behind) = rest.split_at(len);
            let place = self.place();
            if is_space(first) {
                let is_second = self.paragraph().is_none_or(|paragraph| paragraph.after_space);
                if !is_second {
                    self.write(" ", place)?;
                }
                self.set_after_space(true);
            } else if first != '\u{ad}' {
                self.write(part, place)?;
                self.set_after_space(false);
            }
            self.advance(part);
            rest = behind;
        }
        Ok(())
    }

    fn set_after_space(&mut self, is_after: bool) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.after_space = is_after;
        }
    }

    /// Text that an element stands for.
    fn put_in(&mut self, text: &str) -> Result<(), ReadError> {
        if self.is_hidden() {
            return Ok(());
        }
        self.write(text, None)?;
        self.set_after_space(true);
        Ok(())
    }

    fn write(&mut self, text: &str, place: Option<RunPlace>) -> Result<(), ReadError> {
        self.budget.take(text.len())?;
        let is_light = !text.trim().is_empty() && !self.effective(|style| style.bold);
        let Some(paragraph) = self.flows.last_mut().and_then(|flow| flow.open.as_mut()) else {
            return Ok(());
        };
        let line = &mut paragraph.lines.line;
        let origin = place.map(Origin::Run);
        match &self.field {
            Some(field) => {
                line.push_field(text, origin, InField { id: field.id, kind: field.kind, name: &field.name });
            }
            None => line.push(text, origin),
        }
        if is_light {
            line.set_light();
        }
        Ok(())
    }
}

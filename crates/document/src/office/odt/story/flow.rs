use source::Story;

use super::super::list::Lists;
use super::super::styles::Resolved;
use crate::builder::{Line, Mark, Piece};
use crate::model::BlockKind;
use crate::office::paragraph::Lines;
use crate::template::When;

/// What a flow is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FlowKind {
    Body,
    Header,
    Footer,
    Note,
    TextBox,
}

/// A flow of paragraphs.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) story: Story,
    pub(super) kind: FlowKind,
    pub(super) pieces: Vec<Piece>,
    pub(super) open: Option<Paragraph>,
    pub(super) lists: Lists,
    pub(super) tables: Vec<Table>,
    /// Open spans of the flow around it.
    pub(super) outer_spans: usize,
    /// Branches that begin or end with the next paragraph.
    pub(super) pending: Vec<Mark>,
}

impl Flow {
    pub(super) fn new(story: Story, kind: FlowKind) -> Flow {
        Flow {
            story,
            kind,
            pieces: Vec::new(),
            open: None,
            lists: Lists::default(),
            tables: Vec::new(),
            outer_spans: 0,
            pending: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Table {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) repeated: u32,
}

/// An open paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) lines: Lines,
    pub(super) after: Vec<Piece>,
    pub(super) style: Resolved,
    /// Level of a `text:h`.
    pub(super) outline: Option<u8>,
    pub(super) item: Option<(u8, Option<u32>)>,
    pub(super) is_hidden: bool,
    /// The condition under which a template shows it, and the number of that choice.
    pub(super) shown_when: Option<When>,
    /// The last character was white space, so more of it is dropped.
    pub(super) after_space: bool,
}

/// A paragraph longer than this is no heading, whatever its style says.
const LONGEST_HEADING: usize = 300;

impl Flow {
    /// Writes down branches that begin or end where no paragraph follows.
    pub(super) fn close_branches(&mut self) {
        if !self.pending.is_empty() {
            let mut line = Line::default();
            self.pending.drain(..).for_each(|mark| line.mark(mark));
            self.pieces.push(Piece { line, kind: BlockKind::Paragraph, gap_before: false });
        }
    }

    /// Turns the open paragraph into pieces; `story` is what the flow stands in, text boxes aside.
    pub(super) fn close_paragraph(&mut self, story: FlowKind) {
        let Some(paragraph) = self.open.take() else { return };
        let Paragraph { lines, after, style, outline, item, is_hidden, .. } = paragraph;
        let heading = outline.or(style.heading).filter(|_| lines.len() <= LONGEST_HEADING);
        let plain = match self.tables.last() {
            _ if self.kind == FlowKind::TextBox => BlockKind::TextBox,
            Some(table) => BlockKind::TableCell { row: table.row, column: table.column },
            None => BlockKind::Paragraph,
        };
        let (first, rest) = match (story, heading, item) {
            (FlowKind::Header, ..) => (BlockKind::PageHeader, BlockKind::PageHeader),
            (FlowKind::Footer, ..) => (BlockKind::PageFooter, BlockKind::PageFooter),
            (FlowKind::Note, ..) => (BlockKind::Footnote, BlockKind::Footnote),
            (_, Some(level), _) => (BlockKind::Heading { level }, BlockKind::Heading { level }),
            (_, None, Some((level, number))) => (BlockKind::ListItem { level, number }, plain),
            (_, None, None) => (plain, plain),
        };
        if !is_hidden {
            lines.emit(first, rest, &mut self.pieces);
        }
        self.pieces.extend(after);
    }
}

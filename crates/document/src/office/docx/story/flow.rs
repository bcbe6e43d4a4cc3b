use super::super::styles::Resolved;
use super::Kind;
use crate::builder::Piece;
use crate::model::BlockKind;
use crate::office::paragraph::Lines;

/// A flow of paragraphs: the story itself or a text box in it.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) pieces: Vec<Piece>,
    pub(super) open: Option<Paragraph>,
    pub(super) tables: Vec<Table>,
    /// A paragraph whose mark is deleted: the next one goes on in it.
    pub(super) joined: Option<Paragraph>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) row: u32,
    pub(super) column: u32,
    /// Columns that the current cell spans.
    pub(super) span: u32,
}

/// An open paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) lines: Lines,
    /// What stands after it: text boxes and notes.
    pub(super) after: Vec<Piece>,
    pub(super) style: Resolved,
    pub(super) style_id: Option<String>,
    pub(super) outline: Option<u8>,
    pub(super) num_id: Option<i64>,
    pub(super) ilvl: Option<u8>,
    pub(super) item: Option<(u8, Option<u32>)>,
    pub(super) mark_deleted: bool,
}

/// A paragraph longer than this is no heading, whatever its style says.
const LONGEST_HEADING: usize = 300;

/// Emits what is left open at the end of a flow.
pub(super) fn finish_flow(flow: &mut Flow, kind: Kind) {
    if let Some(paragraph) = flow.joined.take() {
        emit(flow, paragraph, kind);
    }
    if let Some(paragraph) = flow.open.take() {
        emit(flow, paragraph, kind);
    }
}

/// Turns a paragraph into pieces: its lines, then the text boxes and notes anchored in it.
pub(super) fn emit(flow: &mut Flow, paragraph: Paragraph, kind: Kind) {
    let Paragraph { lines, after, style, outline, item, .. } = paragraph;
    let heading = match outline {
        Some(level) => (level < 9).then_some(level + 1),
        None => style.heading,
    }
    .filter(|_| lines.len() <= LONGEST_HEADING);
    let cell = flow.tables.last().map(|table| BlockKind::TableCell { row: table.row, column: table.column });
    let plain = cell.unwrap_or(BlockKind::Paragraph);
    let (first, rest) = match (kind, heading, item) {
        (Kind::Header, ..) => (BlockKind::PageHeader, BlockKind::PageHeader),
        (Kind::Footer, ..) => (BlockKind::PageFooter, BlockKind::PageFooter),
        (Kind::Note, ..) => (BlockKind::Footnote, BlockKind::Footnote),
        (Kind::Body, Some(level), _) => (BlockKind::Heading { level }, BlockKind::Heading { level }),
        // Lines after a manual break belong to the item but are no items.
        (Kind::Body, None, Some((level, number))) => (BlockKind::ListItem { level, number }, plain),
        (Kind::Body, None, None) => (plain, plain),
    };
    lines.emit(first, rest, &mut flow.pieces);
    flow.pieces.extend(after);
}

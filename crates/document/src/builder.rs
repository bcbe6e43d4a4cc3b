use source::{Origin, Segment, SourceMap, SourceMapBuilder, TextLen, TextRange, TextSize};

use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::{Block, BlockKind, Document, Format, Placeholder, PlaceholderKind};
use crate::outline;
use crate::placeholder;
use crate::remark;
use crate::template::{Branch, When};

/// The text of one block while a reader collects it; offsets count from its own start.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    text: String,
    segments: Vec<Segment>,
    fields: Vec<Field>,
    /// Where branches of a template begin and end.
    marks: Vec<(TextSize, Mark)>,
    /// True as soon as something was pushed that is not bold.
    light: bool,
}

/// The beginning or end of a branch that the format marks.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    Begin { group: u32, alternative: u32, when: When },
    End { group: u32, alternative: u32 },
}

/// A template field that the format itself marks.
#[derive(Debug, Clone)]
struct Field {
    /// Two pushes with the same number belong to one field.
    id: u32,
    placeholder: Placeholder,
}

/// The field that pushed text belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InField<'a> {
    /// Number of the field, unique in the letter.
    pub(crate) id: u32,
    pub(crate) kind: PlaceholderKind,
    pub(crate) name: &'a str,
}

impl Line {
    /// Adds text; text without origin was put in by the reader.
    pub(crate) fn push(&mut self, text: &str, origin: Option<Origin>) {
        if text.is_empty() {
            return;
        }
        let start = self.text.text_len();
        self.text.push_str(text);
        let range = TextRange::new(start, self.text.text_len());
        let Some(origin) = origin else { return };
        if let Some(last) = self.segments.last_mut()
            && let (Origin::Verbatim(a), Origin::Verbatim(b)) = (last.origin, origin)
            && last.range.end() == start
            && a + last.range.len() == b
        {
            last.range = TextRange::new(last.range.start(), range.end());
            return;
        }
        self.segments.push(Segment { range, origin });
    }

    /// Adds text that the format marks as (part of) a template field.
    pub(crate) fn push_field(&mut self, text: &str, origin: Option<Origin>, field: InField<'_>) {
        let start = self.text.text_len();
        self.push(text, origin);
        let range = TextRange::new(start, self.text.text_len());
        match self.fields.last_mut() {
            Some(last) if last.id == field.id => last.placeholder.range = last.placeholder.range.cover(range),
            _ if range.is_empty() => {}
            _ => self.fields.push(Field {
                id: field.id,
                placeholder: Placeholder { range, kind: field.kind, name: field.name.trim().to_owned() },
            }),
        }
    }

    /// Notes that a branch begins or ends here.
    pub(crate) fn mark(&mut self, mark: Mark) {
        self.marks.push((self.text.text_len(), mark));
    }

    /// Notes that a branch begins before all text.
    pub(crate) fn mark_start(&mut self, mark: Mark) {
        self.marks.insert(0, (TextSize::new(0), mark));
    }

    pub(crate) fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    /// True if text of the field with this number was pushed last.
    pub(crate) fn has_field(&self, id: u32) -> bool {
        self.fields.last().is_some_and(|field| field.id == id)
    }

    /// Notes that text just pushed was not bold.
    pub(crate) fn set_light(&mut self) {
        self.light = true;
    }

    /// True if it has text and all of it is bold.
    pub(crate) fn is_bold(&self) -> bool {
        !self.light && !self.is_blank()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    /// Stretches of text with one origin.
    pub(crate) fn segments(&self) -> usize {
        self.segments.len()
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn ends_in_space(&self) -> bool {
        self.text.chars().next_back().is_some_and(|c| c == ' ')
    }
}

/// White space and the signs that show nothing.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{2060}')
}

/// A block before it is written: its text and what the layout says.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) line: Line,
    pub(crate) kind: BlockKind,
    pub(crate) gap_before: bool,
}

/// Writes text, map and blocks of a document.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    text: String,
    map: SourceMapBuilder,
    segments: usize,
    blocks: Vec<Block>,
    apart: Vec<bool>,
    fields: Vec<Placeholder>,
    open: Vec<(u32, u32, TextSize, When)>,
    branches: Vec<Branch>,
}

/// Branches that may be open at a time.
const MOST_OPEN: usize = 1000;

impl Builder {
    /// Writes one block; a blank one is dropped, but its gap goes to the next.
    pub(crate) fn push(&mut self, piece: Piece, limits: &Limits) -> Result<(), ReadError> {
        let Piece { line, kind, gap_before } = piece;
        let trimmed = line.text.trim_start_matches(is_blank);
        let from = line.text.text_len() - trimmed.text_len();
        let trimmed = trimmed.trim_end_matches(is_blank);
        if trimmed.is_empty() {
            self.marks(line.marks, TextSize::new(0), TextSize::new(0), self.text.text_len());
            return Ok(());
        }
        self.segments += line.segments.len();
        if self.text.len() as u64 + trimmed.len() as u64 > limits.max_text {
            return Err(ReadErrorKind::TooLarge { limit: limits.max_text }.into());
        }
        if self.blocks.len() >= limits.max_blocks || self.segments > limits.max_segments() {
            return Err(ReadErrorKind::TooManyBlocks { limit: limits.max_blocks }.into());
        }
        let bold = line.is_bold();
        let kept = TextRange::at(from, trimmed.text_len());
        let start = self.text.text_len();
        self.text.push_str(trimmed);
        self.text.push('\n');
        for segment in &line.segments {
            let Some(range) = segment.range.intersect(kept).filter(|r| !r.is_empty()) else { continue };
            let skipped = TextRange::new(segment.range.start(), range.start());
            self.map.push(range - from + start, advance(segment.origin, source::slice(&line.text, skipped)));
        }
        for field in line.fields {
            let Some(range) = field.placeholder.range.intersect(kept).filter(|r| !r.is_empty()) else {
                continue;
            };
            self.fields.push(Placeholder { range: range - from + start, ..field.placeholder });
        }
        self.marks(line.marks, from, kept.len(), start);
        let range = TextRange::at(start, kept.len());
        self.blocks.push(Block { kind, range, content_start: start, gap_before });
        self.apart.push(bold);
        Ok(())
    }

    /// Opens and closes branches; `from` and `len` say which part of the line was kept, `start` where it stands now.
    fn marks(&mut self, marks: Vec<(TextSize, Mark)>, from: TextSize, len: TextSize, start: TextSize) {
        for (at, mark) in marks {
            let at = start + at.checked_sub(from).unwrap_or_default().min(len);
            match mark {
                Mark::Begin { group, alternative, when } => {
                    if self.open.len() < MOST_OPEN {
                        self.open.push((group, alternative, at, when));
                    }
                }
                Mark::End { group, alternative } => {
                    let is_it = |o: &(u32, u32, TextSize, When)| (o.0, o.1) == (group, alternative);
                    if let Some(index) = self.open.iter().rposition(is_it) {
                        let (_, _, begin, when) = self.open.remove(index);
                        let range = TextRange::new(begin, at.max(begin));
                        self.branches.push(Branch { group, alternative, range, when });
                    }
                }
            }
        }
    }

    /// Finds list markers, headings and written placeholders and gives the document.
    pub(crate) fn finish(self, format: Format, file_text: Option<String>) -> Document {
        let Builder { text, map, mut blocks, apart, fields, branches, .. } = self;
        if let Some(first) = blocks.first_mut() {
            first.gap_before = true;
        }
        outline::refine(&text, &mut blocks, &apart);
        let placeholders = placeholder::find(&text, &blocks, fields);
        let map = map.finish();
        let remarks = file_text.as_deref().map_or_else(Vec::new, |file| remark::in_markup(file, &text, &map));
        Document { format, text, blocks, placeholders, remarks, map, file_text, template: false, branches }
    }
}

/// The document of a plain text, whose blocks are ranges of the file itself.
pub(crate) fn plain(text: String, mut blocks: Vec<Block>, apart: &[bool]) -> Document {
    outline::refine(&text, &mut blocks, apart);
    let placeholders = placeholder::find(&text, &blocks, Vec::new());
    let remarks = remark::in_lines(&text);
    let map = SourceMap::identity();
    Document {
        format: Format::Txt,
        text,
        blocks,
        placeholders,
        remarks,
        map,
        file_text: None,
        template: false,
        branches: Vec::new(),
    }
}

/// The origin of what follows after `skipped`.
fn advance(origin: Origin, skipped: &str) -> Origin {
    match origin {
        Origin::Verbatim(start) => Origin::Verbatim(start + skipped.text_len()),
        Origin::Replaced(range) => Origin::Replaced(range),
        Origin::Run(mut place) => {
            place.character += u32::try_from(skipped.chars().count()).unwrap_or(u32::MAX);
            Origin::Run(place)
        }
        Origin::Page(mut place) => {
            place.character += u32::try_from(skipped.chars().count()).unwrap_or(u32::MAX);
            Origin::Page(place)
        }
    }
}

/// A byte offset of a file as a text size; readers refuse files above 4 GiB.
pub(crate) fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).expect("readers refuse files above 4 GiB"))
}

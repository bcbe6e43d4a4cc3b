use crate::remark::Remark;
use crate::template::Branch;
use source::{LineColumn, LineIndex, PagePlace, RunPlace, SourceMap, TextRange, TextSize};

/// The format of a letter file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown (CommonMark with tables and footnotes).
    Md,
    /// HTML.
    Html,
    /// Office Open XML (Word).
    Docx,
    /// OpenDocument text (Writer).
    Odt,
    /// Rich Text Format.
    Rtf,
    /// PDF with a text layer.
    Pdf,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 7] =
        [Format::Txt, Format::Md, Format::Html, Format::Docx, Format::Odt, Format::Rtf, Format::Pdf];

    /// The key used in JSON and options; also the usual file extension.
    pub fn key(self) -> &'static str {
        match self {
            Format::Txt => "txt",
            Format::Md => "md",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Rtf => "rtf",
            Format::Pdf => "pdf",
        }
    }

    /// Finds a format by key or by a file extension of any case (`htm`, `markdown`, `text`, templates like `dotx`).
    pub fn from_extension(extension: &str) -> Option<Format> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Format::Txt,
            "md" | "markdown" => Format::Md,
            "html" | "htm" | "xhtml" => Format::Html,
            "docx" | "docm" | "dotx" | "dotm" => Format::Docx,
            "odt" | "ott" => Format::Odt,
            "rtf" => Format::Rtf,
            "pdf" => Format::Pdf,
            _ => return None,
        })
    }
}

/// A letter as text with the layout that reading it needs.
///
/// All ranges are byte offsets into [`Document::text`] on character boundaries.
#[derive(Debug, Clone)]
pub struct Document {
    /// The format it was read from.
    pub format: Format,
    /// The text. For [`Format::Txt`] it is the file itself (decoded); for the others the blocks in reading order, each
    /// ended by a line break.
    pub text: String,
    /// The blocks in reading order; ranges are sorted, do not overlap and do not end in white space.
    pub blocks: Vec<Block>,
    /// Template fields that are still to be filled, sorted, not overlapping.
    pub placeholders: Vec<Placeholder>,
    /// Comments that speak to Klarbrief, in the order of the file; they are no text.
    pub remarks: Vec<Remark>,
    /// The way from `text` back to the file.
    pub map: SourceMap,
    /// The decoded file where it differs from `text` (Markdown, HTML); `None` for the others.
    pub file_text: Option<String>,
    /// True if it was read as a template: the text holds every branch, also those that the program does not show at the
    /// moment. Set by the file extension (dotx, dotm, ott) or by the caller.
    pub template: bool,
    /// Branches that the format marks by itself; only read from templates.
    pub(crate) branches: Vec<Branch>,
}

/// One block of text: what a reader sees as a unit between two breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What the layout says it is.
    pub kind: BlockKind,
    /// The whole block, list marker included.
    pub range: TextRange,
    /// Start of the text after a list marker that stands in the text ("1. ", "– "); `range.start()` without one.
    pub content_start: TextSize,
    /// True if at least one empty line (or paragraph spacing, for office formats: always) separates it from the block
    /// before. Lines of an address block follow each other without a gap.
    pub gap_before: bool,
}

/// What the layout says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text or a single line.
    Paragraph,
    /// A heading; level from 1.
    Heading {
        /// Level, from 1; 0 where the format has no levels.
        level: u8,
    },
    /// An item of a list; level from 1.
    ListItem {
        /// Level, from 1.
        level: u8,
        /// The number of a numbered item, whether it stands in the text or is made by the office program.
        number: Option<u32>,
    },
    /// A cell of a table.
    TableCell {
        /// Row of the table, from 1.
        row: u32,
        /// Column of the table, from 1.
        column: u32,
    },
    /// A quotation set apart.
    Quote,
    /// The page header of the letter, read before the body.
    PageHeader,
    /// The page footer of the letter, read after the body.
    PageFooter,
    /// A footnote or endnote, read after the block that refers to it.
    Footnote,
    /// A text box, read after the block that holds its anchor.
    TextBox,
}

/// A template field that is still to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The whole field with its signs.
    pub range: TextRange,
    /// How the field is written.
    pub kind: PlaceholderKind,
    /// The name of the field, trimmed; may be empty.
    pub name: String,
}

/// How a template field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceholderKind {
    /// A Word `MERGEFIELD` or a Writer database or user field.
    MergeField,
    /// A content control of Word that still shows its prompt, or a Writer placeholder field.
    ContentControl,
    /// `«Name»`
    Guillemets,
    /// `{{name}}`
    Braces,
    /// `[Name]`
    Brackets,
    /// `<Name>`
    Angles,
    /// `${name}`
    Dollar,
    /// `XXX`, `____`, `.......`: a gap to fill by hand.
    Blank,
}

impl Document {
    /// Returns the text of a range.
    pub fn slice(&self, range: TextRange) -> &str {
        source::slice(&self.text, range)
    }

    /// The same letter in other words, as plain text without a file behind it.
    ///
    /// Blocks and placeholders must be those of this letter, with ranges in `text`.
    pub fn restated(&self, text: String, blocks: Vec<Block>, placeholders: Vec<Placeholder>) -> Document {
        Document {
            format: Format::Txt,
            text,
            blocks,
            placeholders,
            remarks: Vec::new(),
            map: SourceMap::identity(),
            file_text: None,
            template: self.template,
            branches: Vec::new(),
        }
    }

    /// Builds the index that turns offsets of the *file* into lines and columns; `None` for office formats, rtf and pdf,
    /// whose files have no lines of text.
    pub fn line_index(&self) -> Option<LineIndex> {
        match self.format {
            Format::Txt => Some(LineIndex::new(&self.text)),
            Format::Md | Format::Html => self.file_text.as_deref().map(LineIndex::new),
            Format::Docx | Format::Odt | Format::Rtf | Format::Pdf => None,
        }
    }

    /// Returns first and last place of a range in the file; `lines` must come from [`Document::line_index`].
    pub fn lines_of(&self, lines: &LineIndex, range: TextRange) -> Option<(LineColumn, LineColumn)> {
        let range = self.map.to_file(range)?;
        Some((lines.line_column(range.start()), lines.line_column(range.end())))
    }

    /// Returns page and line of a pdf file where an offset lies; `None` for other formats.
    pub fn page_of(&self, offset: TextSize) -> Option<PagePlace> {
        self.map.to_page(&self.text, offset)
    }

    /// Returns the run of an office document where an offset lies; `None` for text formats.
    pub fn run_of(&self, offset: TextSize) -> Option<RunPlace> {
        self.map.to_run(&self.text, offset)
    }
}

//! Office documents: zip containers of XML parts, and rtf, read as streams.

mod annotate;
mod comment;
mod docx;
mod odt;
mod package;
mod paragraph;
mod rtf;
mod xml;

pub use annotate::{Author, Comment, annotate};
pub(crate) use docx::read as read_docx;
pub(crate) use odt::read as read_odt;
pub(crate) use rtf::read as read_rtf;

use crate::builder::{Builder, Piece};
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::{Document, Format};

/// Most styles, lists, relations, sections or notes of a letter; Word itself allows some thousand.
const MOST_DEFINITIONS: usize = 50_000;

/// Refuses to keep one more definition where there are too many already.
fn bound(count: usize) -> Result<(), ReadError> {
    if count < MOST_DEFINITIONS {
        Ok(())
    } else {
        Err(ReadErrorKind::TooManyBlocks { limit: MOST_DEFINITIONS }.into())
    }
}

/// Counts what the parts of one letter have given so far, before anything is written.
#[derive(Debug)]
struct Budget {
    text: u64,
    segments: usize,
    limits: Limits,
    /// True if every branch is wanted, also those that are not shown.
    template: bool,
    /// Choices so far.
    groups: u32,
}

impl Budget {
    fn new(limits: &Limits, template: bool) -> Budget {
        Budget { text: 0, segments: 0, limits: *limits, template, groups: 0 }
    }

    /// A number for another choice.
    fn next_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// Pays for one stretch of text.
    fn take(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text += bytes as u64;
        self.segments += 1;
        if self.text > self.limits.max_text {
            return Err(ReadErrorKind::TooLarge { limit: self.limits.max_text }.into());
        }
        if self.segments > self.limits.max_segments() {
            return Err(ReadErrorKind::TooManyBlocks { limit: self.limits.max_blocks }.into());
        }
        Ok(())
    }
}

/// Writes the stories of a letter in reading order.
fn write(
    stories: impl IntoIterator<Item = Vec<Piece>>,
    format: Format,
    limits: &Limits,
) -> Result<Document, ReadError> {
    let mut builder = Builder::default();
    for story in stories {
        for piece in story {
            builder.push(piece, limits)?;
        }
    }
    Ok(builder.finish(format, None))
}

/// The text of a story, to tell whether two headers say the same.
fn text_of(story: &[Piece]) -> String {
    story.iter().map(|piece| piece.line.text().trim()).collect::<Vec<_>>().join("\n")
}

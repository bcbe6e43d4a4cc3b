//! Comments written into docx and odt files.
//!
//! The parts of the file are spliced, not written anew: every byte that is not about our comments stays as it was, and parts that
//! hold none of it are copied packed as they are.

mod docx;
mod odt;
mod splice;

use std::io::{Cursor, Write};

use source::{RunPlace, Story, TextRange, TextSize};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::package::{Package, zip_error};
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::{Document, Format};

/// A comment for a place of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The words it is about; `None` for the letter as a whole.
    pub range: Option<TextRange>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// Who comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author<'a> {
    /// The name that office programs show; comments of this name are replaced.
    pub name: &'a str,
    /// Its short form.
    pub initials: &'a str,
}

/// Writes comments into an office document and gives the bytes of the new file.
///
/// `bytes` is the file that `document` was read from. Comments of `author` that are in it already go; those of others stay. A
/// comment without a range, or about a page header, a page footer, a note or a text box, stands at the start of the text or at the
/// anchor of the box, because office programs allow no comments there.
///
/// # Errors
///
/// As [`read_bytes`](crate::read_bytes), and [`ReadErrorKind::WrongFormat`] for a document that is no docx or odt file.
pub fn annotate(
    bytes: Vec<u8>,
    document: &Document,
    author: Author<'_>,
    comments: &[Comment],
    limits: &Limits,
) -> Result<Vec<u8>, ReadError> {
    let placed: Vec<Placed<'_>> = comments.iter().map(|c| Placed::new(document, c)).collect();
    let mut package = Package::open(bytes, limits)?;
    let changed = match document.format {
        Format::Docx => docx::annotate(&mut package, author, &placed)?,
        Format::Odt => odt::annotate(&mut package, author, &placed)?,
        other => {
            let kind = ReadErrorKind::WrongFormat { expected: Format::Docx, found: Some(other), name: "" };
            return Err(kind.into());
        }
    };
    write(package, &changed)
}

/// A comment with its place in the file.
struct Placed<'c> {
    paragraphs: &'c [String],
    /// First character, and the one behind the last; `None` for the start of the letter.
    place: Option<(At, At)>,
}

/// A place in the body: paragraph and run from 1, character from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    paragraph: u32,
    run: u32,
    character: u32,
}

impl At {
    fn new(place: RunPlace) -> Option<At> {
        let RunPlace { story, paragraph, run, character } = place;
        (story == Story::Body).then_some(At { paragraph, run, character })
    }
}

impl<'c> Placed<'c> {
    fn new(document: &Document, comment: &'c Comment) -> Placed<'c> {
        let place = comment.range.and_then(|range| {
            let start = At::new(document.run_of(range.start())?)?;
            // What stands behind the last character may belong to another run.
            let last = document.slice(range).chars().next_back().map_or(0, char::len_utf8);
            let before_end = range.end() - TextSize::new(last as u32);
            let mut end = At::new(document.run_of(before_end)?)?;
            end.character += u32::from(last > 0);
            Some((start, end.max(start)))
        });
        Placed { paragraphs: &comment.paragraphs, place }
    }
}

/// A part that is new or says something else now.
struct Part {
    name: String,
    text: String,
}

/// Writes the container again: parts that did not change are copied as they are packed, in their order.
fn write(package: Package, changed: &[Part]) -> Result<Vec<u8>, ReadError> {
    let mut archive = package.into_archive();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let failed = |error: std::io::Error| ReadError::from(error);
    let mut written = vec![false; changed.len()];
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(zip_error)?;
        let name = file.name().map_err(zip_error)?.into_owned();
        match changed.iter().position(|part| part.name == name) {
            None => out.raw_copy_file(file).map_err(zip_error)?,
            Some(at) => {
                written[at] = true;
                let mut options = SimpleFileOptions::default();
                if let Some(time) = file.last_modified() {
                    options = options.last_modified_time(time);
                }
                drop(file);
                out.start_file(name, options).map_err(zip_error)?;
                out.write_all(changed[at].text.as_bytes()).map_err(failed)?;
            }
        }
    }
    for (part, _) in changed.iter().zip(&written).filter(|(_, written)| !**written) {
        out.start_file(part.name.clone(), SimpleFileOptions::default()).map_err(zip_error)?;
        out.write_all(part.text.as_bytes()).map_err(failed)?;
    }
    Ok(out.finish().map_err(zip_error)?.into_inner())
}

/// Text as it may stand in XML; characters that XML cannot hold are dropped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if u32::from(c) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;

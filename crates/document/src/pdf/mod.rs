//! PDF with a text layer: glyphs with their places become lines, lines become paragraphs by the layout of the page.
//!
//! The objects, streams and encryption of the file are read by `lopdf`; what the operators of a page show is read here, because
//! the layout needs the place of every word and a letter must not cost more than it is worth.

mod column;
mod content;
mod font;
mod layout;
mod line;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{DecompressError, Document as File, Error, LoadOptions, Object};

use crate::error::{BombUnit, ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::{Document, Format};
use content::Reader;

/// Pages of a letter; more are no letter.
const MOST_PAGES: usize = 2000;

/// Reads a pdf file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    // Programs put some bytes behind the end, but not many.
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    if !tail.windows(5).any(|w| w == b"%%EOF") {
        return Err(ReadErrorKind::Truncated.into());
    }
    // A broken file must not end the run, whatever the parser makes of it.
    let outcome = catch_unwind(AssertUnwindSafe(|| read_guarded(bytes, limits)));
    outcome.unwrap_or_else(|_| Err(ReadErrorKind::BrokenPdf("the parser gave up".to_owned()).into()))
}

fn read_guarded(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    // All object streams are unpacked while the file is loaded; together they may take what a letter may.
    let streams = ["/ObjStm", "/XRef"].map(|name| count(bytes, name.as_bytes())).iter().sum::<usize>().max(4);
    let each = usize::try_from(limits.max_unpacked).unwrap_or(usize::MAX) / streams;
    let options = LoadOptions { max_decompressed_size: Some(each), ..LoadOptions::default() };
    let mut file = File::load_mem_with_options(bytes, options).map_err(|error| broken(&error, limits))?;
    if file.is_encrypted() && file.decrypt("").is_err() {
        return Err(ReadErrorKind::Encrypted.into());
    }
    let pages: Vec<_> = file.page_iter().take(MOST_PAGES + 1).collect();
    if pages.len() > MOST_PAGES {
        return Err(ReadErrorKind::TooManyBlocks { limit: MOST_PAGES }.into());
    }
    if pages.is_empty() {
        return Err(ReadErrorKind::BrokenPdf("it has no pages".to_owned()).into());
    }
    let mut reader = Reader::new(&file, limits);
    let mut read = Vec::with_capacity(pages.len());
    for page in pages {
        read.push(reader.page(page)?);
    }
    if read.iter().all(|page| page.spans.is_empty()) {
        return Err(ReadErrorKind::NoTextLayer.into());
    }
    layout::document(read, limits)
}

fn count(bytes: &[u8], name: &[u8]) -> usize {
    let starts = bytes.iter().enumerate().filter(|(_, b)| **b == b'/');
    starts.filter(|(at, _)| bytes[*at..].starts_with(name)).count()
}

fn broken(error: &Error, limits: &Limits) -> ReadError {
    match error {
        Error::InvalidPassword | Error::Decryption(_) => ReadErrorKind::Encrypted.into(),
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => bomb(limits),
        error => ReadErrorKind::BrokenPdf(error.to_string()).into(),
    }
}

fn bomb(limits: &Limits) -> ReadError {
    ReadErrorKind::ZipBomb { limit: limits.max_unpacked, unit: BombUnit::Bytes }.into()
}

/// Follows references, a bounded number of times.
fn resolved<'a>(file: &'a File, mut object: &'a Object) -> Option<&'a Object> {
    for _ in 0..32 {
        match object {
            Object::Reference(id) => object = file.get_object(*id).ok()?,
            other => return Some(other),
        }
    }
    None
}

fn number(object: &Object) -> Option<f32> {
    match object {
        Object::Integer(n) => Some(*n as f32),
        Object::Real(n) => Some(*n),
        _ => None,
    }
    .filter(|n| n.is_finite())
}

/// The format of all documents read here.
const FORMAT: Format = Format::Pdf;

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::{Document, Format};
use crate::{encoding, html, md, office, pdf, txt};

/// Reads a letter from a file; its extension names the format.
///
/// # Errors
///
/// If the file cannot be opened, is too large, has an unknown extension, or [`read_bytes`] refuses it.
pub fn read_path(path: &Path, limits: &Limits) -> Result<Document, ReadError> {
    read_path_as(path, limits, None)
}

/// Like [`read_path`], for a caller who knows whether the file is a template; `None` asks its extension.
///
/// # Errors
///
/// See [`read_path`].
pub fn read_path_as(path: &Path, limits: &Limits, template: Option<bool>) -> Result<Document, ReadError> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(ReadErrorKind::Folder.into());
    }
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    let Some(format) = Format::from_extension(extension) else {
        return Err(match extension.to_ascii_lowercase().as_str() {
            "doc" | "dot" => ReadErrorKind::OldWord,
            _ => ReadErrorKind::UnknownFormat { extension: extension.to_owned() },
        }
        .into());
    };
    let limit = file_limit(format, limits);
    // The size is asked for first so that a huge file is refused before it is read; pipes and growing files lie.
    if metadata.len() > limit {
        return Err(ReadErrorKind::TooLarge { limit }.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes)?;
    read_bytes_as(bytes, format, limits, template.unwrap_or_else(|| is_template_extension(extension)))
}

/// Word and Writer templates have extensions of their own.
fn is_template_extension(extension: &str) -> bool {
    matches!(extension.to_ascii_lowercase().as_str(), "dotx" | "dotm" | "ott")
}

/// Reads a letter from the bytes of a file of a known format.
///
/// # Errors
///
/// If the bytes are too many, are of another kind, hold no text, or are damaged or hostile; see [`ReadErrorKind`].
pub fn read_bytes(bytes: Vec<u8>, format: Format, limits: &Limits) -> Result<Document, ReadError> {
    read_bytes_as(bytes, format, limits, false)
}

/// Like [`read_bytes`]; a template comes with the text of every branch, also of those that are not shown at the moment.
///
/// # Errors
///
/// See [`read_bytes`].
pub fn read_bytes_as(
    bytes: Vec<u8>,
    format: Format,
    limits: &Limits,
    template: bool,
) -> Result<Document, ReadError> {
    let limit = file_limit(format, limits);
    if bytes.len() as u64 > limit {
        return Err(ReadErrorKind::TooLarge { limit }.into());
    }
    if bytes.is_empty() {
        return Err(ReadErrorKind::Empty.into());
    }
    let mut document = match format {
        Format::Docx | Format::Odt => {
            refuse_other_containers(&bytes, format)?;
            if format == Format::Docx {
                office::read_docx(bytes, limits, template)?
            } else {
                office::read_odt(bytes, limits, template)?
            }
        }
        Format::Rtf => {
            refuse_other_start(&bytes, format, b"{\\rtf")?;
            office::read_rtf(&bytes, limits)?
        }
        Format::Pdf => {
            refuse_other_start(&bytes, format, b"%PDF-")?;
            pdf::read(&bytes, limits)?
        }
        Format::Txt | Format::Md | Format::Html => {
            refuse_data(&bytes, format)?;
            let declared = if format == Format::Html { html::declared_encoding(&bytes) } else { None };
            let text = encoding::decode(bytes, declared)?;
            if text.len() as u64 > limits.max_text.saturating_mul(3) {
                return Err(ReadErrorKind::TooLarge { limit }.into());
            }
            match format {
                Format::Md => md::read(text, limits)?,
                Format::Html => html::read(text, limits)?,
                _ if text.lines().count() > limits.max_lines() => {
                    return Err(ReadErrorKind::TooManyBlocks { limit: limits.max_blocks }.into());
                }
                _ => txt::read_txt(text),
            }
        }
    };
    document.template = template;
    if document.blocks.is_empty() {
        return Err(ReadErrorKind::Empty.into());
    }
    if document.blocks.len() > limits.max_blocks {
        return Err(ReadErrorKind::TooManyBlocks { limit: limits.max_blocks }.into());
    }
    Ok(document)
}

fn file_limit(format: Format, limits: &Limits) -> u64 {
    match format {
        Format::Txt | Format::Html => limits.max_text,
        Format::Md => limits.max_markdown,
        Format::Docx | Format::Odt | Format::Rtf | Format::Pdf => limits.max_file,
    }
}

/// What the first bytes say a file is, beyond our text formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signature {
    Zip,
    /// The container of Word before 2007 and of encrypted documents.
    Compound,
    /// One of our formats that has a sign of its own.
    Letter(Format),
    Other(&'static str),
}

fn signature(bytes: &[u8]) -> Option<Signature> {
    const KNOWN: [(&[u8], Signature); 10] = [
        (b"PK\x03\x04", Signature::Zip),
        (b"PK\x05\x06", Signature::Zip),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Signature::Compound),
        (b"%PDF-", Signature::Letter(Format::Pdf)),
        (b"{\\rtf", Signature::Letter(Format::Rtf)),
        (b"\x89PNG", Signature::Other("PNG")),
        (b"\xFF\xD8\xFF", Signature::Other("JPEG")),
        (b"GIF8", Signature::Other("GIF")),
        (b"\x1F\x8B", Signature::Other("gzip")),
        (b"7z\xBC\xAF", Signature::Other("7z")),
    ];
    KNOWN.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, found)| *found)
}

/// Gives the exact reason why a file is no docx or odt container.
fn refuse_other_containers(bytes: &[u8], expected: Format) -> Result<(), ReadError> {
    let wrong = |name| Err(ReadErrorKind::WrongFormat { expected, found: None, name }.into());
    match signature(bytes) {
        Some(Signature::Zip) => match container_format(bytes) {
            Some(found) if found != expected => {
                Err(ReadErrorKind::WrongFormat { expected, found: Some(found), name: "" }.into())
            }
            _ => Ok(()),
        },
        Some(Signature::Compound) if contains_utf16(bytes, "EncryptedPackage") => {
            Err(ReadErrorKind::Encrypted.into())
        }
        Some(Signature::Compound) => Err(ReadErrorKind::OldWord.into()),
        Some(Signature::Letter(found)) => {
            Err(ReadErrorKind::WrongFormat { expected, found: Some(found), name: "" }.into())
        }
        Some(Signature::Other(name)) => wrong(name),
        None => {
            let start =
                String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).trim_start().to_ascii_lowercase();
            if start.starts_with("<!doctype html") || start.starts_with("<html") {
                return Err(
                    ReadErrorKind::WrongFormat { expected, found: Some(Format::Html), name: "" }.into()
                );
            }
            Err(ReadErrorKind::NotZip.into())
        }
    }
}

/// Gives the exact reason why a file is no rtf or pdf file. Some programs put a few bytes before the sign.
fn refuse_other_start(bytes: &[u8], expected: Format, sign: &[u8]) -> Result<(), ReadError> {
    if bytes[..bytes.len().min(1024)].windows(sign.len()).any(|w| w == sign) {
        return Ok(());
    }
    refuse_data(bytes, expected)?;
    Err(ReadErrorKind::WrongFormat { expected, found: None, name: "" }.into())
}

/// An odt file begins with its type, stored unpacked under a fixed name.
fn container_format(bytes: &[u8]) -> Option<Format> {
    let start = &bytes[..bytes.len().min(200)];
    let has = |needle: &[u8]| start.windows(needle.len()).any(|w| w == needle);
    has(b"mimetypeapplication/vnd.oasis.opendocument.text").then_some(Format::Odt)
}

fn contains_utf16(bytes: &[u8], word: &str) -> bool {
    let needle: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(needle.len()).any(|w| w == needle)
}

/// Names the kind of a file that is no text at all.
fn refuse_data(bytes: &[u8], expected: Format) -> Result<(), ReadError> {
    let (found, name) = match signature(bytes) {
        None => return Ok(()),
        Some(Signature::Zip) => (container_format(bytes), "Zip"),
        Some(Signature::Compound) if contains_utf16(bytes, "EncryptedPackage") => {
            return Err(ReadErrorKind::Encrypted.into());
        }
        Some(Signature::Compound) => return Err(ReadErrorKind::OldWord.into()),
        Some(Signature::Letter(found)) => (Some(found), ""),
        Some(Signature::Other(name)) => (None, name),
    };
    let found =
        found.or_else(|| bytes.windows(17).any(|w| w == b"word/document.xml").then_some(Format::Docx));
    Err(ReadErrorKind::WrongFormat { expected, found, name }.into())
}

#[cfg(test)]
mod tests;

//! HTML: the tokenizer of the standard gives tags with byte ranges; what lies between them is text.

mod entity;
mod layout;
mod tag;
mod token;

use encoding_rs::{Encoding, UTF_8};
use html5gum::Tokenizer;

use crate::builder::{Builder, Piece};
use crate::error::ReadError;
use crate::limits::Limits;
use crate::model::{Document, Format};
use layout::Layout;
pub(crate) use tag::is_known_tag;
use token::TokenKind;

/// Reads an HTML page or a piece of one; always gives a document, without blocks if there is no text.
///
/// Scripts, styles, the head, hidden elements (`hidden`, `display: none`) and deleted text are left out. An unknown tag
/// without attribute values such as `<Vorname>` is a template field and stays in the text.
pub fn read_html(text: String) -> Document {
    let mut builder = Builder::default();
    // Without bounds nothing can fail.
    let _ = collect(&text, 0, usize::MAX, &mut |piece| builder.push(piece, &Limits::UNBOUNDED));
    builder.finish(Format::Html, Some(text))
}

/// Reads an HTML page within bounds.
pub(crate) fn read(text: String, limits: &Limits) -> Result<Document, ReadError> {
    let mut builder = Builder::default();
    collect(&text, 0, limits.max_segments(), &mut |piece| builder.push(piece, limits))?;
    Ok(builder.finish(Format::Html, Some(text)))
}

/// Reads the blocks of a piece of HTML that starts at byte `offset` of the file; a block may have `max_segments`
/// stretches of text.
pub(crate) fn collect(
    html: &str,
    offset: usize,
    max_segments: usize,
    sink: &mut dyn FnMut(Piece) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut layout = Layout::new(html, offset, max_segments, sink);
    let mut at = 0;
    for token in Tokenizer::new_with_emitter(html, token::emitter()) {
        let Ok(token) = token;
        if token.start < at
            || html.get(at..token.start).is_none()
            || html.get(token.start..token.end).is_none()
        {
            continue;
        }
        layout.text(at, token.start)?;
        at = token.end;
        match token.kind {
            TokenKind::Start(tag) => layout.start_tag(&tag, token.start..token.end)?,
            TokenKind::End(name) => layout.end_tag(&name)?,
            TokenKind::Other => {}
        }
    }
    layout.text(at, html.len())?;
    layout.finish()
}

/// The encoding that a page declares in its first bytes, in `<meta charset>` or in an XML declaration.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let label = ["charset=", "encoding="].iter().find_map(|key| {
        let rest = start.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        rest.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next()
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that can be read as ASCII cannot be in UTF-16; the standard says UTF-8 then.
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

#[cfg(test)]
mod tests;

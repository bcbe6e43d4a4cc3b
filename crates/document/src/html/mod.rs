//! HTML: the tokenizer of the standard gives tags with byte ranges; what lies between them is text.

mod entity;
mod layout;
mod tag;

use encoding_rs::{Encoding, UTF_8};
use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::builder::{Builder, Piece};
use crate::error::ReadError;
use crate::limits::Limits;
use crate::model::{Document, Format};
use layout::Layout;
pub(crate) use tag::is_known_tag;

/// Reads an HTML page or a piece of one; always gives a document, without blocks if there is no text.
///
/// Scripts, styles, the head, hidden elements (`hidden`, `display: none`) and deleted text are left out. An unknown tag
/// without attribute values such as `<Vorname>` is a template field and stays in the text.
pub fn read_html(text: String) -> Document {
    let mut builder = Builder::default();
    // Without bounds nothing can fail.
    let _ = collect(&text, 0, &mut |piece| builder.push(piece, &Limits::UNBOUNDED));
    builder.finish(Format::Html, Some(text))
}

/// Reads an HTML page within bounds.
pub(crate) fn read(text: String, limits: &Limits) -> Result<Document, ReadError> {
    let mut builder = Builder::default();
    collect(&text, 0, &mut |piece| builder.push(piece, limits))?;
    Ok(builder.finish(Format::Html, Some(text)))
}

/// Reads the blocks of a piece of HTML that starts at byte `offset` of the file.
pub(crate) fn collect(
    html: &str,
    offset: usize,
    sink: &mut dyn FnMut(Piece) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut layout = Layout::new(html, offset, sink);
    let mut at = 0;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        let span = match &token {
            Token::StartTag(tag) => tag.span,
            Token::EndTag(tag) => tag.span,
            Token::Comment(comment) => comment.span,
            Token::Doctype(doctype) => doctype.span,
            Token::String(_) | Token::Error(_) => continue,
        };
        if span.start < at || html.get(at..span.start).is_none() || html.get(span.start..span.end).is_none() {
            continue;
        }
        layout.text(at, span.start)?;
        at = span.end;
        match token {
            Token::StartTag(tag) => layout.start_tag(&tag)?,
            Token::EndTag(tag) => layout.end_tag(&tag.name)?,
            _ => {}
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

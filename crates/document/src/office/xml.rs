use std::borrow::Cow;
use std::io::BufReader;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{Error, NsReader, XmlVersion};

use super::package::{Meter, io_error};
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;

/// A stream of XML events of one part, with namespaces resolved and depth bounded.
pub(super) struct Xml<'a> {
    reader: NsReader<BufReader<Meter<'a>>>,
    buffer: Vec<u8>,
    part: String,
    depth: u32,
    max_depth: u32,
}

/// What the readers see of XML; an empty element is a start and an end.
pub(super) enum Node<'x> {
    Start(Element<'x>),
    End,
    /// Character data with entities resolved; one stretch of text may come in several pieces.
    Text(Cow<'x, str>),
    /// A comment, an instruction, a declaration: nothing to read.
    Other,
}

/// The vocabularies that the readers know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    /// WordprocessingML.
    W,
    /// Office MathML.
    Math,
    /// Markup compatibility.
    Mc,
    /// Package relationships and content types.
    Package,
    /// ODF `office`.
    Office,
    /// ODF `text`.
    Text,
    /// ODF `table`.
    Table,
    /// ODF `draw`.
    Draw,
    /// ODF `style`.
    Style,
    /// ODF `manifest`.
    Manifest,
    Other,
}

impl Ns {
    fn from_uri(uri: &str) -> Ns {
        const ODF: &str = "urn:oasis:names:tc:opendocument:xmlns:";
        if let Some(name) = uri.strip_prefix(ODF) {
            return match name.split(':').next().unwrap_or("") {
                "office" => Ns::Office,
                "text" => Ns::Text,
                "table" => Ns::Table,
                "drawing" => Ns::Draw,
                "style" => Ns::Style,
                "manifest" => Ns::Manifest,
                _ => Ns::Other,
            };
        }
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::W,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Mc,
            "http://schemas.openxmlformats.org/package/2006/relationships"
            | "http://schemas.openxmlformats.org/package/2006/content-types" => Ns::Package,
            _ => Ns::Other,
        }
    }

    /// For files that use a prefix without declaring it.
    fn from_prefix(prefix: &str) -> Ns {
        match prefix {
            "w" => Ns::W,
            "m" => Ns::Math,
            "mc" => Ns::Mc,
            "office" => Ns::Office,
            "text" => Ns::Text,
            "table" => Ns::Table,
            "draw" => Ns::Draw,
            "style" => Ns::Style,
            _ => Ns::Other,
        }
    }
}

/// A start tag.
pub(super) struct Element<'x> {
    pub(super) ns: Ns,
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// Name without prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(super) fn attr(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        let attribute = attributes.with_checks(false).filter_map(Result::ok).find(|a| {
            a.key.local_name().into_inner() == name
                && a.key.prefix().is_none_or(|p| p.into_inner() != "xmlns")
        })?;
        Some(match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value,
            Err(_) => attribute.value,
        })
    }

    /// A number in an attribute.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.attr(name)?.trim().parse().ok()
    }

    /// True unless an on/off attribute `val` says no, as in WordprocessingML.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attr("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

impl<'a> Xml<'a> {
    pub(super) fn new(source: BufReader<Meter<'a>>, part: &str, limits: &Limits) -> Xml<'a> {
        let mut reader = NsReader::from_reader(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml { reader, buffer: Vec::new(), part: part.to_owned(), depth: 0, max_depth: limits.max_depth }
    }

    /// The next event; `None` at the end of the part.
    ///
    /// # Errors
    ///
    /// With part and byte offset, if the XML is not well-formed, too deep, or a limit is passed.
    pub(super) fn next(&mut self) -> Result<Option<Node<'_>>, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().since_token = 0;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => {
                let at = self.reader.error_position();
                return Err(xml_error(error).in_part(&self.part).at_byte(at));
            }
        };
        Ok(Some(match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > self.max_depth {
                    let error = ReadError::new(ReadErrorKind::TooDeep { limit: self.max_depth });
                    return Err(error.in_part(&self.part).at_byte(self.reader.buffer_position()));
                }
                let ns = match self.reader.resolver().resolve_element(start.name()).0 {
                    ResolveResult::Bound(uri) => Ns::from_uri(uri.into_inner()),
                    ResolveResult::Unknown(prefix) => Ns::from_prefix(&prefix),
                    ResolveResult::Unbound => Ns::Other,
                };
                Node::Start(Element { ns, start })
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Node::End
            }
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(name) => Node::Text(resolve(&name)),
            Event::Eof if self.depth > 0 => {
                let words = "an element is not closed at the end".to_owned();
                let error = ReadError::new(ReadErrorKind::BrokenXml(words));
                return Err(error.in_part(&self.part).at_byte(self.reader.buffer_position()));
            }
            Event::Eof => return Ok(None),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                Node::Other
            }
        }))
    }
}

/// The characters of a reference; one that is not built into XML stays as it is written, since entities of a document
/// type are never expanded.
fn resolve<'x>(name: &BytesRef<'_>) -> Cow<'x, str> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    let name = name.xml10_content();
    match quick_xml::escape::resolve_xml_entity(&name) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{name};")),
    }
}

fn xml_error(error: Error) -> ReadError {
    match error {
        Error::Io(error) => io_error(&error),
        other => ReadErrorKind::BrokenXml(other.to_string()).into(),
    }
}

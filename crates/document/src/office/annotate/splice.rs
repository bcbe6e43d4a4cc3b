//! A part as a list of tags and stretches of text with their places, and edits that leave all other bytes alone.

use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use crate::error::{ReadError, ReadErrorKind};

/// Something in a part; `range` is its place in the text of the part.
pub(super) struct Item {
    pub range: Range<usize>,
    pub what: What,
}

pub(super) enum What {
    Start {
        uri: String,
        name: String,
        empty: bool,
        attributes: Vec<(String, String)>,
    },
    End,
    /// Character data; how many characters each stretch of the part stands for.
    Text(Vec<(Range<usize>, char)>),
    Other,
}

/// Reads a part into items.
pub(super) fn items(text: &str, part: &str) -> Result<Vec<Item>, ReadError> {
    let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = NsReader::from_str(&text[offset..]);
    reader.config_mut().allow_dangling_amp = true;
    let mut out = Vec::new();
    loop {
        let start = offset + reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| {
            ReadError::new(ReadErrorKind::BrokenXml(error.to_string())).in_part(part).at_byte(start as u64)
        })?;
        let what = match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let uri = match reader.resolver().resolve_element(tag.name()).0 {
                    ResolveResult::Bound(uri) => uri.into_inner().to_owned(),
                    _ => String::new(),
                };
                let mut attributes = Vec::new();
                for a in tag.attributes().with_checks(false).filter_map(Result::ok) {
                    let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                    let value = value.map(|v| v.into_owned()).unwrap_or_default();
                    attributes.push((a.key.local_name().into_inner().to_owned(), value));
                }
                What::Start {
                    uri,
                    name: tag.local_name().into_inner().to_owned(),
                    empty: matches!(event, Event::Empty(_)),
                    attributes,
                }
            }
            Event::End(_) => What::End,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => What::Text(Vec::new()),
            Event::Eof => return Ok(out),
            _ => What::Other,
        };
        let is_data = matches!(event, Event::CData(_));
        let reference = match &event {
            Event::GeneralRef(name) => Some(name.resolve_char_ref().ok().flatten().or_else(|| {
                quick_xml::escape::resolve_xml_entity(&name.xml10_content()).and_then(|t| t.chars().next())
            })),
            _ => None,
        };
        let end = offset + reader.buffer_position() as usize;
        let what = match what {
            What::Text(_) => What::Text(characters(text, start..end, is_data, reference)),
            other => other,
        };
        out.push(Item { range: start..end, what });
    }
}

fn characters(
    text: &str,
    range: Range<usize>,
    is_data: bool,
    reference: Option<Option<char>>,
) -> Vec<(Range<usize>, char)> {
    if let Some(Some(c)) = reference {
        return vec![(range, c)];
    }
    let inner = if is_data { range.start + "<![CDATA[".len()..range.end - "]]>".len() } else { range };
    let mut out: Vec<(Range<usize>, char)> = Vec::new();
    for (at, c) in text[inner.clone()].char_indices() {
        let place = inner.start + at..inner.start + at + c.len_utf8();
        match out.last_mut() {
            // A line break of two signs is one.
            Some((last, '\r')) if c == '\n' => last.end = place.end,
            _ => out.push((place, c)),
        }
    }
    out
}

/// Edits of one part.
#[derive(Default)]
pub(super) struct Edits {
    list: Vec<(Range<usize>, usize, String)>,
}

impl Edits {
    /// Puts text in; at one place in the order of the calls.
    pub fn insert(&mut self, at: usize, text: String) {
        self.list.push((at..at, self.list.len(), text));
    }

    pub fn remove(&mut self, range: Range<usize>) {
        self.list.push((range, self.list.len(), String::new()));
    }

    /// The part after all edits; what lies inside removed text goes with it, except what was put in there.
    pub fn apply(mut self, text: &str) -> String {
        self.list.sort_by_key(|(range, order, _)| (range.start, range.end, *order));
        let mut out = String::with_capacity(text.len() + self.list.iter().map(|e| e.2.len()).sum::<usize>());
        let mut at = 0;
        for (range, _, new) in &self.list {
            if range.start > at {
                out.push_str(&text[at..range.start]);
                at = range.start;
            }
            out.push_str(new);
            at = at.max(range.end);
        }
        out.push_str(&text[at..]);
        out
    }
}

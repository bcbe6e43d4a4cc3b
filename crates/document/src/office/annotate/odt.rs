//! Comments in odt files: `office:annotation` and `office:annotation-end` in `content.xml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::splice::{Edits, Item, What, items};
use super::{At, Author, Part, Placed, escape};
use crate::error::{ReadError, ReadErrorKind};
use crate::office::package::Package;

const PART: &str = "content.xml";
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const DRAW: &str = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
const DC: &str = "http://purl.org/dc/elements/1.1/";

pub(super) fn annotate(
    package: &mut Package,
    author: Author<'_>,
    comments: &[Placed<'_>],
) -> Result<Vec<Part>, ReadError> {
    let missing = || ReadError::new(ReadErrorKind::MissingPart).in_part(PART);
    let text = package.text(PART)?.ok_or_else(missing)?;
    let items = items(&text, PART)?;
    let mut edits = Edits::default();
    let taken = remove_own(&items, &text, author, &mut edits);
    let (places, first) = find(&items, comments);
    let Some(first) = first else { return Err(missing()) };
    // All that stands at one place, ends before starts.
    let mut ends: BTreeMap<usize, String> = BTreeMap::new();
    let mut starts: BTreeMap<usize, String> = BTreeMap::new();
    let mut number = 0;
    for comment in comments {
        let mut name = String::new();
        while name.is_empty() || taken.contains(&name) {
            number += 1;
            name = format!("klarbrief-{number}");
        }
        let found = comment.place.and_then(|(a, b)| Some((*places.get(&a)?, *places.get(&b)?)));
        let start = found.map_or(first, |(start, _)| start);
        starts.entry(start).or_default().push_str(&annotation(author, &name, comment, found.is_some()));
        if let Some((_, end)) = found {
            let _ = write!(
                if end > start { ends.entry(end).or_default() } else { starts.entry(start).or_default() },
                "<office:annotation-end xmlns:office=\"{OFFICE}\" office:name=\"{name}\"/>"
            );
        }
    }
    for (at, text) in ends {
        edits.insert(at, text);
    }
    for (at, text) in starts {
        edits.insert(at, text);
    }
    Ok(vec![Part { name: PART.to_owned(), text: edits.apply(&text) }])
}

fn annotation(author: Author<'_>, name: &str, comment: &Placed<'_>, ranged: bool) -> String {
    let name = if ranged { format!(" office:name=\"{name}\"") } else { String::new() };
    let mut out = format!(
        "<office:annotation xmlns:office=\"{OFFICE}\" xmlns:text=\"{TEXT}\" xmlns:dc=\"{DC}\"{name}><dc:creator>{}</dc:creator>",
        escape(author.name)
    );
    for paragraph in comment.paragraphs {
        let _ = write!(out, "<text:p>{}</text:p>", escape(paragraph));
    }
    out.push_str("</office:annotation>");
    out
}

/// Takes the comments of the author out; returns the names that the comments of others have.
fn remove_own(items: &[Item], text: &str, author: Author<'_>, edits: &mut Edits) -> Vec<String> {
    let (mut own, mut others) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < items.len() {
        let end = element_end(items, at);
        if let What::Start { uri, name, attributes, .. } = &items[at].what
            && uri == OFFICE
            && name == "annotation"
        {
            let label = attributes.iter().find(|(key, _)| key == "name").map(|(_, value)| value.clone());
            if creator(&items[at..end]) == author.name {
                edits.remove(items[at].range.start..items[end - 1].range.end);
                own.extend(label);
            } else {
                others.extend(label);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    for item in items {
        if let What::Start { uri, name, attributes, empty } = &item.what
            && uri == OFFICE
            && name == "annotation-end"
            && attributes.iter().any(|(key, value)| key == "name" && own.contains(value))
        {
            // With an end tag of its own it is as good as empty.
            let rest = &text[item.range.end..];
            let close = if *empty { 0 } else { rest.find('>').map_or(0, |i| i + 1) };
            edits.remove(item.range.start..item.range.end + close);
        }
    }
    others
}

/// The item behind an element.
fn element_end(items: &[Item], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, item) in items.iter().enumerate().skip(start) {
        match &item.what {
            What::Start { empty: false, .. } => depth += 1,
            What::End => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    items.len()
}

/// Who wrote a comment.
fn creator(items: &[Item]) -> String {
    let mut out = String::new();
    let mut inside = false;
    for item in items {
        match &item.what {
            What::Start { uri, name, .. } => inside = uri == DC && name == "creator",
            What::Text(text) if inside => out.extend(text.iter().map(|(_, c)| *c)),
            What::End => inside = false,
            _ => {}
        }
    }
    out
}

/// What an open element means for counting, as the reader of odt counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Plain,
    Skipped { paragraph: bool },
    Paragraph { nested: bool },
    Flow,
}

/// A flow of text: the body, a note or a text box.
struct Flow {
    body: bool,
    open: bool,
}

/// The bytes of all places that comments ask for, and the first place where one may stand.
fn find(items: &[Item], comments: &[Placed<'_>]) -> (BTreeMap<At, usize>, Option<usize>) {
    let mut wanted: Vec<At> = comments.iter().filter_map(|c| c.place).flat_map(|(a, b)| [a, b]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut out = BTreeMap::new();
    let mut first = None;
    let mut frames: Vec<Frame> = Vec::new();
    let mut flows = vec![Flow { body: true, open: false }];
    // Paragraph, run, character; paragraph 0 for those outside the body.
    let mut places: Vec<At> = Vec::new();
    let (mut skipped, mut paragraphs, mut in_node, mut in_text) = (0_u32, 0_u32, false, false);
    for item in items {
        match &item.what {
            What::Start { uri, name, empty, attributes } => {
                in_node = false;
                in_text |= uri == OFFICE && name == "text";
                let is_paragraph = uri == TEXT && matches!(name.as_str(), "p" | "h");
                if is_paragraph {
                    let body = flows.last().is_some_and(|f| f.body);
                    paragraphs += u32::from(body);
                    let paragraph = if body { paragraphs } else { 0 };
                    places.push(At { paragraph, run: 0, character: 0 });
                }
                let frame = if skipped > 0 || is_skipped(uri, name, attributes) {
                    skipped += 1;
                    Frame::Skipped { paragraph: is_paragraph }
                } else if is_paragraph {
                    let nested = flows.last().is_some_and(|f| f.open);
                    if nested {
                        let body = flows.last().is_some_and(|f| f.body);
                        flows.push(Flow { body, open: false });
                    }
                    if let Some(flow) = flows.last_mut() {
                        flow.open = true;
                    }
                    if first.is_none() && in_text && !empty && flows.len() == 1 {
                        first = Some(item.range.end);
                    }
                    Frame::Paragraph { nested }
                } else if uri == TEXT && name == "note" {
                    flows.push(Flow { body: false, open: false });
                    Frame::Flow
                } else if uri == DRAW && name == "text-box" {
                    let body = flows.last().is_some_and(|f| f.body);
                    flows.push(Flow { body, open: false });
                    Frame::Flow
                } else {
                    Frame::Plain
                };
                frames.push(frame);
                if *empty {
                    close(&mut frames, &mut flows, &mut places, &mut skipped);
                }
            }
            What::End => {
                in_node = false;
                close(&mut frames, &mut flows, &mut places, &mut skipped);
            }
            What::Text(text) => {
                if skipped > 0 || !flows.last().is_some_and(|f| f.open) {
                    continue;
                }
                let Some(place) = places.last_mut() else { continue };
                if !std::mem::replace(&mut in_node, true) {
                    place.run += 1;
                    place.character = 0;
                }
                for (range, _) in text {
                    if wanted.binary_search(place).is_ok() {
                        // The end of a run before this one stays where it is.
                        out.entry(*place).or_insert(range.start);
                    }
                    place.character += 1;
                    if wanted.binary_search(place).is_ok() {
                        out.insert(*place, range.end);
                    }
                }
            }
            What::Other => {}
        }
    }
    (out, first)
}

fn close(frames: &mut Vec<Frame>, flows: &mut Vec<Flow>, places: &mut Vec<At>, skipped: &mut u32) {
    match frames.pop() {
        Some(Frame::Skipped { paragraph }) => {
            *skipped -= 1;
            if paragraph {
                places.pop();
            }
        }
        Some(Frame::Paragraph { nested }) => {
            places.pop();
            if let Some(flow) = flows.last_mut() {
                flow.open = false;
            }
            if nested && flows.len() > 1 {
                flows.pop();
            }
        }
        Some(Frame::Flow) if flows.len() > 1 => {
            flows.pop();
        }
        _ => {}
    }
}

/// Elements whose text is none of the letter; the same as in the reader.
fn is_skipped(uri: &str, name: &str, attributes: &[(String, String)]) -> bool {
    let attr = |key: &str, value: &str| attributes.iter().any(|(k, v)| k == key && v == value);
    match uri {
        OFFICE => matches!(
            name,
            "annotation" | "annotation-end" | "binary-data" | "forms" | "scripts" | "event-listeners"
        ),
        TEXT => {
            matches!(
                name,
                "hidden-paragraph"
                    | "tracked-changes"
                    | "note-citation"
                    | "ruby-text"
                    | "hidden-text"
                    | "script"
            ) || name.ends_with("-source")
                || name == "section" && attr("display", "none")
        }
        TABLE => name == "tracked-changes",
        DRAW => matches!(name, "object" | "object-ole" | "applet" | "plugin"),
        _ => matches!(name, "title" | "desc" | "math"),
    }
}

//! Comments of office programs that speak to Klarbrief, with the text they are fixed to.

use std::collections::BTreeMap;

use source::{Origin, Story, TextRange};

use super::xml::{Element, Node, Ns, Xml};
use crate::error::ReadError;
use crate::model::Document;
use crate::remark;

/// Who writes our own comments: what Klarbrief found is no remark to it.
const OURSELVES: &str = "Klarbrief";

/// More comments than this are not looked at.
const MOST: usize = 2_000;

/// A place between runs of the body: paragraph and run, both as the source map counts them.
type Spot = (u32, u32);

/// Where comments are fixed, collected while the body is read.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// By the name of the comment: first and last run.
    by_name: BTreeMap<String, (Spot, Option<Spot>)>,
    /// What Writer says in the text itself.
    said: Vec<(String, String)>,
    open: Option<Open>,
}

/// A comment of Writer that is being read.
#[derive(Debug)]
struct Open {
    name: String,
    text: String,
    creator: String,
    depth: u32,
    /// The element that text belongs to.
    inside: Inside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Text,
    Creator,
    Other,
}

impl Anchors {
    /// Sees a start tag of a Word document; `spot` is the run that was opened last.
    pub(super) fn word(&mut self, element: &Element<'_>, spot: Option<Spot>) {
        if element.ns != Ns::W || !element.name().starts_with("comment") || self.by_name.len() >= MOST {
            return;
        }
        let (Some((paragraph, run)), Some(id)) = (spot, element.attr("id")) else { return };
        match element.name() {
            "commentRangeStart" => {
                self.by_name.entry(id.into_owned()).or_insert(((paragraph, run + 1), None));
            }
            "commentRangeEnd" => self.end(&id, (paragraph, run)),
            // A comment without a range is fixed to its paragraph.
            "commentReference" => {
                self.by_name.entry(id.into_owned()).or_insert(((paragraph, 1), Some((paragraph, u32::MAX))));
            }
            _ => {}
        }
    }

    /// Sees a start tag of a Writer document; `spot` is the text node that was opened last.
    pub(super) fn writer_start(&mut self, element: &Element<'_>, spot: Option<Spot>) {
        if let Some(open) = &mut self.open {
            open.depth += 1;
            open.inside = match (element.ns, element.name()) {
                (Ns::Text, "p") => {
                    if !open.text.is_empty() {
                        open.text.push(' ');
                    }
                    Inside::Text
                }
                (Ns::Text, _) => open.inside,
                (_, "creator") => Inside::Creator,
                _ => Inside::Other,
            };
            return;
        }
        if element.ns != Ns::Office || !element.name().starts_with("annotation") || self.by_name.len() >= MOST
        {
            return;
        }
        let Some((paragraph, run)) = spot else { return };
        let name = element.attr("name").map(|name| name.into_owned());
        match element.name() {
            "annotation" => {
                let named = name.is_some();
                let name = name.unwrap_or_else(|| format!("\u{0}{}", self.said.len()));
                let range = if named {
                    ((paragraph, run + 1), None)
                } else {
                    ((paragraph, 1), Some((paragraph, u32::MAX)))
                };
                self.by_name.entry(name.clone()).or_insert(range);
                let (text, creator) = (String::new(), String::new());
                self.open = Some(Open { name, text, creator, depth: 1, inside: Inside::Other });
            }
            _ => self.end(&name.unwrap_or_default(), (paragraph, run)),
        }
    }

    /// Sees an end tag of a Writer document.
    pub(super) fn writer_end(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.depth -= 1;
        // An element inside a paragraph ends, and its text goes on; anything else ends at the next start tag.
        if open.depth > 0 {
            return;
        }
        if let Some(open) = self.open.take()
            && open.creator.trim() != OURSELVES
        {
            self.said.push((open.name, open.text));
        }
    }

    /// Sees character data of a Writer document.
    pub(super) fn writer_text(&mut self, text: &str) {
        const LONGEST: usize = 10_000;
        let Some(open) = &mut self.open else { return };
        let into = match open.inside {
            Inside::Text => &mut open.text,
            Inside::Creator => &mut open.creator,
            Inside::Other => return,
        };
        if into.len() < LONGEST {
            into.push_str(text);
        }
    }

    fn end(&mut self, name: &str, spot: Spot) {
        if let Some((_, end @ None)) = self.by_name.get_mut(name) {
            *end = Some(spot);
        }
    }

    /// The comments of a Writer document by name.
    pub(super) fn take_said(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.said)
    }
}

/// Reads the part of a Word document that holds the comments, each with its id.
pub(super) fn read_word(xml: &mut Xml<'_>) -> Result<Vec<(String, String)>, ReadError> {
    const LONGEST: usize = 10_000;
    let mut comments: Vec<(String, String)> = Vec::new();
    let (mut open, mut in_text, mut depth) = (false, false, 0_u32);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(element) => {
                depth += 1;
                in_text = false;
                match (element.ns, element.name()) {
                    (Ns::W, "comment") => {
                        let ours = element.attr("author").as_deref() == Some(OURSELVES);
                        open = !ours && comments.len() < MOST;
                        if open {
                            let id = element.attr("id").unwrap_or_default().into_owned();
                            comments.push((id, String::new()));
                        }
                    }
                    (Ns::W, "t") => in_text = true,
                    (Ns::W, "p" | "br" | "tab") => push(&mut comments, open, " "),
                    _ => {}
                }
            }
            Node::Text(text) if in_text => push(&mut comments, open, &text),
            Node::End => {
                depth = depth.saturating_sub(1);
                in_text = false;
                // Back inside the element of all comments.
                open &= depth > 1;
            }
            _ => {}
        }
    }
    fn push(comments: &mut [(String, String)], open: bool, text: &str) {
        if let Some((_, said)) = comments.last_mut().filter(|(_, said)| open && said.len() < LONGEST) {
            said.push_str(text);
        }
    }
    Ok(comments)
}

/// Gives a document the remarks among its comments.
pub(super) fn attach(document: &mut Document, comments: Vec<(String, String)>, anchors: &Anchors) {
    let mut runs: Vec<(Spot, TextRange)> = Vec::new();
    let mut found = Vec::new();
    for (name, text) in comments {
        let Some(said) = remark::of_comment(&text) else { continue };
        let Some((start, end)) = anchors.by_name.get(&name) else { continue };
        if runs.is_empty() {
            runs = runs_of_body(document);
        }
        let end = end.unwrap_or((start.0, u32::MAX));
        let first = runs.partition_point(|(spot, _)| spot < start);
        let last = runs.partition_point(|(spot, _)| *spot <= end);
        let around = match runs.get(first..last.max(first)).unwrap_or_default() {
            // A comment on nothing: what follows it.
            [] => match runs.get(first).or(runs.last()) {
                Some((_, range)) => TextRange::empty(range.start()),
                None => continue,
            },
            inside => inside.iter().skip(1).fold(inside[0].1, |all, (_, range)| all.cover(*range)),
        };
        found.push((said, around));
    }
    found.sort_by_key(|(_, around)| around.start());
    document.remarks = remark::in_office(document, found);
}

fn runs_of_body(document: &Document) -> Vec<(Spot, TextRange)> {
    let segments = document.map.segments().iter();
    let mut runs: Vec<(Spot, TextRange)> = segments
        .filter_map(|segment| match segment.origin {
            Origin::Run(place) if place.story == Story::Body => {
                Some(((place.paragraph, place.run), segment.range))
            }
            _ => None,
        })
        .collect();
    runs.sort_unstable_by_key(|(spot, range)| (*spot, range.start()));
    runs
}

#[cfg(test)]
mod tests {
    use crate::testing::{docx, odt, read};
    use crate::{Document, Format, RemarkAnchor};

    fn said(document: &Document) -> Vec<(&str, &str)> {
        let about = |anchor| match anchor {
            RemarkAnchor::Around(range) => document.slice(range),
            RemarkAnchor::Before(_) => "?",
        };
        document.remarks.iter().map(|r| (r.text.as_str(), about(r.anchor))).collect()
    }

    fn comment(id: u32, author: &str, text: &str) -> String {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"{author}\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
        )
    }

    #[test]
    fn comments_of_word() {
        let comments = format!(
            "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{}{}{}{}</w:comments>",
            comment(1, "Amt", "klarbrief: allow satz/passiv – Grund"),
            comment(2, "Amt", "Bitte prüfen"),
            comment(3, "Amt", "klarbrief: allow wort"),
            comment(4, "Klarbrief", "klarbrief: allow text"),
        );
        let body = r#"<w:p><w:r><w:t>Vorn </w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>zwei</w:t></w:r><w:r><w:t>drei</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:commentRangeStart w:id="2"/><w:r><w:t> hinten.</w:t></w:r><w:commentRangeEnd w:id="2"/></w:p><w:p><w:r><w:t>Ein Absatz.</w:t></w:r><w:r><w:commentReference w:id="3"/></w:r><w:commentRangeStart w:id="4"/></w:p>"#;
        let document = read(docx(body, &[("word/comments.xml", &comments)]), Format::Docx).expect("a docx");
        assert_eq!(
            said(&document),
            [("allow satz/passiv – Grund", "zweidrei"), ("allow wort", "Ein Absatz.")]
        );
    }

    #[test]
    fn comments_of_writer() {
        let note = |name: &str, creator: &str, text: &str| {
            format!(
                "<office:annotation{name}><dc:creator xmlns:dc=\"x\">{creator}</dc:creator><text:p>klarbrief: <text:span>{text}</text:span></text:p></office:annotation>"
            )
        };
        let body = format!(
            "<text:p>Vorn {}zwei <text:span>drei</text:span><office:annotation-end office:name=\"a\"/> hinten.</text:p><text:p>Ein Absatz{}.</text:p><text:p>{}Ende.</text:p>",
            note(" office:name=\"a\"", "Amt", "allow satz/passiv -- Grund"),
            note("", "Amt", "allow wort"),
            note("", "Klarbrief", "allow text"),
        );
        let document = read(odt(&body, "", ""), Format::Odt).expect("an odt");
        assert_eq!(
            said(&document),
            [("allow satz/passiv -- Grund", "zwei drei"), ("allow wort", "Ein Absatz.")]
        );
        assert!(!document.text.contains("klarbrief"));
    }
}

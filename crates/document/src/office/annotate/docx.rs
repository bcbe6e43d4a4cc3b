//! Comments in docx files: marks in the main part, the words in the part for comments.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::splice::{Edits, Item, What, items};
use super::{At, Author, Part, Placed, escape};
use crate::error::{ReadError, ReadErrorKind};
use crate::office::docx::{folder_of, main_part, part_of, relations_path};
use crate::office::package::Package;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

pub(super) fn annotate(
    package: &mut Package,
    author: Author<'_>,
    comments: &[Placed<'_>],
) -> Result<Vec<Part>, ReadError> {
    let main = main_part(package)?;
    let missing = |part: &str| ReadError::new(ReadErrorKind::MissingPart).in_part(part);
    let text = package.text(&main)?.ok_or_else(|| missing(&main))?;
    let body = items(&text, &main)?;
    let strict = body.iter().any(|i| matches!(&i.what, What::Start { uri, .. } if uri == STRICT));
    let ns = if strict { STRICT } else { W };

    let mut parts = Vec::new();
    // The part with the words, and the ways that lead to it.
    let known = part_of(package, &main, "comments")?.filter(|name| package.has(name));
    let name = known.clone().unwrap_or_else(|| free_name(package, &main));
    let old = match &known {
        Some(name) => package.text(name)?,
        None => None,
    };
    let Words { text: words, own, first } = words(old.as_deref(), &name, ns, author, comments)?;
    parts.push(Part { name: name.clone(), text: words });
    if known.is_none() {
        parts.push(relation(package, &main, &name, strict)?);
        let types = package.text(TYPES)?.ok_or_else(|| missing(TYPES))?;
        if !types.contains(&format!("/{name}\"")) {
            let new = format!("<Override PartName=\"/{}\" ContentType=\"{COMMENTS_TYPE}\"/>", escape(&name));
            parts.push(Part { name: TYPES.to_owned(), text: before_end(&types, &new, TYPES)? });
        }
    }
    parts.push(Part { name: main.clone(), text: marked(&text, &body, ns, &own, first, comments) });
    Ok(parts)
}

/// A name for the part with the comments that no other part has.
fn free_name(package: &Package, main: &str) -> String {
    let folder = folder_of(main);
    let join = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let mut name = join("comments.xml");
    let mut number = 1;
    while package.has(&name) {
        number += 1;
        name = join(&format!("comments{number}.xml"));
    }
    name
}

/// Adds the relationship from the main part to the comments.
fn relation(package: &mut Package, main: &str, name: &str, strict: bool) -> Result<Part, ReadError> {
    let path = relations_path(main);
    let text = package.text(&path)?.unwrap_or_else(|| {
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
            .to_owned()
    });
    let ids: BTreeSet<String> = items(&text, &path)?
        .into_iter()
        .filter_map(|i| match i.what {
            What::Start { attributes, .. } => attributes.into_iter().find(|(k, _)| k == "Id").map(|(_, v)| v),
            _ => None,
        })
        .collect();
    let id = (1..).map(|n| format!("rIdKlarbrief{n}")).find(|id| !ids.contains(id)).unwrap_or_default();
    let base = if strict {
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    };
    let target = name.rsplit('/').next().unwrap_or(name);
    let new = format!("<Relationship Id=\"{id}\" Type=\"{base}/comments\" Target=\"{target}\"/>");
    Ok(Part { text: before_end(&text, &new, &path)?, name: path })
}

/// Puts an element before the end tag of the outermost element, in its namespace.
fn before_end(text: &str, new: &str, part: &str) -> Result<String, ReadError> {
    let broken = || {
        ReadError::new(ReadErrorKind::BrokenXml("the outermost element does not end".to_owned()))
            .in_part(part)
    };
    let list = items(text, part)?;
    let root = list.iter().find(|i| matches!(i.what, What::Start { .. })).ok_or_else(broken)?;
    let tag = &text[root.range.clone()];
    let prefix = prefix_of(tag);
    let new = new.replacen('<', &format!("<{prefix}"), 1);
    let mut edits = Edits::default();
    if tag.ends_with("/>") {
        // An empty list becomes a list of one.
        let name: String = tag[1..].chars().take_while(|c| !c.is_whitespace() && *c != '/').collect();
        edits.remove(root.range.end - 2..root.range.end);
        edits.insert(root.range.end, format!(">{new}</{name}>"));
    } else {
        let end = list.iter().rev().find(|i| matches!(i.what, What::End)).ok_or_else(broken)?;
        edits.insert(end.range.start, new);
    }
    Ok(edits.apply(text))
}

/// "w:" of "<w:document …>"; empty without one.
fn prefix_of(tag: &str) -> String {
    let name: String = tag
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '/' | '>'))
        .collect();
    name.split_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
}

/// The part with the words of the comments.
struct Words {
    text: String,
    /// The ids of the author's earlier comments.
    own: BTreeSet<String>,
    /// The id of the first new comment.
    first: i64,
}

fn words(
    old: Option<&str>,
    part: &str,
    ns: &str,
    author: Author<'_>,
    comments: &[Placed<'_>],
) -> Result<Words, ReadError> {
    let start = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{ns}\"></w:comments>"
    );
    let text = old.unwrap_or(&start);
    let list = items(text, part)?;
    let mut edits = Edits::default();
    let (mut own, mut highest) = (BTreeSet::new(), -1_i64);
    let mut open: Option<(usize, usize)> = None;
    let mut depth = 0_usize;
    let mut prefix = "w:".to_owned();
    for item in &list {
        match &item.what {
            What::Start { uri, name, empty, attributes } => {
                if depth == 0 {
                    prefix = prefix_of(&text[item.range.clone()]);
                }
                if uri == ns && name == "comment" {
                    let get = |key: &str| attributes.iter().find(|(k, _)| k == key).map_or("", |(_, v)| v);
                    highest = highest.max(get("id").parse().unwrap_or(-1));
                    if get("author") == author.name {
                        own.insert(get("id").to_owned());
                        if *empty {
                            edits.remove(item.range.clone());
                        } else {
                            open = Some((item.range.start, depth));
                        }
                    }
                }
                depth += usize::from(!empty);
            }
            What::End => {
                depth = depth.saturating_sub(1);
                if let Some((from, _)) = open.filter(|(_, d)| *d == depth) {
                    edits.remove(from..item.range.end);
                    open = None;
                }
            }
            _ => {}
        }
    }
    let first = highest + 1;
    let kept = edits.apply(text);
    let mut new = String::new();
    for (index, comment) in comments.iter().enumerate() {
        let id = first + index as i64;
        let _ = write!(
            new,
            "<{prefix}comment {prefix}id=\"{id}\" {prefix}author=\"{}\" {prefix}initials=\"{}\">",
            escape(author.name),
            escape(author.initials)
        );
        for paragraph in comment.paragraphs {
            let _ = write!(
                new,
                "<{prefix}p><{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r></{prefix}p>",
                escape(paragraph)
            );
        }
        let _ = write!(new, "</{prefix}comment>");
    }
    let root = items(&kept, part)?;
    let mut edits = Edits::default();
    match root.iter().rev().find(|i| matches!(i.what, What::End)) {
        Some(end) => edits.insert(end.range.start, new),
        None => return Ok(Words { text: before_end(&kept, &format!("<{new}"), part)?, own, first }),
    }
    Ok(Words { text: edits.apply(&kept), own, first })
}

/// A run that is open.
struct Run {
    range_start: usize,
    tag: Range<usize>,
    properties: Option<Range<usize>>,
    at: At,
    /// Marks that are wanted inside, with the place where the run is to be cut.
    cuts: BTreeMap<u32, Cut>,
    /// Its children besides the properties, and the comment it refers to if that is one of ours.
    children: usize,
    reference: Option<Range<usize>>,
    depth: usize,
}

enum Cut {
    /// Between two children.
    Between(usize),
    /// Inside the text of a child whose start tag is given.
    Inside(usize, Range<usize>),
}

/// What is to stand at a place: ends of comments, starts, ends of comments on nothing.
#[derive(Default, Clone)]
struct Marks {
    ends: Vec<i64>,
    starts: Vec<i64>,
}

impl Marks {
    fn write(&self, prefix: &str) -> String {
        let mut out = String::new();
        let (empty, closed): (Vec<i64>, Vec<i64>) = self.ends.iter().partition(|id| self.starts.contains(id));
        Marks::write_ends(&closed, prefix, &mut out);
        for id in &self.starts {
            let _ = write!(out, "<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        }
        Marks::write_ends(&empty, prefix, &mut out);
        out
    }

    fn write_ends(ids: &[i64], prefix: &str, out: &mut String) {
        for id in ids {
            let _ = write!(
                out,
                "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
            );
        }
    }
}

/// Splices the marks of the comments into the main part.
fn marked(
    text: &str,
    list: &[Item],
    ns: &str,
    own: &BTreeSet<String>,
    first: i64,
    comments: &[Placed<'_>],
) -> String {
    let prefix = list
        .iter()
        .find(|i| matches!(&i.what, What::Start { uri, .. } if uri == ns))
        .map_or_else(|| "w:".to_owned(), |i| prefix_of(&text[i.range.clone()]));
    // Ends are asked for by the run they close, starts by the run they open.
    let mut wanted: BTreeMap<(u32, u32), BTreeMap<u32, Marks>> = BTreeMap::new();
    let mut at_start: Vec<i64> = Vec::new();
    for (index, comment) in comments.iter().enumerate() {
        let id = first + index as i64;
        match comment.place {
            Some((start, end)) => {
                let slot = |at: At| (at.paragraph, at.run);
                let marks = wanted.entry(slot(start)).or_default().entry(start.character).or_default();
                marks.starts.push(id);
                wanted.entry(slot(end)).or_default().entry(end.character).or_default().ends.push(id);
            }
            None => at_start.push(id),
        }
    }
    let mut walk = Walk {
        text,
        ns,
        prefix,
        own,
        wanted,
        edits: Edits::default(),
        open: Vec::new(),
        places: Vec::new(),
        runs: Vec::new(),
        paragraphs: 0,
        boxes: 0,
        first: None,
    };
    walk.run(list);
    let Walk { mut edits, wanted, prefix, first: place, .. } = walk;
    // What found no run stands at the start; that would be a place that reader and writer count differently.
    let mut lost: BTreeSet<i64> = BTreeSet::new();
    for marks in wanted.into_values().flat_map(BTreeMap::into_values) {
        lost.extend(marks.starts);
        lost.extend(marks.ends);
    }
    debug_assert!(lost.is_empty(), "places that the writer did not find: {lost:?}");
    if let Some(place) = place {
        for id in at_start {
            let marks = Marks { starts: vec![id], ends: vec![id] };
            edits.insert(place, marks.write(&prefix));
        }
    }
    edits.apply(text)
}

struct Walk<'t> {
    text: &'t str,
    ns: &'t str,
    prefix: String,
    own: &'t BTreeSet<String>,
    wanted: BTreeMap<(u32, u32), BTreeMap<u32, Marks>>,
    edits: Edits,
    /// Local names of the open elements, empty for those of other vocabularies; with the place of their start tags.
    open: Vec<(String, Range<usize>)>,
    places: Vec<At>,
    runs: Vec<Run>,
    paragraphs: u32,
    /// Open text boxes.
    boxes: usize,
    /// Where a comment on the letter as a whole may stand.
    first: Option<usize>,
}

impl Walk<'_> {
    fn run(&mut self, list: &[Item]) {
        let mut characters: Vec<(Range<usize>, char)> = Vec::new();
        for item in list {
            match &item.what {
                What::Start { uri, name, empty, attributes } => {
                    let name = if uri == self.ns { name.as_str() } else { "" };
                    characters.clear();
                    self.start(name, item, *empty, attributes);
                    self.open.push((name.to_owned(), item.range.clone()));
                    if *empty {
                        self.end(item.range.end, &[], true);
                    }
                }
                What::Text(text) => characters.extend(text.iter().cloned()),
                What::End => {
                    self.end(item.range.end, &characters, false);
                    characters.clear();
                }
                What::Other => {}
            }
        }
    }

    fn start(&mut self, name: &str, item: &Item, empty: bool, attributes: &[(String, String)]) {
        let parent = self.open.last().map_or("", |(n, _)| n.as_str()).to_owned();
        let depth = self.open.len();
        let id = attributes.iter().find(|(key, _)| key == "id").map(|(_, value)| value.as_str());
        let is_own = id.is_some_and(|id| self.own.contains(id));
        match name {
            "p" => {
                self.paragraphs += 1;
                self.places.push(At { paragraph: self.paragraphs, run: 0, character: 0 });
                if self.first.is_none() && self.boxes == 0 && !empty {
                    self.first = Some(item.range.end);
                }
            }
            "pPr" if parent == "p" && self.paragraphs > 0 => {}
            "txbxContent" => self.boxes += 1,
            "commentRangeStart" | "commentRangeEnd" if is_own => self.remove(item, empty),
            _ => {}
        }
        if name != "rPr"
            && parent == "r"
            && let Some(run) = self.runs.last_mut()
            && run.depth + 1 == depth
        {
            run.children += 1;
            if let Some(place) = self.places.last()
                && place.character > 0
            {
                run.cuts.entry(place.character).or_insert(Cut::Between(item.range.start));
            }
            if name == "commentReference" && is_own {
                run.reference = Some(item.range.clone());
            }
        }
        if name == "r"
            && let Some(place) = self.places.last_mut()
        {
            place.run += 1;
            place.character = 0;
            self.runs.push(Run {
                range_start: item.range.start,
                tag: item.range.clone(),
                properties: None,
                at: *place,
                cuts: BTreeMap::new(),
                children: 0,
                reference: None,
                depth,
            });
        }
        // Signs that count as one character each, as in the reader.
        if parent == "r"
            && matches!(name, "tab" | "ptab" | "noBreakHyphen" | "softHyphen" | "sym" | "br" | "cr")
            && let Some(place) = self.places.last_mut()
        {
            place.character += 1;
        }
    }

    fn remove(&mut self, item: &Item, empty: bool) {
        let rest = &self.text[item.range.end..];
        let close = if empty { 0 } else { rest.find('>').map_or(0, |i| i + 1) };
        self.edits.remove(item.range.start..item.range.end + close);
    }

    fn end(&mut self, at: usize, characters: &[(Range<usize>, char)], empty: bool) {
        let Some((name, tag)) = self.open.pop() else { return };
        match name.as_str() {
            "t" if !empty => self.text_ends(&tag, characters),
            "rPr" => {
                if let Some(run) = self.runs.last_mut()
                    && run.depth + 1 == self.open.len()
                {
                    run.properties = Some(tag.start..at);
                }
            }
            "r" => {
                if self.runs.last().is_some_and(|r| r.depth == self.open.len())
                    && let Some(run) = self.runs.pop()
                {
                    self.run_ends(run, at);
                }
            }
            // Comments on the whole letter stand behind the properties of the first paragraph.
            "pPr" if self.first == Some(tag.start) => self.first = Some(at),
            "p" => {
                self.places.pop();
            }
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            _ => {}
        }
    }

    /// Counts the characters of a `w:t` and notes where the run may be cut inside it.
    fn text_ends(&mut self, tag: &Range<usize>, characters: &[(Range<usize>, char)]) {
        let preserve = self.text[tag.clone()].contains("preserve");
        let is_edge = |c: &(Range<usize>, char)| c.1.is_ascii_whitespace();
        let shown = if preserve {
            characters
        } else {
            let from = characters.iter().position(|c| !is_edge(c)).unwrap_or(characters.len());
            let to = characters.iter().rposition(|c| !is_edge(c)).map_or(from, |i| i + 1);
            &characters[from..to]
        };
        let Some(place) = self.places.last_mut() else { return };
        let run = self.runs.last_mut().filter(|r| (r.at.paragraph, r.at.run) == (place.paragraph, place.run));
        let asked = self.wanted.get(&(place.paragraph, place.run));
        if let (Some(run), Some(asked)) = (run, asked) {
            for (index, (range, _)) in shown.iter().enumerate().skip(1) {
                let character = place.character + index as u32;
                if asked.contains_key(&character) {
                    run.cuts.insert(character, Cut::Inside(range.start, tag.clone()));
                }
            }
        }
        place.character += shown.len() as u32;
    }

    fn run_ends(&mut self, run: Run, end: usize) {
        // A run that only refers to an old comment goes as a whole.
        if let Some(reference) = run.reference {
            let whole = if run.children == 1 { run.range_start..end } else { reference };
            self.edits.remove(whole);
        }
        let Some(asked) = self.wanted.remove(&(run.at.paragraph, run.at.run)) else { return };
        let total = self.places.last().map_or(0, |p| p.character);
        // In a text box no comment can stand: it goes to the run that holds the box.
        let outer = self.runs.first().filter(|_| self.boxes > 0).map(|r| r.range_start);
        let prefix = self.prefix.clone();
        let properties = run.properties.clone().map_or("", |r| &self.text[r]);
        let tag = self.text[run.tag.clone()].to_owned();
        let mut preserved: BTreeSet<usize> = BTreeSet::new();
        for (character, marks) in asked {
            let marks = marks.write(&prefix);
            if let Some(outer) = outer {
                self.edits.insert(outer, marks);
                continue;
            }
            match run.cuts.get(&character) {
                _ if character == 0 => self.edits.insert(run.range_start, marks),
                _ if character >= total => self.edits.insert(end, marks),
                Some(Cut::Between(at)) => {
                    let text = format!("</{prefix}r>{marks}{tag}{properties}");
                    self.edits.insert(*at, text);
                }
                Some(Cut::Inside(at, child)) => {
                    let start = &self.text[child.clone()];
                    if !start.contains("preserve") && preserved.insert(child.start) {
                        self.edits.insert(child.end - 1, " xml:space=\"preserve\"".to_owned());
                    }
                    let text = format!(
                        "</{prefix}t></{prefix}r>{marks}{tag}{properties}<{prefix}t xml:space=\"preserve\">"
                    );
                    self.edits.insert(*at, text);
                }
                None => self.edits.insert(end, marks),
            }
        }
    }
}

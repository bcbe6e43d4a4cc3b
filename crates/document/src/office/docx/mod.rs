//! Office Open XML (Word).

mod field;
mod if_field;
mod numbering;
mod relations;
mod story;
mod styles;
mod symbol;

use std::collections::{HashMap, HashSet};

use source::Story;

use super::package::Package;
use super::{Budget, comment, text_of, write};
use crate::builder::Piece;
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::{Document, Format};
pub(super) use field::Field;
use numbering::Numbering;
use relations::Relations;
use story::{Context, Kind, Output, PageRef, read_story};
use styles::Styles;
pub(super) use symbol::character as symbol_character;

/// Reads a docx file; a template with every branch of its fields.
pub(crate) fn read(bytes: Vec<u8>, limits: &Limits, template: bool) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let main = relations::main_part(&mut package)?;
    let relations = Relations::of(&mut package, &main)?;
    let styles = match package.xml(&relations.part("styles", "styles.xml"))? {
        Some(mut xml) => Styles::read(&mut xml)?,
        None => Styles::default(),
    };
    let numbering = match package.xml(&relations.part("numbering", "numbering.xml"))? {
        Some(mut xml) => Numbering::read(&mut xml, &styles)?,
        None => Numbering::default(),
    };
    let mut context = Context {
        styles: &styles,
        numbering: &numbering,
        notes: HashMap::new(),
        budget: Budget::new(limits, template),
    };

    let mut notes = HashMap::new();
    for (role, name, story) in
        [("footnotes", "footnotes.xml", Story::Footnotes), ("endnotes", "endnotes.xml", Story::Endnotes)]
    {
        if let Some(mut xml) = package.xml(&relations.part(role, name))? {
            let output = read_story(&mut xml, story, Kind::Note, &mut context)?;
            notes.extend(output.notes.into_iter().map(|(id, pieces)| ((story, id), pieces)));
        }
    }
    context.notes = notes;

    let body = match package.xml(&main)? {
        Some(mut xml) => read_story(&mut xml, Story::Body, Kind::Body, &mut context)?,
        None => return Err(ReadError::new(ReadErrorKind::MissingPart).in_part(&main)),
    };
    if !body.has_body {
        let kind = ReadErrorKind::WrongFormat { expected: Format::Docx, found: None, name: "" };
        return Err(ReadError::new(kind).in_part(&main));
    }
    let mut headers = page_stories(&mut package, &relations, &body, &mut context, true)?;
    let footers = page_stories(&mut package, &relations, &body, &mut context, false)?;
    headers.push(body.pieces);
    headers.extend(footers);
    let comments = match package.xml(&relations.part("comments", "comments.xml"))? {
        Some(mut xml) => comment::read_word(&mut xml)?,
        None => Vec::new(),
    };
    let mut document = write(headers, Format::Docx, limits)?;
    comment::attach(&mut document, comments, &body.anchors);
    Ok(document)
}

/// The path of the main part.
pub(super) fn main_part(package: &mut Package) -> Result<String, ReadError> {
    relations::main_part(package)
}

/// The part that plays a role for the main part, if one is named.
pub(super) fn part_of(package: &mut Package, main: &str, role: &str) -> Result<Option<String>, ReadError> {
    Ok(Relations::of(package, main)?.named(role).map(str::to_owned))
}

/// The folder of a part, without a slash at the end.
pub(super) fn folder_of(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where the relationships of a part are written.
pub(super) fn relations_path(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    relations::join(folder, &format!("_rels/{name}.rels"))
}

/// Reads the headers (or footers) that the sections refer to: that of the first page first, each text once.
fn page_stories(
    package: &mut Package,
    relations: &Relations,
    body: &Output,
    context: &mut Context<'_>,
    header: bool,
) -> Result<Vec<Vec<Piece>>, ReadError> {
    let mut stories: Vec<Vec<Piece>> = Vec::new();
    let (mut parts, mut texts) = (HashSet::new(), HashSet::new());
    for section in &body.sections {
        let mut pages: Vec<&PageRef> = section
            .pages
            .iter()
            .filter(|page| page.header == header && (page.kind != "first" || section.has_title_page))
            .collect();
        pages.sort_by_key(|page| page.kind != "first");
        for page in pages {
            let Some(part) = relations.target(&page.id) else { continue };
            if !parts.insert(part.to_owned()) {
                continue;
            }
            let number = u16::try_from(parts.len()).unwrap_or(u16::MAX);
            let (story, kind) = if header {
                (Story::Header(number), Kind::Header)
            } else {
                (Story::Footer(number), Kind::Footer)
            };
            let Some(mut xml) = package.xml(part)? else { continue };
            let pieces = read_story(&mut xml, story, kind, context)?.pieces;
            if texts.insert(text_of(&pieces)) {
                stories.push(pieces);
            }
        }
    }
    Ok(stories)
}

#[cfg(test)]
mod tests;

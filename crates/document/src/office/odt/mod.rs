//! OpenDocument text (Writer).

mod list;
mod story;
mod styles;

use std::collections::HashSet;

use super::package::Package;
use super::xml::{Node, Ns};
use super::{Budget, comment, text_of, write};
use crate::builder::Piece;
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::{Document, Format};
use story::{Output, read_part};
use styles::Styles;

/// Reads an odt file; a template with every branch of its fields and sections.
pub(crate) fn read(bytes: Vec<u8>, limits: &Limits, template: bool) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    refuse_encrypted(&mut package)?;
    let wrong = |found| ReadErrorKind::WrongFormat { expected: Format::Odt, found, name: "" };
    if !package.has("content.xml") {
        return Err(if package.has("word/document.xml") {
            wrong(Some(Format::Docx)).into()
        } else {
            ReadError::new(ReadErrorKind::MissingPart).in_part("content.xml")
        });
    }
    let mut budget = Budget::new(limits, template);
    let mut pages = Output::default();
    let mut styles = Styles::default();
    if let Some(mut xml) = package.xml("styles.xml")? {
        (pages, styles) = read_part(&mut xml, styles, &mut budget)?;
    }
    styles.drop_automatic();
    let Some(mut xml) = package.xml("content.xml")? else {
        return Err(ReadError::new(ReadErrorKind::MissingPart).in_part("content.xml"));
    };
    let (body, styles) = read_part(&mut xml, styles, &mut budget)?;
    if !body.has_body {
        return Err(ReadError::new(wrong(None)).in_part("content.xml"));
    }
    let used = styles.used_pages(&pages.next_pages);
    let mut stories = page_stories(&mut pages, &used, true);
    let footers = page_stories(&mut pages, &used, false);
    stories.push(body.pieces);
    stories.extend(footers);
    let mut anchors = body.anchors;
    let mut document = write(stories, Format::Odt, limits)?;
    comment::attach(&mut document, anchors.take_said(), &anchors);
    Ok(document)
}

/// The headers (or footers) of the pages that the letter uses: those of the first page first, each text once.
fn page_stories(pages: &mut Output, used: &HashSet<String>, header: bool) -> Vec<Vec<Piece>> {
    let is_any_used = pages.pages.iter().any(|page| used.contains(&page.master));
    let mut chosen: Vec<_> = pages
        .pages
        .iter_mut()
        .filter(|page| page.header == header && (!is_any_used || used.contains(&page.master)))
        .collect();
    chosen.sort_by_key(|page| !page.is_first);
    let mut texts = HashSet::new();
    chosen
        .into_iter()
        .filter(|page| texts.insert(text_of(&page.pieces)))
        .map(|page| std::mem::take(&mut page.pieces))
        .collect()
}

/// A protected file keeps its list of parts readable and says there which are encrypted.
fn refuse_encrypted(package: &mut Package) -> Result<(), ReadError> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml")? else { return Ok(()) };
    while let Some(node) = xml.next()? {
        if let Node::Start(element) = node
            && element.ns == Ns::Manifest
            && matches!(element.name(), "encryption-data" | "encrypted-key")
        {
            return Err(ReadErrorKind::Encrypted.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;

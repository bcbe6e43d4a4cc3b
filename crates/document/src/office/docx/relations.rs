use std::collections::HashMap;

use crate::error::{ReadError, ReadErrorKind};
use crate::model::Format;
use crate::office::bound;
use crate::office::package::Package;
use crate::office::xml::{Node, Ns, Xml};

/// Where Word puts the main part.
const USUAL_MAIN: &str = "word/document.xml";

/// The relationships of a part: which other parts play which role for it.
#[derive(Debug, Default)]
pub(super) struct Relations {
    folder: String,
    by_id: HashMap<String, String>,
    by_role: HashMap<String, String>,
}

impl Relations {
    /// Reads the relationships of the part with this name.
    pub(super) fn of(package: &mut Package, part: &str) -> Result<Relations, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = join(folder, &format!("_rels/{name}.rels"));
        let mut relations = Relations { folder: folder.to_owned(), ..Relations::default() };
        if let Some(mut xml) = package.xml(&path)? {
            relations.read(&mut xml)?;
        }
        Ok(relations)
    }

    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        while let Some(node) = xml.next()? {
            let Node::Start(element) = node else { continue };
            if element.ns != Ns::Package || element.name() != "Relationship" {
                continue;
            }
            let (Some(kind), Some(target)) = (element.attr("Type"), element.attr("Target")) else { continue };
            if element.attr("TargetMode").as_deref() == Some("External") {
                continue;
            }
            let path = join(&self.folder, &target);
            let role = kind.rsplit('/').next().unwrap_or("").to_owned();
            bound(self.by_role.len())?;
            self.by_role.entry(role).or_insert_with(|| path.clone());
            if let Some(id) = element.attr("Id") {
                bound(self.by_id.len())?;
                self.by_id.insert(id.into_owned(), path);
            }
        }
        Ok(())
    }

    /// The part with an id, if it lies inside the file.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    /// The part that plays a role, if one is named.
    pub(super) fn named(&self, role: &str) -> Option<&str> {
        self.by_role.get(role).map(String::as_str)
    }

    /// The part that plays a role (`styles`); its usual name beside the main part if none is named.
    pub(super) fn part(&self, role: &str, usual: &str) -> String {
        self.by_role.get(role).cloned().unwrap_or_else(|| join(&self.folder, usual))
    }
}

/// Finds the part that holds the body.
///
/// # Errors
///
/// If there is none, or if it belongs to a spreadsheet, a presentation or an odt file.
pub(super) fn main_part(package: &mut Package) -> Result<String, ReadError> {
    let wrong =
        |found, name| Err(ReadError::new(ReadErrorKind::WrongFormat { expected: Format::Docx, found, name }));
    let root = Relations::of(package, "")?;
    let named = match root.by_role.get("officeDocument") {
        Some(part) => Some(part.clone()),
        None => main_by_content_type(package)?,
    };
    let main = named.unwrap_or_else(|| USUAL_MAIN.to_owned());
    if package.has(&main) {
        return match main.split('/').next() {
            Some("xl") => wrong(None, "Excel"),
            Some("ppt") => wrong(None, "PowerPoint"),
            _ => Ok(main),
        };
    }
    if package.has(USUAL_MAIN) {
        return Ok(USUAL_MAIN.to_owned());
    }
    if package.has("content.xml") {
        return wrong(Some(Format::Odt), "");
    }
    Err(ReadError::new(ReadErrorKind::MissingPart).in_part(&main))
}

fn main_by_content_type(package: &mut Package) -> Result<Option<String>, ReadError> {
    let Some(mut xml) = package.xml("[Content_Types].xml")? else { return Ok(None) };
    while let Some(node) = xml.next()? {
        let Node::Start(element) = node else { continue };
        let is_main = element.attr("ContentType").is_some_and(|kind| {
            kind.ends_with("main+xml") && (kind.contains("wordprocessingml") || kind.contains("ms-word"))
        });
        if is_main && let Some(name) = element.attr("PartName") {
            return Ok(Some(join("", &name)));
        }
    }
    Ok(None)
}

/// The path of a target inside the container: absolute with a slash, else relative to the folder.
pub(super) fn join(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|s| !s.is_empty()).collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

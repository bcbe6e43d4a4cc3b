use std::collections::{BTreeMap, HashMap, HashSet};

use crate::error::ReadError;
use crate::office::bound;
use crate::office::xml::Element;

/// Longest chain of styles that is followed; a longer one is a cycle.
const LONGEST_CHAIN: usize = 32;
const LEVELS: usize = 10;

/// Styles of paragraphs, text and lists.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<(Family, String), Style>,
    lists: HashMap<String, ListStyle>,
    current: Option<(Family, String)>,
    current_list: Option<String>,
    /// True inside `office:automatic-styles`.
    pub(super) in_automatic: bool,
    automatic: Vec<(Family, String)>,
    automatic_lists: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Paragraph,
    Text,
    Other,
}

#[derive(Debug, Clone, Default)]
struct Style {
    display_name: String,
    parent: Option<String>,
    master_page: Option<String>,
    outline: Option<u8>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

/// What a style and its ancestors say together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Resolved {
    pub(super) heading: Option<u8>,
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
}

type ListStyle = [ListLevel; LEVELS];

/// A level of a list style.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListLevel {
    /// Shows plain Arabic numbers, one to a marker.
    pub(super) is_arabic: bool,
    pub(super) start: u32,
}

impl Default for ListLevel {
    fn default() -> ListLevel {
        ListLevel { is_arabic: false, start: 1 }
    }
}

impl Family {
    fn of(element: &Element<'_>) -> Family {
        match element.attr("family").as_deref() {
            Some("paragraph") => Family::Paragraph,
            Some("text") => Family::Text,
            _ => Family::Other,
        }
    }
}

impl Styles {
    /// Begins `style:style`.
    pub(super) fn begin(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        bound(self.styles.len())?;
        let text =
            |name| element.attr(name).filter(|value| !value.is_empty()).map(|value| value.into_owned());
        let key = (Family::of(element), text("name").unwrap_or_default());
        let style = Style {
            display_name: text("display-name").unwrap_or_else(|| key.1.replace("_20_", " ")),
            parent: text("parent-style-name"),
            master_page: text("master-page-name"),
            outline: element.number("default-outline-level").and_then(|n| u8::try_from(n).ok()),
            bold: None,
            hidden: None,
        };
        if self.styles.insert(key.clone(), style).is_none() && self.in_automatic {
            self.automatic.push(key.clone());
        }
        self.current = Some(key);
        Ok(())
    }

    pub(super) fn end(&mut self) {
        self.current = None;
    }

    /// Reads `style:text-properties` of the style that is open.
    pub(super) fn text_properties(&mut self, element: &Element<'_>) {
        let Some(style) = self.current.as_ref().and_then(|key| self.styles.get_mut(key)) else { return };
        if let Some(weight) = element.attr("font-weight") {
            style.bold = Some(weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600));
        }
        if let Some(display) = element.attr("display") {
            style.hidden = Some(display == "none");
        }
    }

    /// Begins `text:list-style`.
    pub(super) fn begin_list(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        bound(self.lists.len())?;
        let name = element.attr("name").unwrap_or_default().into_owned();
        if self.lists.insert(name.clone(), ListStyle::default()).is_none() && self.in_automatic {
            self.automatic_lists.push(name.clone());
        }
        self.current_list = Some(name);
        Ok(())
    }

    pub(super) fn end_list(&mut self) {
        self.current_list = None;
    }

    /// Reads a level of the list style that is open.
    pub(super) fn list_level(&mut self, element: &Element<'_>) {
        let Some(list) = self.current_list.as_ref().and_then(|name| self.lists.get_mut(name)) else { return };
        let Some(level) = element.number("level").and_then(|n| usize::try_from(n).ok()) else { return };
        let Some(level) = level.checked_sub(1).and_then(|index| list.get_mut(index)) else { return };
        let number = |name| element.number(name).and_then(|n| u32::try_from(n).ok());
        level.is_arabic = element.name() == "list-level-style-number"
            && element.attr("num-format").as_deref() == Some("1")
            && number("display-levels").unwrap_or(1) == 1;
        level.start = number("start-value").unwrap_or(1);
    }

    /// The level (from 1) of a list style.
    pub(super) fn level(&self, list: Option<&str>, level: usize) -> ListLevel {
        let list = list.and_then(|name| self.lists.get(name));
        list.and_then(|levels| levels.get(level.checked_sub(1)?)).copied().unwrap_or_default()
    }

    pub(super) fn resolve(&self, family: Family, name: &str) -> Resolved {
        let mut resolved = Resolved::default();
        let mut key = (family, name.to_owned());
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = self.styles.get(&key) else { break };
            if resolved.heading.is_none() && family == Family::Paragraph {
                resolved.heading =
                    style.outline.filter(|level| *level > 0).or_else(|| heading_by_name(&style.display_name));
            }
            resolved.bold = resolved.bold.or(style.bold);
            resolved.hidden = resolved.hidden.or(style.hidden);
            match &style.parent {
                Some(parent) => key.1.clone_from(parent),
                None => break,
            }
        }
        resolved
    }

    /// Forgets the automatic styles of a part, whose names mean something else in the next one.
    pub(super) fn drop_automatic(&mut self) {
        for key in self.automatic.drain(..) {
            self.styles.remove(&key);
        }
        for name in self.automatic_lists.drain(..) {
            self.lists.remove(&name);
        }
    }

    /// The master pages that a letter uses: the standard one, those its styles name, and those that follow them.
    pub(super) fn used_pages(&self, next: &BTreeMap<String, String>) -> HashSet<String> {
        let named = self.automatic.iter().filter_map(|key| self.styles.get(key)?.master_page.clone());
        let mut open: Vec<String> = named.chain(["Standard".to_owned()]).collect();
        let mut used = HashSet::new();
        while let Some(page) = open.pop() {
            if let Some(next) = next.get(&page)
                && !used.contains(next)
                && *next != page
            {
                open.push(next.clone());
            }
            used.insert(page);
        }
        used
    }
}

/// The level that a style name tells; 1 for titles, 0 for a heading without number.
fn heading_by_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let rest = ["heading", "überschrift"].iter().find_map(|start| name.strip_prefix(start));
    if let Some(rest) = rest {
        return rest.trim().parse().ok().filter(|level| *level <= 10).or(Some(0));
    }
    match name.as_str() {
        "title" | "titel" => Some(1),
        "subtitle" | "untertitel" => Some(2),
        _ => None,
    }
}

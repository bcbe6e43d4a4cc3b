use std::collections::HashMap;

use crate::error::ReadError;
use crate::office::bound;
use crate::office::xml::{Node, Ns, Xml};

/// Longest chain of styles that is followed; a longer one is a cycle.
const LONGEST_CHAIN: usize = 32;

/// What styles say about paragraphs and runs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default_paragraph: Option<String>,
}

/// A style; `None` where it says nothing and the style it is based on counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    name: String,
    is_paragraph: bool,
    based_on: Option<String>,
    outline: Option<u8>,
    num_id: Option<i64>,
    ilvl: Option<u8>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

/// What a style and all it is based on say together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Resolved {
    /// Level of the heading from 1, 0 for a heading without level, `None` for other paragraphs.
    pub(super) heading: Option<u8>,
    pub(super) num_id: Option<i64>,
    pub(super) ilvl: Option<u8>,
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl Styles {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Styles, ReadError> {
        let mut styles = Styles::default();
        let mut current: Option<(String, Style)> = None;
        let mut depth = 0;
        let mut style_depth = 0;
        while let Some(node) = xml.next()? {
            let element = match node {
                Node::Start(element) => element,
                Node::End => {
                    if depth == style_depth
                        && let Some((id, style)) = current.take()
                    {
                        bound(styles.by_id.len())?;
                        styles.by_id.insert(id, style);
                    }
                    depth -= 1;
                    continue;
                }
                _ => continue,
            };
            depth += 1;
            if element.ns != Ns::W {
                continue;
            }
            if element.name() == "style" {
                let id = element.attr("styleId").unwrap_or_default().into_owned();
                let is_paragraph = element.attr("type").as_deref() != Some("character");
                if element.attr("type").as_deref() == Some("paragraph")
                    && matches!(element.attr("default").as_deref(), Some("1" | "true" | "on"))
                {
                    styles.default_paragraph = Some(id.clone());
                }
                current = Some((id, Style { is_paragraph, ..Style::default() }));
                style_depth = depth;
                continue;
            }
            let Some((_, style)) = &mut current else { continue };
            match element.name() {
                "name" => style.name = element.attr("val").unwrap_or_default().to_lowercase(),
                "basedOn" => style.based_on = element.attr("val").map(|v| v.into_owned()),
                "outlineLvl" => style.outline = element.number("val").and_then(|n| u8::try_from(n).ok()),
                "numId" => style.num_id = element.number("val"),
                "ilvl" => style.ilvl = element.number("val").and_then(|n| u8::try_from(n).ok()),
                // Conditional formats of table styles stand deeper and do not count for the style itself.
                "b" if depth == style_depth + 2 => style.bold = Some(element.is_on()),
                "vanish" if depth == style_depth + 2 => style.hidden = Some(element.is_on()),
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The style of a paragraph, or that of paragraphs without one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Resolved {
        id.or(self.default_paragraph.as_deref()).map(|id| self.resolve(id)).unwrap_or_default()
    }

    /// A style of runs.
    pub(super) fn character(&self, id: &str) -> Resolved {
        self.resolve(id)
    }

    /// The list that a numbering style names.
    pub(super) fn num_id(&self, id: &str) -> Option<i64> {
        self.by_id.get(id)?.num_id
    }

    fn resolve(&self, id: &str) -> Resolved {
        let mut resolved = Resolved::default();
        let mut outline = None;
        let mut next = Some(id);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.by_id.get(id)) else { break };
            outline = outline.or(style.outline);
            if outline.is_none() && resolved.heading.is_none() && style.is_paragraph {
                resolved.heading = heading_by_name(&style.name);
            }
            resolved.num_id = resolved.num_id.or(style.num_id);
            resolved.ilvl = resolved.ilvl.or(style.ilvl);
            resolved.bold = resolved.bold.or(style.bold);
            resolved.hidden = resolved.hidden.or(style.hidden);
            next = style.based_on.as_deref();
        }
        match outline {
            Some(level) if level < 9 => resolved.heading = Some(level + 1),
            Some(_) => resolved.heading = None,
            None => {}
        }
        resolved
    }
}

/// The level that a style name tells: "heading 2", "Überschrift 2"; 1 for titles.
fn heading_by_name(name: &str) -> Option<u8> {
    let rest = ["heading", "überschrift"].iter().find_map(|start| name.strip_prefix(start));
    if let Some(rest) = rest {
        let level = rest.trim().parse().unwrap_or(0);
        return (level <= 9).then_some(level);
    }
    match name {
        "title" | "titel" => Some(1),
        "subtitle" | "untertitel" => Some(2),
        _ => None,
    }
}

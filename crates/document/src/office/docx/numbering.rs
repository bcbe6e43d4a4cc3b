use std::collections::{HashMap, HashSet};

use super::styles::Styles;
use crate::error::ReadError;
use crate::office::bound;
use crate::office::xml::{Node, Ns, Xml};

const LEVELS: usize = 9;

/// The lists of a letter.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    lists: HashMap<i64, List>,
}

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// Paragraph styles that belong to levels.
    styles: HashMap<String, u8>,
    /// A numbering style that holds the true definition.
    link: Option<String>,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    start: u32,
    /// Plain Arabic numbers, one to a marker ("1.", not "1.1").
    is_arabic: bool,
    single: bool,
}

impl Default for Level {
    fn default() -> Level {
        Level { start: 1, is_arabic: false, single: true }
    }
}

#[derive(Debug, Clone, Default)]
struct List {
    definition: i64,
    starts: [Option<u32>; LEVELS],
    levels: HashMap<u8, Level>,
}

/// The state of all lists while a story is read.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// Last number by definition and level: lists that share a definition share their counters.
    values: HashMap<i64, [Option<u32>; LEVELS]>,
    /// Lists whose own starts have been used.
    started: HashSet<i64>,
}

impl Numbering {
    pub(super) fn read(xml: &mut Xml<'_>, styles: &Styles) -> Result<Numbering, ReadError> {
        let mut numbering = Numbering::default();
        let mut target = Target::None;
        let mut level: Option<usize> = None;
        while let Some(node) = xml.next()? {
            let Node::Start(element) = node else { continue };
            if element.ns != Ns::W {
                continue;
            }
            let value = || element.number("val");
            match element.name() {
                "abstractNum" => {
                    let id = element.number("abstractNumId").unwrap_or(-1);
                    bound(numbering.abstracts.len())?;
                    numbering.abstracts.entry(id).or_default();
                    (target, level) = (Target::Abstract(id), None);
                }
                "num" => {
                    let id = element.number("numId").unwrap_or(-1);
                    bound(numbering.lists.len())?;
                    numbering.lists.entry(id).or_default();
                    (target, level) = (Target::List(id), None);
                }
                "lvl" | "lvlOverride" => {
                    level =
                        element.number("ilvl").and_then(|n| usize::try_from(n).ok()).filter(|n| *n < LEVELS);
                }
                name => match target {
                    Target::Abstract(id) => {
                        let Some(definition) = numbering.abstracts.get_mut(&id) else { continue };
                        match (name, level) {
                            ("numStyleLink", _) => {
                                definition.link = element.attr("val").map(|v| v.into_owned())
                            }
                            ("pStyle", Some(level)) => {
                                if let Some(style) = element.attr("val") {
                                    bound(definition.styles.len())?;
                                    definition.styles.insert(style.into_owned(), level as u8);
                                }
                            }
                            (_, Some(level)) => {
                                definition.levels[level].set(name, element.attr("val").as_deref());
                            }
                            _ => {}
                        }
                    }
                    Target::List(id) => {
                        let Some(list) = numbering.lists.get_mut(&id) else { continue };
                        match (name, level) {
                            ("abstractNumId", _) => list.definition = value().unwrap_or(-1),
                            ("startOverride", Some(level)) => {
                                list.starts[level] = value().and_then(|n| u32::try_from(n).ok());
                            }
                            ("start" | "numFmt" | "lvlText", Some(level)) => {
                                list.levels
                                    .entry(level as u8)
                                    .or_default()
                                    .set(name, element.attr("val").as_deref());
                            }
                            _ => {}
                        }
                    }
                    Target::None => {}
                },
            }
        }
        numbering.follow_links(styles);
        Ok(numbering)
    }

    /// Gives lists the definition that a numbering style points to.
    fn follow_links(&mut self, styles: &Styles) {
        let links: HashMap<i64, i64> = self
            .abstracts
            .iter()
            .filter_map(|(id, definition)| {
                let list = styles.num_id(definition.link.as_deref()?)?;
                Some((*id, self.lists.get(&list)?.definition))
            })
            .collect();
        #[expect(clippy::iter_over_hash_type, reason = "every list is changed on its own")]
        for list in self.lists.values_mut() {
            if let Some(definition) = links.get(&list.definition) {
                list.definition = *definition;
            }
        }
    }

    /// The level that a paragraph style has in a list.
    pub(super) fn level_of_style(&self, list: i64, style: &str) -> Option<u8> {
        self.abstracts.get(&self.lists.get(&list)?.definition)?.styles.get(style).copied()
    }

    /// Counts one paragraph of a list: `None` if there is no such list, else its number if it shows a plain one.
    pub(super) fn count(&self, counters: &mut Counters, id: i64, level: u8) -> Option<Option<u32>> {
        let list = self.lists.get(&id)?;
        let level = usize::from(level).min(LEVELS - 1);
        let empty = Abstract::default();
        let definition = self.abstracts.get(&list.definition).unwrap_or(&empty);
        let format = list.levels.get(&(level as u8)).copied().unwrap_or(definition.levels[level]);
        let values = counters.values.entry(list.definition).or_default();
        if counters.started.insert(id) {
            for (value, start) in values.iter_mut().zip(list.starts) {
                if start.is_some() {
                    *value = None;
                }
            }
        }
        let start = list.starts[level].unwrap_or(format.start);
        let number = values[level].map_or(start, |last| last.saturating_add(1));
        values[level] = Some(number);
        values[level + 1..].fill(None);
        Some((format.is_arabic && format.single).then_some(number))
    }
}

enum Target {
    None,
    Abstract(i64),
    List(i64),
}

impl Level {
    fn set(&mut self, name: &str, value: Option<&str>) {
        let value = value.unwrap_or("");
        match name {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.is_arabic = matches!(value, "decimal" | "decimalZero" | "ordinal"),
            "lvlText" => self.single = value.matches('%').count() == 1,
            _ => {}
        }
    }
}

use std::collections::HashMap;

use super::styles::Styles;
use crate::office::bound;
use crate::office::xml::Element;

/// The lists that are open, and the last numbers of those that ended.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<List>,
    last: HashMap<(Option<String>, usize), u32>,
}

#[derive(Debug)]
struct List {
    style: Option<String>,
    next: u32,
    is_arabic: bool,
    /// An item has begun and its first paragraph has not come yet.
    is_pending: bool,
}

impl Lists {
    /// Begins `text:list`.
    pub(super) fn begin(&mut self, element: &Element<'_>, styles: &Styles) {
        let own = element.attr("style-name").map(|name| name.into_owned());
        let style = own.or_else(|| self.open.last()?.style.clone());
        let level = self.open.len() + 1;
        let format = styles.level(style.as_deref(), level);
        let goes_on = element.attr("continue-numbering").as_deref() == Some("true")
            || element.attr("continue-list").is_some();
        let last = self.last.get(&(style.clone(), level)).copied().filter(|_| goes_on);
        self.open.push(List {
            style,
            next: last.unwrap_or(format.start),
            is_arabic: format.is_arabic,
            is_pending: false,
        });
    }

    pub(super) fn end(&mut self) {
        let level = self.open.len();
        if let Some(list) = self.open.pop() {
            // Only lists of named styles go on; more of them than definitions may be are an attack.
            if bound(self.last.len()).is_ok() {
                self.last.insert((list.style, level), list.next);
            }
        }
    }

    /// Begins `text:list-item`.
    pub(super) fn begin_item(&mut self, element: &Element<'_>) {
        if let Some(list) = self.open.last_mut() {
            list.is_pending = true;
            if let Some(start) = element.number("start-value").and_then(|n| u32::try_from(n).ok()) {
                list.next = start;
            }
        }
    }

    pub(super) fn end_item(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.is_pending = false;
        }
    }

    /// Level and number for the first paragraph of an item; `None` for other paragraphs.
    pub(super) fn take_item(&mut self) -> Option<(u8, Option<u32>)> {
        let level = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        let list = self.open.last_mut()?;
        if !std::mem::take(&mut list.is_pending) {
            return None;
        }
        let number = list.next;
        list.next = number.saturating_add(1);
        Some((level, list.is_arabic.then_some(number)))
    }
}

//! A stretch of a letter on one line, with marks under the words it is about.

use klarbrief::source::{TextRange, TextSize};
use unicode_width::UnicodeWidthChar;

/// Bytes looked at before and after the start of a mark; more never fits on a line.
const BEFORE: usize = 800;
const AFTER: usize = 1600;

/// How far a cut may move to fall between two words, in columns.
const SNAP: usize = 14;

/// One line of text with a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The text; fits into the width that was asked for.
    pub line: String,
    /// Columns before the mark.
    pub before: usize,
    /// Columns of the mark, at least one.
    pub marked: usize,
}

impl Excerpt {
    /// The line with carets that stands under the text.
    pub(crate) fn carets(&self) -> String {
        format!("{}{}", " ".repeat(self.before), "^".repeat(self.marked))
    }
}

/// One character as it is shown.
#[derive(Debug, Clone, Copy)]
struct Cell {
    c: char,
    width: usize,
    marked: bool,
}

/// Shows `mark` with as much of `context` around it as fits into `width` columns.
///
/// Line breaks become blanks, invisible and dangerous characters go or become visible, and what is cut off leaves "…".
/// Takes time that does not grow with the length of the context.
pub(crate) fn around(text: &str, context: TextRange, mark: TextRange, width: usize) -> Excerpt {
    let context = context.cover(mark);
    let start = usize::from(mark.start());
    let from = floor(text, start.saturating_sub(BEFORE)).max(usize::from(context.start()));
    let to = floor(text, start.saturating_add(AFTER)).min(usize::from(context.end()));
    let cells = cells(text, from, to, mark);
    let cut_before = from > usize::from(context.start());
    let cut_after = to < usize::from(context.end());
    let window = Window::new(&cells, cut_before, cut_after, width);
    window.excerpt(&cells)
}

/// Shows the start of a text on one line.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    let end = TextSize::of(text);
    around(text, TextRange::new(0.into(), end), TextRange::empty(0.into()), width).line
}

/// The columns that a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn cells(text: &str, from: usize, to: usize, mark: TextRange) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut space: Option<bool> = None;
    for (offset, c) in text[from..to].char_indices() {
        let offset = TextSize::new((from + offset) as u32);
        let marked = mark.contains(offset);
        if c.is_whitespace() {
            space = Some(space.unwrap_or(true) && marked);
            continue;
        }
        let Some(c) = visible(c) else { continue };
        if let Some(marked) = space.take()
            && !cells.is_empty()
        {
            cells.push(Cell { c: ' ', width: 1, marked });
        }
        cells.push(Cell { c, width: c.width().unwrap_or(1), marked });
    }
    cells
}

/// Soft hyphens vanish; control signs and signs that turn the direction of writing would change what the reader sees.
pub(crate) fn visible(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => Some('\u{fffd}'),
        c if c.is_control() => Some('\u{fffd}'),
        c => Some(c),
    }
}

/// Which cells are shown.
struct Window {
    from: usize,
    to: usize,
    cut_before: bool,
    cut_after: bool,
}

impl Window {
    fn new(cells: &[Cell], cut_before: bool, cut_after: bool, width: usize) -> Window {
        let total: usize = cells.iter().map(|c| c.width).sum();
        let signs = usize::from(cut_before) * 2 + usize::from(cut_after) * 2;
        if total + signs <= width {
            return Window { from: 0, to: cells.len(), cut_before, cut_after };
        }
        let room = width.saturating_sub(4).max(1);
        let first = cells.iter().position(|c| c.marked).unwrap_or(0);
        let end = cells.iter().rposition(|c| c.marked).map_or(first, |last| last + 1);
        let mark: usize = cells[first..end].iter().map(|c| c.width).sum();
        // The mark first, then as much before it as after it, unless one side needs less.
        let spare = room.saturating_sub(mark);
        let before: usize = cells[..first].iter().map(|c| c.width).sum();
        let after: usize = cells[end..].iter().map(|c| c.width).sum();
        let before = before.min((spare / 2).max(spare.saturating_sub(after)));
        let mut from = first;
        let mut used = 0;
        while from > 0 && used + cells[from - 1].width <= before {
            from -= 1;
            used += cells[from].width;
        }
        let mut to = from;
        let mut used = 0;
        while to < cells.len() && used + cells[to].width <= room {
            used += cells[to].width;
            to += 1;
        }
        // Cut between words where one ends near.
        if from > 0 {
            let snap = (from..first.min(from + SNAP)).find(|i| cells[*i].c == ' ');
            from = snap.map_or(from, |i| i + 1);
        }
        if to < cells.len() {
            let snap = (end.max(to.saturating_sub(SNAP))..to).rev().find(|i| cells[*i].c == ' ');
            to = snap.unwrap_or(to);
        }
        Window { from, to, cut_before: cut_before || from > 0, cut_after: cut_after || to < cells.len() }
    }

    fn excerpt(&self, cells: &[Cell]) -> Excerpt {
        let shown = &cells[self.from..self.to];
        let mut line = String::new();
        let mut before = 0;
        if self.cut_before {
            line.push_str("… ");
            before = 2;
        }
        line.extend(shown.iter().map(|c| c.c));
        if self.cut_after {
            line.push_str(" …");
        }
        let first = shown.iter().position(|c| c.marked).unwrap_or(0);
        before += shown[..first].iter().map(|c| c.width).sum::<usize>();
        let end = shown.iter().rposition(|c| c.marked).map_or(first, |last| last + 1);
        let marked = shown[first..end].iter().map(|c| c.width).sum::<usize>().max(1);
        Excerpt { line, before, marked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, mark: &str, width: usize) -> Excerpt {
        let start = text.find(mark).unwrap();
        let mark = klarbrief::source::range(start, start + mark.len());
        around(text, klarbrief::source::range(0, text.len()), mark, width)
    }

    #[test]
    fn carets_stand_under_the_words() {
        let excerpt = show("Die Prüfung soll zur Anwendung kommen.", "zur Anwendung", 80);
        assert_eq!(excerpt.line, "Die Prüfung soll zur Anwendung kommen.");
        assert_eq!(excerpt.carets(), "                 ^^^^^^^^^^^^^");
    }

    #[test]
    fn line_breaks_are_blanks_and_invisible_signs_take_no_column() {
        let excerpt = show("Die\r\n  Auf\u{ad}enthalts\nerlaubnis\u{1b}[31m ist\ncafe\u{301} da", "da", 80);
        assert_eq!(excerpt.line, "Die Aufenthalts erlaubnis\u{fffd}[31m ist cafe\u{301} da");
        assert_eq!(excerpt.before, columns(&excerpt.line) - 2);
        let wide = show("漢字 ist da", "ist", 80);
        assert_eq!((wide.before, wide.marked), (5, 3));
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("{} Mitte {}", "links ".repeat(50).trim(), "rechts ".repeat(50).trim());
        let excerpt = show(&text, "Mitte", 40);
        assert!(
            excerpt.line.starts_with("… links") && excerpt.line.ends_with("rechts …"),
            "{}",
            excerpt.line
        );
        assert!(columns(&excerpt.line) <= 40, "{}", excerpt.line);
        let under: String = excerpt.line.chars().skip(excerpt.before).take(excerpt.marked).collect();
        assert_eq!(under, "Mitte");
    }

    #[test]
    fn a_mark_wider_than_the_line_shows_its_start() {
        let text = "Anfang ".repeat(100);
        let excerpt = around(
            &text,
            klarbrief::source::range(0, text.len()),
            klarbrief::source::range(0, text.len()),
            30,
        );
        assert!(columns(&excerpt.line) <= 30 && excerpt.line.ends_with('…'));
        assert!(excerpt.before + excerpt.marked <= 30);
    }

    #[test]
    fn every_width_and_place_is_safe() {
        let text = "Wörter 漢字 und\u{ad} mehr\n\nZeilen 😀 mit e\u{301} viel Text darin, immer weiter.";
        let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        for width in [1, 5, 6, 17, 40, 200] {
            for (i, start) in bounds.iter().enumerate() {
                for end in &bounds[i..] {
                    let mark = klarbrief::source::range(*start, *end);
                    let excerpt = around(text, klarbrief::source::range(0, text.len()), mark, width);
                    assert!(columns(&excerpt.line) <= width.max(7), "{width} {excerpt:?}");
                    assert!(
                        excerpt.before + excerpt.marked <= columns(&excerpt.line).max(1) + 1,
                        "{excerpt:?}"
                    );
                }
            }
        }
    }
}

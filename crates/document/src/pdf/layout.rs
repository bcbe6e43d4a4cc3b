//! From lines to blocks: paragraphs, tables, what is repeated on every page.

use std::collections::{BTreeSet, HashMap, HashSet};

use source::{Origin, PagePlace};

use super::FORMAT;
use super::column::{Part, parts};
use super::content::Page;
use super::line::{Segment, lines};
use crate::builder::{Builder, Line, Piece};
use crate::error::ReadError;
use crate::limits::Limits;
use crate::model::{BlockKind, Document};
use crate::outline::{marker, title};

/// Lines at the top and at the bottom of a page that may be repeated on others.
const EDGE: usize = 5;

/// Makes the document of the pages of a letter.
pub(super) fn document(pages: Vec<Page>, limits: &Limits) -> Result<Document, ReadError> {
    let mut all: Vec<Vec<Vec<Segment>>> = pages.iter().map(lines).collect();
    let bounds: Vec<(f32, f32)> = pages.iter().map(|page| (page.bottom, page.top)).collect();
    let (headers, footers) = take_repeated(&mut all, &bounds);
    let mut pieces: Vec<Piece> = Vec::new();
    for (page, segments) in headers {
        pieces.push(piece(line_of(&[(page, segments)]), BlockKind::PageHeader, true));
    }
    let mut flow = Flow { pieces, open: Vec::new(), gap_before: true, row: 0 };
    for (index, (page, lines)) in pages.iter().zip(all).enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for part in parts(lines, page.top, page.bottom, index == 0) {
            match part {
                Part::Lines(lines, right) => flow.lines(number, lines, right),
                Part::Rows(rows) => flow.rows(number, rows),
            }
        }
    }
    flow.close();
    let mut pieces = flow.pieces;
    for (page, segments) in footers {
        pieces.push(piece(line_of(&[(page, segments)]), BlockKind::PageFooter, true));
    }
    let mut builder = Builder::default();
    for piece in pieces {
        builder.push(piece, limits)?;
    }
    Ok(builder.finish(FORMAT, None))
}

/// A line that stands on several pages, as it stands on the first of them.
type Repeated = Vec<(u32, Segment)>;

/// Takes headers, footers and page numbers out of the pages.
fn take_repeated(pages: &mut [Vec<Vec<Segment>>], bounds: &[(f32, f32)]) -> (Repeated, Repeated) {
    let text_of = |line: &[Segment]| line.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    let shape = |line: &[Segment]| {
        let text = text_of(line);
        let mut shape = String::with_capacity(text.len());
        for c in text.chars() {
            if !c.is_ascii_digit() {
                shape.push(c);
            } else if !shape.ends_with('#') {
                shape.push('#');
            }
        }
        shape
    };
    // Only what stands in the outer fifth of the page can be its head or foot.
    let edges = |lines: &[Vec<Segment>], (low, high): (f32, f32)| -> Vec<(usize, bool)> {
        let fifth = (high - low) / 5.0;
        let is_outer = |i: &usize, top: bool| {
            let y = lines[*i][0].y;
            if top { y > high - fifth } else { y < low + fifth }
        };
        let top = 0..EDGE.min(lines.len());
        let bottom = lines.len().saturating_sub(EDGE).max(top.end)..lines.len();
        top.filter(|i| is_outer(i, true))
            .map(|i| (i, true))
            .chain(bottom.filter(|i| is_outer(i, false)).map(|i| (i, false)))
            .collect()
    };
    let mut counts: HashMap<(String, bool, i32), usize> = HashMap::new();
    for (page, bound) in pages.iter().zip(bounds) {
        let mut here = BTreeSet::new();
        for (index, is_top) in edges(page, *bound) {
            let y = (page[index][0].y / 12.0).round() as i32;
            here.insert((shape(&page[index]), is_top, y));
        }
        for key in here {
            *counts.entry(key).or_default() += 1;
        }
    }
    let (mut headers, mut footers) = (Repeated::new(), Repeated::new());
    let mut seen = HashSet::new();
    let several = pages.len() > 1;
    for (number, page) in pages.iter_mut().enumerate() {
        let mut taken = Vec::new();
        for (index, is_top) in edges(page, bounds[number]) {
            let key = (shape(&page[index]), is_top, (page[index][0].y / 12.0).round() as i32);
            let is_number = is_page_number(&key.0);
            let times = counts.get(&key).copied().unwrap_or(0);
            let repeated = several && times >= 2;
            if is_number && (several || !is_top) || repeated {
                taken.push(index);
                if !is_number && seen.insert(key) {
                    let list = if is_top { &mut headers } else { &mut footers };
                    let place = u32::try_from(number + 1).unwrap_or(u32::MAX);
                    list.extend(page[index].iter().map(|s| (place, s.clone())));
                }
            }
        }
        for index in taken.into_iter().rev() {
            page.remove(index);
        }
    }
    (headers, footers)
}

/// "Seite 2 von 3", "- 2 -", "2", "2/3".
fn is_page_number(shape: &str) -> bool {
    let inner = shape.trim_matches([' ', '-', '–', '—', '|', '.', '…']).to_lowercase();
    let inner = inner.strip_prefix("seite").map(str::trim).unwrap_or(&inner);
    matches!(inner, "#" | "# von #" | "#/#" | "# / #" | "of # #")
}

/// Paragraphs that grow line by line.
struct Flow {
    pieces: Vec<Piece>,
    open: Vec<(u32, Segment)>,
    gap_before: bool,
    row: u32,
}

impl Flow {
    fn lines(&mut self, page: u32, lines: Vec<Segment>, right: f32) {
        let pitch = pitch(&lines);
        let markers = marker::markers(lines.iter().map(|s| s.text.as_str()));
        let mut first = true;
        for (segment, marker) in lines.into_iter().zip(markers) {
            let goes_on = match self.open.last() {
                None => false,
                // A sentence may run over the end of a page, and only there.
                Some((at, last)) if *at != page || first => {
                    *at != page && first && runs_over(&last.text, &segment.text) && marker.is_none()
                }
                Some((_, last)) => {
                    let step = last.y - segment.y;
                    let apart = step > 1.35 * pitch.max(1.05 * segment.size) || step <= 0.0;
                    !apart && is_wrapped(last, &segment, right, marker.is_some())
                }
            };
            if !goes_on {
                let apart = match self.open.last() {
                    Some((at, last)) => {
                        first || *at != page || last.y - segment.y > 1.35 * pitch.max(1.05 * segment.size)
                    }
                    None => true,
                };
                self.close();
                self.gap_before |= apart;
            }
            first = false;
            self.open.push((page, segment));
        }
    }

    fn rows(&mut self, page: u32, rows: Vec<Vec<Segment>>) {
        self.close();
        self.gap_before = true;
        self.row = 0;
        for row in rows {
            self.row += 1;
            for (column, segment) in (1..).zip(row) {
                let kind = BlockKind::TableCell { row: self.row, column };
                self.pieces.push(piece(
                    line_of(&[(page, segment)]),
                    kind,
                    std::mem::take(&mut self.gap_before),
                ));
            }
        }
        self.gap_before = true;
    }

    fn close(&mut self) {
        let lines = std::mem::take(&mut self.open);
        if !lines.is_empty() {
            self.pieces.push(piece(
                line_of(&lines),
                BlockKind::Paragraph,
                std::mem::take(&mut self.gap_before),
            ));
        }
    }
}

/// The usual distance of two lines.
fn pitch(lines: &[Segment]) -> f32 {
    let mut steps: Vec<f32> = lines.windows(2).map(|p| p[0].y - p[1].y).filter(|s| *s > 1.0).collect();
    steps.sort_by(f32::total_cmp);
    // Lines of a paragraph stand closer than paragraphs, and mostly there are more of them.
    steps.get(steps.len() / 3).copied().unwrap_or(0.0)
}

/// The first word of the next line would not have fitted.
fn is_wrapped(line: &Segment, next: &Segment, right: f32, is_item: bool) -> bool {
    let signs = next.text.chars().count().max(1) as f32;
    let word = next.text.chars().take_while(|c| !c.is_whitespace()).count() as f32;
    let per_sign = (next.x1 - next.x0) / signs;
    let is_full = line.x1 + (word + 1.0) * per_sign > right - 0.5 * line.size;
    let divided = is_divided(&line.text, &next.text);
    // A heading and the text below it.
    let same_look = (line.size - next.size).abs() < 0.8 && (line.is_bold == next.is_bold || divided);
    let words = line.text.split_whitespace().count();
    let cut = title::is_salutation(&line.text) || title::is_closing(&line.text);
    (is_full || divided) && same_look && !is_item && !cut && (words > 2 || divided)
}

/// "Aufenthalts-" and "erlaubnis"
fn is_divided(line: &str, next: &str) -> bool {
    let Some(stem) = line.strip_suffix(['-', '\u{ad}', '‐']) else { return false };
    let first = next.split_whitespace().next().unwrap_or("");
    stem.ends_with(char::is_lowercase)
        && first.starts_with(char::is_lowercase)
        && !matches!(first, "und" | "oder" | "bzw." | "sowie" | "bis")
}

/// A sentence that goes on at the top of the next page.
fn runs_over(line: &str, next: &str) -> bool {
    is_divided(line, next)
        || !line.ends_with(['.', '!', '?', ':', ',']) && next.starts_with(char::is_lowercase)
        || line.ends_with(',') && line.split_whitespace().count() > 3
}

fn piece(line: Line, kind: BlockKind, gap_before: bool) -> Piece {
    Piece { line, kind, gap_before }
}

/// Joins the lines of a block; words that a hyphen divides at the end of a line become whole.
fn line_of(segments: &[(u32, Segment)]) -> Line {
    let mut line = Line::default();
    for (index, (page, segment)) in segments.iter().enumerate() {
        let next = segments.get(index + 1);
        let place = PagePlace { page: *page, line: segment.line, character: 0 };
        let mut text = segment.text.as_str();
        let divided = next.is_some_and(|(_, next)| is_divided(text, &next.text));
        if divided {
            text = text.trim_end_matches(['-', '\u{ad}', '‐']);
        }
        line.push(text, Some(Origin::Page(place)));
        if !segment.is_bold {
            line.set_light();
        }
        if next.is_some() && !divided {
            line.push(" ", None);
        }
    }
    line
}

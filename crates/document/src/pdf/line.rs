//! Lines of a page, made of stretches of text.

use super::content::{Page, Span};

/// A stretch of one line without a wide gap inside: a line of running text, a cell, one side of a line with two columns.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) is_bold: bool,
    /// Line of the page, from 1.
    pub(super) line: u32,
}

/// The lines of a page from top to bottom, each with its segments from left to right.
pub(super) fn lines(page: &Page) -> Vec<Vec<Segment>> {
    let mut spans: Vec<&Span> = page.spans.iter().filter(|s| !s.text.is_empty()).collect();
    spans.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut lines: Vec<Vec<Segment>> = Vec::new();
    let mut at = 0;
    while at < spans.len() {
        let first = spans[at];
        let mut end = at + 1;
        // Raised and lowered signs belong to the line; the largest sign decides how far they may be off.
        let mut size = first.size;
        while end < spans.len() && first.y - spans[end].y < 0.45 * size.max(spans[end].size) {
            size = size.max(spans[end].size);
            end += 1;
        }
        let mut row = spans[at..end].to_vec();
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let number = u32::try_from(lines.len() + 1).unwrap_or(u32::MAX);
        let segments = segments(&row, number);
        if !segments.is_empty() {
            lines.push(segments);
        }
        at = end;
    }
    lines
}

fn segments(row: &[&Span], line: u32) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut last_end = f32::MIN;
    for span in row {
        let blank = span.text.trim().is_empty();
        if let Some(last) = out.last_mut() {
            let gap = span.x0 - last_end;
            // The same words printed twice, a little apart: bold as some programs make it.
            let is_shadow =
                span.text.trim() == last.text.trim() && (span.x0 - last.x0).abs() < 0.2 * span.size && !blank;
            if is_shadow {
                continue;
            }
            if gap <= 1.6 * span.size.max(last.size) {
                let touches = last.text.ends_with(' ') || span.text.starts_with(' ');
                if gap > 0.16 * span.size && !touches {
                    last.text.push(' ');
                }
                last.text.push_str(&span.text);
                if !blank {
                    last.x1 = span.x1;
                    last.is_bold &= span.is_bold;
                    last.size = last.size.max(span.size);
                }
                last_end = last_end.max(span.x1);
                continue;
            }
        }
        if blank {
            continue;
        }
        out.push(Segment {
            text: span.text.clone(),
            x0: span.x0,
            x1: span.x1,
            y: span.y,
            size: span.size,
            is_bold: span.is_bold,
            line,
        });
        last_end = span.x1;
    }
    for segment in &mut out {
        // Runs of blanks are layout.
        let words = segment.text.split([' ', '\u{a0}', '\t', '\n', '\r']).filter(|w| !w.is_empty());
        segment.text = words.collect::<Vec<_>>().join(" ");
        segment.text.retain(|c| c != '\u{feff}' && c != '\u{200b}' && !c.is_control());
        ligatures(&mut segment.text);
    }
    out.retain(|segment| !segment.text.is_empty());
    out
}

/// Signs that stand for several letters.
fn ligatures(text: &mut String) {
    for (sign, letters) in [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl")] {
        if text.contains(sign) {
            *text = text.replace(sign, letters);
        }
    }
}

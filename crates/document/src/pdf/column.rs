//! Reading order where text stands side by side.

use super::line::Segment;

/// What stands together on a page.
#[derive(Debug)]
pub(super) enum Part {
    /// Lines that follow each other, and how far to the right they may run.
    Lines(Vec<Segment>, f32),
    /// Rows of a table.
    Rows(Vec<Vec<Segment>>),
}

/// Puts the lines of a page in reading order.
///
/// Where two columns stand side by side at the top of a letter (address and sender, file number and date) or hold running
/// text, one is read after the other; else lines with several segments are rows of a table.
pub(super) fn parts(lines: Vec<Vec<Segment>>, top: f32, bottom: f32, is_first: bool) -> Vec<Part> {
    let right = margin(&lines);
    let middle = bottom + (top - bottom) * 0.55;
    let mut parts: Vec<Part> = Vec::new();
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        if line.len() == 1 {
            match parts.last_mut() {
                // What follows a column is no part of it.
                Some(Part::Lines(open, margin)) if *margin == right => open.extend(line),
                _ => parts.push(Part::Lines(line, right)),
            }
            continue;
        }
        // A band of lines that respect the same gap.
        let mut gutter = gap(&line);
        let mut band = vec![line];
        while let Some(next) = lines.peek() {
            let crossed = next.iter().any(|s| s.x0 < gutter.0 && s.x1 > gutter.1);
            let narrowed = narrowed(gutter, next);
            let far = band
                .last()
                .and_then(|l| l.first())
                .is_some_and(|last| next.first().is_some_and(|n| last.y - n.y > 5.0 * last.size.max(n.size)));
            match narrowed {
                Some(narrow) if !crossed && !far => {
                    gutter = narrow;
                    band.extend(lines.next());
                }
                _ => break,
            }
        }
        // Single lines at its end belong to what follows, unless they stand on the right.
        let mut rest = Vec::new();
        while band.len() > 1
            && band.last().is_some_and(|l| l.len() == 1 && l[0].x0 < gutter.0 && !is_top(l, middle, is_first))
        {
            rest.extend(band.pop());
        }
        // Three signs and a date in a row: headings over what they label.
        let is_row = band.len() <= 3 && band.iter().all(|l| l.len() >= 3);
        let at_top = !is_row && band.first().is_some_and(|l| is_top(l, middle, is_first));
        if is_labelled(&band) {
            parts.push(Part::Lines(joined_rows(band.into_iter().flatten().collect()), right + 1.0));
        } else if at_top || is_prose(&band) {
            let (left, side): (Vec<_>, Vec<_>) = band.into_iter().flatten().partition(|s| s.x0 < gutter.0);
            parts.push(Part::Lines(left, gutter.1 - 2.0));
            parts.push(Part::Lines(joined_rows(side), right + 1.0));
        } else {
            parts.push(Part::Rows(band));
        }
        if !rest.is_empty() {
            rest.reverse();
            parts.push(Part::Lines(rest.into_iter().flatten().collect(), right));
        }
    }
    parts
}

/// The right edge of running text: the farthest line that is long enough to be one.
fn margin(lines: &[Vec<Segment>]) -> f32 {
    let long = |s: &&Segment| s.text.chars().count() >= 45;
    let edge = |edges: &mut dyn Iterator<Item = f32>| edges.fold(f32::MIN, f32::max);
    let prose = edge(&mut lines.iter().flatten().filter(long).map(|s| s.x1));
    if prose > 0.0 { prose } else { edge(&mut lines.iter().flatten().map(|s| s.x1)).max(400.0) }
}

fn is_top(line: &[Segment], middle: f32, is_first: bool) -> bool {
    is_first && line.first().is_some_and(|s| s.y > middle)
}

/// The widest gap of a line: right edge of what stands left of it, left edge of what stands right.
fn gap(line: &[Segment]) -> (f32, f32) {
    let gaps = line.windows(2).map(|pair| (pair[0].x1, pair[1].x0));
    gaps.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).unwrap_or_default()
}

/// The gap that is left when another line joins; `None` if the line leaves none.
fn narrowed(gutter: (f32, f32), line: &[Segment]) -> Option<(f32, f32)> {
    let middle = (gutter.0 + gutter.1) / 2.0;
    let (mut left, mut right) = gutter;
    for segment in line {
        if segment.x0 < middle && segment.x1 <= gutter.1 {
            left = left.max(segment.x1);
        } else if segment.x0 >= gutter.0 {
            right = right.min(segment.x0);
        } else {
            return None;
        }
    }
    (right - left > 4.0).then_some((left, right))
}

/// Labels on the left, what they label on the right: "Aktenzeichen:   33/KAY/26".
fn is_labelled(band: &[Vec<Segment>]) -> bool {
    let is_label = |line: &&Vec<Segment>| line[0].text.ends_with(':') && line[0].text.len() < 40;
    let both = band.iter().filter(|line| line.len() == 2);
    band.iter().all(|line| line.len() <= 2) && both.clone().filter(is_label).count() * 3 > both.count() * 2
}

/// Both sides hold lines of running text.
fn is_prose(band: &[Vec<Segment>]) -> bool {
    let both: Vec<_> = band.iter().filter(|l| l.len() == 2).collect();
    both.len() >= 5
        && both.iter().filter(|l| l.iter().all(|s| s.text.chars().count() > 24)).count() * 3 > both.len() * 2
}

/// "Telefon:" and "05799 303" on one line of a column are one line.
fn joined_rows(segments: Vec<Segment>) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    for segment in segments {
        match out.last_mut() {
            Some(last) if last.line == segment.line => {
                last.text.push(' ');
                last.text.push_str(&segment.text);
                last.x1 = segment.x1;
                last.is_bold &= segment.is_bold;
            }
            _ => out.push(segment),
        }
    }
    out
}

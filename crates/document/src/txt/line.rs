use crate::builder::is_blank;

/// A line of a plain text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextLine {
    /// First visible character.
    pub(super) start: usize,
    /// Behind the last visible character.
    pub(super) end: usize,
    /// Columns before the first visible character; a tab counts as four.
    pub(super) indent: usize,
    /// Columns from the left margin to the end.
    pub(super) width: usize,
    /// False for empty lines, rules and page numbers.
    pub(super) has_text: bool,
}

impl TextLine {
    pub(super) fn text(self, text: &str) -> &str {
        if self.has_text { &text[self.start..self.end] } else { "" }
    }
}

/// Splits a text into lines; `\n`, `\r\n`, a lone `\r` and a form feed end a line.
pub(super) fn split(text: &str) -> Vec<TextLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start <= text.len() {
        let rest = &text[start..];
        let len = rest.find(['\n', '\r', '\u{c}']).unwrap_or(rest.len());
        lines.push(measure(text, start, start + len));
        start += len + if rest[len..].starts_with("\r\n") { 2 } else { 1 };
    }
    lines
}

fn measure(text: &str, start: usize, end: usize) -> TextLine {
    let line = &text[start..end];
    let trimmed = line.trim_start_matches(is_blank);
    let from = end - trimmed.len();
    let trimmed = trimmed.trim_end_matches(is_blank);
    let columns = |text: &str| {
        text.chars().map(|c| if c == '\t' { 4 } else { usize::from(c != '\u{feff}') }).sum::<usize>()
    };
    let indent = columns(&text[start..from]);
    TextLine {
        start: from,
        end: from + trimmed.len(),
        indent,
        width: indent + columns(trimmed),
        has_text: !trimmed.is_empty() && !is_rule(trimmed) && !is_page_number(trimmed) && !is_remark(trimmed),
    }
}

/// A line drawn with signs: `-----`, `=====`, `* * *`.
fn is_rule(line: &str) -> bool {
    let mut signs = 0;
    for c in line.chars() {
        match c {
            '-' | '–' | '—' | '=' | '*' | '~' | '#' | '─' | '━' | '═' | '+' | '|' => signs += 1,
            c if is_blank(c) => {}
            _ => return false,
        }
    }
    signs >= 3 || line.chars().all(|c| matches!(c, '-' | '–' | '—'))
}

/// A comment that speaks to Klarbrief.
fn is_remark(line: &str) -> bool {
    line.starts_with(['<', '#']) && crate::remark::of_line(line).is_some()
}

/// `- 2 -`, `– 3 –`
fn is_page_number(line: &str) -> bool {
    let dash = |c| matches!(c, '-' | '–' | '—');
    let Some(inner) = line.strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash)) else { return false };
    let inner = inner.trim();
    (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit())
}

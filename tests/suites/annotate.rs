//! Carets under lines: reading and writing them.
//!
//! Columns count characters, because editors show them so and bytes would shift with every umlaut.

use std::fmt;
use std::ops::Range;

/// What a line of carets says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The line of the letter it stands under, from 0.
    pub line: usize,
    /// Columns in characters, from 0; at least one column.
    pub columns: Range<usize>,
    /// True if the finding goes on in the next line: `^^^…`.
    pub goes_on: bool,
    /// Id of the rule.
    pub rule: String,
    /// Words that the message must contain; empty if any message will do.
    pub message: String,
}

impl Mark {
    /// Tells whether both mark the same words for the same rule.
    pub fn same_place(&self, other: &Mark) -> bool {
        (self.line, &self.columns, self.goes_on, &self.rule)
            == (other.line, &other.columns, other.goes_on, &other.rule)
    }

    /// The order in which marks are written.
    pub fn key(&self) -> (usize, usize, usize, &str) {
        (self.line, self.columns.start, self.columns.end, &self.rule)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, carets) = (" ".repeat(self.columns.start), "^".repeat(self.columns.len()));
        write!(f, "{before}{carets}{} {}", if self.goes_on { "…" } else { "" }, self.rule)?;
        if self.message.is_empty() { Ok(()) } else { write!(f, ": {}", self.message) }
    }
}

/// Parts the lines of a block into the letter and its marks; an error comes with its line, from 0.
pub fn split(lines: &[&str]) -> Result<(String, Vec<Mark>), (usize, String)> {
    let mut text: Vec<&str> = Vec::new();
    let mut marks = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if !line.trim_start().starts_with('^') {
            text.push(line);
            continue;
        }
        let under = text.len().checked_sub(1).ok_or((number, "carets stand under a line".to_owned()))?;
        let mark = parse(line, under).ok_or((number, "expected `^^^ group/name: words`".to_owned()))?;
        if mark.columns.end > text[under].chars().count().max(1) {
            return Err((number, "the carets reach past the end of the line".to_owned()));
        }
        marks.push(mark);
    }
    Ok((text.join("\n") + "\n", marks))
}

fn parse(line: &str, under: usize) -> Option<Mark> {
    let start = line.chars().take_while(|c| *c == ' ').count();
    let rest = &line[start..];
    let count = rest.bytes().take_while(|b| *b == b'^').count();
    let rest = &rest[count..];
    let (goes_on, rest) = rest.strip_prefix('…').map_or((false, rest), |rest| (true, rest));
    let (rule, message) = rest.strip_prefix(' ')?.trim().split_once(':').unwrap_or((rest.trim(), ""));
    let is_id = rule.contains('/') && !rule.contains(char::is_whitespace);
    is_id.then(|| Mark {
        line: under,
        columns: start..start + count,
        goes_on,
        rule: rule.to_owned(),
        message: message.trim().to_owned(),
    })
}

/// The mark of a byte range of a text.
pub fn mark(text: &str, range: Range<usize>, rule: &str, message: &str) -> Mark {
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[range.start..].find('\n').map_or(text.len(), |at| range.start + at);
    let start = text[line_start..range.start].chars().count();
    let goes_on = range.end > line_end;
    let end = start + text[range.start..range.end.min(line_end)].chars().count();
    Mark {
        line: text[..line_start].matches('\n').count(),
        columns: start..end.max(start + 1),
        goes_on,
        rule: rule.to_owned(),
        message: message.to_owned(),
    }
}

/// The lines of a block with its marks under them.
pub fn join(text: &str, marks: &[Mark]) -> Vec<String> {
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate() {
        out.push(line.to_owned());
        out.extend(marks.iter().filter(|m| m.line == number).map(Mark::to_string));
    }
    out
}

//! Strings of rule files: escapes, and the common indentation of `"""` strings.

use source::TextRange;

use crate::ast::Str;
use crate::compile::SourceFile;
use crate::error::{ErrorKind, Errors, RuleError};

/// Reads the body of a string that starts at `start` of the file.
///
/// A triple-quoted body loses the line break after the opening quotes, the line of the closing quotes if it is blank,
/// and the indentation that all its lines share. Line breaks become `\n`.
pub(crate) fn read(
    file: &SourceFile,
    range: TextRange,
    start: usize,
    raw: &str,
    triple: bool,
    errors: &mut Errors,
) -> Str {
    let mut string =
        Str { text: String::with_capacity(raw.len()), range, escaped: Vec::new(), origins: Vec::new() };
    if !triple || !raw.contains('\n') {
        unescape(file, start, raw, &mut string, errors);
        return string;
    }
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = start;
    for line in raw.split('\n') {
        lines.push((at, line.strip_suffix('\r').unwrap_or(line)));
        at += line.len() + 1;
    }
    if lines.first().is_some_and(|(_, line)| line.trim().is_empty()) {
        lines.remove(0);
    }
    if lines.last().is_some_and(|(_, line)| line.trim().is_empty()) {
        lines.pop();
    }
    // Text right after the opening quotes has no indentation of its own.
    let first_counts = lines.first().is_none_or(|(at, _)| *at != start);
    let indent = lines
        .iter()
        .skip(usize::from(!first_counts))
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(_, line)| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    for (index, (at, line)) in lines.into_iter().enumerate() {
        if index > 0 {
            string.text.push('\n');
        }
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        let cut = if index == 0 && !first_counts { 0 } else { indent.min(blanks) };
        unescape(file, at + cut, &line[cut..], &mut string, errors);
    }
    string
}

/// Appends `raw`, which starts at `start` of the file, with its escapes resolved.
fn unescape(file: &SourceFile, start: usize, raw: &str, string: &mut Str, errors: &mut Errors) {
    let mut rest = raw;
    let mut at = start;
    loop {
        string.origins.push((string.text.len() as u32, at as u32));
        let Some(backslash) = rest.find('\\') else {
            string.text.push_str(rest);
            return;
        };
        string.text.push_str(&rest[..backslash]);
        at += backslash;
        rest = &rest[backslash..];
        string.origins.push((string.text.len() as u32, at as u32));
        let (read, length) = escape(rest);
        match read {
            Some(c) => {
                string.escaped.push(string.text.len() as u32);
                string.text.push(c);
            }
            None => {
                let kind = ErrorKind::UnknownEscape { escape: rest[..length].to_owned() };
                errors.add(file, || {
                    RuleError::new(file, kind, source::range(at, at + length))
                        .label("expected one of `\\\"`, `\\\\`, `\\n`, `\\[`, `\\]`, `\\u{…}`".to_owned())
                });
            }
        }
        at += length;
        rest = &rest[length..];
    }
}

/// Reads one escape at the start of `text`: the character it stands for and its length in bytes.
fn escape(text: &str) -> (Option<char>, usize) {
    let Some(c) = text[1..].chars().next() else { return (None, 1) };
    let length = 1 + c.len_utf8();
    match c {
        '"' | '\\' | '[' | ']' => (Some(c), length),
        'n' => (Some('\n'), length),
        'u' => {
            let Some(close) = text.find('}').filter(|_| text[2..].starts_with('{')) else {
                return (None, length);
            };
            let value = text.get(3..close).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            (value.and_then(char::from_u32), close + 1)
        }
        _ => (None, length),
    }
}

/// The offset behind a string whose body starts at `at`; the end of the text if it is not closed.
pub(crate) fn skip(bytes: &[u8], mut at: usize, close: &[u8]) -> usize {
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at..].starts_with(close) {
            return at + close.len();
        } else if close.len() == 1 && bytes[at] == b'\n' {
            // An unclosed string ends with its line; the parser will say so.
            return at;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

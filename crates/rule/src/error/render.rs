//! Draws errors as text, without colour.

use std::fmt::Write as _;

use source::Lang;

use super::{Label, RuleError};

/// How many characters of a line are shown.
const WIDTH: usize = 110;

/// How many blanks a tab becomes.
const TAB: &str = "    ";

pub(super) fn render(error: &RuleError, lang: Lang) -> String {
    let mut out = format!("{}: {}\n", lang.pick("Fehler", "error"), error.message(lang));
    let gutter = error.labels.iter().map(|l| l.line.to_string().len()).max().unwrap_or(1);
    for (index, label) in error.labels.iter().enumerate() {
        let arrow = if index == 0 { "-->" } else { ":::" };
        let blank = " ".repeat(gutter + 1);
        let line = View::new(label);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{blank}{arrow} {}:{}:{}", label.path, label.line, label.column);
        let _ = writeln!(out, "{blank} |");
        let _ = writeln!(out, " {:>gutter$} | {}", label.line, line.text);
        let marks = format!("{}{} {}", " ".repeat(line.before), "^".repeat(line.marked), label.text);
        let _ = writeln!(out, "{blank} | {}", marks.trim_end());
    }
    if let Some(help) = &error.help {
        let blank = " ".repeat(gutter + 1);
        let _ = writeln!(out, "{blank} |\n{blank} = {}: {help}", lang.pick("Hilfe", "help"));
    }
    out
}

/// A line as it is shown: tabs widened, cut to [`WIDTH`] around the marked characters.
struct View {
    text: String,
    /// Characters before the first caret.
    before: usize,
    /// Number of carets, at least one.
    marked: usize,
}

impl View {
    fn new(label: &Label) -> View {
        let start = label.column as usize - 1;
        let length = usize::from(label.range.len());
        let mut text: Vec<char> = Vec::new();
        let (mut before, mut marked, mut bytes) = (0, 0, 0);
        for (index, c) in label.excerpt.chars().enumerate() {
            let shown = if c == '\t' { TAB.len() } else { 1 };
            if index < start {
                before += shown;
            } else if bytes < length {
                marked += shown;
                bytes += c.len_utf8();
            }
            match c {
                '\t' => text.extend(TAB.chars()),
                // Other control characters would move the carets or the cursor.
                c if c.is_control() => text.push('\u{FFFD}'),
                c => text.push(c),
            }
        }
        let mut marked = marked.max(1);
        let skip = if before > WIDTH * 2 / 3 && text.len() > WIDTH { before - WIDTH / 3 } else { 0 };
        let cut_after = text.len() - skip > WIDTH;
        let mut shown: String = text.iter().skip(skip).take(WIDTH).collect();
        if skip > 0 {
            shown.insert_str(0, "… ");
            before = before - skip + 2;
        }
        if cut_after {
            shown.push_str(" …");
            marked = marked.min((WIDTH + 2).saturating_sub(before).max(1));
        }
        View { text: shown, before, marked }
    }
}

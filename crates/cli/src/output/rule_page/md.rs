//! The page of a rule as Markdown, and the index of all.

use std::fmt::Write as _;

use super::{RulePage, Shown, headings};
use crate::lang::tr;

/// The page of a rule.
pub(crate) fn page(page: &RulePage<'_>) -> String {
    let heads = headings();
    let mut out = format!("# `{}` – {}\n\n", page.id, escaped(page.title));
    let _ = writeln!(out, "| | |\n| --- | --- |");
    for (label, value) in &page.facts {
        let _ = writeln!(out, "| {label} | {} |", escaped(value).replace('|', "\\|"));
    }
    for (title, text) in
        [(heads.what, page.what.as_str()), (heads.why, page.why), (heads.source, page.source)]
    {
        if !text.trim().is_empty() {
            let _ = writeln!(out, "\n## {title}\n\n{}", escaped(text));
        }
    }
    if !page.fixes.is_empty() {
        let _ = writeln!(out, "\n## {}\n", heads.fix);
        for fix in &page.fixes {
            let _ = writeln!(out, "- {}", escaped(fix));
        }
    }
    if !page.parameters.is_empty() {
        let _ = writeln!(out, "\n## {}\n", heads.parameters);
        for (name, value) in &page.parameters {
            let _ = writeln!(out, "- `{name}` = {}", escaped(value));
        }
    }
    examples(heads.bad, &page.bad, &mut out);
    examples(heads.good, &page.good, &mut out);
    let _ = writeln!(out, "\n## {}", heads.allow);
    for (case, what) in &page.allow {
        let _ = writeln!(out, "\n{case}:\n\n```\n{what}\n```");
    }
    out
}

/// The list of all rules, by group.
pub(crate) fn index(pages: &[RulePage<'_>]) -> String {
    let mut out = format!("# {}\n", tr("Alle Regeln von Klarbrief", "All rules of Klarbrief"));
    let mut group = "";
    for page in pages {
        if page.rule.group() != group {
            group = page.rule.group();
            let _ = writeln!(
                out,
                "\n## {group}\n\n| {} | {} | {} | Leitziel |\n| --- | --- | --- | --- |",
                tr("Regel", "Rule"),
                tr("Was", "What"),
                tr("Schwere", "Severity")
            );
        }
        let severity = crate::names::severity(page.rule.severity);
        let title = escaped(page.title).replace('|', "\\|");
        let (id, leitziel) = (page.id, page.rule.leitziel);
        let _ = writeln!(out, "| [`{id}`]({id}.md) | {title} | {severity} | {leitziel} |");
    }
    out
}

fn examples(title: &str, examples: &[Shown], out: &mut String) {
    if !examples.is_empty() {
        let _ = writeln!(out, "\n## {title}");
    }
    for example in examples {
        let mut text = String::new();
        for (words, marked) in &example.pieces {
            let words = escaped(words);
            if *marked {
                // Marks that begin or end with a blank are no marks in Markdown; tags are.
                let _ = write!(text, "<mark>{words}</mark>");
            } else {
                text.push_str(&words);
            }
        }
        quote(&text, out);
        if let Some(fixed) = &example.fixed {
            quote(&format!("→ {}", escaped(fixed)), out);
        }
        if !example.settings.is_empty() {
            let _ = writeln!(out, "\n({})", escaped(&example.settings));
        }
    }
}

/// A quotation that keeps its lines.
fn quote(text: &str, out: &mut String) {
    out.push('\n');
    let mut lines = text.lines().map(str::trim_end).peekable();
    while let Some(line) = lines.next() {
        // A backslash breaks the line where another one of the same paragraph follows.
        let breaks = !line.is_empty() && lines.peek().is_some_and(|next| !next.is_empty());
        let _ = match line {
            "" => writeln!(out, ">"),
            line => writeln!(out, "> {line}{}", if breaks { "\\" } else { "" }),
        };
    }
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Since the start of the line: only blanks, or blanks and then digits.
    let (mut blank, mut digits) = (true, false);
    for c in text.chars() {
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~');
        let opens = blank && matches!(c, '#' | '-' | '+' | '=') || digits && matches!(c, '.' | ')');
        if anywhere || opens {
            out.push('\\');
        }
        out.push(c);
        digits = (blank || digits) && c.is_ascii_digit();
        blank = c == '\n' || blank && c == ' ';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stay_signs() {
        assert_eq!(escaped("1. a\n- b * c_d [x]"), "1\\. a\n\\- b \\* c\\_d \\[x\\]");
        assert_eq!(escaped("am 1. Mai – 3,5 %"), "am 1. Mai – 3,5 %");
        let mut out = String::new();
        quote("a\nb\n\nc", &mut out);
        assert_eq!(out, "\n> a\\\n> b\n>\n> c\n");
    }
}

//! The page of a rule as SARIF viewers show it.

use std::fmt::Write as _;

use klarbrief::rule::{Example, Rule};

use crate::lang::{lang, tr};
use crate::output::concise::one_line;
use crate::output::rule_page;

/// The page as plain text and as Markdown.
pub(super) fn page(rule: &Rule) -> (String, String) {
    let mut sections = vec![
        (tr("Was", "What"), rule_page::sample(rule.message.pick(lang()), rule)),
        (tr("Warum", "Why"), rule.why.pick(lang()).to_string()),
        (tr("Quelle", "Source"), rule.source.pick(lang()).to_string()),
    ];
    let fixes: Vec<String> =
        rule.fixes.iter().map(|f| rule_page::sample(f.title.pick(lang()), rule)).collect();
    sections.push((tr("Abhilfe", "Fix"), fixes.join("; ")));
    let text: Vec<String> = sections
        .iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(label, text)| format!("{label}: {}", one_line(text)))
        .collect();

    // Writing to a string cannot fail.
    let mut markdown = format!("**{}** – {}\n", rule.id, escaped(rule.title.pick(lang())));
    for (label, text) in sections.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let _ = write!(markdown, "\n**{label}:** {}\n", escaped(&one_line(text)));
    }
    for (label, example) in
        [(tr("So nicht", "Bad"), rule.bad.first()), (tr("Gut", "Good"), rule.good.first())]
    {
        if let Some(example) = example {
            let _ = write!(markdown, "\n**{label}:**\n\n{}\n", quoted(example));
        }
    }
    let _ = write!(markdown, "\n{}: `klarbrief explain {}`\n", tr("Mehr", "More"), rule.id);
    (text.join("\n"), markdown)
}

/// An example keeps its lines, in a block that nothing in it can end.
fn quoted(example: &Example) -> String {
    let lines: Vec<String> = example.text.lines().map(|line| format!("    {}", one_line(line))).collect();
    lines.join("\n")
}

/// Signs that Markdown would read.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

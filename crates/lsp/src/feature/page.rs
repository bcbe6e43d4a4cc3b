//! The page of a rule as Markdown: what `klarbrief explain` shows.

use std::fmt::Write as _;

use klarbrief::Lang;
use klarbrief::diagnostic::{Applicability, Severity};
use klarbrief::rule::{Example, Placeholder, Rule, StatusLevel, Template, Value, format_number};

/// Examples of each kind that a page shows.
const MOST_EXAMPLES: usize = 3;

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.

/// The page.
pub(crate) fn of(rule: &Rule, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "### {}\n", escape(rule.title.pick(lang)));
    let mut facts = vec![format!("`{}`", rule.id), severity(rule.severity, lang).to_owned()];
    facts.push(format!("Leitziel {}", rule.leitziel));
    if rule.status.level == StatusLevel::Preview {
        facts.push(lang.pick("in Erprobung", "preview").to_owned());
    }
    let _ = writeln!(out, "{}\n", facts.join(" · "));
    section(&mut out, "", &sample(rule.message.pick(lang), rule, lang));
    section(&mut out, lang.pick("Warum", "Why"), rule.why.pick(lang));
    section(&mut out, lang.pick("Quelle", "Source"), rule.source.pick(lang));
    if !rule.fixes.is_empty() {
        let _ = writeln!(out, "**{}**\n", lang.pick("Abhilfe", "Fix"));
        for fix in &rule.fixes {
            let caution = match fix.applicability {
                Applicability::Manual => lang.pick("von Hand", "by hand"),
                Applicability::Suggested => lang.pick("bitte prüfen", "please check"),
                Applicability::Safe => lang.pick("sicher", "safe"),
            };
            let _ = writeln!(out, "- {} ({caution})", escape(&sample(fix.title.pick(lang), rule, lang)));
        }
        out.push('\n');
    }
    if !rule.parameters.is_empty() {
        let _ = writeln!(out, "**{}**\n", lang.pick("Stellgrößen", "Parameters"));
        for parameter in &rule.parameters {
            let text = value(&parameter.value, lang);
            let short: String = text.chars().take(120).collect();
            let more = if short.len() < text.len() { " …" } else { "" };
            let _ = writeln!(out, "- `{}` = {}{more}", parameter.name, escape(&short));
        }
        out.push('\n');
    }
    examples(&mut out, lang.pick("So nicht", "Bad"), &rule.bad);
    examples(&mut out, lang.pick("Gut", "Good"), &rule.good);
    out.truncate(out.trim_end().len());
    out
}

/// What the rule says, why, and where it comes from, without Markdown.
pub(crate) fn short(rule: &Rule, lang: Lang) -> String {
    let parts = [
        rule.title.pick(lang).to_string(),
        rule.why.pick(lang).to_string(),
        format!("{}: {}", lang.pick("Quelle", "Source"), rule.source.pick(lang)),
    ];
    parts.join("\n\n")
}

/// The name of a severity.
pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("Fehler", "error"),
        Severity::Warning => lang.pick("Warnung", "warning"),
        Severity::Info => lang.pick("Hinweis", "info"),
        Severity::Hint => lang.pick("Tipp", "hint"),
    }
}

fn section(out: &mut String, title: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    if !title.is_empty() {
        let _ = write!(out, "**{title}**: ");
    }
    let _ = writeln!(out, "{}\n", escape(text));
}

fn examples(out: &mut String, title: &str, examples: &[Example]) {
    if examples.is_empty() {
        return;
    }
    let _ = writeln!(out, "**{title}**\n");
    for example in examples.iter().take(MOST_EXAMPLES) {
        let _ = writeln!(out, "- {}", marked(example));
        if let Some(fixed) = &example.fixed {
            let _ = writeln!(out, "  → {}", one_line(fixed));
        }
    }
    out.push('\n');
}

/// An example with the marked words in bold.
fn marked(example: &Example) -> String {
    let mut out = String::new();
    let mut at = 0;
    for range in &example.marks {
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        let words = one_line(&example.text[start..end]);
        let _ = write!(out, "{}**{}**", spaced(&example.text[at..start]), words.trim());
        at = end;
    }
    out.push_str(&spaced(&example.text[at..]));
    out.trim().to_owned()
}

/// Text on one line that keeps white space at its edges as one blank.
fn spaced(text: &str) -> String {
    let inner = one_line(text);
    let blank = |there: bool| if there { " " } else { "" };
    if inner.is_empty() {
        return blank(!text.is_empty()).to_owned();
    }
    let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    format!("{}{inner}{}", blank(before), blank(after))
}

fn one_line(text: &str) -> String {
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text as it stands, whatever Markdown would make of it.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn value(value: &Value, lang: Lang) -> String {
    match value {
        Value::Number(number) => format_number(*number, lang),
        Value::String(text) => format!("„{text}“"),
        Value::List(many) => many.join(", "),
    }
}

/// A message with its places filled as far as the rule alone knows them.
fn sample(template: &Template, rule: &Rule, lang: Lang) -> String {
    template.render(|place, out| match place {
        Placeholder::Parameter(index) => {
            out.push_str(&rule.parameters.get(*index).map_or_else(String::new, |p| value(&p.value, lang)));
        }
        Placeholder::Count => out.push('n'),
        _ => out.push('…'),
    })
}

/// Markdown of ours as plain text.
pub(crate) fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        let line = line.trim_start_matches("### ");
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' => out.extend(chars.next()),
                '*' | '`' => {}
                _ => out.push(c),
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_and_back() {
        let text = "a*b_c [x] <y> `z` \\";
        assert_eq!(plain(&escape(text)), text);
        assert_eq!(plain("### Titel\n\n**Warum**: `x`"), "Titel\n\nWarum: x");
    }

    #[test]
    fn edges_of_examples_keep_one_blank() {
        assert_eq!(spaced("Der \n"), "Der ");
        assert_eq!(spaced("  "), " ");
        assert_eq!(spaced(""), "");
    }
}

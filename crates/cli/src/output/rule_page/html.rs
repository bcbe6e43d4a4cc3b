//! The page of a rule as HTML, and the index of all: each file stands by itself, nothing is fetched.

use std::fmt::Write as _;

use super::{RulePage, Shown, headings};
use crate::lang::{lang, tr};
use crate::names;

const STYLE: &str = include_str!("page.css");

/// The page of a rule; `root` leads from its folder to that of the index.
pub(crate) fn page(page: &RulePage<'_>, root: &str) -> String {
    let heads = headings();
    let mut body = String::new();
    if !root.is_empty() {
        let all = tr("Alle Regeln", "All rules");
        let _ = writeln!(body, "<p class=\"up\"><a href=\"{root}index.html\">{all}</a></p>");
    }
    let _ = writeln!(body, "<h1>{} <code>{}</code></h1>\n<dl>", escaped(page.title), escaped(page.id));
    for (label, value) in &page.facts {
        let _ = writeln!(body, "<dt>{label}</dt><dd>{}</dd>", escaped(value));
    }
    body.push_str("</dl>\n");
    for (title, text) in
        [(heads.what, page.what.as_str()), (heads.why, page.why), (heads.source, page.source)]
    {
        if !text.trim().is_empty() {
            let _ = writeln!(body, "<h2>{title}</h2>\n<p>{}</p>", escaped(text));
        }
    }
    list(heads.fix, page.fixes.iter().map(|f| escaped(f)), &mut body);
    let parameters =
        page.parameters.iter().map(|(n, v)| format!("<code>{}</code> = {}", escaped(n), escaped(v)));
    list(heads.parameters, parameters, &mut body);
    examples(heads.bad, "bad", &page.bad, &mut body);
    examples(heads.good, "good", &page.good, &mut body);
    let _ = writeln!(body, "<h2>{}</h2>", heads.allow);
    for (case, what) in &page.allow {
        let _ = writeln!(body, "<p>{case}:</p>\n<pre>{}</pre>", escaped(what));
    }
    document(&format!("{} – {}", page.id, page.title), &body)
}

/// The list of all rules, by group.
pub(crate) fn index(pages: &[RulePage<'_>]) -> String {
    let title = tr("Alle Regeln von Klarbrief", "All rules of Klarbrief");
    let mut body = format!("<h1>{title}</h1>\n<nav>");
    let mut groups: Vec<&str> = Vec::new();
    for page in pages {
        if groups.last() != Some(&page.rule.group()) {
            groups.push(page.rule.group());
            let group = escaped(page.rule.group());
            let _ = write!(body, "<a href=\"#{group}\">{group}</a> ");
        }
    }
    body.push_str("</nav>\n");
    let mut group = "";
    for page in pages {
        if page.rule.group() != group {
            if !group.is_empty() {
                body.push_str("</table>\n");
            }
            group = page.rule.group();
            let name = escaped(group);
            let _ = writeln!(body, "<h2 id=\"{name}\">{name}</h2>\n<table>");
            let _ = writeln!(
                body,
                "<tr><th>{}</th><th>{}</th><th>{}</th><th>Leitziel</th></tr>",
                tr("Regel", "Rule"),
                tr("Was", "What"),
                tr("Schwere", "Severity")
            );
        }
        let id = escaped(page.id);
        let severity = page.rule.severity;
        let _ = writeln!(
            body,
            "<tr><td><a href=\"{id}.html\"><code>{id}</code></a></td><td>{}</td><td class=\"{severity}\">{}</td><td>{}</td></tr>",
            escaped(page.title),
            names::severity(severity),
            page.rule.leitziel
        );
    }
    if !group.is_empty() {
        body.push_str("</table>\n");
    }
    document(title, &body)
}

fn document(title: &str, body: &str) -> String {
    let language = lang().pick("de", "en");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        escaped(title)
    )
}

fn list(title: &str, items: impl Iterator<Item = String>, out: &mut String) {
    let items: Vec<String> = items.map(|item| format!("<li>{item}</li>\n")).collect();
    if !items.is_empty() {
        let _ = writeln!(out, "<h2>{title}</h2>\n<ul>\n{}</ul>", items.concat());
    }
}

fn examples(title: &str, class: &str, examples: &[Shown], out: &mut String) {
    if !examples.is_empty() {
        let _ = writeln!(out, "<h2>{title}</h2>");
    }
    for example in examples {
        let _ = write!(out, "<blockquote class=\"{class}\">");
        for (words, marked) in &example.pieces {
            let words = escaped(words);
            let _ = if *marked { write!(out, "<mark>{words}</mark>") } else { write!(out, "{words}") };
        }
        if let Some(fixed) = &example.fixed {
            let _ = write!(out, "\n<ins>{}</ins>", escaped(fixed));
        }
        if !example.settings.is_empty() {
            let _ = write!(out, "\n<small>({})</small>", escaped(&example.settings));
        }
        out.push_str("</blockquote>\n");
    }
}

/// Text that HTML shows as it is, in elements and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

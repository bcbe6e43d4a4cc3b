//! The page of a rule for terminals.

use std::fmt::Write as _;

use super::super::concise::one_line;
use super::super::text::{pad, wrap};
use super::{RulePage, Shown, headings};
use crate::colour::Styles;
use crate::names;

/// Writes the page; lines have at most `width` columns where words allow it.
pub(crate) fn write(page: &RulePage<'_>, styles: Styles, width: usize) -> String {
    let mut text = Text { styles, width, out: String::new() };
    text.page(page);
    text.out
}

struct Text {
    styles: Styles,
    width: usize,
    out: String,
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Text {
    fn page(&mut self, page: &RulePage<'_>) {
        let Styles { strong, .. } = self.styles;
        let heads = headings();
        let _ = writeln!(self.out, "{strong}{}{strong:#} – {}", page.id, page.title);
        self.facts(page);
        self.section(heads.what, &page.what);
        self.section(heads.why, page.why);
        self.section(heads.source, page.source);
        if !page.fixes.is_empty() {
            self.heading(heads.fix);
            for fix in &page.fixes {
                self.lines(fix, "  ", "  ");
            }
        }
        if !page.parameters.is_empty() {
            self.heading(heads.parameters);
            for (name, value) in &page.parameters {
                self.lines(&format!("{name} = {value}"), "  ", "    ");
            }
        }
        self.examples(heads.bad, &page.bad);
        self.examples(heads.good, &page.good);
        self.heading(heads.allow);
        for (case, what) in &page.allow {
            let _ = writeln!(self.out, "  {case}:");
            for line in what.lines() {
                let _ = writeln!(self.out, "    {line}");
            }
        }
    }

    fn heading(&mut self, title: &str) {
        let Styles { strong, .. } = self.styles;
        let _ = writeln!(self.out, "\n{strong}{title}{strong:#}");
    }

    fn section(&mut self, title: &str, text: &str) {
        if !text.trim().is_empty() {
            self.heading(title);
            self.lines(text, "  ", "  ");
        }
    }

    fn lines(&mut self, text: &str, first: &str, rest: &str) {
        for (index, line) in wrap(&one_line(text), self.width.saturating_sub(rest.len())).iter().enumerate() {
            let _ = writeln!(self.out, "{}{line}", if index == 0 { first } else { rest });
        }
    }

    fn facts(&mut self, page: &RulePage<'_>) {
        for (number, (label, value)) in page.facts.iter().enumerate() {
            for (index, line) in wrap(value, self.width.saturating_sub(12).max(20)).iter().enumerate() {
                let label = if index == 0 { label } else { "" };
                // The severity comes first and has its colour.
                let name = names::severity(page.rule.severity);
                let line = match line.strip_prefix(name) {
                    Some(after) if number == 0 => {
                        let style = self.styles.severity(page.rule.severity);
                        format!("{style}{name}{style:#}{after}")
                    }
                    _ => line.clone(),
                };
                let _ = writeln!(self.out, "  {}{line}", pad(label, 10));
            }
        }
    }

    fn examples(&mut self, title: &str, examples: &[Shown]) {
        if !examples.is_empty() {
            self.heading(title);
        }
        for example in examples {
            let text = self.marked(example);
            self.example(&text, &example.settings);
            if let Some(fixed) = &example.fixed {
                let good = self.styles.good;
                self.example(&format!("→ {good}{fixed}{good:#}"), "");
            }
        }
    }

    fn example(&mut self, text: &str, settings: &str) {
        for (index, line) in text.lines().enumerate() {
            let sign = if index == 0 && !line.starts_with('→') { "•" } else { " " };
            let _ = writeln!(self.out, "  {sign} {line}");
        }
        if !settings.is_empty() {
            let dim = self.styles.dim;
            let _ = writeln!(self.out, "    {dim}({settings}){dim:#}");
        }
    }

    /// The text with its marks: underlined where styles show, in brackets where they do not.
    fn marked(&self, example: &Shown) -> String {
        let mark = self.styles.mark;
        let plain = mark == anstyle::Style::new();
        let mut out = String::new();
        for (words, marked) in &example.pieces {
            let _ = match (marked, plain) {
                (false, _) => write!(out, "{words}"),
                (true, true) => write!(out, "[{words}]"),
                (true, false) => write!(out, "{mark}{words}{mark:#}"),
            };
        }
        out
    }
}

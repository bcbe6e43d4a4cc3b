//! One line per finding.

use std::fmt::Write as _;

use super::Format;
use super::place::Places;
use crate::colour::Styles;
use crate::excerpt::visible;
use crate::lang::tr;
use crate::letter::Checked;

/// `brief.txt:12:20: warning satz/passiv …`
pub(crate) struct Concise {
    pub styles: Styles,
}

impl Format for Concise {
    fn letter(&self, checked: &Checked) -> Vec<u8> {
        let Ok(letter) = &checked.outcome else { return Vec::new() };
        let places = Places::new(&letter.document, &letter.report);
        let mut out = String::new();
        for (index, finding) in letter.report.findings.iter().enumerate() {
            let style = self.styles.severity(finding.severity);
            let place = places.short(&checked.path, finding.range);
            let message = one_line(&finding.message);
            let known = if letter.is_known(index) { tr(" (bekannt)", " (known)") } else { "" };
            let (severity, rule) = (finding.severity, &finding.rule);
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{place}: {style}{severity}{style:#} {rule}{known} {message}");
        }
        out.into_bytes()
    }
}

/// A text without line breaks and control signs.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter_map(visible).collect()
}

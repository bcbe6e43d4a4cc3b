//! Annotations of GitHub: workflow commands, one a line, that GitHub shows beside the lines of a pull request.

use std::fmt::Write as _;

use klarbrief::diagnostic::Severity;

use super::Format;
use super::concise::one_line;
use super::place::Places;
use crate::letter::Checked;

/// `::warning file=brief.md,line=3,endLine=3,col=5,endColumn=18,title=satz/passiv::…`
pub(crate) struct Github;

impl Format for Github {
    fn letter(&self, checked: &Checked) -> Vec<u8> {
        let mut out = String::new();
        let file = property(&checked.path);
        match &checked.outcome {
            Ok(letter) => {
                let places = Places::new(&letter.document, &letter.report);
                for (index, finding) in letter.report.findings.iter().enumerate() {
                    let place = places.of(finding.range);
                    // What the baseline has is shown, but alarms nobody.
                    let command = if letter.is_known(index) { "notice" } else { command(finding.severity) };
                    // Writing to a string cannot fail.
                    let _ = write!(out, "::{command} file={file}");
                    if let Some((start, end)) = place.lines {
                        let _ = write!(out, ",line={},endLine={}", start.line, end.line);
                        // GitHub takes columns only where both stand on one line.
                        if start.line == end.line {
                            let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
                        }
                    }
                    let message = message(&place.message(&one_line(&finding.message)));
                    let _ = writeln!(out, ",title={}::{message}", property(&finding.rule));
                }
            }
            Err(error) => {
                let message = message(&format!("{}\n{}", error.message, error.hint));
                let _ = writeln!(out, "::error file={file},title=klarbrief {}::{message}", error.code);
            }
        }
        out.into_bytes()
    }
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    }
}

/// Escapes as the toolkit of GitHub does.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_breaks_out_of_a_command() {
        assert_eq!(super::property("a,b:c%\n::error::"), "a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A");
    }
}

//! The code quality report of GitLab: one JSON list for all letters.

use klarbrief::diagnostic::Severity;
use serde::Serialize;

use super::Format;
use super::concise::one_line;
use super::json::bytes;
use super::place::Places;
use crate::letter::Checked;
use crate::wire::run::Summary;

/// `[{"description":"…","check_name":"satz/passiv","fingerprint":"…","severity":"minor","location":{"path":"…","lines":{"begin":3}}}]`
///
/// GitLab asks for a line. Office formats have none: they give the number of the paragraph, and the description starts with it.
pub(crate) struct Gitlab;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// Tells findings of one file apart and is the same from run to run.
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Format for Gitlab {
    fn start(&self) -> Vec<u8> {
        b"[\n".to_vec()
    }

    fn letter(&self, checked: &Checked) -> Vec<u8> {
        let path = &checked.path;
        let letter = match &checked.outcome {
            Ok(letter) => letter,
            Err(error) => {
                return bytes(&Issue {
                    description: one_line(&format!("{} {}", error.message, error.hint)),
                    check_name: "klarbrief/read",
                    fingerprint: format!("{path}:{}", error.code),
                    severity: "blocker",
                    location: Location { path, lines: Lines { begin: 1, end: 1 } },
                });
            }
        };
        let places = Places::new(&letter.document, &letter.report);
        let issues = letter.report.findings.iter().zip(letter.fingerprints()).map(|(finding, print)| {
            let place = places.of(finding.range);
            let (begin, end) =
                place.lines.map_or((place.paragraph, place.paragraph), |(start, end)| (start.line, end.line));
            bytes(&Issue {
                description: place.message(&one_line(&finding.message)),
                check_name: &finding.rule,
                // The same sentence in two letters is two issues.
                fingerprint: format!("{print}:{path}"),
                severity: severity(finding.severity),
                location: Location { path, lines: Lines { begin, end } },
            })
        });
        issues.collect::<Vec<_>>().join(&b",\n"[..])
    }

    fn between(&self) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, _: &Summary) -> Vec<u8> {
        b"\n]\n".to_vec()
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "minor",
        Severity::Hint => "info",
    }
}

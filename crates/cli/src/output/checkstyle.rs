//! Checkstyle XML, which many CI servers and review bots read.

use klarbrief::diagnostic::Severity;

use super::Format;
use super::concise::one_line;
use super::place::Places;
use super::xml;
use crate::letter::Checked;
use crate::wire::run::Summary;

/// `<checkstyle><file name="…"><error line="…" column="…" severity="…" message="…" source="klarbrief.satz/passiv"/>…`
///
/// Office formats have no lines: their findings have none, and the message starts with paragraph and sentence.
pub(crate) struct Checkstyle;

impl Format for Checkstyle {
    fn start(&self) -> Vec<u8> {
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n".to_vec()
    }

    fn letter(&self, checked: &Checked) -> Vec<u8> {
        let mut out = format!("  {}\n", xml::open("file", &[("name", &checked.path)], false));
        match &checked.outcome {
            Ok(letter) => {
                let places = Places::new(&letter.document, &letter.report);
                for finding in &letter.report.findings {
                    let place = places.of(finding.range);
                    let mut attributes = Vec::new();
                    if let Some((start, _)) = place.lines {
                        attributes.push(("line", start.line.to_string()));
                        attributes.push(("column", start.column.to_string()));
                    }
                    attributes.push(("severity", severity(finding.severity).to_owned()));
                    attributes.push(("message", place.message(&one_line(&finding.message))));
                    attributes.push(("source", format!("klarbrief.{}", finding.rule)));
                    out.push_str(&error(&attributes));
                }
            }
            Err(failed) => out.push_str(&error(&[
                ("severity", "error".to_owned()),
                ("message", one_line(&format!("{} {}", failed.message, failed.hint))),
                ("source", format!("klarbrief.{}", failed.code)),
            ])),
        }
        out.push_str("  </file>\n");
        out.into_bytes()
    }

    fn end(&self, _: &Summary) -> Vec<u8> {
        b"</checkstyle>\n".to_vec()
    }
}

fn error(attributes: &[(&str, String)]) -> String {
    let attributes: Vec<(&str, &str)> =
        attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
    format!("    {}\n", xml::open("error", &attributes, true))
}

/// Checkstyle has no hints.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "info",
    }
}

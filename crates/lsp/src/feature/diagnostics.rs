//! Findings as diagnostics, asked for or published.

use std::hash::{DefaultHasher, Hash, Hasher};

use klarbrief::diagnostic::{Diagnostic as Finding, Severity};
use lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Range};
use serde_json::{Value, json};

use super::{Answer, Subject, View, configuration, rule_file, write};
use crate::analysis::{Analysis, NotChecked};
use crate::server::Client;

/// Diagnostics of one document; more help nobody.
const MOST: usize = 5000;

/// The name that editors show beside a message.
pub(crate) const SOURCE: &str = "klarbrief";

/// Answers `textDocument/diagnostic`.
pub(crate) fn pull(view: &View<'_>, params: &Value) -> Answer {
    let items = match view.subject {
        Subject::Letter(analysis) => write(of_letter(analysis, view.client))?,
        Subject::NotChecked(NotChecked::Ignored) => json!([]),
        Subject::NotChecked(why) => write([plain(why.message(view.lang), DiagnosticSeverity::WARNING)])?,
        Subject::Rule => write(rule_file::diagnostics(view))?,
        Subject::Configuration => write(configuration::diagnostics(view))?,
        Subject::Other => json!([]),
    };
    let id = result_id(&items);
    if params.get("previousResultId").and_then(Value::as_str) == Some(&id) {
        return Ok(json!({ "kind": "unchanged", "resultId": id }));
    }
    Ok(json!({ "kind": "full", "resultId": id, "items": items }))
}

/// The findings of a letter.
pub(crate) fn of_letter(analysis: &Analysis, client: &Client) -> Vec<Diagnostic> {
    let findings = analysis.report.findings.iter().take(MOST);
    findings.map(|finding| one(analysis, finding, client)).collect()
}

/// A finding as the protocol has it.
pub(crate) fn one(analysis: &Analysis, finding: &Finding, client: &Client) -> Diagnostic {
    Diagnostic {
        range: analysis.lines.range(analysis.in_file(finding.range), client.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_string())),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        ..Diagnostic::default()
    }
}

/// A message about the document as a whole.
pub(crate) fn plain(message: String, severity: DiagnosticSeverity) -> Diagnostic {
    Diagnostic {
        range: Range::default(),
        severity: Some(severity),
        source: Some(SOURCE.to_owned()),
        message,
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// The name of a list of diagnostics: equal lists have equal names.
pub(crate) fn result_id(items: &Value) -> String {
    let mut hasher = DefaultHasher::new();
    items.to_string().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

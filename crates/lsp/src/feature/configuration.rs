//! `klarbrief.toml` in the editor: what is wrong with the file as it was saved.

use klarbrief::source::TextRange;
use lsp_types::{Diagnostic, DiagnosticSeverity};

use super::{View, diagnostics};
use crate::uri;

/// The error of the configuration that begins with this file; files are read from disk, so it is that of the last saving.
pub(crate) fn diagnostics(view: &View<'_>) -> Vec<Diagnostic> {
    let Some((house, path)) = view.house.zip(uri::to_path(view.uri)) else { return Vec::new() };
    let wrong = path.parent().and_then(|folder| house.wrong(folder));
    let Some(error) = wrong.filter(|error| error.path() == path) else { return Vec::new() };
    let mut message = error.message(view.lang);
    if let Some(hint) = error.hint(view.lang) {
        message.push_str(&format!(" {hint}"));
    }
    let length = view.document.text.len();
    let span = error.span().map_or(0..0, |span| span.start.min(length)..span.end.min(length));
    let range = TextRange::new((span.start as u32).into(), (span.end.max(span.start) as u32).into());
    let range = view.document.lines.range(range, view.client.encoding);
    vec![Diagnostic { range, ..diagnostics::plain(message, DiagnosticSeverity::ERROR) }]
}

//! What the client said about itself.

use std::path::PathBuf;
use std::str::FromStr;

use klarbrief::Lang;
use lsp_types::{PositionEncodingKind, Uri};
use serde_json::Value;

use crate::position::Encoding;
use crate::uri;

/// What a client can do. Read entry by entry: a client that gets one of a hundred entries wrong is served all the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Client {
    pub encoding: Encoding,
    /// Asks for diagnostics itself; nothing is pushed then.
    pub pulls: bool,
    /// Asks again when told to.
    pub refreshes_diagnostics: bool,
    pub refreshes_lenses: bool,
    pub refreshes_hints: bool,
    pub refreshes_tokens: bool,
    /// Takes actions with edits, not only commands.
    pub action_literals: bool,
    /// Takes edits of several documents with versions, and new files.
    pub document_changes: bool,
    pub creates_files: bool,
    /// Nests symbols.
    pub nested_symbols: bool,
    pub related_information: bool,
    /// Shows Markdown in hovers.
    pub markdown: bool,
    /// Can be asked for settings.
    pub configuration: bool,
    /// Can be asked to tell when settings or files change.
    pub registers_configuration: bool,
    pub registers_watchers: bool,
    pub folding_lines_only: bool,
    pub locale: Option<Lang>,
    pub folders: Vec<PathBuf>,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(crate) fn new(params: &Value) -> Client {
        let flag = |path: &str| {
            params.pointer(&format!("/capabilities/{path}")).and_then(Value::as_bool) == Some(true)
        };
        let list = |path: &str| -> Vec<&str> {
            let found = params.pointer(&format!("/capabilities/{path}")).and_then(Value::as_array);
            found.into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let object =
            |path: &str| params.pointer(&format!("/capabilities/{path}")).is_some_and(Value::is_object);
        let offered: Vec<PositionEncodingKind> = list("general/positionEncodings")
            .into_iter()
            .map(|kind| PositionEncodingKind::from(kind.to_owned()))
            .collect();
        let resources = list("workspace/workspaceEdit/resourceOperations");
        let formats = list("textDocument/hover/contentFormat");
        Client {
            encoding: Encoding::negotiate((!offered.is_empty()).then_some(&offered)),
            pulls: object("textDocument/diagnostic"),
            refreshes_diagnostics: flag("workspace/diagnostics/refreshSupport"),
            refreshes_lenses: flag("workspace/codeLens/refreshSupport"),
            refreshes_hints: flag("workspace/inlayHint/refreshSupport"),
            refreshes_tokens: flag("workspace/semanticTokens/refreshSupport"),
            action_literals: object("textDocument/codeAction/codeActionLiteralSupport"),
            document_changes: flag("workspace/workspaceEdit/documentChanges"),
            creates_files: resources.contains(&"create"),
            nested_symbols: flag("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            related_information: flag("textDocument/publishDiagnostics/relatedInformation")
                || flag("textDocument/diagnostic/relatedInformation"),
            markdown: formats.is_empty() || formats.contains(&"markdown"),
            configuration: flag("workspace/configuration"),
            registers_configuration: flag("workspace/didChangeConfiguration/dynamicRegistration"),
            registers_watchers: flag("workspace/didChangeWatchedFiles/dynamicRegistration"),
            folding_lines_only: flag("textDocument/foldingRange/lineFoldingOnly"),
            locale: params.get("locale").and_then(Value::as_str).and_then(language),
            folders: folders(params),
        }
    }
}

/// The language of a locale (`de-DE`, `en_US.UTF-8`); whoever speaks neither reads English.
fn language(locale: &str) -> Option<Lang> {
    let tag = locale.split(['-', '_', '.']).next()?.to_ascii_lowercase();
    match tag.as_str() {
        "" | "c" | "posix" => None,
        "de" => Some(Lang::De),
        _ => Some(Lang::En),
    }
}

fn folders(params: &Value) -> Vec<PathBuf> {
    let path =
        |value: &Value| value.as_str().and_then(|t| Uri::from_str(t).ok()).and_then(|u| uri::to_path(&u));
    let many = params.get("workspaceFolders").and_then(Value::as_array);
    let mut out: Vec<PathBuf> = many.into_iter().flatten().filter_map(|f| path(f.get("uri")?)).collect();
    if out.is_empty() {
        out.extend(params.get("rootUri").and_then(path));
    }
    if out.is_empty() {
        out.extend(params.get("rootPath").and_then(Value::as_str).map(PathBuf::from));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_wrong_is_passed_over() {
        let client = Client::new(&json!({
            "capabilities": {
                "general": { "positionEncodings": ["utf-8", 3, null] },
                "textDocument": { "diagnostic": {}, "hover": { "contentFormat": "markdown" } },
                "workspace": 7
            },
            "locale": "de-AT",
            "workspaceFolders": [{ "uri": "file:///w%20x" }, { "name": "no uri" }, 5]
        }));
        assert_eq!(client.encoding, Encoding::Utf8);
        assert!(client.pulls && client.markdown && !client.configuration);
        assert_eq!(client.locale, Some(Lang::De));
        assert_eq!(client.folders, [PathBuf::from("/w x")]);
        for odd in [json!(null), json!([]), json!({ "capabilities": "x", "rootUri": 3 })] {
            assert_eq!(Client::new(&odd).encoding, Encoding::Utf16);
        }
    }
}

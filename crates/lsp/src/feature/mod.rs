//! What the server answers, one file per feature. Each answer is a function of one immutable view.

mod actions;
mod completion;
mod configuration;
pub(crate) mod diagnostics;
mod hover;
mod names;
mod outline;
pub(crate) mod page;
pub(crate) mod reason_map;
mod rule_file;
mod tokens;

use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;

use klarbrief::{Checker, Lang, Workbench};
use lsp_types::Uri;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::analysis::{Analysis, NotChecked};
use crate::document::OpenDocument;
use crate::server::{Client, House};

/// What an answer is computed from.
pub(crate) struct View<'a> {
    pub uri: &'a Uri,
    pub client: &'a Client,
    pub lang: Lang,
    pub checker: Option<&'a Arc<Checker>>,
    pub house: Option<&'a House>,
    pub document: &'a OpenDocument,
    pub subject: Subject<'a>,
    /// Rule files and tables; read when the first answer needs them.
    pub bench: &'a OnceCell<Workbench>,
    /// Folders with rules of the user's own.
    pub rules_dirs: &'a [PathBuf],
    /// The texts of all open documents, by URI.
    pub texts: &'a dyn Fn(&str) -> Option<String>,
}

impl View<'_> {
    fn workbench(&self) -> &Workbench {
        self.bench.get_or_init(|| Workbench::new(self.rules_dirs))
    }

    /// The text of another document, if it is open.
    fn open_text(&self, uri: &str) -> Option<String> {
        (self.texts)(uri)
    }
}

/// What is known about the document.
#[derive(Clone, Copy)]
pub(crate) enum Subject<'a> {
    Letter(&'a Analysis),
    NotChecked(&'a NotChecked),
    Rule,
    Configuration,
    /// Neither a letter nor a rule file.
    Other,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The parameters are wrong.
    Params(String),
    /// The request cannot be met.
    Request(String),
}

pub(crate) type Answer = Result<Value, Failure>;

/// Tells whether a request is about one document.
pub(crate) fn is_about_a_document(method: &str) -> bool {
    METHODS.iter().any(|(name, _)| *name == method)
}

/// Tells whether a request names a place in the text, which moves when the text changes.
pub(crate) fn names_a_place(method: &str) -> bool {
    METHODS.iter().any(|(name, place)| *name == method && *place)
}

/// The requests about one document, and whether they name a place in it.
const METHODS: [(&str, bool); 11] = [
    ("textDocument/diagnostic", false),
    ("textDocument/hover", true),
    ("textDocument/completion", true),
    ("textDocument/codeAction", true),
    ("textDocument/codeLens", false),
    ("textDocument/documentSymbol", false),
    ("textDocument/foldingRange", false),
    ("textDocument/inlayHint", true),
    ("textDocument/semanticTokens/full", false),
    ("textDocument/semanticTokens/range", true),
    ("klarbrief/reasonMap", false),
];

/// The answer about a document that is not open.
pub(crate) fn about_unknown(method: &str) -> Value {
    match method {
        "textDocument/diagnostic" => json!({ "kind": "full", "items": [] }),
        _ => Value::Null,
    }
}

/// Answers a request about a document.
pub(crate) fn answer(view: &View<'_>, method: &str, params: &Value) -> Answer {
    match method {
        "textDocument/diagnostic" => diagnostics::pull(view, params),
        "textDocument/hover" => hover::answer(view, params),
        "textDocument/completion" => completion::answer(view, params),
        "textDocument/codeAction" => actions::answer(view, params),
        "textDocument/codeLens" => reason_map::lenses(view),
        "textDocument/documentSymbol" => outline::symbols(view),
        "textDocument/foldingRange" => outline::folds(view),
        "textDocument/inlayHint" => reason_map::hints(view, params),
        "textDocument/semanticTokens/full" => tokens::full(view),
        "textDocument/semanticTokens/range" => tokens::range(view, params),
        "klarbrief/reasonMap" => reason_map::map(view),
        _ => Err(Failure::Request(format!("no method `{method}`"))),
    }
}

/// What the server can do, for a client.
pub(crate) fn capabilities(client: &Client) -> Value {
    json!({
        "positionEncoding": client.encoding.kind(),
        "textDocumentSync": { "openClose": true, "change": 2, "save": true },
        "diagnosticProvider": {
            "identifier": "klarbrief",
            "interFileDependencies": false,
            "workspaceDiagnostics": true,
            "workDoneProgress": true,
        },
        "hoverProvider": true,
        "completionProvider": { "triggerCharacters": ["§", " ", "/", "["] },
        "codeActionProvider": { "codeActionKinds": ["quickfix", actions::FIX_ALL] },
        "codeLensProvider": { "resolveProvider": false },
        "documentSymbolProvider": true,
        "foldingRangeProvider": true,
        "inlayHintProvider": true,
        "semanticTokensProvider": {
            "legend": { "tokenTypes": tokens::TYPES, "tokenModifiers": tokens::MODIFIERS },
            "full": true,
            "range": true,
        },
        "executeCommandProvider": { "commands": ["klarbrief.explain", "klarbrief.reasonMap"] },
        "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        "experimental": { "klarbriefReasonMap": true, "klarbriefExplain": true },
    })
}

/// Reads parameters.
pub(crate) fn read<T: DeserializeOwned>(params: &Value) -> Result<T, Failure> {
    T::deserialize(params).map_err(|e| Failure::Params(e.to_string()))
}

/// Writes an answer.
pub(crate) fn write(value: impl Serialize) -> Answer {
    serde_json::to_value(value).map_err(|e| Failure::Request(e.to_string()))
}

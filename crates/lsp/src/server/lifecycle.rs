//! Start, settings, end.

use std::cell::OnceCell;

use klarbrief::Lang;
use klarbrief::config::FILE_NAME;
use lsp_server::{RequestId, ResponseError};
use lsp_types::Uri;
use serde_json::{Value, json};

use super::{Asked, Client, Server, Stage};
use crate::feature;
use crate::server::worker::Job;
use crate::settings::Settings;
use crate::uri;

impl Server {
    pub(super) fn initialize(&mut self, params: &Value) -> Value {
        self.client = Client::new(params);
        self.options = params.get("initializationOptions").cloned().unwrap_or(Value::Null);
        self.stage = Stage::Running;
        self.take_options();
        self.build();
        json!({
            "capabilities": feature::capabilities(&self.client),
            "serverInfo": { "name": "klarbrief", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    /// After the client said that it is ready for requests of ours.
    pub(super) fn initialized(&mut self) {
        let mut registrations = Vec::new();
        if self.client.registers_configuration {
            registrations.push(json!({
                "id": "klarbrief-configuration",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": { "section": "klarbrief" },
            }));
        }
        if self.client.registers_watchers {
            let patterns = ["**/klarbrief.toml", "**/*.rule", "**/*.tsv"];
            let watchers: Vec<Value> = patterns.iter().map(|p| json!({ "globPattern": p })).collect();
            registrations.push(json!({
                "id": "klarbrief-files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            }));
        }
        if !registrations.is_empty() {
            self.ask("client/registerCapability", json!({ "registrations": registrations }), Asked::Other);
        }
        if self.options.is_null() {
            self.ask_for_settings();
        }
    }

    pub(super) fn shutdown(&mut self, id: RequestId) {
        self.stage = Stage::Stopped;
        if let Some(run) = self.run.take() {
            run.cancel();
        }
        self.waiting.clear();
        // Everything that is still open is answered, this request last.
        let others: Vec<RequestId> = self.open.iter().filter(|open| **open != id).cloned().collect();
        for other in others {
            self.respond(other, Err(super::failure(lsp_server::ErrorCode::RequestCanceled, "shutting down")));
        }
        self.respond(id, Ok(Value::Null));
    }

    /// The client says that settings changed: it sends them along, or wants to be asked.
    pub(super) fn configuration_changed(&mut self, params: &Value) {
        let settings = params.get("settings").unwrap_or(&Value::Null);
        let own = settings.get("klarbrief").unwrap_or(settings);
        if own.as_object().is_some_and(|o| !o.is_empty()) {
            self.change_settings(own.clone());
        } else {
            self.ask_for_settings();
        }
    }

    fn ask_for_settings(&mut self) {
        if self.client.configuration {
            let params = json!({ "items": [{ "section": "klarbrief" }] });
            self.ask("workspace/configuration", params, Asked::Configuration);
        }
    }

    /// Takes new settings of the editor over; unknown or missing ones fall back to the command line.
    pub(super) fn change_settings(&mut self, options: Value) {
        if options == self.options || options.is_null() {
            return;
        }
        let (before, lang) = (self.settings.clone(), self.lang());
        self.options = options;
        self.take_options();
        if before != self.settings || lang != self.lang() {
            self.rebuild();
        }
    }

    fn take_options(&mut self) {
        let mut problems = Vec::new();
        let own = self.options.get("klarbrief").unwrap_or(&self.options);
        let lang = self.base.lang.or(self.client.locale).unwrap_or(Lang::De);
        self.settings = self.base.clone().read(own, lang, &mut problems);
        for problem in problems {
            self.show(2, &problem);
        }
    }

    /// Compiles the rules anew; what was found with the old ones is not shown any more.
    pub(super) fn rebuild(&mut self) {
        self.generation += 1;
        self.known.clear();
        // Until then nothing is checked: old rules would give answers of yesterday.
        self.house = None;
        self.complained.clear();
        self.bench = OnceCell::new();
        self.build();
    }

    fn build(&mut self) {
        let job = Job::Build {
            generation: self.generation,
            settings: Box::new(self.settings.clone()),
            lang: self.lang(),
            root: self.root(),
        };
        if self.jobs.send(job).is_err() {
            self.gone = true;
        }
    }

    /// After new rules: the client is told to ask again for what it shows.
    pub(super) fn refresh(&mut self) {
        if self.generation == 0 {
            return;
        }
        for doc in self.documents.values_mut() {
            doc.checked = None;
        }
        let client = &self.client;
        let wanted = [
            (client.pulls && client.refreshes_diagnostics, "workspace/diagnostic/refresh"),
            (client.refreshes_lenses, "workspace/codeLens/refresh"),
            (client.refreshes_hints, "workspace/inlayHint/refresh"),
            (client.refreshes_tokens, "workspace/semanticTokens/refresh"),
        ];
        for (_, method) in wanted.into_iter().filter(|(wanted, _)| *wanted) {
            self.ask(method, Value::Null, Asked::Other);
        }
    }

    /// Tells whether a file that changed has a say in how letters are checked.
    pub(super) fn concerns_rules(&self, uri: &Uri) -> bool {
        let Some(path) = uri::to_path(uri) else { return false };
        let Some(house) = &self.house else { return true };
        house.rules_dirs.iter().any(|dir| path.starts_with(dir))
            || house.reads(&path)
            || path.file_name().is_some_and(|name| name == FILE_NAME)
    }

    pub(super) fn explain(&self, params: &Value) -> Result<Value, ResponseError> {
        let rule = params.get("rule").and_then(Value::as_str).unwrap_or_default();
        let house = self.house.as_ref().ok_or_else(|| {
            super::failure(lsp_server::ErrorCode::ServerCancelled, "the rules are still being loaded")
        })?;
        let checker = &house.checker;
        let lang = self.lang();
        let bench = self.bench.get_or_init(|| klarbrief::Workbench::new(&house.rules_dirs));
        let whole = bench.rule(rule);
        match whole.as_ref().or_else(|| checker.ruleset().rule(rule)) {
            Some(rule) => Ok(json!({
                "rule": &*rule.id,
                "title": &**rule.title.pick(lang),
                "markdown": feature::page::of(rule, lang),
            })),
            None => {
                let similar = checker.ruleset().similar(rule);
                let message = lang.pick(
                    format!("Eine Regel `{rule}` gibt es nicht. Ähnlich: {}", similar.join(", ")),
                    format!("There is no rule `{rule}`. Similar: {}", similar.join(", ")),
                );
                Err(super::failure(lsp_server::ErrorCode::InvalidParams, &message))
            }
        }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }
}

//! Checking all letters of the workspace: `workspace/diagnostic`, and the commands.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, Sender, bounded};
use klarbrief::Cache;
use klarbrief::document::{Format, Limits};
use lsp_server::{ErrorCode, RequestId};
use serde_json::{Value, json};

use super::{Client, House, Server, failure, guarded};
use crate::analysis::Analysis;
use crate::feature;
use crate::uri;

/// Letters that one run checks at most; a workspace with more is no folder of letters.
const MOST_LETTERS: usize = 5000;

/// How often progress is told.
const PACE: Duration = Duration::from_millis(100);

/// A check of the workspace that runs.
pub(super) struct Run {
    pub id: RequestId,
    /// The token of its progress.
    pub token: Option<Value>,
    partial: Option<Value>,
    pub events: Receiver<RunEvent>,
    cancelled: Arc<AtomicBool>,
    items: Vec<Value>,
    told: Option<Instant>,
}

impl Run {
    pub(super) fn cancel(self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// What the thread of a run sends.
pub(super) enum RunEvent {
    /// So many letters there are.
    Found(usize),
    /// One letter, and how many are done.
    Letter(Box<Letter>, usize),
}

/// A letter that was looked at.
pub(super) struct Letter {
    path: PathBuf,
    known: Known,
    /// `None` if the client has it already.
    items: Option<Value>,
}

/// What is known about a letter of the workspace.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    stamp: (Option<SystemTime>, u64),
    result_id: String,
}

impl Server {
    pub(super) fn check_workspace(&mut self, id: RequestId, params: Value) {
        if self.settings().workspace == Some(false) || self.client.folders.is_empty() {
            return self.respond(id, Ok(json!({ "items": [] })));
        }
        let Some(house) = self.house.clone() else {
            // The rules are being compiled; the client is told to ask again.
            let mut error = failure(ErrorCode::ServerCancelled, "the rules are still being loaded");
            error.data = Some(json!({ "retriggerRequest": true }));
            return self.respond(id, Err(error));
        };
        if let Some(older) = self.run.take() {
            // Newest wins.
            let mut error = failure(ErrorCode::ServerCancelled, "a newer run began");
            error.data = Some(json!({ "retriggerRequest": false }));
            self.respond(older.id.clone(), Err(error));
            older.cancel();
        }
        let previous: HashMap<PathBuf, String> = params
            .get("previousResultIds")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|p| {
                let path = uri::to_path(&super::parse_uri(p.get("uri")?.as_str()?)?)?;
                Some((path, p.get("value")?.as_str()?.to_owned()))
            })
            .collect();
        // What is open is told by `textDocument/diagnostic`, from the text that the editor has.
        let open: HashSet<PathBuf> = self.documents.values().filter_map(|d| uri::to_path(&d.uri)).collect();
        let task = Task {
            folders: self.client.folders.clone(),
            open,
            previous,
            known: self.known.clone(),
            house,
            client: self.client.clone(),
            cancelled: Arc::new(AtomicBool::new(false)),
        };
        let cancelled = task.cancelled.clone();
        let (sender, events) = bounded(32);
        let started = thread::Builder::new()
            .name("klarbrief:workspace".into())
            .stack_size(8 << 20)
            .spawn(move || task.run(&sender));
        if started.is_err() {
            return self.respond(id, Err(failure(ErrorCode::InternalError, "no thread could be started")));
        }
        let token = params.get("workDoneToken").filter(|t| !t.is_null()).cloned();
        let partial = params.get("partialResultToken").filter(|t| !t.is_null()).cloned();
        if let Some(token) = &token {
            let title = self.lang().pick("Klarbrief prüft die Briefe", "Klarbrief checks the letters");
            let value = json!({ "kind": "begin", "title": title, "cancellable": true, "percentage": 0 });
            self.notify("$/progress", json!({ "token": token, "value": value }));
        }
        self.run = Some(Run { id, token, partial, events, cancelled, items: Vec::new(), told: None });
    }

    /// A step of the run, or its end.
    pub(super) fn run_event(&mut self, event: Option<RunEvent>) {
        let Some(mut run) = self.run.take() else { return };
        match event {
            Some(RunEvent::Found(total)) => {
                run.items.reserve(total.min(MOST_LETTERS));
                self.run = Some(run);
            }
            Some(RunEvent::Letter(letter, percent)) => {
                let Letter { path, known, items } = *letter;
                let uri = uri::from_path(&path).map(|u| u.as_str().to_owned()).unwrap_or_default();
                let item = match items {
                    Some(items) => json!({
                        "kind": "full", "uri": uri, "version": null, "resultId": known.result_id, "items": items
                    }),
                    None => json!({
                        "kind": "unchanged", "uri": uri, "version": null, "resultId": known.result_id
                    }),
                };
                self.known.insert(path.clone(), known);
                match &run.partial {
                    Some(token) => {
                        let params = json!({ "token": token, "value": { "items": [item] } });
                        self.notify("$/progress", params);
                    }
                    None => run.items.push(item),
                }
                if let Some(token) = &run.token
                    && run.told.is_none_or(|t| t.elapsed() >= PACE)
                {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    let value = json!({ "kind": "report", "message": name, "percentage": percent });
                    let params = json!({ "token": token, "value": value });
                    self.notify("$/progress", params);
                    run.told = Some(Instant::now());
                }
                self.run = Some(run);
            }
            None => {
                if let Some(token) = &run.token {
                    let params = json!({ "token": token, "value": { "kind": "end" } });
                    self.notify("$/progress", params);
                }
                self.respond(run.id, Ok(json!({ "items": run.items })));
            }
        }
    }

    pub(super) fn execute(&mut self, id: RequestId, params: Value) {
        let command = params.get("command").and_then(Value::as_str).unwrap_or_default();
        let argument = params.pointer("/arguments/0").and_then(Value::as_str).unwrap_or_default().to_owned();
        match command {
            "klarbrief.explain" => {
                let result = self.explain(&json!({ "rule": argument }));
                if let Ok(page) = &result
                    && let Some(rule) = page.get("rule").and_then(Value::as_str)
                    && let Some(rule) = self.house.as_ref().and_then(|h| h.checker.ruleset().rule(rule))
                {
                    let text = feature::page::short(rule, self.lang());
                    self.show(3, &text);
                }
                self.respond(id, result);
            }
            "klarbrief.reasonMap" => {
                if let Some(analysis) = self.documents.get(&argument).and_then(|d| d.analysis.as_ref()) {
                    let number = params.pointer("/arguments/1").and_then(Value::as_u64);
                    let text = match number.and_then(|n| u32::try_from(n).ok()) {
                        Some(number) => feature::reason_map::of_point(analysis, number, self.lang()),
                        None => feature::reason_map::summary(&analysis.report, self.lang()),
                    };
                    if let Some(text) = text {
                        self.show(3, &text);
                    }
                }
                let params = json!({ "textDocument": { "uri": argument } });
                self.about_document(id, "klarbrief/reasonMap".to_owned(), params);
            }
            _ => {
                let error = failure(ErrorCode::InvalidParams, &format!("no command `{command}`"));
                self.respond(id, Err(error));
            }
        }
    }
}

/// What the thread of a run needs.
struct Task {
    folders: Vec<PathBuf>,
    open: HashSet<PathBuf>,
    previous: HashMap<PathBuf, String>,
    known: HashMap<PathBuf, Known>,
    house: Arc<House>,
    client: Client,
    cancelled: Arc<AtomicBool>,
}

impl Task {
    fn run(self, events: &Sender<RunEvent>) {
        let letters = self.letters();
        let total = letters.len();
        if events.send(RunEvent::Found(total)).is_err() {
            return;
        }
        for (done, path) in letters.into_iter().enumerate() {
            if self.cancelled.load(Ordering::Relaxed) {
                return;
            }
            let Some(letter) = self.letter(path) else { continue };
            if events.send(RunEvent::Letter(Box::new(letter), done * 100 / total)).is_err() {
                return;
            }
        }
    }

    /// The letters of all folders, sorted, each once.
    fn letters(&self) -> Vec<PathBuf> {
        let mut out = Vec::new();
        for folder in &self.folders {
            for entry in ignore::WalkBuilder::new(folder).build().flatten() {
                if self.cancelled.load(Ordering::Relaxed) || out.len() >= MOST_LETTERS {
                    break;
                }
                let path = entry.path();
                let file = entry.file_type().is_some_and(|t| t.is_file());
                if file && format(path).is_some() && !self.open.contains(path) {
                    out.push(path.to_owned());
                }
            }
        }
        out.sort();
        out.dedup();
        out
    }

    /// Checks one letter; `None` if it cannot be read.
    fn letter(&self, path: PathBuf) -> Option<Letter> {
        let metadata = std::fs::metadata(&path).ok()?;
        let stamp = (metadata.modified().ok(), metadata.len());
        if let Some(known) = self.known.get(&path)
            && known.stamp == stamp
            && self.previous.get(&path) == Some(&known.result_id)
        {
            return Some(Letter { known: known.clone(), path, items: None });
        }
        if metadata.len() > Limits::default().max_text {
            return None;
        }
        let text = String::from_utf8(std::fs::read(&path).ok()?).ok()?;
        let format = format(&path)?;
        let items = guarded(|| {
            let plan = self.house.plan(Some(&path));
            if plan.ignored {
                return None;
            }
            let (text, mut cache) = (Arc::new(text), Cache::new());
            let analysis = Analysis::new(&plan.checker, &plan.request, format, 0, text, &mut cache).ok()?;
            Some(feature::diagnostics::of_letter(&analysis, &self.client))
        });
        let items = serde_json::to_value(items.ok()??).ok()?;
        let result_id = feature::diagnostics::result_id(&items);
        let unchanged = self.previous.get(&path) == Some(&result_id);
        let known = Known { stamp, result_id };
        Some(Letter { path, known, items: (!unchanged).then_some(items) })
    }
}

/// The format of a letter that an editor can show.
fn format(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?;
    Format::from_extension(extension).filter(|f| matches!(f, Format::Txt | Format::Md | Format::Html))
}

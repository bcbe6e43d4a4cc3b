//! The main loop: one thread owns all state and takes messages in the order in which they come.
//!
//! A turn of the loop takes what is there (messages, results of workers), then settles: texts that changed go to the workers, and
//! requests whose text is checked are answered. A request is answered at once if its letter is checked; else it waits for
//! that. Every request gets exactly one answer: [`Server::respond`] is the only place that sends one, and it takes the request
//! off the list of open ones.

mod client;
pub(crate) mod guard;
mod house;
mod lifecycle;
mod trouble;
mod worker;
mod workspace;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, never, select};
use klarbrief::{Cache, Lang, Workbench};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use lsp_types::{
    CancelParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, NumberOrString, PublishDiagnosticsParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::analysis::{Analysis, NotChecked};
use crate::document::{Kind, OpenDocument};
use crate::feature::{self, Failure, Subject, View};
use crate::settings::Settings;
use crate::{Ended, uri};
pub(crate) use client::Client;
use guard::guarded;
pub(crate) use house::House;
use worker::{Event, Job, Workers};
use workspace::Run;

/// Messages and results that one turn takes at most, before it settles.
const MOST_PER_TURN: usize = 1000;

/// Requests that may wait for one letter; the oldest is sent back when there are more.
const MOST_WAITING: usize = 256;

/// Serves one client on a connection until it goes away.
pub(crate) fn run(connection: Connection, settings: Settings) -> io::Result<Ended> {
    let Connection { sender, receiver } = connection;
    let workers = Workers::start()?;
    let mut server = Server {
        sender,
        jobs: workers.jobs.clone(),
        base: settings.clone(),
        settings,
        options: Value::Null,
        client: Client::default(),
        stage: Stage::Fresh,
        gone: false,
        documents: BTreeMap::new(),
        house: None,
        complained: BTreeSet::new(),
        bench: OnceCell::new(),
        generation: 0,
        open: BTreeSet::new(),
        waiting: Vec::new(),
        asked: HashMap::new(),
        next_id: 0,
        revision: 0,
        run: None,
        known: HashMap::new(),
    };
    let ended = server.serve(&receiver, &workers.events);
    if let Some(run) = server.run.take() {
        run.cancel();
    }
    drop(server);
    workers.finish();
    Ok(ended)
}

/// How far the session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    Fresh,
    Running,
    /// After `shutdown`.
    Stopped,
}

/// All state of a session.
struct Server {
    sender: Sender<Message>,
    jobs: Sender<Job>,
    /// What the command line says.
    base: Settings,
    /// What counts now: `base` under what the editor says.
    settings: Settings,
    /// What the editor said last.
    options: Value,
    client: Client,
    stage: Stage,
    /// True once nobody takes our messages any more.
    gone: bool,
    /// Open documents by URI.
    documents: BTreeMap<String, Doc>,
    /// The rules, once they are compiled.
    house: Option<Arc<House>>,
    /// What was said about wrong configuration; once is enough.
    complained: BTreeSet<String>,
    /// Rule files and tables, once an answer needed them.
    bench: OnceCell<Workbench>,
    /// Grows with the settings; results of an older generation are not shown.
    generation: u64,
    /// Requests that were not answered yet.
    open: BTreeSet<RequestId>,
    /// Those that wait for a letter to be checked, in order.
    waiting: Vec<Waiting>,
    /// What we asked the client.
    asked: HashMap<RequestId, Asked>,
    next_id: i32,
    /// The revision given out last.
    revision: u64,
    /// The check of the workspace that runs now.
    run: Option<Run>,
    /// What earlier checks of the workspace found.
    known: HashMap<PathBuf, workspace::Known>,
}

/// An open document with what is known about it.
struct Doc {
    uri: Uri,
    text: OpenDocument,
    /// The newest analysis; may be of an older version or generation.
    analysis: Option<Arc<Analysis>>,
    /// Why the newest version has none.
    failed: Option<NotChecked>,
    /// Grows with every change of any document, so that no two texts of a session share one: versions of clients may.
    revision: u64,
    /// Revision and generation that `analysis` or `failed` are about.
    checked: Option<(u64, u64)>,
    /// A worker is at it.
    busy: bool,
    /// What the last check learned; a worker has it while it is at it.
    cache: Option<Box<Cache>>,
}

/// A request that waits.
struct Waiting {
    id: RequestId,
    method: String,
    params: Value,
    /// Key and revision of its document.
    key: String,
    revision: u64,
}

/// A question to the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The settings.
    Configuration,
    /// Something whose answer changes nothing.
    Other,
}

impl Server {
    fn serve(&mut self, client: &Receiver<Message>, events: &Receiver<Event>) -> Ended {
        loop {
            let nothing = never();
            let run_events = self.run.as_ref().map_or(&nothing, |run| &run.events).clone();
            select! {
                recv(client) -> message => match message {
                    Ok(message) => if let Some(ended) = self.message(message) { return ended },
                    Err(_) => return Ended::Abrupt,
                },
                recv(events) -> event => if let Ok(event) = event { self.event(event) },
                recv(run_events) -> event => self.run_event(event.ok()),
            }
            // Whoever types fast is checked once, not once for each key.
            for _ in 0..MOST_PER_TURN {
                let Ok(message) = client.try_recv() else { break };
                if let Some(ended) = self.message(message) {
                    return ended;
                }
            }
            for _ in 0..MOST_PER_TURN {
                let Ok(event) = events.try_recv() else { break };
                self.event(event);
            }
            self.settle();
            if self.gone {
                return Ended::Abrupt;
            }
        }
    }

    // --- messages ---

    fn message(&mut self, message: Message) -> Option<Ended> {
        match message {
            Message::Request(request) => {
                self.request(request);
                None
            }
            Message::Notification(n) if n.method == "exit" => {
                Some(if self.stage == Stage::Stopped { Ended::Clean } else { Ended::Abrupt })
            }
            Message::Notification(notification) => {
                self.notification(notification);
                None
            }
            Message::Response(response) => {
                if self.asked.remove(&response.id) == Some(Asked::Configuration)
                    && let Ok(answer) = response.response_result
                {
                    self.change_settings(answer.get(0).cloned().unwrap_or(Value::Null));
                }
                None
            }
        }
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if !self.open.insert(id.clone()) {
            // The earlier one keeps its place; this one is told apart by nothing, so it is answered at once.
            let error = failure(ErrorCode::InvalidRequest, "a request with this id is still open");
            return self.send(Response { id, response_result: Err(error) }.into());
        }
        match (self.stage, method.as_str()) {
            (Stage::Fresh, "initialize") => {
                let result = self.initialize(&params);
                self.respond(id, Ok(result));
            }
            (Stage::Fresh, _) => {
                self.respond(id, Err(failure(ErrorCode::ServerNotInitialized, "`initialize` comes first")));
            }
            (Stage::Stopped, _) => {
                self.respond(id, Err(failure(ErrorCode::InvalidRequest, "the server is shutting down")));
            }
            (Stage::Running, "shutdown") => self.shutdown(id),
            (Stage::Running, "initialize") => {
                self.respond(
                    id,
                    Err(failure(ErrorCode::InvalidRequest, "the server is initialized already")),
                );
            }
            (Stage::Running, "workspace/diagnostic") => self.check_workspace(id, params),
            (Stage::Running, "workspace/executeCommand") => self.execute(id, params),
            (Stage::Running, _) if feature::is_about_a_document(&method) => {
                self.about_document(id, method, params)
            }
            (Stage::Running, "klarbrief/explain") => {
                let result = self.explain(&params);
                self.respond(id, result);
            }
            (Stage::Running, _) => {
                let error = failure(ErrorCode::MethodNotFound, &format!("no method `{method}`"));
                self.respond(id, Err(error));
            }
        }
    }

    /// A request about a document: answered now if the document is checked, else later.
    fn about_document(&mut self, id: RequestId, method: String, params: Value) {
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str);
        let Some(key) = uri.map(str::to_owned) else {
            let error = failure(ErrorCode::InvalidParams, "`textDocument.uri` is missing");
            return self.respond(id, Err(error));
        };
        let Some(doc) = self.documents.get(&key) else {
            let result = feature::about_unknown(&method);
            return self.respond(id, Ok(result));
        };
        let revision = doc.revision;
        if self.is_fresh(doc) {
            let result = self.answer(&key, &method, &params);
            return self.respond(id, result);
        }
        self.waiting.push(Waiting { id, method, params, key, revision });
        if self.waiting.len() > MOST_WAITING {
            let oldest = self.waiting.remove(0);
            let error = ResponseError {
                code: ErrorCode::ServerCancelled as i32,
                message: "too many requests wait".to_owned(),
                data: Some(json!({ "retriggerRequest": true })),
            };
            self.respond(oldest.id, Err(error));
        }
    }

    /// Computes the answer to a request about a document that is open and checked.
    fn answer(&self, key: &str, method: &str, params: &Value) -> Result<Value, ResponseError> {
        let Some(doc) = self.documents.get(key) else { return Ok(feature::about_unknown(method)) };
        let view = View {
            uri: &doc.uri,
            client: &self.client,
            lang: match (&doc.analysis, &self.house) {
                (Some(analysis), _) => analysis.checker.lang(),
                (None, Some(house)) => house.checker.lang(),
                (None, None) => self.lang(),
            },
            checker: self.house.as_ref().map(|h| &h.checker),
            house: self.house.as_deref(),
            document: &doc.text,
            subject: match (&doc.analysis, &doc.failed) {
                (_, Some(why)) => Subject::NotChecked(why),
                (Some(analysis), None) => Subject::Letter(analysis),
                (None, None) => match doc.text.kind {
                    Kind::Rule => Subject::Rule,
                    Kind::Configuration => Subject::Configuration,
                    _ => Subject::Other,
                },
            },
            bench: &self.bench,
            rules_dirs: self.house.as_ref().map_or(&[], |h| &h.rules_dirs),
            texts: &|uri| self.documents.get(uri).map(|d| d.text.text.to_string()),
        };
        match guarded(|| feature::answer(&view, method, params)) {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(Failure::Params(problem))) => Err(failure(ErrorCode::InvalidParams, &problem)),
            Ok(Err(Failure::Request(problem))) => Err(failure(ErrorCode::RequestFailed, &problem)),
            Err(place) => Err(failure(ErrorCode::InternalError, &format!("defect at {place}"))),
        }
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        if self.stage != Stage::Running {
            return;
        }
        match method.as_str() {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => {
                let Some(DidOpenTextDocumentParams { text_document: t }) = read(params) else { return };
                let kind = Kind::of(&t.language_id, &t.uri);
                let key = t.uri.as_str().to_owned();
                self.revision += 1;
                let doc = Doc {
                    revision: self.revision,
                    uri: t.uri,
                    text: OpenDocument::new(kind, t.version, t.text),
                    analysis: None,
                    failed: None,
                    checked: None,
                    busy: false,
                    cache: None,
                };
                self.documents.insert(key, doc);
            }
            "textDocument/didChange" => {
                let Some(DidChangeTextDocumentParams { text_document, content_changes }) = read(params)
                else {
                    return;
                };
                let encoding = self.client.encoding;
                if let Some(doc) = self.documents.get_mut(text_document.uri.as_str()) {
                    self.revision += 1;
                    doc.revision = self.revision;
                    doc.text.apply(text_document.version, content_changes, encoding);
                    doc.checked = None;
                }
            }
            "textDocument/didClose" => {
                let Some(DidCloseTextDocumentParams { text_document }) = read(params) else { return };
                if let Some(doc) = self.documents.remove(text_document.uri.as_str())
                    && !self.client.pulls
                {
                    // What was shown is taken back.
                    self.publish(&doc.uri, Value::Array(Vec::new()), None);
                }
            }
            "workspace/didChangeConfiguration" => self.configuration_changed(&params),
            "workspace/didChangeWatchedFiles" => {
                let Some(DidChangeWatchedFilesParams { changes }) = read(params) else { return };
                if changes.iter().any(|c| self.concerns_rules(&c.uri)) {
                    self.rebuild();
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                let Some(DidChangeWorkspaceFoldersParams { event }) = read(params) else { return };
                let gone: Vec<PathBuf> = event.removed.iter().filter_map(|f| uri::to_path(&f.uri)).collect();
                self.client.folders.retain(|f| !gone.contains(f));
                self.client.folders.extend(event.added.iter().filter_map(|f| uri::to_path(&f.uri)));
            }
            "$/cancelRequest" => {
                let Some(CancelParams { id }) = read(params) else { return };
                self.cancel(match id {
                    NumberOrString::Number(n) => n.into(),
                    NumberOrString::String(s) => s.into(),
                });
            }
            "window/workDoneProgress/cancel" => {
                if let Some(run) = &self.run
                    && params.get("token") == run.token.as_ref()
                {
                    let id = run.id.clone();
                    self.cancel(id);
                }
            }
            // For clients that do not watch files.
            "textDocument/didSave" => {
                let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).and_then(parse_uri);
                if uri.is_some_and(|uri| self.concerns_rules(&uri)) {
                    self.rebuild();
                }
            }
            // `$/setTrace` and whatever else: nothing to do.
            _ => {}
        }
    }

    fn cancel(&mut self, id: RequestId) {
        if !self.open.contains(&id) {
            return;
        }
        self.waiting.retain(|w| w.id != id);
        if let Some(run) = self.run.take_if(|run| run.id == id) {
            run.cancel();
        }
        self.respond(id, Err(failure(ErrorCode::RequestCanceled, "cancelled")));
    }

    // --- results ---

    fn event(&mut self, event: Event) {
        match event {
            Event::Built { generation, .. } if generation != self.generation => {}
            Event::Built { house, problems, .. } => {
                self.house = house;
                for problem in problems {
                    self.complain(problem);
                }
                self.refresh();
            }
            Event::Checked { key, revision, generation, outcome, problem, cache } => {
                if let Some(problem) = problem {
                    self.complain(problem);
                }
                let now = self.generation;
                let Some(doc) = self.documents.get_mut(&key) else { return };
                doc.busy = false;
                doc.cache = Some(cache);
                if doc.revision != revision || generation != now {
                    // Overtaken: not shown, but what the cache learned saves work for the next one.
                    return;
                }
                doc.checked = Some((revision, generation));
                match outcome {
                    Ok(analysis) => (doc.analysis, doc.failed) = (Some(analysis), None),
                    Err(why) => (doc.analysis, doc.failed) = (None, Some(why)),
                }
                if !self.client.pulls {
                    self.push(&key);
                }
            }
        }
    }

    /// Publishes the diagnostics of a document.
    fn push(&mut self, key: &str) {
        let items = self.answer(key, "textDocument/diagnostic", &json!({ "textDocument": { "uri": key } }));
        let Some(doc) = self.documents.get(key) else { return };
        let Ok(Some(items)) = items.map(|mut report| report.get_mut("items").map(Value::take)) else {
            return;
        };
        let (uri, version) = (doc.uri.clone(), doc.text.version);
        self.publish(&uri, items, Some(version));
    }

    fn publish(&mut self, uri: &Uri, items: Value, version: Option<i32>) {
        let diagnostics = serde_json::from_value(items).unwrap_or_default();
        let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version };
        self.notify("textDocument/publishDiagnostics", params);
    }

    // --- settling ---

    fn is_fresh(&self, doc: &Doc) -> bool {
        match doc.text.kind {
            Kind::Letter(_) => doc.checked == Some((doc.revision, self.generation)),
            // These are read where they are asked about.
            Kind::Rule | Kind::Configuration => self.house.is_some(),
            Kind::Other => true,
        }
    }

    /// Hands out what is to be checked, and answers what waited for it.
    fn settle(&mut self) {
        let Some(house) = self.house.clone() else { return };
        let mut refused = Vec::new();
        for (key, doc) in &mut self.documents {
            let Kind::Letter(format) = doc.text.kind else {
                if matches!(doc.text.kind, Kind::Rule | Kind::Configuration) && doc.checked.is_none() {
                    doc.checked = Some((doc.revision, self.generation));
                    refused.push(key.clone());
                }
                continue;
            };
            if doc.busy || doc.checked == Some((doc.revision, self.generation)) {
                continue;
            }
            if doc.text.lost {
                doc.checked = Some((doc.revision, self.generation));
                (doc.analysis, doc.failed) = (None, Some(NotChecked::TooLarge));
                refused.push(key.clone());
                continue;
            }
            doc.busy = true;
            let job = Job::Check {
                key: key.clone(),
                revision: doc.revision,
                version: doc.text.version,
                generation: self.generation,
                format,
                text: doc.text.text.clone(),
                house: house.clone(),
                path: uri::to_path(&doc.uri),
                cache: doc.cache.take().unwrap_or_default(),
            };
            if self.jobs.send(job).is_err() {
                self.gone = true;
            }
        }
        if !self.client.pulls {
            for key in refused {
                self.push(&key);
            }
        }
        self.answer_waiting();
    }

    fn answer_waiting(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let (mut still, mut ready) = (Vec::new(), Vec::new());
        for waiting in std::mem::take(&mut self.waiting) {
            let wait = self.documents.get(&waiting.key).is_some_and(|doc| !self.is_fresh(doc));
            if wait { still.push(waiting) } else { ready.push(waiting) }
        }
        self.waiting = still;
        for Waiting { id, method, params, key, revision } in ready {
            let overtaken = self.documents.get(&key).is_none_or(|doc| doc.revision != revision);
            let result = if overtaken && feature::names_a_place(&method) {
                Err(failure(ErrorCode::ContentModified, "the text has changed since"))
            } else {
                self.answer(&key, &method, &params)
            };
            self.respond(id, result);
        }
    }

    // --- the way out ---

    fn respond(&mut self, id: RequestId, result: Result<Value, ResponseError>) {
        if self.open.remove(&id) {
            self.send(Response { id, response_result: result }.into());
        }
    }

    fn notify(&mut self, method: &str, params: impl serde::Serialize) {
        let params = serde_json::to_value(params).unwrap_or_default();
        self.send(Notification { method: method.to_owned(), params }.into());
    }

    fn ask(&mut self, method: &str, params: Value, what: Asked) {
        self.next_id += 1;
        let id = RequestId::from(format!("klarbrief-{}", self.next_id));
        self.asked.insert(id.clone(), what);
        self.send(Request { id, method: method.to_owned(), params }.into());
    }

    /// Shows a message: 1 error, 2 warning, 3 info.
    fn show(&mut self, kind: u8, message: &str) {
        self.notify(
            "window/showMessage",
            json!({ "type": kind, "message": format!("Klarbrief: {message}") }),
        );
    }

    fn send(&mut self, message: Message) {
        if self.sender.send(message).is_err() {
            self.gone = true;
        }
    }

    fn lang(&self) -> Lang {
        self.settings.lang.or(self.client.locale).unwrap_or_default()
    }

    /// Says once what is wrong with settings or configuration.
    fn complain(&mut self, problem: String) {
        if self.complained.insert(problem.clone()) {
            self.show(2, &problem);
        }
    }

    /// The folder that relative paths of settings start from.
    fn root(&self) -> Option<PathBuf> {
        self.client.folders.first().cloned()
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn failure(code: ErrorCode, message: &str) -> ResponseError {
    ResponseError { code: code as i32, message: message.to_owned(), data: None }
}

/// A URI from our own side that must parse.
fn parse_uri(text: &str) -> Option<Uri> {
    Uri::from_str(text).ok()
}

//! A client that remembers what it was told and notices what nobody asked for.

use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use klarbrief_lsp::{Connection, Ended, Settings};
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// Longer than anything here may take, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    connection: Option<Connection>,
    server: Option<JoinHandle<Ended>>,
    next: i32,
    /// Notifications that no test took yet.
    pub told: Vec<Notification>,
    /// Requests of the server that no test answered yet.
    pub asked: Vec<Request>,
    /// What the server said it can do.
    pub capabilities: Value,
}

/// A client that pulls diagnostics and speaks UTF-16, as VS Code does.
pub fn pulling() -> Value {
    json!({
        "textDocument": {
            "diagnostic": {},
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "hover": { "contentFormat": ["markdown"] }
        },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } }
    })
}

/// A client that waits for what it is told, as older ones do.
pub fn pushed() -> Value {
    json!({})
}

impl Client {
    /// Starts a server that was not greeted yet.
    pub fn silent() -> Client {
        Client::silent_with(Settings::default())
    }

    pub fn silent_with(settings: Settings) -> Client {
        let (ours, theirs) = Connection::memory();
        let server = std::thread::spawn(move || klarbrief_lsp::run(theirs, settings).unwrap());
        Client {
            connection: Some(ours),
            server: Some(server),
            next: 0,
            told: Vec::new(),
            asked: Vec::new(),
            capabilities: Value::Null,
        }
    }

    /// Starts a server and greets it.
    pub fn with(capabilities: Value) -> Client {
        Client::greeted(json!({ "capabilities": capabilities, "locale": "de" }))
    }

    /// Starts a server and greets it with these parameters.
    pub fn greeted(params: Value) -> Client {
        let mut client = Client::silent();
        let result = client.request("initialize", params).unwrap();
        client.capabilities = result["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    pub fn send(&mut self, message: Message) {
        self.connection.as_ref().unwrap().sender.send(message).unwrap();
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params }.into());
    }

    /// Sends a request and does not wait.
    pub fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.send(Request { id: id.clone(), method: method.to_owned(), params }.into());
        id
    }

    /// The answer to a request; what comes before it is remembered.
    #[track_caller]
    pub fn answer(&mut self, id: &RequestId) -> Result<Value, i32> {
        loop {
            match self.receive() {
                Message::Response(Response { id: of, response_result }) => {
                    assert_eq!(of, *id, "an answer that nobody waits for");
                    return response_result.map_err(|e| e.code);
                }
                other => self.remember(other),
            }
        }
    }

    #[track_caller]
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, i32> {
        let id = self.ask(method, params);
        self.answer(&id)
    }

    #[track_caller]
    pub fn receive(&mut self) -> Message {
        self.connection.as_ref().unwrap().receiver.recv_timeout(PATIENCE).expect("the server says something")
    }

    /// Takes what the server sends for a while.
    pub fn listen(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Ok(message) = self.connection.as_ref().unwrap().receiver.recv_deadline(end) {
            self.remember(message);
        }
    }

    fn remember(&mut self, message: Message) {
        match message {
            Message::Notification(n) => self.told.push(n),
            Message::Request(r) => self.asked.push(r),
            Message::Response(r) => panic!("an answer that nobody waits for: {r:?}"),
        }
    }

    /// The next notification of a kind.
    #[track_caller]
    pub fn notification(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.told.iter().position(|n| n.method == method) {
                return self.told.remove(at).params;
            }
            let message = self.receive();
            self.remember(message);
        }
    }

    /// The next request of the server of a kind, with its id.
    #[track_caller]
    pub fn question(&mut self, method: &str) -> (RequestId, Value) {
        loop {
            if let Some(at) = self.asked.iter().position(|r| r.method == method) {
                let request = self.asked.remove(at);
                return (request.id, request.params);
            }
            let message = self.receive();
            self.remember(message);
        }
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces the whole text.
    pub fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.change(uri, version, json!([{ "text": text }]));
    }

    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// The diagnostics of a document, asked for.
    #[track_caller]
    pub fn pull(&mut self, uri: &str) -> Vec<Value> {
        let report =
            self.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } })).unwrap();
        assert_eq!(report["kind"], "full");
        report["items"].as_array().unwrap().clone()
    }

    /// A request about a document.
    #[track_caller]
    pub fn about(&mut self, method: &str, uri: &str) -> Value {
        self.request(method, json!({ "textDocument": { "uri": uri } })).unwrap()
    }

    /// A request about a place in a document.
    #[track_caller]
    pub fn at(&mut self, method: &str, uri: &str, line: usize, character: usize) -> Value {
        let position = json!({ "line": line, "character": character });
        self.request(method, json!({ "textDocument": { "uri": uri }, "position": position })).unwrap()
    }

    /// Says goodbye as the protocol has it; nothing may be left that no test looked at.
    #[track_caller]
    pub fn end(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        assert_eq!(self.join(), Ended::Clean);
        let told: Vec<&Notification> = self.told.iter().collect();
        assert!(told.is_empty(), "nobody looked at {told:#?}");
        let asked: Vec<&str> = self.asked.iter().map(|r| r.method.as_str()).collect();
        assert!(asked.is_empty(), "nobody answered {asked:?}");
    }

    /// Waits for the server to end.
    #[track_caller]
    pub fn join(&mut self) -> Ended {
        let server = self.server.take().unwrap();
        let start = Instant::now();
        while !server.is_finished() {
            assert!(start.elapsed() < PATIENCE, "the server does not end");
            std::thread::sleep(Duration::from_millis(2));
        }
        server.join().expect("the server does not panic")
    }

    /// Hangs up.
    pub fn hang_up(&mut self) {
        self.connection = None;
    }
}

/// The ids of the rules of diagnostics, in order.
pub fn rules(items: &[Value]) -> Vec<&str> {
    items.iter().map(|d| d["code"].as_str().unwrap_or_default()).collect()
}

/// The words that a range marks; lines end at `\n`, columns count UTF-16.
pub fn marked(text: &str, range: &Value) -> String {
    let at = |end: &str| {
        let line = range[end]["line"].as_u64().unwrap() as usize;
        let column = range[end]["character"].as_u64().unwrap() as usize;
        let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
        let mut units = 0;
        let rest = text[start..].char_indices().find(|(_, c)| {
            let here = units >= column;
            units += c.len_utf16();
            here
        });
        rest.map_or(text.len(), |(at, _)| start + at)
    };
    text[at("start")..at("end")].to_owned()
}

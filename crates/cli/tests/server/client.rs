//! A client of the real binary: it writes and reads the bytes of the protocol itself, so that nothing is tested with its own means.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than anything here may take, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    pub child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    next: i64,
}

/// The binary, whatever the environment of the tests is.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klarbrief"));
    command.arg("server").env_remove("KLARBRIEF_LANG").stdin(Stdio::piped()).stdout(Stdio::piped());
    command.stderr(Stdio::piped());
    command
}

impl Client {
    pub fn start() -> Client {
        let mut child = command().spawn().expect("the binary starts");
        let input = child.stdin.take();
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, output) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut out) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Client { child, input, output, next: 0 }
    }

    /// Starts a server and greets it.
    #[allow(dead_code, reason = "the bench greets in its own way")]
    pub fn greeted(capabilities: Value) -> Client {
        let mut client = Client::start();
        client.request(
            "initialize",
            json!({ "capabilities": capabilities, "locale": "de", "processId": null }),
        );
        client.notify("initialized", json!({}));
        client
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let input = self.input.as_mut().expect("the pipe is open");
        input.write_all(bytes)?;
        input.flush()
    }

    pub fn send(&mut self, message: &Value) -> std::io::Result<()> {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
            .expect("the server reads");
    }

    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let message = json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params });
        self.send(&message).expect("the server reads");
        self.next
    }

    /// The next message that the server sends.
    pub fn receive(&mut self) -> Value {
        self.output.recv_timeout(PATIENCE).expect("the server says something")
    }

    /// Sends a request and waits for its answer; what comes before it is passed over.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        loop {
            let message = self.receive();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    /// The next notification of a kind.
    pub fn notification(&mut self, method: &str) -> Value {
        loop {
            let message = self.receive();
            if message["method"] == method {
                return message["params"].clone();
            }
        }
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Closes the pipe to the server.
    #[allow(dead_code, reason = "the bench leaves as the protocol has it")]
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits for the server to end: its exit status and what it said on standard error.
    pub fn wait(mut self) -> (Option<i32>, String) {
        self.input = None;
        let start = Instant::now();
        let status = loop {
            match self.child.try_wait().expect("the child can be asked") {
                Some(status) => break status.code(),
                None if start.elapsed() > PATIENCE => {
                    let _ = self.child.kill();
                    panic!("the server does not end");
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let mut said = String::new();
        if let Some(mut err) = self.child.stderr.take() {
            let _ = err.read_to_string(&mut said);
        }
        (status, said)
    }

    /// Says goodbye as the protocol has it.
    pub fn end(mut self) -> (Option<i32>, String) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.wait()
    }
}

fn read(out: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            header => {
                if let Some(value) = header.strip_prefix("Content-Length: ") {
                    length = value.parse().ok()?;
                }
            }
        }
    }
    let mut body = vec![0; length];
    out.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

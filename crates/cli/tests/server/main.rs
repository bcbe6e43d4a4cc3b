//! `klarbrief server` as the process that editors start.

#![allow(clippy::unwrap_used)]

mod client;
mod neovim;

use serde_json::{Value, json};

use client::Client;

const URI: &str = "file:///briefe/bescheid.txt";
const TEXT: &str = "Sehr geehrte Frau Pérez 😀,\n\nDer Antrag wurde von uns geprüft.\n";

#[test]
fn a_session_over_pipes() {
    let mut client = Client::greeted(json!({}));
    client.open(URI, "plaintext", TEXT);
    let told = client.notification("textDocument/publishDiagnostics");
    assert_eq!(told["uri"], URI);
    assert!(told["diagnostics"].as_array().unwrap().iter().any(|d| d["code"] == "satz/passiv"), "{told}");
    let at = json!({ "line": 2, "character": 12 });
    let hover =
        client.request("textDocument/hover", json!({ "textDocument": { "uri": URI }, "position": at }));
    assert!(hover["result"]["contents"]["value"].as_str().unwrap().contains("satz/passiv"), "{hover}");
    assert_eq!(client.end(), (Some(0), String::new()));
}

#[test]
fn options_of_the_command_line_count() {
    let mut command = client::command();
    command.args(["--ignore", "satz/passiv", "--lang", "en", "--stdio"]);
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "no client: {output:?}");
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_klarbrief"))
        .args(["server", "--help"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&help.stdout).contains("klarbrief server"), "{help:?}");
}

#[test]
fn noise_on_the_pipe_is_survived() {
    let mut client = Client::greeted(json!({}));
    client.raw(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nContent-Length: 9\r\n\r\n{\"broken\"").unwrap();
    client.raw(b"Content-Length: 4\r\n\r\n\xff\xfe\x00\x01").unwrap();
    client.raw(b"Content-Length: 27\r\n\r\n{\"id\":77,\"params\":{\"x\":[]}}").unwrap();
    loop {
        let message = client.receive();
        if message["id"] == 77 {
            assert_eq!(message["error"]["code"], -32600);
            break;
        }
    }
    client.open(URI, "plaintext", TEXT);
    client.notification("textDocument/publishDiagnostics");
    assert_eq!(client.end(), (Some(0), String::new()));
}

#[test]
fn leaving_without_a_word_ends_the_process() {
    // Exit without shutdown.
    let mut client = Client::greeted(json!({}));
    client.open(URI, "plaintext", &TEXT.repeat(200));
    client.notify("exit", Value::Null);
    assert_eq!(client.wait(), (Some(1), String::new()));
    // A closed pipe, in the middle of a message.
    let mut client = Client::greeted(json!({}));
    client.raw(b"Content-Length: 5000\r\n\r\n{\"jsonrpc\":").unwrap();
    client.close_input();
    assert_eq!(client.wait(), (Some(1), String::new()));
    // Nothing at all.
    let mut client = Client::start();
    client.close_input();
    assert_eq!(client.wait(), (Some(1), String::new()));
}

#[test]
fn a_client_that_no_longer_reads() {
    let mut child = client::command().spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let send = |input: &mut std::process::ChildStdin, message: Value| {
        use std::io::Write;
        let body = message.to_string();
        // The server may be gone already, which is what is wanted.
        let _ = write!(input, "Content-Length: {}\r\n\r\n{body}", body.len());
        let _ = input.flush();
    };
    send(&mut input, json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {} }));
    let start = std::time::Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed().as_secs() < 60, "the server does not end");
        send(&mut input, json!({ "jsonrpc": "2.0", "id": 2, "method": "x", "params": {} }));
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_client_that_writes_before_it_reads() {
    let mut client = Client::greeted(json!({}));
    client.open(URI, "plaintext", TEXT);
    for version in 2..2000 {
        let document = json!({ "uri": URI, "version": version });
        let changes = json!([{ "text": format!("{TEXT}{}", "Der Antrag wurde geprüft. ".repeat(20)) }]);
        client
            .notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }
    let mut version = 0;
    while version != 1999 {
        version = client.notification("textDocument/publishDiagnostics")["version"].as_i64().unwrap();
    }
    assert_eq!(client.end(), (Some(0), String::new()));
}

#[test]
fn memory_stays_bounded() {
    let mut client = Client::greeted(json!({ "textDocument": { "diagnostic": {} } }));
    let big = "Der Antrag wurde geprüft. ".repeat(1_000_000);
    client.open(URI, "plaintext", &big);
    let report = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(report["result"]["items"].as_array().unwrap().len(), 1);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    // Many documents, opened and closed.
    for n in 0..300 {
        let uri = format!("file:///briefe/{n}.txt");
        client.open(&uri, "plaintext", &TEXT.repeat(50));
        client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    if let Ok(status) = std::fs::read_to_string(format!("/proc/{}/status", client.child.id())) {
        let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap();
        let kib: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        assert!(kib < 200 * 1024, "{line}");
    } else {
        println!("SKIPPED: the size of the process is known on Linux only");
    }
    assert_eq!(client.end(), (Some(0), String::new()));
}

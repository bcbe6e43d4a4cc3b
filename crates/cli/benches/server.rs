//! How long an editor waits: `cargo bench -p klarbrief-cli --bench server`.
//!
//! The real binary over pipes, a letter of 30 KB, 200 edits of one character each at places spread over the letter. Measured is the
//! time from writing `didChange` to having read the diagnostics of that version; from starting the process to the first
//! diagnostics; and the size of the process afterwards. Once pushed, once pulled.

#[path = "../tests/server/client.rs"]
mod client;

use std::time::{Duration, Instant};

use client::Client;
use serde_json::{Value, json};

const URI: &str = "file:///briefe/bescheid.txt";
const EDITS: usize = 200;
const SIZE: usize = 30_000;

/// A letter of 30 KB: decisions of the corpus, one below the other, cut at a line.
fn letter() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/decisions");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the corpus is part of the project")
        .flatten()
        .map(|f| f.path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let mut text = String::new();
    while text.len() < SIZE {
        for path in &paths {
            text.push_str(&std::fs::read_to_string(path).expect("a letter of the corpus"));
            text.push_str("\n\n");
        }
    }
    let whole = (0..=SIZE).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let end = text[..whole].rfind('\n').unwrap_or(whole);
    text.truncate(end);
    text
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn memory(pid: u32, key: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with(key))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// Waits for the diagnostics of a version.
fn diagnostics(client: &mut Client, pulls: bool, version: i64) -> usize {
    if pulls {
        let report = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
        return report["result"]["items"].as_array().map_or(0, Vec::len);
    }
    loop {
        let told = client.notification("textDocument/publishDiagnostics");
        if told["version"] == version {
            return told["diagnostics"].as_array().map_or(0, Vec::len);
        }
    }
}

fn session(text: &str, pulls: bool) {
    let start = Instant::now();
    let mut client = Client::start();
    let capabilities = if pulls { json!({ "textDocument": { "diagnostic": {} } }) } else { json!({}) };
    client.request("initialize", json!({ "capabilities": capabilities, "locale": "de" }));
    client.notify("initialized", json!({}));
    client.open(URI, "plaintext", text);
    let found = diagnostics(&mut client, pulls, 1);
    let first = start.elapsed();

    let lines: Vec<&str> = text.lines().collect();
    let mut times = Vec::with_capacity(EDITS);
    for edit in 0..EDITS {
        let version = edit as i64 + 2;
        // A letter typed somewhere, and taken away again by the next edit.
        let line = (edit / 2 * 37) % lines.len();
        let column = lines[line].encode_utf16().count() / 2;
        let at = |character: usize| json!({ "line": line, "character": character });
        let (end, typed) = if edit % 2 == 0 { (column, "x") } else { (column + 1, "") };
        let change = json!({ "range": { "start": at(column), "end": at(end) }, "text": typed });
        let document = json!({ "uri": URI, "version": version });
        let start = Instant::now();
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [change] }),
        );
        diagnostics(&mut client, pulls, version);
        times.push(start.elapsed());
    }
    times.sort();
    let at = |share: f64| milliseconds(times[((EDITS as f64 * share) as usize).min(EDITS - 1)]);
    let pid = client.child.id();
    let (now, peak) = (memory(pid, "VmRSS:"), memory(pid, "VmHWM:"));
    println!(
        "{}: {} bytes, {found} findings; start to first diagnostics {:.1} ms; didChange to diagnostics p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms; memory {} now, {} at most",
        if pulls { "pulled" } else { "pushed" },
        text.len(),
        milliseconds(first),
        at(0.50),
        at(0.99),
        at(1.0),
        now.map_or("unknown".to_owned(), |m| format!("{m:.0} MiB")),
        peak.map_or("unknown".to_owned(), |m| format!("{m:.0} MiB")),
    );
    let status: Value = json!(client.end().0);
    assert_eq!(status, 0, "the server ends cleanly");
}

fn main() {
    let text = letter();
    for pulls in [false, true] {
        session(&text, pulls);
    }
}

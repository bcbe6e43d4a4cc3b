//! Edits: what the server says after them is what it says about the text from scratch.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::client::{Client, pulling};

const LETTER: &str = include_str!("../../../../corpus/refusal-no-reasons/before.txt");

const PIECES: [&str; 16] = [
    "ä",
    "😀",
    "\r\n",
    "\n\n",
    " wurde geprüft",
    "§ 5 AufenthG",
    "3. Die Abschiebung wird angedroht.\n",
    "Begründung\n\n",
    "\u{ad}",
    "«Name»",
    "x",
    ". ",
    "am 31.02.2026 ",
    "\u{301}",
    "„",
    "<b>",
];

/// Requests whose answers must not depend on how the text came about.
const ASKED: [&str; 6] = [
    "textDocument/diagnostic",
    "textDocument/codeLens",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/semanticTokens/full",
    "klarbrief/reasonMap",
];

/// An answer without what names the document or its version.
fn told(mut answer: Value) -> Value {
    if let Some(map) = answer.as_object_mut() {
        map.remove("version");
    }
    for lens in answer.as_array_mut().into_iter().flatten() {
        if let Some(command) = lens.get_mut("command").and_then(Value::as_object_mut) {
            command.remove("arguments");
        }
    }
    answer
}

fn edits() -> impl Strategy<Value = Vec<(f64, f64, usize)>> {
    proptest::collection::vec((0.0..1.0f64, 0.0..0.02f64, 0..PIECES.len()), 1..12)
}

/// A place in a text as the protocol has it (UTF-16, lines end at `\n`, `\r\n`, `\r`).
fn place(text: &str, at: usize) -> Value {
    let (mut line, mut start) = (0, 0);
    let bytes = text.as_bytes();
    for i in 0..at {
        if bytes[i] == b'\n' || bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n') {
            line += 1;
            start = i + 1;
        }
    }
    json!({ "line": line, "character": text[start..at].encode_utf16().count() })
}

fn boundary(text: &str, share: f64) -> usize {
    let mut at = (text.len() as f64 * share) as usize;
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn edits_equal_a_check_from_scratch(edits in edits(), crlf: bool, format in 0usize..3) {
        let (language, name) = [("plaintext", "a.txt"), ("markdown", "a.md"), ("html", "a.html")][format];
        let uri = format!("file:///w/{name}");
        let mut text = if crlf { LETTER.replace('\n', "\r\n") } else { LETTER.to_owned() };
        let mut client = Client::with(pulling());
        client.open(&uri, language, &text);
        let mut version = 1;
        for (at, length, piece) in edits {
            let from = boundary(&text, at);
            let to = boundary(&text, (at + length).min(1.0)).max(from);
            let range = json!({ "start": place(&text, from), "end": place(&text, to) });
            text.replace_range(from..to, PIECES[piece]);
            version += 1;
            client.change(&uri, version, json!([{ "range": range, "text": PIECES[piece] }]));
            let edited: Vec<Value> = ASKED.iter().map(|method| told(client.about(method, &uri))).collect();
            let fresh = format!("file:///w/{version}/{name}");
            client.open(&fresh, language, &text);
            let scratch: Vec<Value> = ASKED.iter().map(|method| told(client.about(method, &fresh))).collect();
            prop_assert_eq!(edited, scratch);
            client.notify("textDocument/didClose", json!({ "textDocument": { "uri": fresh } }));
        }
        client.end();
    }
}

//! Clients that do everything wrong: they get an answer, or the session ends; never a panic, a hang, a second answer.

use std::collections::BTreeMap;

use klarbrief_lsp::Ended;
use lsp_server::{Message, Request, RequestId, Response};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::client::{Client, pulling, pushed, rules};

const URI: &str = "file:///briefe/bescheid.txt";
const TEXT: &str =
    "Sehr geehrte Frau Pérez 😀,\r\n\r\nDer Antrag wurde von uns geprüft. Das folgt aus § 5 AufenthG.\r\n";

const ABOUT: [&str; 11] = [
    "textDocument/diagnostic",
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/inlayHint",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/range",
    "klarbrief/reasonMap",
];

/// The server still works.
fn works(client: &mut Client) {
    client.open("untitled:Probe", "plaintext", TEXT);
    assert!(rules(&client.pull("untitled:Probe")).contains(&"satz/passiv"));
}

#[test]
fn methods_that_nobody_knows() {
    let mut client = Client::with(pulling());
    for method in ["textDocument/prepareRename", "", "exit", "textDocument/didOpen", "ä😀", "$/unknown"] {
        assert_eq!(client.request(method, json!({ "x": 1 })), Err(-32601), "{method}");
        if method != "exit" {
            client.notify(method, json!([1, 2]));
        }
    }
    works(&mut client);
    client.end();
}

#[test]
fn parameters_of_any_shape() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", TEXT);
    let document = json!({ "uri": URI });
    let shapes = [
        json!(null),
        json!([]),
        json!("text"),
        json!(-1),
        json!({}),
        json!({ "textDocument": URI }),
        json!({ "textDocument": { "uri": 7 } }),
        json!({ "textDocument": { "uri": "no uri at all" } }),
        json!({ "textDocument": document }),
        json!({ "textDocument": document, "position": null, "range": [], "context": "x" }),
        json!({ "textDocument": document, "position": { "line": -1, "character": 1.5 } }),
        json!({ "textDocument": document, "position": { "line": 1e30, "character": "0" } }),
        json!({ "textDocument": document, "range": { "start": { "line": 0 }, "end": {} }, "context": {} }),
    ];
    for method in
        ABOUT.into_iter().chain(["workspace/diagnostic", "workspace/executeCommand", "klarbrief/explain"])
    {
        for shape in &shapes {
            if let Err(code) = client.request(method, shape.clone()) {
                assert!(code == -32602, "{method} {shape}: {code}");
            }
        }
    }
    let notes = [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "textDocument/didSave",
        "workspace/didChangeConfiguration",
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders",
        "$/cancelRequest",
        "$/setTrace",
        "initialized",
        "window/workDoneProgress/cancel",
    ];
    for method in notes {
        for shape in &shapes {
            client.notify(method, shape.clone());
        }
    }
    works(&mut client);
    client.told.clear();
    client.end();
}

#[test]
fn places_that_do_not_exist() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", TEXT);
    let places = [(0, u32::MAX), (u32::MAX, 0), (u32::MAX, u32::MAX), (2, 4_000_000), (0, 19)];
    for (line, character) in places {
        let at = json!({ "line": line, "character": character });
        let range = json!({ "start": at, "end": { "line": 0, "character": 0 } });
        for method in ABOUT {
            let params = json!({
                "textDocument": { "uri": URI }, "position": at, "range": range, "context": { "diagnostics": [] }
            });
            client.request(method, params).unwrap();
        }
    }
    // Edits out of range are led inside: the end of the line, the end of the text.
    let at = |line: u32, character: u32| json!({ "line": line, "character": character });
    client.change(
        URI,
        2,
        json!([{ "range": { "start": at(999, 0), "end": at(u32::MAX, 7) }, "text": "Wir" }]),
    );
    client.change(
        URI,
        3,
        json!([{ "range": { "start": at(999, 9), "end": at(0, 0) }, "text": "Der Antrag wurde geprüft." }]),
    );
    assert!(rules(&client.pull(URI)).contains(&"satz/passiv"));
    let map = client.about("klarbrief/reasonMap", URI);
    assert_eq!(map["scores"]["words"], 4, "the whole text was replaced: {map}");
    // A document that is not open, a version that runs backwards, a second opening.
    client.change("file:///nicht/offen.txt", 1, json!([{ "text": "x" }]));
    client.replace(URI, -5, TEXT);
    client.open(URI, "plaintext", "Wir prüfen.");
    assert!(!rules(&client.pull(URI)).contains(&"satz/passiv"));
    assert_eq!(client.pull("file:///nicht/offen.txt").len(), 0);
    client.end();
}

#[test]
fn a_document_of_fifty_megabytes() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", &"Der Antrag wurde geprüft. ".repeat(2_000_000));
    assert_eq!(client.pull(URI).len(), 1);
    for version in 2..6 {
        let end = json!({ "line": 0, "character": 40_000_000 + version });
        client.change(URI, version, json!([{ "range": { "start": end, "end": end }, "text": "😀" }]));
    }
    for method in ABOUT {
        let at = json!({ "line": 0, "character": 49_000_000 });
        let params = json!({
            "textDocument": { "uri": URI }, "position": at, "range": { "start": at, "end": at },
            "context": { "diagnostics": [] }
        });
        client.request(method, params).unwrap();
    }
    // Beyond what is kept, and back.
    client.replace(URI, 7, &"x".repeat(130 << 20));
    assert_eq!(client.pull(URI).len(), 1);
    client.replace(URI, 8, TEXT);
    assert!(rules(&client.pull(URI)).contains(&"satz/passiv"));
    client.end();
}

#[test]
fn long_lines_with_thousands_of_findings() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", &"😀 Der Antrag wurde geprüft. ".repeat(8_000));
    let count = client.pull(URI).len();
    assert!((1000..=5000).contains(&count), "{count}");
    client.about("textDocument/semanticTokens/full", URI);
    client.end();
}

#[test]
fn a_flood_of_changes_with_requests_between() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", TEXT);
    let mut open: BTreeMap<RequestId, &str> = BTreeMap::new();
    for version in 2..3000 {
        client.replace(URI, version, &format!("{TEXT}{version} Sätze sind zu prüfen."));
        if version % 10 == 0 {
            let method = ABOUT[(version / 10) as usize % ABOUT.len()];
            let at = json!({ "line": 2, "character": 5 });
            let params = json!({
                "textDocument": { "uri": URI }, "position": at, "range": { "start": at, "end": at },
                "context": { "diagnostics": [] }
            });
            open.insert(client.ask(method, params), method);
        }
        if version % 50 == 0 {
            client.notify("$/cancelRequest", json!({ "id": version / 10 }));
        }
    }
    let mut codes: BTreeMap<i32, usize> = BTreeMap::new();
    while !open.is_empty() {
        let Message::Response(Response { id, response_result }) = client.receive() else { continue };
        assert!(open.remove(&id).is_some(), "a second answer to {id}");
        if let Err(error) = response_result {
            *codes.entry(error.code).or_default() += 1;
        }
    }
    // Cancelled, sent back, or overtaken.
    assert!(codes.keys().all(|code| [-32800, -32801, -32802].contains(code)), "{codes:?}");
    works(&mut client);
    client.end();
}

#[test]
fn more_requests_than_can_wait() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", &TEXT.repeat(2000));
    let ids: Vec<RequestId> = (0..600)
        .map(|_| {
            client.ask(
                "textDocument/hover",
                json!({
                    "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 }
                }),
            )
        })
        .collect();
    let mut answered = std::collections::BTreeSet::new();
    while answered.len() < ids.len() {
        if let Message::Response(response) = client.receive() {
            assert!(answered.insert(response.id.clone()), "a second answer to {}", response.id);
            assert!(response.response_result.is_ok_and(|r| r.is_null()) || answered.len() <= ids.len());
        }
    }
    client.end();
}

#[test]
fn greetings_too_early_too_late_and_twice() {
    let mut client = Client::silent();
    assert_eq!(client.request("textDocument/hover", json!({})), Err(-32002));
    client.open(URI, "plaintext", TEXT);
    client.request("initialize", json!({ "capabilities": 3, "initializationOptions": [1] })).unwrap();
    assert_eq!(client.request("initialize", json!({})), Err(-32600));
    client.told.clear();
    works(&mut client);
    client.told.clear();
    assert_eq!(client.request("shutdown", Value::Null), Ok(Value::Null));
    assert_eq!(client.request("textDocument/hover", json!({})), Err(-32600));
    client.notify("exit", Value::Null);
    assert_eq!(client.join(), Ended::Clean);
}

#[test]
fn two_requests_of_one_id() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", TEXT);
    let request = || Request {
        id: RequestId::from("gleich".to_owned()),
        method: "textDocument/diagnostic".to_owned(),
        params: json!({ "textDocument": { "uri": URI } }),
    };
    client.send(request().into());
    client.send(request().into());
    let mut answers = Vec::new();
    while answers.len() < 2 {
        if let Message::Response(response) = client.receive() {
            answers.push(response.response_result.is_ok());
        }
    }
    assert!(answers.contains(&true), "{answers:?}");
    client.end();
}

#[test]
fn answers_to_questions_that_nobody_asked() {
    let mut client = Client::with(pulling());
    client.send(Response::new_ok(99.into(), json!([{ "lang": "en" }])).into());
    client.send(Response::new_err("klarbrief-1".to_owned().into(), -1, "no".to_owned()).into());
    works(&mut client);
    client.end();
}

#[test]
fn leaving_without_a_word() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", &TEXT.repeat(100));
    client.notify("exit", Value::Null);
    assert_eq!(client.join(), Ended::Abrupt);

    let mut client = Client::silent();
    client.notify("exit", Value::Null);
    assert_eq!(client.join(), Ended::Abrupt);

    // Hanging up with work under way, and with a workspace run under way.
    let folder = tempfile::tempdir().unwrap();
    for n in 0..200 {
        std::fs::write(folder.path().join(format!("{n}.txt")), TEXT.repeat(50)).unwrap();
    }
    let uri = format!("file://{}", folder.path().display());
    let mut client = Client::greeted(
        json!({ "capabilities": pushed(), "workspaceFolders": [{ "uri": uri, "name": "w" }] }),
    );
    client.open(URI, "plaintext", TEXT);
    client.notification("textDocument/publishDiagnostics");
    client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    client.replace(URI, 2, &TEXT.repeat(100));
    client.hang_up();
    assert_eq!(client.join(), Ended::Abrupt);
}

#[test]
fn shutting_down_answers_what_is_open() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", &TEXT.repeat(500));
    let waiting = client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
    let shutdown = client.ask("shutdown", Value::Null);
    assert!(matches!(client.answer(&waiting), Ok(_) | Err(-32800)));
    assert_eq!(client.answer(&shutdown), Ok(Value::Null));
    client.notify("exit", Value::Null);
    assert_eq!(client.join(), Ended::Clean);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-zä/:]{0,12}".prop_map(Value::from),
        Just(Value::from(URI)),
    ];
    let key = prop_oneof![
        Just("textDocument"),
        Just("uri"),
        Just("position"),
        Just("line"),
        Just("character"),
        Just("range"),
        Just("start"),
        Just("end"),
        Just("contentChanges"),
        Just("text"),
        Just("version"),
        Just("settings"),
        Just("languageId"),
        Just("id"),
        Just("rule"),
        Just("command"),
        Just("arguments"),
        Just("context"),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(key.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_session_gets_one_answer_to_each_request(
        messages in proptest::collection::vec((0usize..20, any_json()), 1..30)
    ) {
        let mut client = Client::with(pulling());
        client.open(URI, "plaintext", TEXT);
        let notes = ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose",
            "workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles", "$/cancelRequest"];
        for (which, params) in messages {
            if which < ABOUT.len() {
                let _ = client.request(ABOUT[which], params);
            } else if which < ABOUT.len() + notes.len() {
                client.notify(notes[which - ABOUT.len()], params);
            } else {
                let _ = client.request("workspace/executeCommand", params);
            }
        }
        client.told.clear();
        prop_assert_eq!(client.request("shutdown", Value::Null), Ok(Value::Null));
        client.notify("exit", Value::Null);
        prop_assert_eq!(client.join(), Ended::Clean);
    }
}

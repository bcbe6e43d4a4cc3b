//! Diagnostics: pushed, pulled, of the workspace; newest wins.

use std::time::Duration;

use serde_json::json;

use crate::client::{Client, marked, pulling, pushed, rules};

const URI: &str = "file:///briefe/bescheid.txt";
const PASSIVE: &str = "Sehr geehrte Frau Pérez 😀,\r\n\r\n😀 Der Antrag wurde von uns geprüft.\r\n";

#[test]
fn pushed_to_clients_that_do_not_pull() {
    let mut client = Client::with(pushed());
    client.open(URI, "plaintext", PASSIVE);
    let told = client.notification("textDocument/publishDiagnostics");
    assert_eq!(told["version"], 1);
    let items = told["diagnostics"].as_array().unwrap();
    let passive = items.iter().find(|d| d["code"] == "satz/passiv").expect("a passive");
    assert_eq!(marked(PASSIVE, &passive["range"]), "wurde von uns geprüft");
    assert_eq!(passive["source"], "klarbrief");
    assert!(passive["message"].as_str().unwrap().contains("Wer handelt"), "{passive}");

    client.replace(URI, 2, "Wir haben Ihren Antrag geprüft.\n");
    let told = client.notification("textDocument/publishDiagnostics");
    assert_eq!(told["version"], 2);
    assert!(!rules(told["diagnostics"].as_array().unwrap()).contains(&"satz/passiv"));

    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(client.notification("textDocument/publishDiagnostics")["diagnostics"], json!([]));
    client.end();
}

#[test]
fn pulled_and_unchanged() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", PASSIVE);
    let ask = |client: &mut Client, previous: Option<&str>| {
        let params = json!({ "textDocument": { "uri": URI }, "previousResultId": previous });
        client.request("textDocument/diagnostic", params).unwrap()
    };
    let first = ask(&mut client, None);
    assert_eq!(first["kind"], "full");
    let id = first["resultId"].as_str().unwrap().to_owned();
    assert_eq!(ask(&mut client, Some(&id)), json!({ "kind": "unchanged", "resultId": id }));
    client.change(
        URI,
        2,
        json!([{ "range": { "start": { "line": 2, "character": 3 }, "end": { "line": 2, "character": 6 } }, "text": "Dieser" }]),
    );
    let second = ask(&mut client, Some(&id));
    assert_eq!(second["kind"], "full", "{second}");
    // Nothing is pushed beside.
    client.listen(Duration::from_millis(50));
    client.end();
}

#[test]
fn the_newest_version_wins() {
    let mut client = Client::with(pushed());
    client.open(URI, "plaintext", PASSIVE);
    for version in 2..300 {
        client.replace(URI, version, &format!("{}{PASSIVE}", "Ein Satz. ".repeat(version as usize)));
    }
    client.replace(URI, 300, "Wir haben Ihren Antrag geprüft.\n");
    let mut last = 0;
    while last < 300 {
        let told = client.notification("textDocument/publishDiagnostics");
        let version = told["version"].as_i64().unwrap();
        assert!(version > last, "{version} after {last}");
        last = version;
    }
    client.end();
}

#[test]
fn formats_by_language_and_by_name() {
    let mut client = Client::with(pulling());
    let cases = [
        (
            "untitled:Untitled-1",
            "markdown",
            "Der Antrag **wurde** von uns *geprüft*.",
            "wurde** von uns *geprüft*",
        ),
        (
            "untitled:Untitled-2",
            "html",
            "<p>Der Antrag <b>wurde</b> gepr&uuml;ft.</p>",
            "wurde</b> gepr&uuml;ft",
        ),
        ("file:///a/brief.html", "plaintext", "<p>Der Antrag <b>wurde</b> geprüft.</p>", "wurde</b> geprüft"),
        ("untitled:Untitled-3", "plaintext", "Der Antrag wurde geprüft.", "wurde geprüft"),
    ];
    for (uri, language, text, expected) in cases {
        client.open(uri, language, text);
        let items = client.pull(uri);
        let passive =
            items.iter().find(|d| d["code"] == "satz/passiv").unwrap_or_else(|| panic!("{uri}: {items:?}"));
        assert!(marked(text, &passive["range"]).starts_with(expected.trim_end_matches('*')), "{uri}");
    }
    client.open("file:///a/x.py", "python", "# Der Antrag wurde geprüft.");
    assert_eq!(client.pull("file:///a/x.py").len(), 0);
    client.end();
}

#[test]
fn positions_in_every_encoding() {
    let line = "😀 Größe: Der Antrag wurde geprüft.";
    let at = line.find("wurde").unwrap();
    let expected = [
        ("utf-8", at),
        ("utf-16", line[..at].encode_utf16().count()),
        ("utf-32", line[..at].chars().count()),
    ];
    for (encoding, column) in expected {
        let mut capabilities = pulling();
        capabilities["general"] = json!({ "positionEncodings": [encoding] });
        let mut client = Client::with(capabilities);
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        client.open(URI, "plaintext", line);
        let items = client.pull(URI);
        let passive = items.iter().find(|d| d["code"] == "satz/passiv").expect("a passive");
        assert_eq!(passive["range"]["start"]["character"], column, "{encoding}");
        // An edit counts the same way.
        let range = json!({ "start": { "line": 0, "character": column }, "end": { "line": 0, "character": column + 5 } });
        client.change(URI, 2, json!([{ "range": range, "text": "ist" }]));
        let items = client.pull(URI);
        assert!(!rules(&items).contains(&"satz/passiv"), "{encoding}: {items:?}");
        client.end();
    }
}

#[test]
fn settings_when_greeting_and_later() {
    let mut client = Client::greeted(json!({
        "capabilities": pulling(),
        "locale": "en-GB",
        "initializationOptions": { "ignore": ["satz/passiv"], "land": "Atlantis" }
    }));
    let complaint = client.notification("window/showMessage");
    let complaint = complaint["message"].as_str().unwrap();
    assert!(complaint.contains("`land`") && complaint.contains("cannot be used"), "{complaint}");
    client.open(URI, "plaintext", PASSIVE);
    assert!(!rules(&client.pull(URI)).contains(&"satz/passiv"));
    let settings = json!({ "settings": { "klarbrief": { "select": ["satz/passiv"], "lang": "de" } } });
    client.notify("workspace/didChangeConfiguration", settings);
    let items = client.pull(URI);
    assert_eq!(rules(&items), ["satz/passiv"]);
    assert!(items[0]["message"].as_str().unwrap().contains("Wer handelt"));
    let settings = json!({ "settings": { "klarbrief": { "select": ["satz/pasiv"] } } });
    client.notify("workspace/didChangeConfiguration", settings);
    let complaint = client.notification("window/showMessage");
    assert!(complaint["message"].as_str().unwrap().contains("`satz/passiv`"), "{complaint}");
    client.end();
}

#[test]
fn settings_are_asked_for_where_the_client_has_them() {
    let mut capabilities = pulling();
    capabilities["workspace"] = json!({
        "configuration": true,
        "didChangeConfiguration": { "dynamicRegistration": true },
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "diagnostics": { "refreshSupport": true }
    });
    let mut client = Client::with(capabilities);
    let (_, registered) = client.question("client/registerCapability");
    let methods: Vec<&str> = registered["registrations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["method"].as_str().unwrap())
        .collect();
    assert_eq!(methods, ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
    let (id, asked) = client.question("workspace/configuration");
    assert_eq!(asked["items"][0]["section"], "klarbrief");
    client.send(lsp_server::Response::new_ok(id, json!([{ "ignore": "satz/passiv" }])).into());
    client.question("workspace/diagnostic/refresh");
    client.open(URI, "plaintext", PASSIVE);
    assert!(!rules(&client.pull(URI)).contains(&"satz/passiv"));
    client.end();
}

#[test]
fn rules_of_ones_own_are_watched() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("regeln/wort")).unwrap();
    let file = folder.path().join("regeln/wort/zettel.rule");
    let rule = |word: &str| {
        format!(
            "rule wort/zettel {{ title de \"T\" en \"T\"; severity warning; leitziel 4; scope word; match [lemma = \"{word}\"];\n\
             message de \"M\" en \"M\"; why de \"W\" en \"W\"; source \"Q\";\n\
             bad \"Der [{word}] fehlt.\"; bad \"Ein [{word}] fehlt.\"; good \"Gut.\"; good \"Auch.\"; }}"
        )
    };
    std::fs::write(&file, rule("Zettel")).unwrap();
    let uri = format!("file://{}", folder.path().display());
    let mut client = Client::greeted(json!({
        "capabilities": pulling(), "workspaceFolders": [{ "uri": uri, "name": "w" }],
        "initializationOptions": { "rules": ["regeln"] }
    }));
    client.open(URI, "plaintext", "Der Zettel liegt auf dem Tisch.");
    assert!(rules(&client.pull(URI)).contains(&"wort/zettel"));
    std::fs::write(&file, rule("Tisch")).unwrap();
    let change = json!({ "changes": [{ "uri": format!("{uri}/regeln/wort/zettel.rule"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", change.clone());
    let items = client.pull(URI);
    let found = items.iter().find(|d| d["code"] == "wort/zettel").expect("the rule as it is now");
    assert_eq!(found["range"]["start"]["character"], 25);
    // A broken file is told of, and letters are checked all the same.
    std::fs::write(&file, "rule wort/zettel { sevrity warning; }").unwrap();
    client.notify("workspace/didChangeWatchedFiles", change);
    let complaint = client.notification("window/showMessage");
    assert!(complaint["message"].as_str().unwrap().contains("zettel.rule:1"), "{complaint}");
    client.replace(URI, 2, PASSIVE);
    assert!(rules(&client.pull(URI)).contains(&"satz/passiv"));
    client.end();
}

#[test]
fn the_workspace_is_checked_with_progress() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a.md", "c.html", "d.py"] {
        std::fs::write(folder.path().join(name), "Der Antrag wurde von uns geprüft.").unwrap();
    }
    let uri = format!("file://{}", folder.path().display());
    let mut client = Client::greeted(
        json!({ "capabilities": pulling(), "workspaceFolders": [{ "uri": uri, "name": "w" }] }),
    );
    // What is open is told of by its own request.
    client.open(&format!("{uri}/b.txt"), "plaintext", "Wir haben geprüft.");
    client.pull(&format!("{uri}/b.txt"));
    let ask = |client: &mut Client, previous: serde_json::Value| {
        let params = json!({ "previousResultIds": previous, "workDoneToken": "t" });
        client.request("workspace/diagnostic", params).unwrap()["items"].as_array().unwrap().clone()
    };
    let items = ask(&mut client, json!([]));
    let of: Vec<&str> = items.iter().map(|i| i["uri"].as_str().unwrap()).collect();
    assert_eq!(of, [format!("{uri}/a.md"), format!("{uri}/c.html")]);
    assert!(items.iter().all(|i| i["items"].as_array().is_some_and(|d| !d.is_empty())));
    let kinds: Vec<String> = std::iter::from_fn(|| {
        (!client.told.is_empty())
            .then(|| client.notification("$/progress")["value"]["kind"].as_str().unwrap().to_owned())
    })
    .collect();
    assert_eq!(kinds.first().map(String::as_str), Some("begin"));
    assert_eq!(kinds.last().map(String::as_str), Some("end"));
    let previous: Vec<_> = items.iter().map(|i| json!({ "uri": i["uri"], "value": i["resultId"] })).collect();
    let again = ask(&mut client, json!(previous));
    assert!(again.iter().all(|i| i["kind"] == "unchanged"), "{again:?}");
    client.told.clear();
    client.end();
}

#[test]
fn a_run_over_the_workspace_can_be_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..400 {
        std::fs::write(
            folder.path().join(format!("{n}.txt")),
            "Der Antrag wurde von uns geprüft. ".repeat(200),
        )
        .unwrap();
    }
    let uri = format!("file://{}", folder.path().display());
    let mut client = Client::greeted(
        json!({ "capabilities": pulling(), "workspaceFolders": [{ "uri": uri, "name": "w" }] }),
    );
    client.open(URI, "plaintext", PASSIVE);
    client.pull(URI);
    let id = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let newer = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(client.answer(&id), Err(-32802), "newest wins");
    client.notify("$/cancelRequest", json!({ "id": 4 }));
    assert_eq!(client.answer(&newer), Err(-32800));
    // The server is there for the next one.
    assert!(rules(&client.pull(URI)).contains(&"satz/passiv"));
    client.end();
}

#[test]
fn a_letter_that_is_too_large_is_told_of_and_comes_back() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", &"Der Antrag wurde geprüft. ".repeat(200_000));
    let items = client.pull(URI);
    assert_eq!(items.len(), 1);
    assert!(items[0]["message"].as_str().unwrap().contains("zu groß"));
    client.replace(URI, 2, PASSIVE);
    assert!(rules(&client.pull(URI)).contains(&"satz/passiv"));
    client.end();
}

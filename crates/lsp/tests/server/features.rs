//! What an editor shows beside diagnostics.

use serde_json::{Value, json};

use crate::client::{Client, marked, pulling};

const URI: &str = "file:///briefe/bescheid.txt";
const LETTER: &str = include_str!("../../../../corpus/refusal-no-reasons/before.txt");

/// Line and column (UTF-16) of the first place where some words stand.
fn place(text: &str, words: &str) -> (usize, usize) {
    let at = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    (line, text[start..at].encode_utf16().count())
}

fn open(text: &str) -> Client {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", text);
    client
}

fn hover(text: &str, words: &str) -> String {
    let mut client = open(text);
    let (line, column) = place(text, words);
    let found = client.at("textDocument/hover", URI, line, column + 1);
    client.end();
    found["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

/// Applies the edits of a workspace edit to the text of one document.
fn apply(text: &str, edit: &Value, uri: &str) -> String {
    let changes = edit["documentChanges"].as_array().unwrap();
    let of = changes.iter().find(|c| c["textDocument"]["uri"] == uri).expect("an edit of the document");
    let mut edits: Vec<&Value> = of["edits"].as_array().unwrap().iter().collect();
    edits.sort_by_key(|e| {
        std::cmp::Reverse((e["range"]["start"]["line"].as_u64(), e["range"]["start"]["character"].as_u64()))
    });
    let mut out = text.to_owned();
    for edit in edits {
        let words = marked(&out, &edit["range"]);
        let before =
            marked(&out, &json!({ "start": { "line": 0, "character": 0 }, "end": edit["range"]["start"] }));
        out.replace_range(before.len()..before.len() + words.len(), edit["newText"].as_str().unwrap());
    }
    out
}

fn actions(client: &mut Client, uri: &str, text: &str, words: &str, only: Option<&str>) -> Vec<Value> {
    let (line, column) = place(text, words);
    let at = json!({ "line": line, "character": column + 1 });
    let mut context = json!({ "diagnostics": [] });
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params =
        json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": at }, "context": context });
    client.request("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
}

fn titled<'a>(actions: &'a [Value], words: &str) -> &'a Value {
    let titles: Vec<_> = actions.iter().map(|a| a["title"].as_str().unwrap()).collect();
    actions
        .iter()
        .find(|a| a["title"].as_str().unwrap().contains(words))
        .unwrap_or_else(|| panic!("{titles:?}"))
}

#[test]
fn hover_on_a_finding_shows_the_page_of_its_rule() {
    let page = hover("😀 Der Antrag wurde geprüft.", "wurde");
    for words in ["satz/passiv", "Warum", "Quelle", "So nicht"] {
        assert!(page.contains(words), "`{words}` in {page}");
    }
}

#[test]
fn hover_on_a_citation_tells_title_existence_and_day_of_the_law() {
    let page = hover("Das folgt aus § 25b Abs. 1 AufenthG.", "25b");
    assert!(page.contains("§ 25b Abs. 1 AufenthG") && page.contains("Integration"), "{page}");
    assert!(page.contains("gibt es (Rechtsstand 20"), "{page}");
    let page = hover("Das folgt aus § 399 AufenthG.", "399");
    assert!(page.contains("nicht im Verzeichnis") && page.contains("Am nächsten: § "), "{page}");
    let page = hover("Das folgt aus § 3 NKAG.", "NKAG");
    assert!(!page.contains("gibt es (Rechtsstand"), "{page}");
}

#[test]
fn hover_on_a_term_of_art_explains_it() {
    let page = hover("Sie bekommen eine Fiktionsbescheinigung. Das heißt: Sie dürfen bleiben.", "Fiktions");
    assert!(page.starts_with("**Fiktionsbescheinigung**: "), "{page}");
}

#[test]
fn hover_beside_words_says_nothing() {
    assert_eq!(hover("Guten Tag, Frau Pérez.", "Guten"), "");
}

#[test]
fn fixes_are_applied_where_they_stand() {
    let text = "😀 Das gilt hier, und das folgt aus § 5 Abs. 1 AufentG.";
    let mut client = open(text);
    let found = actions(&mut client, URI, text, "AufentG", None);
    let fix = found
        .iter()
        .find(|a| a["kind"] == "quickfix" && a.get("edit").is_some() && a.get("diagnostics").is_some());
    let fix = fix.unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let after = apply(text, &fix["edit"], URI);
    assert_eq!(after, "😀 Das gilt hier, und das folgt aus § 5 Abs. 1 AufenthG.");
    assert!(titled(&found, "erklären")["command"]["command"] == "klarbrief.explain");
    client.end();
}

#[test]
fn all_safe_fixes_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("wort")).unwrap();
    let rule = "rule wort/zettel { title de \"T\" en \"T\"; severity warning; leitziel 4; scope word; match \"Zettel\" | \"Wisch\";
        message de \"M\" en \"M\"; why de \"W\" en \"W\"; source \"Q\"; fix safe de \"„Blatt“ schreiben\" en \"Write “Blatt”\" => \"Blatt\";
        bad \"Der [Zettel] fehlt.\"; bad \"Ein [Wisch] fehlt.\"; good \"Gut.\"; good \"Auch.\"; }";
    std::fs::write(folder.path().join("wort/zettel.rule"), rule).unwrap();
    let text = "Der Zettel liegt neben dem Zettel 😀.\r\nDer Wisch auch.";
    let mut client = Client::greeted(json!({
        "capabilities": pulling(), "locale": "de", "initializationOptions": { "rules": [folder.path()] }
    }));
    client.open(URI, "plaintext", text);
    let found = actions(&mut client, URI, text, "Zettel", Some("source.fixAll"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["title"], "Alle sicheren Vorschläge übernehmen (3)");
    let after = apply(text, &found[0]["edit"], URI);
    assert_eq!(after, "Der Blatt liegt neben dem Blatt 😀.\r\nDer Blatt auch.");
    let found = actions(&mut client, URI, text, "Zettel", Some("quickfix"));
    assert_eq!(titled(&found, "Blatt")["isPreferred"], true);
    client.end();
}

#[test]
fn only_the_kinds_that_were_asked_for() {
    let text = "Seitens der Behörde wird geprüft.";
    let mut client = open(text);
    assert!(actions(&mut client, URI, text, "Seitens", Some("refactor")).is_empty());
    let all = actions(&mut client, URI, text, "Seitens", Some("source.fixAll"));
    assert!(all.iter().all(|a| a["kind"] == "source.fixAll.klarbrief"), "{all:?}");
    client.end();
}

#[test]
fn a_finding_is_allowed_by_a_comment_before_its_block() {
    let cases = [
        (
            "a.md",
            "# Titel\n\nDer Antrag wurde geprüft.\n",
            "\n\n<!-- klarbrief: allow satz/passiv -- Grund -->\nDer Antrag",
        ),
        (
            "a.md",
            "- Eins\n- Der Antrag wurde geprüft.\n",
            "- Eins\n<!-- klarbrief: allow satz/passiv -- Grund -->\n- Der Antrag",
        ),
        (
            "a.html",
            "<div>\r\n  <p>Der Antrag <b>wurde</b> geprüft.</p>\r\n</div>",
            "\n  <!-- klarbrief: allow satz/passiv -- Grund -->\r\n  <p>",
        ),
    ];
    for (name, text, expected) in cases {
        let uri = format!("file:///w/{name}");
        let mut client = Client::with(pulling());
        client.open(&uri, "", text);
        let found = actions(&mut client, &uri, text, "wurde", None);
        let after = apply(text, &titled(&found, "an dieser Stelle")["edit"], &uri);
        assert!(after.contains(expected), "{after}");
        client.end();
    }
}

#[test]
fn a_fix_never_takes_markup_away() {
    let text = "<p>Die Vorschrift kommt hier <b>zur</b> Anwendung, und <i>seitens</i> der Behörde.</p>";
    let uri = "file:///w/a.html";
    let mut client = Client::with(pulling());
    client.open(uri, "html", text);
    for words in ["kommt", "seitens"] {
        for action in actions(&mut client, uri, text, words, None) {
            if action.get("diagnostics").is_some() && !action["title"].as_str().unwrap().contains("zulassen")
            {
                let after = apply(text, &action["edit"], uri);
                for tag in ["<b>", "</b>", "<i>", "</i>"] {
                    assert!(after.contains(tag), "{action} gives {after}");
                }
            }
        }
    }
    client.end();
}

#[test]
fn a_rule_is_allowed_in_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let root = format!("file://{}", folder.path().display());
    let uri = format!("{root}/briefe/a.txt");
    let text = "Der Antrag wurde geprüft.";
    let mut client = Client::greeted(
        json!({ "capabilities": pulling(), "locale": "de", "workspaceFolders": [{ "uri": root, "name": "w" }] }),
    );
    client.open(&uri, "plaintext", text);
    let found = actions(&mut client, &uri, text, "wurde", None);
    let changes = &titled(&found, "klarbrief.toml")["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], format!("{root}/klarbrief.toml"));
    assert!(
        changes[1]["edits"][0]["newText"]
            .as_str()
            .unwrap()
            .starts_with("[[allow]]\nrule = \"satz/passiv\"\n")
    );
    // An existing file is added to, at its end.
    let toml = "lang = \"de\"";
    std::fs::write(folder.path().join("klarbrief.toml"), toml).unwrap();
    let found = actions(&mut client, &uri, text, "wurde", None);
    let after = apply(toml, &titled(&found, "klarbrief.toml")["edit"], &format!("{root}/klarbrief.toml"));
    assert!(after.starts_with("lang = \"de\"\n\n[[allow]]\nrule = \"satz/passiv\"\nreason = \""), "{after}");
    client.end();
}

#[test]
fn symbols_are_parts_and_rulings() {
    let mut client = open(LETTER);
    let symbols = client.about("textDocument/documentSymbol", URI);
    let names: Vec<&str> = symbols.as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    for name in ["Absender", "Betreff", "Entscheidung", "Begründung", "Rechtsbehelfsbelehrung"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let operative = symbols.as_array().unwrap().iter().find(|s| s["name"] == "Entscheidung").unwrap();
    let points = operative["children"].as_array().unwrap();
    assert_eq!(points.len(), 2);
    assert!(points[0]["name"].as_str().unwrap().starts_with("1. Der Antrag auf Verlängerung"), "{points:?}");
    assert!(points[0]["detail"].as_str().unwrap().starts_with("Ablehnung, Stufe "), "{points:?}");
    for symbol in symbols.as_array().unwrap() {
        let key = |range: &Value, end: &str| {
            (range[end]["line"].as_u64().unwrap(), range[end]["character"].as_u64().unwrap())
        };
        let (whole, own) = (&symbol["range"], &symbol["selectionRange"]);
        assert!(key(whole, "start") <= key(own, "start") && key(own, "end") <= key(whole, "end"), "{symbol}");
    }
    client.end();
}

#[test]
fn parts_fold() {
    let mut client = open(LETTER);
    let folds = client.about("textDocument/foldingRange", URI);
    let reasons = place(LETTER, "Begründung\n").0 as u64;
    assert!(folds.as_array().unwrap().iter().any(|f| f["startLine"] == reasons), "{folds}");
    client.end();
}

#[test]
fn lenses_and_hints_tell_levels_and_scores() {
    let mut client = open(LETTER);
    let lenses = client.about("textDocument/codeLens", URI);
    let titles: Vec<&str> =
        lenses.as_array().unwrap().iter().map(|l| l["command"]["title"].as_str().unwrap()).collect();
    assert!(
        titles[0].starts_with("Verständlichkeit ") && titles[0].contains("Nachvollziehbarkeit"),
        "{titles:?}"
    );
    assert!(titles.iter().filter(|t| t.starts_with("Begründung: Stufe ")).count() >= 2, "{titles:?}");
    assert!(titles.iter().any(|t| t.contains("es fehlt: ")), "{titles:?}");
    let end = LETTER.lines().count();
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": end, "character": 0 } });
    let params = json!({ "textDocument": { "uri": URI }, "range": range });
    let hints = client.request("textDocument/inlayHint", params).unwrap();
    let first = &hints.as_array().unwrap()[0];
    assert_eq!(first["position"]["line"], place(LETTER, "1. Der Antrag").0);
    assert!(first["label"].as_str().unwrap().contains("/5"));
    // What a click asks for.
    let result = client.request(
        "workspace/executeCommand",
        json!({ "command": "klarbrief.reasonMap", "arguments": [URI, 1] }),
    );
    assert_eq!(result.unwrap()["points"][0]["number"], 1);
    let message = client.notification("window/showMessage");
    assert!(message["message"].as_str().unwrap().contains("Ziffer 1 (Ablehnung)"), "{message}");
    client.end();
}

#[test]
fn the_reason_map_has_ranges_of_the_editor() {
    let text = include_str!("../../../../corpus/refusal-no-reasons/after.txt");
    let mut client = open(text);
    let map = client.about("klarbrief/reasonMap", URI);
    assert_eq!(map["kind"]["id"], "refusal");
    assert!(map["scores"]["comprehensibility"].as_f64().unwrap() > 0.0);
    assert!(map["lawDate"].as_str().unwrap().starts_with("20"));
    let point = &map["points"][0];
    assert_eq!(point["ruling"]["id"], "refuse");
    assert!(point["level"].as_u64().unwrap() >= 4, "{point}");
    for reason in point["reasons"].as_array().unwrap() {
        let words = marked(text, &reason["range"]).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words, reason["text"].as_str().unwrap());
    }
    assert!(point["norms"].as_array().unwrap().iter().any(|n| n["exists"] == true), "{point}");
    client.end();
}

fn labels(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().into_iter().flatten().map(|i| i["label"].as_str().unwrap()).collect()
}

#[test]
fn sections_and_laws_are_completed() {
    let complete = |text: &str| {
        let mut client = open(text);
        let answer = client.at("textDocument/completion", URI, 0, text.encode_utf16().count());
        client.end();
        answer
    };
    let answer = complete("Das folgt aus § 25b");
    assert_eq!(labels(&answer)[0], "25b AufenthG");
    assert!(answer["items"][0]["detail"].as_str().unwrap().contains("Integration"));
    assert_eq!(answer["items"][0]["textEdit"]["range"]["start"]["character"], 16);
    let answer = complete("Das folgt aus § 25b Abs. 1 Satz 1 ");
    assert_eq!(labels(&answer)[0], "AufenthG");
    assert!(!labels(&answer).contains(&"StAG"), "the law has no § 25b");
    let answer = complete("Nach § 10 Abs. 1 Nr. 3 StA");
    assert_eq!(labels(&answer)[0], "StAG");
    for text in ["Guten Tag ", "Das folgt aus § 25b Abs. ", "§ 5 AufenthG gilt hier. Und "] {
        assert!(labels(&complete(text)).is_empty(), "{text}: {:?}", labels(&complete(text)));
    }
}

#[test]
fn rules_are_completed_in_comments_that_allow() {
    let mut client = Client::with(pulling());
    let text = "<!-- klarbrief: allow satz/pass";
    client.open("file:///w/a.md", "markdown", text);
    let answer = client.at("textDocument/completion", "file:///w/a.md", 0, text.len());
    assert!(labels(&answer).contains(&"satz/passiv"), "{answer}");
    client.replace("file:///w/a.md", 2, "<!-- klarbrief: allow satz/passiv -- weil satz/");
    let answer = client.at("textDocument/completion", "file:///w/a.md", 0, 47);
    assert!(labels(&answer).is_empty());
    client.end();
}

#[test]
fn tokens_mark_citations_dates_and_placeholders() {
    let text =
        "Sehr geehrte Frau «Nachname» 😀,\n\nam 3. Mai 2026 haben wir nach § 399 AufenthG entschieden.\n";
    let mut client = open(text);
    let data = client.about("textDocument/semanticTokens/full", URI)["data"].as_array().unwrap().clone();
    let (mut line, mut column, mut found) = (0, 0, Vec::new());
    for token in data.chunks(5) {
        let n = |i: usize| token[i].as_u64().unwrap();
        column = if n(0) == 0 { column + n(1) } else { n(1) };
        line += n(0);
        let range = json!({ "start": { "line": line, "character": column }, "end": { "line": line, "character": column + n(2) } });
        found.push((marked(text, &range), n(3), n(4)));
    }
    let expected = [("«Nachname»", 2, 0), ("3. Mai 2026", 1, 0), ("§ 399 AufenthG", 0, 1)];
    let expected: Vec<(String, u64, u64)> =
        expected.iter().map(|(w, t, m)| ((*w).to_owned(), *t, *m)).collect();
    assert_eq!(found, expected);
    client.end();
}

#[test]
fn pages_of_rules_are_asked_for() {
    let mut client = Client::with(pulling());
    client.open(URI, "plaintext", "x");
    client.pull(URI);
    let page = client.request("klarbrief/explain", json!({ "rule": "satz/passiv" })).unwrap();
    assert!(page["markdown"].as_str().unwrap().contains("**Warum**"));
    assert_eq!(client.request("klarbrief/explain", json!({ "rule": "satz/pasiv" })), Err(-32602));
    let params = json!({ "command": "klarbrief.explain", "arguments": ["satz/passiv"] });
    client.request("workspace/executeCommand", params).unwrap();
    client.notification("window/showMessage");
    client.end();
}

#[test]
fn rule_files_are_compiled_while_they_are_written() {
    let mut client = Client::with(pulling());
    let uri = "file:///w/regeln/wort/neu.rule";
    let text = "# Größe 😀\nrule wort/neu {\n    sevrity warning;\n    match [pos = VERB];\n}\n";
    client.open(uri, "plaintext", text);
    let items = client.pull(uri);
    let wrong = items
        .iter()
        .find(|d| d["message"].as_str().unwrap().contains("sevrity"))
        .unwrap_or_else(|| panic!("{items:?}"));
    assert_eq!(marked(text, &wrong["range"]), "sevrity");
    let (line, column) = place(text, "match");
    let page = client.at("textDocument/hover", uri, line, column + 2);
    assert!(page["contents"]["value"].as_str().unwrap().starts_with("**`match`**"), "{page}");
    let (line, column) = place(text, "pos");
    let page = client.at("textDocument/hover", uri, line, column + 1);
    assert!(page["contents"]["value"].as_str().unwrap().contains("part of speech"), "{page}");
    // Keywords, attributes, values, tables.
    let cases = [
        ("rule wort/neu {\n    se", "severity"),
        ("rule wort/neu {\n    severity w", "warning"),
        ("rule wort/neu {\n    match [le", "lemma"),
        ("rule wort/neu {\n    match [pos = V", "VERB"),
        ("rule wort/neu {\n    scope sentence in re", "reasons"),
        ("rule wort/neu {\n    lexicon \"amts", "amtsdeutsch"),
        ("rule wort/neu {\n    lexicon \"amtsdeutsch\" \"expl", "explain/remedy"),
    ];
    for (version, (text, expected)) in cases.into_iter().enumerate() {
        client.replace(uri, version as i32 + 2, text);
        let last = text.lines().last().unwrap();
        let answer = client.at("textDocument/completion", uri, text.lines().count() - 1, last.len());
        assert!(labels(&answer).contains(&expected), "{text}: {:?}", labels(&answer));
    }
    client.end();
}

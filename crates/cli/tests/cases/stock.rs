//! `check --stock`: a stock of letters as a whole.

use serde_json::Value;

use crate::support::{Desk, probe};

fn args<'a>(rules: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["check", "--stock", "--rules", rules, "--select", "probe"], more].concat()
}

/// Six letters: one sentence in four of them, with other dates; one text block in two wordings.
fn desk() -> Desk {
    let mut desk = Desk::new();
    for n in 1..=6 {
        let shared = if n <= 4 {
            format!("Bis zum {n}. Mai 2026 soll die Vorschrift zur Anwendung kommen.\n\n")
        } else {
            String::new()
        };
        let block = if n % 2 == 0 {
            "Die vollständigen Unterlagen und den gültigen Pass müssen Sie der Ausländerbehörde persönlich am Schalter im Rathaus vorlegen."
        } else {
            "Sie müssen der Ausländerbehörde am Schalter im Rathaus persönlich den gültigen Pass und die vollständigen Unterlagen vorlegen."
        };
        desk = desk.with(&format!("{n}.txt"), format!("Guten Tag,\n\n{shared}{block}\n"));
    }
    desk.with("schlecht.txt", "Das ist verboten. Auch das ist verboten.\n")
}

fn json(desk: &Desk, more: &[&str]) -> Value {
    let rules = probe();
    let run = desk.run(&args(&rules, &[&[".", "--format", "json"], more].concat())).ends_with(1);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn the_same_sentence_is_one_entry_with_all_its_places() {
    let view = json(&desk(), &[]);
    let stock = &view["stock"];
    assert_eq!((&stock["letters"], &stock["errors"]), (&7.into(), &0.into()));
    let entry = stock["mends"].as_array().unwrap().iter().find(|m| m["places"] == 4).expect("one entry");
    assert_eq!(entry["text"], "Bis zum 1. Mai 2026 soll die Vorschrift zur Anwendung kommen.");
    assert_eq!(entry["rules"], serde_json::json!(["probe/streckverb"]));
    assert_eq!(entry["gain"], 20, "four warnings");
    let paths: Vec<&str> =
        entry["at"].as_array().unwrap().iter().map(|p| p["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["1.txt", "2.txt", "3.txt", "4.txt"]);
    assert_eq!(stock["worst"][0]["path"], "schlecht.txt");
    assert_eq!(stock["worst"][0]["reasons"][0]["rule"], "probe/verbot");
}

#[test]
fn the_same_in_other_words_is_found() {
    let view = json(&desk(), &[]);
    let alike = view["stock"]["alike"].as_array().unwrap();
    assert_eq!(alike.len(), 1, "{alike:#?}");
    assert_eq!((&alike[0]["wordings"], &alike[0]["places"]), (&2.into(), &6.into()));
}

#[test]
fn text_and_page_show_it() {
    let rules = probe();
    let desk = desk();
    let run = desk.run(&args(&rules, &[".", "--output", "html=b.html"])).ends_with(1);
    insta::assert_snapshot!("stock_text", run.out);
    let page = desk.read("b.html");
    for words in
        ["<html lang=\"de\">", "Einmal ändern, überall gewinnen", "Bis zum 1. Mai 2026 soll die Vorschrift"]
    {
        assert!(page.contains(words), "{words}");
    }
    for outside in ["http://", "https://", "<script", "<link", "@import", "url("] {
        assert!(!page.contains(outside), "{outside} in a page that loads nothing");
    }
    let english = desk.run(&args(&rules, &[".", "--lang", "en", "--format", "html"])).ends_with(1).out;
    assert!(english.contains("<html lang=\"en\">") && english.contains("Mend once, gain everywhere"));
    assert!(!english.contains("Stellen"), "German words in an English page");
}

#[test]
fn the_trend_tells_what_was_mended() {
    let rules = probe();
    let desk = desk();
    desk.run(&args(&rules, &[".", "--output", "json=alt.json"])).ends_with(1);
    let desk = (1..=4)
        .fold(desk, |desk, n| desk.with(&format!("{n}.txt"), "Guten Tag,\n\nwir helfen Ihnen gern.\n"));
    let view = json(&desk, &["--since-json", "alt.json"]);
    let trend = &view["trend"];
    assert_eq!(trend["findings"]["warning"], serde_json::json!({"before": 4, "now": 0}));
    assert_eq!(trend["mended"][0]["places"], 4);
    assert_eq!(trend["rules"][0], serde_json::json!({"rule": "probe/streckverb", "before": 4, "now": 0}));
    let text = desk.run(&args(&rules, &[".", "--since-json", "alt.json"])).ends_with(1).out;
    assert!(text.contains("Erledigt: 1 Sätze der früheren Liste an 4 Stellen"), "{text}");
}

#[test]
fn mistakes_are_told_before_anything_is_checked() {
    let rules = probe();
    let desk =
        desk().with("kein.json", "{}").with("fremd.json", "{\"schema_version\":9,\"stock\":{\"letters\":1}}");
    let wrong = |more: &[&str], words: &str| {
        desk.run(&args(&rules, &[&["."], more].concat())).ends_with(2).says(words);
    };
    wrong(&["--format", "sarif"], "text, json und html");
    wrong(&["--since-json", "fehlt.json"], "fehlt.json");
    wrong(&["--since-json", "kein.json"], "keine frühere Ansicht");
    wrong(&["--since-json", "fremd.json"], "keine frühere Ansicht");
    desk.run(&["check", ".", "--since-json", "kein.json"]).ends_with(2).says("--stock");
}

#[test]
fn threads_change_no_byte() {
    let rules = probe();
    let desk = desk();
    for format in ["text", "json", "html"] {
        let run = |threads: &str| {
            desk.run(&args(&rules, &[".", "--format", format, "--threads", threads])).ends_with(1).out
        };
        assert_eq!(run("1"), run("2"), "{format}");
    }
}

#[test]
fn broken_letters_are_counted_and_the_rest_is_shown() {
    let rules = probe();
    let desk = desk().with("0.docx", "PK no zip");
    let run = desk.run(&args(&rules, &[".", "--format", "json"])).ends_with(2).says("0.docx");
    let view: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(view["stock"]["errors"], 1);
    // Letters behind the broken one keep their names.
    let entry =
        &view["stock"]["mends"].as_array().unwrap().iter().find(|m| m["places"] == 4).unwrap()["at"][0];
    assert_eq!(entry["path"], "1.txt");
}

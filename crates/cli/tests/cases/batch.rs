//! `batch`: one answer for every line, in order, whatever the line is.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Desk, binary, probe};

fn answers(args: &[&str], input: &[u8]) -> Vec<Value> {
    let rules = probe();
    let args = [&["batch", "--rules", &rules, "--select", "probe"], args].concat();
    let run = Desk::new().run_with(&args, input).ends_with(0);
    assert_eq!(run.err, "");
    run.out.lines().map(|l| serde_json::from_str(l).expect(l)).collect()
}

#[test]
fn every_line_is_answered_in_order() {
    let mut input = String::new();
    for n in 0..500 {
        input +=
            &format!("{}\n", json!({"id": n.to_string(), "text": "Das ist verboten. ".repeat(1 + n % 17)}));
    }
    for threads in ["1", "2", "5"] {
        let answers = answers(&["--threads", threads], input.as_bytes());
        assert_eq!(answers.len(), 500);
        for (n, answer) in answers.iter().enumerate() {
            assert_eq!(answer["id"], n.to_string());
            assert_eq!(answer["findings"].as_array().unwrap().len(), 1 + n % 17);
            assert!(answer.get("text").is_none() && answer.get("analysis").is_none());
        }
    }
}

#[test]
fn a_wrong_line_is_answered_with_its_error_and_the_stream_goes_on() {
    let input = [
        r#"{"id":"1","text":"Das ist verboten."}"#,
        "{nonsense",
        r#""text""#,
        r#"{"id":"2"}"#,
        r#"{"id":"3","text":5}"#,
        r#"{"id":"4","text":"x","kind":"refusel"}"#,
        r#"{"id":"5","text":"x","land":"XX"}"#,
        r#"{"id":"6","text":"x","date":"gestern"}"#,
        r#"{"id":"7","text":"x","format":"docx"}"#,
        r#"{"id":"8","text":"x","txet":"y"}"#,
        r#"{"id":"9","text":" \n "}"#,
        "",
        r#"{"id":10,"text":"Das ist verboten.","kind":"hearing","land":"NI","date":"2026-05-03","format":"txt"}"#,
    ]
    .join("\n");
    let mut input = input.into_bytes();
    input.extend(b"\n\xff\xfe{\n");
    let answers = answers(&[], &input);
    let codes: Vec<(Value, &str)> =
        answers.iter().map(|a| (a["id"].clone(), a["error"]["code"].as_str().unwrap_or("ok"))).collect();
    let expected = [
        (json!("1"), "ok"),
        (Value::Null, "invalid-json"),
        (Value::Null, "invalid-request"),
        (json!("2"), "invalid-request"),
        (json!("3"), "invalid-request"),
        (json!("4"), "unknown-kind"),
        (json!("5"), "unknown-land"),
        (json!("6"), "invalid-date"),
        (json!("7"), "unknown-format"),
        (json!("8"), "invalid-request"),
        (json!("9"), "empty"),
        (json!(10), "ok"),
        (Value::Null, "invalid-json"),
    ];
    assert_eq!(codes, expected);
    for answer in answers.iter().filter(|a| a.get("error").is_some()) {
        let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 2, "{answer}");
        assert!(answer["error"]["message"].is_string() && answer["error"]["hint"].is_string());
    }
    assert_eq!(answers[11]["kind"], json!({"id": "hearing", "also": [], "confidence": 1.0}));
}

#[test]
fn offsets_count_bytes_of_the_text_as_it_was_sent() {
    let text = "\u{feff}Grüße 😀: das ist verboten.";
    let answers = answers(&[], format!("{}\n", json!({"id": "a", "text": text})).as_bytes());
    let finding = &answers[0]["findings"][0];
    let range = finding["start"].as_u64().unwrap() as usize..finding["end"].as_u64().unwrap() as usize;
    assert_eq!(&text[range], "verboten");
}

#[test]
fn a_piece_of_a_letter_lacks_nothing() {
    let rules_of = |text: &str, piece: bool| -> Vec<String> {
        let input = format!("{}\n", json!({"id": 1, "text": text, "piece": piece}));
        let run = Desk::new().run_with(&["batch"], input.as_bytes()).ends_with(0);
        let answer: Value = serde_json::from_str(&run.out).unwrap();
        let findings = answer["findings"].as_array().unwrap();
        findings.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
    };
    // A remedy notice that does not name the office; the office may stand in the next paragraph.
    let notice = "Gegen diesen Bescheid kann innerhalb eines Monats Widerspruch erhoben werden.";
    assert!(rules_of(notice, false).iter().any(|r| r == "rechtsbehelf/falsche-stelle"));
    assert_eq!(rules_of(notice, true), [""; 0]);
    // A term of art that may be explained further up.
    let wording = "Die Behörde prüft zwecks Klärung Ihren Widerspruch.";
    assert_eq!(rules_of(wording, false), ["wort/kanzleiwort", "wort/unerklaerter-rechtsbegriff"]);
    assert_eq!(rules_of(wording, true), ["wort/kanzleiwort"]);
}

#[test]
fn analysis_comes_with_its_text() {
    let text = "Der Antrag wird abgelehnt.";
    let answers =
        answers(&["--with", "analysis"], format!("{}\n", json!({"id": "a", "text": text})).as_bytes());
    assert_eq!(answers[0]["text"], text);
    let sentence = &answers[0]["analysis"]["sentences"][0];
    assert_eq!((&sentence["start"], &sentence["end"]), (&json!(0), &json!(26)));
    assert_eq!(
        sentence["tokens"][3],
        json!({"start": 16, "end": 25, "lemma": "ablehnen", "pos": "VERB", "morph": "VerbForm=Part", "syllables": 3})
    );
    assert_eq!(sentence["tokens"][4]["morph"], "");
    assert_eq!(sentence["constructions"], json!([{"kind": "passive", "start": 11, "end": 25}]));
}

#[test]
fn markdown_and_html_bring_the_text_that_offsets_count_in() {
    let lines = [
        json!({"id": "md", "format": "md", "text": "# Titel\n\nDas ist **verboten**.\n"}),
        json!({"id": "html", "format": "html", "text": "<p>Das ist <b>ver&shy;boten</b>.</p>"}),
    ];
    let input: String = lines.iter().map(|l| format!("{l}\n")).collect();
    for answer in answers(&[], input.as_bytes()) {
        let text = answer["text"].as_str().expect("an extracted text");
        let finding = &answer["findings"][0];
        let range = finding["start"].as_u64().unwrap() as usize..finding["end"].as_u64().unwrap() as usize;
        assert_eq!(text[range].replace('\u{ad}', ""), "verboten", "{answer}");
        assert!(finding["line"].is_u64());
    }
}

#[test]
fn a_line_that_is_too_long_costs_an_error() {
    let mut input = vec![b' '; 16 * 1024 * 1024 + 1];
    input.extend(b"\n{\"id\":\"after\",\"text\":\"Das ist verboten.\"}\n");
    let answers = answers(&[], &input);
    assert_eq!(answers[0]["error"]["code"], "line-too-long");
    assert_eq!(answers[1]["id"], "after");
}

#[test]
fn a_caller_that_waits_for_each_answer_gets_it() {
    let mut child = binary()
        .args(["batch", "--threads", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 0..5 {
        writeln!(stdin, r#"{{"id":"{n}","text":"Wir helfen Ihnen gern."}}"#).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!(r#"{{"id":"{n}","#)), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_output_ends_the_filter_cleanly() {
    let mut child = binary()
        .args(["batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    for n in 0..20_000 {
        if writeln!(stdin, r#"{{"id":"{n}","text":"Wir helfen Ihnen gern."}}"#).is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

//! The promise of the JSON: every key, every type, and what the numbers mean.

use serde_json::Value;

use crate::schema::Shape::{self, Bool, Count, Number, Object, One, Text};
use crate::schema::{list, nullable};
use crate::support::{Desk, probe};

/// A letter that has something for every key.
const LETTER: &str = "\
Stadt Haselmünde
Az.: 32-KAY

Ablehnung Ihres Antrags

Sehr geehrte Frau Kaya,

wir entscheiden:

1. Ihr Antrag auf eine Aufenthaltserlaubnis nach § 25 Abs. 5 Satz 1 AufenthG wird abgelehnt.

Gründe

Sie haben am 3. Mai 2026 einen Antrag gestellt. Nach § 5 Abs. 1 Nr. 1 AufenthG muss Ihr Lebensunterhalt gesichert sein. Sie
verdienen 890 Euro im Monat, deshalb fehlt Geld. Die Vorschrift soll zur Anwendung kommen. Das ist verboten.
";

const KINDS: &[&str] = &[
    "refusal",
    "expulsion",
    "deportation-warning",
    "entry-ban",
    "withdrawal",
    "restriction",
    "grant",
    "hearing",
    "document-request",
    "invitation",
    "summons",
    "information",
    "interim-certificate",
    "toleration",
    "toleration-refusal",
    "assurance",
    "fee-notice",
    "naturalisation",
    "naturalisation-refusal",
    "objection-decision",
    "loss-of-free-movement",
    "receipt",
    "duty-notice",
    "other",
];

const PARTS: &[&str] = &[
    "sender",
    "contact",
    "address",
    "reference",
    "date",
    "subject",
    "salutation",
    "operative-part",
    "reasons",
    "remedy-notice",
    "hints",
    "body",
    "closing",
    "signature",
    "enclosures",
];

const POS: &[&str] = &[
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VERB", "X",
];

fn range(mut more: Vec<(&'static str, Shape)>) -> Shape {
    let mut keys = vec![("start", Count), ("end", Count)];
    keys.append(&mut more);
    Object(keys)
}

fn document(before: Vec<(&'static str, Shape)>, after: Vec<(&'static str, Shape)>) -> Shape {
    let value = || nullable(Number);
    let leitziele = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    let formulas = ["flesch_amstad", "wiener_1", "wiener_2", "wiener_3", "wiener_4", "lix", "rix", "gsmog"];
    let counts = [
        "paragraphs",
        "sentences",
        "words",
        "syllables",
        "letters",
        "long_words",
        "polysyllables",
        "monosyllables",
    ];
    let details = Object(vec![
        ("band", nullable(One(&["very-hard", "hard", "medium", "easy", "very-easy"]))),
        ("cefr_estimate", nullable(One(&["A2", "B1", "B2", "C1", "C2"]))),
        ("reliable", Bool),
        ("model_version", Count),
    ]);
    let sentence_cost = range(vec![
        ("points", Number),
        ("score", Number),
        ("score_without", value()),
        ("words", Count),
        ("clauses", Count),
        ("depth", Count),
        ("reasons", list(Text)),
    ]);
    let word_cost = range(vec![("text", Text), ("count", Count), ("points", Number)]);
    let costs = Object(vec![
        ("sentences", list(sentence_cost)),
        ("words", list(word_cost)),
        ("score_without", value()),
    ]);
    let principle = Object(vec![
        ("number", Count),
        ("title", Text),
        ("score", value()),
        ("estimate", Bool),
        ("shown", list(Object(vec![("rule", Text), ("start", nullable(Count)), ("end", nullable(Count))]))),
        ("missing", list(range(vec![("rule", Text), ("count", Count)]))),
        ("unseen", Text),
    ]);
    let handling = Object(vec![
        ("estimate", Bool),
        ("reading_minutes", Number),
        ("office_minutes", Number),
        ("rulings", Count),
        ("requests", Count),
        ("enclosures", Count),
    ]);
    let scores = Object(vec![
        ("comprehensibility", value()),
        ("comprehensibility_details", details),
        ("costs", costs),
        ("traceability", value()),
        ("leitziele", Object(leitziele.map(|k| (k, value())).to_vec())),
        ("leitziele_details", list(principle)),
        ("handling", handling),
        ("formulas", Object(formulas.map(|k| (k, value())).to_vec())),
        ("counts", Object(counts.map(|k| (k, Count)).to_vec())),
    ]);
    let reason = range(vec![("kind", One(&["norm", "requirement", "fact", "link", "weighing", "result"]))]);
    let point = range(vec![
        ("number", Count),
        ("burden", Bool),
        ("norms", list(Text)),
        ("level", Count),
        ("reasons", list(reason)),
    ]);
    let address = Object(vec![
        ("law", nullable(Text)),
        ("section", Text),
        ("paragraph", nullable(Text)),
        ("sentence", nullable(Text)),
        ("number", nullable(Text)),
        ("letter", nullable(Text)),
        ("exists", nullable(Bool)),
    ]);
    let letter = Object(vec![
        ("parts", list(range(vec![("kind", One(PARTS))]))),
        ("points", list(point)),
        ("citations", list(range(vec![("text", Text), ("refs", list(address))]))),
    ]);
    let fix = Object(vec![
        ("title", Text),
        ("applicability", One(&["manual", "suggested", "safe"])),
        ("edits", list(range(vec![("text", Text)]))),
    ]);
    let line = || nullable(Count);
    let finding = range(vec![
        ("rule", Text),
        ("leitziel", Count),
        ("severity", One(&["error", "warning", "info", "hint"])),
        ("message", Text),
        ("why", Text),
        ("source", Text),
        ("line", line()),
        ("column", line()),
        ("end_line", line()),
        ("end_column", line()),
        ("paragraph", Count),
        ("sentence", Count),
        ("fixes", list(fix)),
    ]);
    let mut keys = before;
    keys.extend([
        ("format", One(&["txt", "md", "html", "docx", "odt"])),
        ("kind", Object(vec![("id", One(KINDS)), ("also", list(One(KINDS))), ("confidence", Number)])),
        ("scores", scores),
        ("letter", letter),
        ("findings", list(finding)),
    ]);
    keys.extend(after);
    Object(keys)
}

fn analysis() -> Shape {
    let token = range(vec![("lemma", Text), ("pos", One(POS)), ("morph", Text), ("syllables", Count)]);
    let kinds: &[&str] = &[
        "passive",
        "stative-passive",
        "nominal-style",
        "light-verb",
        "modal-infinitive",
        "participial-attribute",
        "genitive-chain",
        "verb-bracket",
        "double-negation",
    ];
    let construction = Shape::Either(vec![
        range(vec![("kind", One(kinds))]),
        range(vec![("kind", One(&["subordinate-clause"])), ("depth", Count)]),
    ]);
    let sentence = range(vec![("tokens", list(token)), ("constructions", list(construction))]);
    Object(vec![("sentences", list(sentence))])
}

fn error() -> Shape {
    Object(vec![("path", Text), ("error", Object(vec![("code", Text), ("message", Text), ("hint", Text)]))])
}

fn run(document: Shape) -> Shape {
    let tally = ["error", "warning", "info", "hint"].map(|k| (k, Count)).to_vec();
    Object(vec![
        ("schema_version", Count),
        ("tool", Object(vec![("name", Text), ("version", Text), ("law_date", Text)])),
        ("documents", list(document)),
        ("summary", Object(vec![("files", Count), ("findings", Object(tally)), ("errors", Count)])),
    ])
}

#[track_caller]
fn fits(shape: &Shape, value: &Value) {
    let differences = shape.differences(value, "$");
    assert!(differences.is_empty(), "{differences:#?}");
}

fn check(desk: &Desk, more: &[&str], status: i32) -> String {
    let rules = probe();
    desk.run(&[&["check", "--rules", &rules], more].concat()).ends_with(status).out
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[test]
fn json_has_exactly_the_keys_of_the_promise() {
    let desk = Desk::new().with("brief.txt", LETTER).with("kaputt.docx", "x");
    let value = parsed(&check(&desk, &[".", "--format", "json"], 2));
    let txt = document(vec![("path", Text)], vec![]);
    fits(&run(Shape::Either(vec![txt, error()])), &value);
    assert_eq!(value["schema_version"], 1);
    assert_eq!(value["tool"]["name"], "klarbrief");
    assert_eq!(value["tool"]["law_date"], klarbrief::letter::Norms::builtin().date());
    assert_eq!((&value["summary"]["files"], &value["summary"]["errors"]), (&2.into(), &1.into()));
    let letter = &value["documents"][0];
    for list in ["parts", "points", "citations"] {
        assert!(!letter["letter"][list].as_array().unwrap().is_empty(), "the letter of this test has {list}");
    }
    let counted: u64 =
        value["summary"]["findings"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(counted as usize, letter["findings"].as_array().unwrap().len());
    assert!(letter["findings"].as_array().unwrap().iter().any(|f| !f["fixes"][0]["edits"][0].is_null()));
}

#[test]
fn analysis_and_text_come_on_demand() {
    let desk = Desk::new().with("brief.txt", LETTER);
    let value = parsed(&check(&desk, &["brief.txt", "--format", "json", "--with", "analysis"], 1));
    fits(&run(document(vec![("path", Text)], vec![("text", Text), ("analysis", analysis())])), &value);
    assert_eq!(value["documents"][0]["text"], LETTER);
}

#[test]
fn jsonl_holds_the_same_documents() {
    let desk = Desk::new().with("a.txt", LETTER).with("b.txt", LETTER).with("c.odt", "x");
    let whole = parsed(&check(&desk, &[".", "--format", "json"], 2));
    let lines = check(&desk, &[".", "--format", "jsonl"], 2);
    let lines: Vec<Value> = lines.lines().map(parsed).collect();
    assert_eq!(Value::from(lines), whole["documents"]);
}

#[test]
fn extracted_text_comes_along_and_offsets_count_in_it() {
    let desk = Desk::new()
        .with("a.md", "# Bescheid\n\nDas ist **ver**boten & Schluss.\n")
        .with("b.html", "<p>Grüße: das ist ver<i>bot</i>en.</p>")
        .with("latin1.txt", b"Gr\xfc\xdfe: das ist verboten.\n");
    let value = parsed(&check(&desk, &[".", "--format", "json", "--select", "probe"], 1));
    fits(&run(document(vec![("path", Text)], vec![("text", Text)])), &value);
    for letter in value["documents"].as_array().unwrap() {
        let finding = &letter["findings"][0];
        let at = |key: &str| finding[key].as_u64().unwrap() as usize;
        assert_eq!(&letter["text"].as_str().unwrap()[at("start")..at("end")], "verboten", "{letter}");
    }
}

#[test]
fn lines_and_columns_count_characters_from_one() {
    let desk = Desk::new().with("brief.txt", "Ämter 😀\nÜber das Verbot: verboten.\n");
    let value = parsed(&check(&desk, &["brief.txt", "--format", "json", "--select", "probe"], 1));
    let finding = &value["documents"][0]["findings"][0];
    let places = ["line", "column", "end_line", "end_column"].map(|k| finding[k].as_u64().unwrap());
    assert_eq!(places, [2, 18, 2, 26]);
}

#[test]
fn offices_formats_have_paragraphs_instead_of_lines() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/refusal-no-reasons/before.docx");
    let run_ = Desk::new().run(&["check", corpus, "--format", "json"]).ends_with(1);
    let value = parsed(&run_.out);
    fits(&run(document(vec![("path", Text)], vec![("text", Text)])), &value);
    for finding in value["documents"][0]["findings"].as_array().unwrap() {
        assert!(finding["line"].is_null() && finding["end_column"].is_null(), "{finding}");
        assert!(finding["paragraph"].as_u64().unwrap() > 0 && finding["sentence"].as_u64().unwrap() > 0);
    }
}

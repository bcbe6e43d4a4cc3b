//! `analyse`: for linguists and their tools.

use serde_json::Value;

use crate::support::Desk;

const LETTER: &str =
    "Ihr Antrag wird abgelehnt.  Die Kosten\nsind zu zahlen, und zwar bis zum 3. Mai 2026.\n\nGrüße\n";

#[test]
fn words_stand_above_their_lemma_and_tag() {
    let run = Desk::new().with("brief.txt", LETTER).run(&["analyse", "brief.txt"]).ends_with(0);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[..2], ["brief.txt", "Absatz 1, Satz 1"]);
    let columns = |line: &str| -> Vec<usize> {
        let chars: Vec<char> = line.chars().collect();
        (0..chars.len()).filter(|i| chars[*i] != ' ' && (*i == 0 || chars[i - 1] == ' ')).collect()
    };
    assert_eq!(columns(lines[2]), columns(lines[3]), "{}", run.out);
    assert_eq!(columns(lines[2]), columns(lines[4]), "{}", run.out);
    assert!(lines[5].contains("─ Passiv"), "{}", run.out);
    assert_eq!(lines[5].find('─'), lines[2].find("wird"), "{}", run.out);
}

#[test]
fn long_sentences_are_broken_into_rows() {
    let desk = Desk::new().with("brief.txt", format!("Wir {} heute.\n", "prüfen und prüfen und ".repeat(20)));
    let run = desk.run(&["analyse", "brief.txt"]).ends_with(0);
    assert!(run.out.lines().count() > 8);
    assert!(run.out.lines().all(|l| l.chars().count() <= 100), "{}", run.out);
}

#[test]
fn conllu_is_valid() {
    let desk = Desk::new()
        .with("a.txt", LETTER)
        .with("b.md", "# Über\u{ad}schrift\n\nEs gilt § 5 Abs. 1 AufenthG.\n");
    let run = desk.run(&["analyse", "--format", "conllu", "a.txt", "b.md"]).ends_with(0);
    let mut ids = Vec::new();
    for block in run.out.trim_end().split("\n\n") {
        let (comments, rows): (Vec<&str>, Vec<&str>) = block.lines().partition(|l| l.starts_with('#'));
        let value = |key: &str| {
            comments.iter().find_map(|c| c.strip_prefix(&format!("# {key} = "))).map(str::to_owned)
        };
        ids.push(value("sent_id").expect("each sentence has an id"));
        let mut text = String::new();
        for (index, row) in rows.iter().enumerate() {
            let fields: Vec<&str> = row.split('\t').collect();
            assert_eq!(fields.len(), 10, "{row}");
            assert_eq!(fields[0], (index + 1).to_string());
            assert!(fields.iter().all(|f| !f.is_empty()), "{row}");
            assert!(fields[3].chars().all(|c| c.is_ascii_uppercase()), "{row}");
            text.push_str(fields[1]);
            if fields[9] != "SpaceAfter=No" {
                text.push(' ');
            }
        }
        assert!(!rows.is_empty());
        assert_eq!(value("text").as_deref(), Some(text.trim_end()));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are unique");
    assert_eq!(run.out.matches("# newdoc id = ").count(), 2);
    assert!(run.out.contains("# construction = passive 3-4\n"), "{}", run.out);
    assert!(run.out.contains("4\tabgelehnt\tablehnen\tVERB\t"), "{}", run.out);
    assert!(run.out.ends_with("\n\n"), "each sentence ends with an empty line");
}

#[test]
fn json_has_one_document_per_letter_and_errors_in_their_place() {
    let desk = Desk::new().with("a.txt", LETTER).with("b.docx", "x");
    let run = desk.run(&["analyse", "--format", "json", "."]).ends_with(2).says("b.docx");
    let all: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(all["documents"][0]["path"], "a.txt");
    assert_eq!(all["documents"][0]["text"], LETTER);
    let first = &all["documents"][0]["analysis"]["sentences"][0];
    assert_eq!(first["tokens"][3]["lemma"], "ablehnen");
    assert_eq!(first["constructions"][0]["kind"], "passive");
    assert_eq!(all["documents"][1]["error"]["code"], "not-zip");
    assert_eq!(all["summary"], serde_json::json!({"files": 2, "errors": 1}));
}

//! `analyse`: for linguists and their tools.

use serde_json::Value;

use crate::support::Desk;

const LETTER: &str =
    "Ihr Antrag wird abgelehnt.  Die Kosten\nsind zu zahlen, und zwar bis zum 3. Mai 2026.\n\nGrüße\n";

#[test]
fn words_stand_above_their_lemma_tag_and_features() {
    let run = Desk::new().with("brief.txt", LETTER).run(&["analyse", "brief.txt"]).ends_with(0);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[..2], ["brief.txt", "Absatz 1, Satz 1 · 4 Wörter"]);
    let columns = |line: &str| -> Vec<usize> {
        let chars: Vec<char> = line.chars().collect();
        (0..chars.len()).filter(|i| chars[*i] != ' ' && (*i == 0 || chars[i - 1] == ' ')).collect()
    };
    assert_eq!(columns(lines[2]), columns(lines[3]), "{}", run.out);
    assert_eq!(columns(lines[2]), columns(lines[4]), "{}", run.out);
    assert_eq!(lines[5].split_whitespace().nth(2), Some("3SG.PRS.IND"), "{}", run.out);
    assert!(lines[6].contains("└─ Passiv ─"), "{}", run.out);
    assert_eq!(lines[6].find('└'), lines[2].find("wird"), "{}", run.out);
}

#[test]
fn long_sentences_are_broken_into_rows() {
    let desk = Desk::new().with("brief.txt", format!("Wir {} heute.\n", "prüfen und prüfen und ".repeat(20)));
    let run = desk.run(&["analyse", "brief.txt"]).ends_with(0);
    assert!(run.out.lines().count() > 8);
    assert!(run.out.lines().all(|l| l.chars().count() <= 100), "{}", run.out);
}

#[test]
fn a_construction_over_several_rows_shows_where_it_goes_on_and_ends() {
    let long = "Der Antrag wird wegen der oben genannten Gründe, auf die wir Sie schon hingewiesen haben und die Sie nicht \
                entkräftet haben, abgelehnt.\n";
    let run = Desk::new().with("brief.txt", long).run(&["analyse", "brief.txt"]).ends_with(0);
    let brackets: Vec<&str> = run.out.lines().filter(|l| l.contains("─ Passiv ─")).map(str::trim).collect();
    assert!(brackets.len() > 1, "{}", run.out);
    for (index, bracket) in brackets.iter().enumerate() {
        assert_eq!(bracket.starts_with('└'), index == 0, "{}", run.out);
        assert_eq!(bracket.ends_with('┘'), index + 1 == brackets.len(), "{}", run.out);
    }
    // A full stop never stands alone on a row.
    assert!(run.out.lines().all(|l| l.trim() != "."), "{}", run.out);
}

#[test]
fn colours_and_marks_only_where_they_are_asked_for() {
    let desk = Desk::new().with("brief.txt", LETTER);
    let plain = desk.run(&["analyse", "brief.txt"]).ends_with(0).out;
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    let coloured = desk.run(&["analyse", "--color", "always", "brief.txt"]).ends_with(0).out;
    assert!(coloured.contains('\u{1b}'), "{coloured:?}");
    desk.run(&["analyse", "--color", "always", "brief.txt", "--output", "out.txt"]).ends_with(0);
    assert_eq!(desk.read("out.txt"), plain);
}

#[test]
fn conllu_is_valid() {
    let desk = Desk::new()
        .with("a.txt", LETTER)
        .with("b.md", "# Über\u{ad}schrift\n\nEs gilt § 5 Abs. 1 AufenthG.\n")
        .with(
            "c.txt",
            "Bitte senden Sie uns die übrigen Unterla-\ngen bis zum 3. Mai 2026 zu,\tund zwar „alle“.\n",
        );
    let run = desk.run(&["analyse", "--format", "conllu", "a.txt", "b.md", "c.txt"]).ends_with(0);
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
            assert!(!fields[4].contains(' ') && fields[4] != "_", "{row}");
            features_are_sorted(fields[5]);
            assert_eq!(fields[6..9], ["_"; 3], "{row}");
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
    assert_eq!(run.out.matches("# newdoc id = ").count(), 3);
    assert!(run.out.contains("# construction = passive 3-4\n"), "{}", run.out);
    assert!(run.out.contains("4\tabgelehnt\tablehnen\tVERB\tVVPP\t"), "{}", run.out);
    assert!(
        run.out.contains("\t,\t,\tPUNCT\t$,\t") && run.out.contains("\t.\t.\tPUNCT\t$.\t"),
        "{}",
        run.out
    );
    assert!(run.out.contains("\tUnterlagen\t"), "a word cut at the end of a line is whole: {}", run.out);
    assert!(run.out.ends_with("\n\n"), "each sentence ends with an empty line");
}

/// `Case=Acc,Nom|Number=Sing`: names in order, each once, values in order.
fn features_are_sorted(field: &str) {
    if field == "_" {
        return;
    }
    let pairs: Vec<(&str, &str)> = field.split('|').map(|f| f.split_once('=').expect(field)).collect();
    assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0), "{field}");
    for (_, values) in pairs {
        let values: Vec<&str> = values.split(',').collect();
        assert!(values.windows(2).all(|w| w[0] < w[1]), "{field}");
    }
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

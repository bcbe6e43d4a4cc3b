//! `baseline`, and what a check makes of it.

use crate::support::{Desk, Run};

const PASSIVE: &str = "Der Antrag wurde geprüft.\n";

fn check(desk: &Desk, more: &[&str]) -> Run {
    let args = ["check", ".", "--format", "concise", "--select", "satz/passiv", "--fail-on", "hint"];
    desk.run(&[&args[..], &["--baseline", "klarbrief-baseline.tsv"], more].concat())
}

fn write(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["baseline", ".", "--select", "satz/passiv"], more].concat())
}

#[test]
fn known_findings_do_not_fail_and_new_ones_do() {
    let desk = Desk::new().with("a.txt", PASSIVE).with("b/c.txt", "Die Karte wurde gedruckt.\n");
    write(&desk, &[])
        .ends_with(0)
        .says("Geprüfte Briefe: 2. Funde in `klarbrief-baseline.tsv`: 2 (vorher 0).");
    let file = desk.read("klarbrief-baseline.tsv");
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[0], "# klarbrief baseline 1");
    assert!(lines[2].starts_with("a.txt\tsatz/passiv\t") && lines[3].starts_with("b/c.txt\t"), "{file}");
    assert!(!file.contains("geprüft") && !file.contains("gedruckt"), "letters are sensitive: {file}");
    let run = check(&desk, &[]).ends_with(0);
    assert_eq!(run.out.matches("satz/passiv (bekannt)").count(), 2, "{}", run.out);
    assert_eq!(run.err, "");

    // The sentence moves, and another one is new.
    let moved = format!("Wir schreiben Ihnen.\n\n{PASSIVE}\nDas Foto wurde verloren.\n");
    let desk = desk.with("a.txt", moved);
    let run = check(&desk, &[]).ends_with(1);
    assert!(run.out.contains("a.txt:3:12: info satz/passiv (bekannt)"), "{}", run.out);
    assert!(run.out.contains("a.txt:5:10: info satz/passiv Wer"), "{}", run.out);
    let json = desk.run(&[
        "check",
        ".",
        "--format",
        "json",
        "--select",
        "satz/passiv",
        "--baseline",
        "klarbrief-baseline.tsv",
    ]);
    let value: serde_json::Value = serde_json::from_str(&json.ends_with(0).out).unwrap();
    let states: Vec<&str> = value["documents"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["baseline"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["unchanged", "new"]);
}

#[test]
fn a_ratchet_never_goes_back() {
    let desk = Desk::new().with("a.txt", format!("{PASSIVE}\nDas Foto wurde verloren.\n"));
    write(&desk, &[]).ends_with(0);
    check(&desk, &["--ratchet"]).ends_with(0);
    // Another wording of the same finding is not worse.
    let desk = desk.with("a.txt", format!("{PASSIVE}\nDas Foto wurde leider verloren.\n"));
    let ratchet = |desk: &Desk| {
        desk.run(&[
            "check",
            ".",
            "--select",
            "satz/passiv",
            "--baseline",
            "klarbrief-baseline.tsv",
            "--ratchet",
        ])
    };
    ratchet(&desk).ends_with(0).says("Bekannte Funde, die erledigt sind: 1.");
    let desk =
        desk.with("a.txt", format!("{PASSIVE}\nDas Foto wurde verloren.\n\nDie Karte wurde gedruckt.\n"));
    ratchet(&desk).ends_with(1).says("a.txt ist schlechter geworden: satz/passiv 3-mal statt 2-mal.");
    desk.run(&["check", ".", "--ratchet"]).ends_with(2).says("--baseline");
}

#[test]
fn what_is_gone_is_told_and_other_letters_keep_their_entries() {
    let desk = Desk::new().with("a.txt", PASSIVE).with("b.txt", PASSIVE).with("c.txt", PASSIVE);
    write(&desk, &[]).ends_with(0);
    let desk = desk.with("a.txt", "Wir haben Ihren Antrag geprüft.\n");
    std::fs::remove_file(desk.path("c.txt")).unwrap();
    check(&desk, &[])
        .ends_with(0)
        .says("Bekannte Funde, die erledigt sind: 1.")
        .says("Briefe der Baseline, die es nicht mehr gibt: 1.");
    // Rules that do not run now have not lost their findings.
    let run = desk.run(&["check", ".", "--select", "wort/x,wort", "--baseline", "klarbrief-baseline.tsv"]);
    assert_eq!(run.status, 2);
    let run =
        desk.run(&["check", ".", "--select", "wort", "--baseline", "klarbrief-baseline.tsv"]).ends_with(0);
    assert!(!run.err.contains("erledigt"), "{}", run.err);
    let desk = desk.with("kaputt.docx", "PK no zip");
    let run = desk.run(&["baseline", "a.txt", "kaputt.docx", "--select", "satz/passiv"]).ends_with(2);
    run.says("kaputt.docx");
    let file = desk.read("klarbrief-baseline.tsv");
    assert!(file.contains("b.txt\t") && !file.contains("a.txt\t") && !file.contains("c.txt\t"), "{file}");
}

#[test]
fn words_are_written_only_if_asked_for() {
    let desk = Desk::new().with("a.txt", PASSIVE);
    write(&desk, &["--with-text"]).ends_with(0);
    let file = desk.read("klarbrief-baseline.tsv");
    assert!(file.ends_with("\twurde geprüft\n"), "{file}");
    check(&desk, &[]).ends_with(0);
}

#[test]
fn broken_files_are_refused_and_not_overwritten() {
    let desk = Desk::new()
        .with("a.txt", PASSIVE)
        .with("klarbrief-baseline.tsv", "# klarbrief baseline 1\na.txt\tsatz\n");
    check(&desk, &[]).ends_with(2).says("klarbrief-baseline.tsv` ist fehlerhaft, Zeile 2");
    write(&desk, &[]).ends_with(2).says("Zeile 2");
    assert!(desk.read("klarbrief-baseline.tsv").ends_with("satz\n"));
    desk.run(&["check", ".", "--baseline", "fort.tsv"]).ends_with(2).says("klarbrief baseline PFAD");
    desk.run_with(&["baseline", "-"], b"x").ends_with(2).says("Standardeingabe");
    let left = std::fs::read_dir(desk.path(".")).unwrap().count();
    assert_eq!(left, 2);
}

//! Mistakes on the command line and in files: each says what is wrong and what to do.

use crate::support::{Desk, LETTER, probe};

#[test]
fn mistakes_on_the_command_line_are_answered_with_what_was_meant() {
    let desk = Desk::new().with("brief.txt", LETTER);
    let cases: &[(&[&str], &[&str])] = &[
        (&["chek"], &["Einen Befehl `chek` gibt es nicht.", "Meinten Sie `check`?"]),
        (&["check", "--fomat", "json"], &["`--fomat`", "Meinten Sie `--format`?"]),
        (&["check", "--format", "jsn", "x"], &["`jsn`", "Meinten Sie `json`?"]),
        (&["check", "--format", "xyz", "x"], &["Möglich sind: text, summary, concise, json, jsonl"]),
        (&["check", "--land", "Niedersachen", "x"], &["Meinten Sie `NI` (Niedersachsen)?"]),
        (&["check", "--land", "XX", "x"], &["Länder: BB, BE"]),
        (
            &["check", "--kind", "refusel", "x"],
            &["Meinten Sie `refusal` (Ablehnung eines Aufenthaltstitels)?"],
        ),
        (&["check", "--kind", "Anhörung", "x"], &["Meinten Sie `hearing` (Anhörung)?"]),
        (&["check", "--date", "2026-02-30", "x"], &["`2026-02-30`", "JJJJ-MM-TT"]),
        (&["check", "--date", "3.5.2026", "x"], &["JJJJ-MM-TT"]),
        (&["check", "--threads", "0", "x"], &["1 bis 1024"]),
        (&["check", "--fail-on", "fatal", "x"], &["Möglich sind: error, warning"]),
        (&["check", "--color", "bunt", "x"], &["`auto`, `always` und `never`"]),
        (&["check", "--lang", "fr", "x"], &["Es gibt `de` und `en`."]),
        (&["check", "--select", "leitziel:13", "x"], &["leitziel:1 bis leitziel:12"]),
        (
            &["check", "--select", "satz/pasiv", "brief.txt"],
            &["`satz/pasiv` gibt es nicht", "Meinten Sie `satz/passiv`?"],
        ),
        (&["check", "--ignore", "sazt", "brief.txt"], &["`sazt` gibt es nicht", "Meinten Sie"]),
        (&["check", "--with", "analysis", "brief.txt"], &["`--with analysis`", "analyse"]),
        (&["check"], &["was gelesen werden soll", "klarbrief check ."]),
        (&["analyse"], &["was gelesen werden soll", "klarbrief analyse ."]),
        (&["check", "--stdin-path", "x.txt", "brief.txt"], &["Standardeingabe"]),
        (&["check", "--format"], &["Zu `--format` fehlt der Wert."]),
        (&["explain"], &["Es fehlt: <REGEL>"]),
        (&["explain", "satz/pasiv"], &["`satz/pasiv` gibt es nicht", "Meinten Sie `satz/passiv`"]),
        (&["rules", "--leitziel", "13"], &["1 bis 12"]),
        (&["rules", "--group", "sazt"], &["Meinten Sie `satz`?"]),
        (&["--lang", "en", "chek"], &["There is no command `chek`.", "Did you mean `check`?"]),
        (&["check", "--lang=en", "nix.txt"], &["There is no such file.", "Hint:"]),
    ];
    for (args, words) in cases {
        let run = desk.run(args);
        assert_eq!(run.status, 2, "{args:?}: {run:#?}");
        assert_eq!(run.out, "", "{args:?}");
        for word in *words {
            assert!(run.err.contains(word), "{args:?}: `{word}` is not in {}", run.err);
        }
        assert!(run.err.starts_with("Fehler: ") || run.err.starts_with("Error: "), "{args:?}: {}", run.err);
    }
}

#[test]
fn letters_that_cannot_be_read_are_named() {
    let desk = Desk::new()
        .with("empty.txt", "")
        .with("data.txt", [0u8, 1, 2, 0, 255, 0, 9])
        .with("kaputt.odt", "PK\u{3}\u{4}nothing")
        .with("alt.doc", "x")
        .with("brief.xyz", "x")
        .with("leer/bild.png", "x");
    for (path, words) in [
        ("nix.txt", "gibt es nicht"),
        ("empty.txt", "keinen Text"),
        ("data.txt", "data.txt: "),
        ("kaputt.odt", "kaputt.odt: "),
        ("alt.doc", ".doc"),
        ("brief.xyz", ".xyz"),
        ("leer", "txt, md, html, docx, odt, rtf, pdf"),
    ] {
        let run = desk.run(&["check", path]).ends_with(2).says(words).says("Hinweis: ");
        assert!(run.err.starts_with(&format!("Fehler: {path}: ")), "{}", run.err);
    }
}

#[test]
fn broken_rules_are_shown_where_they_are() {
    let broken = "rule probe/kaputt {\n    sverity error;\n}\n";
    let desk =
        Desk::new().with("brief.txt", LETTER).with("r/probe/kaputt.rule", broken).with("none/x.txt", "x");
    let run = desk
        .run(&["check", "brief.txt", "--rules", "r"])
        .ends_with(2)
        .says("r/probe/kaputt.rule:2:5")
        .says("severity");
    assert_eq!(run.out, "");
    desk.run(&["check", "brief.txt", "--rules", "none"]).ends_with(2).says("keine Regeldatei");
    desk.run(&["check", "brief.txt", "--rules", "nix"]).ends_with(2).says("`nix`");
    desk.run(&["test-rules", "r"]).ends_with(2).says("r/probe/kaputt.rule:2:5");
}

#[test]
fn help_and_version_are_no_mistake() {
    let desk = Desk::new();
    desk.run(&["--version"]).ends_with(0).shows("klarbrief ").shows("Rechtsstand 2026-08-19");
    desk.run(&["--help"]).ends_with(0).shows("Befehle:").shows("Gemeinsame Optionen:");
    desk.run(&["help", "check"]).ends_with(0).shows("Aufruf: klarbrief check PFAD…");
    desk.run(&["--lang", "en", "check", "--help"]).ends_with(0).shows("Usage: klarbrief check PATH…");
    desk.run(&[]).ends_with(2).says("Befehle:");
    for command in ["check", "explain", "rules", "test-rules", "analyse", "batch"] {
        let run = desk.run(&[command, "-h"]).ends_with(0);
        for english in ["Usage", "Options", "Print help", "default:", "possible values"] {
            assert!(!run.out.contains(english), "`{english}` in the German help of {command}");
        }
    }
}

#[test]
fn the_language_comes_from_the_environment_too() {
    let output = crate::support::binary().env("KLARBRIEF_LANG", "en").arg("chek").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("Error: There is no command"));
    let output =
        crate::support::binary().env("KLARBRIEF_LANG", "en").args(["chek", "--lang", "de"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("Fehler: "));
}

#[test]
fn common_options_may_stand_before_and_after_the_command() {
    let desk = Desk::new().with("brief.txt", LETTER);
    let rules = probe();
    let after = desk.run(&["check", "brief.txt", "--rules", &rules, "--select", "probe"]).ends_with(1);
    let before = desk.run(&["--rules", &rules, "--select", "probe", "check", "brief.txt"]).ends_with(1);
    assert_eq!(after.out, before.out);
}

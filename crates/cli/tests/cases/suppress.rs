//! Comments in letters that accept findings.

use crate::support::{Desk, Run};

fn check(desk: &Desk, file: &str) -> Run {
    desk.run(&["check", file, "--format", "concise", "--select", "satz/passiv,klarbrief"])
}

#[test]
fn a_comment_accepts_what_follows_up_to_the_next_gap() {
    let text = "Der Antrag wurde geprüft.\n\n<!-- klarbrief: allow satz/passiv -- Zitat -->\nDer Antrag wurde geprüft.\nDie Karte wurde gedruckt.\n\nDer Antrag wurde geprüft.\n";
    let html = "<p>Der Antrag wurde geprüft.</p>\n<!-- klarbrief: allow satz/passiv -- Zitat -->\n<p>Der Antrag wurde geprüft.</p>\n<p>Der Antrag wurde geprüft.</p>\n";
    let desk = Desk::new().with("a.txt", text).with("a.md", text).with("a.html", html);
    for (file, lines) in [("a.txt", [1, 7]), ("a.md", [1, 7]), ("a.html", [1, 4])] {
        let run = check(&desk, file).ends_with(0);
        let found: Vec<String> = run.out.lines().map(|l| l.split(':').nth(1).unwrap().to_owned()).collect();
        assert_eq!(found, lines.map(|n| n.to_string()), "{file}: {}", run.out);
    }
}

#[test]
fn a_stretch_is_accepted_from_and_to() {
    let text = "# klarbrief: allow-from satz -- altes Formular\n\nDer Antrag wurde geprüft.\n\nDie Karte wurde gedruckt.\n\n# klarbrief: allow-to satz\n\nDer Antrag wurde geprüft.\n";
    let desk = Desk::new().with("a.txt", text);
    let run = check(&desk, "a.txt").ends_with(0);
    assert!(run.out.starts_with("a.txt:9:") && run.out.lines().count() == 1, "{}", run.out);
}

#[test]
fn what_is_wrong_with_a_comment_is_found() {
    let text = "<!-- klarbrief: allow satz/pasiv -- x -->\nWir prüfen.\n\n<!-- klarbrief: allow satz/passiv -->\nWir prüfen.\n\n<!-- klarbrief: alow satz -->\nWir prüfen.\n";
    for (file, lines) in [("a.txt", ["1", "4", "4", "7"]), ("a.md", ["2", "5", "5", "8"])] {
        let desk = Desk::new().with(file, text);
        let run = check(&desk, file).ends_with(0);
        let found: Vec<(&str, &str)> = run
            .out
            .lines()
            .map(|l| {
                (l.split(':').nth(1).unwrap(), l.split(' ').nth(2).unwrap().split('/').next_back().unwrap())
            })
            .collect();
        let rules = ["unbekannte-regel", "fehlender-grund", "ungenutzte-ausnahme", "fehlerhafte-anweisung"];
        assert_eq!(found, lines.into_iter().zip(rules).collect::<Vec<_>>(), "{file}: {}", run.out);
    }
}

#[test]
fn comments_are_no_text_of_the_letter() {
    let with = "Wir helfen Ihnen.\n\n# klarbrief: allow wort -- Es wird um Mitteilung gebeten\n\nWir prüfen Ihren Antrag.\n";
    let without = "Wir helfen Ihnen.\n\nWir prüfen Ihren Antrag.\n";
    let desk = Desk::new().with("with.txt", with).with("without.txt", without);
    let counts = |file: &str| {
        let run = desk.run(&["check", file, "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let scores = &value["documents"][0]["scores"];
        ["comprehensibility", "counts", "formulas", "leitziele"].map(|key| scores[key].clone())
    };
    assert_eq!(counts("with.txt"), counts("without.txt"));
}

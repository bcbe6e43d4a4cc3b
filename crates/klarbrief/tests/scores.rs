//! Scores rest on what is said, not on how it is laid out.

use klarbrief::{Checker, Report, document};

const LETTER: &str = "\
Stadt Lindenau
Ausländerbehörde
Am Markt 1, 09999 Lindenau

Frau
Ana Petrović
Ringstraße 4
09999 Lindenau

3. November 2026
Aktenzeichen: 32-PET-17

Ihr Antrag vom 5. Oktober 2026

Sehr geehrte Frau Petrović,

wir haben Ihren Antrag bekommen. Es fehlen noch einige Unterlagen. Bitte schicken Sie uns den Arbeitsvertrag, die letzten drei Lohnabrechnungen und eine Kopie des Mietvertrags.

Danach entscheiden wir innerhalb von vier Wochen über Ihre Aufenthaltserlaubnis.

Mit freundlichen Grüßen
Im Auftrag

Jonas Weller
";

fn check(text: &str) -> Report {
    let checker = Checker::builder().build().expect("the built-in rules compile");
    checker.check(&document::read_txt(text.to_owned()))
}

fn same_scores(text: &str) {
    let (plain, changed) = (check(LETTER), check(text));
    assert_eq!(plain.scores.counts.words, changed.scores.counts.words, "{text}");
    assert_eq!(plain.scores.counts.sentences, changed.scores.counts.sentences, "{text}");
    assert_eq!(plain.scores.comprehensibility, changed.scores.comprehensibility, "{text}");
}

#[test]
fn blank_lines_change_nothing() {
    same_scores(&LETTER.replace("\n\n", "\n\n\n\n"));
    same_scores(&LETTER.replace("bekommen. Es fehlen", "bekommen.\n\nEs fehlen"));
}

#[test]
fn headings_change_nothing() {
    same_scores(&LETTER.replace("Danach entscheiden", "So geht es weiter\n\nDanach entscheiden"));
    same_scores(&LETTER.replace("wir haben Ihren", "Was fehlt?\n\nwir haben Ihren"));
}

#[test]
fn list_points_change_nothing() {
    let list = "Bitte schicken Sie uns\n\n– den Arbeitsvertrag,\n– die letzten drei Lohnabrechnungen und\n– eine Kopie des Mietvertrags.";
    let flowing = "Bitte schicken Sie uns den Arbeitsvertrag, die letzten drei Lohnabrechnungen und eine Kopie des Mietvertrags.";
    assert!(LETTER.contains(flowing));
    same_scores(&LETTER.replace(flowing, list));
}

#[test]
fn line_ends_change_nothing() {
    same_scores(&LETTER.replace('\n', "\r\n"));
}

#[test]
fn a_checker_gives_the_same_answer_in_every_thread() {
    let checker = Checker::builder().build().expect("the built-in rules compile");
    let letter = document::read_txt(LETTER.to_owned());
    let first = checker.check(&letter).findings;
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(|| checker.check(&letter).findings)).collect();
        for other in others {
            assert_eq!(other.join().expect("no panic"), first);
        }
    });
}

#[test]
fn odd_documents_give_a_report() {
    let nested = "(".repeat(20_000);
    let numbers = "1. ".repeat(20_000);
    let citations = "§ 5 Abs. 1 AufenthG ".repeat(5_000);
    for text in
        ["", " ", "\n\n\n", "§", "1.", "„", "\u{feff}", "Sehr geehrte Frau,", &nested, &numbers, &citations]
    {
        let report = check(text);
        assert!(report.findings.is_sorted_by_key(|f| f.range.start()));
    }
}

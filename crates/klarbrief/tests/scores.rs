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
fn the_letter_without_its_dearest_sentences_scores_higher() {
    let text = LETTER.replace(
        "Danach entscheiden",
        "Die Erteilung der Aufenthaltserlaubnis, deren Verlängerung unter Zugrundelegung der Angaben, die Sie gemacht haben, zu prüfen ist, wird nach Durchführung der Prüfung mitgeteilt. Danach entscheiden",
    );
    let report = check(&text);
    let document = document::read_txt(text.clone());
    let costs = report.costs(&document, 3);
    let score = report.scores.comprehensibility.expect("running text");
    assert!(document.slice(costs.sentences[0].range).starts_with("Die Erteilung"), "{costs:?}");
    assert!(costs.sentences.is_sorted_by(|a, b| a.points >= b.points));
    assert!(costs.sentences[0].points > 2.0, "{costs:?}");
    assert!(costs.score_without.expect("something is left") > score + costs.sentences[0].points - 0.01);
    let words: Vec<&str> = costs.words.iter().map(|w| document.slice(w.range)).collect();
    assert!(words.contains(&"Zugrundelegung") || words.contains(&"Aufenthaltserlaubnis"), "{words:?}");
    let reasons = costs.sentences[0].reasons(klarbrief::Lang::De).join(", ");
    assert!(reasons.starts_with("23 Wörter, ") || reasons.contains("Wörter"), "{reasons}");
    assert_eq!(report.costs(&document, 0).sentences.len(), 0);
}

#[test]
fn principles_come_from_what_the_letter_says() {
    use klarbrief::leitziele::{LEITZIELE, LeitzielStock};
    let plain = check(LETTER);
    let value = |report: &Report, number: usize| report.leitziele[number - 1].score;
    assert_eq!(plain.leitziele.len(), usize::from(LEITZIELE));
    assert_eq!(value(&plain, 8), Some(100.0), "{:?}", plain.leitziele[7]);
    assert_eq!(value(&plain, 4), plain.scores.comprehensibility);
    // No partner, no paper for others: nothing to say.
    assert_eq!((value(&plain, 11), value(&plain, 12)), (None, None));

    let rude = check(&LETTER.replace("Mit freundlichen Grüßen", "Hochachtungsvoll"));
    assert!(value(&rude, 8) < Some(100.0), "{:?}", rude.leitziele[7]);
    assert!(rude.leitziele[7].missing.iter().any(|m| &*m.rule == "ton/steifer-gruss"));

    // Where the letter shows it, and where it lacks it.
    let telephone = "Telefon 05550 12345.\n\nMit freundlichen";
    let helpless = check(&LETTER.replace("Mit freundlichen", telephone));
    let text =
        LETTER.replace("Mit freundlichen", &format!("Wenn Sie Fragen haben, rufen Sie uns an. {telephone}"));
    let helpful = check(&text);
    assert!(
        value(&helpful, 2) > value(&helpless, 2),
        "{:?} {:?}",
        helpful.leitziele[1],
        helpless.leitziele[1]
    );
    let shown = helpful.leitziele[1].shown.iter().find_map(|s| s.range).expect("a place");
    assert!(document::read_txt(text.clone()).slice(shown).starts_with("Wenn Sie Fragen"));

    let mut stock = LeitzielStock::new();
    stock.add(&helpless.leitziele);
    stock.add(&helpful.leitziele);
    let share = stock.share(2).expect("a principle");
    assert_eq!((stock.letters(), share.letters), (2, 2));
    let mean = (value(&helpful, 2).expect("a value") + value(&helpless, 2).expect("a value")) / 2.0;
    assert!((share.mean().expect("a value") - mean).abs() < 1e-9);
    assert_eq!(stock.share(8).and_then(|s| s.complete_share()), Some(1.0));
    assert_eq!(stock.share(0), None);
    assert_eq!(stock.share(11).and_then(|s| s.mean()), None);

    // A sentence by itself leaves nothing out.
    let piece = check("Wir haben Ihren Antrag bekommen.");
    assert!(piece.leitziele.iter().filter(|l| l.number != 4).all(|l| l.score.is_none()));
}

#[test]
fn rewrites_read_more_easily_than_their_originals() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut pairs = 0;
    for entry in std::fs::read_dir(corpus).expect("the corpus") {
        let folder = entry.expect("a folder").path();
        let (before, after) = (folder.join("before.txt"), folder.join("after.txt"));
        if !before.is_file() {
            continue;
        }
        pairs += 1;
        let score = |path: &std::path::Path| {
            let text = std::fs::read_to_string(path).expect("a letter");
            check(&text).scores.comprehensibility.expect("running text")
        };
        let (before, after) = (score(&before), score(&after));
        assert!(after > before + 1.5, "{}: {before:.1} before, {after:.1} after", folder.display());
    }
    assert!(pairs >= 10);
}

#[test]
fn work_is_estimated_from_what_the_letter_holds() {
    let report = check(LETTER);
    let work = report.handling;
    assert!(
        (work.reading_minutes * klarbrief::WORDS_PER_MINUTE - f64::from(report.scores.counts.words)).abs()
            < 1e-9
    );
    assert!(work.requests >= 1 && work.office_minutes > work.reading_minutes, "{work:?}");
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

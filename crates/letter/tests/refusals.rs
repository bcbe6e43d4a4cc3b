//! Refusals in many words, and what only looks like one.

use klarbrief_letter::{LetterKind, analyse_blocks, parse};

fn kind(body: &str) -> LetterKind {
    let text = format!(
        "Stadt Lindenau\nAusländerbehörde\n\nHerrn\nIvo Horvat\nAm Ring 3\n09999 Lindenau\n\n3. November 2026\n\nIhr Antrag\n\nSehr geehrter Herr Horvat,\n\n{body}\n\nMit freundlichen Grüßen\n\nKarla Wendt\n"
    );
    let document = document::read_txt(text);
    parse(&document, &analyse_blocks(&document)).kinds.main
}

#[test]
fn refusals() {
    for body in [
        "wir lehnen Ihren Antrag auf eine Aufenthaltserlaubnis ab.",
        "Ihr Antrag vom 3. Mai 2026 auf Verlängerung der Aufenthaltserlaubnis wird abgelehnt.",
        "wir können Ihnen die Aufenthaltserlaubnis leider nicht geben.",
        "leider bekommen Sie keine Aufenthaltserlaubnis.",
        "zu Ihrem Antrag teile ich Ihnen mit, dass die Erteilung einer Niederlassungserlaubnis nach § 9 AufenthG nicht möglich ist.",
        "Ihr Antrag auf Erteilung einer Aufenthaltserlaubnis bleibt ohne Erfolg.",
        "Ihr Antrag war abzulehnen. Die Voraussetzungen sind nicht erfüllt.",
        "die Verlängerung Ihrer Aufenthaltserlaubnis lehne ich hiermit ab.",
        "Ihrem Antrag auf Erteilung einer Aufenthaltserlaubnis kann nicht entsprochen werden.",
        "Ihre Aufenthaltserlaubnis verlängern wir nicht.",
    ] {
        assert_eq!(kind(body), LetterKind::Refusal, "{body}");
    }
}

#[test]
fn no_refusals() {
    for body in [
        "Wir haben am 3. Mai 2025 einen früheren Antrag abgelehnt. Bitte schicken Sie uns Ihren Pass.",
        "Es kann sein, dass wir Ihren Antrag ablehnen. Bitte äußern Sie sich bis zum 3. Dezember 2026.",
        "Bitte schicken Sie uns die Unterlagen. Dann können wir ihn vielleicht nur ablehnen.",
        "Wenn Sie die Unterlagen nicht schicken, lehnen wir Ihren Antrag ab.",
        "Wir beabsichtigen, Ihren Antrag abzulehnen. Sie haben Gelegenheit, sich zu äußern.",
        "Ohne gültigen Pass bekommen Sie keine Aufenthaltserlaubnis. Bitte beantragen Sie einen Pass.",
        "Wir verlängern Ihre Aufenthaltserlaubnis bis zum 3. Mai 2028.",
        "Eine Verlängerung ist online nicht möglich. Bitte kommen Sie zu uns.",
        "Wir lehnen Ihren Antrag auf Einbürgerung ab.",
    ] {
        assert_ne!(kind(body), LetterKind::Refusal, "{body}");
    }
}

#[test]
fn every_item_of_a_numbered_tenor_is_a_point() {
    let text = "Stadt Lindenau\nAusländerbehörde\n\nHerrn\nIvo Horvat\nAm Ring 3\n09999 Lindenau\n\n3. November 2026\n\nIhr Antrag\n\nSehr geehrter Herr Horvat,\n\nes ergeht folgender Bescheid:\n\n1. Ihr Antrag auf eine Aufenthaltserlaubnis wird abgelehnt.\n\n2. Ihr Pass bleibt bei der Behörde in Verwahrung.\n\n3. Die Verwaltungsgebühr beträgt 93 Euro.\n\nGründe\n\nSie haben keinen Nachweis vorgelegt, weil die Stelle fehlt.\n\nMit freundlichen Grüßen\n\nKarla Wendt\n";
    let document = document::read_txt(text.to_owned());
    let letter = parse(&document, &analyse_blocks(&document));
    let numbers: Vec<(u32, bool)> = letter.points.iter().map(|p| (p.number, p.burden)).collect();
    assert_eq!(numbers, [(1, true), (2, true), (3, true)]);
}

//! Sentence boundaries of official German.

use klarbrief_text::{Layout, TokenKind, analyse};

/// Each text is cut exactly at the bars.
fn check(marked: &str) {
    let text = marked.replace('|', "");
    let paragraph = analyse(&text, &Layout::default());
    let found: Vec<&str> = paragraph.sentences.iter().map(|s| source::slice(&text, s.range)).collect();
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    assert_eq!(found, expected);
}

#[test]
fn abbreviations_and_citations_end_nothing() {
    check(
        "Ihr Antrag vom 03.02.2025 wird gem. § 48 Abs. 1 S. 2 VwVfG abgelehnt.| Die Durchführung der Prüfung erfolgt i. d. R. \
         innerhalb von 4 Wochen nach Nr. 3.2 der Richtlinie.| Sehr geehrte Frau Dr. Müller, wir bitten um Geduld.",
    );
    check("Das folgt aus § 25 Abs. 5 S. 1 i. V. m. Art. 8 Abs. 1 EMRK.| Wir haben das geprüft.");
    check("Nach § 5 Abs. 1 Nr. 1 a AufenthG, z. B. durch Arbeit, ist der Unterhalt gesichert.");
    check("Vgl. BVerwG, Urt. v. 9.5.2019 – 4 C 2.18 –, Rn. 12 ff.| Danach beginnt die Frist.");
    check("Bringen Sie Pass, Foto usw. mit.| Danke.");
    check("Bringen Sie Pass, Foto usw.| Bitte kommen Sie pünktlich.");
    check("Rufen Sie Herrn A. Schneider in der Bahnhofstr. 5 an.| Er hilft Ihnen.");
}

#[test]
fn ordinals_and_dates_end_nothing() {
    check("Am 3. Mai 2026 waren Sie bei uns.| Am 4. Mai kam Ihr Brief.");
    check("Die 2. Kammer hat am 12.03. entschieden.| Das Urteil ist vom 1. Juli.");
    check("Sie sind 24 Jahre alt.| Ihr Bruder ist gesund.");
    check("Das Schreiben vom 2. 4. 2025 liegt vor.| Die Fa. Huber zahlt.");
    check("Sie kamen auf den 1. und 2. Rang.| Gut.");
    check("Das steht in Nummer 3.| Danach gilt die Frist.");
    check("Die Frist endet am 31. Dezember 2026.| Die Gebühr beträgt 100 Euro.");
    check("Sie leben seit 2019.| Ihr Sohn ist 12.| Er geht zur Schule.");
    check("Kommen Sie um 13.30 Uhr in Zimmer 4.| Bringen Sie den Pass mit.");
}

#[test]
fn quotes_brackets_and_other_signs() {
    check("„Ich komme morgen“, sagte er.| Er kam nicht.");
    check("Sie schrieben: „Ich lebe allein.“| Das haben wir geprüft.");
    check("Sie fragen: Warum?| Weil das Gesetz es sagt!| Gut.");
    check("Das ist so (vgl. die Anlage).| Mehr nicht.");
    check("Das Schreiben … ist nicht angekommen.");
    check("Schreiben Sie an amt@stadt.example oder www.stadt.example/termin.| Wir antworten.");
}

#[test]
fn tokens_of_letters() {
    let kinds = |text: &str| -> Vec<(String, TokenKind)> {
        let paragraph = analyse(text, &Layout::default());
        paragraph.tokens.iter().map(|t| (source::slice(text, t.range).to_owned(), t.kind)).collect()
    };
    let has = |text: &str, token: &str, kind: TokenKind| {
        let found = kinds(text);
        assert!(found.contains(&(token.to_owned(), kind)), "{token} as {kind:?} in {found:?}");
    };
    has("Az.: 32.4-Tr/1193 vom heute", "32.4-Tr/1193", TokenKind::FileNumber);
    has("Aktenzeichen: 2.32-NGU-0771", "2.32-NGU-0771", TokenKind::FileNumber);
    has("die 5-Jahres-Frist", "5-Jahres-Frist", TokenKind::Word);
    has("an amt@kreis-nord.example.", "amt@kreis-nord.example", TokenKind::Email);
    has("siehe https://stadt.example/a?b=c.", "https://stadt.example/a?b=c", TokenKind::Url);
    has("die Antragsteller*innen hier", "Antragsteller*innen", TokenKind::Word);
    has("der Antragsteller/die", "/", TokenKind::Punctuation);
    has("eine/n Mitarbeiter/in", "Mitarbeiter/in", TokenKind::Word);
    has("Einreise- und Aufenthaltsverbot", "Einreise-", TokenKind::Word);
    has("1.214,50 Euro", "1.214,50", TokenKind::Number);
    has("§ 25b Abs. 1", "25b", TokenKind::Word);
    has("§ 25b Abs. 1", "Abs.", TokenKind::Abbreviation);
    has("um 8:30 Uhr", "8:30", TokenKind::Time);
    has("am 3. Mai", "3.", TokenKind::Ordinal);
    has("am 03.02.2025", "03.02.2025", TokenKind::Date);
}

#[test]
fn words_cut_at_a_line_end_are_one_word() {
    let text = "Bitte legen Sie die Unterla-\ngen vor, auch Ein- und\nAusreise\u{ad}stempel.";
    let paragraph = analyse(text, &Layout::default());
    let norms: Vec<&str> = paragraph.tokens.iter().map(|t| paragraph.norm(t)).collect();
    assert!(norms.contains(&"unterlagen"), "{norms:?}");
    assert!(norms.contains(&"ein-"), "{norms:?}");
    assert!(norms.contains(&"ausreisestempel"), "{norms:?}");
}

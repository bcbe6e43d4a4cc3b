//! Sentence boundaries of official letters, class by class.

use klarbrief_text::{Layout, analyse};

/// Each text is cut exactly at the bars.
fn check(marked: &[&str]) {
    let mut wrong = Vec::new();
    for marked in marked {
        let text = marked.replace('|', "");
        let paragraph = analyse(&text, &Layout::default());
        let found: Vec<&str> = paragraph.sentences.iter().map(|s| source::slice(&text, s.range)).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        if found != expected {
            wrong.push(format!("{found:#?}\ninstead of {marked}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn three_sentences_are_three() {
    check(&[
        "Ihr Antrag wird gem. § 48 Abs. 1 S. 2 VwVfG abgelehnt.| Die Prüfung dauert i. d. R. vier Wochen.| \
         Ansprechpartnerin ist Frau Dr. Müller.",
    ]);
}

#[test]
fn citations() {
    check(&[
        "Nach Art. 8 Abs. 1 EMRK hat jede Person das Recht auf Achtung ihres Privatlebens.",
        "Das verletzt Art. 8 Abs. 1 EMRK.| Die Behörde hat das übersehen.",
        "Rechtsgrundlage ist § 28 Abs. 1 S. 1 Nr. 3 i. V. m. Abs. 2 AufenthG.| Die Vorschrift gilt auch hier.",
        "Die Ausweisung ist nach §§ 53 ff. AufenthG möglich.| Sie ist hier geboten.",
        "Siehe BVerfG, Beschl. v. 12.5.1987 – 2 BvR 1226/83 u. a. –, BVerfGE 76, 1 (42 f.).| Dem folgen wir.",
        "Maßgeblich ist Nr. 30.1.2.1 AVwV-AufenthG.| Danach genügen einfache Kenntnisse.",
        "Der Bescheid stützt sich auf § 49 Abs. 2 S. 1 Nr. 3 VwVfG.| § 48 VwVfG ist nicht anwendbar.",
        "Die Befugnis folgt aus Abs. 3 Satz 2 Halbs. 2 der Vorschrift.| Ermessen besteht nicht.",
    ]);
}

#[test]
fn abbreviations() {
    check(&[
        "Die Bearbeitung dauert i. d. R. sechs Wochen.| Bitte fragen Sie vorher nicht nach.",
        "Nachweise sind z. B. Lohnzettel, Mietvertrag und Kontoauszüge.| Kopien reichen aus.",
        "Legen Sie Zeugnisse, Urkunden usw. vor.| Wir prüfen sie.",
        "Erforderlich sind Lohnzettel, Kontoauszüge usw.| Danach entscheiden wir.",
        "Der Betrag von ca. 200 Euro ist bzw. war bis einschl. Juni fällig.",
        "Das gilt ggf. auch für Ihre Kinder, d. h. für Lea und Ben.| Andere Personen sind nicht betroffen.",
        "Die Fa. Meyer hat Ihnen lt. Vertrag v. 2.1.2026 gekündigt.| Seitdem sind Sie ohne Arbeit.",
        "Sie wohnen in der Goethestr. 12 in Neustadt.| Die Miete zahlt das Amt.",
        "Das entspricht dem o. g. Schreiben vom 3. d. M.| Es bleibt dabei.",
    ]);
}

#[test]
fn names_and_titles() {
    check(&[
        "Zuständig ist Frau Dr. Müller.| Sie erreichen Frau Dr. Müller in Zimmer 3.",
        "Herr Prof. Dr. med. K. Albers hat Sie untersucht.| Sein Gutachten liegt vor.",
        "Der Vertreter, Rechtsanwalt K. Müller, hat Akteneinsicht beantragt.",
        "Ihr Anwalt, Herr J. F. Kern, hat geschrieben.| Seine Gründe überzeugen nicht.",
        "Die B. GmbH & Co. KG hat Sie beschäftigt.| Der Vertrag lief bis Mai.",
    ]);
}

#[test]
fn dates_numbers_and_amounts() {
    check(&[
        "Am 3. Mai 2026 sprachen Sie vor.| Am 4. Juni kam die Antwort.",
        "Die Frist lief am 31.12. ab.| Einen Antrag stellten Sie nicht.",
        "Sie zahlen 1.214,50 Euro bis zum 15. März.| Danach fallen Zinsen an.",
        "Die Kosten betragen 12,- EUR.| Porto kommt hinzu.",
        "Sie stehen auf Platz 3. der Liste.",
        "Der 2. Senat hat am 4.5.2020 entschieden.| Die 1. Kammer folgte ihm.",
        "Wir verweisen auf Ziffer 2.| Darin steht die Begründung.",
        "Die Gebühr sinkt auf 33,50 Euro.| Die Hälfte tragen wir.",
        "Ihr Termin ist am Montag um 9.30 Uhr in Raum 4.| Bitte seien Sie pünktlich.",
        "Sie leben seit 2016 hier.| 2018 kam Ihre Tochter zur Welt.",
    ]);
}

#[test]
fn quotations_brackets_and_dots() {
    check(&[
        "Sie gaben an: „Ich habe nie Post bekommen.“| Das trifft nicht zu.",
        "„Ich weiß von nichts“, erklärten Sie am 4. Mai.| Das ist unglaubhaft.",
        "Das Wort „unverzüglich“ heißt: ohne schuldhaftes Zögern.",
        "Die Pflicht bleibt (§ 82 Absatz 1 Aufenthaltsgesetz).| Eine E-Mail genügt nicht.",
        "Sie verloren das Recht (§ 2 Absatz 2 Nummer 1 Freizügigkeitsgesetz/EU).| Wir haben Sie angehört.",
        "Das Schreiben … wurde nicht zugestellt.",
        "Warum ist das wichtig?| Sie verlieren sonst Ihr Recht!| Handeln Sie.",
        "Haben Sie Fragen?| Rufen Sie an.",
    ]);
}

#[test]
fn addresses_of_the_web() {
    check(&[
        "Das Formular steht unter www.neustadt.example/formulare.| Drucken Sie es aus.",
        "Schreiben Sie an info@neustadt.example.| Wir antworten schnell.",
        "Sie finden uns unter https://neustadt.example/amt?id=3.| Der Eingang liegt im Hof.",
    ]);
}

#[test]
fn lists_inside_a_line() {
    check(&[
        "Sie müssen a) den Pass vorlegen, b) ein Foto mitbringen und c) die Gebühr zahlen.",
        "Der Antrag ist 1. verspätet, 2. unvollständig und 3. unbegründet.| Wir lehnen ihn ab.",
        "Wir brauchen folgende Unterlagen: Pass, Foto und Mietvertrag.",
        "Ihre Ansprechpartnerin: Frau Winter, Zimmer 3",
        "Öffnungszeiten: Montag bis Freitag 8 bis 12 Uhr",
        "Aktenzeichen: 33-1/XY/12",
    ]);
}

#[test]
fn fields_are_words() {
    let text = "Sehr geehrte {{Anrede}} {{Name}}, Ihr Antrag vom {{Datum}}. Wir lehnen ihn ab.";
    let fields: Vec<_> = ["{{Anrede}}", "{{Name}}", "{{Datum}}"]
        .map(|field| text.find(field).map(|at| source::range(at, at + field.len())))
        .into_iter()
        .flatten()
        .collect();
    let paragraph = analyse(text, &Layout { marker: 0, placeholders: &fields, ..Layout::default() });
    assert_eq!(paragraph.sentences.len(), 2);
}

#[test]
fn a_line_break_inside_a_sentence_is_white_space() {
    check(&[
        "Ihr Antrag vom 3.\nMai wurde gem. § 48 Abs.\n1 S. 2 VwVfG abgelehnt.| Die Frist läuft am 12.\nJuni ab.",
        "Sie wurden zu 2 Jahren u.\n6 Monaten verurteilt.| Frau Dr.\nSchenk hat Sie vertreten.",
        "Das haben wir geprüft.|\nSie können klagen.",
    ]);
}

//! Heads and ends of letters that offices really write.

use klarbrief_letter::{Letter, PartKind, analyse_blocks, parse};

fn read(text: &str) -> (document::Document, Letter) {
    let document = document::read_txt(text.to_owned());
    let letter = parse(&document, &analyse_blocks(&document));
    (document, letter)
}

fn part(text: &str, kind: PartKind) -> Option<String> {
    let (document, letter) = read(text);
    letter.part(kind).map(|p| document.slice(p.range).to_owned())
}

const FORMAL: &str = "\
Landratsamt Auental
Ausländeramt

Unser Aktenzeichen  Bearbeiter/in  Durchwahl  Datum
51-1004.2  Mayer  33  02.06.2026

Herrn
Ivo Horvat
Am Ring 3
09999 Lindenau

B E S C H E I D

Ihr Antrag auf Verlängerung der Aufenthaltserlaubnis wird abgelehnt.

Gründe

Ihr Lebensunterhalt ist nicht gesichert, weil Sie nur 800 Euro verdienen.

Rechtsbehelfsbelehrung

Gegen diesen Bescheid kann innerhalb eines Monats Klage beim Verwaltungsgericht Auental erhoben werden.

Mayer
Verwaltungsamtmann
";

#[test]
fn a_row_of_labels_and_the_row_of_values_below() {
    let reference = part(FORMAL, PartKind::Reference).expect("a reference");
    assert!(reference.contains("Unser Aktenzeichen") && reference.contains("02.06.2026"), "{reference}");
    assert_eq!(part(FORMAL, PartKind::Address).expect("an address").lines().count(), 4);
}

#[test]
fn a_formal_notice_ends_with_a_name() {
    assert_eq!(part(FORMAL, PartKind::Signature).as_deref(), Some("Mayer\nVerwaltungsamtmann"));
    let remedy = part(FORMAL, PartKind::RemedyNotice).expect("a remedy notice");
    assert!(remedy.ends_with("erhoben werden."), "{remedy}");
}

#[test]
fn a_date_of_an_appointment_is_no_date_of_a_letter() {
    let text = "Stadt Lindenau\nAusländerbehörde\n\nFrau\nAna Petrović\nRing 4\n09999 Lindenau\n\nLindenau, den 3. November 2026\n\nIhr Termin am 4. Mai 2027\n\nSehr geehrte Frau Petrović,\n\nbitte kommen Sie am 4. Mai 2027 um 9 Uhr zu uns.\n\nFreundliche Grüße\n\nJonas Weller\n";
    assert_eq!(part(text, PartKind::Date).as_deref(), Some("Lindenau, den 3. November 2026"));
    assert_eq!(part(text, PartKind::Subject).as_deref(), Some("Ihr Termin am 4. Mai 2027"));
}

#[test]
fn a_snippet_is_body() {
    let (_, letter) = read("Der Antrag wird geprüft. Sie hören dann von uns.");
    assert!(letter.parts.iter().all(|p| p.kind == PartKind::Body));
    assert!(!letter.has(PartKind::Signature));
}

#[test]
fn parts_are_ordered_and_cover_all_blocks() {
    let (document, letter) = read(FORMAL);
    assert_eq!(letter.part_of_block.len(), document.blocks.len());
    let mut next = 0;
    for part in &letter.parts {
        assert_eq!(part.blocks.start, next);
        next = part.blocks.end;
    }
    assert_eq!(next, document.blocks.len());
}

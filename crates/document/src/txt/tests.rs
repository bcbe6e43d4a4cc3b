use proptest::prelude::*;

use super::read_txt;
use crate::model::{BlockKind, Document};

fn texts(text: &str) -> Vec<String> {
    let document = read_txt(text.to_owned());
    document.blocks.iter().map(|b| document.slice(b.range).to_owned()).collect()
}

fn check_blocks(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        let range = usize::from(block.range.start())..usize::from(block.range.end());
        let content = &document.text[range.clone()];
        assert!(range.start >= end && !content.is_empty());
        assert_eq!(content.trim(), content);
        assert!(block.range.contains_inclusive(block.content_start));
        assert!(document.text.is_char_boundary(block.content_start.into()));
        end = range.end;
    }
}

#[test]
fn lines_of_addresses_are_blocks_of_their_own() {
    let text = "Stadtverwaltung Rebenfels\nFachbereich Migration – Ausländerbehörde\nMarktgasse 2, 56999 Rebenfels\n\n12. November 2026\nAktenzeichen: 3-07/AB/44210\n";
    assert_eq!(texts(text), text.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>());
    let document = read_txt(text.to_owned());
    assert_eq!(
        document.blocks.iter().map(|b| b.gap_before).collect::<Vec<_>>(),
        [true, false, false, true, false]
    );
    assert!(document.blocks.iter().all(|b| b.kind == BlockKind::Paragraph));
}

const WRAPPED: &str = "\
Sehr geehrte Frau Robledo,

Sie haben am 24. August 2026 beantragt, dass wir Ihre Aufenthaltserlaubnis
verlängern. Wir haben Ihren Antrag gründlich geprüft und dabei auch Ihre
Angaben zur Dauer der Ehe berücksichtigt. Die Voraussetzungen liegen nicht
vor.
Deshalb lehnen wir den Antrag ab.

Bitte legen Sie vor:
1. den gültigen Reisepass mit allen Seiten, auf denen sich Stempel oder
   Vermerke befinden,
2. die Meldebescheinigung.

Frau Henriette Maldener, Zimmer 114
Telefon 06999 402-118, E-Mail migration@rebenfels.example
Montag, Dienstag und Donnerstag, 8.30 bis 12 Uhr
";

#[test]
fn a_wrapped_paragraph_is_one_block_with_its_line_breaks() {
    let found = texts(WRAPPED);
    assert_eq!(found.len(), 9, "{found:#?}");
    assert!(found[1].starts_with("Sie haben am") && found[1].ends_with("nicht\nvor."));
    assert_eq!(found[2], "Deshalb lehnen wir den Antrag ab.");
    assert!(found[4].ends_with("Stempel oder\n   Vermerke befinden,"));
    assert_eq!(found[6], "Frau Henriette Maldener, Zimmer 114");
}

#[test]
fn windows_line_ends_make_no_difference() {
    let windows = WRAPPED.replace('\n', "\r\n");
    let unix: Vec<_> = texts(&windows).iter().map(|t| t.replace('\r', "")).collect();
    assert_eq!(unix, texts(WRAPPED));
}

#[test]
fn unwrapped_text_keeps_every_line() {
    let text = "Wann? Dienstag, 12. Januar 2027, um 13.30 Uhr\nWo? Schlossgasse 9 in 04999 Kirchmoor, Haus B, Zimmer B 017 im Erdgeschoss\nWie lange? etwa 30 Minuten für alle drei Personen\n\nDer Eingang hat keine Stufen. Die Buslinie 7 hält vor der Tür, Haltestelle Schlossgasse. Wir haben die Anträge bekommen.";
    assert_eq!(texts(text).len(), 4);
}

#[test]
fn a_short_wrapped_text_is_seen_by_its_lower_case() {
    let text = "wir haben Ihren Antrag geprüft und müssen Ihnen leider\nmitteilen, dass wir ihn ablehnen.";
    assert_eq!(texts(text).len(), 1);
    assert_eq!(
        texts("Sehr geehrte Frau Robledo, sehr geehrter Herr Doktor Robledo,\nwir schreiben Ihnen.").len(),
        2
    );
    assert_eq!(
        texts(
            "Landratsamt Mittelsaale, Ausländerbehörde, Zimmer 12\nauslaenderbehoerde@lk-mittelsaale.example"
        )
        .len(),
        2
    );
}

#[test]
fn a_date_at_the_start_of_a_wrapped_line_is_no_item() {
    let text = "Wir haben Ihren Antrag auf Verlängerung der Aufenthaltserlaubnis vom\n12. November 2026 erhalten und prüfen nun, ob alle Voraussetzungen dafür\nvorliegen; das kann wegen der vielen Anträge noch einige Wochen dauern,\nwofür wir Sie um Verständnis bitten.";
    assert_eq!(texts(text).len(), 1);
}

#[test]
fn lists_of_dashes_and_labels_are_not_joined() {
    let text = format!(
        "{WRAPPED}\n– schriftlich, also mit einem Brief und mit Ihrer eigenen Unterschrift,\n– elektronisch in den Formen des Gesetzes.\n\nWo? Schlossgasse 9 in 04999 Kirchmoor, Haus B, im Erdgeschoss hinten links\nWie lange? etwa 30 Minuten für alle drei Personen\n"
    );
    let found = texts(&text);
    assert_eq!(found.len(), 13, "{found:#?}");
}

#[test]
fn a_wrapped_subject_is_one_heading() {
    let text = format!(
        "{}\n\n{WRAPPED}",
        "Aufenthaltserlaubnis nach der Trennung: Wir können sie leider nicht\nverlängern"
    );
    let document = read_txt(format!("Stadt Rebenfels\n\n{text}"));
    assert_eq!(document.blocks[1].kind, BlockKind::Heading { level: 0 });
}

#[test]
fn rules_and_page_numbers_are_no_text() {
    assert_eq!(
        texts("Erste Seite.\n\n- 2 -\n----------\n* * *\nZweite Seite."),
        ["Erste Seite.", "Zweite Seite."]
    );
}

#[test]
fn a_byte_order_mark_belongs_to_no_block() {
    let document = read_txt("\u{feff}Guten Tag".to_owned());
    assert_eq!(document.blocks[0].range, source::range(3, 12));
}

#[test]
fn odd_line_ends_are_line_ends() {
    assert_eq!(texts("eins\rzwei\u{c}drei"), ["eins", "zwei", "drei"]);
}

proptest! {
    #[test]
    fn blocks_cover_all_text_in_order(text in "([a-zA-ZäÖß0-9.,:;()–§\u{ad}\u{a0}\\[\\]<>«»{}X_ -]{0,80}[\r\n\t]{0,3}){0,12}") {
        let document = read_txt(text.clone());
        check_blocks(&document);
        prop_assert_eq!(&document.text, &text);
        prop_assert!(document.map.is_identity());
        let covered: usize = document.blocks.iter().map(|b| document.slice(b.range).chars().filter(|c| c.is_alphabetic()).count()).sum();
        prop_assert_eq!(covered, text.chars().filter(|c| c.is_alphabetic()).count());
    }
}

#[test]
fn a_sentence_over_line_breaks_is_one_block() {
    let wrapped = "Rechtsgrundlage der Entscheidung ist § 48 Abs. 1 S. 2 i. V. m. § 49 Abs.\n3 VwVfG. Danach kann die Behörde nach Anhörung am 12.\nMai 2026 den Bescheid ganz oder teilweise zurücknehmen, auch wenn Frau Dr.\nMüller das anders sieht und die Kammer in ihrer Entscheidung Nr.\n3 vom Gegenteil ausgeht.";
    assert_eq!(texts(wrapped).len(), 1, "{:#?}", texts(wrapped));
}

#[test]
fn a_sentence_may_go_on_on_the_next_page() {
    let text = format!(
        "{WRAPPED}\nDie Behörde hat bei ihrer Entscheidung alle Umstände zu berücksichtigen, die\n- Seite 2 von 3 -\nfür oder gegen den weiteren Aufenthalt im Bundesgebiet sprechen, auch wenn\nsie erst später eingetreten sind.\n"
    );
    assert!(
        texts(&text).last().is_some_and(|last| last.starts_with("Die Behörde") || last.starts_with("für"))
    );
}

#[test]
fn headings_and_margin_numbers_stand_alone() {
    let text = "Gründe\n1\nDer Kläger wendet sich gegen die Ausweisung aus dem Bundesgebiet, die ihm mit\nBescheid vom 4. Mai 2026 bekannt gegeben wurde.\n2\nEr ist am 3. Juni 1990 geboren und lebt seit seinem fünften Lebensjahr mit den\nEltern im Bundesgebiet.\nEntscheidungsgründe\n3\nDie zulässige Klage ist unbegründet, weil die Behörde ihr Ermessen fehlerfrei\nausgeübt hat.";
    let found = texts(text);
    assert_eq!(found.len(), 8, "{found:#?}");
}

#[test]
fn rows_of_a_table_and_sums_are_not_joined() {
    let text = "So haben wir gerechnet:\nBedarf der Familie im Monat\t1.183,00\nLohn, der angerechnet wird\t843,00\ndas zahlt das Jobcenter\t340,00";
    assert_eq!(texts(text).len(), 4);
}

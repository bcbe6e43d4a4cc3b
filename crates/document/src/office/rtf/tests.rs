use crate::testing::texts;
use crate::{BlockKind, Document, Format, Limits, read_bytes};

fn read(body: &str) -> Document {
    let file = format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0 {body}}}");
    read_bytes(file.into_bytes(), Format::Rtf, &Limits::default()).unwrap()
}

fn code(bytes: &[u8]) -> &'static str {
    read_bytes(bytes.to_vec(), Format::Rtf, &Limits::default()).unwrap_err().code()
}

#[test]
fn paragraphs_and_signs_are_read() {
    let document = read(
        "{\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\fcharset238 Arial CE;}}{\\colortbl;\\red0;}{\\info{\\title Nie}}\
         \\pard F\\'fcr Sie\\par {\\b Gr\\u246\\'f6\\'dfe} \\endash  98\\~\\u8364 ?\\par{\\f1 \\'e8esky}\\line Zeile\\par {\\v verborgen}",
    );
    assert_eq!(texts(&document), ["Für Sie", "Größe – 98\u{a0}€", "česky", "Zeile"]);
}

#[test]
fn places_count_paragraphs() {
    let document = read("Eins\\par\\par Drei Vier\\par");
    let at = document.text.find("Vier").unwrap();
    let place = document.run_of(u32::try_from(at).unwrap().into()).unwrap();
    assert_eq!((place.paragraph, place.run, place.character), (3, 1, 5));
}

#[test]
fn headings_lists_and_tables_keep_their_kind() {
    let document = read(
        "{\\stylesheet{\\s1 heading 1;}{\\s2 Normal;}}\\pard\\s1 Bescheid\\par\\pard {\\listtext\\pard 1.\\tab}Sie m\\'fcssen kommen.\\par\
         \\trowd\\cellx100\\cellx200\\pard\\intbl Geb\\'fchr\\cell 93 Euro\\cell\\row\\trowd\\pard\\intbl Porto\\cell 5 Euro\\cell\\row\\pard Ende\\par",
    );
    assert_eq!(
        texts(&document),
        ["Bescheid", "1. Sie müssen kommen.", "Gebühr", "93 Euro", "Porto", "5 Euro", "Ende"]
    );
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds[0], BlockKind::Heading { level: 1 });
    assert_eq!(kinds[1], BlockKind::ListItem { level: 1, number: Some(1) });
    let cells = [(1, 1), (1, 2), (2, 1), (2, 2)].map(|(row, column)| BlockKind::TableCell { row, column });
    assert_eq!(kinds[2..6], cells);
    assert_eq!(kinds[6], BlockKind::Paragraph);
}

#[test]
fn headers_footers_and_notes_have_their_places() {
    let document = read("{\\header Kopf\\par}{\\footer Fu\\'df\\par}Text{\\footnote Note}.\\par Mehr\\par");
    assert_eq!(texts(&document), ["Kopf", "Text.", "Note", "Mehr", "Fuß"]);
    assert_eq!(document.blocks[2].kind, BlockKind::Footnote);
    assert_eq!(document.blocks[4].kind, BlockKind::PageFooter);
}

#[test]
fn merge_fields_are_placeholders_and_other_fields_text() {
    let document = read(
        "Frau {\\field{\\*\\fldinst { MERGEFIELD Nachname }}{\\fldrslt {\\'abNachname\\'bb}}}, Seite {\\field{\\*\\fldinst PAGE}{\\fldrslt 2}}, \
         {\\field{\\*\\fldinst MERGEFIELD Ort}{\\fldrslt }}.\\par",
    );
    assert_eq!(texts(&document), ["Frau «Nachname», Seite 2, «Ort»."]);
    let names: Vec<&str> = document.placeholders.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Nachname", "Ort"]);
}

#[test]
fn pictures_and_unknown_destinations_are_passed_over() {
    let document =
        read("A{\\pict\\pngblip 89504e47}{\\*\\unknown nie}{\\pict\\bin4 }{\\{B}\\par C{\\deleted weg}");
    assert_eq!(texts(&document), ["A", "C"]);
}

#[test]
fn text_boxes_are_read() {
    let document = read("{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt \\pard Kasten\\par}}}Text\\par");
    assert_eq!(texts(&document), ["Kasten", "Text"]);
}

#[test]
fn hostile_files_end_with_an_error() {
    assert_eq!(code(b"{\\rtf1 Guten Tag"), "truncated");
    assert_eq!(code(b"{\\rtf1\\ansi {\\b x}}"[..16].as_ref()), "truncated");
    assert_eq!(code(b"Guten Tag"), "wrong-format");
    assert_eq!(code(b"%PDF-1.7"), "wrong-format");
    assert_eq!(code(b"{\\rtf1 }"), "empty");
    let deep = format!("{{\\rtf1 {}x{}}}", "{".repeat(100_000), "}".repeat(100_000));
    assert_eq!(code(deep.as_bytes()), "too-deep");
    let limits = Limits { max_blocks: 100, ..Limits::default() };
    let long = format!("{{\\rtf1 {}}}", "x\\par ".repeat(1000));
    assert_eq!(read_bytes(long.into_bytes(), Format::Rtf, &limits).unwrap_err().code(), "too-large");
    // Fields without end, numbers out of range, halves of signs.
    for body in [
        "\\field".repeat(1000),
        "\\bin99999999999 x".to_owned(),
        "\\u-10179 ?x\\'z".to_owned(),
        "\\".to_owned(),
        "}}}}".to_owned(),
    ] {
        let file = format!("{{\\rtf1 a{body}}}");
        let _ = read_bytes(file.into_bytes(), Format::Rtf, &Limits::default());
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_a_document_or_an_error(tail in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let mut file = b"{\\rtf1 a\\par ".to_vec();
        file.extend(tail);
        let _ = read_bytes(file, Format::Rtf, &Limits::default());
    }
}

use std::path::Path;

use lopdf::{Dictionary, Document as File, Object, Stream, dictionary};
use source::Lang;

use crate::testing::texts;
use crate::{BlockKind, Document, Format, Limits, read_bytes};

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/formats").join(name);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn read(bytes: Vec<u8>) -> Document {
    read_bytes(bytes, Format::Pdf, &Limits::default()).unwrap()
}

fn code(bytes: Vec<u8>) -> &'static str {
    let error = read_bytes(bytes, Format::Pdf, &Limits::default()).unwrap_err();
    assert!(!error.hint(Lang::De).is_empty() && error.message(Lang::De) != error.message(Lang::En));
    error.code()
}

/// Page and line of the first place where some words stand.
fn place(document: &Document, words: &str) -> (u32, u32, u32) {
    let at = document.text.find(words).unwrap_or_else(|| panic!("no `{words}` in {}", document.text));
    let place = document.page_of(u32::try_from(at).unwrap().into()).unwrap();
    (place.page, place.line, place.character)
}

/// A page of a small file: what it draws and its resources.
fn file(content: &str, more: impl FnOnce(&mut File) -> Dictionary) -> Vec<u8> {
    let mut file = File::with_version("1.5");
    let pages = file.new_object_id();
    let font = file.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
    let mut resources = more(&mut file);
    resources.set("Font", dictionary! { "F1" => font });
    let content = file.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let page = file.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] });
    file.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }),
    );
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

fn plain(content: &str) -> Vec<u8> {
    file(content, |_| Dictionary::new())
}

#[test]
fn lines_become_paragraphs_and_keep_their_places() {
    let document = read(fixture("reportlab.pdf"));
    let all = texts(&document);
    assert_eq!(
        all[..10],
        [
            "Stadt Lindental",
            "Ausländerbehörde",
            "Frau",
            "Aminata Diallo",
            "Waldweg 8",
            "87654 Auental",
            "Ihre neue Karte ist da",
            "Sehr geehrte Frau Diallo,",
            "Ihre neue Aufenthaltskarte ist fertig und liegt bei uns in der Ausländerbehörde für Sie zur Abholung bereit, solange Sie in Lindental wohnen.",
            "Bitte bringen Sie Ihren Pass und die alte Karte mit, wenn Sie kommen.",
        ]
    );
    let gaps: Vec<bool> = document.blocks[..6].iter().map(|b| b.gap_before).collect();
    assert_eq!(gaps, [true, false, true, false, false, false]);
    assert_eq!(place(&document, "Waldweg"), (1, 5, 0));
    assert_eq!(place(&document, "Pass und"), (1, 11, 24));
    // The foot of the page is told once, at the end.
    let feet: Vec<&str> = document
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::PageFooter)
        .map(|b| document.slice(b.range))
        .collect();
    assert_eq!(feet, ["Stadt Lindental, Markt 1, Seite 1 von 2"]);
    assert_eq!(all.iter().filter(|t| **t == "Waldweg 8").count(), 1);
    assert_eq!(all.iter().filter(|t| **t == "Sehr geehrte Frau Diallo,").count(), 2);
}

#[test]
fn two_columns_at_the_top_are_read_one_after_the_other_and_divided_words_made_whole() {
    let document = read(fixture("weasyprint.pdf"));
    assert_eq!(
        texts(&document),
        [
            "Frau",
            "Aminata Diallo",
            "Waldweg 8",
            "87654 Auental",
            "Stadt Lindental",
            "Ausländerbehörde",
            "Markt 1",
            "87650 Lindental",
            "Ihre neue Karte ist da",
            "Sehr geehrte Frau Diallo,",
            "Ihre neue Aufenthaltskarte ist fertig und liegt bei uns in der Ausländerbehörde für Sie zur Abholung bereit, solange Sie in Lindental wohnen. Bitte bringen Sie Ihren Pass und die alte Karte mit, wenn Sie kommen.",
            "Viele Grüße",
            "Karl Wernecke",
        ]
    );
}

#[test]
fn a_word_that_a_line_divides_is_whole_and_both_halves_lead_back() {
    let lines = [
        "Diese Zeile geht bis zum rechten Rand und endet mit der Verwaltungs-",
        "entscheidung der Beh\u{f6}rde, die Ihnen zugestellt wurde am Montag und",
        "die Sie kennen, sowie den Ein- und Ausgang.",
    ];
    let mut content = "BT /F1 11 Tf 70 700 Td 14 TL ".to_owned();
    for line in lines {
        let escaped: String = line
            .chars()
            .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\{:03o}", c as u32) })
            .collect();
        content += &format!("({escaped}) Tj T* ");
    }
    content += "ET";
    let document = read(plain(&content));
    assert_eq!(
        texts(&document),
        [
            "Diese Zeile geht bis zum rechten Rand und endet mit der Verwaltungsentscheidung der Behörde, die Ihnen zugestellt wurde am Montag und die Sie kennen, sowie den Ein- und Ausgang."
        ]
    );
    assert_eq!(place(&document, "Verwaltungs"), (1, 1, 56));
    assert_eq!(place(&document, "entscheidung"), (1, 2, 0));
    assert_eq!(place(&document, "kennen"), (1, 3, 8));
}

#[test]
fn rows_of_a_table_stay_together() {
    let content = "BT /F1 11 Tf 70 300 Td (Karte) Tj 300 0 Td (93,00 Euro) Tj -300 -14 Td (Porto) Tj 300 0 Td (5,00 Euro) Tj ET";
    let document = read(plain(content));
    assert_eq!(texts(&document), ["Karte", "93,00 Euro", "Porto", "5,00 Euro"]);
    assert_eq!(document.blocks[3].kind, BlockKind::TableCell { row: 2, column: 2 });
}

#[test]
fn spaces_come_from_the_distance_of_the_words() {
    let document = read(plain(
        "BT /F1 10 Tf 70 700 Td [(Guten) -400 (T) 80 (ag,) -300 (Frau)] TJ ET BT /F1 10 Tf 70 680 Td (Sie) Tj 20 0 Td (kommen) Tj ET",
    ));
    assert_eq!(texts(&document), ["Guten Tag, Frau", "Sie kommen"]);
}

#[test]
fn files_without_text_and_protected_files_say_so() {
    assert_eq!(code(fixture("scan.pdf")), "no-text-layer");
    assert_eq!(code(fixture("encrypted.pdf")), "encrypted");
    assert_eq!(code(b"Guten Tag".to_vec()), "wrong-format");
    assert_eq!(code(b"{\\rtf1 x}".to_vec()), "wrong-format");
    let whole = fixture("reportlab.pdf");
    assert_eq!(code(whole[..whole.len() / 2].to_vec()), "truncated");
    assert_eq!(code(b"%PDF-1.7\n%%EOF".to_vec()), "broken-pdf");
}

#[test]
fn loops_end() {
    // A page tree that contains itself.
    let mut looped = File::load_mem(&plain("BT /F1 11 Tf 70 700 Td (Guten Tag) Tj ET")).unwrap();
    let pages = looped.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
    let kids = looped.get_dictionary_mut(pages).unwrap().get_mut(b"Kids").unwrap().as_array_mut().unwrap();
    kids.push(pages.into());
    let mut bytes = Vec::new();
    looped.save_to(&mut bytes).unwrap();
    assert!(read_bytes(bytes, Format::Pdf, &Limits::default()).is_ok_and(|d| d.text.contains("Guten Tag")));
    // A form that draws itself, many times.
    let bytes = file("/X Do BT /F1 11 Tf 70 700 Td (Guten Tag) Tj ET", |file| {
        let id = file.new_object_id();
        let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 1.into(), 1.into()], "Resources" => dictionary! { "XObject" => dictionary! { "X" => id } } };
        file.objects.insert(id, Object::Stream(Stream::new(form, "/X Do ".repeat(50).into_bytes())));
        dictionary! { "XObject" => dictionary! { "X" => id } }
    });
    assert_eq!(code(bytes), "too-large");
}

#[test]
fn bombs_are_refused() {
    let mut stream = Stream::new(Dictionary::new(), b"q Q ".repeat(20 * 1024 * 1024));
    stream.compress().unwrap();
    assert!(stream.content.len() < 1024 * 1024);
    let mut bomb = File::load_mem(&plain("")).unwrap();
    let page = bomb.page_iter().next().unwrap();
    let id = bomb.add_object(stream);
    bomb.get_dictionary_mut(page).unwrap().set("Contents", id);
    let mut bytes = Vec::new();
    bomb.save_to(&mut bytes).unwrap();
    assert_eq!(code(bytes), "zip-bomb");
    // More text than any letter has.
    let limits = Limits { max_text: 1000, ..Limits::default() };
    let long = plain(&format!("BT /F1 11 Tf 70 700 Td {} ET", "(Guten Tag) Tj ".repeat(200)));
    assert_eq!(read_bytes(long, Format::Pdf, &limits).unwrap_err().code(), "too-large");
}

#[test]
fn nonsense_in_a_page_is_passed_over() {
    for content in [
        "[".repeat(100_000),
        "(".repeat(100_000),
        "q ".repeat(100_000),
        "BT /F1 1e38 Tf 1e38 1e38 1e38 1e38 1e38 1e38 Tm (x) Tj ET".to_owned(),
        "BT /Nichts 11 Tf (x) Tj ET /Nichts Do".to_owned(),
        "BT /F1 11 Tf 70 700 Td (x) Tj".to_owned(),
        "Tf Td Tj TJ Tm cm Do ' \"".to_owned(),
    ] {
        let _ = read_bytes(plain(&content), Format::Pdf, &Limits::default());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_file_gives_a_document_or_an_error(
        at in 0usize..20_000, bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 1..30),
    ) {
        let mut file = fixture("weasyprint.pdf");
        let at = at % file.len().saturating_sub(40);
        let end = (at + bytes.len()).min(file.len());
        file.splice(at..end, bytes);
        let _ = read_bytes(file, Format::Pdf, &Limits::default());
    }
}

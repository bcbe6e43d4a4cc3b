use std::io::{Cursor, Write};

use proptest::prelude::*;
use source::Lang;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::testing::{W, check, document_xml, docx, odt, p, read, texts, zip};
use crate::{ErrorPlace, Format, Limits, ReadError, read_bytes};

/// The error of a file; its messages must name the part and the place it knows.
fn error(bytes: Vec<u8>, format: Format) -> ReadError {
    error_within(bytes, format, &Limits::default())
}

fn error_within(bytes: Vec<u8>, format: Format, limits: &Limits) -> ReadError {
    let error = read_bytes(bytes, format, limits).unwrap_err();
    for lang in [Lang::De, Lang::En] {
        let message = error.message(lang);
        assert!(message.ends_with('.') && !error.hint(lang).is_empty());
        if let Some(part) = &error.part {
            assert!(message.contains(part.as_str()), "{message}");
        }
        match error.place {
            Some(ErrorPlace::Byte(byte)) => assert!(message.contains(&format!("yte {byte}")), "{message}"),
            Some(ErrorPlace::Line(place)) => assert!(message.contains(&place.line.to_string()), "{message}"),
            None => {}
        }
    }
    assert_ne!(error.message(Lang::De), error.message(Lang::En));
    error
}

fn code(bytes: Vec<u8>, format: Format) -> &'static str {
    error(bytes, format).code()
}

/// A docx whose body is the given XML, taken as it is.
fn raw_document(xml: &str) -> Vec<u8> {
    zip(&[("word/document.xml", xml)])
}

fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend([0; 500]);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn protected_files() {
    assert_eq!(code(compound("EncryptedPackage"), Format::Docx), "encrypted");
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let bytes = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "x"),
    ]);
    assert_eq!(code(bytes, Format::Odt), "encrypted");
    // The flag of encryption in both headers of a zip entry.
    let mut bytes = raw_document(&document_xml(&p("x")));
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).position(|w| w == signature).unwrap();
        bytes[at + flags] |= 1;
    }
    let error = error(bytes, Format::Docx);
    assert_eq!((error.code(), error.part.as_deref()), ("encrypted", Some("word/document.xml")));
}

#[test]
fn files_of_other_kinds() {
    assert_eq!(code(compound("WordDocument"), Format::Docx), "old-word");
    assert_eq!(code(compound("WordDocument"), Format::Txt), "old-word");
    assert_eq!(code(b"Guten Tag".to_vec(), Format::Docx), "not-zip");
    for (bytes, format, words) in [
        (odt("<text:p>x</text:p>", "", ""), Format::Docx, "Das ist eine odt-Datei und keine docx-Datei."),
        (odt("<text:p>x</text:p>", "", ""), Format::Txt, "Das ist eine odt-Datei und keine txt-Datei."),
        (docx(&p("x"), &[]), Format::Odt, "Das ist eine docx-Datei und keine odt-Datei."),
        (docx(&p("x"), &[]), Format::Html, "Das ist eine docx-Datei und keine html-Datei."),
        (b"%PDF-1.7".to_vec(), Format::Docx, "Das ist eine pdf-Datei und keine docx-Datei."),
        (b"{\\rtf1 x}".to_vec(), Format::Txt, "Das ist eine rtf-Datei und keine txt-Datei."),
        (b"<!DOCTYPE html><p>x".to_vec(), Format::Docx, "Das ist eine html-Datei und keine docx-Datei."),
    ] {
        let error = error(bytes, format);
        assert_eq!((error.code(), error.message(Lang::De).as_str()), ("wrong-format", words));
    }
    let sheet = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    assert_eq!(
        code(zip(&[("_rels/.rels", sheet), ("xl/workbook.xml", "<x/>")]), Format::Docx),
        "wrong-format"
    );
    assert_eq!(code(raw_document("<html><body>x</body></html>"), Format::Docx), "wrong-format");
}

#[test]
fn data_in_text_files() {
    assert_eq!(code(b"abc\0\x01\x02".to_vec(), Format::Txt), "binary");
    assert_eq!(code(vec![0; 100], Format::Md), "binary");
    assert_eq!(code(b"\x89PNG\r\n".to_vec(), Format::Html), "wrong-format");
}

#[test]
fn damaged_containers() {
    let whole = docx(&p("Der Antrag wird abgelehnt."), &[]);
    assert_eq!(code(whole[..whole.len() - 40].to_vec(), Format::Docx), "truncated");
    assert_eq!(code(b"PK\x03\x04".to_vec(), Format::Docx), "truncated");
    let mut broken = whole.clone();
    let at = broken.windows(17).position(|w| w == b"word/document.xml").unwrap();
    broken[at + 20..at + 60].fill(0x55);
    assert!(matches!(code(broken, Format::Docx), "broken-zip" | "truncated" | "broken-xml"));
}

#[test]
fn missing_parts() {
    let found = error(zip(&[("hallo.txt", "x")]), Format::Docx);
    assert_eq!((found.code(), found.part.as_deref()), ("missing-part", Some("word/document.xml")));
    assert_eq!(found.message(Lang::De), "In der Datei fehlt ein notwendiger Teil (Teil word/document.xml).");
    let found = error(zip(&[("hallo.txt", "x")]), Format::Odt);
    assert_eq!((found.code(), found.part.as_deref()), ("missing-part", Some("content.xml")));
}

#[test]
fn a_letter_of_pictures_only_is_empty() {
    assert_eq!(code(docx("<w:p/>", &[]), Format::Docx), "empty");
    assert_eq!(code(odt("<text:p/>", "", ""), Format::Odt), "empty");
    assert_eq!(code(b"<p><img src=x>".to_vec(), Format::Html), "empty");
}

#[test]
fn bombs_that_unpack_too_far() {
    let spaces = " ".repeat(20 * 1024 * 1024);
    let found = error(raw_document(&spaces), Format::Docx);
    assert_eq!((found.code(), found.part.as_deref()), ("zip-bomb", Some("word/document.xml")));
    assert!(found.message(Lang::De).contains("200-mal"), "{found}");
    let limits = Limits { max_unpacked: 1000, ..Limits::default() };
    let found = error_within(docx(&p(&"Wort ".repeat(400)), &[]), Format::Docx, &limits);
    assert_eq!((found.code(), found.part.as_deref()), ("zip-bomb", Some("word/document.xml")));
    let found = error(odt(&format!("<text:p>{spaces}</text:p>"), "", ""), Format::Odt);
    assert_eq!((found.code(), found.part.as_deref()), ("zip-bomb", Some("content.xml")));
}

#[test]
fn bombs_with_many_entries() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..10_001 {
        writer.start_file(format!("{number}"), SimpleFileOptions::default()).unwrap();
    }
    let found = error(writer.finish().unwrap().into_inner(), Format::Docx);
    assert_eq!(found.code(), "zip-bomb");
    assert!(found.message(Lang::En).contains("10000"), "{found}");
}

#[test]
fn bombs_whose_entries_share_their_bytes() {
    // The second entry of the directory is pointed at the bytes of the first.
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "word/documens.xml"] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(document_xml(&p("x")).as_bytes()).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    let entries: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect();
    let first: [u8; 4] = bytes[entries[0] + 42..entries[0] + 46].try_into().unwrap();
    bytes[entries[1] + 42..entries[1] + 46].copy_from_slice(&first);
    assert_eq!(code(bytes, Format::Docx), "zip-bomb");
}

#[test]
fn xml_that_is_not_well_formed() {
    for body in ["<w:p></w:r>", "<w:p><w:r>", "<w:p", "<w:p a='>", "<!-- "] {
        let found = error(raw_document(&format!("<w:document {W}><w:body>{body}")), Format::Docx);
        assert_eq!(
            (found.code(), found.part.as_deref()),
            ("broken-xml", Some("word/document.xml")),
            "{body}"
        );
        assert!(matches!(found.place, Some(ErrorPlace::Byte(byte)) if byte > 20));
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"<a>\xff\xfe\xff</a>").unwrap();
    let found = error(writer.finish().unwrap().into_inner(), Format::Odt);
    assert_eq!((found.code(), found.part.as_deref()), ("broken-xml", Some("content.xml")));
}

#[test]
fn xml_that_is_nested_too_deeply() {
    let deep = format!("<w:document {W}><w:body>{}", "<w:sdt>".repeat(100_000));
    let found = error(raw_document(&deep), Format::Docx);
    assert_eq!((found.code(), found.part.as_deref()), ("too-deep", Some("word/document.xml")));
    assert!(matches!(found.place, Some(ErrorPlace::Byte(byte)) if byte > 1000));
    let deep = "<text:section>".repeat(100_000);
    assert_eq!(code(odt(&deep, "", ""), Format::Odt), "too-deep");
}

#[test]
fn entities_of_a_document_type_are_never_expanded() {
    let xml = format!(
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><w:document {W}><w:body>{}</w:body></w:document>"#,
        p("A &b; &c; &lt;&#228;&#x1F600;")
    );
    assert_eq!(texts(&read(raw_document(&xml), Format::Docx).unwrap()), ["A &b; &c; <ä😀"]);
}

#[test]
fn huge_tags_and_texts() {
    // Numbers do not pack well, so the ratio stays ordinary.
    let noise: String = (0..2_000_000u32).map(|n| n.wrapping_mul(2_654_435_761).to_string()).collect();
    let xml = format!("<w:document {W} a='{noise}'><w:body/></w:document>");
    assert_eq!(code(raw_document(&xml), Format::Docx), "too-large");
    let body: String = (0..20).map(|i| p(&noise[i * 900_000..(i + 1) * 900_000])).collect();
    assert_eq!(code(docx(&body, &[]), Format::Docx), "too-large");
    let limits = Limits { max_blocks: 100, ..Limits::default() };
    let many = p("x").repeat(300);
    assert_eq!(error_within(docx(&many, &[]), Format::Docx, &limits).code(), "too-large");
    assert_eq!(error_within("x\n\n".repeat(300).into_bytes(), Format::Txt, &limits).code(), "too-large");
    assert_eq!(error_within("x\n\n".repeat(300).into_bytes(), Format::Md, &limits).code(), "too-large");
}

#[test]
fn more_styles_and_attributes_than_a_letter_can_have() {
    let styles: String = (0..50_001).map(|n| format!("<w:style w:styleId=\"{n}\"/>")).collect();
    let found = error(docx(&p("x"), &[("styles.xml", &styles)]), Format::Docx);
    assert_eq!(found.code(), "too-large");
    let attributes: String = (0..100_000).map(|n| format!("a{n}=b ")).collect();
    assert_eq!(texts(&read(format!("<p {attributes}>x").into_bytes(), Format::Html).unwrap()), ["x"]);
    let limits = Limits { max_blocks: 100, ..Limits::default() };
    assert_eq!(error_within("&a".repeat(500).into_bytes(), Format::Html, &limits).code(), "too-large");
}

#[test]
fn styles_and_lists_in_a_circle() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>"#;
    let document =
        read(docx(body, &[("styles.xml", styles), ("numbering.xml", numbering)]), Format::Docx).unwrap();
    assert_eq!(texts(&document), ["Text"]);
}

fn letter_docx() -> Vec<u8> {
    let body = format!(
        r#"{}<w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Punkt</w:t><w:br/></w:r><w:fldSimple w:instr="MERGEFIELD x"/></w:p><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:sectPr><w:headerReference w:id="header1"/></w:sectPr>"#,
        p("Größe &amp; Wert"),
        p("Zelle")
    );
    docx(&body, &[("header1.xml", &p("Kopf")), ("styles.xml", ""), ("numbering.xml", "")])
}

fn try_all_formats(bytes: &[u8]) {
    for format in Format::ALL {
        if let Ok(document) = read_bytes(bytes.to_vec(), format, &Limits::default()) {
            check(&document);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        try_all_formats(&bytes);
        let zipped = [b"PK\x03\x04".to_vec(), bytes].concat();
        try_all_formats(&zipped);
    }

    #[test]
    fn a_cut_file_is_read_or_refused(cut in 0usize..3000) {
        let bytes = letter_docx();
        try_all_formats(&bytes[..cut.min(bytes.len())]);
    }

    #[test]
    fn a_changed_file_is_read_or_refused(changes in proptest::collection::vec((0usize..3000, any::<u8>()), 1..6)) {
        let mut bytes = letter_docx();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        try_all_formats(&bytes);
    }

    #[test]
    fn any_order_of_elements_in_a_docx_is_read_or_refused(body in proptest::collection::vec(0usize..38, 0..40)) {
        const PIECES: [&str; 38] = [
            "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>Wort </w:t>", "<w:t>ä\u{ad}b</w:t>", "<w:br/>", "<w:tab/>", "<w:tbl>", "</w:tbl>",
            "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:pPr>", "</w:pPr>", "<w:rPr>", "</w:rPr>", "<w:del>", "</w:del>",
            "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>", "<w:fldChar w:fldCharType='end'/>",
            "<w:instrText>MERGEFIELD x</w:instrText>", "<w:txbxContent>", "</w:txbxContent>", "<w:sdt>", "</w:sdt>", "<w:sdtPr>", "</w:sdtPr>",
            "<w:showingPlcHdr/>", "<mc:AlternateContent>", "</mc:AlternateContent>", "<mc:Choice>", "</mc:Choice>", "<w:vanish/>",
            "<w:gridSpan w:val='3'/>", "<w:b/>",
        ];
        let body: String = body.into_iter().map(|index| PIECES[index]).collect();
        try_all_formats(&docx(&body, &[]));
    }

    #[test]
    fn any_tree_of_elements_in_an_odt_is_read(body in odt_tree()) {
        check_if_read(odt(&body, "", ""));
    }
}

fn check_if_read(bytes: Vec<u8>) {
    match read(bytes, Format::Odt) {
        Ok(document) => check(&document),
        Err(error) => assert_eq!(error.code(), "empty"),
    }
}

fn odt_tree() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-zäß \u{ad}]{0,6}",
        Just("<text:s text:c='2'/>".to_owned()),
        Just("<text:line-break/>".to_owned()),
        Just("<text:user-field-get text:name='n'/>".to_owned()),
    ];
    leaf.prop_recursive(6, 60, 5, |inner| {
        const NAMES: [&str; 13] = [
            "text:p",
            "text:h",
            "text:span",
            "text:list",
            "text:list-item",
            "table:table",
            "table:table-row",
            "table:table-cell",
            "text:note",
            "draw:text-box",
            "office:annotation",
            "text:placeholder",
            "text:section",
        ];
        (0..NAMES.len(), proptest::collection::vec(inner, 0..5))
            .prop_map(|(name, children)| format!("<{0}>{1}</{0}>", NAMES[name], children.concat()))
    })
}

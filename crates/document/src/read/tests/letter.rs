//! One letter in five formats.

use crate::model::{BlockKind, Document, Format};
use crate::testing::{check, docx, odt, p, read, texts};

const LINES: [&str; 11] = [
    "Stadtverwaltung Rebenfels",
    "Marktgasse 2, 56999 Rebenfels",
    "12. November 2026",
    "Aufenthaltserlaubnis nach der Trennung: Wir können sie nicht verlängern",
    "Sehr geehrte Frau Robledo,",
    "wir lehnen Ihren Antrag vom 24. August 2026 ab (§ 8 Absatz 1 & § 30 Aufenthaltsgesetz).",
    "Das können Sie jetzt tun",
    "den Widerspruch erheben,",
    "einen neuen Antrag stellen.",
    "Mit freundlichen Grüßen",
    "Henriette Maldener",
];

fn letters() -> [(Format, Vec<u8>); 5] {
    let [office, street, date, subject, hello, text, title, first, second, bye, name] = LINES;
    let txt = format!(
        "{office}\n{street}\n\n{date}\n\n{subject}\n\n{hello}\n\n{text}\n\n{title}\n\n1. {first}\n2. {second}\n\n{bye}\n\n{name}\n"
    );
    let md = format!(
        "{office}\\\n{street}\n\n{}\n\n# {subject}\n\n{hello}\n\n{}\n\n## {title}\n\n1. {first}\n2. {second}\n\n{bye}\n\n{name}\n",
        date.replacen('.', "\\.", 1),
        text.replace('&', "&amp;")
    );
    let text = text.replace('&', "&amp;");
    let html = format!(
        "<p>{office}<br>{street}</p><p>{date}</p><h1>{subject}</h1><p>{hello}</p><p>{}</p><h2>{title}</h2><ol><li>{first}<li>{second}</ol><p>{bye}</p><p>{name}</p>",
        text.replace('ü', "&uuml;")
    );
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let listed = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let docx = docx(
        &[
            format!("<w:p><w:r><w:t>{office}</w:t><w:br/><w:t>{street}</w:t></w:r></w:p>"),
            p(date),
            bold(subject),
            p(hello),
            p(&text),
            bold(title),
            listed(first),
            listed(second),
            p(bye),
            p(name),
        ]
        .concat(),
        &[("numbering.xml", numbering)],
    );
    let paragraph = |text: &str| format!("<text:p>{text}</text:p>");
    let heading = |text: &str| format!("<text:h text:outline-level=\"1\">{text}</text:h>");
    let automatic = r#"<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>"#;
    let odt = odt(
        &[
            format!("<text:p>{office}<text:line-break/>{street}</text:p>"),
            paragraph(date),
            heading(subject),
            paragraph(hello),
            paragraph(&text),
            heading(title),
            format!("<text:list text:style-name=\"L\"><text:list-item>{}</text:list-item><text:list-item>{}</text:list-item></text:list>", paragraph(first), paragraph(second)),
            paragraph(bye),
            paragraph(name),
        ]
        .concat(),
        automatic,
        "",
    );
    [
        (Format::Txt, txt.into_bytes()),
        (Format::Md, md.into_bytes()),
        (Format::Html, html.into_bytes()),
        (Format::Docx, docx),
        (Format::Odt, odt),
    ]
}

fn read_all() -> Vec<Document> {
    letters()
        .into_iter()
        .map(|(format, bytes)| {
            let document = read(bytes, format).unwrap();
            check(&document);
            document
        })
        .collect()
}

#[test]
fn the_same_letter_has_the_same_blocks_in_every_format() {
    for document in read_all() {
        let without_markers: Vec<_> = document
            .blocks
            .iter()
            .map(|b| &document.text[b.content_start.into()..b.range.end().into()])
            .collect();
        assert_eq!(without_markers, LINES, "{:?}", document.format);
    }
}

#[test]
fn the_same_letter_has_the_same_layout_in_every_format() {
    for document in read_all() {
        let headings: Vec<_> = document
            .blocks
            .iter()
            .filter(|b| matches!(b.kind, BlockKind::Heading { .. }))
            .map(|b| document.slice(b.range))
            .collect();
        assert_eq!(headings, [LINES[3], LINES[6]], "{:?}", document.format);
        let numbers: Vec<_> = document
            .blocks
            .iter()
            .filter_map(|b| match b.kind {
                BlockKind::ListItem { level: 1, number } => number,
                _ => None,
            })
            .collect();
        assert_eq!(numbers, [1, 2], "{:?}", document.format);
        assert!(!document.blocks[1].gap_before && document.blocks[2].gap_before, "{:?}", document.format);
    }
}

#[test]
fn old_encodings_give_the_same_letter() {
    let txt = &letters()[0].1;
    let text = std::str::from_utf8(txt).unwrap();
    let (windows, ..) = encoding_rs::WINDOWS_1252.encode(text);
    let document = read(windows.into_owned(), Format::Txt).unwrap();
    assert_eq!(document.text, text);
    assert_eq!(texts(&document).len(), LINES.len());
}

//! Office files made in memory for tests.

use std::io::{Cursor, Write};

use source::TextRange;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::model::{BlockKind, Document};
use crate::{Format, Limits, ReadError, read_bytes};

pub(crate) const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#;

/// A zip file of parts.
pub(crate) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if *name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(crate) fn document_xml(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>{body}</w:body></w:document>"#
    )
}

/// A docx file with a body and further parts (names below `word/`), related by role = name without extension.
pub(crate) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    const ROLE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const RELS: &str = r#"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;
    let root = format!(
        r#"<Relationships {RELS}><Relationship Id="rId1" Type="{ROLE}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let mut links = String::new();
    let mut all =
        vec![("_rels/.rels".to_owned(), root), ("word/document.xml".to_owned(), document_xml(body))];
    for (name, content) in parts {
        let stem = name.trim_end_matches(".xml");
        let role = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        links += &format!(r#"<Relationship Id="{stem}" Type="{ROLE}/{role}" Target="{name}"/>"#);
        let root = match role {
            "header" => "hdr",
            "footer" => "ftr",
            other => other,
        };
        all.push((format!("word/{name}"), format!("<w:{root} {W}>{content}</w:{root}>")));
    }
    all.push((
        "word/_rels/document.xml.rels".to_owned(),
        format!("<Relationships {RELS}>{links}</Relationships>"),
    ));
    let all: Vec<(&str, &str)> = all.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    zip(&all)
}

pub(crate) fn read_docx(body: &str, parts: &[(&str, &str)]) -> Document {
    let document = read(docx(body, parts), Format::Docx).unwrap();
    check(&document);
    document
}

pub(crate) fn read(bytes: Vec<u8>, format: Format) -> Result<Document, ReadError> {
    read_bytes(bytes, format, &Limits::default())
}

/// A paragraph with one run.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

pub(crate) fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|b| document.slice(b.range)).collect()
}

pub(crate) fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|b| (b.kind, document.slice(b.range))).collect()
}

pub(crate) fn fields(document: &Document) -> Vec<(crate::PlaceholderKind, &str, &str)> {
    document.placeholders.iter().map(|p| (p.kind, document.slice(p.range), p.name.as_str())).collect()
}

/// What holds for every document: order, boundaries, no white space at the edges, a way back for every character.
pub(crate) fn check(document: &Document) {
    let text = &document.text;
    let mut end = 0u32;
    for block in &document.blocks {
        let content = text.get(usize::from(block.range.start())..usize::from(block.range.end())).unwrap();
        assert!(u32::from(block.range.start()) >= end && !content.is_empty());
        assert_eq!(content.trim(), content);
        assert!(block.range.contains_inclusive(block.content_start));
        assert!(text.is_char_boundary(block.content_start.into()));
        end = block.range.end().into();
    }
    let mut end = 0u32;
    for field in &document.placeholders {
        assert!(text.get(usize::from(field.range.start())..usize::from(field.range.end())).is_some());
        assert!(u32::from(field.range.start()) >= end);
        end = field.range.end().into();
    }
    let mut at = 0;
    for segment in document.map.segments() {
        assert!(u32::from(segment.range.start()) >= at);
        at = segment.range.end().into();
        assert!(text.get(usize::from(segment.range.start())..usize::from(segment.range.end())).is_some());
        if let (source::Origin::Verbatim(start), Some(file)) = (segment.origin, &document.file_text) {
            assert_eq!(
                file.get(usize::from(start)..usize::from(start + segment.range.len())),
                Some(document.slice(segment.range))
            );
        }
        if let (source::Origin::Replaced(range), Some(file)) = (segment.origin, &document.file_text) {
            assert!(
                file.get(usize::from(range.start())..usize::from(range.end())).is_some_and(|t| !t.is_empty())
            );
        }
    }
    if matches!(document.format, Format::Md | Format::Html) {
        for block in &document.blocks {
            for (offset, c) in document.slice(block.range).char_indices() {
                let offset = usize::from(block.range.start()) + offset;
                let back: TextRange =
                    document.map.to_file(source::range(offset, offset + c.len_utf8())).unwrap();
                assert!(!back.is_empty() || text.is_empty(), "{c:?} leads nowhere");
            }
        }
    }
}

/// An odt file: the body, automatic styles, and what stands in `styles.xml`.
pub(crate) fn odt(body: &str, automatic: &str, styles: &str) -> Vec<u8> {
    const NS: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0""#;
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {NS}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    let styles = format!("<office:document-styles {NS}>{styles}</office:document-styles>");
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("styles.xml", &styles),
    ])
}

//! How long it takes to read a letter of about five kilobytes.

use std::hint::black_box;
use std::io::{Cursor, Write};

use divan::Bencher;
use klarbrief_document::{Format, Limits, read_bytes};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SENTENCE: &str = "Die Geltungsdauer Ihrer Aufenthaltserlaubnis wird nachträglich auf den 28. Februar 2027 verkürzt, weil Ihr Arbeitsverhältnis beendet ist. ";

fn main() {
    divan::main();
}

fn paragraphs() -> Vec<String> {
    (0..12).map(|_| SENTENCE.repeat(3).trim_end().to_owned()).collect()
}

fn bench(bencher: Bencher<'_, '_>, bytes: Vec<u8>, format: Format) {
    bencher
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| black_box(read_bytes(bytes, format, &Limits::default())));
}

#[divan::bench]
fn txt(bencher: Bencher<'_, '_>) {
    bench(bencher, paragraphs().join("\n\n").into_bytes(), Format::Txt);
}

#[divan::bench]
fn md(bencher: Bencher<'_, '_>) {
    bench(bencher, paragraphs().join("\n\n").into_bytes(), Format::Md);
}

#[divan::bench]
fn html(bencher: Bencher<'_, '_>) {
    let html: String =
        paragraphs().iter().map(|text| format!("<p>{}</p>\n", text.replace('ü', "&uuml;"))).collect();
    bench(bencher, html.into_bytes(), Format::Html);
}

#[divan::bench]
fn docx(bencher: Bencher<'_, '_>) {
    let body: String =
        paragraphs().iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let xml = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let written = writer
        .start_file("word/document.xml", SimpleFileOptions::default())
        .map_err(std::io::Error::other)
        .and_then(|()| writer.write_all(xml.as_bytes()));
    let bytes = written
        .and_then(|()| writer.finish().map_err(std::io::Error::other))
        .expect("writing to memory works");
    bench(bencher, bytes.into_inner(), Format::Docx);
}

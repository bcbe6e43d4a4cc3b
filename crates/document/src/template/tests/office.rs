//! Branches and fields that Word and Writer mark by themselves.

use crate::testing::{check, docx, odt, p};
use crate::{Document, Format, Limits, read_bytes_as};

fn read(bytes: Vec<u8>, format: Format, template: bool) -> Document {
    let document = read_bytes_as(bytes, format, &Limits::default(), template).unwrap();
    check(&document);
    document
}

/// The paragraphs of each letter.
fn letters(document: &Document) -> Vec<String> {
    let mut template = document.as_template();
    assert!(template.faults.is_empty(), "{:?}", template.faults);
    let readings = template.readings(document);
    let text = |d: &Document| d.blocks.iter().map(|b| d.slice(b.range)).collect::<Vec<_>>().join("|");
    readings.iter().map(|r| text(&r.document)).collect()
}

fn word(body: &str) -> (String, Vec<String>) {
    let file = docx(body, &[]);
    let shown = read(file.clone(), Format::Docx, false);
    (shown.text.trim_end().replace('\n', "|"), letters(&read(file, Format::Docx, true)))
}

fn writer(body: &str) -> (String, Vec<String>) {
    let file = odt(body, "", "");
    let shown = read(file.clone(), Format::Odt, false);
    (shown.text.trim_end().replace('\n', "|"), letters(&read(file, Format::Odt, true)))
}

fn sign(kind: &str) -> String {
    format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#)
}

fn code(text: &str) -> String {
    format!(r#"<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>"#)
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A complex field of pieces that are runs already.
fn field(instruction: &str, result: &str) -> String {
    format!("{}{instruction}{}{}{}", sign("begin"), sign("separate"), run(result), sign("end"))
}

#[test]
fn an_if_field_of_word_shows_its_result_in_a_letter_and_both_branches_in_a_template() {
    let condition = field(&code("MERGEFIELD Geschlecht"), "m");
    let name = field(&code("MERGEFIELD Nachname"), "Kaya");
    let outer = field(
        &format!(
            "{}{condition}{}{name}{}",
            code(" IF "),
            code(" = &quot;m&quot; &quot;r Herr "),
            code("&quot; &quot; Frau&quot; ")
        ),
        "r Herr Kaya",
    );
    let (shown, all) = word(&format!("<w:p>{}{outer}{}</w:p>", run("Sehr geehrte"), run(", guten Tag")));
    assert_eq!(shown, "Sehr geehrter Herr Kaya, guten Tag");
    assert_eq!(all, ["Sehr geehrter Herr Kaya, guten Tag", "Sehr geehrte Frau, guten Tag"]);
}

#[test]
fn if_fields_inside_each_other_and_over_paragraphs() {
    let inner = field(&code("IF b = 1 &quot;zwei&quot; &quot;drei&quot;"), "zwei");
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}{inner}{}{}{}{}</w:p>{}",
        sign("begin"),
        code("IF a = 1 &quot;eins"),
        "",
        "",
        code("&quot; &quot;vier&quot;"),
        sign("separate"),
        run("eins"),
        sign("end"),
        p("Ende"),
    );
    let (_, mut all) = word(&body);
    all.sort();
    assert_eq!(all, ["eins|drei|Ende", "eins|zwei|Ende", "vier|Ende"]);
}

#[test]
fn simple_fields_of_word() {
    let body = r#"<w:p><w:fldSimple w:instr="IF a = 1 &quot;ja&quot; &quot;nein&quot;"><w:r><w:t>ja</w:t></w:r></w:fldSimple></w:p>"#;
    let (shown, all) = word(body);
    assert_eq!(shown, "ja");
    assert_eq!(all, ["ja", "nein"]);
}

#[test]
fn a_field_of_word_that_is_no_condition_stays() {
    // An IF without its parts shows what it shows.
    let (shown, all) = word(&format!("<w:p>{}</w:p>", field(&code("IF kaputt"), "Text")));
    assert_eq!((shown.as_str(), &all[..]), ("Text", &["Text".to_owned()][..]));
    let (shown, _) = word(&format!(
        "<w:p>{}{}{}</w:p>",
        sign("begin"),
        code("MACROBUTTON Nichts [Name eingeben]"),
        sign("end")
    ));
    assert_eq!(shown, "[Name eingeben]");
}

#[test]
fn lists_to_choose_from_are_alternatives() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Wir haben </w:t></w:r><w:sdt><w:sdtPr><w:alias w:val="Ausgang"/><w:dropDownList><w:listItem w:displayText="Wählen Sie ein Element aus." w:value=""/><w:listItem w:displayText="zugestimmt" w:value="1"/><w:listItem w:displayText="abgelehnt" w:value="2"/></w:dropDownList><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Wählen Sie ein Element aus.</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>.</w:t></w:r></w:p>"#;
    let (shown, all) = word(body);
    assert_eq!(shown, "Wir haben Wählen Sie ein Element aus..");
    assert_eq!(all, ["Wir haben zugestimmt.", "Wir haben abgelehnt."]);
    let (shown, all) = writer(
        r#"<text:p>Wir haben <text:drop-down text:name="Ausgang"><text:label text:value="zugestimmt"/><text:label text:value="abgelehnt"/>zugestimmt</text:drop-down>.</text:p>"#,
    );
    assert_eq!(shown, "Wir haben zugestimmt.");
    assert_eq!(all, ["Wir haben zugestimmt.", "Wir haben abgelehnt."]);
}

#[test]
fn conditional_text_of_writer() {
    let (shown, all) = writer(
        r#"<text:p>Sehr geehrte<text:conditional-text text:condition="ooow:Art == &quot;m&quot;" text:string-value-if-true="r Herr" text:string-value-if-false=" Frau" text:current-value="true">r Herr</text:conditional-text> Kaya</text:p>"#,
    );
    assert_eq!(shown, "Sehr geehrter Herr Kaya");
    assert_eq!(all, ["Sehr geehrter Herr Kaya", "Sehr geehrte Frau Kaya"]);
}

#[test]
fn hidden_paragraphs_and_sections_of_writer() {
    let (shown, all) = writer(
        r#"<text:p>Eins</text:p><text:p>Zwei<text:hidden-paragraph text:condition="ooow:a" text:is-hidden="true"/></text:p><text:section text:name="b" text:condition="ooow:b" text:display="condition" text:is-hidden="true"><text:p>Drei</text:p><text:p>Vier</text:p></text:section>"#,
    );
    assert_eq!(shown, "Eins");
    assert_eq!(all, ["Eins|Zwei|Drei|Vier", "Eins"]);
}

#[test]
fn templates_of_word_and_writer_are_read_as_such_by_their_extension() {
    let folder = tempfile::tempdir().unwrap();
    for (name, template) in [("a.dotx", true), ("a.dotm", true), ("a.docm", false), ("a.docx", false)] {
        let path = folder.path().join(name);
        std::fs::write(&path, docx(&p("Guten Tag"), &[])).unwrap();
        assert_eq!(crate::read_path(&path, &Limits::default()).unwrap().template, template, "{name}");
    }
    let path = folder.path().join("a.ott");
    std::fs::write(&path, odt("<text:p>Guten Tag</text:p>", "", "")).unwrap();
    assert!(crate::read_path(&path, &Limits::default()).unwrap().template);
}

#[test]
fn hostile_fields_end() {
    let deep = format!(
        "<w:p>{}x{}</w:p>",
        (sign("begin") + &code("IF a = 1 &quot;")).repeat(3000),
        sign("end").repeat(3000)
    );
    let _ = read_bytes_as(docx(&deep, &[]), Format::Docx, &Limits::default(), true);
    let wide =
        format!("<w:p>{}</w:p>", field(&code("IF a = 1 &quot;ja&quot; &quot;nein&quot;"), "ja").repeat(3000));
    let document = read(docx(&wide, &[]), Format::Docx, true);
    assert_eq!(document.as_template().readings(&document).len(), 2);
}

use source::{RunPlace, Story, TextSize};

use crate::model::{BlockKind, PlaceholderKind};
use crate::testing::{fields, kinds, p, read_docx, texts};

const PARAGRAPH: BlockKind = BlockKind::Paragraph;

fn item(level: u8, number: Option<u32>) -> BlockKind {
    BlockKind::ListItem { level, number }
}

#[test]
fn every_paragraph_is_a_block_with_a_gap() {
    let document = read_docx(&format!("{}{}{}", p("Erster &amp; zweiter Satz."), p(" "), p("Größe")), &[]);
    assert_eq!(texts(&document), ["Erster & zweiter Satz.", "Größe"]);
    assert_eq!(document.text, "Erster & zweiter Satz.\nGröße\n");
    assert!(document.blocks.iter().all(|b| b.gap_before));
    let place = document.run_of(TextSize::new(document.text.find("öße").unwrap() as u32)).unwrap();
    assert_eq!(place, RunPlace { story: Story::Body, paragraph: 3, run: 1, character: 2 });
}

#[test]
fn runs_and_their_characters_are_counted() {
    let body = r#"<w:p><w:r><w:t>Ab</w:t><w:tab/><w:t>cd</w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:r><w:t>Ge\u{ad}bühr</w:t></w:r></w:p>"#
        .replace("\\u{ad}", "\u{ad}");
    let document = read_docx(&body, &[]);
    assert_eq!(texts(&document), ["Ab cdGebühr"]);
    let at =
        |needle: &str| document.run_of(TextSize::new(document.text.find(needle).unwrap() as u32)).unwrap();
    assert_eq!((at("cd").run, at("cd").character), (1, 3));
    assert_eq!((at("Ge").run, at("Ge").character), (3, 0));
    assert_eq!((at("bühr").run, at("bühr").character), (3, 3), "the soft hyphen counts in the file");
}

#[test]
fn white_space_at_the_edges_of_a_run_counts_only_if_preserved() {
    let body = r#"<w:p><w:r><w:t> ein </w:t></w:r><w:r><w:t xml:space="preserve"> Wort</w:t></w:r></w:p>"#;
    assert_eq!(texts(&read_docx(body, &[])), ["ein Wort"]);
}

#[test]
fn a_manual_break_divides_lines_without_a_gap() {
    let body = "<w:p><w:r><w:t>Frau</w:t><w:br/><w:t>Lucía Robledo</w:t><w:cr/><w:t>56999 Rebenfels</w:t></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/><w:t>Seite zwei</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>";
    let document = read_docx(body, &[]);
    assert_eq!(texts(&document), ["Frau", "Lucía Robledo", "56999 Rebenfels", "Seite zwei-x"]);
    assert_eq!(document.blocks.iter().map(|b| b.gap_before).collect::<Vec<_>>(), [true, false, false, true]);
}

#[test]
fn deleted_moved_and_hidden_text_is_out_inserted_text_is_in() {
    let body = r#"<w:p><w:ins><w:r><w:t>neu</w:t></w:r></w:ins><w:del><w:r><w:delText>alt</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>fort</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>her</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>offen</w:t></w:r></w:p>"#;
    assert_eq!(texts(&read_docx(body, &[])), ["neuheroffen"]);
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Wir lehnen </w:t></w:r></w:p><w:p><w:r><w:t>ab.</w:t></w:r></w:p>"#;
    assert_eq!(texts(&read_docx(body, &[])), ["Wir lehnen ab."]);
}

#[test]
fn earlier_formats_of_tracked_changes_do_not_count() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>"#;
    let body = r#"<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="H"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>Text bleibt Text</w:t></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p>"#;
    assert_eq!(kinds(&read_docx(body, &[("styles.xml", styles)]))[0], (PARAGRAPH, "Text bleibt Text"));
}

#[test]
fn headings_come_from_styles_their_ancestors_and_outline_levels() {
    let styles = r#"
        <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="A"><w:name w:val="Überschrift 2"/></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:name w:val="Amt"/><w:basedOn w:val="A"/></w:style>
        <w:style w:type="paragraph" w:styleId="C"><w:name w:val="Abschnitt"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="D"><w:name w:val="kreis"/><w:basedOn w:val="E"/></w:style>
        <w:style w:type="paragraph" w:styleId="E"><w:name w:val="kreis2"/><w:basedOn w:val="D"/></w:style>"#;
    let styled = |style: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let body = [
        styled("B", "Zwei"),
        styled("C", "Drei"),
        styled("D", "Kreis."),
        r#"<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Eins</w:t></w:r></w:p>"#.to_owned(),
        p("Text."),
    ]
    .concat();
    let heading = |level| BlockKind::Heading { level };
    assert_eq!(
        kinds(&read_docx(&body, &[("styles.xml", styles)])),
        [
            (heading(2), "Zwei"),
            (heading(3), "Drei"),
            (PARAGRAPH, "Kreis."),
            (heading(1), "Eins"),
            (PARAGRAPH, "Text.")
        ]
    );
}

#[test]
fn a_short_bold_paragraph_is_a_heading_without_level() {
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let body = [
        p("Sehr geehrte Frau Robledo,"),
        p("wir haben entschieden."),
        bold("Das ist passiert"),
        p("Sie haben am 2. Mai 2023 geheiratet."),
        bold("Bitte zahlen Sie bis zum 3. Mai."),
        p("Mit freundlichen Grüßen"),
        bold("Henriette Maldener"),
    ]
    .concat();
    let document = read_docx(&body, &[]);
    let headings: Vec<_> = kinds(&document).into_iter().filter(|(k, _)| *k != PARAGRAPH).collect();
    assert_eq!(headings, [(BlockKind::Heading { level: 0 }, "Das ist passiert")]);
}

const NUMBERING: &str = r#"
    <w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>"#;

fn listed(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

#[test]
fn numbers_made_by_word_are_counted() {
    let body = [
        listed(1, 0, "eins"),
        listed(1, 1, "a"),
        listed(1, 0, "zwei"),
        p("Text."),
        listed(2, 0, "Punkt"),
        listed(4, 0, "drei, denn die Definition ist dieselbe"),
        listed(3, 0, "fünf"),
        listed(3, 0, "sechs"),
        listed(0, 0, "keine Liste"),
        listed(99, 0, "unbekannte Liste"),
    ]
    .concat();
    let document = read_docx(&body, &[("numbering.xml", NUMBERING)]);
    let found: Vec<_> = kinds(&document).into_iter().map(|(k, _)| k).collect();
    assert_eq!(
        found,
        [
            item(1, Some(1)),
            item(2, None),
            item(1, Some(2)),
            PARAGRAPH,
            item(1, None),
            item(1, Some(3)),
            item(1, Some(5)),
            item(1, Some(6)),
            PARAGRAPH,
            PARAGRAPH
        ]
    );
}

#[test]
fn lists_may_come_from_paragraph_styles() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="L"><w:name w:val="Aufzählung"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="L"/></w:pPr><w:r><w:t>eins</w:t></w:r></w:p>"#;
    let document = read_docx(body, &[("styles.xml", styles), ("numbering.xml", NUMBERING)]);
    assert_eq!(kinds(&document), [(item(1, Some(1)), "eins")]);
}

#[test]
fn typed_list_markers_are_seen() {
    let document =
        read_docx(&[p("1. Sie legen vor:"), p("– den Pass"), p("12. November 2026")].concat(), &[]);
    assert_eq!(
        kinds(&document).into_iter().map(|(k, _)| k).collect::<Vec<_>>(),
        [item(1, Some(1)), item(2, None), PARAGRAPH]
    );
    assert_eq!(u32::from(document.blocks[0].content_start), 3);
}

#[test]
fn typed_markers_in_cells_and_headings_do_not_belong_to_their_text() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>2. Sachverhalt</w:t></w:r></w:p>",
        p("1. Reisepass")
    );
    let document = read_docx(&body, &[]);
    let contents: Vec<_> = document
        .blocks
        .iter()
        .map(|b| &document.text[b.content_start.into()..b.range.end().into()])
        .collect();
    assert_eq!(contents, ["Reisepass", "Sachverhalt"]);
    assert!(matches!(document.blocks[0].kind, BlockKind::TableCell { row: 1, column: 1 }));
}

#[test]
fn tables_are_read_cell_by_cell() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&p("innen")));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>{}</w:tr></w:tbl>{}",
        cell(&p("A")),
        cell(&format!("{inner}{}", p("B"))),
        p("C"),
        cell(&p("D")),
        p("danach")
    );
    let cell = |row, column| BlockKind::TableCell { row, column };
    assert_eq!(
        kinds(&read_docx(&body, &[])),
        [
            (cell(1, 1), "A"),
            (cell(1, 1), "innen"),
            (cell(1, 2), "B"),
            (cell(2, 1), "C"),
            (cell(2, 3), "D"),
            (PARAGRAPH, "danach")
        ]
    );
}

#[test]
fn headers_come_first_footers_last_each_text_once() {
    let section = r#"<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/><w:footerReference w:type="default" r:id="footer1"/><w:titlePg/></w:sectPr>"#;
    let again = r#"<w:sectPr><w:headerReference w:type="default" r:id="header3"/></w:sectPr>"#;
    let body = format!("<w:p><w:pPr>{section}</w:pPr><w:r><w:t>Brief</w:t></w:r></w:p>{again}");
    let parts = [
        ("header1.xml", &p("Seite zwei")[..]),
        ("header2.xml", &p("Stadt Mustersen")),
        ("header3.xml", &p("Seite zwei")),
        ("footer1.xml", &p("Bankverbindung")),
    ];
    let document = read_docx(&body, &parts);
    assert_eq!(
        kinds(&document),
        [
            (BlockKind::PageHeader, "Stadt Mustersen"),
            (BlockKind::PageHeader, "Seite zwei"),
            (PARAGRAPH, "Brief"),
            (BlockKind::PageFooter, "Bankverbindung")
        ]
    );
    assert_eq!(document.run_of(TextSize::new(0)).unwrap().story, Story::Header(1));
}

#[test]
fn a_first_page_header_that_is_switched_off_is_not_read() {
    let body =
        format!(r#"{}<w:sectPr><w:headerReference w:type="first" r:id="header1"/></w:sectPr>"#, p("Brief"));
    assert_eq!(texts(&read_docx(&body, &[("header1.xml", &p("aus"))])), ["Brief"]);
}

#[test]
fn notes_and_text_boxes_follow_their_paragraph() {
    let notes = format!(
        r#"<w:footnote w:id="-1" w:type="separator">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>"#,
        p("Strich"),
        p("§ 8 AufenthG")
    );
    let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        r#"<w:p><w:r><w:t>Anker</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{}</wps:txbx></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space="preserve"> Ende</w:t></w:r></w:p>{}"#,
        text_box("Kasten"),
        text_box("Kasten"),
        p("danach")
    );
    let document = read_docx(&body, &[("footnotes.xml", &notes)]);
    assert_eq!(
        kinds(&document),
        [
            (PARAGRAPH, "Anker Ende"),
            (BlockKind::Footnote, "§ 8 AufenthG"),
            (BlockKind::TextBox, "Kasten"),
            (PARAGRAPH, "danach")
        ]
    );
    let place = document.run_of(document.blocks[3].range.start()).unwrap();
    assert_eq!(place.paragraph, 4, "both copies of the text box count");
}

fn field(code: &str, result: &str) -> String {
    let result = if result.is_empty() { String::new() } else { format!("<w:r><w:t>{result}</w:t></w:r>") };
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    )
}

#[test]
fn fields_show_their_result_and_merge_fields_are_placeholders() {
    let nested = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:instrText> = "w" "Frau" "Herr"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Frau</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        field("MERGEFIELD Geschlecht", "w")
    );
    let body = format!(
        "<w:p>{nested}{}{}<w:r><w:t xml:space=\"preserve\"> Seite </w:t></w:r>{}<w:fldSimple w:instr=\" MERGEFIELD Ort \"><w:r><w:t>«Ort»</w:t></w:r></w:fldSimple></w:p>",
        field("MERGEFIELD Nachname", "«Nachname»"),
        field("MERGEFIELD \"Vor Name\"", ""),
        field("PAGE", "2"),
    );
    let document = read_docx(&body, &[]);
    assert_eq!(texts(&document), ["Frau«Nachname»«Vor Name» Seite 2«Ort»"]);
    use PlaceholderKind::MergeField;
    assert_eq!(
        fields(&document),
        [
            (MergeField, "«Nachname»", "Nachname"),
            (MergeField, "«Vor Name»", "Vor Name"),
            (MergeField, "«Ort»", "Ort")
        ]
    );
}

#[test]
fn a_field_without_end_does_not_swallow_the_letter() {
    let body = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>{}"#,
        p("Der Antrag wird abgelehnt.")
    );
    assert_eq!(texts(&read_docx(&body, &[])), ["Der Antrag wird abgelehnt."]);
}

#[test]
fn content_controls_that_show_their_prompt_are_placeholders() {
    let control = |properties: &str, content: &str| {
        format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let body = format!(
        "<w:p>{}{}</w:p>{}",
        control(
            r#"<w:rPr><w:vanish/></w:rPr><w:alias w:val="Anrede"/><w:showingPlcHdr/>"#,
            "<w:r><w:t>Wählen Sie</w:t></w:r><w:r><w:t xml:space=\"preserve\"> aus.</w:t></w:r>"
        ),
        control(r#"<w:alias w:val="Name"/>"#, "<w:r><w:t>Robledo</w:t></w:r>"),
        control("<w:showingPlcHdr/>", &p("Klicken Sie hier"))
    );
    let document = read_docx(&body, &[]);
    assert_eq!(texts(&document), ["Wählen Sie aus.Robledo", "Klicken Sie hier"]);
    use PlaceholderKind::ContentControl;
    assert_eq!(
        fields(&document),
        [(ContentControl, "Wählen Sie aus.", "Anrede"), (ContentControl, "Klicken Sie hier", "")]
    );
}

#[test]
fn other_prefixes_and_strict_files_are_read() {
    let xml = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>strikt</x:t></x:r></x:p></x:body></x:document>"#;
    let bytes = crate::testing::zip(&[("word/document.xml", xml)]);
    assert_eq!(texts(&crate::testing::read(bytes, crate::Format::Docx).unwrap()), ["strikt"]);
}

#[test]
fn the_main_part_is_found_by_relation_and_by_content_type() {
    let main = crate::testing::document_xml(&p("Brief"));
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/letter.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    for parts in [
        [("_rels/.rels", rels), ("word/document2.xml", &main)],
        [("[Content_Types].xml", types), ("letter.xml", &main)],
    ] {
        let bytes = crate::testing::zip(&parts);
        assert_eq!(texts(&crate::testing::read(bytes, crate::Format::Docx).unwrap()), ["Brief"]);
    }
}

#[test]
fn symbols_and_formulas_are_text() {
    let body = r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t xml:space="preserve"> ja </w:t></w:r><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"#;
    assert_eq!(texts(&read_docx(body, &[])), ["✓ ja a+b"]);
}

use source::{RunPlace, Story, TextSize};

use crate::model::{BlockKind, Document, Format, PlaceholderKind};
use crate::testing::{check, fields, kinds, odt, read, texts};

const PARAGRAPH: BlockKind = BlockKind::Paragraph;

fn item(level: u8, number: Option<u32>) -> BlockKind {
    BlockKind::ListItem { level, number }
}

fn read_odt(body: &str) -> Document {
    read_with(body, "", "")
}

fn read_with(body: &str, automatic: &str, styles: &str) -> Document {
    let document = read(odt(body, automatic, styles), Format::Odt).unwrap();
    check(&document);
    document
}

#[test]
fn white_space_collapses_and_explicit_spaces_stay() {
    let document = read_odt(
        "<text:p>  Die \n <text:span>Geb\u{ad}ühr</text:span>&amp;<text:s text:c=\"2\"/>x<text:tab/>y<text:line-break/> zwei</text:p><text:p/><text:p>drei</text:p>",
    );
    assert_eq!(texts(&document), ["Die Gebühr&  x y", "zwei", "drei"]);
    assert_eq!(document.blocks.iter().map(|b| b.gap_before).collect::<Vec<_>>(), [true, false, true]);
    let at =
        |needle: &str| document.run_of(TextSize::new(document.text.find(needle).unwrap() as u32)).unwrap();
    assert_eq!(at("Geb"), RunPlace { story: Story::Body, paragraph: 1, run: 2, character: 0 });
    assert_eq!(at("ühr").character, 4, "the soft hyphen counts in the file");
    assert_eq!(at("drei").paragraph, 3);
}

#[test]
fn headings_lists_and_tables_have_their_kind() {
    let automatic = r#"<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>"#;
    let body = r#"<text:h text:outline-level="2">Titel</text:h>
        <text:list text:style-name="L1"><text:list-item><text:p>eins</text:p><text:list><text:list-item><text:p>innen</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>zwei</text:p><text:p>weiter</text:p></text:list-item></text:list>
        <text:p>Text.</text:p>
        <text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>drei</text:p></text:list-item><text:list-item text:start-value="7"><text:p>sieben</text:p></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>C</text:p></table:table-cell></table:table-row></table:table>"#;
    let cell = |row, column| BlockKind::TableCell { row, column };
    assert_eq!(
        kinds(&read_with(body, automatic, "")),
        [
            (BlockKind::Heading { level: 2 }, "Titel"),
            (item(1, Some(1)), "eins"),
            (item(2, None), "innen"),
            (item(1, Some(2)), "zwei"),
            (PARAGRAPH, "weiter"),
            (PARAGRAPH, "Text."),
            (item(1, Some(3)), "drei"),
            (item(1, Some(7)), "sieben"),
            (cell(1, 1), "A"),
            (cell(1, 3), "C"),
        ]
    );
}

#[test]
fn styles_tell_headings_bold_and_hidden_text() {
    let styles = r#"<office:styles><style:style style:name="Heading_20_1" style:family="paragraph"/><style:style style:name="Kreis" style:family="paragraph" style:parent-style-name="Kreis"/></office:styles>"#;
    let automatic = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"/><style:style style:name="P2" style:family="paragraph" style:parent-style-name="Kreis"/><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let body = r#"<text:p text:style-name="P1">Eins</text:p><text:p text:style-name="P2">Text<text:span text:style-name="T2">geheim</text:span>.</text:p><text:p><text:span text:style-name="T1">Fette Zeile</text:span></text:p><text:p>Text.</text:p>"#;
    assert_eq!(
        kinds(&read_with(body, automatic, styles)),
        [
            (BlockKind::Heading { level: 1 }, "Eins"),
            (PARAGRAPH, "Text."),
            (BlockKind::Heading { level: 0 }, "Fette Zeile"),
            (PARAGRAPH, "Text.")
        ]
    );
}

#[test]
fn what_is_deleted_hidden_or_a_remark_is_not_read() {
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>alt</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p>A<office:annotation><text:p>Bemerkung</text:p></office:annotation><text:change text:change-id="1"/><text:change-start/>neu<text:change-end/><text:hidden-text>x</text:hidden-text><text:soft-page-break/></text:p>
        <text:p><text:hidden-paragraph text:is-hidden="true"/>fort</text:p><text:section text:display="none"><text:p>fort</text:p></text:section>
        <text:p>Ende</text:p>"#;
    let document = read_odt(body);
    assert_eq!(texts(&document), ["Aneu", "Ende"]);
    let end = document.run_of(document.blocks[1].range.start()).unwrap();
    assert_eq!(end.paragraph, 6, "skipped paragraphs count");
}

#[test]
fn notes_and_text_boxes_follow_their_paragraph() {
    let body = r#"<text:p>Anker<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Note</text:p></text:note-body></text:note><draw:frame><draw:text-box><text:p>Kasten</text:p></draw:text-box><svg:title xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">Bild</svg:title></draw:frame><draw:rect><text:p>Form</text:p></draw:rect> Ende</text:p><text:p>danach</text:p>"#;
    let document = read_odt(body);
    assert_eq!(
        kinds(&document),
        [
            (PARAGRAPH, "Anker Ende"),
            (BlockKind::Footnote, "Note"),
            (BlockKind::TextBox, "Kasten"),
            (BlockKind::TextBox, "Form"),
            (PARAGRAPH, "danach")
        ]
    );
    assert_eq!(document.run_of(document.blocks[1].range.start()).unwrap().story, Story::Footnotes);
    assert_eq!(document.run_of(document.blocks[4].range.start()).unwrap().paragraph, 4);
}

#[test]
fn headers_of_used_pages_come_first_footers_last() {
    let page = |name: &str, header: &str, rest: &str| {
        format!(
            r#"<style:master-page style:name="{name}"><style:header><text:p>{header}</text:p></style:header>{rest}</style:master-page>"#
        )
    };
    let styles = format!(
        "<office:master-styles>{}{}</office:master-styles>",
        page(
            "Standard",
            "Seite zwei",
            "<style:header-first><text:p>Stadt Mustersen</text:p></style:header-first><style:footer><text:p>Konto</text:p></style:footer>"
        ),
        page("Umschlag", "nicht benutzt", "")
    );
    assert_eq!(
        kinds(&read_with("<text:p>Brief</text:p>", "", &styles)),
        [
            (BlockKind::PageHeader, "Stadt Mustersen"),
            (BlockKind::PageHeader, "Seite zwei"),
            (PARAGRAPH, "Brief"),
            (BlockKind::PageFooter, "Konto")
        ]
    );
}

#[test]
fn fields_to_fill_are_placeholders() {
    let body = r#"<text:p><text:placeholder text:description="Anrede">&lt;Anrede&gt;</text:placeholder> <text:database-display text:column-name="Nachname">Robledo</text:database-display> <text:user-field-get text:name="ort"/> <text:conditional-text>Frau</text:conditional-text></text:p>"#;
    let document = read_odt(body);
    assert_eq!(texts(&document), ["<Anrede> Robledo «ort» Frau"]);
    use PlaceholderKind::{ContentControl, MergeField};
    assert_eq!(
        fields(&document),
        [
            (ContentControl, "<Anrede>", "Anrede"),
            (MergeField, "Robledo", "Nachname"),
            (MergeField, "«ort»", "ort")
        ]
    );
}

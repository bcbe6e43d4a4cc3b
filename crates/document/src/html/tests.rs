use proptest::prelude::*;

use super::read_html;
use crate::model::{BlockKind, Document, PlaceholderKind};
use crate::testing::{check, fields, kinds, texts};

fn read(html: &str) -> Document {
    let document = read_html(html.to_owned());
    check(&document);
    document
}

fn blocks(html: &str) -> Vec<String> {
    texts(&read(html)).into_iter().map(str::to_owned).collect()
}

const PARAGRAPH: BlockKind = BlockKind::Paragraph;

fn item(level: u8, number: Option<u32>) -> BlockKind {
    BlockKind::ListItem { level, number }
}

#[test]
fn white_space_collapses_and_entities_are_decoded() {
    let html = "<p>Die  Geb&uuml;hr\r\n  betr&auml;gt <b>100&nbsp;&euro;</b>\n&amp; mehr.</p>";
    let document = read(html);
    assert_eq!(texts(&document), ["Die Gebühr beträgt 100\u{a0}€ & mehr."]);
    let back = |needle: &str| {
        let at = document.text.find(needle).unwrap();
        let range = document.map.to_file(source::range(at, at + needle.len())).unwrap();
        source::slice(html, range)
    };
    assert_eq!(back("ü"), "&uuml;");
    assert_eq!(back("Gebühr"), "Geb&uuml;hr");
    assert_eq!(back("hr beträgt 100"), "hr\r\n  betr&auml;gt <b>100");
}

#[test]
fn breaks_divide_lines_and_two_of_them_leave_a_gap() {
    let document = read(
        "<p>Frau<br>Lucía Robledo<br/>56999 Rebenfels<br><br>12. November 2026</p><div>eins</div><div>zwei</div>",
    );
    assert_eq!(
        texts(&document),
        ["Frau", "Lucía Robledo", "56999 Rebenfels", "12. November 2026", "eins", "zwei"]
    );
    assert_eq!(
        document.blocks.iter().map(|b| b.gap_before).collect::<Vec<_>>(),
        [true, false, false, true, true, false]
    );
}

#[test]
fn what_is_not_shown_is_not_read() {
    let html = "<html><head><title>T</title><style>p{}</style></head><body><script>if(a<b){'<p>x</p>'}</script><p hidden>a</p><p style='display : none'>b<p>c<del>alt</del><ins>neu</ins><!-- d --><template>e</template><select><option>f</select></body>";
    assert_eq!(blocks(html), ["cneu"]);
    assert_eq!(blocks("<head><meta charset=utf-8><p>Ohne Ende des Kopfes"), ["Ohne Ende des Kopfes"]);
}

#[test]
fn lists_headings_tables_and_quotes_have_their_kind() {
    let html = "<h2>Titel</h2><ol start=3><li>drei<ul><li>innen</ul><li><p>vier</p><p>weiter</p></ol><ol type=a><li>a</ol><table><tr><th colspan=2>A<th>B<tr><td>C</td><td>D</table><blockquote><p>Zitat</p></blockquote>";
    let cell = |row, column| BlockKind::TableCell { row, column };
    assert_eq!(
        kinds(&read(html)),
        [
            (BlockKind::Heading { level: 2 }, "Titel"),
            (item(1, Some(3)), "drei"),
            (item(2, None), "innen"),
            (item(1, Some(4)), "vier"),
            (PARAGRAPH, "weiter"),
            (item(1, None), "a"),
            (cell(1, 1), "A"),
            (cell(1, 3), "B"),
            (cell(2, 1), "C"),
            (cell(2, 2), "D"),
            (BlockKind::Quote, "Zitat"),
        ]
    );
}

#[test]
fn a_bold_paragraph_is_a_heading() {
    let html = "<p>Text.</p><p><b>Das ist</b> <strong>passiert</strong></p><p>Text.</p>";
    assert_eq!(kinds(&read(html))[1], (BlockKind::Heading { level: 0 }, "Das ist passiert"));
}

#[test]
fn unknown_tags_are_template_fields_unless_a_program_wrote_them() {
    let document = read(
        "<p>Herrn <Vorname> <Name des Kunden></p><p><o:p>Word</o:p> <my-tag>x</my-tag> <foo a='b'>y</foo> <mehr></mehr></p>",
    );
    assert_eq!(texts(&document), ["Herrn <Vorname> <Name des Kunden>", "Word x y <mehr>"]);
    use PlaceholderKind::Angles;
    assert_eq!(
        fields(&document),
        [
            (Angles, "<Vorname>", "Vorname"),
            (Angles, "<Name des Kunden>", "Name des Kunden"),
            (Angles, "<mehr>", "mehr")
        ]
    );
}

#[test]
fn preformatted_text_keeps_its_lines() {
    assert_eq!(blocks("<pre>eins\n  zwei\n\ndrei</pre>"), ["eins", "zwei", "drei"]);
}

#[test]
fn misnested_tags_do_not_divide_a_paragraph() {
    assert_eq!(blocks("<b><p>Das <i>ist</b> ein</i> Satz.</p>"), ["Das ist ein Satz."]);
    assert_eq!(blocks("a &lt; b < c &unbekannt; <"), ["a < b < c &unbekannt; <"]);
}

#[test]
fn soft_hyphens_are_dropped() {
    assert_eq!(blocks("Auf&shy;enthalts\u{ad}erlaubnis"), ["Aufenthaltserlaubnis"]);
}

#[test]
fn nesting_costs_neither_stack_nor_time() {
    let deep = format!("{}x{}", "<div><b><ul><li>".repeat(100_000), "</li>".repeat(100_000));
    assert_eq!(blocks(&deep), ["x"]);
}

#[test]
fn the_declared_encoding_is_found() {
    for html in
        ["<meta charset=\"windows-1252\">", "<META http-equiv=x content='text/html; charset=ISO-8859-1'>"]
    {
        assert_eq!(super::declared_encoding(html.as_bytes()), Some(encoding_rs::WINDOWS_1252));
    }
    assert_eq!(super::declared_encoding(b"<meta charset=utf-16>"), Some(encoding_rs::UTF_8));
    assert_eq!(super::declared_encoding(b"<p>"), None);
}

proptest! {
    #[test]
    fn any_text_between_tags_is_read_and_leads_back(html in r#"(<(/?(p|b|div|br|li|ul|table|td|tr|pre|del|h1|script|style|title|Name|x:y)( a='?b'?)?>)?|[a-zäß€ \n\t]{0,6}|&(uuml|amp|#228|nbsp|shy|x)?;?|<!--|-->|["'<>=/!?\u{0}\r\u{ad}]){0,30}"#) {
        read(&html);
    }

    #[test]
    fn any_string_is_read(html in ".{0,200}") {
        read(&html);
    }
}

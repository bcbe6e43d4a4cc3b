use proptest::prelude::*;

use super::read_md;
use crate::model::{BlockKind, Document, PlaceholderKind};
use crate::testing::{check, fields, kinds, texts};

fn read(md: &str) -> Document {
    let document = read_md(md.to_owned());
    check(&document);
    document
}

const PARAGRAPH: BlockKind = BlockKind::Paragraph;

#[test]
fn markup_is_dropped_and_every_character_leads_back() {
    let md = "Die **Gebühr** betr&auml;gt\n100 \\* 2 [Euro](https://amt.example) `netto`.<!-- weg -->";
    let document = read(md);
    assert_eq!(texts(&document), ["Die Gebühr beträgt 100 * 2 Euro netto."]);
    let back = |needle: &str| {
        let at = document.text.find(needle).unwrap();
        source::slice(md, document.map.to_file(source::range(at, at + needle.len())).unwrap())
    };
    assert_eq!(back("Gebühr"), "Gebühr");
    assert_eq!(back("ä"), "&auml;");
    assert_eq!(back("netto"), "netto");
    assert_eq!(back("Die Gebühr b"), "Die **Gebühr** b");
}

#[test]
fn blocks_have_their_kind() {
    let md = "# Titel\n\nText\nweiter\n\n3. drei\n4. vier\n   - innen\n\n> Zitat\n\n| A | B |\n|---|---|\n| c | d |\n\n    Kode\n";
    let cell = |row, column| BlockKind::TableCell { row, column };
    let item = |level, number| BlockKind::ListItem { level, number };
    assert_eq!(
        kinds(&read(md)),
        [
            (BlockKind::Heading { level: 1 }, "Titel"),
            (PARAGRAPH, "Text weiter"),
            (item(1, Some(3)), "drei"),
            (item(1, Some(4)), "vier"),
            (item(2, None), "innen"),
            (BlockKind::Quote, "Zitat"),
            (cell(1, 1), "A"),
            (cell(1, 2), "B"),
            (cell(2, 1), "c"),
            (cell(2, 2), "d"),
            (PARAGRAPH, "Kode"),
        ]
    );
}

#[test]
fn hard_breaks_divide_lines_without_a_gap() {
    let document = read("Frau  \nLucía Robledo\\\n56999 Rebenfels<br>Deutschland\n\nText");
    assert_eq!(texts(&document), ["Frau", "Lucía Robledo", "56999 Rebenfels", "Deutschland", "Text"]);
    assert_eq!(
        document.blocks.iter().map(|b| b.gap_before).collect::<Vec<_>>(),
        [true, false, false, false, true]
    );
}

#[test]
fn notes_follow_the_block_that_refers_to_them() {
    let md = "[^b]: Zweite Note.\n\nEins[^a] und zwei[^b].\n\nDanach.\n\n[^a]: Erste Note.\n    Mit Folge.\n\n[^c]: Ohne Verweis.\n";
    let note = BlockKind::Footnote;
    assert_eq!(
        kinds(&read(md)),
        [
            (PARAGRAPH, "Eins und zwei."),
            (note, "Erste Note. Mit Folge."),
            (note, "Zweite Note."),
            (PARAGRAPH, "Danach.")
        ]
    );
}

#[test]
fn template_fields_survive() {
    let document = read(
        "Herrn <Vorname> [Name] {{ort}}\n\n<Anschrift>\n\nText <span>bleibt</span> ~~weg~~ <del>weg</del>da.",
    );
    assert_eq!(texts(&document), ["Herrn <Vorname> [Name] {{ort}}", "<Anschrift>", "Text bleibt  da."]);
    use PlaceholderKind::{Angles, Braces, Brackets};
    assert_eq!(
        fields(&document),
        [
            (Angles, "<Vorname>", "Vorname"),
            (Brackets, "[Name]", "Name"),
            (Braces, "{{ort}}", "ort"),
            (Angles, "<Anschrift>", "Anschrift")
        ]
    );
}

#[test]
fn html_blocks_are_read_as_html() {
    let document = read("<div>\n<p>Eins &amp; zwei</p>\n<script>x</script>\n</div>\n\n<!-- weg -->\n\nText");
    assert_eq!(texts(&document), ["Eins & zwei", "Text"]);
}

#[test]
fn front_matter_and_byte_order_mark_are_no_text() {
    assert_eq!(
        kinds(&read("\u{feff}# Titel\n\nText")),
        [(BlockKind::Heading { level: 1 }, "Titel"), (PARAGRAPH, "Text")]
    );
    assert_eq!(texts(&read("---\ntitle: x\n---\n\nText")), ["Text"]);
}

#[test]
fn a_bold_paragraph_is_a_heading() {
    assert_eq!(
        kinds(&read("Text.\n\n**Das ist passiert**\n\nText."))[1],
        (BlockKind::Heading { level: 0 }, "Das ist passiert")
    );
}

#[test]
fn nesting_costs_neither_stack_nor_time() {
    for deep in [
        "> ".repeat(20_000),
        "- ".repeat(20_000),
        "*_".repeat(20_000),
        "[".repeat(50_000),
        "<a ".repeat(30_000),
    ] {
        read(&format!("{deep}x"));
    }
}

proptest! {
    #[test]
    fn any_mixture_of_markup_is_read_and_leads_back(md in r#"(#{1,3} |[*_`~>|\\-]{1,3}|[a-zäß€ ]{0,6}|\n{1,2}|    |&(uuml|amp|#228|nbsp|shy);|\[\^?a\]:?|\[x\]\(y\)|<(b|Name|div|!--)>|-->|1\. |\| ?-|["'<>=/!?\r\u{ad}]){0,40}"#) {
        read(&md);
    }

    #[test]
    fn any_string_is_read(md in ".{0,200}") {
        read(&md);
    }
}

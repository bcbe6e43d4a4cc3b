//! Citations of norms: the whole string, and the addresses in it.

use klarbrief_letter::{analyse_blocks, parse};

/// Each address as law, section, paragraph, sentence, number, letter.
fn read(text: &str) -> Vec<(String, Vec<String>)> {
    let document = document::read_txt(text.to_owned());
    let letter = parse(&document, &analyse_blocks(&document));
    let one = |c: &klarbrief_letter::Citation| {
        let refs = c.refs.iter().map(|r| {
            let levels = [&r.paragraph, &r.sentence, &r.number, &r.letter];
            let levels = levels.map(|l| l.as_deref().unwrap_or("-").to_owned()).join(" ");
            format!("{} {} {levels}", r.law, r.section)
        });
        (document.slice(c.range).to_owned(), refs.collect())
    };
    letter.citations.iter().map(one).collect()
}

fn check(text: &str, citation: &str, refs: &[&str]) {
    assert_eq!(read(text), [(citation.to_owned(), refs.iter().map(|r| (*r).to_owned()).collect())], "{text}");
}

#[test]
fn usual_forms() {
    check("Das steht in § 5 Abs. 1 Nr. 1 AufenthG.", "§ 5 Abs. 1 Nr. 1 AufenthG", &["AufenthG 5 1 - 1 -"]);
    check(
        "Nach §§ 5, 8 und 25b AufenthG gilt das.",
        "§§ 5, 8 und 25b AufenthG",
        &["AufenthG 5 - - - -", "AufenthG 8 - - - -", "AufenthG 25b - - - -"],
    );
    check("(§ 5 I Nr. 1 AufenthG)", "§ 5 I Nr. 1 AufenthG", &["AufenthG 5 1 - 1 -"]);
    check("Nach § 28 I 1 Nr. 3 AufenthG geht das.", "§ 28 I 1 Nr. 3 AufenthG", &["AufenthG 28 1 1 3 -"]);
    check("Art. 8 EMRK schützt die Familie.", "Art. 8 EMRK", &["EMRK 8 - - - -"]);
    check("Artikel 6 Absatz 1 Grundgesetz", "Artikel 6 Absatz 1 Grundgesetz", &["GG 6 1 - - -"]);
}

#[test]
fn long_names_and_several_addresses() {
    let text = "§ 77 Absatz 1 Satz 1 Nummer 1 des Aufenthaltsgesetzes verlangt das.";
    check(text, "§ 77 Absatz 1 Satz 1 Nummer 1 des Aufenthaltsgesetzes", &["AufenthG 77 1 1 1 -"]);
    let text = "§ 5 Absatz 1 und § 8 des Aufenthaltsgesetzes";
    check(text, text, &["AufenthG 5 1 - - -", "AufenthG 8 - - - -"]);
    let text = "§ 25 Abs. 5 S. 1 i. V. m. § 5 Abs. 3 AufenthG";
    check(text, text, &["AufenthG 25 5 1 - -", "AufenthG 5 3 - - -"]);
    let text = "§ 11 Abs. 2 und 3 AufenthG";
    check(text, text, &["AufenthG 11 2 - - -", "AufenthG 11 3 - - -"]);
    let text = "§ 5 Abs. 1 Nr. 1a, Abs. 2 S. 1 Nr. 2 AufenthG";
    check(text, text, &["AufenthG 5 1 - 1a -", "AufenthG 5 2 1 2 -"]);
    let text = "§ 67 Abs. 1 und Abs. 3 Satz 1 AufenthG";
    check(text, text, &["AufenthG 67 1 - - -", "AufenthG 67 3 1 - -"]);
}

#[test]
fn at_the_end_of_a_line_and_without_a_law() {
    check("Anhörung gemäß § 28 Abs. 1 VwVfG", "§ 28 Abs. 1 VwVfG", &["VwVfG 28 1 - - -"]);
    check("Das sagt § 5 Abs. 1.", "§ 5 Abs. 1", &[" 5 1 - - -"]);
    check("Nach § 5 AufenthG a. F. und 300 Euro Gebühr.", "§ 5 AufenthG", &["AufenthG 5 - - - -"]);
}

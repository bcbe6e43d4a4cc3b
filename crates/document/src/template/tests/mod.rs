mod office;

use super::*;
use crate::{read_md, read_txt};
use source::Lang;

/// The letters of a template, with what was decided.
fn letters(text: &str) -> Vec<(String, Vec<String>)> {
    let document = read_txt(text.to_owned());
    let mut template = document.as_template();
    let readings = template.readings(&document);
    let label = |r: &Reading| r.taken.iter().map(|(c, a)| template.choices[*c].label(*a, Lang::De)).collect();
    readings.iter().map(|r| (r.document.text.clone(), label(r))).collect()
}

fn texts(text: &str) -> Vec<String> {
    letters(text).into_iter().map(|(text, _)| text).collect()
}

fn faults(text: &str) -> Vec<(String, FaultKind)> {
    let document = read_txt(text.to_owned());
    document.as_template().faults.into_iter().map(|f| (document.slice(f.range).to_owned(), f.kind)).collect()
}

#[test]
fn a_text_without_branches_is_one_letter() {
    assert_eq!(
        texts("Sehr geehrte Frau Kaya,\n\nIhre Karte ist fertig.\n"),
        ["Sehr geehrte Frau Kaya,\n\nIhre Karte ist fertig.\n"]
    );
}

#[test]
fn each_branch_is_a_letter_and_its_signs_leave_no_trace() {
    assert_eq!(
        letters("Sie {% if frist %}müssen{% else %}können{% endif %} kommen.\n"),
        [
            ("Sie müssen kommen.\n".to_owned(), vec!["frist".to_owned()]),
            ("Sie können kommen.\n".to_owned(), vec!["nicht: frist".to_owned()]),
        ]
    );
    assert_eq!(
        texts("Eins.\n\n{% if a %}\nZwei.\n\n{% endif %}\nDrei.\n"),
        ["Eins.\n\nZwei.\n\nDrei.\n", "Eins.\n\nDrei.\n"]
    );
    assert_eq!(
        texts("Bitte kommen Sie {% if a %}bald {% endif %}.\n"),
        ["Bitte kommen Sie bald.\n", "Bitte kommen Sie.\n"]
    );
}

#[test]
fn the_same_condition_is_decided_once() {
    let text =
        "{% if frau %}Frau{% else %}Herr{% endif %} A, {% if not frau %}Herr{% else %}Frau{% endif %} B";
    assert_eq!(texts(text), ["Frau A, Frau B", "Herr A, Herr B"]);
    let text =
        "{% if art == 'x' %}X{% elif art == 'y' %}Y{% else %}Z{% endif %}{% if art == \"y\" %} y{% endif %}";
    assert_eq!(texts(text), ["X", "Y y", "Z"]);
}

#[test]
fn inner_branches_are_all_read_and_the_number_stays_small() {
    let text =
        "{% if a %}A{% if b %}B{% else %}C{% endif %}{% else %}D{% if c %}E{% else %}F{% endif %}{% endif %}";
    let mut all = texts(text);
    all.sort();
    assert_eq!(all, ["AB", "AC", "DE", "DF"]);
    let many: String = (0..30).map(|n| format!("{{% if x{n} %}}a{{% else %}}b{{% endif %}}\n")).collect();
    assert_eq!(texts(&many).len(), 2);
    let chain: String = (0..100).map(|n| format!("{{% elif x == '{n}' %}}a{n}\n")).collect();
    let chain = format!("{{% if x == 'a' %}}a\n{chain}{{% endif %}}");
    assert_eq!(texts(&chain).len(), MOST_READINGS);
    let document = read_txt(chain);
    let mut template = document.as_template();
    template.readings(&document);
    assert!(
        matches!(template.faults[..], [Fault { kind: FaultKind::TooMany(54), .. }]),
        "{:?}",
        template.faults
    );
}

#[test]
fn a_branch_that_no_letter_shows_is_left_out() {
    assert_eq!(texts("{% if a %}{% if not a %}nie{% endif %}ja{% else %}nein{% endif %}"), ["ja", "nein"]);
}

#[test]
fn loops_are_read_once_and_comments_never() {
    assert_eq!(
        texts("{# nie #}Liste:\n{% for x in y %}\n- Punkt\n{% endfor %}\n{% comment %}nie{% endcomment %}"),
        ["Liste:\n- Punkt\n"]
    );
    assert_eq!(texts("{{#if a}}A{{else}}B{{/if}}{{! nie }}"), ["A", "B"]);
    assert_eq!(texts("{{#kinder}}Kinder{{/kinder}}{{^kinder}}Niemand{{/kinder}}"), ["Kinder", "Niemand"]);
}

#[test]
fn boxes_are_alternatives() {
    assert_eq!(
        texts("Ihr Antrag wird\n\n☐ bewilligt\n☐ abgelehnt\n\nGruß\n"),
        ["Ihr Antrag wird\n\nbewilligt\n\nGruß\n", "Ihr Antrag wird\n\nabgelehnt\n\nGruß\n"]
    );
    assert_eq!(
        texts("Er ist ☐ vollständig ☐ unvollständig."),
        ["Er ist vollständig.", "Er ist unvollständig."]
    );
}

#[test]
fn fields_stand_for_words_of_their_kind() {
    for (template, letter) in [
        ("Sehr geehrte Frau «Nachname»,", "Sehr geehrte Frau Kaya,"),
        ("Frau «Vorname» «Nachname»", "Frau Amina Kaya"),
        ("Sie kamen am «Einreise».", "Sie kamen am 14. Mai 2026."),
        ("am {{termin}} um {{zeit}} Uhr", "am 14. Mai 2026 um 9:30 Uhr"),
        ("in Höhe von {{betrag}} Euro", "in Höhe von 93,00 Euro"),
        ("Gebühr: ${gebuehr}", "Gebühr: 93,00 Euro"),
        ("innerhalb von {{frist}} Tagen", "innerhalb von 12 Tagen"),
        ("bis zum {{ausreisefrist}}", "bis zum 14. Mai 2026"),
        ("nach § {{p}} AufenthG", "nach § 5 AufenthG"),
        ("Az.: [Aktenzeichen]", "Az.: 33/KAY/26"),
        ("wegen des {{xyz}} vor", "wegen des Vorgangs vor"),
        ("mit dem {{xyz}} vor", "mit dem Vorgang vor"),
        ("die {{xyz}} ist", "die Angabe ist"),
        ("Unterlagen: {{begruendung}}", "Unterlagen: {{begruendung}}"),
    ] {
        assert_eq!(texts(template), [letter], "{template}");
    }
}

#[test]
fn ranges_lead_back_to_the_template() {
    let text = "Sie {% if frist %}müssen{% else %}können{% endif %} am {{datum}} kommen.";
    let document = read_txt(text.to_owned());
    let mut template = document.as_template();
    let readings = template.readings(&document);
    let back = |r: &Reading, words: &str| {
        let at = r.document.text.find(words).expect("the words");
        document.slice(r.to_template(source::range(at, at + words.len()))).to_owned()
    };
    assert_eq!(back(&readings[1], "können"), "können");
    assert_eq!(back(&readings[0], "am 14. Mai 2026 kommen"), "am {{datum}} kommen");
    assert_eq!(back(&readings[0], "Sie müssen"), "Sie {% if frist %}müssen");
    assert_eq!(back(&readings[0], "Mai"), "{{datum}}");
    let all = source::range(0, readings[0].document.text.len());
    assert_eq!(readings[0].quote_template(&document, all, "„14. Mai 2026“"), "„{{datum}}“");
}

#[test]
fn blocks_of_other_formats_are_cut() {
    let document =
        read_md("# Bescheid\n\n{% if a %}\n\nEins {{ name }}.\n\n{% endif %}\n\nZwei.\n".to_owned());
    let mut template = document.as_template();
    let readings = template.readings(&document);
    let blocks = |r: &Reading| {
        r.document.blocks.iter().map(|b| r.document.slice(b.range).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(blocks(&readings[0]), ["Bescheid", "Eins Amina Kaya.", "Zwei."]);
    assert_eq!(blocks(&readings[1]), ["Bescheid", "Zwei."]);
}

#[test]
fn signs_without_partner_are_faults_with_a_place() {
    assert_eq!(
        faults("a {% if x %} b"),
        [("{% if x %}".to_owned(), FaultKind::Unclosed("{% endif %}".to_owned()))]
    );
    assert_eq!(
        faults("a {% endif %} b"),
        [("{% endif %}".to_owned(), FaultKind::Unopened("{% if … %}".to_owned()))]
    );
    assert_eq!(
        faults("a {% else %} b"),
        [("{% else %}".to_owned(), FaultKind::Unopened("{% if … %}".to_owned()))]
    );
    assert_eq!(faults("a {% iff x %} b"), [("{% iff x %}".to_owned(), FaultKind::Unknown(Some("if")))]);
    assert_eq!(faults("a {% endfi %} b"), [("{% endfi %}".to_owned(), FaultKind::Unknown(Some("endif")))]);
    assert_eq!(faults("a {{ name b"), [("{{".to_owned(), FaultKind::Open("}}"))]);
    assert_eq!(faults("a {{ }} b"), [("{{ }}".to_owned(), FaultKind::Nameless)]);
    assert_eq!(faults("a {% if x %} {{ name }} {% endif %} «Name» b"), []);
}

#[test]
fn hostile_templates_end() {
    for text in
        ["{% if a %}".repeat(20_000), "{{".repeat(50_000), "☐ a ".repeat(20_000), "{% else %}".repeat(20_000)]
    {
        let document = read_txt(text);
        let mut template = document.as_template();
        assert!(template.readings(&document).len() <= MOST_READINGS);
    }
    let chain = format!("{{% if x == 0 %}}{}{{% endif %}}", "{% elif y == 1 %}a".repeat(20_000));
    texts(&chain);
    let many: String = (0..20_000).map(|n| format!("{{% if x{n} %}}a{{% endif %}}\n")).collect();
    texts(&many);
    let deep = format!("{}x{}", "{% if a %}".repeat(5000), "{% endif %}".repeat(5000));
    texts(&deep);
}

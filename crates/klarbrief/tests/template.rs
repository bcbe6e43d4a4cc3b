//! Templates: what their versions have in common is told once.

use klarbrief::document::read_txt;
use klarbrief::{Checker, Report, Request};

fn check(text: &str) -> Report {
    let checker = Checker::builder().build().expect("the built-in rules compile");
    let request = Request { template: Some(true), ..Request::default() };
    checker.check_with(&read_txt(text.to_owned()), &request)
}

const TEMPLATE: &str = "Stadt Lindental
Ausländerbehörde

Frau
{{ vorname }} {{ nachname }}
Waldweg 8
87654 Auental

Ihre Karte

Sehr geehrte Frau {{ nachname }},

{% if fertig %}
Ihre Karte ist am {{ datum }} fertig geworden.
{% else %}
Ihre Karte ist noch nicht fertig.
{% endif %}

Viele Grüße
Karl Wernecke
";

#[test]
fn what_every_version_lacks_is_told_once_and_without_a_condition() {
    let report = check(TEMPLATE);
    let contact: Vec<_> =
        report.findings.iter().filter(|f| &*f.rule == "service/fehlender-kontakt").collect();
    assert_eq!(contact.len(), 1, "{contact:#?}");
    assert!(!contact[0].message.contains("nur wenn"), "{}", contact[0].message);
}

#[test]
fn no_finding_is_told_twice_at_one_place() {
    let report = check(TEMPLATE);
    let mut places: Vec<_> =
        report.findings.iter().map(|f| (f.rule.clone(), f.range.start(), f.range.end())).collect();
    let all = places.len();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), all);
}

#[test]
fn fields_are_compared_with_nothing() {
    let text =
        "{{ a }} Euro und {{ b }} Euro ergeben zusammen 100 Euro. Kommen Sie am Montag, dem {{ termin }}.";
    let report = check(text);
    let wrong: Vec<_> = report.findings.iter().filter(|f| f.rule.starts_with("konsistenz/")).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The same text as a letter with these words is found out.
    let checker = Checker::builder().build().expect("the built-in rules compile");
    let letter =
        "93,00 Euro und 93,00 Euro ergeben zusammen 100 Euro. Kommen Sie am Montag, dem 14. Mai 2026.";
    let report = checker.check(&read_txt(letter.to_owned()));
    assert!(report.findings.iter().any(|f| f.rule.starts_with("konsistenz/")));
}

#[test]
fn messages_quote_the_template_and_not_the_words_fields_were_filled_with() {
    let report = check("Der Antrag von Frau {{ nachname }} wurde am {{ datum }} geprüft.");
    let all: String = report.findings.iter().map(|f| f.message.as_str()).collect();
    assert!(all.contains("{{ datum }}"), "{all}");
    assert!(!all.contains("14. Mai 2026"), "{all}");
}

//! Checks that the rule language cannot express. Each is a function that a rule file names; the words, severity and examples
//! stay in that file.

mod citations;
mod discretion;
mod header;
mod hearing;
mod legal;
mod reasons;
mod request_slots;
mod request_wording;
mod ruling_condition;
mod ruling_form;
mod terms;
mod words;

use rule::{Rule, Value};

use crate::engine::{Context, Found};

/// Adds what it finds to the list, or drops from it what patterns and tables of the same rule hit without need.
pub(crate) type Native = fn(&Context<'_>, &Rule, &mut Vec<Found>);

/// The names that rule files may use; those of `legal` stand there.
pub(crate) const NAMES: &[&str] = &[
    "bandwurmwort",
    "begruendungskette-norm",
    "begruendungskette-tatsachen",
    "begruendungskette-verknuepfung",
    "einseitige-abwaegung",
    "fehlende-angaben",
    "fehlende-begruendung",
    "fehlende-behoerde",
    "fehlende-entscheidung",
    "fehlende-unterschrift",
    "fehlendes-ermessen",
    "im-entscheidungspunkt",
    "kontaktangabe",
    "kopfangabe",
    "leeres-ermessen",
    "leerformel",
    "platzhalter",
    "spaetes-ergebnis",
    "textwand",
    "uebergangene-belange",
    "unbegrenzte-wohnsitzauflage",
    "unbegruendeter-punkt",
    "unerklaerte-abkuerzung",
    "unerklaerter-rechtsbegriff",
    "unnummerierte-entscheidung",
    "verdeckter-bescheid",
    "versteckte-auflage",
    "verzicht-ohne-grund",
    "widerspruechliche-entscheidung",
    "zitat-ohne-gesetz",
    "zitat-unbekannte-gliederung",
    "zitat-unbekannter-paragraf",
    "zitat-unbekanntes-gesetz",
    "zitat-veraltet",
];

/// All names that rule files may use.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().copied().chain(legal::CHECKS.iter().map(|(name, _)| *name))
}

/// Finds a check by the name that a rule file uses.
pub(crate) fn find(name: &str) -> Option<Native> {
    Some(match name {
        "bandwurmwort" => words::long_words,
        "begruendungskette-norm" => reasons::missing_norm,
        "begruendungskette-tatsachen" => reasons::missing_facts,
        "begruendungskette-verknuepfung" => reasons::missing_link,
        "einseitige-abwaegung" => discretion::one_sided,
        "fehlende-angaben" => request_slots::missing,
        "fehlende-begruendung" => reasons::missing_reasons,
        "fehlende-behoerde" => header::missing_office,
        "fehlende-entscheidung" => ruling_form::missing,
        "fehlende-unterschrift" => header::missing_signature,
        "fehlendes-ermessen" => discretion::missing,
        "im-entscheidungspunkt" => hearing::only_in_rulings,
        "kontaktangabe" => header::missing_contact,
        "kopfangabe" => header::missing_slots,
        "leeres-ermessen" => discretion::empty,
        "leerformel" => reasons::empty_formula,
        "platzhalter" => words::placeholders,
        "spaetes-ergebnis" => reasons::late_result,
        "textwand" => words::wall_of_text,
        "uebergangene-belange" => discretion::passed_over,
        "unbegrenzte-wohnsitzauflage" => ruling_condition::residence,
        "unbegruendeter-punkt" => reasons::unreasoned_point,
        "unerklaerte-abkuerzung" => terms::unexplained_abbreviation,
        "unerklaerter-rechtsbegriff" => terms::unexplained_term,
        "unnummerierte-entscheidung" => ruling_form::unnumbered,
        "verdeckter-bescheid" => ruling_form::hidden,
        "versteckte-auflage" => ruling_condition::hidden,
        "verzicht-ohne-grund" => hearing::waiver_without_ground,
        "widerspruechliche-entscheidung" => ruling_form::contradiction,
        "zitat-ohne-gesetz" => citations::missing_law,
        "zitat-unbekannte-gliederung" => citations::unknown_place,
        "zitat-unbekannter-paragraf" => citations::unknown_section,
        "zitat-unbekanntes-gesetz" => citations::unknown_law,
        "zitat-veraltet" => citations::outdated,
        _ => return legal::find(name),
    })
}

/// Tells whether some word of a paragraph starts with one of these.
fn says(paragraph: &text::Paragraph, starts: &[&str]) -> bool {
    paragraph.tokens.iter().any(|t| starts_with_any(paragraph.norm(t), starts))
}

fn starts_with_any(norm: &str, starts: &[&str]) -> bool {
    // Comparing one byte first: these loops run over every word of a letter.
    let first = norm.as_bytes().first();
    starts.iter().any(|s| s.as_bytes().first() == first && norm.starts_with(s))
}

/// A number from the rule file.
fn number(rule: &Rule, name: &str, default: f64) -> f64 {
    match rule.parameters.iter().find(|p| p.name == name).map(|p| &p.value) {
        Some(Value::Number(number)) => *number,
        _ => default,
    }
}

/// Words from the rule file.
fn strings<'r>(rule: &'r Rule, name: &str) -> &'r [String] {
    rule.parameters.iter().find(|p| p.name == name).map_or(&[], |p| p.value.strings())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_function() {
        for name in names() {
            assert!(find(name).is_some(), "{name}");
        }
        assert!(find("nichts").is_none());
        assert!(NAMES.is_sorted() && legal::CHECKS.is_sorted_by_key(|(name, _)| *name));
    }
}

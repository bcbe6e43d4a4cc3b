//! Checks that the rule language cannot express. Each is a function that a rule file names; the words, severity and examples
//! stay in that file.

mod answer;
mod appointment;
mod bare_requests;
mod citations;
mod consistency;
mod discretion;
mod header;
mod hearing;
mod legal;
mod load;
mod phrase;
mod reasons;
mod remedy;
mod request_slots;
mod request_wording;
mod ruling_condition;
mod ruling_form;
mod sentences;
mod slots;
mod stock;
mod template;
mod terms;
mod words;

use rule::{Rule, Value};

use crate::engine::{Context, Found};
pub(crate) use consistency::Values;
pub(crate) use legal::{Asked, Line};
pub(crate) use load::{Work, work};
pub(crate) use remedy::Laender;
pub(crate) use request_slots::first_sentence as opening;
pub(crate) use request_wording::Wordings;

/// Adds what it finds to the list, or drops from it what patterns and tables of the same rule hit without need.
pub(crate) type Native = fn(&Context<'_>, &Rule, &mut Vec<Found>);

/// The names that rule files may use.
pub(crate) const NAMES: &[&str] = &[
    "abschiebung-ausreisefrist",
    "abschiebung-ausreisepflicht",
    "abschiebung-bescheinigung",
    "abschiebung-gebiet",
    "abschiebung-hindernisse",
    "abschiebung-termin",
    "abschiebung-weiterer-staat",
    "abschiebung-zielstaat",
    "abweichende-schreibung",
    "anhoerung-kern",
    "anweisung",
    "aufenthalt-ausnahme",
    "aufenthalt-ausweisungsinteresse",
    "aufenthalt-bedarfsrechnung",
    "aufenthalt-pauschal",
    "aufenthalt-verkuerzung",
    "auswahlrest",
    "ausweisung-abwaegung",
    "ausweisung-faktor",
    "ausweisung-schutz",
    "bandwurmwort",
    "bearbeitungslast",
    "befehle-ohne-bitte",
    "begriffswechsel",
    "begruendungskette-norm",
    "begruendungskette-tatsachen",
    "begruendungskette-verknuepfung",
    "belehrung-ohne-bescheid",
    "einbuergerung-ermessen",
    "einbuergerung-gebuehr",
    "einbuergerung-pauschal",
    "einbuergerung-ruecknahme",
    "einbuergerung-urkunde",
    "einreiseverbot-begruendung",
    "einreiseverbot-dauer",
    "einreiseverbot-hinweis",
    "einreiseverbot-inhalt",
    "einseitige-abwaegung",
    "erschwerender-zusatz",
    "falsche-form",
    "falsche-frist",
    "falsche-stelle",
    "falsche-summe",
    "falsche-wirkungsangabe",
    "falscher-fristbeginn",
    "falscher-rechtsbehelf",
    "falscher-wochentag",
    "fehlende-angaben",
    "fehlende-begruendung",
    "fehlende-behoerde",
    "fehlende-belehrung",
    "fehlende-briefangaben",
    "fehlende-elektronische-form",
    "fehlende-entscheidung",
    "fehlende-unterschrift",
    "fehlende-wirkungsangabe",
    "fehlendes-ermessen",
    "freizuegigkeit-verurteilung",
    "frist-am-ruhetag",
    "genderzeichen",
    "genitivkette",
    "gesetzesabschrift",
    "im-entscheidungspunkt",
    "kontaktangabe",
    "kopfangabe",
    "kurze-frist",
    "leeres-ermessen",
    "leeres-feld",
    "leerformel",
    "nebensatz-vorn",
    "platzhalter",
    "riskanter-fristbeginn",
    "rueckfragerisiko",
    "sofortvollzug-formel",
    "sofortvollzug-ohne-begruendung",
    "spaetes-ergebnis",
    "termin-am-feiertag",
    "terminluecke",
    "textbaustein",
    "textwand",
    "toter-verweis",
    "ueberfluessiger-sofortvollzug",
    "uebergangene-belange",
    "uebergangene-vertretung",
    "unbeantworteter-vortrag",
    "unbegrenzte-wohnsitzauflage",
    "unbegruendeter-punkt",
    "unbenannte-anlage",
    "unerklaerte-abkuerzung",
    "unerklaerter-rechtsbegriff",
    "unmoegliches-datum",
    "unnummerierte-entscheidung",
    "unvollstaendiger-widerspruchsbescheid",
    "verdeckter-bescheid",
    "vergangene-frist",
    "versteckte-auflage",
    "versteckte-belehrung",
    "verzicht-ohne-grund",
    "vorlagenfehler",
    "weite-konstruktion",
    "widerruf-erloeschen",
    "widerruf-vertrauen",
    "widerruf-wirkung",
    "widerspruechliche-angabe",
    "widerspruechliche-entscheidung",
    "zitat-ohne-gesetz",
    "zitat-unbekannte-gliederung",
    "zitat-unbekannter-paragraf",
    "zitat-unbekanntes-gesetz",
    "zitat-veraltet",
];

/// Finds a check by the name that a rule file uses.
pub(crate) fn find(name: &str) -> Option<Native> {
    Some(match name {
        "anweisung" => by_the_checker,
        "auswahlrest" => template::choices,
        "bandwurmwort" => words::long_words,
        "bearbeitungslast" => load::handling_load,
        "befehle-ohne-bitte" => bare_requests::few_polite,
        "begriffswechsel" => terms::changed_word,
        "begruendungskette-norm" => reasons::missing_norm,
        "begruendungskette-tatsachen" => reasons::missing_facts,
        "begruendungskette-verknuepfung" => reasons::missing_link,
        "belehrung-ohne-bescheid" => remedy::without_decision,
        "einseitige-abwaegung" => discretion::one_sided,
        "erschwerender-zusatz" => remedy::extras,
        "falsche-form" => remedy::forms,
        "falsche-frist" => remedy::periods,
        "falsche-stelle" => remedy::bodies,
        "falsche-wirkungsangabe" => remedy::wrong_effect,
        "falscher-fristbeginn" => remedy::wrong_start,
        "falscher-rechtsbehelf" => remedy::remedies,
        "anhoerung-kern" => hearing::core,
        "terminluecke" => appointment::gaps,
        "fehlende-angaben" => request_slots::missing,
        "fehlende-begruendung" => reasons::missing_reasons,
        "fehlende-behoerde" => header::missing_office,
        "fehlende-belehrung" => remedy::missing,
        "fehlende-briefangaben" => slots::missing,
        "fehlende-elektronische-form" => remedy::missing_electronic,
        "fehlende-entscheidung" => ruling_form::missing,
        "fehlende-unterschrift" => header::missing_signature,
        "fehlende-wirkungsangabe" => remedy::missing_effect,
        "fehlendes-ermessen" => discretion::missing,
        "genderzeichen" => words::gender_signs,
        "genitivkette" => sentences::genitive_chain,
        "gesetzesabschrift" => answer::copied,
        "im-entscheidungspunkt" => hearing::only_in_rulings,
        "kontaktangabe" => header::missing_contact,
        "kopfangabe" => header::missing_slots,
        "leeres-ermessen" => discretion::empty,
        "leeres-feld" => template::bare_labels,
        "leerformel" => reasons::empty_formula,
        "nebensatz-vorn" => sentences::leading_clause,
        "platzhalter" => words::placeholders,
        "riskanter-fristbeginn" => remedy::risky_start,
        "rueckfragerisiko" => stock::no_way_back,
        "sofortvollzug-formel" => remedy::formula,
        "sofortvollzug-ohne-begruendung" => remedy::unreasoned,
        "spaetes-ergebnis" => reasons::late_result,
        "textbaustein" => stock::boilerplate,
        "textwand" => words::wall_of_text,
        "ueberfluessiger-sofortvollzug" => remedy::needless,
        "uebergangene-belange" => discretion::passed_over,
        "unbeantworteter-vortrag" => answer::unanswered,
        "unbegrenzte-wohnsitzauflage" => ruling_condition::residence,
        "unbegruendeter-punkt" => reasons::unreasoned_point,
        "unerklaerte-abkuerzung" => terms::unexplained_abbreviation,
        "unerklaerter-rechtsbegriff" => terms::unexplained_term,
        "unnummerierte-entscheidung" => ruling_form::unnumbered,
        "unvollstaendiger-widerspruchsbescheid" => remedy::incomplete_decision,
        "verdeckter-bescheid" => ruling_form::hidden,
        "versteckte-auflage" => ruling_condition::hidden,
        "versteckte-belehrung" => remedy::hidden,
        "verzicht-ohne-grund" => hearing::waiver_without_ground,
        "vorlagenfehler" => template::signs,
        "weite-konstruktion" => sentences::wide,
        "widerspruechliche-entscheidung" => ruling_form::contradiction,
        "zitat-ohne-gesetz" => citations::missing_law,
        "zitat-unbekannte-gliederung" => citations::unknown_place,
        "zitat-unbekannter-paragraf" => citations::unknown_section,
        "zitat-unbekanntes-gesetz" => citations::unknown_law,
        "zitat-veraltet" => citations::outdated,
        _ => return legal::find(name).or_else(|| consistency::find(name)),
    })
}

/// Rules about comments in the letter: what is wrong with one shows only when all rules have spoken (crate::suppress).
fn by_the_checker(_: &Context<'_>, _: &Rule, _: &mut Vec<Found>) {}

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
pub(crate) fn number(rule: &Rule, name: &str, default: f64) -> f64 {
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
        for name in NAMES {
            assert!(find(name).is_some(), "{name}");
        }
        assert!(find("nichts").is_none());
        assert!(NAMES.is_sorted());
    }
}

//! What conditions mean.

use klarbrief_rule::{Condition, Facts, Metric, Pattern, Predicate};
use letter::{LetterKind, NormRef, PartKind, Ruling};
use text::ConstructionKind;

use crate::support::compiled;

/// A letter from Lower Saxony of 24 November 2026: a refusal with reasons; the unit has 30 words in two sentences.
struct Letter;

impl Facts for Letter {
    fn metric(&self, metric: Metric) -> Option<f64> {
        match metric {
            Metric::Words => Some(30.0),
            Metric::Sentences => Some(2.0),
            Metric::Nouns => Some(0.0),
            _ => None,
        }
    }
    fn is(&self, predicate: Predicate) -> bool {
        predicate == Predicate::Quoted
    }
    fn kind(&self, kind: LetterKind) -> bool {
        kind == LetterKind::Refusal
    }
    fn has(&self, part: PartKind) -> bool {
        part == PartKind::Reasons
    }
    fn part(&self) -> Option<PartKind> {
        Some(PartKind::Body)
    }
    fn land(&self) -> Option<&str> {
        Some("NI")
    }
    fn date(&self) -> Option<&str> {
        Some("2026-11-24")
    }
    fn count(&self, _: &Pattern, enough: usize) -> usize {
        3.min(enough)
    }
    fn ruling(&self, rulings: &[Ruling]) -> bool {
        rulings.contains(&Ruling::Expel)
    }
    fn cites(&self, norms: &[NormRef]) -> bool {
        norms.iter().any(|n| n.law == "AufenthG" && n.section == "53")
    }
    fn letter(&self, _: &Pattern) -> bool {
        true
    }
    fn reasons(&self, _: &Pattern) -> bool {
        false
    }
    fn constructions(&self, kind: ConstructionKind) -> usize {
        if kind == ConstructionKind::Passive { 4 } else { 1 }
    }
}

fn holds(condition: &str) -> bool {
    let set = compiled(&format!("when {condition};"));
    let condition = set.rules[0].condition.as_ref();
    condition.expect("the rule has a condition").holds(&Letter, &set.rules[0].parameters)
}

#[test]
fn operators_bind_as_in_school() {
    assert!(holds("words = 10 + 2 * 10"));
    assert!(!holds("words = (10 + 2) * 10"));
    assert!(holds("words - 10 - 10 = 10"), "to the left");
    assert!(holds("60 / 2 / 2 = 15"));
    assert!(holds("words / sentences = 15"));
    assert!(holds("words = 1 or words = 30 and sentences = 2"));
    assert!(!holds("(words = 30 or words = 1) and sentences = 1"));
    assert!(!holds("not words = 30"));
    assert!(holds("not words = 30 or words = 30"), "not reaches to the next or");
    assert!(!holds("not not not quoted"));
    assert!(holds("not (words = 1 or sentences = 1) and quoted"));
    assert!(holds("words >= 30 and words <= 30 and words != 31 and words < 31 and 29 < words"));
    assert!(holds("words > -1"));
}

#[test]
fn what_is_not_defined_compares_false() {
    assert!(!holds("lix > 0") && !holds("lix <= 0"));
    assert!(!holds("words / nouns > 0") && !holds("words / nouns < 9"));
    assert!(holds("not lix > 0"));
}

#[test]
fn facts_of_the_letter() {
    assert!(holds("kind = expulsion | refusal") && !holds("kind = expulsion"));
    assert!(holds("kind != expulsion") && !holds("kind != refusal | expulsion"));
    assert!(holds("has(reasons)") && holds("has(subject, reasons)") && !holds("has(remedy-notice)"));
    assert!(holds("part = body") && !holds("part = reasons"));
    assert!(holds("land = NI | RP") && holds("land != HE") && holds("land = \"NI\""));
    assert!(
        holds("date >= \"2025-01-01\"") && !holds("date < \"2025-01-01\"") && holds("\"2025-01-01\" <= date")
    );
    assert!(holds("contains(\"nicht\")") && holds("count(\"nicht\") = 3") && !holds("count(\"nicht\") > 3"));
    assert!(holds("ruling(expel, ban)") && !holds("ruling(ban)"));
    assert!(holds("cites(\"§ 53 AufenthG\" | \"§ 54 AufenthG\")") && !holds("cites(\"§ 54 AufenthG\")"));
    assert!(holds("letter(\"nicht\")") && !holds("reasons(\"nicht\")"));
    assert!(holds("count(passive) / sentences > 1.5") && holds("count(passive, light-verb) = 5"));
}

#[test]
fn excess_is_counted_from_the_limit_of_the_words() {
    let limit = |clauses: &str| {
        let set = compiled(clauses);
        let rule = &set.rules[0];
        rule.condition.as_ref().and_then(|c: &Condition| c.word_limit(&Letter, &rule.parameters))
    };
    assert_eq!(limit("let max = 25; when not quoted and words > max; at excess;"), Some(25.0));
    assert_eq!(limit("when 20 + 2 < words; at excess;"), Some(22.0));
    assert_eq!(limit("when sentences > 3;"), None);
}

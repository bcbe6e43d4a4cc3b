//! Rules about a set of letters, asked once all letters have come.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagnostic::Severity;
use letter::{LetterKind, NormRef, PartKind, Ruling};
use rule::{Facts, Metric, Pattern, Placeholder, Predicate, Rule, Value, format_number};
use source::Lang;
use text::ConstructionKind;

use super::alike::{Signature, groups};
use super::{SetMark, Spot};
use crate::native::number;

/// Something that holds of a set of letters, not of a single one.
#[derive(Debug, Clone, PartialEq)]
pub struct SetFinding {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// Its name for people.
    pub title: Arc<str>,
    /// The guiding principle (Leitziel) the rule serves, 1 to 12.
    pub leitziel: u8,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Why it matters.
    pub why: Arc<str>,
    /// The norm or source that asks for it.
    pub source: Arc<str>,
    /// Letters that the rule was asked about.
    pub size: u32,
    /// The letters in which it found something, by their place in the stock.
    pub marked: Vec<u32>,
    /// The letters in which it did not.
    pub unmarked: Vec<u32>,
    /// Where the passage stands that is repeated; empty for rules that ask for no passages.
    pub passages: Vec<Spot>,
}

pub(super) fn findings(
    rules: &[Rule],
    lang: Lang,
    marks: &BTreeMap<u32, Vec<(u32, SetMark)>>,
) -> Vec<SetFinding> {
    let mut out = Vec::new();
    for (index, marks) in marks {
        let Some(rule) = rules.get(*index as usize) else { continue };
        let repeated = repeated(rule, marks);
        let facts = SetFacts::of(marks);
        if repeated.is_empty() {
            ask(rule, lang, &facts, marks, Vec::new(), &mut out);
        }
        for passages in repeated {
            let letters: BTreeSet<u32> = passages.iter().map(|spot| spot.letter).collect();
            let facts = SetFacts { repeats: Some(letters.len()), ..facts };
            ask(rule, lang, &facts, marks, passages, &mut out);
        }
    }
    // What stands in most letters comes first.
    out.sort_by(|a, b| {
        let passages = |f: &SetFinding| std::cmp::Reverse(f.passages.len());
        a.rule.cmp(&b.rule).then(passages(a).cmp(&passages(b))).then(a.passages.cmp(&b.passages))
    });
    out
}

/// Groups of passages that are nearly the same.
fn repeated(rule: &Rule, marks: &[(u32, SetMark)]) -> Vec<Vec<Spot>> {
    let mut spots: Vec<(Spot, &Signature)> = Vec::new();
    for (letter, mark) in marks {
        for (block, signature) in &mark.passages {
            spots.push((Spot { letter: *letter, block: *block, sentence: None }, signature));
        }
    }
    let signatures: Vec<&Signature> = spots.iter().map(|(_, signature)| *signature).collect();
    let groups = groups(&signatures, number(rule, "min-similarity", 1.0));
    groups.into_iter().map(|group| group.into_iter().map(|member| spots[member].0).collect()).collect()
}

fn ask(
    rule: &Rule,
    lang: Lang,
    facts: &SetFacts,
    marks: &[(u32, SetMark)],
    passages: Vec<Spot>,
    out: &mut Vec<SetFinding>,
) {
    // A rule without a condition would complain about every set.
    if !rule.condition.as_ref().is_some_and(|condition| condition.holds(facts, &rule.parameters)) {
        return;
    }
    let depends = rule.severities.iter().find(|(_, condition)| condition.holds(facts, &rule.parameters));
    let letters = |marked: bool| {
        marks.iter().filter(|(_, mark)| mark.texts.is_empty() != marked).map(|(letter, _)| *letter).collect()
    };
    out.push(SetFinding {
        rule: rule.id.clone(),
        title: rule.title.pick(lang).clone(),
        leitziel: rule.leitziel,
        severity: depends.map_or(rule.severity, |(severity, _)| *severity),
        message: rule.message.pick(lang).render(|place, out| fill(rule, lang, facts, place, out)),
        why: rule.why.pick(lang).clone(),
        source: rule.source.pick(lang).clone(),
        size: facts.size as u32,
        marked: letters(true),
        unmarked: letters(false),
        passages,
    });
}

/// Shares are told in percent, everything else as it is.
fn fill(rule: &Rule, lang: Lang, facts: &SetFacts, place: &Placeholder, out: &mut String) {
    match place {
        Placeholder::Metric(Metric::Share) => {
            let percent = facts.metric(Metric::Share).map_or_else(
                || "–".to_owned(),
                |share| lang.pick(format!("{:.0} %", share * 100.0), format!("{:.0}%", share * 100.0)),
            );
            out.push_str(&percent);
        }
        Placeholder::Metric(metric) => {
            out.push_str(&facts.metric(*metric).map_or_else(|| "–".to_owned(), |v| format_number(v, lang)));
        }
        Placeholder::Count => out.push_str(&facts.marked.to_string()),
        Placeholder::Parameter(index) => match rule.parameters.get(*index).map(|p| &p.value) {
            Some(Value::Number(number)) => out.push_str(&format_number(*number, lang)),
            Some(value) => out.push_str(&value.strings().join(", ")),
            None => {}
        },
        // A set has no words of its own.
        Placeholder::Match | Placeholder::Suggestion | Placeholder::Capture(_) | Placeholder::Given(_) => {}
    }
}

/// What a condition may ask of a set.
#[derive(Debug, Clone, Copy)]
struct SetFacts {
    size: usize,
    marked: usize,
    variants: usize,
    repeats: Option<usize>,
}

impl SetFacts {
    fn of(marks: &[(u32, SetMark)]) -> SetFacts {
        let texts: BTreeSet<u64> = marks.iter().flat_map(|(_, mark)| mark.texts.iter().copied()).collect();
        SetFacts {
            size: marks.len(),
            marked: marks.iter().filter(|(_, mark)| !mark.texts.is_empty()).count(),
            variants: texts.len(),
            repeats: None,
        }
    }
}

impl Facts for SetFacts {
    fn metric(&self, metric: Metric) -> Option<f64> {
        match metric {
            Metric::SetSize => Some(self.size as f64),
            Metric::Marked => Some(self.marked as f64),
            Metric::Share => (self.size > 0).then(|| self.marked as f64 / self.size as f64),
            Metric::Variants => Some(self.variants as f64),
            Metric::Repeats => self.repeats.map(|n| n as f64),
            _ => None,
        }
    }

    fn is(&self, _: Predicate) -> bool {
        false
    }

    fn kind(&self, _: LetterKind) -> bool {
        false
    }

    fn has(&self, _: PartKind) -> bool {
        false
    }

    fn part(&self) -> Option<PartKind> {
        None
    }

    fn land(&self) -> Option<&str> {
        None
    }

    fn date(&self) -> Option<&str> {
        None
    }

    fn ruling(&self, _: &[Ruling]) -> bool {
        false
    }

    fn cites(&self, _: &[NormRef]) -> bool {
        false
    }

    fn letter(&self, _: &Pattern) -> bool {
        false
    }

    fn reasons(&self, _: &Pattern) -> bool {
        false
    }

    fn count(&self, _: &Pattern, _: usize) -> usize {
        0
    }

    fn constructions(&self, _: ConstructionKind) -> usize {
        0
    }
}

//! The page of a rule: what it says is gathered here once, then written for terminals, as Markdown or as HTML.

pub(crate) mod html;
pub(crate) mod md;
pub(crate) mod text;

use klarbrief::diagnostic::Applicability;
use klarbrief::letter::PartKind;
use klarbrief::rule::{Example, Placeholder, Rule, StatusLevel, Template, Value, format_number};

use super::concise::one_line;
use crate::lang::{lang, tr};
use crate::names;

/// Everything that a page says, in the language of the messages.
#[derive(Debug)]
pub(crate) struct RulePage<'a> {
    pub rule: &'a Rule,
    pub id: &'a str,
    pub title: &'a str,
    /// Label and value.
    pub facts: Vec<(&'static str, String)>,
    pub what: String,
    pub why: &'a str,
    pub source: &'a str,
    pub fixes: Vec<String>,
    /// Name and value, as configuration writes them.
    pub parameters: Vec<(&'a str, String)>,
    pub bad: Vec<Shown>,
    pub good: Vec<Shown>,
    /// How to accept a finding: in which case, and what to write.
    pub allow: Vec<(&'static str, String)>,
}

/// An example.
#[derive(Debug)]
pub(crate) struct Shown {
    /// Stretches of the text in order; true for words that are found.
    pub pieces: Vec<(String, bool)>,
    /// The text after the fix.
    pub fixed: Option<String>,
    /// What the example sets: kind of letter, part, Land, date. Empty for nothing.
    pub settings: String,
}

/// The headings of a page.
pub(crate) struct Headings {
    pub what: &'static str,
    pub why: &'static str,
    pub source: &'static str,
    pub fix: &'static str,
    pub parameters: &'static str,
    pub bad: &'static str,
    pub good: &'static str,
    pub allow: &'static str,
}

pub(crate) fn headings() -> Headings {
    Headings {
        what: tr("Was", "What"),
        why: tr("Warum", "Why"),
        source: tr("Quelle", "Source"),
        fix: tr("Abhilfe", "Fix"),
        parameters: tr("Stellgrößen", "Parameters"),
        bad: tr("So nicht", "Bad"),
        good: tr("Gut", "Good"),
        allow: tr("Ausschalten", "Switching it off"),
    }
}

impl<'a> RulePage<'a> {
    pub(crate) fn new(rule: &'a Rule) -> RulePage<'a> {
        let show = |example: &Example, marks: bool| Shown {
            pieces: pieces(example, marks),
            fixed: example.fixed.as_deref().map(one_line_breaks),
            settings: settings(example),
        };
        RulePage {
            rule,
            id: &rule.id,
            title: rule.title.pick(lang()),
            facts: facts(rule),
            what: one_line(&sample(rule.message.pick(lang()), rule)),
            why: rule.why.pick(lang()),
            source: rule.source.pick(lang()),
            fixes: fixes(rule),
            parameters: rule.parameters.iter().map(|p| (p.name.as_str(), value(&p.value))).collect(),
            bad: rule.bad.iter().map(|e| show(e, true)).collect(),
            good: rule.good.iter().map(|e| show(e, false)).collect(),
            allow: allow(rule),
        }
    }
}

fn facts(rule: &Rule) -> Vec<(&'static str, String)> {
    let level = match rule.status.level {
        StatusLevel::Preview => tr("in Erprobung (läuft mit --preview)", "preview (runs with --preview)"),
        StatusLevel::Stable => tr("gefestigt", "stable"),
        StatusLevel::Deprecated => tr("läuft aus", "deprecated"),
    };
    let since = rule.status.since.as_ref().map(|v| tr(format!(", seit {v}"), format!(", since {v}")));
    let kinds = if rule.kinds.is_empty() {
        tr("alle Briefe", "all letters").to_owned()
    } else {
        rule.kinds.iter().map(|k| names::kind(*k)).collect::<Vec<_>>().join("; ")
    };
    let parts: Vec<&str> =
        PartKind::KEYS.iter().filter(|(part, _)| rule.scope.parts.has(*part)).map(|(_, key)| *key).collect();
    let scope = if parts.len() == PartKind::KEYS.len() {
        rule.scope.unit.key().to_owned()
    } else {
        format!("{} ({})", rule.scope.unit.key(), parts.join(", "))
    };
    vec![
        (tr("Schwere", "Severity"), format!("{} ({})", names::severity(rule.severity), rule.severity)),
        (tr("Leitziel", "Leitziel"), rule.leitziel.to_string()),
        (tr("Stand", "Status"), format!("{level}{}", since.unwrap_or_default())),
        (tr("Gilt für", "Letters"), kinds),
        (tr("Prüft", "Looks at"), scope),
    ]
}

fn fixes(rule: &Rule) -> Vec<String> {
    let line = |fix: &klarbrief::rule::FixTemplate| {
        let caution = match fix.applicability {
            Applicability::Manual => tr("von Hand", "by hand"),
            Applicability::Suggested => tr("bitte prüfen", "please check"),
            Applicability::Safe => tr("sicher", "safe"),
        };
        format!("{} ({caution})", one_line(&sample(fix.title.pick(lang()), rule)))
    };
    rule.fixes.iter().map(line).collect()
}

fn allow(rule: &Rule) -> Vec<(&'static str, String)> {
    let id = &rule.id;
    let reason = tr("Grund", "reason");
    vec![
        (tr("in einem Lauf", "in one run"), format!("klarbrief check --ignore {id} …")),
        (
            tr("an einer Stelle, als Kommentar im Brief", "in one place, as a comment in the letter"),
            format!("klarbrief: allow {id} -- {reason}"),
        ),
        (
            tr("für alle Briefe, in klarbrief.toml", "for all letters, in klarbrief.toml"),
            format!("[[allow]]\nrule = \"{id}\"\nreason = \"{reason}\""),
        ),
    ]
}

/// The text cut at its marks.
fn pieces(example: &Example, marks: bool) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    let mut at = 0;
    for range in example.marks.iter().filter(|_| marks) {
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        out.push((example.text[at..start].to_owned(), false));
        out.push((example.text[start..end].to_owned(), true));
        at = end;
    }
    out.push((example.text[at..].to_owned(), false));
    out.retain(|(text, _)| !text.is_empty());
    out
}

/// Cleans every line; an example keeps its own lines, they show what the layout is.
pub(crate) fn one_line_breaks(text: &str) -> String {
    text.lines().map(one_line).collect::<Vec<_>>().join("\n")
}

fn settings(example: &Example) -> String {
    let settings = &example.settings;
    let mut out = Vec::new();
    out.extend(settings.kind.map(|k| names::kind(k).to_owned()));
    out.extend(settings.part.map(|p| p.key().to_owned()));
    out.extend(settings.land.clone());
    out.extend(settings.date.clone());
    out.join(", ")
}

fn value(value: &Value) -> String {
    match value {
        Value::Number(number) => format_number(*number, lang()),
        Value::String(text) => format!("„{text}“"),
        Value::List(many) => many.join(", "),
    }
}

/// A message with its places filled as far as the rule alone knows them.
pub(crate) fn sample(template: &Template, rule: &Rule) -> String {
    template.render(|place, out| match place {
        Placeholder::Parameter(index) => {
            out.push_str(&rule.parameters.get(*index).map_or_else(String::new, |p| value(&p.value)));
        }
        Placeholder::Count => out.push('n'),
        _ => out.push('…'),
    })
}

//! The page of a rule: what, why, source, what helps, examples.

use klarbrief::diagnostic::Applicability;
use klarbrief::rule::{Example, Placeholder, Rule, Template, Value, format_number};
use klarbrief::source::slice;
use maud::{Markup, html};

use super::scores::leitziel_name;
use crate::lang::{lang, tr};
use crate::names;
use crate::output::concise::one_line;

/// Examples of each kind.
const MOST_EXAMPLES: usize = 3;

/// The longest example that a report shows, in bytes; whole letters teach less than a sentence.
const LONGEST_EXAMPLE: usize = 700;

/// The place of a rule inside the page.
pub(super) fn rule_anchor(id: &str) -> String {
    format!("regel-{}", id.replace('/', "-"))
}

/// One rule.
pub(crate) fn rule_page(rule: &Rule) -> Markup {
    let anchor = rule_anchor(&rule.id);
    let short = |e: &&Example| e.text.len() <= LONGEST_EXAMPLE;
    let bad: Vec<&Example> = rule.bad.iter().filter(short).take(MOST_EXAMPLES).collect();
    let good: Vec<&Example> = rule.good.iter().filter(short).take(MOST_EXAMPLES).collect();
    html! {
        article.rule id=(anchor) aria-labelledby={ (anchor) "-titel" } {
            h3 id={ (anchor) "-titel" } { (rule.title.pick(lang())) }
            p.rule-facts {
                code { (rule.id) } " · "
                span.sev.(rule.severity.key()) { span.mark aria-hidden="true" {} (names::severity(rule.severity)) }
                " · " (tr("Leitziel", "Leitziel")) " " (rule.leitziel) ": " (leitziel_name(rule.leitziel))
            }
            h4 { (tr("Was", "What")) }
            p { (one_line(&sample(rule.message.pick(lang()), rule))) }
            @if !rule.why.pick(lang()).is_empty() { h4 { (tr("Warum", "Why")) } p { (one_line(rule.why.pick(lang()))) } }
            @if !rule.source.pick(lang()).is_empty() {
                h4 { (tr("Quelle", "Source")) } p { (one_line(rule.source.pick(lang()))) }
            }
            @if !rule.fixes.is_empty() {
                h4 { (tr("Vorschlag", "Suggestion")) }
                ul { @for fix in &rule.fixes { li {
                    (one_line(&sample(fix.title.pick(lang()), rule)))
                    @if fix.applicability == Applicability::Manual { " " span.caution { "(" (tr("von Hand", "by hand")) ")" } }
                } } }
            }
            @if !bad.is_empty() {
                h4 { (tr("So nicht", "Not like this")) }
                ul.examples.bad lang="de" { @for example in bad { li {
                    (marked(example))
                    @if let Some(fixed) = &example.fixed { p.fixed { "→ " (fixed) } }
                } } }
            }
            @if !good.is_empty() {
                h4 { (tr("Gut", "Good")) }
                ul.examples.good lang="de" { @for example in good { li { p { (example.text.trim()) } } } }
            }
        }
    }
}

fn marked(example: &Example) -> Markup {
    let mut at = klarbrief::source::TextSize::new(0);
    let text = &example.text;
    html! { p {
        @for mark in &example.marks {
            (slice(text, klarbrief::source::TextRange::new(at, mark.start())))
            mark { (slice(text, *mark)) }
            ({ at = mark.end(); "" })
        }
        (&text[usize::from(at)..])
    } }
}

/// A message with its places filled as far as the rule alone knows them.
fn sample(template: &Template, rule: &Rule) -> String {
    template.render(|place, out| match place {
        Placeholder::Parameter(index) => {
            out.push_str(&rule.parameters.get(*index).map_or_else(String::new, |p| value(&p.value)));
        }
        Placeholder::Count => out.push('n'),
        _ => out.push('…'),
    })
}

fn value(value: &Value) -> String {
    match value {
        Value::Number(number) => format_number(*number, lang()),
        Value::String(text) => text.clone(),
        Value::List(many) => many.join(", "),
    }
}

//! Runs the examples that stand in rule files.

use std::sync::Arc;

use document::read_txt;
use rule::{Example, Rule, Unit};
use source::{Lang, TextRange};

use crate::checker::{Checker, Request};
use crate::stock::{Notes, SetFinding, Stock};
use crate::{Land, Report};

/// An example that does not do what its rule file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// Path of the rule file.
    pub path: String,
    /// Where the example stands in that file, in bytes.
    pub range: TextRange,
    /// The text of the example.
    pub text: String,
    /// What is wrong, in one sentence, with the ranges found.
    pub problem: String,
}

/// Runs all examples of a rule. The checker must run the rule ([`Checker::is_enabled`]); for a rule about a set it must be built for
/// a [`stock`](crate::CheckerBuilder::stock).
pub fn run_examples(checker: &Checker, rule: &Rule) -> Vec<Failure> {
    let bad = rule.bad.iter().filter_map(|e| bad_problem(checker, rule, e).map(|p| (e, p)));
    let good = rule.good.iter().filter_map(|e| good_problem(checker, rule, e).map(|p| (e, p)));
    bad.chain(good)
        .map(|(example, problem)| Failure {
            rule: rule.id.clone(),
            path: rule.path.clone(),
            range: example.range,
            text: example.text.clone(),
            problem,
        })
        .collect()
}

/// What the checker is told about an example.
pub fn request(example: &Example) -> Request {
    let settings = &example.settings;
    Request {
        kind: settings.kind,
        land: settings.land.as_deref().and_then(Land::parse),
        date: settings.date.as_deref().and_then(|d| d.parse().ok()),
        part: settings.part,
        template: settings.template,
        ..Request::default()
    }
}

fn check(checker: &Checker, rule: &Rule, example: &Example, text: &str) -> Report {
    let document = read_txt(text.to_owned());
    let mut report = checker.check_with(&document, &request(example));
    report.findings.retain(|f| *f.rule == *rule.id);
    report
}

/// What a rule about a set finds in the letters of an example, which a line `---` parts.
fn check_set(checker: &Checker, rule: &Rule, example: &Example) -> Vec<SetFinding> {
    let mut stock = Stock::new(checker);
    for letter in letters_of(&example.text) {
        let document = read_txt(letter);
        let report = checker.check_with(&document, &request(example));
        stock.add(Notes::of(checker, &document, &report));
    }
    let mut found = stock.finish().set;
    found.retain(|finding| *finding.rule == *rule.id);
    found
}

/// The letters of an example of a rule about a set.
pub fn letters_of(text: &str) -> Vec<String> {
    let mut letters = vec![String::new()];
    for line in text.lines() {
        match letters.last_mut() {
            Some(letter) if line.trim() != "---" => {
                letter.push_str(line);
                letter.push('\n');
            }
            _ => letters.push(String::new()),
        }
    }
    letters
}

fn bad_problem(checker: &Checker, rule: &Rule, example: &Example) -> Option<String> {
    if rule.scope.unit == Unit::Set {
        return check_set(checker, rule, example).is_empty().then(|| "nothing is found".to_owned());
    }
    let report = check(checker, rule, example, &example.text);
    let found: Vec<TextRange> = report.findings.iter().map(|f| f.range).collect();
    if found.is_empty() {
        return Some("nothing is found".to_owned());
    }
    if !example.marks.is_empty() && found != example.marks {
        let show = |ranges: &[TextRange]| {
            let words: Vec<String> =
                ranges.iter().map(|r| format!("`{}`", source::slice(&example.text, *r))).collect();
            words.join(", ")
        };
        return Some(format!("marked is {}, found is {}", show(&example.marks), show(&found)));
    }
    let expected = example.fixed.as_ref()?;
    let fixed = apply_first_fixes(&example.text, &report);
    if fixed != *expected {
        return Some(format!("the fix gives `{fixed}`"));
    }
    let again = check(checker, rule, example, expected);
    (!again.findings.is_empty()).then(|| "the rule still finds something after its own fix".to_owned())
}

fn good_problem(checker: &Checker, rule: &Rule, example: &Example) -> Option<String> {
    if rule.scope.unit == Unit::Set {
        let found = check_set(checker, rule, example);
        return found.first().map(|finding| format!("found in the set: {}", finding.message));
    }
    let report = check(checker, rule, example, &example.text);
    let first = report.findings.first()?;
    Some(format!("found `{}`: {}", source::slice(&example.text, first.range), first.message))
}

/// The text after the first fix with edits of each finding; fixes that overlap an earlier one are left out.
pub fn apply_first_fixes(text: &str, report: &Report) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for finding in &report.findings {
        let Some(fix) = finding.fixes.iter().find(|f| !f.edits.is_empty()) else { continue };
        for edit in &fix.edits {
            let (start, end) = (usize::from(edit.range.start()), usize::from(edit.range.end()));
            if start < last {
                continue;
            }
            out.push_str(&text[last..start]);
            out.push_str(&edit.text);
            last = end;
        }
    }
    out.push_str(&text[last..]);
    out
}

/// A checker that runs every built-in rule, also those in preview, with German messages.
///
/// # Errors
///
/// See [`crate::CheckerBuilder::build`].
pub fn full_checker() -> Result<Checker, crate::BuildError> {
    Checker::builder().lang(Lang::De).preview(true).stock().build()
}

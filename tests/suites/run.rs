//! Runs blocks, and writes their marks anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use klarbrief::document::{Format, Limits, read_bytes};
use klarbrief::letter::{LetterKind, PartKind};
use klarbrief::rule::Value;
use klarbrief::{Checker, Land, Request, Selector};
use toml::Table;

use crate::annotate::{Mark, join, mark};
use crate::suite::{Block, Suite};

/// Checkers by the parameters they were built with: compiling all rules for each block would take long.
#[derive(Default)]
pub struct Checkers {
    built: Mutex<BTreeMap<String, Arc<Checker>>>,
}

/// The settings of a block.
#[derive(Default)]
struct Settings {
    parameters: Vec<(String, String, Value)>,
    format: Option<Format>,
    request: Request,
}

/// Runs one block; the error says what is missing and what is too much.
pub fn block(suite: &Suite, block: &Block, checkers: &Checkers) -> Result<(), String> {
    let found = findings(suite, block, checkers)?;
    let mut wrong = String::new();
    let mut left: Vec<&Mark> = found.iter().collect();
    for expected in &block.marks {
        match left.iter().position(|m| m.same_place(expected)) {
            Some(at) => {
                let found = left.remove(at);
                if !found.message.contains(&expected.message) {
                    show(&mut wrong, block, "expected other words", expected);
                    show(&mut wrong, block, "found", found);
                }
            }
            None => show(&mut wrong, block, "expected and not found", expected),
        }
    }
    for mark in left {
        show(&mut wrong, block, "found and not expected", mark);
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{wrong}\nUPDATE_TESTS=1 writes what is found.")) }
}

fn show(out: &mut String, block: &Block, what: &str, mark: &Mark) {
    let line = block.text.lines().nth(mark.line).unwrap_or_default();
    write!(out, "\n{what}:\n    {line}\n    {mark}\n").expect("strings take all");
}

/// The file with the marks that are found now; words of messages stay where they are still right.
pub fn updated(text: &str, suite: &Suite, checkers: &Checkers) -> Result<String, String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for block in suite.blocks.iter().rev() {
        let mut marks = findings(suite, block, checkers).map_err(|e| format!("line {}: {e}", block.line))?;
        for mark in &mut marks {
            let old =
                block.marks.iter().find(|old| old.same_place(mark) && mark.message.contains(&old.message));
            mark.message = old.map(|old| old.message.clone()).unwrap_or_default();
        }
        lines.splice(block.lines.clone(), join(&block.text, &marks));
    }
    Ok(lines.join("\n") + "\n")
}

/// What the rules of the suite, and those that the marks name, find in a block.
fn findings(suite: &Suite, block: &Block, checkers: &Checkers) -> Result<Vec<Mark>, String> {
    let settings = settings(&block.settings)?;
    let checker = checkers.get(&settings)?;
    let names = suite.rules.iter().chain(block.marks.iter().map(|m| &m.rule));
    let mut selectors = Vec::new();
    for name in names {
        let selector = Selector::parse(name).ok_or_else(|| format!("`{name}` names no rule"))?;
        if !checker.ruleset().rules().iter().any(|r| selector.matches(r)) {
            return Err(format!("there is no rule `{name}`"));
        }
        selectors.push(selector);
    }
    let format = settings.format.unwrap_or(Format::Txt);
    let bytes = block.text.clone().into_bytes();
    let document = read_bytes(bytes, format, &Limits::default()).map_err(|e| e.to_string())?;
    let lines = document.line_index().ok_or("suites are text")?;
    let report = checker.check_with(&document, &settings.request);
    let mut marks = Vec::new();
    for finding in &report.findings {
        let rule = checker.ruleset().rule(&finding.rule).ok_or("a finding of no rule")?;
        if !selectors.iter().any(|s| s.matches(rule)) {
            continue;
        }
        let (start, end) = document.lines_of(&lines, finding.range).ok_or("a finding without a place")?;
        let (start, end) = (lines.offset(start), lines.offset(end));
        let (start, end) = start.zip(end).ok_or("a place outside the text")?;
        marks.push(mark(&block.text, start.into()..end.into(), &finding.rule, &finding.message));
    }
    marks.sort_by(|a, b| a.key().cmp(&b.key()));
    Ok(marks)
}

impl Checkers {
    fn get(&self, settings: &Settings) -> Result<Arc<Checker>, String> {
        let key = format!("{:?}", settings.parameters);
        let mut built = self.built.lock().map_err(|_| "another test panicked")?;
        if let Some(checker) = built.get(&key) {
            return Ok(checker.clone());
        }
        let mut builder = Checker::builder().preview(true);
        for (rule, name, value) in &settings.parameters {
            builder = builder.parameter(rule, name, value.clone());
        }
        let checker = Arc::new(builder.build().map_err(|e| e.to_string())?);
        built.insert(key, checker.clone());
        Ok(checker)
    }
}

fn settings(blocks: &[String]) -> Result<Settings, String> {
    let mut settings = Settings::default();
    for text in blocks {
        let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        for (key, value) in &table {
            match (key.as_str(), value) {
                ("rule", toml::Value::Table(rules)) => parameters(rules, &mut settings.parameters)?,
                (key, toml::Value::String(text)) => one(key, text, &mut settings)?,
                (key, _) => return Err(format!("no setting `{key}`")),
            }
        }
    }
    Ok(settings)
}

fn one(key: &str, text: &str, settings: &mut Settings) -> Result<(), String> {
    let request = &mut settings.request;
    let known = match key {
        "kind" => LetterKind::from_key(text).map(|k| request.kind = Some(k)),
        "part" => PartKind::from_key(text).map(|p| request.part = Some(p)),
        "land" => Land::parse(text).map(|l| request.land = Some(l)),
        "date" => text.parse().ok().map(|d| request.date = Some(d)),
        "template" => ["no", "yes"].iter().position(|w| *w == text).map(|n| request.template = Some(n == 1)),
        "format" => Format::from_extension(text).map(|f| settings.format = Some(f)),
        _ => return Err(format!("no setting `{key}`")),
    };
    known.ok_or_else(|| format!("`{text}` is no {key}"))
}

fn parameters(rules: &Table, out: &mut Vec<(String, String, Value)>) -> Result<(), String> {
    for (rule, values) in rules {
        let values = values.as_table().ok_or_else(|| format!("[rule.\"{rule}\"] must be a table"))?;
        for (name, value) in values {
            let value = match value {
                toml::Value::Integer(n) => Value::Number(*n as f64),
                toml::Value::Float(n) => Value::Number(*n),
                toml::Value::String(text) => Value::String(text.clone()),
                toml::Value::Array(items) => {
                    let strings: Option<Vec<String>> =
                        items.iter().map(|i| i.as_str().map(str::to_owned)).collect();
                    Value::List(strings.ok_or_else(|| format!("`{name}` must be a list of strings"))?)
                }
                _ => return Err(format!("`{name}` must be a number, a string or a list")),
            };
            out.push((rule.clone(), name.clone(), value));
        }
    }
    Ok(())
}

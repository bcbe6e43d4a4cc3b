//! From files to a rule set.

use rayon::prelude::*;
use std::sync::Arc;

use source::Lang;

use crate::ast::RuleNode;
use crate::error::{ErrorKind, Errors, RuleError};
use crate::lexicon::{self, LexiconTable};
use crate::parse::parse;
use crate::pattern::Vocabulary;
use crate::resolve::clauses::is_id;
use crate::resolve::{self, Shared, similar};
use crate::rule::{LexiconUse, Rule, Value};
use crate::set::{LexiconEntry, RuleSet};

/// A rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path, as errors shall show it. A path with a folder must end in `group/name.rule`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A value that configuration sets in place of the default of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// Id of the rule.
    pub rule: String,
    /// Name of the parameter.
    pub parameter: String,
    /// The value.
    pub value: Value,
}

/// Why an [`Override`] was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedOverride {
    /// Its index in the list handed in.
    pub index: usize,
    /// What is wrong with it.
    pub problem: OverrideProblem,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
}

/// What is wrong with an [`Override`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverrideProblem {
    /// There is no rule with this id.
    UnknownRule,
    /// The rule has no parameter of this name.
    UnknownParameter,
    /// The parameter is a number, the value is not, or the other way round.
    WrongType,
}

impl RejectedOverride {
    /// The problem in one sentence without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        let sentence = match self.problem {
            OverrideProblem::UnknownRule => lang.pick("diese Regel gibt es nicht", "there is no such rule"),
            OverrideProblem::UnknownParameter => {
                lang.pick("die Regel hat diesen Parameter nicht", "the rule has no such parameter")
            }
            OverrideProblem::WrongType => lang.pick(
                "der Parameter braucht einen anderen Typ",
                "the parameter needs a value of another type",
            ),
        };
        match &self.suggestion {
            Some(name) => format!(
                "{sentence}; {}",
                lang.pick(format!("gemeint: `{name}`?"), format!("did you mean `{name}`?"))
            ),
            None => sentence.to_owned(),
        }
    }
}

/// Compiles rule files. Rules come sorted by id; rules with errors are left out, and all errors are returned, sorted by
/// place.
pub fn compile(files: &[SourceFile], tables: &[LexiconTable]) -> (RuleSet, Vec<RuleError>) {
    let (set, errors, _) = compile_with(files, tables, &[]);
    (set, errors)
}

/// Compiles rule files with values for parameters; the last value of a parameter counts.
///
/// Values that do not fit are returned with the reason; the default stays in their place.
pub fn compile_with(
    files: &[SourceFile],
    tables: &[LexiconTable],
    overrides: &[Override],
) -> (RuleSet, Vec<RuleError>, Vec<RejectedOverride>) {
    let mut errors = Errors::default();
    let mut nodes: Vec<(&SourceFile, RuleNode)> = Vec::new();
    // Parsing is most of what happens before the first letter is read, and no file needs another.
    let parsed: Vec<_> = files
        .par_iter()
        .map(|file| {
            let mut errors = Errors::default();
            (parse(file, &mut errors), errors)
        })
        .collect();
    for (file, (rules, wrong)) in files.iter().zip(parsed) {
        errors.append(file, wrong);
        let alone = rules.len() == 1;
        for rule in rules {
            check_id(file, &rule, alone, &mut errors);
            nodes.push((file, rule));
        }
    }
    nodes.sort_by(|(fa, a), (fb, b)| {
        (&a.id.text, &fa.path, a.id.range.start()).cmp(&(&b.id.text, &fb.path, b.id.range.start()))
    });
    for pair in nodes.windows(2) {
        let [(first_file, first), (file, second)] = pair else { continue };
        if first.id.text == second.id.text {
            let kind = ErrorKind::DuplicateId { id: second.id.text.clone() };
            errors.add(file, || {
                RuleError::new(file, kind, second.id.range).label("defined here".to_owned()).second(
                    first_file,
                    first.id.range,
                    "first defined here",
                )
            });
        }
    }
    nodes.dedup_by(|(_, b), (_, a)| a.id.text == b.id.text);

    let mut choices = Choices::new(overrides);
    let mut shared = Shared { tables, vocabulary: Vocabulary::default(), errors, patterns: 0 };
    let mut rules: Vec<Rule> = Vec::with_capacity(nodes.len());
    let mut declared: Vec<(String, Vec<String>)> = Vec::with_capacity(nodes.len());
    for (file, node) in &nodes {
        let mut names = Vec::new();
        let rule = resolve::rule(node, file, &mut shared, &mut |parameter| {
            names.push(parameter.name.clone());
            choices.apply(&node.id.text, &parameter.name, &mut parameter.value);
        });
        declared.push((node.id.text.clone(), names));
        rules.extend(rule);
    }
    let rejected = choices.rejected(&declared);
    let lexicon = entries(&rules, &mut shared);
    let Shared { vocabulary, errors, .. } = shared;
    (RuleSet::new(rules, lexicon, vocabulary), errors.sorted(), rejected)
}

fn check_id(file: &SourceFile, rule: &RuleNode, alone: bool, errors: &mut Errors) {
    let id = rule.id.text.as_str();
    if !is_id(id) {
        errors.add(file, || {
            let kind = ErrorKind::InvalidId { id: id.to_owned() };
            let error = RuleError::new(file, kind, rule.id.range)
                .label("expected `group/name` in small letters, digits and hyphens".to_owned());
            match proposed_id(id) {
                Some(proposal) => error.with_help(format!("write `{proposal}`")),
                None => error,
            }
        });
        return;
    }
    let path = file.path.replace('\\', "/");
    let mut parts = path.rsplit('/');
    let (Some(name), Some(group)) = (parts.next(), parts.next()) else { return };
    if alone && id.split_once('/') != Some((group, name.strip_suffix(".rule").unwrap_or(name))) {
        errors.add(file, || {
            RuleError::new(file, ErrorKind::PathMismatch { id: id.to_owned() }, rule.id.range)
                .label(format!("this file is {group}/{name}"))
                .with_help(format!("it belongs into {id}.rule"))
        });
    }
}

/// The id in small ASCII letters, if that makes it one.
fn proposed_id(id: &str) -> Option<String> {
    let small = id.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    Some(small.replace('_', "-")).filter(|proposal| is_id(proposal))
}

/// The values of the configuration while they are handed out.
struct Choices<'o> {
    overrides: &'o [Override],
    problems: Vec<Option<OverrideProblem>>,
}

impl Choices<'_> {
    fn new(overrides: &[Override]) -> Choices<'_> {
        Choices { overrides, problems: vec![Some(OverrideProblem::UnknownRule); overrides.len()] }
    }

    fn apply(&mut self, rule: &str, parameter: &str, value: &mut Value) {
        for (index, choice) in self.overrides.iter().enumerate() {
            if choice.rule != rule || choice.parameter != parameter {
                continue;
            }
            let is_number = |v: &Value| matches!(v, Value::Number(_));
            if is_number(value) == is_number(&choice.value) {
                *value = choice.value.clone();
                self.problems[index] = None;
            } else {
                self.problems[index] = Some(OverrideProblem::WrongType);
            }
        }
    }

    fn rejected(self, declared: &[(String, Vec<String>)]) -> Vec<RejectedOverride> {
        let ids: Vec<&str> = declared.iter().map(|(id, _)| id.as_str()).collect();
        let mut rejected = Vec::new();
        for (index, (choice, problem)) in self.overrides.iter().zip(self.problems).enumerate() {
            let Some(mut problem) = problem else { continue };
            let mut suggestion = None;
            if problem == OverrideProblem::UnknownRule {
                match declared.iter().find(|(id, _)| *id == choice.rule) {
                    Some((_, names)) => {
                        problem = OverrideProblem::UnknownParameter;
                        let names: Vec<&str> = names.iter().map(String::as_str).collect();
                        suggestion = similar(&choice.parameter, &names);
                    }
                    None => suggestion = similar(&choice.rule, &ids),
                }
            }
            rejected.push(RejectedOverride { index, problem, suggestion: suggestion.map(str::to_owned) });
        }
        rejected
    }
}

/// The rows that some rule reports, with their patterns.
fn entries(rules: &[Rule], shared: &mut Shared<'_>) -> Vec<LexiconEntry> {
    let uses: Vec<(usize, &LexiconUse)> = rules
        .iter()
        .enumerate()
        .flat_map(|(index, rule)| rule.lexicons.iter().map(move |l| (index, l)))
        .collect();
    let mut entries = Vec::new();
    for table in shared.tables {
        let name: Arc<str> = table.name.as_str().into();
        for row in &table.rows {
            let reports = |l: &LexiconUse| {
                l.table == table.name && (l.classes.is_empty() || l.classes.contains(&row.class))
            };
            let mut users: Vec<usize> =
                uses.iter().filter(|(_, l)| reports(l)).map(|(index, _)| *index).collect();
            users.dedup();
            if users.is_empty() {
                continue;
            }
            let nodes = lexicon::nodes(&row.pattern, &row.class, &mut shared.vocabulary);
            // A row is a line of words; none is so long that its pattern is refused, and if so it finds nothing.
            let patterns = nodes.iter().filter_map(|n| shared.pattern(n, 0)).collect();
            entries.push(LexiconEntry { table: name.clone(), row: row.clone(), patterns, rules: users });
        }
    }
    entries
}

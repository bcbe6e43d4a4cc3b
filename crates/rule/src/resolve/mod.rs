//! Gives names their meaning: from a rule as written to a rule that can be run.
//!
//! All errors of a rule are reported, not only the first.

mod checks;
pub(crate) mod clauses;
mod conditions;
mod examples;
mod names;
mod patterns;
mod templates;
mod texts;
pub(crate) mod words;

use source::TextRange;

use crate::ast::{Body, Name, RuleNode};
use crate::compile::SourceFile;
use crate::error::{ErrorKind, Errors, NameKind, RuleError};
use crate::lexicon::LexiconTable;
use crate::pattern::{MAX_PROGRAM, Node, Pattern, PatternId, Vocabulary, build};
use crate::rule::{Parameter, Rule, Unit};

pub(crate) use names::similar;

/// What all rules share while they are resolved.
pub(crate) struct Shared<'a> {
    pub tables: &'a [LexiconTable],
    pub vocabulary: Vocabulary,
    pub errors: Errors,
    pub patterns: u32,
}

impl Shared<'_> {
    /// Compiles a pattern and gives it the next number; `None` if it is too large.
    pub fn pattern(&mut self, node: &Node, captures: usize) -> Option<Pattern> {
        let program = build(node, captures, &self.vocabulary)?;
        let id = PatternId(self.patterns);
        self.patterns += 1;
        Some(Pattern { id, program })
    }
}

/// Resolves a rule; `None` if it has errors. `change` may set the value of a parameter.
pub(crate) fn rule(
    node: &RuleNode,
    file: &SourceFile,
    shared: &mut Shared<'_>,
    change: &mut dyn FnMut(&mut Parameter),
) -> Option<Rule> {
    let before = shared.errors.count();
    let mut resolver = Resolver {
        file,
        shared,
        parameters: Vec::new(),
        used: Vec::new(),
        captures: Vec::new(),
        gives: Vec::new(),
        has_suggestions: false,
        of_sets: node
            .clauses
            .iter()
            .any(|c| matches!(&c.body, Body::Scope { unit, .. } if unit.text == Unit::Set.key())),
    };
    let rule = resolver.rule(node, change);
    if shared.errors.count() == before { rule } else { None }
}

/// The state while one rule is resolved.
struct Resolver<'a, 't> {
    file: &'a SourceFile,
    shared: &'a mut Shared<'t>,
    parameters: Vec<Parameter>,
    /// By parameter: whether something uses it.
    used: Vec<bool>,
    captures: Vec<String>,
    /// What the native check gives.
    gives: Vec<String>,
    /// Whether findings may have a suggestion.
    has_suggestions: bool,
    /// Whether the rule speaks about a set of letters.
    of_sets: bool,
}

impl Resolver<'_, '_> {
    fn error(&mut self, kind: ErrorKind, range: TextRange, label: impl Into<String>) {
        let file = self.file;
        self.shared.errors.add(file, || RuleError::new(file, kind, range).label(label.into()));
    }

    fn error_with_help(
        &mut self,
        kind: ErrorKind,
        range: TextRange,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let file = self.file;
        self.shared
            .errors
            .add(file, || RuleError::new(file, kind, range).label(label.into()).with_help(help.into()));
    }

    /// An error with the place it has to do with.
    fn error_with_second(
        &mut self,
        kind: ErrorKind,
        range: TextRange,
        label: &str,
        second: TextRange,
        text: &str,
    ) {
        let file = self.file;
        self.shared.errors.add(file, || {
            RuleError::new(file, kind, range).label(label.to_owned()).second(file, second, text)
        });
    }

    fn conflict(&mut self, problem: &'static str, range: TextRange, help: &str) {
        self.error_with_help(ErrorKind::Conflict { problem }, range, "", help);
    }

    fn unknown(&mut self, what: NameKind, name: &Name, known: &[&str]) {
        self.unknown_at(what, &name.text, name.range, known);
    }

    fn unknown_at(&mut self, what: NameKind, name: &str, range: TextRange, known: &[&str]) {
        let file = self.file;
        self.shared.errors.add(file, || names::unknown(file, what, name, range, known));
    }

    /// A name that should be a parameter of the rule.
    fn unknown_parameter(&mut self, name: &Name) {
        let known: Vec<&str> = self.parameters.iter().map(|p| p.name.as_str()).collect();
        let file = self.file;
        self.shared.errors.add(file, || {
            let error = names::unknown(file, NameKind::Parameter, &name.text, name.range, &known);
            let help = format!("words stand in quotes: \"{}\"", name.text);
            if known.is_empty() { error.with_help(help) } else { error }
        });
    }

    /// The index of a parameter, which counts as used from now on.
    fn parameter(&mut self, name: &str) -> Option<usize> {
        let index = self.parameters.iter().position(|p| p.name == name)?;
        self.used[index] = true;
        Some(index)
    }

    fn compiled(&mut self, node: &Node, range: TextRange, captures: usize) -> Option<Pattern> {
        if node.can_be_empty() {
            let label = "every part of it may be left out";
            self.error_with_help(ErrorKind::EmptyMatch, range, label, "let it contain at least one token");
            return None;
        }
        let pattern = self.shared.pattern(node, captures);
        if pattern.is_none() {
            self.error(
                ErrorKind::PatternTooLarge,
                range,
                format!("at most {MAX_PROGRAM} steps; repetitions multiply"),
            );
        }
        pattern
    }
}

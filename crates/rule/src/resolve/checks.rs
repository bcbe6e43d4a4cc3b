//! What a rule must have, and what does not go together.

use super::Resolver;
use super::clauses::CLAUSES;
use crate::ast::{Body, RuleNode};
use crate::error::ErrorKind;
use crate::rule::{Rule, Unit};

/// Clauses that every rule needs, besides examples and something that finds.
const NEEDED: [&str; 7] = ["title", "severity", "leitziel", "scope", "message", "why", "source"];

/// How many examples of a kind a rule needs.
const EXAMPLES: usize = 2;

impl Resolver<'_, '_> {
    /// An error for a clause that is not there at all; one that is there with errors has been reported.
    pub(super) fn missing(&mut self, node: &RuleNode, clause: &'static str) {
        if node.clauses.iter().any(|c| c.keyword.text == clause) {
            return;
        }
        // A misspelt clause has its own error, with the right name.
        let misspelt = node.clauses.iter().filter(|c| matches!(c.body, Body::Unknown)).take(CLAUSES.len());
        if misspelt.filter_map(|c| super::similar(&c.keyword.text, &CLAUSES)).any(|near| near == clause) {
            return;
        }
        self.error(ErrorKind::MissingClause { clause }, node.id.range, "in this rule");
    }

    /// Everything that every rule needs.
    pub(super) fn completeness(&mut self, node: &RuleNode, rule: &Rule) {
        // The texts were looked at when they were joined.
        for clause in NEEDED.into_iter().filter(|c| !["title", "message", "why", "source"].contains(c)) {
            self.missing(node, clause);
        }
        let finds = ["match", "require", "construction", "lexicon", "native", "when"];
        if !node
            .clauses
            .iter()
            .any(|c| finds.contains(&c.keyword.text.as_str()) || matches!(c.body, Body::Unknown))
        {
            let label = "expected one of `match`, `require`, `construction`, `lexicon`, `native`, `when`";
            self.error(ErrorKind::MissingFindings, node.id.range, label);
        }
        let needed = if rule.native.is_some() { 1 } else { EXAMPLES };
        let broken = node.clauses.iter().any(|c| matches!(c.body, Body::Unknown));
        for (clause, found, needed) in [("bad", rule.bad.len(), needed), ("good", rule.good.len(), EXAMPLES)]
        {
            if found < needed && !broken {
                let label =
                    if clause == "bad" { "show what the rule finds" } else { "show what it is silent on" };
                let kind = ErrorKind::TooFewExamples { clause, found, needed };
                let help = "one of the good examples should nearly be a finding";
                match clause {
                    "good" => self.error_with_help(kind, node.id.range, label, help),
                    _ => self.error(kind, node.id.range, label),
                }
            }
        }
        // A native check reads its parameters in Rust.
        if rule.native.is_none() {
            for clause in &node.clauses {
                if let Body::Parameter { name, .. } = &clause.body
                    && self.parameters.iter().zip(&self.used).any(|(p, used)| p.name == name.text && !used)
                {
                    let kind = ErrorKind::UnusedParameter { name: name.text.clone() };
                    self.error(kind, name.range, "no clause names it");
                }
            }
        }
    }

    /// Clauses that do not go together.
    pub(super) fn agreement(&mut self, node: &RuleNode, rule: &Rule) {
        let has = |keyword: &str| node.clauses.iter().any(|c| c.keyword.text == keyword);
        let places = has("match") || has("construction") || has("lexicon") || has("native");
        for clause in &node.clauses {
            let range = clause.keyword.range;
            match &clause.body {
                Body::Except(_) if !places => {
                    self.conflict(
                        "`except` without a match that it could drop",
                        range,
                        "use `unless` for the whole unit",
                    );
                }
                Body::At(names) => {
                    let limited = rule.condition.as_ref().is_none_or(|c| c.word_comparison().is_some());
                    let excess = names.iter().find(|n| n.text == "excess");
                    if let Some(excess) = excess.filter(|_| !limited || !has("when")) {
                        let problem = "`excess` without a limit";
                        self.conflict(problem, excess.range, "it needs a condition with `words > …`");
                    }
                }
                Body::Scope { .. } if rule.scope.unit == Unit::Set && !has("when") => {
                    let help = "say when the set is found fault with, as in `when set-share < 0.5;`";
                    self.conflict("`scope set` without a condition", range, help);
                }
                _ => {}
            }
        }
    }
}

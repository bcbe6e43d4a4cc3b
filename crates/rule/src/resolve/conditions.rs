//! Conditions: from expressions to [`Condition`] and [`Quantity`], with types checked.

use letter::{LetterKind, NormRef, Norms, PartKind, PartSet, Ruling};
use source::TextRange;
use text::ConstructionKind;

use super::Resolver;
use crate::ast::{Argument, Expr, ExprKind, Name, Operator, PatternKind, PatternNode, Str};
use crate::condition::{Calculation, Condition, Metric, Predicate, Quantity, Relation};
use crate::error::{ErrorKind, NameKind};
use crate::example::{LAENDER, is_date};
use crate::pattern::Pattern;
use crate::rule::Value;

/// Facts of the letter that are compared with names or days.
pub(super) const SUBJECTS: [&str; 4] = ["kind", "part", "land", "date"];

/// Functions in conditions.
const FUNCTIONS: [&str; 7] = ["has", "contains", "count", "letter", "reasons", "ruling", "cites"];

impl Resolver<'_, '_> {
    /// Resolves something that holds or does not.
    pub(super) fn condition(&mut self, expr: &Expr) -> Option<Condition> {
        match &expr.kind {
            ExprKind::Not(inner) => Some(Condition::Not(Box::new(self.condition(inner)?))),
            ExprKind::Binary { operator: Operator::And | Operator::Or, .. } => self.junction(expr),
            ExprKind::Binary { left, operator: Operator::Compare(relation), right } => {
                self.comparison(left, *relation, right)
            }
            ExprKind::Binary { .. } | ExprKind::Number(_) => self.not_a_condition(expr.range, "a number"),
            ExprKind::Str(string) => self.not_a_condition(string.range, "a string"),
            ExprKind::Name(name) => self.predicate(name),
            ExprKind::Call { function, argument } => self.test_call(function, argument, expr.range),
        }
    }

    /// `a and b and c` is a chain to the left; all its parts are resolved, so that all errors show.
    fn junction(&mut self, expr: &Expr) -> Option<Condition> {
        let mut parts = Vec::new();
        let mut rest = expr;
        let ExprKind::Binary { operator: own, .. } = &expr.kind else { return None };
        while let ExprKind::Binary { left, operator, right } = &rest.kind
            && operator == own
        {
            parts.push(right.as_ref());
            rest = left;
        }
        parts.push(rest);
        let resolved: Vec<Option<Condition>> =
            parts.into_iter().rev().map(|part| self.condition(part)).collect();
        let all: Vec<Condition> = resolved.into_iter().collect::<Option<_>>()?;
        Some(if *own == Operator::And { Condition::All(all) } else { Condition::Any(all) })
    }

    fn not_a_condition(&mut self, range: TextRange, found: &'static str) -> Option<Condition> {
        let kind = ErrorKind::WrongType { expected: "a condition", found };
        self.error_with_help(kind, range, "", "compare it, as in `words > 25`");
        None
    }

    fn predicate(&mut self, name: &Name) -> Option<Condition> {
        if let Some(predicate) = Predicate::from_key(&name.text) {
            return Some(Condition::Is(predicate));
        }
        if Metric::from_key(&name.text).is_some() || self.parameter(&name.text).is_some() {
            return self.not_a_condition(name.range, "a number");
        }
        let known: Vec<&str> =
            Predicate::ALL.iter().map(|p| p.key()).chain(SUBJECTS).chain(FUNCTIONS).collect();
        self.unknown(NameKind::Metric, name, &known);
        None
    }

    fn test_call(&mut self, function: &Name, argument: &Argument, range: TextRange) -> Option<Condition> {
        match (function.text.as_str(), argument) {
            ("has", Argument::Names(names)) => Some(Condition::Has(self.parts(names)?)),
            ("has", Argument::Pattern(pattern)) => {
                let kind = ErrorKind::WrongType { expected: "a part of the letter", found: "a pattern" };
                self.error_with_help(kind, pattern.range, "", "`contains(…)` looks for a pattern");
                None
            }
            ("contains", Argument::Pattern(pattern)) => {
                Some(Condition::Contains(self.condition_pattern(pattern)?))
            }
            ("letter", Argument::Pattern(pattern)) => {
                Some(Condition::Letter(self.condition_pattern(pattern)?))
            }
            ("reasons", Argument::Pattern(pattern)) => {
                Some(Condition::Reasons(self.condition_pattern(pattern)?))
            }
            ("ruling", Argument::Names(names)) => Some(Condition::Ruling(self.rulings(names)?)),
            ("cites", Argument::Pattern(pattern)) => Some(Condition::Cites(self.norms(pattern)?)),
            ("ruling" | "cites", _) => {
                let (expected, found) = match argument {
                    Argument::Pattern(_) => ("a ruling", "a pattern"),
                    Argument::Names(_) => ("norms in quotation marks", "a name"),
                };
                self.error(ErrorKind::WrongType { expected, found }, range, "");
                None
            }
            ("contains" | "letter" | "reasons", Argument::Names(names)) => {
                let range = names.first().map_or(range, |n| n.range);
                let kind = ErrorKind::WrongType { expected: "a pattern", found: "a name" };
                self.error_with_help(kind, range, "", "`has(…)` looks for a part of the letter");
                None
            }
            ("count", _) => self.not_a_condition(range, "a number"),
            _ => {
                self.unknown(NameKind::Function, function, &FUNCTIONS);
                None
            }
        }
    }

    fn comparison(&mut self, left: &Expr, relation: Relation, right: &Expr) -> Option<Condition> {
        if let ExprKind::Name(subject) = &left.kind
            && SUBJECTS.contains(&subject.text.as_str())
        {
            return self.subject(subject, relation, right);
        }
        if let ExprKind::Name(subject) = &right.kind
            && SUBJECTS.contains(&subject.text.as_str())
        {
            return self.subject(subject, relation.turned(), left);
        }
        let (left, right) = (self.quantity(left), self.quantity(right));
        Some(Condition::Compare { left: left?, relation, right: right? })
    }

    /// `kind = refusal | expulsion`, `land != NI`, `date >= "2025-01-01"`.
    fn subject(&mut self, subject: &Name, relation: Relation, right: &Expr) -> Option<Condition> {
        if subject.text == "date" {
            let ExprKind::Str(day) = &right.kind else {
                let found = self.type_of(right);
                self.error(
                    ErrorKind::WrongType { expected: "a day", found },
                    right.range,
                    "expected a day as \"2026-11-24\"",
                );
                return None;
            };
            if !is_date(&day.text) {
                self.error(
                    ErrorKind::InvalidValue { what: "a date" },
                    day.range,
                    "expected a day as \"2026-11-24\"",
                );
                return None;
            }
            return Some(Condition::Date { relation, day: day.text.clone() });
        }
        let names = self.either_names(right)?;
        let negated = match relation {
            Relation::Equal => false,
            Relation::NotEqual => true,
            _ => {
                self.conflict("only `=` and `!=` compare names", subject.range, "write `=` or `!=`");
                return None;
            }
        };
        let condition = match subject.text.as_str() {
            "kind" => Condition::Kind(self.kinds(&names)?),
            "part" => Condition::Part(self.parts(&names)?),
            _ => Condition::Land(self.lands(&names)?),
        };
        Some(if negated { Condition::Not(Box::new(condition)) } else { condition })
    }

    /// The names in `a | b | c`; a string counts as a name.
    fn either_names(&mut self, expr: &Expr) -> Option<Vec<Name>> {
        let mut names = Vec::new();
        let mut rest = expr;
        loop {
            let (last, next) = match &rest.kind {
                ExprKind::Binary { left, operator: Operator::Either, right } => {
                    (right.as_ref(), Some(left.as_ref()))
                }
                _ => (rest, None),
            };
            match &last.kind {
                ExprKind::Name(name) => names.push(name.clone()),
                ExprKind::Str(Str { text, range, .. }) => {
                    names.push(Name { text: text.clone(), range: *range })
                }
                _ => {
                    let found = self.type_of(last);
                    self.error(ErrorKind::WrongType { expected: "a name", found }, last.range, "");
                    return None;
                }
            }
            match next {
                Some(next) => rest = next,
                None => break,
            }
        }
        names.reverse();
        Some(names)
    }

    /// Looks up names by their keys; every unknown one is an error.
    fn keyed<T>(
        &mut self,
        kind: NameKind,
        names: &[Name],
        known: &[&str],
        from_key: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let before = self.shared.errors.count();
        let mut found = Vec::with_capacity(names.len());
        for name in names {
            match from_key(&name.text) {
                Some(one) => found.push(one),
                None => self.unknown(kind, name, known),
            }
        }
        (self.shared.errors.count() == before).then_some(found)
    }

    pub(super) fn kinds(&mut self, names: &[Name]) -> Option<Vec<LetterKind>> {
        let known: Vec<&str> = LetterKind::KEYS.iter().map(|(_, k)| *k).collect();
        let kinds = self.keyed(NameKind::LetterKind, names, &known, LetterKind::from_key)?;
        Some(as_set(kinds))
    }

    pub(super) fn rulings(&mut self, names: &[Name]) -> Option<Vec<Ruling>> {
        let known: Vec<&str> = Ruling::KEYS.iter().map(|(_, k)| *k).collect();
        let rulings = self.keyed(NameKind::Ruling, names, &known, Ruling::from_key)?;
        Some(as_set(rulings))
    }

    /// `"§ 53 AufenthG"`, or several with `|` between them.
    fn norms(&mut self, pattern: &PatternNode) -> Option<Vec<NormRef>> {
        match &pattern.kind {
            PatternKind::Phrase(cited) => {
                let found: Vec<NormRef> = letter::citations(&cited.text, Norms::builtin())
                    .into_iter()
                    .flat_map(|c| c.refs)
                    .collect();
                if found.is_empty() || found.iter().any(|r| r.law.is_empty()) {
                    let what = "a citation";
                    let label = "expected a norm with its law, as \"§ 5 Abs. 1 AufenthG\"";
                    self.error(ErrorKind::InvalidValue { what }, cited.range, label);
                    return None;
                }
                Some(found)
            }
            PatternKind::Alternatives(some) => {
                let all: Vec<Option<Vec<NormRef>>> = some.iter().map(|p| self.norms(p)).collect();
                all.into_iter().collect::<Option<Vec<_>>>().map(|refs| refs.concat())
            }
            PatternKind::Sequence(one) if one.len() == 1 => self.norms(&one[0]),
            _ => {
                let kind = ErrorKind::WrongType { expected: "norms in quotation marks", found: "a pattern" };
                self.error(kind, pattern.range, "");
                None
            }
        }
    }

    fn parts(&mut self, names: &[Name]) -> Option<PartSet> {
        let known: Vec<&str> = PartKind::KEYS.iter().map(|(_, k)| *k).collect();
        let parts = self.keyed(NameKind::Part, names, &known, PartKind::from_key)?;
        Some(parts.into_iter().fold(PartSet::NONE, PartSet::with))
    }

    fn lands(&mut self, names: &[Name]) -> Option<Vec<String>> {
        let before = self.shared.errors.count();
        for name in names.iter().filter(|n| !LAENDER.contains(&n.text.as_str())) {
            let label = format!("expected one of {}", LAENDER.join(", "));
            self.error(ErrorKind::InvalidValue { what: "a Land" }, name.range, label);
        }
        (self.shared.errors.count() == before).then(|| names.iter().map(|n| n.text.clone()).collect())
    }

    /// Resolves a number.
    fn quantity(&mut self, expr: &Expr) -> Option<Quantity> {
        match &expr.kind {
            ExprKind::Number(number) => Some(Quantity::Number(*number)),
            ExprKind::Name(name) => self.named_quantity(name),
            ExprKind::Call { function, argument } if function.text == "count" => self.count(argument),
            ExprKind::Binary { left, operator, right } => {
                let how = match operator {
                    Operator::Plus => Calculation::Plus,
                    Operator::Minus => Calculation::Minus,
                    Operator::Times => Calculation::Times,
                    Operator::Over => Calculation::Over,
                    _ => return self.not_a_number(expr),
                };
                let (left, right) = (self.quantity(left), self.quantity(right));
                Some(Quantity::Calculation(Box::new(left?), how, Box::new(right?)))
            }
            ExprKind::Call { function, .. } if !FUNCTIONS.contains(&function.text.as_str()) => {
                self.unknown(NameKind::Function, function, &FUNCTIONS);
                None
            }
            _ => self.not_a_number(expr),
        }
    }

    fn not_a_number(&mut self, expr: &Expr) -> Option<Quantity> {
        let found = self.type_of(expr);
        self.error(ErrorKind::WrongType { expected: "a number", found }, expr.range, "");
        None
    }

    fn named_quantity(&mut self, name: &Name) -> Option<Quantity> {
        if let Some(index) = self.parameter(&name.text) {
            let value = &self.parameters[index].value;
            if matches!(value, Value::Number(_)) {
                return Some(Quantity::Parameter(index));
            }
            let kind = ErrorKind::WrongType { expected: "a number", found: value.type_name() };
            self.error(kind, name.range, "this parameter is no number");
            return None;
        }
        if let Some(metric) = Metric::from_key(&name.text) {
            match (metric.is_of_sets(), self.of_sets) {
                (true, false) => {
                    let help = "such a rule has `scope set`";
                    self.conflict("this is measured over a set of letters", name.range, help);
                }
                (false, true) => {
                    let help = "of a set there are `set-size`, `set-marked`, `set-share`, `set-variants`, `set-repeats`";
                    self.conflict("a set of letters has no words of its own", name.range, help);
                }
                _ => {}
            }
            return Some(Quantity::Metric(metric));
        }
        if Predicate::from_key(&name.text).is_some() || SUBJECTS.contains(&name.text.as_str()) {
            let kind = ErrorKind::WrongType { expected: "a number", found: "a condition" };
            self.error(kind, name.range, "");
            return None;
        }
        let own: Vec<String> = self.parameters.iter().map(|p| p.name.clone()).collect();
        let known: Vec<&str> = own
            .iter()
            .map(String::as_str)
            .chain(Metric::ALL.iter().map(|m| m.key()))
            .chain(SUBJECTS)
            .collect();
        self.unknown(NameKind::Metric, name, &known);
        None
    }

    /// `count(PATTERN)` or `count(passive)`.
    fn count(&mut self, argument: &Argument) -> Option<Quantity> {
        match argument {
            Argument::Pattern(pattern) => Some(Quantity::Count(self.condition_pattern(pattern)?)),
            Argument::Names(names) => {
                let mut sum: Option<Quantity> = None;
                for kind in self.constructions(names)? {
                    let one = Quantity::Constructions(kind);
                    sum = Some(match sum {
                        Some(more) => Quantity::Calculation(Box::new(more), Calculation::Plus, Box::new(one)),
                        None => one,
                    });
                }
                sum
            }
        }
    }

    pub(super) fn constructions(&mut self, names: &[Name]) -> Option<Vec<ConstructionKind>> {
        let known: Vec<&str> = ConstructionKind::ALL.iter().map(|k| k.key()).collect();
        let kinds = self.keyed(NameKind::Construction, names, &known, ConstructionKind::from_key)?;
        Some(as_set(kinds))
    }

    fn condition_pattern(&mut self, pattern: &PatternNode) -> Option<Pattern> {
        self.pattern(pattern, false)
    }

    fn type_of(&self, expr: &Expr) -> &'static str {
        match &expr.kind {
            ExprKind::Number(_) => "a number",
            ExprKind::Str(_) => "a string",
            ExprKind::Name(name) if Metric::from_key(&name.text).is_some() => "a number",
            ExprKind::Name(name) => {
                self.parameters.iter().find(|p| p.name == name.text).map_or("a name", |p| p.value.type_name())
            }
            ExprKind::Call { function, .. } if function.text == "count" => "a number",
            ExprKind::Binary { operator: Operator::Either, .. } => "a list of names",
            ExprKind::Binary {
                operator: Operator::Plus | Operator::Minus | Operator::Times | Operator::Over,
                ..
            } => "a number",
            _ => "a condition",
        }
    }
}

/// The same things, sorted and each once.
fn as_set<T: Ord>(mut things: Vec<T>) -> Vec<T> {
    things.sort_unstable();
    things.dedup();
    things
}

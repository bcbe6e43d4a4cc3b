//! Conditions: from pairs of the parser to expressions.

use pest::iterators::{Pair, Pairs};
use source::TextRange;

use super::build::Builder;
use super::pattern::relation_of;
use super::{MAX_DEPTH, Rule};
use crate::ast::{Argument, Expr, ExprKind, Name, Operator};
use crate::error::{ErrorKind, RuleError};

impl Builder<'_, '_> {
    pub(super) fn condition(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let range = self.range(&pair);
        // Each operator makes the tree one step deeper.
        if let Some(operator) =
            pair.clone().into_inner().filter(|p| p.as_rule() == Rule::operator).nth(MAX_DEPTH)
        {
            let (file, place) = (self.file, self.range(&operator));
            self.errors.add(file, || {
                RuleError::new(file, ErrorKind::NestedTooDeep, place)
                    .label(format!("at most {MAX_DEPTH} operators in one condition"))
            });
            return Expr { kind: ExprKind::Number(0.0), range };
        }
        let mut children = pair.into_inner().peekable();
        self.binding(&mut children, 0, range)
    }

    /// Reads operands as long as their operators bind tighter than `floor`.
    fn binding(
        &mut self,
        children: &mut std::iter::Peekable<Pairs<'_, Rule>>,
        floor: u8,
        whole: TextRange,
    ) -> Expr {
        let mut negation: Option<TextRange> = None;
        while let Some(not) = children.next_if(|p| p.as_rule() == Rule::negation) {
            // Two negations in a row cancel each other.
            negation = if negation.is_some() { None } else { Some(self.range(&not)) };
        }
        let mut left = match children.next() {
            Some(pair) => self.operand(pair),
            None => Expr { kind: ExprKind::Number(0.0), range: whole },
        };
        if let Some(not) = negation {
            // `not` takes everything up to the next `and` or `or`.
            left = self.continued(left, children, Operator::And.strength() + 1, whole);
            let range = not.cover(left.range);
            left = Expr { kind: ExprKind::Not(Box::new(left)), range };
        }
        self.continued(left, children, floor, whole)
    }

    fn continued(
        &mut self,
        mut left: Expr,
        children: &mut std::iter::Peekable<Pairs<'_, Rule>>,
        floor: u8,
        whole: TextRange,
    ) -> Expr {
        while let Some(pair) =
            children.next_if(|p| p.as_rule() == Rule::operator && operator_of(p.as_str()).strength() >= floor)
        {
            let operator = operator_of(pair.as_str());
            let right = self.binding(children, operator.strength() + 1, whole);
            let range = left.range.cover(right.range);
            left = Expr {
                kind: ExprKind::Binary { left: Box::new(left), operator, right: Box::new(right) },
                range,
            };
        }
        left
    }

    fn operand(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let range = self.range(&pair);
        let kind = match pair.as_rule() {
            Rule::number => ExprKind::Number(self.number(&pair).value),
            Rule::triple | Rule::single => ExprKind::Str(self.string(pair)),
            Rule::condition_group => match pair.into_inner().find(|p| p.as_rule() == Rule::condition) {
                Some(inner) => return self.condition(inner),
                None => ExprKind::Number(0.0),
            },
            _ => self.call(pair, range),
        };
        Expr { kind, range }
    }

    fn call(&mut self, pair: Pair<'_, Rule>, range: TextRange) -> ExprKind {
        let mut name = Name { text: String::new(), range };
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::name => name = self.name(&child),
                Rule::arguments => {
                    for argument in child.into_inner() {
                        let argument = match argument.as_rule() {
                            Rule::pattern => Argument::Pattern(self.pattern(argument)),
                            Rule::names => {
                                let names = argument.into_inner().filter(|p| p.as_rule() == Rule::name);
                                Argument::Names(names.map(|p| self.name(&p)).collect())
                            }
                            _ => continue,
                        };
                        return ExprKind::Call { function: name, argument };
                    }
                }
                _ => {}
            }
        }
        ExprKind::Name(name)
    }
}

fn operator_of(sign: &str) -> Operator {
    match sign {
        "or" => Operator::Or,
        "and" => Operator::And,
        "|" => Operator::Either,
        "+" => Operator::Plus,
        "-" => Operator::Minus,
        "*" => Operator::Times,
        "/" => Operator::Over,
        relation => Operator::Compare(relation_of(relation)),
    }
}

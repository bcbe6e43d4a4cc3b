//! Token patterns: from pairs of the parser to nodes.

use pest::iterators::Pair;
use source::TextRange;

use super::Rule;
use super::build::Builder;
use crate::ast::{Name, Number, PatternKind, PatternNode, Relation, TestNode, TestValue};

impl Builder<'_, '_> {
    pub(super) fn pattern(&mut self, pair: Pair<'_, Rule>) -> PatternNode {
        let range = self.range(&pair);
        let mut branches = vec![Vec::new()];
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::bar => branches.push(Vec::new()),
                _ => {
                    let element = self.element(child);
                    if let Some(branch) = branches.last_mut() {
                        branch.push(element);
                    }
                }
            }
        }
        let mut sequences: Vec<PatternNode> = branches.into_iter().map(|b| sequence(b, range)).collect();
        match sequences.pop() {
            Some(only) if sequences.is_empty() => only,
            last => {
                sequences.extend(last);
                PatternNode { kind: PatternKind::Alternatives(sequences), range }
            }
        }
    }

    fn element(&mut self, pair: Pair<'_, Rule>) -> PatternNode {
        let range = self.range(&pair);
        let mut capture = None;
        let mut node = PatternNode { kind: PatternKind::Sequence(Vec::new()), range };
        for child in pair.into_inner() {
            let place = self.range(&child);
            let whole = |value: f64| Number { value, range: place };
            let mut repeat = None;
            match child.as_rule() {
                Rule::capture => capture = child.into_inner().next().map(|p| self.name(&p)),
                Rule::token => {
                    let test = child.into_inner().find(|p| p.as_rule() == Rule::test).map(|p| self.test(p));
                    node = PatternNode { kind: PatternKind::Token(test), range: place };
                }
                Rule::pattern_group => {
                    if let Some(inner) = child.into_inner().find(|p| p.as_rule() == Rule::pattern) {
                        node = PatternNode { range: place, ..self.pattern(inner) };
                    }
                }
                Rule::triple | Rule::single => {
                    node = PatternNode { kind: PatternKind::Phrase(self.string(child)), range: place };
                }
                Rule::gap => node = PatternNode { kind: PatternKind::Gap, range: place },
                Rule::sentence_start => node = PatternNode { kind: PatternKind::Start, range: place },
                Rule::sentence_end => node = PatternNode { kind: PatternKind::End, range: place },
                Rule::optional => repeat = Some((whole(0.0), Some(whole(1.0)))),
                Rule::many => repeat = Some((whole(0.0), None)),
                Rule::some => repeat = Some((whole(1.0), None)),
                Rule::counts => repeat = Some(self.counts(child, place)),
                _ => {}
            }
            if let Some((min, max)) = repeat {
                node = PatternNode { kind: PatternKind::Repeat { inner: Box::new(node), min, max }, range };
            }
        }
        match capture {
            Some(name) => PatternNode { kind: PatternKind::Capture { name, inner: Box::new(node) }, range },
            None => node,
        }
    }

    /// `{n}`, `{n,}` or `{n,m}`.
    fn counts(&mut self, pair: Pair<'_, Rule>, range: TextRange) -> (Number, Option<Number>) {
        let mut min = Number { value: 0.0, range };
        let mut max = None;
        let mut open = false;
        let mut seen = false;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::comma => open = true,
                Rule::integer if !seen => {
                    min = self.number(&child);
                    seen = true;
                }
                Rule::integer => max = Some(self.number(&child)),
                _ => {}
            }
        }
        (min, if open { max } else { Some(min) })
    }

    fn test(&mut self, pair: Pair<'_, Rule>) -> TestNode {
        let mut either: Vec<Vec<TestNode>> = vec![Vec::new()];
        let mut negated = false;
        for child in pair.into_inner() {
            let node = match child.as_rule() {
                Rule::bang => {
                    negated = !negated;
                    continue;
                }
                Rule::test_operator => {
                    if child.as_str() == "|" {
                        either.push(Vec::new());
                    }
                    continue;
                }
                Rule::test_group => match child.into_inner().find(|p| p.as_rule() == Rule::test) {
                    Some(inner) => self.test(inner),
                    None => continue,
                },
                _ => self.comparison(child),
            };
            let node = if std::mem::take(&mut negated) { TestNode::Not(Box::new(node)) } else { node };
            if let Some(all) = either.last_mut() {
                all.push(node);
            }
        }
        let mut either: Vec<TestNode> = either
            .into_iter()
            .map(|mut all| if all.len() == 1 { all.remove(0) } else { TestNode::And(all) })
            .collect();
        if either.len() == 1 { either.remove(0) } else { TestNode::Or(either) }
    }

    fn comparison(&mut self, pair: Pair<'_, Rule>) -> TestNode {
        let mut attribute = Name { text: String::new(), range: self.range(&pair) };
        let mut relation = Relation::Equal;
        let mut values = Vec::new();
        let mut seen = false;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::relation => {
                    relation = relation_of(child.as_str());
                    seen = true;
                }
                Rule::name if !seen => attribute = self.name(&child),
                Rule::name => values.push(TestValue::Name(self.name(&child))),
                Rule::number => values.push(TestValue::Number(self.number(&child))),
                Rule::triple | Rule::single => values.push(TestValue::Str(self.string(child))),
                _ => {}
            }
        }
        TestNode::Compare { attribute, relation, values }
    }
}

fn sequence(mut elements: Vec<PatternNode>, whole: TextRange) -> PatternNode {
    if elements.len() == 1 {
        return elements.remove(0);
    }
    let range = match (elements.first(), elements.last()) {
        (Some(first), Some(last)) => first.range.cover(last.range),
        _ => whole,
    };
    PatternNode { kind: PatternKind::Sequence(elements), range }
}

/// The comparison that a sign stands for.
pub(super) fn relation_of(sign: &str) -> Relation {
    match sign {
        "!=" => Relation::NotEqual,
        "<" => Relation::Less,
        "<=" => Relation::AtMost,
        ">" => Relation::More,
        ">=" => Relation::AtLeast,
        _ => Relation::Equal,
    }
}

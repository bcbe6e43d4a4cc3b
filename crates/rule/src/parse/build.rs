//! From pairs of the parser to nodes.

use pest::iterators::Pair;
use source::TextRange;

use super::Rule;
use crate::ast::{
    Body, Clause, ExampleNode, Expr, LangText, Name, Number, ParameterValue, PatternNode, RuleNode,
    SettingValue, Str,
};
use crate::compile::SourceFile;
use crate::error::Errors;
use crate::strings;

/// Turns pairs into nodes. The grammar guarantees the shapes that are taken apart here; where a pair is missing all
/// the same, an empty node takes its place.
pub(super) struct Builder<'a, 'e> {
    pub file: &'a SourceFile,
    /// Where the parsed chunk starts in the file.
    pub base: usize,
    pub errors: &'e mut Errors,
}

impl Builder<'_, '_> {
    pub(super) fn range(&self, pair: &Pair<'_, Rule>) -> TextRange {
        // A pair that ends in something optional covers the blanks before it: what counts is its last word.
        let mut end = pair.as_span().end();
        let mut last = pair.clone().into_inner().next_back();
        while let Some(child) = last {
            end = child.as_span().end();
            last = child.into_inner().next_back();
        }
        source::range(self.base + pair.as_span().start(), self.base + end)
    }

    pub fn rule(&mut self, pair: Pair<'_, Rule>) -> RuleNode {
        let mut id = Name { text: String::new(), range: self.range(&pair) };
        let mut clauses = Vec::new();
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::rule_id => id = self.name(&child),
                Rule::kw_rule | Rule::open_brace | Rule::close_brace => {}
                _ => clauses.push(self.clause(child)),
            }
        }
        RuleNode { id, clauses }
    }

    fn clause(&mut self, pair: Pair<'_, Rule>) -> Clause {
        let kind = pair.as_rule();
        let range = self.range(&pair);
        let mut children = pair.into_inner();
        let keyword = match children.next() {
            Some(first) => self.name(&first),
            None => Name { text: String::new(), range },
        };
        let mut parts = Parts::default();
        let mut list = List::First;
        for child in children {
            match child.as_rule() {
                Rule::name => parts.names.push(self.name(&child)),
                Rule::names => {
                    let names = child
                        .into_inner()
                        .filter(|p| p.as_rule() == Rule::name)
                        .map(|p| self.name(&p))
                        .collect();
                    match list {
                        List::First => parts.first = names,
                        List::Second => parts.second = names,
                    }
                }
                Rule::kw_not => list = List::Second,
                Rule::number => parts.number = Some(self.number(&child)),
                Rule::triple | Rule::single => parts.strings.push(self.string(child)),
                Rule::text => parts.text = self.text(child),
                Rule::values => parts.values = Some(self.values(child)),
                Rule::settings => parts.settings = self.settings(child),
                Rule::pattern => parts.pattern = Some(self.pattern(child)),
                Rule::condition => parts.condition = Some(self.condition(child)),
                _ => {}
            }
        }
        Clause { body: parts.body(kind), keyword }
    }

    pub(super) fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Name { text: pair.as_str().to_owned(), range: self.range(pair) }
    }

    pub(super) fn number(&self, pair: &Pair<'_, Rule>) -> Number {
        // Digits with at most one full stop always parse; very long ones become infinite and are refused later.
        Number { value: pair.as_str().parse().unwrap_or(f64::INFINITY), range: self.range(pair) }
    }

    pub(super) fn string(&mut self, pair: Pair<'_, Rule>) -> Str {
        let range = self.range(&pair);
        let triple = pair.as_rule() == Rule::triple;
        let body = pair.into_inner().next();
        let (start, raw) = match &body {
            Some(body) => (self.base + body.as_span().start(), body.as_str()),
            None => (usize::from(range.start()), ""),
        };
        strings::read(self.file, range, start, raw, triple, self.errors)
    }

    fn text(&mut self, pair: Pair<'_, Rule>) -> Vec<LangText> {
        let mut texts = Vec::new();
        let mut lang = None;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::name => lang = Some(self.name(&child)),
                _ => texts.push(LangText { lang: lang.take(), text: self.string(child) }),
            }
        }
        texts
    }

    fn values(&mut self, pair: Pair<'_, Rule>) -> ParameterValue {
        let mut strings = Vec::new();
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::number => return ParameterValue::Number(self.number(&child)),
                Rule::triple | Rule::single => strings.push(self.string(child)),
                _ => {}
            }
        }
        ParameterValue::Strings(strings)
    }

    fn settings(&mut self, pair: Pair<'_, Rule>) -> Vec<(Name, SettingValue)> {
        let mut settings = Vec::new();
        for setting in pair.into_inner().filter(|p| p.as_rule() == Rule::setting) {
            let mut key = None;
            for child in setting.into_inner() {
                let value = match child.as_rule() {
                    Rule::name if key.is_none() => {
                        key = Some(self.name(&child));
                        continue;
                    }
                    Rule::name => SettingValue::Name(self.name(&child)),
                    Rule::triple | Rule::single => SettingValue::Str(self.string(child)),
                    _ => continue,
                };
                settings.extend(key.clone().map(|key| (key, value)));
            }
        }
        settings
    }
}

/// Which list of names follows.
enum List {
    First,
    Second,
}

/// What was found in a clause, whatever its kind.
#[derive(Default)]
struct Parts {
    names: Vec<Name>,
    first: Vec<Name>,
    second: Vec<Name>,
    number: Option<Number>,
    strings: Vec<Str>,
    text: Vec<LangText>,
    values: Option<ParameterValue>,
    settings: Vec<(Name, SettingValue)>,
    pattern: Option<PatternNode>,
    condition: Option<Expr>,
}

impl Parts {
    fn body(self, shape: Rule) -> Body {
        self.filled(shape).unwrap_or(Body::Unknown)
    }

    fn filled(mut self, shape: Rule) -> Option<Body> {
        let mut names = self.names.drain(..);
        let mut strings = self.strings.drain(..);
        Some(match shape {
            Rule::title => Body::Title(self.text),
            Rule::severity => Body::Severity { level: names.next()?, condition: self.condition },
            Rule::status => Body::Status { level: names.next()?, since: strings.next() },
            Rule::leitziel => Body::Leitziel(self.number?),
            Rule::scope => Body::Scope { unit: names.next()?, within: self.first, without: self.second },
            Rule::kinds => Body::Kinds(self.first),
            Rule::rulings => Body::Rulings(self.first),
            Rule::parameter => Body::Parameter { name: names.next()?, value: self.values? },
            Rule::match_clause => Body::Match(self.pattern?),
            Rule::except => Body::Except(self.pattern?),
            Rule::given => Body::Given(self.pattern?),
            Rule::unless => Body::Unless(self.pattern?),
            Rule::require => Body::Require(self.pattern?),
            Rule::show => Body::Show(self.pattern?),
            Rule::construction => Body::Construction(self.first),
            Rule::lexicon => Body::Lexicon { table: strings.next()?, classes: strings.collect() },
            Rule::native => Body::Native { function: strings.next()?, gives: self.first },
            Rule::when => Body::When(self.condition?),
            Rule::at => Body::At(self.first),
            Rule::message => Body::Message(self.text),
            Rule::why => Body::Why(self.text),
            Rule::source => match strings.next() {
                Some(text) => Body::Source(vec![LangText { lang: None, text }]),
                None => Body::Source(self.text),
            },
            Rule::fix => {
                Body::Fix { applicability: names.next()?, title: self.text, replacement: strings.next() }
            }
            Rule::bad => Body::Bad(ExampleNode {
                settings: self.settings,
                text: strings.next()?,
                fixed: strings.next(),
            }),
            Rule::good => {
                Body::Good(ExampleNode { settings: self.settings, text: strings.next()?, fixed: None })
            }
            _ => return None,
        })
    }
}

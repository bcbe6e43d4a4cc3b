//! From text to [`RuleNode`]: the only file that knows the grammar's rules.

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};
use source::TextRange;

use crate::ast::{
    Argument, Body, Clause, ExampleNode, Expr, ExprKind, LangText, Name, Number, Operator, ParameterValue,
    PatternKind, PatternNode, Relation, RuleNode, SettingValue, Str, TestNode, TestValue,
};
use crate::compile::SourceFile;
use crate::error::{ErrorKind, RuleError};
use crate::strings;

/// The largest rule file that is read, in bytes.
pub(crate) const MAX_FILE: usize = 1 << 20;

/// How deep brackets may be nested.
pub(crate) const MAX_DEPTH: usize = 250;

/// How many steps the parser may take. A file of a mebibyte takes a tenth of this.
const CALL_LIMIT: usize = 400_000_000;

/// The stack that deeply nested input is parsed on; usual input needs a hundredth.
const DEEP_STACK: usize = 64 << 20;

/// Nesting up to here is parsed on the caller's stack.
const SHALLOW: usize = 24;

#[derive(pest_derive::Parser)]
#[grammar = "../../grammar/rule.pest"]
struct Grammar;

/// Parses a file. Rules that could be read are returned even if others have errors.
pub(crate) fn parse(file: &SourceFile) -> (Vec<RuleNode>, Vec<RuleError>) {
    let text = file.text.as_str();
    if text.len() > MAX_FILE {
        let kind = ErrorKind::FileTooLarge { bytes: text.len() };
        let error = RuleError::new(file, kind, source::range(0, 0))
            .label(format!("at most {MAX_FILE} bytes are read"));
        return (Vec::new(), vec![error]);
    }
    let depth = match nesting(text) {
        Ok(depth) => depth,
        Err(offset) => {
            let error = RuleError::new(file, ErrorKind::NestedTooDeep, source::range(offset, offset + 1))
                .label(format!("at most {MAX_DEPTH} brackets inside each other"));
            return (Vec::new(), vec![error]);
        }
    };
    if depth <= SHALLOW {
        return parse_shallow(file);
    }
    std::thread::scope(|scope| {
        let worker =
            std::thread::Builder::new().stack_size(DEEP_STACK).spawn_scoped(scope, || parse_shallow(file));
        match worker.map(|w| w.join()) {
            Ok(Ok(result)) => result,
            _ => {
                let error = RuleError::new(file, ErrorKind::NestedTooDeep, source::range(0, 0));
                (Vec::new(), vec![error.label("not enough memory to read it".to_owned())])
            }
        }
    })
}

fn parse_shallow(file: &SourceFile) -> (Vec<RuleNode>, Vec<RuleError>) {
    static LIMIT: Once = Once::new();
    LIMIT.call_once(|| pest::set_call_limit(NonZeroUsize::new(CALL_LIMIT)));
    let mut errors = Vec::new();
    match parse_chunk(file, 0..file.text.len(), &mut errors) {
        Ok(rules) => (rules, errors),
        Err(first) => {
            // The whole does not parse: read rule by rule, so that one broken rule does not hide the others.
            let chunks = chunks(&file.text);
            if chunks.len() == 1 {
                errors.push(first);
                return (Vec::new(), errors);
            }
            let mut rules = Vec::new();
            for chunk in chunks {
                match parse_chunk(file, chunk, &mut errors) {
                    Ok(some) => rules.extend(some),
                    Err(error) => errors.push(error),
                }
            }
            (rules, errors)
        }
    }
}

/// Parts a file before each line that starts with `rule `.
fn chunks(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut starts: Vec<usize> = text.match_indices("\nrule ").map(|(at, _)| at + 1).collect();
    // What stands before the first rule belongs to it.
    if text.starts_with("rule ") || starts.is_empty() {
        starts.insert(0, 0);
    } else {
        starts[0] = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(a, b)| a..b).collect()
}

/// The deepest nesting of brackets outside strings and comments, or the offset of the first one too deep.
fn nesting(text: &str) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut deepest, mut at) = (0usize, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
                if depth > MAX_DEPTH {
                    return Err(at);
                }
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'#' => {
                while bytes.get(at + 1).is_some_and(|b| *b != b'\n') {
                    at += 1;
                }
            }
            b'"' if bytes[at..].starts_with(b"\"\"\"") => {
                at = strings::skip(bytes, at + 3, b"\"\"\"");
                continue;
            }
            b'"' => {
                at = strings::skip(bytes, at + 1, b"\"");
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(deepest)
}

fn parse_chunk(
    file: &SourceFile,
    chunk: std::ops::Range<usize>,
    errors: &mut Vec<RuleError>,
) -> Result<Vec<RuleNode>, RuleError> {
    let base = chunk.start;
    let pairs =
        Grammar::parse(Rule::file, &file.text[chunk]).map_err(|error| syntax_error(file, base, error))?;
    let mut builder = Builder { file, base, errors };
    Ok(inner(pairs).filter(|p| p.as_rule() == Rule::rule).map(|p| builder.rule(p)).collect())
}

/// The children of the single pair of a parse.
fn inner(mut pairs: Pairs<'_, Rule>) -> Pairs<'_, Rule> {
    match pairs.next() {
        Some(pair) => pair.into_inner(),
        None => pairs,
    }
}

fn syntax_error(file: &SourceFile, base: usize, error: pest::error::Error<Rule>) -> RuleError {
    let (start, end) = match error.location {
        InputLocation::Pos(at) => (at, at),
        InputLocation::Span((start, end)) => (start, end),
    };
    let place = source::range(base + start, base + end);
    let ErrorVariant::ParsingError { positives, .. } = error.variant else {
        return RuleError::new(file, ErrorKind::TooComplex, place)
            .label("the parser stopped here".to_owned());
    };
    let mut expected: Vec<&str> = positives.into_iter().map(word).collect();
    expected.sort_unstable();
    expected.dedup();
    let rest = &file.text[base + start..];
    let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    let length = if length == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { length };
    let place = source::range(base + start, base + start + length);
    let help = match () {
        () if rest.starts_with('„') || rest.starts_with('“') || rest.starts_with('”') => {
            Some("strings start and end with the straight sign `\"`".to_owned())
        }
        () if rest.starts_with('\'') => Some("strings stand in `\"`, not in `'`".to_owned()),
        () if expected.contains(&"`\"`") => Some("a string over several lines stands in `\"\"\"`".to_owned()),
        () if rest.starts_with('-') && expected.contains(&"an operator") => {
            Some("a minus needs a space on both sides".to_owned())
        }
        () => None,
    };
    let label = match expected.as_slice() {
        [] => "not expected here".to_owned(),
        [one] => format!("expected {one}"),
        many => format!("expected one of {}", many.join(", ")),
    };
    let expected = expected.into_iter().map(str::to_owned).collect();
    let error = RuleError::new(file, ErrorKind::Syntax { expected }, place).label(label);
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}

/// What a reader calls the thing a grammar rule stands for.
fn word(expected: Rule) -> &'static str {
    match expected {
        Rule::EOI => "end of file",
        Rule::rule | Rule::kw_rule => "`rule`",
        Rule::rule_id => "an id `group/name`",
        Rule::end => "`;`",
        Rule::comma => "`,`",
        Rule::equals => "`=`",
        Rule::arrow => "`=>`",
        Rule::bar => "`|`",
        Rule::open_brace | Rule::open_count => "`{`",
        Rule::close_brace | Rule::close_count => "`}`",
        Rule::open_paren | Rule::arguments | Rule::settings => "`(`",
        Rule::close_paren => "`)`",
        Rule::open_bracket => "`[`",
        Rule::close_bracket => "`]`",
        Rule::close_quote => "`\"`",
        Rule::close_triple => "`\"\"\"`",
        Rule::kw_since => "`since`",
        Rule::kw_in => "`in`",
        Rule::kw_not => "`not`",
        Rule::kw_gives => "`gives`",
        Rule::name | Rule::setting => "a name",
        Rule::names => "names",
        Rule::number => "a number",
        Rule::integer => "a whole number",
        Rule::triple | Rule::single => "a string",
        Rule::triple_body | Rule::single_body => "the text of a string",
        Rule::text => "`de \"…\" en \"…\"`",
        Rule::values => "a number or a string",
        Rule::pattern
        | Rule::element
        | Rule::token
        | Rule::pattern_group
        | Rule::gap
        | Rule::sentence_start
        | Rule::sentence_end
        | Rule::capture => "a pattern",
        Rule::optional | Rule::many | Rule::some | Rule::counts => "a repetition",
        Rule::test | Rule::test_group | Rule::comparison | Rule::bang => "a test",
        Rule::test_operator => "`&`",
        Rule::relation => "`=` or another comparison",
        Rule::condition | Rule::condition_group | Rule::call | Rule::word_operator | Rule::negation => {
            "a condition"
        }
        Rule::operator => "an operator",
        _ => "a clause",
    }
}

/// Turns pairs into nodes. The grammar guarantees the shapes that are taken apart here; where a pair is missing all
/// the same, an empty node takes its place.
struct Builder<'a, 'e> {
    file: &'a SourceFile,
    /// Where the parsed chunk starts in the file.
    base: usize,
    errors: &'e mut Vec<RuleError>,
}

impl Builder<'_, '_> {
    fn range(&self, pair: &Pair<'_, Rule>) -> TextRange {
        // A pair that ends in something optional covers the blanks before it: what counts is its last word.
        let mut end = pair.as_span().end();
        let mut last = pair.clone().into_inner().next_back();
        while let Some(child) = last {
            end = child.as_span().end();
            last = child.into_inner().next_back();
        }
        source::range(self.base + pair.as_span().start(), self.base + end)
    }

    fn rule(&mut self, pair: Pair<'_, Rule>) -> RuleNode {
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

    fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Name { text: pair.as_str().to_owned(), range: self.range(pair) }
    }

    fn number(&self, pair: &Pair<'_, Rule>) -> Number {
        // Digits with at most one full stop always parse; very long ones become infinite and are refused later.
        Number { value: pair.as_str().parse().unwrap_or(f64::INFINITY), range: self.range(pair) }
    }

    fn string(&mut self, pair: Pair<'_, Rule>) -> Str {
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

    fn pattern(&mut self, pair: Pair<'_, Rule>) -> PatternNode {
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

    fn condition(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let range = self.range(&pair);
        // Each operator makes the tree one step deeper.
        if let Some(operator) =
            pair.clone().into_inner().filter(|p| p.as_rule() == Rule::operator).nth(MAX_DEPTH)
        {
            let error = RuleError::new(self.file, ErrorKind::NestedTooDeep, self.range(&operator));
            self.errors.push(error.label(format!("at most {MAX_DEPTH} operators in one condition")));
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

fn relation_of(sign: &str) -> Relation {
    match sign {
        "!=" => Relation::NotEqual,
        "<" => Relation::Less,
        "<=" => Relation::AtMost,
        ">" => Relation::More,
        ">=" => Relation::AtLeast,
        _ => Relation::Equal,
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
            Rule::severity => Body::Severity(names.next()?),
            Rule::status => Body::Status { level: names.next()?, since: strings.next() },
            Rule::leitziel => Body::Leitziel(self.number?),
            Rule::scope => Body::Scope { unit: names.next()?, within: self.first, without: self.second },
            Rule::kinds => Body::Kinds(self.first),
            Rule::parameter => Body::Parameter { name: names.next()?, value: self.values? },
            Rule::match_clause => Body::Match(self.pattern?),
            Rule::except => Body::Except(self.pattern?),
            Rule::given => Body::Given(self.pattern?),
            Rule::unless => Body::Unless(self.pattern?),
            Rule::require => Body::Require(self.pattern?),
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

//! Token patterns: attributes, values, words.

use source::TextRange;
use text::{Case, Morph, Pos, TokenKind};

use super::{Resolver, words};
use crate::ast::{Name, Number, PatternKind, PatternNode, Relation, Str, TestNode, TestValue};
use crate::error::{ErrorKind, NameKind};
use crate::pattern::{Amount, Glob, MAX_GAP, Node, Pattern, Test, Words};
use crate::rule::Value;

/// How many tokens `..` stands for at most.
const GAP: u32 = 12;

const ATTRIBUTES: [&str; 10] =
    ["word", "lemma", "form", "pos", "morph", "kind", "case", "letters", "syllables", "space"];

/// Which text of a token a value is compared with.
#[derive(Clone, Copy, PartialEq)]
enum Attribute {
    Norm,
    Lemma,
    Form,
}

impl Resolver<'_, '_> {
    /// Resolves and compiles a pattern; only those of `match` may have captures.
    pub(super) fn pattern(&mut self, pattern: &PatternNode, captures: bool) -> Option<Pattern> {
        let before = self.shared.errors.count();
        let node = self.node(pattern, captures);
        if self.shared.errors.count() > before {
            return None;
        }
        self.compiled(&node, pattern.range, self.captures.len())
    }

    fn node(&mut self, pattern: &PatternNode, captures: bool) -> Node {
        match &pattern.kind {
            PatternKind::Sequence(all) => {
                Node::Sequence(all.iter().map(|p| self.node(p, captures)).collect())
            }
            PatternKind::Alternatives(any) => {
                Node::Alternatives(any.iter().map(|p| self.node(p, captures)).collect())
            }
            PatternKind::Token(None) => Node::Test(Test::Any),
            PatternKind::Token(Some(test)) => Node::Test(self.test(test)),
            PatternKind::Phrase(string) => self.phrase(string),
            PatternKind::Gap => Node::gap(0, GAP),
            PatternKind::Start => Node::Start,
            PatternKind::End => Node::End,
            PatternKind::Repeat { inner, min, max } => {
                let inner = Box::new(self.node(inner, captures));
                let (min, max) = self.counts(*min, *max);
                Node::Repeat { inner, min, max }
            }
            PatternKind::Capture { name, inner } => {
                let inner = self.node(inner, captures);
                if !captures {
                    let problem = "a capture outside a `match` clause";
                    self.conflict(problem, name.range, "only matches have captures; leave the name out");
                }
                match self.captures.iter().position(|c| *c == name.text) {
                    Some(index) => Node::Capture(index, Box::new(inner)),
                    None => inner,
                }
            }
        }
    }

    fn counts(&mut self, min: Number, max: Option<Number>) -> (u32, Option<u32>) {
        let limit = f64::from(MAX_GAP);
        let what = "a repetition";
        // `{n}` is one number, minimum and maximum.
        for number in [Some(min), max.filter(|m| m.range != min.range)].into_iter().flatten() {
            if number.value > limit {
                self.error(ErrorKind::OutOfRange { what }, number.range, format!("at most {MAX_GAP}"));
            }
        }
        if let Some(max) = max {
            if max.value < min.value {
                self.error(
                    ErrorKind::OutOfRange { what },
                    max.range,
                    format!("less than the minimum {}", min.value),
                );
            } else if max.value == 0.0 {
                self.error(ErrorKind::OutOfRange { what }, max.range, "at least 1");
            }
        }
        (min.value.min(limit) as u32, max.map(|m| m.value.min(limit) as u32))
    }

    /// Words in order.
    fn phrase(&mut self, string: &Str) -> Node {
        let words = words::split(&string.text);
        if words.is_empty() {
            self.error(ErrorKind::InvalidValue { what: "a phrase" }, string.range, "expected words");
        }
        let mut sequence = Vec::new();
        for word in words {
            let place = string.place(word.start, word.start + word.text.len());
            let node = match word.text.strip_suffix('.') {
                // The full stop belongs to an abbreviation, or it ends the sentence.
                Some(rest) if !rest.is_empty() && !rest.ends_with('.') => Node::Alternatives(vec![
                    Node::Test(Test::Norm(self.words(word.text, place))),
                    Node::Sequence(vec![
                        Node::Test(Test::Norm(self.words(rest, place))),
                        Node::Test(Test::Norm(self.words(".", place))),
                    ]),
                ]),
                _ => Node::Test(Test::Norm(self.words(word.text, place))),
            };
            sequence.push(node);
        }
        Node::Sequence(sequence)
    }

    /// One word or word shape.
    fn words(&mut self, text: &str, place: TextRange) -> Words {
        let mut words = Words::default();
        if text.trim_matches('*').is_empty() {
            let what = "a word";
            self.error_with_help(
                ErrorKind::InvalidValue { what },
                place,
                "expected letters",
                "`[]` is any token",
            );
        } else if let Some(glob) = Glob::parse(text) {
            words.globs.push(self.shared.vocabulary.glob(glob));
        } else {
            words.symbols.push(self.shared.vocabulary.word(&text.to_lowercase()));
        }
        words
    }

    fn test(&mut self, test: &TestNode) -> Test {
        match test {
            TestNode::And(all) => Test::All(all.iter().map(|t| self.test(t)).collect()),
            TestNode::Or(any) => Test::Either(any.iter().map(|t| self.test(t)).collect()),
            TestNode::Not(inner) => Test::Not(Box::new(self.test(inner))),
            TestNode::Compare { attribute, relation, values } => {
                self.comparison_test(attribute, *relation, values)
            }
        }
    }

    fn comparison_test(&mut self, attribute: &Name, relation: Relation, values: &[TestValue]) -> Test {
        let amount = match attribute.text.as_str() {
            "letters" => Some(Amount::Letters),
            "syllables" => Some(Amount::Syllables),
            _ => None,
        };
        if let Some(amount) = amount {
            return self.amount(amount, relation, values);
        }
        let test = match attribute.text.as_str() {
            "word" => self.word_values(Attribute::Norm, values),
            "lemma" => self.word_values(Attribute::Lemma, values),
            "form" => self.word_values(Attribute::Form, values),
            "pos" => {
                let known: Vec<&str> = Pos::ALL.iter().map(|p| p.key()).collect();
                Test::Pos(
                    self.bits(NameKind::PosTag, values, &known, |key| Pos::from_key(key).map(|p| p as u32)),
                )
            }
            "kind" => {
                let known: Vec<&str> = TokenKind::ALL.iter().map(|k| k.key()).collect();
                let bit = |key: &str| TokenKind::from_key(key).map(|k| k as u32);
                Test::Kind(self.bits(NameKind::TokenKind, values, &known, bit))
            }
            "case" => {
                let known = [Case::None, Case::Lower, Case::Title, Case::Upper, Case::Mixed].map(Case::key);
                Test::Case(
                    self.bits(NameKind::Case, values, &known, |key| Case::from_key(key).map(|c| c as u32)),
                )
            }
            "morph" => self.morph(values),
            "space" => self.space(values),
            _ => {
                self.unknown(NameKind::Attribute, attribute, &ATTRIBUTES);
                return Test::Any;
            }
        };
        match relation {
            Relation::Equal => test,
            Relation::NotEqual => Test::Not(Box::new(test)),
            _ => {
                let problem = "only `letters` and `syllables` have an order";
                self.conflict(problem, attribute.range, "write `=` or `!=`");
                test
            }
        }
    }

    /// The strings of values: literals, or the strings of a parameter.
    fn strings(&mut self, values: &[TestValue]) -> Vec<(String, TextRange)> {
        let mut strings = Vec::new();
        for value in values {
            match value {
                TestValue::Str(string) => strings.push((string.text.clone(), string.range)),
                TestValue::Number(number) => {
                    let kind = ErrorKind::WrongType { expected: "a string", found: "a number" };
                    self.error(kind, number.range, "write it in `\"`");
                }
                TestValue::Name(name) => match self.parameter(&name.text) {
                    Some(index) => {
                        let value = self.parameters[index].value.clone();
                        if let Value::Number(_) = value {
                            let kind = ErrorKind::WrongType { expected: "a string", found: "a number" };
                            self.error(kind, name.range, "this parameter is a number");
                        }
                        strings.extend(value.strings().iter().map(|s| (s.clone(), name.range)));
                    }
                    None => self.unknown_parameter(name),
                },
            }
        }
        strings
    }

    fn word_values(&mut self, attribute: Attribute, values: &[TestValue]) -> Test {
        let mut words = Words::default();
        let mut forms = Vec::new();
        for (text, place) in self.strings(values) {
            let text = text.trim();
            if text.contains(char::is_whitespace) {
                let what = "one word";
                let help = "a phrase stands outside of `[ ]`: \"zur Anwendung\"";
                self.error_with_help(ErrorKind::InvalidValue { what }, place, "a token has no blanks", help);
                continue;
            }
            let one = self.words(text, place);
            if attribute == Attribute::Form {
                forms.push(Test::All(vec![Test::Norm(one), form(text)]));
            } else {
                words.symbols.extend(one.symbols);
                words.globs.extend(one.globs);
            }
        }
        match attribute {
            Attribute::Norm => Test::Norm(words.sorted()),
            Attribute::Lemma => Test::Lemma(words.sorted()),
            Attribute::Form => Test::Either(forms),
        }
    }

    /// The set of the named values as bits.
    fn bits(
        &mut self,
        what: NameKind,
        values: &[TestValue],
        known: &[&str],
        bit: impl Fn(&str) -> Option<u32>,
    ) -> u32 {
        let mut set = 0;
        for value in values {
            let text = match value {
                TestValue::Name(name) => &name.text,
                TestValue::Str(string) => &string.text,
                TestValue::Number(number) => {
                    let kind = ErrorKind::WrongType { expected: "a name", found: "a number" };
                    self.error(kind, number.range, "");
                    continue;
                }
            };
            match bit(text) {
                Some(bit) => set |= 1 << bit,
                None => self.unknown_at(what, text, value.range(), known),
            }
        }
        set
    }

    /// `"VerbForm=Part"`, `"Case=Gen,Dat|Number=Plur"`.
    fn morph(&mut self, values: &[TestValue]) -> Test {
        let known: Vec<String> = Morph::VALUES.iter().map(|(_, f, v)| format!("{f}={v}")).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let mut either = Vec::new();
        for value in values {
            let TestValue::Str(string) = value else {
                let found = if matches!(value, TestValue::Number(_)) { "a number" } else { "a name" };
                self.error(
                    ErrorKind::WrongType { expected: "a string", found },
                    value.range(),
                    "expected a feature as \"VerbForm=Part\"",
                );
                continue;
            };
            let mut sets = Vec::new();
            let mut at = 0;
            for part in string.text.split('|') {
                let place = string.place(at, at + part.len());
                at += part.len() + 1;
                let (feature, options) = part.split_once('=').unwrap_or((part, ""));
                let mut set = Morph::NONE;
                for option in options.split(',') {
                    let key = format!("{}={}", feature.trim(), option.trim());
                    match Morph::from_key(&key) {
                        Some(one) => set = set.and(one),
                        None => {
                            let name = if options.is_empty() { part.trim() } else { &key };
                            self.unknown_at(NameKind::Feature, name, place, &known);
                        }
                    }
                }
                sets.push(set);
            }
            either.push(Test::Morph(sets));
        }
        if either.len() == 1 { either.remove(0) } else { Test::Either(either) }
    }

    /// `space = before`, `space = none`.
    fn space(&mut self, values: &[TestValue]) -> Test {
        let known = ["before", "none"];
        let set = self.bits(NameKind::Attribute, values, &known, |key| {
            known.iter().position(|k| *k == key).map(|index| index as u32)
        });
        match set {
            1 => Test::Space,
            2 => Test::Not(Box::new(Test::Space)),
            _ => Test::Any,
        }
    }

    fn amount(&mut self, amount: Amount, relation: Relation, values: &[TestValue]) -> Test {
        let mut tests = Vec::new();
        for value in values {
            let limit = match value {
                TestValue::Number(number) => number.value,
                TestValue::Str(string) => {
                    let kind = ErrorKind::WrongType { expected: "a number", found: "a string" };
                    self.error(kind, string.range, "");
                    continue;
                }
                TestValue::Name(name) => {
                    match self.parameter(&name.text).map(|i| self.parameters[i].value.clone()) {
                        Some(Value::Number(number)) => number,
                        Some(other) => {
                            let kind =
                                ErrorKind::WrongType { expected: "a number", found: other.type_name() };
                            self.error(kind, name.range, "this parameter is no number");
                            continue;
                        }
                        None => {
                            self.unknown_parameter(name);
                            continue;
                        }
                    }
                }
            };
            tests.push(Test::Amount(amount, relation, limit));
        }
        match tests.len() {
            1 => tests.remove(0),
            _ if relation == Relation::NotEqual => Test::All(tests),
            _ => Test::Either(tests),
        }
    }
}

/// The exact form, or its shape.
fn form(text: &str) -> Test {
    let fixed: Box<str> = text.trim_matches('*').into();
    match (text.starts_with('*'), text.ends_with('*')) {
        (true, true) => Test::FormShape(Glob::Infix(fixed)),
        (true, false) => Test::FormShape(Glob::Suffix(fixed)),
        (false, true) => Test::FormShape(Glob::Prefix(fixed)),
        (false, false) => Test::Form(fixed),
    }
}

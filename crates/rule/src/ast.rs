//! A rule file as written, before its names are resolved. All ranges are byte offsets into the file.

use source::TextRange;

/// One rule as written.
#[derive(Debug)]
pub(crate) struct RuleNode {
    pub id: Name,
    pub clauses: Vec<Clause>,
}

/// One clause: `keyword … ;`.
#[derive(Debug)]
pub(crate) struct Clause {
    /// The keyword.
    pub keyword: Name,
    pub body: Body,
}

/// What a clause says.
#[derive(Debug)]
pub(crate) enum Body {
    Title(Vec<LangText>),
    Severity { level: Name, condition: Option<Expr> },
    Status { level: Name, since: Option<Str> },
    Leitziel(Number),
    Scope { unit: Name, within: Vec<Name>, without: Vec<Name> },
    Kinds(Vec<Name>),
    Rulings(Vec<Name>),
    Parameter { name: Name, value: ParameterValue },
    Match(PatternNode),
    Except(PatternNode),
    Given(PatternNode),
    Unless(PatternNode),
    Require(PatternNode),
    Show(PatternNode),
    Construction(Vec<Name>),
    Lexicon { table: Str, classes: Vec<Str> },
    Native { function: Str, gives: Vec<Name> },
    When(Expr),
    At(Vec<Name>),
    Message(Vec<LangText>),
    Why(Vec<LangText>),
    Source(Vec<LangText>),
    Fix { applicability: Name, title: Vec<LangText>, replacement: Option<Str> },
    Bad(ExampleNode),
    Good(ExampleNode),
    Unknown,
}

/// A bare word.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    pub text: String,
    pub range: TextRange,
}

/// A number as written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    pub value: f64,
    pub range: TextRange,
}

/// A string after its escapes were read.
#[derive(Debug, Clone)]
pub(crate) struct Str {
    pub text: String,
    /// With its quotes.
    pub range: TextRange,
    /// Offsets in `text` of characters that were written as an escape, sorted.
    pub escaped: Vec<u32>,
    /// Where stretches of `text` come from: (offset in `text`, offset in the file), sorted.
    pub origins: Vec<(u32, u32)>,
}

impl Str {
    /// The place in the file of a range of the text.
    pub fn place(&self, start: usize, end: usize) -> TextRange {
        let at = |offset: usize, inclusive: bool| {
            let offset = offset as u32;
            let index =
                self.origins.partition_point(|(o, _)| if inclusive { *o <= offset } else { *o < offset });
            match self.origins.get(index.saturating_sub(1)) {
                Some((from, to)) => to + offset.saturating_sub(*from),
                None => u32::from(self.range.start()) + 1,
            }
        };
        let (start, end) = (at(start, true), at(end, false));
        TextRange::new(start.into(), end.max(start).into())
    }

    /// True if the character at this offset of the text was written as an escape.
    pub fn is_escaped(&self, offset: usize) -> bool {
        self.escaped.binary_search(&(offset as u32)).is_ok()
    }
}

/// A string with the language it is in; without a language for a plain string.
#[derive(Debug)]
pub(crate) struct LangText {
    pub lang: Option<Name>,
    pub text: Str,
}

/// The default of a parameter as written.
#[derive(Debug)]
pub(crate) enum ParameterValue {
    Number(Number),
    Strings(Vec<Str>),
}

/// An example as written.
#[derive(Debug)]
pub(crate) struct ExampleNode {
    pub settings: Vec<(Name, SettingValue)>,
    pub text: Str,
    pub fixed: Option<Str>,
}

/// The value of a setting of an example.
#[derive(Debug)]
pub(crate) enum SettingValue {
    Name(Name),
    Str(Str),
}

impl SettingValue {
    pub fn text(&self) -> &str {
        match self {
            SettingValue::Name(name) => &name.text,
            SettingValue::Str(string) => &string.text,
        }
    }

    pub fn range(&self) -> TextRange {
        match self {
            SettingValue::Name(name) => name.range,
            SettingValue::Str(string) => string.range,
        }
    }
}

/// A token pattern as written.
#[derive(Debug)]
pub(crate) struct PatternNode {
    pub kind: PatternKind,
    pub range: TextRange,
}

/// The shapes of token patterns.
#[derive(Debug)]
pub(crate) enum PatternKind {
    Sequence(Vec<PatternNode>),
    Alternatives(Vec<PatternNode>),
    /// One token; without a test any token.
    Token(Option<TestNode>),
    /// Words in order.
    Phrase(Str),
    /// `..`
    Gap,
    Start,
    End,
    Repeat {
        inner: Box<PatternNode>,
        min: Number,
        max: Option<Number>,
    },
    Capture {
        name: Name,
        inner: Box<PatternNode>,
    },
}

/// A test of one token as written.
#[derive(Debug)]
pub(crate) enum TestNode {
    And(Vec<TestNode>),
    Or(Vec<TestNode>),
    Not(Box<TestNode>),
    Compare { attribute: Name, relation: Relation, values: Vec<TestValue> },
}

/// A value in a test of one token.
#[derive(Debug)]
pub(crate) enum TestValue {
    Str(Str),
    Number(Number),
    Name(Name),
}

impl TestValue {
    pub fn range(&self) -> TextRange {
        match self {
            TestValue::Str(string) => string.range,
            TestValue::Number(number) => number.range,
            TestValue::Name(name) => name.range,
        }
    }
}

pub(crate) use crate::condition::Relation;

/// A condition as written.
#[derive(Debug)]
pub(crate) struct Expr {
    pub kind: ExprKind,
    pub range: TextRange,
}

/// The shapes of conditions.
#[derive(Debug)]
pub(crate) enum ExprKind {
    Number(f64),
    Str(Str),
    Name(Name),
    Call { function: Name, argument: Argument },
    Not(Box<Expr>),
    Binary { left: Box<Expr>, operator: Operator, right: Box<Expr> },
}

/// What stands in the brackets of a call.
#[derive(Debug)]
pub(crate) enum Argument {
    Names(Vec<Name>),
    Pattern(PatternNode),
}

/// The operators of conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Compare(Relation),
    /// `|` between values.
    Either,
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    /// How tightly it binds; more is tighter.
    pub fn strength(self) -> u8 {
        match self {
            Operator::Or => 1,
            Operator::And => 2,
            Operator::Compare(_) => 4,
            Operator::Either => 5,
            Operator::Plus | Operator::Minus => 6,
            Operator::Times | Operator::Over => 7,
        }
    }
}

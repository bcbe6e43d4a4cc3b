use letter::{LetterKind, NormRef, PartKind, PartSet, Ruling};
use serde::{Deserialize, Serialize};
use text::ConstructionKind;

use crate::pattern::Pattern;
use crate::rule::{Parameter, Value};

/// A condition over a unit of text: what stands behind `when`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// Two numbers compared. False if one of them is not defined (a mean over no sentences, a division by zero).
    Compare {
        /// The number on the left.
        left: Quantity,
        /// How they are compared.
        relation: Relation,
        /// The number on the right.
        right: Quantity,
    },
    /// The letter is of one of these kinds.
    Kind(Vec<LetterKind>),
    /// The unit stands in one of these parts.
    Part(PartSet),
    /// The letter comes from one of these Länder.
    Land(Vec<String>),
    /// The date of the check compared with a day (`YYYY-MM-DD`). False if no date is known.
    Date {
        /// How they are compared.
        relation: Relation,
        /// The day.
        day: String,
    },
    /// The letter has at least one of these parts.
    Has(PartSet),
    /// A property of the unit.
    Is(Predicate),
    /// The unit contains the pattern.
    Contains(Pattern),
    /// The letter contains the pattern, in whatever part.
    Letter(Pattern),
    /// The reasons of the point, or the point itself, contain the pattern; for other units, the reasons of any point.
    Reasons(Pattern),
    /// The letter has one of these rulings.
    Ruling(Vec<Ruling>),
    /// The letter cites one of these norms, or something inside them.
    Cites(Vec<NormRef>),
}

/// A number that a condition speaks about.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Quantity {
    /// A fixed number.
    Number(f64),
    /// A parameter: index into [`Rule::parameters`](crate::Rule::parameters).
    Parameter(usize),
    /// A metric of the unit.
    Metric(Metric),
    /// How often a pattern occurs in the unit.
    Count(Pattern),
    /// How many constructions of a kind the unit has.
    Constructions(ConstructionKind),
    /// Two numbers joined.
    Calculation(Box<Quantity>, Calculation, Box<Quantity>),
}

/// The four kinds of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Calculation {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`; not defined for a divisor of zero.
    Over,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Relation {
    /// Tells whether the relation holds between two values.
    pub fn holds<T: PartialOrd>(self, left: T, right: T) -> bool {
        match self {
            Relation::Equal => left == right,
            Relation::NotEqual => left != right,
            Relation::Less => left < right,
            Relation::AtMost => left <= right,
            Relation::More => left > right,
            Relation::AtLeast => left >= right,
        }
    }

    /// The relation with its sides exchanged.
    pub(crate) fn turned(self) -> Relation {
        match self {
            Relation::Less => Relation::More,
            Relation::AtMost => Relation::AtLeast,
            Relation::More => Relation::Less,
            Relation::AtLeast => Relation::AtMost,
            same => same,
        }
    }
}

/// What a condition may ask of the text; the checker answers.
pub trait Facts {
    /// The value of a metric of the unit, or `None` where it is not defined.
    fn metric(&self, metric: Metric) -> Option<f64>;
    /// Tells whether the unit has a property.
    fn is(&self, predicate: Predicate) -> bool;
    /// Tells whether the letter is (also) of this kind.
    fn kind(&self, kind: LetterKind) -> bool;
    /// Tells whether the letter has this part.
    fn has(&self, part: PartKind) -> bool;
    /// The part that the unit stands in.
    fn part(&self) -> Option<PartKind>;
    /// The Land by its two letters.
    fn land(&self) -> Option<&str>;
    /// The date of the check as `YYYY-MM-DD`.
    fn date(&self) -> Option<&str>;
    /// Tells whether the letter has one of these rulings.
    fn ruling(&self, rulings: &[Ruling]) -> bool;
    /// Tells whether the letter cites one of these norms, or something inside them.
    fn cites(&self, norms: &[NormRef]) -> bool;
    /// Tells whether the pattern occurs anywhere in the letter.
    fn letter(&self, pattern: &Pattern) -> bool;
    /// Tells whether the pattern occurs in the reasons of the point; for other units, in the reasons of any point.
    fn reasons(&self, pattern: &Pattern) -> bool;
    /// How often the pattern occurs in the unit; may stop counting at `enough`.
    fn count(&self, pattern: &Pattern, enough: usize) -> usize;
    /// How many constructions of a kind the unit has.
    fn constructions(&self, kind: ConstructionKind) -> usize;
}

impl Condition {
    /// Tells whether the condition holds; `parameters` are those of the rule.
    pub fn holds(&self, facts: &impl Facts, parameters: &[Parameter]) -> bool {
        match self {
            Condition::All(all) => all.iter().all(|c| c.holds(facts, parameters)),
            Condition::Any(any) => any.iter().any(|c| c.holds(facts, parameters)),
            Condition::Not(inner) => !inner.holds(facts, parameters),
            Condition::Compare { left, relation, right } => {
                match (left.value(facts, parameters), right.value(facts, parameters)) {
                    (Some(left), Some(right)) => relation.holds(left, right),
                    _ => false,
                }
            }
            Condition::Kind(kinds) => kinds.iter().any(|k| facts.kind(*k)),
            Condition::Part(parts) => facts.part().is_some_and(|p| parts.has(p)),
            Condition::Land(lands) => facts.land().is_some_and(|l| lands.iter().any(|o| o == l)),
            Condition::Date { relation, day } => {
                facts.date().is_some_and(|d| relation.holds(d, day.as_str()))
            }
            Condition::Has(parts) => PartKind::KEYS.iter().any(|(p, _)| parts.has(*p) && facts.has(*p)),
            Condition::Is(predicate) => facts.is(*predicate),
            Condition::Contains(pattern) => facts.count(pattern, 1) > 0,
            Condition::Letter(pattern) => facts.letter(pattern),
            Condition::Reasons(pattern) => facts.reasons(pattern),
            Condition::Ruling(rulings) => facts.ruling(rulings),
            Condition::Cites(norms) => facts.cites(norms),
        }
    }

    /// The limit that the condition sets for the words of the unit: the number right of the first `words > …`.
    ///
    /// Words beyond it are what the anchor `excess` marks.
    pub fn word_limit(&self, facts: &impl Facts, parameters: &[Parameter]) -> Option<f64> {
        self.word_comparison()?.value(facts, parameters)
    }

    pub(crate) fn word_comparison(&self) -> Option<&Quantity> {
        match self {
            Condition::All(some) | Condition::Any(some) => some.iter().find_map(Condition::word_comparison),
            Condition::Compare {
                left: Quantity::Metric(Metric::Words),
                relation: Relation::More | Relation::AtLeast,
                right,
            } => Some(right),
            Condition::Compare {
                left,
                relation: Relation::Less | Relation::AtMost,
                right: Quantity::Metric(Metric::Words),
            } => Some(left),
            _ => None,
        }
    }
}

impl Condition {
    /// True if it asks for patterns outside the unit.
    pub(crate) fn looks_everywhere(&self) -> bool {
        match self {
            Condition::All(some) | Condition::Any(some) => some.iter().any(Condition::looks_everywhere),
            Condition::Not(inner) => inner.looks_everywhere(),
            Condition::Letter(_) | Condition::Reasons(_) => true,
            _ => false,
        }
    }

    /// Shows each pattern in the condition.
    pub(crate) fn patterns<'c>(&'c self, show: &mut impl FnMut(&'c Pattern)) {
        match self {
            Condition::All(some) | Condition::Any(some) => some.iter().for_each(|c| c.patterns(show)),
            Condition::Not(inner) => inner.patterns(show),
            Condition::Compare { left, right, .. } => {
                left.patterns(show);
                right.patterns(show);
            }
            Condition::Contains(pattern) | Condition::Letter(pattern) | Condition::Reasons(pattern) => {
                show(pattern);
            }
            _ => {}
        }
    }
}

impl Quantity {
    fn patterns<'c>(&'c self, show: &mut impl FnMut(&'c Pattern)) {
        match self {
            Quantity::Count(pattern) => show(pattern),
            Quantity::Calculation(left, _, right) => {
                left.patterns(show);
                right.patterns(show);
            }
            _ => {}
        }
    }

    /// The value of the number, or `None` if it is not defined.
    pub fn value(&self, facts: &impl Facts, parameters: &[Parameter]) -> Option<f64> {
        let value = match self {
            Quantity::Number(number) => *number,
            Quantity::Parameter(index) => match parameters.get(*index)?.value {
                Value::Number(number) => number,
                _ => return None,
            },
            Quantity::Metric(metric) => facts.metric(*metric)?,
            Quantity::Count(pattern) => facts.count(pattern, usize::MAX) as f64,
            Quantity::Constructions(kind) => facts.constructions(*kind) as f64,
            Quantity::Calculation(left, how, right) => {
                let (left, right) = (left.value(facts, parameters)?, right.value(facts, parameters)?);
                match how {
                    Calculation::Plus => left + right,
                    Calculation::Minus => left - right,
                    Calculation::Times => left * right,
                    Calculation::Over => left / right,
                }
            }
        };
        value.is_finite().then_some(value)
    }
}

macro_rules! keyed {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$inner])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The key used in rule files.
            pub fn key(self) -> &'static str {
                match self {
                    $($name::$variant => $key,)*
                }
            }

            /// Finds one by its key.
            pub fn from_key(key: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|m| m.key() == key)
            }
        }
    };
}
pub(crate) use keyed;

keyed! {
    /// A number that is measured over a unit of text.
    Metric {
        /// Words, as readability formulas count them.
        Words = "words",
        /// Sentences.
        Sentences = "sentences",
        /// Syllables of all words.
        Syllables = "syllables",
        /// Letters of all words.
        Letters = "letters",
        /// Paragraphs that hold at least one word.
        Paragraphs = "paragraphs",
        /// Characters of the unit, blanks and signs included.
        Characters = "characters",
        /// Words with more than six letters.
        LongWords = "long-words",
        /// Words per sentence; not defined without a sentence.
        MeanSentenceWords = "mean-sentence-words",
        /// Flesch reading ease with Amstad's constants; higher is easier.
        FleschAmstad = "flesch-amstad",
        /// First Wiener Sachtextformel, a school year.
        Wiener1 = "wiener-1",
        /// Second Wiener Sachtextformel, a school year.
        Wiener2 = "wiener-2",
        /// Third Wiener Sachtextformel, a school year.
        Wiener3 = "wiener-3",
        /// Fourth Wiener Sachtextformel, a school year.
        Wiener4 = "wiener-4",
        /// LIX; higher is harder.
        Lix = "lix",
        /// RIX; higher is harder.
        Rix = "rix",
        /// gSMOG of Bamberger and Vanecek, a school year.
        Gsmog = "gsmog",
        /// Nouns (part of speech NOUN).
        Nouns = "nouns",
        /// Finite verbs and auxiliaries.
        FiniteVerbs = "finite-verbs",
        /// The deepest nesting of subordinate clauses; 0 without one.
        Depth = "depth",
        /// Citations of norms.
        Citations = "citations",
        /// How far the reasons of a point go, 0 to 5; not defined for other units.
        Level = "level",
        /// Letters of the set that the rule is for; not defined for other units.
        SetSize = "set-size",
        /// Letters of the set in which the rule found something; not defined for other units.
        Marked = "set-marked",
        /// `set-marked` over `set-size`, 0 to 1; not defined for other units and for an empty set.
        Share = "set-share",
        /// Different texts that the rule found in the set; not defined for other units.
        Variants = "set-variants",
        /// Letters of the set that share one passage the rule found; not defined for other units.
        Repeats = "set-repeats",
    }
}

impl Metric {
    /// True for what is measured over a set of letters.
    pub fn is_of_sets(self) -> bool {
        matches!(self, Metric::SetSize | Metric::Marked | Metric::Share | Metric::Variants | Metric::Repeats)
    }
}

keyed! {
    /// A property of a unit of text that holds or does not.
    Predicate {
        /// The unit stands wholly in quotation marks or repeats the wording of a norm.
        Quoted = "quoted",
        /// The unit ends with a sign that ends a sentence.
        Terminated = "terminated",
        /// The unit is a heading.
        Heading = "heading",
        /// The unit is, or lies in, an item of a list.
        ListItem = "list-item",
        /// The unit lies in a table.
        Table = "table",
        /// The text is a whole letter, not a piece of one.
        Whole = "whole",
        /// The letter comes with reasons for its rulings.
        Reasoned = "reasoned",
        /// The text is a template: fields and alternatives belong there.
        Template = "template",
    }
}

use std::sync::Arc;

use diagnostic::{Applicability, Severity};
use letter::{LetterKind, PartKind, PartSet, Ruling};
use serde::{Deserialize, Serialize};
use source::{Lang, TextRange};
use text::ConstructionKind;

use crate::condition::{Condition, keyed};
use crate::example::Example;
use crate::pattern::Pattern;
use crate::template::Template;

/// A rule, ready to be run.
///
/// A unit of [`scope`](Self::scope) is looked at if the letter is of one of the [`kinds`](Self::kinds), if it contains
/// every pattern of [`given`](Self::given) and none of [`unless`](Self::unless). Then each finding source speaks for
/// itself: [`matches`](Self::matches) (but those that overlap one of [`except`](Self::except)),
/// [`require`](Self::require), [`constructions`](Self::constructions), [`lexicons`](Self::lexicons) and
/// [`native`](Self::native). [`condition`](Self::condition) must hold for all of them; a rule with nothing but a
/// condition finds the unit itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rule {
    /// `group/name`.
    pub id: Arc<str>,
    /// Path of the rule file, as handed in.
    pub path: String,
    /// Where the id stands in the rule file.
    pub range: TextRange,
    /// Its name for people, in a few words.
    pub title: Text,
    /// How much a finding weighs.
    pub severity: Severity,
    /// Where a finding weighs otherwise: the first whose condition holds for the unit.
    pub severities: Vec<(Severity, Condition)>,
    /// How settled the rule is.
    pub status: Status,
    /// The guiding principle (Leitziel) it serves, 1 to 12.
    pub leitziel: u8,
    /// Which stretches of the letter it looks at.
    pub scope: Scope,
    /// The letter kinds it is for, sorted; empty means all.
    pub kinds: Vec<LetterKind>,
    /// The rulings it is for, sorted; empty means all. A point must be one of them, any other unit stands in a letter with one.
    pub rulings: Vec<Ruling>,
    /// Its parameters in the order of the file.
    pub parameters: Vec<Parameter>,
    /// The names of all captures of its `match` patterns.
    pub captures: Vec<String>,
    /// Each match is a finding.
    pub matches: Vec<Pattern>,
    /// A finding that overlaps one of these is dropped.
    pub except: Vec<Pattern>,
    /// The unit must contain each of these.
    pub given: Vec<Pattern>,
    /// The unit must contain none of these.
    pub unless: Vec<Pattern>,
    /// If the unit contains none of these, that is a finding; empty means no such finding.
    pub require: Vec<Pattern>,
    /// A finding of the whole unit is shown at the first sentence with one of these, before `anchors` are asked.
    pub show: Vec<Pattern>,
    /// Each construction of these kinds is a finding.
    pub constructions: Vec<ConstructionKind>,
    /// Each hit of a row is a finding.
    pub lexicons: Vec<LexiconUse>,
    /// The Rust function that finds what patterns cannot.
    pub native: Option<Native>,
    /// Must hold for the unit.
    pub condition: Option<Condition>,
    /// Where a finding of the whole unit is shown: the first that exists. Empty: the unit.
    pub anchors: Vec<Anchor>,
    /// What is wrong, in one sentence.
    pub message: Message,
    /// Why it matters to the reader of the letter.
    pub why: Text,
    /// The norm or source that asks for it.
    pub source: Text,
    /// Ways to mend it, best first.
    pub fixes: Vec<FixTemplate>,
    /// Texts that it finds something in.
    pub bad: Vec<Example>,
    /// Texts that it is silent on.
    pub good: Vec<Example>,
}

impl Rule {
    /// The group: the id before its slash.
    pub fn group(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// All its conditions: the one that must hold, and those of its severities.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.condition.iter().chain(self.severities.iter().map(|(_, condition)| condition))
    }

    /// True if its conditions ask for patterns outside the unit.
    pub fn looks_everywhere(&self) -> bool {
        self.conditions().any(Condition::looks_everywhere)
    }

    /// True if the only finding source is the condition.
    pub fn is_condition_only(&self) -> bool {
        self.matches.is_empty()
            && self.require.is_empty()
            && self.constructions.is_empty()
            && self.lexicons.is_empty()
            && self.native.is_none()
    }
}

/// A fixed text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// German.
    pub de: Arc<str>,
    /// English.
    pub en: Arc<str>,
}

impl Text {
    /// The text in a language.
    pub fn pick(&self, lang: Lang) -> &Arc<str> {
        lang.pick(&self.de, &self.en)
    }
}

/// A text with placeholders in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Message {
    /// German.
    pub de: Template,
    /// English.
    pub en: Template,
}

impl Message {
    /// The template in a language.
    pub fn pick(&self, lang: Lang) -> &Template {
        lang.pick(&self.de, &self.en)
    }
}

/// How settled a rule is, and since which version of Klarbrief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// How settled it is.
    pub level: StatusLevel,
    /// Since which version, where the rule says it.
    pub since: Option<String>,
}

keyed! {
    /// How settled a rule is.
    StatusLevel {
        /// New; may still change and is not run unless asked for.
        Preview = "preview",
        /// Settled.
        Stable = "stable",
        /// On its way out.
        Deprecated = "deprecated",
    }
}

/// Which stretches of a letter a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// What is looked at as one.
    pub unit: Unit,
    /// The parts of the letter it may stand in. Text outside any part counts as [`PartKind::Body`].
    pub parts: PartSet,
}

keyed! {
    /// What a rule looks at as one.
    Unit {
        /// A word; patterns and tables look at its sentence all the same.
        Word = "word",
        /// A sentence, or what stands like one (heading, list item).
        Sentence = "sentence",
        /// A paragraph.
        Paragraph = "paragraph",
        /// A part of the letter.
        Part = "part",
        /// A point of the operative part.
        Point = "point",
        /// The letter.
        Letter = "letter",
        /// All letters of a run.
        Set = "set",
    }
}

/// A number or list that configuration may change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A string.
    String(String),
    /// Several strings.
    List(Vec<String>),
}

impl Value {
    /// The strings of the value; none for a number.
    pub fn strings(&self) -> &[String] {
        match self {
            Value::Number(_) => &[],
            Value::String(one) => std::slice::from_ref(one),
            Value::List(many) => many,
        }
    }

    /// The type in words.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::List(_) => "a list of strings",
        }
    }
}

/// The rows of a table that a rule reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LexiconUse {
    /// Name of the table.
    pub table: String,
    /// Classes of its rows; empty means all.
    pub classes: Vec<String>,
}

/// A check that is a Rust function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Native {
    /// Its name in crate `klarbrief`.
    pub function: String,
    /// The names of values it gives to the templates.
    pub gives: Vec<String>,
}

/// Where a finding of a whole unit is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// The whole unit.
    Unit,
    /// The first word of the unit.
    Start,
    /// The last word of the unit.
    End,
    /// The words beyond the limit that the condition sets.
    Excess,
    /// The sentence that opens the matter: the first ruling, else the first running text.
    Matter,
    /// A part of the letter: its first line.
    Part(PartKind),
}

/// A fix as the rule words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixTemplate {
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// What it does.
    pub title: Message,
    /// What stands in place of the match; `None` for a fix that only a person can write.
    pub replacement: Option<Template>,
}

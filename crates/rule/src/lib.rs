//! The rule language: from rule files to rules that can be run.
//!
//! [`compile`] reads rule files and tables and returns a [`RuleSet`] with all errors, each with its place. A
//! [`Pattern`] matches tokens of a paragraph that `text::analyse` made; [`RuleSet::candidates`] tells which patterns
//! can match in a sentence at all, so that hundreds of rules cost little more than one look at each word.
//!
//! The language is described in `grammar/README.md`.
#![deny(missing_docs)]

mod ast;
mod compile;
mod condition;
mod error;
mod example;
mod lexicon;
mod parse;
mod pattern;
mod resolve;
mod rule;
mod set;
mod strings;
mod template;

pub use compile::{Override, OverrideProblem, RejectedOverride, SourceFile, compile, compile_with};
pub use condition::{Calculation, Condition, Facts, Metric, Predicate, Quantity, Relation};
pub use error::{ErrorKind, Label, NameKind, RuleError};
pub use example::{Example, Settings};
pub use lexicon::{LexiconRow, LexiconTable, Suggestion, SuggestionKind};
pub use pattern::{Match, Pattern, PatternId, Symbols, TokenContext};
pub use rule::{
    Anchor, FixTemplate, LexiconUse, Message, Native, Parameter, Rule, Scope, Status, StatusLevel, Text,
    Unit, Value,
};
pub use set::{Candidates, LexiconEntry, LexiconHit, RuleSet};
pub use template::{Piece, Placeholder, Template, format_number};

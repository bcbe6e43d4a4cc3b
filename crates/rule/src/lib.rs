//! The rule language: from rule files to rules that can be run.
//!
//! [`compile`] reads rule files and tables and returns a [`RuleSet`] with all errors, each with its place. A
//! [`Pattern`] matches tokens of a paragraph that `text::analyse` made; [`RuleSet::candidates`] tells which patterns
//! can match in a sentence at all, so that hundreds of rules cost little more than one look at each word.
//!
//! The language is described in `grammar/README.md`.
//!
//! # Example
//!
//! ```
//! use klarbrief_rule::{Candidates, SourceFile, TokenContext, compile};
//!
//! let file = SourceFile {
//!     path: "wort/binnen.rule".to_owned(),
//!     text: r#"
//!         rule wort/binnen {
//!             title de "Kanzleiwort" en "Chancery word";
//!             severity info;
//!             leitziel 4;
//!             scope word;
//!             match frist:"binnen" .. [lemma = "monat" | "woche"];
//!             message de "„{match}“ klingt nach Kanzlei." en "“{match}” sounds like a chancery.";
//!             why de "Niemand spricht so." en "Nobody speaks like that.";
//!             source "BVA-Handbuch";
//!             bad "Antworten Sie [binnen einer Woche].";
//!             bad "[Binnen eines Monats] endet die Frist.";
//!             good "Antworten Sie innerhalb einer Woche.";
//!             good "Das Binnenmeer.";
//!         }"#
//!     .to_owned(),
//! };
//! let (set, errors) = compile(&[file], &[]);
//! assert!(errors.is_empty());
//!
//! let text = "Antworten Sie binnen einer Woche.";
//! let paragraph = text::analyse(text, &text::Layout::default());
//! let symbols = set.symbols(&paragraph);
//! let ctx = TokenContext { text, paragraph: &paragraph, symbols: &symbols };
//! let mut candidates = Candidates::new();
//! for sentence in &paragraph.sentences {
//!     set.candidates(&ctx, sentence.indices(), &mut candidates);
//!     let matches = set.matches(&ctx, sentence.indices(), &candidates);
//!     let (rule, found) = &matches[0];
//!     assert_eq!(&*set.rules[*rule].id, "wort/binnen");
//!     assert_eq!(source::slice(text, found.range(&paragraph)), "binnen einer Woche");
//! }
//! ```
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

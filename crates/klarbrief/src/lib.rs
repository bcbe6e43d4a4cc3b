//! Klarbrief reads an official German letter and says two things about it: how hard it is to read, and whether its reasons
//! are stated.
//!
//! The way in is [`Checker`]: build one, hand it a document, get a [`Report`]. Everything works offline; nothing of a letter is
//! sent, logged or kept.
//!
//! ```
//! let checker = klarbrief::Checker::builder().lang(klarbrief::Lang::En).build()?;
//! let document = klarbrief::document::read_txt("Der Antrag wurde geprüft.".to_owned());
//! let report = checker.check(&document);
//! let passive = report.findings.iter().find(|f| &*f.rule == "satz/passiv").expect("a passive");
//! assert_eq!(document.slice(passive.range), "wurde geprüft");
//! # Ok::<(), klarbrief::BuildError>(())
//! ```
#![deny(missing_docs)]

pub mod baseline;
mod cache;
mod calendar;
mod checker;
pub mod config;
mod costs;
mod engine;
mod fingerprint;
mod handling;
mod land;
pub mod leitziele;
pub mod names;
mod native;
mod report;
mod ruleset;
mod scores;
mod selector;
mod sources;
pub mod stock;
mod suppress;
mod template;
mod term;
pub mod testing;
mod workbench;

pub use cache::Cache;
pub use checker::{BuildError, Checker, CheckerBuilder, Request};
pub use costs::{Costs, SentenceCost, WordCost};
pub use fingerprint::{Fingerprint, InvalidFingerprint, fingerprints};
pub use handling::{Handling, WORDS_PER_MINUTE};
pub use land::Land;
pub use leitziele::{Leitziel, LeitzielStock};
pub use report::{Place, Report, Scores};
pub use ruleset::{Ruleset, RulesetError};
pub use selector::Selector;
pub use suppress::Suppressed;
pub use term::Term;
pub use workbench::Workbench;

/// Findings as data.
pub use diagnostic;
/// Readers of letters.
pub use document;
/// The structure of letters.
pub use letter;
/// Readability formulas.
pub use readability;
/// The rule language.
pub use rule;
/// Positions.
pub use source;
pub use source::Lang;
/// German text.
pub use text;

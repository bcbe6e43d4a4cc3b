//! Where sentences of official German end: a trained linear model over the words around a gap.
//!
//! Two crates ask: the reader of plain text at line breaks ([`LineGap`]), the splitter of paragraphs at signs inside a
//! line ([`Gap`]). Both hand in what stands around the gap and get a score; above zero a sentence ends there.
//!
//! `data/README.md` says how the weights came about and how to train them again.
#![deny(missing_docs)]

pub mod abbreviation;
mod inline;
mod line;
mod model;
mod word;

pub use inline::{Gap, Sign};
pub use line::{Line, LineGap, Widths};
pub use model::{Model, TABLE, slot};

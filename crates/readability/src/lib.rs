//! Readability formulas for German, from counts.
//!
//! [`Counts`] are taken from analysed text by a [`Counter`]; every formula is a function of counts and returns `None` where
//! it is not defined (no word, no sentence). Formulas describe surface only: they say nothing about whether a text is right,
//! complete or polite.
//!
//! The score of our own is a linear model over the analysis: a [`Gauge`] sums up for each sentence what makes it hard ([`Load`]), the
//! [`Model`] rates it, [`Effort`] is the text as a whole.
#![deny(missing_docs)]

mod counts;
mod formulas;
mod load;
mod model;
mod score;

pub use counts::{Counter, Counts};
pub use formulas::{
    Formula, dickes_steiwer, flesch_amstad, gsmog, kuntzsch_tri, lix, rix, traenkle_bailer_1,
    traenkle_bailer_2, wiener_1, wiener_2, wiener_3, wiener_4,
};
pub use load::{Feature, Load};
pub use model::{Model, ModelError};
pub use score::{Band, Effort, FEW_WORDS, Gauge, Unit, UnitWords};

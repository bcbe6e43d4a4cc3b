//! Readability formulas for German, from counts.
//!
//! [`Counts`] are taken from analysed text by a [`Counter`]; every formula is a function of counts and returns `None` where
//! it is not defined (no word, no sentence). Formulas describe surface only: they say nothing about whether a text is right,
//! complete or polite.
#![deny(missing_docs)]

mod counts;
mod formulas;
mod score;

pub use counts::{Counter, Counts};
pub use formulas::{
    Formula, dickes_steiwer, flesch_amstad, gsmog, kuntzsch_tri, lix, rix, traenkle_bailer_1,
    traenkle_bailer_2, wiener_1, wiener_2, wiener_3, wiener_4,
};
pub use score::comprehensibility;

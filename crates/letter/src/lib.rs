//! The structure of an official letter.
#![deny(missing_docs)]

mod kind;
mod part;

pub use kind::LetterKind;
pub use part::{PartKind, PartSet};

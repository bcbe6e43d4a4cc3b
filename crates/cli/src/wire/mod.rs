//! The JSON that scripts rely on, apart from the types of the library.
//!
//! A change here is a new [`SCHEMA_VERSION`]. Every key is always there; what is unknown is null.

pub(crate) mod analysis;
pub(crate) mod comparison;
pub(crate) mod document;
pub(crate) mod finding;
pub(crate) mod letter;
pub(crate) mod request;
pub(crate) mod run;
pub(crate) mod scores;

/// The version of all JSON that the binary writes.
pub(crate) const SCHEMA_VERSION: u32 = 1;

/// A number with two decimals; more would pretend to a precision that no score has.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

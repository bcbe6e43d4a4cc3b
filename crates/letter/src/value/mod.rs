//! Values that running text states: dates with their weekdays, times, periods, amounts of money.
//!
//! The readers look at plain text and give ranges in it, so that they work for a whole block as for the cell of a table. They
//! cannot fail: what is no value is passed over. An impossible date ("31. April") is a value too, only one without a day in the
//! calendar. Nothing here reads a clock.

mod amount;
mod date;
mod number;
mod period;

use std::ops::Range;

pub use amount::{Amount, amounts, lone_number};
pub use date::{DateForm, DateMention, dates, weekday_name};
pub use jiff::civil::{Date, Weekday};
pub use number::number_word;
pub use period::{Period, PeriodUnit, Time, periods, times};

/// The end of the white space that starts at `at`.
fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
}

/// The start of the white space that ends at `at`.
fn back_over_space(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().trim_end().len()
}

/// The run of letters that starts at `at`; may be empty.
fn letters_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())]
}

/// The run of letters that ends at `at`; may be empty.
fn letters_before(text: &str, at: usize) -> &str {
    let rest = text.get(..at).unwrap_or_default();
    &rest[rest.trim_end_matches(char::is_alphabetic).len()..]
}

/// The run of ASCII digits that starts at `at`; may be empty.
fn digits_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())]
}

/// True if a sign starts at `at`.
fn sign_at(text: &str, at: usize, sign: char) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(sign))
}

/// The starts of all runs of ASCII digits that are no part of a word or of a longer number.
fn digit_runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            let glued = text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
            if !glued {
                return Some(start..at);
            }
        }
        None
    })
}

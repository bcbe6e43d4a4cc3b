//! The rule language from outside: errors, patterns, conditions, tables, the manual.

mod support;

mod conditions;
mod errors;
mod lexicon;
mod limits;
mod manual;
mod patterns;
mod rules;

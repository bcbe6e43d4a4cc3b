//! Runs the built binary as its users do: every command, every exit status, every error.

mod analyse;
mod batch;
mod check;
mod errors;
mod json;
mod rules;
mod schema;
mod support;

//! Runs the built binary as its users do: every command, every exit status, every error.

// Everything here is a test, helpers included.
#![allow(clippy::unwrap_used)]

mod analyse;
mod annotate;
mod baseline;
mod batch;
mod check;
mod compare;
mod config;
mod errors;
mod json;
mod outputs;
mod rules;
mod schema;
mod stock;
mod support;
mod suppress;
mod watch;

//! The server as a client sees it, over a connection in memory.

#![allow(clippy::unwrap_used)]

mod client;
mod configuration;
mod diagnostics;
mod features;
mod hostile;
mod incremental;

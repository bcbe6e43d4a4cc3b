//! The language server of Klarbrief: letters and rule files in the editor.
//!
//! [`run_stdio`] serves one client on standard input and output, [`run`] one on any [`Connection`]. `README.md` of this crate
//! describes for authors of editors what the server can do, its settings, and its own requests.
//!
//! One thread owns all state (`server`): it takes messages in order, keeps the open texts, and answers. Checking happens on workers
//! that get a snapshot and send what they found back as an event; what has been overtaken by a newer version is not shown. Each
//! answer is computed from one immutable [`analysis`](analysis::Analysis). No letter is logged or stored.
#![deny(missing_docs)]

mod analysis;
mod document;
mod feature;
mod position;
mod server;
mod settings;
mod transport;
mod uri;

use std::io;

pub use lsp_server::Connection;
pub use settings::Settings;

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The client asked to shut down, then to exit.
    Clean,
    /// The client went away, or asked to exit without asking to shut down.
    Abrupt,
}

/// Serves one client on standard input and output until it goes away; `settings` are what the command line says.
///
/// # Errors
///
/// If a thread cannot be started.
pub fn run_stdio(settings: Settings) -> io::Result<Ended> {
    server::guard::keep_panics_quiet();
    let (connection, io) = transport::stdio()?;
    let ended = run(connection, settings)?;
    io.finish();
    Ok(ended)
}

/// Serves one client on a connection until it goes away.
///
/// # Errors
///
/// If a thread cannot be started.
pub fn run(connection: Connection, settings: Settings) -> io::Result<Ended> {
    server::run(connection, settings)
}

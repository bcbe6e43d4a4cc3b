//! The binary `klarbrief`: the library's edge to terminals, files and scripts.
//!
//! One file per command under `command/`, one per output format under `output/`, the JSON that scripts rely on under
//! `wire/`. Everything that a letter *is* comes from crate `klarbrief`; here live places for people, colours, exit codes.

mod args;
mod changed;
mod colour;
mod command;
mod excerpt;
mod files;
mod guard;
mod house;
mod interrupt;
mod known;
mod lang;
mod letter;
mod names;
mod ordered;
mod output;
mod progress;
mod redact;
mod rule_diff;
mod rules;
mod sink;
mod stock;
mod totals;
mod trouble;
mod usage;
mod watch;
mod wire;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::trouble::Failure;

/// How a run ended; the numbers are a promise to scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Nothing to complain about.
    Clean = 0,
    /// Findings that weigh enough, or examples that fail.
    Findings = 1,
    /// Something could not be read, understood or written.
    Trouble = 2,
}

/// Reading the rules is many small allocations: with this allocator a single letter is checked a seventh quicker (18 instead of
/// 21 ms), for 20 MiB more.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    lang::choose(&args);
    guard::keep_panics_quiet();
    let exit = match std::panic::catch_unwind(|| run(args)) {
        Ok(Ok(exit)) => exit,
        // Whoever reads our output has seen enough; that is no trouble.
        Ok(Err(Failure::BrokenPipe)) => Exit::Clean,
        Ok(Err(Failure::Trouble(trouble))) => {
            trouble.print();
            Exit::Trouble
        }
        // The panic has said where; no status but the three may leave here.
        Err(_) => Exit::Trouble,
    };
    ExitCode::from(exit as u8)
}

fn run(args: Vec<OsString>) -> Result<Exit, Failure> {
    match usage::parse(args)? {
        usage::Parsed::Run(cli) => command::run(*cli),
        usage::Parsed::Shown(exit) => Ok(exit),
    }
}

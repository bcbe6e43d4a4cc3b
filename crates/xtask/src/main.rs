//! What maintainers run: generated tables and trained models.
//!
//! Nothing here is part of the binary. Every command reads reference data from a folder given as an argument and writes a
//! file that is checked in, so building and testing never need that data.

mod command;
mod files;
mod lexicon;
mod norms;
mod score;
mod sentences;
mod tagger;

use clap::Parser;

/// Makes the checked-in tables and models from reference data.
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo run --release -p xtask --")]
struct Cli {
    #[command(subcommand)]
    command: command::Command,
}

fn main() -> anyhow::Result<()> {
    Cli::parse().command.run()
}

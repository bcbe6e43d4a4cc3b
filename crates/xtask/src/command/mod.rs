//! One file per command.

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {}

impl Command {
    pub fn run(self) -> anyhow::Result<()> {
        match self {}
    }
}

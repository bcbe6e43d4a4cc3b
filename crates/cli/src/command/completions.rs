//! `klarbrief completions`: what shells need to complete commands, options and their values.

use std::io::Write as _;

use clap_complete::Shell;

use crate::Exit;
use crate::args::choice;
use crate::lang::tr;
use crate::sink::Sink;
use crate::trouble::Failure;
use crate::usage;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "bash|elvish|fish|powershell|zsh", value_parser = choice! {
        "bash" => Shell::Bash, "elvish" => Shell::Elvish, "fish" => Shell::Fish, "powershell" => Shell::PowerShell,
        "zsh" => Shell::Zsh,
    }, help = tr(
        "Die Shell; zum Beispiel: klarbrief completions bash > /etc/bash_completion.d/klarbrief",
        "The shell; for example: klarbrief completions bash > /etc/bash_completion.d/klarbrief"
    ))]
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut usage::command(), "klarbrief", &mut script);
    let mut sink = Sink::open(None, false)?;
    sink.write_all(&script)?;
    sink.finish()?;
    Ok(Exit::Clean)
}

//! `klarbrief man`: the manual page of the program or of one command, as roff.

use std::io::Write as _;

use clap_mangen::Man;

use crate::Exit;
use crate::lang::tr;
use crate::names;
use crate::sink::Sink;
use crate::trouble::{Failure, Trouble, did_you_mean};
use crate::usage;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = tr("BEFEHL", "COMMAND"), help = tr(
        "Nur die Seite dieses Befehls; zum Beispiel: klarbrief man check | man -l -",
        "Only the page of this command; for example: klarbrief man check | man -l -"
    ))]
    command: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut whole = usage::command();
    // Gives all commands the options they share.
    whole.build();
    let man = match &args.command {
        None => Man::new(whole),
        Some(name) => {
            let found = whole.find_subcommand(name).cloned().ok_or_else(|| unknown(name, &whole))?;
            Man::new(found).title(format!("klarbrief-{name}"))
        }
    };
    let mut roff = Vec::new();
    man.render(&mut roff)?;
    let mut sink = Sink::open(None, false)?;
    sink.write_all(&roff)?;
    sink.finish()?;
    Ok(Exit::Clean)
}

fn unknown(name: &str, whole: &clap::Command) -> Trouble {
    let trouble = Trouble::new(tr(
        format!("Einen Befehl `{name}` gibt es nicht."),
        format!("There is no command `{name}`."),
    ));
    let names = whole.get_subcommands().map(|sub| (sub.get_name(), sub.get_name()));
    match names::nearest(name, names).and_then(|n| did_you_mean(&[n.to_owned()])) {
        Some(hint) => trouble.hint(hint),
        None => trouble,
    }
}

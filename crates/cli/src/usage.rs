//! Reading the command line, with help and errors in the chosen language.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};

use crate::Exit;
use crate::args::Cli;
use crate::command;
use crate::lang::tr;
use crate::trouble::{Failure, Trouble};

macro_rules! law_date {
    () => {
        "2026-08-19"
    };
}

/// Day of the law that the rules know.
pub(crate) const LAW_DATE: &str = law_date!();

/// What became of the command line.
pub(crate) enum Parsed {
    /// A command to run.
    Run(Box<Cli>),
    /// Help or version was shown.
    Shown(Exit),
}

/// Reads the command line.
pub(crate) fn parse(args: Vec<OsString>) -> Result<Parsed, Failure> {
    let parsed = command().try_get_matches_from(help_as_option(args));
    match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => {
            if let Some(color) = cli.common.color {
                color.write_global();
            }
            Ok(Parsed::Run(Box::new(cli)))
        }
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                error.print()?;
                Ok(Parsed::Shown(Exit::Clean))
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                error.print()?;
                Ok(Parsed::Shown(Exit::Trouble))
            }
            _ => Err(trouble(&error).into()),
        },
    }
}

/// `klarbrief help check` is what many type first.
fn help_as_option(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|a| a == "help") {
        args.remove(1);
        args.truncate(2);
        args.push("--help".into());
    }
    args
}

/// The command line with all words in the chosen language.
pub(crate) fn command() -> clap::Command {
    let template = tr(
        "{about}\n\nAufruf: {usage}\n\n{all-args}{after-help}",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let version = tr(
        concat!(env!("CARGO_PKG_VERSION"), " (Rechtsstand ", law_date!(), ")"),
        concat!(env!("CARGO_PKG_VERSION"), " (law as of ", law_date!(), ")"),
    );
    Cli::command()
        .help_template(template)
        .version(version)
        .subcommand_help_heading(tr("Befehle", "Commands"))
        .subcommand_value_name(tr("BEFEHL", "COMMAND"))
        .override_usage(tr("klarbrief BEFEHL [OPTIONEN]", "klarbrief COMMAND [OPTIONS]"))
        .after_help(tr(
            "`klarbrief BEFEHL --help` zeigt die Hilfe zu einem Befehl. English: klarbrief --lang en --help\n\
             Ende mit 0: nichts zu beanstanden, 1: Funde, 2: etwas ging schief.",
            "`klarbrief COMMAND --help` shows the help of a command.\n\
             Exit status 0: nothing to complain about, 1: findings, 2: trouble.",
        ))
        .mut_args(under_headings)
        .mut_subcommands(move |sub| {
            let usage = command::usage(sub.get_name());
            sub.help_template(template).version(version).override_usage(usage).mut_args(under_headings)
        })
}

fn under_headings(arg: clap::Arg) -> clap::Arg {
    let heading = if arg.is_global_set() {
        tr("Gemeinsame Optionen", "Common options")
    } else if arg.is_positional() {
        tr("Angaben", "Arguments")
    } else {
        tr("Optionen", "Options")
    };
    let shows_value = arg.get_action().takes_values();
    arg.help_heading(heading).hide_default_value(shows_value)
}

/// Says what is wrong with the command line.
fn trouble(error: &clap::Error) -> Trouble {
    let get = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    // Clap shows an argument with its value ("--land <LAND>"); its name is enough.
    let arg = get(ContextKind::InvalidArg).unwrap_or_default();
    let name = arg.split_once(" <").map_or(arg.as_str(), |(name, _)| name).trim_end_matches("...").to_owned();
    let value = get(ContextKind::InvalidValue).unwrap_or_default();
    let mut trouble = match error.kind() {
        ErrorKind::UnknownArgument => Trouble::new(tr(
            format!("Die Angabe `{name}` gehört nicht hierher."),
            format!("`{name}` does not belong here."),
        )),
        ErrorKind::InvalidSubcommand => {
            let typed = get(ContextKind::InvalidSubcommand).unwrap_or_default();
            Trouble::new(tr(
                format!("Einen Befehl `{typed}` gibt es nicht."),
                format!("There is no command `{typed}`."),
            ))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Trouble::new(tr(format!("Zu `{name}` fehlt der Wert."), format!("`{name}` needs a value.")))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Trouble::new(tr(
            format!("`{value}` ist kein gültiger Wert für `{name}`."),
            format!("`{value}` is not a valid value for `{name}`."),
        )),
        ErrorKind::MissingRequiredArgument => {
            Trouble::new(tr(format!("Es fehlt: {arg}"), format!("Missing: {arg}")))
        }
        ErrorKind::ArgumentConflict => {
            let prior = get(ContextKind::PriorArg).unwrap_or_default();
            if prior == arg || prior.is_empty() {
                Trouble::new(tr(
                    format!("`{name}` darf nur einmal stehen."),
                    format!("`{name}` may be given only once."),
                ))
            } else {
                Trouble::new(tr(
                    format!("`{name}` und `{prior}` passen nicht zusammen."),
                    format!("`{name}` and `{prior}` do not go together."),
                ))
            }
        }
        ErrorKind::InvalidUtf8 => {
            Trouble::new(tr("Eine Angabe ist kein gültiges UTF-8.", "An argument is not valid UTF-8."))
        }
        _ => {
            let words = error.to_string();
            Trouble::new(words.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned())
        }
    };
    if let Some(reason) = error.source() {
        trouble = trouble.hint(reason.to_string());
    }
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let similar: Vec<String> = suggested.into_iter().filter_map(get).collect();
    if let Some(hint) = crate::trouble::did_you_mean(&similar) {
        trouble = trouble.hint(hint);
    }
    trouble.hint(tr("Mehr mit `--help`.", "More with `--help`."))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_sound() {
        super::command().debug_assert();
    }
}

//! One file per command.

mod analyse;
mod annotate;
mod baseline;
mod batch;
mod check;
pub(crate) mod compare;
mod completions;
pub(crate) mod explain;
mod init;
mod man;
mod rules;
mod serve;
mod server;
mod test_rules;

use clap::Subcommand;

use crate::Exit;
use crate::args::Cli;
use crate::lang::tr;
use crate::trouble::Failure;

/// What the binary does.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = tr("Briefe prüfen: Dateien, Ordner oder - für die Standardeingabe",
        "Check letters: files, folders, or - for standard input"))]
    Check(check::Args),
    #[command(about = tr("Zwei Fassungen vergleichen: Werte, Funde, und ob noch alles gesagt ist",
        "Compare two versions: scores, findings, and whether everything is still said"))]
    Compare(compare::Args),
    #[command(about = tr("Eine Regel erklären, mit Beispielen", "Explain a rule, with examples"))]
    Explain(explain::Args),
    #[command(about = tr("Regeln auflisten", "List rules"))]
    Rules(rules::Args),
    #[command(about = tr("Die Beispiele in Regeldateien prüfen", "Run the examples inside rule files"))]
    TestRules(test_rules::Args),
    #[command(about = tr("Sätze, Wortarten und Konstruktionen zeigen", "Show sentences, parts of speech and constructions"))]
    Analyse(analyse::Args),
    #[command(about = tr("Seite für Schulungen, nur auf diesem Rechner: prüfen, vergleichen, üben",
        "Page for trainings, on this computer only: check, compare, practise"))]
    Serve(serve::Args),
    #[command(about = tr("Filter für Programme: je Zeile eine Anfrage und eine Antwort in JSON",
        "Filter for programs: one request and one answer a line, in JSON"))]
    Batch(batch::Args),
    #[command(about = tr("Sprachserver für Editoren auf Standardeingabe und -ausgabe",
        "Language server for editors on standard input and output"))]
    Server(server::Args),
    #[command(about = tr("Vervollständigung für die Shell ausgeben", "Write completions for a shell"))]
    Completions(completions::Args),
    #[command(about = tr("Die Handbuchseite (man) ausgeben", "Write the manual page"))]
    Man(man::Args),
    #[command(about = tr("Heutige Funde festhalten, damit später nur neue zählen",
        "Write down today's findings, so that later only new ones count"))]
    Baseline(baseline::Args),
    #[command(about = tr("Eine kommentierte klarbrief.toml schreiben", "Write a commented klarbrief.toml"))]
    Init(init::Args),
    #[command(about = tr("Die Funde als Kommentare in den Brief schreiben (docx, odt)",
        "Write the findings into the letter as comments (docx, odt)"))]
    Annotate(annotate::Args),
}

/// Runs a command.
pub(crate) fn run(cli: Cli) -> Result<Exit, Failure> {
    let common = &cli.common;
    match &cli.command {
        Command::Check(args) => check::run(args, common),
        Command::Compare(args) => compare::run(args, common),
        Command::Explain(args) => explain::run(args, common),
        Command::Rules(args) => rules::run(args, common),
        Command::TestRules(args) => test_rules::run(args, common),
        Command::Analyse(args) => analyse::run(args, common),
        Command::Serve(args) => serve::run(args, common),
        Command::Batch(args) => batch::run(args, common),
        Command::Server(args) => server::run(args, common),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
        Command::Baseline(args) => baseline::run(args, common),
        Command::Init(args) => init::run(args),
        Command::Annotate(args) => annotate::run(args, common),
    }
}

/// How a command is called.
pub(crate) fn usage(command: &str) -> &'static str {
    match command {
        "check" => tr("klarbrief check PFAD… [OPTIONEN]", "klarbrief check PATH… [OPTIONS]"),
        "compare" => {
            tr("klarbrief compare VORHER NACHHER [OPTIONEN]", "klarbrief compare BEFORE AFTER [OPTIONS]")
        }
        "completions" => tr("klarbrief completions SHELL", "klarbrief completions SHELL"),
        "man" => tr("klarbrief man [BEFEHL]", "klarbrief man [COMMAND]"),
        "annotate" => {
            tr("klarbrief annotate BRIEF -o DATEI [OPTIONEN]", "klarbrief annotate LETTER -o FILE [OPTIONS]")
        }
        "explain" => tr("klarbrief explain REGEL [OPTIONEN]", "klarbrief explain RULE [OPTIONS]"),
        "rules" => tr("klarbrief rules [OPTIONEN]", "klarbrief rules [OPTIONS]"),
        "test-rules" => {
            tr("klarbrief test-rules [ORDNER…] [OPTIONEN]", "klarbrief test-rules [DIR…] [OPTIONS]")
        }
        "baseline" => tr("klarbrief baseline PFAD… [OPTIONEN]", "klarbrief baseline PATH… [OPTIONS]"),
        "init" => tr("klarbrief init [ORDNER]", "klarbrief init [DIR]"),
        "serve" => tr("klarbrief serve [OPTIONEN]", "klarbrief serve [OPTIONS]"),
        "analyse" => tr("klarbrief analyse PFAD… [OPTIONEN]", "klarbrief analyse PATH… [OPTIONS]"),
        "server" => tr("klarbrief server [OPTIONEN]", "klarbrief server [OPTIONS]"),
        _ => tr("klarbrief batch [OPTIONEN]", "klarbrief batch [OPTIONS]"),
    }
}

//! `klarbrief check`: checks letters and writes what was found.

use std::io::Write;
use std::path::PathBuf;

use klarbrief::Checker;
use klarbrief::diagnostic::Severity;

use crate::Exit;
use crate::args::{Common, choice};
use crate::colour::{self, Styles};
use crate::files::Letters;
use crate::lang::tr;
use crate::output::concise::Concise;
use crate::output::html::Html;
use crate::output::json::Json;
use crate::output::jsonl::JsonLines;
use crate::output::text::Text;
use crate::output::{Format, Rendered};
use crate::progress::Progress;
use crate::redact::Redactor;
use crate::sink::Sink;
use crate::trouble::{Failure, Trouble};
use crate::wire::run::Summary;
use crate::{ordered, rules};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    letters: Letters,

    #[arg(long, value_name = "text|concise|json|jsonl|html", default_value = "text", value_parser = choice! {
        "text" => FormatName::Text, "concise" => FormatName::Concise, "json" => FormatName::Json,
        "jsonl" => FormatName::JsonLines, "html" => FormatName::Html,
    }, help = tr("Form der Ausgabe (sonst text)", "Form of the output (else text)"))]
    format: FormatName,

    #[arg(long, value_name = tr("DATEI", "FILE"), help = tr(
        "Ergebnisse in diese Datei schreiben statt auf die Standardausgabe",
        "Write results to this file instead of standard output"
    ))]
    output: Option<PathBuf>,

    #[arg(long, value_name = "error|warning|info|hint|never", default_value = "error", value_parser = choice! {
        "error" => FailOn::AtLeast(Severity::Error), "warning" => FailOn::AtLeast(Severity::Warning),
        "info" => FailOn::AtLeast(Severity::Info), "hint" => FailOn::AtLeast(Severity::Hint), "never" => FailOn::Never,
    }, help = tr(
        "Ab welcher Schwere ein Fund das Ende mit 1 bewirkt (sonst error)",
        "From which severity a finding makes the exit status 1 (else error)"
    ))]
    fail_on: FailOn,

    #[arg(long, value_name = "analysis", value_parser = choice! { "analysis" => With::Analysis }, help = tr(
        "Mit der Sprachanalyse (nur json und jsonl)",
        "With the language analysis (json and jsonl only)"
    ))]
    with: Option<With>,

    #[arg(long, help = tr(
        "Für Schulungen: Namen, Geburtsdaten, Anschriften und Zeichen durch Platzhalter ersetzen, auch den Dateinamen",
        "For trainings: put stand-ins for names, dates of birth, addresses, file numbers, and for the file name"
    ))]
    redact: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormatName {
    Text,
    Concise,
    Json,
    JsonLines,
    Html,
}

/// Which findings make a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailOn {
    AtLeast(Severity),
    Never,
}

/// What can be added to a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum With {
    Analysis,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let to_file = args.output.is_some();
    let styles = if to_file { Styles::default() } else { Styles::of_stdout() };
    // The report shows the examples of rules; other formats check without them, which is quicker.
    let checker = if args.format == FormatName::Html {
        rules::checker(common)?
    } else {
        rules::checker_of_letters(common)?
    };
    let format = format(args, styles, &checker)?;
    let mut inputs = args.letters.collect("check", args.output.as_deref())?;
    // File names often hold the name of the person; errors still tell the true one.
    let paths: Vec<String> = inputs.iter().map(|i| i.path.clone()).collect();
    if args.redact {
        for (index, input) in inputs.iter_mut().enumerate() {
            input.path = tr(format!("Brief {}", index + 1), format!("Letter {}", index + 1));
        }
    }
    let coloured = !to_file && matches!(args.format, FormatName::Text | FormatName::Concise);
    let mut sink = Sink::open(args.output.as_deref(), coloured)?;
    let mut progress = Progress::new(inputs.len(), !common.no_progress);

    let mut summary = Summary { files: inputs.len(), ..Summary::default() };
    let mut first = true;
    let mut paths = paths.iter();
    sink.write_all(&format.start())?;
    ordered::for_each(
        &inputs,
        common.threads(),
        |input| {
            let mut checked = input.check(&checker);
            if args.redact {
                checked.outcome = checked.outcome.and_then(|l| l.redacted(&checker, &mut Redactor::default()));
            }
            Rendered::new(format.as_ref(), checked)
        },
        |rendered| {
            progress.step(|| {
                summary.findings.add(rendered.tally);
                if !std::mem::take(&mut first) {
                    sink.write_all(format.between())?;
                }
                sink.write_all(&rendered.bytes)?;
                let path = paths.next();
                if let (Some((_, error)), Some(path)) = (&rendered.error, path) {
                    summary.errors += 1;
                    // What was found so far stands before the error also where both go to one terminal.
                    sink.flush()?;
                    error.trouble(path).print();
                }
                Ok(())
            })
        },
    )?;
    drop(progress);
    sink.write_all(&format.end(&summary))?;
    sink.finish()?;
    Ok(exit(&summary, args.fail_on))
}

fn format(args: &Args, styles: Styles, checker: &Checker) -> Result<Box<dyn Format>, Trouble> {
    let analysis = args.with == Some(With::Analysis);
    if analysis && !matches!(args.format, FormatName::Json | FormatName::JsonLines) {
        return Err(Trouble::new(tr(
            "`--with analysis` gibt es nur mit `--format json` oder `jsonl`.",
            "`--with analysis` needs `--format json` or `jsonl`.",
        ))
        .hint(tr(
            "`klarbrief analyse` zeigt die Analyse für Menschen.",
            "`klarbrief analyse` shows the analysis to people.",
        )));
    }
    Ok(match args.format {
        FormatName::Text => Box::new(Text { styles, width: colour::width() }),
        FormatName::Concise => Box::new(Concise { styles }),
        FormatName::Json => Box::new(Json { analysis }),
        FormatName::JsonLines => Box::new(JsonLines { analysis }),
        FormatName::Html => Box::new(Html::new(checker.clone())),
    })
}

/// Trouble wins over findings.
fn exit(summary: &Summary, fail_on: FailOn) -> Exit {
    match fail_on {
        _ if summary.errors > 0 => Exit::Trouble,
        FailOn::AtLeast(severity) if summary.findings.at_least(severity) > 0 => Exit::Findings,
        _ => Exit::Clean,
    }
}

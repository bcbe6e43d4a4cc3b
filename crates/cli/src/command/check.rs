//! `klarbrief check`: checks letters and writes what was found.

use std::io::Write;
use std::path::PathBuf;

use klarbrief::diagnostic::Severity;

use crate::Exit;
use crate::args::{Common, choice};
use crate::colour::{self, Styles};
use crate::files::Letters;
use crate::known::{self, Known};
use crate::lang::tr;
use crate::letter::{Input, Source};
use crate::output::concise::Concise;
use crate::output::json::Json;
use crate::output::jsonl::JsonLines;
use crate::output::text::Text;
use crate::output::{Format, Rendered};
use crate::progress::Progress;
use crate::sink::Sink;
use crate::trouble::{Failure, Trouble};
use crate::watch::{self, Stop};
use crate::wire::run::{Summary, Tally};
use crate::{changed, house, ordered, rule_diff};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    letters: Letters,

    #[arg(long, value_name = "text|concise|json|jsonl", default_value = "text", value_parser = choice! {
        "text" => FormatName::Text, "concise" => FormatName::Concise, "json" => FormatName::Json,
        "jsonl" => FormatName::JsonLines,
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
        "Leitziele ausführlich: was der Brief zeigt, was fehlt, was kein Text zeigen kann (nur text)",
        "Guiding principles in full: what the letter shows, what is missing, what no text can show (text only)"
    ))]
    leitziele: bool,

    #[arg(long, help = tr(
        "Nur zeigen, welche Einstellungen für die Briefe gelten und woher sie kommen",
        "Only show which settings count for the letters and where they come from"
    ))]
    show_config: bool,

    #[arg(long, value_name = tr("DATEI", "FILE"), help = tr(
        "Funde, die in dieser Datei von `klarbrief baseline` stehen, als bekannt zeigen; sie bewirken kein Ende mit 1",
        "Mark findings that this file of `klarbrief baseline` has as known; they never make the exit status 1"
    ))]
    baseline: Option<PathBuf>,

    #[arg(long, requires = "baseline", help = tr(
        "Auch mit 1 enden, wenn ein Brief mehr Funde einer Regel hat als in der Baseline",
        "Also end with 1 if a letter has more findings of a rule than in the baseline"
    ))]
    ratchet: bool,

    #[arg(long, value_name = "REV", help = tr(
        "Nur Briefe prüfen, die sich seit dieser Git-Version geändert haben: main, origin/main, v1.2, …",
        "Only check letters that have changed since this version of git: main, origin/main, v1.2, …"
    ))]
    changed_since: Option<String>,

    #[arg(long, value_name = tr("ORDNER", "DIR"), conflicts_with_all = ["baseline", "watch", "show_config"], help = tr(
        "Zeigen, was die Regeln jetzt mehr und weniger finden als mit den Regeln dieses Ordners; mehrfach möglich (text und json)",
        "Show what the rules now find more and less than with the rules of this folder; may be repeated (text and json)"
    ))]
    rules_before: Vec<PathBuf>,

    #[arg(long, help = tr(
        "Nach jeder Änderung neu prüfen, bis Strg+C",
        "Check again after every change, until Ctrl-C"
    ))]
    watch: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormatName {
    Text,
    Concise,
    Json,
    JsonLines,
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
    if !args.watch {
        return once(args, common, &Stop::default());
    }
    let letters = || args.letters.collect("check", args.output.as_deref());
    if letters()?.iter().any(|input| matches!(input.source, Source::Stdin(_))) {
        return Err(Trouble::new(tr(
            "Die Standardeingabe ändert sich nicht; `--watch` braucht Dateien oder Ordner.",
            "Standard input does not change; `--watch` needs files or folders.",
        ))
        .into());
    }
    let files = || {
        let inputs = letters().unwrap_or_default();
        let mut files = house::sources(&inputs, common);
        files.extend(inputs.into_iter().filter_map(|input| match input.source {
            Source::File(path) => Some(path),
            _ => None,
        }));
        files.extend(args.baseline.clone());
        files
    };
    watch::run(files, |stop| once(args, common, stop))
}

fn once(args: &Args, common: &Common, stop: &Stop) -> Result<Exit, Failure> {
    let to_file = args.output.is_some();
    let styles = if to_file { Styles::default() } else { Styles::of_stdout() };
    let format = format(args, styles)?;
    let inputs = args.letters.collect("check", args.output.as_deref())?;
    let inputs = match &args.changed_since {
        Some(revision) => {
            let inputs = changed::since(revision, inputs)?;
            if inputs.is_empty() {
                house::note(&tr(
                    format!("Seit `{revision}` hat sich kein Brief geändert."),
                    format!("No letter has changed since `{revision}`."),
                ));
            }
            inputs
        }
        None => inputs,
    };
    if args.show_config {
        let mut sink = Sink::open(args.output.as_deref(), false)?;
        sink.write_all(house::show(&inputs, common)?.as_bytes())?;
        sink.finish()?;
        return Ok(Exit::Clean);
    }
    if !args.rules_before.is_empty() {
        return diff_rules(args, common, &inputs, styles);
    }
    let known = args.baseline.as_deref().map(Known::read).transpose()?;
    let inputs = house::plan(inputs, common)?;
    let coloured = !to_file && matches!(args.format, FormatName::Text | FormatName::Concise);
    let mut sink = Sink::open(args.output.as_deref(), coloured)?;
    let mut progress = Progress::new(inputs.len(), !common.no_progress);

    let mut summary = Summary { files: inputs.len(), ..Summary::default() };
    let (mut new, mut outcome) = (Tally::default(), known::Outcome::default());
    let mut first = true;
    sink.write_all(&format.start())?;
    ordered::for_each(
        &inputs,
        common.threads(),
        |input| {
            let mut checked = input.check();
            let path = checked.path.clone();
            let compared = known.as_ref().and_then(|k| k.mark(&mut checked, |rule| input.runs(rule)));
            (Rendered::new(format.as_ref(), checked), compared.map(|c| (path, c)))
        },
        |(rendered, compared)| {
            if stop.is_asked() {
                return Err(Failure::BrokenPipe);
            }
            progress.step(|| {
                summary.findings.add(rendered.tally);
                new.add(rendered.new);
                if let Some((path, comparison)) = compared {
                    outcome.add(&path, comparison);
                }
                if !std::mem::take(&mut first) {
                    sink.write_all(format.between())?;
                }
                sink.write_all(&rendered.bytes)?;
                if let Some((path, error)) = &rendered.error {
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
    if let Some(known) = &known {
        outcome.report(known, args.ratchet);
    }
    if args.ratchet && summary.errors == 0 && !outcome.worse.is_empty() {
        return Ok(Exit::Findings);
    }
    Ok(exit(&Summary { findings: new, ..summary }, args.fail_on))
}

/// What changed rules find more and less. Findings are what is asked for here, so they are no failure.
fn diff_rules(args: &Args, common: &Common, inputs: &[Input], styles: Styles) -> Result<Exit, Failure> {
    if !matches!(args.format, FormatName::Text | FormatName::Json) {
        return Err(Trouble::new(tr(
            "`--rules-before` gibt es nur mit `--format text` oder `json`.",
            "`--rules-before` needs `--format text` or `json`.",
        ))
        .into());
    }
    let mut sink =
        Sink::open(args.output.as_deref(), args.format == FormatName::Text && args.output.is_none())?;
    let mut progress = Progress::new(inputs.len(), !common.no_progress);
    let diff = rule_diff::compare(inputs, &args.rules_before, common, |error| {
        progress.step(|| {
            if let Some((path, error)) = error {
                error.trouble(path).print();
            }
            Ok(())
        })
    })?;
    drop(progress);
    match args.format {
        FormatName::Json => sink.write_all(&diff.json())?,
        _ => sink.write_all(diff.text(styles, colour::width()).as_bytes())?,
    }
    sink.finish()?;
    Ok(if diff.errors > 0 { Exit::Trouble } else { Exit::Clean })
}

fn format(args: &Args, styles: Styles) -> Result<Box<dyn Format>, Trouble> {
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
        FormatName::Text => Box::new(Text { styles, width: colour::width(), leitziele: args.leitziele }),
        FormatName::Concise => Box::new(Concise { styles }),
        FormatName::Json => Box::new(Json { analysis }),
        FormatName::JsonLines => Box::new(JsonLines { analysis }),
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

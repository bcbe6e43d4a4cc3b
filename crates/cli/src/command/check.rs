//! `klarbrief check`: checks letters and writes what was found.

use std::io::Write;
use std::path::{Path, PathBuf};

use klarbrief::Checker;
use klarbrief::diagnostic::Severity;

use crate::Exit;
use crate::args::{Common, choice};
use crate::colour::{self, Styles};
use crate::files::Letters;
use crate::known::{self, Known};
use crate::lang::tr;
use crate::letter::{Input, Source};
use crate::output::checkstyle::Checkstyle;
use crate::output::concise::Concise;
use crate::output::github::Github;
use crate::output::gitlab::Gitlab;
use crate::output::html::Html;
use crate::output::json::Json;
use crate::output::jsonl::JsonLines;
use crate::output::junit::Junit;
use crate::output::overview::Overview;
use crate::output::sarif::Sarif;
use crate::output::target::{FormatName, Output, Outputs, Target, targets};
use crate::output::text::Text;
use crate::output::{Format, Rendered};
use crate::progress::Progress;
use crate::redact::Redactor;
use crate::sink::Sink;
use crate::totals::Totals;
use crate::trouble::{Failure, Trouble};
use crate::watch::{self, Stop};
use crate::wire::run::Tally;
use crate::{changed, house, ordered, rule_diff, stock};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    letters: Letters,

    #[arg(long, value_name = FormatName::KEYS, default_value = "text", value_parser = FormatName::parse, help = tr(
        "Form der Ausgabe (sonst text)",
        "Form of the output (else text)"
    ))]
    format: FormatName,

    #[arg(long, conflicts_with = "format", help = tr(
        "Nur eine Übersicht über alle Briefe, wie --format summary",
        "Only an overview of all letters, as --format summary"
    ))]
    summary: bool,

    #[arg(long, value_name = tr("[FORM=]DATEI", "[FORMAT=]FILE"), value_parser = Output::parse, help = tr(
        "Ergebnisse in diese Datei schreiben statt auf die Standardausgabe. Mit einer Form davor \
         (sarif=funde.sarif) zusätzlich; mehrfach möglich",
        "Write results to this file instead of standard output. With a format before it \
         (sarif=out.sarif) in addition; may be repeated"
    ))]
    output: Vec<Output>,

    #[command(flatten)]
    stock: stock::Args,

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
    let targets = targets(if args.summary { FormatName::Summary } else { args.format }, &args.output)?;
    if args.stock.stock {
        let since = args.stock.since_json.as_deref();
        let outcome = stock::run(&args.letters, &targets, since, common)?;
        return Ok(exit(outcome.findings, outcome.errors, args.fail_on));
    }
    if !args.watch {
        return once(args, common, &targets, &Stop::default());
    }
    let letters = || args.letters.collect("check", &files_of(&targets));
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
    watch::run(files, |stop| once(args, common, &targets, stop))
}

/// The files that results go to.
fn files_of(targets: &[Target]) -> Vec<&Path> {
    targets.iter().filter_map(|t| t.path.as_deref()).collect()
}

fn once(args: &Args, common: &Common, targets: &[Target], stop: &Stop) -> Result<Exit, Failure> {
    let analysis = args.with == Some(With::Analysis);
    if analysis && !targets.iter().any(|t| matches!(t.format, FormatName::Json | FormatName::JsonLines)) {
        return Err(no_analysis().into());
    }
    let inputs = args.letters.collect("check", &files_of(targets))?;
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
        let mut sink = Sink::open(targets.first().and_then(|t| t.path.as_deref()), false)?;
        sink.write_all(house::show(&inputs, common)?.as_bytes())?;
        sink.finish()?;
        return Ok(Exit::Clean);
    }
    if !args.rules_before.is_empty() {
        return diff_rules(args, common, &inputs, targets);
    }
    let known = args.baseline.as_deref().map(Known::read).transpose()?;
    let mut inputs = house::plan(inputs, common)?;
    // Only the pages of rules in SARIF and HTML show examples; the other formats check without them, which is quicker.
    let pages = targets.iter().any(|t| matches!(t.format, FormatName::Sarif | FormatName::Html));
    let checker = house::checker_of_rules(&inputs, common, pages)?;
    let formats: Vec<Box<dyn Format + '_>> = targets.iter().map(|t| format(args, t, &checker)).collect();
    let mut outputs = Outputs::open(targets)?;
    let mut progress = Progress::new(inputs.len(), !common.no_progress);

    // File names often hold the name of the person; errors still tell the true one.
    let paths: Vec<String> = inputs.iter().map(|i| i.input.path.clone()).collect();
    if args.redact {
        for (index, planned) in inputs.iter_mut().enumerate() {
            planned.input.path = tr(format!("Brief {}", index + 1), format!("Letter {}", index + 1));
        }
    }
    let mut paths = paths.iter();

    let (mut totals, mut outcome) = (Totals::default(), known::Outcome::default());
    outputs.start(&formats)?;
    ordered::for_each(
        &inputs,
        common.threads(),
        |input| {
            let mut checked = input.check();
            if args.redact {
                checked.outcome =
                    checked.outcome.and_then(|l| l.redacted(input.checker(), &mut Redactor::default()));
            }
            let path = checked.path.clone();
            let compared = known.as_ref().and_then(|k| k.mark(&mut checked, |rule| input.runs(rule)));
            (Rendered::new(&formats, checked), compared.map(|c| (path, c)))
        },
        |(rendered, compared)| {
            if stop.is_asked() {
                return Err(Failure::BrokenPipe);
            }
            progress.step(|| {
                if let Some((path, comparison)) = compared {
                    outcome.add(&path, comparison);
                }
                outputs.letter(&formats, &rendered.pieces)?;
                let path = paths.next();
                if let (Some(error), Some(path)) = (&rendered.facts.error, path) {
                    // What was found so far stands before the error also where both go to one terminal.
                    outputs.flush()?;
                    error.trouble(path).print();
                }
                totals.add(rendered.facts);
                Ok(())
            })
        },
    )?;
    drop(progress);
    outputs.finish(&formats, &totals)?;
    if let Some(known) = &known {
        outcome.report(known, args.ratchet);
    }
    if args.ratchet && totals.errors.is_empty() && !outcome.worse.is_empty() {
        return Ok(Exit::Findings);
    }
    Ok(exit(totals.new, totals.errors.len(), args.fail_on))
}

/// What changed rules find more and less. Findings are what is asked for here, so they are no failure.
fn diff_rules(args: &Args, common: &Common, inputs: &[Input], targets: &[Target]) -> Result<Exit, Failure> {
    let [Target { format: format @ (FormatName::Text | FormatName::Json), path }] = targets else {
        return Err(Trouble::new(tr(
            "`--rules-before` gibt es nur mit einer Ausgabe in `--format text` oder `json`.",
            "`--rules-before` needs one output in `--format text` or `json`.",
        ))
        .into());
    };
    let coloured = *format == FormatName::Text && path.is_none();
    let styles = if coloured { Styles::of_stdout() } else { Styles::default() };
    let mut sink = Sink::open(path.as_deref(), coloured)?;
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
    match format {
        FormatName::Json => sink.write_all(&diff.json())?,
        _ => sink.write_all(diff.text(styles, colour::width()).as_bytes())?,
    }
    sink.finish()?;
    Ok(if diff.errors > 0 { Exit::Trouble } else { Exit::Clean })
}

fn no_analysis() -> Trouble {
    Trouble::new(tr(
        "`--with analysis` gibt es nur mit `--format json` oder `jsonl`.",
        "`--with analysis` needs `--format json` or `jsonl`.",
    ))
    .hint(tr(
        "`klarbrief analyse` zeigt die Analyse für Menschen.",
        "`klarbrief analyse` shows the analysis to people.",
    ))
}

fn format<'a>(args: &Args, target: &Target, checker: &'a Checker) -> Box<dyn Format + 'a> {
    let analysis = args.with == Some(With::Analysis);
    let styles = if target.path.is_some() { Styles::default() } else { Styles::of_stdout() };
    let width = colour::width();
    match target.format {
        FormatName::Text => Box::new(Text { styles, width, leitziele: args.leitziele }),
        FormatName::Summary => Box::new(Overview { styles, width }),
        FormatName::Concise => Box::new(Concise { styles }),
        FormatName::Json => Box::new(Json { analysis }),
        FormatName::JsonLines => Box::new(JsonLines { analysis }),
        FormatName::Sarif => Box::new(Sarif::new(checker)),
        FormatName::Junit => Box::new(Junit {
            fail_on: match args.fail_on {
                FailOn::AtLeast(severity) => Some(severity),
                FailOn::Never => None,
            },
        }),
        FormatName::Github => Box::new(Github),
        FormatName::Gitlab => Box::new(Gitlab { checker }),
        FormatName::Checkstyle => Box::new(Checkstyle),
        FormatName::Html => Box::new(Html::new(checker.clone())),
    }
}

/// Trouble wins over findings.
fn exit(findings: Tally, errors: usize, fail_on: FailOn) -> Exit {
    match fail_on {
        _ if errors > 0 => Exit::Trouble,
        FailOn::AtLeast(severity) if findings.at_least(severity) > 0 => Exit::Findings,
        _ => Exit::Clean,
    }
}

//! `klarbrief baseline`: writes down what is found today, so that later only new findings count.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use klarbrief::baseline::Baseline;

use crate::Exit;
use crate::args::Common;
use crate::excerpt::visible;
use crate::files::Letters;
use crate::known::{self, Known};
use crate::lang::tr;
use crate::letter::{Input, Letter, Source};
use crate::progress::Progress;
use crate::sink::Sink;
use crate::trouble::{Failure, Trouble};
use crate::{house, ordered};

/// Where known findings are written to.
const USUAL: &str = "klarbrief-baseline.tsv";

/// The longest excerpt, in characters.
const EXCERPT: usize = 60;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    letters: Letters,

    #[arg(long, value_name = tr("DATEI", "FILE"), default_value = USUAL, help = tr(
        "Datei für die bekannten Funde; Einträge über andere Briefe bleiben darin stehen",
        "File of the known findings; entries about other letters stay in it"
    ))]
    output: PathBuf,

    #[arg(long, help = tr(
        "Auch die markierten Wörter festhalten. Vorsicht: Sie stammen aus den Briefen",
        "Also write down the marked words. Beware: they come from the letters"
    ))]
    with_text: bool,
}

/// What a letter gives: rule, fingerprint and perhaps an excerpt of each finding.
type Found = Vec<(String, klarbrief::Fingerprint, String)>;

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let inputs = args.letters.collect("baseline", &[&args.output])?;
    if inputs.iter().any(|input| matches!(input.source, Source::Stdin(_))) {
        return Err(Trouble::new(tr(
            "Ein Brief aus der Standardeingabe hat keinen Pfad, unter dem man ihn wiederfindet.",
            "A letter on standard input has no path to find it by again.",
        ))
        .hint(tr("Nennen Sie Dateien oder Ordner.", "Name files or folders."))
        .into());
    }
    let folder = known::folder_of(&args.output);
    // What cannot be read must not be lost: better no new file than a broken old one overwritten.
    let before = if args.output.exists() { Known::read(&args.output)?.baseline } else { Baseline::default() };
    let key = |path: &str| Baseline::key(&folder, Path::new(path));
    let asked: BTreeSet<String> = inputs.iter().map(|input: &Input| key(&input.path)).collect();
    let letters = house::plan(inputs, common)?;

    let mut baseline = Baseline::default();
    // Letters that nobody asked for now keep their entries, as long as they exist.
    for path in before.paths().filter(|path| !asked.contains(*path) && folder.join(path).exists()) {
        baseline.keep(path, &before);
    }
    let mut progress = Progress::new(letters.len(), !common.no_progress);
    let (mut count, mut errors) = (0, 0);
    ordered::for_each(
        &letters,
        common.threads(),
        |letter| {
            let checked = letter.check();
            let found = checked.outcome.map(|letter| found(&letter, args.with_text));
            (checked.path, found)
        },
        |(path, found)| {
            progress.step(|| {
                match found {
                    Ok(found) => {
                        count += 1;
                        for (rule, print, excerpt) in found {
                            baseline.add(&key(&path), &rule, print, &excerpt);
                        }
                    }
                    Err(error) => {
                        errors += 1;
                        baseline.keep(&key(&path), &before);
                        error.trouble(&path).print();
                    }
                }
                Ok(())
            })
        },
    )?;
    drop(progress);
    let mut sink = Sink::open(Some(&args.output), false)?;
    write!(sink, "{baseline}")?;
    sink.finish()?;
    let (now, before, file) = (baseline.len(), before.len(), args.output.display());
    house::note(&tr(
        format!("Geprüfte Briefe: {count}. Funde in `{file}`: {now} (vorher {before})."),
        format!("Letters checked: {count}. Findings in `{file}`: {now} ({before} before)."),
    ));
    Ok(if errors > 0 { Exit::Trouble } else { Exit::Clean })
}

fn found(letter: &Letter, with_text: bool) -> Found {
    let prints = letter.fingerprints();
    let findings = letter.report.findings.iter().zip(prints);
    findings
        .map(|(finding, print)| {
            let excerpt =
                if with_text { excerpt(letter.document.slice(finding.range)) } else { String::new() };
            (finding.rule.to_string(), print, excerpt)
        })
        .collect()
}

/// The first words, on one line.
fn excerpt(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").chars().filter_map(visible).take(EXCERPT).collect()
}

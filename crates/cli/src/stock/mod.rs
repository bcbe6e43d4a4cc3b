//! `klarbrief check --stock`: a stock of letters or templates seen as a whole.
//!
//! Letters are checked one by one and forgotten; only numbers and hashes stay. The words of what is shown are read again at the end.

mod earlier;
mod html;
mod read;
mod text;
mod view;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use klarbrief::stock::{Notes, Stock};

use crate::args::Common;
use crate::colour::{self, Styles};
use crate::files::Letters;
use crate::lang::tr;
use crate::letter::LetterError;
use crate::output::json::bytes;
use crate::output::target::{FormatName, Target};
use crate::progress::Progress;
use crate::sink::Sink;
use crate::trouble::{Failure, Trouble};
use crate::wire::run::Tally;
use crate::{house, ordered, rules};
use earlier::Earlier;
use view::View;

/// What became of a run: what exit statuses are made of.
pub(crate) struct Outcome {
    pub findings: Tally,
    /// Letters that could not be read.
    pub errors: usize,
}

/// Checks a stock and writes the view to all targets.
pub(crate) fn run(
    letters: &Letters,
    targets: &[Target],
    since: Option<&Path>,
    common: &Common,
) -> Result<Outcome, Failure> {
    for target in targets {
        if !matches!(target.format, FormatName::Text | FormatName::Json | FormatName::Html) {
            return Err(Trouble::new(tr(
                "`--stock` gibt es als text, json und html.",
                "`--stock` comes as text, json and html.",
            ))
            .hint(tr(
                "Nennen Sie zum Beispiel `--output html=bestand.html --output json=bestand.json`.",
                "Name for example `--output html=stock.html --output json=stock.json`.",
            ))
            .into());
        }
    }
    let earlier = since.map(Earlier::read).transpose()?;
    let files: Vec<&Path> = targets.iter().filter_map(|t| t.path.as_deref()).chain(since).collect();
    let inputs = house::plan_stock(letters.collect("check --stock", &files)?, common)?;
    let checker = rules::builder(common)?.stock().without_examples().build()?;
    let mut sinks = Vec::new();
    for target in targets {
        let coloured = target.path.is_none() && target.format.is_coloured();
        sinks.push(Sink::open(target.path.as_deref(), coloured)?);
    }

    let mut progress = Progress::new(inputs.len(), !common.no_progress);
    let mut stock = Stock::new(&checker);
    // The letters of the stock by their place in `inputs`: what could not be read is in the inputs only.
    let mut read = Vec::new();
    let mut next = 0;
    let mut errors = 0;
    ordered::for_each(
        &inputs,
        common.threads(),
        |input| -> Result<Notes, LetterError> {
            let checked = input.check();
            checked.outcome.map(|letter| Notes::of(input.checker(), &letter.document, &letter.report))
        },
        |outcome| {
            progress.step(|| {
                match outcome {
                    Ok(notes) => {
                        stock.add(notes);
                        read.push(next);
                    }
                    Err(error) => {
                        errors += 1;
                        error.trouble(&inputs[next].input.path).print();
                    }
                }
                next += 1;
                Ok(())
            })
        },
    )?;
    drop(progress);
    let view = View::new(stock.finish(), &inputs, &read, errors, earlier, common.threads())?;
    for (sink, target) in sinks.iter_mut().zip(targets) {
        let rendered = match target.format {
            FormatName::Json => {
                let mut json = bytes(&view);
                json.push(b'\n');
                json
            }
            FormatName::Html => html::page(&view).into_bytes(),
            _ => {
                let styles = if target.path.is_some() { Styles::default() } else { Styles::of_stdout() };
                text::report(&view, styles, colour::width()).into_bytes()
            }
        };
        sink.write_all(&rendered)?;
        sink.flush()?;
    }
    sinks.into_iter().try_for_each(Sink::finish)?;
    Ok(Outcome { findings: view.stock.findings, errors })
}

/// Options of `check` that belong to a stock.
#[derive(Debug, clap::Args)]
#[group(id = "stock-options")]
pub(crate) struct Args {
    #[arg(long, conflicts_with_all = ["summary", "with", "watch", "baseline", "show_config"], help = tr(
        "Den Bestand als Ganzes zeigen: was man einmal ändert und überall gewinnt, die schwächsten Briefe, \
         gleiche Texte in anderen Worten (text, json, html)",
        "Show the stock as a whole: what is mended once and gained everywhere, the weakest letters, \
         the same text in other words (text, json, html)"
    ))]
    pub stock: bool,

    #[arg(long, requires = "stock", value_name = tr("DATEI", "FILE"), help = tr(
        "Mit einem früheren `--stock --output json=DATEI` vergleichen",
        "Compare with an earlier `--stock --output json=FILE`"
    ))]
    pub since_json: Option<PathBuf>,
}

//! `klarbrief compare`: two versions of a letter side by side.

use std::io::Write;
use std::path::PathBuf;

use compare::{Comparison, Side, compare};

use crate::Exit;
use crate::args::{Common, choice};
use crate::colour::{self, Styles};
use crate::files::{STDIN, one};
use crate::house;
use crate::lang::tr;
use crate::letter::{Input, Letter};
use crate::output::comparison::Text;
use crate::output::html;
use crate::redact::Redactor;
use crate::sink::Sink;
use crate::trouble::{Failure, Trouble};
use crate::wire::comparison;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = tr("VORHER", "BEFORE"), help = tr(
        "Die alte Fassung (txt, md, html, docx, odt; - liest die Standardeingabe)",
        "The old version (txt, md, html, docx, odt; - reads standard input)"
    ))]
    before: PathBuf,

    #[arg(value_name = tr("NACHHER", "AFTER"), help = tr(
        "Die neue Fassung, auch in einem anderen Format",
        "The new version, also in another format"
    ))]
    after: PathBuf,

    #[arg(long, value_name = "text|json|html", default_value = "text", value_parser = choice! {
        "text" => FormatName::Text, "json" => FormatName::Json,
        "html" => FormatName::Html,
    }, help = tr("Form der Ausgabe (sonst text)", "Form of the output (else text)"))]
    format: FormatName,

    #[arg(long, value_name = tr("DATEI", "FILE"), help = tr(
        "Den Vergleich in diese Datei schreiben statt auf die Standardausgabe",
        "Write the comparison to this file instead of standard output"
    ))]
    output: Option<PathBuf>,

    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = points, help = tr(
        "Mit 1 enden, wenn die Lesbarkeit nicht um mindestens N Punkte gestiegen ist",
        "Exit with 1 unless readability rose by at least N points"
    ))]
    min_gain: Option<f64>,

    #[arg(long, value_name = "NAME", help = tr(
        "Name des Briefes aus der Standardeingabe; seine Endung nennt das Format (sonst txt)",
        "Name of the letter on standard input; its extension names the format (else txt)"
    ))]
    stdin_path: Option<String>,

    #[arg(long, help = tr(
        "Auch zeigen, was erhalten blieb und was neu ist, und unveränderte Sätze",
        "Also show what was kept and what is new, and unchanged sentences"
    ))]
    all: bool,

    #[arg(long, help = tr(
        "Für Schulungen: Namen, Geburtsdaten, Anschriften und Zeichen durch Platzhalter ersetzen, in beiden gleich",
        "For trainings: put stand-ins for names, dates of birth, addresses, file numbers, the same in both"
    ))]
    redact: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormatName {
    Text,
    Json,
    Html,
}

fn points(text: &str) -> Result<f64, String> {
    let number = text.replace(',', ".").parse::<f64>().ok();
    number.filter(|n| (-100.0..=100.0).contains(n)).ok_or_else(|| {
        tr("Erwartet wird eine Zahl von -100 bis 100.", "A number from -100 to 100 is expected.").to_owned()
    })
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let both_stdin = args.before.as_os_str() == STDIN && args.after.as_os_str() == STDIN;
    if both_stdin {
        return Err(Trouble::new(tr(
            "Nur eine der beiden Fassungen kann aus der Standardeingabe kommen.",
            "Only one of the two versions can come from standard input.",
        ))
        .hint(tr("Nennen Sie für die andere eine Datei.", "Name a file for the other one."))
        .into());
    }
    let stdin_path = args.stdin_path.as_deref();
    let (before, after) = (one(&args.before, stdin_path), one(&args.after, stdin_path));
    // The same yardstick for both: that of the version which is to go out.
    let settled = house::settle(&after, common)?;
    let read = |input: &Input| match settled.check(input).outcome {
        Ok(letter) => Ok(letter),
        Err(error) => Err(error.trouble(&input.path)),
    };
    let mut versions =
        Versions { old: read(&before)?, new: read(&after)?, old_path: before.path, new_path: after.path };
    if args.redact {
        let mut redactor = Redactor::default();
        let mut redact = |letter: &Letter, path: &str| {
            letter.redacted(settled.checker(), &mut redactor).map_err(|e| e.trouble(path))
        };
        versions.old = redact(&versions.old, &versions.old_path)?;
        versions.new = redact(&versions.new, &versions.new_path)?;
        // File names often hold the name of the person.
        versions.old_path = tr("Vorher", "Before").to_owned();
        versions.new_path = tr("Nachher", "After").to_owned();
    }
    let found = versions.compare();
    let coloured = args.output.is_none() && args.format == FormatName::Text;
    let mut sink = Sink::open(args.output.as_deref(), coloured)?;
    let bytes = match args.format {
        FormatName::Text => {
            let styles = if args.output.is_none() { Styles::of_stdout() } else { Styles::default() };
            Text { styles, width: colour::width(), all: args.all, min_gain: args.min_gain }
                .write(&versions, &found)
        }
        FormatName::Html => html::comparison::write(&versions, &found),
        FormatName::Json => comparison::write(&versions, &found, args.min_gain),
    };
    sink.write_all(&bytes)?;
    sink.finish()?;
    Ok(exit(&found, args.min_gain))
}

/// Both versions of a letter with their reports.
#[derive(Debug)]
pub(crate) struct Versions {
    pub old_path: String,
    pub new_path: String,
    pub old: Letter,
    pub new: Letter,
}

impl Versions {
    pub(crate) fn compare(&self) -> Comparison {
        compare(
            Side::new(&self.old.document, &self.old.report),
            Side::new(&self.new.document, &self.new.report),
        )
    }
}

/// Whether the score rose as much as was asked for; `None` if nothing was asked.
pub(crate) fn gained(found: &Comparison, min_gain: Option<f64>) -> Option<bool> {
    let gain = found.scores.comprehensibility.gain();
    // A letter without running text has no score, so it cannot have risen.
    min_gain.map(|least| gain.is_some_and(|g| g >= least))
}

fn exit(found: &Comparison, min_gain: Option<f64>) -> Exit {
    if found.worst().is_some() || gained(found, min_gain) == Some(false) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

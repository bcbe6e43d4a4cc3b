//! `klarbrief test-rules`: runs the examples that stand in rule files.

use std::io::Write;
use std::path::{Path, PathBuf};

use klarbrief::Checker;
use klarbrief::rule::Rule;
use klarbrief::source::LineIndex;
use klarbrief::testing::{Failure as Wrong, run_examples};

use super::rules::plural;
use crate::Exit;
use crate::args::Common;
use crate::colour::{self, Styles};
use crate::excerpt::{around, shortened};
use crate::lang::{lang, tr};
use crate::sink::Sink;
use crate::trouble::Failure;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = tr("ORDNER", "DIR"), help = tr(
        "Ordner mit Regeldateien (sonst die eingebauten Regeln)",
        "Folders with rule files (else the built-in rules)"
    ))]
    dirs: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let dirs: Vec<&PathBuf> = common.rules.iter().chain(&args.dirs).collect();
    // Everything runs here, also what `--select` and status would leave out: an example must hold in any case.
    let mut builder = Checker::builder().lang(lang()).preview(true).stock();
    for dir in &dirs {
        builder = builder.rules_dir(dir.as_path());
    }
    let checker = builder.build()?;
    let is_tested =
        |rule: &Rule| dirs.is_empty() || dirs.iter().any(|dir| Path::new(&rule.path).starts_with(dir));
    let chosen = |rule: &Rule| common.select.is_empty() || common.select.iter().any(|s| s.matches(rule));
    let ignored = |rule: &Rule| common.ignore.iter().any(|s| s.matches(rule));

    let view = View { styles: Styles::of_stdout(), width: colour::width() };
    let mut sink = Sink::open(None, true)?;
    let (mut rules, mut examples, mut failed) = (0, 0, 0);
    for rule in checker.ruleset().rules().iter().filter(|r| is_tested(r) && chosen(r) && !ignored(r)) {
        rules += 1;
        examples += rule.bad.len() + rule.good.len();
        for wrong in run_examples(&checker, rule) {
            failed += 1;
            sink.write_all(view.failure(&wrong).as_bytes())?;
        }
    }
    let styles = view.styles;
    let style = if failed > 0 { styles.error } else { styles.good };
    let (rules, examples) = tr(
        (plural(rules, "Regel", "Regeln"), plural(examples, "Beispiel", "Beispiele")),
        (plural(rules, "rule", "rules"), plural(examples, "example", "examples")),
    );
    writeln!(sink, "{rules}, {examples}, {style}{failed} {}{style:#}", tr("falsch", "failed"))?;
    sink.finish()?;
    Ok(if failed > 0 { Exit::Findings } else { Exit::Clean })
}

struct View {
    styles: Styles,
    width: usize,
}

impl View {
    /// An example that fails, as a compiler shows an error.
    fn failure(&self, wrong: &Wrong) -> String {
        let Styles { error, strong, dim, .. } = self.styles;
        let what = tr("ein Beispiel der Regel", "an example of rule");
        let fails = tr("stimmt nicht", "fails");
        let label = tr("Fehler", "error");
        let mut out = format!(
            "{error}{label}:{error:#} {strong}{what} `{}` {fails}: {}{strong:#}\n",
            wrong.rule, wrong.problem
        );
        match std::fs::read_to_string(&wrong.path)
            .ok()
            .filter(|text| text.len() >= usize::from(wrong.range.end()))
        {
            Some(text) => {
                let lines = LineIndex::new(&text);
                let place = lines.line_column(wrong.range.start());
                let number = place.line.to_string();
                let blank = " ".repeat(number.len());
                let line = lines.line(place.line).unwrap_or(wrong.range);
                // Only the part of the example on its first line; examples may go over several.
                let marked = line.intersect(wrong.range).unwrap_or(wrong.range);
                let shown = around(&text, line, marked, self.width.saturating_sub(number.len() + 3));
                out += &format!(
                    "{blank}{dim}-->{dim:#} {}:{}:{}\n{blank} {dim}|{dim:#}\n{dim}{number} |{dim:#} {}\n{blank} {dim}|{dim:#} {error}{}{error:#}\n\n",
                    wrong.path,
                    place.line,
                    place.column,
                    shown.line,
                    shown.carets()
                );
            }
            None => {
                let text = shortened(&wrong.text, self.width.saturating_sub(4));
                out += &format!(" {dim}-->{dim:#} {}\n  {dim}|{dim:#} {text}\n\n", wrong.path);
            }
        }
        out
    }
}

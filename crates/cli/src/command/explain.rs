//! `klarbrief explain`: the page of one rule, or the pages of all.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use klarbrief::Checker;
use klarbrief::rule::Rule;

use crate::Exit;
use crate::args::{Common, choice};
use crate::colour::{self, Styles};
use crate::lang::tr;
use crate::output::rule_page::{self, RulePage};
use crate::rules;
use crate::sink::Sink;
use crate::trouble::{Failure, Trouble, io_words, unknown_rule};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = tr("REGEL", "RULE"), required_unless_present = "all", conflicts_with = "all", help = tr(
        "Name der Regel, zum Beispiel satz/passiv",
        "Name of the rule, for example satz/passiv"
    ))]
    rule: Option<String>,

    #[arg(long, requires = "output", help = tr(
        "Alle Regeln: je Regel eine Datei, dazu ein Verzeichnis (braucht --output und --format html oder md)",
        "All rules: one file for each and an index (needs --output and --format html or md)"
    ))]
    all: bool,

    #[arg(long, value_name = "text|md|html", default_value = "text", value_parser = choice! {
        "text" => FormatName::Text, "md" => FormatName::Markdown, "html" => FormatName::Html,
    }, help = tr("Form der Seite (sonst text)", "Form of the page (else text)"))]
    format: FormatName,

    #[arg(long, short, value_name = tr("DATEI|ORDNER", "FILE|FOLDER"), help = tr(
        "In diese Datei schreiben; mit --all in diesen Ordner",
        "Write to this file; with --all into this folder"
    ))]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormatName {
    Text,
    Markdown,
    Html,
}

pub(crate) fn run(args: &Args, common: &Common) -> Result<Exit, Failure> {
    let checker = rules::checker(common)?;
    match (&args.rule, &args.output) {
        (None, Some(folder)) => all(&checker, args.format, folder)?,
        (rule, output) => {
            let name = rule.as_deref().unwrap_or_default().trim();
            one(&checker, name, args.format, output.as_deref())?;
        }
    }
    Ok(Exit::Clean)
}

fn one(checker: &Checker, name: &str, format: FormatName, output: Option<&Path>) -> Result<(), Failure> {
    let rule = find(checker, name).ok_or_else(|| {
        // Groups have no page.
        let similar: Vec<String> =
            checker.ruleset().similar(name).into_iter().filter(|n| n.contains('/')).collect();
        unknown_rule(name, &similar)
    })?;
    let page = RulePage::new(rule);
    let written = match format {
        FormatName::Text => {
            let styles = if output.is_some() { Styles::default() } else { Styles::of_stdout() };
            rule_page::text::write(&page, styles, colour::width().min(100))
        }
        FormatName::Markdown => rule_page::md::page(&page),
        FormatName::Html => rule_page::html::page(&page, ""),
    };
    let mut sink = Sink::open(output, format == FormatName::Text)?;
    sink.write_all(written.as_bytes())?;
    sink.finish()
}

/// Writes the page of every rule and an index. Files of other names in the folder stay.
fn all(checker: &Checker, format: FormatName, folder: &Path) -> Result<(), Failure> {
    let (extension, index) = match format {
        FormatName::Text => {
            return Err(Trouble::new(tr(
                "`--all` schreibt Dateien für den Browser oder als Markdown.",
                "`--all` writes files for browsers or as Markdown.",
            ))
            .hint(tr(
                "Nennen Sie `--format html` oder `--format md`.",
                "Name `--format html` or `--format md`.",
            ))
            .into());
        }
        FormatName::Markdown => ("md", "README.md"),
        FormatName::Html => ("html", "index.html"),
    };
    let mut pages: Vec<RulePage<'_>> = checker.ruleset().rules().iter().map(RulePage::new).collect();
    pages.sort_by_key(|p| p.id);
    for page in &pages {
        let path = folder.join(format!("{}.{extension}", page.id));
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| no_folder(parent, &error))?;
        let text = match format {
            FormatName::Html => rule_page::html::page(page, "../"),
            _ => rule_page::md::page(page),
        };
        save(&path, &text)?;
    }
    let list = match format {
        FormatName::Html => rule_page::html::index(&pages),
        _ => rule_page::md::index(&pages),
    };
    // Last, so that an index never leads to pages that are not there.
    save(&folder.join(index), &list)?;
    let (count, path) = (pages.len(), folder.join(index));
    let path = path.display();
    let mut sink = Sink::open(None, false)?;
    let line = tr(format!("{count} Regeln; Verzeichnis: {path}"), format!("{count} rules; index: {path}"));
    writeln!(sink, "{line}")?;
    sink.finish()
}

fn save(path: &Path, text: &str) -> Result<(), Failure> {
    let mut sink = Sink::open(Some(path), false)?;
    sink.write_all(text.as_bytes())?;
    sink.finish()
}

fn no_folder(folder: &Path, error: &std::io::Error) -> Trouble {
    let (folder, words) = (folder.display(), io_words(error));
    Trouble::new(tr(
        format!("Der Ordner `{folder}` lässt sich nicht anlegen: {words}."),
        format!("The folder `{folder}` cannot be made: {words}."),
    ))
    .hint(tr("Nennen Sie mit `--output` einen anderen Ordner.", "Name another folder with `--output`."))
}

/// A rule by its id, or by its name alone if only one rule has it.
fn find<'a>(checker: &'a Checker, name: &str) -> Option<&'a Rule> {
    let set = checker.ruleset();
    set.rule(name).or_else(|| {
        let mut same =
            set.rules().iter().filter(|r| r.id.split_once('/').is_some_and(|(_, last)| last == name));
        same.next().filter(|_| same.next().is_none())
    })
}

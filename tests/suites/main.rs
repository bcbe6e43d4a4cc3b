//! Runs the literate suites under `rules/`: each `letter` block of each Markdown file is one test.
//!
//! `UPDATE_TESTS=1` writes the carets anew instead; `tests/README.md` describes the format.

mod annotate;
mod run;
mod suite;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use run::Checkers;
use suite::Suite;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files = files(&folder);
    let checkers = Arc::new(Checkers::default());
    if std::env::var_os("UPDATE_TESTS").is_some_and(|v| v == "1") && !args.list {
        return update(&files, &checkers);
    }
    let mut trials = vec![Trial::test("there are suites", {
        let count = files.len();
        move || if count > 0 { Ok(()) } else { Err(Failed::from("no Markdown file under tests/rules")) }
    })];
    for path in files {
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        match read(&path) {
            Ok(suite) => trials.extend(suite_trials(&name, suite, &checkers)),
            Err(error) => trials.push(Trial::test(name, move || Err(Failed::from(error)))),
        }
    }
    libtest_mimic::run(&args, trials).exit_code()
}

fn suite_trials(name: &str, suite: Suite, checkers: &Arc<Checkers>) -> Vec<Trial> {
    let suite = Arc::new(suite);
    let trial = |index: usize| {
        let (suite, checkers) = (suite.clone(), checkers.clone());
        let block = &suite.blocks[index];
        let title = format!("{name} › {} › line {}", block.heading, block.line);
        Trial::test(title, move || run::block(&suite, &suite.blocks[index], &checkers).map_err(Failed::from))
    };
    (0..suite.blocks.len()).map(trial).collect()
}

fn read(path: &Path) -> Result<Suite, String> {
    let text = fs::read_to_string(path).map_err(|e| e.to_string())?;
    Suite::parse(&text)
}

/// All Markdown files, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|e| e.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn update(files: &[PathBuf], checkers: &Checkers) -> ExitCode {
    let mut exit = ExitCode::SUCCESS;
    for path in files {
        let outcome = fs::read_to_string(path).map_err(|e| e.to_string()).and_then(|text| {
            let suite = Suite::parse(&text)?;
            let new = run::updated(&text, &suite, checkers)?;
            if new != text {
                fs::write(path, new).map_err(|e| e.to_string())?;
                println!("updated {}", path.display());
            }
            Ok(())
        });
        if let Err(error) = outcome {
            eprintln!("{}: {error}", path.display());
            exit = ExitCode::FAILURE;
        }
    }
    exit
}

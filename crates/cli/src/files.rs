//! From paths on the command line to letters.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use klarbrief::document::{Format, ReadError};

use crate::lang::{lang, tr};
use crate::letter::{Input, LetterError, Source, format_of};
use crate::trouble::Trouble;

/// The name of standard input on the command line.
pub(crate) const STDIN: &str = "-";

/// The letters that are named on the command line.
#[derive(Debug, clap::Args)]
pub(crate) struct Letters {
    #[arg(value_name = tr("PFAD", "PATH"), help = tr(
        "Dateien (txt, md, html, docx, odt, rtf, pdf) und Ordner; - liest die Standardeingabe",
        "Files (txt, md, html, docx, odt, rtf, pdf) and folders; - reads standard input"
    ))]
    paths: Vec<PathBuf>,

    #[arg(long, value_name = "NAME", help = tr(
        "Name des Briefes aus der Standardeingabe; seine Endung nennt das Format (sonst txt)",
        "Name of the letter on standard input; its extension names the format (else txt)"
    ))]
    stdin_path: Option<String>,
}

impl Letters {
    /// Finds all letters below the paths, sorted by path, each once.
    ///
    /// Folders are walked as version control sees them: hidden and ignored files are left out, and only files with the
    /// extension of a letter format are taken. What cannot be opened comes back as a failed input in its place. `besides`
    /// are files that are no letters: those that the results go to. `command` is what hints say one should type.
    pub(crate) fn collect(&self, command: &str, besides: &[&Path]) -> Result<Vec<Input>, Trouble> {
        let stdin_path = self.stdin_path.as_deref();
        let uses_stdin = self.paths.iter().any(|p| p.as_os_str() == STDIN)
            || (self.paths.is_empty() && stdin_path.is_some());
        if self.paths.is_empty() && !uses_stdin {
            return Err(Trouble::new(tr("Es fehlt, was gelesen werden soll.", "There is nothing to read."))
                .hint(tr(
                    format!("Nennen Sie Dateien oder Ordner: `klarbrief {command} brief.docx` oder `klarbrief {command} .`"),
                    format!("Name files or folders: `klarbrief {command} letter.docx` or `klarbrief {command} .`"),
                )));
        }
        if stdin_path.is_some() && !uses_stdin {
            return Err(Trouble::new(tr(
                "`--stdin-path` gilt nur für die Standardeingabe.",
                "`--stdin-path` is for standard input only.",
            ))
            .hint(tr("Nennen Sie `-` statt einer Datei.", "Name `-` instead of a file.")));
        }
        let besides: Vec<PathBuf> = besides.iter().filter_map(|p| p.canonicalize().ok()).collect();
        let mut inputs = Vec::new();
        if uses_stdin {
            let path = stdin_path.unwrap_or(STDIN).to_owned();
            let format = stdin_path.map_or(Ok(Format::Txt), format_of);
            inputs.push(Input { path, source: Source::Stdin(format), named: true });
        }
        for path in self.paths.iter().filter(|p| p.as_os_str() != STDIN) {
            if path.is_dir() {
                walk(path, &besides, &mut inputs);
            } else {
                inputs.push(Input { named: true, ..file(path) });
            }
        }
        // A letter that is named and found counts as named.
        inputs.sort_by(|a, b| a.path.cmp(&b.path).then(b.named.cmp(&a.named)));
        inputs.dedup_by(|a, b| a.path == b.path);
        Ok(inputs)
    }
}

/// One letter that is named by itself; `stdin_path` names the one on standard input.
pub(crate) fn one(path: &Path, stdin_path: Option<&str>) -> Input {
    if path.as_os_str() == STDIN {
        let format = stdin_path.map_or(Ok(Format::Txt), format_of);
        return Input {
            path: stdin_path.unwrap_or(STDIN).to_owned(),
            source: Source::Stdin(format),
            named: true,
        };
    }
    file(path)
}

fn file(path: &Path) -> Input {
    Input { path: shown(path), source: Source::File(path.to_owned()), named: false }
}

/// A path as it is shown: as it was typed, with slashes, without a leading "./".
fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").ok().filter(|p| !p.as_os_str().is_empty()).unwrap_or(path);
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

fn walk(folder: &Path, besides: &[PathBuf], inputs: &mut Vec<Input>) {
    let before = inputs.len();
    for entry in WalkBuilder::new(folder).build() {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                let is_letter = path
                    .extension()
                    .and_then(|e| e.to_str())
                    .is_some_and(|e| Format::from_extension(e).is_some());
                let is_file = entry.file_type().is_some_and(|t| t.is_file());
                let is_output =
                    || !besides.is_empty() && path.canonicalize().is_ok_and(|p| besides.contains(&p));
                // Word and LibreOffice leave lock files with the extension of the letter beside it.
                let is_lock = entry.file_name().to_string_lossy().starts_with("~$");
                if is_letter && is_file && !is_lock && !is_output() {
                    inputs.push(file(path));
                }
            }
            Err(error) => inputs.push(unreadable(folder, error)),
        }
    }
    if inputs.len() == before {
        let formats: Vec<&str> = Format::ALL.iter().map(|f| f.key()).collect();
        let formats = formats.join(", ");
        let error = LetterError::new(
            "no-letters",
            tr("In diesem Ordner gibt es keinen Brief.", "There is no letter in this folder."),
            tr(
                format!(
                    "Gesucht wird nach Dateien der Formate {formats}; verborgene und ignorierte zählen nicht."
                ),
                format!(
                    "Files of the formats {formats} are looked for; hidden and ignored ones do not count."
                ),
            ),
        );
        inputs.push(Input { path: shown(folder), source: Source::Failed(error), named: false });
    }
}

/// A file or folder that the walk could not enter.
fn unreadable(folder: &Path, error: ignore::Error) -> Input {
    let path = path_of(&error).map_or_else(|| shown(folder), shown);
    let words = error.to_string();
    let error = match error.into_io_error() {
        Some(io) => LetterError::from(ReadError::from(io)),
        None => LetterError::new(
            "io",
            lang().pick(
                format!("Das ließ sich nicht lesen: {words}"),
                format!("This could not be read: {words}"),
            ),
            tr("Prüfen Sie Pfad und Leserecht.", "Check the path and your rights."),
        ),
    };
    Input { path, source: Source::Failed(error), named: false }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

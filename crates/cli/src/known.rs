//! Known findings: the file of `klarbrief baseline`, and what a check makes of it.

use std::io;
use std::path::{Path, PathBuf};

use klarbrief::baseline::{Baseline, Comparison};

use crate::lang::{lang, tr};
use crate::letter::{Checked, Letter};
use crate::trouble::{Trouble, io_words};

/// A baseline with the folder that its paths count from.
#[derive(Debug)]
pub(crate) struct Known {
    pub baseline: Baseline,
    folder: PathBuf,
}

/// What all letters of a run came to, compared with the baseline.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Known findings that are gone.
    pub gone: usize,
    /// Letters with more findings of a rule than before: path, rule, before, now.
    pub worse: Vec<(String, String, usize, usize)>,
}

impl Known {
    /// Reads a baseline.
    pub(crate) fn read(path: &Path) -> Result<Known, Trouble> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| {
            let words = io_words(&error);
            let trouble = Trouble::new(tr(
                format!("Die Baseline `{shown}` lässt sich nicht lesen: {words}."),
                format!("The baseline `{shown}` cannot be read: {words}."),
            ));
            match error.kind() {
                io::ErrorKind::NotFound => trouble.hint(tr(
                    format!("`klarbrief baseline PFAD… --output {shown}` schreibt sie."),
                    format!("`klarbrief baseline PATH… --output {shown}` writes it."),
                )),
                _ => trouble,
            }
        })?;
        let baseline = Baseline::parse(&text).map_err(|error| {
            let (line, message) = (error.line, error.message(lang()));
            Trouble::new(tr(
                format!("Die Baseline `{shown}` ist fehlerhaft, Zeile {line}: {message}."),
                format!("The baseline `{shown}` has an error in line {line}: {message}."),
            ))
            .hint(tr(
                "Stellen Sie die Datei wieder her, oder schreiben Sie sie mit `klarbrief baseline` neu.",
                "Restore the file, or write it again with `klarbrief baseline`.",
            ))
        })?;
        Ok(Known { baseline, folder: folder_of(path) })
    }

    /// The path of a letter as the baseline has it.
    pub(crate) fn key(&self, path: &str) -> String {
        Baseline::key(&self.folder, Path::new(path))
    }

    /// Marks what was known.
    pub(crate) fn mark(&self, checked: &mut Checked, runs: impl Fn(&str) -> bool) -> Option<Comparison> {
        let letter: &mut Letter = checked.outcome.as_mut().ok()?;
        let prints = letter.fingerprints();
        let rules = letter.report.findings.iter().map(|f| &*f.rule);
        let findings: Vec<_> = rules.zip(prints).collect();
        let mut comparison = self.baseline.compare(&self.key(&checked.path), &findings, runs);
        letter.known = Some(std::mem::take(&mut comparison.known));
        Some(comparison)
    }

    /// Letters of the baseline that do not exist any more.
    pub(crate) fn lost(&self) -> usize {
        self.baseline.paths().filter(|path| !self.folder.join(path).exists()).count()
    }
}

/// The folder that paths of a baseline count from.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_owned()
}

impl Outcome {
    pub(crate) fn add(&mut self, path: &str, comparison: Comparison) {
        self.gone += comparison.gone.len();
        let worse = comparison.worse.into_iter();
        self.worse.extend(worse.map(|(rule, before, now)| (path.to_owned(), rule, before, now)));
    }

    /// Says what is worth knowing, on standard error.
    pub(crate) fn report(&self, known: &Known, ratchet: bool) {
        use crate::house::note;
        if ratchet {
            for (path, rule, before, now) in &self.worse {
                note(&tr(
                    format!("{path} ist schlechter geworden: {rule} {now}-mal statt {before}-mal."),
                    format!("{path} has got worse: {rule} {now} instead of {before} times."),
                ));
            }
        }
        if self.gone > 0 {
            let n = self.gone;
            note(&tr(
                format!(
                    "Bekannte Funde, die erledigt sind: {n}. `klarbrief baseline` nimmt sie aus der Baseline."
                ),
                format!(
                    "Known findings that are gone: {n}. `klarbrief baseline` takes them out of the baseline."
                ),
            ));
        }
        let lost = known.lost();
        if lost > 0 {
            note(&tr(
                format!("Briefe der Baseline, die es nicht mehr gibt: {lost}."),
                format!("Letters of the baseline that do not exist any more: {lost}."),
            ));
        }
    }
}

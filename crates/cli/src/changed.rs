//! Which letters have changed since a version of the repository they lie in: git is asked.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::lang::tr;
use crate::letter::{Input, Source};
use crate::trouble::{Trouble, io_words};

/// Keeps the letters that differ from a version, or are new to version control.
///
/// What another branch has changed meanwhile does not count: letters are compared with the version where the ways parted.
///
/// # Errors
///
/// If git is missing, this is no repository, or the version does not exist.
pub(crate) fn since(revision: &str, inputs: Vec<Input>) -> Result<Vec<Input>, Trouble> {
    let root = git(&["rev-parse", "--show-toplevel"], revision, |_| {
        Trouble::new(tr(
            "`--changed-since` braucht ein Git-Repository, und dieser Ordner liegt in keinem.",
            "`--changed-since` needs a git repository, and this folder is in none.",
        ))
        .hint(tr(
            "Wechseln Sie in den Ordner des Repositorys, oder lassen Sie die Option weg.",
            "Change into the folder of the repository, or leave the option out.",
        ))
    })?;
    let root = PathBuf::from(text(&root.stdout).trim_end_matches(['\n', '\r']));
    let commit = format!("{revision}^{{commit}}");
    let unknown = |_: &str| {
        Trouble::new(tr(
            format!("Die Version `{revision}` kennt Git hier nicht."),
            format!("Git does not know the version `{revision}` here."),
        ))
        .hint(tr(
            "Möglich sind ein Zweig (main, origin/main), eine Marke oder ein Commit. In CI fehlt oft die Geschichte: holen Sie sie ganz (fetch-depth: 0).",
            "Possible are a branch (main, origin/main), a tag or a commit. CI often lacks the history: fetch all of it (fetch-depth: 0).",
        ))
    };
    let verified =
        git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], revision, unknown)?;
    let mut base = text(&verified.stdout).trim().to_owned();
    // Without a common version (shallow copies) the version itself is compared.
    if let Ok(output) = command(&["merge-base", &base, "HEAD"]).output()
        && output.status.success()
    {
        base = text(&output.stdout).trim().to_owned();
    }
    let failed = |said: &str| {
        Trouble::new(tr(
            format!("Git konnte die geänderten Dateien nicht nennen: {said}"),
            format!("Git could not name the changed files: {said}"),
        ))
    };
    let changed = git(
        &["-C", path(&root), "diff", "--name-only", "-z", "--diff-filter=d", &base, "--"],
        revision,
        failed,
    )?;
    let new =
        git(&["-C", path(&root), "ls-files", "--others", "--exclude-standard", "-z"], revision, failed)?;
    let names = [&changed.stdout, &new.stdout];
    let files: HashSet<PathBuf> = names
        .into_iter()
        .flat_map(|list| list.split(|byte| *byte == 0))
        .filter(|name| !name.is_empty())
        .filter_map(|name| root.join(text(name)).canonicalize().ok())
        .collect();
    let is_changed = |input: &Input| match &input.source {
        Source::File(path) => path.canonicalize().is_ok_and(|path| files.contains(&path)),
        // What cannot be read is told in any case.
        Source::Failed(_) | Source::Stdin(_) => true,
    };
    Ok(inputs.into_iter().filter(is_changed).collect())
}

fn command(args: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new("git");
    // Names as they are, and no questions.
    command.args(["-c", "core.quotepath=off"]).args(args).env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    command
}

fn git(args: &[&str], revision: &str, failed: impl Fn(&str) -> Trouble) -> Result<Output, Trouble> {
    let output = command(args).output().map_err(|error| {
        let words = io_words(&error);
        Trouble::new(tr(
            format!("`--changed-since {revision}` braucht das Programm git: {words}."),
            format!("`--changed-since {revision}` needs the program git: {words}."),
        ))
    })?;
    if output.status.success() {
        return Ok(output);
    }
    let said = text(&output.stderr).lines().next().unwrap_or_default().to_owned();
    Err(failed(&said))
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap_or(".")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

//! Holds the rules against the letters of `corpus/`: the letters with defects are found out, the good ones are left alone, and
//! the format of a file changes nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use klarbrief::diagnostic::Severity;
use klarbrief::document::{Limits, read_path};
use klarbrief::{Checker, Land, Report, Request};

/// Findings that make a letter without a single error a bad letter all the same.
const MANY: usize = 30;

/// A short letter cannot have so many; one finding in so many words makes it just as hard to read.
const DENSE: usize = 10;

static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::builder().build().expect("the built-in rules compile"));

/// One case of the corpus.
struct Case {
    name: String,
    folder: PathBuf,
    /// The Land whose law the letter follows.
    land: Land,
}

/// All cases, sorted; a case is a folder with a letter before and after.
fn cases() -> Vec<Case> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let readme = fs::read_to_string(corpus.join("README.md")).expect("the corpus has a README");
    let entries = fs::read_dir(&corpus).expect("there is a corpus");
    let mut folders: Vec<PathBuf> = entries.map(|e| e.expect("a folder entry").path()).collect();
    folders.retain(|f| f.join("before.txt").is_file());
    folders.sort();
    assert!(folders.len() >= 10, "only {} cases in {}", folders.len(), corpus.display());
    let case = |folder: PathBuf| {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let land = land_of(&readme, &name).unwrap_or_else(|| panic!("README.md names no Land for `{name}`"));
        Case { name, folder, land }
    };
    folders.into_iter().map(case).collect()
}

/// The fourth column of the row of a case.
fn land_of(readme: &str, name: &str) -> Option<Land> {
    let row = readme.lines().find(|line| line.starts_with(&format!("| `{name}` |")))?;
    Land::parse(row.split('|').nth(4)?)
}

fn check(case: &Case, file: &str) -> Report {
    let path = case.folder.join(file);
    let document = read_path(&path, &Limits::default()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    CHECKER.check_with(&document, &Request { land: Some(case.land), ..Request::default() })
}

fn list(report: &Report, severity: Severity) -> String {
    let mut out = String::new();
    for finding in report.findings.iter().filter(|f| f.severity >= severity) {
        write!(out, "\n    {} at {:?}: {}", finding.rule, finding.range, finding.message)
            .expect("strings take all");
    }
    out
}

#[test]
fn letters_with_defects_are_found_out() {
    let mut missed = Vec::new();
    for case in cases() {
        let report = check(&case, "before.txt");
        let (findings, words) = (report.findings.len(), report.scores.counts.words as usize);
        if report.count(Severity::Error) == 0 && findings < MANY && findings * DENSE < words {
            missed.push(format!("{}: {findings} findings in {words} words, no error", case.name));
        }
    }
    assert!(missed.is_empty(), "letters that look good and are not: {missed:#?}");
}

#[test]
fn good_letters_have_no_error() {
    let mut blamed = Vec::new();
    for case in cases() {
        let report = check(&case, "after.txt");
        if report.count(Severity::Error) > 0 {
            blamed.push(format!("{}:{}", case.name, list(&report, Severity::Error)));
        }
    }
    assert!(blamed.is_empty(), "good letters with errors:\n{}", blamed.join("\n"));
}

#[test]
fn good_letters_have_far_fewer_findings_than_bad_ones() {
    for case in cases() {
        let per_word = |file: &str| {
            let report = check(&case, file);
            report.findings.len() as f64 / f64::from(report.scores.counts.words.max(1))
        };
        let (before, after) = (per_word("before.txt"), per_word("after.txt"));
        assert!(after * 2.0 < before, "{}: {before:.3} findings a word before, {after:.3} after", case.name);
    }
}

/// Findings of severity warning or error in 1,000 words of the good letters, at most.
const WARNINGS_OF_GOOD: f64 = 5.0;

/// Findings of severity warning or error in 1,000 words of the bad letters, at least.
const WARNINGS_OF_BAD: f64 = 30.0;

#[test]
fn warnings_tell_good_letters_from_bad_ones() {
    let warnings =
        |report: &Report| report.findings.iter().filter(|f| f.severity >= Severity::Warning).count();
    // Over all of them: one finding in a receipt of 120 words says nothing about the rules.
    let rate = |file: &str| {
        let (mut found, mut words) = (0, 0);
        for case in cases() {
            let report = check(&case, file);
            found += warnings(&report);
            words += report.scores.counts.words;
        }
        found as f64 * 1000.0 / f64::from(words)
    };
    let (good, bad) = (rate("after.txt"), rate("before.txt"));
    assert!(good <= WARNINGS_OF_GOOD, "{good:.1} warnings in 1,000 words of good letters");
    assert!(bad >= WARNINGS_OF_BAD, "only {bad:.1} warnings in 1,000 words of bad letters");
}

/// How often each rule finds something in the letters of the corpus is kept in `corpus-counts.tsv`, so that a change of a rule
/// shows in review. `UPDATE_TESTS=1` writes it anew.
#[test]
fn what_each_rule_finds_is_as_kept() {
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut words = [0; 2];
    for case in cases() {
        for (column, file) in ["before.txt", "after.txt"].into_iter().enumerate() {
            let report = check(&case, file);
            words[column] += report.scores.counts.words;
            for finding in &report.findings {
                counts.entry(finding.rule.to_string()).or_default()[column] += 1;
            }
        }
    }
    let mut table = format!("rule\tbefore\tafter\nwords\t{}\t{}\n", words[0], words[1]);
    for (rule, [before, after]) in &counts {
        writeln!(table, "{rule}\t{before}\t{after}").expect("strings take all");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus-counts.tsv");
    if std::env::var_os("UPDATE_TESTS").is_some() {
        fs::write(&path, &table).expect("the table can be written");
        return;
    }
    let kept =
        fs::read_to_string(&path).expect("corpus-counts.tsv; UPDATE_TESTS=1 writes it").replace('\r', "");
    let different: Vec<String> = table
        .lines()
        .filter(|line| !kept.lines().any(|k| k == *line))
        .map(|line| format!("now  {line}"))
        .chain(kept.lines().filter(|k| !table.lines().any(|l| l == *k)).map(|k| format!("kept {k}")))
        .collect();
    assert!(different.is_empty(), "UPDATE_TESTS=1 keeps the new counts:\n{}", different.join("\n"));
}

/// Findings that differ at most between the letters of the corpus as docx and as pdf, of some 650.
///
/// A pdf knows no headings, lists and tables, they are guessed from the layout of the page: a ruling or a label that is not
/// recognised as such costs one finding or brings another.
const DIFFERENT_IN_PDF: usize = 16;

/// The letters of the corpus as LibreOffice writes them (`tests/formats/make.py`).
#[test]
fn rtf_and_pdf_give_nearly_the_same_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("formats");
    let mut different: BTreeMap<&str, Vec<String>> =
        BTreeMap::from([("rtf", Vec::new()), ("pdf", Vec::new())]);
    let mut compared = 0;
    for case in cases() {
        for letter in ["before", "after"] {
            let count = |report: Report| {
                let mut counts: BTreeMap<String, i64> = BTreeMap::new();
                for finding in report.findings {
                    *counts.entry(finding.rule.to_string()).or_default() += 1;
                }
                counts
            };
            let word = count(check(&case, &format!("{letter}.docx")));
            for extension in ["rtf", "pdf"] {
                let path = folder.join(format!("{}-{letter}.{extension}", case.name));
                let document = read_path(&path, &Limits::default())
                    .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                let request = Request { land: Some(case.land), ..Request::default() };
                let other = count(CHECKER.check_with(&document, &request));
                compared += 1;
                for rule in word.keys().chain(other.keys().filter(|r| !word.contains_key(*r))) {
                    let (a, b) = (word.get(rule).unwrap_or(&0), other.get(rule).unwrap_or(&0));
                    let list = different.entry(extension).or_default();
                    for _ in 0..(a - b).abs() {
                        list.push(format!("{}/{letter}: {rule}: {a} in docx, {b} in {extension}", case.name));
                    }
                }
            }
        }
    }
    assert!(compared >= 40, "only {compared} files");
    assert!(different["rtf"].is_empty(), "rtf gives other findings:\n{}", different["rtf"].join("\n"));
    let pdf = &different["pdf"];
    assert!(pdf.len() <= DIFFERENT_IN_PDF, "{} findings differ in pdf:\n{}", pdf.len(), pdf.join("\n"));
}

#[test]
fn the_format_of_a_file_changes_nothing() {
    let mut different = String::new();
    for case in cases() {
        for letter in ["before", "after"] {
            let counts = |extension: &str| {
                let mut counts: BTreeMap<String, i64> = BTreeMap::new();
                for finding in check(&case, &format!("{letter}.{extension}")).findings {
                    *counts.entry(finding.rule.to_string()).or_default() += 1;
                }
                counts
            };
            let txt = counts("txt");
            for extension in ["docx", "odt"] {
                let other = counts(extension);
                for rule in txt.keys().chain(other.keys().filter(|r| !txt.contains_key(*r))) {
                    let (a, b) = (txt.get(rule).unwrap_or(&0), other.get(rule).unwrap_or(&0));
                    if a != b {
                        let name = &case.name;
                        writeln!(different, "{name}/{letter}: {rule}: {a} in txt, {b} in {extension}")
                            .expect("strings take all");
                    }
                }
            }
        }
    }
    assert!(different.is_empty(), "the same letter gives other findings:\n{different}");
}

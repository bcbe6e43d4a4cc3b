//! Checking whole letters, step by step: reading, analysis, structure, rules.

use std::path::{Path, PathBuf};

use divan::counter::BytesCount;
use klarbrief::{Checker, CheckerBuilder, Selector, document, letter};

fn main() {
    divan::main();
}

/// The letters of the corpus, each as text.
fn letters() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut out = Vec::new();
    for folder in std::fs::read_dir(corpus).expect("the corpus is part of the project").flatten() {
        let Ok(files) = std::fs::read_dir(folder.path()) else { continue };
        let text = |path: &PathBuf| path.extension().is_some_and(|e| e == "txt");
        let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).filter(text).collect();
        paths.sort();
        out.extend(paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()));
    }
    out
}

fn bytes(letters: &[String]) -> BytesCount {
    BytesCount::new(letters.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn step_1_read_txt(bencher: divan::Bencher<'_, '_>) {
    let letters = letters();
    bencher
        .counter(bytes(&letters))
        .bench(|| letters.iter().map(|l| document::read_txt(l.clone()).blocks.len()).sum::<usize>());
}

#[divan::bench]
fn step_2_language(bencher: divan::Bencher<'_, '_>) {
    let letters = letters();
    let documents: Vec<_> = letters.iter().map(|l| document::read_txt(l.clone())).collect();
    bencher
        .counter(bytes(&letters))
        .bench(|| documents.iter().map(|d| letter::analyse_blocks(d).len()).sum::<usize>());
}

#[divan::bench]
fn step_3_structure(bencher: divan::Bencher<'_, '_>) {
    let letters = letters();
    let documents: Vec<_> = letters
        .iter()
        .map(|l| {
            let document = document::read_txt(l.clone());
            let paragraphs = letter::analyse_blocks(&document);
            (document, paragraphs)
        })
        .collect();
    bencher
        .counter(bytes(&letters))
        .bench(|| documents.iter().map(|(d, p)| letter::parse(d, p).parts.len()).sum::<usize>());
}

/// The groups of the rules about the law: reasons, remedies, norms, values.
const LEGAL: &[&str] = &[
    "abschiebung",
    "anhoerung",
    "aufenthalt",
    "auflage",
    "ausweisung",
    "begruendung",
    "bescheid",
    "einbuergerung",
    "freizuegigkeit",
    "konsistenz",
    "kosten",
    "mitwirkung",
    "rechtsbehelf",
    "sofortvollzug",
    "vorlage",
    "widerruf",
    "zitat",
];

/// All that is there whether a rule runs or not, for the difference to the next bench: language, structure, scores.
#[divan::bench]
fn step_4_no_rules(bencher: divan::Bencher<'_, '_>) {
    check_with(bencher, &["leitbild"]);
}

/// The legal checks are this without `step_4_no_rules`, and `step_3_structure`.
#[divan::bench]
fn step_5_legal_rules(bencher: divan::Bencher<'_, '_>) {
    check_with(bencher, LEGAL);
}

fn check_with(bencher: divan::Bencher<'_, '_>, groups: &[&str]) {
    let letters = letters();
    let documents: Vec<_> = letters.iter().map(|l| document::read_txt(l.clone())).collect();
    let selected = groups.iter().filter_map(|group| Selector::parse(group));
    let checker = selected
        .fold(Checker::builder(), CheckerBuilder::select)
        .build()
        .expect("the built-in rules compile");
    bencher
        .counter(bytes(&letters))
        .bench(|| documents.iter().map(|d| checker.check(d).findings.len()).sum::<usize>());
}

#[divan::bench]
fn whole_check(bencher: divan::Bencher<'_, '_>) {
    let letters = letters();
    let documents: Vec<_> = letters.iter().map(|l| document::read_txt(l.clone())).collect();
    let checker = Checker::builder().build().expect("the built-in rules compile");
    bencher
        .counter(bytes(&letters))
        .bench(|| documents.iter().map(|d| checker.check(d).findings.len()).sum::<usize>());
}

/// What every start of the program pays.
#[divan::bench]
fn compile_builtin_rules() -> usize {
    Checker::builder().build().expect("the built-in rules compile").ruleset().rules().len()
}

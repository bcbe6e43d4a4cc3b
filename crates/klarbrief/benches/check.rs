//! Checking whole letters, step by step: reading, analysis, structure, rules.

use std::path::Path;

use divan::counter::BytesCount;
use klarbrief::{Checker, document, letter};

fn main() {
    divan::main();
}

/// The letters of the corpus, each as text.
fn letters() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut out = Vec::new();
    for folder in std::fs::read_dir(corpus).expect("the corpus is part of the project").flatten() {
        for name in ["before.txt", "after.txt"] {
            out.extend(std::fs::read_to_string(folder.path().join(name)));
        }
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

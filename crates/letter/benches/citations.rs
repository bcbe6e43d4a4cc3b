//! Reading citations: in ordinary text, where signs are rare, and in hostile text, where there is nothing else.

use std::path::Path;

use divan::counter::BytesCount;
use klarbrief_letter::{Norms, citations};

fn main() {
    divan::main();
}

/// All letters of the corpus as one text.
fn letters() -> String {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut out = String::new();
    for folder in std::fs::read_dir(corpus).expect("the corpus is part of the project").flatten() {
        for name in ["before.txt", "after.txt"] {
            out.push_str(&std::fs::read_to_string(folder.path().join(name)).unwrap_or_default());
        }
    }
    out
}

fn run(bencher: divan::Bencher<'_, '_>, text: String) {
    let norms = Norms::builtin();
    bencher.counter(BytesCount::of_str(&text)).bench(|| citations(&text, norms).len());
}

#[divan::bench]
fn letters_of_the_corpus(bencher: divan::Bencher<'_, '_>) {
    run(bencher, letters());
}

#[divan::bench]
fn text_without_citations(bencher: divan::Bencher<'_, '_>) {
    run(bencher, letters().replace('§', "Nummer").replace("Art", "art"));
}

#[divan::bench]
fn nothing_but_citations(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "§ 25 Abs. 5 S. 1 i. V. m. § 5 Abs. 3 AufenthG, ".repeat(5_000));
}

#[divan::bench]
fn nothing_but_signs(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "§ ".repeat(100_000));
}

#[divan::bench]
fn one_endless_citation(bencher: divan::Bencher<'_, '_>) {
    run(bencher, format!("§§ 1{}", ", 2".repeat(50_000)));
}

/// What every start of the program pays for the tables of the law.
#[divan::bench]
fn tables_are_loaded() -> usize {
    let index = include_str!("../../../rules/normen/index.tsv");
    let laws = include_str!("../../../rules/normen/gesetze.tsv");
    let kinds = include_str!("../../../rules/normen/art.tsv");
    Norms::new(index.into(), laws.into(), kinds.into()).date().len()
}

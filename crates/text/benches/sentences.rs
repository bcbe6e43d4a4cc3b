//! The splitter alone, on letters and on texts made to be slow.

use std::path::Path;

use divan::counter::BytesCount;
use klarbrief_text::{Layout, Splitter};

fn main() {
    divan::main();
}

fn run(bencher: divan::Bencher<'_, '_>, paragraphs: &[String]) {
    let splitters: Vec<Splitter<'_>> =
        paragraphs.iter().map(|text| Splitter::new(text, &Layout::default())).collect();
    bencher
        .counter(BytesCount::new(paragraphs.iter().map(String::len).sum::<usize>()))
        .bench(|| splitters.iter().map(|splitter| splitter.split().len()).sum::<usize>());
}

#[divan::bench]
fn letters(bencher: divan::Bencher<'_, '_>) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paragraphs = Vec::new();
    for folder in std::fs::read_dir(corpus).expect("the corpus is part of the project").flatten() {
        for name in ["before.txt", "after.txt"] {
            if let Ok(text) = std::fs::read_to_string(folder.path().join(name)) {
                paragraphs.extend(text.split("\n\n").map(str::to_owned));
            }
        }
    }
    run(bencher, &paragraphs);
}

#[divan::bench]
fn a_million_bytes_without_a_full_stop(bencher: divan::Bencher<'_, '_>) {
    run(bencher, &["wir haben den Antrag ".repeat(50_000)]);
}

#[divan::bench]
fn a_hundred_thousand_numbers(bencher: divan::Bencher<'_, '_>) {
    run(bencher, &["1.\n".repeat(100_000)]);
}

#[divan::bench]
fn nothing_but_citations(bencher: divan::Bencher<'_, '_>) {
    run(bencher, &["vgl. § 48 Abs. 1 S. 2 Nr. 3 VwVfG; Art. 8 Abs. 1 EMRK: (ebd.) ".repeat(15_000)]);
}

#[divan::bench]
fn quotations_that_end_nothing(bencher: divan::Bencher<'_, '_>) {
    run(bencher, &["„a.“ ".repeat(50_000)]);
}

#[divan::bench]
fn marks_of_notes(bencher: divan::Bencher<'_, '_>) {
    run(bencher, &["a.[1]".repeat(50_000)]);
}

//! The language analysis, layer by layer, against the roof of a single pass over words.

use std::path::Path;

use divan::counter::BytesCount;
use klarbrief_text::{Layout, analyse, syllables};
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
}

/// The paragraphs of all letters of the corpus.
fn paragraphs() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut out = Vec::new();
    for folder in std::fs::read_dir(corpus).expect("the corpus is part of the project").flatten() {
        for name in ["before.txt", "after.txt"] {
            if let Ok(text) = std::fs::read_to_string(folder.path().join(name)) {
                out.extend(text.split("\n\n").map(str::to_owned));
            }
        }
    }
    out
}

fn bytes(paragraphs: &[String]) -> BytesCount {
    BytesCount::new(paragraphs.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn roof_unicode_words(bencher: divan::Bencher<'_, '_>) {
    let paragraphs = paragraphs();
    bencher
        .counter(bytes(&paragraphs))
        .bench(|| paragraphs.iter().map(|p| p.split_word_bounds().count()).sum::<usize>());
}

#[divan::bench]
fn full_analysis(bencher: divan::Bencher<'_, '_>) {
    let paragraphs = paragraphs();
    bencher
        .counter(bytes(&paragraphs))
        .bench(|| paragraphs.iter().map(|p| analyse(p, &Layout::default()).tokens.len()).sum::<usize>());
}

#[divan::bench]
fn syllables_of_all_words(bencher: divan::Bencher<'_, '_>) {
    let paragraphs: Vec<String> = paragraphs().iter().map(|p| p.to_lowercase()).collect();
    bencher
        .counter(bytes(&paragraphs))
        .bench(|| paragraphs.iter().flat_map(|p| p.split_whitespace()).map(syllables).sum::<usize>());
}

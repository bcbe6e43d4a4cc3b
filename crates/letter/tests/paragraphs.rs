//! A paragraph is analysed by itself: what stands before and after it changes nothing.

use std::path::Path;

use document::{BlockKind, read_txt};
use klarbrief_letter::analyse_blocks;

/// The paragraphs of running text of all letters of the corpus: single lines that end with a sentence, since how lines belong
/// together is read from their neighbours.
fn prose() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut folders: Vec<_> =
        std::fs::read_dir(corpus).expect("the corpus").map(|e| e.expect("a folder").path()).collect();
    folders.sort();
    let mut out = Vec::new();
    for path in folders.iter().flat_map(|f| [f.join("before.txt"), f.join("after.txt")]) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let document = read_txt(text);
        for block in document.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph) {
            let text = document.slice(block.range);
            if text.split_whitespace().count() > 12 && !text.contains('\n') && text.ends_with('.') {
                out.push(text.to_owned());
            }
        }
    }
    out
}

/// The analysis of each block of a text, written out.
fn analyses(text: &str) -> Vec<String> {
    analyse_blocks(&read_txt(text.to_owned())).iter().map(|p| format!("{p:?}")).collect()
}

#[test]
fn joined_paragraphs_have_the_analysis_that_each_has_alone() {
    let mut paragraphs = prose();
    assert!(paragraphs.len() > 50, "the corpus has {} paragraphs", paragraphs.len());
    for _ in 0..2 {
        let alone: Vec<String> = paragraphs.iter().flat_map(|p| analyses(p)).collect();
        let joined = analyses(&paragraphs.join("\n\n"));
        assert_eq!(joined.len(), alone.len());
        for (index, (joined, alone)) in joined.iter().zip(&alone).enumerate() {
            assert_eq!(joined, alone, "{:?}", paragraphs.get(index));
        }
        // Other neighbours, the same analysis.
        paragraphs.reverse();
    }
}

//! The structure of every letter of the corpus, one line for each block: its part and its first words.
//!
//! Read the snapshots as a clerk would: a line in the wrong part is a defect of the reader.

use std::fmt::Write;
use std::path::Path;

use klarbrief_letter::{analyse_blocks, parse};

#[test]
fn corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut folders: Vec<_> = std::fs::read_dir(corpus)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.join("before.txt").is_file())
        .collect();
    folders.sort();
    assert!(folders.len() >= 8);
    for folder in folders {
        for which in ["before", "after"] {
            let text = std::fs::read_to_string(folder.join(format!("{which}.txt"))).unwrap();
            let document = document::read_txt(text);
            let paragraphs = analyse_blocks(&document);
            let letter = parse(&document, &paragraphs);
            let mut out = String::new();
            let also: Vec<&str> = letter.kinds.also.iter().map(|k| k.key()).collect();
            writeln!(out, "kind: {} {also:?}", letter.kinds.main.key()).unwrap();
            for point in &letter.points {
                let text: String =
                    document.slice(point.range).split_whitespace().collect::<Vec<_>>().join(" ");
                writeln!(
                    out,
                    "point {} {:?}: {}",
                    point.number,
                    point.ruling,
                    text.chars().take(90).collect::<String>()
                )
                .unwrap();
            }
            for (block, part) in document.blocks.iter().zip(&letter.part_of_block) {
                let words: String =
                    document.slice(block.range).split_whitespace().collect::<Vec<_>>().join(" ");
                let layout = format!("{:?}", block.kind);
                let layout = layout.split([' ', '{']).next().unwrap_or_default();
                writeln!(
                    out,
                    "{:<15} {layout:<10} {}",
                    part.key(),
                    words.chars().take(70).collect::<String>()
                )
                .unwrap();
            }
            let name = format!("{}-{which}", folder.file_name().unwrap().to_string_lossy());
            insta::assert_snapshot!(name, out);
        }
    }
}

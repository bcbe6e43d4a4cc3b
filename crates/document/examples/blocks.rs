//! Prints the blocks of a letter as a reader sees them: `cargo run -p klarbrief-document --example blocks -- brief.pdf`.

use klarbrief_document::{Limits, read_path};

fn main() {
    for path in std::env::args_os().skip(1) {
        match read_path(std::path::Path::new(&path), &Limits::default()) {
            Ok(document) => {
                for block in &document.blocks {
                    let gap = if block.gap_before { "" } else { "|" };
                    println!("{gap}{:?}: {}", block.kind, document.slice(block.range).replace('\n', "⏎"));
                }
            }
            Err(error) => eprintln!("{}: {error}", path.display()),
        }
    }
}

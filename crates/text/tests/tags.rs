//! The analysis as a linguist reads it: a line of text, below it the tags, the base forms and the features.

use std::fmt::Write as _;
use std::path::Path;

use klarbrief_text::{Layout, Paragraph, analyse};

fn view(text: &str, paragraph: &Paragraph) -> String {
    let mut rows = [String::new(), String::new(), String::new(), String::new()];
    for token in &paragraph.tokens {
        let cells = [
            source::slice(text, token.range).to_owned(),
            token.tag.key().to_owned(),
            paragraph.lemma(token).to_owned(),
            token.morph.to_string().replace('|', " "),
        ];
        // Features are long: they get a line of their own below.
        let width = cells[..3].iter().map(|c| c.chars().count()).max().unwrap_or(0);
        for (row, cell) in rows.iter_mut().zip(&cells[..3]) {
            let _ = write!(row, "{cell:width$} ");
        }
        if cells[3] != "_" {
            let _ = write!(rows[3], "{}[{}] ", cells[0], cells[3]);
        }
    }
    rows.map(|row| row.trim_end().to_owned()).join("\n")
}

#[test]
fn tags() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tags");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the sentences").flatten().map(|e| e.path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let text = std::fs::read_to_string(file).expect("a file of sentences");
        let views: Vec<String> =
            text.lines().map(|line| view(line, &analyse(line, &Layout::default()))).collect();
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        insta::assert_snapshot!(name, views.join("\n\n"));
    }
}

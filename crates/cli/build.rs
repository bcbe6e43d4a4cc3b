//! Lists the pairs of the corpus, which the trainers' page offers as examples: one folder with `before.txt` and `after.txt` each.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let corpus = Path::new(&env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../corpus");
    println!("cargo::rerun-if-changed={}", corpus.display());
    let folders = fs::read_dir(&corpus).into_iter().flatten().flatten().map(|e| e.path());
    let mut pairs: Vec<PathBuf> =
        folders.filter(|f| f.join("before.txt").is_file() && f.join("after.txt").is_file()).collect();
    pairs.sort();
    let mut list = String::from("&[\n");
    for folder in pairs {
        let folder = folder.canonicalize().expect("the folder is there");
        let id = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let file = |name: &str| folder.join(name).display().to_string();
        let note = if folder.join("note.md").is_file() {
            format!("include_str!({:?})", file("note.md"))
        } else {
            "\"\"".to_owned()
        };
        let _ = writeln!(
            list,
            "Pair {{ id: {id:?}, before: include_str!({:?}), after: include_str!({:?}), note: {note} }},",
            file("before.txt"),
            file("after.txt"),
        );
    }
    list.push_str("]\n");
    let out = Path::new(&env::var_os("OUT_DIR").expect("cargo sets it")).join("pairs.rs");
    fs::write(out, list).expect("the build folder takes files");
}

//! Compiles the built-in rules together with the program, so that no start has to: into `rules.image` and `terms.txt`.
//!
//! A broken rule ends the build with the same words that `klarbrief check --rules` has for it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[path = "src/sources.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod sources;

fn main() -> ExitCode {
    // The folder is also embedded as it is, by a macro that cannot say that it must run again.
    println!("cargo:rerun-if-changed=../../rules");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/sources.rs");
    let folder = Path::new("../../rules");
    let mut sources = sources::Sources::default();
    let mut open = vec![folder.to_owned()];
    while let Some(inner) = open.pop() {
        for path in entries(&inner) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rule" || e == "tsv") {
                let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let text = std::fs::read_to_string(&path)
                    .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
                sources.add(below, text);
            }
        }
    }
    let (tables, mut errors) = sources.lexicons();
    let files: Vec<_> = sources.rules.into_values().collect();
    let (mut set, wrong) = rule::compile(&files, &tables);
    errors.extend(wrong);
    if !errors.is_empty() {
        errors.iter().for_each(|error| eprintln!("{error}"));
        return ExitCode::FAILURE;
    }
    // Checking letters never looks at examples.
    for rule in &mut set.rules {
        rule.bad.clear();
        rule.good.clear();
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where to write"));
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(out.join(name), bytes)
            .unwrap_or_else(|error| panic!("{name} cannot be written: {error}"));
    };
    write("rules.image", &set.to_image());
    write("terms.txt", sources::terms(&tables).join("\n").as_bytes());
    ExitCode::SUCCESS
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
    read.map(|entry| entry.expect("an entry of a folder").path()).collect()
}

//! Letters in another hand than the corpus, with damages that were written down before the first run.
//!
//! Each line of a `damages.txt`: kinds that may tell it, the words of the rewrite, `=>`, what takes their place. `\\n` is a line break.

use std::path::{Path, PathBuf};

use klarbrief::document::{Document, read_txt};
use klarbrief::{Checker, Lang, Report};
use klarbrief_compare::{Comparison, Side, compare};

/// Damages that are still missed.
const MISSED: usize = 12;

struct Checked {
    document: Document,
    report: Report,
}

impl Checked {
    fn new(checker: &Checker, text: &str) -> Checked {
        let document = read_txt(text.to_owned());
        let report = checker.check(&document);
        Checked { document, report }
    }

    fn against(&self, after: &Checked) -> Comparison {
        compare(Side::new(&self.document, &self.report), Side::new(&after.document, &after.report))
    }
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/other-hand");
    let mut out: Vec<PathBuf> =
        std::fs::read_dir(root).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    out.sort();
    out
}

#[test]
fn honest_rewrites_are_silent_and_damages_are_told() {
    let checker = Checker::builder().without_examples().build().expect("the built-in rules compile");
    let (mut noise, mut missed, mut all) = (Vec::new(), Vec::new(), 0);
    for folder in folders() {
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
        let text = read("after.txt");
        let before = Checked::new(&checker, &read("before.txt"));
        let honest = before.against(&Checked::new(&checker, &text));
        noise.extend(honest.problems().map(|c| format!("{}: {}", folder.display(), c.message(Lang::En))));
        for line in read("damages.txt").lines() {
            let (kinds, edit) = line.split_once(": ").expect("kinds");
            let (from, to) = edit.split_once(" =>").expect("an arrow");
            let (from, to) = (from.replace("\\n", "\n"), to.trim_start().replace("\\n", "\n"));
            assert_eq!(text.matches(&from).count(), 1, "{line}");
            let found = before.against(&Checked::new(&checker, &text.replacen(&from, &to, 1)));
            all += 1;
            if !found.problems().any(|c| kinds.split(", ").any(|k| k == c.kind.key())) {
                missed.push(format!("{}: {line}", folder.display()));
            }
        }
    }
    println!("{} of {all} damages reported\n{}", all - missed.len(), missed.join("\n"));
    assert!(noise.is_empty(), "{} reports on honest rewrites:\n{}", noise.len(), noise.join("\n"));
    assert!(all >= 80 && missed.len() <= MISSED, "{} of {all} missed:\n{}", missed.len(), missed.join("\n"));
}

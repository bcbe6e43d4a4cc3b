//! The rules that were compiled together with the program are those of the rule files.

use std::path::Path;

use klarbrief::{Checker, document};

#[test]
fn prepared_rules_find_what_rule_files_find() {
    let from_files = Checker::builder().build().expect("the built-in rules compile");
    let prepared = Checker::builder().without_examples().build().expect("the built-in rules compile");
    let ids = |checker: &Checker| -> Vec<String> {
        checker.ruleset().rules().iter().map(|rule| rule.id.to_string()).collect()
    };
    assert_eq!(ids(&from_files), ids(&prepared));

    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut letters = 0;
    for folder in std::fs::read_dir(corpus).expect("the corpus is part of the project").flatten() {
        let path = folder.path().join("before.txt");
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let letter = document::read_txt(text);
        assert_eq!(
            from_files.check(&letter).findings,
            prepared.check(&letter).findings,
            "{}",
            path.display()
        );
        letters += 1;
    }
    assert!(letters >= 10, "only {letters} letters were compared");
}

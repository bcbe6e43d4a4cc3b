//! The state of the law can be replaced, and its day follows.

use klarbrief::document::read_txt;
use klarbrief::letter::Norms;
use klarbrief::{Checker, Lang, Selector};

#[test]
fn a_folder_may_bring_another_state_of_the_law() {
    let dir = std::env::temp_dir().join(format!("klarbrief-norms-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("normen")).expect("a folder");
    let index = "# Rechtsstand: 2030-01-31\ngesetz\tparagraf\tabsatz\tsaetze\tnummern\tweggefallen\ttitel\nAufenthG\t500\t1\t2\n";
    std::fs::write(dir.join("normen/index.tsv"), index).expect("a file");
    let zitat = Selector::parse("zitat").expect("a group");
    let checker =
        Checker::builder().rules_dir(&dir).select(zitat).lang(Lang::De).build().expect("rules compile");
    std::fs::remove_dir_all(&dir).expect("gone again");

    let letter = read_txt("Das folgt aus § 500 Abs. 1 AufenthG, nicht aus § 5 Abs. 1 AufenthG.".to_owned());
    let report = checker.check(&letter);
    assert_eq!(report.law_date, "2030-01-31");
    let found: Vec<_> = report.findings.iter().map(|f| (&*f.rule, letter.slice(f.range))).collect();
    assert_eq!(found, [("zitat/unbekannter-paragraf", "§ 5 Abs. 1 AufenthG")]);
    assert!(report.findings[0].message.contains("31.01.2030"), "{}", report.findings[0].message);
    let exists: Vec<_> = report.letter.citations.iter().map(|c| c.refs[0].exists).collect();
    assert_eq!(exists, [Some(true), Some(false)]);
    // Names of laws stay the built-in ones.
    assert!(checker.ruleset().norms().law("VwVfG").is_some());
    assert_eq!(
        Checker::builder().build().expect("built-in").check(&letter).law_date,
        Norms::builtin().date()
    );
}

#[test]
fn nothing_is_called_unlawful() {
    let rules = klarbrief::Ruleset::builtin().expect("built-in rules");
    for rule in rules.rules().iter().filter(|r| r.group() == "zitat") {
        let texts = format!("{:?}{}{}{:?}", rule.message, rule.why.de, rule.why.en, rule.fixes);
        for word in ["rechtswidrig", "unwirksam", "nichtig", "unlawful", "void"] {
            assert!(!texts.contains(word), "{}: {word}", rule.id);
        }
    }
}

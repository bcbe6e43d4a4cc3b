//! Every example in every built-in rule file does what the file says.

use klarbrief::testing::{full_checker, run_examples};
use klarbrief::{BuildError, RulesetError};

#[test]
fn examples_of_all_rules() {
    let checker = match full_checker() {
        Ok(checker) => checker,
        Err(BuildError::Rules(RulesetError::Broken(errors))) => {
            let all: Vec<String> = errors.iter().map(|e| e.to_string()).collect();
            panic!("{}", all.join("\n\n"));
        }
        Err(other) => panic!("{other}"),
    };
    let rules = checker.ruleset().rules();
    assert!(rules.len() >= 25, "only {} rules", rules.len());
    let failures: Vec<String> = rules
        .iter()
        .flat_map(|rule| run_examples(&checker, rule))
        .map(|f| format!("{} ({}): {}\n    {}", f.rule, f.path, f.problem, f.text.replace('\n', "\n    ")))
        .collect();
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

//! The manual: each rule in it compiles, and it names everything there is.

use klarbrief_rule::{LexiconTable, Metric, Predicate, SourceFile, StatusLevel, Unit, compile};
use letter::{LetterKind, PartKind};
use text::{Case, ConstructionKind, Morph, Pos, TokenKind};

use crate::support::{REST, shown};

const MANUAL: &str = include_str!("../../../../grammar/README.md");

/// The fenced blocks of a language, with the line they start on.
fn blocks(language: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (index, line) in MANUAL.lines().enumerate() {
        match &mut open {
            Some(_) if line == "```" => blocks.extend(open.take()),
            Some((_, text)) => {
                text.push_str(line);
                text.push('\n');
            }
            None if line == format!("```{language}") => open = Some((index + 2, String::new())),
            None => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

fn table() -> LexiconTable {
    let tables = blocks("tsv");
    assert_eq!(tables.len(), 1, "the manual shows one table");
    let (table, errors) = LexiconTable::parse("amtsdeutsch", "grammar/README.md", &tables[0].1);
    assert!(errors.is_empty(), "{}", shown(&errors));
    table
}

/// A block is a whole rule, or clauses that are put into one. What a rule needs besides is added.
#[test]
fn every_rule_of_the_manual_compiles() {
    let blocks = blocks("rule");
    assert!(blocks.len() > 20, "{}", blocks.len());
    for (line, block) in blocks {
        let text = if block.lines().any(|l| l.starts_with("rule ")) {
            block
        } else {
            let own: Vec<&str> = block.lines().filter_map(|l| l.split_whitespace().next()).collect();
            let mut rest: String = REST
                .lines()
                .filter(|l| {
                    l.split_whitespace()
                        .next()
                        .is_some_and(|w| w == "bad" || w == "good" || !own.contains(&w))
                })
                .collect();
            let finds = ["match", "require", "construction", "lexicon", "native", "when"];
            if !own.iter().any(|word| finds.contains(word)) {
                rest.push_str(" match \"muster\";");
            }
            format!("rule manual/zeile-{line} {{\n{block}{rest}\n}}\n")
        };
        let file = SourceFile { path: format!("README.md line {line}"), text };
        let (set, errors) = compile(&[file], &[table()]);
        assert!(errors.is_empty(), "line {line}:\n{}", shown(&errors));
        assert!(!set.rules.is_empty(), "line {line}: a block without a rule");
    }
}

#[test]
fn the_manual_names_everything_there_is() {
    let mut names: Vec<&str> = Vec::new();
    names.extend(Metric::ALL.iter().map(|m| m.key()));
    names.extend(Predicate::ALL.iter().map(|p| p.key()));
    names.extend(Unit::ALL.iter().map(|u| u.key()));
    names.extend(StatusLevel::ALL.iter().map(|s| s.key()));
    names.extend(PartKind::KEYS.iter().map(|(_, k)| *k));
    names.extend(LetterKind::KEYS.iter().map(|(_, k)| *k));
    names.extend(ConstructionKind::ALL.iter().map(|k| k.key()));
    names.extend(Pos::ALL.iter().map(|p| p.key()));
    names.extend(TokenKind::ALL.iter().map(|k| k.key()));
    names.extend([Case::None, Case::Lower, Case::Title, Case::Upper, Case::Mixed].map(Case::key));
    for name in names {
        assert!(MANUAL.contains(&format!("`{name}`")), "the manual does not name `{name}`");
    }
    for (_, feature, value) in Morph::VALUES {
        let row = MANUAL.lines().find(|l| l.starts_with(&format!("| `{feature}` ")));
        assert!(row.is_some_and(|row| row.contains(&format!("`{value}`"))), "{feature}={value}");
    }
}

/// The clauses of the grammar and the headings of the manual are the same.
#[test]
fn the_manual_has_a_section_for_every_clause() {
    let grammar = include_str!("../../../../grammar/rule.pest");
    let known = grammar.split("known        = {").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
    for keyword in known.split('|').map(|k| k.trim().trim_start_matches("kw_")).filter(|k| *k != "rule") {
        assert!(MANUAL.contains(&format!("\n### `{keyword}`")), "no section for `{keyword}`");
    }
}

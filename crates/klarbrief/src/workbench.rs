//! Rule files while they are written: one file is compiled by itself, as an editor shows it.

use std::path::PathBuf;

use rule::{LexiconTable, Rule, RuleError, SourceFile};

use crate::ruleset;

/// What rule files may refer to: the tables of the built-in folder and of folders of one's own.
#[derive(Debug)]
pub struct Workbench {
    tables: Vec<LexiconTable>,
    files: Vec<SourceFile>,
}

impl Workbench {
    /// Reads the built-in folder and `dirs` over it. A folder that cannot be read is passed over, tables with errors are taken
    /// without the rows that are wrong.
    pub fn new(dirs: &[PathBuf]) -> Workbench {
        let sources = ruleset::sources(dirs);
        let (tables, _) = sources.lexicons();
        Workbench { tables, files: sources.rules.into_values().collect() }
    }

    /// The names of the tables, sorted.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|t| t.name.as_str())
    }

    /// The classes of a table, sorted, each once.
    pub fn classes(&self, table: &str) -> Vec<&str> {
        let rows = self.tables.iter().filter(|t| t.name == table).flat_map(|t| &t.rows);
        let mut classes: Vec<&str> = rows.map(|r| r.class.as_str()).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    /// The names of the native checks.
    pub fn natives(&self) -> &'static [&'static str] {
        crate::native::NAMES
    }

    /// Compiles one rule file by itself; `path` is where it lies or will lie. Rules with errors are left out.
    pub fn compile(&self, path: &str, text: &str) -> (Vec<Rule>, Vec<RuleError>) {
        let file = SourceFile { path: path.to_owned(), text: text.to_owned() };
        let (set, errors) = rule::compile(&[file], &self.tables);
        (set.rules, errors)
    }

    /// A rule by its id, with all its examples.
    pub fn rule(&self, id: &str) -> Option<Rule> {
        let end = format!("{id}.rule");
        let file = self.files.iter().rev().find(|f| f.path.replace('\\', "/").ends_with(&end))?;
        self.compile(&file.path, &file.text).0.into_iter().find(|r| *r.id == *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_is_compiled_with_the_tables_of_all() {
        let bench = Workbench::new(&[]);
        let rule = bench.rule("wort/unerklaerter-rechtsbegriff").expect("a built-in rule");
        assert!(rule.bad.len() >= 2 && rule.good.len() >= 2, "the examples are there");
        assert!(bench.classes("amtsdeutsch").contains(&"explain/remedy"));
        let (rules, errors) = bench.compile("regeln/wort/x.rule", "rule wort/x { sevrity warning; }");
        assert!(rules.is_empty());
        assert!(errors.iter().any(|e| e.message(source::Lang::En).contains("sevrity")), "{errors:?}");
    }
}

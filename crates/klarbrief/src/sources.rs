//! Which files of a folder of rules are what. The build script reads the built-in folder with the same eyes.

use std::collections::BTreeMap;

use rule::{LexiconTable, RuleError, SourceFile};

/// Rule files and tables as read from a folder.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// By path below the folder: rule files.
    pub rules: BTreeMap<String, SourceFile>,
    /// By name: tables.
    pub tables: BTreeMap<String, SourceFile>,
    /// By path: the tables of the law in `normen/`.
    pub law: BTreeMap<String, String>,
    /// By path: the tables of special days in `kalender/`.
    pub calendar: BTreeMap<String, String>,
    /// By path: the tables of the Länder in `rechtsbehelf/`.
    pub laender: BTreeMap<String, String>,
}

/// Tables of the Länder.
pub(crate) const LAENDER: &str = "rechtsbehelf/laender.tsv";
pub(crate) const REMEDIES: &str = "rechtsbehelf/rechtsbehelfe.tsv";

/// Tables of special days.
pub(crate) const CALENDAR: [&str; 2] = ["kalender/feiertage.tsv", "kalender/religioese-feiertage.tsv"];

impl Sources {
    /// Reads the tables.
    pub fn lexicons(&self) -> (Vec<LexiconTable>, Vec<RuleError>) {
        let mut errors = Vec::new();
        let mut tables = Vec::new();
        for (name, file) in &self.tables {
            let (table, wrong) = LexiconTable::parse(name, &file.path, &file.text);
            tables.push(table);
            errors.extend(wrong);
        }
        (tables, errors)
    }

    /// Adds a built-in file.
    pub fn add(&mut self, path: String, text: String) {
        let shown = format!("rules/{path}");
        self.add_as(path, shown, text);
    }

    /// Adds a file by its path below the folder; `path` is the one that errors show.
    pub fn add_as(&mut self, below: String, path: String, text: String) {
        // Tables that are no words to look for: those of the Länder, and those of the law, which crate `letter` reads.
        if below == LAENDER || below == REMEDIES {
            self.laender.insert(below, text);
            return;
        }
        if below.starts_with("normen/") && below.ends_with(".tsv") {
            self.law.insert(below, text);
            return;
        }
        if CALENDAR.contains(&below.as_str()) {
            self.calendar.insert(below, text);
            return;
        }
        if below.ends_with(".rule") {
            self.rules.insert(below, SourceFile { path, text });
        } else if let Some(stem) = below.strip_suffix(".tsv") {
            let name = stem.rsplit('/').next().unwrap_or(stem).to_owned();
            self.tables.insert(name, SourceFile { path, text });
        }
    }
}

/// Single words that tables keep: they are explained, not replaced. In lower case.
pub(crate) fn terms(tables: &[LexiconTable]) -> Vec<String> {
    let explained = tables
        .iter()
        .flat_map(|t| &t.rows)
        .filter(|r| r.class.starts_with("explain/") || r.class.starts_with("known/"));
    let words = explained.flat_map(|r| r.pattern.split(" / ")).filter(|w| !w.contains(' '));
    words.map(|w| w.trim_end_matches('*').to_lowercase()).collect()
}

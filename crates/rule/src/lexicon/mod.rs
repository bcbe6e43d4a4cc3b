//! Tables of words and phrases with what to write instead.

mod rows;

use serde::{Deserialize, Serialize};
use source::TextRange;

use crate::compile::SourceFile;
use crate::error::{ErrorKind, Errors, RuleError};

pub(crate) use rows::nodes;

/// A table of words and phrases, read from tab-separated lines.
#[derive(Debug, Clone, PartialEq)]
pub struct LexiconTable {
    /// The name that rules use.
    pub name: String,
    /// Path of the file, as handed in.
    pub path: String,
    /// Its rows in order.
    pub rows: Vec<LexiconRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LexiconRow {
    /// The words, in the notation that `grammar/README.md` describes.
    pub pattern: String,
    /// What to write instead, best first.
    pub suggestions: Vec<Suggestion>,
    /// The class of the row (`replace/prep`).
    pub class: String,
    /// A remark for people who work on the table.
    pub note: Option<String>,
    /// Line in the file, from 1.
    pub line: u32,
}

/// One suggestion of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The words, without the brackets of an advice.
    pub text: String,
    /// What can be done with them.
    pub kind: SuggestionKind,
}

/// What can be done with a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SuggestionKind {
    /// Can stand in place of the words.
    Replacement,
    /// Has gaps (`…`) to be filled first.
    Frame,
    /// Says what to do; stands in brackets in the table.
    Advice,
}

impl Suggestion {
    /// Reads the cell of a table: suggestions parted by `;`.
    fn parse_all(cell: &str) -> Vec<Suggestion> {
        cell.split(';').map(str::trim).filter(|s| !s.is_empty()).map(Suggestion::parse).collect()
    }

    fn parse(text: &str) -> Suggestion {
        let advice = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        match advice {
            Some(inner) => Suggestion { text: inner.trim().to_owned(), kind: SuggestionKind::Advice },
            None if text.contains('…') => Suggestion { text: text.to_owned(), kind: SuggestionKind::Frame },
            None => Suggestion { text: text.to_owned(), kind: SuggestionKind::Replacement },
        }
    }
}

/// The columns of a table, in order.
const HEADER: [&str; 4] = ["pattern", "suggestion", "kind", "note"];

impl LexiconTable {
    /// Reads a table: a header line `pattern suggestion kind note`, then one row a line, columns parted by tabs.
    ///
    /// Blank lines and lines that start with `#` are left out. The last column may be missing. Rows with errors are
    /// left out of the table; each error names the line.
    pub fn parse(name: &str, path: &str, text: &str) -> (LexiconTable, Vec<RuleError>) {
        let file = SourceFile { path: path.to_owned(), text: text.to_owned() };
        let mut table = LexiconTable { name: name.to_owned(), path: path.to_owned(), rows: Vec::new() };
        let mut errors = Errors::default();
        let mut at = 0;
        let mut header = false;
        let mut seen: rustc_hash::FxHashMap<(String, String), TextRange> = rustc_hash::FxHashMap::default();
        for (index, raw) in text.split('\n').enumerate() {
            let start = at;
            at += raw.len() + 1;
            let bom = if index == 0 && raw.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
            let line = raw[bom..].trim_end_matches('\r');
            let start = start + bom;
            let place = source::range(start, start + line.len());
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut row_error = |problem: &'static str, range: TextRange, label: String| {
                errors.add(&file, || {
                    RuleError::new(&file, ErrorKind::InvalidRow { problem }, range).label(label)
                });
            };
            if !header {
                header = true;
                if line.split('\t').map(str::trim).eq(HEADER) {
                    continue;
                }
                row_error(
                    "the first line is not the header",
                    place,
                    format!("expected {}", HEADER.join("⇥")),
                );
            }
            let cells: Vec<&str> = line.split('\t').collect();
            if !(3..=4).contains(&cells.len()) {
                let label = format!("expected 3 or 4 columns, found {}", cells.len());
                row_error("a row with the wrong number of columns", place, label);
                continue;
            }
            let pattern = cells[0].trim();
            let class = cells[2].trim();
            if rows::variants(pattern).is_empty() {
                row_error("a row without a word", place, "expected words in the first column".to_owned());
                continue;
            }
            if class.is_empty() {
                row_error("a row without a class", place, "expected a class in the third column".to_owned());
                continue;
            }
            if let Some(first) = seen.get(&(pattern.to_lowercase(), class.to_owned())) {
                errors.add(&file, || {
                    RuleError::new(&file, ErrorKind::InvalidRow { problem: "a row is given twice" }, place)
                        .label("this class has it already".to_owned())
                        .second(&file, *first, "first here")
                });
                continue;
            }
            seen.insert((pattern.to_lowercase(), class.to_owned()), place);
            let note = cells.get(3).map(|n| n.trim()).filter(|n| !n.is_empty()).map(str::to_owned);
            table.rows.push(LexiconRow {
                pattern: pattern.to_owned(),
                suggestions: Suggestion::parse_all(cells[1]),
                class: class.to_owned(),
                note,
                line: index as u32 + 1,
            });
        }
        (table, errors.sorted())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_carry_suggestions_and_advice() {
        let text = "pattern\tsuggestion\tkind\tnote\r\nmangels\tweil … fehlt; ohne\treplace/prep\t\r\n\r\nobig*\t(genau benennen)\treplace/deictic\tNotiz\r\n";
        let (table, errors) = LexiconTable::parse("amtsdeutsch", "a.tsv", text);
        assert_eq!(errors, vec![]);
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[0].suggestions[0].kind, SuggestionKind::Frame);
        assert_eq!(table.rows[0].suggestions[1].kind, SuggestionKind::Replacement);
        assert_eq!(table.rows[0].note, None);
        let advice = Suggestion { text: "genau benennen".to_owned(), kind: SuggestionKind::Advice };
        assert_eq!(table.rows[1].suggestions, vec![advice]);
        assert_eq!((table.rows[1].line, table.rows[1].note.as_deref()), (4, Some("Notiz")));
    }

    #[test]
    fn errors_name_the_line() {
        let text = "pattern\tsuggestion\tkind\tnote\nnur eins\n \tx\tk\t\na\tb\t\t\nx\ty\tk\t\nX\tz\tk\t\n";
        let (table, errors) = LexiconTable::parse("t", "t.tsv", text);
        let lines: Vec<u32> = errors.iter().map(|e| e.labels()[0].line).collect();
        assert_eq!(lines, [2, 3, 4, 6]);
        assert_eq!(errors[3].labels()[1].line, 5);
        assert_eq!(table.rows.len(), 1);
    }
}

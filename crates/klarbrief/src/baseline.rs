//! What was found before: a list of known findings, so that only new ones count.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use source::Lang;

use crate::Fingerprint;
use crate::config::clean_path;

/// The findings of letters at some time.
///
/// Written as text: a line for each finding with path, rule and fingerprint, parted by tabs and sorted, so that a change can be
/// reviewed line by line. Paths count from the folder of the file. No word of a letter is in it unless asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By path, then by rule and fingerprint: an excerpt, empty without one.
    letters: BTreeMap<String, BTreeMap<(String, Fingerprint), String>>,
}

/// What became of the known findings of a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// By finding: true if it was known.
    pub known: Vec<bool>,
    /// Rules of known findings that are gone, each as often as findings are.
    pub gone: Vec<String>,
    /// Rules that find more than before: rule, before, now.
    pub worse: Vec<(String, usize, usize)>,
}

/// A line of a baseline that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}", self.message(Lang::En))]
pub struct BaselineError {
    /// The line, from 1.
    pub line: usize,
    problem: Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    Header,
    Columns,
    Fingerprint,
}

impl BaselineError {
    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self, lang: Lang) -> &'static str {
        match self.problem {
            Problem::Header => lang.pick(
                "das ist keine Baseline dieser Version von Klarbrief",
                "this is no baseline of this version of Klarbrief",
            ),
            Problem::Columns => lang.pick(
                "erwartet werden Pfad, Regel und Fingerabdruck mit Tabulatoren dazwischen",
                "path, rule and fingerprint with tabs between them are expected",
            ),
            Problem::Fingerprint => lang.pick(
                "ein Fingerabdruck hat 32 Ziffern von 0 bis f",
                "a fingerprint has 32 digits from 0 to f",
            ),
        }
    }
}

/// The first line; the number is that of the format.
const HEADER: &str = "# klarbrief baseline 1";

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// The first line that cannot be understood. Nothing is guessed: a line that was lost would make its finding new.
    pub fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let mut baseline = Baseline::default();
        let mut lines = text.lines().enumerate();
        let first = lines.next().map(|(_, line)| line.trim_start_matches('\u{feff}').trim_end());
        if first != Some(HEADER) {
            return Err(BaselineError { line: 1, problem: Problem::Header });
        }
        for (index, line) in lines {
            let wrong = |problem| BaselineError { line: index + 1, problem };
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.splitn(4, '\t');
            let (Some(path), Some(rule), Some(print)) = (cells.next(), cells.next(), cells.next()) else {
                return Err(wrong(Problem::Columns));
            };
            let print = print.trim().parse().map_err(|_| wrong(Problem::Fingerprint))?;
            baseline.add(&plain(path), rule, print, &plain(cells.next().unwrap_or("").trim()));
        }
        Ok(baseline)
    }

    /// Adds a finding; `excerpt` may be empty.
    pub fn add(&mut self, path: &str, rule: &str, print: Fingerprint, excerpt: &str) {
        let letter = self.letters.entry(path.to_owned()).or_default();
        letter.insert((rule.to_owned(), print), excerpt.to_owned());
    }

    /// The path of a letter as a baseline in the folder `base` writes it.
    pub fn key(base: &Path, path: &Path) -> String {
        let (base, path) = (clean_path(base), clean_path(path));
        let mut up = String::new();
        let mut from = base.as_path();
        let below = loop {
            match path.strip_prefix(from) {
                Ok(below) => break below,
                Err(_) => match from.parent() {
                    Some(parent) => {
                        up.push_str("../");
                        from = parent;
                    }
                    // Another disk.
                    None => return path.to_string_lossy().replace('\\', "/"),
                },
            }
        };
        up + &below.to_string_lossy().replace('\\', "/")
    }

    /// The paths of its letters, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.letters.keys().map(String::as_str)
    }

    /// The number of findings.
    pub fn len(&self) -> usize {
        self.letters.values().map(BTreeMap::len).sum()
    }

    /// True without a finding.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Takes the findings of a letter over from another baseline.
    pub fn keep(&mut self, path: &str, other: &Baseline) {
        if let Some(letter) = other.letters.get(path) {
            self.letters.insert(path.to_owned(), letter.clone());
        }
    }

    /// Compares what a letter has now: rule and fingerprint of each finding. `runs` tells whether a rule ran at all.
    pub fn compare(
        &self,
        path: &str,
        findings: &[(&str, Fingerprint)],
        runs: impl Fn(&str) -> bool,
    ) -> Comparison {
        let empty = BTreeMap::new();
        let before = self.letters.get(path).unwrap_or(&empty);
        let now: BTreeMap<(String, Fingerprint), ()> =
            findings.iter().map(|(rule, print)| (((*rule).to_owned(), *print), ())).collect();
        let gone = before.keys().filter(|key| runs(&key.0) && !now.contains_key(*key));
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (rule, _) in before.keys() {
            counts.entry(rule).or_default().0 += 1;
        }
        for (rule, _) in findings {
            counts.entry(rule).or_default().1 += 1;
        }
        let worse = counts.into_iter().filter(|(_, (before, now))| now > before);
        Comparison {
            known: findings
                .iter()
                .map(|(rule, print)| before.contains_key(&((*rule).to_owned(), *print)))
                .collect(),
            gone: gone.map(|(rule, _)| rule.clone()).collect(),
            worse: worse.map(|(rule, (before, now))| (rule.to_owned(), before, now)).collect(),
        }
    }
}

impl std::fmt::Display for Baseline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{HEADER}")?;
        writeln!(f, "# path\trule\tfingerprint")?;
        for (path, letter) in &self.letters {
            for ((rule, print), excerpt) in letter {
                write!(f, "{}\t{rule}\t{print}", escaped(path))?;
                if !excerpt.is_empty() {
                    write!(f, "\t{}", escaped(excerpt))?;
                }
                f.write_char('\n')?;
            }
        }
        Ok(())
    }
}

/// A cell: what would end it or make it a comment is written otherwise.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '#' if index == 0 => out.push_str("\\#"),
            c => out.push(c),
        }
    }
    out
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            c => c,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(n: u8) -> Fingerprint {
        format!("{n:032x}").parse().expect("a fingerprint")
    }

    #[test]
    fn it_is_written_sorted_and_read_again() {
        let mut baseline = Baseline::default();
        baseline.add("b.txt", "satz/passiv", print(2), "");
        baseline.add("b.txt", "satz/passiv", print(1), "");
        baseline.add("a\tb\\c.txt", "wort/x", print(3), "ein\nAuszug");
        baseline.add("#1.txt", "wort/x", print(3), "");
        let text = baseline.to_string();
        let lines: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[0].starts_with("\\#1.txt\t") && lines[2].starts_with("b.txt\tsatz/passiv\t0"));
        let again = Baseline::parse(&text.replace('\n', "\r\n")).expect("a baseline");
        assert_eq!(again, baseline);
        assert_eq!(again.to_string(), text);
        assert_eq!(again.len(), 4);
    }

    #[test]
    fn broken_lines_are_named() {
        let line =
            |text: &str| Baseline::parse(&format!("{HEADER}\n{text}")).map_err(|e| (e.line, e.problem));
        assert_eq!(line("\n# x\na\tb\n"), Err((4, Problem::Columns)));
        assert_eq!(line("a\tb\tc\n"), Err((2, Problem::Fingerprint)));
        assert_eq!(Baseline::parse("").map_err(|e| e.problem), Err(Problem::Header));
        assert_eq!(Baseline::parse("# klarbrief baseline 2\n").map_err(|e| e.problem), Err(Problem::Header));
    }

    #[test]
    fn known_new_gone_and_worse_are_told_apart() {
        let mut baseline = Baseline::default();
        for n in 1..4 {
            baseline.add("a.txt", "satz/passiv", print(n), "");
        }
        baseline.add("a.txt", "wort/x", print(9), "");
        let now = [("satz/passiv", print(1)), ("satz/passiv", print(7)), ("ton/y", print(8))];
        let comparison = baseline.compare("a.txt", &now, |rule| rule != "wort/x");
        assert_eq!(comparison.known, [true, false, false]);
        assert_eq!(comparison.gone, ["satz/passiv", "satz/passiv"]);
        assert_eq!(comparison.worse, [("ton/y".to_owned(), 0, 1)]);
        assert_eq!(baseline.compare("b.txt", &now, |_| true).known, [false; 3]);
    }

    #[test]
    fn paths_count_from_the_folder_of_the_file() {
        let key = |base: &str, path: &str| Baseline::key(Path::new(base), Path::new(path));
        assert_eq!(key("/amt", "/amt/a/b.txt"), "a/b.txt");
        assert_eq!(key("/amt/ci", "/amt/./a/../b.txt"), "../b.txt");
        assert_eq!(key("/amt/ci", "/x.txt"), "../../x.txt");
    }
}

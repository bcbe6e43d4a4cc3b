//! Rule files: errors of the compiler, hover and completion. The manual in `grammar/README.md` says what a clause means; it is
//! shown as it stands there, so that editor and manual never differ.

use std::sync::LazyLock;

use klarbrief::diagnostic::{Applicability, Severity};
use klarbrief::letter::{LetterKind, PartKind, Ruling};
use klarbrief::rule::{Metric, Predicate, RuleError, StatusLevel, Unit};
use klarbrief::source::TextRange;
use klarbrief::text::{ConstructionKind, Pos, TokenKind};
use lsp_types::{
    CompletionItem, CompletionItemKind, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    Location, NumberOrString, Range, SymbolKind,
};

use super::completion::{Proposals, documentation};
use super::diagnostics::SOURCE;
use super::outline::symbol;
use super::{View, hover};
use crate::uri;

const MANUAL: &str = include_str!("../../../../grammar/README.md");

/// A clause with what the manual says about it, example included.
struct Clause {
    name: &'static str,
    text: &'static str,
}

/// An attribute of a token test.
struct Attribute {
    name: &'static str,
    compares: &'static str,
    values: &'static str,
}

static CLAUSES: LazyLock<Vec<Clause>> = LazyLock::new(|| {
    let clauses = section(MANUAL, "## Clauses");
    let pieces = clauses.split("\n### `").skip(1);
    pieces
        .filter_map(|p| p.split_once("`\n"))
        .map(|(name, text)| Clause { name, text: text.trim() })
        .collect()
});

static ATTRIBUTES: LazyLock<Vec<Attribute>> = LazyLock::new(|| {
    let rows = section(MANUAL, "### Tests").lines().filter(|l| l.starts_with("| `"));
    let cells = rows.filter_map(|row| {
        let mut cells = row.trim_matches('|').splitn(3, " | ").map(str::trim);
        Some((cells.next()?, cells.next()?, cells.next()?))
    });
    // A row may name two attributes; rows of features have two cells.
    let rows = cells.flat_map(|(names, compares, values)| {
        let names = names.split(", ").map(|n| n.trim_matches('`'));
        names.map(move |name| Attribute { name, compares, values })
    });
    rows.collect()
});

/// The text of a section of the manual, up to the next one of the same depth or above.
fn section(manual: &'static str, heading: &str) -> &'static str {
    let Some(at) = manual.find(&format!("\n{heading}\n")) else { return "" };
    let body = &manual[at + heading.len() + 2..];
    let depth = heading.chars().take_while(|c| *c == '#').count();
    let ends = (2..=depth).filter_map(|d| body.find(&format!("\n{} ", "#".repeat(d))));
    &body[..ends.min().unwrap_or(body.len())]
}

/// The errors of the compiler.
pub(crate) fn diagnostics(view: &View<'_>) -> Vec<Diagnostic> {
    let path = path(view);
    let (_, errors) = view.workbench().compile(&path, &view.document.text);
    errors.iter().map(|error| one(view, error)).collect()
}

/// The path that the compiler compares ids with; a document without a file may have any id.
fn path(view: &View<'_>) -> String {
    match uri::to_path(view.uri) {
        Some(path) => path.to_string_lossy().into_owned(),
        None => uri::file_name(view.uri),
    }
}

fn one(view: &View<'_>, error: &RuleError) -> Diagnostic {
    let encoding = view.client.encoding;
    let lines = |range: TextRange| view.document.lines.range(range, encoding);
    let mut message = error.message(view.lang);
    if let Some(label) = error.labels().first().filter(|l| !l.text.is_empty()) {
        message.push_str(": ");
        message.push_str(&label.text);
    }
    if let Some(help) = error.help() {
        message.push_str(&format!(" ({help})"));
    }
    let own = path(view);
    let related =
        error.labels().iter().skip(1).filter(|l| l.path == own).map(|label| DiagnosticRelatedInformation {
            location: Location { uri: view.uri.clone(), range: lines(label.range) },
            message: label.text.clone(),
        });
    let related: Vec<_> = if view.client.related_information { related.collect() } else { Vec::new() };
    Diagnostic {
        range: lines(error.range()),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String("rule-file".to_owned())),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// The rules of the file.
pub(crate) fn symbols(view: &View<'_>) -> Vec<lsp_types::DocumentSymbol> {
    let (rules, _) = view.workbench().compile(&path(view), &view.document.text);
    let encoding = view.client.encoding;
    let end = view.document.text.len() as u32;
    let starts: Vec<u32> = rules.iter().map(|r| r.range.start().into()).collect();
    let next = |start: u32| starts.iter().copied().filter(|s| *s > start).min().unwrap_or(end);
    let ranges = rules.iter().map(|rule| {
        let start: u32 = rule.range.start().into();
        let whole = TextRange::new(rule.range.start(), next(start).max(rule.range.end().into()).into());
        let (whole, own): (Range, Range) =
            (view.document.lines.range(whole, encoding), view.document.lines.range(rule.range, encoding));
        let title = rule.title.pick(view.lang).to_string();
        symbol(rule.id.to_string(), title, SymbolKind::CLASS, whole, own, Vec::new())
    });
    ranges.collect()
}

/// What the word at an offset means.
pub(crate) fn hover(view: &View<'_>, offset: u32) -> Option<(TextRange, String)> {
    let text = &view.document.text;
    let range = word(text, offset as usize);
    let name = &text[range.clone()];
    let place = klarbrief::source::range(range.start, range.end);
    if in_string(text, offset as usize) {
        return None;
    }
    if name.contains('/') {
        return hover::rule_page(view.workbench(), view, name).map(|page| (place, page));
    }
    if in_test(text, offset as usize)
        && let Some(a) = ATTRIBUTES.iter().find(|a| a.name == name)
    {
        return Some((place, format!("**`{}`** – {}\n\n{}", a.name, a.compares, a.values)));
    }
    let clause = CLAUSES.iter().find(|c| c.name == name)?;
    Some((place, format!("**`{}`**\n\n{}", clause.name, clause.text)))
}

/// What can stand at an offset.
pub(crate) fn complete(view: &View<'_>, offset: u32) -> Option<Proposals> {
    let text = &view.document.text;
    let at = offset as usize;
    let before = &text[..at];
    let statement = &before[statement_start(before)..];
    let clause = statement.split_whitespace().next().unwrap_or_default();
    if in_string(text, at) {
        // Tables are named in strings.
        let open = before.rfind('"')? + 1;
        let items: Vec<CompletionItem> = match clause {
            "lexicon" => {
                let named = statement.split('"').nth(1).filter(|_| statement.matches('"').count() > 1);
                let bench = view.workbench();
                match named {
                    Some(table) => bench
                        .classes(table)
                        .into_iter()
                        .map(|c| plain(c, CompletionItemKind::ENUM_MEMBER))
                        .collect(),
                    None => bench.tables().map(|t| plain(t, CompletionItemKind::FILE)).collect(),
                }
            }
            "native" => {
                view.workbench().natives().iter().map(|n| plain(n, CompletionItemKind::FUNCTION)).collect()
            }
            _ => return None,
        };
        return Some(Proposals { start: open as u32, items });
    }
    let start = word(text, at).start.min(at);
    let start =
        if before[start..].chars().all(|c| c.is_alphanumeric() || c == '-' || c == '/') { start } else { at };
    let alone = statement.trim_start().len() <= at - start;
    let items = if in_test(text, at) {
        in_brackets(view, before, start)
    } else if alone {
        clauses(view)
    } else {
        values(view, clause)
    };
    (!items.is_empty()).then_some(Proposals { start: start as u32, items })
}

fn clauses(view: &View<'_>) -> Vec<CompletionItem> {
    let items = CLAUSES.iter().map(|clause| CompletionItem {
        documentation: Some(documentation(clause.text.to_owned(), view)),
        ..plain(clause.name, CompletionItemKind::KEYWORD)
    });
    items.collect()
}

/// Attributes, or the values of the attribute that is compared.
fn in_brackets(view: &View<'_>, before: &str, start: usize) -> Vec<CompletionItem> {
    let test = &before[before.rfind('[').unwrap_or(0)..start];
    let compared = test.trim_end().ends_with(['=', '|', '<', '>']);
    let attribute = test
        .rsplit(['&', '[', '('])
        .next()
        .unwrap_or_default()
        .trim()
        .split(['=', '!', '<', '>', ' '])
        .next();
    if compared {
        let keys: Vec<&str> = match attribute {
            Some("pos") => Pos::ALL.iter().map(|p| p.key()).collect(),
            Some("kind") => TokenKind::ALL.iter().map(|k| k.key()).collect(),
            Some("case") => vec!["none", "lower", "title", "upper", "mixed"],
            Some("space") => vec!["before", "none"],
            _ => Vec::new(),
        };
        return keys.into_iter().map(|k| plain(k, CompletionItemKind::ENUM_MEMBER)).collect();
    }
    let items = ATTRIBUTES.iter().map(|a| CompletionItem {
        detail: Some(a.compares.to_owned()),
        documentation: Some(documentation(a.values.to_owned(), view)),
        ..plain(a.name, CompletionItemKind::FIELD)
    });
    items.collect()
}

/// The names that a clause takes.
fn values(view: &View<'_>, clause: &str) -> Vec<CompletionItem> {
    let parts = || PartKind::KEYS.iter().map(|(_, k)| *k);
    let constructions = || ConstructionKind::ALL.iter().map(|c| c.key());
    let keys: Vec<&str> = match clause {
        "severity" => Severity::ALL.iter().map(|s| s.key()).chain(["when"]).collect(),
        "status" => StatusLevel::ALL.iter().map(|s| s.key()).chain(["since"]).collect(),
        "scope" => {
            Unit::ALL.iter().map(|u| u.key()).chain(["in", "not", "prose", "all"]).chain(parts()).collect()
        }
        "kinds" => LetterKind::KEYS.iter().map(|(_, k)| *k).collect(),
        "rulings" => Ruling::KEYS.iter().map(|(_, k)| *k).collect(),
        "construction" => constructions().collect(),
        "at" => ["unit", "start", "end", "excess", "matter"].into_iter().chain(parts()).collect(),
        "fix" => [Applicability::Manual, Applicability::Suggested, Applicability::Safe]
            .iter()
            .map(|a| a.key())
            .collect(),
        "title" | "message" | "why" => vec!["de", "en"],
        "when" => [
            "and", "or", "not", "count", "contains", "has", "letter", "reasons", "ruling", "cites", "kind",
            "part", "land", "date",
        ]
        .into_iter()
        .chain(Metric::ALL.iter().map(|m| m.key()))
        .chain(Predicate::ALL.iter().map(|p| p.key()))
        .chain(constructions())
        .collect(),
        "rule" => {
            view.checker.map(|c| c.ruleset().rules().iter().map(|r| r.group()).collect()).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    let mut seen = std::collections::BTreeSet::new();
    let keys = keys.into_iter().filter(|k| seen.insert(*k));
    keys.map(|k| plain(k, CompletionItemKind::ENUM_MEMBER)).collect()
}

fn plain(label: &str, kind: CompletionItemKind) -> CompletionItem {
    CompletionItem { label: label.to_owned(), kind: Some(kind), ..CompletionItem::default() }
}

/// The bytes of the word at an offset; letters, digits, hyphens and slashes.
fn word(text: &str, at: usize) -> std::ops::Range<usize> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_');
    let start = text[..at].char_indices().rev().take_while(|(_, c)| inside(*c)).last().map_or(at, |(i, _)| i);
    let end = text[at..].char_indices().find(|(_, c)| !inside(*c)).map_or(text.len(), |(i, _)| at + i);
    start..end
}

/// Where the clause begins that an offset at the end of `before` lies in.
fn statement_start(before: &str) -> usize {
    let (mut start, mut quoted, mut escaped, mut comment) = (0, false, false, false);
    for (at, c) in before.char_indices() {
        match c {
            '\n' => comment = false,
            _ if comment => {}
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '#' if !quoted => comment = true,
            // Braces of repetitions stand behind a pattern, without a blank.
            ';' if !quoted => start = at + 1,
            '{' | '}' if !quoted && (at == 0 || before[..at].ends_with(char::is_whitespace)) => {
                start = at + 1
            }
            _ => {}
        }
    }
    // Comments before the clause are no part of it.
    let rest = &before[start..];
    let skipped = rest.split_inclusive('\n').take_while(|l| {
        let l = l.trim();
        l.is_empty() || l.starts_with('#')
    });
    start + skipped.map(str::len).sum::<usize>()
}

fn in_string(text: &str, at: usize) -> bool {
    let clause = &text[..at][statement_start(&text[..at])..];
    let (mut quoted, mut escaped) = (false, false);
    for c in clause.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
    }
    quoted
}

/// True between the brackets of a token test.
fn in_test(text: &str, at: usize) -> bool {
    let clause = &text[..at][statement_start(&text[..at])..];
    let (mut depth, mut quoted) = (0i32, false);
    for c in clause.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth -= 1,
            _ => {}
        }
    }
    depth > 0 && !quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_has_all_clauses_and_attributes() {
        let names: Vec<&str> = CLAUSES.iter().map(|c| c.name).collect();
        for name in ["severity", "match", "scope", "good", "lexicon"] {
            assert!(names.contains(&name), "{names:?}");
        }
        assert_eq!(names.len(), 25);
        let names: Vec<&str> = ATTRIBUTES.iter().map(|a| a.name).collect();
        assert_eq!(
            names,
            ["word", "lemma", "form", "pos", "morph", "kind", "case", "letters", "syllables", "space"]
        );
    }

    #[test]
    fn clauses_begin_behind_signs_that_end_one() {
        let clause = |before: &str| before[statement_start(before)..].trim().to_owned();
        assert_eq!(clause("rule a/b {\n  severity warning;\n  # x; y\n  match [po"), "match [po");
        assert_eq!(clause("rule a/b { match []{0,4} \"a;b\" [le"), "match []{0,4} \"a;b\" [le");
        assert_eq!(clause("rule a/b { severity w"), "severity w");
    }
}

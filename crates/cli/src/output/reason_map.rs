//! The reason map: for each ruling what carries it, with the words of the letter, and what would make it easier to follow.

use std::fmt::Write as _;

use klarbrief::document::Document;
use klarbrief::letter::{Point, ReasonKind, Sign, Trace};
use klarbrief::source::TextRange;

use crate::colour::Styles;
use crate::excerpt::{around, columns};
use crate::lang::{lang, tr};
use crate::letter::Letter;
use crate::names;

/// Rulings that the map shows.
const MOST_POINTS: usize = 12;

/// Norms that a line shows.
const MOST_NORMS: usize = 4;

/// Writes the map.
pub(crate) struct ReasonMap {
    pub styles: Styles,
    /// Columns of the terminal.
    pub width: usize,
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl ReasonMap {
    pub(crate) fn write(&self, letter: &Letter, out: &mut String) {
        let points = &letter.report.letter.points;
        let decides = points.iter().filter(|p| p.ruling.decides());
        if decides.clone().next().is_none() {
            return;
        }
        let Styles { strong, .. } = self.styles;
        let score = letter.report.scores.traceability;
        let title = tr("Begründungskarte", "Reason map");
        let _ = match score {
            Some(score) => writeln!(
                out,
                "\n  {strong}{title}{strong:#}: {}",
                tr(format!("Nachvollziehbarkeit {score} von 100"), format!("traceability {score} of 100"))
            ),
            None => writeln!(out, "\n  {strong}{title}{strong:#}"),
        };
        for point in decides.clone().take(MOST_POINTS) {
            self.point(letter, point, out);
        }
        let rest = decides.count().saturating_sub(MOST_POINTS);
        if rest > 0 {
            let _ = writeln!(out, "  {}", tr(format!("… und {rest} weitere"), format!("… and {rest} more")));
        }
    }

    fn point(&self, letter: &Letter, point: &Point, out: &mut String) {
        let Styles { strong, dim, good, error, warning, .. } = self.styles;
        let document = &letter.document;
        let range = without_marker(document, point);
        let effect = names::ruling(point.ruling);
        let state = if point.burden {
            tr(format!("Stufe {} von 5", point.level), format!("level {} of 5", point.level))
        } else {
            tr("begünstigt, braucht keine Gründe", "in favour, needs no reasons").to_owned()
        };
        let style = match point.level {
            _ if !point.burden => good,
            0 | 1 => error,
            2 | 3 => warning,
            _ => good,
        };
        let room = self.width.saturating_sub(columns(effect) + columns(&state) + 14).max(20);
        let text = around(&document.text, range, TextRange::empty(range.start()), room).line;
        let _ = writeln!(
            out,
            "  {strong}{:>3}.{strong:#} {text}  {dim}[{effect}]{dim:#} {style}{state}{style:#}",
            point.number
        );
        if !point.burden {
            return;
        }
        self.line(tr("Norm", "norm"), &norms(document, point), out);
        let kinds = [
            (ReasonKind::Requirement, tr("Anforderung", "requirement")),
            (ReasonKind::Fact, tr("Tatsache", "fact")),
            (ReasonKind::Link, tr("Verknüpfung", "link")),
        ];
        for (kind, label) in kinds {
            let shown = best(letter, point, kind).map(|r| self.words(document, r));
            self.line(label, &shown.unwrap_or_default(), out);
        }
        if point.discretion {
            self.line(tr("Ermessen", "discretion"), &self.discretion(letter, point), out);
        }
        let lacks = lacks(letter, point);
        if !lacks.is_empty() {
            let label = tr("Es fehlt", "missing");
            let _ = writeln!(out, "       {warning}{label}: {}{warning:#}", lacks.join(", "));
        }
    }

    fn line(&self, label: &str, words: &str, out: &mut String) {
        let Styles { dim, .. } = self.styles;
        let pad = " ".repeat(12usize.saturating_sub(columns(label)));
        let words = if words.is_empty() { "–" } else { words };
        let _ = writeln!(out, "       {dim}{label}{dim:#}{pad}{words}");
    }

    fn words(&self, document: &Document, range: TextRange) -> String {
        let line = around(
            &document.text,
            range,
            TextRange::empty(range.start()),
            self.width.saturating_sub(26).clamp(24, 90),
        )
        .line;
        tr(format!("„{line}“"), format!("“{line}”"))
    }

    /// "dafür ja, dagegen ja, Ergebnis nein", with the words of the result.
    fn discretion(&self, letter: &Letter, point: &Point) -> String {
        let chain = chain(letter, point);
        let has = |sign: Sign| chain.iter().any(|t| t.signs.has(sign));
        if let Some(trace) =
            chain.iter().find(|t| t.signs.has(Sign::Compelled) && !t.signs.has(Sign::Discretion))
        {
            let words = self.words(&letter.document, trace.range);
            return tr(format!("verneint: {words}"), format!("denied: {words}"));
        }
        let yes = |there: bool| if there { tr("ja", "yes") } else { tr("nein", "no") };
        let sides = [
            (tr("dafür", "for"), has(Sign::Pro)),
            (tr("dagegen", "against"), has(Sign::Contra)),
            (tr("Ergebnis", "result"), has(Sign::Outcome)),
        ];
        sides.map(|(label, there)| format!("{label} {}", yes(there))).join(", ")
    }
}

/// A ruling without the number that stands before it in the letter.
pub(super) fn without_marker(document: &Document, point: &Point) -> TextRange {
    let start = document.blocks.get(point.block).map_or(point.range.start(), |b| b.content_start);
    if point.range.contains(start) { TextRange::new(start, point.range.end()) } else { point.range }
}

pub(super) fn chain<'l>(letter: &'l Letter, point: &Point) -> Vec<&'l Trace> {
    let traces = &letter.report.letter.traces;
    point.chain.iter().map(|i| &traces[*i as usize]).collect()
}

/// The norms of a chain, each once.
pub(super) fn norms(document: &Document, point: &Point) -> String {
    let mut seen: Vec<String> = Vec::new();
    for reason in point.reasons.iter().filter(|r| r.kind == ReasonKind::Norm) {
        let text = document.slice(reason.range).split_whitespace().collect::<Vec<_>>().join(" ");
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    let more = seen.len().saturating_sub(MOST_NORMS);
    seen.truncate(MOST_NORMS);
    let mut out = seen.join(", ");
    if more > 0 {
        let _ = write!(out, " {}", tr(format!("und {more} weitere"), format!("and {more} more")));
    }
    out
}

/// The link of a kind that says most: the sentence that shows most signs.
pub(super) fn best(letter: &Letter, point: &Point, kind: ReasonKind) -> Option<TextRange> {
    let signs = |block: usize, sentence: usize| {
        let found =
            letter.report.letter.traces.binary_search_by_key(&(block, sentence), |t| (t.block, t.sentence));
        found.map_or(0, |i| {
            let signs = letter.report.letter.traces[i].signs;
            let weights =
                [(Sign::Fact, 2), (Sign::Link, 2), (Sign::Norm, 1), (Sign::Result, 1), (Sign::Answer, 1)];
            weights.iter().filter(|(s, _)| signs.has(*s)).map(|(_, w)| *w).sum::<u32>()
        })
    };
    let of_kind = point.reasons.iter().filter(|r| r.kind == kind);
    of_kind.max_by_key(|r| (signs(r.block, r.sentence), std::cmp::Reverse(r.range.start()))).map(|r| r.range)
}

/// What would raise the level.
pub(super) fn lacks(letter: &Letter, point: &Point) -> Vec<&'static str> {
    klarbrief::names::lacks(&letter.report, point, lang())
}

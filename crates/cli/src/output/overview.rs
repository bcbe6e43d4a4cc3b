//! A run on one screen: how many letters, words and findings, how the scores spread, which rules speak most.

use std::fmt::Write as _;

use klarbrief::rule::format_number;

use super::Format;
use super::concise::one_line;
use super::text::{counts, pad};
use crate::colour::Styles;
use crate::excerpt::{columns, shortened};
use crate::lang::{lang, tr};
use crate::letter::Checked;
use crate::names;
use crate::totals::{BANDS, Spread, Totals};

/// Rules that the table names; what stands above and below leaves room for no more on a screen of 40 lines.
const MOST_RULES: usize = 12;

/// Columns of the longest bar.
const BAR: usize = 30;

/// Only the report about the run, nothing of the single letters.
pub(crate) struct Overview {
    pub styles: Styles,
    /// Columns of the terminal.
    pub width: usize,
}

impl Format for Overview {
    fn letter(&self, _: &Checked) -> Vec<u8> {
        Vec::new()
    }

    fn close(&self, totals: &Totals) -> Vec<u8> {
        self.report(totals).into_bytes()
    }
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Overview {
    /// The first line says what was checked and found; tables follow.
    pub(crate) fn report(&self, totals: &Totals) -> String {
        let Styles { strong, .. } = self.styles;
        let read = totals.files - totals.errors.len();
        let letters = match read {
            1 => tr("1 Brief geprüft", "1 letter checked").to_owned(),
            n => tr(format!("{n} Briefe geprüft"), format!("{n} letters checked")),
        };
        let mut out = format!("{strong}{letters}: {}", counts(totals.tally));
        if !totals.errors.is_empty() {
            let n = totals.errors.len();
            let _ = write!(out, "; {}", tr(format!("{n} nicht lesbar"), format!("{n} could not be read")));
        }
        let _ = writeln!(out, ".{strong:#}");
        if read == 0 {
            return out;
        }
        let _ = writeln!(out, "  {}", length(totals));
        self.spread(tr("Lesbarkeit", "Readability"), &totals.comprehensibility, &mut out);
        self.spread(
            tr("Nachvollziehbarkeit der Begründung", "Traceability of the reasons"),
            &totals.traceability,
            &mut out,
        );
        self.rules(totals, &mut out);
        self.weakest(totals, &mut out);
        out
    }

    fn heading(&self, title: &str, out: &mut String) {
        let strong = self.styles.strong;
        let _ = writeln!(out, "\n  {strong}{title}{strong:#}");
    }

    fn spread(&self, title: &str, spread: &Spread, out: &mut String) {
        let Some(mean) = spread.mean() else { return };
        let mean = format_number((mean * 10.0).round() / 10.0, lang());
        let count = spread.count();
        self.heading(
            &tr(
                format!(
                    "{title}: im Mittel {mean} von 100 ({count} {})",
                    if count == 1 { "Brief" } else { "Briefe" }
                ),
                format!(
                    "{title}: {mean} of 100 on average ({count} {})",
                    if count == 1 { "letter" } else { "letters" }
                ),
            ),
            out,
        );
        let most = spread.bands.iter().copied().max().unwrap_or(0).max(1);
        let first = spread.bands.iter().position(|n| *n > 0).unwrap_or(0);
        let last = spread.bands.iter().rposition(|n| *n > 0).unwrap_or(0);
        for (band, letters) in spread.bands.iter().enumerate().take(last + 1).skip(first) {
            let from = band * 100 / BANDS;
            let to = if band + 1 == BANDS { 100 } else { from + 100 / BANDS - 1 };
            let _ = writeln!(out, "    {:>7} {} {letters}", format!("{from}–{to}"), bar(*letters, most));
        }
    }

    fn rules(&self, totals: &Totals, out: &mut String) {
        let ranked = totals.ranked_rules();
        if ranked.is_empty() {
            return;
        }
        let name = ranked.iter().take(MOST_RULES).map(|(id, _)| columns(id)).max().unwrap_or(0);
        self.heading(
            &format!(
                "{} {:>10} {:>7} {:>7}",
                pad(tr("Regel", "Rule"), name),
                tr("Schwere", "Severity"),
                tr("Funde", "Found"),
                tr("Briefe", "Letters")
            ),
            out,
        );
        for (id, total) in ranked.iter().take(MOST_RULES) {
            let style = self.styles.severity(total.severity);
            let severity = names::severity(total.severity);
            let blanks = " ".repeat(10_usize.saturating_sub(columns(severity)));
            let _ = writeln!(
                out,
                "  {} {blanks}{style}{severity}{style:#} {:>7} {:>7}",
                pad(id, name),
                total.findings,
                total.letters
            );
        }
        if let Some(more) = ranked.len().checked_sub(MOST_RULES).filter(|n| *n > 0) {
            let dim = self.styles.dim;
            let findings: usize = ranked.iter().skip(MOST_RULES).map(|(_, t)| t.findings).sum();
            let _ = writeln!(
                out,
                "  {dim}{}{dim:#}",
                tr(
                    format!("… und {more} weitere Regeln mit {findings} Funden"),
                    format!("… and {more} more rules with {findings} findings")
                )
            );
        }
    }

    fn weakest(&self, totals: &Totals, out: &mut String) {
        if totals.comprehensibility.count() < 2 {
            return;
        }
        self.heading(tr("Am schwersten zu lesen", "Hardest to read"), out);
        for (score, path) in &totals.weakest {
            let score = format_number((score * 10.0).round() / 10.0, lang());
            let _ = writeln!(
                out,
                "    {score:>5}  {}",
                shortened(&one_line(path), self.width.saturating_sub(11))
            );
        }
    }
}

fn length(totals: &Totals) -> String {
    let (words, sentences) = (totals.words, totals.sentences);
    if sentences == 0 {
        return tr(format!("Umfang: {words} Wörter"), format!("Length: {words} words"));
    }
    let mean = format_number((words as f64 / sentences as f64 * 10.0).round() / 10.0, lang());
    tr(
        format!("Umfang: {words} Wörter in {sentences} Sätzen, im Mittel {mean} Wörter je Satz"),
        format!("Length: {words} words in {sentences} sentences, {mean} words per sentence on average"),
    )
}

/// A bar of blocks; one block at least for anything above nothing.
pub(crate) fn bar(value: usize, most: usize) -> String {
    let length = (value * BAR).div_ceil(most);
    format!("{}{}", "█".repeat(length), " ".repeat(BAR - length))
}

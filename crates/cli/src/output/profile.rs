//! What costs a letter most, and what it shows of the guiding principles (Leitziele), as bars.

use std::fmt::Write as _;

use klarbrief::leitziele::{self, Leitziel};
use klarbrief::rule::format_number;

use super::text::{pad, wrap};
use crate::colour::Styles;
use crate::excerpt::shortened;
use crate::lang::{lang, tr};
use crate::letter::Letter;
use crate::names;

/// Sentences and words that are shown.
const MOST_COSTS: usize = 3;

/// Less than this a sentence or word costs without anybody noticing.
const LEAST_POINTS: f64 = 0.5;

/// Rules with findings that a principle lists; they are sorted by weight.
const MOST_RULES: usize = 8;

/// Columns of a quotation.
const QUOTE: usize = 50;

/// Columns of a bar.
const BAR: usize = 10;

/// Columns of a name.
const NAME: usize = 19;

/// Columns of a principle with its bar.
const CELL: usize = 18 + NAME;

pub(crate) struct Profile {
    pub styles: Styles,
    /// Columns of the terminal.
    pub width: usize,
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Profile {
    /// The sentences and words that cost most.
    pub(crate) fn costs(&self, letter: &Letter, out: &mut String) {
        let Styles { strong, dim, .. } = self.styles;
        let most = letter.report.costs(&letter.document, MOST_COSTS);
        let felt = most.sentences.iter().filter(|s| s.points >= LEAST_POINTS).count();
        let costs = letter.report.costs(&letter.document, felt);
        if felt == 0 || letter.report.scores.effort.units.len() < 2 {
            return;
        }
        let title = tr("Das kostet die meisten Punkte", "What costs most points");
        let _ = writeln!(out, "\n  {strong}{title}{strong:#}");
        for sentence in &costs.sentences {
            let label = format!("{:>4}  ", number(sentence.points));
            let place = letter.report.place(&letter.document, sentence.range.start());
            let place = tr(format!("Absatz {}", place.paragraph), format!("paragraph {}", place.paragraph));
            let reasons = sentence.reasons(lang()).join(", ");
            let _ = writeln!(out, "  {label}{place}: {reasons}");
            let text =
                shortened(letter.document.slice(sentence.range), self.width.saturating_sub(10).max(20));
            let _ = writeln!(out, "        {dim}{text}{dim:#}");
        }
        let words: Vec<String> = most
            .words
            .iter()
            .filter(|w| w.points >= LEAST_POINTS)
            .map(|w| {
                let text = shortened(letter.document.slice(w.range), 40);
                let times = if w.count > 1 { format!(" ×{}", w.count) } else { String::new() };
                format!("{text}{times} ({})", number(w.points))
            })
            .collect();
        if !words.is_empty() {
            let _ = writeln!(out, "        {}: {}", tr("Wörter", "Words"), words.join(", "));
        }
        if let Some(score) = costs.score_without {
            let score = number(score);
            let n = costs.sentences.len();
            let line = match n {
                1 => tr(
                    format!("Ohne diesen Satz: {score} von 100"),
                    format!("Without this sentence: {score} of 100"),
                ),
                _ => tr(
                    format!("Ohne diese {n} Sätze: {score} von 100"),
                    format!("Without these {n} sentences: {score} of 100"),
                ),
            };
            let _ = writeln!(out, "        {line}");
        }
    }

    /// The guiding principles as bars, two on a line; those that the letter says nothing about in one line.
    pub(crate) fn bars(&self, letter: &Letter, out: &mut String) {
        let Styles { strong, .. } = self.styles;
        let valued: Vec<&Leitziel> = letter.report.leitziele.iter().filter(|l| l.score.is_some()).collect();
        if !letter.report.letter.is_whole() || valued.is_empty() {
            return;
        }
        let title = tr("Leitziele (0 bis 100)", "Guiding principles (0 to 100)");
        let _ = writeln!(out, "\n  {strong}{title}{strong:#}");
        let across = if self.width >= 2 * CELL + 5 { 2 } else { 1 };
        for row in valued.chunks(across) {
            let cells: Vec<String> = row.iter().map(|l| self.cell(l)).collect();
            let _ = writeln!(out, "  {}", cells.join("   ").trim_end());
        }
        let silent: Vec<String> = letter
            .report
            .leitziele
            .iter()
            .filter(|l| l.score.is_none())
            .map(|l| l.number.to_string())
            .collect();
        if !silent.is_empty() {
            let list = silent.join(", ");
            let line = tr(
                format!("Dazu sagt der Brief nichts: {list}"),
                format!("The letter says nothing about: {list}"),
            );
            let _ = writeln!(out, "  {line}");
        }
    }

    /// The guiding principles one by one: what the text shows, what is missing, what no text can show.
    pub(crate) fn detailed(&self, letter: &Letter, out: &mut String) {
        let Styles { strong, dim, .. } = self.styles;
        let title = tr("Leitziele", "Guiding principles");
        let _ = writeln!(out, "\n  {strong}{title}{strong:#}");
        for leitziel in &letter.report.leitziele {
            let _ = writeln!(out, "  {}", self.cell(leitziel).trim_end());
            let mut quotes: Vec<String> = Vec::new();
            for range in leitziel.shown.iter().filter_map(|s| s.range) {
                let quote = format!("„{}“", shortened(letter.document.slice(range), QUOTE));
                if !quotes.contains(&quote) {
                    quotes.push(quote);
                }
            }
            let silent = leitziel.shown.iter().filter(|s| s.range.is_none()).map(|s| &*s.rule);
            let silent: Vec<&str> = silent.collect();
            let mut missing: Vec<String> = leitziel
                .missing
                .iter()
                .take(MOST_RULES)
                .map(|m| if m.count > 1 { format!("{} ×{}", m.rule, m.count) } else { m.rule.to_string() })
                .collect();
            let rest = leitziel.missing.len().saturating_sub(MOST_RULES);
            if rest > 0 {
                missing.push(names::more_rules(rest));
            }
            self.list(tr("Der Brief zeigt", "The letter shows"), &quotes.join(", "), out);
            self.list(tr("geprüft, ohne Fund", "checked, nothing found"), &silent.join(", "), out);
            self.list(tr("Fund", "found"), &missing.join(", "), out);
            let unseen = leitziele::unseen(leitziel.number, lang());
            let label = tr("zeigt kein Text", "no text shows");
            let _ = writeln!(out, "      {dim}{label}: {unseen}{dim:#}");
        }
    }

    fn list(&self, label: &str, text: &str, out: &mut String) {
        if !text.is_empty() {
            for (index, line) in
                wrap(&format!("{label}: {text}"), self.width.saturating_sub(8)).iter().enumerate()
            {
                let _ = writeln!(out, "      {}{line}", if index > 0 { "  " } else { "" });
            }
        }
    }

    fn cell(&self, leitziel: &Leitziel) -> String {
        let name = pad(leitziele::short_title(leitziel.number, lang()), NAME);
        let Some(score) = leitziel.score else {
            return format!("{:>2} {name} {}   –", leitziel.number, "·".repeat(BAR));
        };
        let full = ((score / 100.0 * BAR as f64).round() as usize).min(BAR);
        let style = match score {
            s if s < 40.0 => self.styles.error,
            s if s < 75.0 => self.styles.warning,
            _ => self.styles.good,
        };
        let bar = format!("{style}{}{style:#}{}", "█".repeat(full), "░".repeat(BAR - full));
        format!("{:>2} {name} {bar} {:>3}", leitziel.number, score.round())
    }
}

fn number(value: f64) -> String {
    format_number((value * 10.0).round() / 10.0, lang())
}

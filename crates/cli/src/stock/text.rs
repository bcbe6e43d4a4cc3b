//! The view of a stock in a terminal.

use std::fmt::Write as _;

use klarbrief::diagnostic::Severity;
use klarbrief::rule::format_number;

use super::earlier::{Change, Trend};
use super::view::{Spread, View, Whole};
use crate::colour::Styles;
use crate::excerpt::shortened;
use crate::lang::{lang, tr};
use crate::names;
use crate::output::html::scores::leitziel_name;
use crate::output::overview::bar;
use crate::output::text::{counts, pad, wrap};
use crate::totals::BANDS;

/// How much of each list is shown; JSON and HTML show more.
const MENDS: usize = 10;
const WORST: usize = 10;
const ALIKE: usize = 5;
const RULES: usize = 10;
const SET: usize = 3;

/// The view as lines of at most `width` columns where words allow it.
pub(super) fn report(view: &View, styles: Styles, width: usize) -> String {
    let mut page = Page { styles, width, out: String::new() };
    page.head(&view.stock);
    if let Some(trend) = &view.trend {
        page.trend(trend);
    }
    page.mends(&view.stock);
    page.worst(&view.stock);
    page.set(&view.stock);
    page.scores(&view.stock);
    page.leitziele(&view.stock);
    page.rules(&view.stock);
    page.alike(&view.stock);
    page.out
}

struct Page {
    styles: Styles,
    width: usize,
    out: String,
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Page {
    fn head(&mut self, stock: &Whole) {
        let strong = self.styles.strong;
        let (letters, words) = (stock.letters, stock.words);
        let title = tr(
            format!("Bestand: {letters} Briefe, {words} Wörter"),
            format!("Stock: {letters} letters, {words} words"),
        );
        let _ = write!(self.out, "{strong}{title}: {}", counts(stock.findings));
        if stock.errors > 0 {
            let n = stock.errors;
            let _ =
                write!(self.out, "; {}", tr(format!("{n} nicht lesbar"), format!("{n} could not be read")));
        }
        let _ = writeln!(self.out, ".{strong:#}");
    }

    fn heading(&mut self, title: &str) {
        let strong = self.styles.strong;
        let _ = writeln!(self.out, "\n{strong}{title}{strong:#}");
    }

    fn lines(&mut self, indent: usize, text: &str) {
        for line in wrap(text, self.width.saturating_sub(indent)) {
            let _ = writeln!(self.out, "{}{line}", " ".repeat(indent));
        }
    }

    fn trend(&mut self, trend: &Trend) {
        self.heading(tr("Seit dem früheren Stand", "Since the earlier state"));
        let mut row = |name: &str, before: String, now: String| {
            let _ = writeln!(self.out, "  {} {before:>9} → {now}", pad(name, 28));
        };
        let text = |value: usize| value.to_string();
        row(tr("Briefe", "Letters"), text(trend.letters.before), text(trend.letters.now));
        row(
            tr("Funde je 1.000 Wörter", "Findings per 1,000 words"),
            number(trend.findings_per_1000_words.before),
            number(trend.findings_per_1000_words.now),
        );
        for (name, Change { before, now }) in [
            (tr("Lesbarkeit im Mittel", "Mean readability"), &trend.comprehensibility),
            (tr("Nachvollziehbarkeit im Mittel", "Mean traceability"), &trend.traceability),
        ] {
            row(name, optional(*before), optional(*now));
        }
        for change in trend.rules.iter().take(RULES) {
            row(&change.rule, change.before.to_string(), change.now.to_string());
        }
        if !trend.mended.is_empty() {
            let (sentences, places) =
                (trend.mended.len(), trend.mended.iter().map(|m| m.places).sum::<usize>());
            let text = tr(
                format!("Erledigt: {sentences} Sätze der früheren Liste an {places} Stellen"),
                format!("Done: {sentences} sentences of the earlier list in {places} places"),
            );
            self.lines(2, &text);
        }
    }

    fn set(&mut self, stock: &Whole) {
        if stock.set_findings.is_empty() {
            return;
        }
        self.heading(tr("Über den ganzen Bestand", "About the stock as a whole"));
        for rule in &stock.set_findings {
            let severity = Severity::from_key(rule.severity).unwrap_or(Severity::Hint);
            let style = self.styles.severity(severity);
            let label = names::severity(severity);
            let _ = writeln!(self.out, "  {style}{label}[{}]{style:#} {}", rule.rule, rule.title);
            for finding in rule.findings.iter().take(SET) {
                self.lines(4, &finding.message);
                if let Some(text) = &finding.text {
                    self.lines(6, &format!("„{}“", shortened(text, self.width.saturating_sub(9))));
                }
            }
            if let Some(more) = rule.count.checked_sub(SET).filter(|n| *n > 0) {
                self.lines(4, &tr(format!("… und {more} weitere"), format!("… and {more} more")));
            }
        }
    }

    fn mends(&mut self, stock: &Whole) {
        if stock.mends.is_empty() {
            return;
        }
        self.heading(tr("Einmal ändern, überall gewinnen", "Mend once, gain everywhere"));
        for (index, mend) in stock.mends.iter().take(MENDS).enumerate() {
            let (places, findings, gain) = (mend.places, mend.findings, mend.gain);
            let what = tr(
                format!(
                    "{places} {}, {findings} {}, Gewinn {gain}",
                    if places == 1 { "Stelle" } else { "Stellen" },
                    if findings == 1 { "Fund" } else { "Funde" }
                ),
                format!(
                    "{places} {}, {findings} {}, gain {gain}",
                    if places == 1 { "place" } else { "places" },
                    if findings == 1 { "finding" } else { "findings" }
                ),
            );
            let strong = self.styles.strong;
            let _ =
                writeln!(self.out, "  {:>2}. {strong}{what}{strong:#}: {}", index + 1, mend.rules.join(", "));
            let text = mend.text.as_deref().unwrap_or(NO_TEXT);
            let text = shortened(text, self.width.saturating_sub(8));
            let _ = writeln!(self.out, "      {text}");
            if let Some(first) = mend.at.first() {
                let dim = self.styles.dim;
                let more = places.saturating_sub(1);
                let place = format!("{} ¶{}", first.path, first.paragraph);
                let rest = match more {
                    0 => String::new(),
                    n => tr(format!(" und {n} weitere"), format!(" and {n} more")),
                };
                let _ = writeln!(self.out, "      {dim}{place}{rest}{dim:#}");
            }
        }
        let more = stock.mends.len().saturating_sub(MENDS) + stock.more_mends;
        if more > 0 {
            self.lines(
                2,
                &tr(
                    format!("… und {more} weitere Sätze (mehr in `--output html=bestand.html` und `json=`)"),
                    format!("… and {more} more sentences (more in `--output html=stock.html` and `json=`)"),
                ),
            );
        }
    }

    fn worst(&mut self, stock: &Whole) {
        if stock.worst.is_empty() {
            return;
        }
        self.heading(tr(
            "Die schwächsten Briefe (Gewicht der Funde je 100 Wörter)",
            "The weakest letters (weight of findings per 100 words)",
        ));
        for letter in stock.worst.iter().take(WORST) {
            let _ = writeln!(
                self.out,
                "  {:>6}  {}",
                number(letter.burden),
                shortened(&letter.path, self.width.saturating_sub(12))
            );
            let reasons: Vec<String> =
                letter.reasons.iter().map(|r| format!("{} × {}", r.findings, r.title)).collect();
            let score = letter.comprehensibility.map_or_else(String::new, |score| {
                format!("{} {}; ", tr("Lesbarkeit", "readability"), number(score))
            });
            self.lines(10, &format!("{score}{}", reasons.join("; ")));
        }
    }

    fn scores(&mut self, stock: &Whole) {
        self.spread(tr("Lesbarkeit", "Readability"), &stock.comprehensibility);
        self.spread(
            tr("Nachvollziehbarkeit der Begründung", "Traceability of the reasons"),
            &stock.traceability,
        );
        let most = stock.levels.iter().copied().max().unwrap_or(0);
        if most > 0 {
            self.heading(tr(
                "Stufen der Begründung (belastende Entscheidungen)",
                "Levels of reasons (burdening rulings)",
            ));
            for (level, count) in stock.levels.iter().enumerate() {
                let label = format!("{} {level}", tr("Stufe", "level"));
                let _ = writeln!(self.out, "    {label:>7} {} {count}", bar(*count as usize, most as usize));
            }
        }
    }

    fn spread(&mut self, title: &str, spread: &Spread) {
        let Some(mean) = spread.mean else { return };
        let (mean, letters) = (number(mean), spread.letters);
        self.heading(&tr(
            format!("{title}: im Mittel {mean} von 100 ({letters} Briefe)"),
            format!("{title}: {mean} of 100 on average ({letters} letters)"),
        ));
        let most = spread.bands.iter().copied().max().unwrap_or(0).max(1);
        for (band, count) in spread.bands.iter().enumerate() {
            let from = band * 100 / BANDS;
            let to = if band + 1 == BANDS { 100 } else { from + 100 / BANDS - 1 };
            let _ = writeln!(self.out, "    {:>7} {} {count}", format!("{from}–{to}"), bar(*count, most));
        }
    }

    fn leitziele(&mut self, stock: &Whole) {
        self.heading(tr("Funde nach Leitzielen, je 1.000 Wörter", "Findings by Leitziel, per 1,000 words"));
        let most = stock.leitziele.iter().map(|l| l.findings.total()).max().unwrap_or(0).max(1);
        for line in &stock.leitziele {
            let total = line.findings.total();
            let value = if line.rules == 0 {
                tr("nicht geprüft", "not checked").to_owned()
            } else {
                format!("{} ({total})", number(line.per_1000_words))
            };
            let name = pad(leitziel_name(line.leitziel), 38);
            let _ = writeln!(self.out, "  {:>2} {name} {} {value}", line.leitziel, bar(total, most));
        }
    }

    fn rules(&mut self, stock: &Whole) {
        if stock.rules.is_empty() {
            return;
        }
        self.heading(tr("Regeln nach Gewicht ihrer Funde", "Rules by the weight of their findings"));
        for line in stock.rules.iter().take(RULES) {
            let (findings, letters) = (line.findings, line.letters);
            let numbers = tr(
                format!("{findings} Funde in {letters} Briefen"),
                format!("{findings} findings in {letters} letters"),
            );
            let _ = writeln!(self.out, "  {} {numbers}", pad(&line.rule, 44));
        }
    }

    fn alike(&mut self, stock: &Whole) {
        if !stock.alike.is_empty() {
            self.heading(tr("Fast dasselbe in anderen Worten", "Nearly the same in other words"));
        }
        for group in stock.alike.iter().take(ALIKE) {
            let (wordings, places) = (group.wordings, group.places);
            let text = tr(
                format!("{wordings} Fassungen an {places} Stellen"),
                format!("{wordings} wordings in {places} places"),
            );
            let _ = writeln!(self.out, "  {text}");
            for wording in group.texts.iter().take(2) {
                let text = wording.text.as_deref().unwrap_or(NO_TEXT);
                let _ = writeln!(
                    self.out,
                    "    {:>5} × {}",
                    wording.places,
                    shortened(text, self.width.saturating_sub(14))
                );
            }
        }
        if stock.blocks_uncompared > 0 {
            let (compared, not) = (stock.blocks_compared, stock.blocks_uncompared);
            let text = tr(
                format!("Verglichen wurden {compared} verschiedene Absätze; {not} weitere waren zu viele."),
                format!("{compared} different paragraphs were compared; {not} more were too many."),
            );
            self.lines(2, &text);
        }
    }
}

/// Stands for a text that cannot be read again.
pub(super) const NO_TEXT: &str = "–";

pub(super) fn number(value: f64) -> String {
    format_number((value * 10.0).round() / 10.0, lang())
}

pub(super) fn optional(value: Option<f64>) -> String {
    value.map_or_else(|| NO_TEXT.to_owned(), number)
}

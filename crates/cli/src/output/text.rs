//! Findings for people, with their words marked, and what the letter is like as a whole.

use std::fmt::Write as _;

use klarbrief::diagnostic::{Applicability, Diagnostic, Fix};
use klarbrief::document::Document;
use klarbrief::letter::LetterKind;
use klarbrief::readability::{Band, FEW_WORDS, Formula};
use klarbrief::rule::format_number;
use klarbrief::source::{TextRange, TextSize};

use super::Format;
use super::concise::one_line;
use super::overview::Overview;
use super::place::Places;
use super::profile::Profile;
use super::reason_map::ReasonMap;
use crate::colour::Styles;
use crate::excerpt::{around, columns};
use crate::lang::{lang, tr};
use crate::letter::{Checked, Letter};
use crate::names;
use crate::totals::Totals;
use crate::wire::run::Tally;

/// Blanks before everything that belongs to a finding.
const INDENT: &str = "    ";

/// Fixes that a finding shows.
const MOST_FIXES: usize = 3;

/// The view for people.
pub(crate) struct Text {
    pub styles: Styles,
    /// Columns of the terminal.
    pub width: usize,
    /// Each guiding principle with what is behind its value.
    pub leitziele: bool,
}

impl Format for Text {
    fn letter(&self, checked: &Checked) -> Vec<u8> {
        let mut out = String::new();
        if let Ok(letter) = &checked.outcome {
            let places = Places::new(&letter.document, &letter.report);
            for (index, finding) in letter.report.findings.iter().enumerate() {
                let mut place = places.long(&checked.path, finding.range);
                if letter.is_known(index) {
                    place.push_str(tr(" (bekannt)", " (known)"));
                }
                self.finding(&place, letter, finding, &mut out);
            }
            self.block(&checked.path, letter, &mut out);
            out.push('\n');
        }
        out.into_bytes()
    }

    fn close(&self, totals: &Totals) -> Vec<u8> {
        if totals.files < 2 {
            return Vec::new();
        }
        Overview { styles: self.styles, width: self.width }.report(totals).into_bytes()
    }
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Text {
    fn finding(&self, place: &str, letter: &Letter, finding: &Diagnostic, out: &mut String) {
        let Styles { strong, dim, .. } = self.styles;
        let style = self.styles.severity(finding.severity);
        let _ = writeln!(out, "{strong}{place}{strong:#}");
        let label = names::severity(finding.severity);
        let _ = writeln!(out, "{style}{label}[{}]{style:#}: {}", finding.rule, one_line(&finding.message));

        let document = &letter.document;
        let start = finding.range.start();
        let sentence = letter.report.sentence(document, start).unwrap_or(finding.range);
        let excerpt = around(&document.text, sentence, finding.range, self.width - INDENT.len());
        let _ = writeln!(out, "{INDENT}{}", excerpt.line);
        let _ = writeln!(out, "{INDENT}{style}{}{style:#}", excerpt.carets());

        self.labelled(tr("Warum", "Why"), &finding.why, out);
        self.labelled(tr("Quelle", "Source"), &finding.source, out);
        for (index, fix) in finding.fixes.iter().take(MOST_FIXES).enumerate() {
            let label = if index == 0 { tr("Vorschlag", "Suggestion") } else { tr("oder", "or") };
            let (what, caution) = self.fix(document, sentence, fix);
            let _ = writeln!(out, "{INDENT}{label}: {what}   {dim}({caution}){dim:#}");
        }
        out.push('\n');
    }

    fn labelled(&self, label: &str, text: &str, out: &mut String) {
        if !text.is_empty() {
            for (index, line) in
                wrap(&format!("{label}: {}", one_line(text)), self.width - INDENT.len()).iter().enumerate()
            {
                let _ = writeln!(out, "{INDENT}{}{line}", if index > 0 { "  " } else { "" });
            }
        }
    }

    /// What the sentence would read, and how far that can be trusted.
    fn fix(&self, document: &Document, sentence: TextRange, fix: &Fix) -> (String, &'static str) {
        let caution = match fix.applicability {
            Applicability::Manual => tr("von Hand", "by hand"),
            Applicability::Suggested => tr("bitte prüfen", "please check"),
            Applicability::Safe => tr("sicher", "safe"),
        };
        let what = fixed_sentence(document, sentence, fix, self.width.saturating_sub(INDENT.len() + 30));
        (what.unwrap_or_else(|| one_line(&fix.title)), caution)
    }

    /// What the letter is like as a whole.
    fn block(&self, path: &str, letter: &Letter, out: &mut String) {
        let Styles { strong, good, .. } = self.styles;
        let report = &letter.report;
        let tally = Tally::of(report.findings.iter().map(|f| f.severity));
        if tally.total() == 0 {
            // Of a few words nobody can say that they read well.
            let praise = if letter.report.scores.counts.words < FEW_WORDS {
                tr("Keine Funde.", "No findings.")
            } else {
                tr("Keine Funde – der Brief liest sich gut.", "No findings – the letter reads well.")
            };
            let _ = writeln!(out, "{strong}{path}{strong:#}: {good}{praise}{good:#}");
        } else {
            let _ = writeln!(out, "{strong}{path}{strong:#}: {}", counts(tally));
        }
        let _ = writeln!(out, "  {}: {}", tr("Art", "Kind"), kind_line(letter));
        for line in readability_lines(letter) {
            let _ = writeln!(out, "  {line}");
        }
        let _ = writeln!(out, "  {}: {}", tr("Rechtsstand", "Law as of"), law_date(&report.law_date));
        let profile = Profile { styles: self.styles, width: self.width };
        profile.costs(letter, out);
        if self.leitziele {
            profile.detailed(letter, out);
        } else {
            profile.bars(letter, out);
        }
        ReasonMap { styles: self.styles, width: self.width }.write(letter, out);
    }
}

/// "2 Fehler, 1 Warnung"; severities without findings are left out.
pub(crate) fn counts(tally: Tally) -> String {
    let some: Vec<String> =
        tally.each().into_iter().filter(|(_, n)| *n > 0).map(|(s, n)| names::count(s, n)).collect();
    if some.is_empty() { tr("keine Funde", "no findings").to_owned() } else { some.join(", ") }
}

/// The day of the law as the language writes it.
fn law_date(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => tr(format!("{day}.{month}.{year}"), date.to_owned()),
        _ => date.to_owned(),
    }
}

fn kind_line(letter: &Letter) -> String {
    let kinds = &letter.report.letter.kinds;
    if kinds.main == LetterKind::Other {
        return tr("nicht erkannt (`--kind` nennt sie)", "not recognised (`--kind` names it)").to_owned();
    }
    let percent = (kinds.confidence * 100.0).round();
    let sure = tr(format!("zu {percent} % sicher"), format!("{percent} % sure"));
    let mut line = format!("{} ({sure})", names::kind(kinds.main));
    if !kinds.also.is_empty() {
        let also: Vec<&str> = kinds.also.iter().map(|k| names::kind(*k)).collect();
        let _ = write!(line, "{} {}", tr(", auch", ", also"), also.join(", "));
    }
    line
}

fn readability_lines(letter: &Letter) -> Vec<String> {
    let scores = &letter.report.scores;
    let number = |value: f64| format_number((value * 10.0).round() / 10.0, lang());
    let mut lines = Vec::new();
    let mut values = Vec::new();
    if let Some(score) = scores.comprehensibility {
        let (score, band) = (number(score), Band::of(score));
        let (name, level) = (names::band(band), band.cefr());
        values.push(tr(
            format!("{score} von 100 ({name}, geschätzt {level})"),
            format!("{score} of 100 ({name}, estimated {level})"),
        ));
    }
    let formulas =
        [("Flesch-Amstad", Formula::FleschAmstad), ("Wiener 4", Formula::Wiener4), ("LIX", Formula::Lix)];
    values.extend(
        formulas.into_iter().filter_map(|(name, f)| Some(format!("{name} {}", number(scores.formula(f)?)))),
    );
    if !values.is_empty() {
        lines.push(format!("{}: {}", tr("Lesbarkeit", "Readability"), values.join(", ")));
    }
    let (words, sentences) = (scores.counts.words, scores.counts.sentences);
    if let Some(mean) = scores.counts.words_per_sentence() {
        let mean = number(mean);
        lines.push(tr(
            format!(
                "Umfang: {words} {} in {sentences} {}, im Mittel {mean} Wörter je Satz",
                if words == 1 { "Wort" } else { "Wörter" },
                if sentences == 1 { "Satz" } else { "Sätzen" }
            ),
            format!(
                "Length: {words} {} in {sentences} {}, {mean} words per sentence on average",
                if words == 1 { "word" } else { "words" },
                if sentences == 1 { "sentence" } else { "sentences" }
            ),
        ));
    }
    lines.extend(work_line(letter));
    if words < FEW_WORDS {
        lines.push(
            tr(
                "Vorsicht: Unter 100 Wörtern sagen die Werte wenig über den Brief.",
                "Caution: below 100 words the figures say little about the letter.",
            )
            .to_owned(),
        );
    }
    if let Some(score) = scores.traceability {
        let score = number(score);
        lines.push(tr(
            format!("Nachvollziehbarkeit der Begründung: {score} von 100"),
            format!("Traceability of the reasons: {score} of 100"),
        ));
    }
    lines
}

/// How long it takes, for whole letters; an estimate.
fn work_line(letter: &Letter) -> Option<String> {
    let handling = &letter.report.handling;
    if !letter.report.letter.is_whole() {
        return None;
    }
    let minutes = |value: f64| value.ceil().max(1.0);
    let (reading, office) = (minutes(handling.reading_minutes), minutes(handling.office_minutes));
    Some(tr(
        format!("Aufwand (Schätzung): Lesen {reading} min, Bearbeiten {office} min"),
        format!("Work (estimate): reading {reading} min, handling {office} min"),
    ))
}

/// The sentence after a fix; `None` for a fix without edits or one that reaches too far for a line.
fn fixed_sentence(document: &Document, sentence: TextRange, fix: &Fix, width: usize) -> Option<String> {
    const REACH: usize = 4000;
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let range = sentence.cover(first.range).cover(last.range);
    if usize::from(range.len()) > REACH {
        return None;
    }
    let mut text = String::new();
    let mut at = range.start();
    let mut changed: Option<(usize, usize)> = None;
    for edit in &fix.edits {
        if edit.range.start() < at {
            return None;
        }
        text.push_str(document.slice(TextRange::new(at, edit.range.start())));
        let from = text.len();
        text.push_str(&edit.text);
        changed = Some((changed.map_or(from, |(f, _)| f), text.len()));
        at = edit.range.end();
    }
    text.push_str(document.slice(TextRange::new(at, range.end())));
    let (from, to) = changed?;
    let whole = TextRange::new(0.into(), TextSize::of(text.as_str()));
    let mark = TextRange::new((from as u32).into(), (to as u32).into());
    Some(around(&text, whole, mark, width.max(20)).line)
}

/// A text of exactly as many columns.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Breaks a text between words so that lines have at most `width` columns where words allow it.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let size = columns(word);
        if used > 0 && used + 1 + size > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += size;
        }
    }
    lines
}

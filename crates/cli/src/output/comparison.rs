//! Two versions of a letter for people: what was lost, how the scores moved, the sentences side by side.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::Style;
use compare::{CauseKind, Change, Comparison, Fate, Mention, Pair, Relation, Shift};
use klarbrief::diagnostic::Severity;
use klarbrief::readability::Formula;
use klarbrief::rule::format_number;
use klarbrief::source::TextRange;

use super::text::{pad, wrap};
use crate::colour::Styles;
use crate::command::compare::{Versions, gained};
use crate::excerpt::{columns, shortened};
use crate::lang::{lang, tr};
use crate::letter::Letter;
use crate::names;

/// From this width on both versions stand side by side.
const WIDE: usize = 100;

/// Causes and groups of findings that are shown.
const MOST_CAUSES: usize = 6;
const MOST_RULES: usize = 12;

/// The view for people.
pub(crate) struct Text {
    pub styles: Styles,
    /// Columns of the terminal.
    pub width: usize,
    /// Everything, also what needs no look.
    pub all: bool,
    pub min_gain: Option<f64>,
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Text {
    pub(crate) fn write(&self, versions: &Versions, found: &Comparison) -> Vec<u8> {
        let mut out = String::new();
        let Styles { strong, .. } = self.styles;
        let _ = writeln!(out, "{strong}{} → {}{strong:#}\n", versions.old_path, versions.new_path);
        self.scores(found, &mut out);
        self.points(versions, found, &mut out);
        self.findings(versions, found, &mut out);
        self.sentences(versions, found, &mut out);
        self.content(versions, found, &mut out);
        out.into_bytes()
    }

    fn title(&self, title: &str, out: &mut String) {
        let Styles { strong, .. } = self.styles;
        let _ = writeln!(out, "{strong}{title}{strong:#}");
    }

    fn scores(&self, found: &Comparison, out: &mut String) {
        self.title(tr("Werte", "Scores"), out);
        let scores = &found.scores;
        let mut row = |name: &str, shift: Shift, style: Style| {
            if shift.before.is_none() && shift.after.is_none() {
                return;
            }
            let value = |v: Option<f64>| v.map_or_else(|| "–".to_owned(), number);
            let gain = shift
                .gain()
                .map(|g| format!("({}{})", if g > 0.0 { "+" } else { "" }, number(g)))
                .unwrap_or_default();
            let _ = writeln!(
                out,
                "  {}{:>7} → {:>7}  {style}{gain}{style:#}",
                pad(name, 36),
                value(shift.before),
                value(shift.after)
            );
        };
        let plain = Style::new();
        let verdict = |shift: Shift| match shift.gain() {
            Some(gain) if gain > 0.05 => self.styles.good,
            Some(gain) if gain < -0.05 => self.styles.warning,
            _ => plain,
        };
        row(
            tr("Lesbarkeit (0 bis 100)", "Readability (0 to 100)"),
            scores.comprehensibility,
            verdict(scores.comprehensibility),
        );
        row(
            tr("Nachvollziehbarkeit (0 bis 100)", "Traceability (0 to 100)"),
            scores.traceability,
            verdict(scores.traceability),
        );
        let shown =
            [(Formula::FleschAmstad, "Flesch-Amstad"), (Formula::Wiener4, "Wiener 4"), (Formula::Lix, "LIX")];
        for (formula, name) in shown {
            if let Some((_, shift)) = scores.formulas.iter().find(|(f, _)| *f == formula) {
                row(name, *shift, plain);
            }
        }
        for cause in scores.causes.iter().take(MOST_CAUSES) {
            row(&cause_name(cause.kind), cause.shift, plain);
        }
        if let (Some(least), Some(false)) = (self.min_gain, gained(found, self.min_gain)) {
            let Styles { error, .. } = self.styles;
            let least = number(least);
            let _ = writeln!(
                out,
                "  {error}{}{error:#}",
                tr(
                    format!("Die Lesbarkeit ist nicht um {least} Punkte gestiegen."),
                    format!("Readability did not rise by {least} points.")
                )
            );
        }
        out.push('\n');
    }

    fn points(&self, versions: &Versions, found: &Comparison, out: &mut String) {
        let point =
            |letter: &Letter, index: Option<usize>| index.map(|i| letter.report.letter.points[i].clone());
        let pairs: Vec<_> = found
            .points
            .iter()
            .map(|p| (point(&versions.old, p.before), point(&versions.new, p.after)))
            .filter(|(a, b)| a.iter().chain(b).any(|p| p.ruling.decides()))
            .collect();
        if pairs.is_empty() {
            return;
        }
        self.title(tr("Begründungskarte", "Reason map"), out);
        for (before, after) in pairs {
            let Some(any) = after.as_ref().or(before.as_ref()) else { continue };
            let label = |p: &klarbrief::letter::Point| {
                if p.burden {
                    tr(
                        format!("Nr. {}, Stufe {} von 5", p.number, p.level),
                        format!("no. {}, level {} of 5", p.number, p.level),
                    )
                } else {
                    tr(format!("Nr. {}, begünstigt", p.number), format!("no. {}, in favour", p.number))
                }
            };
            let none = || tr("–", "–").to_owned();
            let _ = writeln!(
                out,
                "  {}{} → {}",
                pad(names::ruling(any.ruling), 30),
                before.as_ref().map_or_else(none, label),
                after.as_ref().map_or_else(none, label)
            );
        }
        out.push('\n');
    }

    fn findings(&self, versions: &Versions, found: &Comparison, out: &mut String) {
        let Styles { good, warning, dim, .. } = self.styles;
        self.title(tr("Funde", "Findings"), out);
        let _ = writeln!(
            out,
            "  {}",
            tr(
                format!(
                    "{} verschwunden, {} neu, {} geblieben",
                    found.findings.gone.len(),
                    found.findings.new.len(),
                    found.findings.kept.len()
                ),
                format!(
                    "{} gone, {} new, {} kept",
                    found.findings.gone.len(),
                    found.findings.new.len(),
                    found.findings.kept.len()
                )
            )
        );
        let kept: Vec<usize> = found.findings.kept.iter().map(|(_, new)| *new).collect();
        let lists = [
            ("−", good, &versions.old, &found.findings.gone),
            ("+", warning, &versions.new, &found.findings.new),
            ("=", dim, &versions.new, &kept),
        ];
        for (sign, style, letter, list) in lists {
            let mut rules: BTreeMap<(std::cmp::Reverse<Severity>, &str), usize> = BTreeMap::new();
            for index in list {
                let finding = &letter.report.findings[*index];
                *rules.entry((std::cmp::Reverse(finding.severity), &*finding.rule)).or_default() += 1;
            }
            for ((severity, rule), count) in rules.iter().take(if self.all { usize::MAX } else { MOST_RULES })
            {
                let times = if *count > 1 { format!(" ×{count}") } else { String::new() };
                let _ = writeln!(
                    out,
                    "  {style}{sign}{style:#} {rule}{times}  {dim}({}){dim:#}",
                    names::severity(severity.0)
                );
            }
            let rest = rules.len().saturating_sub(MOST_RULES);
            if rest > 0 && !self.all {
                let _ = writeln!(out, "  {sign} … {}", names::more_rules(rest));
            }
        }
        out.push('\n');
    }

    fn sentences(&self, versions: &Versions, found: &Comparison, out: &mut String) {
        self.title(tr("Sätze", "Sentences"), out);
        let count = |relation| found.sentences.iter().filter(|p| p.relation == relation).count();
        let _ = writeln!(
            out,
            "  {}\n",
            tr(
                format!(
                    "{} unverändert, {} umgeschrieben, {} neu, {} entfallen",
                    count(Relation::Unchanged),
                    count(Relation::Rewritten),
                    count(Relation::New),
                    count(Relation::Gone)
                ),
                format!(
                    "{} unchanged, {} rewritten, {} new, {} gone",
                    count(Relation::Unchanged),
                    count(Relation::Rewritten),
                    count(Relation::New),
                    count(Relation::Gone)
                )
            )
        );
        let mut skipped = 0;
        for pair in &found.sentences {
            if pair.relation == Relation::Unchanged && !self.all {
                skipped += 1;
                continue;
            }
            self.skipped(&mut skipped, out);
            self.pair(versions, pair, out);
        }
        self.skipped(&mut skipped, out);
        out.push('\n');
    }

    fn skipped(&self, count: &mut usize, out: &mut String) {
        let Styles { dim, .. } = self.styles;
        if *count > 0 {
            let n = *count;
            let words = if n == 1 {
                tr("ein Satz unverändert".to_owned(), "one sentence unchanged".to_owned())
            } else {
                tr(format!("{n} Sätze unverändert"), format!("{n} sentences unchanged"))
            };
            let _ = writeln!(out, "  {dim}… {words}{dim:#}");
            *count = 0;
        }
    }

    fn pair(&self, versions: &Versions, pair: &Pair, out: &mut String) {
        let Styles { dim, good, error, .. } = self.styles;
        let sign = match pair.relation {
            Relation::Unchanged => " ",
            Relation::Rewritten if pair.moved => "↕",
            Relation::Rewritten => "~",
            Relation::New => "+",
            Relation::Gone => "−",
        };
        if self.width >= WIDE {
            let column = (self.width - 7) / 2;
            let left = marked(&versions.old, &pair.before, &pair.before_words, column);
            let right = marked(&versions.new, &pair.after, &pair.after_words, column);
            for row in 0..left.len().max(right.len()) {
                let sign = if row == 0 { sign } else { " " };
                let a = left.get(row).map_or(&[][..], |l| l);
                let b = right.get(row).map_or(&[][..], |l| l);
                let used: usize =
                    a.iter().map(|(w, _)| columns(w)).sum::<usize>() + a.len().saturating_sub(1);
                let _ = writeln!(
                    out,
                    "{sign} {}{}{dim} │ {dim:#}{}",
                    styled(a, error),
                    " ".repeat(column.saturating_sub(used)),
                    styled(b, good)
                );
            }
        } else {
            let room = self.width.saturating_sub(4);
            for line in marked(&versions.old, &pair.before, &pair.before_words, room) {
                let _ = writeln!(out, "{error}−{error:#} {}", styled(&line, error));
            }
            for line in marked(&versions.new, &pair.after, &pair.after_words, room) {
                let _ = writeln!(out, "{good}+{good:#} {}", styled(&line, good));
            }
        }
        out.push('\n');
    }

    fn content(&self, versions: &Versions, found: &Comparison, out: &mut String) {
        let Styles { good, dim, .. } = self.styles;
        self.title(tr("Was gesagt war, muss noch gesagt sein", "What was said must still be said"), out);
        for change in &found.changes {
            if change.severity.is_some() || change.fate == Fate::Repaired || self.all {
                self.change(versions, change, out);
            }
        }
        let count = |fate| found.changes.iter().filter(|c| c.fate == fate).count();
        let tally = [Fate::Lost, Fate::Changed, Fate::Repaired, Fate::Kept, Fate::New]
            .into_iter()
            .map(|f| format!("{} {}", count(f), f.name(lang())))
            .collect::<Vec<_>>()
            .join(", ");
        if found.worst().is_none() {
            let _ = writeln!(out, "  {good}{}{good:#}", tr("Nichts ging verloren.", "Nothing was lost."));
        }
        let _ = writeln!(out, "  {tally}");
        let _ = writeln!(
            out,
            "  {dim}{}{dim:#}",
            tr(
                "Der Vergleich liest nur den Text. Ob eine Änderung richtig ist, entscheiden Sie.",
                "The comparison reads the text only. Whether a change is right is for you to decide."
            )
        );
    }

    fn change(&self, versions: &Versions, change: &Change, out: &mut String) {
        let Styles { dim, .. } = self.styles;
        let style = change.severity.map_or(self.styles.good, |s| self.styles.severity(s));
        let label = change.severity.map_or_else(|| change.fate.name(lang()), names::severity);
        for (index, line) in wrap(&change.message(lang()), self.width.saturating_sub(6)).iter().enumerate() {
            if index == 0 {
                let _ = writeln!(out, "  {style}{label}{style:#}: {line}");
            } else {
                let _ = writeln!(out, "    {line}");
            }
        }
        let places = [
            (tr("vorher", "before"), &versions.old, &change.before),
            (tr("nachher", "after"), &versions.new, &change.after),
        ];
        for (name, letter, mention) in places {
            if let Some(mention) = mention {
                let words = self.context(letter, mention);
                let place = letter.report.place(&letter.document, mention.range.start());
                let place = tr(
                    format!("Absatz {}, Satz {}", place.paragraph, place.sentence),
                    format!("paragraph {}, sentence {}", place.paragraph, place.sentence),
                );
                let _ = writeln!(out, "    {dim}{name}, {place}:{dim:#} {words}");
            }
        }
    }

    fn context(&self, letter: &Letter, mention: &Mention) -> String {
        let start = mention.range.start();
        let sentence = letter.report.sentence(&letter.document, start).unwrap_or(mention.range);
        let text = letter.document.slice(sentence).split_whitespace().collect::<Vec<_>>().join(" ");
        shortened(&text, self.width.saturating_sub(34).max(30))
    }
}

/// A word and whether it is marked.
type Word = (String, bool);

/// The words of some ranges in lines of at most `width` columns.
fn marked(letter: &Letter, ranges: &[TextRange], marks: &[TextRange], width: usize) -> Vec<Vec<Word>> {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    let mut used = 0;
    for range in ranges {
        let text = letter.document.slice(*range);
        let mut at = 0;
        for word in text.split_whitespace() {
            let from = text[at..].find(word).map_or(at, |i| at + i);
            at = from + word.len();
            let place = TextRange::at(
                range.start() + klarbrief::source::TextSize::new(from as u32),
                klarbrief::source::TextSize::of(word),
            );
            let is_marked = marks.iter().any(|m| m.intersect(place).is_some_and(|i| !i.is_empty()));
            // Nothing of a letter may steer the terminal.
            let word: String = word.chars().filter(|c| !c.is_control()).collect();
            let size = columns(&word);
            if lines.is_empty() || used + 1 + size > width && used > 0 {
                lines.push(Vec::new());
                used = 0;
            }
            used += size + usize::from(used > 0);
            if let Some(line) = lines.last_mut() {
                line.push((word, is_marked));
            }
        }
    }
    lines
}

fn styled(words: &[Word], mark: Style) -> String {
    let parts: Vec<String> = words
        .iter()
        .map(|(word, marked)| if *marked { format!("{mark}{word}{mark:#}") } else { word.clone() })
        .collect();
    parts.join(" ")
}

fn number(value: f64) -> String {
    // Adding nothing makes a nothing from below ("-0") a plain one.
    format_number((value * 10.0).round() / 10.0 + 0.0, lang())
}

pub(crate) fn cause_name(kind: CauseKind) -> String {
    match kind {
        CauseKind::WordsPerSentence => tr("Wörter je Satz", "Words per sentence").to_owned(),
        CauseKind::SyllablesPerWord => tr("Silben je Wort", "Syllables per word").to_owned(),
        CauseKind::LongWords => tr("Lange Wörter in Prozent", "Long words in per cent").to_owned(),
        CauseKind::Construction(kind) => {
            let name = names::construction(kind);
            tr(format!("{name} je 100 Sätze"), format!("{name} per 100 sentences"))
        }
    }
}

//! The language analysis as a linguist reads it: under each word its base form, tag and features, under those the
//! constructions.

use std::fmt::Write as _;
use std::ops::Range;

use anstyle::Style;
use klarbrief::document::Document;
use klarbrief::text::{Construction, ConstructionKind, Paragraph, Sentence, Token};

use super::bracket::{self, Bracket};
use super::concise::one_line;
use super::gloss::gloss;
use super::text::pad;
use crate::colour::Styles;
use crate::excerpt::{columns, shortened};
use crate::lang::tr;
use crate::names;
use crate::wire::analysis::each_sentence;

/// Blanks between two words.
const GAP: usize = 2;

/// Blanks before everything that belongs to a sentence.
const INDENT: &str = "  ";

/// The view for people.
pub(crate) struct Tree {
    pub styles: Styles,
    /// Columns of the terminal.
    pub width: usize,
}

/// One word with its four lines.
struct Column {
    form: String,
    lemma: String,
    tag: &'static str,
    features: String,
    width: usize,
    /// True if no blank stands before it.
    joined: bool,
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Tree {
    /// One letter.
    pub(crate) fn letter(&self, path: &str, document: &Document, paragraphs: &[Paragraph]) -> String {
        let Styles { strong, dim, .. } = self.styles;
        let mut out = format!("{strong}{path}{strong:#}\n");
        for (index, (block, paragraph)) in document.blocks.iter().zip(paragraphs).enumerate() {
            let text = document.slice(block.range);
            for (number, (sentence, constructions)) in each_sentence(paragraph).enumerate() {
                let place = tr(
                    format!("Absatz {}, Satz {}", index + 1, number + 1),
                    format!("paragraph {}, sentence {}", index + 1, number + 1),
                );
                let words = match paragraph.words_of(sentence) {
                    1 => tr("1 Wort", "1 word").to_owned(),
                    n => tr(format!("{n} Wörter"), format!("{n} words")),
                };
                let _ = writeln!(out, "{dim}{place} · {words}{dim:#}");
                self.sentence(text, paragraph, sentence, &paragraph.constructions[constructions], &mut out);
                out.push('\n');
            }
        }
        out
    }

    fn sentence(
        &self,
        text: &str,
        paragraph: &Paragraph,
        sentence: &Sentence,
        found: &[Construction],
        out: &mut String,
    ) {
        let width = self.width.saturating_sub(INDENT.len());
        let tokens = paragraph.tokens_of(sentence);
        let columns: Vec<Column> = tokens.iter().map(|t| column(text, paragraph, t, width)).collect();
        let base = sentence.tokens.start as usize;
        let within = |token: u32| (token as usize).saturating_sub(base).min(columns.len());
        // Constructions are sorted by their start: those that begin after this row wait, those that ended are done.
        let mut waiting = found.iter().peekable();
        let mut open: Vec<(Range<usize>, String, Style)> = Vec::new();
        for row in rows(&columns, width) {
            if row.start > 0 {
                out.push('\n');
            }
            let shown = &columns[row.clone()];
            let Styles { strong, dim, .. } = self.styles;
            write_row(shown, |c| &c.form, strong, out);
            write_row(shown, |c| &c.lemma, Style::new(), out);
            write_row(shown, |c| c.tag, dim, out);
            write_row(shown, |c| &c.features, dim, out);
            open.retain(|(range, _, _)| range.end > row.start);
            while let Some(next) = waiting.next_if(|c| within(c.tokens.start) < row.end) {
                let range = within(next.tokens.start)..within(next.tokens.end);
                open.push((range, name(next), self.style(next.kind)));
            }
            let brackets =
                open.iter().filter(|(range, _, _)| !range.is_empty()).map(|(range, name, style)| {
                    let (from, to) = (range.start.max(row.start), range.end.min(row.end));
                    let before: usize = columns[row.start..from].iter().map(|c| c.width + GAP).sum();
                    let span: usize = columns[from..to].iter().map(|c| c.width + GAP).sum();
                    Bracket {
                        from: before,
                        to: before + span - GAP,
                        opens: range.start >= row.start,
                        closes: range.end <= row.end,
                        name,
                        style: *style,
                    }
                });
            for line in bracket::lines(brackets.collect(), width) {
                let _ = writeln!(out, "{INDENT}{line}");
            }
        }
    }

    /// Constructions of the verb, of the noun and of the sentence are told apart by their colour.
    fn style(&self, kind: ConstructionKind) -> Style {
        match kind {
            ConstructionKind::NominalStyle
            | ConstructionKind::ParticipialAttribute
            | ConstructionKind::GenitiveChain => self.styles.good,
            ConstructionKind::SubordinateClause | ConstructionKind::VerbBracket => self.styles.hint,
            ConstructionKind::DoubleNegation => self.styles.warning,
            _ => self.styles.info,
        }
    }
}

fn write_row<'a>(
    columns: &'a [Column],
    cell: impl Fn(&'a Column) -> &'a str,
    style: Style,
    out: &mut String,
) {
    let cells: Vec<String> = columns.iter().map(|c| pad(cell(c), c.width)).collect();
    let line = cells.join(&" ".repeat(GAP));
    let line = line.trim_end();
    // A row of words without a feature needs no line for them.
    if !line.is_empty() {
        let _ = writeln!(out, "{INDENT}{style}{line}{style:#}");
    }
}

fn name(construction: &Construction) -> String {
    let name = names::construction(construction.kind);
    if construction.depth > 0 { format!("{name} {}", construction.depth) } else { name.to_owned() }
}

fn column(text: &str, paragraph: &Paragraph, token: &Token, width: usize) -> Column {
    let form = shortened(klarbrief::source::slice(text, token.range), width);
    let lemma = shortened(&one_line(paragraph.lemma(token)), width);
    let tag = token.pos.key();
    let features = gloss(token.morph);
    let width = columns(&form).max(columns(&lemma)).max(tag.len()).max(columns(&features));
    Column { form, lemma, tag, features, width, joined: !token.space_before }
}

/// Parts words into lines that fit; a word wider than the line has one of its own. A sign that follows a word without a blank
/// takes the word along to the next line.
fn rows(columns: &[Column], width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (index, column) in columns.iter().enumerate() {
        if index > start && used + column.width > width {
            let cut = if column.joined && index > start + 1 { index - 1 } else { index };
            rows.push(start..cut);
            start = cut;
            used = columns[cut..index].iter().map(|c| c.width + GAP).sum();
        }
        used += column.width + GAP;
    }
    if start < columns.len() {
        rows.push(start..columns.len());
    }
    rows
}

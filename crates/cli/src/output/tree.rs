//! The language analysis as a linguist reads it: under each word its base form and tag, under those the constructions.

use std::fmt::Write as _;
use std::ops::Range;

use klarbrief::document::Document;
use klarbrief::text::{Construction, Paragraph, Sentence, Token};

use super::concise::one_line;
use super::text::pad;
use crate::colour::Styles;
use crate::excerpt::columns;
use crate::lang::tr;
use crate::names;
use crate::wire::analysis::each_sentence;

/// Blanks between two words.
const GAP: usize = 2;

/// The view for people.
pub(crate) struct Tree {
    pub styles: Styles,
    /// Columns of the terminal.
    pub width: usize,
}

/// One word with its three lines.
struct Column {
    form: String,
    lemma: String,
    tag: &'static str,
    width: usize,
}

// Writing to a string cannot fail; results of `writeln!` are dropped for that reason.
impl Tree {
    /// One letter.
    pub(crate) fn letter(&self, path: &str, document: &Document, paragraphs: &[Paragraph]) -> String {
        let Styles { strong, .. } = self.styles;
        let mut out = format!("{strong}{path}{strong:#}\n");
        for (index, (block, paragraph)) in document.blocks.iter().zip(paragraphs).enumerate() {
            let text = document.slice(block.range);
            for (number, (sentence, constructions)) in each_sentence(paragraph).enumerate() {
                let place = tr(
                    format!("Absatz {}, Satz {}", index + 1, number + 1),
                    format!("paragraph {}, sentence {}", index + 1, number + 1),
                );
                let _ = writeln!(out, "{}{place}{:#}", self.styles.dim, self.styles.dim);
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
        let tokens = paragraph.tokens_of(sentence);
        let columns: Vec<Column> = tokens.iter().map(|t| column(text, paragraph, t)).collect();
        let mut open = found;
        for row in rows(&columns, self.width.saturating_sub(2)) {
            let shown = &columns[row.clone()];
            let line = |cell: &dyn Fn(&Column) -> &str| {
                let cells: Vec<String> = shown.iter().map(|c| pad(cell(c), c.width)).collect();
                cells.join(&" ".repeat(GAP)).trim_end().to_owned()
            };
            let Styles { strong, dim, .. } = self.styles;
            let _ = writeln!(out, "  {strong}{}{strong:#}", line(&|c| &c.form));
            let _ = writeln!(out, "  {}", line(&|c| &c.lemma));
            let _ = writeln!(out, "  {dim}{}{dim:#}", line(&|c| c.tag));
            // Constructions are sorted by their start: those that begin after this row wait, those that ended are done.
            let base = sentence.tokens.start as usize;
            let at = |c: &Construction| {
                (c.tokens.start as usize).max(base) - base..(c.tokens.end as usize).max(base) - base
            };
            while open.first().is_some_and(|c| at(c).end <= row.start) {
                open = &open[1..];
            }
            for construction in
                open.iter().take_while(|c| at(c).start < row.end).filter(|c| at(c).end > row.start)
            {
                self.underline(construction, at(construction), &columns, row.clone(), out);
            }
        }
    }

    fn underline(
        &self,
        found: &Construction,
        at: Range<usize>,
        columns: &[Column],
        row: Range<usize>,
        out: &mut String,
    ) {
        let width = |range: Range<usize>| columns[range].iter().map(|c| c.width + GAP).sum::<usize>();
        let (from, to) = (at.start.max(row.start), at.end.min(row.end));
        let before = width(row.start..from);
        let line = "─".repeat(width(from..to).saturating_sub(GAP).max(1));
        let name = names::construction(found.kind);
        let depth = if found.depth > 0 { format!(" {}", found.depth) } else { String::new() };
        let style = self.styles.info;
        let _ = writeln!(out, "  {}{style}{line} {name}{depth}{style:#}", " ".repeat(before));
    }
}

fn column(text: &str, paragraph: &Paragraph, token: &Token) -> Column {
    let form = one_line(klarbrief::source::slice(text, token.range));
    let lemma = one_line(paragraph.lemma(token));
    let tag = token.pos.key();
    let width = columns(&form).max(columns(&lemma)).max(tag.len());
    Column { form, lemma, tag, width }
}

/// Parts words into lines that fit; a word wider than the line has one of its own.
fn rows(columns: &[Column], width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (index, column) in columns.iter().enumerate() {
        if index > start && used + column.width > width {
            rows.push(start..index);
            (start, used) = (index, 0);
        }
        used += column.width + GAP;
    }
    if start < columns.len() {
        rows.push(start..columns.len());
    }
    rows
}

//! The letter itself, with its findings underlined and its parts named in the margin.

use klarbrief::document::{Block, BlockKind};
use klarbrief::letter::{Part, PartSet};
use klarbrief::source::TextRange;
use maud::{Markup, html};

use super::segments::{Cutter, Segment, worst};
use crate::lang::tr;
use crate::letter::Letter;
use crate::names;

/// The letter as on paper.
pub(super) fn paper(anchor: &str, letter: &Letter) -> Markup {
    let mut writer = Writer { anchor, letter, cutter: Cutter::new(&letter.report.findings) };
    html! {
        div.paper lang="de" {
            @for part in &letter.report.letter.parts { (writer.part(part)) }
        }
    }
}

/// The place of a sentence inside the page.
pub(super) fn sentence_anchor(anchor: &str, block: usize, sentence: usize) -> String {
    format!("{anchor}-s{block}-{sentence}")
}

struct Writer<'a> {
    anchor: &'a str,
    letter: &'a Letter,
    cutter: Cutter<'a>,
}

impl Writer<'_> {
    fn part(&mut self, part: &Part) -> Markup {
        let prose = PartSet::PROSE.has(part.kind);
        let name = names::part(part.kind);
        html! {
            div.part.prose[prose] role="group" aria-label=(name) {
                span.part-name aria-hidden="true" { (name) }
                (self.blocks(part))
            }
        }
    }

    fn blocks(&mut self, part: &Part) -> Markup {
        let blocks = &self.letter.document.blocks;
        let mut at = part.blocks.start;
        let end = part.blocks.end.min(blocks.len());
        html! {
            @while at < end {
                @if matches!(blocks[at].kind, BlockKind::TableCell { .. }) {
                    @let first = at;
                    @let last = table_end(blocks, first, end);
                    (self.table(first, last))
                    ({ at = last; "" })
                } @else {
                    (self.block(at))
                    ({ at += 1; "" })
                }
            }
        }
    }

    fn table(&mut self, first: usize, last: usize) -> Markup {
        let blocks = &self.letter.document.blocks;
        let mut at = first;
        html! {
            table.cells { tbody { @while at < last {
                @let row = row(&blocks[at]);
                tr { @while at < last && self::row(&blocks[at]) == row {
                    @let column = column(&blocks[at]);
                    td { @while at < last && self::row(&blocks[at]) == row && self::column(&blocks[at]) == column {
                        (self.block(at))
                        ({ at += 1; "" })
                    } }
                } }
            } } }
        }
    }

    fn block(&mut self, index: usize) -> Markup {
        let block = &self.letter.document.blocks[index];
        let (class, marker) = match block.kind {
            BlockKind::Heading { .. } => ("heading", None),
            BlockKind::ListItem { level, number } => {
                let written = block.content_start > block.range.start();
                let marker = (!written).then(|| number.map_or("–".to_owned(), |n| format!("{n}.")));
                (if level > 1 { "item deep" } else { "item" }, marker)
            }
            BlockKind::PageHeader | BlockKind::PageFooter | BlockKind::Footnote => ("aside", None),
            BlockKind::Quote => ("quote", None),
            _ => ("", None),
        };
        html! {
            p.block.gap[block.gap_before].(class) id={ (self.anchor) "-a" (index + 1) } {
                @if let Some(marker) = marker { span.marker { (marker) " " } }
                (self.text(index, block.range))
            }
        }
    }

    /// The sentences of a block, each with a place of its own for links; marks inside.
    fn text(&mut self, index: usize, range: TextRange) -> Markup {
        let document = &self.letter.document;
        let sentences = self.letter.report.paragraphs.get(index).map_or(&[][..], |p| &p.sentences);
        let mut pieces: Vec<(Option<usize>, TextRange)> = Vec::new();
        let mut at = range.start();
        for (number, sentence) in sentences.iter().enumerate() {
            let whole = sentence.range + range.start();
            if whole.start() < at || whole.end() > range.end() {
                continue;
            }
            if whole.start() > at {
                pieces.push((None, TextRange::new(at, whole.start())));
            }
            pieces.push((Some(number), whole));
            at = whole.end();
        }
        if at < range.end() {
            pieces.push((None, TextRange::new(at, range.end())));
        }
        html! { @for (number, piece) in pieces {
            @let cut = self.cutter.cut(piece);
            @if let Some(number) = number {
                span.sentence id=(sentence_anchor(self.anchor, index, number)) {
                    @for segment in &cut { (self.segment(document.slice(segment.range), segment)) }
                }
            } @else {
                @for segment in &cut { (self.segment(document.slice(segment.range), segment)) }
            }
        } }
    }

    fn segment(&self, text: &str, segment: &Segment) -> Markup {
        let Some(severity) = worst(&self.letter.report.findings, segment) else { return html! { (text) } };
        let all: Vec<String> = segment.findings.iter().map(|i| (i + 1).to_string()).collect();
        let all = all.join(" ");
        // The narrowest finding that begins here is what Enter opens; what goes on needs no second stop of the keyboard.
        match segment.begins.first() {
            Some(first) => {
                let number = first + 1;
                html! {
                    a.found.(severity.key()) href={ "#" (self.anchor) "-f" (number) } data-found=(all)
                        aria-describedby={ (self.anchor) "-f" (number) "-m" }
                        title=(tr(format!("Fund {number}"), format!("Finding {number}"))) { (text) }
                    @for i in &segment.begins { sup.note aria-hidden="true" { (i + 1) } }
                }
            }
            None => html! { span.found.(severity.key()) data-found=(all) { (text) } },
        }
    }
}

fn table_end(blocks: &[Block], first: usize, end: usize) -> usize {
    let mut last = first + 1;
    // A new table begins where the rows do.
    while last < end
        && matches!(blocks[last].kind, BlockKind::TableCell { .. })
        && row(&blocks[last]) >= row(&blocks[last - 1])
    {
        last += 1;
    }
    last
}

fn row(block: &Block) -> u32 {
    if let BlockKind::TableCell { row, .. } = block.kind { row } else { 0 }
}

fn column(block: &Block) -> u32 {
    if let BlockKind::TableCell { column, .. } = block.kind { column } else { 0 }
}

//! Plain text: the file is the text, blocks are found from layout.

mod line;
mod wrap;

use crate::builder;
use crate::model::{Block, BlockKind, Document};
use crate::outline::marker::{self, Marker};
use line::TextLine;
use wrap::Wrap;

/// Reads a plain text; always gives a document, without blocks if there is no text.
///
/// Empty lines separate blocks. Inside a group of lines every line is a block of its own (addresses, `Label: value`,
/// unwrapped text), except where the text is hard-wrapped: there a paragraph is one block that contains its line breaks.
pub fn read_txt(text: String) -> Document {
    let lines = line::split(&text);
    let markers = marker::markers(lines.iter().map(|line| line.text(&text)));
    let wrap = Wrap::measure(&text, &lines, &markers);
    let mut blocks: Vec<Block> = Vec::new();
    let mut apart = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if !lines[start].has_text {
            start += 1;
            continue;
        }
        let end = start + lines[start..].iter().take_while(|line| line.has_text).count();
        let first = blocks.len();
        group(&text, &lines[start..end], &markers[start..end], &wrap, &mut blocks);
        apart.resize(blocks.len(), false);
        if blocks.len() == first + 1
            && let Some(last) = apart.last_mut()
        {
            *last = true;
        }
        start = end;
    }
    builder::plain(text, blocks, &apart)
}

/// Makes blocks of lines that no empty line separates.
fn group(text: &str, lines: &[TextLine], markers: &[Option<Marker>], wrap: &Wrap, blocks: &mut Vec<Block>) {
    let first = blocks.len();
    for (line, is_soft) in lines.iter().zip(wrap.soft_breaks(text, lines, markers)) {
        let range = source::range(line.start, line.end);
        if is_soft && let Some(last) = blocks.last_mut() {
            last.range = last.range.cover(range);
            continue;
        }
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            range,
            content_start: range.start(),
            gap_before: blocks.len() == first,
        });
    }
}

#[cfg(test)]
mod tests;

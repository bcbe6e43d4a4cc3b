//! Plain text: the file is the text, blocks are found from layout.

mod line;
mod wrap;

use boundary::{LineGap, Model};

use crate::builder;
use crate::model::{Block, BlockKind, Document};
use crate::outline::marker;
use line::TextLine;
use wrap::Wrap;

/// Reads a plain text; always gives a document, without blocks if there is no text.
///
/// Empty lines separate blocks. Inside a group of lines every line is a block of its own (addresses, `Label: value`,
/// unwrapped text), except where the text is hard-wrapped: there a paragraph is one block that contains its line breaks.
pub fn read_txt(text: String) -> Document {
    let model = Model::builtin();
    read_txt_with(text, &mut |gap| model.line(gap) > 0)
}

/// Reads a plain text, where `ends` decides at each line break whether a sentence ends there: for training the model that
/// [`read_txt`] asks.
#[doc(hidden)]
pub fn read_txt_with(text: String, ends: &mut dyn FnMut(&LineGap<'_>) -> bool) -> Document {
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
        let soft = wrap.soft_breaks(&text, &lines[start..end], &markers[start..end], ends);
        group(&lines[start..end], &soft, &mut blocks);
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
fn group(lines: &[TextLine], soft: &[bool], blocks: &mut Vec<Block>) {
    let first = blocks.len();
    for (line, is_soft) in lines.iter().zip(soft) {
        let range = source::range(line.start, line.end);
        if *is_soft && let Some(last) = blocks.last_mut() {
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

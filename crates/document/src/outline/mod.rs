//! Finds list items and headings that stand in the text without being marked by the format.
//!
//! Facts of layout only: what a heading *means* is for the crates above.

pub(crate) mod marker;
pub(crate) mod title;

use source::TextSize;

use crate::model::{Block, BlockKind};
use marker::{Marker, Style};

/// Turns paragraphs into list items and headings where their text shows that they are.
///
/// `apart[i]` says that block `i` is set apart as titles are: bold, or a single line between empty lines.
pub(crate) fn refine(text: &str, blocks: &mut [Block], apart: &[bool]) {
    let markers = find_markers(text, blocks);
    let frame = Frame::find(text, blocks);
    for index in 0..blocks.len() {
        if let Some(marker) = markers[index] {
            blocks[index].content_start = blocks[index].range.start() + TextSize::new(marker.len as u32);
        }
        if blocks[index].kind != BlockKind::Paragraph {
            continue;
        }
        let content = source::slice(text, blocks[index].range);
        let next_apart = blocks.get(index + 1).is_none_or(|next| next.gap_before);
        let alone = blocks[index].gap_before && next_apart;
        if let Some(marker) = markers[index] {
            blocks[index].kind = if is_numbered_heading(text, blocks, &markers, index, marker, alone) {
                BlockKind::Heading { level: 0 }
            } else {
                BlockKind::ListItem { level: 1, number: marker.number }
            };
            continue;
        }
        let is_title = title::is_title_word(content) && blocks[index].gap_before
            || apart[index]
                && alone
                && title::looks_like_title(content)
                && frame.allows_heading(text, blocks, index);
        if is_title && index + 1 < blocks.len() {
            blocks[index].kind = BlockKind::Heading { level: 0 };
        }
    }
    nest(blocks, &markers);
}

fn find_markers(text: &str, blocks: &[Block]) -> Vec<Option<Marker>> {
    let contents = blocks.iter().map(|block| match block.kind {
        BlockKind::Paragraph
        | BlockKind::Heading { .. }
        | BlockKind::TableCell { .. }
        | BlockKind::Quote
        | BlockKind::TextBox => source::slice(text, block.range),
        // The program makes the marker of a list item; an empty text has none.
        BlockKind::ListItem { .. } | BlockKind::PageHeader | BlockKind::PageFooter | BlockKind::Footnote => {
            ""
        }
    });
    marker::markers(contents)
}

/// "2. Sachverhalt": a numbered short line without end sign, whose neighbours are not items of the same list.
fn is_numbered_heading(
    text: &str,
    blocks: &[Block],
    markers: &[Option<Marker>],
    index: usize,
    marker: Marker,
    alone: bool,
) -> bool {
    let content = &source::slice(text, blocks[index].range)[marker.len..];
    let is_sibling = |other: Option<&Option<Marker>>, step: i64| {
        other
            .copied()
            .flatten()
            .is_some_and(|o| o.style == marker.style && i64::from(o.value) == i64::from(marker.value) + step)
    };
    let before = index.checked_sub(1).and_then(|i| markers.get(i));
    marker.style.can_number_headings()
        && alone
        && index + 1 < blocks.len()
        && content.chars().next().is_some_and(char::is_uppercase)
        && title::looks_like_title(content)
        && !is_sibling(before, -1)
        && !is_sibling(markers.get(index + 1), 1)
}

/// Levels of written lists: a style that is new inside a list stands one level deeper.
fn nest(blocks: &mut [Block], markers: &[Option<Marker>]) {
    let mut open: Vec<Style> = Vec::new();
    for (block, marker) in blocks.iter_mut().zip(markers) {
        match (&mut block.kind, marker) {
            (BlockKind::ListItem { level, .. }, Some(marker)) => {
                match open.iter().position(|style| *style == marker.style) {
                    Some(depth) => open.truncate(depth + 1),
                    None if open.len() < 9 => open.push(marker.style),
                    None => {}
                }
                let own = match marker.style {
                    Style::Numbered { sign: marker::Sign::Arabic, depth, .. } => depth,
                    _ => 1,
                };
                *level = own.max(open.len() as u8);
            }
            _ => open.clear(),
        }
    }
}

/// Where the frame of the letter ends and begins: blocks before the salutation and after the closing formula.
struct Frame {
    salutation: Option<usize>,
    closing: Option<usize>,
}

impl Frame {
    fn find(text: &str, blocks: &[Block]) -> Frame {
        let is_body = |b: &Block| {
            !matches!(b.kind, BlockKind::PageHeader | BlockKind::PageFooter | BlockKind::Footnote)
        };
        let position = |from: usize, is: fn(&str) -> bool| {
            blocks[from..]
                .iter()
                .position(|b| is_body(b) && is(source::slice(text, b.range)))
                .map(|i| from + i)
        };
        let salutation = position(0, title::is_salutation);
        let closing = position(salutation.map_or(0, |i| i + 1), title::is_closing);
        Frame { salutation, closing }
    }

    fn allows_heading(&self, text: &str, blocks: &[Block], index: usize) -> bool {
        if let Some(salutation) = self.salutation
            && index < salutation
        {
            // The subject stands right before the salutation, perhaps in two lines or under a title.
            return index > 0 && index + 2 >= salutation;
        }
        if let Some(closing) = self.closing
            && index > closing
        {
            // A name under the closing formula is no heading; one over running text or a list is.
            return blocks.get(index + 1).is_some_and(|next| {
                matches!(next.kind, BlockKind::ListItem { .. })
                    || next.range.len() > TextSize::new(80) && {
                        source::slice(text, next.range).chars().filter(|c| *c == ' ').count() > 8
                    }
            });
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_txt;

    fn kinds(text: &str) -> Vec<(String, BlockKind)> {
        let document = read_txt(text.to_owned());
        document.blocks.iter().map(|b| (document.slice(b.range).to_owned(), b.kind)).collect()
    }

    const HEADING: BlockKind = BlockKind::Heading { level: 0 };

    fn item(level: u8, number: Option<u32>) -> BlockKind {
        BlockKind::ListItem { level, number }
    }

    #[test]
    fn numbered_short_lines_are_headings_unless_they_form_a_list() {
        let text = "I. Sachverhalt\n\nSie reisten 2020 ein.\n\n1. Einreise\n\nEs folgt Text.\n\n2. Aufenthalt\n\nMehr Text.\n\nII. Rechtliche Würdigung\n\nDer Antrag ist unbegründet.";
        let headings: Vec<_> =
            kinds(text).into_iter().filter(|(_, k)| *k == HEADING).map(|(t, _)| t).collect();
        assert_eq!(headings, ["I. Sachverhalt", "1. Einreise", "2. Aufenthalt", "II. Rechtliche Würdigung"]);
        let list =
            "Bitte legen Sie vor:\n\n1. Reisepass\n\n2. Mietvertrag\n\n3. Meldebescheinigung\n\nVielen Dank.";
        let numbers: Vec<_> = kinds(list)
            .into_iter()
            .filter_map(|(_, k)| match k {
                BlockKind::ListItem { number, .. } => number,
                _ => None,
            })
            .collect();
        assert_eq!(numbers, [1, 2, 3]);
    }

    #[test]
    fn lists_nest_by_the_style_of_their_markers() {
        let text = "1. Sie legen vor:\na) den Pass,\nb) das Foto,\n2. Sie zahlen.\n\nText.\n\n– neu";
        let found: Vec<_> = kinds(text).into_iter().map(|(_, k)| k).collect();
        assert_eq!(
            found,
            [
                item(1, Some(1)),
                item(2, None),
                item(2, None),
                item(1, Some(2)),
                BlockKind::Paragraph,
                item(1, None)
            ]
        );
    }

    #[test]
    fn the_frame_of_a_letter_has_no_headings_but_the_subject() {
        let text = "Stadt Rebenfels\n\nFrau\nLucía Robledo\nHangstraße 31\n56999 Rebenfels\n\n12. November 2026\n\nIhr Antrag auf Verlängerung\n\nSehr geehrte Frau Robledo,\n\nwir haben entschieden.\n\nSo geht es weiter\n\nRufen Sie uns an.\n\nMit freundlichen Grüßen\n\nIm Auftrag\n\nHenriette Maldener\n\nAnlagen\n\n– Merkblatt";
        let headings: Vec<_> =
            kinds(text).into_iter().filter(|(_, k)| *k == HEADING).map(|(t, _)| t).collect();
        assert_eq!(headings, ["Ihr Antrag auf Verlängerung", "So geht es weiter", "Anlagen"]);
    }
}

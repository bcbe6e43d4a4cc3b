//! Boxes to tick: "☐ wird bewilligt ☐ wird abgelehnt".

use source::{TextRange, TextSize};

use super::Template;
use super::choice::{Alternative, Choice, Condition};
use crate::model::Document;

const BOXES: [&str; 11] = ["☐", "□", "❏", "▢", "☒", "☑", "( )", "[ ]", "(x)", "[x]", "[X]"];

/// Most boxes of one choice.
const MOST: usize = 40;

/// Finds groups of boxes: blocks in a row that begin with one, or several in one block.
pub(super) fn find(document: &Document, template: &mut Template) {
    let mut number = 0;
    let mut group: Vec<(TextRange, TextRange)> = Vec::new();
    for block in &document.blocks {
        let text = document.slice(block.range);
        let content = usize::from(block.content_start - block.range.start()).min(text.len());
        let boxes = boxes(text, content);
        let base = block.range.start();
        if let [(first, end)] = boxes[..]
            && text[content.min(first)..first].trim().is_empty()
        {
            let sign = source::range(first, end) + base;
            if group.len() < MOST {
                group.push((sign, TextRange::new(sign.end(), block.range.end())));
            }
            continue;
        }
        close(document, &mut group, &mut number, template);
        if boxes.len() < 2 {
            continue;
        }
        for (index, (first, end)) in boxes.iter().enumerate().take(MOST) {
            let stop = match boxes.get(index + 1) {
                Some((next, _)) => *next,
                // The last one ends with its clause.
                None => text[*end..].find(['.', ',', ';']).map_or(text.len(), |i| end + i),
            };
            group.push((source::range(*first, *end) + base, source::range(*end, stop) + base));
        }
        close(document, &mut group, &mut number, template);
    }
    close(document, &mut group, &mut number, template);
}

fn close(
    document: &Document,
    group: &mut Vec<(TextRange, TextRange)>,
    number: &mut usize,
    template: &mut Template,
) {
    let found = std::mem::take(group);
    if found.is_empty() {
        return;
    }
    for (sign, behind) in &found {
        let text = document.slice(TextRange::new(sign.end(), behind.end()));
        let spaces = text.len() - text.trim_start().len();
        template.signs.push(TextRange::new(sign.start(), sign.end() + TextSize::new(spaces as u32)));
    }
    *number += 1;
    let list = format!("☐{number}");
    let mut alternatives: Vec<Alternative> = found
        .iter()
        .map(|(_, range)| {
            let words = document.slice(*range).split_whitespace().take(4).collect::<Vec<_>>().join(" ");
            Alternative {
                range: *range,
                condition: Some(Condition::chosen(list.clone(), format!("☒ {words}"))),
            }
        })
        .collect();
    // A single box is ticked or not.
    if let [only] = &alternatives[..] {
        let range = TextRange::empty(only.range.end());
        alternatives.push(Alternative { range, condition: None });
    }
    template.choices.push(Choice { alternatives });
}

/// The boxes of a block that have words behind them.
fn boxes(text: &str, from: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // A box that the reader took for the marker of a list item stands before the content.
    let mut at = if BOXES.iter().any(|sign| text.starts_with(sign)) { 0 } else { from };
    while at < text.len() {
        let rest = &text[at..];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        match BOXES.iter().find(|sign| rest.starts_with(**sign)) {
            Some(sign) => {
                let end = at + sign.len();
                if text[end..].trim_start().starts_with(|c: char| c.is_alphanumeric() || "„«{$".contains(c))
                {
                    found.push((at, end));
                }
                at = end;
            }
            None => at += step,
        }
    }
    found
}

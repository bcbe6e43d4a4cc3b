//! Texts with known ends of sentences, and what can be learned from each place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use boundary::{Gap, LineGap, Model, Sign, slot};
use text::Layout;

use super::regression::Example;
use crate::files;

/// A text with the ends of its sentences.
pub struct Labelled {
    pub name: String,
    /// "jug", "ges", …
    pub kind: String,
    pub fold: usize,
    pub text: String,
    /// Byte offsets behind the last letter or digit of each sentence.
    pub ends: BTreeSet<usize>,
}

impl Labelled {
    /// True for letters, where every line break means something.
    fn is_letter(&self) -> bool {
        matches!(self.kind.as_str(), "letter" | "lines")
    }
}

/// Reads the reference texts; files of each kind are dealt out to the folds in turn.
pub fn read(folder: &Path) -> anyhow::Result<Vec<Labelled>> {
    let mut number: BTreeMap<String, usize> = BTreeMap::new();
    let mut texts = Vec::new();
    for path in files::sorted(folder)? {
        let name = path.file_stem().and_then(|n| n.to_str()).unwrap_or("").to_owned();
        let kind = name.split('_').next().unwrap_or("").to_owned();
        let value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        let text = value["text"].as_str().context("no text")?.to_owned();
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let ends = value["ends"].as_array().context("no ends")?;
        let ends = ends.iter().filter_map(|e| e.as_u64()).filter_map(|e| bytes.get(e as usize));
        let ends = ends.map(|at| last_word(&text, *at)).collect();
        let fold = number.entry(kind.clone()).or_default();
        texts.push(Labelled { name, kind, fold: *fold, text, ends });
        *fold += 1;
    }
    Ok(texts)
}

/// The letters of the project, from the files of the word processor, where no line is wrapped: each paragraph ends what
/// it says.
///
/// Each group of lines between empty lines comes once more as a text of its own, since letters may be short.
pub fn letters(folder: &Path) -> anyhow::Result<Vec<Labelled>> {
    let mut letters = Vec::new();
    for path in files::sorted(folder)? {
        for file in ["before.docx", "after.docx"] {
            let Ok(document) = document::read_path(&path.join(file), &document::Limits::default()) else {
                continue;
            };
            let mut text = String::new();
            for (index, block) in document.blocks.iter().enumerate() {
                if index > 0 {
                    text.push_str(if block.gap_before { "\n\n" } else { "\n" });
                }
                text.push_str(document.slice(block.range));
            }
            letters.extend(text.split("\n\n").map(lines_end));
            letters.push(lines_end(&text));
        }
    }
    Ok(letters)
}

fn lines_end(text: &str) -> Labelled {
    let text = format!("{text}\n");
    let ends = text.match_indices('\n').map(|(at, _)| last_word(&text, at)).collect();
    Labelled { name: "letter".to_owned(), kind: "lines".to_owned(), fold: 0, text, ends }
}

/// Lines of letters made for training, with a bar at each end of a sentence; where no bar is, lines end sentences.
pub fn marked() -> Vec<Labelled> {
    let sheet = include_str!("letters.txt");
    let texts = sheet.split("\n\n").chain(sheet.lines()).chain([sheet]);
    texts
        .map(|marked| {
            let mut letter = lines_end(&marked.replace('|', ""));
            for (bars, (at, _)) in marked.match_indices('|').enumerate() {
                letter.ends.insert(last_word(&letter.text, at - bars));
            }
            letter.kind = "letter".to_owned();
            letter
        })
        .collect()
}

/// The end of the last letter or digit at or before `at`.
pub fn last_word(text: &str, at: usize) -> usize {
    let rest = text[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    rest.len()
}

/// Everything that can be learned, by table.
#[derive(Default)]
pub struct Examples {
    pub gaps: Vec<Example>,
    pub lines: Vec<Example>,
}

impl Examples {
    /// Adds all places of a text; the right answers lead through it.
    pub fn learn(&mut self, text: &Labelled, weight: f32) {
        let ends = &text.ends;
        let document = document::read_txt_with(text.text.clone(), &mut |gap: &LineGap<'_>| {
            let end = ends.contains(&last_word(&text.text, gap.at));
            let mut slots = Vec::with_capacity(64);
            gap.features(&mut |f| slots.push(slot(f) as u16));
            self.lines.push(Example { slots, ends: end, weight });
            end
        });
        for_each_block(&document, |base, block, layout| {
            text::Splitter::new(block, layout).split_with(&mut |gap: &Gap<'_>| {
                let end = if text.kind == "lines" {
                    plain_end(gap)
                } else {
                    ends.contains(&last_word(&text.text, base + gap.end))
                };
                let mut slots = Vec::with_capacity(48);
                gap.features(&mut |f| slots.push(slot(f) as u16));
                self.gaps.push(Example { slots, ends: end, weight });
                end
            });
        });
    }
}

/// Where a sentence ends in letters that nobody marked: their signs are used as schools teach it.
fn plain_end(gap: &Gap<'_>) -> bool {
    let next = gap.text[gap.next..].chars().next().unwrap_or(' ');
    let fresh = !next.is_lowercase() && gap.next > gap.end;
    match gap.sign {
        Sign::Stop | Sign::Call => fresh,
        Sign::Abbreviation | Sign::Date => gap.starter && gap.sign == Sign::Date,
        Sign::Ordinal | Sign::Semicolon | Sign::Colon | Sign::Bracket => false,
    }
}

/// The ends of sentences that the whole way through reader and splitter finds.
pub fn ends_found(text: &str, model: &Model) -> BTreeSet<usize> {
    let document = document::read_txt_with(text.to_owned(), &mut |gap| model.line(gap) > 0);
    let mut found = BTreeSet::new();
    for_each_block(&document, |base, block, layout| {
        for sentence in text::Splitter::new(block, layout).split_with(&mut |gap| model.gap(gap) > 0) {
            found.insert(last_word(text, base + usize::from(sentence.range.end())));
        }
    });
    found
}

fn for_each_block(document: &document::Document, mut see: impl FnMut(usize, &str, &Layout<'_>)) {
    for block in &document.blocks {
        let base = block.range.start();
        let fields: Vec<_> = document
            .placeholders
            .iter()
            .filter_map(|p| p.range.intersect(block.range).filter(|r| !r.is_empty()))
            .map(|r| r - base)
            .collect();
        let layout = Layout {
            marker: u32::from(block.content_start - base),
            placeholders: &fields,
            ..Layout::default()
        };
        see(base.into(), document.slice(block.range), &layout);
    }
}

/// The same text with every sentence on one line.
pub fn unwrapped(text: &Labelled) -> Labelled {
    wrap(text, None)
}

/// The same text wrapped at another width.
pub fn rewrapped(text: &Labelled, width: usize) -> Labelled {
    wrap(text, Some(width))
}

/// Takes out the line breaks inside sentences, and puts others where a line is wider than `width`.
fn wrap(text: &Labelled, width: Option<usize>) -> Labelled {
    let mut out = String::with_capacity(text.text.len() + 64);
    let mut ends = BTreeSet::new();
    let mut column = 0;
    // Where the last blank of the line stands in `out`, and its column.
    let mut blank: Option<(usize, usize)> = None;
    let mut line_has_end = false;
    for (at, c) in text.text.char_indices() {
        if text.ends.contains(&at) {
            ends.insert(out.len());
            line_has_end = true;
        }
        if c == '\r' {
            continue;
        }
        let after = &text.text[at + c.len_utf8()..];
        let last = if c == '\n' { last_word(&out, out.len()) } else { 0 };
        let hard = c == '\n'
            && (ends.contains(&last) || out.ends_with('\n') || last == 0 || after.starts_with(['\n', '\r']))
            && !(line_has_end && column > 60 && at % 2 == 0 && may_follow_on_the_line(text, &out, after));
        let c = if c == '\n' && !hard { ' ' } else { c };
        if c == ' ' && out.ends_with([' ', '\n']) && column > 0 {
            continue;
        }
        if c == ' ' {
            blank = Some((out.len(), column));
        }
        out.push(c);
        column += 1;
        if c == '\n' {
            (column, blank, line_has_end) = (0, None, false);
        } else if width.is_some_and(|width| column > width)
            && let Some((place, before)) = blank.take()
            && before > 0
        {
            out.replace_range(place..=place, "\n");
            column -= before + 1;
        }
    }
    if text.ends.contains(&text.text.len()) {
        ends.insert(out.len());
    }
    Labelled { name: text.name.clone(), kind: text.kind.clone(), fold: text.fold, text: out, ends }
}

/// True if the next sentence may stand in the same paragraph: every second time it is put there.
fn may_follow_on_the_line(text: &Labelled, before: &str, after: &str) -> bool {
    before.ends_with('.') && after.starts_with(char::is_uppercase) && !text.is_letter()
}

/// Short stretches of a text, each as a text of its own.
pub fn pieces(text: &Labelled, seed: usize) -> Vec<Labelled> {
    let lines: Vec<usize> = text.text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let mut pieces = Vec::new();
    let mut line = seed % 17;
    while line + 8 < lines.len() {
        let count = 2 + (line * 5 + seed) % 6;
        let (from, to) = (lines[line], lines[line + count]);
        let ends = text.ends.range(from..to).map(|end| end - from).collect();
        let name = text.name.clone();
        pieces.push(Labelled {
            name,
            kind: text.kind.clone(),
            fold: 0,
            text: text.text[from..to].to_owned(),
            ends,
        });
        line += 23;
    }
    pieces
}

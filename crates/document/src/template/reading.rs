//! One letter that a template stands for.

use source::{SourceMap, TextLen, TextRange, TextSize};

use super::choice::Taken;
use super::sample::{self, FieldKind};
use super::{Choice, Template};
use crate::builder::is_blank;
use crate::model::{Block, Document, Format, Placeholder};
use crate::{outline, placeholder, txt};

/// One letter that a template stands for: conditions decided, fields filled with a word of their kind.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The letter. It has no way back to a file, only to the template.
    pub document: Document,
    /// Which alternative stands there of each choice that is met: indices into [`Template::choices`] and
    /// [`Choice::alternatives`], in the order of the choices.
    pub taken: Vec<(usize, usize)>,
    /// Fields that were filled, in order.
    pub fields: Vec<Filled>,
    /// True if a field stands for whole sentences, for example the reasons.
    pub has_free_text: bool,
    pieces: Vec<Piece>,
}

/// A field that was filled with a word.
#[derive(Debug, Clone)]
pub struct Filled {
    /// The word, in the letter.
    pub range: TextRange,
    /// The field, in the template.
    pub field: TextRange,
    /// What it stands for.
    pub kind: FieldKind,
}

/// A stretch of the letter that stands in the template as it is, or a field.
#[derive(Debug, Clone, Copy)]
struct Piece {
    range: TextRange,
    origin: TextRange,
}

impl Reading {
    pub(super) fn new(template_text: &Document, template: &Template, taken: Taken) -> Reading {
        let cuts = cuts(template_text, template, &taken);
        let mut writer = Writer { source: &template_text.text, ..Writer::default() };
        let mut fields = template.fields.iter().peekable();
        let mut at = 0usize;
        for cut in cuts.iter().chain(std::iter::once(&TextRange::empty(template_text.text.text_len()))) {
            let (start, end) = (usize::from(cut.start()), usize::from(cut.end()));
            while let Some(field) = fields.next_if(|f| usize::from(f.range.start()) < start.max(at)) {
                if usize::from(field.range.start()) < at || usize::from(field.range.end()) > start {
                    continue;
                }
                writer.copy(at, field.range.start().into());
                at = field.range.end().into();
                writer.field(template_text, field);
            }
            writer.copy(at, start);
            at = at.max(end);
            writer.close_gap(at);
        }
        let Writer { text, pieces, filled, has_free_text, .. } = writer;
        let mut reading =
            Reading { document: txt::read_txt(String::new()), taken, fields: filled, has_free_text, pieces };
        reading.document = reading.letter(template_text, text);
        reading
    }

    /// The range of the template that a range of the letter comes from.
    pub fn to_template(&self, range: TextRange) -> TextRange {
        let start = self.origin(range.start(), false);
        let end = if range.is_empty() { start } else { self.origin(range.end(), true) };
        TextRange::new(start, end.max(start))
    }

    fn origin(&self, offset: TextSize, is_end: bool) -> TextSize {
        let index = if is_end {
            self.pieces.partition_point(|p| p.range.start() < offset).saturating_sub(1)
        } else {
            self.pieces.partition_point(|p| p.range.end() <= offset)
        };
        let Some(piece) = self.pieces.get(index).or(self.pieces.last()) else { return TextSize::new(0) };
        let inside = offset.clamp(piece.range.start(), piece.range.end()) - piece.range.start();
        if piece.range.len() == piece.origin.len() && !self.is_field(piece.origin) {
            piece.origin.start() + inside
        } else if is_end {
            piece.origin.end()
        } else {
            piece.origin.start()
        }
    }

    fn is_field(&self, origin: TextRange) -> bool {
        self.fields.binary_search_by_key(&origin.start(), |f| f.field.start()).is_ok()
    }

    /// The fields that were filled inside a range of the letter, or touch it.
    pub fn fields_in(&self, range: TextRange) -> &[Filled] {
        let first = self.fields.partition_point(|f| f.range.end() <= range.start());
        let last = self.fields.partition_point(|f| f.range.start() < range.end());
        &self.fields[first..last.max(first)]
    }

    /// Turns words that quote this letter into words that quote the template: fields instead of what they were filled with.
    ///
    /// `range` is what the words speak about, in the letter.
    pub fn quote_template(&self, template: &Document, range: TextRange, words: &str) -> String {
        let mut out = words.to_owned();
        for filled in self.fields_in(range) {
            let sample = self.document.slice(filled.range);
            // A short number may stand in the words for another reason.
            if sample.len() >= 4 && out.contains(sample) {
                out = out.replace(sample, template.slice(filled.field));
            }
        }
        out
    }

    /// Makes the document of the letter. Plain text is read anew, so that its lines are joined as those of a finished letter.
    fn letter(&self, template: &Document, text: String) -> Document {
        if template.format == Format::Txt {
            return txt::read_txt(text);
        }
        let mut blocks: Vec<Block> = Vec::with_capacity(template.blocks.len());
        let mut gap_before = false;
        for block in &template.blocks {
            gap_before |= block.gap_before;
            let range = self.to_letter(block.range);
            let inner = source::slice(&text, range);
            let from = inner.len() - inner.trim_start_matches(is_blank).len();
            let trimmed = inner.trim_matches(is_blank);
            if trimmed.is_empty() || blocks.last().is_some_and(|b| b.range.end() > range.start()) {
                continue;
            }
            let start = range.start() + TextSize::new(from as u32);
            let range = TextRange::at(start, trimmed.text_len());
            let content = self.to_letter(TextRange::new(block.content_start, block.range.end())).start();
            blocks.push(Block {
                kind: block.kind,
                range,
                content_start: content.clamp(range.start(), range.end()),
                gap_before: std::mem::take(&mut gap_before),
            });
        }
        outline::refine(&text, &mut blocks, &vec![false; template.blocks.len()]);
        let placeholders = placeholder::find(&text, &blocks, Vec::new());
        Document {
            format: template.format,
            text,
            blocks,
            placeholders,
            remarks: Vec::new(),
            map: SourceMap::identity(),
            file_text: None,
            template: true,
            branches: Vec::new(),
        }
    }

    /// What is left of a range of the template.
    fn to_letter(&self, range: TextRange) -> TextRange {
        let end = self.pieces.last().map_or(TextSize::new(0), |p| p.range.end());
        let first = self.pieces.partition_point(|p| p.origin.end() <= range.start());
        let Some(piece) = self.pieces.get(first) else { return TextRange::empty(end) };
        let start = if piece.origin.start() >= range.start() {
            piece.range.start()
        } else {
            (piece.range.start() + (range.start() - piece.origin.start())).min(piece.range.end())
        };
        let last = self.pieces.partition_point(|p| p.origin.start() < range.end());
        let stop = match last.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(piece) if piece.origin.end() <= range.end() => piece.range.end(),
            Some(piece) => piece.range.start() + (range.end() - piece.origin.start()).min(piece.range.len()),
            None => start,
        };
        TextRange::new(start, stop.max(start))
    }
}

/// What this letter does not show: signs, branches that are not taken; lines that hold nothing else go as a whole.
fn cuts(document: &Document, template: &Template, taken: &Taken) -> Vec<TextRange> {
    let mut cuts = template.signs.clone();
    let mut chosen: Vec<Option<usize>> = vec![None; template.choices.len()];
    for (choice, alternative) in taken {
        chosen[*choice] = Some(*alternative);
    }
    let untaken = |(index, choice): (usize, &Choice)| -> Vec<TextRange> {
        // A choice that is not met lies in a branch that is cut already.
        let Some(taken) = chosen[index] else { return Vec::new() };
        let others = choice.alternatives.iter().enumerate().filter(|(a, _)| *a != taken);
        others.map(|(_, other)| other.range).filter(|range| !range.is_empty()).collect()
    };
    cuts.extend(template.choices.iter().enumerate().flat_map(untaken));
    let mut cuts = joined(cuts);
    // Whole lines.
    let text = document.text.as_str();
    let mut lines = Vec::new();
    let mut next = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        while cuts.get(next).is_some_and(|c| usize::from(c.end()) <= start) {
            next += 1;
        }
        let mut at = start;
        let mut is_cut = false;
        let mut has_text = false;
        for cut in &cuts[next..] {
            let (from, to) = (usize::from(cut.start()), usize::from(cut.end()));
            if from >= end {
                break;
            }
            is_cut = true;
            has_text |= !text[at..from.max(at)].trim().is_empty();
            at = to.min(end);
        }
        has_text |= !text[at..end].trim().is_empty();
        if is_cut && !has_text {
            lines.push(source::range(start, end));
        }
        start = end;
    }
    cuts.extend(lines);
    joined(cuts)
}

fn joined(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_by_key(|range| (range.start(), range.end()));
    ranges.dedup_by(|next, before| {
        let joins = next.start() <= before.end();
        if joins {
            *before = before.cover(*next);
        }
        joins
    });
    ranges
}

/// Writes a letter out of stretches of its template.
#[derive(Default)]
struct Writer<'a> {
    source: &'a str,
    text: String,
    pieces: Vec<Piece>,
    filled: Vec<Filled>,
    has_free_text: bool,
}

impl Writer<'_> {
    fn copy(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        let start = self.text.text_len();
        self.text.push_str(&self.source[from..to]);
        self.pieces.push(Piece {
            range: TextRange::new(start, self.text.text_len()),
            origin: source::range(from, to),
        });
    }

    fn field(&mut self, document: &Document, field: &Placeholder) {
        let behind = &self.source[usize::from(field.range.end())..];
        let sample = sample::word_for(document, field, &self.text, behind);
        self.has_free_text |= sample.kind == FieldKind::FreeText;
        let start = self.text.text_len();
        match sample.text {
            // The field stays as it is: nobody knows what will stand there.
            None => self.copy(field.range.start().into(), field.range.end().into()),
            Some(word) => {
                self.text.push_str(&word);
                let range = TextRange::new(start, self.text.text_len());
                self.pieces.push(Piece { range, origin: field.range });
                self.filled.push(Filled { range, field: field.range, kind: sample.kind });
            }
        }
    }

    /// Two blanks that a cut brings together become one; none stays before a comma or full stop.
    fn close_gap(&mut self, at: usize) {
        let behind = self.source[at..].chars().next();
        let twice = behind.is_none_or(|c| matches!(c, ' ' | '\n' | '\r' | '.' | ',' | ';' | ':' | '!' | '?'));
        while twice && self.text.ends_with(' ') {
            let Some(last) = self.pieces.last_mut() else { return };
            if last.range.len() != last.origin.len() || last.range.is_empty() {
                return;
            }
            let one = TextSize::new(1);
            last.range = TextRange::new(last.range.start(), last.range.end() - one);
            last.origin = TextRange::new(last.origin.start(), last.origin.end() - one);
            self.text.pop();
        }
    }
}

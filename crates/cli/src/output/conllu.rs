//! The language analysis in CoNLL-U: one token a line, ten columns.
//!
//! Tags are those of Universal Dependencies and, in the fifth column, of STTS. Heads and relations are not analysed and stay
//! empty. Constructions stand in comments, with the ids of their tokens and for clauses their depth.

use std::fmt::Write as _;

use klarbrief::document::Document;
use klarbrief::text::lexicon::Tag;
use klarbrief::text::{Paragraph, Pos, Sentence};

use super::concise::one_line;
use crate::wire::analysis::each_sentence;

/// Writes one letter; `number` counts the letters of a run and keeps sentence ids apart.
pub(crate) fn letter(path: &str, number: usize, document: &Document, paragraphs: &[Paragraph]) -> String {
    // Writing to a string cannot fail.
    let mut out = String::new();
    let _ = writeln!(out, "# newdoc id = {}", one_line(path));
    let mut count = 0;
    for (block, paragraph) in document.blocks.iter().zip(paragraphs) {
        let text = document.slice(block.range);
        let mut first = true;
        for (sentence, constructions) in each_sentence(paragraph) {
            if std::mem::take(&mut first) {
                let _ = writeln!(out, "# newpar");
            }
            count += 1;
            let _ = writeln!(out, "# sent_id = d{number}-s{count}");
            let _ = writeln!(out, "# text = {}", surface(text, paragraph, sentence));
            for construction in &paragraph.constructions[constructions] {
                let base = sentence.tokens.start;
                let from = construction.tokens.start.saturating_sub(base) + 1;
                let to = construction.tokens.end.min(sentence.tokens.end) - base;
                let depth = match construction.depth {
                    0 => String::new(),
                    depth => format!(" depth={depth}"),
                };
                let _ = writeln!(out, "# construction = {} {from}-{to}{depth}", construction.kind.key());
            }
            tokens(text, paragraph, sentence, &mut out);
            out.push('\n');
        }
    }
    out
}

fn tokens(text: &str, paragraph: &Paragraph, sentence: &Sentence, out: &mut String) {
    let all = paragraph.tokens_of(sentence);
    for (index, token) in all.iter().enumerate() {
        let form = field(klarbrief::source::slice(text, token.range));
        let lemma = field(paragraph.lemma(token));
        let misc = if space_after(paragraph, sentence, index) { "_" } else { "SpaceAfter=No" };
        let _ = writeln!(
            out,
            "{}\t{form}\t{lemma}\t{}\t{}\t{}\t_\t_\t_\t{misc}",
            index + 1,
            token.pos.key(),
            stts(token.tag, &form),
            token.morph
        );
    }
}

/// The tag as STTS has it, which tells three kinds of punctuation apart.
fn stts(tag: Tag, form: &str) -> &'static str {
    match (tag.pos(), form) {
        (Pos::Punct, ",") => "$,",
        (Pos::Punct, "." | "?" | "!" | ":" | ";") => "$.",
        _ => tag.key(),
    }
}

/// The text of a sentence as its tokens give it: what stands between them is one blank or nothing.
fn surface(text: &str, paragraph: &Paragraph, sentence: &Sentence) -> String {
    let mut out = String::new();
    for (index, token) in paragraph.tokens_of(sentence).iter().enumerate() {
        out.push_str(&field(klarbrief::source::slice(text, token.range)));
        if space_after(paragraph, sentence, index) {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

/// True if white space follows a token; the last one of a sentence has the next sentence after it.
fn space_after(paragraph: &Paragraph, sentence: &Sentence, index: usize) -> bool {
    paragraph.tokens.get(sentence.tokens.start as usize + index + 1).is_none_or(|next| next.space_before)
}

/// A word as a column may hold it: no tabs and breaks, not empty. A word that was cut at the end of a line is whole again.
fn field(word: &str) -> String {
    let mut whole = String::with_capacity(word.len());
    for (index, piece) in word.split_whitespace().enumerate() {
        if whole.ends_with('-') && word.contains('\n') {
            whole.pop();
        } else if index > 0 {
            whole.push(' ');
        }
        whole.push_str(piece);
    }
    let whole = one_line(&whole);
    if whole.is_empty() { "_".to_owned() } else { whole }
}

//! Terms of art and abbreviations at their first use.

use letter::PartSet;
use rule::Rule;
use rustc_hash::{FxHashMap, FxHashSet};
use text::{Case, TokenKind};

use super::strings;
use crate::engine::{Context, Found};

/// Keeps the first use of each term, and only where nothing explains it in its sentence or the next one.
pub(crate) fn unexplained_term(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if ctx.settings.piece {
        // The first use may stand in another paragraph.
        return found.clear();
    }
    found.sort_by_key(|f| f.range.start());
    let mut seen: FxHashSet<String> = FxHashSet::default();
    found.retain(|f| {
        let words = ctx.document.slice(f.range).to_lowercase();
        // "Aufenthaltserlaubnis" and "Aufenthaltserlaubnisse" are one term.
        let stem: String = words.chars().take(words.chars().count().saturating_sub(2).max(6)).collect();
        seen.insert(stem) && !explained(ctx, f) && !defined_next(ctx, f)
    });
}

/// "Ein Widerspruch ist …", "Duldung heißt: …" in the next sentence.
fn defined_next(ctx: &Context<'_>, f: &Found) -> bool {
    let paragraph = &ctx.paragraphs[f.block];
    let base = ctx.document.blocks[f.block].range.start();
    let Some(next) = paragraph.sentences.get(f.sentence.unwrap_or(0) + 1) else { return false };
    let first = paragraph.tokens.partition_point(|t| t.range.start() + base < f.range.start());
    let first = paragraph.tokens.get(first);
    let Some(term) = first.map(|t| paragraph.norm(t)) else { return false };
    let tokens = paragraph.tokens_of(next);
    let Some(at) = tokens.iter().take(4).position(|t| paragraph.norm(t) == term) else { return false };
    let verbs = ["ist", "sind", "heißt", "heißen", "bedeutet", "bedeuten", "meint", "erlaubt", "zeigt"];
    tokens[at..].iter().take(5).any(|t| verbs.contains(&paragraph.norm(t)))
}

/// A bracket, "das heißt", "das bedeutet", "also", a colon or a dash after the term, in the same or the next sentence.
fn explained(ctx: &Context<'_>, f: &Found) -> bool {
    let paragraph = &ctx.paragraphs[f.block];
    let base = ctx.document.blocks[f.block].range.start();
    let sentence = f.sentence.unwrap_or(0);
    let after = |index: usize| paragraph.tokens.get(index).map_or("", |t| paragraph.norm(t));
    let tokens = paragraph.sentences.iter().skip(sentence).take(2).flat_map(|s| s.indices());
    tokens.filter(|i| paragraph.tokens[*i].range.start() + base >= f.range.end()).any(|i| {
        let near = paragraph.tokens[i].range.start() + base == f.range.end()
            || ctx.document.text[usize::from(f.range.end())..].trim_start().as_ptr()
                == ctx.document.text[usize::from(paragraph.tokens[i].range.start() + base)..].as_ptr();
        match after(i) {
            // A norm in brackets explains nothing.
            "(" => {
                near && !matches!(
                    after(i + 1),
                    "§" | "§§" | "art." | "artikel" | "vgl." | "siehe" | "nach" | "gemäß"
                )
            }
            "–" | "-" | "—" => near,
            "das" => matches!(after(i + 1), "heißt" | "bedeutet" | "ist" | "sind" | "meint"),
            "d." => after(i + 1) == "h.",
            "d.h." | "nämlich" => true,
            "also" => i > 0 && after(i - 1) == ",",
            "bedeutet" | "heißt" | "dürfen" | "gemeint" => {
                after(i + 1) == ":" || after(i + 1) == "," || after(i) == "gemeint"
            }
            _ => false,
        }
    })
}

/// Adds capital abbreviations to the rows of the table, and keeps the first use of each that no long form goes before.
pub(crate) fn unexplained_abbreviation(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    if ctx.settings.piece {
        return found.clear();
    }
    let known = strings(rule, "names");
    for (b, paragraph) in ctx.paragraphs.iter().enumerate() {
        if !PartSet::PROSE.has(ctx.part(b)) || !ctx.scope(rule).has(ctx.part(b)) {
            continue;
        }
        let base = ctx.document.blocks[b].range.start();
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            for token in paragraph.tokens_of(sentence) {
                let written = ctx.document.slice(token.range + base);
                let capitals = token.kind == TokenKind::Word
                    && token.case == Case::Upper
                    && (2..=5).contains(&token.letters)
                    && !written.contains(|c: char| c.is_ascii_digit());
                if capitals && !known.iter().any(|k| k == written) && !is_roman(written) {
                    let mut f = Found::at(b, token.range + base);
                    f.sentence = Some(s);
                    found.push(f);
                }
            }
        }
    }
    found.sort_by_key(|f| f.range.start());
    let mut seen: FxHashSet<String> = FxHashSet::default();
    found.retain(|f| {
        let written = ctx.document.slice(f.range);
        let at = f.range.start();
        let next = ctx.letter.citations.partition_point(|c| c.range.end() <= at);
        let cited = ctx.letter.citations.get(next).is_some_and(|c| c.range.contains_range(f.range));
        let inner = usize::from(f.range.start());
        let text = &ctx.document.text;
        // "Aufenthaltserlaubnis (AE)" introduces it; "AE (Aufenthaltserlaubnis)" explains it.
        let introduced = text[..inner].trim_end().ends_with('(');
        let explained = text[usize::from(f.range.end())..].trim_start().starts_with('(');
        seen.insert(written.to_owned()) && !cited && !introduced && !explained
    });
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
}

/// Keeps words that name a thing by another word than the letter used first. The class of a row of the table is the thing,
/// the row one of its names.
pub(crate) fn changed_word(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    found.sort_by_key(|f| (f.range.start(), std::cmp::Reverse(f.range.end())));
    let rows = &ctx.ruleset.compiled().lexicon;
    // For each thing the row of its first name and the word that stood there.
    let mut first: FxHashMap<&str, (u32, String)> = FxHashMap::default();
    let mut seen: FxHashSet<u32> = FxHashSet::default();
    let mut end = None;
    found.retain_mut(|f| {
        let Some(entry) = f.entry else { return false };
        if end.is_some_and(|end| f.range.start() < end) {
            return false;
        }
        end = Some(f.range.end());
        let class = rows[entry as usize].row.class.as_str();
        let word = ctx.document.slice(f.range);
        let (row, name) = first.entry(class).or_insert_with(|| (entry, word.to_owned()));
        f.given = vec![name.clone()];
        *row != entry && seen.insert(entry)
    });
}

//! Constructions that are a burden only from a certain length on.

use rule::Rule;
use text::{ConstructionKind, Pos, TokenKind};

use super::number;
use crate::engine::{Context, Found};

/// The tokens of a finding, in its block.
fn tokens_of<'a>(ctx: &Context<'a>, f: &Found) -> &'a [text::Token] {
    let paragraph = &ctx.paragraphs[f.block];
    let base = ctx.document.blocks[f.block].range.start();
    let first = paragraph.tokens.partition_point(|t| t.range.start() + base < f.range.start());
    let last = paragraph.tokens.partition_point(|t| t.range.end() + base <= f.range.end());
    paragraph.tokens.get(first..last).unwrap_or_default()
}

/// Words as a reader counts them: those of a citation are passed over.
fn words(ctx: &Context<'_>, f: &Found) -> usize {
    let base = ctx.document.blocks[f.block].range.start();
    let citations = ctx.letter.citations_in(f.range);
    let cited = |t: &text::Token| {
        let range = t.range + base;
        let next = citations.partition_point(|c| c.range.end() <= range.start());
        citations.get(next).is_some_and(|c| c.range.contains_range(range))
    };
    tokens_of(ctx, f)
        .iter()
        .filter(|t| {
            (t.is_word() || matches!(t.kind, TokenKind::Number | TokenKind::Ordinal | TokenKind::Date))
                && !cited(t)
        })
        .count()
}

/// Keeps constructions with more than `max-words` words between their first and last word.
pub(crate) fn wide(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let most = number(rule, "max-words", 12.0) as usize;
    found.retain_mut(|f| {
        let inside = words(ctx, f).saturating_sub(2);
        f.given = vec![inside.to_string()];
        inside > most
    });
}

/// Keeps subordinate clauses of more than `max-words` words that open their sentence.
pub(crate) fn leading_clause(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let most = number(rule, "max-words", 12.0) as usize;
    leading_infinitives(ctx, rule, found);
    found.retain_mut(|f| {
        let Some(sentence) = f.sentence else { return false };
        let paragraph = &ctx.paragraphs[f.block];
        let base = ctx.document.blocks[f.block].range.start();
        // Quotation marks and list markers may stand before the first word.
        let opens = paragraph
            .tokens_of(&paragraph.sentences[sentence])
            .iter()
            .find(|t| t.is_word())
            .is_some_and(|t| f.range.start() <= t.range.start() + base);
        if !opens {
            return false;
        }
        // A clause that hangs on the first one delays the main point as well.
        while let Some(next) = following_clause(ctx, f) {
            f.range = f.range.cover(next);
        }
        let count = words(ctx, f);
        f.given = vec![count.to_string()];
        count > most
    });
}

/// The subordinate clause that begins right behind a finding, after a comma.
fn following_clause(ctx: &Context<'_>, f: &Found) -> Option<source::TextRange> {
    let paragraph = &ctx.paragraphs[f.block];
    let base = ctx.document.blocks[f.block].range.start();
    let end = f.range.end();
    let clauses = paragraph.constructions.iter().filter(|c| c.kind == ConstructionKind::SubordinateClause);
    let behind = clauses.map(|c| c.range + base).find(|r| r.start() >= end && r.end() > end)?;
    let between = &ctx.document.text[usize::from(end)..usize::from(behind.start())];
    (between.trim() == ",").then_some(behind)
}

/// "Um … zu …" before the main clause: no clause of its own for the analysis, but as long to wait.
fn leading_infinitives(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    for (b, paragraph) in ctx.paragraphs.iter().enumerate() {
        if !ctx.scope(rule).has(ctx.part(b)) {
            continue;
        }
        let base = ctx.document.blocks[b].range.start();
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            let tokens = paragraph.tokens_of(sentence);
            let Some(first) = tokens.iter().position(|t| t.is_word()) else { continue };
            if !matches!(paragraph.norm(&tokens[first]), "um" | "ohne" | "statt" | "anstatt") {
                continue;
            }
            let Some(comma) = tokens.iter().position(|t| paragraph.norm(t) == ",") else { continue };
            let last = tokens.get(first..comma).unwrap_or_default().last();
            let ends = last.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
            if ends {
                let range = tokens[first].range.cover(tokens[comma - 1].range);
                found.push(Found { sentence: Some(s), ..Found::at(b, range + base) });
            }
        }
    }
}

/// Keeps chains of more than `max-genitives` genitives.
pub(crate) fn genitive_chain(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let most = number(rule, "max-genitives", 2.0) as usize;
    found.retain_mut(|f| {
        let nouns = tokens_of(ctx, f).iter().filter(|t| matches!(t.pos, Pos::Noun | Pos::Propn)).count();
        let genitives = nouns.saturating_sub(1);
        f.given = vec![genitives.to_string()];
        genitives > most
    });
}

//! Are the reasons there, and can they be followed?

use letter::{AnchorKind, PartKind};
use rule::Rule;
use text::TokenKind;

use super::number;
use crate::engine::{Context, Found};

/// A burdening decision without reasons: no part that gives any, or one that says nothing about norm or case.
pub(crate) fn missing_reasons(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if has_reasons(ctx) || waived(ctx) {
        return;
    }
    if let Some(place) = ruling_place(ctx) {
        found.push(place);
    }
}

/// Reasons that name no fact of the case.
pub(crate) fn missing_facts(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if has_reasons(ctx) && !shows(ctx, AnchorKind::Fact) {
        found.extend(reasons_place(ctx));
    }
}

/// Reasons that name no norm.
pub(crate) fn missing_norm(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if has_reasons(ctx) && !shows(ctx, AnchorKind::Norm) {
        found.extend(reasons_place(ctx));
    }
}

/// Reasons with norm and facts that nothing joins.
pub(crate) fn missing_link(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let both = shows(ctx, AnchorKind::Fact) && shows(ctx, AnchorKind::Norm);
    if has_reasons(ctx) && both && !shows(ctx, AnchorKind::Link) {
        found.extend(reasons_place(ctx));
    }
}

/// Drops formulas that are followed by what they stand for: a fact of the case and a link to it within some sentences.
pub(crate) fn empty_formula(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let window = number(rule, "window", 2.0) as usize;
    found.retain(|f| {
        // Where the law is retold or the person is advised nothing has to be reasoned.
        if matches!(ctx.part(f.block), PartKind::RemedyNotice | PartKind::Hints) {
            return false;
        }
        let start = f.range.start();
        let mut end = ctx.document.blocks[f.block].range.end();
        let sentences = following(ctx, f.block, f.sentence.unwrap_or(0), window);
        if let Some((block, sentence)) = sentences.last() {
            end = ctx.sentence_range(*block, *sentence).end();
        }
        let first = sentences.first().map_or(start, |(b, s)| ctx.sentence_range(*b, *s).start());
        let shows = |kind| {
            ctx.letter
                .anchors
                .iter()
                .any(|a| a.kind == kind && a.range.start() >= first && a.range.end() <= end)
        };
        // "… ist nicht gesichert (§ 5 Abs. 1 Nr. 1 AufenthG). Sie verdienen 800 Euro, brauchen aber 1.350 Euro": the norm and
        // the fact side by side are a reason, with or without a word between them; so is what a colon announces.
        let own = ctx.sentence_range(f.block, f.sentence.unwrap_or(0));
        let colon = ctx.document.slice(own).trim_end().ends_with(':');
        let joined = shows(AnchorKind::Link) || shows(AnchorKind::Norm) || colon;
        if shows(AnchorKind::Fact) && joined {
            return false;
        }
        // "… Die Voraussetzungen liegen daher nicht vor" closes a chain whose facts stand before it.
        let concludes = ctx.letter.anchors.iter().any(|a| a.kind == AnchorKind::Link && a.range == own);
        let mut facts =
            ctx.letter.anchors.iter().filter(|a| a.kind == AnchorKind::Fact && a.range.end() <= own.start());
        let near = facts
            .next_back()
            .is_some_and(|a| a.block == f.block || (a.block + 1 == f.block && f.sentence == Some(0)));
        !(concludes && near)
    });
}

/// The first ruling comes late in the letter.
pub(crate) fn late_result(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let max = number(rule, "max-words", 120.0) as usize;
    let Some(point) = ctx.letter.points.first() else { return };
    let mut words = 0;
    for (block, paragraph) in ctx.paragraphs.iter().enumerate().take(point.block + 1) {
        if !letter::PartSet::PROSE.has(ctx.part(block)) {
            continue;
        }
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            if block == point.block && s == point.sentence {
                break;
            }
            words += paragraph.words_of(sentence);
        }
    }
    if words > max {
        let mut f = Found::at(point.block, point.range);
        f.sentence = Some(point.sentence);
        f.count = words;
        f.given = vec![words.to_string()];
        found.push(f);
    }
}

fn shows(ctx: &Context<'_>, kind: AnchorKind) -> bool {
    ctx.letter.anchors.iter().any(|a| a.kind == kind)
}

/// A reasons part that says something about the law or about the case; that the conditions are not met says neither.
fn has_reasons(ctx: &Context<'_>) -> bool {
    ctx.letter.has(PartKind::Reasons) && (shows(ctx, AnchorKind::Norm) || shows(ctx, AnchorKind::Fact))
}

/// "Von einer Begründung wird abgesehen": another rule asks for the ground.
fn waived(ctx: &Context<'_>) -> bool {
    ctx.paragraphs.iter().any(|p| {
        p.sentences.iter().any(|s| {
            let tokens = p.tokens_of(s);
            let says = |word: &str| tokens.iter().any(|t| p.norm(t).starts_with(word));
            says("begründung")
                && (says("abgesehen") || says("absehen") || says("verzicht") || says("entbehrlich"))
        })
    })
}

/// The first burdening ruling, else the first ruling, else the subject.
fn ruling_place(ctx: &Context<'_>) -> Option<Found> {
    let points = &ctx.letter.points;
    let point = points.iter().find(|p| p.burden).or(points.first());
    if let Some(point) = point {
        let mut f = Found::at(point.block, point.range);
        f.sentence = Some(point.sentence);
        return Some(f);
    }
    let blocks = [PartKind::OperativePart, PartKind::Subject, PartKind::Body];
    let block = blocks.iter().find_map(|p| ctx.letter.part(*p)).map(|p| p.blocks.start)?;
    Some(Found::at(block, ctx.document.blocks[block].range))
}

/// The first sentence of the reasons that is no heading.
fn reasons_place(ctx: &Context<'_>) -> Option<Found> {
    let mut best = None;
    for (b, paragraph) in ctx.paragraphs.iter().enumerate().filter(|(b, _)| ctx.part(*b) == PartKind::Reasons)
    {
        let Some(first) = paragraph.sentences.first() else { continue };
        let mut f = Found::at(b, ctx.sentence_range(b, 0));
        f.sentence = Some(0);
        if first.terminated && paragraph.tokens_of(first).iter().any(|t| t.kind == TokenKind::Word) {
            return Some(f);
        }
        best.get_or_insert(f);
    }
    best
}

/// A sentence and those after it, across blocks.
fn following(ctx: &Context<'_>, block: usize, sentence: usize, more: usize) -> Vec<(usize, usize)> {
    let mut out = vec![(block, sentence)];
    let (mut b, mut s) = (block, sentence + 1);
    while out.len() <= more && b < ctx.paragraphs.len() {
        if s < ctx.paragraphs[b].sentences.len() {
            out.push((b, s));
            s += 1;
        } else {
            b += 1;
            s = 0;
            // Another part of the letter gives no reasons for this one.
            if b < ctx.paragraphs.len() && ctx.part(b) != ctx.part(block) {
                break;
            }
        }
    }
    out
}

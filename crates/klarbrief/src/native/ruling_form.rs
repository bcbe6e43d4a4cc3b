//! Does the letter decide, does it say so, and can its rulings stand beside each other?

use document::BlockKind;
use letter::{LetterKind, PartKind, Point, Ruling};
use rule::Rule;

use super::request_slots::first_sentence;
use super::request_wording::wording;
use super::{says, strings};
use crate::engine::{Context, Found};

/// Words of decisions in the conditional, and whole letters that rule nothing.
///
/// The patterns of the rule hit "würde abgelehnt"; that counts only where nothing else is decided.
pub(crate) fn missing(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let hit = |p: &Point, f: &Found| p.block == f.block && f.sentence == Some(p.sentence);
    let decides = ctx.letter.points.iter().any(|p| {
        p.ruling.decides()
            && !matches!(p.ruling, Ruling::Fee | Ruling::Cost)
            && !found.iter().any(|f| hit(p, f))
    });
    if decides {
        found.clear();
        return;
    }
    let said = wording(ctx, strings(rule, "entscheidung")).find(ctx, rule.scope.parts);
    if said.is_some_and(|(block, s)| !found.iter().any(|f| f.block == block && f.sentence == Some(s))) {
        found.clear();
        return;
    }
    if found.is_empty() && ctx.letter.is_whole() {
        found.extend(first_sentence(ctx).map(|(block, s)| at_sentence(ctx, block, s)));
    }
}

/// A letter that decides and calls itself something else, or decides nothing and names a remedy.
///
/// The patterns of the rule hit disguised refusals and decisions that were only spoken.
pub(crate) fn hidden(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    const TELLS: [LetterKind; 6] = [
        LetterKind::Hearing,
        LetterKind::DocumentRequest,
        LetterKind::Invitation,
        LetterKind::Information,
        LetterKind::Receipt,
        LetterKind::DutyNotice,
    ];
    let decides = |p: &&Point| p.burden && p.ruling.decides();
    let spoken = wording(ctx, strings(rule, "gesprochen"));
    let oral = wording(ctx, strings(rule, "muendlich"));
    // A refusal in plain words beside the disguised one is enough.
    found.retain(|f| {
        let Some(sentence) = f.sentence else { return true };
        if spoken.says(ctx, f.block, sentence) {
            return oral.says(ctx, f.block, sentence);
        }
        let refused = |p: &Point| p.ruling == Ruling::Refuse && (p.block, p.sentence) != (f.block, sentence);
        !ctx.letter.is_whole() || !ctx.letter.points.iter().any(refused)
    });
    if !ctx.letter.is_whole() {
        return;
    }
    let tells = TELLS.iter().any(|k| ctx.letter.kinds.has(*k));
    let called = (0..ctx.paragraphs.len()).any(|b| {
        ctx.part(b) == PartKind::Subject
            && says(
                &ctx.paragraphs[b],
                &[
                    "anhörung",
                    "information",
                    "mitteilung",
                    "eingangsbestätigung",
                    "zwischennachricht",
                    "auskunft",
                ],
            )
            && !says(&ctx.paragraphs[b], &["bescheid", "ablehnung", "verfügung", "entscheidung", "anordnung"])
    });
    let ruled = ctx.letter.points.iter().find(decides);
    match (ruled, ctx.letter.part(PartKind::RemedyNotice)) {
        (Some(p), _) if called => found.push(at_sentence(ctx, p.block, p.sentence)),
        (None, Some(part)) if tells => {
            let block = part.blocks.start;
            found.push(Found::at(block, ctx.document.blocks[block].range));
        }
        _ => {}
    }
}

/// The same thing granted and refused, or ordered and lifted.
pub(crate) fn contradiction(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let objects = strings(rule, "gegenstand");
    let gives = |r: Ruling| matches!(r, Ruling::Grant | Ruling::Suspend);
    let takes = |r: Ruling| matches!(r, Ruling::Refuse | Ruling::Revoke | Ruling::Retract);
    for (i, a) in ctx.letter.points.iter().enumerate() {
        for b in ctx.letter.points[i + 1..].iter().take(MOST_POINTS) {
            let opposite = gives(a.ruling) && takes(b.ruling) || takes(a.ruling) && gives(b.ruling);
            let same = || objects.iter().any(|o| names(ctx, a, o) && names(ctx, b, o));
            let other = |o: &String| names(ctx, a, o) != names(ctx, b, o);
            if opposite && same() && !differ(ctx, a, b) && !strings(rule, "andere").iter().any(other) {
                let mut f = at_sentence(ctx, b.block, b.sentence);
                f.given = vec![a.number.to_string(), b.number.to_string()];
                found.push(f);
            }
        }
    }
}

/// A letter has a handful of rulings; text made to be hostile may have thousands.
const MOST_POINTS: usize = 20;

/// Tells whether a ruling names a thing: a word with this beginning.
fn names(ctx: &Context<'_>, point: &Point, object: &str) -> bool {
    let paragraph = &ctx.paragraphs[point.block];
    let tokens = paragraph.sentences.get(point.sentence).map_or(&[][..], |s| paragraph.tokens_of(s));
    tokens.iter().any(|t| paragraph.norm(t).starts_with(object))
}

/// Two rulings that cite different norms, or speak of different days, are about different things.
fn differ(ctx: &Context<'_>, a: &Point, b: &Point) -> bool {
    let cited = |p: &Point| -> Vec<String> {
        ctx.letter.citations_in(p.range).iter().flat_map(|c| &c.refs).map(ToString::to_string).collect()
    };
    let apart = |a: Vec<String>, b: Vec<String>| !a.is_empty() && !b.is_empty() && a != b;
    apart(cited(a), cited(b)) || apart(purposes(ctx, a), purposes(ctx, b))
}

/// "zum Studium", "als Fachkraft": the nouns that tell one title from another.
fn purposes(ctx: &Context<'_>, point: &Point) -> Vec<String> {
    let paragraph = &ctx.paragraphs[point.block];
    let tokens = paragraph.sentences.get(point.sentence).map_or(&[][..], |s| paragraph.tokens_of(s));
    tokens
        .windows(2)
        .filter(|w| matches!(paragraph.norm(&w[0]), "zum" | "zur" | "als" | "zwecks"))
        .filter(|w| w[1].pos == text::Pos::Noun)
        .map(|w| paragraph.norm(&w[1]).to_owned())
        .collect()
}

/// Several rulings without numbers, or numbers with a gap.
pub(crate) fn unnumbered(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let points: Vec<&Point> = ctx
        .letter
        .points
        .iter()
        .filter(|p| ctx.part(p.block) == PartKind::OperativePart && p.ruling.decides())
        .collect();
    if points.len() < 2 {
        return;
    }
    let number = |p: &Point| match ctx.document.blocks[p.block].kind {
        BlockKind::ListItem { number, .. } => number,
        _ => None,
    };
    let marked = |p: &Point| number(p).is_some() || is_marked(ctx, p.block);
    let bare = points.iter().find(|p| p.sentence == 0 && !marked(p));
    let all_bare = points.iter().all(|p| !marked(p));
    let gap = points
        .windows(2)
        .find(|w| matches!((number(w[0]), number(w[1])), (Some(a), Some(b)) if b > a + 1))
        .map(|w| w[1]);
    if let Some(p) = gap.or(bare.copied().filter(|_| all_bare)) {
        found.push(at_sentence(ctx, p.block, p.sentence));
    }
}

/// "1.", "(2)", "I.", "a)", "Ziffer 1:" at the start of a block.
fn is_marked(ctx: &Context<'_>, block: usize) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let mut tokens = paragraph.tokens.iter();
    tokens.next().is_some_and(|t| {
        t.kind == text::TokenKind::ListMarker
            || paragraph.norm(t) == "("
            || matches!(paragraph.norm(t), "ziffer" | "nummer" | "nr." | "zu" | "punkt")
            || matches!(paragraph.norm(t).trim_end_matches(['.', ')']), "i" | "ii" | "iii" | "iv" | "v")
            || t.kind == text::TokenKind::Ordinal
    })
}

pub(super) fn at_sentence(ctx: &Context<'_>, block: usize, sentence: usize) -> Found {
    let mut f = Found::at(block, ctx.sentence_range(block, sentence));
    f.sentence = Some(sentence);
    f
}

//! Hearings that say too little, and hearings that were left out.

use letter::{LetterKind, PartKind, Ruling, Sign, Trace};
use rule::Rule;
use text::TokenKind;

use super::{request_slots, starts_with_any, strings};
use crate::engine::{Context, Found};

/// What a hearing must say: by the phrases of the rule, and by what the letter shows. "Die Trennung kann Folgen haben" may pass for
/// an intention word by word; without a sentence that means to decide, and without a fact of the case, the person has nothing to
/// answer to.
pub(crate) fn core(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    request_slots::missing(ctx, rule, found);
    if !found.is_empty() || !ctx.letter.is_whole() || ctx.letter.kinds.main != LetterKind::Hearing {
        return;
    }
    let points = &ctx.letter.points;
    let intends = points.iter().any(|p| p.ruling == Ruling::Intend);
    let asks = |t: &Trace| points.iter().any(|p| (p.block, p.sentence) == (t.block, t.sentence));
    let tells = |t: &Trace| {
        t.signs.has(Sign::Fact) && !t.signs.has(Sign::Norm) && !asks(t) && !speaks_of_answer(ctx, t)
    };
    let facts = ctx.letter.traces.iter().any(tells);
    let missing: Vec<&str> = [("absicht", intends), ("tatsachen", facts)]
        .into_iter()
        .filter(|(_, there)| !there)
        .filter_map(|(name, _)| {
            let (de, en) = strings(rule, name).first()?.split_once(" / ")?;
            Some(ctx.settings.lang.pick(de, en))
        })
        .collect();
    if let Some((block, sentence)) = request_slots::first_sentence(ctx).filter(|_| !missing.is_empty()) {
        let mut f = Found::at(block, ctx.sentence_range(block, sentence));
        f.sentence = Some(sentence);
        f.count = missing.len();
        f.given = vec![request_slots::listed(ctx.settings.lang, &missing)];
        found.push(f);
    }
}

/// "Hören wir nichts von Ihnen, …", "Haben Sie Kinder?", "Bitte antworten Sie bis …": about the answer, not about the case.
fn speaks_of_answer(ctx: &Context<'_>, trace: &Trace) -> bool {
    let words = ctx.document.slice(trace.range).to_lowercase();
    let answer = [
        "äußer",
        "antwort",
        "stellung",
        "frist",
        "hören",
        "gespräch",
        "telefon",
        "beratung",
        "verpflichtet",
        "unterlagen",
        "übersetz",
    ];
    words.trim_end().ends_with('?') || answer.iter().any(|w| words.contains(w))
}

/// Drops waivers of a hearing that come with a ground from the case, in the same sentence or the next one.
pub(crate) fn waiver_without_ground(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    found.retain(|f| {
        let Some(sentence) = f.sentence else { return true };
        let next_gives = gives_ground(ctx, rule, f.block, sentence + 1, false)
            || announces(ctx, f.block, sentence) && tells_the_case(ctx, f.block, sentence + 1);
        !gives_ground(ctx, rule, f.block, sentence, true) && !next_gives
    });
}

/// Tells whether a sentence holds a word that opens a reason and, behind it, something of the case: the person, a date, an amount.
fn gives_ground(ctx: &Context<'_>, rule: &Rule, block: usize, sentence: usize, same: bool) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let Some(sentence) = paragraph.sentences.get(sentence) else { return false };
    let tokens = paragraph.tokens_of(sentence);
    let openers = strings(rule, if same { "grundwort" } else { "folgewort" });
    let opener = tokens.iter().position(|t| openers.iter().any(|o| paragraph.norm(t) == o));
    opener.is_some_and(|at| {
        tokens[at + 1..].iter().any(|t| {
            matches!(t.kind, TokenKind::Date | TokenKind::Ordinal)
                || t.kind == TokenKind::Word
                    // "sie" in small letters is the hearing itself.
                    && t.case != text::Case::Lower
                    && (matches!(paragraph.norm(t), "sie" | "ihnen")
                        || starts_with_any(paragraph.norm(t), &["ihr", "vollstreckung"]))
        })
    })
}

/// "…, weil Gefahr im Verzug war: Sie wollten am …": what stands behind the colon belongs to it.
fn announces(ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let last = paragraph.sentences.get(sentence).and_then(|s| paragraph.tokens_of(s).last());
    last.is_some_and(|t| paragraph.norm(t) == ":")
}

fn tells_the_case(ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let tokens = paragraph.sentences.get(sentence).map_or(&[][..], |s| paragraph.tokens_of(s));
    tokens.iter().any(|t| {
        matches!(paragraph.norm(t), "sie" | "ihnen" | "ihr" | "ihre" | "ihrem") && t.case == text::Case::Title
    })
}

/// Keeps what stands in a ruling, or in a piece of a letter: reasons and hints may speak freely.
pub(crate) fn only_in_rulings(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if !ctx.letter.is_whole() {
        return;
    }
    found.retain(|f| {
        ctx.part(f.block) == PartKind::OperativePart
            || ctx
                .letter
                .points
                .iter()
                .any(|p| p.block == f.block && f.sentence.is_none_or(|s| s == p.sentence))
    });
}

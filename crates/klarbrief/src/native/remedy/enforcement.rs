//! Immediate enforcement: are its reasons its own, and is the order needed?

use document::BlockKind;
use letter::{Enforcement, PartKind, Ruling, Sign};
use rule::Rule;
use text::{Paragraph, TokenKind};

use super::effect::{by_law, is_reasoning};
use super::{at, words_of};
use crate::engine::{Context, Found};

/// Words that show that a sentence speaks about immediate enforcement. "Vollzug" alone may be a prison, and a duty to leave is
/// "vollziehbar" by law.
const ABOUT: &[&str] =
    &["vollziehung", "sofortvollzug", "sofortvollzugs", "vollzugsinteresse", "vollziehungsinteresse"];

/// Where the reasons of the order stand: sentences of blocks.
struct Passage {
    /// Block and sentences of it.
    sentences: Vec<(usize, usize)>,
}

/// An order without a passage of its own that says why.
pub(crate) fn unreasoned(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if !ctx.letter.is_whole() && !ctx.letter.has(PartKind::Reasons) {
        return;
    }
    let Some(order) = ctx.letter.remedies.enforcements.first() else { return };
    if passage(ctx, order).is_none() && !is_emergency(ctx) {
        found.push(at(ctx, order.range));
    }
}

/// Reasons of the order that name no fact of the case: its formulas stay findings, or the passage is one.
pub(crate) fn formula(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let order = ctx.letter.remedies.enforcements.first();
    let passage = order.and_then(|o| passage(ctx, o));
    let Some(passage) = passage else {
        // A piece of a letter: a formula counts if no fact stands in it or behind it.
        found.retain(|f| {
            let sentence = f.sentence.unwrap_or(0);
            let last = (sentence + 2).min(ctx.paragraphs[f.block].sentences.len().saturating_sub(1));
            !(sentence..=last).any(|s| is_case(ctx, f.block, s)) && is_reasoning(ctx.part(f.block))
        });
        return;
    };
    let inside =
        |f: &Found| f.sentence.is_some_and(|s| passage.sentences.binary_search(&(f.block, s)).is_ok());
    if passage.sentences.iter().any(|(b, s)| is_case(ctx, *b, *s) && !repeats(ctx, *b, *s)) {
        found.clear();
        return;
    }
    found.retain(inside);
    if found.is_empty() {
        // The sentence that says most: the longest.
        let most = passage.sentences.iter().max_by_key(|(b, s)| {
            let p = &ctx.paragraphs[*b];
            (p.words_of(&p.sentences[*s]), std::cmp::Reverse((*b, *s)))
        });
        if let Some((b, s)) = most {
            let mut f = Found::at(*b, ctx.sentence_range(*b, *s));
            f.sentence = Some(*s);
            found.push(f);
        }
    }
}

/// "wegen Gefahr im Verzug bedarf sie keiner Begründung": another rule asks for the name of the measure.
fn is_emergency(ctx: &Context<'_>) -> bool {
    ctx.paragraphs.iter().any(|p| p.tokens.iter().any(|t| p.norm(t).starts_with("notstandsmaßnahme")))
}

/// The passage that gives reasons for the order.
fn passage(ctx: &Context<'_>, order: &Enforcement) -> Option<Passage> {
    let mut sentences = Vec::new();
    let mut under = false;
    for (b, paragraph) in ctx.paragraphs.iter().enumerate() {
        let part = ctx.part(b);
        let heading = matches!(ctx.document.blocks[b].kind, BlockKind::Heading { .. })
            || paragraph.sentences.len() == 1
                && !paragraph.sentences[0].terminated
                && paragraph.tokens.len() <= 12;
        if heading {
            under = part != PartKind::OperativePart
                && (speaks(paragraph, ABOUT) || speaks(paragraph, &["sofort", "sofortige", "sofortigen"]));
            continue;
        }
        if !matches!(part, PartKind::Reasons | PartKind::Body | PartKind::Hints) {
            under = false;
            continue;
        }
        // A paragraph that names the enforcement reasons it from there on.
        let mut open = under;
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            let range = ctx.sentence_range(b, s);
            if range.start() == order.range.start() {
                continue;
            }
            // "… habe ich Sie zur sofortigen Vollziehung angehört" tells of the procedure.
            let tokens = paragraph.tokens_of(sentence);
            let has = |words: &[&str]| tokens.iter().any(|t| words.contains(&paragraph.norm(t)));
            open |= has(ABOUT) && !has(&["angehört", "anhörung", "äußern", "geäußert", "beabsichtigten"])
                || cannot_wait(paragraph, s);
            if open && paragraph.words_of(sentence) >= 4 {
                sentences.push((b, s));
            }
        }
    }
    // "Zu Ziffer 3: …": reasons that lead to the order by its number.
    if sentences.is_empty() {
        // The paragraph that tells of the hearing gives no reasons.
        let hearing = |r: &&letter::Reason| {
            let p = &ctx.paragraphs[r.block];
            speaks(p, &["angehört", "anhörung", "geäußert"])
        };
        let immediate = ctx.letter.points.iter().filter(|p| p.ruling == Ruling::Immediate);
        let own = immediate.flat_map(|p| &p.reasons).filter(|r| !hearing(r));
        sentences
            .extend(own.map(|r| (r.block, r.sentence)).filter(|(b, _)| ctx.part(*b) == PartKind::Reasons));
        sentences.sort_unstable();
        sentences.dedup();
    }
    // That the order is made and on which norm gives no reason.
    let says = sentences.iter().any(|(b, s)| !only_norm(&ctx.paragraphs[*b], *s));
    (!sentences.is_empty() && says).then_some(Passage { sentences })
}

/// "Der Ausgang des Verfahrens kann nicht abgewartet werden"
fn cannot_wait(paragraph: &Paragraph, sentence: usize) -> bool {
    let sentence = &paragraph.sentences[sentence];
    let has =
        |words: &[&str]| paragraph.tokens_of(sentence).iter().any(|t| words.contains(&paragraph.norm(t)));
    has(&["abgewartet", "abwarten", "abzuwarten", "zugewartet", "warten"])
        && has(&[
            "verfahren",
            "verfahrens",
            "urteil",
            "klageverfahrens",
            "rechtsbehelfsverfahrens",
            "bestandskraft",
            "hauptsache",
            "widerspruchsverfahrens",
            "gericht",
            "gerichts",
        ])
}

/// "Rechtsgrundlage ist § 80 Abs. 2 Satz 1 Nr. 4 VwGO", "bedarf keiner besonderen Begründung"
fn only_norm(paragraph: &Paragraph, sentence: usize) -> bool {
    let sentence = &paragraph.sentences[sentence];
    let has =
        |words: &[&str]| paragraph.tokens_of(sentence).iter().any(|t| words.contains(&paragraph.norm(t)));
    let none = has(&["keiner", "entbehrlich"]) && has(&["begründung"]);
    let cause = has(&["weil", "denn", "da", "damit", "sonst", "interesse", "gefahr", "ohne"]);
    none || has(&["§"]) && !cause
}

fn speaks(paragraph: &Paragraph, words: &[&str]) -> bool {
    paragraph.tokens.iter().any(|t| words.contains(&paragraph.norm(t)))
}

/// A sentence about this case: a trace of a fact, a number, or what the person did.
fn is_case(ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
    let range = ctx.sentence_range(block, sentence);
    let traces = &ctx.letter.traces;
    if traces.iter().any(|t| t.block == block && t.sentence == sentence && t.signs.has(Sign::Fact)) {
        return true;
    }
    let paragraph = &ctx.paragraphs[block];
    let tokens = paragraph.tokens_of(&paragraph.sentences[sentence]);
    let has = |words: &[&str]| tokens.iter().any(|t| words.contains(&paragraph.norm(t)));
    let cited =
        |at: source::TextRange| ctx.letter.citations_in(range).iter().any(|c| c.range.contains_range(at));
    let base = ctx.document.blocks[block].range.start();
    let number = tokens.iter().any(|t| {
        matches!(t.kind, TokenKind::Number | TokenKind::Date | TokenKind::Ordinal) && !cited(t.range + base)
    });
    let person = has(&["sie", "ihr", "ihre", "ihrer", "ihrem", "ihren", "ihnen", "herr", "frau"]);
    let told = has(&[
        "haben", "hat", "sind", "wurden", "waren", "würden", "könnten", "leben", "arbeiten", "besteht",
        "drohen",
    ]);
    let counted = number && (person || !has(&["ziffer", "nummer", "nr."]));
    counted || person && told && tokens.len() >= 8
}

/// "Das besondere Interesse folgt daraus, dass …": the reasons of the decision once more, or its norm.
fn repeats(ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let tokens = paragraph.tokens_of(&paragraph.sentences[sentence]);
    let concludes =
        tokens.iter().any(|t| matches!(paragraph.norm(t), "folgt" | "ergibt")) && tokens.len() < 24;
    concludes || only_norm(paragraph, sentence)
}

/// An order where the law already says that the remedy does not suspend.
pub(crate) fn needless(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let orders = &ctx.letter.remedies.enforcements;
    for order in orders.iter().take(20) {
        let points = ctx.letter.points.iter().filter(|p| p.ruling != Ruling::Immediate);
        let meant: Vec<_> = points
            .filter(|p| {
                // What has no effect of its own to suspend says nothing here.
                order.target.is_all() && !matches!(p.ruling, Ruling::Leave | Ruling::Cost | Ruling::Coerce)
                    || order.target.points.contains(&p.number)
                    || order.target.rulings.contains(&p.ruling)
            })
            .collect();
        let by_law_alone = |ruling, words: &str| by_law(ctx, ruling, words).is_some_and(|t| !t.suspends);
        let needless = if meant.is_empty() {
            let rulings = &order.target.rulings;
            !rulings.is_empty() && rulings.iter().all(|r| by_law_alone(*r, "aufenthaltstitel"))
        } else {
            meant.iter().all(|p| by_law_alone(p.ruling, &words_of(ctx, p)))
        };
        if needless {
            found.push(at(ctx, order.range));
        }
    }
}

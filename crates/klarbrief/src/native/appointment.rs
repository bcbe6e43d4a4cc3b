//! An order to appear: when and where?

use document::BlockKind;
use letter::{Point, Ruling};
use rule::Rule;
use text::{Paragraph, TokenKind};

use super::{request_slots, starts_with_any, strings};
use crate::engine::{Context, Found};

/// What an appointment lacks: by the phrases of the rule, then for each order to appear by what stands with it. Office hours or an
/// address elsewhere in the letter do not say when and where this person has to come.
pub(crate) fn gaps(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    request_slots::missing(ctx, rule, found);
    if !found.is_empty() || !ctx.letter.is_whole() {
        return;
    }
    let summons = |p: &&Point| p.ruling == Ruling::Summon;
    for point in ctx.letter.points.iter().filter(summons).take(MOST) {
        let hour = with(ctx, point).any(|p| tells_hour(p.0, p.1));
        let place = with(ctx, point).any(|p| tells_place(p.0, p.1));
        let missing: Vec<&str> = [("uhrzeit", hour), ("ort", place)]
            .into_iter()
            .filter(|(_, there)| !there)
            .filter_map(|(name, _)| {
                let (de, en) = strings(rule, name).first()?.split_once(" / ")?;
                Some(ctx.settings.lang.pick(de, en))
            })
            .collect();
        if missing.is_empty() {
            continue;
        }
        let mut f = Found::at(point.block, point.range);
        f.sentence = Some(point.sentence);
        f.count = missing.len();
        f.given = vec![request_slots::listed(ctx.settings.lang, &missing)];
        found.push(f);
    }
}

/// A letter orders somebody to come once or twice; hostile ones thousands of times.
const MOST: usize = 8;

/// The sentences that stand with an order: its own, what follows in its paragraph, and the lines right below ("Tag: …", "Ort: …").
fn with<'a>(ctx: &'a Context<'_>, point: &'a Point) -> impl Iterator<Item = (&'a Paragraph, usize)> {
    let below = (point.block + 1..ctx.paragraphs.len())
        .take(4)
        .take_while(|b| {
            ctx.part(*b) == ctx.part(point.block)
                && !matches!(ctx.document.blocks[*b].kind, BlockKind::Heading { .. })
        })
        .filter(|b| ctx.paragraphs[*b].sentences.len() <= 2);
    let own = (point.sentence..ctx.paragraphs[point.block].sentences.len()).take(4).map(|s| (point.block, s));
    own.chain(below.flat_map(|b| (0..ctx.paragraphs[b].sentences.len()).map(move |s| (b, s))))
        .map(|(b, s)| (&ctx.paragraphs[b], s))
}

fn tells_hour(paragraph: &Paragraph, sentence: usize) -> bool {
    let tokens = paragraph.tokens_of(&paragraph.sentences[sentence]);
    tokens.iter().any(|t| paragraph.norm(t) == "uhr")
}

fn tells_place(paragraph: &Paragraph, sentence: usize) -> bool {
    const PLACES: &[&str] = &[
        "zimmer",
        "raum",
        "saal",
        "schalter",
        "botschaft",
        "konsulat",
        "generalkonsulat",
        "auslandsvertretung",
        "rathaus",
        "kreishaus",
        "landratsamt",
        "landesamt",
        "ausländerbehörde",
        "dienststelle",
        "dienstgebäude",
        "hauptgebäude",
        "bürgeramt",
        "uns",
    ];
    const STREETS: [&str; 11] =
        ["straße", "str.", "weg", "platz", "gasse", "allee", "ring", "hof", "damm", "markt", "ufer"];
    let tokens = paragraph.tokens_of(&paragraph.sentences[sentence]);
    tokens.iter().enumerate().any(|(i, t)| {
        let norm = paragraph.norm(t);
        let number = |t: &text::Token| t.kind == TokenKind::Number;
        let street = STREETS.iter().any(|end| norm.ends_with(end)) && tokens.get(i + 1).is_some_and(number);
        starts_with_any(norm, PLACES) || street || number(t) && norm.len() == 5
    })
}

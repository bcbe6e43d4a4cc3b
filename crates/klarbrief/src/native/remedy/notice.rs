//! Is there a notice, where does it stand, does it cover every ruling?

use document::BlockKind;
use letter::{LetterKind, PartKind, Ruling};
use rule::Rule;
use source::{Lang, TextRange};

use super::{at, burdens, has_kind, offer_place, offering, says};
use crate::engine::{Context, Found};

/// Kinds of letter that must have a notice.
const OWING: &[LetterKind] = &[
    LetterKind::Refusal,
    LetterKind::Expulsion,
    LetterKind::DeportationWarning,
    LetterKind::EntryBan,
    LetterKind::Withdrawal,
    LetterKind::Restriction,
    LetterKind::Summons,
    LetterKind::TolerationRefusal,
    LetterKind::FeeNotice,
    LetterKind::NaturalisationRefusal,
    LetterKind::ObjectionDecision,
    LetterKind::LossOfFreeMovement,
];

/// Kinds of letter that decide nothing.
pub(super) const DECIDES_NOTHING: &[LetterKind] = &[
    LetterKind::Hearing,
    LetterKind::DocumentRequest,
    LetterKind::Invitation,
    LetterKind::Information,
    LetterKind::Receipt,
    LetterKind::DutyNotice,
];

/// No notice, or one that leaves rulings out.
pub(crate) fn missing(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let around = [PartKind::Salutation, PartKind::Closing, PartKind::Signature, PartKind::Address];
    if !around.iter().any(|p| ctx.letter.has(*p)) {
        return;
    }
    if offering(ctx).next().is_some() {
        uncovered(ctx, found);
        return;
    }
    // An enclosure that is named as the notice has a rule of its own.
    if enclosed(ctx).is_some() {
        return;
    }
    let owing = OWING.iter().any(|k| has_kind(ctx, *k));
    // A grant with a condition, a Duldung that refuses something: the burden needs a notice.
    let burden = || {
        !DECIDES_NOTHING.iter().any(|k| has_kind(ctx, *k))
            && burdens(ctx).any(|p| {
                matches!(
                    p.ruling,
                    Ruling::Ancillary
                        | Ruling::Refuse
                        | Ruling::Expel
                        | Ruling::Ban
                        | Ruling::Revoke
                        | Ruling::Retract
                        | Ruling::Shorten
                        | Ruling::Lapse
                        | Ruling::Loss
                        | Ruling::Summon
                        | Ruling::Threaten
                )
            })
    };
    if owing || burden() {
        // A heading such as "Ihre Rechte" under which no remedy is named.
        let empty = ctx.letter.remedies.notices.iter().find(|n| n.headed && n.offers.is_empty());
        let place = empty.map(|n| n.range).or_else(|| {
            [PartKind::Closing, PartKind::Signature]
                .iter()
                .find_map(|p| ctx.letter.part(*p))
                .map(|p| ctx.document.blocks[p.blocks.start].range)
        });
        let last = ctx.document.blocks.last().map(|b| b.range);
        if let Some(range) = place.or(last) {
            found.push(says(
                ctx,
                range,
                "Der Bescheid erklärt nicht, wie man sich wehren kann. Es fehlt die Rechtsbehelfsbelehrung",
                "The decision does not explain how to object. The remedy notice is missing",
            ));
        }
    }
}

/// Rulings that need a notice and that no notice is for.
fn uncovered(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut covered = Vec::new();
    for notice in offering(ctx) {
        let points = notice.points();
        if points.is_empty() {
            return;
        }
        covered.extend(points);
    }
    covered.sort_unstable();
    covered.dedup();
    let numbers: Vec<u32> = ctx.letter.points.iter().map(|p| p.number).collect();
    // Numbers that the notice names and the letter does not have: they were read wrongly, so nothing is said.
    if covered.iter().any(|n| !numbers.contains(n)) {
        return;
    }
    let needs = |r: Ruling| {
        !matches!(r, Ruling::Close | Ruling::Cost | Ruling::Coerce | Ruling::Order | Ruling::Leave)
    };
    let left: Vec<u32> =
        burdens(ctx).filter(|p| needs(p.ruling) && !covered.contains(&p.number)).map(|p| p.number).collect();
    let Some(notice) = offering(ctx).next().filter(|_| !left.is_empty()) else { return };
    let list = left.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    found.push(says(
        ctx,
        offer_place(notice),
        format!("Die Rechtsbehelfsbelehrung gilt nicht für alle Entscheidungen. Es fehlen: {list}"),
        format!("The remedy notice is not for all rulings. Missing: {list}"),
    ));
}

/// The line that names the notice as an enclosure.
fn enclosed(ctx: &Context<'_>) -> Option<source::TextRange> {
    let names = |b: usize| {
        let p = &ctx.paragraphs[b];
        p.tokens
            .iter()
            .find(|t| {
                p.norm(t).starts_with("rechtsbehelfsbelehrung")
                    || p.norm(t).starts_with("rechtsmittelbelehrung")
            })
            .map(|t| t.range + ctx.document.blocks[b].range.start())
    };
    (0..ctx.paragraphs.len())
        .filter(|b| {
            let p = &ctx.paragraphs[*b];
            let sent = || {
                p.tokens.iter().any(|t| {
                    matches!(
                        p.norm(t),
                        "anlage"
                            | "anlagen"
                            | "beigefügt"
                            | "beiliegend"
                            | "beiliegt"
                            | "rückseite"
                            | "anbei"
                            | "umseitig"
                    )
                })
            };
            ctx.part(*b) == PartKind::Enclosures || sent()
        })
        .find_map(names)
}

/// A notice that one does not find: below the signature, among the hints, in the middle of the text, or only enclosed.
pub(crate) fn hidden(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    for notice in offering(ctx).filter(|n| !n.headed && n.is_complete() && is_buried(ctx, offer_place(n))) {
        found.push(at(ctx, offer_place(notice)));
    }
    if !ctx.letter.is_whole() || !found.is_empty() {
        return;
    }
    if offering(ctx).next().is_none() {
        if let Some(range) = enclosed(ctx) {
            let referred = ctx.paragraphs.iter().enumerate().any(|(b, p)| {
                ctx.part(b) != PartKind::Enclosures
                    && p.tokens.iter().any(|t| p.norm(t).starts_with("rechtsbehelfsbelehrung"))
            });
            if !referred {
                found.push(at(ctx, range));
            }
        }
        return;
    }
    let headings = ctx.document.blocks.iter().enumerate().filter(|(b, block)| {
        matches!(block.kind, BlockKind::Heading { .. }) && letter::PartSet::PROSE.has(ctx.part(*b))
    });
    let has_headings = headings.count() >= 2;
    for notice in offering(ctx).filter(|n| !n.headed && n.is_complete()) {
        let after = matches!(
            notice.part,
            Some(PartKind::Signature | PartKind::Enclosures | PartKind::Closing | PartKind::Contact)
        );
        let among = matches!(
            notice.part,
            Some(PartKind::Hints | PartKind::Reasons | PartKind::Body | PartKind::OperativePart)
        );
        let closing =
            ctx.letter.part(PartKind::Closing).is_some_and(|c| c.range.start() < notice.range.start());
        if after
            || closing
            || among && has_headings
            || has_headings && notice.part == Some(PartKind::RemedyNotice)
        {
            found.push(at(ctx, offer_place(notice)));
        }
    }
}

/// Words of a sentence that speaks of the remedy.
const OF_REMEDIES: &[&str] = &[
    "widerspruch*",
    "klage*",
    "klagen",
    "gericht*",
    "*gericht",
    "verwaltungsgericht*",
    "rechtsbehelf*",
    "aufschiebend*",
    "bekanntgabe",
    "zustellung",
    "niederschrift",
    "schriftlich*",
    "elektronisch*",
    "einlegen",
    "erheben",
    "frist",
    "bevollmächtigt*",
];

/// Headings under which nobody looks for a remedy.
const OTHER_HEADINGS: &[&str] = &[
    "hinweis",
    "wichtige hinweise",
    "allgemeine hinweise",
    "weitere hinweise",
    "sonstig",
    "kosten",
    "gebühr",
];

/// True if sentences about something else stand around the offer: before and behind it in one paragraph, or beside it under a heading
/// about something else.
fn is_buried(ctx: &Context<'_>, offer: TextRange) -> bool {
    let blocks = &ctx.document.blocks;
    let Some(block) = blocks.iter().position(|b| b.range.contains_range(offer)) else { return false };
    let base = blocks[block].range.start();
    let of_remedy = |p: &text::Paragraph, s: &text::Sentence| {
        p.tokens_of(s).iter().any(|t| {
            let norm = p.norm(t);
            OF_REMEDIES.iter().any(|w| match (w.strip_prefix('*'), w.strip_suffix('*')) {
                (Some(end), _) => norm.ends_with(end),
                (_, Some(start)) => norm.starts_with(start),
                _ => norm == *w,
            })
        })
    };
    let paragraph = &ctx.paragraphs[block];
    let other =
        |p: &text::Paragraph, s: &text::Sentence| s.terminated && p.words_of(s) > 2 && !of_remedy(p, s);
    let mut before = false;
    let mut behind = false;
    for s in &paragraph.sentences {
        before |= s.range.end() + base <= offer.start() && other(paragraph, s);
        behind |= s.range.start() + base >= offer.end() && other(paragraph, s);
    }
    if before && behind {
        return true;
    }
    let heading = (0..block).rev().take(6).find(|b| matches!(blocks[*b].kind, BlockKind::Heading { .. }));
    heading.is_some_and(|h| {
        let title = ctx.document.slice(blocks[h].range).trim().to_lowercase();
        let beside = (h + 1..ctx.paragraphs.len().min(block + 2)).filter(|b| *b != block);
        let mut beside = beside.flat_map(|b| ctx.paragraphs[b].sentences.iter().map(move |s| (b, s)));
        OTHER_HEADINGS.iter().any(|w| title.starts_with(w))
            && (before || behind || beside.any(|(b, s)| other(&ctx.paragraphs[b], s)))
    })
}

/// A notice in a letter that decides nothing.
pub(crate) fn without_decision(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if !DECIDES_NOTHING.contains(&ctx.letter.kinds.main) {
        return;
    }
    // "Gegen den Bescheid können Sie dann klagen" speaks of a decision to come.
    let now = |n: &letter::Notice| {
        !n.periods.is_empty()
            || n.headed
            || ctx.document.slice(offer_place(n)).to_lowercase().contains("dies")
    };
    if let Some(notice) = offering(ctx).find(|n| n.is_complete() && now(n)) {
        found.push(at(ctx, offer_place(notice)));
    }
}

/// A decision on an objection without costs or service.
pub(crate) fn incomplete_decision(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let around = [PartKind::Salutation, PartKind::Closing, PartKind::Signature, PartKind::Address];
    if !around.iter().any(|p| ctx.letter.has(*p)) {
        return;
    }
    let mut lacks: Vec<(&str, &str)> = Vec::new();
    if !decides_costs(ctx) {
        lacks.push((
            "die Entscheidung über die Kosten (§ 73 Absatz 3 Satz 3 VwGO)",
            "the decision on costs (§ 73(3) VwGO)",
        ));
    }
    if !is_served(ctx) {
        lacks.push((
            "der Vermerk über die Zustellung (§ 73 Absatz 3 Satz 1 VwGO)",
            "the note on service (§ 73(3) VwGO)",
        ));
    }
    if lacks.is_empty() {
        return;
    }
    let german = ctx.settings.lang == Lang::De;
    let list: Vec<&str> = lacks.iter().map(|(de, en)| if german { *de } else { *en }).collect();
    // A decision that was not read as a ruling: the sentence that disposes of the objection.
    let disposes = || {
        ctx.paragraphs.iter().enumerate().find_map(|(b, p)| {
            let s = p.sentences.iter().position(|s| {
                let has = |words: &[&str]| p.tokens_of(s).iter().any(|t| words.contains(&p.norm(t)));
                has(&["widerspruch", "widerspruchs"])
                    && has(&["zurückgewiesen", "stattgegeben", "abgeholfen", "aufgehoben", "verworfen"])
            })?;
            Some(ctx.sentence_range(b, s))
        })
    };
    for what in list {
        let place = ctx.letter.points.first().map(|p| p.range).or_else(disposes).or(ctx
            .document
            .blocks
            .first()
            .map(|b| b.range));
        if let Some(range) = place {
            let mut f = at(ctx, range);
            f.given = vec![what.to_owned()];
            f.repeats = true;
            found.push(f);
        }
    }
}

fn decides_costs(ctx: &Context<'_>) -> bool {
    if ctx.letter.points.iter().any(|p| p.ruling == Ruling::Cost) {
        return true;
    }
    // "Ihre Mandantin trägt die Kosten des Widerspruchsverfahrens": in the rulings, not in their reasons.
    let operative = ctx.letter.has(PartKind::OperativePart);
    ctx.paragraphs.iter().enumerate().any(|(b, p)| {
        let part = ctx.part(b);
        let here = if operative {
            part == PartKind::OperativePart
        } else {
            !matches!(part, PartKind::RemedyNotice | PartKind::Reasons)
        };
        let has = |words: &[&str]| p.tokens.iter().any(|t| words.iter().any(|w| p.norm(t).starts_with(w)));
        here && has(&["kosten"])
            && has(&[
                "trägt",
                "tragen",
                "auferlegt",
                "last",
                "erstattet",
                "erstatten",
                "verfahrens",
                "widerspruchsverfahrens",
                "vorverfahrens",
            ])
    })
}

fn is_served(ctx: &Context<'_>) -> bool {
    ctx.paragraphs.iter().enumerate().any(|(b, p)| {
        !matches!(ctx.part(b), PartKind::RemedyNotice | PartKind::Reasons)
            && p.tokens.iter().any(|t| {
                let norm = p.norm(t);
                [
                    "zustellung",
                    "zugestellt",
                    "postzustellung",
                    "empfangsbekenntnis",
                    "einschreiben",
                    "zustellungsurkunde",
                ]
                .iter()
                .any(|w| norm.starts_with(w))
            })
    })
}

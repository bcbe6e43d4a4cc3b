//! The remedy notice: is it there, is it right, does it say what the remedy does?
//!
//! The crate `letter` reads what the notice says; these checks compare it with what the law and the table of the Länder ask for.

mod contents;
mod effect;
mod enforcement;
mod notice;
mod table;
mod which;

use letter::{LetterKind, Notice, PartKind, Ruling};
use source::{Lang, TextRange};

use crate::engine::{Context, Found};

pub(super) use contents::{extras, forms, missing_electronic, periods, risky_start, wrong_start};
pub(super) use effect::{missing_effect, wrong_effect};
pub(super) use enforcement::{formula, needless, unreasoned};
pub(super) use notice::{hidden, incomplete_decision, missing, without_decision};
pub(crate) use table::Laender;
pub(super) use which::{bodies, remedies};

/// A finding at a place of the letter.
fn at(ctx: &Context<'_>, range: TextRange) -> Found {
    let blocks = &ctx.document.blocks;
    let block =
        blocks.partition_point(|b| b.range.end() <= range.start()).min(blocks.len().saturating_sub(1));
    let mut found = Found::at(block, range);
    let base = blocks[block].range.start();
    let sentences = &ctx.paragraphs[block].sentences;
    let sentence = sentences.partition_point(|s| s.range.end() + base <= range.start());
    found.sentence = (sentence < sentences.len()).then_some(sentence);
    found
}

/// A finding that says what is wrong.
fn says(ctx: &Context<'_>, range: TextRange, de: impl Into<String>, en: impl Into<String>) -> Found {
    let mut found = at(ctx, range);
    found.given = vec![if ctx.settings.lang == Lang::De { de.into() } else { en.into() }];
    found
}

/// The notices that offer a remedy.
fn offering<'a>(ctx: &Context<'a>) -> impl Iterator<Item = &'a Notice> {
    ctx.letter.remedies.notices.iter().filter(|n| !n.offers.is_empty())
}

/// Where a notice offers its remedy.
fn offer_place(notice: &Notice) -> TextRange {
    let main = notice.offers.iter().find(|o| o.main).or(notice.offers.first());
    main.map_or(notice.range, |o| o.sentence)
}

/// True if what a notice lacks can be blamed: it stands in a whole letter, or its sentence says against what the remedy is.
fn speaks_fully(ctx: &Context<'_>, notice: &Notice) -> bool {
    // In a letter that decides nothing the notice itself is the mistake.
    let needless = notice::DECIDES_NOTHING.contains(&ctx.letter.kinds.main);
    notice.is_complete()
        && !needless
        && (ctx.letter.is_whole()
            || notice.offers.iter().any(|o| o.main && o.against)
            // A piece under the heading of the notice that already names the period.
            || notice.headed && !notice.periods.is_empty())
}

/// Decisions under the Asylum Act: Klage only, two weeks, no suspensive effect.
fn is_asylum(ctx: &Context<'_>) -> bool {
    let cited = ctx.letter.citations.iter().flat_map(|c| c.refs.iter().map(move |r| (c.range, r))).any(
        |(range, r)| {
            let section: u32 = r.section.trim_end_matches(char::is_alphabetic).parse().unwrap_or(0);
            r.law == "AsylG"
                && ((55..=61).contains(&section) && part_at(ctx, range) != PartKind::Hints
                    || matches!(section, 11 | 34 | 35 | 74 | 75) && in_notice(ctx, range))
        },
    );
    cited
        || ctx.letter.remedies.notices.iter().any(|n| {
            let text = ctx.document.slice(n.range);
            text.contains("Asylgesetz") || text.contains("AsylG")
        })
}

fn in_notice(ctx: &Context<'_>, range: TextRange) -> bool {
    let notices = &ctx.letter.remedies.notices;
    let next = notices.partition_point(|n| n.range.end() <= range.start());
    notices.get(next).is_some_and(|n| n.range.contains_range(range))
}

fn part_at(ctx: &Context<'_>, range: TextRange) -> PartKind {
    let blocks = &ctx.document.blocks;
    let block = blocks.partition_point(|b| b.range.end() <= range.start());
    ctx.letter.part_of_block.get(block).copied().unwrap_or(PartKind::Body)
}

/// The words of a ruling, in lower case.
fn words_of(ctx: &Context<'_>, point: &letter::Point) -> String {
    ctx.document.slice(point.range).to_lowercase()
}

fn has_kind(ctx: &Context<'_>, kind: LetterKind) -> bool {
    ctx.letter.kinds.has(kind)
}

/// A ruling that takes effect against the person, apart from the order that it does so at once.
fn burdens<'a>(ctx: &Context<'a>) -> impl Iterator<Item = &'a letter::Point> {
    ctx.letter.points.iter().filter(|p| p.burden && p.ruling.decides() && p.ruling != Ruling::Immediate)
}

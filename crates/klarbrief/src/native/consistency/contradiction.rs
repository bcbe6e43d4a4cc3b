//! The same date, period or amount with two values.
//!
//! A letter names many applications, papers and sums. So this looks only at what is surely the same thing: a document named by the
//! same noun with nearly the same date, a fee in ruling and reasons, a period that one ruling sets and the reasons repeat.

use std::ops::Range;

use rule::Rule;

use super::{at, clash_dates, clash_periods, clash_sums, sentence_text, text_of};
use crate::engine::{Context, Found};

/// One statement of a value.
pub(super) struct Said<V> {
    pub block: usize,
    pub place: Range<usize>,
    pub value: V,
}

/// So many statements of a kind are compared with each other.
pub(super) const MOST: usize = 200;

/// Values that contradict each other.
pub(crate) fn contradictions(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    clash_dates::events(ctx, found);
    clash_dates::validity(ctx, found);
    clash_dates::restated(ctx, found);
    clash_dates::shortened(ctx, found);
    clash_dates::spans(ctx, found);
    clash_dates::deadlines(ctx, found);
    clash_sums::fees(ctx, found);
    clash_sums::payments(ctx, found);
    clash_sums::penalties(ctx, found);
    clash_periods::bans(ctx, found);
    clash_periods::departures(ctx, found);
    clash_periods::remedies(ctx, found);
    // Two of these may see the same clash.
    found.sort_by_key(|f| f.range.start());
    found.dedup_by(|a, b| a.range == b.range);
}

pub(super) fn report<V>(
    ctx: &Context<'_>,
    said: &Said<V>,
    here: String,
    there: String,
    found: &mut Vec<Found>,
) {
    found.push(at(ctx, said.block, said.place.clone(), vec![here, there]));
}

pub(super) fn slice<'c, V>(ctx: &'c Context<'_>, said: &Said<V>) -> &'c str {
    &text_of(ctx, said.block)[said.place.clone()]
}

/// The sentences of a letter in reading order, with their words in small letters.
pub(super) fn sentences<'c>(ctx: &'c Context<'_>) -> impl Iterator<Item = (usize, usize, &'c str, usize)> {
    (0..ctx.paragraphs.len()).flat_map(move |b| {
        (0..ctx.paragraphs[b].sentences.len()).map(move |s| {
            let (text, start) = sentence_text(ctx, b, Some(s));
            (b, s, text, start)
        })
    })
}

/// Words of a proposal, a comparison or another case: their periods need not agree.
pub(super) fn weighs(words: &[String]) -> bool {
    const WEIGHING: [&str; 22] = [
        "statt",
        "zunächst",
        "erwogen",
        "beabsichtigt",
        "angekündigt",
        "höchstens",
        "mindestens",
        "zwischen",
        "grundsätzlich",
        "regel",
        "bisher",
        "kürzere",
        "längere",
        "abgezogen",
        "reduziert",
        "milderes",
        "ausgangspunkt",
        "höchstfrist",
        "früher",
        "damals",
        "zehn-jahres-frist",
        "wäre",
    ];
    words.iter().any(|w| WEIGHING.contains(&w.as_str()))
}

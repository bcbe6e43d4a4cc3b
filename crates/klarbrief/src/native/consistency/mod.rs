//! What can contradict itself: dates, amounts, names, references.
//!
//! All of these checks go for what is certain. A letter tells of many dates and sums that only look alike, and a false alarm about
//! a number costs the clerk more than a missed one.

mod claim;
mod clash_dates;
mod clash_periods;
mod clash_sums;
mod contradiction;
mod days;
mod due;
mod enclosure;
mod file_number;
mod name;
mod point;
mod sum;

use std::cell::OnceCell;

use jiff::civil::Date;
use letter::PartKind;
use letter::value::{Amount, DateMention, Period, dates};
use source::{TextRange, range};

use crate::engine::{Context, Found};

/// Finds one of these checks by the name that a rule file uses.
pub(super) fn find(name: &str) -> Option<super::Native> {
    Some(match name {
        "abweichende-schreibung" => name::spellings,
        "falsche-summe" => sum::wrong_sums,
        "falscher-wochentag" => days::wrong_weekdays,
        "frist-am-ruhetag" => days::rest_days,
        "kurze-frist" => days::short_deadlines,
        "termin-am-feiertag" => days::feast_days,
        "toter-verweis" => enclosure::dead_references,
        "uebergangene-vertretung" => name::passed_over_lawyer,
        "unbenannte-anlage" => enclosure::unnamed_enclosures,
        "unmoegliches-datum" => days::impossible_dates,
        "vergangene-frist" => days::past_deadlines,
        "widerspruechliche-angabe" => contradiction::contradictions,
        _ => return None,
    })
}

/// A date with its place in the letter.
#[derive(Debug)]
pub(crate) struct Dated {
    pub block: usize,
    /// The sentence of the block; `None` between sentences.
    pub sentence: Option<usize>,
    /// With ranges in the text of the block.
    pub mention: DateMention,
}

/// The dates of a letter.
#[derive(Debug)]
pub(crate) struct Values {
    pub dates: Vec<Dated>,
    /// The date of the letter: as its head says, else the one that the checker was told.
    pub today: Option<Date>,
    /// By block and sentence.
    said: Vec<Vec<Said>>,
}

/// What a sentence says; read when the first check asks.
#[derive(Debug, Default)]
struct Said {
    words: OnceCell<Vec<String>>,
    amounts: OnceCell<Vec<Amount>>,
    periods: OnceCell<Vec<Period>>,
}

impl Values {
    fn read(ctx: &Context<'_>) -> Values {
        let mut all = Vec::new();
        for block in 0..ctx.paragraphs.len() {
            for mention in dates(text_of(ctx, block)) {
                let sentence = sentence_at(ctx, block, mention.range.start);
                all.push(Dated { block, sentence, mention });
            }
        }
        let today = head_date(ctx, &all).or(ctx.settings.date);
        let said = |p: &text::Paragraph| p.sentences.iter().map(|_| Said::default()).collect();
        Values { dates: all, today, said: ctx.paragraphs.iter().map(said).collect() }
    }
}

/// The dates of the letter, read once.
fn values<'c>(ctx: &'c Context<'_>) -> &'c Values {
    ctx.values.get_or_init(|| Values::read(ctx))
}

/// The words of a sentence, as [`words`] gives them.
fn words_of<'c>(ctx: &'c Context<'_>, block: usize, sentence: usize) -> &'c [String] {
    let read = || words(sentence_text(ctx, block, Some(sentence)).0);
    values(ctx).said[block][sentence].words.get_or_init(read)
}

/// The amounts of money of a sentence; ranges are those in its text.
fn amounts_of<'c>(ctx: &'c Context<'_>, block: usize, sentence: usize) -> &'c [Amount] {
    let read = || letter::value::amounts(sentence_text(ctx, block, Some(sentence)).0);
    values(ctx).said[block][sentence].amounts.get_or_init(read)
}

/// The periods of a sentence; ranges are those in its text.
fn periods_of<'c>(ctx: &'c Context<'_>, block: usize, sentence: usize) -> &'c [Period] {
    let read = || letter::value::periods(sentence_text(ctx, block, Some(sentence)).0);
    values(ctx).said[block][sentence].periods.get_or_init(read)
}

/// The date in the head of the letter.
fn head_date(ctx: &Context<'_>, all: &[Dated]) -> Option<Date> {
    let end = (0..ctx.paragraphs.len())
        .find(|b| matches!(ctx.part(*b), PartKind::Salutation | PartKind::OperativePart | PartKind::Reasons))
        .unwrap_or(ctx.paragraphs.len());
    // "10. November 2026, Az. 33": at the start of a line that is no sentence.
    let leads = |d: &&Dated| {
        let text = text_of(ctx, d.block);
        // The length first: a long block is not searched for each of its dates.
        d.block < end
            && text.len() < 80
            && text[..d.mention.range.start].rsplit('\n').next().is_none_or(opens_head)
            && text[d.mention.range.end..].lines().next().is_none_or(|l| !ends_sentence(l))
    };
    let head = |parts: &[PartKind]| {
        all.iter().filter(|d| d.block < end && parts.contains(&ctx.part(d.block))).find_map(|d| {
            // "Ihr Schreiben vom 3. Mai", "geb. am 5.6.1990": other dates.
            let before = tail(&text_of(ctx, d.block)[..d.mention.whole().start]).trim_end().to_lowercase();
            let other = ["vom", "am", "geb.", "seit", "bis", "zum", "ihre nachricht:"]
                .iter()
                .any(|w| before.ends_with(w));
            d.mention.date().filter(|_| !other)
        })
    };
    head(&[PartKind::Date])
        .or_else(|| head(&[PartKind::Reference, PartKind::Contact, PartKind::Sender, PartKind::Address]))
        .or_else(|| all.iter().filter(leads).find_map(|d| d.mention.date()))
}

/// What may stand before the date in the head: nothing, or the place ("Auental, den").
fn opens_head(before: &str) -> bool {
    let place = before.trim();
    let place = place.strip_suffix("den").map_or(place, str::trim_end);
    place.is_empty()
        || place.strip_suffix(',').is_some_and(|p| {
            let mut words = p.split_whitespace();
            p.split_whitespace().count() <= 4
                && words.next().is_some_and(|w| w.starts_with(char::is_uppercase))
        })
}

/// The rest of a line says something: the date belongs to a sentence.
fn ends_sentence(rest: &str) -> bool {
    let rest = rest.trim_end();
    rest.ends_with(['.', '!', '?']) || rest.split_whitespace().count() > 4
}

fn text_of<'c>(ctx: &'c Context<'_>, block: usize) -> &'c str {
    ctx.document.slice(ctx.document.blocks[block].range)
}

/// The sentence of a block that holds an offset in it.
fn sentence_at(ctx: &Context<'_>, block: usize, offset: usize) -> Option<usize> {
    let sentences = &ctx.paragraphs[block].sentences;
    let next = sentences.partition_point(|s| usize::from(s.range.end()) <= offset);
    sentences.get(next).is_some_and(|s| usize::from(s.range.start()) <= offset).then_some(next)
}

/// The text of a sentence of a block with its start in it; the whole block where there is no sentence.
fn sentence_text<'c>(ctx: &'c Context<'_>, block: usize, sentence: Option<usize>) -> (&'c str, usize) {
    let text = text_of(ctx, block);
    match sentence.and_then(|s| ctx.paragraphs[block].sentences.get(s)) {
        Some(s) => (source::slice(text, s.range), s.range.start().into()),
        None => (text, 0),
    }
}

/// The end of a text: enough for what stands just before a value, however long the sentence is.
fn tail(text: &str) -> &str {
    const ENOUGH: usize = 240;
    let mut start = text.len().saturating_sub(ENOUGH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The start of a text, as [`tail`] is its end.
fn front(text: &str) -> &str {
    const ENOUGH: usize = 240;
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The dates of one sentence.
fn dates_in<'c>(ctx: &'c Context<'_>, block: usize, sentence: Option<usize>) -> &'c [Dated] {
    let all = &values(ctx).dates;
    let start = all.partition_point(|d| (d.block, d.sentence) < (block, sentence));
    let end = all.partition_point(|d| (d.block, d.sentence) <= (block, sentence));
    &all[start..end.max(start)]
}

/// A finding at a range of a block.
fn at(ctx: &Context<'_>, block: usize, place: std::ops::Range<usize>, given: Vec<String>) -> Found {
    let sentence = sentence_at(ctx, block, place.start);
    let place: TextRange = range(place.start, place.end) + ctx.document.blocks[block].range.start();
    Found { sentence, given, ..Found::at(block, place) }
}

/// "3. Mai 2026", whatever the language of the message: it is to be found in the letter.
fn shown(date: Date) -> String {
    format!("{}.{}.{}", date.day(), date.month(), date.year())
}

/// The words of a text in small letters, with the signs at their edges cut off.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == '/');
    words
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// Whether a citation of a norm lies over a range of a block.
fn cited(ctx: &Context<'_>, block: usize, place: std::ops::Range<usize>) -> bool {
    let place = range(place.start, place.end) + ctx.document.blocks[block].range.start();
    let citations = &ctx.letter.citations;
    let next = citations.partition_point(|c| c.range.end() <= place.start());
    citations.get(next).is_some_and(|c| c.range.start() < place.end())
}

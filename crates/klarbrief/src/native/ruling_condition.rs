//! Conditions: where they stand, and how far a duty to live somewhere goes.

use letter::{PartKind, Ruling};
use rule::Rule;
use text::{Case, Paragraph, TokenKind};

use super::request_slots::listed;
use super::request_wording::wording;
use super::ruling_form::at_sentence;
use super::{number, strings};
use crate::engine::{Context, Found};

/// Keeps duties that stand outside the decision: in hints, or behind it in running text.
pub(crate) fn hidden(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let ruled = ctx.letter.points.iter().find(|p| p.ruling.decides() && p.ruling != Ruling::Ancillary);
    let operative = ctx.letter.has(PartKind::OperativePart);
    found.retain(|f| match ctx.part(f.block) {
        PartKind::Hints => true,
        PartKind::OperativePart => false,
        _ => ctx.letter.is_whole() && (operative || ruled.is_some_and(|p| p.block < f.block)),
    });
}

/// A duty to live in a place that lacks the place, the end or a reason, or lasts too long.
pub(crate) fn residence(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let whole = ctx.letter.is_whole();
    let duty = wording(ctx, strings(rule, "pflicht"));
    let in_ruling = |b: usize, s: usize| {
        !whole
            || ctx.part(b) == PartKind::OperativePart
            || ctx.letter.points.iter().any(|p| p.block == b && p.sentence == s)
    };
    let place = (0..ctx.paragraphs.len())
        .flat_map(|b| (0..ctx.paragraphs[b].sentences.len()).map(move |s| (b, s)))
        .find(|(b, s)| {
            !matches!(ctx.part(*b), PartKind::Reasons | PartKind::RemedyNotice | PartKind::Subject)
                && in_ruling(*b, *s)
                && duty.says(ctx, *b, *s)
        });
    let Some((block, sentence)) = place else { return };
    let lang = ctx.settings.lang;
    let mut missing = Vec::new();
    if !names_place(ctx, block, sentence) {
        missing.push(lang.pick("der Ort", "the place"));
    }
    // Duties under § 61 last as long as the duty to leave.
    let obliged_to_leave = wording(ctx, strings(rule, "ohne-ende")).is_there(ctx, rule.scope.parts);
    let end = wording(ctx, strings(rule, "ende"));
    // The end may stand in a point of its own: "2. Diese Verpflichtung gilt bis zum …".
    let elsewhere = || wording(ctx, strings(rule, "ende-sonst")).find(ctx, rule.scope.parts);
    let end_at = if end.says(ctx, block, sentence) { Some((block, sentence)) } else { elsewhere() };
    let ends = end_at.is_some();
    let most = number(rule, "max-years", 3.0);
    if !obliged_to_leave && !ends {
        missing.push(lang.pick("das Ende", "the end"));
    } else if !obliged_to_leave && end_at.is_some_and(|(b, s)| lasts_longer(ctx, b, s, most)) {
        missing.push(lang.pick("ein Ende innerhalb von drei Jahren", "an end within three years"));
    }
    let point = ctx.letter.points.iter().find(|p| p.block == block && p.sentence == sentence);
    if whole && point.is_some_and(|p| p.level == 0) && !ctx.letter.has(PartKind::Reasons) {
        missing.push(lang.pick("der Grund", "the reason"));
    }
    if !missing.is_empty() {
        let mut f = at_sentence(ctx, block, sentence);
        f.count = missing.len();
        f.given = vec![listed(lang, &missing)];
        found.push(f);
    }
}

/// "in der Stadt Tollensee": a name behind a preposition, and no place that is still to be fixed.
fn names_place(ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let tokens = paragraph.tokens_of(&paragraph.sentences[sentence]);
    let open = tokens.iter().any(|t| {
        let norm = paragraph.norm(t);
        norm.starts_with("zuzuweisend")
            || norm.starts_with("zugewiesen")
            || norm.starts_with("bestimmend")
            || norm.starts_with("bestimmten")
    }) || tokens.windows(2).any(|pair| {
        // "an einem Ort im Landkreis": no place yet.
        matches!(paragraph.norm(&pair[0]), "einem" | "einer" | "einen" | "eine")
            && matches!(paragraph.norm(&pair[1]), "ort" | "gemeinde" | "stadt" | "wohnort")
    });
    let named = tokens.iter().enumerate().any(|(i, t)| {
        matches!(paragraph.norm(t), "in" | "im" | "auf" | "nach" | "innerhalb" | "bei")
            && tokens[i + 1..].iter().take(4).any(|t| {
                t.kind == TokenKind::Word
                    && matches!(t.case, Case::Title | Case::Mixed | Case::Upper)
                    && ![
                        "ort", "wohn", "dauer", "ihr", "sie", "zeit", "weiteres", "jahr", "zuwei", "gebiet",
                        "höhe",
                    ]
                    .iter()
                    .any(|w| paragraph.norm(t).starts_with(w))
            })
    });
    named && !open
}

/// Compares the last date of the duty with the date of the letter, or reads "für fünf Jahre".
fn lasts_longer(ctx: &Context<'_>, block: usize, sentence: usize, most: f64) -> bool {
    let paragraph = &ctx.paragraphs[block];
    let range = paragraph.sentences[sentence].indices();
    let years = range.clone().find_map(|i| {
        let next = paragraph.tokens.get(i + 1)?;
        paragraph.norm(next).starts_with("jahr").then(|| count(paragraph.norm(&paragraph.tokens[i])))?
    });
    if years.is_some_and(|y| y > most) {
        return true;
    }
    let written = (0..ctx.paragraphs.len())
        .filter(|b| {
            matches!(
                ctx.part(*b),
                PartKind::Date | PartKind::Reference | PartKind::Sender | PartKind::Contact
            )
        })
        .find_map(|b| dates(&ctx.paragraphs[b], 0..ctx.paragraphs[b].tokens.len()).next());
    let end = dates(paragraph, range).max();
    match (written, end) {
        // The time runs from a recognition or grant, which lies before the letter.
        (Some(from), Some(to)) => to.months() > from.months() + (most * 12.0) as i64,
        _ => false,
    }
}

fn count(word: &str) -> Option<f64> {
    const WORDS: [&str; 10] =
        ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"];
    word.parse().ok().or_else(|| WORDS.iter().position(|w| *w == word).map(|i| (i + 1) as f64))
}

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    year: i64,
    month: i64,
    day: i64,
}

impl Day {
    fn months(self) -> i64 {
        self.year * 12 + self.month
    }
}

/// The full dates among some tokens: "3. Mai 2026", "03.05.2026".
fn dates(paragraph: &Paragraph, tokens: std::ops::Range<usize>) -> impl Iterator<Item = Day> + '_ {
    tokens.filter_map(|i| {
        let token = paragraph.tokens.get(i)?;
        let norm = paragraph.norm(token);
        if token.kind == TokenKind::Date {
            let mut parts = norm.split('.').map(str::parse::<i64>);
            let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
            return Some(Day { year: if year < 100 { year + 2000 } else { year }, month, day });
        }
        let day = norm.trim_end_matches('.').parse().ok()?;
        let month = month(paragraph.norm(paragraph.tokens.get(i + 1)?))?;
        let year = paragraph.norm(paragraph.tokens.get(i + 2)?).parse().ok().filter(|y| *y > 1900)?;
        Some(Day { year, month, day })
    })
}

fn month(name: &str) -> Option<i64> {
    const STARTS: [&str; 12] =
        ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];
    text::is_month(name.trim_end_matches('.'))
        .then(|| STARTS.iter().position(|s| name.starts_with(s)).map(|i| i as i64 + 1))?
}

#[cfg(test)]
mod tests {
    use super::{Day, dates};

    #[test]
    fn dates_are_read_in_both_spellings() {
        let paragraph = text::analyse(
            "Vom 3. Mai 2026 bis zum 27.04.2029, nicht am 3. Versuch.",
            &text::Layout::default(),
        );
        let found: Vec<Day> = dates(&paragraph, 0..paragraph.tokens.len()).collect();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].year, found[0].month, found[0].day), (2026, 5, 3));
        assert_eq!(found[1].months() - found[0].months(), 35);
    }
}

//! The same amount of money with two values.

use std::ops::Range;

use jiff::civil::Date;
use letter::PartKind;

use super::contradiction::{MOST, Said, report, sentences, slice, weighs};
use super::{Dated, amounts_of, dates_in, tail, text_of, words_of};
use crate::engine::{Context, Found};

fn euro(cents: i64) -> String {
    if cents % 100 == 0 {
        format!("{} Euro", cents / 100)
    } else {
        format!("{},{:02} Euro", cents / 100, cents % 100)
    }
}

/// A fee that is fixed, and sentences that say how much it is.
pub(super) fn fees(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut fixed: Vec<Said<i64>> = Vec::new();
    let mut told: Vec<Said<i64>> = Vec::new();
    let mut others = false;
    for (block, sentence, text, start) in sentences(ctx) {
        let money = amounts_of(ctx, block, sentence);
        if money.is_empty() {
            continue;
        }
        let words = words_of(ctx, block, sentence);
        let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        let fee = words
            .iter()
            .any(|w| w.starts_with("gebühr") || w.ends_with("gebühr") || w == "verwaltungskosten");
        let fixes = has(&["festgesetzt", "fest", "erhoben", "erheben", "festgelegt"]);
        let place = |r: &Range<usize>| start + r.start..start + r.end;
        let hypothetical = text.contains("bis zu ")
            || has(&[
                "zwischen",
                "höchstens",
                "mindestens",
                "hälfte",
                "sonst",
                "raten",
                "rate",
                "statt",
                "normalerweise",
                "ermäßigt",
            ]);
        if fee && fixes && money.len() == 1 && !hypothetical && ctx.part(block) != PartKind::Hints {
            fixed.push(Said { block, place: place(&money[0].range), value: money[0].cents });
        } else if hypothetical || has(&["zwangsgeld", "regelbedarf", "lohn", "miete", "einkommen", "bedarf"])
        {
            others |= fee;
        } else if fee
            || has(&["kostet", "kosten", "überweisen", "zahlen", "bezahlen", "betrag"])
            || text.contains("sind es")
        {
            told.extend(money.iter().map(|a| Said { block, place: place(&a.range), value: a.cents }));
        }
    }
    let [one] = fixed.as_slice() else {
        // Fixed twice with two values: in ruling and reasons.
        if let [first, rest @ ..] = fixed.as_slice() {
            for other in rest
                .iter()
                .filter(|o| o.value != first.value && rest.len() == 1 && slip(o.value, first.value))
            {
                report(ctx, other, euro(other.value), euro(first.value), found);
            }
        }
        return;
    };
    let known = told.iter().any(|t| t.value == one.value);
    let mut distinct: Vec<i64> = told.iter().map(|t| t.value).collect();
    distinct.sort_unstable();
    distinct.dedup();
    for t in told.iter().filter(|t| t.value != one.value) {
        // The only sum that the letter names for it, or one digit off.
        let only = !known && distinct.len() == 1 && !others;
        let text = text_of(ctx, t.block);
        let concludes =
            ["sind es ", "überweisen Sie ", "zahlen Sie ", "beträgt ", "beträgt die Gebühr ", "Gebühr von "]
                .iter()
                .any(|w| text[..t.place.start].ends_with(w));
        if only || (concludes && !known && slip(t.value, one.value)) {
            report(ctx, t, euro(t.value), euro(one.value), found);
            return;
        }
    }
}

/// Nothing else can hold a sum or a day.
fn has_digit((_, _, text, _): &(usize, usize, &str, usize)) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// One digit is another one, or two have changed places.
fn slip(a: i64, b: i64) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a != b && a.len() == b.len() && a.len() >= 4 && strsim::damerau_levenshtein(&a, &b) == 1
}

/// Sums that are to be paid, in ruling, list and request: the same sum, the same day.
pub(super) fn payments(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut sums: Vec<Said<i64>> = Vec::new();
    let mut days: Vec<Said<Date>> = Vec::new();
    for (block, sentence, _, start) in sentences(ctx).filter(has_digit) {
        let words = words_of(ctx, block, sentence);
        let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        let pays = has(&[
            "überweisen",
            "zahlen",
            "bezahlen",
            "erstatten",
            "festgesetzt",
            "einzuzahlen",
            "entrichten",
            "begleichen",
        ]);
        let total = matches!(
            words.first().map(String::as_str),
            Some("zusammen" | "summe" | "insgesamt" | "gesamtbetrag")
        );
        let apart = has(&[
            "raten",
            "rate",
            "monatlich",
            "könnten",
            "zwangsgeld",
            "angeboten",
            "bereits",
            "schon",
            "teil",
            "teilbetrag",
            "erste",
            "zweite",
            "hälfte",
            "rest",
            "stundung",
            "spätestens",
            "wenn",
        ]) || words.iter().any(|w| w.ends_with("mal"));
        if !(pays || total) || apart {
            continue;
        }
        if let [only] = amounts_of(ctx, block, sentence) {
            sums.push(Said {
                block,
                place: start + only.range.start..start + only.range.end,
                value: only.cents,
            });
        }
        let by = |d: &&Dated| {
            tail(&text_of(ctx, block)[..d.mention.whole().start]).trim_end().ends_with("bis zum")
        };
        let mut dated = dates_in(ctx, block, Some(sentence)).iter().filter(by);
        if let (Some(d), None) = (dated.next(), dated.next())
            && let Some(value) = d.mention.date()
        {
            days.push(Said { block, place: d.mention.whole(), value });
        }
    }
    sums.truncate(MOST);
    for (i, one) in sums.iter().enumerate() {
        if let Some(other) = sums[..i].iter().find(|o| slip(o.value, one.value) && o.value >= 10_000) {
            report(ctx, one, euro(one.value), euro(other.value), found);
        }
    }
    // More than one sum may have more than one day.
    let one_sum = sums.windows(2).all(|pair| pair[0].value == pair[1].value);
    if let ([first, second], true) = (days.as_slice(), one_sum)
        && first.value != second.value
    {
        report(ctx, second, slice(ctx, second).to_owned(), slice(ctx, first).to_owned(), found);
    }
}

/// A penalty payment that is threatened or fixed.
pub(super) fn penalties(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut first: Option<Said<i64>> = None;
    for (block, sentence, text, start) in sentences(ctx).filter(has_digit) {
        let words = words_of(ctx, block, sentence);
        let penalty = words.iter().any(|w| w.starts_with("zwangsgeld"));
        let other = words.iter().any(|w| {
            matches!(
                w.as_str(),
                "erneut"
                    | "weiteres"
                    | "höheres"
                    | "früher"
                    | "damals"
                    | "bezahlt"
                    | "gezahlt"
                    | "haben"
                    | "hatten"
                    | "wurde"
                    | "jeden"
                    | "jedem"
                    | "je"
            )
        });
        let money = amounts_of(ctx, block, sentence);
        let ([only], true, false) = (money, penalty, other || weighs(words)) else { continue };
        let before = tail(&text[..only.range.start]).trim_end();
        let states = ["von", "Höhe von", "beträgt", "auf", "Zwangsgeld"].iter().any(|w| before.ends_with(w));
        if !states {
            continue;
        }
        let said = Said { block, place: start + only.range.start..start + only.range.end, value: only.cents };
        match &first {
            None => first = Some(said),
            Some(known) if known.value != said.value => {
                report(ctx, &said, euro(said.value), euro(known.value), found)
            }
            Some(_) => {}
        }
    }
}

//! The same period with two values.

use letter::PartKind;
use letter::value::{Period, PeriodUnit};

use super::contradiction::{Said, report, sentences, slice, weighs};
use super::{periods_of, tail, words_of};
use crate::engine::{Context, Found};

/// The length of a ban on entry: ruling, reasons, and how much it may be prolonged.
pub(super) fn bans(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut set: Option<Said<Period>> = None;
    for (block, sentence, text, start) in sentences(ctx) {
        if !text.contains("efrist") && !text.contains("erlänger") {
            continue;
        }
        let words = words_of(ctx, block, sentence);
        let limits = words.iter().any(|w| w.starts_with("befrist"));
        let ban = words.iter().any(|w| {
            w.ends_with("verbot") || w.ends_with("verbots") || w.ends_with("verbotes") || w == "sperre"
        });
        // What holds for the whole sentence is asked once, not for each of its periods.
        let weighing = weighs(words);
        let prolongs = words.iter().any(|w| w == "verlängert" || w == "verlängern")
            && (ban || words.iter().any(|w| w == "frist") || text.contains("§ 11"));
        for period in periods_of(ctx, block, sentence)
            .iter()
            .filter(|p| matches!(p.unit, PeriodUnit::Month | PeriodUnit::Year))
        {
            let before = text[..period.range.start].trim_end();
            let place = start + period.range.start..start + period.range.end;
            // "zwei Jahre und sechs Monate" is one length: too many forms to compare.
            let joined = text[period.range.end..].trim_start().starts_with("und ") || before.ends_with("und");
            if joined {
                continue;
            }
            match &set {
                None if limits
                    && (ban || ctx.part(block) == PartKind::OperativePart)
                    && before.ends_with("auf")
                    && !weighing =>
                {
                    set = Some(Said { block, place, value: period.clone() });
                }
                Some(first) if !first.value.same_length(period) => {
                    let again = limits && before.ends_with("auf") && ban && !weighing;
                    let longer = prolongs
                        && ["weitere", "weiteren", "bis zu", "höchstens", "längstens um"]
                            .iter()
                            .any(|w| before.ends_with(w));
                    if again || longer {
                        let said = Said { block, place, value: () };
                        report(ctx, &said, slice(ctx, &said).to_owned(), slice(ctx, first).to_owned(), found);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The time to leave: ruling and reasons.
pub(super) fn departures(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut set: Option<Said<Period>> = None;
    for (block, sentence, text, start) in sentences(ctx) {
        if !text.contains("erlassen") && !text.contains("reis") {
            continue;
        }
        let words = words_of(ctx, block, sentence);
        let goes = words.iter().any(|w| matches!(w.as_str(), "reisen" | "reist"))
            && words.iter().any(|w| w == "aus");
        let leaves = goes
            || words.iter().any(|w| {
                matches!(w.as_str(), "verlassen" | "auszureisen" | "ausreisen" | "ausreise" | "ausreisefrist")
            });
        // "innerhalb eines Monats Klage", "drei Tage vor der Ausreise melden": other periods.
        let other = words.iter().any(|w| {
            matches!(
                w.as_str(),
                "klage" | "widerspruch" | "antrag" | "melden" | "vorher" | "landkreis" | "umzug"
            )
        });
        if !leaves || other || text.contains('§') || weighs(words) {
            continue;
        }
        let names_period = words.iter().any(|w| w == "ausreisefrist");
        for period in periods_of(ctx, block, sentence)
            .iter()
            .filter(|p| matches!(p.unit, PeriodUnit::Day | PeriodUnit::Week | PeriodUnit::Month))
        {
            let before = super::words(tail(&text[..period.range.start]));
            let last: Vec<&str> = before.iter().rev().take(3).map(String::as_str).collect();
            let within =
                matches!(last.as_slice(), ["von", "innerhalb" | "binnen", ..] | ["innerhalb" | "binnen", ..]);
            let named = matches!(
                last.as_slice(),
                ["von" | "beträgt", "ausreisefrist", ..] | ["auf", "ausreisefrist", ..]
            ) || (matches!(last.as_slice(), ["beträgt", ..] | ["auf", ..]) && names_period);
            // "Sie haben 30 Tage Zeit, Deutschland zu verlassen."
            let given = text[period.range.end..].trim_start().starts_with("Zeit");
            if !(within || named || given) {
                continue;
            }
            let place = start + period.range.start..start + period.range.end;
            match &set {
                None => set = Some(Said { block, place, value: period.clone() }),
                Some(first) if !first.value.same_length(period) => {
                    let said = Said { block, place, value: () };
                    report(ctx, &said, slice(ctx, &said).to_owned(), slice(ctx, first).to_owned(), found);
                }
                Some(_) => {}
            }
        }
    }
}

/// The time for the remedy: what the notice says, and "die Widerspruchsfrist beträgt …".
pub(super) fn remedies(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut set: Vec<(&str, Said<Period>)> = Vec::new();
    let mut last_remedy = None;
    for (block, sentence, text, start) in sentences(ctx) {
        if ctx.part(block) != PartKind::RemedyNotice && !text.contains("rist") {
            last_remedy = None;
            continue;
        }
        let words = words_of(ctx, block, sentence);
        let remedy = ["widerspruch", "klage"].into_iter().find(|r| {
            words.iter().any(|w| w == r || *w == format!("{r}sfrist") || *w == format!("{r}frist"))
        });
        // "Gegen diesen Bescheid ist der Widerspruch zulässig. Er ist innerhalb eines Monats einzulegen."
        let notice = ctx.part(block) == PartKind::RemedyNotice;
        let follows =
            last_remedy.filter(|_| notice && matches!(words.first().map(String::as_str), Some("er" | "sie")));
        last_remedy = remedy.filter(|_| notice);
        let Some(remedy) = remedy.or(follows) else { continue };
        if ctx.part(block) != PartKind::RemedyNotice && !words.iter().any(|w| w.ends_with("frist")) {
            continue;
        }
        let applies = words.iter().any(|w| {
            matches!(
                w.as_str(),
                "erhoben"
                    | "erheben"
                    | "eingelegt"
                    | "einlegen"
                    | "einzulegen"
                    | "statthaft"
                    | "zulässig"
                    | "gegeben"
                    | "einzureichen"
                    | "eingereicht"
            )
        });
        // Requests for urgent help and reasons of an action have periods of their own.
        let other = words.iter().any(|w| {
            matches!(
                w.as_str(),
                "eilantrag" | "begründung" | "begründen" | "antrag" | "anordnung" | "jahres" | "beweismittel"
            )
        });
        if other {
            continue;
        }
        for period in periods_of(ctx, block, sentence) {
            let before = super::words(tail(&text[..period.range.start]));
            let last: Vec<&str> = before.iter().rev().take(2).map(String::as_str).collect();
            let period_of =
                matches!(last.as_slice(), ["innerhalb" | "binnen", ..] | ["von", "innerhalb" | "binnen"]);
            let named = matches!(last.as_slice(), ["beträgt" | "von", w] if w.ends_with("sfrist") || *w == "klagefrist" || *w == "frist");
            if !(named || (period_of && applies)) {
                continue;
            }
            let place = start + period.range.start..start + period.range.end;
            match set.iter().find(|(r, _)| *r == remedy) {
                None => set.push((remedy, Said { block, place, value: period.clone() })),
                Some((_, first)) if !first.value.same_length(period) => {
                    let said = Said { block, place, value: () };
                    report(ctx, &said, slice(ctx, &said).to_owned(), slice(ctx, first).to_owned(), found);
                }
                Some(_) => {}
            }
        }
    }
}

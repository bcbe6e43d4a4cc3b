//! Days of the calendar: do they exist, do they come, are they days on which anybody works?

use diagnostic::Severity;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use letter::PartKind;
use letter::value::{DateForm, PeriodUnit, periods, weekday_name};
use rule::Rule;
use source::Lang;

use super::due::{Role, role};
use super::{Dated, at, cited, sentence_text, shown, tail, text_of, values};
use crate::engine::{Context, Found};
use crate::native::number;

/// The dates in the parts that a rule looks at.
fn dated<'c>(ctx: &'c Context<'_>, rule: &'c Rule) -> impl Iterator<Item = &'c Dated> {
    values(ctx).dates.iter().filter(|d| rule.scope.parts.has(ctx.part(d.block)))
}

/// A weekday beside a date that falls on another one.
pub(crate) fn wrong_weekdays(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    for d in dated(ctx, rule) {
        let (Some((_, written)), Some(date)) = (&d.mention.weekday, d.mention.date()) else { continue };
        if date.weekday() != *written {
            let given = vec![shown(date), weekday_in(ctx, date.weekday()).to_owned()];
            found.push(at(ctx, d.block, d.mention.whole(), given));
        }
    }
}

/// A date that no calendar has.
pub(crate) fn impossible_dates(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    for d in dated(ctx, rule) {
        let m = &d.mention;
        // "12.30." without a year may be a time or a number of an outline; only a preposition makes it a day.
        let before = || tail(&text_of(ctx, d.block)[..m.range.start]).trim_end().to_lowercase();
        let sure = m.full
            || m.form == DateForm::Named
            || m.year.is_some()
            || ["am", "vom", "zum", "dem", "den"].iter().any(|w| before().ends_with(w));
        if m.is_impossible() && sure && !cited(ctx, d.block, m.range.clone()) {
            found.push(at(ctx, d.block, m.range.clone(), Vec::new()));
        }
    }
}

/// A deadline or an appointment that is over when the letter is written, or before it can arrive.
pub(crate) fn past_deadlines(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let Some(today) = values(ctx).today else { return };
    let arrival = today.checked_add(DAYS_OF_POST.days()).unwrap_or(today);
    for d in dated(ctx, rule) {
        let Some(date) = d.mention.date().filter(|d| *d < arrival) else { continue };
        let Some(role) = role(ctx, d) else { continue };
        if date < today {
            found.push(at(ctx, d.block, d.mention.whole(), vec![shown(today)]));
        } else if role == Role::Deadline && !handed_over(ctx) {
            let mut f = at(ctx, d.block, d.mention.whole(), vec![shown(today)]);
            f.severity = Some(Severity::Warning);
            found.push(f);
        }
    }
}

/// A letter sent by post counts as received on the fourth day (§ 41 Abs. 2 VwVfG).
const DAYS_OF_POST: i64 = 4;

/// The letter does not go by post.
fn handed_over(ctx: &Context<'_>) -> bool {
    const SIGNS: [&str; 6] = [
        "per e-mail",
        "per mail",
        "persönlich übergeben",
        "persönliche übergabe",
        "ausgehändigt",
        "gegen empfangsbekenntnis",
    ];
    (0..ctx.paragraphs.len())
        .filter(|b| !matches!(ctx.part(*b), PartKind::Reasons | PartKind::RemedyNotice))
        .any(|b| {
            let text = text_of(ctx, b).to_lowercase();
            SIGNS.iter().any(|s| text.contains(s))
        })
}

/// A deadline or an appointment on a Saturday, a Sunday or a public holiday.
pub(crate) fn rest_days(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let today = values(ctx).today;
    for d in dated(ctx, rule) {
        let Some(date) = d.mention.date().filter(|d| today.is_none_or(|t| *d >= t)) else { continue };
        let holiday = ctx.ruleset.calendar().holiday(date, ctx.settings.land);
        let rest = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !(rest || holiday.is_some()) {
            continue;
        }
        // With a wrong weekday nobody knows which day is meant.
        let sure = d.mention.weekday.as_ref().is_none_or(|(_, w)| *w == date.weekday());
        let Some(role) = role(ctx, d).filter(|_| sure) else { continue };
        // "vor dem 1. März": the day itself is not the last one.
        if text_of(ctx, d.block)[..d.mention.whole().start].trim_end().ends_with("vor dem") {
            continue;
        }
        let name = holiday.unwrap_or_else(|| weekday_in(ctx, date.weekday()));
        let what = match role {
            Role::Deadline => ctx.settings.lang.pick("Die Frist", "The deadline"),
            Role::Appointment => ctx.settings.lang.pick("Der Termin", "The appointment"),
        };
        found.push(at(ctx, d.block, d.mention.whole(), vec![what.to_owned(), name.to_owned()]));
    }
}

/// An appointment on a high religious feast.
pub(crate) fn feast_days(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    for d in dated(ctx, rule) {
        let Some(date) = d.mention.date() else { continue };
        let feasts: Vec<String> =
            ctx.ruleset.calendar().feasts(date).map(|f| format!("{} ({})", f.name, f.religion)).collect();
        if !feasts.is_empty() && role(ctx, d) == Some(Role::Appointment) {
            found.push(at(ctx, d.block, d.mention.whole(), vec![feasts.join(", ")]));
        }
    }
}

/// A deadline that leaves little time behind the day the letter counts as received.
pub(crate) fn short_deadlines(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let least = number(rule, "min-days", 14.0) as i64;
    if let Some(today) = values(ctx).today {
        let arrival = today.checked_add(DAYS_OF_POST.days()).unwrap_or(today);
        for d in dated(ctx, rule) {
            let Some(date) = d.mention.date().filter(|d| *d >= today) else { continue };
            let left = days_between(arrival, date).max(0);
            if left < least && role(ctx, d) == Some(Role::Deadline) {
                found.push(at(ctx, d.block, d.mention.whole(), vec![left.to_string()]));
            }
        }
    }
    for block in (0..ctx.paragraphs.len()).filter(|b| rule.scope.parts.has(ctx.part(*b))) {
        let text = text_of(ctx, block);
        for period in periods(text) {
            let days = match period.unit {
                PeriodUnit::Day => i64::from(period.count),
                PeriodUnit::Week => i64::from(period.count) * 7,
                PeriodUnit::Month | PeriodUnit::Year => continue,
            };
            let mut f = at(ctx, block, period.range.clone(), vec![days.to_string()]);
            if days < least && asks_within(ctx, block, f.sentence, text, period.range.start) {
                f.count = 1;
                found.push(f);
            }
        }
    }
}

/// "Schicken Sie uns … innerhalb von 7 Tagen": an order to the reader, not what a law says.
fn asks_within(ctx: &Context<'_>, block: usize, sentence: Option<usize>, text: &str, period: usize) -> bool {
    let before = tail(&text[..period]).trim_end().to_lowercase();
    let within = [
        "innerhalb",
        "innerhalb von",
        "binnen",
        "innert",
        "in den nächsten",
        "spätestens in",
        "spätestens nach",
    ];
    if !within.iter().any(|w| before.ends_with(w)) {
        return false;
    }
    let sentence = sentence_text(ctx, block, sentence).0;
    let lower = sentence.to_lowercase();
    let remedy =
        ["klage", "widerspruch", "rechtsbehelf", "umzug", "einziehen"].iter().any(|w| lower.contains(w));
    let order = lower.contains("bitte")
        || lower.contains("müssen sie")
        || sentence.contains("Sie müssen")
        || lower.contains("gelegenheit")
        || lower.contains("fordern")
        || sentence.split_whitespace().nth(1).is_some_and(|w| w == "Sie");
    order && !remedy && !sentence.contains('§')
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn weekday_in(ctx: &Context<'_>, day: Weekday) -> &'static str {
    match (ctx.settings.lang, day) {
        (Lang::De, day) => weekday_name(day),
        (Lang::En, Weekday::Monday) => "Monday",
        (Lang::En, Weekday::Tuesday) => "Tuesday",
        (Lang::En, Weekday::Wednesday) => "Wednesday",
        (Lang::En, Weekday::Thursday) => "Thursday",
        (Lang::En, Weekday::Friday) => "Friday",
        (Lang::En, Weekday::Saturday) => "Saturday",
        (Lang::En, Weekday::Sunday) => "Sunday",
    }
}

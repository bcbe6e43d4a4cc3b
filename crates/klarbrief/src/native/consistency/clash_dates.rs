//! The same date with two values.

use jiff::civil::Date;
use letter::value::{PeriodUnit, periods, times};

use super::contradiction::{MOST, Said, report, slice, weighs};
use super::due::{Role, role};
use super::{Dated, dates_in, front, sentence_text, tail, text_of, values};
use crate::engine::{Context, Found};

/// Nouns of documents and events with the verbs that tell of the same.
const EVENTS: [(&[&str], &[&str]); 16] = [
    (&["antrag", "antrags", "antrages"], &["beantragt", "beantragten"]),
    (&["gutachten", "gutachtens"], &[]),
    (&["urteil", "urteils"], &["verurteilt", "verurteilte"]),
    (&["strafbefehl", "strafbefehls"], &[]),
    (&["auflage"], &["auflage"]),
    (&["anhörung"], &["angehört"]),
    (&["einbürgerung"], &["eingebürgert"]),
    (&["ausweisung"], &["ausgewiesen"]),
    (&["widerspruch", "widerspruchs"], &[]),
    (&["rückkehr"], &["zurückgekommen", "zurückgekehrt", "fort", "abwesend"]),
    (&["eheschließung", "heirat"], &["geheiratet", "heirateten"]),
    (&["attest", "attests", "attestes"], &[]),
    (&["arbeitsvertrag", "arbeitsvertrags", "arbeitsvertrages"], &[]),
    (&["geburt"], &["geboren"]),
    (&["einreise"], &["eingereist"]),
    (&["termin", "vorsprache"], &[]),
];

/// Which event a date belongs to: "Gutachten … vom D", "am D … eingebürgert".
fn event_of(ctx: &Context<'_>, dated: &Dated) -> Option<usize> {
    let (text, start) = sentence_text(ctx, dated.block, dated.sentence);
    let place = dated.mention.whole();
    let before = tail(&text[..place.start.checked_sub(start)?.min(text.len())]);
    let head = super::words(before);
    let preposition = head.last()?.as_str();
    if !matches!(preposition, "vom" | "am" | "zum") {
        return None;
    }
    // "Antrag vom D", "Gutachten der Psychologin Dr. Ahrens vom D", "Ihr Termin ist am D".
    let reach = if preposition == "vom" { 5 } else { 2 };
    for word in head.iter().rev().skip(1).take(reach) {
        let noun = EVENTS.iter().position(|(nouns, _)| nouns.contains(&word.as_str()));
        if noun.is_some() {
            // "OVG Weserland, Urteil vom …": a decision that is cited.
            let quoted = word == "urteil"
                && before
                    .to_lowercase()
                    .rsplit("urteil")
                    .nth(1)
                    .is_some_and(|head| head.trim_end().ends_with([',', '(', ';']));
            return noun.filter(|_| !quoted);
        }
        // Another noun that dates things comes first: "Ihr Antrag und Ihr Schreiben vom …".
        const OTHERS: [&str; 14] = [
            "schreiben",
            "brief",
            "bescheid",
            "mitteilung",
            "auskunft",
            "und",
            "mit",
            "mail",
            "stellungnahme",
            "rechnung",
            "bericht",
            "ist",
            "wurde",
            "haben",
        ];
        if OTHERS.contains(&word.as_str()) && !(preposition == "am" && word == "ist") {
            break;
        }
    }
    if preposition == "vom" {
        return None;
    }
    // Verbs count only if the sentence has no other date that they could belong to.
    let dates = dates_in(ctx, dated.block, dated.sentence)
        .iter()
        .filter(|d| d.mention.year.is_some())
        .take(3)
        .count();
    let behind = super::words(front(&text[(place.end - start).min(text.len())..]));
    EVENTS.iter().position(|(_, verbs)| match preposition {
        "zum" => {
            let until = dates == 2 && head.len() >= 2 && head[head.len() - 2] == "bis";
            until
                && verbs.contains(&"fort")
                && behind.iter().take(2).any(|w| matches!(w.as_str(), "fort" | "abwesend"))
        }
        _ => dates == 1 && behind.iter().take(14).any(|w| verbs.contains(&w.as_str())),
    })
}

/// So alike that one of them is a slip: one digit, or the month, or the year.
fn nearly(a: Date, b: Date) -> bool {
    let digits = |d: Date| format!("{:02}{:02}{:04}", d.day(), d.month(), d.year());
    let parts = [a.day() == b.day(), a.month() == b.month(), a.year() == b.year()];
    let same = parts.iter().filter(|p| **p).count();
    a != b && (strsim::damerau_levenshtein(&digits(a), &digits(b)) == 1 || (same == 2 && parts[0]))
}

/// The same document or event with two dates that nearly agree.
pub(super) fn events(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut said: Vec<(usize, Said<Date>)> = Vec::new();
    for dated in &values(ctx).dates {
        let Some(date) = dated.mention.date() else { continue };
        let Some(event) = event_of(ctx, dated) else { continue };
        said.push((event, Said { block: dated.block, place: dated.mention.whole(), value: date }));
    }
    // All are compared with all; no honest letter has so many.
    said.truncate(MOST);
    for (i, (event, one)) in said.iter().enumerate() {
        let other = said[..i].iter().find(|(e, s)| e == event && nearly(s.value, one.value));
        // Both dates more than once: two different papers.
        let again = |date: Date| said.iter().filter(|(e, s)| e == event && s.value == date).count() > 1;
        if let Some((_, other)) = other
            && !(again(one.value) && again(other.value))
        {
            report(ctx, one, slice(ctx, one).to_owned(), slice(ctx, other).to_owned(), found);
        }
    }
}

/// "gilt bis zum D1" and "ersetzt bis zum D2 die Karte", both still to come: same day of another month, or "gilt sie" for another
/// year. Also "läuft erst am D ab" where D is over.
pub(super) fn validity(ctx: &Context<'_>, found: &mut Vec<Found>) {
    // Without a date of the letter the tense says what is over.
    let today = values(ctx).today;
    let mut said: Vec<(Said<Date>, bool)> = Vec::new();
    for dated in &values(ctx).dates {
        let Some(date) = dated.mention.date() else { continue };
        let (text, start) = sentence_text(ctx, dated.block, dated.sentence);
        let whole = dated.mention.whole();
        let before = tail(&text[..whole.start.saturating_sub(start)]).trim_end();
        let clause = before.rsplit([',', ';', ':']).next().unwrap_or(before);
        let words = super::words(clause);
        let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        let behind = text[whole.end.saturating_sub(start).min(text.len())..].trim_start();
        let place = whole.clone();
        if let Some(today) = today.filter(|t| date <= *t) {
            if has(&["läuft"]) && before.ends_with("erst am") && behind.starts_with("ab") {
                let said = Said { block: dated.block, place, value: () };
                report(
                    ctx,
                    &said,
                    format!("läuft erst am {} ab", slice(ctx, &said)),
                    super::shown(today),
                    found,
                );
            }
            continue;
        }
        let rest = super::words(front(behind));
        let lasts = has(&["gilt", "gelten", "ersetzt", "läuft", "erteilen", "bewilligen", "verlängern"])
            || rest
                .first()
                .is_some_and(|w| matches!(w.as_str(), "gültig" | "verlängert" | "erteilt" | "bewilligt"));
        let other = has(&[
            "war",
            "galt",
            "pass",
            "reisepass",
            "vertrag",
            "arbeitsvertrag",
            "visum",
            "zusage",
            "nur",
            "nicht",
        ]);
        if lasts && !other && before.ends_with("bis zum") {
            let pronoun = clause.contains("gilt sie")
                || clause.contains("gilt er")
                || clause.trim_start().starts_with("Sie gilt");
            said.push((Said { block: dated.block, place, value: date }, pronoun));
        }
    }
    said.truncate(MOST);
    for (i, (one, pronoun)) in said.iter().enumerate() {
        let slip = |(s, _): &&(Said<Date>, bool)| {
            let (a, b) = (s.value, one.value);
            a != b && a.day() == b.day() && (a.year() == b.year() || (*pronoun && a.month() == b.month()))
        };
        if let Some((other, _)) = said[..i].iter().find(slip) {
            report(ctx, one, slice(ctx, one).to_owned(), slice(ctx, other).to_owned(), found);
        }
    }
}

/// "Am 20. Juni sind Sie zurückgekehrt, also am 20. Juli": the same day said twice.
pub(super) fn restated(ctx: &Context<'_>, found: &mut Vec<Found>) {
    for pair in values(ctx).dates.windows(2) {
        let [a, b] = pair else { continue };
        let (Some(first), Some(second)) = (a.mention.date(), b.mention.date()) else { continue };
        if a.block != b.block || a.sentence != b.sentence || !nearly(first, second) {
            continue;
        }
        let text = text_of(ctx, a.block);
        let between = text[a.mention.range.end..b.mention.whole().start].trim_end();
        let before = tail(&text[..a.mention.whole().start]).trim_end().to_lowercase();
        let again = ["also am", "das heißt am", "d. h. am", "nämlich am", "mithin am"]
            .iter()
            .any(|w| between.ends_with(w));
        // "vier Wochen nach dem 3. Mai, also am 31. Mai" counts on.
        if again && before.ends_with("am") && periods(between).is_empty() {
            let said = Said { block: b.block, place: b.mention.whole(), value: () };
            report(ctx, &said, slice(ctx, &said).to_owned(), text[a.mention.range.clone()].to_owned(), found);
        }
    }
}

/// A permit that is shortened to a day: ruling and reasons.
pub(super) fn shortened(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut first: Option<Said<Date>> = None;
    for dated in &values(ctx).dates {
        let Some(date) = dated.mention.date() else { continue };
        let (text, start) = sentence_text(ctx, dated.block, dated.sentence);
        let words = super::words(front(text));
        let shortens = words.iter().any(|w| w.starts_with("verkürz"));
        let before = tail(&text[..dated.mention.whole().start.saturating_sub(start)]).trim_end();
        if !shortens
            || !before.ends_with("auf den")
            || weighs(&words)
            || words.iter().any(|w| w == "beabsichtigen" || w == "wollten")
        {
            continue;
        }
        let said = Said { block: dated.block, place: dated.mention.whole(), value: date };
        match &first {
            None => first = Some(said),
            Some(known) if known.value != date => {
                report(ctx, &said, slice(ctx, &said).to_owned(), slice(ctx, known).to_owned(), found)
            }
            Some(_) => {}
        }
    }
}

/// "vom 1. Februar bis zum 31. Juli, also 18 Monate": the length follows from the days.
pub(super) fn spans(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let dates = &values(ctx).dates;
    for pair in dates.windows(2) {
        let [a, b] = pair else { continue };
        let (Some(from), Some(to)) = (a.mention.date(), b.mention.date()) else { continue };
        if a.block != b.block || a.sentence != b.sentence || to <= from {
            continue;
        }
        let text = text_of(ctx, a.block);
        let between = text[a.mention.range.end..b.mention.whole().start].trim();
        let before = text[..a.mention.whole().start].trim_end();
        let behind = text[b.mention.whole().end..].trim_start_matches([',', ' ', '\n', '–', '(']);
        let Some(rest) = ["also ", "das sind ", "somit ", "mithin ", "insgesamt "]
            .iter()
            .find_map(|w| behind.strip_prefix(w))
        else {
            continue;
        };
        if !matches!(between, "bis zum" | "bis" | "–" | "-") || !before.ends_with("vom") {
            continue;
        }
        let rest_at = text.len() - rest.len();
        let Some(length) = periods(front(rest)).into_iter().next().filter(|p| p.range.start == 0) else {
            continue;
        };
        // "5 Jahre und 7 Monate" is more than the first part says.
        if rest[length.range.end..].trim_start().starts_with("und ") {
            continue;
        }
        let days = from.until(to).map_or(0, |s| i64::from(s.get_days()));
        let one = match length.unit {
            PeriodUnit::Day => 1.0,
            PeriodUnit::Week => 7.0,
            PeriodUnit::Month => 30.44,
            PeriodUnit::Year => 365.25,
        };
        let (claimed, slack) =
            (f64::from(length.count) * one, if length.unit == PeriodUnit::Day { 1.5 } else { one });
        if (days as f64 - claimed).abs() > slack {
            let place = rest_at + length.range.start..rest_at + length.range.end;
            let said = Said { block: a.block, place, value: () };
            let range = text[a.mention.range.start..b.mention.range.end].to_owned();
            report(ctx, &said, slice(ctx, &said).to_owned(), range, found);
        }
    }
}

/// Deadlines for the same thing, and the hour of an appointment.
pub(super) fn deadlines(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut due: Vec<(Said<Date>, Vec<String>)> = Vec::new();
    let mut hours: Vec<(Date, Said<(u32, u32)>)> = Vec::new();
    for dated in &values(ctx).dates {
        let Some(date) = dated.mention.date() else { continue };
        match role(ctx, dated) {
            Some(Role::Deadline) if due.len() < MOST => {
                let said = Said { block: dated.block, place: dated.mention.whole(), value: date };
                due.push((said, acts(ctx, dated)));
            }
            Some(Role::Appointment) if hours.len() < MOST => {
                let text = text_of(ctx, dated.block);
                let end = dated.mention.whole().end;
                let lead = front(&text[end..]);
                let Some(time) = times(lead).into_iter().next() else { continue };
                if lead[..time.range.start].trim_matches([',', ' ', '\n']) == "um" {
                    let place = end + time.range.start..end + time.range.end;
                    hours.push((date, Said { block: dated.block, place, value: (time.hour, time.minute) }));
                }
            }
            _ => {}
        }
    }
    for (i, (one, verbs)) in due.iter().enumerate() {
        let same = |(other, theirs): &&(Said<Date>, Vec<String>)| {
            nearly(other.value, one.value) && verbs.iter().any(|v| theirs.contains(v))
        };
        if let Some((other, _)) = due[..i].iter().find(same) {
            report(ctx, one, slice(ctx, one).to_owned(), slice(ctx, other).to_owned(), found);
        }
    }
    cutoffs(ctx, &due, found);
    for (i, (date, one)) in hours.iter().enumerate() {
        if let Some((_, other)) = hours[..i].iter().find(|(d, o)| d == date && o.value != one.value) {
            report(ctx, one, slice(ctx, one).to_owned(), slice(ctx, other).to_owned(), found);
        }
    }
}

/// "Nachweise, die nach dem D eingehen", "vor Ablauf der Frist am D": the deadline again; it must be one that the letter sets.
fn cutoffs(ctx: &Context<'_>, due: &[(Said<Date>, Vec<String>)], found: &mut Vec<Found>) {
    if due.is_empty() {
        return;
    }
    for dated in values(ctx).dates.iter() {
        let Some(date) = dated.mention.date() else { continue };
        let (text, place) = (text_of(ctx, dated.block), dated.mention.whole());
        let before = tail(&text[..place.start]).trim_end().to_lowercase();
        let arrives = before.ends_with("nach dem")
            && super::words(front(&text[place.end..])).iter().take(3).any(|w| {
                matches!(w.as_str(), "eingehen" | "eingeht" | "eingegangen" | "ankommen" | "vorliegen")
            });
        let names = ["ablauf der frist am", "ende der frist am", "frist endet am", "frist läuft am"]
            .iter()
            .any(|w| before.ends_with(w));
        if !(arrives || names) || due.iter().any(|(said, _)| said.value == date) {
            continue;
        }
        if let Some((set, _)) = due.iter().find(|(said, _)| nearly(said.value, date)) {
            let said = Said { block: dated.block, place, value: () };
            report(ctx, &said, slice(ctx, &said).to_owned(), slice(ctx, set).to_owned(), found);
        }
    }
}

/// What is to be done by a date: the base forms of the verbs around it.
fn acts(ctx: &Context<'_>, dated: &Dated) -> Vec<String> {
    let paragraph = &ctx.paragraphs[dated.block];
    let Some(sentence) = dated.sentence.and_then(|s| paragraph.sentences.get(s)) else { return Vec::new() };
    let tokens = paragraph.tokens_of(sentence).iter().take(60);
    let verbs = tokens.filter(|t| t.pos == text::Pos::Verb).map(|t| paragraph.lemma(t).to_owned());
    verbs
        .filter(|v| {
            !matches!(v.as_str(), "bitten" | "geben" | "können" | "müssen" | "haben" | "sein" | "werden")
        })
        .collect()
}

//! The same date, period or amount with two values.
//!
//! A letter names many applications, papers and sums. So this looks only at what is surely the same thing: a document named by the
//! same noun with nearly the same date, a fee in ruling and reasons, a period that one ruling sets and the reasons repeat.

use std::ops::Range;

use jiff::civil::Date;
use letter::PartKind;
use letter::value::{Period, PeriodUnit, amounts, periods};
use rule::Rule;

use super::{Dated, at, sentence_text, text_of, values};
use crate::engine::{Context, Found};

/// One statement of a value.
struct Said<V> {
    block: usize,
    place: Range<usize>,
    value: V,
}

/// Values that contradict each other.
pub(crate) fn contradictions(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    events(ctx, found);
    validity(ctx, found);
    spans(ctx, found);
    restated(ctx, found);
    shortened(ctx, found);
    fees(ctx, found);
    payments(ctx, found);
    bans(ctx, found);
    departures(ctx, found);
    remedies(ctx, found);
}

fn report<V>(ctx: &Context<'_>, said: &Said<V>, here: String, there: String, found: &mut Vec<Found>) {
    found.push(at(ctx, said.block, said.place.clone(), vec![here, there]));
}

fn slice<'c, V>(ctx: &'c Context<'_>, said: &Said<V>) -> &'c str {
    &text_of(ctx, said.block)[said.place.clone()]
}

/// Nouns of documents and events with the verbs that tell of the same.
const EVENTS: [(&[&str], &[&str]); 14] = [
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
];

/// Which event a date belongs to: "Gutachten … vom D", "am D … eingebürgert".
fn event_of(ctx: &Context<'_>, dated: &Dated) -> Option<usize> {
    let (text, start) = sentence_text(ctx, dated.block, dated.sentence);
    let place = dated.mention.whole();
    let before = &text[..place.start.checked_sub(start)?.min(text.len())];
    let head = super::words(before);
    let preposition = head.last()?.as_str();
    // "Antrag vom D", with at most three words between noun and "vom" ("Gutachten der Psychologin Dr. Ahrens vom").
    if preposition == "vom" {
        let near = head.iter().rev().skip(1).take(5);
        for word in near {
            if let Some(event) = EVENTS.iter().position(|(nouns, _)| nouns.contains(&word.as_str())) {
                return Some(event);
            }
            // Another noun that dates things comes first: "Ihr Antrag und Ihr Schreiben vom …".
            if matches!(
                word.as_str(),
                "schreiben"
                    | "brief"
                    | "bescheid"
                    | "mitteilung"
                    | "auskunft"
                    | "und"
                    | "mit"
                    | "mail"
                    | "stellungnahme"
                    | "rechnung"
                    | "bericht"
            ) {
                return None;
            }
        }
        return None;
    }
    if !matches!(preposition, "am" | "zum") {
        return None;
    }
    // Verbs count only if the sentence has no other date that they could belong to.
    let dates = values(ctx)
        .dates
        .iter()
        .filter(|d| d.block == dated.block && d.sentence == dated.sentence && d.mention.year.is_some());
    let one = dates.count();
    let tail = super::words(&text[(place.end - start).min(text.len())..]);
    EVENTS.iter().position(|(_, verbs)| {
        let told = |w: &String| verbs.contains(&w.as_str());
        match preposition {
            "zum" => {
                one == 2
                    && head.len() >= 2
                    && head[head.len() - 2] == "bis"
                    && tail.iter().take(2).any(|w| matches!(w.as_str(), "fort" | "abwesend"))
                    && verbs.contains(&"fort")
            }
            _ => (one == 1 || tail.iter().any(|w| w == "also")) && tail.iter().take(14).any(told),
        }
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
fn events(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut said: Vec<(usize, Said<Date>)> = Vec::new();
    for dated in &values(ctx).dates {
        let Some(date) = dated.mention.date() else { continue };
        let Some(event) = event_of(ctx, dated) else { continue };
        said.push((event, Said { block: dated.block, place: dated.mention.whole(), value: date }));
    }
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
fn validity(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let Some(today) = values(ctx).today else { return };
    let mut said: Vec<(Said<Date>, bool)> = Vec::new();
    for dated in &values(ctx).dates {
        let Some(date) = dated.mention.date() else { continue };
        let (text, start) = sentence_text(ctx, dated.block, dated.sentence);
        let whole = dated.mention.whole();
        let before = text[..whole.start.saturating_sub(start)].trim_end();
        let clause = before.rsplit([',', ';', ':']).next().unwrap_or(before);
        let words = super::words(clause);
        let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        let behind = text[whole.end.saturating_sub(start).min(text.len())..].trim_start();
        let place = whole.clone();
        if date <= today {
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
        let tail = super::words(behind);
        let lasts = has(&["gilt", "gelten", "ersetzt", "läuft", "erteilen", "bewilligen"])
            || tail.first().is_some_and(|w| w == "gültig");
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
fn restated(ctx: &Context<'_>, found: &mut Vec<Found>) {
    for pair in values(ctx).dates.windows(2) {
        let [a, b] = pair else { continue };
        let (Some(first), Some(second)) = (a.mention.date(), b.mention.date()) else { continue };
        if a.block != b.block || a.sentence != b.sentence || !nearly(first, second) {
            continue;
        }
        let text = text_of(ctx, a.block);
        let between = text[a.mention.range.end..b.mention.whole().start].trim_end();
        let before = text[..a.mention.whole().start].trim_end().to_lowercase();
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
fn shortened(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut first: Option<Said<Date>> = None;
    for dated in &values(ctx).dates {
        let Some(date) = dated.mention.date() else { continue };
        let (text, start) = sentence_text(ctx, dated.block, dated.sentence);
        let words = super::words(text);
        let shortens = words.iter().any(|w| w.starts_with("verkürz"));
        let before = text[..dated.mention.whole().start.saturating_sub(start)].trim_end();
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
fn spans(ctx: &Context<'_>, found: &mut Vec<Found>) {
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
        let Some(length) = periods(rest).into_iter().next().filter(|p| p.range.start == 0) else { continue };
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

fn euro(cents: i64) -> String {
    if cents % 100 == 0 {
        format!("{} Euro", cents / 100)
    } else {
        format!("{},{:02} Euro", cents / 100, cents % 100)
    }
}

/// The sentences of a letter in reading order, with their words in small letters.
fn sentences<'c>(ctx: &'c Context<'_>) -> impl Iterator<Item = (usize, usize, &'c str, usize)> {
    (0..ctx.paragraphs.len()).flat_map(move |b| {
        (0..ctx.paragraphs[b].sentences.len()).map(move |s| {
            let (text, start) = sentence_text(ctx, b, Some(s));
            (b, s, text, start)
        })
    })
}

/// A fee that is fixed, and sentences that say how much it is.
fn fees(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut fixed: Vec<Said<i64>> = Vec::new();
    let mut told: Vec<Said<i64>> = Vec::new();
    let mut others = false;
    for (block, _, text, start) in sentences(ctx) {
        let money = amounts(text);
        if money.is_empty() {
            continue;
        }
        let words = super::words(text);
        let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        let fee = words
            .iter()
            .any(|w| w.starts_with("gebühr") || w.ends_with("gebühr") || w == "verwaltungskosten");
        let fixes = has(&["festgesetzt", "fest", "erhoben", "erheben", "festgelegt"]);
        let place = |r: &Range<usize>| start + r.start..start + r.end;
        let hypothetical = has(&[
            "zwischen",
            "höchstens",
            "mindestens",
            "bis",
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

/// One digit is another one, or two have changed places.
fn slip(a: i64, b: i64) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a != b && a.len() == b.len() && a.len() >= 4 && strsim::damerau_levenshtein(&a, &b) == 1
}

/// Sums that are to be paid, in ruling, list and request: the same sum, the same day.
fn payments(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut sums: Vec<Said<i64>> = Vec::new();
    let mut days: Vec<Said<Date>> = Vec::new();
    for (block, sentence, text, start) in sentences(ctx) {
        let words = super::words(text);
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
        if let [only] = amounts(text).as_slice() {
            sums.push(Said {
                block,
                place: start + only.range.start..start + only.range.end,
                value: only.cents,
            });
        }
        let by = |d: &&Dated| {
            d.block == block
                && d.sentence == Some(sentence)
                && text_of(ctx, block)[..d.mention.whole().start].trim_end().ends_with("bis zum")
        };
        let mut dated = values(ctx).dates.iter().filter(by);
        if let (Some(d), None) = (dated.next(), dated.next())
            && let Some(value) = d.mention.date()
        {
            days.push(Said { block, place: d.mention.whole(), value });
        }
    }
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

/// Words of a proposal, a comparison or another case: their periods need not agree.
fn weighs(words: &[String]) -> bool {
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

/// The length of a ban on entry: ruling, reasons, and how much it may be prolonged.
fn bans(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut set: Option<Said<Period>> = None;
    for (block, _, text, start) in sentences(ctx) {
        let words = super::words(text);
        let limits = words.iter().any(|w| w.starts_with("befrist"));
        let ban = words.iter().any(|w| {
            w.ends_with("verbot") || w.ends_with("verbots") || w.ends_with("verbotes") || w == "sperre"
        });
        for period in
            periods(text).into_iter().filter(|p| matches!(p.unit, PeriodUnit::Month | PeriodUnit::Year))
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
                    && !weighs(&words) =>
                {
                    set = Some(Said { block, place, value: period });
                }
                Some(first) if !first.value.same_length(&period) => {
                    let again = limits && before.ends_with("auf") && ban && !weighs(&words);
                    let longer = words.iter().any(|w| w == "verlängert" || w == "verlängern")
                        && ["weitere", "weiteren", "bis zu", "höchstens", "längstens um"]
                            .iter()
                            .any(|w| before.ends_with(w))
                        && (text.contains("§ 11") || ban || words.iter().any(|w| w == "frist"));
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
fn departures(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut set: Option<Said<Period>> = None;
    for (block, _, text, start) in sentences(ctx) {
        let words = super::words(text);
        let leaves = words.iter().any(|w| {
            matches!(w.as_str(), "verlassen" | "auszureisen" | "ausreisen" | "ausreise" | "ausreisefrist")
        });
        if !leaves || text.contains('§') || weighs(&words) {
            continue;
        }
        for period in periods(text)
            .into_iter()
            .filter(|p| matches!(p.unit, PeriodUnit::Day | PeriodUnit::Week | PeriodUnit::Month))
        {
            let before = super::words(&text[..period.range.start]);
            let last: Vec<&str> = before.iter().rev().take(3).map(String::as_str).collect();
            let within =
                matches!(last.as_slice(), ["von", "innerhalb" | "binnen", ..] | ["innerhalb" | "binnen", ..]);
            let named = matches!(
                last.as_slice(),
                ["von" | "beträgt", "ausreisefrist", ..] | ["auf", "ausreisefrist", ..]
            ) || (matches!(last.as_slice(), ["beträgt", ..] | ["auf", ..])
                && words.iter().any(|w| w == "ausreisefrist"));
            if !(within || named) {
                continue;
            }
            // "innerhalb eines Monats Klage", "drei Tage vor der Ausreise melden": other periods.
            let other = words.iter().any(|w| {
                matches!(
                    w.as_str(),
                    "klage" | "widerspruch" | "antrag" | "melden" | "vorher" | "landkreis" | "umzug"
                )
            });
            if other {
                continue;
            }
            let place = start + period.range.start..start + period.range.end;
            match &set {
                None => set = Some(Said { block, place, value: period }),
                Some(first) if !first.value.same_length(&period) => {
                    let said = Said { block, place, value: () };
                    report(ctx, &said, slice(ctx, &said).to_owned(), slice(ctx, first).to_owned(), found);
                }
                Some(_) => {}
            }
        }
    }
}

/// The time for the remedy: what the notice says, and "die Widerspruchsfrist beträgt …".
fn remedies(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut set: Vec<(&str, Said<Period>)> = Vec::new();
    let mut last_remedy = None;
    for (block, _, text, start) in sentences(ctx) {
        let words = super::words(text);
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
        for period in periods(text) {
            let before = super::words(&text[..period.range.start]);
            let last: Vec<&str> = before.iter().rev().take(2).map(String::as_str).collect();
            let period_of =
                matches!(last.as_slice(), ["innerhalb" | "binnen", ..] | ["von", "innerhalb" | "binnen"]);
            let named = matches!(last.as_slice(), ["beträgt" | "von", w] if w.ends_with("sfrist") || *w == "klagefrist" || *w == "frist");
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
                    "eilantrag"
                        | "begründung"
                        | "begründen"
                        | "antrag"
                        | "anordnung"
                        | "jahres"
                        | "beweismittel"
                )
            });
            if !(named || (period_of && applies)) || other {
                continue;
            }
            let place = start + period.range.start..start + period.range.end;
            match set.iter().find(|(r, _)| *r == remedy) {
                None => set.push((remedy, Said { block, place, value: period })),
                Some((_, first)) if !first.value.same_length(&period) => {
                    let said = Said { block, place, value: () };
                    report(ctx, &said, slice(ctx, &said).to_owned(), slice(ctx, first).to_owned(), found);
                }
                Some(_) => {}
            }
        }
    }
}

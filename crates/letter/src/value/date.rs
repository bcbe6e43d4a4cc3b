//! Dates in all the ways letters write them.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::number::ordinal_word;
use super::{back_over_space, digits_at, letters_at, letters_before, sign_at, skip_space};

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// With the name of the month: "3. Mai 2026".
    Named,
    /// In digits: "03.05.2026", "3.5.26".
    Digits,
    /// "2026-05-03".
    Iso,
}

/// A date as a text states it. It may be one that the calendar does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// From the day to the last thing written of it.
    pub range: Range<usize>,
    /// The weekday written beside it, with its place.
    pub weekday: Option<(Range<usize>, Weekday)>,
    /// The day.
    pub day: u32,
    /// The month.
    pub month: u32,
    /// The year, its own or that of the date it shares it with ("am 4. Juni und am 13. August 2026").
    pub year: Option<i32>,
    /// How it is written.
    pub form: DateForm,
    /// True if the year has all four digits and is its own.
    pub full: bool,
}

impl DateMention {
    /// The day in the calendar; `None` without a year, or if there is no such day.
    pub fn date(&self) -> Option<Date> {
        let (year, month, day) = (self.year?, self.month, self.day);
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// True if no calendar has this day: month 13, 31 April, 29 February of a common year.
    pub fn is_impossible(&self) -> bool {
        // Without a year it may have been a leap year.
        let year = self.year.unwrap_or(2024);
        let whole = DateMention { year: Some(year), ..self.clone() };
        whole.date().is_none()
    }

    /// The whole mention, weekday included.
    pub fn whole(&self) -> Range<usize> {
        match &self.weekday {
            Some((day, _)) => day.start.min(self.range.start)..day.end.max(self.range.end),
            None => self.range.clone(),
        }
    }
}

const MONTHS: [&[&str]; 12] = [
    &["januar", "jan", "jänner"],
    &["februar", "feb", "febr", "feber"],
    &["märz", "mrz", "mär"],
    &["april", "apr"],
    &["mai"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["dezember", "dez"],
];

const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Monday, "Montag", "Mo"),
    (Weekday::Tuesday, "Dienstag", "Di"),
    (Weekday::Wednesday, "Mittwoch", "Mi"),
    (Weekday::Thursday, "Donnerstag", "Do"),
    (Weekday::Friday, "Freitag", "Fr"),
    (Weekday::Saturday, "Samstag", "Sa"),
    (Weekday::Sunday, "Sonntag", "So"),
];

/// The German name of a weekday.
pub fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(d, ..)| *d == day).map_or("", |(_, name, _)| name)
}

fn weekday(word: &str, short: bool) -> Option<Weekday> {
    // "Sonnabend" is Saturday in the north and east.
    if word == "Sonnabend" {
        return Some(Weekday::Saturday);
    }
    WEEKDAYS.iter().find(|(_, name, abbr)| *name == word || (short && *abbr == word)).map(|(d, ..)| *d)
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    MONTHS.iter().position(|names| names.contains(&word.as_str())).map(|m| m as u32 + 1)
}

/// Finds the dates of a text in reading order; they do not overlap.
pub fn dates(text: &str) -> Vec<DateMention> {
    let mut found: Vec<DateMention> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(c) = text[at..].chars().next() else { break };
        if !(c.is_ascii_digit() || c.is_alphabetic()) {
            at += c.len_utf8();
            continue;
        }
        let (hit, end) = if c.is_ascii_digit() {
            let run = digits_at(text, at);
            (numeric(text, at).or_else(|| named(text, at, run)).or_else(|| iso(text, at)), at + run.len())
        } else {
            let word = letters_at(text, at);
            (in_words(text, at, word), at + word.len())
        };
        match hit {
            Some(mention) => {
                at = mention.range.end;
                share_day(text, &mention, found.last().map_or(0, |m| m.range.end))
                    .into_iter()
                    .for_each(|m| found.push(m));
                found.push(mention);
            }
            // The rest of a number or word begins no date.
            None => at = skip_glued(text, end),
        }
    }
    share_years(text, &mut found);
    for i in 0..found.len() {
        let from = if i == 0 { 0 } else { found[i - 1].range.end };
        let to = found.get(i + 1).map_or(text.len(), |m| m.range.start);
        found[i].weekday = weekday_before(text, from, found[i].range.start)
            .or_else(|| weekday_behind(text, found[i].range.end, to));
    }
    found
}

fn skip_glued(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
}

/// "03.05.2026", "3. 5. 26", "3.5."; nothing that goes on like an outline or file number.
fn numeric(text: &str, start: usize) -> Option<DateMention> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| matches!(c, '.' | '/' | '-' | ',' | ':' | '_' | '§')) {
        return None;
    }
    let day = short_number(digits_at(text, start))?;
    let dot = start + digits_at(text, start).len();
    if !sign_at(text, dot, '.') {
        return None;
    }
    let month_at = after_dot(text, dot + 1);
    let month_digits = digits_at(text, month_at);
    let month = short_number(month_digits)?;
    let dot = month_at + month_digits.len();
    if !sign_at(text, dot, '.') {
        return None;
    }
    let year_at = after_dot(text, dot + 1);
    let year_digits = digits_at(text, year_at);
    let (year, end) = match year_digits.len() {
        4 => (year_digits.parse().ok(), year_at + 4),
        // "3. 5. 26 Personen": an open-set short year is no year.
        2 if year_at == dot + 1 => (year_digits.parse().ok().map(century), year_at + 2),
        0 => (None, dot + 1),
        _ => return None,
    };
    if year.is_some_and(|y: i32| !(1900..=2100).contains(&y)) {
        return None;
    }
    // "1.10.", "12.30." without a year look like many things: days and months must be likely.
    let likely = (1..=31).contains(&day) && (1..=12).contains(&month);
    let full = year_digits.len() == 4;
    if !full && (!likely || is_numbered(text, start)) || goes_on(text, end) {
        return None;
    }
    Some(DateMention { range: start..end, weekday: None, day, month, year, form: DateForm::Digits, full })
}

/// "§ 3.5.26", "Nummer 3.5.", "Abschnitt 2.1.": a place in a text.
fn is_numbered(text: &str, start: usize) -> bool {
    let mut end = back_over_space(text, start);
    if text[..end].ends_with('.') {
        end -= 1;
    }
    text[..end].ends_with('§')
        || matches!(
            letters_before(text, end),
            "Nr" | "Nummer"
                | "Ziffer"
                | "Ziff"
                | "Abschnitt"
                | "Punkt"
                | "Kapitel"
                | "Anlage"
                | "Az"
                | "Version"
        )
}

/// One blank may stand behind the full stop.
fn after_dot(text: &str, at: usize) -> usize {
    let next = skip_space(text, at);
    if next - at <= 2 { next } else { at }
}

fn short_number(digits: &str) -> Option<u32> {
    matches!(digits.len(), 1 | 2).then(|| digits.parse().ok()).flatten()
}

/// Short years lie between 1940 and 2039.
fn century(year: i32) -> i32 {
    if year < 40 { 2000 + year } else { 1900 + year }
}

/// "33.40.12-7", "3.5.26/2": a longer number.
fn goes_on(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match rest.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some('.' | '/' | '-' | ',' | ':' | '_') => rest.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// "3. Mai 2026", "3 Mai 2026", "3. Mai".
fn named(text: &str, start: usize, run: &str) -> Option<DateMention> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| matches!(c, '.' | '/' | '_' | '§')) {
        return None;
    }
    let day = short_number(run)?;
    let dot = start + run.len();
    let dotted = sign_at(text, dot, '.');
    let word_at = skip_space(text, dot + usize::from(dotted));
    let (mention, year) = with_month(text, start, day, word_at)?;
    // Without the full stop only a year makes it a date.
    (dotted || year).then_some(mention)
}

/// "ersten Mai 2026"
fn in_words(text: &str, start: usize, word: &str) -> Option<DateMention> {
    if word.len() < 4 {
        return None;
    }
    let next = skip_space(text, start + word.len());
    // Looking the month up first: most words are followed by none.
    month(letters_at(text, next))?;
    let day = ordinal_word(word)?;
    with_month(text, start, day, next).map(|(mention, _)| mention)
}

/// A month with or without a year behind a day; also tells whether there is a year.
fn with_month(text: &str, start: usize, day: u32, word_at: usize) -> Option<(DateMention, bool)> {
    let word = letters_at(text, word_at);
    let month = month(word)?;
    let mut end = word_at + word.len();
    let year_at = skip_space(text, end + usize::from(sign_at(text, end, '.')));
    let digits = digits_at(text, year_at);
    let year = (digits.len() == 4 && year_at > end)
        .then(|| digits.parse::<i32>().ok())
        .flatten()
        .filter(|y| (1900..=2100).contains(y));
    let glued = text[year_at + digits.len()..].chars().next().is_some_and(char::is_alphanumeric);
    let year = year.filter(|_| !glued);
    if year.is_some() {
        end = year_at + 4;
    }
    let full = year.is_some();
    let mention =
        DateMention { range: start..end, weekday: None, day, month, year, form: DateForm::Named, full };
    Some((mention, full))
}

/// "2026-05-03"
fn iso(text: &str, start: usize) -> Option<DateMention> {
    let part = |at: usize, len: usize| {
        let digits = digits_at(text, at);
        (digits.len() == len).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let year = part(start, 4).filter(|y| (1900..=2100).contains(y))?;
    let (month, day) = (part(start + 5, 2)?, part(start + 8, 2)?);
    let dashes = sign_at(text, start + 4, '-') && sign_at(text, start + 7, '-');
    let end = start + 10;
    let likely = (1..=12).contains(&month) && (1..=31).contains(&day);
    let free = !text[..start].ends_with(['-', '/', '.']) && !goes_on(text, end);
    (dashes && likely && free).then(|| DateMention {
        range: start..end,
        weekday: None,
        day,
        month,
        year: i32::try_from(year).ok(),
        form: DateForm::Iso,
        full: true,
    })
}

/// The day before a date that lends it month and year: "18." in "vom 18. bis zum 31. September 2026".
fn share_day(text: &str, lender: &DateMention, from: usize) -> Option<DateMention> {
    let mut end = back_over_space(text, lender.range.start);
    let mut joined = false;
    for _ in 0..4 {
        let word = letters_before(text, end);
        let next = match word {
            "bis" | "und" | "oder" | "sowie" | "bzw" => {
                joined = true;
                end - word.len()
            }
            "zum" | "am" | "dem" | "den" | "vom" => end - word.len(),
            "" if text[..end].ends_with(['–', '-', ',']) => {
                joined |= !text[..end].ends_with(',');
                end - text[..end].chars().next_back().map_or(1, char::len_utf8)
            }
            _ => break,
        };
        end = back_over_space(text, next);
    }
    let dot = end.checked_sub(1).filter(|_| joined && end > from && text[..end].ends_with('.'))?;
    let start = text[..dot].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let day = short_number(&text[start..dot])?;
    let free = start >= from
        && !text[..start]
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '§' | ','));
    // "Nummer 2. und am 3. Mai" is no day, but who writes a number so?
    free.then(|| DateMention { range: start..end, weekday: None, day, full: false, ..lender.clone() })
}

/// Dates without a year take that of the next one they are joined to.
fn share_years(text: &str, found: &mut [DateMention]) {
    for i in (0..found.len().saturating_sub(1)).rev() {
        if found[i].year.is_some() {
            continue;
        }
        let (Some(year), next) = (found[i + 1].year, found[i + 1].month) else { continue };
        let gap = &text[found[i].range.end..found[i + 1].range.start];
        let joins = |w: &str| {
            matches!(
                w.trim_matches([',', ';']),
                "" | "und"
                    | "bis"
                    | "oder"
                    | "sowie"
                    | "zum"
                    | "am"
                    | "dem"
                    | "den"
                    | "vom"
                    | "der"
                    | "–"
                    | "-"
                    | "bzw."
                    | "auch"
                    | "zwischen"
            ) || weekday(w.trim_matches([',', ';']), false).is_some()
        };
        if gap.len() <= 40 && gap.split_whitespace().all(joins) {
            // "vom 28. Dezember bis zum 3. Januar 2027" begins the year before.
            found[i].year = Some(if found[i].month > next { year - 1 } else { year });
        }
    }
}

/// "Dienstag, den 3. Mai", "Di., 3. Mai", "Dienstag 3. Mai"
fn weekday_before(text: &str, from: usize, start: usize) -> Option<(Range<usize>, Weekday)> {
    let mut end = back_over_space(text, start);
    let article = letters_before(text, end);
    if matches!(article, "den" | "dem" | "der") {
        end = back_over_space(text, end - article.len());
    }
    let mut short = false;
    if text[..end].ends_with([',', '(']) {
        end = back_over_space(text, end - 1);
        short = true;
    }
    if text[..end].ends_with('.') {
        end -= 1;
        short = true;
    }
    let word = letters_before(text, end);
    let at = end - word.len();
    let day = weekday(word, short)?;
    if at < from {
        return None;
    }
    // "am Dienstag und Mittwoch, 5. und 6. Mai": which day belongs to which date is not sure.
    let mut before = back_over_space(text, at);
    let listed = text[..before].trim_end_matches([',', '/', '-', '–', '.']).trim_end();
    if weekday(letters_before(text, listed.len()), true).is_some() {
        return None;
    }
    let joint = letters_before(text, before);
    if matches!(joint, "und" | "oder" | "bis" | "sowie") {
        before = back_over_space(text, before - joint.len());
        if weekday(letters_before(text, before), true).is_some() {
            return None;
        }
    }
    Some((at..end, day))
}

/// "3. Mai 2026 (Dienstag)", "3. Mai 2026, einem Dienstag", "3. Mai 2026, ein Dienstag"
fn weekday_behind(text: &str, end: usize, to: usize) -> Option<(Range<usize>, Weekday)> {
    let at = skip_space(text, end);
    let mut next = match text[at..to].chars().next()? {
        sign @ ('(' | ',') => skip_space(text, at + sign.len_utf8()),
        _ => return None,
    };
    let bracket = text[at..].starts_with('(');
    let article = letters_at(text, next);
    let has_article = matches!(article, "ein" | "einem" | "einen" | "also");
    if has_article {
        next = skip_space(text, next + article.len());
    }
    if !bracket && !has_article {
        return None;
    }
    let word = letters_at(text, next);
    let day = weekday(word, bracket)?;
    let end = next + word.len();
    let dot = usize::from(bracket && sign_at(text, end, '.'));
    // The closing bracket belongs to it.
    let end = end + if bracket && sign_at(text, end + dot, ')') { dot + 1 } else { 0 };
    (end <= to).then_some((next..end, day))
}

//! Periods and times of day.

use std::ops::Range;

use super::{digit_runs, digits_at, letters_at, number_word, sign_at, skip_space};

/// What a period counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// A length of time: "30 Tage", "eines Monats", "zwölf Monate".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Number and unit.
    pub range: Range<usize>,
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

impl Period {
    /// The same length in other words is equal: a week is seven days, a year twelve months.
    pub fn same_length(&self, other: &Period) -> bool {
        let plain = |p: &Period| match p.unit {
            PeriodUnit::Day => (false, p.count),
            PeriodUnit::Week => (false, p.count.saturating_mul(7)),
            PeriodUnit::Month => (true, p.count),
            PeriodUnit::Year => (true, p.count.saturating_mul(12)),
        };
        plain(self) == plain(other)
    }
}

/// A time of day: "9 Uhr", "11.30 Uhr".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Number and "Uhr".
    pub range: Range<usize>,
    /// The hour, up to 24.
    pub hour: u32,
    /// The minute.
    pub minute: u32,
}

/// Finds the periods of a text in reading order.
pub fn periods(text: &str) -> Vec<Period> {
    let mut found = Vec::new();
    // Most sentences name no unit of time.
    if !["Tag", "Woche", "Monat", "Jahr", "tag"].iter().any(|unit| text.contains(unit)) {
        return found;
    }
    let mut at = 0;
    while at < text.len() {
        let Some(c) = text[at..].chars().next() else { break };
        let (count, end) = if c.is_ascii_digit() {
            let run = digits_at(text, at);
            let glued = text[..at].ends_with(['.', ',', '/', '-']);
            ((run.len() <= 4 && !glued).then(|| run.parse().ok()).flatten(), at + run.len())
        } else if c.is_alphabetic() {
            let word = letters_at(text, at);
            (number_word(word), at + word.len())
        } else {
            at += c.len_utf8();
            continue;
        };
        let next = skip_space(text, end);
        let word = letters_at(text, next);
        if let (Some(count), Some(unit)) = (count, unit(word).filter(|_| next > end)) {
            found.push(Period { range: at..next + word.len(), count, unit });
            at = next + word.len();
        } else {
            at = end;
        }
    }
    found
}

fn unit(word: &str) -> Option<PeriodUnit> {
    Some(match word {
        "Tag" | "Tage" | "Tagen" | "Tages" | "Kalendertage" | "Kalendertagen" => PeriodUnit::Day,
        "Woche" | "Wochen" => PeriodUnit::Week,
        "Monat" | "Monate" | "Monaten" | "Monats" => PeriodUnit::Month,
        "Jahr" | "Jahre" | "Jahren" | "Jahres" => PeriodUnit::Year,
        _ => return None,
    })
}

/// Finds the times of a text in reading order.
pub fn times(text: &str) -> Vec<Time> {
    let mut found: Vec<Time> = Vec::new();
    for run in digit_runs(text) {
        if run.len() > 2 || found.last().is_some_and(|t| t.range.end > run.start) {
            continue;
        }
        let Ok(hour) = text[run.clone()].parse::<u32>() else { continue };
        let mut end = run.end;
        let mut minute = 0;
        if sign_at(text, end, '.') || sign_at(text, end, ':') {
            let digits = digits_at(text, end + 1);
            if digits.len() == 2 {
                minute = digits.parse().unwrap_or(60);
                end += 3;
            }
        }
        let unit = skip_space(text, end);
        if letters_at(text, unit) == "Uhr" && hour <= 24 && minute < 60 {
            found.push(Time { range: run.start..unit + 3, hour, minute });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read() {
        let text = "innerhalb eines Monats, auf zwölf Monate, 30 Tagen, fünfundvierzig Tage, ein Jahr";
        let read: Vec<(u32, PeriodUnit)> = periods(text).iter().map(|p| (p.count, p.unit)).collect();
        use PeriodUnit::*;
        assert_eq!(read, [(1, Month), (12, Month), (30, Day), (45, Day), (1, Year)]);
        assert_eq!(periods("Tage und Jahre, kein Monat"), []);
        assert!(
            periods("ein Jahr")
                .first()
                .zip(periods("zwölf Monate").first())
                .is_some_and(|(a, b)| a.same_length(b))
        );
    }

    #[test]
    fn times_are_read() {
        let text = "um 9 Uhr, um 11.30 Uhr, 8:05 Uhr, Uhr 7, 31.12.2026";
        let read: Vec<(u32, u32)> = times(text).iter().map(|t| (t.hour, t.minute)).collect();
        assert_eq!(read, [(9, 0), (11, 30), (8, 5)]);
    }
}

//! Days that are special: public holidays of the Länder and high religious feasts.
//!
//! Both are tables under `rules/kalender/` that people can read and correct; a folder given with `--rules` may bring its own.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::Land;
use crate::sources::CALENDAR;

const PUBLIC: &str = CALENDAR[0];
const RELIGIOUS: &str = CALENDAR[1];

/// The special days that a checker knows.
#[derive(Debug, Default)]
pub(crate) struct Calendar {
    public: Vec<Public>,
    religious: Vec<Feast>,
}

#[derive(Debug)]
struct Public {
    name: String,
    rule: DayRule,
    /// None for all Länder.
    laender: Option<Vec<String>>,
    since: i16,
}

/// A religious feast.
#[derive(Debug)]
pub(crate) struct Feast {
    /// Its name.
    pub name: String,
    /// Who keeps it.
    pub religion: String,
    rule: DayRule,
    days: i64,
}

/// How the first day is found.
#[derive(Debug)]
enum DayRule {
    Fixed {
        month: i8,
        day: i8,
    },
    Easter(i64),
    EasternEaster(i64),
    /// The Wednesday before 23 November.
    Repentance,
    Listed(Vec<Date>),
}

impl Calendar {
    /// Reads the tables by path; rows that cannot be read are passed over.
    pub fn new(tables: &BTreeMap<String, String>) -> Calendar {
        let rows = |path: &str| {
            let text = tables.get(path).map_or("", String::as_str);
            let rows = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).skip(1);
            rows.map(|l| l.split('\t').map(str::trim).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        let public = rows(PUBLIC).into_iter().filter_map(|row| match row[..] {
            [name, rule, laender, since, ..] => Some(Public {
                name: name.to_owned(),
                rule: DayRule::parse(rule)?,
                laender: (laender != "alle").then(|| laender.split(' ').map(str::to_owned).collect()),
                since: since.parse().unwrap_or(0),
            }),
            _ => None,
        });
        let religious = rows(RELIGIOUS).into_iter().filter_map(|row| match row[..] {
            [name, religion, rule, days, ..] => Some(Feast {
                name: name.to_owned(),
                religion: religion.to_owned(),
                rule: DayRule::parse(rule)?,
                days: days.parse().ok().filter(|d| (1..=31).contains(d))?,
            }),
            _ => None,
        });
        Calendar { public: public.collect(), religious: religious.collect() }
    }

    /// The public holiday that a day is in a Land; without a Land only what holds in all of them.
    pub fn holiday(&self, date: Date, land: Option<Land>) -> Option<&str> {
        let holds = |holiday: &&Public| {
            let here = match (&holiday.laender, land) {
                (None, _) => true,
                (Some(laender), Some(land)) => laender.iter().any(|l| l == land.code()),
                (Some(_), None) => false,
            };
            here && date.year() >= holiday.since && holiday.rule.starts(date.year()).any(|d| d == date)
        };
        self.public.iter().find(holds).map(|h| h.name.as_str())
    }

    /// The religious feasts that fall on a day.
    pub fn feasts(&self, date: Date) -> impl Iterator<Item = &Feast> {
        self.religious.iter().filter(move |feast| {
            feast.rule.starts(date.year()).any(|first| {
                let last = first.checked_add((feast.days - 1).days()).unwrap_or(first);
                (first..=last).contains(&date)
            })
        })
    }
}

impl DayRule {
    fn parse(text: &str) -> Option<DayRule> {
        if text == "buss" {
            return Some(DayRule::Repentance);
        }
        if let Some(days) = text.strip_prefix("ostern") {
            return days.parse().ok().map(DayRule::Easter);
        }
        if let Some(days) = text.strip_prefix("ostkirche") {
            return days.parse().ok().map(DayRule::EasternEaster);
        }
        if let Some((month, day)) = text.split_once('-').filter(|_| text.len() == 5) {
            return Some(DayRule::Fixed { month: month.parse().ok()?, day: day.parse().ok()? });
        }
        text.split(' ').map(|d| d.parse().ok()).collect::<Option<Vec<Date>>>().map(DayRule::Listed)
    }

    /// The first days of the feast in a year.
    fn starts(&self, year: i16) -> impl Iterator<Item = Date> + '_ {
        let (one, listed): (Option<Date>, &[Date]) = match self {
            DayRule::Fixed { month, day } => (Date::new(year, *month, *day).ok(), &[]),
            DayRule::Easter(days) => (easter(year).and_then(|d| d.checked_add(days.days()).ok()), &[]),
            DayRule::EasternEaster(days) => {
                (eastern_easter(year).and_then(|d| d.checked_add(days.days()).ok()), &[])
            }
            DayRule::Repentance => (before(year, 11, 23, Weekday::Wednesday), &[]),
            DayRule::Listed(days) => (None, days),
        };
        one.into_iter().chain(listed.iter().copied())
    }
}

/// The last given weekday before a day.
fn before(year: i16, month: i8, day: i8, weekday: Weekday) -> Option<Date> {
    let day = Date::new(year, month, day).ok()?;
    day.nth_weekday(-1, weekday).ok()
}

/// Easter Sunday of the western churches (Gauss, with the exceptions of the Gregorian calendar).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    day_of(year, h + l - 7 * m + 114)
}

/// Easter Sunday of the eastern churches in our calendar; right from 1900 to 2099.
fn eastern_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    day_of(year, d + e + 114)?.checked_add(13.days()).ok()
}

fn day_of(year: i16, code: i32) -> Option<Date> {
    Date::new(year, i8::try_from(code / 31).ok()?, i8::try_from(code % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn calendar() -> Calendar {
        let tables = [
            (PUBLIC, include_str!("../../../rules/kalender/feiertage.tsv")),
            (RELIGIOUS, include_str!("../../../rules/kalender/religioese-feiertage.tsv")),
        ];
        Calendar::new(&tables.map(|(path, text)| (path.to_owned(), text.to_owned())).into())
    }

    #[test]
    fn easter_falls_on_the_right_day() {
        for (year, month, day) in
            [(2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16), (2029, 4, 1), (2030, 4, 21)]
        {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
        assert_eq!(eastern_easter(2026), Some(date(2026, 4, 12)));
        assert_eq!(eastern_easter(2027), Some(date(2027, 5, 2)));
    }

    #[test]
    fn holidays_differ_between_the_laender() {
        let calendar = calendar();
        let land = |code| Land::parse(code);
        assert_eq!(calendar.holiday(date(2026, 10, 3), None), Some("Tag der Deutschen Einheit"));
        assert_eq!(calendar.holiday(date(2026, 4, 6), land("HE")), Some("Ostermontag"));
        assert_eq!(calendar.holiday(date(2026, 11, 1), land("BY")), Some("Allerheiligen"));
        assert_eq!(calendar.holiday(date(2026, 11, 1), land("NI")), None);
        assert_eq!(calendar.holiday(date(2026, 11, 1), None), None);
        assert_eq!(calendar.holiday(date(2026, 11, 18), land("SN")), Some("Buß- und Bettag"));
        assert_eq!(calendar.holiday(date(2022, 3, 8), land("MV")), None);
        assert_eq!(calendar.holiday(date(2026, 3, 8), land("MV")), Some("Internationaler Frauentag"));
        assert_eq!(calendar.public.len(), 21);
    }

    #[test]
    fn feasts_are_known_day_by_day() {
        let calendar = calendar();
        let on = |day: Date| calendar.feasts(day).map(|f| f.name.as_str()).collect::<Vec<_>>();
        assert_eq!(on(date(2026, 9, 21)), ["Jom Kippur"]);
        assert_eq!(on(date(2026, 5, 28)), ["Opferfest"]);
        assert_eq!(on(date(2026, 12, 26)), ["Weihnachten"]);
        assert_eq!(on(date(2026, 11, 24)), Vec::<&str>::new());
        assert_eq!(calendar.religious.len(), 22);
    }
}

//! The readers of values stand any text, and what they give lies in it.

use klarbrief_letter::value;
use proptest::prelude::*;

/// Text that is likely to hold values and their pieces.
fn scraps() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,5}",
        "[.,:/–€ \n-]{1,2}",
        prop::sample::select(vec![
            "Mai",
            "März",
            "Dienstag",
            "den",
            "bis",
            "zum",
            "und",
            "Euro",
            "EUR",
            "Tage",
            "Monats",
            "Uhr",
            "ersten",
            "zwölf",
            "ü",
            "\u{a0}",
            "\u{202f}",
            "§",
            "Di.",
            "(Freitag)",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn dates_lie_in_the_text(text in scraps()) {
        let mut last = 0;
        for mention in value::dates(&text) {
            prop_assert!(text.get(mention.range.clone()).is_some_and(|s| !s.is_empty()));
            prop_assert!(text.get(mention.whole()).is_some());
            prop_assert!(mention.range.start >= last);
            last = mention.range.end;
            prop_assert!(mention.date().is_none() || !mention.is_impossible());
        }
    }

    #[test]
    fn other_values_lie_in_the_text(text in scraps()) {
        for amount in value::amounts(&text) {
            prop_assert!(text.get(amount.range.clone()).is_some());
            prop_assert!(text.get(amount.number).is_some());
        }
        for period in value::periods(&text) {
            prop_assert!(text.get(period.range).is_some());
        }
        for time in value::times(&text) {
            prop_assert!(text.get(time.range).is_some());
        }
        value::lone_number(&text);
    }

    #[test]
    fn every_day_is_read_back(day in 0i64..60_000) {
        let date = value::Date::constant(1930, 1, 1).checked_add(jiff::ToSpan::days(day)).expect("a day of this century");
        let name = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
            [usize::try_from(date.month() - 1).expect("a month")];
        let weekday = value::weekday_name(date.weekday());
        for text in [
            format!("am {weekday}, den {}. {name} {}", date.day(), date.year()),
            format!("am {weekday}, {:02}.{:02}.{}", date.day(), date.month(), date.year()),
            format!("seit {date} ({weekday})"),
        ] {
            let found = value::dates(&text);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(found[0].date(), Some(date));
            prop_assert_eq!(found[0].weekday.as_ref().map(|w| w.1), Some(date.weekday()));
        }
    }
}

/// What is read of a text: weekday, day, month, year.
fn read(text: &str) -> Vec<(Option<&'static str>, u32, u32, Option<i32>)> {
    let weekday = |m: &value::DateMention| m.weekday.as_ref().map(|w| value::weekday_name(w.1));
    value::dates(text).iter().map(|m| (weekday(m), m.day, m.month, m.year)).collect()
}

#[test]
fn dates_are_read_in_all_forms() {
    assert_eq!(read("Dienstag, den 3. Mai 2026"), [(Some("Dienstag"), 3, 5, Some(2026))]);
    assert_eq!(read("3.5.26 und 03. 05. 2026"), [(None, 3, 5, Some(2026)), (None, 3, 5, Some(2026))]);
    assert_eq!(read("vom 24.\nSeptember 2026"), [(None, 24, 9, Some(2026))]);
    assert_eq!(read("am 30. Februar"), [(None, 30, 2, None)]);
    assert_eq!(read("am 31.13.2026"), [(None, 31, 13, Some(2026))]);
    assert_eq!(read("am ersten Mai 2026"), [(None, 1, 5, Some(2026))]);
    assert_eq!(read("Di., 3. Sept. 2026"), [(Some("Dienstag"), 3, 9, Some(2026))]);
    assert_eq!(read("Sonnabend, dem 5. Mai 2026"), [(Some("Samstag"), 5, 5, Some(2026))]);
}

#[test]
fn dates_share_month_and_year() {
    assert_eq!(
        read("vom 18. bis zum 31. September 2026"),
        [(None, 18, 9, Some(2026)), (None, 31, 9, Some(2026))]
    );
    assert_eq!(
        read("am 4. Juni und am 13. August 2026"),
        [(None, 4, 6, Some(2026)), (None, 13, 8, Some(2026))]
    );
    assert_eq!(
        read("28. Dezember bis 3. Januar 2027"),
        [(None, 28, 12, Some(2026)), (None, 3, 1, Some(2027))]
    );
    assert_eq!(read("am Montag und Dienstag, 4. und 5. Mai 2026").first(), Some(&(None, 4, 5, Some(2026))));
}

#[test]
fn other_numbers_are_no_dates() {
    for text in [
        "Az. 32.22-SAD-1990",
        "Nr. 33.40.12-7",
        "1.2.3",
        "5.0031.778",
        "12.30 Uhr",
        "im Mai 2026",
        "IBAN DE00 5678",
        "§ 3.5.26",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

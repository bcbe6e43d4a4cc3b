//! Amounts of money and plain numbers.

use std::ops::Range;

use super::{back_over_space, digit_runs, digits_at, letters_at, letters_before, sign_at, skip_space};

/// An amount of money in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Number and currency.
    pub range: Range<usize>,
    /// The number alone.
    pub number: Range<usize>,
    /// In cents.
    pub cents: i64,
}

/// Finds the amounts in Euro of a text in reading order.
pub fn amounts(text: &str) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    // Most sentences hold no number.
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return found;
    }
    for run in digit_runs(text) {
        if found.last().is_some_and(|a| a.number.end > run.start) {
            continue;
        }
        let Some((number, cents)) = read(text, run.start) else { continue };
        let behind = skip_space(text, number.end);
        let unit = if sign_at(text, behind, '€') { 3 } else { currency(letters_at(text, behind)) };
        if unit > 0 {
            found.push(Amount { range: number.start..behind + unit, number, cents });
            continue;
        }
        let before = back_over_space(text, number.start);
        let unit = if text[..before].ends_with('€') { 3 } else { currency(letters_before(text, before)) };
        let free = found.last().is_none_or(|a| a.range.end <= before - unit);
        if unit > 0 && free {
            found.push(Amount { range: before - unit..number.end, number, cents });
        }
    }
    found
}

fn currency(word: &str) -> usize {
    if matches!(word, "Euro" | "EUR" | "Eur" | "euro" | "EURO") { word.len() } else { 0 }
}

/// Reads a cell that holds nothing but a number or an amount ("1.603,80", "412,30 Euro", "− 50"); in hundredths.
pub fn lone_number(text: &str) -> Option<(Range<usize>, i64)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let before = text[..start].trim().trim_start_matches(['€', '+', '=']).trim();
    let before = before.trim_start_matches("EUR").trim();
    let minus = matches!(before, "-" | "–" | "−" | "./.");
    if !(before.is_empty() || minus) {
        return None;
    }
    let (range, value) = read(text, start)?;
    let behind = text[range.end..].trim();
    let unit = matches!(behind, "" | "€" | "Euro" | "EUR" | "Eur");
    unit.then_some((range, if minus { -value } else { value }))
}

/// A German number: "1.214", "1 214", "1214,5", "100,--"; in hundredths.
fn read(text: &str, start: usize) -> Option<(Range<usize>, i64)> {
    if text[..start].ends_with(['.', ',', '/', ':']) {
        return None;
    }
    let first = digits_at(text, start);
    if first.len() > 12 {
        return None;
    }
    let mut whole: i64 = first.parse().ok()?;
    let mut end = start + first.len();
    if first.len() <= 3 {
        // Groups of three, parted by a full stop, a narrow or a plain blank.
        for _ in 0..3 {
            let Some(sign) = text[end..]
                .chars()
                .next()
                .filter(|c| matches!(c, '.' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’'))
            else {
                break;
            };
            let group = digits_at(text, end + sign.len_utf8());
            if group.len() != 3 {
                break;
            }
            whole = whole.checked_mul(1000)?.checked_add(group.parse().ok()?)?;
            end += sign.len_utf8() + 3;
        }
    }
    let mut hundredths = whole.checked_mul(100)?;
    if sign_at(text, end, ',') {
        let part = digits_at(text, end + 1);
        let rest = &text[end + 1..];
        if let Some(dashes) = ["--", "––", "—", "–", "-"].iter().find(|d| rest.starts_with(**d)) {
            end += 1 + dashes.len();
        } else if (1..=2).contains(&part.len()) {
            let value: i64 = part.parse().ok()?;
            hundredths = hundredths.checked_add(if part.len() == 1 { value * 10 } else { value })?;
            end += 1 + part.len();
        } else if part.len() > 2 {
            return None;
        }
    }
    // "12.5.2026", "12:30", "3/4": no plain number.
    let mut rest = text[end..].chars();
    let more = match rest.next() {
        Some('.' | '/' | ':' | ',') => rest.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_digit(),
        None => false,
    };
    (!more).then_some((start..end, hundredths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_all_forms() {
        for (text, shown, cents) in [
            ("Sie zahlen 1.214 Euro.", "1.214 Euro", 121_400),
            ("Sie zahlen 1.214,50 €.", "1.214,50 €", 121_450),
            ("EUR 93,00 sind fällig", "EUR 93,00", 9_300),
            ("€ 12", "€ 12", 1_200),
            ("100,-- Euro", "100,-- Euro", 10_000),
            ("1 603,8 EUR", "1 603,8 EUR", 160_380),
            ("12500 Euro", "12500 Euro", 1_250_000),
        ] {
            let found = amounts(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&text[found[0].range.clone()], found[0].cents), (shown, cents));
        }
        for text in ["am 12.5.2026", "30 Tage", "12:30 Uhr", "Europa 7", "§ 45 Nr. 1"] {
            assert_eq!(amounts(text), [], "{text}");
        }
    }

    #[test]
    fn a_cell_is_a_number_or_not() {
        assert_eq!(lone_number("1.603,80"), Some((0..8, 160_380)));
        assert_eq!(lone_number("– 50 Euro").map(|n| n.1), Some(-5_000));
        assert_eq!(lone_number("Nr. 3"), None);
        assert_eq!(lone_number("3 Tage"), None);
        assert_eq!(lone_number(""), None);
    }
}

//! The values that a version says.

use klarbrief::letter::value::{self, PeriodUnit};
use klarbrief::letter::{LawNaming, PartKind};
use klarbrief::source::{TextRange, TextSize};
use klarbrief::text::TokenKind;

use super::key::{Key, Value};
use super::reference::{references, squeezed};
use crate::element::judge::is_prose;
use crate::element::{ElementKind, Mention};
use crate::unit::Version;

/// All values of a version in reading order.
pub(super) fn values(version: &Version<'_>) -> Vec<Value> {
    let mut out = Vec::new();
    let letter = &version.side.report.letter;
    for citation in letter.citations.iter().filter(|c| !c.former) {
        let Some(unit) = version.unit_at(citation.range.start()) else { continue };
        let sure = citation.law == LawNaming::Named;
        for norm in citation.refs.iter().filter(|r| !r.section.is_empty()) {
            out.push(Value {
                kind: ElementKind::Norm,
                key: Key::Norm { norm: Box::new(norm.clone()), sure },
                mention: Mention { range: citation.range, value: norm.to_string() },
                unit,
                lead: String::new(),
            });
        }
    }
    let in_remedy: Vec<TextRange> =
        letter.remedies.notices.iter().flat_map(|n| &n.periods).map(|p| p.range).collect();
    for (b, block) in version.side.document.blocks.iter().enumerate() {
        let base = block.range.start();
        let text = version.side.document.slice(block.range);
        let part = letter.part_of_block.get(b).copied().unwrap_or(PartKind::Body);
        let place = |range: &std::ops::Range<usize>| {
            TextRange::new(TextSize::new(range.start as u32), TextSize::new(range.end as u32)) + base
        };
        let mut push = |kind: ElementKind, key: Key, range: TextRange, value: String| {
            let Some(unit) = version.unit_at(range.start()) else { return };
            let lead = lead(text, usize::from(range.start() - base));
            if !in_remedy.iter().any(|r| r.intersect(range).is_some_and(|i| !i.is_empty())) {
                out.push(Value { kind, key, mention: Mention { range, value }, unit, lead });
            }
        };
        let dates = value::dates(text);
        for date in &dates {
            let range = place(&date.range);
            let kind = if is_deadline(text, &date.range) { ElementKind::Deadline } else { ElementKind::Date };
            let shown = match date.year {
                Some(year) => format!("{:02}.{:02}.{year}", date.day, date.month),
                None => format!("{:02}.{:02}.", date.day, date.month),
            };
            push(kind, Key::Date { day: date.day, month: date.month, year: date.year }, range, shown);
        }
        for amount in value::amounts(text) {
            let euro = format!("{},{:02} Euro", amount.cents / 100, (amount.cents % 100).abs());
            push(ElementKind::Amount, Key::Cents(amount.cents), place(&amount.range), euro);
        }
        if is_prose(part) {
            for period in value::periods(text) {
                // "am 3. Tag", "§ 5 Tage" are none; "im Jahr 2026" has no number before it.
                let (months, count) = match period.unit {
                    PeriodUnit::Day => (false, period.count),
                    PeriodUnit::Week => (false, period.count.saturating_mul(7)),
                    PeriodUnit::Month => (true, period.count),
                    PeriodUnit::Year => (true, period.count.saturating_mul(12)),
                };
                // "einen Tag" and "ein Jahr" are often no count at all.
                let is_deadline = is_deadline(text, &period.range);
                if period.count == 1 && !is_deadline && !text[period.range.clone()].starts_with('1') {
                    continue;
                }
                let kind = if is_deadline { ElementKind::Deadline } else { ElementKind::Period };
                let range = place(&period.range);
                push(kind, Key::Period { months, count }, range, version.shown(range));
            }
            for time in value::times(text) {
                let shown = format!("{}:{:02} Uhr", time.hour, time.minute);
                push(
                    ElementKind::Time,
                    Key::Time { hour: time.hour, minute: time.minute },
                    place(&time.range),
                    shown,
                );
            }
        }
        for reference in references(version, b) {
            let shown = version.shown(reference);
            push(ElementKind::Reference, Key::Reference(squeezed(&shown)), reference, shown);
        }
    }
    numbers(version, &mut out);
    out.sort_by_key(|v| (v.mention.range.start(), v.kind));
    out
}

/// Numbers in running text that belong to none of the other values: rooms, hours, sizes.
fn numbers(version: &Version<'_>, out: &mut Vec<Value>) {
    let mut taken: Vec<TextRange> = out.iter().map(|v| v.mention.range).collect();
    let remedies = &version.side.report.letter.remedies.notices;
    taken.extend(remedies.iter().flat_map(|n| &n.periods).map(|p| p.range));
    taken.extend(version.side.report.letter.citations.iter().map(|c| c.range));
    for block in &version.side.document.blocks {
        let text = version.side.document.slice(block.range);
        let base = block.range.start();
        let all = value::dates(text).into_iter().map(|d| d.range);
        let all = all.chain(value::periods(text).into_iter().map(|p| p.range));
        let all = all.chain(value::times(text).into_iter().map(|t| t.range));
        taken.extend(
            all.map(|r| TextRange::new(TextSize::new(r.start as u32), TextSize::new(r.end as u32)) + base),
        );
    }
    taken.sort_by_key(|r| (r.start(), r.end()));
    let mut last = 0;
    let mut end = TextSize::new(0);
    for unit in 0..version.units.len() {
        let found = &version.units[unit];
        if !is_prose(found.part) {
            continue;
        }
        let (paragraph, base) = (version.paragraph(found), version.base(found));
        for token in paragraph.tokens_of(version.sentence(found)) {
            let range = token.range + base;
            while let Some(next) = taken.get(last).filter(|r| r.start() < range.end()) {
                end = end.max(next.end());
                last += 1;
            }
            if range.start() < end {
                continue;
            }
            let norm = paragraph.norm(token);
            let key = match token.kind {
                TokenKind::Number => {
                    let plain: String = norm.chars().filter(|c| *c != '.').collect();
                    plain.parse().ok().map(|value| Key::Number { value, digits: true })
                }
                TokenKind::Word => value::number_word(norm)
                    .filter(|n| *n > 1)
                    .map(|n| Key::Number { value: u64::from(n), digits: false }),
                _ => None,
            };
            if let Some(key) = key {
                let lead = String::new();
                let mention = Mention { range, value: version.shown(range) };
                out.push(Value { kind: ElementKind::Number, key, mention, unit, lead });
            }
        }
    }
}

/// The last word before a value, of those that tell what it is for.
fn lead(text: &str, at: usize) -> String {
    const LEADS: [&str; 12] =
        ["bis", "seit", "vom", "ab", "am", "von", "innerhalb", "binnen", "für", "auf", "nach", "vor"];
    let before = text.get(..at).unwrap_or_default();
    let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    words.iter().map(|w| w.to_lowercase()).find(|w| LEADS.contains(&w.as_str())).unwrap_or_default()
}

/// True if the words around a date or period make it one by which something must be done.
fn is_deadline(text: &str, range: &std::ops::Range<usize>) -> bool {
    let start = text[..range.start].rfind(['.', '!', '?', ';']).map_or(0, |at| {
        // The full stop of an ordinal or abbreviation ends nothing.
        if text[..at].ends_with(|c: char| c.is_ascii_digit()) {
            text[..at].rfind(['!', '?', ';']).map_or(0, |i| i + 1)
        } else {
            at + 1
        }
    });
    let before = text[start..range.start].to_lowercase();
    let words: Vec<&str> = before.split_whitespace().collect();
    let last: Vec<&str> = words.iter().rev().take(4).copied().collect();
    let after = text[range.end..].to_lowercase();
    let next: Vec<&str> = after.split_whitespace().take(3).collect();
    let near = |w: &str| last.contains(&w);
    if near("gültig")
        || near("gültige")
        || near("gültigen")
        || next.first().is_some_and(|w| w.starts_with("gültig"))
    {
        return false;
    }
    let asks = |w: &str| before.contains(w) || after.split(['.', ';']).next().unwrap_or_default().contains(w);
    near("innerhalb")
        || near("binnen")
        || near("spätestens")
        || near("frist")
        || near("längstens")
        || next.first() == Some(&"zeit") && (before.contains("haben") || before.contains("geben"))
        || (near("bis") || last.first() == Some(&"vor") || near("vor"))
            && [
                "bitte",
                "müssen",
                "muss",
                "verpflichtet",
                " zu ",
                "spätestens",
                "sonst",
                "frist",
                "überweis",
                "zahl",
                "schicken",
                "reichen",
                "melden",
                "äußern",
                "auf,",
            ]
            .iter()
            .any(|w| asks(w))
}

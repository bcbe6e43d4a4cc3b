//! Norms, dates, deadlines, periods, times, amounts and references: content with a value that can be compared exactly.

use klarbrief::letter::value::{self, PeriodUnit};
use klarbrief::letter::{LawNaming, NormRef, PartKind, split_label};
use klarbrief::source::{TextRange, TextSize};
use klarbrief::text::TokenKind;

use super::judge::{Pass, is_prose};
use super::{Change, ElementKind, Mention};
use crate::unit::Version;

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
enum Key {
    Norm {
        norm: Box<NormRef>,
        sure: bool,
    },
    Date {
        day: u32,
        month: u32,
        year: Option<i32>,
    },
    /// In days, or in months.
    Period {
        months: bool,
        count: u32,
    },
    Time {
        hour: u32,
        minute: u32,
    },
    Cents(i64),
    Reference(String),
}

/// A value with its place.
struct Value {
    kind: ElementKind,
    key: Key,
    mention: Mention,
    unit: usize,
    /// The words before it ("bis zum").
    lead: String,
}

impl Key {
    fn class(&self) -> u8 {
        match self {
            Key::Norm { .. } => 0,
            Key::Date { .. } => 1,
            Key::Period { .. } => 2,
            Key::Time { .. } => 3,
            Key::Cents(_) => 4,
            Key::Reference(_) => 5,
        }
    }

    /// True if `new` says all that `self` says.
    fn is_said_by(&self, new: &Key) -> bool {
        match (self, new) {
            (Key::Norm { norm: a, sure: x }, Key::Norm { norm: b, sure: y }) => says(a, b, *x && *y),
            (Key::Date { day: d, month: m, year: y }, Key::Date { day, month, year }) => {
                d == day && m == month && (y == year || y.is_none() || year.is_none())
            }
            _ => self == new,
        }
    }
}

/// True if `new` cites the norm `old` or a part of it; a sentence may be left out where the rest is the same.
fn says(old: &NormRef, new: &NormRef, sure: bool) -> bool {
    let law = old.law == new.law
        || old.law.is_empty()
        || new.law.is_empty()
        || !sure
        || new.law.starts_with(&format!("{} ", old.law))
        || old.law.starts_with(&format!("{} ", new.law));
    let part = |a: &Option<String>, b: &Option<String>| a.is_none() || a == b;
    law && old.section.eq_ignore_ascii_case(&new.section)
        && part(&old.paragraph, &new.paragraph)
        && part(&old.number, &new.number)
        && part(&old.letter, &new.letter)
        && (new.sentence.is_none() || part(&old.sentence, &new.sentence))
}

pub(super) fn compare(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let old = values(pass.old);
    let new = values(pass.new);
    // What the second version says and the first does not say anywhere.
    let unexplained: Vec<bool> = new
        .iter()
        .map(|w| {
            !old.iter().any(|v| {
                v.key.class() == w.key.class() && (v.key.is_said_by(&w.key) || w.key.is_said_by(&v.key))
            })
        })
        .collect();
    let mut used = vec![false; new.len()];
    let mut seen: Vec<(ElementKind, &Key)> = Vec::new();
    let mut changed: Vec<usize> = Vec::new();
    let all = squeezed(&pass.new.side.document.text);
    for (index, v) in old.iter().enumerate() {
        if pass.is_copied(v.unit) && !matches!(v.key, Key::Norm { .. } | Key::Date { .. }) {
            continue;
        }
        let mut twins = new.iter().filter(|w| w.key.class() == v.key.class() && v.key.is_said_by(&w.key));
        let counterparts = pass.counterparts(v.unit);
        let twin = twins.clone().find(|w| counterparts.contains(&w.unit)).or_else(|| twins.next());
        if let Some(twin) = twin {
            // The same value may stand elsewhere by chance: here something else took its place.
            let other = replaced(pass, v, &old, &new, &unexplained, &used);
            if let Some(other) = other {
                used[other] = true;
                changed.push(index);
                out.push(pass.changed(v.kind, v.mention.clone(), new[other].mention.clone()));
            } else if !seen.contains(&(v.kind, &v.key)) {
                seen.push((v.kind, &v.key));
                out.push(pass.kept(v.kind, v.mention.clone(), twin.mention.clone()));
            }
            continue;
        }
        if seen.contains(&(v.kind, &v.key)) {
            continue;
        }
        seen.push((v.kind, &v.key));
        let kind = v.kind;
        // A reference may stand there in another layout, or with more behind it.
        if let Key::Reference(r) = &v.key
            && all.contains(r.as_str())
        {
            continue;
        }
        match instead(pass, v, &new, &unexplained, &used) {
            Some(at) => {
                used[at] = true;
                out.push(pass.changed(kind, v.mention.clone(), new[at].mention.clone()));
            }
            None if kind == ElementKind::Period || kind == ElementKind::Time => {
                // A length of time is legal content where a sentence survives without it.
                if !counterparts.is_empty() || kind == ElementKind::Time {
                    out.push(pass.lost(kind, v.mention.clone()));
                }
            }
            None => out.push(pass.lost(kind, v.mention.clone())),
        }
    }
    for (at, w) in new.iter().enumerate() {
        if unexplained[at]
            && !used[at]
            && let Some(v) = slipped(pass, w, &old, &new)
        {
            used[at] = true;
            out.push(pass.changed(v.kind, v.mention.clone(), w.mention.clone()));
        }
    }
    let mut told: Vec<&Key> = Vec::new();
    for (at, w) in new.iter().enumerate().filter(|(at, _)| unexplained[*at] && !used[*at]) {
        debug_assert!(!used[at]);
        if !told.contains(&&w.key) {
            told.push(&w.key);
            out.push(pass.added(w.kind, w.mention.clone()));
        }
    }
}

/// The value that stands in the counterpart of a sentence instead of one that is said elsewhere.
fn replaced(
    pass: &Pass<'_, '_>,
    v: &Value,
    old: &[Value],
    new: &[Value],
    unexplained: &[bool],
    used: &[bool],
) -> Option<usize> {
    let pair = pass.pair_of_old(v.unit)?;
    let here = |w: &&Value| w.key.class() == v.key.class() && pair.new.contains(&w.unit);
    let inside: Vec<&Value> = new.iter().filter(here).collect();
    if inside.is_empty() || inside.iter().any(|w| v.key.is_said_by(&w.key)) {
        return None;
    }
    let strict = pair.similarity >= 0.75;
    (0..new.len()).find(|at| {
        let w = &new[*at];
        let foreign = || {
            // Nothing of the old sentences explains it.
            !old.iter().any(|o| pair.old.contains(&o.unit) && o.key.is_said_by(&w.key))
        };
        !used[*at]
            && here(&w)
            && (unexplained[*at] && pair.similarity >= 0.5 && like(v, w) || strict && foreign())
    })
}

/// The old value that a new one was made from by a slip, in a sentence that otherwise says what an old sentence said. The old
/// value may still stand elsewhere in the letter.
fn slipped<'v>(pass: &Pass<'_, '_>, w: &Value, old: &'v [Value], new: &[Value]) -> Option<&'v Value> {
    let there = &pass.new.units[w.unit];
    let beside = |v: &Value| new.iter().any(|x| x.unit == w.unit && v.key.is_said_by(&x.key));
    old.iter()
        .filter(|v| v.key.class() == w.key.class() && slip(&v.key, &w.key) && !beside(v))
        .map(|v| {
            let here = &pass.old.units[v.unit];
            (pass.weights.shared(&here.keys, &there.keys), pass.weights.covered(&there.keys, &here.keys), v)
        })
        .filter(|(shared, covered, v)| {
            is_no_norm(&w.key)
                || *shared >= 3.0 && *covered >= 0.15
                || like(v, w) && *shared >= 1.2 && *covered >= 0.08
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(_, _, v)| v)
}

/// True for a norm that no law has.
fn is_no_norm(key: &Key) -> bool {
    matches!(key, Key::Norm { norm, .. } if norm.exists == Some(false))
}

/// True if one digit was changed, or two were exchanged.
fn slip(a: &Key, b: &Key) -> bool {
    let digits = |x: &str, y: &str| x.len() == y.len() && x != y && super::name::distance(x, y) <= 1;
    match (a, b) {
        (Key::Norm { norm: a, .. }, Key::Norm { norm: b, .. }) => {
            let rest = |n: &NormRef| (n.paragraph.clone(), n.number.clone(), n.letter.clone());
            (a.law == b.law || a.law.is_empty() || b.law.is_empty())
                && digits(&a.section, &b.section)
                && split_label(&a.section).0.abs_diff(split_label(&b.section).0) <= 1
                && rest(a) == rest(b)
                && a.paragraph.is_some()
        }
        (Key::Date { day: d, month: m, year: y }, Key::Date { day, month, year }) => {
            // The day beside it, or the same day of another month or year.
            m == month && y == year && d.abs_diff(*day) == 1 || d == day && (m == month || y == year)
        }
        (Key::Cents(a), Key::Cents(b)) => digits(&a.to_string(), &b.to_string()),
        (Key::Period { months: a, count: x }, Key::Period { months: b, count: y }) => {
            a == b && x.abs_diff(*y) == 1 && *x > 1 && *y > 1
        }
        _ => false,
    }
}

/// The value of the second version that most likely took the place of one that is not said any more.
fn instead(
    pass: &Pass<'_, '_>,
    v: &Value,
    new: &[Value],
    unexplained: &[bool],
    used: &[bool],
) -> Option<usize> {
    let counterparts = pass.counterparts(v.unit);
    let free = |at: &usize| unexplained[*at] && !used[*at] && new[*at].key.class() == v.key.class();
    let in_place = (0..new.len()).filter(free).find(|at| counterparts.contains(&new[*at].unit));
    in_place.or_else(|| (0..new.len()).filter(free).find(|at| near(&v.key, &new[*at].key)))
}

/// Values that look like one was made from the other by a slip.
fn near(a: &Key, b: &Key) -> bool {
    match (a, b) {
        (Key::Norm { norm: a, .. }, Key::Norm { norm: b, .. }) => a.law == b.law && a.section == b.section,
        (Key::Date { day: d, month: m, year: y }, Key::Date { day, month, year }) => {
            u8::from(d == day) + u8::from(m == month) + u8::from(y == year) >= 2
        }
        (Key::Reference(a), Key::Reference(b)) => {
            a.len().abs_diff(b.len()) <= 3 && super::name::distance(a, b) <= 3
        }
        (Key::Cents(a), Key::Cents(b)) => {
            let digits = |n: i64| {
                let mut d: Vec<char> = n.to_string().chars().collect();
                d.sort_unstable();
                d
            };
            digits(*a) == digits(*b) || a.abs_diff(*b) % 1000 == 0 && a.abs_diff(*b) <= a.unsigned_abs() / 2
        }
        _ => false,
    }
}

/// Values that stand behind the same kind of words.
fn like(a: &Value, b: &Value) -> bool {
    a.lead == b.lead
        || a.kind == b.kind && a.kind == ElementKind::Deadline
        || matches!(a.key, Key::Cents(_) | Key::Norm { .. })
}

/// All values of a version in reading order.
fn values(version: &Version<'_>) -> Vec<Value> {
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
    out.sort_by_key(|v| (v.mention.range.start(), v.kind));
    out
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

/// File numbers, payment references and accounts: what stands behind their label, and tokens that look like one.
fn references(version: &Version<'_>, block: usize) -> Vec<TextRange> {
    const LABELS: [&str; 19] = [
        "zeichen",
        "aktenzeichen",
        "az",
        "az.",
        "geschäftszeichen",
        "gz",
        "gz.",
        "kassenzeichen",
        "buchungszeichen",
        "iban",
        "geschäfts-",
        "vorgangsnummer",
        "kundennummer",
        "azr-nummer",
        "rechnungsnummer",
        "passnummer",
        "seriennummer",
        "verwendungszweck",
        "vertragsgegenstand",
    ];
    let laid = &version.side.document.blocks[block];
    let paragraph = &version.side.report.paragraphs[block];
    let tokens = &paragraph.tokens;
    let base = laid.range.start();
    let mut out: Vec<TextRange> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::FileNumber {
            out.push(token.range + base);
            continue;
        }
        let is_label = LABELS.contains(&paragraph.norm(token));
        let label_ends = is_label
            && tokens.get(i + 1).is_some_and(|t| {
                matches!(paragraph.norm(t), ":" | "." | "(")
                    || t.kind == TokenKind::Number
                    || t.kind == TokenKind::FileNumber
                    || version.text(t.range + base).chars().any(|c| c.is_ascii_digit())
            });
        if !label_ends {
            continue;
        }
        // What has digits behind the label, up to the next sign that ends it.
        let mut first = i + 1;
        while tokens.get(first).is_some_and(|t| matches!(paragraph.norm(t), ":" | "." | "unser" | "mein")) {
            first += 1;
        }
        let mut last = None;
        for (j, t) in tokens.iter().enumerate().skip(first).take(14) {
            let word = version.text(t.range + base);
            let part = word.chars().any(|c| c.is_ascii_digit())
                || word.chars().all(|c| c.is_ascii_uppercase())
                || matches!(word, "/" | "-" | "." | "–");
            let glued = !t.space_before;
            let goes_on = part || glued && word.chars().all(|c| c.is_alphanumeric());
            if !goes_on || matches!(word, "," | ";") {
                break;
            }
            if word.chars().any(char::is_alphanumeric) {
                last = Some(j);
            }
        }
        if let Some(last) = last {
            let range = TextRange::new(tokens[first].range.start(), tokens[last].range.end()) + base;
            if version.text(range).chars().any(|c| c.is_ascii_digit()) {
                out.push(range);
            }
        }
    }
    out.sort_by_key(|r| (r.start(), std::cmp::Reverse(r.end())));
    let mut end = TextSize::new(0);
    out.retain(|r| {
        let fresh = r.start() >= end;
        if fresh {
            end = r.end();
        }
        fresh
    });
    out
}

/// Letters and digits only.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

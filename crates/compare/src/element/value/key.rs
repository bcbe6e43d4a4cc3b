//! Values as they are compared: the same in any spelling, and alike enough for a slip.

use klarbrief::letter::{NormRef, split_label};

use crate::element::{ElementKind, Mention, name};

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Key {
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
    /// What is counted, numbered or measured: "48 m²", "Zimmer 207".
    Number {
        value: u64,
        /// False for a number that is written as a word.
        digits: bool,
    },
}

/// A value with its place.
pub(super) struct Value {
    pub kind: ElementKind,
    pub key: Key,
    pub mention: Mention,
    pub unit: usize,
    /// The words before it ("bis zum").
    pub lead: String,
}

impl Key {
    pub fn class(&self) -> u8 {
        match self {
            Key::Norm { .. } => 0,
            Key::Date { .. } => 1,
            Key::Period { .. } => 2,
            Key::Time { .. } => 3,
            Key::Cents(_) => 4,
            Key::Reference(_) => 5,
            Key::Number { .. } => 6,
        }
    }

    /// True if `new` says all that `self` says.
    pub fn is_said_by(&self, new: &Key) -> bool {
        match (self, new) {
            (Key::Norm { norm: a, sure: x }, Key::Norm { norm: b, sure: y }) => says(a, b, *x && *y),
            (Key::Date { day: d, month: m, year: y }, Key::Date { day, month, year }) => {
                d == day && m == month && (y == year || y.is_none() || year.is_none())
            }
            (Key::Number { value: a, .. }, Key::Number { value: b, .. }) => a == b,
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

/// True for a norm that no law has.
pub(super) fn is_no_norm(key: &Key) -> bool {
    matches!(key, Key::Norm { norm, .. } if norm.exists == Some(false))
}

/// True if one digit was changed, or two were exchanged.
pub(super) fn slip(a: &Key, b: &Key) -> bool {
    let digits = |x: &str, y: &str| {
        x.len() == y.len() && x != y && (name::distance(x, y) <= 1 || x.len() > 2 && swapped(x, y))
    };
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
            m == month && y == year && (d.abs_diff(*day) == 1 || exchanged(a, b))
                || d == day && (m == month || y == year)
        }
        (Key::Cents(a), Key::Cents(b)) => digits(&a.to_string(), &b.to_string()),
        (Key::Reference(a), Key::Reference(b)) => a.len() >= 5 && digits(a, b),
        (Key::Number { value: a, .. }, Key::Number { value: b, .. }) => {
            let (a, b) = (a.to_string(), b.to_string());
            a.len() > 1 && swapped(&a, &b)
        }
        (Key::Period { months: a, count: x }, Key::Period { months: b, count: y }) => {
            a == b && x.abs_diff(*y) == 1 && *x > 1 && *y > 1
        }
        _ => false,
    }
}

/// Values that look like one was made from the other by a slip.
pub(super) fn near(a: &Key, b: &Key) -> bool {
    match (a, b) {
        (Key::Norm { norm: a, .. }, Key::Norm { norm: b, .. }) => a.law == b.law && a.section == b.section,
        (Key::Date { day: d, month: m, year: y }, Key::Date { day, month, year }) => {
            u8::from(d == day) + u8::from(m == month) + u8::from(y == year) >= 2
        }
        (Key::Reference(a), Key::Reference(b)) => a.len().abs_diff(b.len()) <= 3 && name::distance(a, b) <= 3,
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
pub(super) fn like(a: &Value, b: &Value) -> bool {
    a.lead == b.lead
        || a.kind == b.kind && a.kind == ElementKind::Deadline
        || matches!(a.key, Key::Cents(_) | Key::Norm { .. })
}

/// True if two neighbouring digits were exchanged: so rarely chance that nothing else need speak for it.
pub(super) fn exchanged(a: &Key, b: &Key) -> bool {
    match (a, b) {
        (Key::Date { day: d, month: m, year: y }, Key::Date { day, month, year }) => {
            m == month && y == year && swapped(&format!("{d:02}"), &format!("{day:02}"))
        }
        (Key::Cents(a), Key::Cents(b)) => swapped(&a.to_string(), &b.to_string()),
        (Key::Reference(a), Key::Reference(b)) => swapped(a, b),
        _ => false,
    }
}

/// True if two neighbouring signs changed places.
fn swapped(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let Some(i) = a.iter().zip(b).position(|(x, y)| x != y) else { return false };
    a.len() == b.len() && i + 1 < a.len() && a[i] == b[i + 1] && a[i + 1] == b[i] && a[i + 2..] == b[i + 2..]
}

//! What kind of decision a norm asks for: `rules/normen/art.tsv`, kept by hand.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::OnceLock;

use super::address::compare_labels;
use crate::citation::NormRef;

/// How free an office is under a norm, or what else the norm asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DecisionKind {
    /// Must: the law leaves no choice (gebunden).
    Bound,
    /// Should: as a rule yes, with room for the unusual case (soll).
    Should,
    /// May: the office weighs and must say how (Ermessen).
    Discretion,
    /// Interests are to be weighed, without discretion (Abwägung).
    Weighing,
    /// Says what a word means or when something counts as given.
    Definition,
    /// The person must be told something.
    DutyToHint,
    /// How the decision must look.
    Form,
}

impl DecisionKind {
    /// All kinds.
    pub const ALL: [DecisionKind; 7] = [
        DecisionKind::Bound,
        DecisionKind::Should,
        DecisionKind::Discretion,
        DecisionKind::Weighing,
        DecisionKind::Definition,
        DecisionKind::DutyToHint,
        DecisionKind::Form,
    ];

    /// Its name in the table.
    pub fn key(self) -> &'static str {
        match self {
            DecisionKind::Bound => "bound",
            DecisionKind::Should => "should",
            DecisionKind::Discretion => "discretion",
            DecisionKind::Weighing => "weighing",
            DecisionKind::Definition => "definition",
            DecisionKind::DutyToHint => "duty-to-hint",
            DecisionKind::Form => "form",
        }
    }

    fn of(key: &str) -> Option<DecisionKind> {
        DecisionKind::ALL.into_iter().find(|k| k.key() == key)
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// Official short name of the law.
    pub law: &'a str,
    /// Section.
    pub section: &'a str,
    /// Paragraph; `-` if the section has none.
    pub paragraph: &'a str,
    /// Sentence, perhaps with a number: `S. 1 Nr. 4`.
    pub place: &'a str,
    /// What it asks for.
    pub kind: DecisionKind,
    /// The words of the law that say so, and what they are about.
    pub note: &'a str,
}

/// The text of the table, sorted by law, section, paragraph.
#[derive(Debug)]
pub(super) struct Kinds {
    text: Cow<'static, str>,
    /// Where each row begins, once somebody asked: the rows of one norm are found by binary search.
    rows: OnceLock<Vec<u32>>,
}

impl Kinds {
    pub fn new(text: Cow<'static, str>) -> Kinds {
        Kinds { text, rows: OnceLock::new() }
    }

    fn starts(&self) -> &[u32] {
        self.rows.get_or_init(|| {
            let mut rows = Vec::with_capacity(512);
            let mut at = 0;
            for line in self.text.split_inclusive('\n') {
                if line.as_bytes().first().is_some_and(u8::is_ascii_uppercase) && line.contains('\t') {
                    rows.push(at as u32);
                }
                at += line.len();
            }
            rows
        })
    }

    fn row(&self, start: u32) -> Option<Row<'_>> {
        let mut fields = self.text[start as usize..].lines().next()?.split('\t');
        let mut next = || fields.next();
        Some(Row {
            law: next()?,
            section: next()?,
            paragraph: next()?,
            place: next()?,
            kind: DecisionKind::of(next()?)?,
            note: next().unwrap_or_default(),
        })
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.starts().iter().filter_map(|start| self.row(*start))
    }

    /// Rows that fit a norm: of its paragraph, and of its sentence if it names one.
    pub fn of<'a>(&'a self, norm: &'a NormRef) -> impl Iterator<Item = (DecisionKind, &'a str, &'a str)> {
        let rows = self.starts();
        let start = rows.partition_point(|start| {
            self.row(*start).is_none_or(|r| {
                r.law.cmp(&norm.law).then_with(|| compare_labels(r.section, &norm.section)) == Ordering::Less
            })
        });
        rows[start..]
            .iter()
            .map_while(|start| self.row(*start))
            .take_while(|r| r.law == norm.law && r.section == norm.section)
            .filter(|r| fits(r, norm))
            .map(|r| (r.kind, r.place, r.note))
    }
}

fn fits(row: &Row<'_>, norm: &NormRef) -> bool {
    if norm.paragraph.as_deref().is_some_and(|p| p != row.paragraph) {
        return false;
    }
    let mut place = row.place.strip_prefix("S. ").unwrap_or_default().split(' ');
    let sentence = place.next().unwrap_or_default();
    let number = place.nth(1);
    norm.sentence.as_deref().is_none_or(|s| s == sentence)
        && (number.is_none() || norm.number.is_none() || number == norm.number.as_deref())
}

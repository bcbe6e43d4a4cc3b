//! Templates: one file that many letters are made of.
//!
//! A [`Template`] says which stretches of a text stand in some letters only. A [`Reading`] is one of those letters: each
//! condition decided, each field filled with a word of its kind, and the way back to the template.

mod choice;
mod reading;
mod sample;
mod tag;
mod tick;

pub use choice::{Alternative, Choice};
pub use reading::{Filled, Reading};
pub use sample::FieldKind;

use source::TextRange;

use crate::model::{Document, Placeholder};
use choice::Condition;

/// What a template says besides its text.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// Signs of the template language, sorted: no letter shows them.
    pub signs: Vec<TextRange>,
    /// What differs between letters, in the order of the text; an inner choice comes after the one it stands in.
    pub choices: Vec<Choice>,
    /// Signs and fields that cannot be read.
    pub faults: Vec<Fault>,
    /// Fields to be filled, sorted, none of them part of a sign.
    pub fields: Vec<Placeholder>,
}

/// A sign or field of a template that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The sign.
    pub range: TextRange,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What is wrong with a sign of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// A condition or repetition that is never ended; what would end it.
    Unclosed(String),
    /// An end, or another branch, without a beginning; what would begin it.
    Unopened(String),
    /// A word that is no part of a known template language; the nearest known word.
    Unknown(Option<&'static str>),
    /// The signs around a field or command are opened and not closed: what would close them.
    Open(&'static str),
    /// A field without a name, a condition without a question.
    Nameless,
    /// More branches than are looked at.
    TooMany(usize),
}

/// Readings of one template at most; each has a branch that no other has.
pub const MOST_READINGS: usize = 48;

/// Bytes of all readings together, unless there are only two.
const MOST_TEXT: usize = 8 * 1024 * 1024;

impl Document {
    /// Reads this text as a template: commands like `{% if … %}`, branches that the format marks, boxes to tick, fields.
    pub fn as_template(&self) -> Template {
        let mut template = tag::read(self);
        choice::add_marked(&mut template.choices, &self.branches);
        tick::find(self, &mut template);
        template.choices.sort_by_key(|c| {
            let range = c.range();
            (range.start(), std::cmp::Reverse(range.end()))
        });
        template.signs.sort_by_key(|sign| sign.start());
        template.signs.dedup_by(|next, before| before.contains_range(*next));
        let signs = &template.signs;
        let in_sign = |range: TextRange| {
            let next = signs.partition_point(|s| s.end() <= range.start());
            signs.get(next).is_some_and(|s| s.start() < range.end())
        };
        template.fields = self.placeholders.iter().filter(|p| !in_sign(p.range)).cloned().collect();
        template
    }
}

impl Template {
    /// The letters that this template is checked as: each branch stands in at least one of them, and the same condition
    /// is decided the same way throughout a letter.
    ///
    /// Their number grows with the branches, not with their combinations, and never passes [`MOST_READINGS`]; branches
    /// beyond that are a [`FaultKind::TooMany`].
    pub fn readings(&mut self, document: &Document) -> Vec<Reading> {
        // A long text is read less often.
        let most = (MOST_TEXT / document.text.len().max(1)).clamp(2, MOST_READINGS);
        let plans = choice::plan(&self.choices, most);
        if let Some(left) = plans.left.first() {
            let range = self.choices[left.0].alternatives[left.1].range;
            self.faults.push(Fault { range, kind: FaultKind::TooMany(plans.left.len()) });
        }
        plans.readings.into_iter().map(|taken| Reading::new(document, self, taken)).collect()
    }
}

/// A branch that a format marks by itself: an IF field of Word, a conditional text of Writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Branch {
    /// The choice it belongs to, unique in the letter.
    pub(crate) group: u32,
    /// Which of its alternatives.
    pub(crate) alternative: u32,
    pub(crate) range: TextRange,
    /// When it is shown.
    pub(crate) when: When,
}

/// When a branch is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum When {
    /// If the condition holds.
    Holds(String),
    /// If it does not hold.
    Fails(String),
    /// If no other branch of the choice is.
    Otherwise,
    /// If this entry of a list is chosen; the name of the list.
    Chosen { list: String, entry: String },
}

impl When {
    fn condition(&self, group: u32) -> Option<Condition> {
        Some(match self {
            When::Otherwise => return None,
            When::Holds(text) => Condition::parse(text),
            When::Fails(text) => Condition::parse(text).negated(),
            When::Chosen { list, entry } => {
                let list = if list.is_empty() { format!("#{group}") } else { list.clone() };
                Condition::chosen(list, entry.clone())
            }
        })
    }
}

#[cfg(test)]
mod tests;

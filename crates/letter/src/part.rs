use std::ops::Range;

use source::TextRange;

/// One part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// From the start of its first to the end of its last block.
    pub range: TextRange,
    /// Its blocks: indices into `Document::blocks`.
    pub blocks: Range<usize>,
}

/// The parts of an official letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum PartKind {
    /// The office that writes: name and address.
    Sender,
    /// Whom to ask: person, telephone, e-mail, hours.
    Contact,
    /// To whom it goes: name and address.
    Address,
    /// File number (Aktenzeichen, Mein Zeichen).
    Reference,
    /// The date of the letter.
    Date,
    /// The subject line (Betreff).
    Subject,
    /// The salutation.
    Salutation,
    /// The rulings (Tenor, Entscheidungssatz).
    OperativePart,
    /// The reasons: facts and law.
    Reasons,
    /// Remedy notice (Rechtsbehelfsbelehrung).
    RemedyNotice,
    /// Notes that are no rulings (Hinweise).
    Hints,
    /// Running text that is none of the others.
    Body,
    /// The closing formula.
    Closing,
    /// Name and office of the person who signs.
    Signature,
    /// The list of enclosures.
    Enclosures,
}

impl PartKind {
    /// All kinds with their keys.
    pub const KEYS: [(PartKind, &'static str); 15] = [
        (PartKind::Sender, "sender"),
        (PartKind::Contact, "contact"),
        (PartKind::Address, "address"),
        (PartKind::Reference, "reference"),
        (PartKind::Date, "date"),
        (PartKind::Subject, "subject"),
        (PartKind::Salutation, "salutation"),
        (PartKind::OperativePart, "operative-part"),
        (PartKind::Reasons, "reasons"),
        (PartKind::RemedyNotice, "remedy-notice"),
        (PartKind::Hints, "hints"),
        (PartKind::Body, "body"),
        (PartKind::Closing, "closing"),
        (PartKind::Signature, "signature"),
        (PartKind::Enclosures, "enclosures"),
    ];

    /// The key used in rule files and JSON.
    pub fn key(self) -> &'static str {
        PartKind::KEYS[self as usize].1
    }

    /// Finds a part by its key.
    pub fn from_key(key: &str) -> Option<PartKind> {
        PartKind::KEYS.into_iter().find(|(_, k)| *k == key).map(|(part, _)| part)
    }
}

/// A set of part kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct PartSet(u32);

impl FromIterator<PartKind> for PartSet {
    fn from_iter<I: IntoIterator<Item = PartKind>>(parts: I) -> PartSet {
        parts.into_iter().fold(PartSet::NONE, PartSet::with)
    }
}

impl PartSet {
    /// No part.
    pub const NONE: PartSet = PartSet(0);
    /// Every part.
    pub const ALL: PartSet = PartSet((1 << PartKind::KEYS.len()) - 1);
    /// The parts that are running text.
    pub const PROSE: PartSet = PartSet::NONE
        .with(PartKind::OperativePart)
        .with(PartKind::Reasons)
        .with(PartKind::RemedyNotice)
        .with(PartKind::Hints)
        .with(PartKind::Body);

    /// The set with one more part.
    pub const fn with(self, part: PartKind) -> PartSet {
        PartSet(self.0 | 1 << part as u32)
    }

    /// The set without a part.
    pub const fn without(self, part: PartKind) -> PartSet {
        PartSet(self.0 & !(1 << part as u32))
    }

    /// The parts of both sets.
    pub const fn union(self, other: PartSet) -> PartSet {
        PartSet(self.0 | other.0)
    }

    /// True if the part is in the set.
    pub const fn has(self, part: PartKind) -> bool {
        self.0 & 1 << part as u32 != 0
    }
}

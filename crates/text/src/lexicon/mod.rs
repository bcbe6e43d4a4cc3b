//! The full-form lexicon: form -> readings, each with tag, combinations of features and base form.
//!
//! `data/lexicon.bin` is made by `cargo run -p xtask -- lexicon` and read in place: a finite-state transducer from the
//! lower-case form to the number of its class of readings, then the classes. Opening it checks a header and no more.

pub(crate) mod compound;
mod feats;
pub mod frequency;
mod tag;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use fst::raw::Fst;

use crate::memory::{Memory, recall};

pub use feats::Feats;
pub use tag::{Tag, TagSet};

/// First bytes of the file, with the version of its layout.
pub const MAGIC: [u8; 8] = *b"KBLEX\x00\x00\x01";

static BYTES: &[u8] = include_bytes!("../../data/lexicon.bin");
static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::open(BYTES).unwrap_or_else(|| unreachable!("the table is checked by a test")));

thread_local! {
    static CLASSES: RefCell<Memory<Option<Class>>> = const { RefCell::new(Memory::new()) };
}

/// The readings that the built-in lexicon gives a form in lower case; what was asked last is remembered.
pub fn class_of(norm: &str) -> Option<Class> {
    recall(&CLASSES, norm, 0, || LEXICON.get(norm))
}

/// True if the built-in lexicon lists a form in lower case with a tag, whatever the tagger took it for.
pub(crate) fn may_be(norm: &str, tag: Tag) -> bool {
    class_of(norm).is_some_and(|class| LEXICON.tags(class).has(tag))
}

/// The lexicon that is built in.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// A full-form lexicon over the bytes of its file.
pub struct Lexicon {
    forms: Fst<&'static [u8]>,
    /// `u32` each: the first record of a class; one more at the end.
    classes: &'static [u8],
    /// 8 bytes each: tag, removed bytes, base-form rule (`u16`), combinations (`u32`).
    records: &'static [u8],
    /// 4 bytes each: where the ending starts in `endings` (`u16`), its length, where two bytes are taken out (255 = nowhere).
    rules: &'static [u8],
    endings: &'static str,
}

/// The readings of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    first: u32,
    end: u32,
}

/// One reading of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Part of speech.
    pub tag: Tag,
    /// Combinations of features.
    pub feats: Feats,
    cut: u8,
    rule: u16,
}

impl Lexicon {
    /// Opens a table; `None` if the bytes are none.
    pub fn open(bytes: &'static [u8]) -> Option<Lexicon> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let mut sizes = [0usize; 5];
        for (index, size) in sizes.iter_mut().enumerate() {
            *size = u32::from_le_bytes(rest.get(index * 4..index * 4 + 4)?.try_into().ok()?) as usize;
        }
        let mut rest = &rest[20..];
        let mut section = |size: usize| {
            let (section, after) = rest.split_at_checked(size)?;
            rest = after;
            Some(section)
        };
        Some(Lexicon {
            forms: Fst::new(section(sizes[0])?).ok()?,
            classes: section(sizes[1])?,
            records: section(sizes[2])?,
            rules: section(sizes[3])?,
            endings: std::str::from_utf8(section(sizes[4])?).ok()?,
        })
    }

    /// The readings of a form in lower case.
    pub fn get(&self, norm: &str) -> Option<Class> {
        let class = self.forms.get(norm)?.value() as usize;
        let at = |index: usize| {
            let bytes = self.classes.get(index * 4..index * 4 + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        Some(Class { first: at(class)?, end: at(class + 1)? })
    }

    /// The readings of a class, most frequent tag of the reference data first.
    pub fn readings(&self, class: Class) -> impl Iterator<Item = Reading> + '_ {
        let range = class.first as usize * 8..class.end as usize * 8;
        self.records.get(range).unwrap_or_default().chunks_exact(8).filter_map(|r| {
            Some(Reading {
                tag: Tag::from_index(r[0] as usize)?,
                cut: r[1],
                rule: u16::from_le_bytes([r[2], r[3]]),
                feats: Feats(u32::from_le_bytes([r[4], r[5], r[6], r[7]])),
            })
        })
    }

    /// The tags of a class.
    pub fn tags(&self, class: Class) -> TagSet {
        self.readings(class).fold(TagSet::EMPTY, |set, r| set.with(r.tag))
    }

    /// True if a form of so many bytes is surely its own base form: nothing is taken from it and nothing added.
    pub fn is_own_lemma(&self, reading: Reading, bytes: usize) -> bool {
        let at = reading.rule as usize * 4;
        match self.rules.get(at..at + 4) {
            Some(&[_, _, len, infix]) => reading.cut == 0 && len == 0 && infix as usize + 2 > bytes,
            _ => true,
        }
    }

    /// Writes the base form of a reading behind the end of `store`; `form` is where the form stands in it.
    pub fn push_lemma(&self, store: &mut String, form: Range<usize>, reading: Reading) {
        let at = reading.rule as usize * 4;
        let Some(&[low, high, len, infix]) = self.rules.get(at..at + 4) else {
            return store.extend_from_within(form);
        };
        let start = u16::from_le_bytes([low, high]) as usize;
        let mut kept = form.len().saturating_sub(reading.cut as usize);
        if !store.is_char_boundary(form.start + kept) {
            kept = form.len();
        }
        let infix = infix as usize;
        if infix + 2 <= kept && store.get(form.start + infix..form.start + infix + 2).is_some() {
            store.extend_from_within(form.start..form.start + infix);
            store.extend_from_within(form.start + infix + 2..form.start + kept);
        } else {
            store.extend_from_within(form.start..form.start + kept);
        }
        store.push_str(self.endings.get(start..start + len as usize).unwrap_or_default());
    }
}

//! What the tagger knows of a written form wherever it stands; remembered, because letters say the same words again and again.

use std::cell::RefCell;

use crate::lexicon::{Class, TagSet, class_of, compound, lexicon};
use crate::memory::{Memory, recall};

/// A form in lower case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// Its readings, or those of the last part of a compound.
    pub class: Option<Class>,
    /// Bytes before the part that `class` describes; 0 for forms that the lexicon lists.
    pub prefix: u8,
    /// True for forms that the lexicon lists.
    pub listed: bool,
    /// The tags of `class`, or those that carry over to the compound.
    pub tags: TagSet,
    /// The number of the most usual tag, plus 1; 0 for unknown words.
    pub usual: u8,
    /// Its hashes.
    pub hashes: Hashes,
}

/// Hashes of a form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hashes {
    pub whole: u32,
    /// Of the last two, three and five bytes.
    pub endings: [u32; 3],
}

impl Hashes {
    pub fn of(norm: &str) -> Hashes {
        let bytes = norm.as_bytes();
        let ending = |n: usize| hash(&bytes[bytes.len().saturating_sub(n)..]);
        Hashes { whole: hash(bytes), endings: [ending(2), ending(3), ending(5)] }
    }
}

/// FNV-1a, folded to 32 bits.
fn hash(bytes: &[u8]) -> u32 {
    let mut h = 0xcbf2_9ce4_8422_2325u64;
    for b in bytes {
        h = (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3);
    }
    (h ^ (h >> 32)) as u32
}

thread_local! {
    static FORMS: RefCell<Memory<Form>> = const { RefCell::new(Memory::new()) };
}

impl Form {
    /// Looks a word or an abbreviation up; `upper` says whether it is written with a capital letter.
    pub fn of(norm: &str, abbreviation: bool, upper: bool) -> Form {
        let mark = u8::from(abbreviation) << 1 | u8::from(upper);
        recall(&FORMS, norm, mark, || Form::find(norm, abbreviation, upper))
    }

    fn find(norm: &str, abbreviation: bool, upper: bool) -> Form {
        let mut form = Form {
            class: class_of(norm),
            prefix: 0,
            listed: false,
            tags: TagSet::EMPTY,
            usual: 0,
            hashes: Hashes::of(norm),
        };
        if let Some(class) = form.class {
            form.listed = true;
            form.tags = lexicon().tags(class);
        } else if !abbreviation
            && let Some(found) = compound::analyse(norm, upper)
            && !found.tags.is_empty()
        {
            (form.class, form.prefix, form.tags) = (Some(found.class), found.prefix, found.tags);
        }
        let first = form.class.and_then(|class| lexicon().readings(class).next());
        form.usual = first.map_or(0, |r| r.tag as u8 + 1);
        form
    }
}

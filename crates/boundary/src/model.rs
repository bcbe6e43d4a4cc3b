use std::borrow::Cow;

use crate::inline::Gap;
use crate::line::LineGap;

/// Weights of each of the two tables: one byte per slot.
pub const TABLE: usize = 1 << 16;

/// The weights: one table for gaps inside a line, one for line breaks.
///
/// Features are hashed into the tables, so that looking one up is one read and the file needs no names.
#[derive(Debug, Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
}

static BUILTIN: Model = Model { bytes: Cow::Borrowed(include_bytes!("../data/weights.bin")) };

impl Model {
    /// The weights that come with the program.
    pub fn builtin() -> &'static Model {
        &BUILTIN
    }

    /// Weights of one's own: [`TABLE`] signed bytes for gaps inside a line, then as many for line breaks.
    ///
    /// `None` if there are more or fewer.
    pub fn new(bytes: Vec<u8>) -> Option<Model> {
        (bytes.len() == 2 * TABLE).then_some(Model { bytes: Cow::Owned(bytes) })
    }

    /// The weights as they are kept in a file; see [`Model::new`].
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How much speaks for the end of a sentence at a gap inside a line: positive for an end.
    pub fn gap(&self, gap: &Gap<'_>) -> i32 {
        let mut sum = 0;
        gap.features(&mut |feature| sum += self.weight(slot(feature)));
        sum
    }

    /// How much speaks for the end of a sentence at a line break: positive for an end.
    pub fn line(&self, gap: &LineGap<'_>) -> i32 {
        let mut sum = 0;
        gap.features(&mut |feature| sum += self.weight(TABLE + slot(feature)));
        sum
    }

    fn weight(&self, at: usize) -> i32 {
        // The length is checked where models are made; a short file would weigh nothing instead of ending the program.
        self.bytes.get(at).map_or(0, |b| i32::from(*b as i8))
    }
}

/// The place of a feature in its table.
pub fn slot(feature: u64) -> usize {
    // The upper bits of the product are the well mixed ones.
    (feature.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
}

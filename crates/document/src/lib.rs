//! Readers of letters.
#![deny(missing_docs)]

mod model;

pub use model::{Block, BlockKind, Document, Format, Placeholder, PlaceholderKind};

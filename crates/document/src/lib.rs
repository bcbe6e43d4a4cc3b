//! Readers of letters: txt, Markdown, HTML, docx, odt, rtf and pdf become one [`Document`] with text, blocks, placeholders and the
//! way back to the file.
#![deny(missing_docs)]

mod builder;
mod encoding;
mod error;
mod html;
mod limits;
mod md;
mod model;
mod office;
mod outline;
mod pdf;
mod placeholder;
mod read;
mod remark;
pub mod template;
#[cfg(test)]
mod testing;
mod txt;

pub use error::{BombUnit, ErrorPlace, ReadError, ReadErrorKind};
pub use html::read_html;
pub use limits::Limits;
pub use md::read_md;
pub use model::{Block, BlockKind, Document, Format, Placeholder, PlaceholderKind};
pub use office::{Author, Comment, annotate};
pub use read::{read_bytes, read_bytes_as, read_path, read_path_as};
pub use remark::{Remark, RemarkAnchor};
pub use txt::read_txt;
#[doc(hidden)]
pub use txt::read_txt_with;

//! A stock of letters or templates seen as a whole.
//!
//! Letters come one by one ([`Notes`]) and are forgotten at once: a [`Stock`] keeps numbers and hashes, no word of a letter, so that
//! 100,000 letters fit into memory. What it finds names places; whoever shows them reads the words there.
//!
//! ```
//! use klarbrief::stock::{Notes, Stock};
//!
//! let checker = klarbrief::Checker::builder().stock().build()?;
//! let mut stock = Stock::new(&checker);
//! for text in ["Der Antrag wurde geprüft.", "Guten Tag.\n\nDer Antrag wurde geprüft."] {
//!     let document = klarbrief::document::read_txt(text.to_owned());
//!     let report = checker.check(&document);
//!     stock.add(Notes::of(&checker, &document, &report));
//! }
//! let result = stock.finish();
//! assert_eq!(result.mends[0].places.len(), 2, "the same sentence is mended once");
//! # Ok::<(), klarbrief::BuildError>(())
//! ```

mod alike;
mod notes;
mod set;
mod tally;

use diagnostic::Severity;
use document::Document;
use sha2::{Digest, Sha256};

pub(crate) use alike::Signature;
pub use notes::Notes;
pub(crate) use notes::SetMark;
pub use set::SetFinding;
pub use tally::{Alike, Blocks, LeitzielLine, LetterLine, Mend, RuleLine, Stock, StockResult};

/// A place in a stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The letter: how many came before it.
    pub letter: u32,
    /// The block of its document, from 0.
    pub block: u32,
    /// The sentence of the block, from 0; `None` for the block as a whole.
    pub sentence: Option<u32>,
}

impl Spot {
    /// The words at this place of its letter, on one line; `None` if there is no such place.
    pub fn words(&self, document: &Document) -> Option<String> {
        let block = document.blocks.get(self.block as usize)?;
        let text = document.slice(block.range);
        let text = match self.sentence {
            None => text,
            Some(sentence) => {
                let paragraphs = letter::analyse_blocks(document);
                let sentences = &paragraphs.get(self.block as usize)?.sentences;
                return Some(one_line(source::slice(text, sentences.get(sentence as usize)?.range)));
            }
        };
        Some(one_line(text))
    }
}

fn one_line(text: &str) -> String {
    let clean: String = text.chars().filter(|c| *c != '\u{ad}').collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a finding weighs where findings of different severity are added up. A proposal: an error counts as much as two warnings, as
/// five infos, as ten hints.
pub fn weight(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 10,
        Severity::Warning => 5,
        Severity::Info => 2,
        Severity::Hint => 1,
    }
}

/// A short name of a text: the same on every machine and in every version.
pub(crate) fn digest(text: &str) -> u64 {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

//! How long a letter takes: to read, and to handle in the office. Estimates, and called so.

use document::Document;
use letter::Letter;
use text::Paragraph;

use crate::native;

/// Words that an adult reads in a minute, slowly enough for an official letter (Leitziel 9).
pub const WORDS_PER_MINUTE: f64 = 180.0;

/// Minutes in the office for each ruling, each thing asked for, each enclosure: proposals of this project, measured nowhere.
const MINUTES: [f64; 3] = [12.0, 4.0, 1.0];

/// How much work a letter makes. Every figure is an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Handling {
    /// Minutes that reading it takes, at [`WORDS_PER_MINUTE`].
    pub reading_minutes: f64,
    /// Rulings, also small ones.
    pub rulings: usize,
    /// Things that the person is to send or bring.
    pub requests: usize,
    /// Enclosures.
    pub enclosures: usize,
    /// Minutes in the office: twelve for each ruling, four for each thing asked for, one for each enclosure, and reading it
    /// twice. Good for comparing letters with each other, not for planning posts.
    pub office_minutes: f64,
}

/// Estimates the work of a letter with so many words of running text.
pub(crate) fn estimate(
    document: &Document,
    paragraphs: &[Paragraph],
    letter: &Letter,
    words: u32,
) -> Handling {
    let native::Work { rulings, requests, enclosures } = native::work(document, paragraphs, letter);
    let reading_minutes = f64::from(words) / WORDS_PER_MINUTE;
    let counts = [rulings, requests, enclosures];
    let office: f64 = counts.iter().zip(MINUTES).map(|(count, minutes)| *count as f64 * minutes).sum();
    Handling {
        reading_minutes,
        rulings,
        requests,
        enclosures,
        office_minutes: office + 2.0 * reading_minutes,
    }
}

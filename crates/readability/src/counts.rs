use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::{FxHashSet, FxHasher};
use text::{Paragraph, Pos, Sentence, TokenKind};

/// What the formulas are computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Paragraphs and list items of running text.
    pub paragraphs: u32,
    /// Sentences as a reader meets them: a list with its lead-in is one sentence unless its items end with full stops.
    pub sentences: u32,
    /// Words; numbers, dates and addresses are none.
    pub words: u32,
    /// Syllables of the words.
    pub syllables: u32,
    /// Letters and digits of the words.
    pub letters: u32,
    /// Words of more than six letters.
    pub long_words: u32,
    /// Words of three or more syllables.
    pub polysyllables: u32,
    /// Words of one syllable.
    pub monosyllables: u32,
    /// Prepositions.
    pub prepositions: u32,
    /// Conjunctions, coordinating and subordinating.
    pub conjunctions: u32,
    /// Different words (lower case).
    pub types: u32,
    /// Punctuation marks.
    pub punctuation: u32,
}

impl Counts {
    /// Mean number of words of a sentence; `None` without a sentence.
    pub fn words_per_sentence(&self) -> Option<f64> {
        (self.sentences > 0).then(|| f64::from(self.words) / f64::from(self.sentences))
    }
}

/// Counts running text, fragment by fragment in reading order.
///
/// What makes a text look easier without making it so has no effect: a fragment without an end sign (a lead-in before a
/// list, a list item, a sentence torn apart by an empty line) goes on with the next one. Headings and address lines are not
/// handed in at all.
#[derive(Debug, Default)]
pub struct Counter {
    counts: Counts,
    types: FxHashSet<u64>,
    /// Words of a sentence that has not ended yet.
    open_words: u32,
}

impl Counter {
    /// Starts at zero.
    pub fn new() -> Counter {
        Counter::default()
    }

    /// Adds a paragraph or list item.
    pub fn paragraph(&mut self, paragraph: &Paragraph) {
        let before = self.counts.words;
        for sentence in &paragraph.sentences {
            self.sentence(paragraph, sentence);
        }
        if self.counts.words > before {
            self.counts.paragraphs += 1;
        }
    }

    /// Adds one sentence of a paragraph; the paragraph itself is not counted.
    pub fn sentence(&mut self, paragraph: &Paragraph, sentence: &Sentence) {
        for token in paragraph.tokens_of(sentence) {
            match token.kind {
                TokenKind::Punctuation => self.counts.punctuation += 1,
                _ if !token.is_word() => {}
                _ => {
                    let counts = &mut self.counts;
                    counts.words += 1;
                    self.open_words += 1;
                    counts.syllables += u32::from(token.syllables);
                    counts.letters += u32::from(token.letters);
                    counts.long_words += u32::from(token.letters > 6);
                    counts.polysyllables += u32::from(token.syllables >= 3);
                    counts.monosyllables += u32::from(token.syllables == 1);
                    counts.prepositions += u32::from(token.pos == Pos::Adp);
                    counts.conjunctions += u32::from(matches!(token.pos, Pos::Cconj | Pos::Sconj));
                    let hash = BuildHasherDefault::<FxHasher>::default().hash_one(paragraph.norm(token));
                    self.types.insert(hash);
                }
            }
        }
        if sentence.terminated {
            self.end_sentence();
        }
    }

    /// Ends a sentence that is still open, for instance at a heading.
    pub fn end_sentence(&mut self) {
        if self.open_words > 0 {
            self.counts.sentences += 1;
            self.open_words = 0;
        }
    }

    /// Ends counting.
    pub fn finish(mut self) -> Counts {
        self.end_sentence();
        self.counts.types = self.types.len() as u32;
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::{Layout, analyse};

    fn count(paragraphs: &[&str]) -> Counts {
        let mut counter = Counter::new();
        for text in paragraphs {
            counter.paragraph(&analyse(text, &Layout::default()));
        }
        counter.finish()
    }

    #[test]
    fn counts_by_hand() {
        // Wir(1) haben(2) Ihren(2) Antrag(2) am 3. Mai geprüft(2): am(1), Mai(1); "3." is no word.
        let counts = count(&["Wir haben Ihren Antrag am 3. Mai geprüft."]);
        assert_eq!((counts.sentences, counts.words, counts.syllables), (1, 7, 11));
        assert_eq!((counts.long_words, counts.polysyllables, counts.monosyllables), (1, 0, 3));
        assert_eq!(counts.letters, 3 + 5 + 5 + 6 + 2 + 3 + 7);
        assert_eq!((counts.punctuation, counts.types, counts.prepositions), (1, 7, 1));
    }

    #[test]
    fn list_points_and_breaks_change_nothing() {
        let flowing =
            count(&["Bitte bringen Sie den Pass, den Mietvertrag und ein Foto mit. Danke für Ihre Hilfe."]);
        let broken = count(&[
            "Bitte bringen Sie den Pass,",
            "den Mietvertrag",
            "und ein Foto mit.",
            "Danke für Ihre Hilfe.",
        ]);
        assert_eq!(flowing.sentences, 2);
        assert_eq!(flowing.sentences, broken.sentences);
        assert_eq!(flowing.words, broken.words);
        assert_eq!(flowing.syllables, broken.syllables);
    }
}

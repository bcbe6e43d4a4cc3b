//! Terms of art where they stand, with their plain explanation.

use document::Document;
use rule::{Candidates, LexiconRow, TokenContext};
use source::{TextRange, TextSize};
use text::Paragraph;

use crate::ruleset::Ruleset;

/// A term of art in a letter.
#[derive(Debug, Clone, Copy)]
pub struct Term<'r> {
    /// Where it stands in [`Document::text`].
    pub range: TextRange,
    /// The row of the table that explains it: a class `explain/…`, explanations as suggestions.
    pub row: &'r LexiconRow,
}

impl Ruleset {
    /// The term of art at an offset, whether or not it is a finding there: of several the longest.
    ///
    /// `paragraphs` must be the analyses of the blocks of the document. Only tables that some rule reports are asked.
    pub fn term_at(
        &self,
        document: &Document,
        paragraphs: &[Paragraph],
        offset: TextSize,
    ) -> Option<Term<'_>> {
        let block = document.blocks.partition_point(|b| b.range.end() < offset);
        let base = document.blocks.get(block)?.range.start();
        let paragraph = paragraphs.get(block)?;
        let inside = offset.checked_sub(base)?;
        let sentence = paragraph.sentences.iter().find(|s| s.range.contains_inclusive(inside))?;
        let set = self.compiled();
        let symbols = set.symbols(paragraph);
        let text = document.slice(document.blocks[block].range);
        let ctx = TokenContext { text, paragraph, symbols: &symbols };
        let mut candidates = Candidates::new();
        set.candidates(&ctx, sentence.indices(), &mut candidates);
        let hits = set.lexicon_hits(&ctx, sentence.indices(), &candidates);
        let terms = hits.iter().filter_map(|hit| {
            let row = &set.lexicon[hit.entry].row;
            let words = &paragraph.tokens[hit.tokens.clone()];
            let range = words.first()?.range.cover(words.last()?.range);
            let here = row.class.starts_with("explain/") && range.contains_inclusive(inside);
            here.then_some(Term { range: range + base, row })
        });
        terms.max_by_key(|term| term.range.len())
    }
}

#[cfg(test)]
mod tests {
    use crate::Checker;

    #[test]
    fn a_term_is_explained_where_it_stands() {
        let checker = Checker::builder().without_examples().build().expect("the built-in rules");
        let text = "Die sofortige Vollziehung wird angeordnet. Sie bekommen eine Fiktionsbescheinigung.";
        let document = document::read_txt(text.to_owned());
        let report = checker.check(&document);
        let at = |word: &str| {
            let offset =
                u32::try_from(text.find(word).expect("the word stands there")).expect("a short text");
            checker.ruleset().term_at(&document, &report.paragraphs, (offset + 1).into())
        };
        let term = at("Fiktions").expect("a term");
        assert_eq!(document.slice(term.range), "Fiktionsbescheinigung");
        assert!(!term.row.suggestions.is_empty());
        assert_eq!(at("Vollziehung").map(|t| document.slice(t.range)), Some("sofortige Vollziehung"));
        assert!(at("bekommen").is_none());
    }
}

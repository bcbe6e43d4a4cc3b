use diagnostic::{Diagnostic, Severity};
use document::Document;
use letter::Letter;
use readability::{Counts, Effort, Formula};
use source::{TextRange, TextSize};
use text::Paragraph;

use crate::handling::Handling;
use crate::leitziele::Leitziel;
use crate::suppress::Suppressed;

/// What a check found out about one letter.
#[derive(Debug, Clone)]
pub struct Report {
    /// The findings, sorted by place, then by rule. Ranges are byte offsets into [`Document::text`].
    pub findings: Vec<Diagnostic>,
    /// Findings that a comment in the letter or the configuration accepts, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// The structure of the letter.
    pub letter: Letter,
    /// Scores and counts.
    pub scores: Scores,
    /// The twelve guiding principles in order.
    pub leitziele: Vec<Leitziel>,
    /// How much work the letter makes, by estimate.
    pub handling: Handling,
    /// The language analysis of each block of the document.
    pub paragraphs: Vec<Paragraph>,
    /// The day of the law that citations were looked up in (Rechtsstand), `YYYY-MM-DD`.
    pub law_date: String,
    /// What rules about a set of letters noted; empty unless the checker was built for a stock.
    pub(crate) marks: Vec<crate::stock::SetMark>,
}

/// Scores of a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// How easy it is to read, 0 (very hard) to 100 (very easy); `None` for a letter without running text.
    pub comprehensibility: Option<f64>,
    /// How far the reasons of its burdening rulings can be followed, 0 to 100; `None` without such a ruling.
    pub traceability: Option<f64>,
    /// What the formulas are computed from.
    pub counts: Counts,
    /// What `comprehensibility` is computed from, sentence by sentence.
    pub effort: Effort,
}

impl Scores {
    /// The value of a formula, `None` where it is not defined.
    pub fn formula(&self, formula: Formula) -> Option<f64> {
        formula.value(&self.counts)
    }
}

/// A place in a letter, for people: both numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The block of the document, empty paragraphs not counted.
    pub paragraph: u32,
    /// The sentence of that block.
    pub sentence: u32,
}

impl Report {
    /// The worst severity of all findings, `None` without findings.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|f| f.severity).max()
    }

    /// The number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }

    /// Paragraph and sentence of an offset; the last ones for an offset past the end, 1 and 1 for an empty letter.
    pub fn place(&self, document: &Document, offset: TextSize) -> Place {
        let block = document
            .blocks
            .partition_point(|b| b.range.end() <= offset)
            .min(document.blocks.len().saturating_sub(1));
        let sentence = self.sentence_at(document, block, offset).unwrap_or(0);
        Place { paragraph: block as u32 + 1, sentence: sentence as u32 + 1 }
    }

    /// The range of the sentence at an offset, for an excerpt; `None` for an empty letter.
    pub fn sentence(&self, document: &Document, offset: TextSize) -> Option<TextRange> {
        let block = document
            .blocks
            .partition_point(|b| b.range.end() <= offset)
            .min(document.blocks.len().checked_sub(1)?);
        let base = document.blocks[block].range.start();
        let sentence = self.sentence_at(document, block, offset)?;
        Some(self.paragraphs.get(block)?.sentences.get(sentence)?.range + base)
    }

    fn sentence_at(&self, document: &Document, block: usize, offset: TextSize) -> Option<usize> {
        let base = document.blocks.get(block)?.range.start();
        let paragraph = self.paragraphs.get(block)?;
        let relative = offset.checked_sub(base).unwrap_or_default();
        let index = paragraph.sentences.partition_point(|s| s.range.end() <= relative);
        Some(index.min(paragraph.sentences.len().checked_sub(1)?))
    }
}

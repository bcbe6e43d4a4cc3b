//! Scores of a letter, from its analysis.

use document::{BlockKind, Document};
use letter::{AnchorKind, Letter, PartKind, PartSet};
use readability::{Counter, Counts};
use text::Paragraph;

use crate::report::Scores;

/// Computes all scores.
pub(crate) fn compute(document: &Document, paragraphs: &[Paragraph], letter: &Letter) -> Scores {
    let counts = counts(document, paragraphs, letter);
    Scores {
        comprehensibility: readability::comprehensibility(&counts),
        traceability: traceability(letter),
        counts,
    }
}

/// Counts running text: not headings, addresses, salutation or closing, which would make any letter look easier.
fn counts(document: &Document, paragraphs: &[Paragraph], letter: &Letter) -> Counts {
    let mut counter = Counter::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let heading = matches!(document.blocks[index].kind, BlockKind::Heading { .. });
        if heading || !PartSet::PROSE.has(letter.part_of_block[index]) {
            counter.end_sentence();
        } else {
            counter.paragraph(paragraph);
        }
    }
    counter.finish()
}

/// How far the reasons of the burdening rulings can be followed: norm, fact and link each give a third.
///
/// A first measure over the reasons of the whole letter; each ruling gets its own chain later.
fn traceability(letter: &Letter) -> Option<f64> {
    letter.points.iter().any(|p| p.burden).then(|| {
        let shown = |kind: AnchorKind| f64::from(u8::from(letter.anchors.iter().any(|a| a.kind == kind)));
        let reasons = f64::from(u8::from(letter.has(PartKind::Reasons)));
        let (norm, fact) = (shown(AnchorKind::Norm), shown(AnchorKind::Fact));
        // A link joins nothing where there is neither norm nor fact.
        let parts = norm + fact + shown(AnchorKind::Link).min(norm + fact);
        reasons * (parts / 3.0 * 100.0).round()
    })
}

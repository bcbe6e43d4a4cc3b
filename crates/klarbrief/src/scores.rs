//! Scores of a letter, from its analysis.

use document::{BlockKind, Document};
use letter::{Letter, PartSet, Ruling};
use readability::{Counter, Counts, Effort, Gauge};
use text::Paragraph;

use crate::report::Scores;

/// Computes all scores.
pub(crate) fn compute(document: &Document, paragraphs: &[Paragraph], letter: &Letter) -> Scores {
    let (counts, effort) = read(document, paragraphs, letter);
    Scores { comprehensibility: effort.score(), traceability: traceability(letter), counts, effort }
}

/// Reads running text: not headings, addresses, salutation or closing, which would make any letter look easier.
fn read(document: &Document, paragraphs: &[Paragraph], letter: &Letter) -> (Counts, Effort) {
    let (mut counter, mut gauge) = (Counter::new(), Gauge::new());
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let block = &document.blocks[index];
        if matches!(block.kind, BlockKind::Heading { .. }) || !PartSet::PROSE.has(letter.part_of_block[index])
        {
            counter.end_sentence();
            gauge.end_sentence();
        } else {
            counter.paragraph(paragraph);
            for sentence in &paragraph.sentences {
                gauge.sentence(paragraph, sentence, block.range.start().into());
            }
        }
    }
    (counter.finish(), gauge.finish())
}

/// How far the reasons of the burdening rulings can be followed: the mean over them, 0 to 100.
///
/// A ruling that follows from another one (a fee, costs, a coercive means) needs less: a norm and a word why.
fn traceability(letter: &Letter) -> Option<f64> {
    let points: Vec<f64> = letter
        .points
        .iter()
        .filter(|p| p.burden && p.ruling.decides())
        .map(|p| {
            let follows = matches!(p.ruling, Ruling::Fee | Ruling::Cost | Ruling::Coerce);
            match p.level {
                0 => 0.0,
                1 => 15.0,
                2 => 40.0,
                3 if follows => 100.0,
                3 => 70.0,
                _ => 100.0,
            }
        })
        .collect();
    (!points.is_empty()).then(|| (points.iter().sum::<f64>() / points.len() as f64).round())
}

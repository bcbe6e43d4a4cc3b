//! Scores, formulas and counts.

use std::collections::BTreeMap;

use klarbrief::readability::Formula;
use serde::Serialize;

use super::rounded;

#[derive(Debug, Serialize)]
pub(crate) struct Scores {
    comprehensibility: Option<f64>,
    traceability: Option<f64>,
    /// By number of the guiding principle; null where nothing is measured.
    leitziele: BTreeMap<u8, Option<f64>>,
    formulas: Formulas,
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct Formulas {
    flesch_amstad: Option<f64>,
    wiener_1: Option<f64>,
    wiener_2: Option<f64>,
    wiener_3: Option<f64>,
    wiener_4: Option<f64>,
    lix: Option<f64>,
    rix: Option<f64>,
    gsmog: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Counts {
    paragraphs: u32,
    sentences: u32,
    words: u32,
    syllables: u32,
    letters: u32,
    long_words: u32,
    polysyllables: u32,
    monosyllables: u32,
}

impl Scores {
    pub(crate) fn new(scores: &klarbrief::Scores) -> Scores {
        let formula = |f: Formula| scores.formula(f).map(rounded);
        let counts = &scores.counts;
        Scores {
            comprehensibility: scores.comprehensibility.map(rounded),
            traceability: scores.traceability.map(rounded),
            leitziele: (1..=12).map(|n| (n, None)).collect(),
            formulas: Formulas {
                flesch_amstad: formula(Formula::FleschAmstad),
                wiener_1: formula(Formula::Wiener1),
                wiener_2: formula(Formula::Wiener2),
                wiener_3: formula(Formula::Wiener3),
                wiener_4: formula(Formula::Wiener4),
                lix: formula(Formula::Lix),
                rix: formula(Formula::Rix),
                gsmog: formula(Formula::Gsmog),
            },
            counts: Counts {
                paragraphs: counts.paragraphs,
                sentences: counts.sentences,
                words: counts.words,
                syllables: counts.syllables,
                letters: counts.letters,
                long_words: counts.long_words,
                polysyllables: counts.polysyllables,
                monosyllables: counts.monosyllables,
            },
        }
    }
}

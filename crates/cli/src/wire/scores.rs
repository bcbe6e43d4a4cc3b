//! Scores, formulas and counts.

use std::collections::BTreeMap;

use klarbrief::Report;
use klarbrief::document::Document;
use klarbrief::leitziele;
use klarbrief::readability::{Band, FEW_WORDS, Formula, Model};
use serde::Serialize;

use super::rounded;
use crate::lang::lang;

/// Sentences and words in `costs`.
const MOST_COSTS: usize = 10;

#[derive(Debug, Serialize)]
pub(crate) struct Scores<'a> {
    comprehensibility: Option<f64>,
    comprehensibility_details: Comprehensibility,
    costs: Costs<'a>,
    traceability: Option<f64>,
    /// By number of the guiding principle; null where nothing in the letter speaks for or against it.
    leitziele: BTreeMap<u8, Option<f64>>,
    leitziele_details: Vec<Leitziel<'a>>,
    handling: Handling,
    formulas: Formulas,
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct Comprehensibility {
    /// very-hard, hard, medium, easy, very-easy.
    band: Option<&'static str>,
    /// The level that a reader roughly needs: an estimate.
    cefr_estimate: Option<&'static str>,
    /// False for a text that is too short for the value to mean much.
    reliable: bool,
    model_version: u32,
}

/// What costs most, in points of comprehensibility.
#[derive(Debug, Serialize)]
struct Costs<'a> {
    sentences: Vec<SentenceCost>,
    words: Vec<WordCost<'a>>,
    /// The score without all of `sentences`.
    score_without: Option<f64>,
}

#[derive(Debug, Serialize)]
struct SentenceCost {
    start: u32,
    end: u32,
    points: f64,
    score: f64,
    score_without: Option<f64>,
    words: u32,
    clauses: u32,
    depth: u8,
    /// In the language of the messages.
    reasons: Vec<String>,
}

#[derive(Debug, Serialize)]
struct WordCost<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    count: usize,
    points: f64,
}

#[derive(Debug, Serialize)]
struct Leitziel<'a> {
    number: u8,
    /// In the language of the messages, as `unseen`.
    title: &'static str,
    score: Option<f64>,
    /// True for a value that is an estimate and no measurement.
    estimate: bool,
    shown: Vec<Shown<'a>>,
    missing: Vec<Missing<'a>>,
    /// What no text can show.
    unseen: &'static str,
}

#[derive(Debug, Serialize)]
struct Shown<'a> {
    rule: &'a str,
    start: Option<u32>,
    end: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Missing<'a> {
    rule: &'a str,
    count: usize,
    start: u32,
    end: u32,
}

/// Estimates, all of them.
#[derive(Debug, Serialize)]
struct Handling {
    estimate: bool,
    reading_minutes: f64,
    office_minutes: f64,
    rulings: usize,
    requests: usize,
    enclosures: usize,
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

impl<'a> Scores<'a> {
    pub(crate) fn new(document: &'a Document, report: &'a Report) -> Scores<'a> {
        let scores = &report.scores;
        let formula = |f: Formula| scores.formula(f).map(rounded);
        let counts = &scores.counts;
        Scores {
            comprehensibility: scores.comprehensibility.map(rounded),
            comprehensibility_details: Comprehensibility {
                band: scores.comprehensibility.map(|s| Band::of(s).key()),
                cefr_estimate: scores.comprehensibility.map(|s| Band::of(s).cefr()),
                reliable: counts.words >= FEW_WORDS,
                model_version: Model::builtin().version,
            },
            costs: costs(document, report),
            traceability: scores.traceability.map(rounded),
            leitziele: report.leitziele.iter().map(|l| (l.number, l.score.map(rounded))).collect(),
            leitziele_details: report.leitziele.iter().map(leitziel).collect(),
            handling: Handling {
                estimate: true,
                reading_minutes: rounded(report.handling.reading_minutes),
                office_minutes: rounded(report.handling.office_minutes),
                rulings: report.handling.rulings,
                requests: report.handling.requests,
                enclosures: report.handling.enclosures,
            },
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

fn costs<'a>(document: &'a Document, report: &Report) -> Costs<'a> {
    let costs = report.costs(document, MOST_COSTS);
    Costs {
        sentences: costs
            .sentences
            .iter()
            .map(|s| SentenceCost {
                start: s.range.start().into(),
                end: s.range.end().into(),
                points: rounded(s.points),
                score: rounded(s.score),
                score_without: s.score_without.map(rounded),
                words: s.load.words,
                clauses: s.load.clauses,
                depth: s.load.depth,
                reasons: s.reasons(lang()),
            })
            .collect(),
        words: costs
            .words
            .iter()
            .map(|w| WordCost {
                start: w.range.start().into(),
                end: w.range.end().into(),
                text: document.slice(w.range),
                count: w.count,
                points: rounded(w.points),
            })
            .collect(),
        score_without: costs.score_without.map(rounded),
    }
}

fn leitziel(leitziel: &klarbrief::Leitziel) -> Leitziel<'_> {
    Leitziel {
        number: leitziel.number,
        title: leitziele::title(leitziel.number, lang()),
        score: leitziel.score.map(rounded),
        estimate: leitziel.is_estimate(),
        shown: leitziel
            .shown
            .iter()
            .map(|s| Shown {
                rule: &s.rule,
                start: s.range.map(|r| r.start().into()),
                end: s.range.map(|r| r.end().into()),
            })
            .collect(),
        missing: leitziel
            .missing
            .iter()
            .map(|m| Missing {
                rule: &m.rule,
                count: m.count,
                start: m.range.start().into(),
                end: m.range.end().into(),
            })
            .collect(),
        unseen: leitziele::unseen(leitziel.number, lang()),
    }
}

//! What a stock keeps of one letter.

use std::collections::BTreeMap;
use std::sync::Arc;

use diagnostic::Severity;
use document::Document;
use letter::PartSet;
use rule::Unit;
use text::{Paragraph, Sentence, TokenKind};

use super::alike::Signature;
use super::{digest, weight};
use crate::{Checker, Report, Ruleset};

/// What a stock keeps of one letter: numbers and hashes, no words.
#[derive(Debug)]
pub struct Notes {
    /// The rule set that all numbers of rules count in.
    pub(super) ruleset: Arc<Ruleset>,
    pub(super) words: u32,
    pub(super) comprehensibility: Option<f64>,
    pub(super) traceability: Option<f64>,
    /// How many burdening rulings reach each level of reasons.
    pub(super) levels: [u32; 6],
    /// By rule: worst severity, findings, weight.
    pub(super) rules: BTreeMap<u32, (Severity, u32, u32)>,
    /// By severity, from least to most.
    pub(super) findings: [u32; 4],
    /// By guiding principle, and for each by severity, from least to most.
    pub(super) leitziele: [[u32; 4]; 12],
    /// Sentences that findings could be mended in, in reading order.
    pub(super) sentences: Vec<SentenceNote>,
    /// Blocks that say enough to be compared.
    pub(super) blocks: Vec<BlockNote>,
    pub(super) marks: Vec<SetMark>,
}

/// A sentence with findings.
#[derive(Debug)]
pub(super) struct SentenceNote {
    pub id: u64,
    pub block: u32,
    pub sentence: u32,
    pub findings: u32,
    pub weight: u32,
    /// The rules that found something, sorted.
    pub rules: Vec<u32>,
}

/// A block of running text.
#[derive(Debug)]
pub(super) struct BlockNote {
    pub id: u64,
    pub block: u32,
    pub signature: Signature,
}

/// What a rule about sets found in one letter it asked.
#[derive(Debug, Clone)]
pub(crate) struct SetMark {
    /// The rule, by its place in the rule set.
    pub rule: u32,
    /// Short names of the different texts it found; empty: the letter is not marked.
    pub texts: Vec<u64>,
    /// The blocks it found, for rules that compare passages.
    pub passages: Vec<(u32, Signature)>,
}

impl Notes {
    /// Takes notes. The checker must be the one that wrote the report; only one built with
    /// [`stock`](crate::CheckerBuilder::stock) notes what rules about sets need.
    pub fn of(checker: &Checker, document: &Document, report: &Report) -> Notes {
        let ruleset = checker.ruleset();
        let mut notes = Notes {
            ruleset: checker.ruleset.clone(),
            words: report.scores.counts.words,
            comprehensibility: report.scores.comprehensibility,
            traceability: report.scores.traceability,
            levels: [0; 6],
            rules: BTreeMap::new(),
            findings: [0; 4],
            leitziele: [[0; 4]; 12],
            sentences: Vec::new(),
            blocks: Vec::new(),
            marks: report.marks.clone(),
        };
        for point in report.letter.points.iter().filter(|p| p.burden && p.ruling.decides()) {
            notes.levels[usize::from(point.level).min(5)] += 1;
        }
        let mut sentences: BTreeMap<(u32, u32), SentenceNote> = BTreeMap::new();
        for finding in &report.findings {
            notes.findings[finding.severity as usize] += 1;
            if let Some(row) = notes.leitziele.get_mut(usize::from(finding.leitziel).wrapping_sub(1)) {
                row[finding.severity as usize] += 1;
            }
            let Some(rule) = ruleset.rules().iter().position(|r| r.id == finding.rule) else { continue };
            let weight = weight(finding.severity);
            let line = notes.rules.entry(rule as u32).or_insert((finding.severity, 0, 0));
            *line = (line.0.max(finding.severity), line.1 + 1, line.2 + weight);
            // What is missing in a letter is not mended in the sentence that it is shown at.
            if matches!(ruleset.rules()[rule].scope.unit, Unit::Letter | Unit::Part | Unit::Set) {
                continue;
            }
            let place = report.place(document, finding.range.start());
            let at = (place.paragraph - 1, place.sentence - 1);
            let Some(sentence) = sentence(report, at) else { continue };
            let note = sentences.entry(at).or_insert_with(|| SentenceNote {
                id: sentence_id(document, report, at.0, sentence),
                block: at.0,
                sentence: at.1,
                findings: 0,
                weight: 0,
                rules: Vec::new(),
            });
            note.findings += 1;
            note.weight += weight;
            if let Err(place) = note.rules.binary_search(&(rule as u32)) {
                note.rules.insert(place, rule as u32);
            }
        }
        notes.sentences = sentences.into_values().collect();
        for (block, paragraph) in report.paragraphs.iter().enumerate() {
            if PartSet::PROSE.has(report.letter.part_of_block[block])
                && let Some(signature) = Signature::of_content(paragraph)
            {
                let text = document.slice(document.blocks[block].range);
                let id = digest(&plain(text, paragraph, 0..paragraph.tokens.len()));
                notes.blocks.push(BlockNote { id, block: block as u32, signature });
            }
        }
        notes
    }
}

fn sentence(report: &Report, (block, sentence): (u32, u32)) -> Option<&Sentence> {
    report.paragraphs.get(block as usize)?.sentences.get(sentence as usize)
}

fn sentence_id(document: &Document, report: &Report, block: u32, sentence: &Sentence) -> u64 {
    let block = block as usize;
    let text = document.slice(document.blocks[block].range);
    let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
    digest(&plain(text, &report.paragraphs[block], tokens))
}

/// Words as they are compared over a stock: without the marker of a list, and with one sign for everything that differs from
/// letter to letter though the template is the same: numbers, dates, file numbers, fields.
fn plain(text: &str, paragraph: &Paragraph, tokens: std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for token in &paragraph.tokens[tokens] {
        let word = match token.kind {
            TokenKind::ListMarker => continue,
            TokenKind::Number
            | TokenKind::Ordinal
            | TokenKind::Date
            | TokenKind::Time
            | TokenKind::FileNumber
            | TokenKind::Placeholder => "#",
            TokenKind::Punctuation => source::slice(text, token.range),
            _ => paragraph.norm(token),
        };
        out.push_str(word);
        out.push(' ');
    }
    out
}

//! What the view of a stock shows; also its JSON.

use std::collections::{BTreeMap, BTreeSet};

use klarbrief::diagnostic::Severity;
use klarbrief::stock::{LetterLine, Mend as InnerMend, SetFinding, Spot, StockResult};
use serde::Serialize;

use super::earlier::{Earlier, Trend};
use super::read;
use crate::house::Planned;
use crate::lang::lang;
use crate::totals::{BANDS, band};
use crate::trouble::Failure;
use crate::wire::run::{Tally, Tool};
use crate::wire::{SCHEMA_VERSION, rounded};

/// How much the view shows.
const MENDS: usize = 100;
const PLACES: usize = 1_000;
const WORST: usize = 20;
const ALIKE: usize = 20;
const WORDINGS: usize = 6;
const LETTERS: usize = 20;
const SET: usize = 20;

/// The whole answer.
#[derive(Debug, Serialize)]
pub(super) struct View {
    schema_version: u32,
    tool: Tool,
    pub stock: Whole,
    /// Compared with an earlier view; null without one.
    pub trend: Option<Trend>,
}

#[derive(Debug, Serialize)]
pub(super) struct Whole {
    /// Letters that were read.
    pub letters: usize,
    /// Letters that could not be read.
    pub errors: usize,
    pub words: u64,
    pub findings: Tally,
    pub comprehensibility: Spread,
    pub traceability: Spread,
    /// Burdening rulings by the level of their reasons, 0 to 5.
    pub levels: [u64; 6],
    pub leitziele: Vec<Leitziel>,
    pub rules: Vec<RuleLine>,
    pub set_findings: Vec<SetRule>,
    /// Sentences to mend once, by gain; the first hundred.
    pub mends: Vec<Mend>,
    /// Different sentences with findings beyond those.
    pub more_mends: usize,
    pub worst: Vec<Worst>,
    pub alike: Vec<Alike>,
    /// Different blocks that were compared, and those that were too many to compare.
    pub blocks_compared: u64,
    pub blocks_uncompared: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct Spread {
    /// Null if no letter has the score.
    pub mean: Option<f64>,
    pub letters: usize,
    /// Letters in each tenth of the scale, from low to high.
    pub bands: [usize; BANDS],
}

#[derive(Debug, Serialize)]
pub(super) struct Leitziel {
    pub leitziel: u8,
    /// Rules that ran for it; 0 says that nobody looked.
    pub rules: u32,
    pub findings: Tally,
    pub per_1000_words: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct RuleLine {
    pub rule: String,
    pub title: String,
    pub severity: &'static str,
    pub findings: u64,
    pub letters: u32,
}

/// A rule about sets that found something.
#[derive(Debug, Serialize)]
pub(super) struct SetRule {
    pub rule: String,
    pub title: String,
    pub leitziel: u8,
    pub severity: &'static str,
    pub why: String,
    pub source: String,
    /// How often it found something.
    pub count: usize,
    /// The first twenty.
    pub findings: Vec<SetLine>,
}

#[derive(Debug, Serialize)]
pub(super) struct SetLine {
    pub message: String,
    /// Letters that the rule was asked about.
    pub size: u32,
    pub marked: usize,
    /// Some of the letters in which it found something, and of those in which it did not.
    pub marked_letters: Vec<String>,
    pub unmarked_letters: Vec<String>,
    /// The passage that is repeated, and where.
    pub text: Option<String>,
    pub places: Vec<Place>,
}

#[derive(Debug, Serialize)]
pub(super) struct Mend {
    pub id: String,
    /// Null if the letter cannot be read again.
    pub text: Option<String>,
    pub places: usize,
    pub letters: usize,
    pub findings: u64,
    pub gain: u64,
    pub rules: Vec<String>,
    /// The first thousand places.
    pub at: Vec<Place>,
}

#[derive(Debug, Serialize)]
pub(super) struct Place {
    pub path: String,
    /// Counted from 1.
    pub paragraph: u32,
}

#[derive(Debug, Serialize)]
pub(super) struct Worst {
    pub path: String,
    /// Weight of its findings per 100 words.
    pub burden: f64,
    pub words: u32,
    pub comprehensibility: Option<f64>,
    pub traceability: Option<f64>,
    pub findings: Tally,
    /// The rules whose findings weigh most.
    pub reasons: Vec<Reason>,
}

#[derive(Debug, Serialize)]
pub(super) struct Reason {
    pub rule: String,
    pub title: String,
    pub findings: u32,
}

#[derive(Debug, Serialize)]
pub(super) struct Alike {
    /// Estimated share of common words, of the wording that is furthest from the first one.
    pub overlap: f64,
    /// Different wordings, and all places.
    pub wordings: usize,
    pub places: u64,
    /// The commonest wordings.
    pub texts: Vec<Wording>,
}

#[derive(Debug, Serialize)]
pub(super) struct Wording {
    pub text: Option<String>,
    pub places: u32,
    pub at: Place,
}

impl View {
    /// `read` leads from letters of the stock to `inputs`.
    pub(super) fn new(
        result: StockResult,
        inputs: &[Planned],
        read: &[usize],
        errors: usize,
        earlier: Option<Earlier>,
        threads: usize,
    ) -> Result<View, Failure> {
        let firsts = result.mends.iter().take(MENDS).filter_map(|m| m.places.first().copied());
        let wordings =
            result.alike.iter().take(ALIKE).flat_map(|a| a.wordings.iter().take(WORDINGS).map(|(s, _)| *s));
        let passages = result.set.iter().filter_map(|finding| finding.passages.first().copied());
        let texts = read::words(inputs, read, firsts.chain(wordings).chain(passages), threads)?;
        let names = Names { result: &result, inputs, read, texts };
        let words: u64 = result.letters.iter().map(|l| u64::from(l.words)).sum();
        let stock = Whole {
            letters: result.letters.len(),
            errors,
            words,
            findings: result.letters.iter().fold(Tally::default(), |mut sum, letter| {
                sum.add(tally(letter.findings.map(|n| n as usize)));
                sum
            }),
            comprehensibility: spread(result.letters.iter().filter_map(|l| l.comprehensibility)),
            traceability: spread(result.letters.iter().filter_map(|l| l.traceability)),
            levels: result.levels,
            leitziele: leitziele(&result, words),
            rules: names.rules(&result),
            set_findings: names.set_rules(&result.set),
            mends: result.mends.iter().take(MENDS).map(|mend| names.mend(mend)).collect(),
            more_mends: result.sentences().saturating_sub(MENDS),
            worst: names.worst(&result.letters),
            alike: names.alike(&result),
            blocks_compared: result.blocks.compared,
            blocks_uncompared: result.blocks.uncompared,
        };
        let trend = earlier.map(|earlier| Trend::new(&earlier, &stock, &result));
        Ok(View { schema_version: SCHEMA_VERSION, tool: Tool::this(), stock, trend })
    }
}

/// Leads from numbers to names.
struct Names<'a> {
    result: &'a StockResult,
    inputs: &'a [Planned],
    read: &'a [usize],
    texts: BTreeMap<Spot, String>,
}

impl Names<'_> {
    fn path(&self, letter: u32) -> String {
        self.inputs[self.read[letter as usize]].input.path.clone()
    }

    fn place(&self, spot: &Spot) -> Place {
        Place { path: self.path(spot.letter), paragraph: spot.block + 1 }
    }

    fn rule(&self, index: u32) -> (String, String) {
        let rule = self.result.rule(index);
        (rule.id.to_string(), rule.title.pick(lang()).to_string())
    }

    fn rules(&self, result: &StockResult) -> Vec<RuleLine> {
        let lines = result.rules.iter().map(|line| {
            let (rule, title) = self.rule(line.rule);
            let severity = line.severity.key();
            RuleLine { rule, title, severity, findings: line.findings, letters: line.letters }
        });
        lines.collect()
    }

    fn mend(&self, mend: &InnerMend) -> Mend {
        let letters: BTreeSet<u32> = mend.places.iter().map(|spot| spot.letter).collect();
        Mend {
            id: format!("{:016x}", mend.id),
            text: mend.places.first().and_then(|spot| self.texts.get(spot).cloned()),
            places: mend.places.len(),
            letters: letters.len(),
            findings: mend.findings,
            gain: mend.gain,
            rules: mend.rules.iter().map(|rule| self.rule(*rule).0).collect(),
            at: mend.places.iter().take(PLACES).map(|spot| self.place(spot)).collect(),
        }
    }

    fn set_rules(&self, findings: &[SetFinding]) -> Vec<SetRule> {
        let groups = findings.chunk_by(|a, b| a.rule == b.rule).map(|group| {
            let first = &group[0];
            SetRule {
                rule: first.rule.to_string(),
                title: first.title.to_string(),
                leitziel: first.leitziel,
                severity: first.severity.key(),
                why: first.why.to_string(),
                source: first.source.to_string(),
                count: group.len(),
                findings: group.iter().take(SET).map(|finding| self.set_line(finding)).collect(),
            }
        });
        groups.collect()
    }

    fn set_line(&self, finding: &SetFinding) -> SetLine {
        let some = |letters: &[u32]| letters.iter().take(LETTERS).map(|l| self.path(*l)).collect();
        SetLine {
            message: finding.message.clone(),
            size: finding.size,
            marked: finding.marked.len(),
            marked_letters: some(&finding.marked),
            unmarked_letters: some(&finding.unmarked),
            text: finding.passages.first().and_then(|spot| self.texts.get(spot).cloned()),
            places: finding.passages.iter().take(PLACES).map(|spot| self.place(spot)).collect(),
        }
    }

    fn worst(&self, letters: &[LetterLine]) -> Vec<Worst> {
        let mut order: Vec<u32> =
            (0..letters.len() as u32).filter(|l| letters[*l as usize].weight > 0).collect();
        order.sort_by(|a, b| {
            let burden = |l: &u32| letters[*l as usize].burden();
            burden(b).total_cmp(&burden(a)).then(a.cmp(b))
        });
        let lines = order.into_iter().take(WORST).map(|index| {
            let line = &letters[index as usize];
            Worst {
                path: self.path(index),
                burden: rounded(line.burden()),
                words: line.words,
                comprehensibility: line.comprehensibility.map(|v| rounded(f64::from(v))),
                traceability: line.traceability.map(|v| rounded(f64::from(v))),
                findings: tally(line.findings.map(|n| n as usize)),
                reasons: line
                    .reasons
                    .iter()
                    .map(|(rule, findings)| {
                        let (rule, title) = self.rule(*rule);
                        Reason { rule, title, findings: *findings }
                    })
                    .collect(),
            }
        });
        lines.collect()
    }

    fn alike(&self, result: &StockResult) -> Vec<Alike> {
        let groups = result.alike.iter().take(ALIKE).map(|group| Alike {
            overlap: rounded(group.overlap),
            wordings: group.wordings.len(),
            places: group.wordings.iter().map(|(_, places)| u64::from(*places)).sum(),
            texts: group
                .wordings
                .iter()
                .take(WORDINGS)
                .map(|(spot, places)| Wording {
                    text: self.texts.get(spot).cloned(),
                    places: *places,
                    at: self.place(spot),
                })
                .collect(),
        });
        groups.collect()
    }
}

fn leitziele(result: &StockResult, words: u64) -> Vec<Leitziel> {
    let lines = result.leitziele.iter().map(|(number, line)| {
        let findings = tally(line.findings.map(|n| n as usize));
        let per_1000_words =
            if words == 0 { 0.0 } else { rounded(findings.total() as f64 * 1000.0 / words as f64) };
        Leitziel { leitziel: *number, rules: line.rules, findings, per_1000_words }
    });
    lines.collect()
}

/// From counts by severity, least severe first.
fn tally(counts: [usize; 4]) -> Tally {
    let of = |severity: Severity| counts[severity as usize];
    Tally {
        error: of(Severity::Error),
        warning: of(Severity::Warning),
        info: of(Severity::Info),
        hint: of(Severity::Hint),
    }
}

fn spread(values: impl Iterator<Item = f32>) -> Spread {
    let mut spread = Spread { mean: None, letters: 0, bands: [0; BANDS] };
    let mut sum = 0.0;
    for value in values.map(f64::from) {
        spread.letters += 1;
        spread.bands[band(value)] += 1;
        sum += value;
    }
    spread.mean = (spread.letters > 0).then(|| rounded(sum / spread.letters as f64));
    spread
}

//! Adding up the notes of all letters.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use diagnostic::Severity;
use rule::Rule;
use rustc_hash::FxBuildHasher;

use super::alike::{Signature, groups};
use super::set::{self, SetFinding};
use super::{Notes, SetMark, Spot};
use crate::{Checker, Ruleset};

/// Different blocks that are compared with each other; further ones are counted only. Keeps the sketches below half a GiB.
const MOST_BLOCKS: usize = 1_000_000;

/// The overlap from which two blocks are called alike.
const ALIKE: f64 = 0.7;

/// Rules that a line about a letter names.
const REASONS: usize = 3;

/// The letters of a stock, added up.
///
/// The result depends on the order of the letters only where it names them.
pub struct Stock {
    lang: source::Lang,
    /// All rules that any letter was checked with, each once.
    all: Vec<Rule>,
    /// For each rule set that was seen: where its rules stand in `all`. Letters of different folders may have rules of their own.
    places_of_rules: Vec<(Arc<Ruleset>, Vec<u32>)>,
    letters: Vec<LetterLine>,
    rules: BTreeMap<u32, RuleTally>,
    levels: [u64; 6],
    leitziele: [[u64; 4]; 12],
    /// Leads from the id of a sentence to its place in `sentences`.
    known: HashMap<u64, u32, FxBuildHasher>,
    sentences: Vec<SentenceTally>,
    /// Sentence, letter, block, sentence of the block.
    places: Vec<(u32, u32, u32, u32)>,
    known_blocks: HashMap<u64, u32, FxBuildHasher>,
    blocks: Vec<BlockTally>,
    uncompared: u64,
    /// By rule about sets.
    marks: BTreeMap<u32, Vec<(u32, SetMark)>>,
}

#[derive(Debug, Default)]
struct RuleTally {
    severity: Option<Severity>,
    findings: u64,
    weight: u64,
    letters: u32,
}

#[derive(Debug)]
struct SentenceTally {
    id: u64,
    places: u32,
    findings: u64,
    weight: u64,
    rules: Box<[u32]>,
}

#[derive(Debug)]
struct BlockTally {
    first: Spot,
    places: u32,
    signature: Signature,
}

/// One letter of a stock.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterLine {
    /// Words of running text.
    pub words: u32,
    /// 0 to 100, as in [`Scores`](crate::Scores).
    pub comprehensibility: Option<f32>,
    /// 0 to 100, as in [`Scores`](crate::Scores).
    pub traceability: Option<f32>,
    /// Findings by severity, from hint to error.
    pub findings: [u32; 4],
    /// The [weight](super::weight) of all findings.
    pub weight: u32,
    /// The rules whose findings weigh most, with the number of findings: numbers for [`StockResult::rule`].
    pub reasons: Vec<(u32, u32)>,
}

impl LetterLine {
    /// How much there is to mend: the weight of its findings per 100 words; a letter of fewer words counts as one of 100.
    pub fn burden(&self) -> f64 {
        f64::from(self.weight) * 100.0 / f64::from(self.words.max(100))
    }
}

/// What one rule found in a stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    /// A number for [`StockResult::rule`].
    pub rule: u32,
    /// The worst severity.
    pub severity: Severity,
    /// Findings.
    pub findings: u64,
    /// Letters with a finding.
    pub letters: u32,
}

/// How a stock does by one guiding principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeitzielLine {
    /// Rules that ran for it.
    pub rules: u32,
    /// Findings by severity, from hint to error.
    pub findings: [u64; 4],
}

/// A sentence that is mended once for all its places. Numbers, dates and fields may differ between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Names the sentence; the same in every run.
    pub id: u64,
    /// Where it stands, in the order of the letters.
    pub places: Vec<Spot>,
    /// Findings in all its places.
    pub findings: u64,
    /// What mending it gains: the weight of these findings.
    pub gain: u64,
    /// The rules that find something in it: numbers for [`StockResult::rule`].
    pub rules: Vec<u32>,
}

/// Text blocks that say nearly the same in different words.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// The wordings with how often each stands in the stock, the commonest first.
    pub wordings: Vec<(Spot, u32)>,
    /// The least overlap of a wording with the first one, estimated, 0 to 1.
    pub overlap: f64,
}

/// How many blocks were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blocks {
    /// Different blocks that were compared.
    pub compared: u64,
    /// Blocks beyond what memory allows.
    pub uncompared: u64,
}

/// What a stock came to.
#[derive(Debug)]
pub struct StockResult {
    /// In the order they came in.
    pub letters: Vec<LetterLine>,
    /// By the weight of their findings, heaviest first.
    pub rules: Vec<RuleLine>,
    /// By number of the guiding principle, 1 to 12.
    pub leitziele: BTreeMap<u8, LeitzielLine>,
    /// Burdening rulings by the level of their reasons, 0 to 5.
    pub levels: [u64; 6],
    /// By gain, then by number of places; sentences that nothing is found in are left out.
    pub mends: Vec<Mend>,
    /// By the number of blocks that could be one.
    pub alike: Vec<Alike>,
    /// What was compared for it.
    pub blocks: Blocks,
    /// What rules about the set found.
    pub set: Vec<SetFinding>,
    known: HashMap<u64, u32, FxBuildHasher>,
    all: Vec<Rule>,
}

impl StockResult {
    /// The rule that a number stands for.
    ///
    /// # Panics
    ///
    /// Panics for a number that is not from this result.
    pub fn rule(&self, number: u32) -> &Rule {
        &self.all[number as usize]
    }

    /// Different sentences that something is found in.
    pub fn sentences(&self) -> usize {
        self.known.len()
    }

    /// Tells whether a sentence stands in the stock that something is found in, also one that is too light for
    /// [`mends`](Self::mends).
    pub fn has_sentence(&self, id: u64) -> bool {
        self.known.contains_key(&id)
    }
}

impl Stock {
    /// Starts an empty stock; the checker must be the one that writes the reports.
    pub fn new(checker: &Checker) -> Stock {
        Stock {
            lang: checker.lang(),
            all: checker.ruleset().rules().to_vec(),
            places_of_rules: vec![(
                checker.ruleset.clone(),
                (0..checker.ruleset().rules().len() as u32).collect(),
            )],
            letters: Vec::new(),
            rules: enabled(checker),
            levels: [0; 6],
            leitziele: [[0; 4]; 12],
            known: HashMap::default(),
            sentences: Vec::new(),
            places: Vec::new(),
            known_blocks: HashMap::default(),
            blocks: Vec::new(),
            uncompared: 0,
            marks: BTreeMap::new(),
        }
    }

    /// Adds a letter.
    pub fn add(&mut self, mut notes: Notes) {
        self.renumber(&mut notes);
        let letter = self.letters.len() as u32;
        self.add_sentences(letter, &notes);
        self.add_blocks(letter, notes.blocks);
        for mark in notes.marks {
            self.marks.entry(mark.rule).or_default().push((letter, mark));
        }
        for (sum, more) in self.levels.iter_mut().zip(notes.levels) {
            *sum += u64::from(more);
        }
        for (row, more) in self.leitziele.iter_mut().zip(notes.leitziele) {
            for (sum, more) in row.iter_mut().zip(more) {
                *sum += u64::from(more);
            }
        }
        let mut reasons: Vec<(u32, u32, u32)> = Vec::new();
        for (rule, (severity, findings, weight)) in notes.rules {
            let tally = self.rules.entry(rule).or_default();
            tally.severity = tally.severity.max(Some(severity));
            tally.findings += u64::from(findings);
            tally.weight += u64::from(weight);
            tally.letters += 1;
            reasons.push((weight, rule, findings));
        }
        let weight = reasons.iter().map(|(weight, ..)| weight).sum();
        reasons.sort_by_key(|(weight, rule, _)| (std::cmp::Reverse(*weight), *rule));
        self.letters.push(LetterLine {
            words: notes.words,
            comprehensibility: notes.comprehensibility.map(|v| v as f32),
            traceability: notes.traceability.map(|v| v as f32),
            findings: notes.findings,
            weight,
            reasons: reasons.into_iter().take(REASONS).map(|(_, rule, findings)| (rule, findings)).collect(),
        });
    }

    /// Makes numbers of rules count in `all`.
    fn renumber(&mut self, notes: &mut Notes) {
        let seen = self.places_of_rules.iter().position(|(set, _)| Arc::ptr_eq(set, &notes.ruleset));
        let seen = seen.unwrap_or_else(|| {
            let places = notes.ruleset.rules().iter().map(|rule| {
                let known = self.all.iter().position(|other| other.id == rule.id);
                known.unwrap_or_else(|| {
                    self.all.push(rule.clone());
                    self.all.len() - 1
                }) as u32
            });
            let places = places.collect();
            self.places_of_rules.push((notes.ruleset.clone(), places));
            self.places_of_rules.len() - 1
        });
        // The first rule set is the one that numbers count in.
        if seen == 0 {
            return;
        }
        let places = &self.places_of_rules[seen].1;
        notes.rules = std::mem::take(&mut notes.rules)
            .into_iter()
            .map(|(rule, line)| (places[rule as usize], line))
            .collect();
        for sentence in &mut notes.sentences {
            for rule in &mut sentence.rules {
                *rule = places[*rule as usize];
            }
        }
        for mark in &mut notes.marks {
            mark.rule = places[mark.rule as usize];
        }
    }

    fn add_sentences(&mut self, letter: u32, notes: &Notes) {
        for note in &notes.sentences {
            let next = self.sentences.len() as u32;
            let index = *self.known.entry(note.id).or_insert(next);
            if index == next {
                self.sentences.push(SentenceTally {
                    id: note.id,
                    places: 0,
                    findings: 0,
                    weight: 0,
                    rules: note.rules.as_slice().into(),
                });
            }
            let tally = &mut self.sentences[index as usize];
            tally.places += 1;
            tally.findings += u64::from(note.findings);
            tally.weight += u64::from(note.weight);
            self.places.push((index, letter, note.block, note.sentence));
        }
    }

    fn add_blocks(&mut self, letter: u32, blocks: Vec<super::notes::BlockNote>) {
        for note in blocks {
            if let Some(known) = self.known_blocks.get(&note.id) {
                self.blocks[*known as usize].places += 1;
            } else if self.blocks.len() < MOST_BLOCKS {
                self.known_blocks.insert(note.id, self.blocks.len() as u32);
                let first = Spot { letter, block: note.block, sentence: None };
                self.blocks.push(BlockTally { first, places: 1, signature: note.signature });
            } else {
                self.uncompared += 1;
            }
        }
    }

    /// Ranks what was added; at most 1,000 sentences and 1,000 groups of blocks, all others are lighter.
    pub fn finish(self) -> StockResult {
        let blocks = Blocks { compared: self.blocks.len() as u64, uncompared: self.uncompared };
        let set = set::findings(&self.all, self.lang, &self.marks);
        StockResult {
            rules: ranked(&self.rules),
            leitziele: leitziele(&self.all, &self.rules, &self.leitziele),
            levels: self.levels,
            mends: mends(self.sentences, self.places),
            alike: alike(&self.blocks),
            blocks,
            set,
            known: self.known,
            all: self.all,
            letters: self.letters,
        }
    }
}

/// Sentences and groups of blocks that a result holds.
const MOST: usize = 1_000;

/// Rules that ran, so that a principle without a finding is told from one that nobody looked at.
fn enabled(checker: &Checker) -> BTreeMap<u32, RuleTally> {
    let rules = checker.ruleset().rules().iter().enumerate();
    rules
        .filter(|(index, rule)| checker.is_enabled(*index) && rule.scope.unit != rule::Unit::Set)
        .map(|(index, _)| (index as u32, RuleTally::default()))
        .collect()
}

fn ranked(rules: &BTreeMap<u32, RuleTally>) -> Vec<RuleLine> {
    let mut with_findings: Vec<(&u32, &RuleTally)> = rules.iter().filter(|(_, t)| t.findings > 0).collect();
    with_findings.sort_by_key(|(rule, tally)| (std::cmp::Reverse(tally.weight), **rule));
    with_findings
        .into_iter()
        .filter_map(|(rule, tally)| {
            let severity = tally.severity?;
            Some(RuleLine { rule: *rule, severity, findings: tally.findings, letters: tally.letters })
        })
        .collect()
}

fn leitziele(
    all: &[Rule],
    ran: &BTreeMap<u32, RuleTally>,
    findings: &[[u64; 4]; 12],
) -> BTreeMap<u8, LeitzielLine> {
    let of = |number: u8| {
        let rules = ran.keys().filter(|rule| all.get(**rule as usize).is_some_and(|r| r.leitziel == number));
        LeitzielLine { rules: rules.count() as u32, findings: findings[usize::from(number) - 1] }
    };
    (1..=12).map(|number| (number, of(number))).collect()
}

fn mends(sentences: Vec<SentenceTally>, places: Vec<(u32, u32, u32, u32)>) -> Vec<Mend> {
    let mut order: Vec<u32> = (0..sentences.len() as u32).collect();
    order.sort_by_key(|index| {
        let tally = &sentences[*index as usize];
        (std::cmp::Reverse((tally.weight, tally.places)), tally.id)
    });
    order.truncate(MOST);
    let mut rank = vec![u32::MAX; sentences.len()];
    for (at, index) in order.iter().enumerate() {
        rank[*index as usize] = at as u32;
    }
    let mut mends: Vec<Mend> = order
        .iter()
        .map(|index| {
            let tally = &sentences[*index as usize];
            Mend {
                id: tally.id,
                places: Vec::with_capacity(tally.places as usize),
                findings: tally.findings,
                gain: tally.weight,
                rules: tally.rules.to_vec(),
            }
        })
        .collect();
    for (index, letter, block, sentence) in places {
        if let Some(mend) = mends.get_mut(rank[index as usize] as usize) {
            mend.places.push(Spot { letter, block, sentence: Some(sentence) });
        }
    }
    mends
}

fn alike(blocks: &[BlockTally]) -> Vec<Alike> {
    // The commonest wording leads its group.
    let mut order: Vec<&BlockTally> = blocks.iter().collect();
    order.sort_by_key(|block| (std::cmp::Reverse(block.places), block.first));
    let signatures: Vec<&Signature> = order.iter().map(|block| &block.signature).collect();
    let mut alike: Vec<Alike> = groups(&signatures, ALIKE)
        .into_iter()
        .map(|group| {
            let first = signatures[group[0]];
            let overlap =
                group.iter().skip(1).map(|member| first.overlap(signatures[*member])).fold(1.0, f64::min);
            let wordings = group.iter().map(|member| (order[*member].first, order[*member].places)).collect();
            Alike { wordings, overlap }
        })
        .collect();
    alike.sort_by_key(|group| {
        let places: u64 = group.wordings.iter().map(|(_, places)| u64::from(*places)).sum();
        (std::cmp::Reverse(places), group.wordings[0].0)
    });
    alike.truncate(MOST);
    alike
}

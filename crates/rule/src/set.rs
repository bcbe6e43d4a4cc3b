use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use text::Paragraph;

use crate::lexicon::LexiconRow;
use crate::pattern::{Index, Marked, Match, Pattern, PatternId, Symbols, TokenContext, Vocabulary};
use crate::rule::Rule;

/// All rules of a run, ready to be run together.
///
/// Immutable, `Send` and `Sync`: one set serves all threads. Buffers ([`Symbols`], [`Candidates`]) belong to the caller.
#[derive(Debug, Serialize, Deserialize)]
pub struct RuleSet {
    /// The rules, sorted by id.
    pub rules: Vec<Rule>,
    /// The rows of tables that some rule reports, in the order of the tables.
    pub lexicon: Vec<LexiconEntry>,
    vocabulary: Vocabulary,
    index: Index,
    /// By number of the pattern: what it belongs to.
    owners: Vec<Owner>,
}

/// A row of a table with its patterns.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LexiconEntry {
    /// The name of the table.
    pub table: Arc<str>,
    /// The row.
    pub row: LexiconRow,
    /// The patterns it stands for.
    pub patterns: Vec<Pattern>,
    /// The rules that report it: indices into [`RuleSet::rules`].
    pub rules: Vec<usize>,
}

/// A place where a row of a table occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconHit {
    /// The rule that reports it: index into [`RuleSet::rules`].
    pub rule: usize,
    /// The row: index into [`RuleSet::lexicon`].
    pub entry: usize,
    /// The tokens of the paragraph.
    pub tokens: Range<usize>,
}

/// Which patterns can match in a sentence; a buffer that can be used again for the next one.
#[derive(Debug, Clone, Default)]
pub struct Candidates(Marked);

/// What a pattern belongs to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Owner {
    /// `match` pattern of a rule.
    Match { rule: u32, index: u32 },
    /// Pattern of a row of a table.
    Lexicon { entry: u32, index: u32 },
    /// Any other pattern of a rule: it is asked for by name.
    Other { rule: u32 },
}

impl Candidates {
    /// An empty buffer.
    pub fn new() -> Candidates {
        Candidates::default()
    }

    /// Where matches of a candidate can start, among the tokens of the sentence that was asked about.
    pub fn starts(&self, pattern: &Pattern, sentence: &Range<usize>) -> Range<usize> {
        self.0.starts(pattern, sentence)
    }

    /// False if the pattern certainly has no match in the sentence.
    pub fn may_match(&self, pattern: &Pattern) -> bool {
        self.0.has(pattern.id.0)
    }
}

impl RuleSet {
    /// A set without rules.
    pub fn empty() -> RuleSet {
        RuleSet::new(Vec::new(), Vec::new(), Vocabulary::default())
    }

    /// Packs the compiled set into bytes that [`from_image`](Self::from_image) of the same build reads.
    ///
    /// # Panics
    ///
    /// If memory runs out; nothing else can fail.
    pub fn to_image(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("every part of a set can be written")
    }

    /// Unpacks a set; `None` if the bytes were written by another build.
    pub fn from_image(image: &[u8]) -> Option<RuleSet> {
        postcard::from_bytes(image).ok()
    }

    /// Finds a rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rule_index(id).map(|index| &self.rules[index])
    }

    /// Finds the index of a rule by its id.
    pub fn rule_index(&self, id: &str) -> Option<usize> {
        self.rules.binary_search_by(|rule| (*rule.id).cmp(id)).ok()
    }

    /// Looks up the tokens of a paragraph; to be done once, for all rules.
    pub fn symbols(&self, paragraph: &Paragraph) -> Symbols {
        let mut symbols = Symbols::new();
        self.fill(&mut symbols, paragraph);
        symbols
    }

    /// Like [`symbols`](Self::symbols), into a buffer that may hold another paragraph.
    pub fn fill(&self, symbols: &mut Symbols, paragraph: &Paragraph) {
        symbols.fill(&self.vocabulary, paragraph);
    }

    /// Finds out which patterns can match in the tokens of one sentence.
    pub fn candidates(&self, ctx: &TokenContext<'_>, tokens: Range<usize>, candidates: &mut Candidates) {
        self.index.mark(ctx, tokens, &mut candidates.0);
    }

    /// The `match` patterns among the candidates, as (index of the rule, index in [`Rule::matches`]), in order.
    pub fn match_candidates<'a>(
        &'a self,
        candidates: &'a Candidates,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        candidates.0.patterns.iter().filter_map(|id| match self.owners[*id as usize] {
            Owner::Match { rule, index } => Some((rule as usize, index as usize)),
            _ => None,
        })
    }

    /// The patterns among the candidates that are no `match` patterns and belong to no table: those of `except`, `given`,
    /// `unless`, `require` and conditions, each with the index of its rule.
    pub fn other_candidates<'a>(
        &'a self,
        candidates: &'a Candidates,
    ) -> impl Iterator<Item = (usize, PatternId)> + 'a {
        candidates.0.patterns.iter().filter_map(|id| match self.owners[*id as usize] {
            Owner::Other { rule } => Some((rule as usize, PatternId(*id))),
            _ => None,
        })
    }

    /// All matches of `match` patterns in the tokens of one sentence, with the index of the rule, in the order of the
    /// rules and their patterns.
    pub fn matches(
        &self,
        ctx: &TokenContext<'_>,
        tokens: Range<usize>,
        candidates: &Candidates,
    ) -> Vec<(usize, Match)> {
        let mut matches = Vec::new();
        for (rule, index) in self.match_candidates(candidates) {
            let pattern = &self.rules[rule].matches[index];
            matches.extend(pattern.find_all(ctx, tokens.clone()).into_iter().map(|m| (rule, m)));
        }
        matches
    }

    /// All rows of tables that occur in the tokens of one sentence, sorted by rule and place.
    ///
    /// Where hits of one rule overlap, the one that starts first stays; of those, the longest.
    pub fn lexicon_hits(
        &self,
        ctx: &TokenContext<'_>,
        tokens: Range<usize>,
        candidates: &Candidates,
    ) -> Vec<LexiconHit> {
        let mut hits = Vec::new();
        for id in &candidates.0.patterns {
            let Owner::Lexicon { entry, index } = self.owners[*id as usize] else { continue };
            let row = &self.lexicon[entry as usize];
            let pattern = &row.patterns[index as usize];
            for found in pattern.find_from(ctx, tokens.clone(), candidates.starts(pattern, &tokens)) {
                hits.extend(row.rules.iter().map(|rule| LexiconHit {
                    rule: *rule,
                    entry: entry as usize,
                    tokens: found.tokens.clone(),
                }));
            }
        }
        hits.sort_by_key(|hit| (hit.rule, hit.tokens.start, std::cmp::Reverse(hit.tokens.end), hit.entry));
        let mut last: Option<(usize, usize)> = None;
        hits.retain(|hit| {
            let keep = last.is_none_or(|(rule, end)| rule != hit.rule || hit.tokens.start >= end);
            if keep {
                last = Some((hit.rule, hit.tokens.end));
            }
            keep
        });
        hits
    }

    pub(crate) fn new(rules: Vec<Rule>, lexicon: Vec<LexiconEntry>, vocabulary: Vocabulary) -> RuleSet {
        let mut set = RuleSet { rules, lexicon, vocabulary, index: Index::default(), owners: Vec::new() };
        let mut patterns: Vec<(Owner, &Pattern)> = Vec::new();
        for (number, rule) in set.rules.iter().enumerate() {
            for (index, pattern) in rule.matches.iter().enumerate() {
                patterns.push((Owner::Match { rule: number as u32, index: index as u32 }, pattern));
            }
            let others = rule.except.iter().chain(&rule.given).chain(&rule.unless);
            let others = others.chain(&rule.require).chain(&rule.show);
            let owner = Owner::Other { rule: number as u32 };
            patterns.extend(others.map(|p| (owner, p)));
            for condition in rule.conditions() {
                condition.patterns(&mut |p| patterns.push((owner, p)));
            }
        }
        for (number, entry) in set.lexicon.iter().enumerate() {
            for (index, pattern) in entry.patterns.iter().enumerate() {
                patterns.push((Owner::Lexicon { entry: number as u32, index: index as u32 }, pattern));
            }
        }
        let count = patterns.iter().map(|(_, p)| p.id.0 as usize + 1).max().unwrap_or(0);
        let mut owners = vec![Owner::Other { rule: 0 }; count];
        for (owner, pattern) in &patterns {
            owners[pattern.id.0 as usize] = *owner;
        }
        let index = Index::new(patterns.iter().map(|(_, p)| *p), &set.vocabulary);
        set.index = index;
        set.owners = owners;
        set
    }
}

impl Default for RuleSet {
    fn default() -> RuleSet {
        RuleSet::empty()
    }
}

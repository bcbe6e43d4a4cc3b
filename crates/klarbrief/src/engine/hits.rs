//! Where patterns and tables hit: one pass over all sentences.

use std::hash::{Hash, Hasher};

use document::Document;
use letter::{PartKind, PartSet};
use rule::{Candidates, Match, Pattern, PatternId, Rule, Symbols, TokenContext};
use rustc_hash::FxHasher;
use text::Paragraph;

use super::Context;
use super::unit::Unit;
use crate::checker::Remembered;
use crate::ruleset::Ruleset;

/// A match of a pattern.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub pattern: PatternId,
    pub block: u32,
    pub sentence: u32,
    pub found: Match,
}

/// A row of a table that occurs.
#[derive(Debug, Clone)]
pub(crate) struct TableHit {
    /// The rule that reports it.
    pub rule: u32,
    /// The row.
    pub entry: u32,
    pub block: u32,
    pub sentence: u32,
    pub tokens: std::ops::Range<usize>,
}

/// All hits in a letter.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// Sorted by pattern, then by place.
    hits: Vec<Hit>,
    /// Sorted by rule, then by place.
    tables: Vec<TableHit>,
}

/// Hits in one paragraph; the number of its block is filled in where they are put together.
#[derive(Debug, Clone, Default)]
pub(crate) struct BlockHits {
    hits: Vec<Hit>,
    tables: Vec<TableHit>,
}

/// Looks for patterns, paragraph by paragraph.
struct Search<'a> {
    ruleset: &'a Ruleset,
    active: &'a [bool],
    scopes: &'a [PartSet],
    /// Rules that may find something without a pattern or table: their exceptions are looked for everywhere.
    everywhere: Vec<usize>,
    looks_everywhere: Vec<bool>,
    symbols: Symbols,
    candidates: Candidates,
    found_by: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(ruleset: &'a Ruleset, active: &'a [bool], scopes: &'a [PartSet]) -> Search<'a> {
        let rules = &ruleset.compiled().rules;
        let silent = |rule: &Rule| rule.native.is_some() || !rule.constructions.is_empty();
        let everywhere = (0..rules.len())
            .filter(|r| active[*r] && silent(&rules[*r]) && !rules[*r].except.is_empty())
            .collect();
        Search {
            ruleset,
            active,
            scopes,
            everywhere,
            looks_everywhere: rules.iter().map(Rule::looks_everywhere).collect(),
            symbols: Symbols::new(),
            candidates: Candidates::new(),
            found_by: Vec::new(),
        }
    }

    fn paragraph(&mut self, text: &str, paragraph: &Paragraph, part: PartKind) -> BlockHits {
        let Search { ruleset, active, scopes, everywhere, looks_everywhere, symbols, candidates, found_by } =
            self;
        let compiled = ruleset.compiled();
        let mut all = BlockHits::default();
        let wanted = |rule: usize| active[rule] && scopes[rule].has(part);
        compiled.fill(symbols, paragraph);
        let ctx = TokenContext { text, paragraph, symbols };
        for (sentence, range) in paragraph.sentences.iter().map(|s| s.indices()).enumerate() {
            compiled.candidates(&ctx, range.clone(), candidates);
            let (block, sentence) = (0, sentence as u32);
            let mut run = |pattern: &Pattern| {
                let starts = candidates.starts(pattern, &range);
                let matches = pattern.find_from(&ctx, range.clone(), starts);
                let hit = !matches.is_empty();
                let hits =
                    matches.into_iter().map(|found| Hit { pattern: pattern.id, block, sentence, found });
                all.hits.extend(hits);
                hit
            };
            found_by.clear();
            found_by.extend(everywhere.iter().filter(|r| wanted(**r)));
            for (rule, index) in compiled.match_candidates(candidates).filter(|(rule, _)| wanted(*rule)) {
                if run(&compiled.rules[rule].matches[index]) {
                    found_by.push(rule);
                }
            }
            let anywhere = |rule: usize| wanted(rule) || active[rule] && looks_everywhere[rule];
            let others = compiled.other_candidates(candidates).filter(|(rule, _)| anywhere(*rule));
            for pattern in others.filter_map(|(_, id)| ruleset.asked(id)) {
                run(pattern);
            }
            for hit in compiled.lexicon_hits(&ctx, range.clone(), candidates) {
                if wanted(hit.rule) {
                    found_by.push(hit.rule);
                    let (rule, entry) = (hit.rule as u32, hit.entry as u32);
                    all.tables.push(TableHit { rule, entry, block, sentence, tokens: hit.tokens });
                }
            }
            // Exceptions matter only where something was found; most rules find nothing in most sentences.
            found_by.sort_unstable();
            found_by.dedup();
            for rule in found_by.iter() {
                for pattern in compiled.rules[*rule].except.iter().filter(|p| candidates.may_match(p)) {
                    run(pattern);
                }
            }
        }
        all
    }
}

impl Hits {
    /// Runs the patterns of the rules that are `active`, each in the parts of the letter it looks at.
    pub fn collect(
        ruleset: &Ruleset,
        document: &Document,
        paragraphs: &[Paragraph],
        parts: &[PartKind],
        active: &[bool],
        scopes: &[PartSet],
        remembered: &mut Remembered<'_>,
    ) -> Hits {
        let mut search = Search::new(ruleset, active, scopes);
        let mut all = Hits::default();
        let run = {
            let mut hasher = FxHasher::default();
            (active, scopes).hash(&mut hasher);
            hasher.finish()
        };
        for (block, paragraph) in paragraphs.iter().enumerate() {
            let part = parts[block];
            let mut hasher = FxHasher::default();
            (run, part).hash(&mut hasher);
            let BlockHits { hits, tables } = remembered.hits(block, hasher.finish(), || {
                search.paragraph(document.slice(document.blocks[block].range), paragraph, part)
            });
            let block = block as u32;
            all.hits.extend(hits.into_iter().map(|hit| Hit { block, ..hit }));
            all.tables.extend(tables.into_iter().map(|hit| TableHit { block, ..hit }));
        }
        all.hits.sort_by_key(|h| h.pattern);
        all.tables.sort_by_key(|h| h.rule);
        all
    }

    /// The hits of a pattern, in reading order.
    pub fn of(&self, pattern: PatternId) -> &[Hit] {
        let start = self.hits.partition_point(|h| h.pattern < pattern);
        let end = self.hits.partition_point(|h| h.pattern <= pattern);
        &self.hits[start..end]
    }

    /// The rows of tables that a rule reports, in reading order.
    pub fn rows_of(&self, rule: usize) -> &[TableHit] {
        let start = self.tables.partition_point(|h| (h.rule as usize) < rule);
        let end = self.tables.partition_point(|h| h.rule as usize <= rule);
        &self.tables[start..end]
    }

    /// How often a pattern occurs in a unit.
    pub fn count(&self, pattern: PatternId, unit: &Unit, ctx: &Context<'_>, parts: PartSet) -> usize {
        let hits = self.of(pattern);
        // A unit inside a block is one sentence; a block may have very many.
        let first = (unit.blocks.start, unit.sentence.unwrap_or(0));
        let start = hits.partition_point(|h| (h.block as usize, h.sentence as usize) < first);
        let inside = hits[start..].iter().take_while(|h| {
            (h.block as usize) < unit.blocks.end && unit.sentence.is_none_or(|s| h.sentence as usize == s)
        });
        // A letter as a unit means its parts in scope.
        let in_scope = |block: u32| unit.blocks.len() == 1 || parts.has(ctx.part(block as usize));
        inside.filter(|h| unit.holds(h.block as usize, h.sentence as usize) && in_scope(h.block)).count()
    }

    /// Tells whether a pattern occurs anywhere in the letter.
    pub fn anywhere(&self, pattern: PatternId) -> bool {
        !self.of(pattern).is_empty()
    }

    /// Tells whether a pattern occurs in a unit.
    pub fn contains(&self, pattern: PatternId, unit: &Unit, ctx: &Context<'_>, parts: PartSet) -> bool {
        self.count(pattern, unit, ctx, parts) > 0
    }
}

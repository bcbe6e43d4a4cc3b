//! Tells which patterns can match in a sentence, from one look at each token.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use text::{Pos, TokenKind};

use super::program::Sign;
use super::vocabulary::Vocabulary;
use super::{Pattern, TokenContext};

/// For each sign the patterns that it may be part of.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Index {
    /// Patterns of which nothing is known.
    always: Vec<u32>,
    /// By number of the sign: the patterns of whose first set it is a member.
    lists: Vec<Vec<u32>>,
    /// By pattern: its other sets, as numbers of signs.
    others: Vec<Vec<Vec<u32>>>,
    signs: Signs,
}

/// Numbers the signs: norms, base forms, globs, parts of speech, kinds.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
struct Signs {
    words: u32,
    globs: u32,
}

impl Signs {
    fn number(self, sign: Sign) -> u32 {
        match sign {
            Sign::Norm(symbol) => symbol,
            Sign::Lemma(symbol) => self.words + symbol,
            Sign::Glob(code) => self.words * 2 + code,
            Sign::Pos(tag) => self.words * 2 + self.globs + tag,
            Sign::Kind(kind) => self.words * 2 + self.globs + Pos::ALL.len() as u32 + kind,
        }
    }

    fn len(self) -> usize {
        self.number(Sign::Kind(TokenKind::ALL.len() as u32)) as usize
    }
}

/// Marks on patterns and signs; a buffer that can be used again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marked {
    /// By pattern: the last round it was marked in.
    rounds: Vec<u32>,
    /// By sign: the last round it was seen in.
    seen: Vec<u32>,
    /// By pattern: the first and the last token that made it a candidate.
    tokens: Vec<(u32, u32)>,
    round: u32,
    /// The marked patterns, sorted.
    pub patterns: Vec<u32>,
}

impl Marked {
    pub fn has(&self, pattern: u32) -> bool {
        self.round > 0 && self.rounds.get(pattern as usize) == Some(&self.round)
    }

    fn begin(&mut self, patterns: usize, signs: usize) {
        self.patterns.clear();
        if self.rounds.len() != patterns || self.seen.len() != signs || self.round == u32::MAX {
            self.rounds = vec![0; patterns];
            self.tokens = vec![(0, 0); patterns];
            self.seen = vec![0; signs];
            self.round = 0;
        }
        self.round += 1;
    }

    /// Marks patterns for a sign that stands on some of the tokens.
    fn mark(&mut self, patterns: &[u32], first: u32, last: u32) {
        for pattern in patterns {
            let index = *pattern as usize;
            let (round, tokens) = (&mut self.rounds[index], &mut self.tokens[index]);
            if *round != self.round {
                *round = self.round;
                *tokens = (first, last);
                self.patterns.push(*pattern);
            } else {
                *tokens = (tokens.0.min(first), tokens.1.max(last));
            }
        }
    }

    /// Where matches of a pattern can start, among the tokens of the sentence.
    pub fn starts(&self, pattern: &Pattern, sentence: &Range<usize>) -> Range<usize> {
        let index = pattern.id.0 as usize;
        let lead = pattern.program.lead;
        let (Some((first, last)), Some(max)) = (self.tokens.get(index), lead.max) else {
            return sentence.clone();
        };
        let start = (*first as usize).saturating_sub(max as usize).max(sentence.start);
        let end = (*last as usize + 1).saturating_sub(lead.min as usize).min(sentence.end);
        start..end
    }
}

impl Index {
    /// Builds the index of patterns.
    pub fn new<'p>(patterns: impl Iterator<Item = &'p Pattern>, vocabulary: &Vocabulary) -> Index {
        let signs = Signs { words: vocabulary.symbols() as u32, globs: vocabulary.globs() as u32 * 2 };
        let mut index = Index { lists: vec![Vec::new(); signs.len()], signs, ..Index::default() };
        for pattern in patterns {
            let id = pattern.id.0;
            if index.others.len() <= id as usize {
                index.others.resize(id as usize + 1, Vec::new());
            }
            let mut sets = pattern.program.trigger.iter();
            match sets.next() {
                None => index.always.push(id),
                Some(first) => first.iter().for_each(|s| index.lists[signs.number(*s) as usize].push(id)),
            }
            index.others[id as usize] =
                sets.map(|set| set.iter().map(|s| signs.number(*s)).collect()).collect();
        }
        index
    }

    /// Marks all patterns that can match in the tokens.
    pub fn mark(&self, ctx: &TokenContext<'_>, tokens: Range<usize>, marked: &mut Marked) {
        marked.begin(self.others.len(), self.signs.len());
        let whole = (tokens.start as u32, tokens.end.saturating_sub(1) as u32);
        marked.mark(&self.always, whole.0, whole.1);
        let (mut tags, mut kinds) = (0u32, 0u32);
        for index in tokens {
            let Some(token) = ctx.paragraph.tokens.get(index) else { break };
            tags |= 1 << token.pos as u32;
            kinds |= 1 << token.kind as u32;
            let (norm, lemma) = (ctx.symbols.norm(index), ctx.symbols.lemma(index));
            let here = (index as u32, index as u32);
            if norm != 0 {
                self.see(Sign::Norm(norm), here, marked);
            }
            if lemma != 0 {
                self.see(Sign::Lemma(lemma), here, marked);
            }
            for code in ctx.symbols.globs(index) {
                self.see(Sign::Glob(*code), here, marked);
            }
        }
        let members = |set: u32| (0..u32::BITS).filter(move |bit| set & 1 << bit != 0);
        members(tags).for_each(|tag| self.see(Sign::Pos(tag), whole, marked));
        members(kinds).for_each(|kind| self.see(Sign::Kind(kind), whole, marked));

        let Marked { rounds, seen, round, patterns, .. } = marked;
        patterns.retain(|pattern| {
            let keep = self.others[*pattern as usize]
                .iter()
                .all(|set| set.iter().any(|s| seen[*s as usize] == *round));
            if !keep {
                rounds[*pattern as usize] = 0;
            }
            keep
        });
        patterns.sort_unstable();
    }

    fn see(&self, sign: Sign, tokens: (u32, u32), marked: &mut Marked) {
        let number = self.signs.number(sign) as usize;
        marked.seen[number] = marked.round;
        marked.mark(&self.lists[number], tokens.0, tokens.1);
    }
}

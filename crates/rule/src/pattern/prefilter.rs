//! Tells which patterns can match in a sentence, from one look at each token.

use std::ops::Range;

use text::{Pos, TokenKind};

use super::program::{Sign, Trigger};
use super::vocabulary::Vocabulary;
use super::{Pattern, TokenContext};

/// For each sign the patterns that it may be part of.
#[derive(Debug, Default)]
pub(crate) struct Index {
    always: Vec<u32>,
    norm: Vec<Vec<u32>>,
    lemma: Vec<Vec<u32>>,
    globs: Vec<Vec<u32>>,
    pos: Vec<Vec<u32>>,
    kind: Vec<Vec<u32>>,
    /// Number of patterns.
    len: usize,
}

/// Marks on patterns; a buffer that can be used again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marked {
    /// By pattern: the last round it was marked in.
    rounds: Vec<u32>,
    round: u32,
    /// The marked patterns.
    pub patterns: Vec<u32>,
}

impl Marked {
    pub fn has(&self, pattern: u32) -> bool {
        self.round > 0 && self.rounds.get(pattern as usize) == Some(&self.round)
    }

    fn begin(&mut self, patterns: usize) {
        self.patterns.clear();
        self.rounds.resize(patterns, 0);
        self.round = match self.round.checked_add(1) {
            Some(next) => next,
            None => {
                self.rounds.fill(0);
                1
            }
        };
    }

    fn mark(&mut self, patterns: &[u32]) {
        for pattern in patterns {
            let round = &mut self.rounds[*pattern as usize];
            if *round != self.round {
                *round = self.round;
                self.patterns.push(*pattern);
            }
        }
    }
}

impl Index {
    /// Builds the index of patterns numbered from 0 in the order given.
    pub fn new<'p>(patterns: impl Iterator<Item = &'p Pattern>, vocabulary: &Vocabulary) -> Index {
        let mut index = Index {
            norm: vec![Vec::new(); vocabulary.symbols()],
            lemma: vec![Vec::new(); vocabulary.symbols()],
            globs: vec![Vec::new(); vocabulary.globs() * 2],
            pos: vec![Vec::new(); Pos::ALL.len()],
            kind: vec![Vec::new(); TokenKind::ALL.len()],
            ..Index::default()
        };
        for pattern in patterns {
            let id = pattern.id.0;
            index.len = index.len.max(id as usize + 1);
            match &pattern.program.trigger {
                Trigger::Always => index.always.push(id),
                Trigger::Signs(signs) => signs.iter().for_each(|sign| index.list(*sign).push(id)),
            }
        }
        index
    }

    fn list(&mut self, sign: Sign) -> &mut Vec<u32> {
        match sign {
            Sign::Norm(symbol) => &mut self.norm[symbol as usize],
            Sign::Lemma(symbol) => &mut self.lemma[symbol as usize],
            Sign::Glob(code) => &mut self.globs[code as usize],
            Sign::Pos(tag) => &mut self.pos[tag as usize],
            Sign::Kind(kind) => &mut self.kind[kind as usize],
        }
    }

    /// Marks all patterns that can match in the tokens, in the order of their numbers.
    pub fn mark(&self, ctx: &TokenContext<'_>, tokens: Range<usize>, marked: &mut Marked) {
        marked.begin(self.len);
        marked.mark(&self.always);
        let (mut tags, mut kinds) = (0u32, 0u32);
        for index in tokens {
            let Some(token) = ctx.paragraph.tokens.get(index) else { break };
            tags |= 1 << token.pos as u32;
            kinds |= 1 << token.kind as u32;
            let (norm, lemma) = (ctx.symbols.norm(index), ctx.symbols.lemma(index));
            if norm != 0 {
                marked.mark(&self.norm[norm as usize]);
            }
            if lemma != 0 {
                marked.mark(&self.lemma[lemma as usize]);
            }
            for code in ctx.symbols.globs(index) {
                marked.mark(&self.globs[*code as usize]);
            }
        }
        for (set, lists) in [(tags, &self.pos), (kinds, &self.kind)] {
            for (bit, list) in lists.iter().enumerate() {
                if set & 1 << bit != 0 {
                    marked.mark(list);
                }
            }
        }
        marked.patterns.sort_unstable();
    }
}

//! Token patterns: compiled form, matching, and the filter that says which patterns can match at all.

mod build;
mod matcher;
mod prefilter;
mod program;
mod test;
mod vocabulary;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use text::Paragraph;

pub(crate) use build::{MAX_GAP, MAX_PROGRAM, Node, build};
pub(crate) use prefilter::{Index, Marked};
pub(crate) use program::Program;
pub(crate) use test::{Amount, Test, Words};
pub(crate) use vocabulary::{Glob, Vocabulary};

pub use vocabulary::Symbols;

/// A compiled token pattern.
///
/// Matching takes time linear in the number of tokens: no state of the program is tried twice at the same token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pattern {
    /// Its number in the rule set.
    pub id: PatternId,
    pub(crate) program: Program,
}

/// The number of a pattern in its [`RuleSet`](crate::RuleSet).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PatternId(pub(crate) u32);

/// What a pattern is matched against: a paragraph with the symbols of its tokens.
#[derive(Debug, Clone, Copy)]
pub struct TokenContext<'a> {
    /// The text of the paragraph; all ranges of the paragraph are offsets into it.
    pub text: &'a str,
    /// The analysis of the paragraph.
    pub paragraph: &'a Paragraph,
    /// The symbols of its tokens, from [`RuleSet::symbols`](crate::RuleSet::symbols).
    pub symbols: &'a Symbols,
}

/// Where a pattern matched: ranges of token indices of the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The matched tokens; never empty.
    pub tokens: Range<usize>,
    /// The tokens of each capture of the rule; empty for a pattern without captures.
    pub captures: Vec<Option<Range<usize>>>,
}

impl Match {
    /// The matched words as bytes of the paragraph.
    pub fn range(&self, paragraph: &Paragraph) -> source::TextRange {
        let (first, last) =
            (paragraph.tokens[self.tokens.start].range, paragraph.tokens[self.tokens.end - 1].range);
        first.cover(last)
    }

    /// The words of a capture as bytes of the paragraph, or `None` if it took no part in the match.
    pub fn capture(&self, index: usize, paragraph: &Paragraph) -> Option<source::TextRange> {
        let tokens = self.captures.get(index)?.clone()?;
        let (first, last) = (paragraph.tokens[tokens.start].range, paragraph.tokens[tokens.end - 1].range);
        Some(first.cover(last))
    }
}

impl PatternId {
    /// The number, from 0 on without large gaps.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Pattern {
    /// Returns all matches in the tokens of one sentence: leftmost first, shortest gaps, not overlapping.
    ///
    /// `tokens` are the indices of the sentence ([`text::Sentence::indices`]); symbols must have been filled for the
    /// same paragraph and rule set. Matches of more than 512 tokens may be missed.
    pub fn find_all(&self, ctx: &TokenContext<'_>, tokens: Range<usize>) -> Vec<Match> {
        self.find_from(ctx, tokens.clone(), tokens)
    }

    /// Like [`find_all`](Self::find_all), but matches start at one of `starts`, as
    /// [`Candidates::starts`](crate::Candidates::starts) knows them.
    pub fn find_from(
        &self,
        ctx: &TokenContext<'_>,
        tokens: Range<usize>,
        starts: Range<usize>,
    ) -> Vec<Match> {
        let mut matches = Vec::new();
        matcher::each(&self.program, ctx, tokens, starts, |found| {
            matches.push(found);
            true
        });
        matches
    }

    /// Counts the matches in the tokens of one sentence, but not beyond `enough`.
    pub fn count(&self, ctx: &TokenContext<'_>, tokens: Range<usize>, enough: usize) -> usize {
        let mut count = 0;
        if enough > 0 {
            matcher::each(&self.program, ctx, tokens.clone(), tokens, |_| {
                count += 1;
                count < enough
            });
        }
        count
    }

    /// Tells whether the sentence contains the pattern.
    pub fn is_match(&self, ctx: &TokenContext<'_>, tokens: Range<usize>) -> bool {
        self.count(ctx, tokens, 1) > 0
    }
}

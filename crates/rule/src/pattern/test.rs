//! Tests of one token.

use serde::{Deserialize, Serialize};
use source::slice;
use text::{Case, Morph, Token, TokenKind};

use super::TokenContext;
use super::vocabulary::{Glob, glob_of, lemma_glob, norm_glob};
use crate::condition::Relation;

/// A test of one token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Test {
    /// Every token passes.
    Any,
    /// The word in lower case.
    Norm(Words),
    /// The base form.
    Lemma(Words),
    /// The word as written, soft hyphens aside.
    Form(Box<str>),
    /// The word as written has this shape.
    FormShape(Glob),
    /// Part of speech: one bit per tag.
    Pos(u32),
    /// Token kind: one bit per kind.
    Kind(u32),
    /// Case: one bit per value.
    Case(u32),
    /// Morphology: of each set at least one value must be possible.
    Morph(Vec<Morph>),
    /// A number of the token.
    Amount(Amount, Relation, f64),
    /// White space stands before the token.
    Space,
    /// The word is written small, or large only because it begins a sentence.
    Small,
    All(Vec<Test>),
    Either(Vec<Test>),
    Not(Box<Test>),
}

/// Words and word shapes, of which one must fit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Words {
    /// Symbols.
    pub symbols: Vec<u32>,
    /// Numbers of globs.
    pub globs: Vec<u32>,
}

impl Words {
    /// Sorts symbols and globs so that long lists can be searched.
    pub fn sorted(mut self) -> Words {
        self.symbols.sort_unstable();
        self.symbols.dedup();
        self.globs.sort_unstable();
        self.globs.dedup();
        self
    }

    fn has(&self, symbol: u32, codes: &[u32], code: impl Fn(u32) -> u32) -> bool {
        let word = match self.symbols.as_slice() {
            [one] => *one == symbol,
            few if few.len() <= 8 => few.contains(&symbol),
            many => many.binary_search(&symbol).is_ok(),
        };
        // A token fits few globs, most tokens none; a test may name many.
        word || codes.iter().any(|c| {
            let glob = glob_of(*c);
            code(glob) == *c && self.globs.binary_search(&glob).is_ok()
        })
    }
}

/// Numbers of a token that tests compare.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Amount {
    Letters,
    Syllables,
}

/// Where in its sentence a token stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The first token that is neither a list marker nor a punctuation mark.
    pub head: usize,
    /// The first token of the sentence.
    pub first: usize,
}

impl Test {
    pub fn holds(&self, ctx: &TokenContext<'_>, place: Place, index: usize) -> bool {
        let Some(token) = ctx.paragraph.tokens.get(index) else { return false };
        self.passes(ctx, place, index, token)
    }

    fn passes(&self, ctx: &TokenContext<'_>, place: Place, index: usize, token: &Token) -> bool {
        match self {
            Test::Any => true,
            Test::Norm(words) => words.has(ctx.symbols.norm(index), ctx.symbols.globs(index), norm_glob),
            Test::Lemma(words) => words.has(ctx.symbols.lemma(index), ctx.symbols.globs(index), lemma_glob),
            Test::Form(form) => without_soft_hyphens(slice(ctx.text, token.range)).eq(form.chars()),
            Test::FormShape(glob) => {
                let written: String = without_soft_hyphens(slice(ctx.text, token.range)).collect();
                glob.matches(&written)
            }
            Test::Pos(set) => set & 1 << token.pos as u32 != 0,
            Test::Kind(set) => set & 1 << token.kind as u32 != 0,
            Test::Case(set) => set & 1 << token.case as u32 != 0,
            Test::Morph(sets) => sets.iter().all(|set| token.morph.any(*set)),
            Test::Amount(amount, relation, limit) => {
                let value = match amount {
                    Amount::Letters => token.letters,
                    Amount::Syllables => token.syllables,
                };
                relation.holds(f64::from(value), *limit)
            }
            Test::Space => token.space_before,
            Test::Small => {
                !matches!(token.case, Case::Title | Case::Mixed)
                    || index <= place.head
                    || follows_opening(ctx, place, index)
            }
            Test::All(all) => all.iter().all(|t| t.passes(ctx, place, index, token)),
            Test::Either(any) => any.iter().any(|t| t.passes(ctx, place, index, token)),
            Test::Not(inner) => !inner.passes(ctx, place, index, token),
        }
    }
}

/// True after a colon or an opening quote, where a sentence may begin inside a sentence.
fn follows_opening(ctx: &TokenContext<'_>, place: Place, index: usize) -> bool {
    index > place.first
        && ctx.paragraph.tokens.get(index - 1).is_some_and(|before| {
            before.kind == TokenKind::ListMarker
                || matches!(slice(ctx.text, before.range), ":" | "„" | "“" | "\"" | "»" | "«")
        })
}

fn without_soft_hyphens(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| *c != '\u{AD}')
}

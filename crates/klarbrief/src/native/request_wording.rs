//! What a letter says in one of several wordings, as rule files list them in parameters.
//!
//! Each is a [phrase](super::phrase). One that starts with `!` rules a sentence out, unless one with `+` is in it; those that
//! start with `?` say when the others are asked for at all; one that is a citation ("§ 82 Abs. 4 AufenthG") means that the letter cites it.

use std::sync::{Arc, PoisonError, RwLock};

use letter::PartSet;
use rustc_hash::FxHashMap;

use super::phrase::{Dialect, Phrase};
use crate::engine::{Cells, Context};

/// Several phrases that mean the same.
#[derive(Debug)]
pub(crate) struct Wording {
    said: Vec<Phrase>,
    sure: Vec<Phrase>,
    not: Vec<Phrase>,
    when: Vec<Phrase>,
    /// Citations ("§ 82 Abs. 4 AufenthG").
    norms: Vec<Phrase>,
}

/// The wordings of a rule set, by where their phrases stand in its memory: taken apart when first asked for, for all letters.
#[derive(Debug, Default)]
pub(crate) struct Wordings(RwLock<FxHashMap<(usize, usize), Arc<Wording>>>);

/// Reads phrases of a rule of the rule set that letters are checked with.
pub(super) fn wording(ctx: &Context<'_>, phrases: &[String]) -> Arc<Wording> {
    let place = (phrases.as_ptr() as usize, phrases.len());
    let all = &ctx.ruleset.wordings().0;
    if let Some(known) = all.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
        return Arc::clone(known);
    }
    let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(all.entry(place).or_insert_with(|| Arc::new(Wording::new(phrases))))
}

impl Wording {
    /// Reads phrases; one that is a citation ("§ 82 Abs. 4 AufenthG") means that the letter cites it.
    fn new(phrases: &[String]) -> Wording {
        let mut wording = Wording {
            said: Vec::new(),
            sure: Vec::new(),
            not: Vec::new(),
            when: Vec::new(),
            norms: Vec::new(),
        };
        for phrase in phrases {
            if phrase.starts_with("§ ") {
                wording.norms.push(read(phrase));
            } else if let Some(not) = phrase.strip_prefix('!') {
                wording.not.push(read(not));
            } else if let Some(sure) = phrase.strip_prefix('+') {
                wording.sure.push(read(sure));
            } else if let Some(when) = phrase.strip_prefix('?') {
                wording.when.push(read(when));
            } else {
                wording.said.push(read(phrase));
            }
        }
        wording
    }

    /// The first sentence of some parts that says it.
    pub fn find(&self, ctx: &Context<'_>, parts: PartSet) -> Option<(usize, usize)> {
        let (sure, said) = (possible(ctx, &self.sure), possible(ctx, &self.said));
        let some = union(&sure).or(&union(&said));
        if some.is_empty() {
            return None;
        }
        let says = |place: &Place<'_>| place.any(&sure) || place.any(&said) && !place.any_of(&self.not);
        places(ctx, parts, &some).find(says).map(|place| (place.block, place.index))
    }

    /// Tells whether it is asked for: it has no `?` phrases, or some part says one of them.
    pub fn is_asked(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        if self.when.is_empty() {
            return true;
        }
        let when = possible(ctx, &self.when);
        let some = union(&when);
        !some.is_empty() && places(ctx, parts, &some).any(|place| place.any(&when))
    }

    /// Tells whether some part says it, or cites one of its norms.
    pub fn is_there(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        self.find(ctx, parts).is_some() || !self.norms.is_empty() && self.is_cited(ctx, parts)
    }

    fn is_cited(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        let block =
            |c: &letter::Citation| ctx.document.blocks.partition_point(|b| b.range.end() <= c.range.start());
        let asked = |c: &letter::Citation| {
            c.refs.iter().any(|r| self.norms.iter().flat_map(|p| p.norms()).any(|n| r.is_within(n)))
        };
        ctx.letter.citations.iter().any(|c| asked(c) && parts.has(ctx.part(block(c))))
    }

    /// Tells whether a sentence says it.
    pub fn says(&self, ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
        if sentence >= ctx.paragraphs[block].sentences.len() {
            return false;
        }
        let place = Place { ctx, block, index: sentence, cell: ctx.places.cell(block, sentence) };
        place.any_of(&self.sure) || place.any_of(&self.said) && !place.any_of(&self.not)
    }
}

fn read(text: &str) -> Phrase {
    Phrase::read(text, Dialect::Rule)
}

/// The phrases whose words stand together somewhere in the letter, and where.
fn possible<'w>(ctx: &Context<'_>, phrases: &'w [Phrase]) -> Vec<(&'w Phrase, Cells)> {
    let phrases = phrases.iter().map(|p| (p, p.places(&ctx.places)));
    phrases.filter(|(_, cells)| !cells.is_empty()).collect()
}

fn union(phrases: &[(&Phrase, Cells)]) -> Cells {
    phrases.iter().fold(Cells::NONE, |some, (_, cells)| some.or(cells))
}

/// The sentences of some parts that may be in some places.
fn places<'a>(ctx: &'a Context<'a>, parts: PartSet, some: &'a Cells) -> impl Iterator<Item = Place<'a>> {
    let blocks = (0..ctx.paragraphs.len()).filter(move |b| parts.has(ctx.part(*b)));
    let sentences = blocks.flat_map(move |block| {
        (0..ctx.paragraphs[block].sentences.len()).map(move |index| Place {
            ctx,
            block,
            index,
            cell: ctx.places.cell(block, index),
        })
    });
    sentences.filter(|place| some.has(place.cell))
}

/// A sentence.
struct Place<'a> {
    ctx: &'a Context<'a>,
    block: usize,
    index: usize,
    cell: usize,
}

impl Place<'_> {
    fn any(&self, phrases: &[(&Phrase, Cells)]) -> bool {
        phrases.iter().any(|(p, cells)| cells.has(self.cell) && p.holds(self.ctx, self.block, self.index))
    }

    /// Like [`any`](Self::any), for phrases that few sentences are asked for.
    fn any_of(&self, phrases: &[Phrase]) -> bool {
        let may = |p: &Phrase| p.places(&self.ctx.places).has(self.cell);
        phrases.iter().any(|p| may(p) && p.holds(self.ctx, self.block, self.index))
    }
}

//! What a letter says in one of several wordings, as rule files list them in parameters.
//!
//! Each is a [phrase](super::phrase). One that starts with `!` rules a sentence out, unless one with `+` is in it; those that
//! start with `?` say when the others are asked for at all; one that is a citation ("§ 82 Abs. 4 AufenthG") means that the letter cites it.

use std::rc::Rc;

use letter::PartSet;

use super::phrase::{Dialect, Phrase, phrase};
use crate::engine::Context;

/// Several phrases that mean the same.
pub(super) struct Wording<'r> {
    said: Vec<Rc<Phrase>>,
    sure: Vec<Rc<Phrase>>,
    not: Vec<Rc<Phrase>>,
    when: Vec<Rc<Phrase>>,
    /// Citations ("§ 82 Abs. 4 AufenthG").
    norms: Vec<&'r str>,
}

impl<'r> Wording<'r> {
    /// Reads phrases; one that is a citation ("§ 82 Abs. 4 AufenthG") means that the letter cites it.
    pub fn new<S: AsRef<str>>(phrases: &'r [S]) -> Wording<'r> {
        let mut wording = Wording {
            said: Vec::new(),
            sure: Vec::new(),
            not: Vec::new(),
            when: Vec::new(),
            norms: Vec::new(),
        };
        for phrase in phrases.iter().map(AsRef::as_ref) {
            if phrase.starts_with("§ ") {
                wording.norms.push(phrase);
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
        if sure.is_empty() && said.is_empty() {
            return None;
        }
        let says = |place: &Place<'_>| place.any(&sure) || place.any(&said) && !place.any(&self.not);
        places(ctx, parts).find(says).map(|place| (place.block, place.index))
    }

    /// Tells whether it is asked for: it has no `?` phrases, or some part says one of them.
    pub fn is_asked(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        if self.when.is_empty() {
            return true;
        }
        let when = possible(ctx, &self.when);
        !when.is_empty() && places(ctx, parts).any(|place| place.any(&when))
    }

    /// Tells whether some part says it, or cites one of its norms.
    pub fn is_there(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        self.find(ctx, parts).is_some() || !self.norms.is_empty() && self.is_cited(ctx, parts)
    }

    fn is_cited(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        let norms: Vec<Rc<Phrase>> = self.norms.iter().map(|text| read(text)).collect();
        let block =
            |c: &letter::Citation| ctx.document.blocks.partition_point(|b| b.range.end() <= c.range.start());
        let asked = |c: &letter::Citation| {
            c.refs.iter().any(|r| norms.iter().flat_map(|p| p.norms()).any(|n| r.is_within(n)))
        };
        ctx.letter.citations.iter().any(|c| asked(c) && parts.has(ctx.part(block(c))))
    }

    /// Tells whether a sentence says it.
    pub fn says(&self, ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
        if sentence >= ctx.paragraphs[block].sentences.len() {
            return false;
        }
        let place = Place { ctx, block, index: sentence };
        place.any(&self.sure) || place.any(&self.said) && !place.any(&self.not)
    }
}

fn read(text: &str) -> Rc<Phrase> {
    phrase(text, Dialect::Rule)
}

/// The phrases whose words stand somewhere in the letter.
fn possible(ctx: &Context<'_>, phrases: &[Rc<Phrase>]) -> Vec<Rc<Phrase>> {
    phrases.iter().filter(|p| p.may_be_in(ctx.masks.letter())).cloned().collect()
}

/// The sentences of some parts.
fn places<'a>(ctx: &'a Context<'a>, parts: PartSet) -> impl Iterator<Item = Place<'a>> {
    let blocks = (0..ctx.paragraphs.len()).filter(move |b| parts.has(ctx.part(*b)));
    blocks.flat_map(move |block| {
        (0..ctx.paragraphs[block].sentences.len()).map(move |index| Place { ctx, block, index })
    })
}

/// A sentence.
struct Place<'a> {
    ctx: &'a Context<'a>,
    block: usize,
    index: usize,
}

impl Place<'_> {
    fn any(&self, phrases: &[Rc<Phrase>]) -> bool {
        let mask = self.ctx.masks.sentence(self.block, self.index);
        phrases.iter().any(|p| p.may_be_in(mask) && p.holds(self.ctx, self.block, self.index))
    }
}

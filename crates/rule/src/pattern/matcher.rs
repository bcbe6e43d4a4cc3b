//! Runs a program over tokens: backtracking that never tries the same instruction twice at the same token.

use std::ops::Range;

use text::TokenKind;

use super::program::{Instruction, Program};
use super::test::Place;
use super::{Match, TokenContext};

/// Matches that start here share one memory of failed states.
const BLOCK: usize = 2048;

/// How far a match may reach beyond its block, in tokens.
const REACH: usize = 512;

/// Calls `found` for each match in order that starts at one of `starts`, until it answers `false`.
pub(super) fn each(
    program: &Program,
    ctx: &TokenContext<'_>,
    tokens: Range<usize>,
    starts: Range<usize>,
    mut found: impl FnMut(Match) -> bool,
) {
    let tokens = tokens.start..tokens.end.min(ctx.paragraph.tokens.len());
    if tokens.is_empty() {
        return;
    }
    let mut run = Run::new(program, ctx, tokens.clone());
    let mut start = tokens.start.max(starts.start);
    while start < tokens.end.min(starts.end) {
        run.enter(start);
        match run.from(start) {
            Some(end) if end > start => {
                if !found(Match { tokens: start..end, captures: run.captures() }) {
                    return;
                }
                start = end;
            }
            _ => start += 1,
        }
    }
}

struct Run<'a> {
    program: &'a Program,
    ctx: &'a TokenContext<'a>,
    tokens: Range<usize>,
    place: Place,
    /// Behind the last token that is no punctuation mark.
    tail: usize,
    /// The block that `failed` is about; matches may reach to `limit`.
    block: Range<usize>,
    limit: usize,
    /// One bit for each instruction at each token: tried, without success.
    failed: Vec<u64>,
    choices: Vec<Choice>,
    /// States tried on the way that is being followed.
    trail: Vec<usize>,
    /// Start and end of each capture.
    slots: Vec<(u32, u32)>,
    /// Former values of slots that were set.
    undo: Vec<(u32, (u32, u32))>,
}

/// A way not taken yet.
struct Choice {
    instruction: u32,
    at: usize,
    /// For a gap: how many more tokens it may take.
    more: u32,
    trail: usize,
    undo: usize,
}

const UNSET: (u32, u32) = (u32::MAX, u32::MAX);

impl<'a> Run<'a> {
    fn new(program: &'a Program, ctx: &'a TokenContext<'a>, tokens: Range<usize>) -> Run<'a> {
        let all = &ctx.paragraph.tokens;
        let head = tokens
            .clone()
            .find(|i| !matches!(all[*i].kind, TokenKind::ListMarker | TokenKind::Punctuation))
            .unwrap_or(tokens.start);
        let tail = tokens
            .clone()
            .rev()
            .find(|i| all[*i].kind != TokenKind::Punctuation)
            .map_or(tokens.start, |i| i + 1);
        Run {
            program,
            ctx,
            place: Place { head, first: tokens.start },
            tail,
            block: tokens.start..tokens.start,
            limit: tokens.start,
            tokens,
            failed: Vec::new(),
            choices: Vec::new(),
            trail: Vec::new(),
            slots: vec![UNSET; program.captures],
            undo: Vec::new(),
        }
    }

    /// Makes ready for matches that start at a token.
    fn enter(&mut self, start: usize) {
        if start < self.block.end {
            return;
        }
        self.block = start..(start + BLOCK).min(self.tokens.end);
        self.limit = (self.block.end + REACH).min(self.tokens.end);
        self.failed.clear();
    }

    /// Tries to match from a token on; returns the token behind the match.
    fn from(&mut self, start: usize) -> Option<usize> {
        let starts = &self.program.starts;
        let may_start = |test: &u32| self.program.tests[*test as usize].holds(self.ctx, self.place, start);
        if !starts.is_empty() && !starts.iter().any(may_start) {
            return None;
        }
        self.choices.clear();
        self.trail.clear();
        self.undo.clear();
        self.slots.fill(UNSET);
        let (mut at, mut instruction) = (start, 0);
        loop {
            match self.step(at, instruction) {
                Step::Go(next_at, next) => (at, instruction) = (next_at, next),
                Step::Done => {
                    // The states of this way did not fail: a later match may pass them again.
                    for state in self.trail.drain(..) {
                        self.failed[state / 64] &= !(1 << (state % 64));
                    }
                    return Some(at);
                }
                Step::Fail => (at, instruction) = self.back()?,
            }
        }
    }

    fn step(&mut self, at: usize, instruction: u32) -> Step {
        if self.program.branches && self.seen(at, instruction) {
            return Step::Fail;
        }
        let next = instruction + 1;
        let holds = match self.program.instructions[instruction as usize] {
            Instruction::Take(test) => {
                if at < self.limit && self.program.tests[test as usize].holds(self.ctx, self.place, at) {
                    return Step::Go(at + 1, next);
                }
                false
            }
            Instruction::Gap { min, max } => {
                let first = at + min as usize;
                if first > self.limit {
                    return Step::Fail;
                }
                if max > min {
                    self.choose(instruction, first, max - min);
                }
                return Step::Go(first, next);
            }
            Instruction::Split(first, second) => {
                self.choose(second, at, 0);
                return Step::Go(at, first);
            }
            Instruction::Jump(target) => return Step::Go(at, target),
            Instruction::Open(slot) => {
                self.set(slot, (at as u32, u32::MAX));
                true
            }
            Instruction::Close(slot) => {
                let start = self.slots[slot as usize].0;
                self.set(slot, (start, at as u32));
                true
            }
            Instruction::Start => at <= self.place.head,
            Instruction::End => at >= self.tail,
            Instruction::ClauseEnd => {
                at >= self.tokens.end || {
                    let token = &self.ctx.paragraph.tokens[at];
                    token.kind == TokenKind::Punctuation || token.pos == text::Pos::Cconj
                }
            }
            Instruction::Done => return Step::Done,
        };
        if holds { Step::Go(at, next) } else { Step::Fail }
    }

    /// Notes that a state is tried; true if it was tried before.
    fn seen(&mut self, at: usize, instruction: u32) -> bool {
        if self.failed.is_empty() {
            // Most patterns fail at their first token in most sentences and never need this memory.
            let states = (self.limit - self.block.start + 1) * self.program.instructions.len();
            self.failed.resize(states.div_ceil(64), 0);
        }
        let state = (at - self.block.start) * self.program.instructions.len() + instruction as usize;
        let (word, bit) = (state / 64, 1 << (state % 64));
        if self.failed[word] & bit != 0 {
            return true;
        }
        self.failed[word] |= bit;
        self.trail.push(state);
        false
    }

    fn choose(&mut self, instruction: u32, at: usize, more: u32) {
        self.choices.push(Choice { instruction, at, more, trail: self.trail.len(), undo: self.undo.len() });
    }

    /// Goes back to the last choice and takes the other way.
    fn back(&mut self) -> Option<(usize, u32)> {
        let choice = self.choices.pop()?;
        self.trail.truncate(choice.trail);
        while self.undo.len() > choice.undo {
            if let Some((slot, before)) = self.undo.pop() {
                self.slots[slot as usize] = before;
            }
        }
        if choice.more == 0 {
            return Some((choice.at, choice.instruction));
        }
        // One more token for the gap.
        let at = choice.at + 1;
        if at > self.limit {
            return self.back();
        }
        if choice.more > 1 {
            self.choose(choice.instruction, at, choice.more - 1);
        }
        Some((at, choice.instruction + 1))
    }

    fn set(&mut self, slot: u32, value: (u32, u32)) {
        let place = &mut self.slots[slot as usize];
        self.undo.push((slot, *place));
        *place = value;
    }

    fn captures(&self) -> Vec<Option<Range<usize>>> {
        self.slots
            .iter()
            .map(|(start, end)| (start < end && *end != u32::MAX).then_some(*start as usize..*end as usize))
            .collect()
    }
}

enum Step {
    /// On at this token with this instruction.
    Go(usize, u32),
    Done,
    Fail,
}

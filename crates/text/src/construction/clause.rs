//! Clauses: which tokens belong together to one verb, and how deep they are nested.

use crate::lexicon::Tag;
use crate::paragraph::{Paragraph, Sentence};
use crate::token::{Token, TokenKind};

/// What opens a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClauseKind {
    Main,
    /// Opened by a conjunction, a relative or an interrogative word.
    Subordinate,
    /// *zu* with infinitive behind a comma, without a conjunction ("…, den Antrag zu stellen").
    Infinitive,
}

/// One clause; the tokens of clauses inside it are not its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause {
    pub kind: ClauseKind,
    /// First and last token, clauses inside included.
    pub first: usize,
    pub last: usize,
    /// 0 for main clauses, 1 for a subordinate clause, 2 for one inside or behind another …
    pub depth: u8,
    /// A finite verb has been read.
    finite: bool,
    /// A verb at the end has been read: the clause is complete.
    complete: bool,
}

/// The clauses of one sentence.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub all: Vec<Clause>,
    /// For each token of the sentence the number of its clause.
    of: Vec<u16>,
    start: usize,
}

/// No sentence has more; the rest stays in the last one.
const MOST: usize = 1000;

/// Farther than this nobody looks for the partner of a word, so that a text without full stops takes linear time.
const REACH: usize = 200;

impl Clauses {
    /// Reads a sentence.
    pub fn read(&mut self, paragraph: &Paragraph, sentence: &Sentence) {
        let range = sentence.indices();
        self.start = range.start;
        self.all.clear();
        self.of.clear();
        let mut stack: Vec<usize> = Vec::new();
        self.open(&mut stack, ClauseKind::Main, range.start);
        for i in range.clone() {
            let token = &paragraph.tokens[i];
            if starts_clause(paragraph, &range, i) {
                self.comma(paragraph, &range, i, &mut stack);
            }
            let top = stack.last().copied().unwrap_or(0);
            self.of.push(top as u16);
            let clause = &mut self.all[top];
            clause.last = i;
            if is_finite(token.tag) {
                clause.complete |= clause.kind == ClauseKind::Subordinate || clause.finite;
                clause.finite = true;
            } else if clause.kind == ClauseKind::Infinitive && is_zu_infinitive(paragraph, i) {
                clause.complete = true;
            }
        }
        // An outer clause reaches at least as far as those inside it.
        for at in (1..self.all.len()).rev() {
            let (depth, last) = (self.all[at].depth, self.all[at].last);
            if let Some(outer) = (0..at).rev().find(|o| self.all[*o].depth < depth)
                && self.all[outer].last > self.all[at].first
            {
                self.all[outer].last = self.all[outer].last.max(last);
            }
        }
    }

    /// The clause of a token.
    pub fn of(&self, token: usize) -> usize {
        self.of.get(token.wrapping_sub(self.start)).map_or(0, |c| *c as usize)
    }

    /// The tokens of the same clause behind a token.
    pub fn after(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let clause = self.of(token);
        let end = self.start + self.of.len();
        (token + 1..end.min(token + 1 + REACH)).filter(move |i| self.of(*i) == clause)
    }

    /// The tokens of the same clause before a token, the nearest first.
    pub fn before(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let clause = self.of(token);
        (self.start.max(token.saturating_sub(REACH))..token).rev().filter(move |i| self.of(*i) == clause)
    }

    fn open(&mut self, stack: &mut Vec<usize>, kind: ClauseKind, first: usize) {
        if self.all.len() >= MOST {
            return;
        }
        let depth = match kind {
            ClauseKind::Main => 0,
            _ => stack.iter().map(|c| self.all[*c].depth).max().unwrap_or(0).saturating_add(1),
        };
        self.all.push(Clause { kind, first, last: first, depth, finite: false, complete: false });
        stack.push(self.all.len() - 1);
    }

    /// A new clause may begin at token `i`, behind a comma or at the start of the sentence.
    fn comma(
        &mut self,
        paragraph: &Paragraph,
        range: &std::ops::Range<usize>,
        i: usize,
        stack: &mut Vec<usize>,
    ) {
        let first = &paragraph.tokens[i];
        let joined = i > range.start && matches!(paragraph.tokens[i - 1].tag, Tag::Kon);
        let kind = opener(paragraph, range, i);
        let top_complete = |all: &[Clause], stack: &[usize]| {
            stack.last().is_some_and(|c| all[*c].kind != ClauseKind::Main && all[*c].complete)
        };
        match kind {
            // "…, dass er kam und dass er blieb": the second stands beside the first.
            Some(kind) if joined => {
                if stack.len() > 1 {
                    stack.pop();
                }
                self.open(stack, kind, i);
            }
            Some(kind) => {
                // A clause behind a complete one hangs on it; the complete one ends all the same.
                let hangs_on = top_complete(&self.all, stack);
                let depth = stack.last().map_or(0, |c| self.all[*c].depth);
                while top_complete(&self.all, stack) {
                    stack.pop();
                }
                self.open(stack, kind, i);
                if hangs_on && let Some(new) = self.all.last_mut() {
                    new.depth = depth.saturating_add(1);
                }
            }
            None => {
                let was_inside = stack.len() > 1;
                while top_complete(&self.all, stack) {
                    stack.pop();
                }
                // "Legen Sie nichts vor, wird …": a second main clause.
                let second =
                    is_finite(first.tag) && !was_inside && stack.last().is_some_and(|c| self.all[*c].finite);
                if second {
                    stack.clear();
                    self.open(stack, ClauseKind::Main, i);
                }
            }
        }
        if stack.is_empty() {
            self.open(stack, ClauseKind::Main, i);
        }
    }
}

/// True where a clause may begin: at the start, behind a comma, dash, colon or semicolon, or at a conjunction behind *und*.
fn starts_clause(paragraph: &Paragraph, range: &std::ops::Range<usize>, i: usize) -> bool {
    if i == range.start {
        return true;
    }
    let before = &paragraph.tokens[i - 1];
    if before.kind == TokenKind::Punctuation {
        return matches!(paragraph.norm(before), "," | ";" | ":" | "–" | "-" | "(" | ")");
    }
    before.tag == Tag::Kon && matches!(paragraph.tokens[i].tag, Tag::Kous | Tag::Koui)
}

/// The clause that begins at token `i`, if one does.
fn opener(paragraph: &Paragraph, range: &std::ops::Range<usize>, i: usize) -> Option<ClauseKind> {
    let behind_comma = i > range.start;
    // "auch wenn", "nur soweit", "insbesondere weil", "und zwar deshalb, weil"; "in dem", "auf deren".
    for (step, token) in paragraph.tokens[i..range.end].iter().take(4).enumerate() {
        match token.tag {
            Tag::Kous => return Some(ClauseKind::Subordinate),
            Tag::Koui if is_infinitive_ahead(paragraph, range, i) => return Some(ClauseKind::Subordinate),
            Tag::Prels | Tag::Prelat if behind_comma => return Some(ClauseKind::Subordinate),
            Tag::Pwav | Tag::Pws | Tag::Pwat if behind_comma && verb_comes_last(paragraph, range, i) => {
                return Some(ClauseKind::Subordinate);
            }
            // "der", "die", "das" as articles can be relative pronouns that the tagger missed.
            Tag::Pds if behind_comma && step <= 1 && verb_comes_last(paragraph, range, i) => {
                return Some(ClauseKind::Subordinate);
            }
            Tag::Adv | Tag::Appr | Tag::Kon | Tag::Kokom if step < 3 => {}
            _ => break,
        }
    }
    (behind_comma
        && paragraph.norm(&paragraph.tokens[i - 1]) == ","
        && is_infinitive_ahead(paragraph, range, i))
    .then_some(ClauseKind::Infinitive)
}

/// True if the piece up to the next sign has *zu* with infinitive and no finite verb.
fn is_infinitive_ahead(paragraph: &Paragraph, range: &std::ops::Range<usize>, i: usize) -> bool {
    let mut found = false;
    for at in i..range.end.min(i + 60) {
        let token = &paragraph.tokens[at];
        if is_clause_sign(paragraph, token) {
            break;
        }
        if is_finite(token.tag) {
            return false;
        }
        found |= is_zu_infinitive(paragraph, at);
    }
    found
}

/// True if the first finite verb up to the next sign is the last word of that piece.
fn verb_comes_last(paragraph: &Paragraph, range: &std::ops::Range<usize>, i: usize) -> bool {
    for at in i..range.end.min(i + 60) {
        let token = &paragraph.tokens[at];
        if is_clause_sign(paragraph, token) {
            return false;
        }
        if is_finite(token.tag) {
            return paragraph.tokens[at + 1..range.end]
                .first()
                .is_none_or(|next| next.kind == TokenKind::Punctuation || next.tag == Tag::Kon);
        }
    }
    false
}

fn is_clause_sign(paragraph: &Paragraph, token: &Token) -> bool {
    token.kind == TokenKind::Punctuation && matches!(paragraph.norm(token), "," | ";" | ":" | "." | "!" | "?")
}

/// True for tags of finite verbs.
pub(super) fn is_finite(tag: Tag) -> bool {
    matches!(tag, Tag::Vvfin | Tag::Vafin | Tag::Vmfin | Tag::Vvimp)
}

/// True for an infinitive with *zu*: in one word, or behind *zu*.
pub(super) fn is_zu_infinitive(paragraph: &Paragraph, i: usize) -> bool {
    let token = &paragraph.tokens[i];
    token.tag == Tag::Vvizu
        || matches!(token.tag, Tag::Vvinf | Tag::Vainf | Tag::Vminf)
            && i > 0
            && (paragraph.tokens[i - 1].tag == Tag::Ptkzu
                // "zu erteilen sein": *zu* belongs to the verb before.
                || paragraph.norm(&paragraph.tokens[i - 1]) == "zu")
}

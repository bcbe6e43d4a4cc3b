//! The compiled form of a token pattern: a list of instructions.

use serde::{Deserialize, Serialize};

use super::test::Test;

/// A list of instructions, run from the first one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Program {
    pub instructions: Vec<Instruction>,
    pub tests: Vec<Test>,
    /// How many captures the rule has; 0 if this pattern has none.
    pub captures: usize,
    /// True if some instruction has a choice.
    pub branches: bool,
    /// The tests of which the first token of every match passes one; empty if it may be any token.
    pub starts: Vec<u32>,
    /// What is known about sentences that can match.
    pub trigger: Trigger,
    /// How many tokens stand between the start of a match and the sign of the first set of the trigger.
    pub lead: Lead,
}

/// A number of tokens, at least and at most; no maximum for a gap without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Lead {
    pub min: u32,
    pub max: Option<u32>,
}

impl Lead {
    /// No tokens at all.
    pub const NONE: Lead = Lead { min: 0, max: Some(0) };

    /// One stretch after the other.
    pub fn then(self, next: Lead) -> Lead {
        let max = self.max.zip(next.max).and_then(|(a, b)| a.checked_add(b));
        Lead { min: self.min.saturating_add(next.min), max }
    }

    /// One or the other.
    pub fn or(self, other: Lead) -> Lead {
        Lead { min: self.min.min(other.min), max: self.max.zip(other.max).map(|(a, b)| a.max(b)) }
    }

    /// Several times.
    pub fn times(self, min: u32, max: Option<u32>) -> Lead {
        let most = match (self.max, max) {
            (Some(0), _) => Some(0),
            (Some(a), Some(b)) => a.checked_mul(b),
            _ => None,
        };
        Lead { min: self.min.saturating_mul(min), max: most }
    }
}

/// One step of a program. Numbers are indices of instructions unless said otherwise.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Instruction {
    /// Takes a token that passes a test (index of the test).
    Take(u32),
    /// Takes from `min` to `max` tokens, as few as possible.
    Gap { min: u32, max: u32 },
    /// Goes on at the first, and if that fails at the second.
    Split(u32, u32),
    /// Goes on there.
    Jump(u32),
    /// Notes where a capture starts.
    Open(u32),
    /// Notes where a capture ends.
    Close(u32),
    /// Nothing but list markers and punctuation marks stand before.
    Start,
    /// Nothing but punctuation marks stand behind.
    End,
    /// The clause ends here: end of the sentence, a punctuation mark or *und*, *oder*.
    ClauseEnd,
    /// The pattern has matched.
    Done,
}

/// What must be seen in a sentence if the pattern is to match in it: at least one sign of each set. The first set is the
/// one that is seen least often; no set at all means that nothing is known.
pub(crate) type Trigger = Vec<Vec<Sign>>;

/// Something that can be seen on a token without running a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Sign {
    /// Symbol of the norm.
    Norm(u32),
    /// Symbol of the base form.
    Lemma(u32),
    /// Code of a glob.
    Glob(u32),
    /// Part of speech.
    Pos(u32),
    /// Token kind.
    Kind(u32),
}

//! From the tree of a pattern to its program.

use text::{Pos, TokenKind};

use super::program::{Instruction, Lead, Program, Sign, Trigger};
use super::test::{Test, Words};
use super::vocabulary::{Vocabulary, lemma_glob, norm_glob};

/// The most instructions of a program.
pub(crate) const MAX_PROGRAM: usize = 4000;

/// The largest number in `{n,m}`.
pub(crate) const MAX_GAP: u32 = 250;

/// The tree of a pattern, with all names resolved.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Test(Test),
    Sequence(Vec<Node>),
    Alternatives(Vec<Node>),
    /// Without a maximum as often as possible.
    Repeat {
        inner: Box<Node>,
        min: u32,
        max: Option<u32>,
    },
    Capture(usize, Box<Node>),
    Start,
    End,
    ClauseEnd,
}

impl Node {
    /// From `min` to `max` tokens, as few as possible.
    pub fn gap(min: u32, max: u32) -> Node {
        Node::Repeat { inner: Box::new(Node::Test(Test::Any)), min, max: Some(max) }
    }

    /// How many tokens it takes.
    fn width(&self) -> Lead {
        match self {
            Node::Test(_) => Lead { min: 1, max: Some(1) },
            Node::Sequence(all) => all.iter().fold(Lead::NONE, |sum, node| sum.then(node.width())),
            Node::Alternatives(any) => any.iter().map(Node::width).reduce(Lead::or).unwrap_or(Lead::NONE),
            Node::Repeat { inner, min, max } => inner.width().times(*min, *max),
            Node::Capture(_, inner) => inner.width(),
            Node::Start | Node::End | Node::ClauseEnd => Lead::NONE,
        }
    }

    /// True if it can match where there is no token.
    pub fn can_be_empty(&self) -> bool {
        match self {
            Node::Test(_) => false,
            Node::Sequence(all) => all.iter().all(Node::can_be_empty),
            Node::Alternatives(any) => any.iter().any(Node::can_be_empty),
            Node::Repeat { inner, min, .. } => *min == 0 || inner.can_be_empty(),
            Node::Capture(_, inner) => inner.can_be_empty(),
            Node::Start | Node::End | Node::ClauseEnd => true,
        }
    }
}

/// Compiles a pattern; `captures` is the number of captures of the rule. `None` if it gets too large.
pub(crate) fn build(node: &Node, captures: usize, vocabulary: &Vocabulary) -> Option<Program> {
    let mut builder = Builder::default();
    builder.node(node);
    builder.push(Instruction::Done);
    if builder.full() {
        return None;
    }
    let (trigger, lead) = trigger(node, vocabulary);
    let branches = builder.instructions.iter().any(|i| {
        matches!(i, Instruction::Split(..)) || matches!(i, Instruction::Gap { min, max } if min != max)
    });
    let captures = if builder.has_captures { captures } else { 0 };
    let starts = starts(&builder.instructions);
    Some(Program {
        instructions: builder.instructions,
        tests: builder.tests,
        captures,
        branches,
        trigger,
        lead,
        starts,
    })
}

/// The tests of which the first token of every match passes one; empty if a match may start with any token.
fn starts(instructions: &[Instruction]) -> Vec<u32> {
    let mut tests = Vec::new();
    let mut open = vec![0u32];
    let mut seen = vec![false; instructions.len()];
    while let Some(at) = open.pop() {
        let Some(instruction) = instructions.get(at as usize) else { return Vec::new() };
        if std::mem::replace(&mut seen[at as usize], true) {
            continue;
        }
        match *instruction {
            Instruction::Take(test) => tests.push(test),
            Instruction::Split(first, second) => open.extend([first, second]),
            Instruction::Jump(target) => open.push(target),
            // What stands before the first token does not change which token it is.
            Instruction::Open(_) | Instruction::Close(_) | Instruction::Start => open.push(at + 1),
            Instruction::Gap { .. } | Instruction::End | Instruction::ClauseEnd | Instruction::Done => {
                return Vec::new();
            }
        }
    }
    tests
}

#[derive(Default)]
struct Builder {
    instructions: Vec<Instruction>,
    tests: Vec<Test>,
    has_captures: bool,
}

impl Builder {
    fn full(&self) -> bool {
        self.instructions.len() > MAX_PROGRAM
    }

    fn push(&mut self, instruction: Instruction) -> usize {
        self.instructions.push(instruction);
        self.instructions.len() - 1
    }

    fn here(&self) -> u32 {
        self.instructions.len() as u32
    }

    fn node(&mut self, node: &Node) {
        if self.full() {
            return;
        }
        match node {
            Node::Test(test) => {
                let index = self.tests.len() as u32;
                self.tests.push(test.clone());
                self.push(Instruction::Take(index));
            }
            Node::Sequence(all) => all.iter().for_each(|n| self.node(n)),
            Node::Alternatives(any) => self.alternatives(any),
            Node::Repeat { inner, min, max } => self.repeat(inner, *min, *max),
            Node::Capture(index, inner) => {
                self.has_captures = true;
                self.push(Instruction::Open(*index as u32));
                self.node(inner);
                self.push(Instruction::Close(*index as u32));
            }
            Node::Start => {
                self.push(Instruction::Start);
            }
            Node::End => {
                self.push(Instruction::End);
            }
            Node::ClauseEnd => {
                self.push(Instruction::ClauseEnd);
            }
        }
    }

    fn alternatives(&mut self, any: &[Node]) {
        let mut jumps = Vec::new();
        for (index, node) in any.iter().enumerate() {
            if index + 1 == any.len() {
                self.node(node);
                break;
            }
            let split = self.push(Instruction::Split(0, 0));
            let first = self.here();
            self.node(node);
            jumps.push(self.push(Instruction::Jump(0)));
            self.instructions[split] = Instruction::Split(first, self.here());
        }
        let end = self.here();
        for jump in jumps {
            self.instructions[jump] = Instruction::Jump(end);
        }
    }

    fn repeat(&mut self, inner: &Node, min: u32, max: Option<u32>) {
        let any = matches!(inner, Node::Test(Test::Any));
        if any {
            let max_gap = max.unwrap_or(min);
            if max_gap > 0 {
                self.push(Instruction::Gap { min, max: max_gap });
            }
        } else {
            for _ in 0..min {
                self.node(inner);
                if self.full() {
                    return;
                }
            }
        }
        match max {
            // A loop: back to the choice after each round. Gaps prefer to end, others to go on.
            None => {
                let split = self.push(Instruction::Split(0, 0));
                let first = self.here();
                self.node(inner);
                self.push(Instruction::Jump(split as u32));
                let after = self.here();
                self.instructions[split] =
                    if any { Instruction::Split(after, first) } else { Instruction::Split(first, after) };
            }
            Some(_) if any => {}
            Some(max) => {
                let mut splits = Vec::new();
                for _ in min..max {
                    splits.push(self.push(Instruction::Split(0, 0)));
                    self.node(inner);
                    if self.full() {
                        return;
                    }
                }
                let after = self.here();
                for split in splits {
                    self.instructions[split] = Instruction::Split(split as u32 + 1, after);
                }
            }
        }
    }
}

/// The most sets of a trigger.
const MAX_SETS: usize = 6;

/// The most signs of a set that is not the first.
const MAX_SIGNS: usize = 16;

fn trigger(node: &Node, vocabulary: &Vocabulary) -> (Trigger, Lead) {
    let mut sets = Vec::new();
    sets_of(node, Lead::NONE, vocabulary, &mut sets);
    sets.sort_by_key(|set| set.cost);
    let lead = sets.first().map_or(Lead { min: 0, max: None }, |set| set.lead);
    let rare = |(index, set): &(usize, Set)| *index == 0 || set.signs.len() <= MAX_SIGNS;
    (sets.into_iter().enumerate().filter(rare).map(|(_, set)| set.signs).take(MAX_SETS).collect(), lead)
}

/// Signs of which at least one must be seen.
struct Set {
    /// How often one of them is seen, roughly, in places per ten thousand words.
    cost: u32,
    signs: Vec<Sign>,
    /// How many tokens stand between the start of the match and the sign.
    lead: Lead,
}

/// Adds the sets of all parts that cannot be left out; `lead` is what stands before the node.
fn sets_of(node: &Node, lead: Lead, vocabulary: &Vocabulary, sets: &mut Vec<Set>) {
    match node {
        Node::Test(test) => test_sets(test, lead, vocabulary, sets),
        Node::Sequence(all) => {
            let mut lead = lead;
            for node in all {
                sets_of(node, lead, vocabulary, sets);
                lead = lead.then(node.width());
            }
        }
        Node::Alternatives(any) => sets.extend(joined(any, |n, sets| sets_of(n, lead, vocabulary, sets))),
        // The first time is the one that is sure.
        Node::Repeat { inner, min, .. } if *min > 0 => sets_of(inner, lead, vocabulary, sets),
        Node::Capture(_, inner) => sets_of(inner, lead, vocabulary, sets),
        Node::Repeat { .. } | Node::Start | Node::End | Node::ClauseEnd => {}
    }
}

fn test_sets(test: &Test, lead: Lead, vocabulary: &Vocabulary, sets: &mut Vec<Set>) {
    match test {
        Test::Norm(words) => sets.push(Set { lead, ..word_set(words, vocabulary, Sign::Norm, norm_glob) }),
        Test::Lemma(words) => {
            let set = word_set(words, vocabulary, Sign::Lemma, lemma_glob);
            // A base form stands for several words.
            sets.push(Set { cost: set.cost * 2, lead, ..set });
        }
        Test::Pos(tags) => sets.push(Set { lead, ..bits(*tags, pos_frequency, Sign::Pos) }),
        Test::Kind(kinds) => sets.push(Set { lead, ..bits(*kinds, kind_frequency, Sign::Kind) }),
        Test::All(all) => all.iter().for_each(|t| test_sets(t, lead, vocabulary, sets)),
        Test::Either(any) => sets.extend(joined(any, |t, sets| test_sets(t, lead, vocabulary, sets))),
        _ => {}
    }
}

/// One set for alternatives: the rarest set of each; none if nothing is known of one of them.
fn joined<T>(any: &[T], sets_of: impl Fn(&T, &mut Vec<Set>)) -> Option<Set> {
    let mut joined: Option<Set> = None;
    for one in any {
        let mut sets = Vec::new();
        sets_of(one, &mut sets);
        let rarest = sets.into_iter().min_by_key(|set| set.cost)?;
        joined = Some(match joined {
            None => rarest,
            Some(mut all) => {
                all.cost = all.cost.saturating_add(rarest.cost);
                all.signs.extend(rarest.signs);
                all.lead = all.lead.or(rarest.lead);
                all
            }
        });
    }
    let mut joined = joined?;
    joined.signs.sort_unstable();
    joined.signs.dedup();
    Some(joined)
}

fn word_set(
    words: &Words,
    vocabulary: &Vocabulary,
    sign: impl Fn(u32) -> Sign,
    code: impl Fn(u32) -> u32,
) -> Set {
    let cost = words.symbols.iter().map(|s| vocabulary.frequency(*s)).sum::<u32>()
        + words.globs.iter().map(|g| vocabulary.glob_frequency(*g)).sum::<u32>();
    let signs = words
        .symbols
        .iter()
        .map(|s| sign(*s))
        .chain(words.globs.iter().map(|g| Sign::Glob(code(*g))))
        .collect();
    Set { cost, signs, lead: Lead::NONE }
}

fn bits(set: u32, frequency: impl Fn(u32) -> u32, sign: impl Fn(u32) -> Sign) -> Set {
    let members = (0..u32::BITS).filter(|bit| set & 1 << bit != 0);
    Set { cost: members.clone().map(frequency).sum(), signs: members.map(sign).collect(), lead: Lead::NONE }
}

/// How common a part of speech is, roughly, in places per ten thousand words.
fn pos_frequency(tag: u32) -> u32 {
    match Pos::ALL.get(tag as usize) {
        Some(Pos::Intj | Pos::Sym | Pos::X) => 50,
        Some(Pos::Sconj | Pos::Part | Pos::Num | Pos::Propn) => 300,
        Some(Pos::Noun | Pos::Punct) => 2500,
        _ => 1000,
    }
}

/// How common a token kind is, roughly, in places per ten thousand words.
fn kind_frequency(kind: u32) -> u32 {
    match TokenKind::ALL.get(kind as usize) {
        Some(TokenKind::Word) => 8000,
        Some(TokenKind::Punctuation) => 1500,
        Some(TokenKind::Number | TokenKind::Abbreviation) => 300,
        _ => 30,
    }
}

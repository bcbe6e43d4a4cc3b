//! Choices between branches, and which combinations of them are read.

use std::collections::{BTreeMap, BTreeSet};

use source::{Lang, TextRange};

use super::Branch;

/// A place where letters of one template differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What may stand there; one of them in each letter. An alternative without text has an empty range.
    pub alternatives: Vec<Alternative>,
}

/// One of the things that may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// Its text in the template, without the signs around it.
    pub range: TextRange,
    /// When it stands there; `None` for what is left if no other condition holds.
    pub(super) condition: Option<Condition>,
}

/// A question with the answer that a branch needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    /// What is asked about: a field, an expression.
    subject: String,
    /// The value it must have; [`YES`] for an expression that holds or does not.
    value: String,
    negated: bool,
    /// As it is written, for people.
    written: String,
}

/// Alternatives of one choice that are looked at.
const MOST_ALTERNATIVES: usize = 200;

const YES: &str = "\u{1}yes";
const NO: &str = "\u{1}no";
/// A value that no condition names.
const OTHER: &str = "\u{1}other";

impl Condition {
    /// Reads `x`, `not x`, `x == "a"`, `x != "a"`; anything else is one question of its own.
    pub(super) fn parse(text: &str) -> Condition {
        let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = written.as_str();
        let mut negated = false;
        while let Some(inner) = ["not ", "!", "nicht ", "NOT "].iter().find_map(|no| rest.strip_prefix(no)) {
            if rest.starts_with("!=") {
                break;
            }
            negated = !negated;
            rest = inner.trim_start();
        }
        while rest.len() > 2 && rest.starts_with('(') && rest.ends_with(')') && rest.matches('(').count() == 1
        {
            rest = rest[1..rest.len() - 1].trim();
        }
        let joined = [" and ", " or ", "&&", "||", " und ", " oder "].iter().any(|word| rest.contains(word));
        let signs =
            [("!=", true), ("<>", true), ("==", false), (" eq ", false), (" EQ ", false), ("=", false)];
        let compared = signs.iter().find_map(|(sign, no)| {
            let (left, right) = rest.split_once(sign)?;
            let plain = !left.ends_with(['<', '>', '!']) && !right.is_empty() && !left.trim().is_empty();
            plain.then(|| (unquoted(left).to_lowercase(), unquoted(right).to_owned(), *no))
        });
        match compared.filter(|_| !joined) {
            Some((subject, value, no)) => Condition { subject, value, negated: negated != no, written },
            None => {
                Condition { subject: unquoted(rest).to_lowercase(), value: YES.to_owned(), negated, written }
            }
        }
    }

    /// An entry of a list that is chosen.
    pub(super) fn chosen(list: String, entry: String) -> Condition {
        Condition { subject: list, written: entry.clone(), value: entry, negated: false }
    }

    pub(super) fn negated(mut self) -> Condition {
        self.negated = !self.negated;
        self.written = format!("¬{}", self.written);
        self
    }

    fn is_question(&self) -> bool {
        self.value == YES
    }
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '„', '“', '”', '‚', '‘', '«', '»']).trim()
}

impl Choice {
    /// From the first to the last of its alternatives.
    pub fn range(&self) -> TextRange {
        let mut ranges = self.alternatives.iter().map(|a| a.range);
        let first = ranges.next().unwrap_or_default();
        ranges.fold(first, |all, range| all.cover(range))
    }

    /// When an alternative stands there, for people: `weiblich`, `nicht: weiblich`, `sonst`.
    pub fn label(&self, alternative: usize, lang: Lang) -> String {
        let not = lang.pick("nicht: ", "not: ");
        match self.alternatives.get(alternative).and_then(|a| a.condition.as_ref()) {
            Some(condition) => match condition.written.strip_prefix('¬') {
                Some(written) => format!("{not}{written}"),
                None => condition.written.clone(),
            },
            None => {
                let asked: Vec<&str> = self
                    .alternatives
                    .iter()
                    .filter_map(|a| a.condition.as_ref())
                    .map(|c| c.written.as_str())
                    .collect();
                match &asked[..] {
                    [] => lang.pick("sonst", "otherwise").to_owned(),
                    [one] => match one.strip_prefix('¬') {
                        Some(written) => written.to_owned(),
                        None => format!("{not}{one}"),
                    },
                    [first, ..] => format!("{}{first}, …", lang.pick("keins von: ", "none of: ")),
                }
            }
        }
    }
}

/// Adds the branches that a format marks, those of one choice together.
pub(super) fn add_marked(choices: &mut Vec<Choice>, branches: &[Branch]) {
    let mut known: BTreeMap<u32, usize> = BTreeMap::new();
    for branch in branches {
        let index = *known.entry(branch.group).or_insert_with(|| {
            choices.push(Choice { alternatives: Vec::new() });
            choices.len() - 1
        });
        let condition = branch.when.condition(branch.group);
        choices[index].alternatives.push(Alternative { range: branch.range, condition });
    }
}

/// Which alternative is taken of each choice that is met: (choice, alternative), in the order of the choices.
pub(super) type Taken = Vec<(usize, usize)>;

/// The readings of a template.
pub(super) struct Plan {
    pub(super) readings: Vec<Taken>,
    /// Alternatives that stand in none of them, because there are too many.
    pub(super) left: Taken,
}

/// Chooses readings so that every alternative stands in one of them.
///
/// Each round starts from the first alternative that was not read yet and decides everything else in favour of others
/// that were not read yet, so a template of `n` alternatives has at most `n` readings, and mostly as many as its largest
/// choice has alternatives.
pub(super) fn plan(choices: &[Choice], most: usize) -> Plan {
    let parents = parents(choices);
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for condition in choices.iter().flat_map(|c| &c.alternatives).filter_map(|a| a.condition.as_ref()) {
        let known = values.entry(&condition.subject).or_default();
        known.insert(&condition.value);
        if condition.is_question() {
            known.insert(NO);
        }
    }
    let planner = Planner { choices, parents: &parents, values: &values };
    let mut open: BTreeSet<(usize, usize)> = choices
        .iter()
        .enumerate()
        .flat_map(|(c, choice)| (0..choice.alternatives.len().min(MOST_ALTERNATIVES)).map(move |a| (c, a)))
        .collect();
    let mut readings = Vec::new();
    if open.is_empty() {
        return Plan { readings: vec![Vec::new()], left: Vec::new() };
    }
    while let Some(target) = open.pop_first() {
        if readings.len() >= most {
            open.insert(target);
            break;
        }
        // A branch that no letter shows (`{% if a %}{% if not a %}`) is left out.
        let Some(facts) = planner.reach(target) else { continue };
        let taken = planner.decide(facts, &open);
        for pair in &taken {
            open.remove(pair);
        }
        readings.push(taken);
    }
    if readings.is_empty() {
        readings.push(planner.decide(BTreeMap::new(), &BTreeSet::new()));
    }
    for (index, choice) in choices.iter().enumerate() {
        open.extend((MOST_ALTERNATIVES..choice.alternatives.len()).map(|a| (index, a)));
    }
    Plan { readings, left: open.into_iter().collect() }
}

/// The alternative that each choice stands in.
fn parents(choices: &[Choice]) -> Vec<Option<(usize, usize)>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(choices.len());
    for (index, choice) in choices.iter().enumerate() {
        let range = choice.range();
        while open.last().is_some_and(|o| {
            choices[*o].range().end() < range.end() || choices[*o].range().end() <= range.start()
        }) {
            open.pop();
        }
        let parent = open.iter().rev().find_map(|outer| {
            let inside = choices[*outer].alternatives.iter().position(|a| a.range.contains_range(range));
            inside.map(|alternative| (*outer, alternative))
        });
        parents.push(parent);
        open.push(index);
    }
    parents
}

type Facts = BTreeMap<String, String>;

struct Planner<'a> {
    choices: &'a [Choice],
    parents: &'a [Option<(usize, usize)>],
    values: &'a BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl Planner<'_> {
    /// Facts under which a letter shows this alternative; `None` if they contradict each other.
    fn reach(&self, target: (usize, usize)) -> Option<Facts> {
        let mut chain = vec![target];
        while let Some(parent) = self.parents[chain[chain.len() - 1].0] {
            chain.push(parent);
        }
        let mut facts = Facts::new();
        for pair in chain.into_iter().rev() {
            let more = self.needs(&facts, pair)?;
            facts.extend(more);
        }
        Some(facts)
    }

    /// What must be so besides the facts for one alternative to be shown; `None` if the facts contradict it.
    fn needs(&self, facts: &Facts, (choice, alternative): (usize, usize)) -> Option<Vec<(String, String)>> {
        let alternatives = &self.choices[choice].alternatives;
        let mut must: BTreeMap<&str, &str> = BTreeMap::new();
        let mut never: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        // Those before it must not hold.
        for (index, alternative_before) in alternatives[..=alternative].iter().enumerate() {
            let Some(condition) = &alternative_before.condition else { continue };
            let holds = index == alternative;
            if holds != condition.negated {
                if must.insert(&condition.subject, &condition.value).is_some_and(|old| old != condition.value)
                {
                    return None;
                }
            } else {
                never.entry(&condition.subject).or_default().insert(&condition.value);
            }
        }
        let mut more = Vec::new();
        for (subject, value) in &must {
            if never.get(subject).is_some_and(|no| no.contains(value)) {
                return None;
            }
            match facts.get(*subject) {
                Some(known) if known != value => return None,
                Some(_) => {}
                None => more.push(((*subject).to_owned(), (*value).to_owned())),
            }
        }
        for (subject, no) in &never {
            match facts.get(*subject) {
                Some(known) if no.contains(known.as_str()) => return None,
                Some(_) => {}
                None if must.contains_key(subject) => {}
                None => {
                    let known = self.values.get(subject).into_iter().flatten();
                    let free = known.copied().find(|value| !no.contains(value)).unwrap_or(OTHER);
                    more.push(((*subject).to_owned(), free.to_owned()));
                }
            }
        }
        Some(more)
    }

    /// Decides every choice that is met under these facts.
    fn decide(&self, mut facts: Facts, open: &BTreeSet<(usize, usize)>) -> Taken {
        let mut taken = Taken::new();
        let mut chosen = vec![None; self.choices.len()];
        for (index, choice) in self.choices.iter().enumerate() {
            if self.parents[index].is_some_and(|(outer, a)| chosen[outer] != Some(a)) {
                continue;
            }
            let all = choice.alternatives.len();
            let read = MOST_ALTERNATIVES.min(all);
            // What was not read yet first, then in order; one that the facts allow. The last is what is left.
            let wanted = (0..read)
                .filter(|a| open.contains(&(index, *a)))
                .chain(0..read)
                .chain(read.max(all) - 1..all);
            for alternative in wanted {
                if let Some(more) = self.needs(&facts, (index, alternative)) {
                    facts.extend(more);
                    chosen[index] = Some(alternative);
                    taken.push((index, alternative));
                    break;
                }
            }
        }
        taken
    }
}

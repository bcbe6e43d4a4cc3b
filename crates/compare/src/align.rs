//! Sentences and paragraphs of both versions led to each other.
//!
//! A dynamic program walks through both letters and joins up to four sentences of one with one of the other, so that what is
//! shared weighs most. What stays over may have moved: it is led to the most similar sentence that stays over on the other side.

use std::ops::Range;

use klarbrief::source::{TextRange, TextSize};

use crate::gap;
use crate::unit::{Version, Weights, join};

/// What became of a sentence or paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same words.
    Unchanged,
    /// Said in other words.
    Rewritten,
    /// Only in the second version.
    New,
    /// Only in the first version.
    Gone,
}

impl Relation {
    /// The key used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Relation::Unchanged => "unchanged",
            Relation::Rewritten => "rewritten",
            Relation::New => "new",
            Relation::Gone => "gone",
        }
    }
}

/// Sentences or paragraphs that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What became of them.
    pub relation: Relation,
    /// True if they stand elsewhere than their neighbours.
    pub moved: bool,
    /// How alike they are, 0 to 1.
    pub similarity: f64,
    /// The ranges of the first version, in reading order; empty for what is new.
    pub before: Vec<TextRange>,
    /// The ranges of the second version, in reading order; empty for what is gone.
    pub after: Vec<TextRange>,
    /// The words of the first version that the second does not have, in reading order; empty unless rewritten.
    pub before_words: Vec<TextRange>,
    /// The words of the second version that the first does not have, in reading order; empty unless rewritten.
    pub after_words: Vec<TextRange>,
    /// Indices of the units.
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
}

/// Most products of sentences that the dynamic program looks at; beyond, only sentences near the diagonal are compared.
const MOST_CELLS: usize = 1_500_000;

/// Sentences that are less alike do not belong together.
const LEAST: f64 = 0.22;

/// What a move must show, since nothing around it speaks for it.
const LEAST_MOVED: f64 = 0.34;

/// How many sentences of one side may belong to one of the other.
const SHAPES: [(usize, usize); 8] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1)];

/// Sentences that stand over from the walk; more are not compared with each other.
const MOST_LEFT: usize = 2_000;

pub(crate) fn sentences(old: &Version<'_>, new: &Version<'_>, weights: &Weights) -> Vec<Pair> {
    let mut joined = walk(old, new, weights);
    let walked = moves(old, new, weights, &mut joined);
    let between = gap::fill(old, new, weights, &joined[..walked], &joined[walked..]);
    let moved = walked + between.len();
    joined.splice(walked..walked, between);
    let mut pairs: Vec<Pair> = Vec::new();
    let mut old_taken = vec![false; old.units.len()];
    let mut new_taken = vec![false; new.units.len()];
    for (index, (left, right)) in joined.iter().enumerate() {
        left.clone().for_each(|u| old_taken[u] = true);
        right.clone().for_each(|u| new_taken[u] = true);
        pairs.push(pair(old, new, weights, left.clone(), right.clone(), index >= moved));
    }
    for unit in (0..old.units.len()).filter(|u| !old_taken[*u]) {
        pairs.push(pair(old, new, weights, unit..unit + 1, 0..0, false));
    }
    for unit in (0..new.units.len()).filter(|u| !new_taken[*u]) {
        pairs.push(pair(old, new, weights, 0..0, unit..unit + 1, false));
    }
    in_order(pairs)
}

/// Sorts by the place in the second version; what is gone stands behind what stood before it.
fn in_order(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut ends: Vec<(usize, usize)> = pairs
        .iter()
        .filter(|p| !p.new.is_empty() && !p.old.is_empty() && !p.moved)
        .map(|p| (p.old.start, p.new.start))
        .collect();
    ends.sort_unstable();
    let key = |p: &Pair| {
        if p.new.is_empty() {
            let before = ends.partition_point(|(old, _)| *old < p.old.start);
            (before.checked_sub(1).map_or(0, |i| ends[i].1 + 1), 0, p.old.start)
        } else {
            (p.new.start + 1, 1, p.old.start)
        }
    };
    // What is gone stands right behind the pair before it, so its key falls between that pair and the next.
    pairs.sort_by_key(|p| {
        let (at, kind, old) = key(p);
        if kind == 0 { (at * 2 + 1, old) } else { (at * 2, old) }
    });
    pairs
}

fn walk(old: &Version<'_>, new: &Version<'_>, weights: &Weights) -> Vec<(Range<usize>, Range<usize>)> {
    let (n, m) = (old.units.len(), new.units.len());
    if n == 0 || m == 0 {
        return Vec::new();
    }
    // Half the width of the band around the diagonal.
    let band = if n * m <= MOST_CELLS { m } else { (MOST_CELLS / n / 2).max(8) };
    let middle = |i: usize| i * m / n;
    let lo = |i: usize| middle(i).saturating_sub(band);
    let hi = |i: usize| (middle(i) + band).min(m);
    let width = 2 * band.min(m) + 2;
    let index = |i: usize, j: usize| i * width + (j - lo(i));
    let mut best = vec![f64::MIN; (n + 1) * width];
    let mut from = vec![0_u8; (n + 1) * width];
    best[index(0, 0)] = 0.0;
    for i in 0..=n {
        for j in lo(i)..=hi(i) {
            let here = best[index(i, j)];
            if here == f64::MIN {
                continue;
            }
            let mut reach = |a: usize, b: usize, value: f64, step: u8| {
                if a <= n && b <= m && b >= lo(a) && b <= hi(a) && value > best[index(a, b)] {
                    best[index(a, b)] = value;
                    from[index(a, b)] = step;
                }
            };
            reach(i + 1, j, here, 1);
            reach(i, j + 1, here, 2);
            for (shape, (a, b)) in SHAPES.into_iter().enumerate() {
                if i + a > n || j + b > m {
                    continue;
                }
                if let Some(gain) = gain(old, new, weights, i..i + a, j..j + b) {
                    reach(i + a, j + b, here + gain, 3 + shape as u8);
                }
            }
        }
    }
    let (mut i, mut j) = (n, m);
    let mut out = Vec::new();
    while i > 0 || j > 0 {
        match from[index(i, j)] {
            1 => i -= 1,
            2 => j -= 1,
            0 => break,
            shape => {
                let (a, b) = SHAPES[usize::from(shape) - 3];
                out.push((i - a..i, j - b..j));
                i -= a;
                j -= b;
            }
        }
    }
    out.reverse();
    out
}

/// What it is worth to join some sentences; `None` if they do not belong together.
fn gain(
    old: &Version<'_>,
    new: &Version<'_>,
    weights: &Weights,
    left: Range<usize>,
    right: Range<usize>,
) -> Option<f64> {
    let (a, b) = (&old.units[left.clone()], &new.units[right.clone()]);
    if let ([a], [b]) = (a, b) {
        if a.plain == b.plain {
            return Some(1.0 + weights.total(&a.keys));
        }
        let alike = weights.similarity(&a.keys, &b.keys);
        let least = if a.part == b.part { LEAST } else { LEAST + 0.08 };
        return (alike >= least).then(|| alike * weights.shared(&a.keys, &b.keys));
    }
    // Sentences that are joined stand in one block, or in list items that follow it.
    let single = |units: &[crate::unit::Unit]| units.windows(2).all(|w| w[1].block - w[0].block <= 1);
    if !single(a) || !single(b) {
        return None;
    }
    let (one, many) = if a.len() == 1 { (a, b) } else { (b, a) };
    // Each of the many must add something that the one says.
    if many.iter().any(|u| weights.shared(&join(one.iter().map(|o| &o.keys[..])), &u.keys) < 1.2) {
        return None;
    }
    let (x, y) = (join(a.iter().map(|u| &u.keys[..])), join(b.iter().map(|u| &u.keys[..])));
    let alike = weights.similarity(&x, &y);
    (alike >= LEAST).then(|| alike * weights.shared(&x, &y) * 0.97)
}

/// Leads what stands over to the most similar sentence that stands over; returns where these begin in the list.
fn moves(
    old: &Version<'_>,
    new: &Version<'_>,
    weights: &Weights,
    joined: &mut Vec<(Range<usize>, Range<usize>)>,
) -> usize {
    let first = joined.len();
    let free = |count: usize, taken: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
        let mut is_free = vec![true; count];
        taken.for_each(|u| is_free[u] = false);
        (0..count).filter(|u| is_free[*u]).take(MOST_LEFT).collect()
    };
    let left = free(old.units.len(), &mut joined.iter().flat_map(|(l, _)| l.clone()));
    let right = free(new.units.len(), &mut joined.iter().flat_map(|(_, r)| r.clone()));
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for &a in &left {
        for &b in &right {
            let (x, y) = (&old.units[a], &new.units[b]);
            let shared = weights.shared(&x.keys, &y.keys);
            let alike = if x.plain == y.plain { 1.0 } else { weights.similarity(&x.keys, &y.keys) };
            if alike >= LEAST_MOVED && (shared >= 3.0 || alike == 1.0) {
                found.push((alike, a, b));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut old_taken = vec![false; old.units.len()];
    let mut new_taken = vec![false; new.units.len()];
    for (_, a, b) in found {
        if !old_taken[a] && !new_taken[b] {
            (old_taken[a], new_taken[b]) = (true, true);
            joined.push((a..a + 1, b..b + 1));
        }
    }
    first
}

fn pair(
    old: &Version<'_>,
    new: &Version<'_>,
    weights: &Weights,
    left: Range<usize>,
    right: Range<usize>,
    moved: bool,
) -> Pair {
    let (a, b) = (&old.units[left.clone()], &new.units[right.clone()]);
    let same = !a.is_empty() && a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.plain == y.plain);
    let similarity = if same {
        1.0
    } else {
        let keys = |units: &[crate::unit::Unit]| join(units.iter().map(|u| &u.keys[..]));
        weights.similarity(&keys(a), &keys(b))
    };
    let relation = match (a.is_empty(), b.is_empty()) {
        (false, true) => Relation::Gone,
        (true, _) => Relation::New,
        _ if same => Relation::Unchanged,
        _ => Relation::Rewritten,
    };
    let (before_words, after_words) = if relation == Relation::Rewritten {
        changed_words(old, new, &left, &right)
    } else {
        Default::default()
    };
    Pair {
        relation,
        moved,
        similarity,
        before: a.iter().map(|u| u.range).collect(),
        after: b.iter().map(|u| u.range).collect(),
        before_words,
        after_words,
        old: left,
        new: right,
    }
}

/// Longer stretches are not compared word by word.
const MOST_WORDS: usize = 1_500;

/// The words of each side that the other does not have in the same order.
fn changed_words(
    old: &Version<'_>,
    new: &Version<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
) -> (Vec<TextRange>, Vec<TextRange>) {
    let (a, b) = (word_list(old, left), word_list(new, right));
    if a.len().saturating_mul(b.len()) > MOST_WORDS * MOST_WORDS {
        return Default::default();
    }
    // Longest common subsequence.
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i].1 == b[j].1 {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i].1 == b[j].1 {
            i += 1;
            j += 1;
        } else if j == b.len() || i < a.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            gone.push(a[i].0);
            i += 1;
        } else {
            come.push(b[j].0);
            j += 1;
        }
    }
    (gone, come)
}

fn word_list<'a>(version: &Version<'a>, units: &Range<usize>) -> Vec<(TextRange, &'a str)> {
    let mut out = Vec::new();
    for unit in &version.units[units.clone()] {
        let (paragraph, base): (_, TextSize) = (version.paragraph(unit), version.base(unit));
        for token in paragraph.tokens_of(version.sentence(unit)) {
            out.push((token.range + base, paragraph.norm(token)));
        }
    }
    out
}

/// Paragraphs follow from their sentences: a block belongs to the blocks that most of its sentences were led to.
pub(crate) fn paragraphs(old: &Version<'_>, new: &Version<'_>, sentences: &[Pair]) -> Vec<Pair> {
    let (n, m) = (old.of_block.len(), new.of_block.len());
    // For each new block the old ones it takes words from, with the weight of each.
    let mut links: Vec<(usize, usize, f64, bool)> = Vec::new();
    for pair in sentences.iter().filter(|p| !p.old.is_empty() && !p.new.is_empty()) {
        let size = |r: &Range<usize>, v: &Version<'_>| {
            v.units[r.clone()].iter().map(|u| u.keys.len()).sum::<usize>()
        };
        let weight = pair.similarity * (1 + size(&pair.old, old).min(size(&pair.new, new))) as f64;
        for a in &old.units[pair.old.clone()] {
            for b in &new.units[pair.new.clone()] {
                match links.iter_mut().find(|l| l.0 == a.block && l.1 == b.block) {
                    Some(link) => link.2 += weight,
                    None => links.push((a.block, b.block, weight, pair.moved)),
                }
            }
        }
    }
    links.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    // One old block may have become several new ones, each new one comes from one.
    let mut source: Vec<Option<(usize, bool)>> = vec![None; m];
    for (a, b, _, moved) in &links {
        source[*b].get_or_insert((*a, *moved));
    }
    let mut out: Vec<Pair> = Vec::new();
    let mut used = vec![false; n];
    let mut b = 0;
    while b < m {
        let mut end = b + 1;
        if let Some((a, _)) = source[b] {
            // Neighbours that come from the same block stand together.
            while end < m && source[end].is_some_and(|(s, _)| s == a) {
                end += 1;
            }
            used[a] = true;
        }
        let from = source[b].map(|(a, _)| a);
        let moved = source[b].is_some_and(|(_, moved)| moved);
        out.push(block_pair(old, new, from.map_or(0..0, |a| a..a + 1), b..end, moved));
        b = end;
    }
    for a in (0..n).filter(|a| !used[*a]) {
        out.push(block_pair(old, new, a..a + 1, 0..0, false));
    }
    in_order(out)
}

fn block_pair(
    old: &Version<'_>,
    new: &Version<'_>,
    left: Range<usize>,
    right: Range<usize>,
    moved: bool,
) -> Pair {
    let ranges = |v: &Version<'_>, r: &Range<usize>| -> Vec<TextRange> {
        v.side.document.blocks[r.clone()].iter().map(|b| b.range).collect()
    };
    let words = |v: &Version<'_>, r: &Range<usize>| -> Vec<Box<str>> {
        r.clone().flat_map(|b| v.units[v.of_block[b].clone()].iter().map(|u| u.plain.clone())).collect()
    };
    let same = words(old, &left) == words(new, &right);
    let relation = match (left.is_empty(), right.is_empty()) {
        (false, true) => Relation::Gone,
        (true, _) => Relation::New,
        _ if same => Relation::Unchanged,
        _ => Relation::Rewritten,
    };
    let keys = |v: &Version<'_>, r: &Range<usize>| {
        let units = r.clone().flat_map(|b| v.of_block[b].clone());
        join(units.map(|u| &v.units[u].keys[..]).collect::<Vec<_>>())
    };
    let (x, y) = (keys(old, &left), keys(new, &right));
    let shared = x.iter().filter(|k| y.binary_search(k).is_ok()).count();
    let all = x.len() + y.len();
    Pair {
        relation,
        moved,
        similarity: if same {
            1.0
        } else if all == 0 {
            0.0
        } else {
            2.0 * shared as f64 / all as f64
        },
        before: ranges(old, &left),
        after: ranges(new, &right),
        before_words: Vec::new(),
        after_words: Vec::new(),
        old: left,
        new: right,
    }
}

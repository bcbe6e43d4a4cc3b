//! Rulings, and the things that a list asks for.

use klarbrief::document::BlockKind;
use klarbrief::letter::{PartKind, Point, Ruling};

use super::judge::{Pass, is_prose};
use super::{Change, ElementKind, Fate, Mention};
use crate::align::Pair;
use crate::points::family;
use crate::unit::{Version, join};

/// From here on something is taken for said by other sentences.
const SAID: f64 = 0.5;

pub(super) fn compare(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let (old, new) = (&pass.old.side.report.letter.points, &pass.new.side.report.letter.points);
    for pair in pass.points {
        match (pair.before.map(|i| &old[i]), pair.after.map(|i| &new[i])) {
            (Some(a), Some(b)) => {
                let same = family(a.ruling) == family(b.ruling);
                let (before, after) = (mention(pass.old, a), mention(pass.new, b));
                if same || !turned(a.ruling, b.ruling) {
                    out.push(pass.kept(ElementKind::Point, before, after));
                } else {
                    out.push(pass.changed(ElementKind::Point, before, after));
                }
            }
            (Some(a), None) => {
                let before = mention(pass.old, a);
                let joined = new
                    .iter()
                    .filter(|b| family(b.ruling) == family(a.ruling))
                    .find_map(|b| within(pass, a, b));
                match joined.or_else(|| elsewhere(pass, a)) {
                    Some(after) => out.push(pass.kept(ElementKind::Point, before, after)),
                    None => out.push(lost(pass, a, before)),
                }
            }
            (None, Some(b)) if b.ruling.decides() => {
                out.push(pass.added(ElementKind::Point, mention(pass.new, b)));
            }
            _ => {}
        }
    }
    items(pass, out);
}

/// Two rulings of one kind may have become one: a sentence beside the ruling says the second.
fn within(pass: &Pass<'_, '_>, a: &Point, b: &Point) -> Option<Mention> {
    let unit = pass.old.unit_at(a.range.start())?;
    let keys = &pass.old.units[unit].keys;
    let ruling = pass.new.unit_at(b.range.start());
    let found = pass.new.of_block.get(b.block)?.clone().find(|u| {
        // The sentence that already stands for another ruling must say this one nearly word by word.
        let order = matches!(a.ruling, Ruling::Order | Ruling::Ancillary);
        let least = match Some(*u) == ruling {
            true if order => 0.3,
            true => 0.6,
            false => 0.2,
        };
        pass.weights.covered(keys, &pass.new.units[*u].keys) >= least
    });
    found.map(|u| Mention { range: pass.new.units[u].range, value: pass.new.shown(pass.new.units[u].range) })
}

/// True if one takes what the other gives.
fn turned(a: Ruling, b: Ruling) -> bool {
    a.decides() && b.decides() && (a.is_burden() != b.is_burden())
}

fn lost(pass: &Pass<'_, '_>, point: &Point, before: Mention) -> Change {
    // "Es gelten folgende Auflagen:" rules nothing by itself.
    let frame = before.value.ends_with(':');
    let mut change = pass.lost(ElementKind::Point, before);
    if frame {
        change.fate = Fate::Kept;
    }
    if !point.ruling.decides() {
        change.severity = Some(klarbrief::diagnostic::Severity::Warning);
        // A word of thanks or a confirmation may go.
        if matches!(point.ruling, Ruling::Confirm | Ruling::Close) {
            change.fate = Fate::Kept;
        }
    }
    change
}

/// A sentence that says what a ruling says, where the second version does not rule it as a point of its own.
fn elsewhere(pass: &Pass<'_, '_>, point: &Point) -> Option<Mention> {
    let unit = pass.old.unit_at(point.range.start())?;
    let keys = &pass.old.units[unit].keys;
    // An order that is no ruling of its own may have become a sentence of the reasons.
    let pair = pass.pair_of_old(unit).filter(|p| {
        !p.new.is_empty()
            && (p.similarity >= 0.2 || p.new.clone().any(|n| same_norm(keys, &pass.new.units[n].keys)))
    });
    // A fee or a coercive payment is told where its amount is told.
    if let Some(pair) = pair
        && (same_item(pass, keys, pair)
            || same_place(pass, unit, pair)
            || pass.old.units[unit].part != PartKind::OperativePart
            || !pass.new.side.report.letter.has(PartKind::OperativePart))
    {
        let range = pass.new.units[pair.new.start].range;
        return Some(Mention { range, value: pass.new.shown(range) });
    }
    // What is decided must be decided in the operative part, not told somewhere.
    let told = matches!(
        point.ruling,
        Ruling::Request
            | Ruling::Intend
            | Ruling::Confirm
            | Ruling::Close
            | Ruling::Order
            | Ruling::Ancillary
    );
    let rules =
        |u: &&crate::unit::Unit| if told { is_prose(u.part) } else { u.part == PartKind::OperativePart };
    let mut best: Option<(f64, usize)> = None;
    for (index, found) in pass.new.units.iter().enumerate().filter(|(_, u)| rules(u)) {
        let window = pass.new.units.get(index + 1).filter(|n| n.block == found.block);
        let both = join([&found.keys[..]].into_iter().chain(window.map(|w| &w.keys[..])));
        let covered = pass.weights.covered(keys, &both);
        // The same kind of act must be named: a fee is not said by a sentence about the application.
        if covered >= SAID && best.is_none_or(|(b, _)| covered > b) && same_act(pass, point, index) {
            best = Some((covered, index));
        }
    }
    let (_, index) = best?;
    let range = pass.new.units[index].range;
    Some(Mention { range, value: pass.new.shown(range) })
}

/// True if the sentences of a pair name the same amount.
fn same_item(pass: &Pass<'_, '_>, keys: &[Box<str>], pair: &Pair) -> bool {
    let there = |key: &str| {
        pair.new.clone().any(|n| pass.new.units[n].keys.binary_search_by(|k| (**k).cmp(key)).is_ok())
    };
    keys.iter().filter(|k| k.ends_with('€')).any(|k| there(k))
}

/// True if the counterpart is an item with the same number, or one of the operative part like it.
fn same_place(pass: &Pass<'_, '_>, unit: usize, pair: &Pair) -> bool {
    let number = |v: &Version<'_>, u: usize| match v.side.document.blocks[v.units[u].block].kind {
        BlockKind::ListItem { number, .. } => number,
        _ => None,
    };
    let mine = number(pass.old, unit);
    mine.is_some() && pair.new.clone().any(|n| number(pass.new, n) == mine)
}

/// True if both cite a norm in common.
fn same_norm(a: &[Box<str>], b: &[Box<str>]) -> bool {
    a.iter().any(|k| k.starts_with('§') && b.binary_search(k).is_ok())
}

/// Words that a ruling cannot do without.
fn same_act(pass: &Pass<'_, '_>, point: &Point, unit: usize) -> bool {
    let words: &[&str] = match point.ruling {
        Ruling::Refuse => &["ablehnen"],
        Ruling::Threaten => &["abschieben"],
        Ruling::Leave => &["ausreisen"],
        Ruling::Ban => &["einreiseverbot"],
        Ruling::Fee | Ruling::Cost => &["gebühr", "zahlen"],
        Ruling::Immediate => &["vollziehen"],
        Ruling::Coerce => &["zwangsgeld"],
        _ => return true,
    };
    let keys = &pass.new.units[unit].keys;
    words.iter().any(|w| keys.iter().any(|k| &**k == *w))
}

fn mention(version: &Version<'_>, point: &Point) -> Mention {
    let start =
        version.side.document.blocks.get(point.block).map_or(point.range.start(), |b| b.content_start);
    let range = if point.range.contains(start) {
        klarbrief::source::TextRange::new(start, point.range.end())
    } else {
        point.range
    };
    Mention { range, value: version.shown(range) }
}

/// Items of lists: what must be brought, sent, or holds one by one.
fn items(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let points = &pass.old.side.report.letter.points;
    for (b, block) in pass.old.side.document.blocks.iter().enumerate() {
        let units = pass.old.of_block[b].clone();
        let listed = matches!(block.kind, BlockKind::ListItem { .. }) && !units.is_empty();
        if !listed || points.iter().any(|p| p.block == b) || !is_prose(pass.old.units[units.start].part) {
            continue;
        }
        let keys = join(pass.old.units[units.clone()].iter().map(|u| &u.keys[..]));
        if keys.is_empty() {
            continue;
        }
        let said = pass.new.of_block.iter().any(|range| {
            let there = join(pass.new.units[range.clone()].iter().map(|u| &u.keys[..]));
            pass.weights.covered(&keys, &there) >= 0.4
        });
        let aligned = units.clone().any(|u| !pass.counterparts(u).is_empty());
        if !said && !aligned {
            let mention = Mention { range: block.range, value: pass.old.shown(block.range) };
            let mut change = pass.lost(ElementKind::Point, mention);
            change.severity = Some(klarbrief::diagnostic::Severity::Warning);
            out.push(change);
        }
    }
}

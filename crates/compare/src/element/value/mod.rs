//! Norms, dates, deadlines, periods, times, amounts and references: content with a value that can be compared exactly.

mod key;
mod read;
mod reference;

use super::judge::Pass;
use super::{Change, ElementKind};
use key::{Key, Value, exchanged, is_no_norm, like, near, slip};
use read::values;
use reference::squeezed;

pub(super) fn compare(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let old = values(pass.old);
    let new = values(pass.new);
    // What the second version says and the first does not say anywhere.
    let unexplained: Vec<bool> = new
        .iter()
        .map(|w| {
            !old.iter().any(|v| {
                v.key.class() == w.key.class() && (v.key.is_said_by(&w.key) || w.key.is_said_by(&v.key))
            })
        })
        .collect();
    let mut used = vec![false; new.len()];
    let mut seen: Vec<(ElementKind, &Key)> = Vec::new();
    let mut changed: Vec<usize> = Vec::new();
    let all = squeezed(&pass.new.side.document.text);
    for (index, v) in old.iter().enumerate() {
        if pass.is_copied(v.unit) && !matches!(v.key, Key::Norm { .. } | Key::Date { .. }) {
            continue;
        }
        let mut twins = new.iter().filter(|w| w.key.class() == v.key.class() && v.key.is_said_by(&w.key));
        let counterparts = pass.counterparts(v.unit);
        let twin = twins.clone().find(|w| counterparts.contains(&w.unit)).or_else(|| twins.next());
        if let Some(twin) = twin {
            // The same value may stand elsewhere by chance: here something else took its place.
            let other = replaced(pass, v, &old, &new, &unexplained, &used);
            if let Some(other) = other {
                used[other] = true;
                changed.push(index);
                out.push(pass.changed(v.kind, v.mention.clone(), new[other].mention.clone()));
            } else if !seen.contains(&(v.kind, &v.key)) {
                seen.push((v.kind, &v.key));
                out.push(pass.kept(v.kind, v.mention.clone(), twin.mention.clone()));
            }
            continue;
        }
        if seen.contains(&(v.kind, &v.key)) {
            continue;
        }
        seen.push((v.kind, &v.key));
        let kind = v.kind;
        // A reference may stand there in another layout, or with more behind it.
        if let Key::Reference(r) = &v.key
            && all.contains(r.as_str())
        {
            continue;
        }
        match instead(pass, v, &new, &unexplained, &used) {
            Some(at) => {
                used[at] = true;
                out.push(pass.changed(kind, v.mention.clone(), new[at].mention.clone()));
            }
            None if kind == ElementKind::Number => {
                let written = matches!(v.key, Key::Number { digits: true, .. });
                if written && !counterparts.is_empty() {
                    out.push(pass.lost(kind, v.mention.clone()));
                }
            }
            None if kind == ElementKind::Period || kind == ElementKind::Time => {
                // A length of time is legal content where a sentence survives without it.
                if !counterparts.is_empty() || kind == ElementKind::Time {
                    out.push(pass.lost(kind, v.mention.clone()));
                }
            }
            None => out.push(pass.lost(kind, v.mention.clone())),
        }
    }
    for (at, w) in new.iter().enumerate() {
        if unexplained[at]
            && !used[at]
            && let Some(v) = slipped(pass, w, &old, &new)
        {
            used[at] = true;
            out.push(pass.changed(v.kind, v.mention.clone(), w.mention.clone()));
        }
    }
    let mut told: Vec<&Key> = Vec::new();
    for (at, w) in new.iter().enumerate().filter(|(at, _)| unexplained[*at] && !used[*at]) {
        debug_assert!(!used[at]);
        if !told.contains(&&w.key) {
            told.push(&w.key);
            out.push(pass.added(w.kind, w.mention.clone()));
        }
    }
}

/// The value that stands in the counterpart of a sentence instead of one that is said elsewhere.
fn replaced(
    pass: &Pass<'_, '_>,
    v: &Value,
    old: &[Value],
    new: &[Value],
    unexplained: &[bool],
    used: &[bool],
) -> Option<usize> {
    let pair = pass.pair_of_old(v.unit)?;
    let here = |w: &&Value| w.key.class() == v.key.class() && pair.new.contains(&w.unit);
    let inside: Vec<&Value> = new.iter().filter(here).collect();
    if inside.is_empty() || inside.iter().any(|w| v.key.is_said_by(&w.key)) {
        return None;
    }
    let strict = pair.similarity >= 0.75;
    (0..new.len()).find(|at| {
        let w = &new[*at];
        let foreign = || {
            // Nothing of the old sentences explains it.
            !old.iter().any(|o| pair.old.contains(&o.unit) && o.key.is_said_by(&w.key))
        };
        !used[*at]
            && here(&w)
            && (unexplained[*at] && pair.similarity >= 0.5 && like(v, w) || strict && foreign())
    })
}

/// The old value that a new one was made from by a slip, in a sentence that otherwise says what an old sentence said. The old
/// value may still stand elsewhere in the letter.
fn slipped<'v>(pass: &Pass<'_, '_>, w: &Value, old: &'v [Value], new: &[Value]) -> Option<&'v Value> {
    let there = &pass.new.units[w.unit];
    let beside = |v: &Value| new.iter().any(|x| x.unit == w.unit && v.key.is_said_by(&x.key));
    old.iter()
        .filter(|v| v.key.class() == w.key.class() && slip(&v.key, &w.key) && !beside(v))
        .map(|v| {
            let here = &pass.old.units[v.unit];
            (pass.weights.shared(&here.keys, &there.keys), pass.weights.covered(&there.keys, &here.keys), v)
        })
        .filter(|(shared, covered, v)| {
            is_no_norm(&w.key)
                || exchanged(&v.key, &w.key)
                || *shared >= 3.0 && *covered >= 0.15
                || like(v, w) && *shared >= 1.2 && *covered >= 0.08
        })
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(_, _, v)| v)
}

/// The value of the second version that most likely took the place of one that is not said any more.
fn instead(
    pass: &Pass<'_, '_>,
    v: &Value,
    new: &[Value],
    unexplained: &[bool],
    used: &[bool],
) -> Option<usize> {
    let counterparts = pass.counterparts(v.unit);
    let free = |at: &usize| unexplained[*at] && !used[*at] && new[*at].key.class() == v.key.class();
    let in_place = (0..new.len()).filter(free).find(|at| counterparts.contains(&new[*at].unit));
    in_place.or_else(|| (0..new.len()).filter(free).find(|at| near(&v.key, &new[*at].key)))
}

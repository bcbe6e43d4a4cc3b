//! Denials, duties and conditions of the first version led to those of the second, wherever they stand.
//!
//! What is left over is looked for in other words; only what nothing expresses is told.

use klarbrief::letter::PartKind;
use klarbrief::source::TextRange;

use super::clause::{mention, whole};
use super::ground::{Ground, likeness};
use super::judge::Pass;
use super::said::Said;
use super::statement::Statement;
use super::{Change, ElementKind, Fate};
use crate::unit::Version;

/// What is led to each other must be alike, or stand where it is expected.
const LEAST: f64 = 0.25;
const IN_PLACE: f64 = 0.25;
/// So much of it must stand elsewhere to be said there.
const SAID: f64 = 0.5;

struct Mark<'g> {
    kind: ElementKind,
    unit: usize,
    range: TextRange,
    keys: &'g [Box<str>],
    statement: Option<&'g Statement>,
}

pub(super) fn compare(pass: &Pass<'_, '_>, ground: &Ground, out: &mut Vec<Change>) {
    let is_text = |v: &Version<'_>, unit: usize| v.units[unit].part != PartKind::RemedyNotice;
    let denials: Vec<Mark<'_>> = ground
        .old
        .iter()
        .filter(|s| s.said.is_negative() && !s.conditional && is_text(pass.old, s.unit))
        .map(|s| mark(ElementKind::Negation, s))
        .collect();
    let theirs: Vec<Mark<'_>> =
        ground.new.iter().filter(|s| s.said.denies()).map(|s| mark(ElementKind::Negation, s)).collect();
    for (m, score) in lead(pass, ground, &denials, &theirs) {
        negation(pass, ground, m, score.map(|s| s.0), &theirs, out);
    }
    let duties: Vec<Mark<'_>> = ground
        .old
        .iter()
        .filter(|s| s.said.demands() && s.said.may.is_empty() && is_text(pass.old, s.unit))
        .map(|s| mark(ElementKind::Modality, s))
        .collect();
    let theirs: Vec<Mark<'_>> = ground
        .new
        .iter()
        .filter(|s| s.said.demands() || s.said.request || s.said.needs)
        .map(|s| mark(ElementKind::Modality, s))
        .collect();
    for (m, score) in lead(pass, ground, &duties, &theirs) {
        duty(pass, ground, m, score.map(|s| s.0), out);
    }
    conditions(pass, ground, out);
}

fn mark(kind: ElementKind, statement: &Statement) -> Mark<'_> {
    let Statement { unit, range, keys, .. } = statement;
    Mark { kind, unit: *unit, range: *range, keys, statement: Some(statement) }
}

/// Leads each old mark to a new one, the most similar ones first; gives those of the first version with what they share with
/// their partner, `None` without one.
fn lead<'m, 'g>(
    pass: &Pass<'_, '_>,
    ground: &Ground,
    old: &'m [Mark<'g>],
    new: &[Mark<'_>],
) -> Vec<(&'m Mark<'g>, Option<(f64, usize)>)> {
    let weights = pass.weights;
    let mut origin: Vec<Option<std::ops::Range<usize>>> = vec![None; pass.new.units.len()];
    for pair in pass.sentences.iter().filter(|p| !p.old.is_empty()) {
        pair.new.clone().for_each(|u| origin[u] = Some(pair.old.clone()));
    }
    let mut found: Vec<(f64, f64, usize, usize)> = Vec::new();
    for (i, a) in old.iter().enumerate() {
        let window = ground.window(a.unit);
        for (j, b) in new.iter().enumerate() {
            let (x, y) = (&pass.old.units[a.unit].keys, &pass.new.units[b.unit].keys);
            let alike = weights
                .similarity(a.keys, b.keys)
                .max(0.75 * weights.covered(b.keys, a.keys))
                .max(0.75 * weights.covered(a.keys, b.keys))
                .max(0.8 * weights.similarity(x, y));
            // What another sentence became stands there for that one.
            let taken = origin[b.unit].as_ref().is_some_and(|o| !o.contains(&a.unit));
            let place = if taken { IN_PLACE / 3.0 } else { IN_PLACE };
            let score = alike + if window.contains(b.unit) { place } else { 0.0 };
            if score >= LEAST {
                found.push((score, alike, i, j));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut partner: Vec<Option<(f64, usize)>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    for (_, alike, i, j) in found {
        if partner[i].is_none() && !taken[j] {
            partner[i] = Some((alike, new[j].unit));
            taken[j] = true;
        }
    }
    old.iter().zip(partner).collect()
}

/// True if something was told about this place already.
fn is_told(out: &[Change], kind: ElementKind, range: TextRange) -> bool {
    out.iter().any(|c| {
        let meets =
            c.before.as_ref().is_some_and(|m| m.range.intersect(range).is_some_and(|r| !r.is_empty()));
        c.kind == kind && c.fate != Fate::Kept && meets
    })
}

fn negation(
    pass: &Pass<'_, '_>,
    ground: &Ground,
    m: &Mark<'_>,
    score: Option<f64>,
    theirs: &[Mark<'_>],
    out: &mut Vec<Change>,
) {
    // A partner that says something else may be there by chance.
    if score.is_some_and(|s| s >= 0.2) || is_told(out, m.kind, m.range) {
        return;
    }
    let Some(a) = m.statement else { return };
    let weights = pass.weights;
    let contrary = ground
        .new
        .iter()
        .filter(|b| !b.said.denies() && ground.shared(a, b) >= 2)
        .map(|b| (likeness(weights, a, b), b))
        .max_by(|x, y| x.0.total_cmp(&y.0));
    if let Some((_, b)) = contrary.filter(|(alike, _)| *alike >= if score.is_some() { 0.5 } else { 0.42 }) {
        out.push(pass.changed(m.kind, mention(pass.old, m.range), mention(pass.new, b.range)));
        return;
    }
    let said = theirs.iter().any(|n| weights.covered(m.keys, &pass.new.units[n.unit].keys) >= SAID);
    if score.is_some() || said || m.keys.is_empty() {
        return;
    }
    // Formulas may go; what is said about the person may not.
    if !is_concrete(m, a) {
        return;
    }
    let pair = pass.pair_of_old(m.unit).filter(|p| !p.new.is_empty() && p.similarity >= 0.25);
    match pair {
        Some(pair) => out.push(pass.changed(m.kind, mention(pass.old, m.range), whole(pass.new, &pair.new))),
        None => out.push(pass.lost(m.kind, mention(pass.old, m.range))),
    }
}

/// True if a statement speaks to the reader, or names a norm, a date or an amount.
fn is_concrete(m: &Mark<'_>, statement: &Statement) -> bool {
    statement.said.personal || m.keys.iter().any(|k| k.contains(|c: char| c.is_ascii_digit()))
}

fn duty(pass: &Pass<'_, '_>, ground: &Ground, m: &Mark<'_>, score: Option<f64>, out: &mut Vec<Change>) {
    if score.is_some() || is_told(out, m.kind, m.range) || m.keys.len() < 2 {
        return;
    }
    // What must be may be told as what is: "Sie müssen nachweisen" is "Wir brauchen einen Nachweis".
    let said = ground.new.iter().any(|s| pass.weights.covered(m.keys, &pass.new.units[s.unit].keys) >= 0.4);
    let pair = pass.pair_of_old(m.unit).is_some_and(|p| !p.new.is_empty() && p.similarity >= 0.2);
    if !said && !pair && m.statement.is_some_and(|s| s.said.addressed) {
        out.push(pass.lost(m.kind, mention(pass.old, m.range)));
    }
}

/// Conditions and exceptions.
fn conditions(pass: &Pass<'_, '_>, ground: &Ground, out: &mut Vec<Change>) {
    let read = |v: &Version<'_>, reads: &[bool]| -> Vec<(usize, Said)> {
        (0..v.units.len()).filter(|u| reads[*u]).map(|u| (u, Said::new(v, u))).collect()
    };
    let (old, new) = (read(pass.old, &ground.old_reads), read(pass.new, &ground.new_reads));
    let mine: Vec<Mark<'_>> = old.iter().flat_map(|(unit, said)| marks_of(*unit, said)).collect();
    let theirs: Vec<Mark<'_>> = new.iter().flat_map(|(unit, said)| marks_of(*unit, said)).collect();
    for (m, score) in lead(pass, ground, &mine, &theirs) {
        // In a ruling the condition stands with it.
        let ruling = pass.old.units[m.unit].part == PartKind::OperativePart;
        let home = pass.counterparts(m.unit);
        let led = |n: usize| pass.sentences.iter().any(|p| !p.old.is_empty() && p.new.contains(&n));
        let fits = |(alike, n): (f64, usize)| {
            home.contains(&n) || home.is_empty() || !ruling && (alike >= 0.36 || !led(n))
        };
        let elsewhere = |n: &Mark<'_>| {
            pass.weights.covered(m.keys, &pass.new.units[n.unit].keys) >= SAID
                && (home.contains(&n.unit) || !ruling && m.keys.len() > 1)
        };
        let kept = score.is_some_and(fits)
            || theirs.iter().any(elsewhere)
            || in_other_words(pass, ground, m, &new)
            || is_restriction(pass, m) && is_told_somewhere(pass, m);
        let pair = pass.pair_of_old(m.unit).filter(|p| !p.new.is_empty());
        if kept {
            if let Some(pair) = pair {
                out.push(pass.kept(m.kind, mention(pass.old, m.range), whole(pass.new, &pair.new)));
            }
            continue;
        }
        let mut change = pass.lost(m.kind, mention(pass.old, m.range));
        change.after = pair.map(|p| whole(pass.new, &p.new));
        out.push(change);
    }
}

/// "erst nach Eingang des Zertifikats", "nur mit Vollmacht": a condition without a verb.
fn is_restriction(pass: &Pass<'_, '_>, m: &Mark<'_>) -> bool {
    let text = pass.old.text(m.range);
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "nur" | "erst" | "ausschließlich" | "lediglich")
}

/// True if a sentence speaks about what a restriction names, in whatever way.
fn is_told_somewhere(pass: &Pass<'_, '_>, m: &Mark<'_>) -> bool {
    pass.new.units.iter().any(|u| pass.weights.covered(m.keys, &u.keys) >= 0.2)
}

fn marks_of(unit: usize, said: &Said) -> impl Iterator<Item = Mark<'_>> {
    let conditions = said.conditions.iter().map(|c| (ElementKind::Condition, c));
    let exceptions = said.exceptions.iter().map(|c| (ElementKind::Exception, c));
    conditions.chain(exceptions).map(move |(kind, (range, keys))| Mark {
        kind,
        unit,
        range: *range,
        keys,
        statement: None,
    })
}

/// A condition that no conjunction names: "nur", "sonst", "bei", a question before the sentence; an exception that is denied.
fn in_other_words(pass: &Pass<'_, '_>, ground: &Ground, m: &Mark<'_>, new: &[(usize, Said)]) -> bool {
    let window = ground.window(m.unit);
    let home = pass.pair_of_old(m.unit).filter(|p| !p.new.is_empty());
    let ruling = pass.old.units[m.unit].part == PartKind::OperativePart;
    new.iter().any(|(unit, said)| {
        let there = &pass.new.units[*unit].keys;
        let covered = pass.weights.covered(m.keys, there);
        let here = home.is_some_and(|p| p.new.contains(unit)) || !ruling && window.contains(*unit);
        let exempt = m.kind == ElementKind::Exception
            && here
            && said.denies()
            && pass.weights.covered(&pass.old.units[m.unit].keys, there) >= 0.3;
        exempt
            || here && m.keys.len() <= 2 && (said.asks || said.otherwise)
            || said.hints
                && said.conditions.is_empty()
                && covered >= if here { 0.34 } else { SAID }
                && (here || !ruling)
    })
}

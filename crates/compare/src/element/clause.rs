//! What sentences deny, demand, allow, and on which condition.
//!
//! Only sentences that were led to each other are judged, and only contradictions: "müssen" that became "können", a "nicht" that
//! nothing replaces, a condition that nothing expresses. The wider the words differ, the more ways of saying the same are looked
//! for before anything is reported.

use std::collections::HashSet;

use klarbrief::source::TextRange;

use super::ground::Ground;
use super::judge::Pass;
use super::mark;
use super::said::Said;
use super::statement::Statement;
use super::{Change, ElementKind, Fate, Mention};
use crate::align::Pair;
use crate::unit::Version;

/// Sentences that are so alike that every small word counts.
const STRICT: f64 = 0.75;
/// Sentences that say the same in other words.
const LOOSE: f64 = 0.38;

pub(super) fn compare(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let ground = Ground::new(pass);
    for pair in pass.sentences.iter().filter(|p| !p.old.is_empty() && !p.new.is_empty()) {
        let readable = |u: usize| ground.old_reads[u];
        if !pair.old.clone().all(readable) || !pair.new.clone().all(|u| ground.new_reads[u]) {
            continue;
        }
        let old: Vec<Said> = pair.old.clone().map(|u| Said::new(pass.old, u)).collect();
        let new: Vec<Said> = pair.new.clone().map(|u| Said::new(pass.new, u)).collect();
        negations(pass, &ground, pair, &old, &new, out);
        modalities(pass, pair, &old, &new, out);
    }
    statements(pass, &ground, out);
    mark::compare(pass, &ground, out);
}

pub(super) fn mention(version: &Version<'_>, range: TextRange) -> Mention {
    Mention { range, value: version.shown(range) }
}

/// The sentences of one side of a pair as one mention.
pub(super) fn whole(version: &Version<'_>, units: &std::ops::Range<usize>) -> Mention {
    let range = version.units[units.start].range.cover(version.units[units.end - 1].range);
    mention(version, range)
}

fn negations(
    pass: &Pass<'_, '_>,
    ground: &Ground,
    pair: &Pair,
    old: &[Said],
    new: &[Said],
    out: &mut Vec<Change>,
) {
    let count = |said: &[Said]| said.iter().map(|s| s.negations.len()).sum::<usize>();
    let denials = |said: &[Said]| said.iter().map(|s| s.denials.len()).sum::<usize>();
    let (a, b) = (count(old), count(new));
    let strict = pair.similarity >= STRICT;
    let before =
        |said: &[Said]| said.iter().flat_map(|s| s.negations.iter().chain(&s.denials)).next().copied();
    let kind = ElementKind::Negation;
    if strict && a != b && a + denials(old) != b + denials(new) {
        out.push(pass.changed(kind, whole(pass.old, &pair.old), whole(pass.new, &pair.new)));
    } else if !strict && pair.similarity >= LOOSE && a > 0 && b == 0 && denials(new) <= denials(old) {
        // A denial within a condition is often told by its opposite: "nicht fristgerecht" is "später".
        let conditional = ground.old_in(&pair.old).all(|s| s.said.negations.is_empty() || s.conditional);
        let beside = |s: &&Statement| !pair.new.contains(&s.unit);
        let elsewhere = ground
            .new_near(pair.old.start)
            .filter(beside)
            .any(|s| s.said.denies() && !ground.is_accounted(pass, s));
        if !elsewhere && !conditional {
            out.push(pass.changed(kind, whole(pass.old, &pair.old), whole(pass.new, &pair.new)));
        }
    } else if !strict && pair.similarity >= 0.55 && !old.iter().any(Said::denies) && b == 1 && new.len() == 1
    {
        out.push(pass.changed(kind, whole(pass.old, &pair.old), whole(pass.new, &pair.new)));
    } else if let Some(range) = before(old).filter(|_| a > 0) {
        out.push(pass.kept(kind, mention(pass.old, range), whole(pass.new, &pair.new)));
    }
}

fn modalities(pass: &Pass<'_, '_>, pair: &Pair, old: &[Said], new: &[Said], out: &mut Vec<Change>) {
    let single = pair.old.len() == 1 && pair.new.len() == 1;
    if pair.similarity < if single { 0.25 } else { LOOSE } {
        return;
    }
    let any =
        |said: &[Said], of: fn(&Said) -> &Vec<TextRange>| said.iter().flat_map(|s| of(s).clone()).next();
    let (must, should, may) = (any(old, |s| &s.must), any(old, |s| &s.should), any(old, |s| &s.may));
    let (new_must, new_should, new_may) =
        (any(new, |s| &s.must), any(new, |s| &s.should), any(new, |s| &s.may));
    let request = new.iter().any(|s| s.request);
    let denies = |said: &[Said]| said.iter().any(|s| !s.negations.is_empty());
    let kind = ElementKind::Modality;
    let mut changed = |range: TextRange| {
        out.push(pass.changed(
            kind,
            mention(
                pass.old,
                pass.old.units[pass.old.unit_at(range.start()).unwrap_or(pair.old.start)].range,
            ),
            whole(pass.new, &pair.new),
        ));
    };
    match (must, should, may) {
        // A duty became a choice. "muss nicht" and "darf nicht" are judged as negations.
        (Some(range), _, None)
            if new_must.is_none() && !request && (new_may.is_some() || new_should.is_some()) =>
        {
            if !(denies(old) && denies(new)) {
                changed(range);
            }
        }
        // A choice became a duty.
        (None, None, Some(range))
            if new_may.is_none() && new_must.is_some() && denies(old) == denies(new) =>
        {
            changed(range)
        }
        (None, Some(range), None) if new_should.is_none() && (new_must.is_some() || new_may.is_some()) => {
            if pair.similarity >= 0.5 {
                changed(range);
            }
        }
        (must, should, may) => {
            if let Some(range) = must.or(should).or(may) {
                out.push(pass.kept(kind, mention(pass.old, range), whole(pass.new, &pair.new)));
            }
        }
    }
}

/// What two statements share at least to be about the same, in sentences that were led to each other and elsewhere.
const ALIKE: f64 = 0.36;
const ALIKE_ELSEWHERE: f64 = 0.6;

/// Judges each statement of the second version by the one of the first that is most like it.
fn statements(pass: &Pass<'_, '_>, ground: &Ground, out: &mut Vec<Change>) {
    // What stands in both versions word by word was not turned, whatever else looks like it.
    let old: HashSet<&str> = pass.old.units.iter().map(|u| pass.old.text(u.range)).collect();
    let new: HashSet<&str> = pass.new.units.iter().map(|u| pass.new.text(u.range)).collect();
    for (index, b) in ground.new.iter().enumerate().filter(|(_, b)| b.keys.len() >= 2) {
        let Some((likeness, a)) = ground.origin(index) else { continue };
        let a = &ground.old[a];
        if new.contains(pass.old.text(pass.old.units[a.unit].range))
            || old.contains(pass.new.text(pass.new.units[b.unit].range))
        {
            continue;
        }
        let paired = pass.counterparts(a.unit).contains(&b.unit);
        if likeness < if paired { ALIKE } else { ALIKE_ELSEWHERE } || ground.shared(a, b) < 2 {
            continue;
        }
        let told = |kind: ElementKind| {
            out.iter().any(|c| {
                let meets = |m: &Option<Mention>, r: TextRange| {
                    m.as_ref().is_some_and(|m| m.range.contains_range(r) || r.contains_range(m.range))
                };
                c.kind == kind && c.fate == Fate::Changed && meets(&c.after, b.range)
            })
        };
        let (negation, modality) = (!told(ElementKind::Negation), !told(ElementKind::Modality));
        let pushed = |kind| pass.changed(kind, mention(pass.old, a.range), mention(pass.new, b.range));
        // Another statement about the same thing may have taken the small word.
        let others = || ground.new_near(a.unit).filter(|o| !std::ptr::eq(*o, b) && touches(a, o));
        if negation
            && likeness >= 0.42
            && a.said.is_negative()
            && !a.conditional
            && !b.said.denies()
            // Of statements that are nearly the same only the rest of the sentence can take the denial.
            && !others().any(|o| (likeness < STRICT || o.unit == b.unit) && o.said.denies() && !ground.is_accounted_beside(o, a))
        {
            out.push(pushed(ElementKind::Negation));
        }
        let must_only = |s: &Said| !s.must.is_empty() && s.may.is_empty();
        let free = |s: &Said| s.must.is_empty() && (!s.may.is_empty() || !s.should.is_empty()) && !s.request;
        let may_only = |s: &Said| !s.may.is_empty() && s.must.is_empty();
        let negated = |s: &Said| !s.negations.is_empty();
        if !modality {
            continue;
        }
        let weaker = must_only(&a.said)
            && free(&b.said)
            && !(negated(&a.said) && negated(&b.said))
            && !others().any(|o| !o.said.must.is_empty() || o.said.request);
        // "darf" became "muss", "darf nicht" became "muss nicht".
        let stronger = may_only(&a.said)
            && must_only(&b.said)
            && negated(&a.said) == negated(&b.said)
            && !others().any(|o| o.unit != b.unit && !o.said.may.is_empty());
        if weaker || stronger {
            out.push(pushed(ElementKind::Modality));
        }
    }
}

/// True if both share a word.
fn touches(a: &Statement, o: &Statement) -> bool {
    a.keys.iter().any(|k| !k.contains(|c: char| c.is_ascii_digit()) && o.keys.binary_search(k).is_ok())
}

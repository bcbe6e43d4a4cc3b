//! The remedy notice: what, where, by when, from when, in which form, with which effect.

use klarbrief::letter::{Body, BodyKind, Effect, FormKind, Letter, Notice, RemedyKind, StartKind, Unit};
use klarbrief::source::TextRange;

use super::judge::Pass;
use super::{Change, ElementKind, Mention};
use crate::unit::Version;

pub(super) fn compare(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let (old, new) = (slots(pass.old), slots(pass.new));
    for kind in [ElementKind::RemedyKind, ElementKind::RemedyPeriod, ElementKind::RemedyStart] {
        exact(pass, kind, &old, &new, out);
    }
    forms(pass, &old, &new, out);
    bodies(pass, out);
    effects(pass, out);
}

/// What a slot of a notice says.
struct Slot {
    kind: ElementKind,
    value: String,
    mention: Mention,
}

fn notices<'v>(version: &'v Version<'_>) -> impl Iterator<Item = &'v Notice> {
    version.side.report.letter.remedies.notices.iter()
}

fn slots(version: &Version<'_>) -> Vec<Slot> {
    let mut out: Vec<Slot> = Vec::new();
    let mut push = |kind: ElementKind, value: String, range: TextRange| {
        if !out.iter().any(|s| s.kind == kind && s.value == value) {
            out.push(Slot { kind, value, mention: Mention { range, value: version.shown(range) } });
        }
    };
    let main = notices(version).any(|n| n.offers.iter().any(|o| o.main));
    for notice in notices(version) {
        for offer in notice.offers.iter().filter(|o| o.main || !main) {
            let word = match offer.kind {
                RemedyKind::Objection => "Widerspruch".to_owned(),
                RemedyKind::Action => "Klage".to_owned(),
                RemedyKind::Other => version.shown(offer.range),
            };
            push(ElementKind::RemedyKind, word, offer.range);
        }
        for period in &notice.periods {
            let value = match period.unit {
                Unit::Day => format!("{} d", period.value),
                Unit::Week => format!("{} d", period.value.saturating_mul(7)),
                Unit::Month => format!("{} m", period.value),
                Unit::Year => format!("{} m", period.value.saturating_mul(12)),
                Unit::AtOnce => "unverzüglich".to_owned(),
                Unit::Date => {
                    klarbrief::letter::value::dates(version.text(period.range)).first().map_or_else(
                        || version.shown(period.range),
                        |d| format!("{}.{}.{:?}", d.day, d.month, d.year),
                    )
                }
            };
            push(ElementKind::RemedyPeriod, value, period.range);
        }
        for start in &notice.starts {
            let value = match start.kind {
                // Service is one way of notification; which one is right depends on how the letter was sent.
                StartKind::Notification | StartKind::Service => "Bekanntgabe",
                StartKind::Receipt => "Zugang",
                StartKind::Date => "Datum",
            };
            push(ElementKind::RemedyStart, value.to_owned(), start.range);
        }
        for form in &notice.forms {
            let value = match form.kind {
                FormKind::Written => "schriftlich",
                FormKind::Electronic => "elektronisch",
                FormKind::Record => "zur Niederschrift",
                FormKind::Email => "E-Mail",
                FormKind::DeMail => "De-Mail",
            };
            let value = if form.denied { format!("nicht {value}") } else { value.to_owned() };
            push(ElementKind::RemedyForm, value, form.range);
        }
    }
    out
}

/// Slots that hold one value each.
fn exact(pass: &Pass<'_, '_>, kind: ElementKind, old: &[Slot], new: &[Slot], out: &mut Vec<Change>) {
    let theirs: Vec<&Slot> = new.iter().filter(|s| s.kind == kind).collect();
    let mine: Vec<&Slot> = old.iter().filter(|s| s.kind == kind).collect();
    for slot in &mine {
        if let Some(twin) = theirs.iter().find(|s| s.value == slot.value) {
            // Beside the right value a second one may have come that the first version does not know.
            let stray = theirs.iter().find(|s| !mine.iter().any(|m| m.value == s.value));
            match stray.filter(|_| kind == ElementKind::RemedyPeriod) {
                Some(stray) => out.push(pass.changed(kind, slot.mention.clone(), stray.mention.clone())),
                None => out.push(pass.kept(kind, slot.mention.clone(), twin.mention.clone())),
            }
        } else if let Some(other) = theirs.iter().find(|s| !mine.iter().any(|m| m.value == s.value)) {
            out.push(pass.changed(kind, slot.mention.clone(), other.mention.clone()));
        } else if let Some(after) = told(pass, kind, &slot.value) {
            out.push(pass.kept(kind, slot.mention.clone(), after));
        } else {
            out.push(pass.lost(kind, slot.mention.clone()));
        }
    }
    if mine.is_empty() {
        out.extend(theirs.iter().map(|s| pass.added(kind, s.mention.clone())));
    }
}

/// A period that the notice tells in other words: "Sie haben einen Monat Zeit".
fn told(pass: &Pass<'_, '_>, kind: ElementKind, value: &str) -> Option<Mention> {
    use klarbrief::letter::value::{PeriodUnit, periods};
    let written = |p: &klarbrief::letter::value::Period| match p.unit {
        PeriodUnit::Day => format!("{} d", p.count),
        PeriodUnit::Week => format!("{} d", p.count.saturating_mul(7)),
        PeriodUnit::Month => format!("{} m", p.count),
        PeriodUnit::Year => format!("{} m", p.count.saturating_mul(12)),
    };
    let mut notices = notices(pass.new).filter(|_| kind == ElementKind::RemedyPeriod);
    notices.find_map(|n| {
        let found = periods(pass.new.text(n.range)).into_iter().find(|p| written(p) == value)?;
        let at = |offset: usize| n.range.start() + klarbrief::source::TextSize::new(offset as u32);
        let range = TextRange::new(at(found.range.start), at(found.range.end));
        Some(Mention { range, value: pass.new.shown(range) })
    })
}

fn forms(pass: &Pass<'_, '_>, old: &[Slot], new: &[Slot], out: &mut Vec<Change>) {
    let kind = ElementKind::RemedyForm;
    let theirs = |value: &str| new.iter().find(|s| s.kind == kind && s.value == value);
    for slot in old.iter().filter(|s| s.kind == kind) {
        let turned = match slot.value.strip_prefix("nicht ") {
            Some(allowed) => theirs(allowed),
            None => theirs(&format!("nicht {}", slot.value)),
        };
        match (theirs(&slot.value), turned) {
            (Some(twin), _) => out.push(pass.kept(kind, slot.mention.clone(), twin.mention.clone())),
            (None, Some(other)) => {
                let unit = pass.new.unit_at(other.mention.range.start());
                let range = unit.map_or(other.mention.range, |u| pass.new.units[u].range);
                let after = Mention { range, value: pass.new.shown(range) };
                out.push(pass.changed(kind, slot.mention.clone(), after));
            }
            _ => out.push(pass.lost(kind, slot.mention.clone())),
        }
    }
    let new_only =
        new.iter().filter(|s| s.kind == kind && !old.iter().any(|o| o.kind == kind && o.value == s.value));
    out.extend(new_only.map(|s| pass.added(kind, s.mention.clone())));
}

fn bodies(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let kind = ElementKind::RemedyBody;
    let all = |v: &Version<'_>| -> Vec<Body> {
        notices(v)
            .flat_map(|n| n.bodies.iter().filter(|b| b.addressed || b.kind == BodyKind::Court).cloned())
            .collect()
    };
    let (old, new) = (all(pass.old), all(pass.new));
    // The whole notice of the second version: an address may stand in lines of its own.
    let there: String =
        notices(pass.new).map(|n| pass.new.text(n.range).to_lowercase()).collect::<Vec<_>>().join("\n");
    let office: String = pass.new.side.document.text.to_lowercase();
    let mut told: Vec<String> = Vec::new();
    for body in old.iter().filter(|b| !matches!(b.kind, BodyKind::Vague | BodyKind::Own)) {
        let mention = Mention { range: body.range, value: pass.old.shown(body.range) };
        if told.contains(&mention.value) {
            continue;
        }
        told.push(mention.value.clone());
        let names = proper(&mention.value, body.town.as_deref());
        let own =
            |b: &&Body| b.kind == BodyKind::Own && matches!(body.kind, BodyKind::Office | BodyKind::District);
        let said = names.iter().all(|n| there.contains(n.as_str()))
            || new.iter().any(|b| own(&b)) && names.iter().all(|n| office.contains(n.as_str()));
        let twin = new.iter().find(|b| {
            let text = pass.new.shown(b.range).to_lowercase();
            names.iter().any(|n| text.contains(n.as_str()))
        });
        let same = new.iter().any(|b| b.town == body.town && pass.new.shown(b.range) == mention.value);
        // A court of a town that the first version does not name, though the right one still stands somewhere.
        let known = pass.old.side.document.text.to_lowercase();
        let foreign = new.iter().find(|b| {
            body.kind == BodyKind::Court
                && body.town.is_some()
                && b.kind == BodyKind::Court
                && pass.new.shown(b.range) != mention.value
                && b.town.as_ref().is_some_and(|t| !known.contains(&t.to_lowercase()))
        });
        if let Some(other) = foreign {
            let after = Mention { range: other.range, value: pass.new.shown(other.range) };
            out.push(pass.changed(kind, mention, after));
        } else if said || same {
            let after = twin.or(new.first()).map_or(mention.range, |b| b.range);
            out.push(pass.kept(kind, mention, Mention { range: after, value: pass.new.shown(after) }));
        } else {
            let same = |b: &&Body| (b.kind == BodyKind::Court) == (body.kind == BodyKind::Court);
            match new.iter().find(same).or(new.first()) {
                Some(other) => {
                    let after = Mention { range: other.range, value: pass.new.shown(other.range) };
                    out.push(pass.changed(kind, mention, after));
                }
                None => out.push(pass.lost(kind, mention)),
            }
        }
    }
    if old.is_empty() {
        for body in new.iter().take(1) {
            out.push(pass.added(kind, Mention { range: body.range, value: pass.new.shown(body.range) }));
        }
    }
}

/// What tells one body from another: kind of office or court, and the town.
fn proper(name: &str, town: Option<&str>) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '-');
    let mut out: Vec<String> = words
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase) && w.chars().count() > 3)
        .map(|w| match w {
            // Forms of the article's case.
            _ if w.ends_with("gerichts") || w.ends_with("amtes") || w.ends_with("amts") => {
                w.trim_end_matches("es").trim_end_matches('s').to_lowercase()
            }
            _ => w.to_lowercase(),
        })
        .collect();
    out.extend(town.map(str::to_lowercase));
    out
}

fn effects(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let kind = ElementKind::RemedyEffect;
    let (old, new) = (&pass.old.side.report.letter, &pass.new.side.report.letter);
    let mut told: Vec<(bool, &klarbrief::letter::Target)> = Vec::new();
    for effect in &old.remedies.effects {
        if told.contains(&(effect.suspends, &effect.target)) {
            continue;
        }
        told.push((effect.suspends, &effect.target));
        let mention = said(pass.old, effect);
        let about: Vec<&Effect> = new.remedies.effects.iter().filter(|e| meet(effect, old, e, new)).collect();
        if let Some(twin) = about.iter().find(|e| e.suspends == effect.suspends) {
            let contrary = about.iter().find(|e| e.suspends != effect.suspends && e.target == twin.target);
            match contrary {
                Some(other) => out.push(pass.changed(kind, mention, said(pass.new, other))),
                None => out.push(pass.kept(kind, mention, said(pass.new, twin))),
            }
        } else if let Some(other) = about.first() {
            out.push(pass.changed(kind, mention, said(pass.new, other)));
        } else {
            out.push(pass.lost(kind, mention));
        }
    }
    if old.remedies.effects.is_empty() {
        out.extend(new.remedies.effects.iter().take(1).map(|e| pass.added(kind, said(pass.new, e))));
    }
}

fn said(version: &Version<'_>, effect: &Effect) -> Mention {
    let range = version.unit_at(effect.range.start()).map_or(effect.range, |u| version.units[u].range);
    Mention { range, value: version.shown(range) }
}

/// True if two statements speak about a ruling in common.
fn meet(a: &Effect, old: &Letter, b: &Effect, new: &Letter) -> bool {
    let rulings = |e: &Effect, letter: &Letter| {
        let by_number =
            letter.points.iter().filter(|p| e.target.points.contains(&p.number)).map(|p| p.ruling);
        by_number.chain(e.target.rulings.iter().copied()).collect::<Vec<_>>()
    };
    a.target.is_all() || b.target.is_all() || {
        let (x, y) = (rulings(a, old), rulings(b, new));
        x.iter().any(|r| y.iter().any(|s| crate::points::family(*r) == crate::points::family(*s)))
    }
}

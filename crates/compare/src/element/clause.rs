//! What sentences deny, demand, allow, and on which condition.
//!
//! Only sentences that were led to each other are judged, and only contradictions: "müssen" that became "können", a "nicht" that
//! nothing replaces, a condition that nothing expresses. The wider the words differ, the more ways of saying the same are looked
//! for before anything is reported.

use std::ops::Range;

use klarbrief::document::BlockKind;
use klarbrief::letter::PartKind;
use klarbrief::source::TextRange;
use klarbrief::text::{ConstructionKind, Morph, Pos, TokenKind};

use super::judge::{Pass, is_prose};
use super::{Change, ElementKind, Fate, Mention};
use crate::align::Pair;
use crate::unit::{Unit, Version, keys_of};

/// Sentences that are so alike that every small word counts.
const STRICT: f64 = 0.75;
/// Sentences that say the same in other words.
const LOOSE: f64 = 0.38;

pub(super) fn compare(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    for pair in pass.sentences.iter().filter(|p| !p.old.is_empty() && !p.new.is_empty()) {
        let old: Vec<Said> = pair.old.clone().map(|u| Said::new(pass.old, u)).collect();
        let new: Vec<Said> = pair.new.clone().map(|u| Said::new(pass.new, u)).collect();
        let heading = |v: &Version<'_>, u: &Unit| {
            matches!(v.side.document.blocks[u.block].kind, BlockKind::Heading { .. })
        };
        let prose = |v: &Version<'_>, units: &Range<usize>| {
            v.units[units.clone()].iter().all(|u| is_prose(u.part) && !heading(v, u))
        };
        if !prose(pass.old, &pair.old)
            || !prose(pass.new, &pair.new)
            || pair.old.clone().any(|u| pass.is_copied(u))
        {
            continue;
        }
        let before = out.len();
        negations(pass, pair, &old, &new, out);
        modalities(pass, pair, &old, &new, out);
        let told = |kind| out[before..].iter().any(|c: &Change| c.kind == kind && c.fate == Fate::Changed);
        let (negation, modality) = (told(ElementKind::Negation), told(ElementKind::Modality));
        statements(pass, pair, !negation, !modality, out);
        conditions(pass, pair, &old, &new, out);
    }
}

/// The small words of one sentence.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// "nicht", "kein", "nie", "weder", "ohne" …
    negations: Vec<TextRange>,
    /// Words that deny by their meaning: "ablehnen", "untersagt", "fehlen", "unmöglich".
    denials: Vec<TextRange>,
    must: Vec<TextRange>,
    should: Vec<TextRange>,
    may: Vec<TextRange>,
    /// "wenn", "falls", "sofern", "im Fall", a verb that comes first.
    conditions: Vec<(TextRange, Vec<Box<str>>)>,
    /// "es sei denn", "außer", "ausgenommen".
    exceptions: Vec<(TextRange, Vec<Box<str>>)>,
    /// Words that may express a condition without naming it: "nur", "erst", "bis", "sonst", "bei".
    hints: bool,
    /// "Bitte schicken Sie": asks for something.
    request: bool,
    /// "Brauchen Sie mehr Zeit?": a condition that is asked.
    asks: bool,
}

const NEGATIONS: [&str; 13] = [
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keinem",
    "keiner",
    "keines",
    "nie",
    "niemals",
    "weder",
    "nichts",
    "niemand",
    "keinesfalls",
];
const DENIALS: [&str; 44] = [
    "ablehnen",
    "ablehnung",
    "versagen",
    "versagung",
    "untersagen",
    "untersagt",
    "verbieten",
    "verboten",
    "verbot",
    "unzulässig",
    "unmöglich",
    "ausschließen",
    "ausgeschlossen",
    "verweigern",
    "zurückweisen",
    "fehlen",
    "entfallen",
    "wegfallen",
    "unwirksam",
    "ungültig",
    "verneinen",
    "unterlassen",
    "absehen",
    "verlieren",
    "verlust",
    "erlöschen",
    "erloschen",
    "unbeachtet",
    "hindern",
    "enden",
    "ende",
    "ohne",
    "kaum",
    "statt",
    "anstatt",
    "abgelaufen",
    "ablaufen",
    "unbegründet",
    "außer",
    "nur",
    "frei",
    "trotzdem",
    "selbst",
    "vergeblich",
];

impl Said {
    pub(crate) fn new(version: &Version<'_>, unit: usize) -> Said {
        let tokens = version.sentence(&version.units[unit]).indices();
        Said::of(version, unit, tokens)
    }

    /// The small words of a part of a sentence.
    fn of(version: &Version<'_>, unit: usize, tokens: Range<usize>) -> Said {
        let found = &version.units[unit];
        let paragraph = version.paragraph(found);
        let base = version.base(found);
        let at = |i: usize| paragraph.tokens[i].range + base;
        let norm = |i: usize| paragraph.norm(&paragraph.tokens[i]);
        let lemma = |i: usize| paragraph.lemma(&paragraph.tokens[i]);
        let mut said = Said::default();
        let words: Vec<usize> = tokens.clone().filter(|i| paragraph.tokens[*i].is_word()).collect();
        for (position, &i) in words.iter().enumerate() {
            let (n, l) = (norm(i), lemma(i));
            let next = words.get(position + 1).map_or("", |j| norm(*j));
            if NEGATIONS.contains(&n) && !(n == "nicht" && matches!(next, "nur")) {
                said.negations.push(at(i));
            } else if DENIALS.contains(&l)
                || DENIALS.contains(&n)
                || (n.starts_with("nicht") && n.len() > 6)
                || n.starts_with("un") && paragraph.tokens[i].pos == Pos::Adj
            {
                said.denials.push(at(i));
            }
            match l {
                "müssen" => said.must.push(at(i)),
                "sollen" => said.should.push(at(i)),
                "dürfen" | "können" => said.may.push(at(i)),
                _ => match n {
                    "verpflichtet" | "pflicht" | "verpflichtung" | "obliegt" | "aufgefordert"
                    | "zwingend" => said.must.push(at(i)),
                    "auf"
                        if words[..position]
                            .iter()
                            .any(|j| lemma(*j) == "auffordern" || norm(*j) == "fordern") =>
                    {
                        said.must.push(at(i));
                    }
                    "erlaubt" | "gestattet" | "berechtigt" | "möglich" | "zulässig" => said.may.push(at(i)),
                    _ => {}
                },
            }
            said.hints |= matches!(
                n,
                "nur"
                    | "erst"
                    | "sonst"
                    | "bei"
                    | "ohne"
                    | "andernfalls"
                    | "bis"
                    | "solange"
                    | "soweit"
                    | "wer"
                    | "dann"
                    | "voraussetzung"
                    | "bedingung"
                    | "sobald"
                    | "falls"
                    | "wenn"
                    | "sofern"
                    | "fall"
                    | "falle"
                    | "bevor"
                    | "vorher"
            );
        }
        for construction in paragraph.constructions.iter().filter(|c| {
            c.kind == ConstructionKind::ModalInfinitive
                && c.tokens.start as usize >= tokens.start
                && (c.tokens.end as usize) <= tokens.end
        }) {
            said.must.push(construction.range + base);
        }
        // "ist mit Abschiebung zu rechnen", "müssen Sie damit rechnen": what may come, not what one must do.
        if words.iter().any(|i| lemma(*i) == "rechnen") {
            said.must.clear();
        }
        let first = words.first().copied();
        let second = words.get(1).copied();
        let question = tokens.clone().last().is_some_and(|i| norm(i) == "?");
        let verb_first = first.is_some_and(|i| {
            matches!(paragraph.tokens[i].pos, Pos::Verb | Pos::Aux)
                && !paragraph.tokens[i].morph.has(Morph::PART)
        });
        said.request = words.iter().any(|i| norm(*i) == "bitte")
            || verb_first && second.is_some_and(|i| norm(i) == "sie") && !question;
        conditions_of(version, found, tokens, verb_first, question, &mut said);
        said
    }

    fn denies(&self) -> bool {
        !self.negations.is_empty() || !self.denials.is_empty()
    }
}

fn conditions_of(
    version: &Version<'_>,
    unit: &Unit,
    tokens: Range<usize>,
    verb_first: bool,
    question: bool,
    said: &mut Said,
) {
    let paragraph = version.paragraph(unit);
    let base = version.base(unit);
    let norm = |i: usize| paragraph.norm(&paragraph.tokens[i]);
    // From a word to the next comma or the end.
    let clause = |from: usize| {
        let nominal = matches!(norm(from), "im" | "für" | "vorbehaltlich" | "unter" | "mit");
        let verb = |i: usize| {
            matches!(paragraph.tokens[i].pos, Pos::Verb | Pos::Aux)
                && paragraph.tokens[i].morph.any(Morph::FIN)
        };
        let mut end = from + 1;
        while end < tokens.end
            && !(nominal && verb(end))
            && !matches!(norm(end), "," | ";" | ":" | "." | "?" | "!" | "–")
        {
            end += 1;
        }
        let range =
            TextRange::new(paragraph.tokens[from].range.start(), paragraph.tokens[end - 1].range.end())
                + base;
        (range, keys_of(paragraph, from..end, version.words))
    };
    let mut i = tokens.start;
    while i < tokens.end {
        let two = |a: &str, b: &str| norm(i) == a && i + 1 < tokens.end && norm(i + 1) == b;
        let three = |a: &str, b: &str, c: &str| two(a, b) && i + 2 < tokens.end && norm(i + 2) == c;
        if three("es", "sei", "denn")
            || matches!(norm(i), "außer" | "ausgenommen")
            || three("mit", "ausnahme", "der")
            || two("mit", "ausnahme")
        {
            said.exceptions.push(clause(i));
        } else if matches!(
            norm(i),
            "wenn" | "falls" | "sofern" | "soweit" | "solange" | "sobald" | "vorbehaltlich"
        ) || three("für", "den", "fall")
            || two("im", "fall")
            || two("im", "falle")
            || three("unter", "der", "voraussetzung")
            || three("unter", "der", "bedingung")
        {
            // "auch wenn", "wenn auch": holds in any case.
            let concessive = i > tokens.start && norm(i - 1) == "auch" || two("wenn", "auch");
            if !concessive {
                said.conditions.push(clause(i));
            }
        }
        i += 1;
    }
    if verb_first {
        let comma = tokens.clone().find(|i| norm(*i) == ",");
        let after = comma.filter(|c| c + 1 < tokens.end).map(|c| c + 1);
        let main = after.is_some_and(|a| {
            matches!(paragraph.tokens[a].pos, Pos::Verb | Pos::Aux)
                && paragraph.tokens[a].morph.any(Morph::FIN)
                || norm(a) == "dann"
                || norm(a) == "so"
        });
        said.asks = question;
        if main || question {
            let first = tokens.clone().find(|i| paragraph.tokens[*i].is_word()).unwrap_or(tokens.start);
            said.conditions.push(clause(first));
        }
    }
    if tokens
        .clone()
        .any(|i| paragraph.tokens[i].kind == TokenKind::Word && norm(i).starts_with("nichterschein"))
    {
        said.hints = true;
    }
}

fn mention(version: &Version<'_>, range: TextRange) -> Mention {
    Mention { range, value: version.shown(range) }
}

/// The sentences of one side of a pair as one mention.
fn whole(version: &Version<'_>, units: &Range<usize>) -> Mention {
    let range = version.units[units.start].range.cover(version.units[units.end - 1].range);
    mention(version, range)
}

/// Sentences right before and behind, which may say a part of it.
fn around(version: &Version<'_>, units: &Range<usize>) -> Vec<Said> {
    let from = units.start.saturating_sub(1);
    let to = (units.end + 1).min(version.units.len());
    let near = |u: &usize| version.units[*u].block.abs_diff(version.units[units.start].block) <= 1;
    (from..to).filter(near).map(|u| Said::new(version, u)).collect()
}

fn negations(pass: &Pass<'_, '_>, pair: &Pair, old: &[Said], new: &[Said], out: &mut Vec<Change>) {
    let count = |said: &[Said]| said.iter().map(|s| s.negations.len()).sum::<usize>();
    let denials = |said: &[Said]| said.iter().map(|s| s.denials.len()).sum::<usize>();
    let (a, b) = (count(old), count(new));
    let strict = pair.similarity >= STRICT;
    let before =
        |said: &[Said]| said.iter().flat_map(|s| s.negations.iter().chain(&s.denials)).next().copied();
    let kind = ElementKind::Negation;
    if strict && a != b && a + denials(old) != b + denials(new) {
        out.push(pass.changed(kind, whole(pass.old, &pair.old), whole(pass.new, &pair.new)));
    } else if !strict && pair.similarity >= LOOSE && a > 0 && !new.iter().any(Said::denies) {
        let elsewhere = around(pass.new, &pair.new).iter().any(|s| !s.negations.is_empty());
        if !elsewhere {
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

/// A part of a sentence between two commas, with what it says.
struct Statement {
    range: TextRange,
    keys: Vec<Box<str>>,
    said: Said,
}

fn statements_of(version: &Version<'_>, units: &Range<usize>) -> Vec<Statement> {
    let mut out = Vec::new();
    for unit in units.clone() {
        let found = &version.units[unit];
        let (paragraph, base) = (version.paragraph(found), version.base(found));
        let tokens = version.sentence(found).indices();
        let mut from = tokens.start;
        for i in tokens.clone() {
            let sign = matches!(paragraph.norm(&paragraph.tokens[i]), "," | ";" | ":" | "–");
            let words = paragraph.tokens[from..=i].iter().filter(|t| t.is_word()).count();
            if i + 1 == tokens.end || sign && words >= 3 {
                let range =
                    TextRange::new(paragraph.tokens[from].range.start(), paragraph.tokens[i].range.end());
                out.push(Statement {
                    range: range + base,
                    keys: version.keys_in(found, from..i + 1, range + base),
                    said: Said::of(version, unit, from..i + 1),
                });
                from = i + 1;
            }
        }
    }
    out
}

/// Judges each statement of the new sentences by the old one that is most like it.
fn statements(pass: &Pass<'_, '_>, pair: &Pair, negation: bool, modality: bool, out: &mut Vec<Change>) {
    if !negation && !modality {
        return;
    }
    let old = statements_of(pass.old, &pair.old);
    let new = statements_of(pass.new, &pair.new);
    let alike = |a: &Statement, b: &Statement| pass.weights.similarity(&a.keys, &b.keys);

    for b in new.iter().filter(|b| b.keys.len() >= 2) {
        // A short statement may say a part of a long one.
        let part = |a: &Statement| 0.75 * pass.weights.covered(&b.keys, &a.keys);
        let best = old.iter().map(|a| (alike(a, b).max(part(a)), a)).max_by(|x, y| x.0.total_cmp(&y.0));
        let shared = |a: &Statement| a.keys.iter().filter(|k| b.keys.binary_search(k).is_ok()).count();
        let Some((likeness, a)) = best.filter(|(likeness, a)| *likeness >= 0.36 && shared(a) >= 2) else {
            continue;
        };
        let pushed = |kind| pass.changed(kind, mention(pass.old, a.range), mention(pass.new, b.range));
        // Another statement about the same thing may have taken the negation.
        let touches = |o: &Statement| {
            a.keys
                .iter()
                .any(|k| !k.contains(|c: char| c.is_ascii_digit()) && o.keys.binary_search(k).is_ok())
        };
        let others = || new.iter().filter(|o| !std::ptr::eq(*o, b) && touches(o));
        if negation
            && likeness >= 0.42
            && !a.said.negations.is_empty()
            && !b.said.denies()
            && !others().any(|o| o.said.denies())
        {
            out.push(pushed(ElementKind::Negation));
        }
        let must_only = |s: &Said| !s.must.is_empty() && s.may.is_empty();
        let free = |s: &Said| s.must.is_empty() && (!s.may.is_empty() || !s.should.is_empty()) && !s.request;
        let may_only = |s: &Said| !s.may.is_empty() && s.must.is_empty();
        let negated = |s: &Said| !s.negations.is_empty();
        if modality
            && (must_only(&a.said) && free(&b.said) && !(negated(&a.said) && negated(&b.said))
                // "darf" became "muss", "darf nicht" became "muss nicht".
                || may_only(&a.said) && must_only(&b.said) && negated(&a.said) == negated(&b.said))
        {
            out.push(pushed(ElementKind::Modality));
        }
    }
}

fn conditions(pass: &Pass<'_, '_>, pair: &Pair, old: &[Said], new: &[Said], out: &mut Vec<Change>) {
    let near = around(pass.new, &pair.new);
    let says = |s: &Said| !s.conditions.is_empty() || !s.exceptions.is_empty();
    let strict = pair.similarity >= 0.6;
    let new_count = new.iter().map(|s| s.conditions.len() + s.exceptions.len()).sum::<usize>();
    let old_count = old.iter().map(|s| s.conditions.len() + s.exceptions.len()).sum::<usize>();
    let lists = old.iter().flat_map(|s| {
        let conditions = s.conditions.iter().map(|c| (ElementKind::Condition, c));
        conditions.chain(s.exceptions.iter().map(|c| (ElementKind::Exception, c)))
    });
    for (kind, (range, keys)) in lists {
        let there: Vec<Box<str>> =
            crate::unit::join(pass.new.units[pair.new.clone()].iter().map(|u| &u.keys[..]));
        let covered = pass.weights.covered(keys, &there);
        let marked = new.iter().any(says) && (new_count >= old_count || covered >= 0.5);
        // "Im Falle der Verhinderung" may have become a question before the sentence.
        let asked = keys.len() <= 2 && near.iter().any(|s| s.asks);
        let hinted = new.iter().any(|s| s.hints) || near.iter().any(says);
        // In a ruling the condition stands with it; one word alone is said by chance.
        let ruling = pass.old.units[pair.old.clone()].iter().any(|u| u.part == PartKind::OperativePart);
        let elsewhere = || {
            !ruling
                && keys.len() > 1
                && pass.new.units.iter().enumerate().any(|(i, u)| {
                    pass.weights.covered(keys, &u.keys) >= 0.5
                        && !keys.is_empty()
                        && says(&Said::new(pass.new, i))
                })
        };
        let said = marked || asked || hinted && covered >= if strict { 0.6 } else { 0.34 } || elsewhere();
        if said {
            out.push(pass.kept(kind, mention(pass.old, *range), whole(pass.new, &pair.new)));
        } else if pair.similarity >= if ruling { 0.15 } else { 0.3 } {
            let mut change = pass.lost(kind, mention(pass.old, *range));
            change.after = Some(whole(pass.new, &pair.new));
            out.push(change);
        }
    }
}

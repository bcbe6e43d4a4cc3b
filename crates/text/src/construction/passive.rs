//! Passive and stative passive.

use super::clause::{Clauses, is_finite};
use super::{Finder, Words};
use crate::lexicon::{Tag, may_be};
use crate::paragraph::{ConstructionKind, Paragraph};
use crate::token::{Case, Morph, TokenKind};

/// Verbs that make their perfect with *sein*: with them a participle is no state that somebody brought about.
const PERFECT_WITH_SEIN: &str = " abfahren abfallen ablaufen abreisen abweichen anfallen angekommen ankommen anwachsen aufgehen auflaufen aufstehen aufwachsen auftreten \
ausbleiben ausfallen ausgehen ausreisen ausscheiden aussterben austreten auswandern auswachsen begegnen beitreten bleiben durchfallen durchreisen einfallen einfließen eingehen \
eintreffen eintreten einreisen einschlafen einwandern einziehen entfallen entgehen entkommen entlaufen entspringen entstehen entwachsen erfolgen ergehen erkranken erlöschen \
ersterben erscheinen erwachsen fahren fallen fehlgehen fehlschlagen fliegen fliehen fließen flüchten folgen fortbestehen fortgehen fortfallen gehen gelangen gelingen genesen \
geraten geschehen gescheitert scheitern gleiten hervorgehen heimkehren hinauslaufen hinausgehen hinzukommen hinzutreten kommen laufen landen misslingen missraten nachfolgen nachkommen passieren \
reisen rennen rücken scheiden schwinden sein sinken springen starten steigen sterben stürzen treten überlaufen übergehen übersiedeln umziehen untergehen unterbleiben unterlaufen \
verbleiben verblassen verfahren verfallen vergehen verjähren verlaufen verreisen verschwinden versterben verstreichen verziehen vorausgehen vorbeikommen vorkommen vorliegen wachsen weggehen wegfallen \
wegziehen weichen werden wiederkehren zerbrechen zerfallen ziehen zugehen zukommen zunehmen zurückbleiben zurückgehen zurückkehren zurückkommen zurücktreten zusammenbrechen \
zusammenkommen zusammentreffen zustoßen zuwachsen zuziehen ";

/// Finds *werden* with a past participle; the future and the copula are none.
pub(super) fn passives(finder: &mut Finder<'_>, words: Words) {
    let Finder { paragraph, clauses, .. } = *finder;
    let mut taken = usize::MAX;
    for i in words {
        let token = &paragraph.tokens[i];
        if paragraph.lemma(token) != "werden" || !is_verb(token.tag) || paragraph.norm(token) == "geworden" {
            continue;
        }
        // "abgelehnt wird", "erteilt werden kann", "abgelehnt worden ist"
        if let Some(b) = clauses.before(i).next().filter(|b| participle(paragraph, *b)) {
            finder.push(ConstructionKind::Passive, coordinated_start(paragraph, clauses, b), i);
            taken = b;
            continue;
        }
        if !is_finite(token.tag) {
            continue;
        }
        let found = participle_after(paragraph, clauses, i).filter(|p| *p != taken);
        if let Some(p) = found {
            finder.push(ConstructionKind::Passive, i, p);
        } else if let Some(p) = fronted(paragraph, clauses, i) {
            finder.push(ConstructionKind::Passive, p, i);
        }
    }
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Vafin | Tag::Vvfin | Tag::Vainf | Tag::Vvinf | Tag::Vapp | Tag::Vvpp)
}

/// "geprüft und abgelehnt wird": the first of several participles.
fn coordinated_start(paragraph: &Paragraph, clauses: &Clauses, last: usize) -> usize {
    let mut first = last;
    let mut before = clauses.before(last);
    while let (Some(join), Some(earlier)) = (before.next(), before.next()) {
        let joined = paragraph.tokens[join].tag == Tag::Kon || paragraph.norm(&paragraph.tokens[join]) == ",";
        if !joined || paragraph.tokens[earlier].tag != Tag::Vvpp {
            break;
        }
        first = earlier;
    }
    first
}

/// "Abgelehnt wird …": the participle is the first word of the clause.
fn fronted(paragraph: &Paragraph, clauses: &Clauses, aux: usize) -> Option<usize> {
    let first = clauses.before(aux).last()?;
    let token = &paragraph.tokens[first];
    (token.tag == Tag::Vvpp && clauses.all[clauses.of(aux)].first <= first).then_some(first)
}

/// Looks forward from a finite form of *werden* for the participle that closes its bracket.
fn participle_after(paragraph: &Paragraph, clauses: &Clauses, aux: usize) -> Option<usize> {
    let mut after = clauses.after(aux).take(80).peekable();
    while let Some(p) = after.next() {
        let token = &paragraph.tokens[p];
        // Another finite verb before the bracket closes: *werden* was the copula.
        if is_finite(token.tag) && !can_be_participle(paragraph, p) {
            return None;
        }
        if matches!(paragraph.norm(token), ";" | ":") {
            return None;
        }
        let next = after.peek().copied();
        if !can_be_participle(paragraph, p) || !closes_bracket(paragraph, p, next) {
            continue;
        }
        let following = next.map(|n| &paragraph.tokens[n]);
        // "wird abgelehnt haben" is a future; "wird abgelehnt werden" has its own infinitive.
        if following.is_some_and(|n| {
            matches!(n.tag, Tag::Vainf | Tag::Vvinf | Tag::Vminf)
                && matches!(
                    paragraph.lemma(n),
                    "haben" | "sein" | "werden" | "können" | "müssen" | "dürfen" | "sollen"
                )
        }) {
            return None;
        }
        // "Sie werden einen Bescheid erhalten": the form is an infinitive too, and somebody acts.
        if is_infinitive_too(paragraph, p) && paragraph.tokens[aux].morph.has(Morph::PRES) {
            if has_actor(paragraph, clauses, aux, p) {
                return None;
            }
        } else if token.tag != Tag::Vvpp && token.tag != Tag::Adjd {
            continue;
        }
        return Some(p);
    }
    None
}

/// A participle of a predicate.
fn participle(paragraph: &Paragraph, i: usize) -> bool {
    matches!(paragraph.tokens[i].tag, Tag::Vvpp)
        || paragraph.tokens[i].tag == Tag::Vvfin && can_be_participle(paragraph, i)
}

/// A word in lower case that the lexicon knows as a participle, whatever the tagger took it for.
fn can_be_participle(paragraph: &Paragraph, i: usize) -> bool {
    let token = &paragraph.tokens[i];
    match token.tag {
        Tag::Vvpp => true,
        Tag::Vvfin | Tag::Vvinf => token.case == Case::Lower && has_reading(paragraph, i, Tag::Vvpp),
        _ => false,
    }
}

fn is_infinitive_too(paragraph: &Paragraph, i: usize) -> bool {
    paragraph.tokens[i].tag == Tag::Vvinf || has_reading(paragraph, i, Tag::Vvinf)
}

fn has_reading(paragraph: &Paragraph, i: usize, tag: Tag) -> bool {
    may_be(paragraph.norm(&paragraph.tokens[i]), tag)
}

/// True if after token `p` the clause ends, or only what may follow its verbs.
fn closes_bracket(paragraph: &Paragraph, p: usize, next: Option<usize>) -> bool {
    let Some(next) = next else { return true };
    // Behind an inner clause the bracket is closed.
    if next != p + 1 {
        return true;
    }
    let token = &paragraph.tokens[next];
    token.kind == TokenKind::Punctuation
        || matches!(
            token.tag,
            Tag::Kon | Tag::Kokom | Tag::Kous | Tag::Vainf | Tag::Vafin | Tag::Vmfin | Tag::Vapp | Tag::Vminf | Tag::Vvinf
        )
        // "wird hingewiesen auf", "wurde mitgeteilt am": what follows comes after the bracket.
        || matches!(token.tag, Tag::Appr | Tag::Apprart | Tag::Pav | Tag::Adv | Tag::Sym | Tag::Card)
}

/// True if somebody acts: a pronoun beside the verb, an accusative that nothing governs, or subject and object.
fn has_actor(paragraph: &Paragraph, clauses: &Clauses, aux: usize, p: usize) -> bool {
    let governed = |i: usize| i > 0 && matches!(paragraph.tokens[i - 1].tag, Tag::Appr | Tag::Apprart);
    let mut subjects = 0;
    let start = clauses.before(aux).last().unwrap_or(aux);
    for i in start..p {
        if clauses.of(i) != clauses.of(aux) {
            continue;
        }
        let token = &paragraph.tokens[i];
        match token.tag {
            Tag::Pper | Tag::Pis if !governed(i) => {
                if matches!(paragraph.norm(token), "wir" | "ich" | "sie" | "er" | "man" | "du") {
                    return true;
                }
            }
            Tag::Nn | Tag::Ne => {
                let cases = token.morph;
                let accusative = cases.has(Morph::ACC) && !cases.has(Morph::NOM) && !cases.has(Morph::DAT);
                let first = phrase_start(paragraph, i);
                let ungoverned = !governed(first);
                if accusative && ungoverned {
                    return true;
                }
                subjects += usize::from(cases.has(Morph::NOM) && ungoverned);
            }
            _ => {}
        }
    }
    subjects > 1
}

/// The first token of the noun phrase that ends with token `i`.
fn phrase_start(paragraph: &Paragraph, i: usize) -> usize {
    let mut start = i;
    while start > 0
        && matches!(
            paragraph.tokens[start - 1].tag,
            Tag::Adja | Tag::Card | Tag::Art | Tag::Pposat | Tag::Pdat | Tag::Piat
        )
    {
        start -= 1;
    }
    start
}

/// Finds *sein* with a participle that names a state ("ist abgelehnt"); the perfect is none.
pub(super) fn stative_passives(finder: &mut Finder<'_>, words: Words) {
    let Finder { paragraph, clauses, .. } = *finder;
    for i in words {
        let token = &paragraph.tokens[i];
        if paragraph.lemma(token) != "sein"
            || !matches!(token.tag, Tag::Vafin | Tag::Vvfin | Tag::Vainf | Tag::Vvinf)
        {
            continue;
        }
        let before = clauses.before(i).next().filter(|b| state(paragraph, *b));
        let partner = before.or_else(|| {
            let mut after = clauses.after(i).take(60).peekable();
            while let Some(p) = after.next() {
                if is_finite(paragraph.tokens[p].tag) {
                    return None;
                }
                let next = after.peek().copied();
                if state(paragraph, p) && closes_bracket(paragraph, p, next) {
                    let perfect = next.is_some_and(|n| {
                        matches!(paragraph.tokens[n].tag, Tag::Vapp | Tag::Vainf)
                            && paragraph.lemma(&paragraph.tokens[n]) != "sein"
                    });
                    return (!perfect).then_some(p);
                }
            }
            None
        });
        if let Some(p) = partner {
            finder.push(ConstructionKind::StativePassive, p.min(i), p.max(i));
        }
    }
}

fn state(paragraph: &Paragraph, i: usize) -> bool {
    let token = &paragraph.tokens[i];
    if token.tag != Tag::Vvpp {
        return false;
    }
    let lemma = paragraph.lemma(token);
    !PERFECT_WITH_SEIN.split_ascii_whitespace().any(|verb| verb == lemma)
}

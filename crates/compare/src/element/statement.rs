//! Sentences cut into statements: clauses, and what "und" joins to them.

use klarbrief::source::TextRange;
use klarbrief::text::{ConstructionKind, Morph, Pos};

use super::said::Said;
use crate::unit::Version;

/// A clause with what it says; a main clause without the clauses that stand in it.
pub(super) struct Statement {
    pub unit: usize,
    pub range: TextRange,
    pub keys: Vec<Box<str>>,
    pub said: Said,
    /// True if it only says when something else holds.
    pub conditional: bool,
}

/// The statements of one sentence.
pub(super) fn statements_of(version: &Version<'_>, unit: usize) -> Vec<Statement> {
    let found = &version.units[unit];
    let (paragraph, base) = (version.paragraph(found), version.base(found));
    let whole = Said::new(version, unit);
    let mut out = Vec::new();
    for tokens in clauses(version, unit) {
        let words = tokens.iter().filter(|i| paragraph.tokens[**i].is_word()).count();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        if words < 2 {
            continue;
        }
        let range =
            TextRange::new(paragraph.tokens[*first].range.start(), paragraph.tokens[*last].range.end())
                + base;
        let conditional = whole.conditions.iter().any(|(c, _)| {
            // What stands around a condition is no part of it.
            range.contains_range(*c) && c.start() == range.start() || c.contains_range(range)
        });
        out.push(Statement {
            unit,
            range,
            keys: version.keys_in(found, &tokens),
            said: Said::of(version, unit, &tokens),
            conditional,
        });
    }
    out
}

/// The tokens of each clause, in reading order.
fn clauses(version: &Version<'_>, unit: usize) -> Vec<Vec<usize>> {
    let found = &version.units[unit];
    let paragraph = version.paragraph(found);
    let tokens = version.sentence(found).indices();
    let subordinate: Vec<_> = paragraph
        .constructions
        .iter()
        .filter(|c| c.kind == ConstructionKind::SubordinateClause)
        .map(|c| c.tokens.start as usize..c.tokens.end as usize)
        .filter(|r| r.start >= tokens.start && r.end <= tokens.end)
        .collect();
    // Each token belongs to the innermost clause around it.
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for i in tokens {
        let inner = (0..subordinate.len())
            .filter(|c| subordinate[*c].contains(&i))
            .min_by_key(|c| subordinate[*c].len());
        match groups.iter_mut().find(|(clause, _)| *clause == inner) {
            Some((_, list)) => list.push(i),
            None => groups.push((inner, vec![i])),
        }
    }
    let mut out: Vec<Vec<usize>> =
        groups.into_iter().flat_map(|(_, list)| joined(version, unit, list)).collect();
    out.sort_by_key(|list| list.first().copied());
    out
}

/// Cuts where a sign or "und" joins two that have a verb each.
fn joined(version: &Version<'_>, unit: usize, tokens: Vec<usize>) -> Vec<Vec<usize>> {
    let paragraph = version.paragraph(&version.units[unit]);
    let norm = |i: usize| paragraph.norm(&paragraph.tokens[i]);
    let finite = |i: usize| {
        let token = &paragraph.tokens[i];
        matches!(token.pos, Pos::Verb | Pos::Aux) && token.morph.any(Morph::FIN)
    };
    let mut out = Vec::new();
    let mut current: Vec<usize> = Vec::new();
    let mut verbs_left = tokens.iter().filter(|i| finite(**i)).count();
    let mut verbs_here = 0;
    for i in tokens {
        let hard = matches!(norm(i), ";" | ":" | "–");
        let soft = matches!(norm(i), "," | "und" | "sowie" | "oder" | "aber" | "doch" | "sondern");
        if hard || soft && verbs_here > 0 && verbs_left > 0 {
            out.push(std::mem::take(&mut current));
            verbs_here = 0;
            continue;
        }
        if finite(i) {
            verbs_here += 1;
            verbs_left -= 1;
        }
        current.push(i);
    }
    out.push(current);
    out
}

//! Orders of immediate enforcement.

use std::ops::Range;

use source::TextRange;

use super::effect::{ACTS, Target};
use super::stream::{LABELS, Stream, is_one, numbers};
use crate::View;
use crate::part::PartKind;
use crate::point::Ruling;

/// A sentence that orders immediate enforcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enforcement {
    /// The sentence without its full stop.
    pub range: TextRange,
    /// The block it stands in.
    pub block: usize,
    /// What is enforced.
    pub target: Target,
}

pub(super) fn find(view: &View<'_>, parts: &[PartKind]) -> Vec<Enforcement> {
    let mut out = Vec::new();
    // In a piece of text without rulings any part may order.
    let operative = parts.contains(&PartKind::OperativePart);
    for b in 0..view.len() {
        let reads = match parts[b] {
            PartKind::OperativePart => true,
            PartKind::Body | PartKind::Hints => true,
            PartKind::Reasons => !operative,
            _ => false,
        };
        const WORDS: &[&str] = &["vollziehung", "vollziehbar", "sofortvollzug", "vollzug", "vollziehbarkeit"];
        if !reads || !view.scan(b).any(WORDS) {
            continue;
        }
        let stream = Stream::new(view, b..b + 1);
        for sentence in &stream.sentences {
            if orders(&stream, sentence) {
                let target = target(&stream, sentence);
                out.push(Enforcement { range: stream.sentence(sentence), block: b, target });
            }
        }
    }
    out
}

fn orders(stream: &Stream<'_>, sentence: &Range<usize>) -> bool {
    let s = || sentence.clone();
    let at = stream.find(s(), &["vollziehung", "vollzug", "sofortvollzug", "vollziehbar", "vollziehbarkeit"]);
    let Some(at) = at else { return false };
    let soon = stream.norm(at) == "sofortvollzug"
        || stream.has(at.saturating_sub(2).max(sentence.start)..at, &["sofortige*", "sofort"]);
    let verb = stream
        .has(s(), &["angeordnet", "anordnen", "ordnen", "ordne", "ordnet", "anordne", "anzuordnen"])
        || stream.norm(at) == "vollziehbar" && stream.has(s(), &["ist", "sind", "erklärt"]);
    let now = stream.has(s(), &["wird", "werden", "wir", "ich", "ist", "sind", "hiermit", "wurde"]);
    // What the court may do, and what could come.
    let other = stream.has(
        s(),
        &[
            "gericht*",
            "verwaltungsgericht*",
            "aussetzen",
            "ausgesetzt",
            "beantragen",
            "antrag",
            "nicht",
            "kann",
            "können",
            // "ist schon kraft Gesetzes sofort vollziehbar" tells what the law orders.
            "gesetzes",
            "klagen",
        ],
    );
    soon && verb && now && !other
}

fn target(stream: &Stream<'_>, sentence: &Range<usize>) -> Target {
    let mut out = Target::default();
    let norm = stream.find(sentence.clone(), &["§", "§§"]).unwrap_or(sentence.end);
    for i in sentence.start..norm {
        if is_one(stream.norm(i), LABELS) && !is_one(stream.norm(i), &["absatz", "entscheidung"]) {
            let (points, end) = numbers(stream, i + 1, norm);
            // "Ziffer 2: Wir ordnen …" is its own number.
            if !points.is_empty() && stream.norm(end) != ":" {
                out.points.extend(points.into_iter().filter(|n| !out.points.contains(n)).collect::<Vec<_>>());
            }
        }
    }
    for (ruling, names) in ACTS {
        if stream.has(sentence.start..norm, names) && out.points.is_empty() {
            out.rulings.push(*ruling);
        }
    }
    if out.is_all() && stream.has(sentence.start..norm, &["verbot*", "einreise*"]) {
        out.rulings.push(Ruling::Ban);
    }
    out
}

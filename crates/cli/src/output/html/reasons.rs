//! The reason map as a table: for each ruling what carries it, with the words of the letter.

use klarbrief::letter::{Point, ReasonKind, Sign};
use klarbrief::source::TextRange;
use maud::{Markup, html};

use super::paper::sentence_anchor;
use crate::excerpt::shortened;
use crate::lang::tr;
use crate::letter::Letter;
use crate::names;
use crate::output::reason_map::{best, chain, lacks, norms, without_marker};

/// Rulings that are shown.
const MOST_POINTS: usize = 30;

/// Columns of quoted words.
const QUOTED: usize = 160;

/// The map; nothing for a letter that decides nothing. With an anchor, words link to their place in the letter.
pub(crate) fn section(letter: &Letter, anchor: Option<&str>) -> Markup {
    let points: Vec<&Point> =
        letter.report.letter.points.iter().filter(|p| p.ruling.decides()).take(MOST_POINTS).collect();
    if points.is_empty() {
        return html! {};
    }
    html! {
        section.reasons {
            h3 { (tr("Begründungskarte", "Reason map")) }
            p.lead { (tr(
                "Was jede Entscheidung trägt – mit den Worten des Briefes. Stufe 4 heißt: Norm, Anforderung, Tatsache und Verknüpfung stehen da.",
                "What carries each ruling, in the words of the letter. Level 4 means: norm, requirement, fact and link are there."
            )) }
            ol.points { @for point in points { (self::point(letter, point, anchor)) } }
        }
    }
}

fn point(letter: &Letter, point: &Point, anchor: Option<&str>) -> Markup {
    let document = &letter.document;
    let words = shortened(document.slice(without_marker(document, point)), QUOTED);
    html! {
        li.point.favour[!point.burden] {
            div.point-head {
                p.ruling {
                    span.n { (point.number) }
                    span.effect { (names::ruling(point.ruling)) }
                    (link(anchor, point.block, point.sentence, &words))
                }
                @if point.burden { (level(point.level)) } @else {
                    p.favours { (tr("begünstigt, braucht keine Gründe", "in favour, needs no reasons")) }
                }
            }
            @if point.burden { (chain_of(letter, point, anchor)) }
        }
    }
}

fn chain_of(letter: &Letter, point: &Point, anchor: Option<&str>) -> Markup {
    let document = &letter.document;
    let norms = norms(document, point);
    let kinds = [
        (ReasonKind::Requirement, tr("Anforderung", "Requirement")),
        (ReasonKind::Fact, tr("Tatsache", "Fact")),
        (ReasonKind::Link, tr("Verknüpfung", "Link")),
    ];
    let lacks = lacks(letter, point);
    html! {
        dl.chain {
            div.has[!norms.is_empty()] {
                dt { (tr("Norm", "Norm")) }
                dd { @if norms.is_empty() { (nothing()) } @else { (norms) } }
            }
            @for (kind, label) in kinds {
                @let found = best(letter, point, kind);
                div.has[found.is_some()] {
                    dt { (label) }
                    dd { @if let Some(range) = found { (quoted(letter, range, anchor)) } @else { (nothing()) } }
                }
            }
            @if point.discretion { (discretion(letter, point, anchor)) }
        }
        @if !lacks.is_empty() {
            p.lacks { strong { (tr("Es fehlt: ", "Missing: ")) } (lacks.join(", ")) }
        }
    }
}

fn nothing() -> Markup {
    html! { span.nothing { (tr("nicht gefunden", "not found")) } }
}

fn discretion(letter: &Letter, point: &Point, anchor: Option<&str>) -> Markup {
    let chain = chain(letter, point);
    let of = |sign: Sign| chain.iter().find(|t| t.signs.has(sign)).map(|t| t.range);
    let denied = chain.iter().find(|t| t.signs.has(Sign::Compelled) && !t.signs.has(Sign::Discretion));
    let sides = [
        (tr("dafür", "for"), of(Sign::Pro)),
        (tr("dagegen", "against"), of(Sign::Contra)),
        (tr("Ergebnis", "result"), of(Sign::Outcome)),
    ];
    let whole = denied.is_none() && sides.iter().all(|(_, r)| r.is_some());
    html! {
        div.has[whole] {
            dt { (tr("Ermessen", "Discretion")) }
            dd {
                @if let Some(trace) = denied {
                    (tr("verneint: ", "denied: ")) (quoted(letter, trace.range, anchor))
                } @else {
                    ul.sides { @for (label, range) in sides { li {
                        span.side-name { (label) } " "
                        @if let Some(range) = range { (quoted(letter, range, anchor)) } @else { (nothing()) }
                    } } }
                }
            }
        }
    }
}

/// Five boxes, as many filled as the level says.
fn level(level: u8) -> Markup {
    let words = tr(format!("Stufe {level} von 5"), format!("level {level} of 5"));
    let band = match level {
        0 | 1 => "low",
        2 | 3 => "mid",
        _ => "high",
    };
    html! {
        p.level.(band) {
            span.boxes aria-hidden="true" { @for n in 1..=5 { span.full[n <= level] {} } }
            (words)
        }
    }
}

fn quoted(letter: &Letter, range: TextRange, anchor: Option<&str>) -> Markup {
    let words = shortened(letter.document.slice(range), QUOTED);
    let place = letter.report.place(&letter.document, range.start());
    let words = tr(format!("„{words}“"), format!("“{words}”"));
    link(anchor, place.paragraph as usize - 1, place.sentence as usize - 1, &words)
}

fn link(anchor: Option<&str>, block: usize, sentence: usize, words: &str) -> Markup {
    html! {
        @if let Some(anchor) = anchor {
            a.words lang="de" href={ "#" (sentence_anchor(anchor, block, sentence)) } { (words) }
        } @else { span.words lang="de" { (words) } }
    }
}

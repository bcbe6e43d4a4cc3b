//! The scores as pictures, with the numbers in words beside them.

use klarbrief::document::BlockKind;
use klarbrief::letter::PartSet;
use klarbrief::readability::Formula;
use maud::{Markup, html};

use super::figures::{self, Bar, Gauge, Row, leitziel_profile, strip};
use super::page::number;
use crate::lang::tr;
use crate::letter::Letter;

/// Gauges, facts, the strip of sentences and the profile of the Leitziele. With an anchor, bars link to their sentences.
pub(crate) fn panel(letter: &Letter, anchor: Option<&str>) -> Markup {
    let scores = &letter.report.scores;
    let counts = &scores.counts;
    let formulas =
        [("Flesch-Amstad", Formula::FleschAmstad), ("Wiener 4", Formula::Wiener4), ("LIX", Formula::Lix)];
    html! {
        div.scores role="group" aria-label=(tr("Werte", "Scores")) {
            div.gauges {
                (Gauge {
                    label: tr("Lesbarkeit", "Readability"),
                    value: scores.comprehensibility,
                    none: tr("kein laufender Text", "no running text"),
                    verdict: figures::ease,
                }.svg())
                (Gauge {
                    label: tr("Nachvollziehbarkeit", "Traceability"),
                    value: scores.traceability,
                    none: tr("keine belastende Entscheidung", "no ruling that burdens"),
                    verdict: figures::height,
                }.svg())
            }
            dl.facts {
                div { dt { (tr("Wörter", "Words")) } dd { (counts.words) } }
                div { dt { (tr("Sätze", "Sentences")) } dd { (counts.sentences) } }
                @if let Some(mean) = counts.words_per_sentence() {
                    div { dt { (tr("Wörter je Satz", "Words per sentence")) } dd { (number(mean)) } }
                }
                @for (name, formula) in formulas {
                    @if let Some(value) = scores.formula(formula) { div { dt { (name) } dd { (number(value)) } } }
                }
            }
            @if counts.words < 100 {
                p.caution { (tr(
                    "Vorsicht: Unter 100 Wörtern sagen die Werte wenig über den Brief.",
                    "Caution: below 100 words the figures say little about the letter.",
                )) }
            }
            (strip(&bars(letter), anchor))
            (leitziele(letter))
        }
    }
}

/// The sentences of running text in reading order; headings, addresses and the like are none.
fn bars(letter: &Letter) -> Vec<Bar> {
    let parts = &letter.report.letter.part_of_block;
    let mut out = Vec::new();
    for (index, (block, paragraph)) in
        letter.document.blocks.iter().zip(&letter.report.paragraphs).enumerate()
    {
        let heading = matches!(block.kind, BlockKind::Heading { .. });
        if heading || !parts.get(index).is_some_and(|p| PartSet::PROSE.has(*p)) {
            continue;
        }
        for (number, sentence) in paragraph.sentences.iter().enumerate() {
            let words = paragraph.tokens_of(sentence).iter().filter(|t| t.is_word()).count();
            if words > 0 {
                out.push(Bar { words, block: index, sentence: number });
            }
        }
    }
    out
}

fn leitziele(letter: &Letter) -> Markup {
    let rows: Vec<Row> = letter
        .report
        .leitziele
        .iter()
        .map(|l| Row {
            number: l.number,
            name: leitziel_name(l.number),
            score: l.score,
            estimate: l.is_estimate(),
            findings: letter.report.findings.iter().filter(|f| f.leitziel == l.number).count(),
        })
        .collect();
    leitziel_profile(&rows)
}

/// A Leitziel in a few words.
pub(crate) fn leitziel_name(number: u8) -> &'static str {
    match number {
        1 => tr("Wege zu einem gesicherten Aufenthalt", "Ways to a secure residence status"),
        2 => tr("Beratung und Willkommen", "Advice and welcome"),
        3 => tr("Umfassende Information", "Full information"),
        4 => tr("Verständlich und nachvollziehbar", "Understandable and traceable"),
        5 => tr("Gute Abläufe", "Good procedures"),
        6 => tr("Zusammenspiel der Stellen", "Offices working together"),
        7 => tr("Sicht der Kundinnen und Kunden", "The view of the people served"),
        8 => tr("Erscheinungsbild", "Appearance"),
        9 => tr("Stellen und Zeit", "Posts and time"),
        10 => tr("Wissen und Kompetenz", "Knowledge and skills"),
        11 => tr("Partner der Migrationsarbeit", "Partners in migration work"),
        12 => tr("Leitbild sichtbar machen", "Principles made visible"),
        _ => "",
    }
}

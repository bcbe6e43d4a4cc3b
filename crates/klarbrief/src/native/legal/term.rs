//! Until when a title or a toleration holds.

use letter::{LetterKind, PartKind, Point, Ruling};
use rule::Rule;

use super::period::periods;
use super::sheet::{Sheet, date_len};
use crate::engine::{Context, Found};

use crate::native::request_slots;

/// Titles with a time limit, and words of those that have none.
const LIMITED: &[&str] = &[
    "aufenthaltserlaubnis|aufenthaltstitel|duldung|blaue|ict-karte|ausbildungsduldung|beschäftigungsduldung|chancen-aufenthaltsrecht",
    "abschiebung … ausgesetzt|aus|aussetzen",
];
const UNLIMITED: &[&str] = &[
    "niederlassungserlaubnis|daueraufenthalt*|unbefristet*|einbürger*|erlaubnis zum daueraufenthalt",
    "fiktion*|fortbestehend|fort",
];

/// What tells the term of the title in a line of its own; another ruling may have days of its own.
const GOES_ON: &[&str] =
    &["gilt|gültig|befristet|geltungsdauer|gültigkeit|gültigkeitsdauer|ausgesetzt|laufzeit"];

/// A title is given and its end is named nowhere beside it. First by the phrases of the rule; then by the ruling itself: reasons
/// may tell a day ("deshalb endet die Erlaubnis am …"), but a ruling has to stand by itself (§ 37(1) VwVfG).
pub(in crate::native) fn end_date(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    request_slots::missing(ctx, rule, found);
    let kinds = [LetterKind::Grant, LetterKind::Toleration];
    if !found.is_empty() || !ctx.letter.is_whole() || !kinds.contains(&ctx.letter.kinds.main) {
        return;
    }
    let sheet = Sheet::new(ctx);
    let given = |p: &&Point| {
        matches!(p.ruling, Ruling::Grant | Ruling::Suspend) && ctx.part(p.block) == PartKind::OperativePart
    };
    for point in ctx.letter.points.iter().filter(given) {
        let Some(line) = sheet.line_of(point) else { continue };
        if !sheet.has(line, LIMITED) || sheet.has(line, UNLIMITED) {
            continue;
        }
        // The end may stand in the next sentences of the operative part, or in a list below.
        let near = (line.saturating_sub(3)..sheet.lines.len()).take(9).filter(|l| {
            let block = sheet.lines[*l].block;
            let goes_on = *l > line && ctx.part(block) == PartKind::OperativePart && sheet.has(*l, GOES_ON);
            block == point.block || goes_on
        });
        if !near.clone().any(|l| ends(&sheet, l)) && near.clone().all(|l| !sheet.has(l, UNLIMITED)) {
            found.push(sheet.mark_point(point));
            return;
        }
    }
}

/// "bis zum 4. Mai 2028", "für drei Jahre", "vom … bis …"; a first day alone is no end.
fn ends(sheet: &Sheet<'_>, line: usize) -> bool {
    let paragraph = sheet.paragraph(line);
    let span = paragraph.sentences[sheet.lines[line].sentence].indices();
    let first_day = |at: usize| {
        let before = |back: usize| {
            at.checked_sub(back).filter(|i| *i >= span.start).map(|i| paragraph.norm(&paragraph.tokens[i]))
        };
        matches!(before(1), Some("ab" | "vom" | "seit"))
            || before(1) == Some("dem") && matches!(before(2), Some("ab" | "seit"))
    };
    let day = span.clone().any(|at| date_len(paragraph, at).is_some() && !first_day(at));
    day && sheet.has(line, &["bis|zum|spätestens|ende|endet|ablauf|befristet|gültig|geltungsdauer|gilt|am"])
        || !periods(paragraph, span).is_empty()
}

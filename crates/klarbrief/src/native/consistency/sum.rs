//! Sums that a letter itself claims: does the arithmetic hold?

use document::BlockKind;
use letter::value::{amounts, lone_number, number_word};
use rule::Rule;

use super::{at, sentence_text, text_of};
use crate::engine::{Context, Found};
use crate::native::number;

/// A claimed result that its items do not give.
struct Wrong {
    block: usize,
    place: std::ops::Range<usize>,
    claimed: i64,
    right: i64,
    /// False for plain counts ("140 Tagessätze").
    money: bool,
}

/// Sums in tables, in lists of lines and in sentences.
pub(crate) fn wrong_sums(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let tolerance = (number(rule, "tolerance", 0.01) * 100.0).round().max(0.0) as i64;
    let mut wrong = Vec::new();
    tables(ctx, &mut wrong);
    lines(ctx, &mut wrong);
    for block in 0..ctx.paragraphs.len() {
        if !matches!(ctx.document.blocks[block].kind, BlockKind::TableCell { .. }) {
            for sentence in 0..ctx.paragraphs[block].sentences.len() {
                in_sentence(ctx, block, sentence, &mut wrong);
            }
            products(ctx, block, &mut wrong);
        }
    }
    for w in wrong.into_iter().filter(|w| (w.claimed - w.right).abs() > tolerance) {
        if !rule.scope.parts.has(ctx.part(w.block)) {
            continue;
        }
        let show = |v: i64| if w.money { format!("{} Euro", euro(v)) } else { (v / 100).to_string() };
        found.push(at(ctx, w.block, w.place, vec![show(w.claimed), show(w.right)]));
    }
}

/// "1.214,50"
fn euro(cents: i64) -> String {
    let (whole, rest) = (cents.abs() / 100, cents.abs() % 100);
    let digits = whole.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    let sign = if cents < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{out}") } else { format!("{sign}{out},{rest:02}") }
}

/// What a line of a calculation does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Item,
    /// Taken away from what stands above.
    Less,
    Total,
}

/// "Summe Bedarf", "Gesamtbetrag", "abzüglich Kindergeld"
fn line_of(label: &str) -> Line {
    let label = label.trim().to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|w| label.starts_with(w));
    if starts(&["summe", "gesamt", "zusammen", "insgesamt", "zwischensumme", "endbetrag", "= ", "total"])
        || label.ends_with(" gesamt")
        || label.ends_with(" insgesamt")
    {
        Line::Total
    } else if starts(&["abzüglich", "abzügl", "minus", "davon ab", "./."]) {
        Line::Less
    } else {
        Line::Item
    }
}

/// Rows of a calculation up to a total; the items start anew behind it.
fn add_up(rows: &[(Line, usize, std::ops::Range<usize>, i64)], money: bool, wrong: &mut Vec<Wrong>) {
    // A calculation may go on from a subtotal, or add up the whole again: both are right.
    let (mut part, mut all, mut items, mut totals) = (0i64, 0i64, 0usize, 0i64);
    let mut total_count = 0;
    for (line, block, place, value) in rows {
        match line {
            Line::Item => {
                (part, all, items) = (part.saturating_add(*value), all.saturating_add(*value), items + 1);
            }
            Line::Less => {
                let value = value.abs();
                (part, all, items) = (part.saturating_sub(value), all.saturating_sub(value), items + 1);
            }
            Line::Total => {
                // One item above a total proves nothing; two parts above a grand total do.
                let carried = totals.saturating_add(part);
                let right = [part, all, carried];
                if items >= 2 && !right.contains(value) {
                    wrong.push(Wrong {
                        block: *block,
                        place: place.clone(),
                        claimed: *value,
                        right: part,
                        money,
                    });
                } else if items < 2 && total_count < 2 {
                    // Nothing to add up.
                }
                totals = *value;
                total_count += 1;
                (part, items) = (0, 0);
            }
        }
    }
}

/// Tables with a column of numbers and a row that says "Summe".
fn tables(ctx: &Context<'_>, wrong: &mut Vec<Wrong>) {
    let blocks = &ctx.document.blocks;
    let cell = |b: usize| match blocks.get(b).map(|b| b.kind) {
        Some(BlockKind::TableCell { row, column }) => Some((row, column)),
        _ => None,
    };
    let mut b = 0;
    while b < blocks.len() {
        let Some(first) = cell(b) else {
            b += 1;
            continue;
        };
        // One table: cells that follow each other and never go back in rows.
        let start = b;
        let mut last = first;
        b += 1;
        while let Some(next) = cell(b).filter(|next| *next > last) {
            last = next;
            b += 1;
        }
        table(ctx, start..b, wrong);
    }
}

fn table(ctx: &Context<'_>, cells: std::ops::Range<usize>, wrong: &mut Vec<Wrong>) {
    let place = |b: usize| match ctx.document.blocks[b].kind {
        BlockKind::TableCell { row, column } => (row, column),
        _ => (0, 0),
    };
    // The last column that holds numbers carries the calculation; other columns only if every total row fills them.
    let Some(last) =
        cells.clone().filter(|b| lone_number(text_of(ctx, *b)).is_some()).map(|b| place(b).1).max()
    else {
        return;
    };
    let mut rows = Vec::new();
    let mut label = "";
    let mut header = false;
    for b in cells {
        let (_, column) = place(b);
        if column == 1 {
            label = text_of(ctx, b);
        }
        if column != last || column == 1 {
            continue;
        }
        match lone_number(text_of(ctx, b)) {
            Some((range, value)) => rows.push((line_of(label), b, range, value)),
            // A second header starts a second calculation.
            None if header => {
                add_up(&rows, true, wrong);
                rows.clear();
            }
            None => header = true,
        }
    }
    // "Bedarf 975": a bare label that repeats what stands above as its sum is checked where the rest says so.
    plain_totals(&mut rows, ctx);
    add_up(&rows, true, wrong);
}

/// "Regelbedarf 563, Miete 412, Bedarf 975, Lohn 398, Fehlbetrag 577": need and shortfall are results as well.
fn plain_totals(rows: &mut [(Line, usize, std::ops::Range<usize>, i64)], ctx: &Context<'_>) {
    let labels: Vec<String> = rows
        .iter()
        .map(|(_, b, ..)| {
            // The label stands in the first cell of the row.
            let row = |b: usize| match ctx.document.blocks[b].kind {
                BlockKind::TableCell { row, .. } => row,
                _ => 0,
            };
            let first = (0..=*b).rev().take_while(|c| row(*c) == row(*b)).last().unwrap_or(*b);
            text_of(ctx, first).trim().to_lowercase()
        })
        .collect();
    for i in 0..rows.len() {
        if rows[i].0 != Line::Item {
            continue;
        }
        let label = labels[i].as_str();
        if i >= 2
            && matches!(
                label,
                "bedarf" | "gesamtbedarf" | "einkommen gesamt" | "gesamteinkommen" | "bedarf im monat"
            )
        {
            rows[i].0 = Line::Total;
        }
    }
}

/// Lines or list points "Flug: 298,00 Euro" under each other, up to "Zusammen: 1.046,40 Euro".
fn lines(ctx: &Context<'_>, wrong: &mut Vec<Wrong>) {
    let mut rows = Vec::new();
    for block in 0..ctx.paragraphs.len() {
        if matches!(ctx.document.blocks[block].kind, BlockKind::TableCell { .. }) {
            continue;
        }
        let text = text_of(ctx, block);
        let mut at = 0;
        // A line that ends without an amount goes on in the next one.
        let mut open = 0;
        let mut any = false;
        for line in text.split_inclusive('\n') {
            let end = at + line.len();
            let whole = &text[open..end];
            let ends = amounts(whole)
                .pop()
                .filter(|a| whole[a.range.end..].trim().trim_matches(['.', ',', ';']).is_empty());
            at = end;
            let Some(amount) = ends else { continue };
            let head = whole[..amount.range.start].trim_end();
            let label =
                whole.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '-' | '•' | '*'));
            // "Flug: 298,00 Euro", "Zusammen 1.046,40 Euro"; sentences are no lines of a calculation.
            if head.ends_with([':', '=']) || line_of(label) == Line::Total && words_in(label) <= 6 {
                let place = open + amount.range.start..open + amount.range.end;
                rows.push((line_of(label), block, place, amount.cents));
                any = true;
            }
            open = end;
        }
        if !any {
            add_up(&rows, true, wrong);
            rows.clear();
        }
    }
    add_up(&rows, true, wrong);
}

fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}

/// "A 1.012 Euro und B 540 Euro, zusammen 1.552 Euro", "60 und 80 Tagessätze ergeben zusammen 140".
fn in_sentence(ctx: &Context<'_>, block: usize, sentence: usize, wrong: &mut Vec<Wrong>) {
    let (text, start) = sentence_text(ctx, block, Some(sentence));
    let money = amounts(text);
    if money.len() >= 3 {
        for (i, claim) in money.iter().enumerate().skip(2) {
            if !claims_sum(text, money[i - 1].range.end, claim.range.start) {
                continue;
            }
            let items: Vec<i64> =
                money[..i].iter().map(|a| a.cents * times_before(text, a.range.start)).collect();
            let bare: i64 = items.iter().fold(0, |a, b| a.saturating_add(*b));
            // Only items in a row, with nothing taken away between them.
            let between = &text[money[0].range.start..claim.range.start].to_lowercase();
            let clean = ![
                "abzüglich",
                "minus",
                "davon",
                "statt",
                "abzug",
                "abzuziehen",
                "verringert",
                "höchstens",
                "mindestens",
                "bis zu",
                "je ",
                "pro ",
            ]
            .iter()
            .any(|w| between.contains(w));
            if clean {
                wrong.push(Wrong {
                    block,
                    place: start + claim.range.start..start + claim.range.end,
                    claimed: claim.cents,
                    right: bare,
                    money: true,
                });
            }
            break;
        }
    }
    if let [a, b, c, ..] = money.as_slice() {
        difference(text, [a, b, c], |right| {
            wrong.push(Wrong {
                block,
                place: start + c.range.start..start + c.range.end,
                claimed: c.cents,
                right,
                money: true,
            });
        });
    }
    counts(text, |place, claimed, right| {
        let place = start + place.start..start + place.end;
        wrong.push(Wrong { block, place, claimed: claimed * 100, right: right * 100, money: false });
    });
}

/// Between the last item and the claim stands "zusammen", "insgesamt", "ergibt", "Summe" – and the claim follows at once.
fn claims_sum(text: &str, from: usize, to: usize) -> bool {
    let between = text[from..to].to_lowercase();
    let last = between.trim_end().trim_end_matches(['=', ':', ',']).trim_end();
    between.len() < 60
        && ([
            "zusammen",
            "insgesamt",
            "in summe",
            "ergibt",
            "ergeben",
            "gesamtbetrag von",
            "summe von",
            "zusammen also",
            "insgesamt also",
            "zusammen genau",
        ]
        .iter()
        .any(|w| last.ends_with(w))
            || between.trim_end().ends_with('='))
}

/// "zweimal 255 Euro", "2 x 255 Euro"
fn times_before(text: &str, at: usize) -> i64 {
    let before = text[..at].trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default().to_lowercase();
    if let Some(count) = word.strip_suffix("mal") {
        let count = count.trim_end_matches('-');
        return number_word(count).or_else(|| count.parse().ok()).map_or(1, i64::from);
    }
    if matches!(word.as_str(), "x" | "×" | "*") {
        let rest = before[..before.len() - word.len()].trim_end();
        let number = rest.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        return number.parse().unwrap_or(1);
    }
    1
}

/// "Der Bedarf beträgt 1.552 Euro, das Einkommen 284 Euro; es fehlen 1.268 Euro": the third is the difference.
fn difference(text: &str, [a, b, c]: [&letter::value::Amount; 3], wrong: impl FnOnce(i64)) {
    let between = text[b.range.end..c.range.start].to_lowercase();
    let claims = [
        "fehlen",
        "fehlbetrag",
        "differenz",
        "es bleibt",
        "es bleiben",
        "es verbleiben",
        "restbetrag",
        "unterdeckung",
        "lücke von",
    ]
    .iter()
    .any(|w| between.contains(w));
    let head = text[..b.range.start].to_lowercase();
    let need = ["bedarf", "brauchen", "benötigen"].iter().any(|w| head.contains(w));
    let right = a.cents.abs_diff(b.cents);
    if claims && need && between.len() < 60 {
        wrong(i64::try_from(right).unwrap_or(i64::MAX));
    }
}

/// "von 60 und 80 Tagessätzen ergeben zusammen 150 Tagessätze"
fn counts(text: &str, mut wrong: impl FnMut(std::ops::Range<usize>, i64, i64)) {
    const UNITS: [&str; 6] = ["Tagessätze", "Tage", "Wochen", "Monate", "Stunden", "Punkte"];
    let lower = text.to_lowercase();
    let Some(claim) =
        ["ergeben zusammen", "zusammen also", "ergeben insgesamt", "ergibt zusammen", "zusammen"]
            .iter()
            .find_map(|w| lower.find(w).map(|at| at + w.len()))
    else {
        return;
    };
    // Small letters of some signs are longer: then the places do not fit, and nothing is said.
    let (Some(head), Some(tail)) = (text.get(..claim), text.get(claim..)) else { return };
    if lower.len() != text.len() {
        return;
    }
    let Some((total, unit, place)) = leading_count(tail) else { return };
    let Some(unit) = UNITS.iter().find(|u| unit.starts_with(**u)) else { return };
    // Backwards: "60 und 80 Tagessätzen", "60, 30 und 80 Tagessätze".
    let Some(unit_at) = head.rfind(unit) else { return };
    let mut items = Vec::new();
    let mut rest = head[..unit_at].trim_end();
    loop {
        let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 || digits > 5 {
            break;
        }
        let Ok(value) = rest[rest.len() - digits..].parse::<i64>() else { break };
        items.push(value);
        rest = rest[..rest.len() - digits].trim_end();
        let next = ["und", "plus", "+", ","].iter().find_map(|w| rest.strip_suffix(w));
        let Some(next) = next else { break };
        rest = next.trim_end();
        // "60 Tagessätze und 80 Tagessätze"
        rest =
            rest.strip_suffix("Tagessätzen").or_else(|| rest.strip_suffix(unit)).unwrap_or(rest).trim_end();
    }
    let right: i64 = items.iter().sum();
    if items.len() >= 2 && right != total {
        wrong(claim + place.start..claim + place.end, total, right);
    }
}

/// A number and the word behind it at the start of a text.
fn leading_count(text: &str) -> Option<(i64, &str, std::ops::Range<usize>)> {
    let start = text.len() - text.trim_start().len();
    let digits = text[start..].find(|c: char| !c.is_ascii_digit())?;
    let value = text[start..start + digits].parse().ok()?;
    let word = text[start + digits..].trim_start();
    let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    Some((value, &word[..end], start..start + digits))
}

/// "118 km zu je 0,80 Euro: 94,40 Euro", "9 Tage zu je 178,20 Euro … 1.603,80".
fn products(ctx: &Context<'_>, block: usize, wrong: &mut Vec<Wrong>) {
    let text = text_of(ctx, block);
    let money = amounts(text);
    for pair in money.windows(2) {
        let [unit, result] = pair else { continue };
        let between = text[unit.range.end..result.range.start].trim();
        let head = text[..unit.range.start].trim_end();
        let each = ["zu je", "à", "je", "mal", "x", "×"].iter().find_map(|w| head.strip_suffix(w));
        let Some(head) = each.filter(|_| matches!(between, ":" | "=" | "sind" | "ergibt" | "ergeben")) else {
            continue;
        };
        // The number in front, with the one word it counts: "118 km", "9 Tage".
        let mut parts = head.trim_end().rsplitn(3, char::is_whitespace);
        let (last, before) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let count = [last, before]
            .into_iter()
            .find_map(|w| number_word(w).map(|n| i64::from(n) * 100).or_else(|| lone_number(w).map(|n| n.1)));
        let Some(count) = count.filter(|c| *c > 0) else { continue };
        let Some(right) = count.checked_mul(unit.cents).map(|v| (v + 50) / 100) else { continue };
        wrong.push(Wrong { block, place: result.range.clone(), claimed: result.cents, right, money: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_shown_the_german_way() {
        assert_eq!(euro(121_450), "1.214,50");
        assert_eq!(euro(9_300), "93");
        assert_eq!(euro(-100_000_005), "-1.000.000,05");
    }

    #[test]
    fn labels_say_what_a_line_does() {
        assert!(line_of("Summe Bedarf") == Line::Total);
        assert!(line_of("abzüglich Kindergeld") == Line::Less);
        assert!(line_of("Miete") == Line::Item);
    }
}

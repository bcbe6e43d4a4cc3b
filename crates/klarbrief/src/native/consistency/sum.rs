//! Sums that a letter itself claims: does the arithmetic hold?

use std::ops::Range;

use document::BlockKind;
use letter::value::{amounts, lone_number};
use rule::Rule;

use super::claim::{differences, in_sentence, products};
use super::{at, text_of};
use crate::engine::{Context, Found};
use crate::native::number;

/// A claimed result that its items do not give.
pub(super) struct Wrong {
    pub block: usize,
    pub place: Range<usize>,
    pub claimed: i64,
    pub right: i64,
    /// False for plain numbers ("140 Tagessätze", cells of a table).
    pub money: bool,
}

/// Sums in tables, in lists of lines and in sentences.
pub(crate) fn wrong_sums(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let tolerance = (number(rule, "tolerance", 0.01) * 100.0).round().max(0.0) as i64;
    let mut wrong = Vec::new();
    let tables = calculations(ctx);
    for rows in &tables {
        add_up(rows, &mut wrong);
    }
    shortfalls(ctx, &tables, &mut wrong);
    for block in 0..ctx.paragraphs.len() {
        if !matches!(ctx.document.blocks[block].kind, BlockKind::TableCell { .. }) {
            for sentence in 0..ctx.paragraphs[block].sentences.len() {
                in_sentence(ctx, block, sentence, &mut wrong);
            }
            products(ctx, block, &mut wrong);
            differences(ctx, block, &mut wrong);
        }
    }
    for w in wrong.into_iter().filter(|w| (w.claimed - w.right).abs() > tolerance) {
        if !ctx.scope(rule).has(ctx.part(w.block)) {
            continue;
        }
        let show = |v: i64| if w.money { format!("{} Euro", euro(v)) } else { euro(v) };
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Item,
    /// Taken away from what stands above.
    Less,
    Total,
    /// A result that is checked against need and income.
    Shortfall,
}

/// One line of a calculation: a row of a table, "Flug: 298,00 Euro".
struct Row {
    line: Line,
    /// In small letters.
    label: String,
    block: usize,
    place: Range<usize>,
    value: i64,
}

impl Row {
    fn new(label: &str, block: usize, place: Range<usize>, value: i64) -> Row {
        let label = label.trim().to_lowercase();
        Row { line: line_of(&label), label, block, place, value }
    }

    fn wrong(&self, claimed: i64, right: i64) -> Wrong {
        Wrong { block: self.block, place: self.place.clone(), claimed, right, money: false }
    }
}

/// "Summe Bedarf", "Gesamtbetrag", "abzüglich Kindergeld"
fn line_of(label: &str) -> Line {
    let starts = |words: &[&str]| words.iter().any(|w| label.starts_with(w));
    if starts(&[
        "es fehlen",
        "fehlbetrag",
        "unterdeckung",
        "differenz",
        "fehlend",
        "leistung des jobcenters",
        "leistungen des jobcenters",
        "leistung vom jobcenter",
        "aufstockung",
        "rest",
        "ungedeckt",
        "offen bleib",
        "es verbleib",
        "verbleib",
        "lücke",
    ]) {
        Line::Shortfall
    } else if starts(&["summe", "gesamt", "zusammen", "insgesamt", "zwischensumme", "endbetrag", "total"])
        || label.ends_with(" gesamt")
        || label.ends_with(" insgesamt")
        || label.ends_with(" zusammen")
    {
        Line::Total
    } else if starts(&["abzüglich", "abzügl", "minus", "davon ab", "./."]) {
        Line::Less
    } else {
        Line::Item
    }
}

/// "Bedarf" below its items is their sum; "Anrechenbares Einkommen" is one if something was taken away above it.
fn is_plain_total(label: &str, items: usize, reduced: bool) -> bool {
    let need = matches!(label, "bedarf" | "gesamtbedarf" | "ihr bedarf" | "bedarf im monat");
    let income =
        ["anrechenbar", "anzurechnend", "bereinigt", "nettoeinkommen"].iter().any(|w| label.starts_with(w));
    items >= 2 && (need || (income && reduced))
}

/// Checks the totals of a calculation; the items start anew behind each.
fn add_up(rows: &[Row], wrong: &mut Vec<Wrong>) {
    // A calculation may go on from a subtotal, or add up the whole again: both are right.
    let (mut part, mut all, mut items, mut before) = (0i64, 0i64, 0usize, 0i64);
    let mut reduced = false;
    for row in rows {
        let total =
            row.line == Line::Total || (row.line == Line::Item && is_plain_total(&row.label, items, reduced));
        if total {
            let right = [part, all, before.saturating_add(part)];
            // One item above a total proves nothing.
            if items >= 2 && !right.contains(&row.value) {
                wrong.push(row.wrong(row.value, part));
            }
            before = row.value;
            (part, items, reduced) = (0, 0, false);
            continue;
        }
        let value = match row.line {
            Line::Shortfall => break,
            Line::Less => -row.value.abs(),
            _ => row.value,
        };
        reduced |= value < 0;
        (part, all, items) = (part.saturating_add(value), all.saturating_add(value), items + 1);
    }
}

/// All calculations of a letter: tables, and lines under each other.
fn calculations(ctx: &Context<'_>) -> Vec<Vec<Row>> {
    let mut all = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut cells: Option<(u32, String)> = None;
    for block in 0..ctx.paragraphs.len() {
        let text = text_of(ctx, block);
        if let BlockKind::TableCell { row, column } = ctx.document.blocks[block].kind {
            // A row that is not below the last one starts a new table.
            if cells.as_ref().is_none_or(|(last, _)| row < *last || (row == *last && column == 1)) {
                all.push(std::mem::take(&mut rows));
            }
            let label = match cells.take() {
                Some((last, label)) if last == row && column > 1 => label,
                _ => text.to_owned(),
            };
            // The last number of a row is the one that is added up.
            if let Some((place, value)) = lone_number(text).filter(|_| column > 1) {
                if rows.last().is_some_and(|r| same_row(ctx, r.block, block)) {
                    rows.pop();
                }
                rows.push(Row::new(&label, block, place, value));
            }
            cells = Some((row, label));
            continue;
        }
        if cells.take().is_some() {
            all.push(std::mem::take(&mut rows));
        }
        if !lines(text, block, &mut rows, &mut all) {
            all.push(std::mem::take(&mut rows));
        }
    }
    all.push(rows);
    all.retain(|rows| !rows.is_empty());
    all
}

fn same_row(ctx: &Context<'_>, a: usize, b: usize) -> bool {
    let row = |b: usize| match ctx.document.blocks[b].kind {
        BlockKind::TableCell { row, .. } => Some(row),
        _ => None,
    };
    row(a).is_some() && row(a) == row(b)
}

/// Reads the lines of a block; false if none of them belongs to a calculation.
fn lines(text: &str, block: usize, rows: &mut Vec<Row>, all: &mut Vec<Vec<Row>>) -> bool {
    let (mut at, mut open, mut any) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        // "Miete<tab>610,00": a row of a table in plain text.
        if let Some((label, last)) = line.trim_end().split_once('\t') {
            let cell = last.rsplit('\t').next().unwrap_or(last);
            let cell_at = start + line.trim_end().len() - cell.len();
            match lone_number(cell) {
                Some((place, value)) => {
                    rows.push(Row::new(label, block, cell_at + place.start..cell_at + place.end, value))
                }
                // A header starts a calculation.
                None => all.push(std::mem::take(rows)),
            }
            (any, open) = (true, at);
            continue;
        }
        // A line that ends without an amount goes on in the next one.
        // Not more than some lines together.
        if start - open.min(start) > 200 {
            open = start;
        }
        let whole = &text[open..at];
        let ends = amounts(whole)
            .pop()
            .filter(|a| whole[a.range.end..].trim().trim_matches(['.', ',', ';']).is_empty());
        let Some(amount) = ends else { continue };
        let head = whole[..amount.range.start].trim_end();
        let label =
            whole.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '-' | '•' | '*'));
        // Sentences are no lines of a calculation.
        let total = line_of(&label.to_lowercase()) == Line::Total && label.split_whitespace().count() <= 6;
        if head.ends_with([':', '=']) || total || is_item(label) {
            rows.push(Row::new(
                label,
                block,
                open + amount.range.start..open + amount.range.end,
                amount.cents,
            ));
            any = true;
        }
        open = at;
    }
    any
}

/// "Flug nach Skopje 298,00 Euro": some words without a verb or a pronoun.
fn is_item(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let speaks = |w: &&str| {
        matches!(
            *w,
            "Sie"
                | "wir"
                | "Wir"
                | "Ihr"
                | "Ihre"
                | "ich"
                | "beträgt"
                | "sind"
                | "ist"
                | "von"
                | "und"
                | "kostet"
                | "haben"
                | "zahlen"
        )
    };
    words.len() <= 6 && label.starts_with(char::is_uppercase) && !words.iter().any(speaks)
}

/// Need minus income is what is missing: in the table, or in the sentence below it.
fn shortfalls(ctx: &Context<'_>, tables: &[Vec<Row>], wrong: &mut Vec<Wrong>) {
    // The last row of a kind is the sum of the others.
    fn last<'r>(mut rows: impl DoubleEndedIterator<Item = &'r Row>, words: &[&str]) -> Option<&'r Row> {
        rows.rfind(|r| r.line != Line::Shortfall && words.iter().any(|w| r.label.contains(w)))
    }
    let result = |need: &Row, income: &Row| {
        let whole = !need.label.contains("regelbedarf") && need.block <= income.block;
        whole.then(|| (need.value - income.value.abs()).abs())
    };
    for rows in tables {
        let (need, income) = (last(rows.iter(), &NEED), last(rows.iter(), &INCOME));
        let Some((need, right)) = need.zip(income).and_then(|(n, i)| Some((n, result(n, i)?))) else {
            continue;
        };
        // Without a total of the income everything below the need is taken from it: wage, child benefit, maintenance.
        let below = rows.iter().filter(|r| r.block > need.block || r.place.start > need.place.start);
        let items = below.filter(|r| matches!(r.line, Line::Item | Line::Less)).map(|r| r.value.abs());
        let all = (need.value - items.fold(0i64, i64::saturating_add)).abs();
        for row in rows.iter().filter(|r| r.line == Line::Shortfall && r.value.abs() != all) {
            // With several incomes the difference to all of them is what is right.
            let several = rows.iter().filter(|r| matches!(r.line, Line::Item | Line::Less)).count() > 2;
            let totals = rows.iter().any(|r| r.line == Line::Total);
            wrong.push(row.wrong(row.value.abs(), if several && !totals { all } else { right }));
        }
    }
    let (need, income) = (last(tables.iter().flatten(), &NEED), last(tables.iter().flatten(), &INCOME));
    let Some((right, end)) = need.zip(income).and_then(|(n, i)| result(n, i).map(|r| (r, i.block))) else {
        return;
    };
    for block in end + 1..ctx.paragraphs.len().min(end + 4) {
        let text = text_of(ctx, block);
        for amount in amounts(text) {
            let before = text[..amount.range.start].trim_end().to_lowercase();
            let bare = ["monatlich", "im monat", "pro monat", "daher", "somit", "noch", "mithin"]
                .iter()
                .find_map(|w| before.strip_suffix(w));
            let bare = bare.unwrap_or(&before).trim_end();
            if CLAIMS.iter().any(|c| bare.ends_with(c)) {
                wrong.push(Wrong { block, place: amount.range, claimed: amount.cents, right, money: true });
            }
        }
    }
}

const NEED: [&str; 1] = ["bedarf"];
const INCOME: [&str; 3] = ["einkommen", "lohn", "verdienst"];
const CLAIMS: [&str; 7] = [
    "es fehlen",
    "es fehlen also",
    "es fehlen damit",
    "fehlen ihnen",
    "ihnen fehlen",
    "fehlbetrag von",
    "fehlbetrag beträgt",
];

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
        assert!(line_of("summe bedarf") == Line::Total);
        assert!(line_of("abzüglich Kindergeld") == Line::Less);
        assert!(line_of("miete") == Line::Item);
    }
}

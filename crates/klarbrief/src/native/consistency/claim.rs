//! Sums that a sentence claims: "563 Euro und 412 Euro, zusammen 975 Euro".

use letter::value::{Amount, amounts, lone_number, number_word};

use super::sum::Wrong;
use super::{amounts_of, sentence_text, tail, text_of};
use crate::engine::Context;

/// "A 1.012 Euro und B 540 Euro, zusammen 1.552 Euro", "60 und 80 Tagessätze ergeben zusammen 140".
pub(super) fn in_sentence(ctx: &Context<'_>, block: usize, sentence: usize, wrong: &mut Vec<Wrong>) {
    let (text, start) = sentence_text(ctx, block, Some(sentence));
    let money = amounts_of(ctx, block, sentence);
    if money.len() >= 3 {
        for (i, claim) in money.iter().enumerate().skip(2) {
            if !claims_sum(text, money[i - 1].range.end, claim.range.start) {
                continue;
            }
            let items: Vec<i64> = money[..i]
                .iter()
                .map(|a| a.cents.saturating_mul(times_before(text, a.range.start)))
                .collect();
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
                "monatlich",
                "jährlich",
                "jeweils",
            ]
            .iter()
            .any(|w| between.contains(w));
            // "die insgesamt 30 Euro teurere Heizung": no sum is smaller than its parts.
            let grows = items.iter().all(|i| *i <= claim.cents);
            if clean && grows {
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
    made_up_of(text, money, |place, claimed, right| {
        wrong.push(Wrong {
            block,
            place: start + place.start..start + place.end,
            claimed,
            right,
            money: true,
        });
    });
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
            "summe",
            "gesamtbetrag",
            "gesamtsumme",
            "gesamtkosten",
            "macht",
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

/// "Der Betrag von 600 Euro setzt sich zusammen aus 200 Euro Flug und 400 Euro Haft": the first is the sum of the others.
fn made_up_of(text: &str, money: &[Amount], wrong: impl FnOnce(std::ops::Range<usize>, i64, i64)) {
    let [total, items @ ..] = money else { return };
    if items.len() < 2 || !text[..total.range.start].contains(['G', 'S', 'B', 'K']) {
        return;
    }
    let between = text[total.range.end..items[0].range.start].to_lowercase();
    let made = [
        "setzt sich zusammen aus",
        "setzt sich aus",
        "besteht aus",
        "bestehen aus",
        "setzen sich aus",
        "setzt sich wie folgt zusammen",
    ]
    .iter()
    .any(|w| between.contains(w));
    let last = items.last().map_or(0, |a| a.range.start);
    let plain =
        !text[total.range.end..last].contains("davon") && !text[total.range.end..last].contains("je ");
    if made && plain {
        let right = items.iter().fold(0i64, |sum, a| {
            sum.saturating_add(a.cents.saturating_mul(times_before(text, a.range.start)))
        });
        wrong(total.range.clone(), total.cents, right);
    }
}

/// "Der Bedarf beträgt 1.552 Euro, das Einkommen 284 Euro. Es fehlen 1.268 Euro": the third is the difference.
pub(super) fn differences(ctx: &Context<'_>, block: usize, wrong: &mut Vec<Wrong>) {
    const CLAIMS: [&str; 10] = [
        "es fehlen",
        "fehlbetrag",
        "differenz",
        "es bleibt",
        "es bleiben",
        "es verbleiben",
        "restbetrag",
        "unterdeckung",
        "lücke von",
        "fehlen ihnen",
    ];
    let text = text_of(ctx, block);
    let money = amounts(text);
    for window in money.windows(3) {
        let [a, b, c] = window else { continue };
        let between = text[b.range.end..c.range.start].to_lowercase();
        if between.len() >= 80 || !CLAIMS.iter().any(|w| between.contains(w)) {
            continue;
        }
        // The two before must be a need and an income, one after the other, and nothing else.
        let head = tail(&text[..a.range.end]).to_lowercase();
        let middle = text[a.range.end..b.range.start].to_lowercase();
        let need = ["bedarf", "brauchen", "benötigen", "zusammen"].iter().any(|w| head.contains(w));
        let income = ["einkommen", "lohn", "verdien", "gehalt"]
            .iter()
            .any(|w| middle.contains(w) || between.contains(w));
        if need && income && middle.len() < 120 && !middle.contains("davon") {
            let right = i64::try_from(a.cents.abs_diff(b.cents)).unwrap_or(i64::MAX);
            wrong.push(Wrong { block, place: c.range.clone(), claimed: c.cents, right, money: true });
        }
    }
}

/// "von 60 und 80 Tagessätzen ergeben zusammen 150 Tagessätze"
fn counts(text: &str, mut wrong: impl FnMut(std::ops::Range<usize>, i64, i64)) {
    const UNITS: [&str; 6] = ["Tagessätze", "Tage", "Wochen", "Monate", "Stunden", "Punkte"];
    // All claims below hold one of these, whatever the case of their first letters.
    if !text.contains("usammen") && !text.contains("USAMMEN") && !text.contains("nsgesamt") {
        return;
    }
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
pub(super) fn products(ctx: &Context<'_>, block: usize, wrong: &mut Vec<Wrong>) {
    let text = text_of(ctx, block);
    let money = amounts(text);
    for pair in money.windows(2) {
        let [unit, result] = pair else { continue };
        let between = text[unit.range.end..result.range.start].trim();
        let head = text[..unit.range.start].trim_end();
        let each = ["zu je", "à", "je", "mal", "x", "×"].iter().find_map(|w| head.strip_suffix(w));
        let Some(head) = each.filter(|_| {
            let bare = between.trim_matches([',', ' ']);
            let times = head.ends_with(['x', '×'])
                && matches!(bare, "also" | "zusammen" | "insgesamt" | "macht" | "das sind");
            times || matches!(bare, ":" | "=" | "sind" | "ergibt" | "ergeben")
        }) else {
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
        // "zwei Beamte, 32 Stunden zu je 37 Euro": another number multiplies as well.
        let more = right > 0 && result.cents % right == 0;
        if !more {
            wrong.push(Wrong {
                block,
                place: result.range.clone(),
                claimed: result.cents,
                right,
                money: true,
            });
        }
    }
}

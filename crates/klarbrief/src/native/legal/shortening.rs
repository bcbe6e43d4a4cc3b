//! Shortening a residence title, and the exclusion of its renewal.

use letter::{LetterKind, Ruling};
use rule::Rule;

use super::sheet::{Sheet, say};
use super::words;
use crate::engine::{Context, Found};

/// A shortening without what fell away or without a new end; § 8 Abs. 2 without the sentence that excludes renewal.
pub(in crate::native) fn shortening(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const SHORTENS: &[&str] = &[
        "verkürz*|verkürzt|verkürze|verkürzen|kürzen|kürze|gekürzt … aufenthaltserlaubnis|frist|geltungsdauer|gültigkeit*|aufenthaltstitel*|befristung|laufzeit|gilt",
        "aufenthaltserlaubnis|frist|geltungsdauer|gültigkeit*|aufenthaltstitel*|befristung|laufzeit|blaue karte|karte … verkürz*|verkürzt|verkürze|verkürzen|gekürzt|kürzen",
        "nachträglich* … befrist*|verkürz*",
    ];
    const NEW_END: &[&str] = &[
        "auf den #date",
        "auf #date",
        "auf das datum|ende",
        "auf den tag|zeitpunkt",
        "endet|gilt|läuft … #date",
        "zum #date verkürz*|gekürzt|befrist*",
        "bis zum|einschließlich #date verkürz*|gekürzt|befrist*",
        "mit|ab bekanntgabe|zustellung|zugang",
        "tag der bekanntgabe|zustellung",
        "mit wirkung",
        "bis #date … verkürz*",
        "auf … monate|jahre|jahr|tage",
        "sofortig*|sofort … wirkung",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let is_shortening = |l: usize| {
        let line = sheet.lines[l];
        sheet.ruling_at(&line).any(|r| r == Ruling::Shorten) || sheet.has(l, SHORTENS)
    };
    let withdrawal = sheet.is(LetterKind::Withdrawal);
    // A sentence that only names the norm stands where the reason belongs.
    let norm_only = || {
        sheet.reason(&["verkürz*|gekürzt|befrist*"]).map(|h| h.line).filter(|l| {
            sheet.decides() && sheet.has_norm(*l) && !sheet.fact(*l) && !sheet.has(*l, words::CAUSE)
        })
    };
    let ruled = || sheet.decides() && sheet.rulings().into_iter().any(is_shortening);
    if withdrawal || sheet.point(&[Ruling::Shorten]).is_some() || ruled() {
        let rulings = sheet.rulings();
        let line = rulings.iter().copied().find(|l| {
            is_shortening(*l)
                && !sheet.has(*l, &["verbot*", "sofortig* vollziehung", "können … beantragen", "statt"])
        });
        if let Some(line) = line {
            let new_end = sheet.has(line, NEW_END) && end_after_grant(&sheet, line)
                || sheet.near(line, 1).skip(1).any(|l| sheet.has(l, &["endet", "gilt|gültig … #date"]))
                // "… gilt nur noch bis zum 31. März 2027; ihre Frist wird entsprechend verkürzt."
                || line > 0
                    && sheet.lines[line - 1].block == sheet.lines[line].block
                    && sheet.has(line - 1, &["nur noch|jetzt … bis ~ #date", "endet … #date"]);
            if !new_end {
                found.push(say(sheet.mark_line(line), "Nennen Sie das neue Ende der Aufenthaltserlaubnis als Datum (§ 7 Absatz 2 Satz 2 AufenthG)"));
            }
            let lapsed = sheet.says(&[
                "voraussetzung*|zweck|grund|grundlage|erteilungsgrund|aufenthaltszweck … weg*|entfallen|entfiel|nicht mehr|entfällt|fortgefallen|verloren|aufgegeben", "fällt|fiel|ist|sind … weg|weggefallen|entfallen", "wegfall*",
                "nicht mehr … erfüllt|vor|besteht|bestehen|zusammen|so", "getrennt", "gekündigt", "exmatrikul*", "abgebrochen", "ausgezogen", "aufgelöst", "geschieden",
            ]);
            if !lapsed && (sheet.asks() || sheet.lines.len() > 1 && sheet.says(words::CAUSE)) {
                let mut f = say(
                    sheet.mark_line(norm_only().unwrap_or(line)),
                    "Nennen Sie die wesentliche Voraussetzung, die weggefallen ist, und seit wann (§ 7 Absatz 2 Satz 2 AufenthG)",
                );
                f.repeats = true;
                found.push(f);
            }
            let study = sheet.cites("AufenthG", "16a", "4") || sheet.cites("AufenthG", "16b", "6");
            if study
                && sheet.whole()
                && !sheet.says(&["sechs|neun|6|9 monate*", "zu vertreten", "verschuld*"])
            {
                let mut f = say(
                    sheet.mark_line(line),
                    "Ohne eigenes Verschulden ist erst eine Frist von sechs oder neun Monaten für einen neuen Platz zu geben (§ 16a Absatz 4, § 16b Absatz 6 AufenthG)",
                );
                f.repeats = true;
                found.push(f);
            }
        }
    }
    // § 8 Abs. 2: only if the office excluded a renewal when it granted the title.
    let excluded = (0..sheet.lines.len()).find(|l| sheet.cites_in(sheet.range(*l), "AufenthG", "8", "2"));
    if let Some(line) = excluded {
        let own = sheet
            .all(&["ausgeschlossen", "ausschluss", "ausschließ*", "nicht verlängerbar", "keine verlängerung"])
            .into_iter()
            .any(|h| {
                let l = h.line;
                // A letter that grants excludes itself: "Eine Verlängerung ist ausgeschlossen."
                let grants = sheet.point(&[Ruling::Grant]).is_some()
                    && sheet.has(
                        l,
                        &[
                            "verlängerung … ausgeschlossen",
                            "nicht verlängerbar",
                            "ausgeschlossen … verlängerung",
                        ],
                    );
                if grants {
                    return true;
                }
                let law = sheet.has_norm(l) && !sheet.has(l, &["„", "»"]) && !sheet.fact(l)
                    || sheet.has(l, &["wenn", "in der regel"]);
                !law && sheet.has(
                    l,
                    &[
                        "„",
                        "»",
                        "#date",
                        "enthält|enthielt|steht|stand|vermerk*|nebenbestimmung|eingetragen",
                        "bei der erteilung|verlängerung … haben|hat",
                    ],
                )
            });
        if !own {
            let mut f = say(
                sheet.mark_line(line),
                "Zitieren Sie den Satz, mit dem die Verlängerung bei der Erteilung ausgeschlossen wurde (§ 8 Absatz 2 AufenthG)",
            );
            f.repeats = true;
            found.push(f);
        }
    }
}

/// The date is not the one until which the title was granted: "Ihre bis zum 11. Mai 2028 erteilte Aufenthaltserlaubnis".
fn end_after_grant(sheet: &Sheet<'_>, line: usize) -> bool {
    let only_grant = sheet
        .has(line, &["bis zum|zu #date … erteilt*|gültig*|verlängert*|befristet*", "vom #date"])
        && !sheet.has(
            line,
            &[
                "auf den #date",
                "auf #date",
                "endet … #date",
                "nur noch|bereits … #date",
                "zum #date … verkürz*|gekürzt",
                "tag der",
                "mit wirkung",
                "mit|ab bekanntgabe|zustellung",
                "auf den tag|zeitpunkt",
                "erteilt*|gültig* … bis|auf|zum … #date",
            ],
        );
    !only_grant
}

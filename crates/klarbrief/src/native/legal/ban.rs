//! The ban on entry and residence: its content and its length.

use diagnostic::Severity;
use letter::{LetterKind, Ruling};
use rule::Rule;

use super::period::{Period, periods};
use super::sheet::{Hit, Sheet};
use crate::engine::{Context, Found};
use crate::native::number;

/// Sentences about the ban.
pub(super) const BAN: &[&str] = &[
    "einreise- und aufenthaltsverbot*",
    "einreiseverbot*",
    "aufenthaltsverbot*",
    "wiedereinreiseverbot*",
    "wiedereinreisesperre",
    "einreisesperre",
    "verbieten|verbiete|untersagen|untersage|untersagt|verboten … einzureisen|einreise|wiedereinreise|einreisen",
    "einreise|wiedereinreise … untersagt|verboten|verbiete|verbieten",
    "dürfen … nicht … einreisen|zurückkehren|wiederkommen",
    "wirkungen … ausweisung|abschiebung … befrist*",
    "sperrfrist",
    "sperrwirkung",
    "das|dieses verbot dauert|beträgt",
    "die|diese sperre dauert|beträgt|gilt",
];

fn crime(sheet: &Sheet<'_>) -> bool {
    sheet.cites("AufenthG", "11", "5")
        || sheet.says(&[
            "verurteil*",
            "straftat*",
            "freiheitsstrafe",
            "strafgericht*",
            "schwerwiegende gefahr",
            "schwerwiegenden gefahr",
        ])
}

/// The rulings that order the ban or set its length.
pub(super) fn bans(sheet: &Sheet<'_>) -> Vec<usize> {
    let point = |l: &usize| sheet.ruling_at(&sheet.lines[*l]).any(|r| r == Ruling::Ban);
    let whole = sheet.letter().is_whole();
    sheet
        .rulings()
        .into_iter()
        .filter(|l| point(l) || sheet.has(*l, BAN))
        // A hint on what the ban does, or a request of the person, orders nothing.
        .filter(|l| {
            whole
                || !sheet.has(
                    *l,
                    &[
                        "trotz",
                        "entgegen",
                        "wenn sie … verbot*",
                        "hinweis*",
                        "soll … ergehen|verbunden",
                        "über … länge|dauer|frist",
                    ],
                )
        })
        .collect()
}

pub(super) fn span(sheet: &Sheet<'_>, line: usize) -> std::ops::Range<usize> {
    sheet.paragraph(line).sentences[sheet.lines[line].sentence].indices()
}

/// The length that a ruling sets, with its line; the next sentence of the ruling may hold it.
pub(super) fn length_of(sheet: &Sheet<'_>, line: usize) -> Option<(usize, Period)> {
    sheet.near(line, 2).find_map(|l| {
        if l > line
            && !sheet.has(l, &["frist*", "befrist*", "dauer*", "verbot*", "gilt", "sperr*", "es", "länge"])
        {
            return None;
        }
        let paragraph = sheet.paragraph(l);
        let period = periods(paragraph, span(sheet, l))
            .into_iter()
            .filter(|p| !other_period(sheet, l, p))
            .max_by(|a, b| a.days.total_cmp(&b.days))?;
        Some((l, period))
    })
}

/// The period for leaving, or the time of a stay or a sentence, is not the length of the ban.
fn other_period(sheet: &Sheet<'_>, line: usize, period: &Period) -> bool {
    let paragraph = sheet.paragraph(line);
    let start = span(sheet, line).start;
    let before = (start..period.tokens.start).rev().take(2);
    let word = |i: usize| paragraph.norm(&paragraph.tokens[i]);
    before.into_iter().any(|i| matches!(word(i), "innerhalb" | "binnen" | "seit" | "vor"))
        || paragraph.tokens.get(period.tokens.end).is_some_and(|t| {
            matches!(paragraph.norm(t), "nach" | "freiheitsstrafe" | "jugendstrafe" | "haft" | "alt")
                && paragraph.tokens.get(period.tokens.end + 1).is_some_and(|t| {
                    matches!(paragraph.norm(t), "bekanntgabe" | "zustellung" | "zugang")
                        || paragraph.norm(t).is_empty()
                })
        })
}

pub(super) fn unlimited(sheet: &Sheet<'_>, line: usize) -> Option<Hit> {
    sheet.find_in(
        line,
        &[
            "unbefristet*",
            "unbestimmter|unbegrenzter dauer",
            "auf unbestimmte zeit",
            "dauerhaft*",
            "ohne befristung",
            "für immer",
            "auf dauer",
            "lebenslang*",
        ],
    )
}

/// When the period of a ban begins.
const STARTS: &str = "Die Frist des Verbots beginnt mit der Ausreise (§ 11 Absatz 2 Satz 4 AufenthG)";

/// The ban is missing, has no length, or starts with something else than the departure.
pub(in crate::native) fn content(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let bans = bans(&sheet);
    let say = |mut f: Found, text: &str, warning: bool| {
        f.severity = warning.then_some(Severity::Warning);
        f.given = vec![text.to_owned()];
        f
    };
    // The length is put off: it has to be set together with the ban.
    let put_off = sheet.first(&["über … dauer|länge|befristung|frist … *verbot* … später|gesondert|noch|nachträglich", "über … *verbot* … dauer|länge|befristung … später|gesondert|noch|nachträglich", "dauer|länge|befristung … *verbot* … später|gesondert|nachträglich … entschieden|festgesetzt|bestimmt|entscheiden"]);
    let expelled = sheet.point(&[Ruling::Expel]).is_some() || sheet.is(LetterKind::Expulsion);
    let put_off = put_off.filter(|h| expelled && sheet.rulings().binary_search(&h.line).is_ok());
    if let Some(hit) = &put_off
        && bans.iter().all(|l| length_of(&sheet, *l).is_none())
    {
        found.push(say(sheet.mark_line(hit.line), "Schreiben Sie, wie lange das Verbot dauert: es ist von Amts wegen zu befristen (§ 11 Absatz 2 Satz 3 AufenthG)", false));
        return;
    }
    if bans.is_empty() && sheet.whole() && !sheet.union_citizen() {
        if let Some(point) = sheet.point(&[Ruling::Expel]) {
            found.push(say(sheet.mark_point(point), "Mit der Ausweisung ist ein Einreise- und Aufenthaltsverbot zu erlassen (§ 11 Absatz 2 Satz 1 AufenthG)", false));
        } else if let Some(point) =
            sheet.point(&[Ruling::Threaten]).filter(|_| sheet.is(LetterKind::DeportationWarning))
        {
            found.push(say(sheet.mark_point(point), "Mit der Androhung soll ein Einreise- und Aufenthaltsverbot erlassen werden (§ 11 Absatz 2 Satz 2 AufenthG)", true));
        }
        return;
    }
    let ordered = |l: usize| {
        sheet.has(
            l,
            &[
                "erlassen",
                "erlasse",
                "angeordnet",
                "ordne",
                "ordnen",
                "anordnen",
                "verhängt",
                "verhänge",
                "verhängen",
                "befrist*",
                "untersagt",
                "untersagen",
                "verbieten",
                "verboten",
                "verbiete",
                "besteht",
                "gilt",
                "wird",
                "wirksam",
                "dürfen",
                "festgesetzt",
                "setze",
                "setzen",
                "ergeht",
            ],
        )
    };
    let lifted = sheet.says(&["verbot … aufgehoben|verkürzt|aufgehoben"]);
    // For citizens of the Union only the length is asked for.
    let union = sheet.union_citizen();
    let mut length = false;
    for line in &bans {
        let has = length_of(&sheet, *line).is_some()
            || unlimited(&sheet, *line).is_some()
            || ends_on_day(&sheet, *line);
        length |= has;
    }
    if let Some(line) =
        bans.iter().find(|l| ordered(**l)).filter(|_| !length && !lifted && (!union || sheet.whole()))
    {
        let text = if union {
            "Schreiben Sie, wie lange das Verbot dauert: es ist von Amts wegen zu befristen (§ 7 Absatz 2 Satz 5 FreizügG/EU)"
        } else {
            "Schreiben Sie, wie lange das Verbot dauert: es ist von Amts wegen zu befristen (§ 11 Absatz 2 Satz 3 AufenthG)"
        };
        found.push(say(sheet.mark_line(*line), text, false));
    }
    if union {
        return;
    }
    const START: &[&str] = &[
        "ab|mit|nach|von|seit dem|der|diesem|heute datum|bekanntgabe|zustellung|zugang|erlass|rechtskraft|bestandskraft|tag|unanfechtbarkeit|bescheid",
        "ab|mit|nach|seit bekanntgabe|zustellung|zugang|erlass|rechtskraft|bestandskraft|heute|sofort|unanfechtbarkeit|eintritt",
        "beginnt … datum|bekanntgabe|zustellung|zugang|erlass|bestandskraft|rechtskraft|heute|sofort|unanfechtbarkeit|tag",
        "gerechnet ab|vom … datum|bekanntgabe|zustellung|zugang|erlass|tag|heute",
        "ab|vom #date",
        "beginnt … am #date",
    ];
    for line in &bans {
        for l in sheet.near(*line, 2) {
            let about = l == *line || sheet.has(l, &["frist*", "befrist*", "verbot*", "dauer"]);
            let leaves = sheet.has(
                l,
                &[
                    "ausreise",
                    "abschiebung",
                    "ausgereist",
                    "ausreisen",
                    "verlassen",
                    "abgeschoben",
                    "tatsächlich*",
                ],
            );
            let place = &sheet.lines[l];
            let again = found
                .iter()
                .rev()
                .take(4)
                .any(|f| f.block == place.block && f.sentence == Some(place.sentence));
            if about
                && !leaves
                && !again
                && let Some(hit) = sheet.find_in(l, START)
            {
                found.push(say(sheet.mark(&hit), STARTS, false));
            }
            // "gerechnet ab dem Datum dieses Bescheides" though the ban is one for the case of removal.
            let wrong = sheet
                .find_in(l, &["gerechnet|beginnend|beginnt … datum|bekanntgabe|zustellung|zugang|erlass"])
                .filter(|h| {
                    leaves && about && !sheet.has(h.line, &["beginnt|gerechnet|beginnend … ausreise"])
                });
            if let Some(hit) = wrong {
                found.push(say(sheet.mark(&hit), STARTS, false));
            }
        }
    }
    // Together with a mere threat the ban takes effect only if the person is deported.
    let expels = sheet.point(&[Ruling::Expel]).is_some() || sheet.is(LetterKind::Expulsion);
    let threatens = sheet.point(&[Ruling::Threaten]).is_some();
    let missed = sheet.cites("AufenthG", "11", "6");
    let conditional = (0..sheet.lines.len()).any(|l| {
        sheet.has(
            l,
            &[
                "bedingung",
                "bedingt*",
                "für den fall|falle … abschieb*|abgeschoben|abschiebung",
                "im fall|falle … abschieb*|abgeschoben",
                "falls … abgeschoben|abschieb*",
                "wenn … abgeschoben",
                "fall einer|der|ihrer abschiebung",
                "werden sie abgeschoben",
                "nach … abschiebung",
                "wirksam … abschiebung",
                "müssen wir sie abschieben",
            ],
        )
    });
    if sheet.whole()
        && threatens
        && !expels
        && !missed
        && !conditional
        && let Some(line) = bans.first()
    {
        found.push(say(sheet.mark_line(*line), "Mit der Androhung ergeht das Verbot unter der aufschiebenden Bedingung der Abschiebung (§ 11 Absatz 2 Satz 2 AufenthG)", true));
    }
}

/// "gilt bis zum 3. Mai 2029"
fn ends_on_day(sheet: &Sheet<'_>, line: usize) -> bool {
    sheet.near(line, 1).any(|l| {
        let about = l == line || sheet.has(l, &["*verbot*", "frist", "gilt", "dauert"]);
        about
            && !sheet.has(l, &["verlassen", "auszureisen", "ausreisen"])
            && sheet.has(l, &["bis zum|einschließlich #date", "bis #date", "endet … #date"])
    })
}

/// The length passes what the law allows.
pub(in crate::native) fn length(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let max = number(rule, "max-years", 5.0);
    let max_crime = number(rule, "max-years-crime", 10.0);
    let max_danger = number(rule, "max-years-5a", 20.0);
    let crime = crime(&sheet);
    let danger = sheet.cites("AufenthG", "11", "5a")
        || sheet.says(&[
            "terror*",
            "kriegsverbrechen",
            "völkermord",
            "verbrechen gegen die menschlichkeit",
            "sicherheit der bundesrepublik",
        ]);
    // Passing a limit that is only the rule needs the reasons of an unusual case.
    let unusual = (0..sheet.lines.len()).any(|l| {
        sheet.has(
            l,
            &[
                "atypisch*",
                "ausnahmsweise",
                "ausnahmefall",
                "abweichend*",
                "überschreitung … weil|da",
                "besonders gelagert*",
            ],
        ) && sheet.fact_near(l, 1)
    });
    let say = |mut f: Found, text: &str, warning: bool| {
        f.severity = warning.then_some(Severity::Warning);
        f.given = vec![text.to_owned()];
        f
    };
    for line in bans(&sheet) {
        if let Some(hit) = unlimited(&sheet, line)
            .filter(|h| !sheet.has(h.line, &["aufenthaltserlaubnis", "niederlassungserlaubnis"]))
        {
            let grounded = sheet.cites("AufenthG", "11", "5b");
            if !grounded {
                found.push(say(sheet.mark(&hit), "Ohne Ende darf ein Verbot nur in den Fällen des § 11 Absatz 5b AufenthG sein; sonst sind fünf Jahre die Grenze (Absatz 3 Satz 2)", false));
            }
            continue;
        }
        let Some((at, period)) = length_of(&sheet, line) else { continue };
        let hit = Hit { line: at, tokens: period.tokens.clone() };
        let years = period.years() - 0.02;
        let first_time = sheet.cites("AufenthG", "11", "6");
        let again = sheet.says(&[
            "erneut* … verbot|anordnung",
            "weitere* … verbot|anordnung",
            "wiederholt*",
            "zum zweiten mal",
        ]);
        let (text, warning) = if sheet.union_citizen() {
            if years <= max || sheet.cites("FreizügG/EU", "6", "1") {
                continue;
            }
            (
                "Mehr als fünf Jahre sind nur in den Fällen des § 6 Absatz 1 FreizügG/EU möglich (§ 7 Absatz 2 Satz 6 FreizügG/EU)",
                false,
            )
        } else if first_time {
            let limit = if again { 3.0 } else { 1.0 };
            if years <= limit || unusual {
                continue;
            }
            (
                "Wer die Ausreisefrist versäumt, soll beim ersten Mal höchstens ein Jahr, danach höchstens drei Jahre gesperrt werden (§ 11 Absatz 6 AufenthG); begründen Sie das Besondere des Falls",
                true,
            )
        } else if years <= max {
            continue;
        } else if !crime && !danger {
            (
                "Mehr als fünf Jahre sind nur in den Fällen des § 11 Absatz 5 bis 5b AufenthG möglich (§ 11 Absatz 3 Satz 2 AufenthG)",
                false,
            )
        } else if years > max_danger && !unusual {
            (
                "20 Jahre sollen auch in schweren Fällen die Grenze sein (§ 11 Absatz 5a AufenthG); begründen Sie das Besondere des Falls",
                true,
            )
        } else if years > max_crime && !danger && !unusual {
            (
                "Zehn Jahre sollen auch nach einer Verurteilung die Grenze sein (§ 11 Absatz 5 AufenthG); begründen Sie das Besondere des Falls",
                true,
            )
        } else {
            continue;
        };
        found.push(say(sheet.mark(&hit), text, warning));
    }
}

//! Withdrawal of a title, and the finding that it has lapsed.

use diagnostic::Severity;
use letter::{LetterKind, PartKind, Ruling};
use rule::Rule;

use super::sheet::{Patterns, Sheet, date_len, say};
use super::words;
use crate::engine::{Context, Found};

const RETRACTS: &[&str] =
    &["zurückgenommen", "nehme|nehmen … zurück", "zurückzunehmen", "zurücknehmen", "rücknahme"];
const REVOKES: &[&str] = &["widerrufen", "widerrufe", "widerruf", "widerrufs"];

/// The lines that take a title back or revoke it.
fn takes_back(sheet: &Sheet<'_>) -> Option<(usize, bool)> {
    // What is taken back in favour of the person needs no trust.
    if !sheet.letter().is_whole() && sheet.says(&["zu ihren gunsten … zurück", "zurück … gebühr … erstatte*"])
    {
        return None;
    }
    let retract = sheet.point(&[Ruling::Retract]).and_then(|p| Some((sheet.line_of(p)?, true)));
    let revoke = || sheet.point(&[Ruling::Revoke]).and_then(|p| Some((sheet.line_of(p)?, false)));
    retract.or_else(revoke).or_else(|| {
        if sheet.letter().is_whole()
            || !(sheet.is(LetterKind::Withdrawal) || sheet.is(LetterKind::NaturalisationRefusal))
        {
            return None;
        }
        let line = |patterns: Patterns| (0..sheet.lines.len()).find(|l| sheet.has(*l, patterns));
        line(RETRACTS).map(|l| (l, true)).or_else(|| line(REVOKES).map(|l| (l, false)))
    })
}

/// From when the title is gone.
pub(in crate::native) fn effect(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const FROM: &[&str] = &[
        "mit wirkung",
        "rückwirkend*",
        "wirkung für|vom|zum|ab|seit|auf",
        "für die vergangenheit|zukunft",
        "mit|ab|zum bekanntgabe|zustellung|zugang",
        "mit|ab|zum dem|der|tag|zeitpunkt",
        "von anfang an",
        "zum #date zurück*|widerruf*",
        "widerruf*|zurück* ~ zum #date",
        "ab #date",
        "ab dem #date",
        "mit ablauf",
        "ex nunc",
        "ex tunc",
        "auf den #date",
        "seit #date",
        "sofortiger wirkung",
        "mit der|dieser bekanntgabe|zustellung|zugang",
        "wirkt … ab|auf|zurück|für|seit",
        "wirksam … ab|mit|zum|am",
        "seit dem #date … zurückgenommen|widerrufen",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() || sheet.is(LetterKind::NaturalisationRefusal) {
        return;
    }
    let Some((line, retract)) = takes_back(&sheet) else { return };
    if !sheet.letter().is_whole()
        && !sheet.has(line, &["wird|werden|nehme|nehmen|widerrufe|widerrufen|wurde"])
    {
        return;
    }
    let block = sheet.lines[line].block;
    let said = sheet.near(line, 2).any(|l| sheet.has(l, FROM) && sheet.lines[l].block == block)
        || sheet.letter().is_whole()
            && (0..sheet.lines.len()).any(|l| {
                sheet.has(
                    l,
                    &[
                        "rücknahme|widerruf|aufhebung … wirkt|wirkung|gilt … ab|für|seit|auf|zum",
                        "wirkung … rücknahme|widerruf|aufhebung … ab|für|seit|zum",
                        "für die vergangenheit … zurück*",
                        "rückwirkend* … zurück*|widerruf*",
                    ],
                ) && !sheet.has(l, &["aufschiebende*|sofortige*", "nicht", "mildere*", "geprüft", "erwogen"])
                    // "Ein Verwaltungsakt kann mit Wirkung für die Vergangenheit zurückgenommen werden": the law, not the decision.
                    && !((sheet.has_norm(l) || sheet.has(l, &["verwaltungsakt*|bescheid", "danach"])) && sheet.has(l, &["kann|können|darf"]) && !sheet.has(l, &["weil", "ihr|ihre|ihren|sie"]))
            });
    if !said {
        let mut f = sheet.mark_line(line);
        f.severity = (!retract).then_some(Severity::Warning);
        found.push(f);
    }
}

/// Ground, trust and weighing of a withdrawal.
pub(in crate::native) fn trust(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const TRUST: &[&str] = &[
        "vertrauen",
        "vertrauens",
        "vertraut",
        "vertrauensschutz*",
        "vertrauenstatbestand*",
        "schutzwürdig*",
        "*vertrauen",
        "darauf verlassen",
        "vertrauensschutz*",
        "verlassen durften",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let Some((line, retract)) = takes_back(&sheet) else { return };
    let bound = sheet.cites("AufenthG", "52", "2");
    let own_act = sheet.cites("AufenthG", "52", "");
    // "im Vertrauen auf die Karte getäuscht": the trust of employers and others is another matter.
    let others = |l: usize| {
        sheet.has(l, &["im vertrauen auf", "arbeitgeber|dritte*|behörden|rechtsverkehr … vertrau*"])
            && !sheet.has(l, words::PERSON)
    };
    let trusted = (0..sheet.lines.len()).any(|l| sheet.has(l, TRUST) && !others(l));
    let weighed = (0..sheet.lines.len()).any(|l| {
        sheet.has(
            l,
            &[
                "gunsten",
                "für sie spr*",
                "sie spricht|sprechen",
                "abwäg*",
                "abgewogen",
                "gegen sie spr*",
                "lasten",
                "ermessen",
                "zugunsten",
            ],
        ) && (sheet.fact_near(l, 1) || sheet.has(l, words::PERSON))
    });
    let bare = sheet.first(&[
        "zwingend … zurück*|widerruf*",
        "war|ist|sind|muss … zwingend|daher … zurückzunehmen|zu widerrufen",
        "müssen … zurücknehmen|widerrufen",
    ]);
    // In a piece a bare "Ermessen haben wir ausgeübt" stands where the weighing belongs.
    let empty = sheet
        .reason(&["ermessen … ausgeübt|betätigt", "pflichtgemäß* … ermessen", "ermessen … pflichtgemäß*"])
        .filter(|h| sheet.decides() && !sheet.fact(h.line));
    let place = |text: &str| say(sheet.mark_line(empty.as_ref().map_or(line, |h| h.line)), text);
    if sheet.whole() {
        // Withdrawal under § 52 weighs trust within the discretion.
        if !retract && own_act && !bound && !trusted {
            let mut f = place(
                "Schreiben Sie, ob die Person auf den Bestand vertrauen durfte: auch das gehört zur Abwägung (§ 52 AufenthG)",
            );
            f.severity = Some(Severity::Warning);
            found.push(f);
        }
        if !trusted && (retract || !own_act && !bound) {
            found.push(place("Schreiben Sie, ob die Person auf den Bestand vertrauen durfte und seit wann die Behörde den Grund kennt (§ 48 Absatz 3 und 4, § 49 Absatz 2 VwVfG)"));
        }
        if !bound && !weighed {
            let at = bare.map_or_else(|| sheet.mark_line(line), |h| sheet.mark_line(h.line));
            let mut f = say(
                at,
                "Wägen Sie das Vertrauen der Person gegen das öffentliche Interesse ab (§ 48 Absatz 1, § 49 Absatz 2 VwVfG, § 52 AufenthG)",
            );
            f.repeats = true;
            found.push(f);
        }
    } else if !sheet.letter().is_whole() && !bound && !trusted {
        let argued = sheet.says(words::CAUSE) || sheet.lines.len() > 1 || bare.is_some();
        if argued && !(own_act && weighed) && !(retract && sheet.says(&["täusch*", "arglist*"]) && weighed) && sheet.has(line, &["wird|werden|ist|sind|war|nehmen|nehme|widerrufen|widerrufe|muss|erfolgt|erfolgte|beruht|mussten"]) {
            found.push(place("Schreiben Sie, ob die Person auf den Bestand vertrauen durfte und seit wann die Behörde den Grund kennt (§ 48 Absatz 3 und 4, § 49 Absatz 2 VwVfG)"));
        }
    }
}

/// A title is found to have lapsed, without dates of absence or without the exceptions.
pub(in crate::native) fn lapse(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const LAPSED: &[&str] = &["erloschen", "erlischt", "erlosch", "erlöschen"];
    const AWAY: &[&str] = &[
        "ausgereist",
        "ausreise",
        "fort",
        "ausland",
        "abgemeldet",
        "zurück*",
        "eingereist",
        "wiedereingereist",
        "umgezogen",
        "zogen",
        "gezogen",
        "verlassen",
        "aufgehalten",
        "geflogen",
        "abwesen*",
        "außerhalb",
        "wiederkamen",
        "wohnten",
        "rückkehr",
        "weg",
        "gereist",
        "reisten",
        "lebten",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let has_date = |l: usize| {
        let p = sheet.paragraph(l);
        p.sentences[sheet.lines[l].sentence].indices().any(|at| date_len(p, at).is_some())
    };
    let point = sheet.point(&[Ruling::Lapse]).and_then(|p| sheet.line_of(p));
    let absence = sheet.cites("AufenthG", "51", "1")
        || sheet.says(&[
            "monate* … ausland|abwesen*|außerhalb",
            "ausgereist",
            "ausland",
            "nicht … zurückgekehrt|zurück",
        ]);
    let titled = || {
        sheet.says(&[
            "*erlaubnis",
            "*titel",
            "*titels",
            "*karte",
            "visum",
            "*recht",
            "duldung",
            "aufenthalt*",
        ])
    };
    let piece = (!sheet.letter().is_whole() && sheet.is(LetterKind::Withdrawal) && titled())
        .then(|| (0..sheet.lines.len()).find(|l| sheet.has(*l, LAPSED)))
        .flatten();
    let Some(line) = point.or(piece) else { return };
    // In a piece the sentence of the reasons that should hold the dates.
    let told_at = |all: &[Patterns]| {
        let asked = if sheet.decides() { all } else { &[] };
        let first = asked.iter().filter_map(|patterns| sheet.reason(patterns)).map(|hit| hit.line).min();
        first.filter(|l| !has_date(*l)).unwrap_or(line)
    };
    let push = |found: &mut Vec<Found>, l: usize, text: &str| {
        let mut f = say(sheet.mark_line(l), text);
        f.repeats = true;
        found.push(f);
    };
    let dates = "Nennen Sie, von wann bis wann die Person fort war und seit wann der Titel erloschen ist (§ 51 Absatz 1 Nummer 6 und 7 AufenthG)";
    let exceptions = "Schreiben Sie, warum keine Ausnahme gilt (§ 51 Absatz 2, 3, 4, 7, 9 oder 10 AufenthG)";
    if sheet.whole() && point.is_some() {
        if !absence {
            return;
        }
        let since = !sheet.has(line, LAPSED) && has_date(line)
            || sheet.has(
                line,
                &["erloschen|erlischt|erlosch … seit|am|mit|zum|ablauf … #date", "erlischt|erlosch … #date"],
            )
            || since_close(&sheet, line);
        let told = (0..sheet.lines.len()).any(|l| l != line && has_date(l) && sheet.has(l, AWAY));
        if !since || !told {
            push(found, line, dates);
        }
        let formula = (0..sheet.lines.len()).find(|l| {
            let prev = (l.saturating_sub(2)..*l).filter(|p| sheet.lines[*p].block == sheet.lines[*l].block);
            sheet.has(
                *l,
                &[
                    "diese|dieser|die voraussetzung|voraussetzungen|fall … erfüllt|gegeben|vor",
                    "das|dies|so ist|trifft|liegt … fall|zu|so|vor",
                    "liegen|liegt hier vor",
                    "so verhält|liegt es",
                ],
            ) && !sheet.fact(*l)
                && { prev }.any(|p| sheet.cites_in(sheet.range(p), "AufenthG", "51", "1"))
                && !sheet.near(*l, 1).skip(1).any(|n| {
                    has_date(n)
                        && sheet.has(n, AWAY)
                        && !sheet.has(n, &["anhörung*", "schreiben", "schrieben"])
                })
        });
        if let Some(l) = formula {
            push(found, l, dates);
        }
        let excepted = ["2", "3", "4", "7", "9", "10"].iter().any(|p| sheet.cites("AufenthG", "51", p))
            || sheet.says(&["ausnahme*"]);
        if !excepted {
            push(found, line, exceptions);
        }
    } else if !sheet.letter().is_whole() {
        let told = (0..sheet.lines.len()).any(has_date);
        let excepted = ["2", "3", "4", "7", "9", "10"].iter().any(|p| sheet.cites("AufenthG", "51", p))
            || sheet.says(&["ausnahme*"]);
        if sheet.decides() && told && !excepted && sheet.cites("AufenthG", "51", "1") {
            push(found, told_at(&[LAPSED]), exceptions);
        }
        let argued = sheet.says(AWAY) || sheet.cites("AufenthG", "51", "");
        let bare = sheet.has(line, &["ist|sind|hat … erloschen"]);
        let law = sheet.has(line, &["nicht|nie ~ erloschen"])
            || sheet.has(line, &["erlischt … wenn", "wenn … erlischt"]) && sheet.lines.len() == 1
            // What may happen, and what the law says of every Duldung.
            || sheet.has(line, &["kann|können|könnte … erlöschen|erlischt", "wenn … erlöschen", "duldung"]);
        if (argued || bare) && !told && !law {
            push(found, told_at(&[AWAY, LAPSED]), dates);
        }
    }
    found.retain(|f| sheet.ctx.part(f.block) != PartKind::Hints);
}

/// A date stands right before "erloschen".
fn since_close(sheet: &Sheet<'_>, line: usize) -> bool {
    let p = sheet.paragraph(line);
    let span = p.sentences[sheet.lines[line].sentence].indices();
    span.clone().any(|at| {
        date_len(p, at).is_some_and(|len| {
            (at + len..(at + len + 4).min(span.end))
                .take_while(|i| {
                    !["befristet", "erteilt", "gültig", "aufenthalt", "niederlassung"]
                        .iter()
                        .any(|w| p.norm(&p.tokens[*i]).starts_with(w))
                })
                .any(|i| p.norm(&p.tokens[i]) == "erloschen")
        })
    })
}

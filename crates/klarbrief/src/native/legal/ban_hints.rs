//! What a ban on entry says besides: what a forbidden return brings, and for which area it holds.

use letter::PartKind;
use rule::Rule;

use super::ban::{BAN, bans, length_of};
use super::sheet::{Sheet, date_len};
use crate::engine::{Context, Found};

/// What happens on a forbidden return is not said.
pub(in crate::native) fn warning(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if sheet.announces() || sheet.union_citizen() {
        return;
    }
    let said = sheet.cites("AufenthG", "11", "9")
        || sheet.says(&[
            "trotz|entgegen|verbotswidrig*|unerlaubt*|verbotene*|illegal* … verlänger*",
            "frist|verbot … verlängert|verlängern|verlängerung … werden|kann|können|um|möglich",
            "verlänger* … frist|verbot",
        ]);
    // "Bei einer Wiedereinreise entgegen dem Verbot ruht die Frist; sie kann um 18 Monate verlängert werden."
    let followed =
        sheet.all(&["*verbot*", "wiedereinreise", "frist", "zurück*", "sperre", "zeit"]).iter().any(|h| {
            sheet.near(h.line, 1).any(|l| {
                sheet.has(l, &["verlänger*"])
                    && !sheet.has(l, &["aufenthaltserlaubnis", "visum*", "titel", "pass", "ausreisefrist"])
            })
        });
    if said || followed {
        return;
    }
    let hinted = sheet.letter().has(PartKind::OperativePart) && sheet.letter().has(PartKind::Hints);
    if sheet.asks() || hinted && !sheet.letter().is_whole() {
        let bans = bans(&sheet);
        // Another hint on the return stands where this one belongs.
        const HINT: &[&str] = &[
            "verbotswidrig*|unerlaubt* … ein|einreisen|zurück*|einreise",
            "trotz … *verbot* … ein|zurück|einreis*",
            "wiedereinreise … strafbar",
            "frist … verkürzt|verkürzen",
            "strafbar",
        ];
        let hint = (0..sheet.lines.len())
            .find(|l| sheet.ctx.part(sheet.lines[*l].block) == PartKind::Hints && sheet.has(*l, HINT));
        if let Some(line) = hint.filter(|_| !bans.is_empty()) {
            found.push(sheet.mark_line(line));
            return;
        }
        let line = bans.iter().find(|l| length_of(&sheet, **l).is_some()).or(bans.first());
        if let Some(line) = line {
            found.push(sheet.mark_line(*line));
        }
        return;
    }
    // A piece of a letter that warns of a return, but leaves out that the period may be prolonged.
    const RETURN: &[&str] = &[
        "trotz|entgegen … *verbot* … ein|zurück|einreis*|wieder",
        "reisen|kehren|kommen … trotz|entgegen … *verbot*",
        "verstöße|verstoß|verstoßen|zuwiderhandlung* … *verbot*",
        "kehren|reisen|kommen ~ vorher|früher|vorzeitig ~ zurück|ein|wieder",
        "verbotswidrig*",
        "einreise|rückkehr … trotz|entgegen",
    ];
    if let Some(hit) = sheet.first(RETURN).filter(|_| !sheet.letter().is_whole()) {
        found.push(sheet.mark_line(hit.line));
    }
}

/// The area names only Germany.
pub(in crate::native) fn area(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const GERMANY: &[&str] = &[
        "bundesgebiet*",
        "deutschland",
        "bundesrepublik deutschland",
        "bundesrepublik",
        "hoheitsgebiet der bundesrepublik",
        "deutsche hoheitsgebiet",
        "inland",
    ];
    const EUROPE: &[&str] = &[
        "eu",
        "europäisch*",
        "schengen*",
        "eu-*",
        "*-staaten",
        "mitgliedstaat*",
        "mitgliedsstaat*",
        "unionsgebiet",
        "schengenraum*",
        "eu-staat*",
        "§ 11 abs. 1 satz 3",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() || sheet.union_citizen() {
        return;
    }
    let whole = sheet.letter().is_whole();
    for line in sheet.rulings() {
        let ban = (sheet.has(line, BAN) || sheet.has(line, &["verbot ~ gilt|umfasst|erstreckt|erfasst"]))
            && !sheet.has(line, &["ausgewiesen", "ausweisung aus"]);
        let leave = sheet.has(
            line,
            &["verlassen", "reisen|reist … aus … aus", "auszureisen", "ausreisen", "ausreise aus"],
        ) && (sheet.has(
            line,
            &[
                "aufgefordert",
                "müssen",
                "haben",
                "verpflichtet",
                "fordern",
                "fordere",
                "bitte",
                "verlassen sie",
                "reisen sie",
                "muss",
            ],
        ));
        let past_or_none = !whole
            && sheet.has(
                line,
                &[
                    "haben|hat ~ ~ #date ~ verlassen",
                    "müssen|muss ~ nicht ~ verlassen|ausreisen|auszureisen",
                    "brauchen ~ nicht",
                ],
            );
        if !ban && !leave || past_or_none {
            continue;
        }
        let place = sheet.find_in(line, &[
            "für|in|auf|das|aus dem|das|die|der bundesgebiet|bundesrepublik|hoheitsgebiet|gebiet|inland", "für|in|nach|aus deutschland", "das bundesgebiet", "die bundesrepublik", "deutschland", "bundesgebiet", "bundesgebiets|bundesgebietes", "das gebiet der bundesrepublik",
        ]).filter(|h| sheet.has(h.line, GERMANY));
        let Some(hit) = place else { continue };
        let covers = sheet.has(line, EUROPE)
            || sheet.near(line, 1).any(|l| {
                l > line
                    && sheet.has(l, EUROPE)
                    && sheet.has(l, &["gilt", "umfasst", "erstreckt", "auch", "gebiet", "erfasst", "pflicht"])
            });
        // Reasons that only retell the life of the person.
        let retold = !whole && sheet.has(line, &["leben", "eingereist sind", "aufgehalten", "seit"]);
        if !covers && !retold && date_len(sheet.paragraph(line), hit.tokens.start).is_none() {
            found.push(sheet.mark(&hit));
        }
    }
}

//! What a sentence rules.

mod duty;
mod removal;
mod title;

use super::{Ruling, Said};
use crate::phrase::Scan;
use duty::{adds, charges, coerces, immediate, orders, summons};
use removal::{bans, expels, leaves, threatens};
use title::{assures, declines, ends, grants, refuses, suspends};

/// What a sentence rules, if it does. In running text the words must rule by themselves; in the operative part the place helps.
pub(crate) fn ruling(scan: &Scan<'_>, index: usize) -> Option<Ruling> {
    let said = Said::new(scan, index);
    if said.is_question() || said.announces() || tells(said) {
        return None;
    }
    if intends(said) {
        return None;
    }
    // The narrow ones first: an order to leave is also an order, a refused toleration also a refusal.
    immediate(said)
        .or_else(|| coerces(said))
        .or_else(|| bans(said))
        .or_else(|| threatens(said))
        .or_else(|| leaves(said))
        .or_else(|| expels(said))
        .or_else(|| assures(said))
        .or_else(|| suspends(said))
        .or_else(|| ends(said))
        .or_else(|| refuses(said))
        .or_else(|| charges(said))
        .or_else(|| summons(said))
        .or_else(|| adds(said))
        .or_else(|| grants(said))
        .or_else(|| orders(said))
        .or_else(|| said.any(&["=einstellen"]).then_some(Ruling::Close).filter(|_| said.any(&["verfahren*"])))
}

/// What a sentence rules where the letter decides and no sentence says so clearly: it declines in passing words.
pub(crate) fn faint(scan: &Scan<'_>, index: usize) -> Option<Ruling> {
    let said = Said::new(scan, index);
    (!said.is_question() && !tells(said) && declines(said)).then_some(Ruling::Refuse)
}

/// What the place makes a ruling: the first sentence below "Unsere Entscheidung", in words that no list knows.
pub(crate) fn by_place(scan: &Scan<'_>, index: usize) -> Option<Ruling> {
    let said = Said::new(scan, index);
    if said.is_question() || said.announces() || said.words() < 3 || tells(said) || intends(said) {
        return None;
    }
    let addressed = said.any(&["sie", "ihnen", "ihr", "ihre", "ihren", "ihrem", "ihrer"]);
    if said.negated() && addressed {
        Some(Ruling::Refuse)
    } else if said.amount() {
        Some(Ruling::Fee)
    } else if addressed
        && (said.any(&["=müssen", "verpflichtet", "=dürfen"])
            || said.must_by_have()
            || said.starts_with_order())
    {
        Some(Ruling::Order)
    } else {
        None
    }
}

/// What the law says, what was, what could be: no ruling.
fn tells(said: Said<'_, '_>) -> bool {
    let warns = said.any(&["abschiebung", "abgeschoben", "zwangsgeld", "ausreisefrist"]);
    let performs = said.has("hiermit");
    // "Ob widerrufen wird, steht im Ermessen der Behörde."
    if matches!(said.first(), Some("ob")) {
        return true;
    }
    if said.any(&[
        "würde", "würden", "wäre", "wären", "hätte", "hätten", "könnte", "könnten", "müsste", "müssten",
        "dürfte",
    ]) && !performs
    {
        return true;
    }
    if said.any(&[
        "vielleicht",
        "möglicherweise",
        "eventuell",
        "gegebenenfalls",
        "ggf.",
        "ansonsten",
        "es kann sein",
        "dann können",
        "dann müssen",
        "dann verlängern",
    ]) {
        return true;
    }
    // "Ihr Antrag war abzulehnen" decides; "Der Antrag war deshalb abzulehnen" closes the reasons.
    let closes = said.any(&["deshalb", "daher", "somit", "folglich", "mithin", "demnach", "infolgedessen"]);
    let had_to = !closes && said.any(&["abzulehnen", "zu versagen"]) && said.any(&["war", "waren"]);
    if said.in_the_past() && !performs && !had_to {
        return true;
    }
    if said.any(&["worden", "rechtskräftig", "unanfechtbar abgelehnt", "bestandskräftig abgelehnt"])
        && !performs
    {
        return true;
    }
    // "Nach Absatz 2 kann sie widerrufen werden": the law speaks; so it does of everybody ("wer", "eine Person").
    let person = said.any(&["sie", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihnen", "wir", "ich"]);
    let general = said.any(&["wer", "jemand", "eine person", "ein ausländer", "der ausländer", "ausländer"]);
    if general
        && !performs
        && !said.has("reiseausweis für ausländer")
        && !said.any(&["ihr antrag", "ihren antrag", "ihnen wird", "sie werden"])
    {
        return true;
    }
    let modal = said.any(&["kann", "können", "soll", "darf", "dürfen", "sollen"]);
    if modal && !person && !said.negated() {
        return true;
    }
    let condition =
        matches!(said.first(), Some("wenn" | "falls" | "sofern" | "soweit" | "sobald" | "solange"));
    if (condition || said.any(&["wenn", "falls", "sofern"])) && !warns && !performs {
        return !said.any(&[
            "zusichern",
            "=zusichern",
            "einreiseverbot*",
            "aufenthaltsverbot*",
            "=verlassen",
        ]);
    }
    // "Sollten Sie umziehen, …"
    matches!(said.first(), Some("sollten" | "sollte" | "möchten" | "haben"))
        && !warns
        && !performs
        && !orders_by_have(said)
}

/// "Haben Sie … vorzulegen" does not start a sentence; "Haben Sie Fragen" does.
fn orders_by_have(said: Said<'_, '_>) -> bool {
    said.any(&["zu verlassen"])
}

/// What the office means to do: a hearing.
pub(crate) fn intends(said: Said<'_, '_>) -> bool {
    said.any(&[
        "=beabsichtigen",
        "beabsichtigt",
        "absicht",
        "=erwägen",
        "erwogen",
        "ist geplant",
        "haben vor",
        "habe vor",
        "wir wollen",
        "ich will",
        "wollen wir",
        "will ich",
        "voraussichtlich werden",
        "werden wir voraussichtlich",
        "in erwägung",
        "wir überlegen",
        "überlegen wir",
        "ich überlege",
        "überlege ich",
        "denken wir daran",
        "wir denken daran",
        "denke ich daran",
        "ziehen wir in betracht",
    ])
    // "Bevor wir Ihren Antrag ablehnen, können Sie sich dazu äußern."
    || said.any(&["bevor wir", "bevor ich", "ehe wir", "ehe ich"])
        && said.any(&["=ablehnen", "=widerrufen", "=zurücknehmen", "=ausweisen", "=verkürzen", "=anordnen", "=versagen"]) || said.any(&["wir planen", "ich plane"]) && !said.any(&["planen können", "planen kann"])
}

/// "haben wir am 3. Mai 2025 … abgelehnt" tells of an earlier decision.
fn perfect_told(said: Said<'_, '_>) -> bool {
    let own = said.any(&["haben wir", "wir haben", "habe ich", "ich habe"]);
    let perfect = own
        || said.any(&["hat", "haben"])
            && said.any(&[
                "bundesamt*",
                "gericht*",
                "*gericht",
                "amtsgericht",
                "verwaltungsgericht",
                "landgericht",
                "behörde",
            ]);
    let early =
        said.any(&["damals", "bereits", "schon", "früher", "früheren", "zuvor", "seinerzeit", "seit"]);
    perfect && (!own || said.dated() || early) || said.has("seit") && said.any(&["ist", "sind"])
}

/// True if the ruling lays something on the person or takes something from them.
pub(crate) fn burdens(scan: &Scan<'_>, index: usize, ruling: Ruling) -> bool {
    let said = Said::new(scan, index);
    match ruling {
        // "Die Beschäftigung ist gestattet", "Wir ordnen an, dass Ihre Erlaubnis als fortbestehend gilt"
        Ruling::Ancillary | Ruling::Order => {
            if said.any(&["auflage*", "nebenbestimmung*", "bedingung*"]) {
                return true;
            }
            let allows = said.any(&[
                "gültig bis",
                "gestattet",
                "erlaubt",
                "fortbestehend",
                "=gestatten",
                "=erlauben",
                "gebührenfrei",
            ]);
            !allows || said.negated() || said.any(&["nur", "lediglich", "untersagt"])
        }
        Ruling::Fee | Ruling::Cost => !said.any(&[
            "kein*",
            "gebührenfrei",
            "kostenfrei",
            "trägt die behörde",
            "trägt die stadt",
            "tragen wir",
            "trage ich",
        ]),
        Ruling::Ban => !said.any(&["=verkürzen", "=aufheben"]) || said.any(&["=ablehnen"]),
        _ => ruling.is_burden(),
    }
}

/// True if a sentence of running text decides by its words: "wir setzen … fest", "wird hiermit angeordnet".
pub(crate) fn performs(scan: &Scan<'_>, index: usize) -> bool {
    let said = Said::new(scan, index);
    // "Für diesen Bescheid müssen Sie 73,50 Euro bezahlen.": a price of this decision is set by naming it.
    let priced = said.amount()
        && said.any(&["kostet", "kosten", "müssen sie", "sie müssen"])
        && said.any(&["bescheid", "entscheidung", "bearbeitung"]);
    if priced && !said.any(&["weil", "denn", "wenn", "falls", "ob", "dass", "haben", "habe"]) {
        return true;
    }
    let acts = said.any(&[
        "=festsetzen",
        "=erheben",
        "=anordnen",
        "=erlassen",
        "=androhen",
        "=auffordern",
        "=befristen",
        "=berechnen",
    ]);
    let we = said.any(&["wir", "ich", "hiermit"])
        || said.any(&["wird", "werden"]) && !said.any(&["=können", "=müssen", "=sollen", "=dürfen"]);
    let norm =
        said.any(&["nach", "gemäß"]) && said.any(&["§", "§§"]) && !said.any(&["wir", "ich", "hiermit"]);
    acts && we && !norm && !said.any(&["weil", "denn", "da", "obwohl", "ob", "dass", "haben", "habe"])
}

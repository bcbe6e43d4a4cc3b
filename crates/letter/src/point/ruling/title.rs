//! Rulings about titles: granted, refused, ended, promised.

use super::{Ruling, Said, perfect_told};

const TITLE: &[&str] = &[
    "aufenthaltserlaubnis*",
    "niederlassungserlaubnis*",
    "aufenthaltstitel*",
    "aufenthaltskarte*",
    "aufenthaltsrecht*",
    "erlaubnis*",
    "beschäftigungserlaubnis*",
    "arbeitserlaubnis*",
    "visum*",
    "visums",
    "blaue karte",
    "blauen karte",
    "karte",
    "reiseausweis*",
    "duldung*",
    "ausbildungsduldung*",
    "beschäftigungsduldung*",
    "einbürgerung*",
    "fiktionsbescheinigung*",
    "verlängerung*",
    "erteilung*",
    "titel",
    "bescheinigung*",
    "zustimmung",
    "daueraufenthalt*",
    "ict-karte*",
    "antrag*",
    "begehren*",
    "widerspruch*",
    "gesuch*",
];

pub(super) fn suspends(said: Said<'_, '_>) -> Option<Ruling> {
    if said.negated()
        || said.any(&[
            "=ablehnen",
            "=widerrufen",
            "=versagen",
            "=verbinden",
            "=versehen",
            "zusatz",
            "auflage*",
            "nebenbestimmung*",
        ])
    {
        return None;
    }
    let shelves = said.has("abschiebung")
        && (said.any(&["=aussetzen", "ausgesetzt"])
            || said.any(&["=setzen", "setzen", "setze"]) && said.has("aus"));
    let tolerates = said.any(&["duldung"])
        && said.any(&["=erteilen", "=verlängern", "=erhalten", "=bekommen", "=ausstellen", "=gelten"])
        && said.any(&[
            "wir",
            "ich",
            "wird",
            "hiermit",
            "sie erhalten",
            "erhalten sie",
            "sie bekommen",
            "bekommen sie",
        ])
        && !said.any(&["=können", "=möchten", "beantragt"]);
    (shelves || tolerates || said.any(&["werden geduldet", "werden sie geduldet"])).then_some(Ruling::Suspend)
}

/// Rulings that end a right: revoked, taken back, shortened, lapsed, lost.
pub(super) fn ends(said: Said<'_, '_>) -> Option<Ruling> {
    let finds = said.any(&["=feststellen", "festgestellt", "festzustellen"]);
    if finds
        && said.any(&[
            "freizügigkeit*",
            "recht auf einreise",
            "einreise und aufenthalt",
            "freizügigkeitsrecht*",
        ])
        && said.any(&["verlust", "=verlieren", "verloren", "nicht", "=entfallen"])
    {
        return Some(Ruling::Loss);
    }
    if said.any(&["verlust des rechts", "verlust ihres rechts"]) && finds {
        return Some(Ruling::Loss);
    }
    // "Sie haben Ihr Recht auf Einreise und Aufenthalt verloren."
    let lost = said.any(&["verloren", "=verlieren"])
        && said.any(&["sie haben ihr", "haben sie ihr", "sie verlieren"]);
    if lost && said.any(&["recht auf einreise", "freizügigkeitsrecht", "recht auf freizügigkeit"]) {
        return Some(Ruling::Loss);
    }
    if said.any(&["erloschen", "=erlöschen"]) && (finds || said.any(&["hiermit"])) {
        return Some(Ruling::Lapse);
    }
    let told = said.any(&["haben sie", "sie haben"]) || perfect_told(said);
    // Who takes back an application decides nothing.
    let own = said.any(&["ihren antrag", "den antrag", "ihren widerspruch", "widerspruch zurück", "klage"]);
    let free = said.any(&["=können"]) && !said.negated();
    if told || free {
        return None;
    }
    // "Die Rücknahme der Erlaubnis wird verfügt."
    let decrees =
        said.any(&["wird verfügt", "wird angeordnet", "wird ausgesprochen", "wird hiermit verfügt"]);
    if decrees && said.any(&["der widerruf", "widerruf"]) {
        return Some(Ruling::Revoke);
    }
    if decrees && said.has("rücknahme") {
        return Some(Ruling::Retract);
    }
    if decrees && said.any(&["verkürzung", "kürzung", "nachträgliche befristung"]) {
        return Some(Ruling::Shorten);
    }
    if said.any(&["=widerrufen"]) {
        return Some(Ruling::Revoke);
    }
    if said.any(&["=zurücknehmen"]) && !own && !said.any(&["staat", "staaten"]) {
        return Some(Ruling::Retract);
    }
    let validity =
        said.any(&["geltungsdauer", "gültigkeitsdauer", "gültigkeit", "befristung", "nachträglich"])
            || said.any(&["aufenthaltserlaubnis*", "aufenthaltstitel*"]);
    // "Ihre Erlaubnis gilt nur noch bis zum 31. März 2027."
    let less =
        said.any(&["nur noch bis", "endet bereits am", "endet schon am"]) && said.any(TITLE) && said.dated();
    if less
        || validity && said.any(&["=verkürzen", "verkürzt", "=kürzen", "gekürzt"])
        || said.has("nachträglich") && said.any(&["=befristen"])
    {
        return Some(Ruling::Shorten);
    }
    None
}

pub(super) fn refuses(said: Said<'_, '_>) -> Option<Ruling> {
    let free = said.any(&["können wir", "wir können", "kann ich", "ich kann", "darf", "dürfen"]);
    let other = said.any(&["asylantrag*", "asylklage", "schutzantrag", "eilantrag"]);
    if said.any(&["=ablehnen", "=versagen", "=zurückweisen", "abzulehnen", "abschlägig", "=verwehren"])
        && !other
    {
        return (!perfect_told(said) && (!free || said.negated())).then_some(Ruling::Refuse);
    }
    if said.any(TITLE)
        && said.any(&["ohne erfolg", "keinen erfolg", "erfolglos", "nicht erfolgreich", "unbegründet"])
        && said.any(&["bleibt", "bleiben", "hat", "haben", "war", "ist"])
        && !other
    {
        return Some(Ruling::Refuse);
    }
    if !said.negated() || other {
        return None;
    }
    // What holds for everybody: "Ohne Pass bekommen Sie keine Aufenthaltserlaubnis."
    if said.any(&["ohne", "solange", "sofern", "online", "=sollen", "frist"]) {
        return None;
    }
    let asked = said.any(&["beantragt", "=bitten", "gebeten", "=wünschen"]) && !said.any(TITLE);
    let acts = said.any(&[
        "=verlängern",
        "=erteilen",
        "=entsprechen",
        "=stattgeben",
        "=genehmigen",
        "=zustimmen",
        "=ausstellen",
        "=bewilligen",
        "=gewähren",
        "=einbürgern",
        "=nachkommen",
        "=aussetzen",
        "=abhelfen",
        "=geben",
        "=bekommen",
        "=erhalten",
        "=gestatten",
        "=erlauben",
        "statt",
    ]);
    let subject = said.any(TITLE) || said.any(&["=einbürgern", "=abhelfen", "=arbeiten", "abschiebung"]);
    let who = said.any(&[
        "wir", "ich", "wird", "werden", "sie", "ihnen", "ihr", "kann", "können", "leider", "ihrem", "ihre",
        "ihren",
    ]);
    let law = said.any(&["darf", "dürfen"]) && !said.any(&["wir", "ich", "leider"]);
    // "Ihren Pass haben Sie nicht bekommen", "haben Sie uns nicht gegeben" are facts of the case.
    let facts = said.any(&["haben sie", "sie haben", "hat"]) && !said.any(&["wir", "ich", "kann", "können"]);
    // "Die Duldung wird erteilt; Arbeit ist nicht gestattet" refuses nothing that was asked for.
    let work = said.any(&["erwerbstätigkeit", "beschäftigung", "selbständige*", "selbstständige*", "arbeit"])
        && said.any(&["gestattet", "erlaubt", "=gestatten", "=erlauben"])
        && !said.any(&["antrag*", "beantragte*"]);
    if work {
        return None;
    }
    if acts && subject && who && !law && !facts && !asked && !perfect_told(said) {
        return Some(Ruling::Refuse);
    }
    let impossible = said.any(&["nicht möglich", "nicht in betracht"])
        && said.any(&["leider", "teilen wir", "teile ich", "mitteilen", "ihnen mit"]);
    (impossible && said.any(TITLE)).then_some(Ruling::Refuse)
}

pub(super) fn assures(said: Said<'_, '_>) -> Option<Ruling> {
    (said.any(&["=zusichern", "zugesichert", "=zusagen", "zusicherung"])
        && said.any(&["hiermit", "wir", "ich", "wird"])
        && !said.any(&["zugesagt hat", "hat zugesagt", "haben zugesagt"])
        && !perfect_told(said))
    .then_some(Ruling::Assure)
}

pub(super) fn grants(said: Said<'_, '_>) -> Option<Ruling> {
    if said.negated() {
        return None;
    }
    // "Sie haben beantragt, dass wir … verlängern" tells what was asked for; "wir verlängern die Frist" is a kindness.
    let asked = said.any(&[
        "=beantragen",
        "beantragt",
        "gebeten",
        "=bitten",
        "=möchten",
        "=wünschen",
        "möchten",
        "=sollen",
        "=können",
        "frist",
    ]);
    let title = said.any(TITLE);
    if asked && !said.any(&["hiermit"]) {
        return None;
    }
    let gives = said.any(&[
        "=erteilen",
        "=verlängern",
        "=stattgeben",
        "=bewilligen",
        "=genehmigen",
        "=entsprechen",
        "=ausstellen",
        "=gewähren",
        "=zustimmen",
        "=abhelfen",
        "statt",
    ]) && said.any(&["wird", "wir", "ich", "hiermit", "werden", "ist", "haben"])
        && title;
    let gets = title
        && said.any(&["sie erhalten", "erhalten sie", "sie bekommen", "bekommen sie", "erhält"])
        && !said.any(&["nachricht", "post", "einen brief", "einladung", "termin"])
        && !said.any(&["wenn", "sobald", "dafür", "voraussetzung*", "später", "danach", "können"]);
    let naturalises = said.any(&["=einbürgern", "eingebürgert"])
        && said.any(&["wir", "sie werden", "werden sie", "wird", "sind"]);
    let goes_on = said.any(&["fortbestehend"]) && said.any(&["=gelten", "gilt"]);
    let stays =
        said.any(&["bleibt bestehen", "bleiben bestehen", "fortbestehend", "gilt fort", "bestehen bleibt"]);
    ((gives || gets) && !(perfect_told(said) && said.dated()) || naturalises || goes_on || stays && title)
        .then_some(Ruling::Grant)
}

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
    "staatsangehörigkeit*",
    "umzug*",
    "zuzug*",
    "*nachzug",
    "*nachzugs",
    "anliegen*",
    "wunsch*",
];

/// "Diese können wir Ihnen nicht erteilen.", "Das ist leider nicht möglich.": a word that points back at what was asked for.
const POINTS_BACK: &[&str] = &[
    "diese", "diesen", "dieser", "dieses", "diesem", "das", "dies", "dem", "die", "den", "sie", "ihn", "es",
    "daraus", "leider", "beides",
];

/// What the person wanted to do, and a letter can allow or forbid.
const PLANS: &[&str] = &[
    "arbeit",
    "beschäftigung*",
    "tätigkeit*",
    "ausbildung",
    "erwerbstätigkeit",
    "arbeitsaufnahme",
    "umzug*",
    "zuzug*",
    "einreise",
    "studium",
    "reise*",
    "*nachzug",
    "*nachzugs",
    "nebentätigkeit*",
    "stelle",
    "praktikum",
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
    // "Sie haben uns gebeten, Ihre Abschiebung auszusetzen": what was asked for.
    if said.any(&["gebeten", "=bitten", "beantragt", "=beantragen", "=möchten"])
        && said.any(&["sie haben", "haben sie", "sie"])
        && !said.any(&["wir setzen", "setzen wir", "hiermit"])
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

/// What lets a person stay.
const PERMITS: &[&str] = &[
    "aufenthaltserlaubnis*",
    "niederlassungserlaubnis*",
    "aufenthaltstitel*",
    "aufenthaltskarte*",
    "aufenthaltsrecht*",
    "erlaubnis",
    "beschäftigungserlaubnis*",
    "visum*",
    "blaue karte",
    "blauen karte",
    "duldung",
    "ausbildungsduldung",
    "beschäftigungsduldung",
    "titel",
];

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
        && said.any(&[
            "verlust",
            "=verlieren",
            "verloren",
            "nicht",
            "=kein",
            "=entfallen",
            "entfallen",
            "weggefallen",
        ])
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
    // "Wir nehmen Ihnen die Aufenthaltserlaubnis weg.", "… entziehen wir Ihnen", "Wir heben Ihre Aufenthaltserlaubnis auf."
    let office = said.any(&["wir", "ich", "wird", "werden"]);
    if office
        && !said.negated()
        && said.any(PERMITS)
        && said.any(&[
            "=wegnehmen",
            "=entziehen",
            "entzogen",
            "=aufheben",
            "aufgehoben",
            "=beenden",
            "beendet",
        ])
        && !said.any(&["ausweisung*", "wohnsitzauflage*", "auflage*", "wenn", "falls", "sobald"])
    {
        return Some(Ruling::Revoke);
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
    // "Ihre Erlaubnis endet jetzt schon am 30. November 2026.", "Mit dem Zugang dieses Bescheids endet …"
    let sooner = said.any(&["=enden", "=auslaufen", "=ablaufen"])
        && said.any(&[
            "schon",
            "bereits",
            "früher",
            "vorzeitig",
            "statt",
            "zugang dieses",
            "bekanntgabe dieses",
            "ab heute",
        ]);
    let less = (said.any(&["nur noch bis", "nur noch für"])
        && (said.dated() || said.any(&["monat*", "woche*"]))
        || sooner && (said.dated() || said.any(&["zugang", "bekanntgabe", "heute"])))
        && said.any(PERMITS);
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
    // "Wir sagen Nein zu Ihrem Antrag."
    if said.any(&[
        "sagen nein",
        "sage nein",
        "sagen wir nein",
        "sage ich nein",
        "lautet nein",
        "nein zu",
        "muss ich absagen",
    ]) && said.any(&["wir", "ich", "antwort", "entscheidung"])
    {
        return Some(Ruling::Refuse);
    }
    if !said.negated() || other {
        return None;
    }
    let asks_back = said.any(&["wenn", "falls", "ob", "warum"]);
    if !asks_back && (turns_down(said) || forbids_plan(said)) && !perfect_told(said) {
        return Some(Ruling::Refuse);
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
    let impossible = said.any(&["nicht möglich", "nicht in betracht", "nicht in frage", "nicht infrage"])
        && said.any(&["leider", "teilen wir", "teile ich", "mitteilen", "ihnen mit", "bedauern", "bedaure"]);
    (impossible && said.any(TITLE)).then_some(Ruling::Refuse)
}

/// The office does not do what was asked for, with the office as the subject and the thing named before or pointed at:
/// "Diese können wir Ihnen nicht erteilen.", "Die Wohnsitzauflage heben wir nicht auf.", "Wir dulden Sie nicht länger."
fn turns_down(said: Said<'_, '_>) -> bool {
    let office = said.any(&["wir", "ich"]);
    let kept = said.any(&["=aufheben", "=streichen", "=ändern", "=verkürzen", "=löschen"])
        && said.any(&[
            "auflage*",
            "wohnsitzauflage*",
            "beschränkung*",
            "verbot*",
            "einreise*",
            "sperre*",
            "verpflichtung*",
        ]);
    let agreed = said.any(&["=zustimmen", "zustimmen", "=einwilligen", "=anerkennen"])
        && (said.any(PLANS) || said.any(TITLE));
    let tolerated = said.any(&["=dulden", "dulden"]) && said.any(&["länger", "weiter", "mehr", "weiterhin"]);
    let conferred = said.any(&["=verleihen", "verleihen"]) && said.any(&["staatsangehörigkeit*"]);
    let regrets = said.any(&[
        "=verstehen",
        "=bedauern",
        "=bedauerlich",
        "dass",
        "nachricht*",
        "antwort*",
        "mitteilung*",
        "auskunft*",
    ]);
    if regrets {
        return false;
    }
    if office && (kept || agreed || tolerated || conferred) {
        return true;
    }
    let first = said.first().unwrap_or_default();
    if !POINTS_BACK.contains(&first) {
        return false;
    }
    let given = office
        && said.any(&["ihnen"])
        && said.any(&[
            "=erteilen",
            "=geben",
            "=ausstellen",
            "=verlängern",
            "=gewähren",
            "=bewilligen",
            "=erlauben",
            "=gestatten",
            "=genehmigen",
        ]);
    let done =
        office && said.any(&["=entsprechen", "=stattgeben", "=verlängern", "=genehmigen", "=bewilligen"]);
    (given || done) && said.words() <= 16
}

/// What refuses only where a letter with a remedy notice says nothing clearer: "Das ist leider nicht möglich.", "Eine
/// Verlängerung kommt nicht in Betracht.", "Wir können Ihren Wunsch nicht erfüllen."
pub(super) fn declines(said: Said<'_, '_>) -> bool {
    if !said.negated()
        || said.any(&["wenn", "falls", "ob", "warum", "nachricht*", "antwort*", "mitteilung*", "auskunft*"])
        || said.words() > 18
    {
        return false;
    }
    let points_back = said.first().is_some_and(|word| POINTS_BACK.contains(&word));
    let impossible =
        said.any(&["nicht möglich", "nicht in betracht", "nicht in frage", "nicht infrage", "nicht machbar"])
            && (said.any(TITLE) || said.any(PLANS) || points_back);
    let unfulfilled = said.any(&["wir", "ich"])
        && said.any(&[
            "=erfüllen",
            "=nachkommen",
            "=geben",
            "=helfen",
            "=folgen",
            "=erlauben",
            "=zulassen",
            "=machen",
        ])
        && (said.any(TITLE) || said.any(PLANS) || points_back);
    impossible || unfulfilled
}

/// "Die Beschäftigung als Lagerhelfer erlauben wir Ihnen nicht.", "Sie dürfen nicht bei der Firma Holm arbeiten."
fn forbids_plan(said: Said<'_, '_>) -> bool {
    let office = said.any(&["wir", "ich"])
        && said.any(&["=erlauben", "=gestatten", "=genehmigen", "=zulassen", "=bewilligen"]);
    let named = said.any(&["als", "bei der", "beim", "bei", "nach", "firma"]);
    office && said.any(PLANS) && (named || said.any(&["ihnen"]))
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
    // "Sie dürfen ab sofort bei der Firma Holm arbeiten."
    let allowed = said.any(&["sie dürfen", "dürfen sie"])
        && said.any(&["ab sofort", "ab heute", "jetzt", "ab dem", "von nun an", "nun"])
        && said.any(&["=arbeiten", "arbeiten", "=umziehen", "umziehen", "=wohnen", "beschäftigung*"])
        && !said.any(&["nur", "wenn", "falls"]);
    if allowed {
        return Some(Ruling::Grant);
    }
    let naturalises = said.any(&["=einbürgern", "eingebürgert"])
        && said.any(&["wir", "sie werden", "werden sie", "wird", "sind"]);
    let goes_on = said.any(&["fortbestehend"]) && said.any(&["=gelten", "gilt"]);
    let stays =
        said.any(&["bleibt bestehen", "bleiben bestehen", "fortbestehend", "gilt fort", "bestehen bleibt"]);
    ((gives || gets) && !(perfect_told(said) && said.dated()) || naturalises || goes_on || stays && title)
        .then_some(Ruling::Grant)
}

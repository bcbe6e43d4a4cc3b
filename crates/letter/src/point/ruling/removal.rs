//! Rulings that make somebody leave and stay away.

use super::{Ruling, Said, perfect_told};

pub(super) fn bans(said: Said<'_, '_>) -> Option<Ruling> {
    let named = said.any(&[
        "einreiseverbot*",
        "aufenthaltsverbot*",
        "einreise- und aufenthaltsverbot*",
        "einreisesperre*",
        "wiedereinreisesperre*",
        "wiedereinreiseverbot*",
        "wiedereinreise",
        "sperrfrist",
    ]);
    let acts = said.any(&[
        "=anordnen",
        "=erlassen",
        "=befristen",
        "=festsetzen",
        "=verhängen",
        "=aussprechen",
        "=verkürzen",
        "=aufheben",
        "=gelten",
        "=bestehen",
        "=betragen",
        "=ergehen",
    ]);
    let limits =
        said.any(&["verbot", "sperre"]) && said.any(&["=befristen"]) && said.any(&["monat*", "jahr*"]);
    let refused = named && said.any(&["=ablehnen"]) && !perfect_told(said);
    if limits && !perfect_told(said) || refused {
        return Some(Ruling::Ban);
    }
    if named && acts && !said.any(&["beruht", "grundlage", "rechtsgrundlage"]) {
        return Some(Ruling::Ban);
    }
    let enters = said.any(&[
        "=einreisen",
        "einreisen",
        "einzureisen",
        "=zurückkehren",
        "zurückkehren",
        "zurückzukehren",
        "=zurückkommen",
        "zurückkommen",
        "zurückzukommen",
        "wiederkommen",
        "=wiederkommen",
        "wieder betreten",
    ]);
    let forbids = said.any(&["=untersagen", "=verbieten"])
        || (said.negated() || said.has("weder")) && said.any(&["=dürfen"]) && said.any(&["jahr*", "monat*"]);
    // "Wir verbieten Ihnen die Einreise und den Aufenthalt."
    let entry = said.any(&["die einreise", "einreise und aufenthalt"])
        && said.any(&["=untersagen", "=verbieten", "untersagt", "verboten"])
        && said.any(&["ihnen", "sie"]);
    (enters && forbids || entry).then_some(Ruling::Ban)
}

pub(super) fn threatens(said: Said<'_, '_>) -> Option<Ruling> {
    let removal = said.any(&["abschiebung", "abgeschoben", "=abschieben", "abschieben"])
        // "…, bringt die Polizei Sie nach Ghana zurück."
        || said.any(&["=zurückbringen", "zurückgebracht", "zurückgeführt", "=zurückführen"])
            && said.any(&["polizei", "bundespolizei", "zwang", "zwangsweise", "heimatland", "herkunftsland"])
            && said.has("sie");
    let shelved =
        said.any(&["=aussetzen", "ausgesetzt", "aussetzung", "=setzen", "setzen wir", "wir setzen"]);
    if !removal || shelved || said.any(&["beruht", "rechtsgrundlage", "abschiebungskosten"]) {
        return None;
    }
    // "Eine Abschiebung drohe ich Ihnen mit diesem Brief nicht an."
    if said.negated()
        && said.any(&["nicht an", "nicht angedroht", "noch nicht", "keine abschiebung", "nicht androhen"])
    {
        return None;
    }
    if said.any(&["=androhen", "angedroht", "=drohen"]) {
        return Some(Ruling::Threaten);
    }
    // "Bleiben Sie länger, müssen Sie mit der Abschiebung rechnen."
    if said.has("mit der abschiebung") && said.any(&["rechnen", "zu rechnen"]) {
        return Some(Ruling::Threaten);
    }
    // "…, sonst werden Sie nach Polen abgeschoben"; "dürfen Sie nicht abgeschoben werden" protects.
    let will = said.any(&[
        "werden sie",
        "sie werden",
        "schieben wir",
        "wir schieben",
        "schiebe ich",
        "können sie",
        "werden wir sie",
        "wir werden sie",
        "werde ich sie",
        "ich werde sie",
        "bringt",
        "bringen wir",
    ]);
    (will
        && said.any(&[
            "abgeschoben",
            "=abschieben",
            "abschieben",
            "=zurückbringen",
            "zurückgebracht",
            "zurückgeführt",
        ])
        && !said.any(&["kosten"]))
    .then_some(Ruling::Threaten)
}

pub(super) fn leaves(said: Said<'_, '_>) -> Option<Ruling> {
    if perfect_told(said) {
        return None;
    }

    let place = said.any(&[
        "deutschland",
        "bundesgebiet",
        "bundesrepublik",
        "hoheitsgebiet*",
        "gebiet",
        "land",
        "schengen*",
    ]);
    let duty = said.any(&[
        "=auffordern",
        "aufgefordert",
        "=müssen",
        "verpflichtet",
        "=verpflichten",
        "bitte",
        "=setzen",
        "gesetzt",
        "=einräumen",
        "=gewähren",
        "=bestimmen",
    ]);
    let duty = duty || said.must_by_have();
    if place && said.any(&["=verlassen", "zu verlassen"]) && duty && !said.negated() {
        return Some(Ruling::Leave);
    }
    let departure = said.any(&[
        "ausreisefrist*",
        "frist zur freiwilligen ausreise",
        "frist zur ausreise",
        "zur ausreise",
        "zur freiwilligen ausreise",
        "für ihre ausreise",
        "für die ausreise",
        "für die freiwillige ausreise",
        "um auszureisen",
        "um deutschland zu verlassen",
        "um das bundesgebiet zu verlassen",
    ]) && said.any(&[
        "=setzen",
        "gesetzt",
        "=einräumen",
        "=gewähren",
        "=bestimmen",
        "=festsetzen",
        "=betragen",
        "=enden",
        "haben sie",
        "sie haben",
        "bleiben",
        "bleibt",
        "geben wir",
        "wir geben",
        "lassen wir",
        "wir lassen",
    ]);
    let departs = (said.any(&["=ausreisen", "auszureisen", "ausgereist sein"])
        || said.any(&["reisen sie"]) && said.has("aus"))
        && said.any(&[
            "=auffordern",
            "aufgefordert",
            "=müssen",
            "verpflichtet",
            "haben sie",
            "sie haben",
            "reisen sie",
            "bitte",
        ])
        && said.any(&["tag*", "woche*", "monat*", "bis zum", "spätestens"])
        && !said.negated();
    (departure || departs).then_some(Ruling::Leave)
}

pub(super) fn expels(said: Said<'_, '_>) -> Option<Ruling> {
    let acts = said.any(&["=ausweisen", "ausgewiesen"]);
    let whom =
        said.any(&["sie", "bundesgebiet", "deutschland", "bundesrepublik", "mandant*", "antragsteller*"]);
    let identity = said.any(&["identität", "pass", "ausweisen können", "sich", "rechnung"]);
    let decrees = said.has("ausweisung")
        && (said.any(&["wird verfügt", "wird angeordnet", "wird ausgesprochen", "wird hiermit verfügt"])
            || said.any(&[
                "verfüge ich",
                "verfügen wir",
                "ordne ich",
                "ordnen wir",
                "spreche ich",
                "sprechen wir",
            ]));
    (acts && whom && !identity || decrees).then_some(Ruling::Expel)
}

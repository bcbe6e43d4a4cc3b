//! Rulings that lay something on somebody: duties, conditions, money, coercion.

use super::{Ruling, Said, perfect_told};

/// "…, weil Ihnen die Arbeit nicht erlaubt ist": the order of words of a clause that decides nothing.
const SUBORDINATE: &[&str] = &[
    "erlaubt ist",
    "gestattet ist",
    "untersagt ist",
    "erlaubt war",
    "gestattet war",
    "untersagt war",
    "erlaubt wird",
    "gestattet wird",
    "erlaubt sei",
    "gestattet sei",
];

pub(super) fn immediate(said: Said<'_, '_>) -> Option<Ruling> {
    let named = said.any(&[
        "sofortige vollziehung",
        "sofortigen vollziehung",
        "sofortvollzug",
        "sofortige vollziehbarkeit",
        "sofort vollziehbar",
        "sofort vollzogen",
        "sofortige vollzug",
        "sofortigen vollzug",
        "sofortigen vollzugs",
    ]);
    (named && said.any(&["=anordnen", "angeordnet", "=erklären"])).then_some(Ruling::Immediate)
}

pub(super) fn coerces(said: Said<'_, '_>) -> Option<Ruling> {
    let means = said.any(&[
        "zwangsgeld*",
        "zwangsmittel*",
        "ersatzvornahme*",
        "unmittelbare zwang",
        "unmittelbarer zwang",
        "unmittelbaren zwang",
        "unmittelbaren zwanges",
        "zwangsweise*",
        "vorführung",
    ]);
    (means
        && !(said.any(&["=können"]) && said.any(&["wir", "ich"]))
        && said.any(&["=androhen", "angedroht", "=festsetzen", "=drohen"])
        // "Tun Sie das nicht, müssen Sie 200 Euro Zwangsgeld zahlen.", "…, lassen wir Sie von der Polizei holen."
        || said.any(&["zwangsgeld*"]) && said.amount() && said.any(&["müssen sie", "sie müssen", "zahlen sie"])
        || said.any(&["lassen wir sie", "lasse ich sie", "holt sie", "bringt sie"])
            && said.any(&["polizei", "vollzugsdienst"])
            && !said.any(&["abschieb*", "zurück*"]))
    .then_some(Ruling::Coerce)
}

pub(super) fn charges(said: Said<'_, '_>) -> Option<Ruling> {
    let acts = said.any(&[
        "=festsetzen",
        "=erheben",
        "=auferlegen",
        "festgesetzt",
        "erhoben",
        "=betragen",
        "=anfallen",
        "=berechnen",
        "=erstatten",
        "zu erstatten",
        "zu zahlen",
        "zu entrichten",
        "zu tragen",
        "=tragen",
        "fällig",
        "=zahlen",
        "=kosten",
        "=bezahlen",
        "=entrichten",
        "=schulden",
        "=zurückfordern",
        "fordern",
        "=verlangen",
        "berechnen",
        "stellen",
    ]);
    if !acts || said.any(&["bedarf*", "einkommen", "miete", "lebensunterhalt*", "unterhalt"]) {
        return None;
    }
    let pays = said.any(&["betrag"])
        && said.any(&["=auffordern", "aufgefordert", "=verpflichten", "haben sie", "sie haben"])
        && said.any(&["zu zahlen", "zu erstatten", "zu überweisen", "zu begleichen"]);
    if pays {
        return Some(Ruling::Cost);
    }
    let sets =
        said.any(&["=festsetzen", "=erheben", "=auferlegen", "zu zahlen", "zu entrichten", "=anfallen"]);
    // "Für diesen Bescheid wird die tarifmäßige Gebühr festgesetzt": a fee without an amount is one all the same.
    let unnamed = said.any(&["=festsetzen", "=erheben", "festgesetzt", "erhoben"])
        && said.any(&["bescheid", "bescheids", "entscheidung", "amtshandlung", "ablehnung", "antrag*"]);
    if said.any(&["gebühr*", "verwaltungsgebühr*", "bearbeitungsgebühr*"])
        && (said.amount() || unnamed)
        && (sets || said.any(&["=betragen", "müssen sie", "sie müssen"]))
        && !said.any(&["haben sie", "bezahlt", "sie haben bereits"])
    {
        return Some(Ruling::Fee);
    }
    // A price of this very decision: "Der Bescheid kostet 73,50 Euro.", "Außerdem müssen Sie für diesen Bescheid … bezahlen."
    let this = said.any(&[
        "bescheid",
        "bescheids",
        "bescheides",
        "diese entscheidung",
        "dieser entscheidung",
        "die entscheidung",
        "bearbeitung",
        "prüfung",
        "dieses verfahren",
        "das verfahren",
    ]);
    let demands = said.any(&[
        "=kosten",
        "=berechnen",
        "berechnen wir",
        "stellen wir ihnen",
        "wir verlangen",
        "verlangen wir",
    ]) || said.any(&["=zahlen", "=bezahlen", "=entrichten"])
        && said.any(&[
            "müssen sie",
            "sie müssen",
            "bitte zahlen sie",
            "bezahlen sie",
            "zahlen sie",
            "sie haben",
        ]);
    if this
        && demands
        && said.amount()
        && !said.any(&["bezahlt", "kosten der abschiebung", "zwangsgeld*", "abschiebung"])
    {
        return Some(Ruling::Fee);
    }
    if said.any(&["herangezogen", "=heranziehen"]) && said.any(&["kosten", "erstattung", "zahlung"]) {
        return Some(Ruling::Cost);
    }
    let costs = said.any(&["kosten", "auslagen", "abschiebungskosten", "abschiebung", "verfahrenskosten"]);
    let bears = said.any(&[
        "=tragen",
        "zu tragen",
        "=auferlegen",
        "=erstatten",
        "zu erstatten",
        "=festsetzen",
        "zu zahlen",
        "=fordern",
        "=zurückfordern",
        "=schulden",
        "=verlangen",
        "=bezahlen",
        "=zahlen",
    ]);
    let general = said.any(&["wer"]) || said.any(&["§", "§§"]) && !said.amount();
    (costs
        && bears
        && !general
        && (said.amount() || said.any(&["verfahren*", "widerspruchsverfahren*", "vorverfahren*"])))
    .then_some(Ruling::Cost)
}

pub(super) fn summons(said: Said<'_, '_>) -> Option<Ruling> {
    let appears = said.any(&[
        "=erscheinen",
        "erscheinen",
        "=vorsprechen",
        "vorsprache",
        "vorzusprechen",
        "zu erscheinen",
    ]);
    let orders = said.any(&[
        "=anordnen",
        "angeordnet",
        "=verpflichten",
        "verpflichtet",
        "haben sie",
        "sie haben",
        "=auffordern",
        "aufgefordert",
        "vorgeladen",
    ]);
    // "Sie erscheinen am Mittwoch, dem 9. Dezember 2026, um 10.30 Uhr persönlich …"
    let told = said.any(&["sie erscheinen", "erscheinen sie", "sie kommen", "finden sie sich"])
        && said.dated()
        && said.any(&["uhr"])
        && said.any(&["persönlich*", "botschaft*", "konsulat*", "generalkonsulat*"])
        && !said.any(&["bitte", "=einladen", "gern", "gerne", "wenn", "falls"]);
    (told
        || appears
            && orders
            && said.any(&["persönlich*", "botschaft*", "konsulat*", "generalkonsulat*", "uhr", "vorsprache"]))
    .then_some(Ruling::Summon)
}

/// Conditions beside a title or a toleration, and duties of residence, area, reporting.
pub(super) fn adds(said: Said<'_, '_>) -> Option<Ruling> {
    let binds = said.any(&[
        "=verpflichten",
        "verpflichtet",
        "=anordnen",
        "angeordnet",
        "auferlegt",
        "=auferlegen",
        "=bestimmen",
        "=festlegen",
        "=zuweisen",
        "=müssen",
    ]);
    let binds = binds || said.must_by_have();
    let lives = said.any(&[
        "wohnsitz*",
        "wohnsitznahme",
        "zu wohnen",
        "=wohnen",
        "wohnung zu nehmen",
        "wohnort",
        "wohnsitzauflage*",
    ]);
    let only = said.any(&[
        "sie dürfen nur",
        "dürfen sie nur",
        "sie dürfen ausschließlich",
        "dürfen sie ausschließlich",
    ]);
    if lives && (binds || only) && !said.any(&["=mitteilen", "umgezogen"]) {
        return Some(Ruling::Ancillary);
    }
    if said.any(&["=beschränken", "beschränkt", "beschränkung"])
        && said.any(&["aufenthalt", "räumlich*", "aufenthaltsgestattung", "gebiet", "duldung"])
        && said.any(&["wird", "werden", "ist", "wir", "ich"])
    {
        return Some(Ruling::Ancillary);
    }
    if said.any(&["auflage*", "nebenbestimmung*", "bedingung*", "zusatz"])
        && said.any(&[
            "=verbinden",
            "=versehen",
            "=ergehen",
            "=anordnen",
            "=auferlegen",
            "=erhalten",
            "=lauten",
            "=erlassen",
            "verbunden",
            "versehen",
        ])
    {
        return Some(Ruling::Ancillary);
    }
    if said.any(&["erwerbstätigkeit", "beschäftigung", "arbeit", "selbständige*", "selbstständige*"])
        && said.any(&["gestattet", "erlaubt", "untersagt", "=gestatten", "=untersagen"])
        && !said.any(SUBORDINATE)
        && said.any(&["ist", "wird", "sind"])
    {
        return Some(Ruling::Ancillary);
    }
    // "Arbeiten dürfen Sie mit dieser Duldung nicht.", "Ein Umzug in eine andere Stadt ist nicht erlaubt."
    let barred = said.negated()
        && (said.any(&["dürfen sie", "sie dürfen"])
            && said.any(&[
                "arbeiten",
                "=arbeiten",
                "=umziehen",
                "umziehen",
                "selbständig",
                "selbstständig",
                "aufnehmen",
            ])
            || said.any(&["umzug", "wegzug"]) && said.any(&["erlaubt", "gestattet"]));
    if barred
        && !said.any(SUBORDINATE)
        && !said.any(&["wenn", "falls", "solange", "ohne", "weil", "dass", "wer"])
    {
        return Some(Ruling::Ancillary);
    }
    let reports = said.any(&["zu melden", "=melden"])
        && said.any(&["wöchentlich", "jeden", "jedem", "regelmäßig", "täglich", "montag", "persönlich"]);
    if reports
        && (binds
            || said.any(&["melden sie sich", "sie melden sich"]) && !said.any(&["bitte", "gern", "gerne"]))
    {
        return Some(Ruling::Ancillary);
    }
    if said.any(&["integrationskurs*", "integrationskurses"])
        && said.any(&["teilnahme", "=teilnehmen", "teilzunehmen", "=besuchen"])
        && binds
    {
        return Some(Ruling::Ancillary);
    }
    None
}

pub(super) fn orders(said: Said<'_, '_>) -> Option<Ruling> {
    let free = said.any(&["=können"]) && !said.negated();
    let performs = !free
        && said.any(&["=untersagen", "=anordnen", "angeordnet", "untersagt", "=verbieten"])
        && said.any(&["sie", "ihnen", "wird", "werden", "wir", "ich"])
        && !perfect_told(said);
    let binds = said.any(&["=verpflichten", "verpflichtet", "aufgegeben", "=aufgeben", "aufgefordert"])
        && said.any(&[
            "werden sie",
            "sie werden",
            "wir verpflichten",
            "ich verpflichte",
            "hiermit",
            "ihnen wird",
            "wird ihnen",
            "sie sind",
            "sind sie",
        ]);
    (performs || binds).then_some(Ruling::Order)
}

//! Expulsion: the weighing of both interests and the protection of some groups.

use letter::{LetterKind, Ruling};
use rule::Rule;

use super::sheet::Sheet;
use super::words;
use crate::engine::{Context, Found};

const LEAVE_INTEREST: &[&str] = &[
    "ausweisungsinteresse*",
    "ausreiseinteresse*",
    "interesse … ausreise",
    "interesse … ausweisung",
    "fernhaltung",
];
const STAY_INTEREST: &[&str] =
    &["bleibeinteresse*", "interesse … verbleib|bleiben", "interesse … hier zu bleiben", "bleiberecht*"];
const RESULT: &[&str] = &[
    "überwieg*",
    "schwerer wiegt|wiegen",
    "wiegt|wiegen … schwerer",
    "mehr|größeres|höheres|größere gewicht",
    "vorrang",
    "hinter … zurück*",
    "übergewicht",
    "gewichtiger",
    "nachrang",
    "tritt|treten|zurücktreten … hinter|zurück",
    "zurückstehen",
    "höher zu gewichten|bewerten",
    "überwog",
    "fällt … gegen|zu ihren lasten",
];

fn expels(sheet: &Sheet<'_>) -> bool {
    !sheet.announces()
        && (sheet.point(&[Ruling::Expel]).is_some() || sheet.is(LetterKind::Expulsion))
        && !sheet.is(LetterKind::LossOfFreeMovement)
}

fn say(mut found: Found, text: &str) -> Found {
    found.given = vec![text.to_owned()];
    found.repeats = true;
    found
}

/// The ruling, or the first sentence of the reasons that weighs.
fn place(sheet: &Sheet<'_>) -> Option<Found> {
    let weighing =
        sheet.first(&["abwägung", "abzuwägen", "abgewogen", "§ 53"]).map(|h| sheet.mark_line(h.line));
    let point = || sheet.point(&[Ruling::Expel]).map(|p| sheet.mark_point(p));
    // In a piece the sentence that names an interest or the result is what lacks the rest.
    let named = || {
        sheet.reason(LEAVE_INTEREST).or_else(|| sheet.reason(STAY_INTEREST)).or_else(|| sheet.reason(RESULT))
    };
    let named = if sheet.decides() { named().map(|h| sheet.mark_line(h.line)) } else { None };
    weighing.or(named).or_else(point)
}

/// One of the interests, or the result, is missing.
pub(in crate::native) fn one_sided(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if !expels(&sheet) {
        return;
    }
    let leave_said = sheet.says(LEAVE_INTEREST);
    let stay_said = sheet.says(STAY_INTEREST);
    let none_to_stay =
        sheet.says(&["kein|keine|weder … bleibeinteresse*", "bleibeinteresse* … nicht|kein|keine"]);
    let (leave, stay) = (sheet.cites("AufenthG", "54", ""), sheet.cites("AufenthG", "55", ""));
    let result = sheet.says(RESULT);
    if sheet.asks() {
        let Some(at) = place(&sheet) else { return };
        if !leave {
            found.push(say(
                at.clone(),
                "Das Ausweisungsinteresse fehlt, mit der Nummer des § 54 AufenthG und Tatsachen",
            ));
        }
        if !stay && !none_to_stay {
            found.push(say(at.clone(), "Das Bleibeinteresse fehlt, mit der Nummer des § 55 AufenthG oder dem Satz, warum keines besteht"));
        }
        if !result {
            found.push(say(at, "Das Ergebnis der Abwägung fehlt: welches Interesse überwiegt und warum"));
        }
        return;
    }
    // A piece of the reasons that weighs, but has one side only.
    let concludes = sheet.first(&[
        "auszuweisen",
        "ausweisung … geboten|erforderlich|gerechtfertigt|verhältnismäßig|notwendig|rechtmäßig|zwingend",
        "werden|wurden|weisen … ausgewiesen|aus",
        "überwieg*",
        "ausweisung … weil|da|denn",
    ]);
    let bare = sheet.first(&["abwägung|abgewogen|abwägen … ausweisung … verhältnismäßig|gerechtfertigt|geboten|erforderlich|rechtmäßig", "abwägung|abwägen … auszuweisen|ausgewiesen|ausweisung"]);
    if let Some(hit) =
        bare.filter(|h| !leave && !stay && !leave_said && !stay_said && !sheet.fact_near(h.line, 1))
    {
        found.push(say(sheet.mark_line(hit.line), "Ausweisungs- und Bleibeinteresse fehlen (§§ 54, 55 AufenthG) und das Ergebnis, welches überwiegt"));
        return;
    }
    let one = (leave || leave_said) != (stay || stay_said);
    if let Some(hit) = concludes {
        let argued = sheet.has(hit.line, words::CAUSE) || sheet.lines.len() > 1;
        if one && (result || argued) && !none_to_stay {
            let missing = if leave || leave_said {
                "Das Bleibeinteresse fehlt, mit der Nummer des § 55 AufenthG"
            } else {
                "Das Ausweisungsinteresse fehlt, mit der Nummer des § 54 AufenthG und Tatsachen"
            };
            found.push(say(sheet.mark_line(hit.line), missing));
        } else if !leave && !leave_said && !stay && !stay_said && sheet.has(hit.line, words::CAUSE) && !result
        {
            found.push(say(sheet.mark_line(hit.line), "Ausweisungs- und Bleibeinteresse fehlen (§§ 54, 55 AufenthG) und das Ergebnis, welches überwiegt"));
        }
    } else if let Some(hit) = sheet.first(LEAVE_INTEREST).filter(|_| one && leave && sheet.lines.len() > 1) {
        found.push(say(
            sheet.mark_line(hit.line),
            "Das Bleibeinteresse fehlt, mit der Nummer des § 55 AufenthG",
        ));
    }
}

/// The factors of § 53 Abs. 2.
const FACTORS: [(&str, &[&str]); 5] = [
    (
        "die Dauer des Aufenthalts",
        &[
            "aufenthaltsdauer",
            "dauer … aufenthalts|aufenthaltes",
            "seit … jahren",
            "seit dem #date … in|hier",
            "seit #num … hier|in",
            "jahre* … hier|deutschland|bundesgebiet",
            "jahre* aufenthalt",
            "aufenthalt … seit … jahren",
            "leben|lebt … seit",
            "in deutschland|hier geboren",
            "seit ihrer|seiner geburt|kindheit|jugend",
            "lange* aufenthalt*",
        ],
    ),
    (
        "die Bindungen in Deutschland",
        &[
            "wirtschaftlich*",
            "arbeit*",
            "gearbeitet",
            "ausbildung*",
            "*verein",
            "freunde*",
            "beruf*",
            "beschäftig*",
            "integr*",
            "sozial*",
            "sprachkenntnis*",
            "bindung*",
            "eingegliedert",
            "eingefügt",
            "verwurzel*",
            "schule",
            "betrieb",
        ],
    ),
    (
        "die Bindungen im Herkunftsstaat",
        &[
            "herkunftsland|herkunftsstaat|heimatland|heimatstaat|heimat … bindung*|leben|famil*|eltern|sprache|aufgewachsen|geschwister|vertraut|reintegr*|verwandt*|fuß|zurecht*",
            "dort … leben|lebt|aufgewachsen|famil*|eltern|mutter|vater|geschwister|verwandt*|sprache|zu hause|haus|niemand*|wohnen|verwurzel*",
            "in|an … bindet|bindung* … mehr",
            "bindungen zu|an|nach|in",
            "niemanden mehr",
            "sprechen … sprache|muttersprache",
            "reintegration",
            "wieder einleben|einzuleben|eingliedern|eingewöhnen",
            "haben sie … eltern|mutter|vater|geschwister|familie|verwandte*",
            "leben|lebt|wohnen|wohnt … eltern|mutter|vater|geschwister|großeltern|bruder|schwester|verwandte",
            "eltern|mutter|vater|geschwister|großeltern|verwandte* … leben|lebt|wohnen|wohnt",
        ],
    ),
    (
        "die Folgen für Angehörige",
        &[
            "die folgen|auswirkungen für|auf",
            "folge|folgen|auswirkung*|wirkt … für|auf … *kind*|tochter|sohn|ehefrau|ehemann|frau|mann|partner*|lebensgefährt*|mutter|vater|eltern|famil*|angehörig*|bruder|schwester",
            "für … ehefrau|tochter|sohn|kinder|kind|ehemann|mutter|vater|eltern|lebensgefährt*|partner*|angehörig*|sie … folge|folgen|bedeutet|hart|zumutbar|trennung|belast*",
            "freundin|freund|verlobte|verlobter|lebensgefährt*|ehefrau|frau|mann|ehemann ~ müsste|kann|könnte|darf|muss",
            "vermissen|vermisst",
            "kinder haben sie nicht",
            "keine kinder",
            "kinderlos",
            "tochter|sohn|kinder|kind|ehefrau|ehemann|partner* … verliert|verlieren|trifft|getroffen|belast*|zumutbar|getrennt|trennung|besuch*",
            "trennung … famil*|kind*|ehefrau|ehemann|frau|tochter|sohn|partner*|eltern",
            "keine|kein|ohne … angehörig*|famil* … betroffen|deutschland|bundesgebiet|hier",
            "angehörig*|famil* … nicht|keine|niemand*",
            "wohl des|ihres|ihrer kindes|tochter|sohnes|kinder",
            "kindeswohl",
            "ledig … keine kinder",
            "ledig und kinderlos",
            "art. 8 … emrk … famil*",
            "familienmitglied*",
        ],
    ),
    (
        "das rechtstreue Verhalten",
        &[
            "rechtstreu*",
            "gesetzestreu*",
            "straffrei*",
            "vorstraf*",
            "nie … verurteilt|straffällig",
            "nicht … straffällig|vorbestraft",
            "unbestraft",
            "rechtskonform*",
            "vorbestraft",
            "wiederholt … straf*|verurteilt",
            "mehrfach … straf*|verurteilt",
            "an recht|gesetz*",
            "rechtsordnung",
            "gesetze* … gehalten",
        ],
    ),
];

/// A factor of § 53 Abs. 2 is not dealt with.
pub(in crate::native) fn factors(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if !expels(&sheet) {
        return;
    }
    let whole = sheet.whole();
    let weighing = sheet.first(&["abwägung … 53", "abwägung", "abzuwägen", "abgewogen", "§ 53 … 2"]);
    // Rulings with their reasons are asked where both interests were weighed.
    let both = sheet.decides() && sheet.cites("AufenthG", "54", "") && sheet.cites("AufenthG", "55", "");
    if !whole && weighing.is_none() && !both {
        return;
    }
    let rulings = if sheet.asks() { sheet.rulings() } else { Vec::new() };
    // Dates of the facts tell the duration, but whether the family was thought of shows only in the weighing.
    let from = if whole { first_of_reasons(&sheet) } else { 0 };
    let to = if whole { end_of_weighing(&sheet, from) } else { sheet.lines.len() };
    let lines: Vec<usize> = (from..to).filter(|l| rulings.binary_search(l).is_err()).collect();
    let missing: Vec<&str> = FACTORS
        .iter()
        .filter(|(_, patterns)| !lines.iter().any(|l| sheet.has(*l, patterns)))
        .map(|(name, _)| *name)
        .collect();
    if !whole && (missing.len() > 3 && !both || missing.is_empty()) {
        return;
    }
    let at = weighing.map(|h| sheet.mark_line(h.line)).or_else(|| place(&sheet));
    let Some(at) = at else { return };
    found.extend(missing.into_iter().map(|factor| say(at.clone(), factor)));
}

/// Where the facts end and the weighing of the law begins: the first norm of §§ 53 to 55.
fn first_of_reasons(sheet: &Sheet<'_>) -> usize {
    (0..sheet.lines.len())
        .find(|l| ["53", "54", "55"].iter().any(|s| sheet.cites_in(sheet.range(*l), "AufenthG", s, "")))
        .unwrap_or(0)
}

/// Where the reasons go on to the ban, the threat or the immediate enforcement.
fn end_of_weighing(sheet: &Sheet<'_>, from: usize) -> usize {
    let cites = |l: usize, law: &str, s: &str| sheet.cites_in(sheet.range(l), law, s, "");
    (from..sheet.lines.len())
        .find(|l| {
            ["11", "50", "58", "59"].iter().any(|s| cites(*l, "AufenthG", s)) || cites(*l, "VwGO", "80")
        })
        .unwrap_or(sheet.lines.len())
}

/// A protected person, but only the ordinary weighing.
pub(in crate::native) fn protection(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const STATUS: &[&str] = &[
        "erlaubnis zum daueraufenthalt",
        "daueraufenthalt – eu",
        "daueraufenthalt-eu",
        "als flüchtling anerkannt",
        "anerkannter|anerkannte|anerkannten flüchtling",
        "flüchtlingseigenschaft … zuerkannt",
        "asylberechtigt*",
        "subsidiär* schutz*",
        "subsidiär schutzberechtigt*",
        "internationalen schutz* … zuerkannt",
        "assoziation*",
        "arb 1",
        "freizügigkeitsberechtigt*",
        "unionsbürger*",
        "reiseausweis für flüchtlinge",
        "asylverfahren … noch nicht|anhängig|läuft",
        "asylantrag … noch nicht|anhängig|läuft",
        "als asylberechtigt",
        "anerkennung als flüchtling",
        "internationaler schutz … zuerkannt",
    ];
    const NO: &[&str] = &["kein|keine|nicht|weder|abgelehnt|nie|ehemals|erloschen|widerrufen"];
    let sheet = Sheet::new(ctx);
    if !expels(&sheet) {
        return;
    }
    let higher = ["3", "3a", "3b", "4"].iter().any(|p| sheet.cites("AufenthG", "53", p))
        || sheet.cites("FreizügG/EU", "6", "")
        || sheet.says(&[
            "unerlässlich",
            "zwingend* gründe* der nationalen|öffentlichen",
            "grundinteresse* … gesellschaft",
            "gegenwärtig* … schwerwiegend* … gefahr",
            "schwerwiegende gefahr … gegenwärtig",
        ]);
    if higher {
        return;
    }
    let status = sheet.all(STATUS).into_iter().find(|h| {
        // "Ihr Asylverfahren ist noch nicht abgeschlossen" is the status, not its denial.
        !sheet.has(h.line, NO)
            || sheet.has(h.line, &["asylverfahren|asylantrag … nicht ~ abgeschlossen|entschieden|beendet"])
    });
    if let Some(hit) = status
        && (sheet.whole()
            || sheet.says(&[
                "abwägung",
                "überwieg*",
                "ausgewiesen",
                "auszuweisen",
                "ausweisung",
                "ausweisungsinteresse*",
            ]))
    {
        found.push(sheet.mark(&hit));
    }
}

//! How a sentence weighs: for, against, the outcome; and where it says that there was no choice.

use super::signs::{Sign, Signs};
use super::words::CAUSE;
use crate::point::Said;

/// For the person, against the person, and what weighs more.
pub(super) fn weighs(said: Said<'_, '_>, signs: &mut Signs) {
    // "… dass gegen die Person kein Grund für eine Ausweisung spricht (§ 5 …)": the law speaks.
    let law =
        signs.has(Sign::Norm) && signs.has(Sign::Requirement) && !said.any(&["sie", "ihnen", "ihr", "ihre"]);
    // Who speaks German speaks for nothing.
    let language =
        said.any(&["deutsch", "sprache*", "englisch", "französisch", "arabisch"]) && !said.has("dass");
    let speaks = said.any(&["=sprechen", "sprechen", "spricht", "sprach", "sprachen"]) && !language;
    // "Zwar …, aber …" names both sides.
    let zwar = said.has("zwar") && !said.has("und zwar");
    let pro = said.any(&[
        "zu ihren gunsten",
        "zugunsten",
        "zu gunsten",
        "zugute",
        "zugutekommt",
        "für sie spricht",
        "für sie sprechen",
        "spricht für sie",
        "spricht zwar",
        "für ihn spricht",
        "zu seinen gunsten",
        "anerkennenswert*",
        "bleibeinteresse*",
        "für ihren mandanten",
        "für ihre mandantin",
        "für sie , dass",
        "gut für sie ist",
        "gut für sie :",
        "einerseits",
        "auf der einen seite",
        "verkenne nicht",
        "verkennen nicht",
        "verkennt nicht",
        "nicht verkannt",
    ]) && !said.any(&["nicht gut für sie"]) || zwar
        // "Wir haben gesehen, dass Sie …"; "Folgendes bedacht:" names nothing yet.
        || said.any(&["bedacht", "habe ich gesehen", "haben wir gesehen", "ist uns bewusst", "uns ist bewusst", "wissen wir"])
            && said.any(&["dass", "wie"]);
    let contra = zwar && said.any(&["aber", "jedoch", "doch", "dennoch", "allerdings"])
        || said.any(&[
            "zu ihren lasten",
            "zulasten",
            "zu lasten",
            "gegen sie spricht",
            "gegen sie sprechen",
            "gegen sie fällt",
            "gegen ihn spricht",
            "spricht gegen",
            "dagegen spricht",
            "dagegen sprechen",
            "dagegen steht",
            "zu seinen lasten",
            "ausweisungsinteresse*",
            "andererseits",
            "auf der anderen seite",
            "dagegen habe ich",
            "dagegen haben wir",
            "demgegenüber",
            "dem steht",
            "dem stehen",
            "steht gegenüber",
            "stehen gegenüber",
            "haben wir uns dagegen",
            "wir uns dagegen entschieden",
            "nicht gut für sie",
            "schlecht für sie",
        ]);
    // "Für Warnowhagen spricht …. Für Tollensee spricht …": two sides of a choice.
    let side = speaks && said.any(&["für", "dafür"]);
    let other = speaks
        && (said.any(&["gegen", "dagegen"])
            || said.any(&["für eine", "für einen"]) && said.count("für") >= 2);
    // "Für Herrn Adamu wurde berücksichtigt, dass …", "Gegen ihn wiegt, dass …", "Negativ fällt ins Gewicht, …".
    let counts = said.any(&[
        "wiegt",
        "wiegen",
        "ins gewicht",
        "berücksichtigt",
        "berücksichtigen",
        "gewertet",
        "gewürdigt",
        "anzuführen",
        "angeführt",
        "streitet",
        "streiten",
        "ist zu sehen",
        "anzurechnen",
        "angerechnet",
    ]);
    let for_person = said.any(&[
        "für sie",
        "für ihn",
        "für herrn",
        "für frau",
        "für den antragsteller",
        "für die antragstellerin",
        "für den betroffenen",
        "für die betroffene",
        "positiv",
        "günstig",
        "mildernd",
    ]);
    let against_person = said.any(&[
        "gegen sie",
        "gegen ihn",
        "gegen herrn",
        "gegen frau",
        "gegen den antragsteller",
        "gegen die antragstellerin",
        "gegen den betroffenen",
        "gegen die betroffene",
        "negativ",
        "nachteilig",
        "erschwerend",
    ]);
    signs.add(Sign::Pro, pro || (side || counts && for_person) && !law);
    signs.add(Sign::Contra, contra || (other || counts && against_person) && !law);
    // "Drei Jahre erscheinen notwendig, aber auch ausreichend, weil …": how long, and why.
    let length = said.any(&["jahr*", "monat*"])
        && said.any(CAUSE)
        && said.any(&[
            "notwendig",
            "nötig",
            "reichen",
            "reicht",
            "ausreichend",
            "angemessen",
            "genügt",
            "genügen",
            "braucht",
            "erforderlich",
            "halten wir",
            "halte ich",
            "ergebnis",
            "hält",
            "entschieden",
            "festgesetzt",
            "geboten",
        ]);
    let weight = said.any(&[
        "=überwiegen",
        "überwiegt",
        "überwiegen",
        "wiegt schwerer",
        "wiegen schwerer",
        "schwerer wiegt",
        "schwerer als",
        "schwerer",
        "gewichtiger",
        "=zurücktreten",
        "tritt zurück",
        "treten zurück",
        "zurücktreten",
        "tritt dahinter",
        "zurückstehen",
        "zurückzustehen",
        "zurückzutreten",
        "nachrangig*",
        "höher zu bewerten",
        "höher bewertet",
        "höher gewichtet",
        "unter dem strich",
        "vorrang*",
        "vorzug",
        "überwogen",
        "den ausschlag",
        "außer verhältnis",
        "wichtiger",
        "stärker gewichtet",
        "zählt mehr",
        "zählen mehr",
        "mehr zählt",
        "sind stärker",
        "ist stärker",
        "für gerechtfertigt",
        "für angemessen",
        "für verhältnismäßig",
        "für richtig",
    ]) || said.any(&["gewicht", "gewichten"])
        && said.any(&[
            "mehr",
            "weniger",
            "größeres",
            "geringeres",
            "wenig",
            "höheres",
            "höher",
            "kein",
            "besonderes",
        ]);

    let chosen = said.any(&["deshalb", "daher", "darum", "insgesamt", "im ergebnis"])
        && said.any(&[
            "entschieden",
            "verkürzt",
            "festgesetzt",
            "abgezogen",
            "beschränken",
            "beschränkt",
            "angemessen",
            "halten",
            "halte",
            "bleibt es",
            "gewählt",
            "halbiert",
        ]);
    // "Länger muss das Verbot nicht sein, da die Beute gering war."
    let longer = said.any(&["länger", "kürzer", "kürzere", "längere"])
        && said.any(&["verbot", "frist", "dauer", "zeit", "sperre", "befristung"])
        && signs.has(Sign::Cause);
    signs.add(Sign::Outcome, length || weight || chosen || longer);
    signs.add(
        Sign::Heeded,
        said.any(&[
            "schutzwürdig*",
            "anerkennen",
            "ihr interesse",
            "ihrem interesse",
            "ihren interessen",
            "ihre interessen",
            "ihre belange",
            "ihr wunsch",
            "ihrem wunsch",
            "ihren wunsch",
            "verständlich",
        ]),
    );
}

/// "musste zwingend abgelehnt werden": no choice was seen.
pub(super) fn compelled(said: Said<'_, '_>) -> bool {
    let acts = said.any(&[
        "=ablehnen",
        "=anordnen",
        "=erlassen",
        "=zurücknehmen",
        "=widerrufen",
        "=versagen",
        "=verkürzen",
        "abzulehnen",
        "anzuordnen",
        "zurückzunehmen",
        "zu widerrufen",
        "zu versagen",
        "zu verkürzen",
        "=entscheiden",
        "abgelehnt",
        "zu entscheiden",
        "=beschränken",
        "zu erlassen",
        "=ausweisen",
        "entscheidung",
        "ergebnis",
        "=erteilen",
        "=festsetzen",
        "festzusetzen",
        "erteilung",
        "absehen",
        "abzusehen",
        "=verpflichten",
        "zu verpflichten",
        "=feststellen",
        "festzustellen",
        "=zulassen",
        "folge",
        "beschränkung",
        "möglich",
    ]);
    let forced = said.any(&[
        "zwingend*",
        "notwendige folge",
        "zwangsläufig*",
        "unvermeidlich*",
        "einzig mögliche*",
        "einzige mögliche",
        "alternativlos",
        "kein spielraum",
        "keinen spielraum",
        "ein spielraum besteht nicht",
        "spielraum besteht nicht",
        "keine wahl",
        "keine andere wahl",
        "kein anderes ergebnis",
        "ein anderes ergebnis",
        "keine andere entscheidung möglich",
        "bleibt kein raum",
        "kein raum",
        "kein ermessen",
        "gezwungen",
        "unausweichlich",
        "ausgeschlossen",
        "ausnahmslos",
        "bin ich verpflichtet",
        "sind wir verpflichtet",
        "waren wir verpflichtet",
        "war ich verpflichtet",
        "behörde verpflichtet",
        "lässt das gesetz nicht zu",
        "lässt das gesetz keine",
    ]);
    let must = said.any(&["musste", "mussten", "müssen wir", "wir müssen", "muss ich", "ich muss"])
        && said.any(&[
            "=ablehnen",
            "abgelehnt",
            "=versagen",
            "widerrufen",
            "zurückgenommen",
            "=zurücknehmen",
            "angeordnet",
            "=anordnen",
            "verkürzt",
            "ablehnen",
            "=verkürzen",
            "=widerrufen",
            "=ausweisen",
            "=beschränken",
            "=verpflichten",
            "=festsetzen",
            "=erlassen",
        ]);
    // "Wir müssen nicht verkürzen, wir dürfen es."
    let free = said.any(&[
        "müssen nicht",
        "muss nicht",
        "mussten nicht",
        "musste nicht",
        "müssen wir nicht",
        "muss ich nicht",
        "mussten wir nicht",
        "nicht verkürzen",
        "nicht widerrufen",
        "nicht zurücknehmen",
        "nicht anordnen",
        "nicht beschränken",
        "nicht zwingend",
        "nicht gezwungen",
        "dürfen es",
        "nicht ausgeschlossen",
    ]) && !said.has("nicht anders");
    (acts && forced || must) && !free
}

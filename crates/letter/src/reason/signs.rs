//! What a sentence of the reasons shows, by its words.

use super::fact;
use crate::phrase::Scan;
use crate::point::Said;

/// Something a sentence can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Sign {
    /// A norm is cited.
    Norm = 1,
    /// What a norm asks for, in words, beside the norm.
    Requirement = 1 << 1,
    /// A fact of this case: a date, an amount, a period, a document, an office, something the person did.
    Fact = 1 << 2,
    /// Norm and fact are joined ("weil", "deshalb", "in Ihrem Fall").
    Link = 1 << 3,
    /// The result for the point ("liegen nicht vor", "kommt nicht in Betracht").
    Result = 1 << 4,
    /// Discretion is named ("Ermessen", "abgewogen").
    Discretion = 1 << 5,
    /// Something that speaks for the person.
    Pro = 1 << 6,
    /// Something that speaks against the person.
    Contra = 1 << 7,
    /// Which side weighs more.
    Outcome = 1 << 8,
    /// A milder means is looked at.
    Milder = 1 << 9,
    /// The office says it had no choice ("musste", "zwingend").
    Compelled = 1 << 10,
    /// What the person put forward.
    Submission = 1 << 11,
    /// An answer to what the person put forward.
    Answer = 1 << 12,
    /// A bare statement that a requirement is met or not, with nothing that shows it ("Das ist hier nicht der Fall.").
    Bare = 1 << 13,
    /// Family, a child, or an illness of the person.
    Family = 1 << 14,
    /// A word that gives a cause ("weil", "denn", "wegen").
    Cause = 1 << 15,
    /// The case is laid beside the norm ("bei Ihnen", "das trifft auf Sie zu", "diese Voraussetzung erfüllen Sie").
    Applied = 1 << 16,
    /// Something is denied ("nicht", "kein").
    Denied = 1 << 17,
    /// Interests or wishes of the person are named, without saying for which side ("Ihr Wunsch", "berücksichtigt").
    Heeded = 1 << 18,
    /// Most of the sentence stands in a law word by word.
    Copied = 1 << 19,
}

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Signs(u32);

impl Signs {
    /// No sign.
    pub const NONE: Signs = Signs(0);

    /// True if the sign is in the set.
    pub const fn has(self, sign: Sign) -> bool {
        self.0 & sign as u32 != 0
    }

    /// True if one of the signs is in the set.
    pub fn any(self, signs: &[Sign]) -> bool {
        signs.iter().any(|s| self.has(*s))
    }

    /// The signs of both sets.
    pub const fn union(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    pub(super) fn add(&mut self, sign: Sign, there: bool) {
        if there {
            self.0 |= sign as u32;
        }
    }

    pub(super) fn remove(&mut self, sign: Sign) {
        self.0 &= !(sign as u32);
    }
}

/// Reads the signs of a sentence; `cites` tells whether it cites a norm.
pub(super) fn read(scan: &Scan<'_>, index: usize, cites: bool) -> Signs {
    let said = Said::new(scan, index);
    let mut signs = Signs::NONE;
    // Advice, payment, regret: nothing that carries a decision.
    let aside = advises(said);
    let fact = !aside && fact::is_fact(scan, index);
    let because = !aside && said.any(CAUSE);
    signs.add(Sign::Norm, cites);
    signs.add(Sign::Cause, because || said.has("da") && starts_clause(scan, index, "da"));
    signs.add(Sign::Fact, fact);
    signs.add(Sign::Requirement, requires(said, cites));
    signs.add(
        Sign::Link,
        because || !aside && said.any(LINKS) || said.has("da") && starts_clause(scan, index, "da"),
    );
    signs.add(Sign::Applied, said.any(APPLIED));
    signs.add(Sign::Denied, said.negated());
    signs.add(Sign::Result, said.any(RESULT));
    // "Einen Spielraum lässt uns das Gesetz nicht": no discretion.
    let none = said.negated() && said.any(&["spielraum", "kein ermessen", "keinen spielraum"]);
    signs.add(Sign::Discretion, said.any(DISCRETION) && !none);
    weighs(said, &mut signs);
    signs.add(Sign::Milder, said.any(MILDER));
    signs.add(Sign::Compelled, compelled(said));
    // "Sie haben am 3. Mai 2026 erklärt, dass …"
    let tells = said.any(&[
        "=erklären",
        "=mitteilen",
        "=vortragen",
        "=angeben",
        "=antworten",
        "=einwenden",
        "=schreiben",
        "=meinen",
        "=sagen",
    ]) && said.any(&["sie haben", "haben sie", "sie hatten", "hatten sie", "sie"])
        && !said.any(&["wir", "ich", "hat", "wurden", "wurde"]);
    let submits = !aside && (said.any(SUBMISSION) || tells);
    signs.add(Sign::Submission, submits);
    signs.add(Sign::Answer, (because || fact) && said.any(ANSWER));
    signs.add(Sign::Bare, !fact && !because && bare(said));
    signs.add(Sign::Family, said.any(FAMILY));
    signs
}

/// "Bitte zahlen Sie …", "Möchten Sie …, beantragen Sie …", "Es tut uns leid".
fn advises(said: Said<'_, '_>) -> bool {
    said.any(&[
        "bitte",
        "iban",
        "kassenzeichen",
        "buchungszeichen",
        "tut uns leid",
        "tut mir leid",
        "=bedauern",
        "bedaure",
        "rufen sie",
        "wenden sie",
    ]) || said.starts_with_order()
        || matches!(said.first(), Some("möchten" | "brauchen" | "benötigen" | "sollten" | "haben") if said.any(&["sie"]))
}

const CAUSE: &[&str] = &[
    "weil",
    "denn",
    "nämlich",
    "zumal",
    "wegen",
    "aufgrund",
    "angesichts",
    "grund dafür",
    "grund hierfür",
    "der grund",
    "liegt daran",
    "maßgeblich",
    "entscheidend",
    "ausschlaggebend",
    "obwohl",
    "indem",
];

const LINKS: &[&str] = &[
    "aber",
    "jedoch",
    "sondern",
    "reicht",
    "reichen",
    "genügt",
    "genügen",
    "fehlt",
    "fehlen",
    "deshalb",
    "daher",
    "darum",
    "deswegen",
    "somit",
    "folglich",
    "demnach",
    "mithin",
    "infolgedessen",
    "damit",
    "also",
    "aus diesem grund",
    "aus diesen gründen",
    "in ihrem fall",
    "bei ihnen",
    "im vorliegenden fall",
    "hier",
    "erfüllen sie",
    "nicht erfüllt",
    "zwar",
    "daran",
    "so dass",
    "sodass",
    "trifft auf",
    "das trifft",
    "so ist es",
    "so liegt es",
    "danach",
];

const APPLIED: &[&str] = &[
    "bei ihnen",
    "in ihrem fall",
    "im vorliegenden fall",
    "trifft auf",
    "das trifft",
    "das passt",
    "so ist es",
    "so liegt es",
    "so verhält es sich",
    "daran fehlt",
    "der fall",
    "diese voraussetzung*",
    "diese anforderung*",
    "diese bedingung*",
    "solche",
    "solches",
    "solcher",
    "erfüllen sie",
    "sie erfüllen",
    "deshalb",
    "daher",
    "darum",
    "somit",
    "demnach",
    "danach",
    "hier",
    "ihr fall",
    "auf sie",
    "beides",
];

const RESULT: &[&str] = &[
    "liegen nicht vor",
    "liegt nicht vor",
    "nicht vor",
    "nicht in betracht",
    "nicht erfüllt",
    "nicht gegeben",
    "erfüllen sie nicht",
    "=ablehnen",
    "=versagen",
    "abzulehnen",
    "zu versagen",
    "besteht nicht",
    "nicht zu",
    "scheidet aus",
    "im ergebnis",
    "nicht möglich",
    "ist erfüllt",
    "sind erfüllt",
    "liegt vor",
    "liegen vor",
    "der fall",
    "ausreisepflichtig",
    "erlischt",
    "erloschen",
];

const DISCRETION: &[&str] = &[
    "ermessen*",
    "abgewogen",
    "abwägung*",
    "=abwägen",
    "abzuwägen",
    "ermessensentscheidung*",
    "entscheidungsspielraum",
    "spielraum",
    "interessenabwägung",
    "gewichten",
    "ob wir",
    "ob ich",
];

const MILDER: &[&str] = &[
    "mildere mittel",
    "milderes mittel",
    "milder*",
    "kürzere*",
    "weniger einschneidend*",
    "haben wir erwogen",
    "habe ich erwogen",
    "haben wir geprüft",
    "habe ich geprüft",
    "geprüft wurde",
    "absehen",
    "abzusehen",
    "abgesehen",
    "reicht nicht",
    "genügt nicht",
    "genügen nicht",
    "anders nicht",
    "verhältnismäßig*",
    "zumutbar*",
    "zuzumuten",
];

const SUBMISSION: &[&str] = &[
    "vorgetragen",
    "trug",
    "tragen sie vor",
    "trugen sie vor",
    "sie schreiben",
    "schrieben sie",
    "sie haben geschrieben",
    "haben sie geschrieben",
    "haben sie erklärt",
    "sie haben erklärt",
    "sie erklärten",
    "erklärten sie",
    "haben sie mitgeteilt",
    "sie haben mitgeteilt",
    "teilten sie",
    "haben sie angegeben",
    "sie haben angegeben",
    "sie gaben an",
    "gaben sie an",
    "sie geben an",
    "geben sie an",
    "sie sagen",
    "haben sie gesagt",
    "sie haben gesagt",
    "sagten sie",
    "antworteten sie",
    "sie antworteten",
    "haben sie geantwortet",
    "sie haben geantwortet",
    "haben sie sich geäußert",
    "sie haben sich geäußert",
    "ihre stellungnahme",
    "ihrer stellungnahme",
    "ihr einwand",
    "ihren einwand",
    "ihr vorbringen",
    "ihr vortrag",
    "sie machen geltend",
    "machen sie geltend",
    "machten sie geltend",
    "geltend gemacht",
    "ihr hinweis",
    "ihren hinweis",
    "sie berufen sich",
    "sie wenden ein",
    "wenden sie ein",
    "eingewandt",
    "ihre bitte",
    "ihr wunsch",
    "ihre sorge",
    "ihr argument",
    "nach ihren angaben",
    "haben sie uns",
];

const ANSWER: &[&str] = &[
    "nach eigener angabe",
    "nach eigenen angaben",
    "eigenen angaben",
    "nach ihren angaben",
    "ändert nichts",
    "ändert daran",
    "ändert das",
    "ändern daran",
    "nichts daran",
    "hilft",
    "helfen",
    "überzeugt nicht",
    "entkräftet",
    "widerlegt",
    "entschuldigt",
    "führt zu keiner",
    "führt zu keinem",
    "steht dem nicht",
    "steht nicht entgegen",
    "stehen dem nicht",
    "entgegen",
    "zwar",
    "dass sie",
    "dass ihr",
    "dass ihre",
    "auch wenn",
    "selbst wenn",
    "berücksichtigt",
    "kein anderes",
    "nicht anders",
    "wiegt",
    "gewicht",
    "reicht nicht",
    "genügt nicht",
    "aber",
    "jedoch",
    "dennoch",
    "trotzdem",
    "nicht glaubhaft",
    "richtig ist",
];

const FAMILY: &[&str] = &[
    "bindung*",
    "angehörig*",
    "kind",
    "kinder",
    "kindern",
    "kindes",
    "kindeswohl*",
    "tochter",
    "töchter",
    "sohn",
    "söhne",
    "sohnes",
    "ehefrau",
    "ehemann",
    "ehegatt*",
    "ehe",
    "mutter",
    "vater",
    "eltern",
    "familie",
    "familiär*",
    "partnerin",
    "partner",
    "lebensgefährt*",
    "verlobt*",
    "schwanger*",
    "geburt",
    "krank*",
    "erkrank*",
    "attest*",
    "therapie",
    "behandlung",
    "depression*",
    "arzt",
    "ärztlich*",
    "gesundheit*",
    "klinik*",
    "krankenhaus*",
    "baby",
    "säugling",
    "sorgerecht",
    "umgang",
    "pflege",
];

/// What the law says, in general words.
fn requires(said: Said<'_, '_>, cites: bool) -> bool {
    let law = said.any(&[
        "=voraussetzen",
        "setzt voraus",
        "voraus",
        "voraussetzung*",
        "=verlangen",
        "=fordern",
        "=erfordern",
        "erforderlich",
        "=müssen",
        "=brauchen",
        "=benötigen",
        "=dürfen",
        "=können",
        "=sollen",
        "nur",
        "wenn",
        "soweit",
        "sofern",
        "wer",
        "jemand",
        "in der regel",
        "grundsätzlich",
        "ist zu",
        "sind zu",
        "=gelten",
        "=bedeuten",
        "gesetz",
        "danach",
        "nach dieser vorschrift",
        "=erlöschen",
        "=wiegen",
        "schuldet",
        "haftet",
        "=haften",
        "gehört",
        "beträgt",
        "muss",
        "wird",
        "werden",
    ]);
    let bases = said.any(&["=beruhen", "rechtsgrundlage", "=stützen", "grundlage"]);
    // "Die Entscheidung beruht auf § 5 AufenthG" says nothing about what § 5 asks for.
    let words = said.words();
    law && words >= if bases { 12 } else { 5 } && (cites || words >= 6)
}

/// For the person, against the person, and what weighs more.
fn weighs(said: Said<'_, '_>, signs: &mut Signs) {
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
    ]) || zwar;
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
            "demgegenüber",
        ]);
    // "Für Warnowhagen spricht …. Für Tollensee spricht …": two sides of a choice.
    let side = speaks && said.any(&["für", "dafür"]);
    let other = speaks
        && (said.any(&["gegen", "dagegen"])
            || said.any(&["für eine", "für einen"]) && said.count("für") >= 2);
    signs.add(Sign::Pro, pro || side && !law);
    signs.add(Sign::Contra, contra || other && !law);
    // "Drei Jahre erscheinen notwendig, aber auch ausreichend, weil …": how long, and why.
    let length = said.any(&["jahr*", "monat*"])
        && said.any(CAUSE)
        && said.any(&[
            "notwendig",
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
        "vorrang*",
        "vorzug",
        "überwogen",
        "den ausschlag",
        "außer verhältnis",
        "wichtiger",
        "stärker gewichtet",
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
    signs.add(Sign::Outcome, length || weight || chosen);
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
fn compelled(said: Said<'_, '_>) -> bool {
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
        ]);
    acts && forced || must
}

/// "Das ist hier nicht der Fall.", "Diese Voraussetzungen liegen nicht vor."
fn bare(said: Said<'_, '_>) -> bool {
    let what = said.any(&[
        "das",
        "dies",
        "beides",
        "daran",
        "diese voraussetzung",
        "diese voraussetzungen",
        "die voraussetzung",
        "die voraussetzungen",
        "so",
        "diese",
        "dieses",
        "voraussetzung*",
        "anforderung*",
        "es",
    ]);
    let says = said.any(&[
        "der fall",
        "ist erfüllt",
        "sind erfüllt",
        "nicht erfüllt",
        "erfüllen sie nicht",
        "erfüllen sie",
        "liegen vor",
        "liegt vor",
        "nicht vor",
        "trifft zu",
        "trifft auf",
        "fehlt es",
        "nicht gegeben",
        "ist gegeben",
        "bei ihnen erfüllt",
        "hier erfüllt",
        "sind gegeben",
    ]);
    what && says && said.words() <= 14
}

/// "…, da Sie …": a cause, not the place "da".
fn starts_clause(scan: &Scan<'_>, index: usize, word: &str) -> bool {
    let paragraph = scan.paragraph;
    let range = paragraph.sentences[index].indices();
    range.clone().any(|i| {
        paragraph.norm(&paragraph.tokens[i]) == word
            && (i == range.start
                || matches!(
                    paragraph.norm(&paragraph.tokens[i - 1]),
                    "," | ";" | ":" | "–" | "-" | ")" | "."
                ))
    })
}

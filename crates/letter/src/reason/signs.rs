//! What a sentence of the reasons shows, by its words.

use super::weigh::{compelled, weighs};
use super::words::{ANSWER, APPLIED, CAUSE, DISCRETION, FAMILY, LINKS, MILDER, RESULT, SUBMISSION};
use super::{fact, valence};
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
    /// A fact that stands well for the person (work, language, years here); said outside of a weighing it decides nothing.
    Favourable = 1 << 20,
    /// A fact that stands badly for the person (offences, a short stay, ties elsewhere).
    Adverse = 1 << 21,
    /// Told where the office weighs: what is [`Favourable`](Sign::Favourable) or [`Adverse`](Sign::Adverse) counts for its side.
    Weighed = 1 << 22,
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

    /// True if it speaks for the person: in so many words, or as a fact that is told in a weighing.
    pub fn favours(self) -> bool {
        self.has(Sign::Pro) || self.has(Sign::Weighed) && self.has(Sign::Favourable)
    }

    /// True if it speaks against the person: in so many words, or as a fact that is told in a weighing.
    pub fn burdens(self) -> bool {
        self.has(Sign::Contra) || self.has(Sign::Weighed) && self.has(Sign::Adverse)
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
    let helps = helps(said);
    let aside = helps || advises(said);
    let fact = !aside && fact::is_fact(scan, index);
    let because = !aside && said.any(CAUSE);
    signs.add(Sign::Norm, cites && !helps);
    let since = said.has("da") && starts_clause(scan, index, "da");
    signs.add(Sign::Cause, because || since);
    signs.add(Sign::Fact, fact);
    signs.add(Sign::Requirement, !aside && requires(said, cites));
    signs.add(Sign::Link, because || since || !aside && said.any(LINKS));
    signs.add(Sign::Applied, said.any(APPLIED));
    signs.add(Sign::Denied, said.negated());
    signs.add(Sign::Result, said.any(RESULT));
    // "Einen Spielraum lässt uns das Gesetz nicht": no discretion.
    let none = said.negated()
        && said.any(&[
            "spielraum",
            "entscheidungsspielraum",
            "ermessensspielraum",
            "handlungsspielraum",
            "kein ermessen",
            "keinen spielraum",
            "ermessen besteht",
            "keine wahl",
        ]);
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
        "=hinweisen",
    ]) && said.any(&["sie haben", "haben sie", "sie hatten", "hatten sie", "sie"])
        && !said.any(&["wir", "ich", "hat", "wurden", "wurde"]);
    let submits = !aside && (said.any(SUBMISSION) || tells);
    signs.add(Sign::Submission, submits);
    signs.add(Sign::Answer, (because || fact && !submits) && said.any(ANSWER));
    signs.add(Sign::Bare, !fact && !because && !since && bare(said));
    signs.add(Sign::Family, said.any(FAMILY));
    if !aside && !cites {
        valence::read(said, &mut signs);
    }
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
        "ergeht",
        "bedaure",
        "rufen sie",
        "wenden sie",
    ]) || said.starts_with_order()
        || matches!(said.first(), Some("möchten" | "brauchen" | "benötigen" | "sollten" | "haben") if said.any(&["sie"]))
}

/// What the office offers, and what may come later: "Auf Wunsch übersetzen wir …", "Sobald der Pass vorliegt, prüfen wir …".
fn helps(said: Said<'_, '_>) -> bool {
    said.any(&[
        "auf wunsch",
        "antrag übersetzen",
        "kostenlos*",
        "kostenfrei*",
        "telefon",
        "tel.",
        "beratung erhalten",
        "beratung bekommen",
        "beratung finden",
        "beratung bietet",
        "beratung bieten",
        "berät sie",
        "beraten sie",
        "neuen antrag",
        "können sie ein visum",
        "kann er ein visum",
        "kann sie ein visum",
        "eine möglichkeit",
        "prüfen sie mit uns",
        "käme in frage",
        "sie können ein visum",
    ]) && !said.any(CAUSE)
        || matches!(said.first(), Some("sobald"))
}

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
        "merkmal*",
        "bedingung*",
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
    ])
        // "Diese Merkmale liegen nach Prüfung aller Umstände vor."
        || said.any(&["liegen", "liegt"]) && said.has("vor .")
        || said.any(&["sind", "ist"]) && said.any(&["gegeben .", "erfüllt ."]);
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

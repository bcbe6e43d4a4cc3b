//! Names for people, for every edge that shows a report: letter kinds, rulings, and what a chain of reasons lacks.

use letter::{LetterKind, Point, ReasonKind, Ruling, Sign};
use source::Lang;

use crate::Report;

/// From this level on no link of the chain is missed.
const FULL: u8 = 4;

/// The name of a letter kind.
pub fn kind(kind: LetterKind, lang: Lang) -> &'static str {
    let (de, en) = match kind {
        LetterKind::Refusal => ("Ablehnung eines Aufenthaltstitels", "refusal of a residence title"),
        LetterKind::Expulsion => ("Ausweisung", "expulsion"),
        LetterKind::DeportationWarning => ("Abschiebungsandrohung", "warning of deportation"),
        LetterKind::EntryBan => ("Einreise- und Aufenthaltsverbot", "ban on entry and residence"),
        LetterKind::Withdrawal => ("Widerruf, Rücknahme, Verkürzung", "withdrawal or shortening"),
        LetterKind::Restriction => ("Auflage oder Beschränkung", "condition or restriction"),
        LetterKind::Grant => ("Erteilung oder Verlängerung", "grant or prolongation"),
        LetterKind::Hearing => ("Anhörung", "hearing"),
        LetterKind::DocumentRequest => ("Mitwirkungsaufforderung", "request for documents"),
        LetterKind::Invitation => ("Einladung zum Termin", "invitation to an appointment"),
        LetterKind::Summons => ("Anordnung des persönlichen Erscheinens", "order to appear in person"),
        LetterKind::Information => ("Informationsschreiben", "information"),
        LetterKind::InterimCertificate => ("Fiktionsbescheinigung", "certificate of provisional residence"),
        LetterKind::Toleration => ("Duldung", "toleration"),
        LetterKind::TolerationRefusal => {
            ("Ablehnung von Duldung oder Beschäftigungserlaubnis", "refusal of a toleration or work permit")
        }
        LetterKind::Assurance => ("Zusicherung", "written assurance"),
        LetterKind::FeeNotice => ("Kosten- oder Gebührenbescheid", "notice of fees or costs"),
        LetterKind::Naturalisation => ("Einbürgerung", "naturalisation"),
        LetterKind::NaturalisationRefusal => {
            ("Einbürgerung abgelehnt oder zurückgenommen", "naturalisation refused")
        }
        LetterKind::ObjectionDecision => ("Widerspruchsbescheid", "decision on an objection"),
        LetterKind::LossOfFreeMovement => ("Verlustfeststellung nach FreizügG/EU", "loss of free movement"),
        LetterKind::Receipt => ("Eingangsbestätigung oder Zwischennachricht", "receipt or interim message"),
        LetterKind::DutyNotice => ("Belehrung über Pflichten", "notice of duties"),
        LetterKind::Other => ("nicht erkannt", "not recognised"),
    };
    lang.pick(de, en)
}

/// The name of a ruling.
pub fn ruling(ruling: Ruling, lang: Lang) -> &'static str {
    let (de, en) = match ruling {
        Ruling::Refuse => ("Ablehnung", "refusal"),
        Ruling::Grant => ("Bewilligung", "grant"),
        Ruling::Expel => ("Ausweisung", "expulsion"),
        Ruling::Threaten => ("Abschiebungsandrohung", "warning of deportation"),
        Ruling::Leave => ("Ausreise", "order to leave"),
        Ruling::Ban => ("Einreiseverbot", "ban on entry"),
        Ruling::Revoke => ("Widerruf", "revocation"),
        Ruling::Retract => ("Rücknahme", "withdrawal"),
        Ruling::Shorten => ("Verkürzung", "shortening"),
        Ruling::Lapse => ("Erlöschen", "lapse"),
        Ruling::Loss => ("Verlustfeststellung", "loss of free movement"),
        Ruling::Ancillary => ("Nebenbestimmung", "condition"),
        Ruling::Order => ("Anordnung", "order"),
        Ruling::Summon => ("Vorladung", "summons"),
        Ruling::Immediate => ("Sofortvollzug", "immediate enforcement"),
        Ruling::Coerce => ("Zwangsmittel", "coercive means"),
        Ruling::Fee => ("Gebühr", "fee"),
        Ruling::Cost => ("Kosten", "costs"),
        Ruling::Assure => ("Zusicherung", "assurance"),
        Ruling::Suspend => ("Duldung", "toleration"),
        Ruling::Intend => ("Absicht", "intention"),
        Ruling::Request => ("Bitte", "request"),
        Ruling::Close => ("Einstellung", "closed"),
        Ruling::Confirm => ("Bestätigung", "confirmation"),
    };
    lang.pick(de, en)
}

/// What would raise the level of a ruling: links that its chain of reasons lacks, and sides of the discretion.
pub fn lacks(report: &Report, point: &Point, lang: Lang) -> Vec<&'static str> {
    let mut out = Vec::new();
    if point.level < FULL {
        let links = [
            (ReasonKind::Norm, lang.pick("die Norm", "the norm")),
            (ReasonKind::Requirement, lang.pick("was die Norm verlangt", "what the norm asks for")),
            (ReasonKind::Fact, lang.pick("eine Tatsache aus dem Fall", "a fact of the case")),
            (ReasonKind::Link, lang.pick("warum die Tatsache entscheidet", "why the fact decides")),
        ];
        let has = |kind: ReasonKind| point.reasons.iter().any(|r| r.kind == kind);
        out.extend(links.into_iter().filter(|(kind, _)| !has(*kind)).map(|(_, words)| words));
    }
    if point.discretion {
        let traces = point.chain.iter().filter_map(|i| report.letter.traces.get(*i as usize));
        let shows = |sign: Sign| traces.clone().any(|t| t.signs.has(sign));
        let sides = [
            (Sign::Pro, lang.pick("was für die Person spricht", "what speaks for the person")),
            (Sign::Contra, lang.pick("was gegen sie spricht", "what speaks against them")),
            (Sign::Outcome, lang.pick("was schwerer wiegt", "what weighs more")),
        ];
        out.extend(sides.into_iter().filter(|(sign, _)| !shows(*sign)).map(|(_, words)| words));
    }
    out
}

//! Names for people: parts and kinds of letters, rulings, links of a chain of reasons.

use klarbrief::Lang;
use klarbrief::letter::{LetterKind, PartKind, ReasonKind, Ruling};

/// The name of a part of a letter.
pub(crate) fn part(part: PartKind, lang: Lang) -> &'static str {
    let (de, en) = match part {
        PartKind::Sender => ("Absender", "Sender"),
        PartKind::Contact => ("Kontakt", "Contact"),
        PartKind::Address => ("Anschrift", "Address"),
        PartKind::Reference => ("Aktenzeichen", "Reference"),
        PartKind::Date => ("Datum", "Date"),
        PartKind::Subject => ("Betreff", "Subject"),
        PartKind::Salutation => ("Anrede", "Salutation"),
        PartKind::OperativePart => ("Entscheidung", "Operative part"),
        PartKind::Reasons => ("Begründung", "Reasons"),
        PartKind::RemedyNotice => ("Rechtsbehelfsbelehrung", "Remedy notice"),
        PartKind::Hints => ("Hinweise", "Hints"),
        PartKind::Body => ("Text", "Text"),
        PartKind::Closing => ("Grußformel", "Closing"),
        PartKind::Signature => ("Unterschrift", "Signature"),
        PartKind::Enclosures => ("Anlagen", "Enclosures"),
    };
    lang.pick(de, en)
}

/// The name of a letter kind.
pub(crate) fn kind(kind: LetterKind, lang: Lang) -> &'static str {
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
        LetterKind::Other => ("Art des Briefes nicht erkannt", "kind of letter not recognised"),
    };
    lang.pick(de, en)
}

/// The name of a ruling.
pub(crate) fn ruling(ruling: Ruling, lang: Lang) -> &'static str {
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

/// What is missing where a chain has no such link.
pub(crate) fn missing(reason: ReasonKind, lang: Lang) -> &'static str {
    let (de, en) = match reason {
        ReasonKind::Norm => ("die Norm", "the norm"),
        ReasonKind::Requirement => ("was die Norm verlangt", "what the norm asks for"),
        ReasonKind::Fact => ("eine Tatsache aus dem Fall", "a fact of the case"),
        ReasonKind::Link => ("warum die Tatsache entscheidet", "why the fact decides"),
        ReasonKind::Weighing => ("die Abwägung", "the weighing"),
        ReasonKind::Result => ("das Ergebnis", "the result"),
    };
    lang.pick(de, en)
}

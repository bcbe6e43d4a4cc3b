mod recognise;

pub(crate) use recognise::recognise;

/// What an official letter of an immigration office is for.
///
/// The ids are those of our domain research; a letter can be several kinds at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum LetterKind {
    /// Refusal of a residence title.
    Refusal,
    /// Expulsion (Ausweisung).
    Expulsion,
    /// Warning of deportation (Abschiebungsandrohung).
    DeportationWarning,
    /// Ban on entry and residence, or its length.
    EntryBan,
    /// Withdrawal, revocation, later shortening, finding of lapse.
    Withdrawal,
    /// Condition, residence duty, restriction of area.
    Restriction,
    /// Grant or prolongation.
    Grant,
    /// Hearing before a decision.
    Hearing,
    /// Request for documents or cooperation.
    DocumentRequest,
    /// Invitation to an appointment.
    Invitation,
    /// Order to appear in person.
    Summons,
    /// Information without a decision.
    Information,
    /// Certificate of provisional residence (Fiktionsbescheinigung) with cover letter.
    InterimCertificate,
    /// Toleration (Duldung).
    Toleration,
    /// Refusal of a toleration or of a work permit.
    TolerationRefusal,
    /// Written assurance (Zusicherung).
    Assurance,
    /// Notice of fees or costs.
    FeeNotice,
    /// Naturalisation: assurance, appointment, certificate.
    Naturalisation,
    /// Naturalisation refused or taken back.
    NaturalisationRefusal,
    /// Decision on an objection (Widerspruchsbescheid).
    ObjectionDecision,
    /// Finding that free movement was lost.
    LossOfFreeMovement,
    /// Receipt or interim message.
    Receipt,
    /// Notice of duties (passport, identity, health).
    DutyNotice,
    /// None of these, or not recognised.
    Other,
}

impl LetterKind {
    /// All kinds with their keys, in the order of the domain research.
    pub const KEYS: [(LetterKind, &'static str); 24] = [
        (LetterKind::Refusal, "refusal"),
        (LetterKind::Expulsion, "expulsion"),
        (LetterKind::DeportationWarning, "deportation-warning"),
        (LetterKind::EntryBan, "entry-ban"),
        (LetterKind::Withdrawal, "withdrawal"),
        (LetterKind::Restriction, "restriction"),
        (LetterKind::Grant, "grant"),
        (LetterKind::Hearing, "hearing"),
        (LetterKind::DocumentRequest, "document-request"),
        (LetterKind::Invitation, "invitation"),
        (LetterKind::Summons, "summons"),
        (LetterKind::Information, "information"),
        (LetterKind::InterimCertificate, "interim-certificate"),
        (LetterKind::Toleration, "toleration"),
        (LetterKind::TolerationRefusal, "toleration-refusal"),
        (LetterKind::Assurance, "assurance"),
        (LetterKind::FeeNotice, "fee-notice"),
        (LetterKind::Naturalisation, "naturalisation"),
        (LetterKind::NaturalisationRefusal, "naturalisation-refusal"),
        (LetterKind::ObjectionDecision, "objection-decision"),
        (LetterKind::LossOfFreeMovement, "loss-of-free-movement"),
        (LetterKind::Receipt, "receipt"),
        (LetterKind::DutyNotice, "duty-notice"),
        (LetterKind::Other, "other"),
    ];

    /// The key used in rule files, options and JSON.
    pub fn key(self) -> &'static str {
        LetterKind::KEYS[self as usize].1
    }

    /// Finds a kind by its key.
    pub fn from_key(key: &str) -> Option<LetterKind> {
        LetterKind::KEYS.into_iter().find(|(_, k)| *k == key).map(|(kind, _)| kind)
    }
}

/// What a letter is for, with how sure the reading is.
#[derive(Debug, Clone, PartialEq)]
pub struct Kinds {
    /// The main kind.
    pub main: LetterKind,
    /// Further kinds of the same letter.
    pub also: Vec<LetterKind>,
    /// How sure the reading is, 0 to 1; 1 for a kind that was given.
    pub confidence: f64,
}

impl Kinds {
    /// A kind given by the caller.
    pub fn given(kind: LetterKind) -> Kinds {
        Kinds { main: kind, also: Vec::new(), confidence: 1.0 }
    }

    /// All kinds, the main one first.
    pub fn iter(&self) -> impl Iterator<Item = LetterKind> + '_ {
        std::iter::once(self.main).chain(self.also.iter().copied())
    }

    /// Tells whether the letter is of a kind.
    pub fn has(&self, kind: LetterKind) -> bool {
        self.iter().any(|k| k == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_leads_back() {
        for (kind, key) in LetterKind::KEYS {
            assert_eq!(kind.key(), key);
            assert_eq!(LetterKind::from_key(key), Some(kind));
        }
    }
}

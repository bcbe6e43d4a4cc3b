use crate::View;
use crate::decision::{Point, Ruling};
use crate::part::PartKind;

/// What an official letter of an immigration office is for.
///
/// The ids are those of our domain research; a letter can be several kinds at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Recognises a refusal by its rulings; everything else is [`LetterKind::Other`] for now.
pub(crate) fn recognise(view: &View<'_>, parts: &[PartKind], points: &[Point]) -> Kinds {
    let about = |part: PartKind| {
        (0..view.len())
            .filter(|b| parts[*b] == part)
            .any(|b| view.paragraph(b).tokens.iter().any(|t| is_other_object(view.paragraph(b).norm(t))))
    };
    let other_subject = about(PartKind::Subject);
    let refusal =
        points.iter().find(|p| p.ruling == Ruling::Refuse && !other_subject && refuses_title(view, p));
    let Some(refusal) = refusal else {
        return Kinds {
            main: LetterKind::Other,
            also: Vec::new(),
            confidence: if points.is_empty() { 0.5 } else { 0.3 },
        };
    };
    let mut confidence: f64 = 0.7;
    if view.paragraph(refusal.block).tokens.iter().any(|t| is_title(view.paragraph(refusal.block).norm(t))) {
        confidence += 0.1;
    }
    let said = |part: PartKind, words: &[&str]| {
        (0..view.len()).any(|b| parts[b] == part && words.iter().any(|w| view.scan(b).contains(w)))
    };
    if parts.contains(&PartKind::RemedyNotice) {
        confidence += 0.1;
    }
    if said(PartKind::Subject, &["ablehnung", "bescheid", "versagung", "antrag", "nicht"]) {
        confidence += 0.09;
    }
    Kinds { main: LetterKind::Refusal, also: Vec::new(), confidence }
}

/// A refusal that speaks of a residence title, or just of the application – not of naturalisation, toleration, fees, which
/// are kinds of their own.
fn refuses_title(view: &View<'_>, point: &Point) -> bool {
    let paragraph = view.paragraph(point.block);
    let tokens = || paragraph.tokens_of(&paragraph.sentences[point.sentence]).iter();
    tokens().any(|t| is_title(paragraph.norm(t))) && !tokens().any(|t| is_other_object(paragraph.norm(t)))
}

fn is_other_object(norm: &str) -> bool {
    [
        "einbürgerung",
        "duldung",
        "aussetzung",
        "beschäftigungserlaubnis",
        "widerspruch",
        "ratenzahlung",
        "akteneinsicht",
        "befreiung",
        "ermäßigung",
        "stundung",
        "kostenbescheid",
        "gebührenbescheid",
        "arbeitserlaubnis",
        "wohnsitz",
        "umverteilung",
        "verlassenserlaubnis",
    ]
    .iter()
    .any(|w| norm.starts_with(w))
}

fn is_title(norm: &str) -> bool {
    [
        "aufenthaltserlaubnis",
        "niederlassungserlaubnis",
        "aufenthaltstitel",
        "aufenthaltskarte",
        "erlaubnis",
        "visum",
        "antrag",
        "karte",
        "verlängerung",
        "erteilung",
        "titel",
        "daueraufenthalt",
        "begehren",
    ]
    .iter()
    .any(|w| norm.starts_with(w))
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

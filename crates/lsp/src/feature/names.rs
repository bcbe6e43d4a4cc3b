//! Names for people: parts and kinds of letters, rulings.

use klarbrief::Lang;
use klarbrief::letter::{LetterKind, PartKind, Ruling};

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

/// The name of a letter kind, where nothing around it says that it is one.
pub(crate) fn kind(kind: LetterKind, lang: Lang) -> &'static str {
    match kind {
        LetterKind::Other => lang.pick("Art des Briefes nicht erkannt", "kind of letter not recognised"),
        known => klarbrief::names::kind(known, lang),
    }
}

/// The name of a ruling.
pub(crate) fn ruling(ruling: Ruling, lang: Lang) -> &'static str {
    klarbrief::names::ruling(ruling, lang)
}

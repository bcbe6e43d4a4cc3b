//! Names for people: letter kinds, severities, constructions; and the name that was probably meant.

use klarbrief::Lang;
use klarbrief::diagnostic::Severity;
use klarbrief::letter::{LetterKind, PartKind, Ruling};
use klarbrief::readability::Band;
use klarbrief::text::ConstructionKind;

use crate::lang::{lang, tr};

/// The name of a letter kind.
pub(crate) fn kind(kind: LetterKind) -> &'static str {
    kind_in(kind, lang())
}

/// The name of a letter kind in a language.
pub(crate) fn kind_in(kind: LetterKind, lang: Lang) -> &'static str {
    klarbrief::names::kind(kind, lang)
}

/// The name of a ruling.
pub(crate) fn ruling(ruling: Ruling) -> &'static str {
    klarbrief::names::ruling(ruling, lang())
}

/// "und 3 weitere Regeln": what a short list leaves out.
pub(crate) fn more_rules(rest: usize) -> String {
    match rest {
        1 => tr("und eine weitere Regel", "and one more rule").to_owned(),
        _ => tr(format!("und {rest} weitere Regeln"), format!("and {rest} more rules")),
    }
}

/// The name of a part of the letter.
pub(crate) fn part(part: PartKind) -> &'static str {
    match part {
        PartKind::Sender => tr("Absender", "Sender"),
        PartKind::Contact => tr("Kontakt", "Contact"),
        PartKind::Address => tr("Anschrift", "Address"),
        PartKind::Reference => tr("Zeichen", "Reference"),
        PartKind::Date => tr("Datum", "Date"),
        PartKind::Subject => tr("Betreff", "Subject"),
        PartKind::Salutation => tr("Anrede", "Salutation"),
        PartKind::OperativePart => tr("Entscheidung", "Decision"),
        PartKind::Reasons => tr("Begründung", "Reasons"),
        PartKind::RemedyNotice => tr("Rechtsbehelf", "Remedy"),
        PartKind::Hints => tr("Hinweise", "Notes"),
        PartKind::Body => tr("Text", "Text"),
        PartKind::Closing => tr("Gruß", "Closing"),
        PartKind::Signature => tr("Unterschrift", "Signature"),
        PartKind::Enclosures => tr("Anlagen", "Enclosures"),
    }
}

/// How easy a text is, in words.
pub(crate) fn band(band: Band) -> &'static str {
    match band {
        Band::VeryHard => tr("sehr schwer", "very hard"),
        Band::Hard => tr("schwer", "hard"),
        Band::Medium => tr("mittel", "medium"),
        Band::Easy => tr("leicht", "easy"),
        Band::VeryEasy => tr("sehr leicht", "very easy"),
    }
}

/// The name of a severity.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => tr("Fehler", "Error"),
        Severity::Warning => tr("Warnung", "Warning"),
        Severity::Info => tr("Hinweis", "Info"),
        Severity::Hint => tr("Tipp", "Hint"),
    }
}

/// The name of several findings of a severity.
pub(crate) fn severity_many(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => tr("Fehler", "Errors"),
        Severity::Warning => tr("Warnungen", "Warnings"),
        Severity::Info => tr("Hinweise", "Infos"),
        Severity::Hint => tr("Tipps", "Hints"),
    }
}

/// A number of findings of a severity: "1 Fehler", "2 Warnungen".
pub(crate) fn count(severity: Severity, count: usize) -> String {
    let (one, many) = match severity {
        Severity::Error => tr(("Fehler", "Fehler"), ("error", "errors")),
        Severity::Warning => tr(("Warnung", "Warnungen"), ("warning", "warnings")),
        Severity::Info => tr(("Hinweis", "Hinweise"), ("info", "infos")),
        Severity::Hint => tr(("Tipp", "Tipps"), ("hint", "hints")),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The name of a construction.
pub(crate) fn construction(kind: ConstructionKind) -> &'static str {
    let de = match kind {
        ConstructionKind::Passive => "Passiv",
        ConstructionKind::StativePassive => "Zustandspassiv",
        ConstructionKind::NominalStyle => "Nominalstil",
        ConstructionKind::LightVerb => "Funktionsverbgefüge",
        ConstructionKind::ModalInfinitive => "modaler Infinitiv",
        ConstructionKind::ParticipialAttribute => "Partizipialattribut",
        ConstructionKind::GenitiveChain => "Genitivkette",
        ConstructionKind::VerbBracket => "Satzklammer",
        ConstructionKind::SubordinateClause => "Nebensatz",
        ConstructionKind::DoubleNegation => "doppelte Verneinung",
        ConstructionKind::ImpersonalSubject => "unpersönlich",
    };
    tr(de, kind.key())
}

/// The key of the candidate (as name and key) that is most like a word, if one is like it at all.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    candidates
        .map(|(name, key)| (strsim::jaro_winkler(&word, &name.to_lowercase()), key))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_strangers_are_not() {
        let keys = || ["refusal", "receipt", "hearing"].into_iter().map(|k| (k, k));
        assert_eq!(nearest("refusel", keys()), Some("refusal"));
        assert_eq!(nearest("Hearng", keys()), Some("hearing"));
        assert_eq!(nearest("xyz", keys()), None);
    }
}

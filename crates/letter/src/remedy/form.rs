//! In what form the remedy may be filed.

use source::TextRange;
use text::TokenKind;

use super::stream::{Stream, is_one};

/// A form with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Which form.
    pub kind: FormKind,
    /// The word that names it.
    pub range: TextRange,
    /// True if the notice says that it does not suffice.
    pub denied: bool,
}

/// A form of filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormKind {
    /// In writing.
    Written,
    /// In an electronic form that stands for writing.
    Electronic,
    /// On record (Niederschrift, Protokoll).
    Record,
    /// By simple e-mail.
    Email,
    /// By De-Mail.
    DeMail,
}

const WRITTEN: &[&str] =
    &["schriftlich", "schriftliche", "schriftlichen", "schriftform", "papier*", "textform"];
const ELECTRONIC: &[&str] = &[
    "elektronisch*",
    "schriftformersetzend*",
    "online*",
    "nutzerkonto",
    "3a",
    "55a",
    "signatur*",
    "bürgerpostfach*",
    "mein-justizpostfach",
];
const RECORD: &[&str] = &["niederschrift", "protokoll", "mündlich", "persönlich", "protokollieren"];
const MAILS: &[&str] = &["e-mail", "email", "mail", "e-mails", "e-mailadresse"];
/// Words of sentences that tell how to ask, not how to file.
const CONTACT: &[&str] = &[
    "frage*",
    "auskunft",
    "auskünfte",
    "beantworten",
    "antworten",
    "erreichen",
    "erreichbar",
    "beraten",
    "beratung*",
    "übersetz*",
    "kontakt",
    "telefon*",
    "hilfe",
    "rückfrage*",
    "merkblatt",
];

pub(super) fn find(stream: &Stream<'_>) -> Vec<Form> {
    let mut out = Vec::new();
    for sentence in &stream.sentences {
        let s = || sentence.clone();
        let no = stream.has(
            s(),
            &["nicht", "kein", "keine", "unzulässig", "ausgeschlossen", "unwirksam", "weder", "keinesfalls"],
        );
        let contact = stream.has(s(), CONTACT);
        let signed = stream.has(s(), &["signatur*", "qualifiziert*"]);
        for i in s() {
            let word = &stream.words[i];
            let before = stream.norm(i.wrapping_sub(1));
            let kind = match word.norm {
                n if is_one(n, WRITTEN) => FormKind::Written,
                // "nur mit einem eigenhändig unterschriebenen Brief", "schicken Sie uns einen Brief"
                n if is_one(n, &["brief", "briefpost", "schreiben", "post"])
                    && !contact
                    && is_letter_form(stream, i) =>
                {
                    FormKind::Written
                }
                n if is_one(n, ELECTRONIC) => FormKind::Electronic,
                n if is_one(n, RECORD) => FormKind::Record,
                n if is_one(n, &["de-mail", "demail"]) => FormKind::DeMail,
                n if is_one(n, MAILS) || word.kind == TokenKind::Email => {
                    let way = [
                        "per",
                        "mit",
                        "durch",
                        "als",
                        "oder",
                        "an",
                        "einfache",
                        "einfacher",
                        "einer",
                        "eine",
                        ",",
                        "via",
                        "genügt",
                    ];
                    let files = stream.has(
                        s(),
                        &[
                            "erheb*",
                            "erhob*",
                            "einleg*",
                            "eingelegt",
                            "einzu*",
                            "einreich*",
                            "eingereicht",
                            "klage*",
                            "widerspruch*",
                            "schick*",
                            "schriftlich",
                            "niederschrift",
                            "send*",
                            "genügt",
                            "reicht",
                            "möglich",
                            "zulässig",
                            "form*",
                        ],
                    );
                    if contact
                        || signed
                        || !files
                        || !(is_one(before, &way) || stream.has(s(), &["genügt", "reicht"]))
                    {
                        continue;
                    }
                    FormKind::Email
                }
                _ => continue,
            };
            let denied = no && matches!(kind, FormKind::Email | FormKind::DeMail);
            out.push(Form { kind, range: word.range, denied });
        }
    }
    out
}

fn is_letter_form(stream: &Stream<'_>, i: usize) -> bool {
    let before = || i.saturating_sub(6)..i;
    let form = stream.has(i.saturating_sub(4)..i, &["per", "mit", "als", "unterschrieben*", "eigenhändig*"])
        && !stream.has(i.saturating_sub(4)..i, &["diesem", "dieser", "dem", "nach"]);
    // "durch ein unterschriebenes Schreiben", "Dafür brauchen wir einen Brief mit Ihrer Unterschrift"
    let signed = stream
        .has(i.saturating_sub(2)..i, &["unterschrieben*", "unterzeichnet*", "eingeschrieben*"])
        || stream.has(i + 1..i + 4, &["unterschrift"]) && stream.norm(i + 1) == "mit";
    if signed {
        return true;
    }
    if matches!(stream.norm(i), "schreiben" | "post") {
        return stream.norm(i) == "post" && stream.norm(i.wrapping_sub(1)) == "per";
    }
    // "Bitte schreiben Sie dafür einen Brief mit Ihrer Unterschrift."
    let writes = stream.has(before(), &["schreiben", "schicken", "senden"])
        && stream.norm(i.wrapping_sub(1)) == "einen";
    form || writes
}

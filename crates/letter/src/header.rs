//! Everything above the salutation.

use document::BlockKind;
use text::TokenKind;

use crate::part::PartKind;
use crate::{View, layout};

const REFERENCE: &[&str] = &[
    "aktenzeichen",
    "az.",
    "az",
    "mein zeichen",
    "unser zeichen",
    "geschäftszeichen",
    "gz.",
    "zeichen",
    "ihr zeichen",
    "azr-nummer",
    "azr-nr.",
    "mein az.",
    "unser az.",
    "ordnungsmerkmal",
    "vorgang",
    "vorgangsnummer",
];

const CONTACT: &[&str] = &[
    "telefon*",
    "tel.",
    "tel",
    "fax",
    "telefax",
    "e-mail*",
    "email",
    "mail",
    "durchwahl",
    "zimmer",
    "raum",
    "haus",
    "ansprechpartner*",
    "ihre ansprechpartner*",
    "ihr ansprechpartner*",
    "auskunft",
    "auskunft erteilt",
    "bearbeiter*",
    "bearbeitet",
    "sachbearbeiter*",
    "es schreibt",
    "sprechzeiten",
    "öffnungszeiten",
    "servicezeiten",
    "sprechstunden",
    "kontakt",
    "montag*",
    "mo",
    "mo.",
    "fragen",
    "name",
    "internet",
    "www*",
    "besucheranschrift",
    "besuchszeiten",
    "es berät",
    "ihre sachbearbeiter*",
    "bearb*",
    "zuständig",
];

const OFFICE: &[&str] = &[
    "stadt*",
    "landkreis*",
    "kreis*",
    "landrats*",
    "landrätin",
    "ausländer*",
    "amt*",
    "fachbereich*",
    "fachdienst*",
    "referat*",
    "dezernat*",
    "abteilung*",
    "bürger*",
    "oberbürger*",
    "magistrat*",
    "senat*",
    "behörde*",
    "migrations*",
    "ordnungs*",
    "einwohner*",
    "verwaltung*",
    "hansestadt*",
    "bezirks*",
    "region*",
    "welcome*",
    "service*",
    "integrations*",
    "einbürgerungs*",
    "landesamt*",
    "landeshauptstadt*",
    "team",
    "sachgebiet*",
    "verbandsgemeinde*",
    "gemeinde*",
    "zuwanderung*",
    "aufenthalt*",
    "der oberbürgermeister",
    "die oberbürgermeisterin",
    "der landrat",
    "die landrätin",
    "staatsangehörigkeits*",
    "kreisverwaltung*",
];

/// Labels the blocks before `end` (the salutation, or the first running text).
pub(crate) fn label(view: &View<'_>, end: usize, labels: &mut [PartKind]) {
    let mut address = false;
    let mut seen_address = false;
    let mut subject = None;
    // "Frau Keno" above a telephone number is the clerk, if another name leads to a town.
    let homes = (0..end).any(|b| starts_address(view, b) && reaches_town(view, b, end));
    let opens = |b: usize| starts_address(view, b) && (!homes || reaches_town(view, b, end));
    for b in 0..end {
        if view.kind(b) == BlockKind::PageHeader {
            labels[b] =
                if starts_with_any(view, b, REFERENCE) { PartKind::Reference } else { PartKind::Sender };
            continue;
        }
        if address
            && view.document.blocks[b].gap_before
            && !continues_address(view, b)
            && !leads_to_town(view, b, end)
        {
            address = false;
        }
        if let BlockKind::TableCell { column, .. } = view.kind(b) {
            // "Mein Zeichen" in one cell, the number in the next.
            let own = labelled_line(view, b);
            let beside = (column > 1 && b > 0).then(|| labels[b - 1]).filter(|part| *part != PartKind::Body);
            let office = is_office(view, b).then_some(PartKind::Sender);
            labels[b] = own.or(beside).or(office).unwrap_or(PartKind::Contact);
            continue;
        }
        // The line below a row of labels holds their values.
        if b > 0 && is_label_row(view, b - 1) && !view.document.blocks[b].gap_before && !is_label_row(view, b)
        {
            labels[b] = PartKind::Reference;
            continue;
        }
        labels[b] = if let Some(kind) = labelled_line(view, b) {
            address = false;
            kind
        } else if !seen_address && opens(b) {
            address = true;
            seen_address = true;
            PartKind::Address
        } else if !address && homes && starts_with_any(view, b, &["frau", "herr"]) && view.words(b) <= 6 {
            PartKind::Contact
        } else if address {
            // The town closes the address; a country may follow in the same group of lines.
            if layout::has_postcode(view, b) {
                address = false;
            }
            PartKind::Address
        } else if is_office(view, b) && !is_subject_like(view, b)
            || layout::has_postcode(view, b)
            || is_street(view, b)
        {
            PartKind::Sender
        } else {
            subject = Some(b);
            PartKind::Body
        };
    }
    // "Einbürgerungsangelegenheit" right above the salutation and below the address: the matter, not the office.
    if let Some(last) = end.checked_sub(1).filter(|_| subject.is_none())
        && labels[last] == PartKind::Sender
        && !labels[..end].contains(&PartKind::Subject)
        && seen_address_before(labels, last)
        && !layout::has_postcode(view, last)
        && !is_street(view, last)
    {
        labels[last] = PartKind::Body;
        subject = Some(last);
    }
    // The subject is the last free line above the salutation, with what belongs to it ("hier: …").
    if let Some(last) = subject {
        let mut first = last;
        while first > 0
            && labels[first - 1] == PartKind::Body
            && last - first < 3
            && !layout::is_prose(view, first - 1)
        {
            first -= 1;
        }
        for label in &mut labels[first..=last] {
            *label = PartKind::Subject;
        }
        for b in 0..first {
            if labels[b] == PartKind::Body && !layout::is_prose(view, b) {
                labels[b] = if seen_address_before(labels, b) { PartKind::Contact } else { PartKind::Sender };
            }
        }
    }
}

fn seen_address_before(labels: &[PartKind], b: usize) -> bool {
    labels[..b].contains(&PartKind::Address)
}

fn starts_with_any(view: &View<'_>, b: usize, phrases: &[&str]) -> bool {
    phrases.iter().any(|p| view.scan(b).starts_with(p))
}

/// A line that says how to reach the office.
pub(crate) fn is_contact(view: &View<'_>, b: usize) -> bool {
    let lead = [
        "hausanschrift",
        "postanschrift",
        "bus",
        "bahn",
        "bankverbindung",
        "iban",
        "haltestelle",
        "parken",
        "postfach",
    ];
    labelled_line(view, b) == Some(PartKind::Contact) || starts_with_any(view, b, &lead)
}

/// Lines that say what they are: reference, date, contact, subject.
fn labelled_line(view: &View<'_>, b: usize) -> Option<PartKind> {
    let paragraph = view.paragraph(b);
    let scan = view.scan(b);
    if scan.starts_with("betreff") || scan.starts_with("betr.") {
        return Some(PartKind::Subject);
    }
    if starts_with_any(view, b, REFERENCE) || is_label_row(view, b) {
        return Some(PartKind::Reference);
    }
    if is_date_line(view, b) {
        return Some(PartKind::Date);
    }
    let reachable = paragraph.tokens.iter().any(|t| matches!(t.kind, TokenKind::Email | TokenKind::Url));
    if reachable
        || (starts_with_any(view, b, CONTACT) && view.words(b) <= 20 && !layout::is_heading_only(view, b))
    {
        return Some(PartKind::Contact);
    }
    None
}

/// "Unser Zeichen   Bearbeiter/in   Durchwahl   Datum": the labels of a head in one line.
fn is_label_row(view: &View<'_>, b: usize) -> bool {
    const LABELS: &[&str] = &[
        "aktenzeichen",
        "zeichen",
        "geschäftszeichen",
        "az.",
        "bearbeiter*",
        "sachbearbeiter*",
        "durchwahl",
        "telefon*",
        "datum",
        "zimmer",
        "auskunft",
    ];
    let scan = view.scan(b);
    // With a colon or a number the values stand beside their labels.
    let bare = !view.text(b).contains(|c: char| c == ':' || c.is_ascii_digit());
    bare && view.words(b) <= 12 && LABELS.iter().filter(|l| scan.contains(l)).count() >= 2
}

/// "12. November 2026", "Datum: 16.11.2026", "Rebenfels, den 12. November 2026"
fn is_date_line(view: &View<'_>, b: usize) -> bool {
    let paragraph = view.paragraph(b);
    let scan = view.scan(b);
    let Some(at) = layout::date_at(paragraph) else { return false };
    let words = view.words(b);
    let len = layout::date_len(paragraph, at).unwrap_or(1);
    let rest = paragraph.tokens.len() - at - len;
    let labelled = scan.starts_with("datum");
    // Before the date at most a town and "den"; after it nothing but a full stop.
    // "Ihr Termin am 4. Mai 2026" is a subject: before a bare date stand only a town and "den".
    let bare = paragraph.tokens[..at].iter().all(|t| {
        let norm = paragraph.norm(t);
        t.kind == TokenKind::Punctuation
            || norm == "den"
            || (t.kind == TokenKind::Word
                && t.case != text::Case::Lower
                && !matches!(norm, "ihr" | "ihre" | "ihren" | "termin" | "einladung" | "antrag" | "bescheid"))
    });
    (labelled && words <= 6) || (bare && at <= 5 && rest <= 1 && words <= 6)
}

fn starts_address(view: &View<'_>, b: usize) -> bool {
    let words = view.words(b);
    words <= 8
        && [
            "herrn",
            "herr",
            "frau",
            "familie",
            "eheleute",
            "an",
            "firma",
            "herrn und frau",
            "frau und herrn",
            "per postzustellungsurkunde",
            "gegen postzustellungsurkunde",
            "gegen empfangsbekenntnis",
            "per einschreiben",
            "mit postzustellungsurkunde",
        ]
        .iter()
        .any(|p| view.scan(b).starts_with(p))
        && !view.text(b).contains(':')
}

fn continues_address(view: &View<'_>, b: usize) -> bool {
    layout::has_postcode(view, b) || is_street(view, b) || starts_address(view, b)
}

/// A short line that the town follows within three lines: a name, where every line stands apart as in office files.
fn leads_to_town(view: &View<'_>, b: usize, end: usize) -> bool {
    let is_line = |b: usize| view.words(b) <= 6 && !view.text(b).contains(':') && !layout::is_prose(view, b);
    let free = |b: usize| is_line(b) && !is_office(view, b) && !is_subject_like(view, b);
    let town = (b + 1..end.min(b + 4)).find(|next| layout::has_postcode(view, *next));
    town.is_some_and(|town| (b..town).all(free))
}

/// The town follows a name within some lines, and no line between says how to reach the office.
fn reaches_town(view: &View<'_>, b: usize, end: usize) -> bool {
    (b..end.min(b + 7))
        .take_while(|next| *next == b || labelled_line(view, *next).is_none())
        .any(|next| layout::has_postcode(view, next))
        && labelled_line(view, b).is_none()
}

/// "Hangstraße 31", "Ziegelhof 30": one to four words and a house number at the end.
fn is_street(view: &View<'_>, b: usize) -> bool {
    let paragraph = view.paragraph(b);
    let words = view.words(b);
    let last = paragraph.tokens.last();
    (1..=4).contains(&words)
        && last.is_some_and(|t| {
            matches!(t.kind, TokenKind::Number | TokenKind::Word)
                && paragraph.norm(t).starts_with(|c: char| c.is_ascii_digit())
        })
        && !layout::has_date(view, b)
        && !layout::is_prose(view, b)
        && !view.text(b).contains('§')
}

fn is_office(view: &View<'_>, b: usize) -> bool {
    view.words(b) <= 12 && OFFICE.iter().any(|p| view.scan(b).starts_with(p)) && !layout::is_prose(view, b)
}

/// "Aufenthaltserlaubnis nach der Trennung: Ablehnung" is a subject though it starts like the name of an office.
fn is_subject_like(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    scan.any(&[
        "antrag*",
        "bescheid*",
        "ablehnung*",
        "ihr",
        "ihre",
        "ihren",
        "ihrer",
        "aufenthaltserlaubnis*",
        "aufenthaltskarte*",
        "einladung*",
        "anhörung*",
        "einbürgerungsangelegenheit*",
        "vom",
        "§",
    ])
}

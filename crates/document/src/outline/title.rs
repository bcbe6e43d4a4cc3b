/// Words that stand alone as a title in official letters.
const TITLES: [&str; 36] = [
    "Begründung",
    "Gründe",
    "Entscheidungsgründe",
    "Sachverhalt",
    "Tatbestand",
    "Entscheidung",
    "Tenor",
    "Bescheid",
    "Hinweis",
    "Hinweise",
    "Rechtsbehelfsbelehrung",
    "Rechtsmittelbelehrung",
    "Belehrung",
    "Rechtsbehelf",
    "Anlage",
    "Anlagen",
    "Rechtliche Würdigung",
    "Rechtliche Bewertung",
    "Rechtliche Hinweise",
    "Allgemeine Hinweise",
    "Weitere Hinweise",
    "Wichtige Hinweise",
    "Wichtiger Hinweis",
    "Rechtliche Begründung",
    "Rechtsgrundlagen",
    "Rechtsgrundlage",
    "Ermessen",
    "Kostenentscheidung",
    "Kosten",
    "Gebühren",
    "Gebührenentscheidung",
    "Anordnung",
    "Verfügung",
    "Ihre Rechte",
    "Zulässigkeit",
    "Begründetheit",
];

const SALUTATIONS: [&str; 9] = [
    "Sehr geehrte",
    "Sehr verehrte",
    "Guten Tag",
    "Guten Morgen",
    "Liebe ",
    "Lieber ",
    "Hallo",
    "Werte ",
    "Werter ",
];

const CLOSINGS: [&str; 17] = [
    "Mit freundlichen Grüßen",
    "Mit freundlichen Grüssen",
    "Mit freundlichem Gruß",
    "Freundliche Grüße",
    "Freundlicher Gruß",
    "Mit besten Grüßen",
    "Beste Grüße",
    "Viele Grüße",
    "Herzliche Grüße",
    "Hochachtungsvoll",
    "Mit vorzüglicher Hochachtung",
    "Im Auftrag",
    "In Vertretung",
    "i. A.",
    "I. A.",
    "i.A.",
    "I.A.",
];

/// Beginnings of lines that tell how to reach somebody or which file it is.
const LABELS: [&str; 32] = [
    "Telefon",
    "Tel",
    "Fax",
    "Telefax",
    "E-Mail",
    "Email",
    "E-mail",
    "Mail",
    "Internet",
    "Web",
    "Homepage",
    "Aktenzeichen",
    "Az",
    "AZ",
    "Datum",
    "Zimmer",
    "Raum",
    "Sprechzeiten",
    "Öffnungszeiten",
    "Servicezeiten",
    "Bearbeiter",
    "Bearbeiterin",
    "Bearbeitet",
    "Auskunft",
    "Durchwahl",
    "Geschäftszeichen",
    "Mein Zeichen",
    "Unser Zeichen",
    "Ihr Zeichen",
    "Ihre Nachricht",
    "Ihr Schreiben",
    "Es schreibt Ihnen",
];

/// Beginnings of lines of an address.
const ADDRESSEES: [&str; 10] =
    ["Herrn ", "Herr ", "Frau ", "Familie ", "Eheleute ", "An ", "Firma ", "z. Hd.", "c/o", "Postfach"];

/// Verbs that make a line with a colon the beginning of a sentence ("Es ergeht folgender Bescheid:").
const INTRODUCING_VERBS: [&str; 18] = [
    "ergeht", "erlasse", "erlässt", "erlassen", "folgt", "ist", "sind", "wird", "werden", "haben", "habe",
    "geht", "gilt", "wurde", "bitten", "bitte", "brauchen", "bedeutet",
];

/// True for a text that is one of the usual titles, with or without colon.
pub(crate) fn is_title_word(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':').trim_end();
    if text.chars().count() > 30 {
        return false;
    }
    TITLES.contains(&text) || is_in_capitals(text) || is_spaced_out(text)
}

/// "BEGRÜNDUNG"
fn is_in_capitals(text: &str) -> bool {
    let capital = |c: char| !c.is_lowercase();
    text.chars().all(capital)
        && TITLES.iter().any(|t| t.chars().flat_map(char::to_uppercase).eq(text.chars()))
}

/// "B e g r ü n d u n g"
fn is_spaced_out(text: &str) -> bool {
    let mut letters = String::new();
    for (index, c) in text.chars().enumerate() {
        if (index % 2 == 1) != (c == ' ') {
            return false;
        }
        if c != ' ' {
            letters.push(c);
        }
    }
    TITLES.contains(&letters.as_str())
}

pub(crate) fn is_salutation(text: &str) -> bool {
    text.len() < 200 && SALUTATIONS.iter().any(|s| text.starts_with(s))
}

pub(crate) fn is_closing(text: &str) -> bool {
    text.len() < 80 && CLOSINGS.iter().any(|s| text.starts_with(s))
}

/// True for a line that by its words could be a heading: short, no end sign, no address, no label, no date.
pub(crate) fn looks_like_title(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts_well = first.is_uppercase() || first.is_numeric() || matches!(first, '§' | '„' | '"' | '»');
    let ends_well = !text.ends_with(['.', '!', ',', ';', '…', '-', '–', '/']);
    starts_well
        && ends_well
        && is_short(text)
        && !is_salutation(text)
        && !is_closing(text)
        && !is_contact_or_address(text)
        && !is_date(text)
        && !text.ends_with(':') | is_title_with_colon(text)
}

/// At most 12 words and 90 characters.
fn is_short(text: &str) -> bool {
    text.len() <= 240 && text.chars().count() <= 90 && text.split_whitespace().count() <= 12
}

/// "Beizufügende Unterlagen:", but not "Hiermit ergeht folgender Bescheid:".
fn is_title_with_colon(text: &str) -> bool {
    let words: Vec<&str> = text.trim_end_matches(':').split_whitespace().collect();
    words.len() <= 4
        && words.last().and_then(|w| w.chars().next()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && !words.iter().any(|w| INTRODUCING_VERBS.contains(w))
}

pub(crate) fn is_contact_or_address(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.contains('@')
        || text.contains("www.")
        || text.contains("://")
        || digits > letters
        || ADDRESSEES.iter().any(|a| text.starts_with(a))
        || LABELS.iter().any(|l| {
            text.strip_prefix(l).is_some_and(|rest| {
                let rest = rest.trim_start_matches(['.', ' ']);
                rest.starts_with([':', '(']) || rest.starts_with(|c: char| c.is_ascii_digit() || c == '+')
            })
        })
        || has_postcode(text)
        || ends_in_house_number(text)
}

/// A number of five digits before a capital word.
fn has_postcode(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|w| {
        w[0].len() == 5 && w[0].bytes().all(|b| b.is_ascii_digit()) && w[1].starts_with(char::is_uppercase)
    })
}

/// "Marktgasse 2", "Am Alten Hafen 12 a"
fn ends_in_house_number(text: &str) -> bool {
    const STREETS: [&str; 17] = [
        "straße", "strasse", "str.", "gasse", "weg", "platz", "allee", "ring", "damm", "ufer", "markt",
        "hof", "chaussee", "berg", "graben", "wall", "zeile",
    ];
    let mut words = text.split_whitespace().rev();
    let Some(mut last) = words.next() else { return false };
    if last.len() == 1
        && last.starts_with(char::is_alphabetic)
        && let Some(next) = words.next()
    {
        last = next;
    }
    let Some(street) = words.next() else { return false };
    let street = street.to_lowercase();
    last.starts_with(|c: char| c.is_ascii_digit()) && STREETS.iter().any(|s| street.ends_with(s))
}

/// "12. November 2026", "Rebenfels, den 12.11.2026", "Kirchmoor, 3. Mai 2027"
fn is_date(text: &str) -> bool {
    let text = text.rsplit_once(", ").map_or(text, |(_, date)| date);
    let text = text.trim_start_matches("den ").trim_start_matches("am ");
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let numbers = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !numbers(first) || !first.contains('.') {
        return false;
    }
    match (words.next(), words.next(), words.next()) {
        (None, ..) => first.matches('.').count() == 2,
        (Some(month), year, None) => {
            (month.chars().all(char::is_alphabetic) || numbers(month))
                && year.is_none_or(numbers)
                && year.is_some()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_letters() {
        for text in [
            "Das haben wir entschieden",
            "Sie sehen das anders?",
            "Zu Nr. 1",
            "Begründung:",
            "Rechtliche Bewertung",
            "Einladung: Wir brauchen Ihr Foto und Ihre Fingerabdrücke",
            "Benötigte Unterlagen:",
            "§ 5 Kosten",
            "Ihr Antrag vom 3. Mai 2026 auf Verlängerung",
            "1 Sachverhalt",
        ] {
            assert!(looks_like_title(text), "{text}");
        }
    }

    #[test]
    fn lines_of_the_frame_are_no_titles() {
        for text in [
            "Sehr geehrte Frau Robledo,",
            "Mit freundlichen Grüßen",
            "Im Auftrag",
            "12. November 2026",
            "Rebenfels, den 12.11.2026",
            "Telefon: 06999 402-118",
            "Tel. 06999 402-118",
            "Aktenzeichen: 3-07/AB/44210",
            "Stadt Mustersen, 31998 Mustersen",
            "Marktgasse 2",
            "Lange Straße 12 a",
            "Herrn Minh Duc Tran",
            "poststelle@rebenfels.example",
            "Es ergeht folgender Bescheid:",
            "Bitte bringen Sie mit:",
            "Das geht so:",
            "Wir freuen uns auf Sie.",
            "in der Sache",
            "06999 31 02 40",
            "Az.: 32.4 Tr 1193",
        ] {
            assert!(!looks_like_title(text), "{text}");
        }
    }

    #[test]
    fn title_words_may_be_capitals_or_spaced_out() {
        for text in
            ["Begründung", "Begründung:", "BEGRÜNDUNG", "B e g r ü n d u n g", "Rechtsbehelfsbelehrung :"]
        {
            assert!(is_title_word(text), "{text}");
        }
        assert!(!is_title_word("Begründung des Antrags"));
    }
}

//! The law at the end of a citation.

use crate::norm::Norms;

/// The law behind the addresses.
pub(super) struct Behind {
    /// Official short name; as written if unknown.
    pub law: String,
    /// Where the citation ends.
    pub end: usize,
}

/// Reads the law that stands right behind the addresses of a citation.
pub(super) fn behind(text: &str, at: usize, norms: &Norms) -> Option<Behind> {
    let rest = &text[at..];
    let word = rest.trim_start();
    // Without a blank only a name can follow: "§5AufenthG".
    if word.is_empty()
        || (word.len() == rest.len() && !word.starts_with(char::is_uppercase) && !word.starts_with('('))
    {
        return None;
    }
    let start = text.len() - word.len();
    // "§ 5 Abs. 1 (AufenthG)": the law is named, but the citation ends before the bracket.
    if let Some(inside) = word.strip_prefix('(') {
        let named = norms.laws().read(inside)?;
        return inside[named.len..].starts_with(')').then(|| Behind { law: named.short.to_owned(), end: at });
    }
    let skipped = lead(word);
    let name = &word[skipped..];
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let start = start + skipped;
    let capital = name.starts_with(char::is_uppercase);
    // "der europäischen Menschenrechtskonvention": a name in small letters only behind an article.
    if (capital || skipped > 0)
        && let Some(named) = norms.laws().read(name)
        && !text[start + named.len..].starts_with(|c: char| c.is_alphanumeric())
    {
        return Some(Behind { law: named.short.to_owned(), end: start + named.len });
    }
    let (law, len) = short(name).or_else(|| long(name, skipped > 0))?;
    Some(Behind { law, end: start + len })
}

/// The bytes of "des", "der", "im" … with the blanks behind.
fn lead(word: &str) -> usize {
    const LEADS: [&str; 12] = [
        "aus dem", "aus der", "in dem", "in der", "nach dem", "des", "der", "dem", "im", "vom", "zum", "zur",
    ];
    for lead in LEADS {
        if let Some(rest) = word.strip_prefix(lead)
            && rest.starts_with(char::is_whitespace)
        {
            return word.len() - rest.trim_start().len();
        }
    }
    0
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '/')));
    text[..end.unwrap_or(text.len())].trim_end_matches(['-', '/'])
}

/// The short name of a law that the table does not know: letters, at least two of them capitals.
fn short(name: &str) -> Option<(String, usize)> {
    let word = first_word(name);
    let letters = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().any(char::is_lowercase);
    let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '/'));
    let ends = ["G", "V", "O", "GB", "K", "VO", "Konv", "EU", "RL", "AV", "DV", "Üb", "Abk", "NRW"];
    let looks = word.starts_with(char::is_uppercase)
        && plain
        && capitals >= 2
        && ends.iter().any(|e| word.ends_with(e));
    if !looks || letters > if small { 20 } else { 7 } || letters < 2 {
        return None;
    }
    // "XyzG NRW", "XyzG M-V": the Land belongs to the name.
    let mut len = word.len();
    let rest = name[len..].trim_start_matches('.');
    if let Some(rest) = rest.strip_prefix([' ', '\u{a0}', '\n']) {
        let land = first_word(rest);
        if LAENDER.contains(&land) {
            len = name.len() - rest.len() + land.len();
        }
    }
    let written: Vec<&str> = name[..len].split_whitespace().collect();
    Some((written.join(" "), len))
}

const LAENDER: [&str; 22] = [
    "NRW", "NW", "Bln", "LSA", "M-V", "MV", "SH", "S-H", "BW", "Bbg", "Nds", "RP", "RLP", "Rh-Pf", "SL",
    "Saar", "Bay", "Hess", "HH", "Hmb", "HB", "Brem",
];

/// The long name of a law that the table does not know: "des Fischereigesetzes", "der Meldeordnung".
fn long(name: &str, with_article: bool) -> Option<(String, usize)> {
    let mut len = 0;
    // At most one adjective before it: "des Hessischen Jagdgesetzes".
    for _ in 0..2 {
        let word = first_word(&name[len..]);
        if word.is_empty() {
            return None;
        }
        let end = len + word.len();
        let base = word.strip_suffix("es").or_else(|| word.strip_suffix('s')).unwrap_or(word);
        let is_law = LAW_WORDS.iter().any(|w| base.len() > w.len() && base.ends_with(w));
        if is_law && word.starts_with(char::is_uppercase) {
            let written: Vec<&str> = name[..end].split_whitespace().collect();
            let law = match written.as_slice() {
                [_] => base.to_owned(),
                several => several.join(" "),
            };
            return Some((law, end));
        }
        let adjective = with_article && (word.ends_with("en") || word.ends_with("er"));
        if !adjective || !word.starts_with(char::is_uppercase) {
            return None;
        }
        let blank = name[end..].len() - name[end..].trim_start().len();
        if blank == 0 {
            return None;
        }
        len = end + blank;
    }
    None
}

const LAW_WORDS: [&str; 12] = [
    "gesetz",
    "gesetzbuch",
    "ordnung",
    "verordnung",
    "konvention",
    "abkommen",
    "übereinkommen",
    "satzung",
    "vertrag",
    "staatsvertrag",
    "verfassung",
    "richtlinie",
];

/// The bytes of "a. F." behind a citation, and whether it is an earlier version.
pub(super) fn version(text: &str, at: usize) -> (usize, bool) {
    let rest = &text[at..];
    let word = rest.trim_start();
    let gap = rest.len() - word.len();
    for (letter, former) in [('a', true), ('n', false)] {
        if let Some(after) = word.strip_prefix(letter) {
            let after = after.strip_prefix('.').unwrap_or(after);
            let inner = after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n']);
            if let Some(end) = inner.strip_prefix('F')
                && !end.starts_with(char::is_alphanumeric)
                && (after.len() < word.len() - 1 || inner.len() == after.len())
                && gap > 0
            {
                let end = end.strip_prefix('.').unwrap_or(end);
                return (rest.len() - end.len(), former);
            }
        }
    }
    const FORMER: [&str; 9] = [
        "alter Fassung",
        "alte Fassung",
        "(alte Fassung)",
        "(a. F.)",
        "(a.F.)",
        "in der alten Fassung",
        "in der bis ",
        "in der damals ",
        "in der Fassung vom ",
    ];
    (0, FORMER.iter().any(|f| word.starts_with(f)))
}

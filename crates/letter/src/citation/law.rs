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
        // "des Verwaltungskostengesetzes des Landes Brandenburg" is another law than that of the Federation.
        let land = land_behind(&name[named.len..]);
        let end = start + named.len + land;
        let law = if land > 0 { one_line(&text[start..end]) } else { named.short.to_owned() };
        return Some(Behind { law, end });
    }
    // "des geltenden Aufenthaltsgesetzes"
    if !capital {
        let adjective = first_word(name);
        let rest = name[adjective.len()..].trim_start();
        let named = norms.laws().read(rest).filter(|_| skipped > 0 && adjective.ends_with("en"))?;
        return Some(Behind {
            law: named.short.to_owned(),
            end: text.len() - (text[start..].len() - (name.len() - rest.len())) + named.len,
        });
    }
    let (law, len) = short(name).or_else(|| long(name, skipped > 0))?;
    let mut end = start + len;
    let mut law = law;
    // "des Ausführungsgesetzes zur Verwaltungsgerichtsordnung"
    for join in [" zur Ausführung der ", " zur Ausführung des ", " zur ", " zum ", " zu dem "] {
        if let Some(rest) = text[end..].strip_prefix(join)
            && let Some(other) = norms.laws().read(rest)
        {
            end += join.len() + other.len;
            law = one_line(&text[start..end]);
            break;
        }
    }
    let land = land_behind(&text[end..]);
    if land > 0 {
        end += land;
        law = one_line(&text[start..end]);
    }
    Some(Behind { law, end })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes of "für das Land Brandenburg", "des Landes Berlin" or a bare "Nordrhein-Westfalen" behind a law.
fn land_behind(rest: &str) -> usize {
    let word = rest.trim_start();
    if word.len() == rest.len() {
        return 0;
    }
    let joined = JOINS.iter().find_map(|j| word.strip_prefix(j)).map(str::trim_start);
    // A bare name only on the same line: the next line may be the place of a letter.
    let name = match joined {
        Some(name) => name,
        None if rest.starts_with([' ', '\u{a0}']) => word,
        None => return 0,
    };
    let land = LAND_NAMES.iter().find(|land| name.starts_with(**land));
    let land = land.filter(|land| !name[land.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-'));
    land.map_or(0, |land| rest.len() - name.len() + land.len())
}

const JOINS: [&str; 6] =
    ["für das Land ", "für den Freistaat ", "des Landes ", "des Freistaates ", "des Freistaats ", "für "];

const LAND_NAMES: [&str; 16] = [
    "Baden-Württemberg",
    "Bayern",
    "Berlin",
    "Brandenburg",
    "Bremen",
    "Hamburg",
    "Hessen",
    "Mecklenburg-Vorpommern",
    "Niedersachsen",
    "Nordrhein-Westfalen",
    "Rheinland-Pfalz",
    "Saarland",
    "Sachsen-Anhalt",
    "Sachsen",
    "Schleswig-Holstein",
    "Thüringen",
];

/// The bytes of "des", "der", "im" … with the blanks behind.
fn lead(word: &str) -> usize {
    const LEADS: [&str; 22] = [
        "aus dem", "aus der", "in dem", "in der", "nach dem", "des", "der", "dem", "im", "vom", "zum", "zur",
        "d.", "Ihres", "Ihrer", "unseres", "unserer", "dieses", "dieser", "seines", "eines", "einer",
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
    Some((one_line(&name[..len]), len))
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
        let lower = base.to_lowercase();
        // "der Satzung" is one, "des Gesetzes" only with what it is about.
        let is_law = LAW_WORDS.iter().any(|w| {
            lower.ends_with(w) && (lower.len() > w.len() || (with_article && !w.starts_with("gesetz")))
        });
        if with_article && lower == "gesetz" {
            return about(name, end);
        }
        if is_law && word.starts_with(char::is_uppercase) {
            let law = if len == 0 { base.to_owned() } else { one_line(&name[..end]) };
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

/// "Gesetzes über die Feiertage": up to the next sign, but no more than some words.
fn about(name: &str, end: usize) -> Option<(String, usize)> {
    let rest = name[end..].trim_start();
    let joins = ["über", "zur", "zum", "für", "betreffend"];
    if !joins.iter().any(|j| rest.strip_prefix(j).is_some_and(|r| r.starts_with(char::is_whitespace))) {
        return None;
    }
    let stop = rest.find(['.', ',', ';', ':', '(', ')', '!', '?', '„', '“']).unwrap_or(rest.len());
    let mut len = 0;
    for word in rest[..stop].split_inclusive(char::is_whitespace).take(8) {
        len += word.len();
    }
    let end = name.len() - rest.len() + rest[..len].trim_end().len();
    Some((one_line(&name[..end]), end))
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

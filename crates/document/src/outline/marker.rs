use std::collections::HashMap;

use boundary::abbreviation;

/// A list marker at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marker {
    /// Bytes of the marker with the white space after it.
    pub(crate) len: usize,
    /// The number of a plain Arabic marker ("1.", "1)", "(1)").
    pub(crate) number: Option<u32>,
    /// How it is written; items of one list share it.
    pub(crate) style: Style,
    /// Its place in the sequence: 2 for "2.", "b)", "II.", "1.2".
    pub(crate) value: u32,
    /// False if the line may as well be an ordinary sentence; neighbours decide.
    sure: bool,
}

/// How a list marker is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    Bullet(char),
    Numbered {
        sign: Sign,
        close: Close,
        /// Number of parts ("1.2" has 2), letters ("aa" has 2).
        depth: u8,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sign {
    Arabic,
    Lower,
    Upper,
    Roman,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Close {
    Dot,
    Parenthesis,
    Both,
    None,
}

impl Style {
    /// Styles in which offices number the sections of a letter.
    pub(crate) fn can_number_headings(self) -> bool {
        matches!(self, Style::Numbered { close: Close::Dot | Close::None | Close::Parenthesis, .. })
    }
}

const BULLETS: &str = "–—-•*·∙▪■□◦‣●○➢➤→►✓☐☒+\u{f0b7}\u{f0a7}";

/// Nouns that follow an ordinal number; a line that starts with one is an item only among items.
const ORDINAL_NOUNS: [&str; 31] = [
    "Senat",
    "Kammer",
    "Zivilsenat",
    "Strafsenat",
    "Halbjahr",
    "Quartal",
    "Stock",
    "Stockwerk",
    "Etage",
    "Obergeschoss",
    "OG",
    "UG",
    "Untergeschoss",
    "Halbsatz",
    "Alternative",
    "Alt",
    "HS",
    "Instanz",
    "Klasse",
    "Tag",
    "Woche",
    "Monat",
    "Jahr",
    "Lebensjahr",
    "Weltkrieg",
    "Bundesliga",
    "FC",
    "Bürgermeister",
    "Bürgermeisterin",
    "Vorsitzende",
    "Auflage",
];

/// Finds the list markers of a sequence of lines or blocks.
///
/// A marker that could be ordinary text ("1. FC Köln", "A. Müller", "2. die Kosten") counts only if the nearest marker
/// of the same style before or after it has the neighbouring number.
pub(crate) fn markers<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Option<Marker>> {
    let mut found: Vec<Option<Marker>> = lines.map(detect).collect();
    let mut last: HashMap<Style, usize> = HashMap::new();
    let mut confirmed = vec![false; found.len()];
    for (index, marker) in found.iter().enumerate() {
        let Some(marker) = marker else { continue };
        if let Some(before) = last.insert(marker.style, index)
            && found[before].is_some_and(|b| b.value + 1 == marker.value)
        {
            confirmed[before] = true;
            confirmed[index] = true;
        }
    }
    for (marker, confirmed) in found.iter_mut().zip(confirmed) {
        if marker.is_some_and(|m| !m.sure && !confirmed) {
            *marker = None;
        }
    }
    found
}

/// Reads the marker at the start of a line that begins with a visible character.
pub(crate) fn detect(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    if BULLETS.contains(first) {
        let len = first.len_utf8() + spaces(&line[first.len_utf8()..])?;
        return Some(Marker { len, number: None, style: Style::Bullet(first), value: 0, sure: true });
    }
    let (open, body) = match line.strip_prefix('(') {
        Some(body) => (true, body),
        None => (false, line),
    };
    let label = Label::read(body)?;
    let after = &body[label.len..];
    let (close, after) = match (open, after.chars().next()?) {
        (true, ')') => (Close::Both, &after[1..]),
        (false, ')') => (Close::Parenthesis, &after[1..]),
        (false, '.') => (Close::Dot, &after[1..]),
        (false, _) if label.sign == Sign::Arabic && label.depth > 1 => (Close::None, after),
        _ => return None,
    };
    let gap = spaces(after)?;
    let rest = &after[gap..];
    let sure = label.is_sure(close, rest)?;
    Some(Marker {
        len: line.len() - rest.len(),
        number: (label.sign == Sign::Arabic && label.depth == 1).then_some(label.value),
        style: Style::Numbered { sign: label.sign, close, depth: label.depth },
        value: label.value,
        sure,
    })
}

/// Bytes of white space, if there is some and text follows; inside a block it may follow on the next line.
fn spaces(rest: &str) -> Option<usize> {
    rest.find(|c: char| !c.is_whitespace()).filter(|len| *len > 0)
}

/// The number or letter of a marker.
struct Label {
    len: usize,
    sign: Sign,
    depth: u8,
    value: u32,
}

impl Label {
    fn read(body: &str) -> Option<Label> {
        let first = body.chars().next()?;
        if first.is_ascii_digit() {
            return Label::arabic(body);
        }
        let len = body.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(body.len());
        let word = &body.as_bytes()[..len];
        if let Some(value) = roman(&body[..len]) {
            return Some(Label { len, sign: Sign::Roman, depth: 1, value });
        }
        // "a", "aa", "A".
        let same = word.iter().all(|b| *b == word[0]);
        (len > 0 && len <= 2 && same).then(|| Label {
            len,
            sign: if first.is_ascii_uppercase() { Sign::Upper } else { Sign::Lower },
            depth: len as u8,
            value: u32::from(first.to_ascii_lowercase() as u8 - b'a') + 1,
        })
    }

    /// "1", "12", "1.2", "1.2.3"; later parts have at most two digits.
    fn arabic(body: &str) -> Option<Label> {
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let mut len = digits(body);
        if len > 3 {
            return None;
        }
        let mut value: u32 = body[..len].parse().ok()?;
        let mut depth = 1u8;
        while depth < 5
            && let Some(rest) = body[len..].strip_prefix('.')
            && matches!(digits(rest), 1 | 2)
        {
            value = rest[..digits(rest)].parse().ok()?;
            len += 1 + digits(rest);
            depth += 1;
        }
        Some(Label { len, sign: Sign::Arabic, depth, value })
    }

    /// Whether the marker stands for itself (`true`), needs neighbours (`false`) or is none at all.
    fn is_sure(&self, close: Close, rest: &str) -> Option<bool> {
        let first = rest.chars().next()?;
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if matches!(close, Close::Parenthesis | Close::Both) {
            return Some(true);
        }
        match self.sign {
            Sign::Arabic => {
                if is_month(word) || word == "Uhr" || first.is_ascii_digit() {
                    return None;
                }
                if close == Close::None {
                    return first.is_uppercase().then_some(true);
                }
                Some(!first.is_lowercase() && !ORDINAL_NOUNS.contains(&word) && self.value < 200)
            }
            Sign::Roman if self.len > 1 => Some(!ORDINAL_NOUNS.contains(&word)),
            Sign::Roman | Sign::Upper => Some(super::title::is_title_word(rest)),
            Sign::Lower => Some(false),
        }
    }
}

/// The name of a month or its usual abbreviation.
pub(crate) fn is_month(word: &str) -> bool {
    word.len() <= 10 && abbreviation::is_month(&word.to_lowercase())
}

/// The value of a Roman number from I to XXXIX; single letters only I, V, X, since C, D, L, M are letters of a list.
fn roman(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 7 {
        return None;
    }
    let tens = word.bytes().take_while(|b| *b == b'X').count();
    let ones = match &word[tens..] {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    (tens <= 3).then_some(tens as u32 * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Option<(&str, Option<u32>)> {
        markers(std::iter::once(line))[0].map(|m| (&line[..m.len], m.number))
    }

    #[test]
    fn markers_that_stand_for_themselves() {
        for (line, marker, number) in [
            ("1. Ihr Antrag wird abgelehnt.", "1. ", Some(1)),
            ("12) Der Pass", "12) ", Some(12)),
            ("(3) Die Frist", "(3) ", Some(3)),
            ("a) der Pass", "a) ", None),
            ("aa) der Pass", "aa) ", None),
            ("– Reisepass", "– ", None),
            ("-\u{a0}Reisepass", "-\u{a0}", None),
            ("•\tReisepass", "•\t", None),
            ("* Reisepass", "* ", None),
            ("II. Rechtliche Würdigung", "II. ", None),
            ("I. Sachverhalt", "I. ", None),
            ("A. Sachverhalt", "A. ", None),
            ("1.2 Zulässigkeit", "1.2 ", None),
            ("1.2.3. Frist", "1.2.3. ", None),
        ] {
            assert_eq!(one(line), Some((marker, number)), "{line}");
        }
    }

    #[test]
    fn dates_ordinals_and_names_are_no_items() {
        for line in [
            "12. November 2026",
            "3. Mai",
            "1. Jan. 2027",
            "12.11.2026",
            "12. 11. 2026",
            "1. FC Köln spielt",
            "1. Senat des Gerichts",
            "8.30 Uhr",
            "8.30 bis 12 Uhr",
            "2026. Danach",
            "A. Müller",
            "I. Schulze",
            "1. die Kosten trägt",
            "1.000 Euro",
            "-",
            "1.",
            "1. ",
            "–100 Euro",
            "z. B. der Pass",
            "i. A. Müller",
            "1990 kamen Sie",
            "III. Senat",
            "d. h. der Antrag",
        ] {
            assert_eq!(one(line), None, "{line}");
        }
    }

    #[test]
    fn neighbours_confirm_doubtful_markers() {
        let lines =
            ["1. die Kopie des Passes,", "2. die Meldebescheinigung,", "A. Müller", "a. Pass", "b. Foto"];
        let found: Vec<bool> = markers(lines.into_iter()).iter().map(Option::is_some).collect();
        assert_eq!(found, [true, true, false, true, true]);
    }
}

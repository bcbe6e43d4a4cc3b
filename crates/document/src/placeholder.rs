use crate::model::{Block, Placeholder, PlaceholderKind};

/// Longest name of a field in bytes; a sign without a partner within it opens no field.
const LONGEST: usize = 120;

/// Finds the template fields that are written into the text and joins them with those the format marks.
///
/// Runs over every block once; a search for a closing sign ends after [`LONGEST`] bytes.
pub(crate) fn find(text: &str, blocks: &[Block], marked: Vec<Placeholder>) -> Vec<Placeholder> {
    let mut found = Vec::new();
    for block in blocks {
        let start = usize::from(block.range.start());
        scan(source::slice(text, block.range), |from, to, kind, name| {
            found.push(Placeholder {
                range: source::range(start + from, start + to),
                kind,
                name: name.trim().to_owned(),
            });
        });
    }
    merge(found, marked)
}

/// Fields that the format marks win over what stands inside them.
fn merge(written: Vec<Placeholder>, marked: Vec<Placeholder>) -> Vec<Placeholder> {
    if marked.is_empty() {
        return written;
    }
    let mut all = Vec::with_capacity(written.len() + marked.len());
    let mut written = written.into_iter().peekable();
    for field in marked {
        while let Some(next) = written.next_if(|w| w.range.end() <= field.range.start()) {
            all.push(next);
        }
        // What is left overlaps the field or lies behind it.
        while written.next_if(|w| w.range.start() < field.range.end()).is_some() {}
        all.push(field);
    }
    all.extend(written);
    all
}

/// Bytes that a field may begin with.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"{$[<Xx_.";
    let mut i = 0;
    while i < signs.len() {
        table[signs[i] as usize] = true;
        i += 1;
    }
    // « is C2 AB, … is E2 80 A6.
    table[0xC2] = true;
    table[0xE2] = true;
    table
};

fn inside_word(bytes: &[u8], at: usize) -> bool {
    at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 0x80)
}

fn scan(text: &str, mut emit: impl FnMut(usize, usize, PlaceholderKind, &str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        // Nearly all bytes begin no field; those that may are ASCII or lead bytes, so `at` stays on a boundary.
        if !MAY_BEGIN[usize::from(bytes[at])] || (matches!(bytes[at], b'x' | b'X') && inside_word(bytes, at))
        {
            at += 1;
            continue;
        }
        let rest = &text[at..];
        let hit = match bytes[at] {
            // « is C2 AB.
            0xC2 if rest.starts_with('«') => enclosed(rest, "«", "»")
                .filter(|name| is_guillemet_name(name))
                .map(|name| (name.len() + 4, PlaceholderKind::Guillemets, name)),
            b'{' if rest.starts_with("{%") => {
                at += enclosed(rest, "{%", "%}").map_or(2, |inner| inner.len() + 4);
                continue;
            }
            b'{' => enclosed(rest, "{{", "}}").map(|name| (name.len() + 4, PlaceholderKind::Braces, name)),
            b'$' => enclosed(rest, "${", "}").map(|name| (name.len() + 3, PlaceholderKind::Dollar, name)),
            b'[' => enclosed(rest, "[", "]")
                .filter(|name| is_bracket_name(name))
                .filter(|name| stands_alone(text, at, at + name.len() + 2))
                .map(|name| (name.len() + 2, PlaceholderKind::Brackets, name)),
            b'<' => enclosed(rest, "<", ">")
                .filter(|name| is_angle_name(name))
                .map(|name| (name.len() + 2, PlaceholderKind::Angles, name)),
            b'X' | b'x' => gap_of_letters(text, at).map(|len| (len, PlaceholderKind::Blank, "")),
            b'_' => underscores(rest).map(|len| (len, PlaceholderKind::Blank, "")),
            b'.' | 0xE2 if rest.starts_with(['.', '…']) => {
                let len = rest.find(|c| c != '.' && c != '…').unwrap_or(rest.len());
                let dots: usize = rest[..len].chars().map(|c| if c == '…' { 3 } else { 1 }).sum();
                if dots < 5 {
                    at += len;
                    continue;
                }
                Some((len, PlaceholderKind::Blank, ""))
            }
            _ => None,
        };
        match hit {
            Some((len, kind, name)) => {
                emit(at, at + len, kind, name);
                at += len;
            }
            None => at += step(rest),
        }
    }
}

/// Bytes to the next place where a field may begin: a word or a run of underscores is passed as a whole.
fn step(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return 1 };
    let class = |c: char| {
        if c.is_alphanumeric() {
            1
        } else if c == '_' {
            2
        } else {
            0
        }
    };
    if class(first) == 0 {
        return first.len_utf8();
    }
    rest.find(|c| class(c) != class(first)).unwrap_or(rest.len())
}

/// What stands between two signs on one line; `None` if the second is missing or too far.
fn enclosed<'a>(rest: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let inner = rest.strip_prefix(open)?;
    let mut end = inner.len().min(LONGEST);
    while !inner.is_char_boundary(end) {
        end -= 1;
    }
    let inner = &inner[..inner[..end].find(close)?];
    (!inner.contains(['\n', '\r'])).then_some(inner)
}

fn is_guillemet_name(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.split_whitespace().count() <= 4 && !name.ends_with(['.', '!', '?'])
}

/// Words that make a bracket in lower case a field ("[bitte eintragen]").
const FILL_IN: [&str; 14] = [
    "eintragen",
    "einfügen",
    "einsetzen",
    "ergänzen",
    "ausfüllen",
    "angeben",
    "auswählen",
    "name",
    "vorname",
    "datum",
    "anschrift",
    "adresse",
    "aktenzeichen",
    "betrag",
];

/// Beginnings of remarks that stand in brackets in ordinary text.
const REMARKS: [&str; 6] = ["Anm", "Hervorh", "Auslass", "Unterstr", "Abs.", "Name der Redaktion"];

fn is_bracket_name(name: &str) -> bool {
    let name = name.trim();
    let allowed = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-_/.:,;()&§?!…#'\"".contains(c);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || !name.chars().all(allowed) || REMARKS.iter().any(|r| name.starts_with(r)) {
        return false;
    }
    let first = name.chars().find(|c| c.is_alphabetic());
    first.is_some_and(char::is_uppercase)
        || name.contains('_')
        || name.split(|c: char| !c.is_alphanumeric()).any(|word| FILL_IN.contains(&word))
}

/// A bracket inside a word is a change to a quotation ("\[A\]lle") or a form for both genders.
fn stands_alone(text: &str, from: usize, to: usize) -> bool {
    let before = text[..from].chars().next_back();
    let after = text[to..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

fn is_angle_name(name: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-_/.".contains(c);
    name.chars().next().is_some_and(char::is_alphabetic)
        && name.chars().all(allowed)
        && !name.contains("//")
        && !crate::html::is_known_tag(name.trim_end_matches([' ', '/']))
}

/// `XXX`, `xxxx`, `XX.XX.XXXX`, `XX/XXX`: at least three, groups joined by single signs.
fn gap_of_letters(text: &str, at: usize) -> Option<usize> {
    let x = text[at..].chars().next()?;
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let bytes = text.as_bytes();
    let (mut end, mut count) = (at, 0);
    loop {
        while bytes.get(end) == Some(&(x as u8)) {
            end += 1;
            count += 1;
        }
        let joined =
            matches!(bytes.get(end), Some(b'.' | b'/' | b'-')) && bytes.get(end + 1) == Some(&(x as u8));
        if !joined {
            break;
        }
        end += 1;
    }
    let closed = !text[end..].chars().next().is_some_and(char::is_alphanumeric);
    (count >= 3 && closed).then_some(end - at)
}

fn underscores(rest: &str) -> Option<usize> {
    let len = rest.find(|c| c != '_').unwrap_or(rest.len());
    (len >= 3).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(&str, PlaceholderKind, String)> {
        let mut all = Vec::new();
        scan(text, |from, to, kind, name| all.push((&text[from..to], kind, name.trim().to_owned())));
        all
    }

    fn kinds(text: &str) -> Vec<&str> {
        fields(text).into_iter().map(|(text, ..)| text).collect()
    }

    #[test]
    fn every_way_to_write_a_field_is_found() {
        use PlaceholderKind::*;
        let text =
            "«Vorname» {{ name }} ${geburt} [Anschrift des Antragstellers] <Nachname> XXX ____ .......";
        let expected = [
            ("«Vorname»", Guillemets, "Vorname"),
            ("{{ name }}", Braces, "name"),
            ("${geburt}", Dollar, "geburt"),
            ("[Anschrift des Antragstellers]", Brackets, "Anschrift des Antragstellers"),
            ("<Nachname>", Angles, "Nachname"),
            ("XXX", Blank, ""),
            ("____", Blank, ""),
            (".......", Blank, ""),
        ];
        assert_eq!(fields(text), expected.map(|(t, k, n)| (t, k, n.to_owned())));
    }

    #[test]
    fn gaps_in_dates_and_numbers_are_one_field() {
        assert_eq!(kinds("am XX.XX.XXXX unter Az. xxx/xx"), ["XX.XX.XXXX", "xxx/xx"]);
    }

    #[test]
    fn brackets_of_ordinary_text_are_no_fields() {
        for text in [
            "siehe [1] und [12]",
            "er sagte [...] nichts",
            "er sagte […] nichts",
            "das ist so [sic]",
            "[A]lle Kinder",
            "[a]lle Kinder",
            "[ ] ja [x] nein",
            "Mitarbeiter[innen]",
            "[Anm. d. Verf.]",
            "a < b und c > d",
            "<muster@amt.example>",
            "<br>",
            "<b>fett</b>",
            "{% if a %}",
            "und so weiter ...",
            "Hm…",
            "MAXXX",
            "__init",
            "XXL",
            "[offen",
            "«",
            "${",
            "{{",
            "<",
        ] {
            assert_eq!(kinds(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn brackets_in_lower_case_need_a_word_that_asks_to_fill_in() {
        assert_eq!(
            kinds("[bitte eintragen] [name] [kunden_nr] [und zwar]"),
            ["[bitte eintragen]", "[name]", "[kunden_nr]"]
        );
    }

    #[test]
    fn marked_fields_win() {
        let field =
            |from, to, kind| Placeholder { range: source::range(from, to), kind, name: String::new() };
        let written = vec![
            field(0, 3, PlaceholderKind::Blank),
            field(5, 9, PlaceholderKind::Guillemets),
            field(20, 25, PlaceholderKind::Blank),
        ];
        let marked =
            vec![field(5, 9, PlaceholderKind::MergeField), field(10, 12, PlaceholderKind::MergeField)];
        let kinds: Vec<_> =
            merge(written, marked).into_iter().map(|f| (u32::from(f.range.start()), f.kind)).collect();
        assert_eq!(
            kinds,
            [
                (0, PlaceholderKind::Blank),
                (5, PlaceholderKind::MergeField),
                (10, PlaceholderKind::MergeField),
                (20, PlaceholderKind::Blank)
            ]
        );
    }
}

//! The first cut: word boundaries of the Unicode standard (UAX #29), classed by what German does with them.

use unicode_segmentation::UnicodeSegmentation;

/// What a segment is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// White space, no-break spaces included.
    Space,
    /// Holds a letter.
    Word,
    /// Digits, perhaps with inner separators.
    Number,
    /// A single sign.
    Sign,
}

/// A segment of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment {
    pub start: u32,
    pub end: u32,
    pub class: Class,
}

/// Cuts `text` into segments that cover it.
///
/// Plain words and blanks, which are nearly all of a letter, are cut without asking the tables of the standard; the result
/// is the same.
pub(crate) fn segments(text: &str, out: &mut Vec<Segment>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if let Some((end, class)) = plain(bytes, at) {
            push(out, at, end, class);
            at = end;
            continue;
        }
        // The standard cuts up to the next blank that nothing joins to; there it always cuts.
        let mut end = at + 1;
        while end < bytes.len() && plain(bytes, end).is_none_or(|(_, class)| class != Class::Space) {
            end += 1;
        }
        for (start, piece) in text[at..end].split_word_bound_indices() {
            add(out, at + start, piece);
        }
        at = end;
    }
}

/// Adds a segment of the standard; where the standard joins what German keeps apart, it becomes several.
fn add(out: &mut Vec<Segment>, mut at: usize, mut piece: &str) {
    loop {
        // The standard joins invisible marks to a blank before them; blanks are never part of a word or sign.
        let blanks = piece.len() - piece.trim_start_matches(is_space).len();
        if blanks > 0 {
            push(out, at, at + blanks, Class::Space);
            at += blanks;
            piece = &piece[blanks..];
            if piece.is_empty() {
                return;
            }
        }
        let class = class(piece);
        let seam = if class == Class::Word { seam(piece) } else { None };
        let Some(seam) = seam else { return push(out, at, at + piece.len(), class) };
        let (left, right) = piece.split_at(seam);
        // A colon with a mark on it counts as a letter; nothing stands before it.
        if seam > 0 {
            push(out, at, at + seam, self::class(left));
        }
        let sign = usize::from(right.starts_with([':', '.']));
        if sign > 0 {
            push(out, at + seam, at + seam + sign, Class::Sign);
        }
        at += seam + sign;
        piece = &right[sign..];
    }
}

/// The first place where a word of the standard holds two: "Betreff:Ihr", "AufenthG.Die", "100EUR".
fn seam(piece: &str) -> Option<usize> {
    if piece.starts_with(|c: char| c.is_ascii_digit()) {
        let amount = piece.strip_suffix("EUR").or_else(|| piece.strip_suffix("Euro"))?;
        return amount
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
            .then_some(amount.len());
    }
    piece.match_indices([':', '.']).map(|(at, _)| at).find(|at| {
        let (left, right) = (&piece[..*at], &piece[at + 1..]);
        if piece[*at..].starts_with(':') {
            return !is_gender_ending(right) && !right.starts_with("in");
        }
        // A blank was forgotten after a sentence. Abbreviations ("z.B", "Dipl.Ing") have short parts, addresses are written small.
        let long = |part: &str, least: usize| part.chars().take_while(|c| c.is_alphabetic()).count() >= least;
        let title = |part: &str| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
        };
        let last = left.rsplit(['.', ':']).next().unwrap_or(left);
        long(last, 5) && title(right) && long(right, 2)
    })
}

/// What follows the sign of a gender form: "Antragsteller/in", "jede:r".
pub(crate) fn is_gender_ending(text: &str) -> bool {
    matches!(text, "in" | "innen" | "r" | "n" | "e" | "en" | "er" | "es" | "rin" | "frau" | "inne")
}

fn push(out: &mut Vec<Segment>, start: usize, end: usize, class: Class) {
    let (start, end) = (start as u32, end as u32);
    match out.last_mut() {
        Some(last) if class == Class::Space && last.class == Class::Space => last.end = end,
        _ => out.push(Segment { start, end, class }),
    }
}

/// A blank, or a word of German letters that ends before a blank, before a sign and a blank, or with the text.
fn plain(bytes: &[u8], at: usize) -> Option<(usize, Class)> {
    if matches!(bytes[at], b' ' | b'\n') {
        // Marks that join to the blanks before them are not ASCII.
        // The look ahead is bounded so that a text of blanks stays linear.
        let rest = &bytes[at..bytes.len().min(at + 64)];
        let run = rest.iter().take_while(|b| matches!(b, b' ' | b'\n')).count();
        let joins = rest.get(run).map_or(run == 64, |next| !next.is_ascii());
        return (!joins).then_some((at + run, Class::Space));
    }
    // Before a word stands a blank; signs may belong to it.
    if at > 0 && !matches!(bytes[at - 1], b' ' | b'\n') {
        return None;
    }
    let end = at + letters(&bytes[at..]);
    if end == at {
        return None;
    }
    let ends = match bytes.get(end) {
        None | Some(b' ' | b'\n') => true,
        Some(b'.' | b',' | b';' | b':' | b')' | b'!' | b'?') => {
            matches!(bytes.get(end + 1), None | Some(b' ' | b'\n'))
        }
        _ => false,
    };
    ends.then_some((end, Class::Word))
}

/// The number of bytes that are German letters: ASCII, and À to ÿ without the signs × and ÷.
fn letters(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b) if b.is_ascii_alphabetic() => at += 1,
            Some(0xC3) => match bytes.get(at + 1) {
                Some(0x80..=0x96 | 0x98..=0xB6 | 0xB8..=0xBF) => at += 2,
                _ => return at,
            },
            _ => return at,
        }
    }
}

fn class(piece: &str) -> Class {
    let mut digit = false;
    for c in piece.chars() {
        if c.is_ascii_digit() {
            digit = true;
        } else if c.is_alphabetic() {
            return Class::Word;
        } else if c.is_numeric() {
            digit = true;
        }
    }
    if digit {
        Class::Number
    } else if piece.chars().all(is_space) {
        Class::Space
    } else {
        Class::Sign
    }
}

/// White space, the byte order mark and zero-width spaces.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the standard alone gives.
    fn by_the_standard(text: &str) -> Vec<(u32, u32, Class)> {
        let mut out = Vec::new();
        for (start, piece) in text.split_word_bound_indices() {
            add(&mut out, start, piece);
        }
        out.iter().map(|s| (s.start, s.end, s.class)).collect()
    }

    fn cut(text: &str) -> Vec<(u32, u32, Class)> {
        let mut out = Vec::new();
        segments(text, &mut out);
        out.iter().map(|s| (s.start, s.end, s.class)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_short_way_gives_what_the_standard_gives(
            pieces in proptest::collection::vec(
                prop_oneof![
                    "[a-zA-ZäÖßé]{1,5}", "[0-9]{1,3}", "[ \n\r.,:;()'_/„“×§-]{1,2}",
                    Just("\u{301}".to_owned()), Just("\u{ad}".to_owned()), Just("\u{200d}".to_owned()), Just("😀".to_owned()),
                    Just("\u{a0}".to_owned()), Just(" ".to_owned()),
                ],
                0..14,
            )
        ) {
            let text = pieces.concat();
            prop_assert_eq!(cut(&text), by_the_standard(&text));
        }

        #[test]
        fn also_for_any_text(text in "\\PC{0,40}") {
            prop_assert_eq!(cut(&text), by_the_standard(&text));
        }
    }
}

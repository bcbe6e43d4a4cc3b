//! File numbers, cash numbers and accounts: always the same digits and signs?

use strsim::damerau_levenshtein;

use super::{at, tail, text_of};
use crate::engine::{Context, Found};

/// The kinds of numbers that belong to the letter.
const LABELS: [(usize, &str); 13] = [
    (0, "Aktenzeichen"),
    (0, "Geschäftszeichen"),
    (0, "GeschZ."),
    (0, "Mein Zeichen"),
    (0, "Unser Zeichen"),
    (0, "Az."),
    (0, "Az:"),
    (1, "Kassenzeichen"),
    (1, "Buchungszeichen"),
    (1, "Kassenzeichens"),
    (2, "IBAN"),
    (3, "AZR-Nummer"),
    (3, "AZR-Nr."),
];

/// File numbers, cash numbers and accounts that differ by a slip.
pub(super) fn file_numbers(ctx: &Context<'_>, found: &mut Vec<Found>) {
    let mut first: Vec<(usize, String, String)> = Vec::new();
    for block in 0..ctx.paragraphs.len() {
        let text = text_of(ctx, block);
        if !text.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        for (class, label) in LABELS {
            for (at_label, _) in text.match_indices(label) {
                if text[..at_label].ends_with(char::is_alphanumeric) {
                    continue;
                }
                let from = at_label + label.len();
                let Some(place) = number_behind(text, from, class == 2) else { continue };
                let written = &text[place.clone()];
                let bare: String =
                    written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
                // Courts and other offices have numbers of their own.
                let other = class == 0
                    && super::words(tail(&text[..at_label])).iter().rev().take(12).any(|w| {
                        w.ends_with("gericht")
                            || w.ends_with("verfahren")
                            || matches!(w.as_str(), "urteil" | "beschluss" | "staatsanwaltschaft")
                    });
                if other || bare.len() < 4 {
                    continue;
                }
                match first.iter().find(|(c, ..)| *c == class) {
                    None => first.push((class, bare, written.to_owned())),
                    Some((_, known, shown)) if *known != bare => {
                        let near = damerau_levenshtein(known, &bare) <= if bare.len() >= 6 { 2 } else { 1 };
                        // A number cut short by the next word is no other number.
                        if near && !known.starts_with(&bare) && !bare.starts_with(known.as_str()) {
                            found.push(at(ctx, block, place, vec![written.to_owned(), shown.clone()]));
                        }
                    }
                    Some((_, _, shown)) if signs(shown) != signs(written) => {
                        found.push(at(ctx, block, place, vec![written.to_owned(), shown.clone()]));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// The signs of a file number without blanks; dashes of all lengths are one.
fn signs(number: &str) -> String {
    number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '–' | '—' | '‑') { '-' } else { c })
        .collect()
}

/// The number behind a label: words with a digit, capital words and dashes.
fn number_behind(text: &str, from: usize, account: bool) -> Option<std::ops::Range<usize>> {
    let rest = &text[from..];
    let skip = rest.len() - rest.trim_start_matches([':', ' ', '\u{a0}', '\t', '\n']).len();
    let mut start = from + skip;
    // "Ihr Kassenzeichen ist 5.0031.778"
    for word in ["ist ", "lautet ", "Nr. ", "Nummer "] {
        start += if text[start..].starts_with(word) { word.len() } else { 0 };
    }
    let mut end = start;
    for (at, word) in words_by_blank(&text[start..]) {
        let at = start + at;
        // No file number is longer.
        if at - start > 40 || text[end..at].contains('\n') {
            break;
        }
        let bare = word.trim_end_matches([',', ';', '.', ')', '(']);
        let digit = bare.contains(|c: char| c.is_ascii_digit());
        let sign = matches!(bare, "–" | "-" | "/" | "—");
        let capital = bare.len() >= 2 && bare.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '/'));
        if !(digit || (!account && (sign || capital)) || (account && capital && end == start))
            || bare.is_empty()
        {
            break;
        }
        end = at + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    let number = text[start..end].trim_end_matches([' ', '–', '-', '/', '—']);
    number.contains(|c: char| c.is_ascii_digit()).then(|| start..start + number.len())
}

fn words_by_blank(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace)
        .map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
        .filter(|(_, w)| !w.is_empty())
}

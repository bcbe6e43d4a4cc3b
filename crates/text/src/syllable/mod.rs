//! Syllables: vowel groups with the exceptions of German.
//!
//! One group of vowels is one syllable ("Haus") or several ("The-a-ter", "be-ur-tei-len"). For each pair of vowels there is a
//! usual answer and a short table of contexts that turn it round: seams between the parts of a word, endings from Latin and
//! French, English stems. The tables hold word parts, not words, so that compounds and inflected forms are covered.
//!
//! Hyphenation patterns are no help here: they leave out places where a break would look bad ("A-bend"), so they count
//! too few.

/// Writes a table of contexts in few lines: `"be"|"end"` is "be" before the seam and "end" after it.
macro_rules! contexts {
    ($($left:literal | $right:literal)*) => { &[$(($left, $right)),*] };
}

mod silent;
mod tables;
#[cfg(test)]
mod tests;

use silent::is_silent;
use tables::*;

/// Counts the syllables of a word in lower case; a word without a vowel ("GmbH") is spelled out: one per letter.
pub fn syllables(norm: &str) -> usize {
    // Most words have one part; asking bytes first is quicker than splitting.
    let one = !norm.bytes().any(|b| matches!(b, b'-' | b'/' | b'*' | b'(' | b')' | 0xE2));
    if one {
        return simple(norm);
    }
    norm.split(['-', '/', '*', '(', ')', '\u{2010}', '\u{2011}']).map(simple).sum()
}

fn simple(word: &str) -> usize {
    let count = count(word);
    if count > 0 {
        return count;
    }
    let letters = word.chars().take(7).filter(|c| c.is_alphabetic()).count();
    if letters <= 6 { letters } else { 0 }
}

fn count(word: &str) -> usize {
    let bytes = word.as_bytes();
    let mut count = 0;
    let mut at = 0;
    while at < bytes.len() {
        if !PERHAPS_VOWEL[bytes[at] as usize] {
            at += 1;
            continue;
        }
        let length = vowel(word, at);
        if length == 0 {
            at += 1;
            continue;
        }
        let second = at + length;
        if bytes[at] == b'e' && is_silent(word, at) {
            at = second;
            continue;
        }
        count += 1;
        at = second;
        if second == bytes.len() || !PERHAPS_VOWEL[bytes[second] as usize] {
            continue;
        }
        let length = vowel(word, second);
        if length > 0 {
            let (left, right) = word.split_at(second);
            at += joined(left, right, length);
        }
    }
    count
}

/// Bytes with which a vowel can start.
const PERHAPS_VOWEL: [bool; 256] = {
    let mut table = [false; 256];
    let starts = b"aeiouy\xC3\xC4\xC5";
    let mut i = 0;
    while i < starts.len() {
        table[starts[i] as usize] = true;
        i += 1;
    }
    table
};

/// The bytes of the vowel at `at`; 0 for everything else.
fn vowel(word: &str, at: usize) -> usize {
    let bytes = word.as_bytes();
    let next = || bytes.get(at + 1).copied().unwrap_or(0);
    let before = || if at > 0 { bytes[at - 1] } else { 0 };
    match bytes.get(at) {
        Some(b'a' | b'e' | b'i' | b'o') => 1,
        Some(b'u') => usize::from(before() != b'q'),
        // A consonant before a vowel ("Yoga", "Foyer"), but not after a consonant ("Libyen", "Hyäne").
        Some(b'y') => {
            let before = before();
            let consonant = vowel(word, at + 1) > 0
                && (before == 0 || !before.is_ascii() || matches!(before, b'i' | b'u' | b'y'));
            usize::from(!consonant)
        }
        // à to ï, ò to ü without ð, ñ, ÷: the second byte tells.
        Some(0xC3) => match next() {
            0xA0..=0xA6 | 0xA8..=0xAF | 0xB2..=0xB6 | 0xB8..=0xBD => 2,
            _ => 0,
        },
        // ı and œ
        Some(0xC4) if next() == 0xB1 => 2,
        Some(0xC5) if next() == 0x93 => 2,
        _ => 0,
    }
}

/// A context: what stands before a seam and after it. `^` is the start of the word, `$` its end.
type Context = (&'static str, &'static str);

fn any(contexts: &[Context], left: &str, right: &str) -> bool {
    contexts.iter().any(|(l, r)| follows(right, r) && precedes(left, l))
}

fn follows(right: &str, pattern: &str) -> bool {
    match pattern.as_bytes() {
        [pattern @ .., b'$'] => right.len() == pattern.len() && starts(right.as_bytes(), pattern),
        pattern => starts(right.as_bytes(), pattern),
    }
}

fn precedes(left: &str, pattern: &str) -> bool {
    match pattern.as_bytes() {
        [b'^', pattern @ ..] => left.len() == pattern.len() && starts(left.as_bytes(), pattern),
        pattern => {
            let left = left.as_bytes();
            left.len() >= pattern.len() && left.iter().rev().zip(pattern.iter().rev()).all(|(a, b)| a == b)
        }
    }
}

/// Nearly every comparison ends at its first byte, so a loop is quicker here than the call for long slices.
fn starts(text: &[u8], pattern: &[u8]) -> bool {
    text.len() >= pattern.len() && text.iter().zip(pattern).all(|(a, b)| a == b)
}

fn any_part(parts: &[&str], right: &str) -> bool {
    // Most words end soon ("eine", "Frau"); that spares the search.
    right.len() > 3 && parts.iter().any(|p| starts(right.as_bytes(), p.as_bytes()))
}

/// How many bytes of `right` belong to the syllable of the vowel that ends `left`; `length` is that of the first vowel of `right`.
fn joined(left: &str, right: &str, length: usize) -> usize {
    let (a, b) = (left.as_bytes(), right.as_bytes());
    let one = match (a[a.len() - 1], b[0]) {
        (b'e', b'i') => !(starts_i_part(right) || any(E_I, left, right)),
        (b'e', b'u') => !(starts_u_part(right) || any(E_U, left, right)),
        (b'a', b'u') => !starts_u_part(right),
        (b'o', b'u') => {
            !(starts_u_part(right) || ["unf", "ums", "umf", "umr"].iter().any(|p| right.starts_with(p)))
        }
        (b'a', b'i') => !(starts_i_part(right) || any(A_I, left, right)),
        (b'o', b'i') => !(starts_i_part(right) || any(O_I, left, right)),
        (b'a' | b'e' | b'o' | b'u', b'y') => true,
        (b'i', b'e') => return joined_ie(left, right),
        (b'e', b'e') => !splits_ee(left, right),
        (b'a', b'a') => !any(A_A, left, right),
        (b'o', b'o') => !any(O_O, left, right),
        (b'u', b'u') => !(right.starts_with("um") || right.starts_with("un") || right == "us"),
        (b'e', b'a') => {
            if any(EAU, left, right) {
                return 2;
            }
            any(E_A_ONE, left, right)
        }
        (b'u', b'i') => any(U_I_ONE, left, right),
        (b'u', b'a' | b'e') if right.len() == 1 && left.len() > 2 && !after_cluster(left) => true,
        (b'u', b'a') => any(U_A_ONE, left, right),
        (b'u', b'e') => any(U_E_ONE, left, right),
        (b'o', b'e') => any(O_E_ONE, left, right),
        (b'a', b'e') => any(A_E_ONE, left, right),
        // "Ju-lia", "Ra-dio", "Ka-kao": the first vowel is hardly heard, and nobody breaks there.
        // After a cluster ("Ca-pri-o") it is.
        (b'i', b'a' | b'o') => (right.len() == 1 && !after_cluster(left)) || any(I_O_ONE, left, right),
        (b'a', b'o') => right.len() == 1,
        // "äu"; "Jubilä-um", "Matthä-us"
        (0xA4, b'u') if a.len() > 1 && a[a.len() - 2] == 0xC3 => !any(AE_U, left, right),
        // "Attaché-e"
        (0xA9, b'e') => true,
        _ => false,
    };
    if one { length } else { 0 }
}

/// True if consonants that start one syllable stand before the last vowel: "Capri-", "Adri-".
fn after_cluster(left: &str) -> bool {
    let bytes = left.as_bytes();
    let at = bytes.len() - 1;
    at >= 2
        && matches!(bytes[at - 1], b'l' | b'r')
        && matches!(bytes[at - 2], b'b' | b'd' | b'f' | b'g' | b'k' | b'p' | b't')
}

/// Sorts out the many words in "ein…" before the list is read.
fn starts_i_part(right: &str) -> bool {
    let third = right.as_bytes().get(2).copied().unwrap_or(0);
    match right.as_bytes().get(1) {
        Some(b'n') => {
            matches!(third, b'd' | b'f' | b'g' | b'h' | b's' | b't' | b'v') && any_part(I_PARTS, right)
        }
        Some(b'd' | b'l' | b'm' | b'r') => any_part(I_PARTS, right),
        _ => false,
    }
}

/// Sorts out "auf", "aus", "auch" and the like.
fn starts_u_part(right: &str) -> bool {
    matches!(right.as_bytes().get(1), Some(b'n' | b'r')) && any_part(U_PARTS, right)
}

/// *ie* as one sound is the rule ("Brief"); Latin endings have two ("Lini-en", "Pati-ent", "finanzi-ell").
fn joined_ie(left: &str, right: &str) -> usize {
    let stem = &left[..left.len() - 1];
    let splits = match right.as_bytes().get(1) {
        Some(b'n') => splits_ien(stem, right),
        Some(b'l') => {
            let ending = ["ell$", "elle$", "ellen", "eller", "elles", "ellem", "ells"];
            let rooted = ["v", "sp", "k", "st", "^z"];
            ending.iter().any(|e| follows(right, e))
                && !rooted.iter().any(|r| stem == &r[r.len() - 1..] || stem.ends_with(r))
                || any(&[("br", "el"), ("dan", "el"), ("^ar", "el$"), ("^mur", "el")], stem, right)
        }
        Some(b'r') => splits_ier(stem, right),
        Some(b'u') if any(&[("mili", ""), ("adi", ""), ("monsi", ""), ("^li", "")], left, right) => return 2,
        Some(b'u') => right.starts_with("eur"),
        Some(b't') => any(
            contexts! {
                "var"|"et"  "soz"|"et"  "^p"|"etä"  "^p"|"etis"  "r"|"ett"  "l"|"ett"  "propr"|"et"
            },
            stem,
            right,
        ),
        Some(b's') => stem.ends_with("spez"),
        Some(b'm') => stem.ends_with("qu") && right == "em",
        _ => false,
    };
    usize::from(!splits)
}

/// "Fami-li-en-name", "Studi-en", "Pati-ent" against "Dienst", "Schiene", "knien", "Wien".
fn splits_ien(stem: &str, right: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|e| stem.ends_with(e));
    // A stem of one letter is none: "Wien", "Bienen", "Nienburg", "schien".
    let stem_is_long = stem.len() > 1;
    match stem.as_bytes().last() {
        Some(b'l' | b'r' | b't' | b'g' | b'f' | b'v' | b'x' | b's' | b'z') => {
            stem_is_long && !ends(&["schr"]) && stem != "pr"
        }
        Some(b'n' | b'k' | b'p') => {
            stem_is_long && !ends(&["kn", "sp"]) || ends(&["esp"]) || (stem == "kn" && right == "en")
        }
        Some(b'm' | b'b') => stem_is_long && !right.starts_with("ene"),
        // "dienen", "Dienst", "Diener" are frequent, so here the Latin stems are told.
        Some(b'd') => ends(&[
            "stud", "stad", "med", "pend", "ind", "öd", "od", "lud", "gard", "grad", "gred", "aud", "oid",
            "kord", "kad", "yd",
        ]),
        Some(b'w') => ends(&["slaw", "daw"]),
        Some(b'h') => ends(&["graph", "soph", "arch", "mach", "path", "schech", "ronch", "ioch"]),
        Some(b'u') => ends(&["qu"]),
        _ => false,
    }
}

/// People ("Spani-er", "Vegetari-er") against the many words in -ier and -ieren.
fn splits_ier(stem: &str, right: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "span",
        "alban",
        "jordan",
        "german",
        "belg",
        "brasil",
        "kanad",
        "argentin",
        "tunes",
        "algér",
        "alger",
        "niger",
        "iber",
        "sumer",
        "georg",
        "austral",
        "äthiop",
        "ind",
        "bosn",
        "don",
        "phöniz",
        "patriz",
        "gal",
        "mag",
        "syr",
        "arab",
        "asi",
        "ar",
        "alp",
        "pan",
        "kelt",
        "bulgar",
        "kolumb",
        "boliv",
        "ugand",
        "zamb",
        "namib",
        "ukrain",
        "saur",
        "armen",
        "skandinav",
        "gall",
        "daw",
        "somal",
        "forn",
        "schles",
        "ones",
        "ynes",
        "kas",
        "babylon",
        "malays",
        "terr",
    ];
    // "ar" alone is too short to tell "Arier" from "Papier".
    let person = ["er$", "ers$", "ern$", "erin"].iter().any(|e| follows(right, e))
        && PEOPLE.iter().any(|p| stem.ends_with(p));
    person || any(&[("arr", "ere"), ("rem", "ere"), ("^h", "erarch"), ("^h", "erogl")], stem, right)
}

/// "be-enden", "Ide-en", "ide-ell", "Einreise-erlaubnis" against "See", "Meer".
fn splits_ee(left: &str, right: &str) -> bool {
    const SEAMS: &[Context] = contexts! {
        "be"|"end"  "be"|"ehr"  "be"|"eil"  "be"|"ein"  "be"|"eng"  "be"|"erbt"  "be"|"erbe"  "be"|"erbu"  "be"|"erdig"
        "ge"|"ehr"  "ge"|"eb"  "ge"|"erb"  "ge"|"erd"  "ge"|"eck"  "ge"|"ernt"  "ge"|"end"  "ge"|"eif"  "ge"|"ekel"
        ""|"ende"  ""|"ecke"  ""|"engel"  ""|"ensemble"  "ge"|"ess"  ""|"ell$"  ""|"elle"  "ide"|"en"  "muse"|"en"
        "orchide"|"en"  "arme"|"en"  "alle"|"en"  "mosche"|"en"  "se"|"enpl"  "se"|"enland"  "se"|"engeb"  "re"|"exp"
        "re"|"ele"
    };
    // "See-elefant", "Lage-einschätzung": the second e goes with what follows; but "See-ufer", "Idee-inhaber".
    match right.as_bytes().get(1) {
        Some(b'i') => return !(starts_i_part(&right[1..]) || any(E_I, left, &right[1..])),
        Some(b'u') => return !(starts_u_part(&right[1..]) || any(E_U, left, &right[1..])),
        _ => {}
    }
    if right == "en" {
        return !["gre", "scre", "te", "que", "we", "ile", "rle", "ore", "she", "sple", "rde"]
            .iter()
            .any(|s| left.ends_with(s))
            || left.ends_with("tee");
    }
    any_part(E_PARTS, right) || any(SEAMS, left, right)
}

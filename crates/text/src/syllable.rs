//! Syllables: vowel groups with the exceptions of German.
//!
//! Hyphenation patterns are no help here: they leave out places where a break would look bad ("A-bend"), so they count
//! too few.

/// Counts the syllables of a word in lower case; a word without a vowel ("GmbH") is spelled out: one per letter.
pub fn syllables(norm: &str) -> usize {
    let mut count = 0;
    for part in norm.split(['-', '/', '*', '\u{2010}', '\u{2011}']) {
        count += simple(part);
    }
    count
}

fn simple(word: &str) -> usize {
    // Nobody writes words longer than the buffer; should one come, it is counted piece by piece.
    let mut buffer = ['\0'; 40];
    let (mut len, mut letters, mut vowels) = (0, 0, 0);
    for c in word.chars() {
        if c.is_alphabetic() {
            letters += 1;
        }
        if len == buffer.len() {
            vowels += count(&buffer);
            len = 0;
        }
        buffer[len] = c;
        len += 1;
    }
    vowels += count(&buffer[..len]);
    if vowels == 0 && letters > 0 && letters <= 6 { letters } else { vowels }
}

fn count(word: &[char]) -> usize {
    let mut count = 0;
    let mut i = 0;
    while i < word.len() {
        let c = word[i];
        if !is_vowel(word, i) {
            i += 1;
            continue;
        }
        count += 1;
        let next = if i + 1 < word.len() && is_vowel(word, i + 1) { word[i + 1] } else { '\0' };
        let two = match (c, next) {
            ('e', 'i' | 'u' | 'y') | ('a', 'i' | 'u' | 'y') | ('ä', 'u') | ('o', 'y' | 'u') => {
                !splits_diphthong(word, i)
            }
            ('i', 'e') => !splits_ie(word, i),
            ('a', 'a') | ('o', 'o') => !at_seam(word, i),
            ('e', 'e') => !at_seam(word, i) && !splits_ee(word, i),
            ('é', 'e') => true,
            _ => false,
        };
        i += if two { 2 } else { 1 };
    }
    count
}

fn is_vowel(word: &[char], i: usize) -> bool {
    match word[i] {
        'a' | 'e' | 'i' | 'o' | 'u' | 'ä' | 'ö' | 'ü' | 'à' | 'á' | 'â' | 'ã' | 'å' | 'è' | 'é' | 'ê'
        | 'ë' | 'ì' | 'í' | 'î' | 'ï' | 'ò' | 'ó' | 'ô' | 'õ' | 'ù' | 'ú' | 'û' | 'ø' | 'æ' | 'œ' | 'ı' => {
            !(word[i] == 'u' && i > 0 && word[i - 1] == 'q')
        }
        // A consonant at the start of a word or before a vowel ("Yoga", "Bayern" has it in a diphthong).
        'y' => {
            !(word.get(i + 1).is_some_and(|n| "aeiouäöü".contains(*n))
                && (i == 0 || !"aeo".contains(word[i - 1])))
        }
        _ => false,
    }
}

fn starts_at(word: &[char], i: usize, pattern: &str) -> bool {
    let mut rest = word.get(i..).unwrap_or_default().iter();
    pattern.chars().all(|c| rest.next() == Some(&c))
}

fn ends_with(word: &[char], pattern: &str) -> bool {
    let len = pattern.chars().count();
    word.len() >= len && starts_at(word, word.len() - len, pattern)
}

/// "be-inhalten", "ge-impft", "Re-integration", "Muse-um", "Jubilä-um".
fn splits_diphthong(word: &[char], i: usize) -> bool {
    let pair = (word[i], word[i + 1]);
    match pair {
        ('e', 'i') => {
            (i == 1 && matches!(word[0], 'b' | 'g' | 'r'))
                && [
                    "einhalt",
                    "einfluss",
                    "eindruck",
                    "einträcht",
                    "eirr",
                    "impf",
                    "integr",
                    "irr",
                    "inform",
                    "innen",
                ]
                .iter()
                .any(|p| starts_at(word, i, p) || starts_at(word, i + 1, p))
                && !starts_at(word, i, "eis")
        }
        ('e', 'u') => {
            ends_with(&word[..(i + 3).min(word.len())], "eum") && i + 3 == word.len()
                || (i == 1
                    && matches!(word[0], 'b' | 'g')
                    && ["urlaub", "urteil", "unruhig", "unfall"].iter().any(|p| starts_at(word, i + 1, p)))
                || (i == 3 && starts_at(word, 0, "bade"))
        }
        ('ä', 'u') => {
            starts_at(word, i, "äum") && i + 3 == word.len() && starts_at(word, i.saturating_sub(3), "bil")
        }
        ('o', 'u') => starts_at(word, i, "oun") && i == 1,
        ('a', 'i') => {
            starts_at(word, i, "ain") && word.get(i + 3) == Some(&'t') && word.get(i + 4) == Some(&'e')
        }
        _ => false,
    }
}

/// "Fami-li-e", "Studi-en", "Pati-ent", "Hygi-ene": *i* and *e* that are two syllables.
fn splits_ie(word: &[char], i: usize) -> bool {
    if i == 0 {
        return false;
    }
    let before = word[i - 1];
    let rest = word.len() - i;
    // -ien at the end after a consonant, but not verbs ("schrien", "knien").
    if rest == 3 && word[i + 2] == 'n' {
        return i >= 2 && !matches!((word[i - 2], before), ('k', 'n') | ('c', 'h') | ('h', 'r'));
    }
    // -ie at the end is one syllable: "Fami-lie", "Stu-die", "Industrie".
    if rest == 2 {
        return false;
    }
    // -ient-, -iell-, -ienz: "Patient", "finanziell" ("i-ell").
    if starts_at(word, i, "ient") || starts_at(word, i, "ienz") {
        return matches!(before, 't' | 'r' | 'l' | 'd' | 'z')
            && !starts_at(word, i.saturating_sub(1), "dient")
            && !ends_with(&word[..i], "verd");
    }
    if starts_at(word, i, "iell") || starts_at(word, i, "iett") || starts_at(word, i, "ieur") {
        return !starts_at(word, i, "iettl");
    }
    // Nationalities: "Ital-i-ener", "Span-i-er", "Belg-i-er".
    if starts_at(word, i, "iener") || starts_at(word, i, "ienisch") {
        return i >= 3
            && !ends_with(&word[..i], "w")
            && !ends_with(&word[..i], "d")
            && !ends_with(&word[..i], "kal");
    }
    if starts_at(word, i, "ier")
        && (rest == 3 || (rest == 4 && matches!(word[i + 3], 's' | 'n')) || starts_at(word, i + 3, "in"))
    {
        const STEMS: &[&str] = &[
            "span", "belg", "brasil", "ind", "alban", "bosn", "arab", "syr", "asi", "min", "patriz", "kelt",
            "argentin", "algi", "nig", "georg", "tunes", "kanad", "bulgar",
        ];
        return STEMS.iter().any(|s| ends_with(&word[..i], s));
    }
    // "Hygi-ene", "Di-ät" has no e; "ieren" is one sound.
    starts_at(word, i, "iene") && ends_with(&word[..i], "hyg")
}

/// "be-enden", "ge-ehrt", "be-eilen", "Ide-e" is one sound.
fn splits_ee(word: &[char], i: usize) -> bool {
    (i == 1
        || (i == 3 && (starts_at(word, 0, "un") || starts_at(word, 0, "ab"))
            || (i == 4 && starts_at(word, 0, "vor"))))
        && matches!(word[i - 1], 'b' | 'g' | 'r')
        && ["nd", "hr", "il", "in", "rb", "rd", "ng", "ck", "ben", "tz", "ig", "xp", "lek"]
            .iter()
            .any(|p| starts_at(word, i + 2, p))
}

/// "Koordination" ("o-or"), "Zoologie", "Isaak".
fn at_seam(word: &[char], i: usize) -> bool {
    (word[i] == 'o'
        && (starts_at(word, i, "oord") || starts_at(word, i, "oop") && i == 1 || starts_at(word, i, "oolog")))
        || (word[i] == 'a' && (starts_at(word, i, "aa") && i == 2 && starts_at(word, 0, "is")))
        || (word[i] == 'e' && starts_at(word, i, "eell"))
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn common_words() {
        for (word, expected) in [
            ("aufenthaltserlaubnis", 6),
            ("familie", 3),
            ("studien", 3),
            ("industrie", 3),
            ("beenden", 3),
            ("geehrte", 3),
            ("beamtin", 3),
            ("nation", 3),
            ("aktuell", 3),
            ("treue", 2),
            ("bauen", 2),
            ("eier", 2),
            ("see", 1),
            ("idee", 2),
            ("quelle", 2),
            ("bayern", 2),
            ("syrien", 3),
            ("patient", 3),
            ("verdient", 2),
            ("dienst", 1),
            ("museum", 3),
            ("koordination", 6),
            ("beinhalten", 4),
            ("bereits", 2),
            ("gmbh", 4),
            ("ausländer-behörde", 6),
            ("", 0),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn very_long_words_take_linear_time() {
        assert_eq!(syllables(&"ba".repeat(50_000)), 50_000);
    }
}

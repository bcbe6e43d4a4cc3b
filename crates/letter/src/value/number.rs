//! Numbers written in words.

const ONES: [&str; 13] = [
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
];
const TEENS: [(&str, u32); 7] = [
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fünfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
];
const TENS: [(&str, u32); 8] = [
    ("zwanzig", 20),
    ("dreißig", 30),
    ("vierzig", 40),
    ("fünfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
];

/// Reads a number word up to ninety-nine in any of its forms ("ein", "eines", "zwei", "zweier", "fünfundvierzig").
pub fn number_word(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    match word.as_str() {
        "eine" | "einen" | "einem" | "einer" | "eines" | "eins" => return Some(1),
        "zweier" | "zweien" => return Some(2),
        "dreier" | "dreien" => return Some(3),
        "beide" | "beiden" => return Some(2),
        "dreissig" => return Some(30),
        _ => {}
    }
    small(&word).or_else(|| {
        let (ones, tens) = word.split_once("und")?;
        let ones = small(ones).filter(|n| (1..=9).contains(n))?;
        let tens = TENS.iter().find(|(name, _)| *name == tens)?.1;
        Some(tens + ones)
    })
}

fn small(word: &str) -> Option<u32> {
    let ones = ONES.iter().position(|name| *name == word).map(|n| n as u32);
    ones.or_else(|| TEENS.iter().chain(&TENS).find(|(name, _)| *name == word).map(|(_, n)| *n))
}

/// Reads an ordinal word from first to thirty-first in any ending ("ersten", "einunddreißigster").
pub(super) fn ordinal_word(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let stem = ["en", "er", "em", "es", "e"].iter().find_map(|ending| word.strip_suffix(ending))?;
    match stem {
        "erst" => return Some(1),
        "dritt" => return Some(3),
        "siebt" => return Some(7),
        "acht" => return Some(8),
        _ => {}
    }
    let number = stem
        .strip_suffix("st")
        .and_then(number_word)
        .filter(|n| *n >= 20)
        .or_else(|| stem.strip_suffix('t').and_then(number_word).filter(|n| (2..20).contains(n)))?;
    (1..=31).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbers() {
        for (word, number) in [
            ("eines", 1),
            ("zwei", 2),
            ("zwölf", 12),
            ("dreizehn", 13),
            ("dreißig", 30),
            ("einundzwanzig", 21),
            ("Fünfundvierzig", 45),
        ] {
            assert_eq!(number_word(word), Some(number), "{word}");
        }
        for word in ["und", "hundertelf", "keiner", "undzwanzig", ""] {
            assert_eq!(number_word(word), None, "{word}");
        }
    }

    #[test]
    fn ordinals_are_days() {
        for (word, number) in
            [("ersten", 1), ("dritten", 3), ("siebte", 7), ("zwölften", 12), ("dreißigster", 30)]
        {
            assert_eq!(ordinal_word(word), Some(number), "{word}");
        }
        for word in ["achtzigsten", "zehn", "ersten-", "weiten", ""] {
            assert_eq!(ordinal_word(word), None, "{word}");
        }
    }
}

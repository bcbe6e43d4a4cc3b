use crate::Counts;

/// A formula that is reported for every letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Formula {
    /// [`flesch_amstad`]
    FleschAmstad,
    /// [`wiener_1`]
    Wiener1,
    /// [`wiener_2`]
    Wiener2,
    /// [`wiener_3`]
    Wiener3,
    /// [`wiener_4`]
    Wiener4,
    /// [`lix`]
    Lix,
    /// [`rix`]
    Rix,
    /// [`gsmog`]
    Gsmog,
    /// [`traenkle_bailer_1`]
    TraenkleBailer1,
    /// [`traenkle_bailer_2`]
    TraenkleBailer2,
    /// [`dickes_steiwer`]
    DickesSteiwer,
}

impl Formula {
    /// All formulas with their JSON keys, in the order they are shown.
    pub const KEYS: [(Formula, &'static str); 11] = [
        (Formula::FleschAmstad, "flesch_amstad"),
        (Formula::Wiener1, "wiener_1"),
        (Formula::Wiener2, "wiener_2"),
        (Formula::Wiener3, "wiener_3"),
        (Formula::Wiener4, "wiener_4"),
        (Formula::Lix, "lix"),
        (Formula::Rix, "rix"),
        (Formula::Gsmog, "gsmog"),
        (Formula::TraenkleBailer1, "traenkle_bailer_1"),
        (Formula::TraenkleBailer2, "traenkle_bailer_2"),
        (Formula::DickesSteiwer, "dickes_steiwer"),
    ];

    /// The key used in JSON; rule files write it with hyphens.
    pub fn key(self) -> &'static str {
        Formula::KEYS[self as usize].1
    }

    /// Computes the formula; `None` where it is not defined.
    pub fn value(self, counts: &Counts) -> Option<f64> {
        match self {
            Formula::FleschAmstad => flesch_amstad(counts),
            Formula::Wiener1 => wiener_1(counts),
            Formula::Wiener2 => wiener_2(counts),
            Formula::Wiener3 => wiener_3(counts),
            Formula::Wiener4 => wiener_4(counts),
            Formula::Lix => lix(counts),
            Formula::Rix => rix(counts),
            Formula::Gsmog => gsmog(counts),
            Formula::TraenkleBailer1 => traenkle_bailer_1(counts),
            Formula::TraenkleBailer2 => traenkle_bailer_2(counts),
            Formula::DickesSteiwer => dickes_steiwer(counts),
        }
    }
}

/// The ratios that the formulas are made of.
struct Ratios {
    /// Words per sentence.
    sl: f64,
    /// Syllables per word.
    sw: f64,
    /// Percent of words with three or more syllables.
    ms: f64,
    /// Percent of words with more than six letters.
    iw: f64,
    /// Percent of words with one syllable.
    es: f64,
    /// Letters per word.
    cw: f64,
    /// Percent of prepositions.
    prep: f64,
    /// Percent of conjunctions.
    conj: f64,
}

fn ratios(counts: &Counts) -> Option<Ratios> {
    if counts.words == 0 || counts.sentences == 0 {
        return None;
    }
    let words = f64::from(counts.words);
    let percent = |n: u32| 100.0 * f64::from(n) / words;
    Some(Ratios {
        sl: words / f64::from(counts.sentences),
        sw: f64::from(counts.syllables) / words,
        ms: percent(counts.polysyllables),
        iw: percent(counts.long_words),
        es: percent(counts.monosyllables),
        cw: f64::from(counts.letters) / words,
        prep: percent(counts.prepositions),
        conj: percent(counts.conjunctions),
    })
}

/// Computes Flesch reading ease with Amstad's constants for German.
///
/// `180 − words/sentence − 58.5 · syllables/word`; higher is easier. Usual letters lie between 0 and 80, but the value is
/// not bounded. Returns `None` when the text has no sentence or no word.
///
/// Source: T. Amstad, Wie verständlich sind unsere Zeitungen?, dissertation, Zürich 1978.
pub fn flesch_amstad(counts: &Counts) -> Option<f64> {
    ratios(counts).map(|r| 180.0 - r.sl - 58.5 * r.sw)
}

/// Computes the first Wiener Sachtextformel: the school year (4 to 15) for which a text is fit.
///
/// `0.1935·MS + 0.1672·SL + 0.1297·IW − 0.0327·ES − 0.875` with MS = percent of words of three or more syllables, SL =
/// words per sentence, IW = percent of words of more than six letters, ES = percent of words of one syllable. Lower is easier;
/// not bounded. `None` without word or sentence.
///
/// Source: R. Bamberger, E. Vanecek, Lesen – Verstehen – Lernen – Schreiben, Wien 1984.
pub fn wiener_1(counts: &Counts) -> Option<f64> {
    ratios(counts).map(|r| 0.1935 * r.ms + 0.1672 * r.sl + 0.1297 * r.iw - 0.0327 * r.es - 0.875)
}

/// Computes the second Wiener Sachtextformel: `0.2007·MS + 0.1682·SL + 0.1373·IW − 2.779`; see [`wiener_1`].
pub fn wiener_2(counts: &Counts) -> Option<f64> {
    ratios(counts).map(|r| 0.2007 * r.ms + 0.1682 * r.sl + 0.1373 * r.iw - 2.779)
}

/// Computes the third Wiener Sachtextformel: `0.2963·MS + 0.1905·SL − 1.1144`; see [`wiener_1`].
pub fn wiener_3(counts: &Counts) -> Option<f64> {
    ratios(counts).map(|r| 0.2963 * r.ms + 0.1905 * r.sl - 1.1144)
}

/// Computes the fourth Wiener Sachtextformel: `0.2744·MS + 0.2656·SL − 1.693`; see [`wiener_1`].
pub fn wiener_4(counts: &Counts) -> Option<f64> {
    ratios(counts).map(|r| 0.2744 * r.ms + 0.2656 * r.sl - 1.693)
}

/// Computes LIX: words per sentence plus the percentage of words of more than six letters.
///
/// Below 40 is easy, 40 to 50 medium, 50 to 60 hard, above 60 very hard. `None` without word or sentence.
///
/// Source: C. H. Björnsson, Läsbarhet, Stockholm 1968.
pub fn lix(counts: &Counts) -> Option<f64> {
    ratios(counts).map(|r| r.sl + r.iw)
}

/// Computes RIX: words of more than six letters per sentence. `None` without a sentence.
///
/// Source: J. Anderson, Lix and Rix, Journal of Reading 26 (1983).
pub fn rix(counts: &Counts) -> Option<f64> {
    (counts.sentences > 0).then(|| f64::from(counts.long_words) / f64::from(counts.sentences))
}

/// Computes the German SMOG ("Qu" of Bamberger and Vanecek): `√(W₃ · 30 / S) − 2`, a school year.
///
/// W₃ = words of three or more syllables, S = sentences. This is not McLaughlin's English formula, which some tools print
/// under the same name. `None` without a sentence.
///
/// Source: R. Bamberger, E. Vanecek 1984, p. 78.
pub fn gsmog(counts: &Counts) -> Option<f64> {
    (counts.sentences > 0)
        .then(|| (f64::from(counts.polysyllables) * 30.0 / f64::from(counts.sentences)).sqrt() - 2.0)
}

/// Computes the first formula of Tränkle and Bailer; higher is easier.
///
/// `224.6814 − 79.8304·ln(C/W + 1) − 12.24032·ln(W/S + 1) − 1.292857·P` with C letters, W words, S sentences, P percent of
/// prepositions. Some tools leave the logarithms out and then report about −430 for an ordinary text. `None` without word or
/// sentence.
///
/// Source: U. Tränkle, H. Bailer, Kreuzvalidierung und Neuberechnung von Lesbarkeitsformeln, 1984.
pub fn traenkle_bailer_1(counts: &Counts) -> Option<f64> {
    ratios(counts)
        .map(|r| 224.6814 - 79.8304 * (r.cw + 1.0).ln() - 12.24032 * (r.sl + 1.0).ln() - 1.292857 * r.prep)
}

/// Computes the second formula of Tränkle and Bailer; higher is easier.
///
/// `234.1063 − 96.11069·ln(C/W + 1) − 2.05444·P − 1.02805·K` with K percent of conjunctions; see [`traenkle_bailer_1`].
pub fn traenkle_bailer_2(counts: &Counts) -> Option<f64> {
    ratios(counts).map(|r| 234.1063 - 96.11069 * (r.cw + 1.0).ln() - 2.05444 * r.prep - 1.02805 * r.conj)
}

/// Computes the hand formula of Dickes and Steiwer; higher is easier.
///
/// `235.95993 − 73.021·ln(C/W + 1) − 12.56438·ln(W/S + 1) − 50.03293·TTR` with TTR = different words / words. The last term
/// depends on the length of the text: letters of different length must not be compared. `None` without word or sentence.
///
/// Source: P. Dickes, L. Steiwer, Ausarbeitung von Lesbarkeitsformeln für die deutsche Sprache, 1977.
pub fn dickes_steiwer(counts: &Counts) -> Option<f64> {
    let ttr = f64::from(counts.types) / f64::from(counts.words.max(1));
    ratios(counts)
        .map(|r| 235.95993 - 73.021 * (r.cw + 1.0).ln() - 12.56438 * (r.sl + 1.0).ln() - 50.03293 * ttr)
}

/// Computes Kuntzsch's text redundancy index: `0.449·W₁ − 2.467·P − 0.937·F − 14.417`.
///
/// W₁ words of one syllable, P punctuation marks, F foreign words, all as they stand in the sample; the index was made for
/// newspaper comments of one length and is not reported for letters. Foreign words are not recognised here and come from the
/// caller. `None` without a word.
///
/// Source: L. Kuntzsch 1981, as printed in the documentation of koRpus.
pub fn kuntzsch_tri(counts: &Counts, foreign_words: u32) -> Option<f64> {
    (counts.words > 0).then(|| {
        0.449 * f64::from(counts.monosyllables)
            - 2.467 * f64::from(counts.punctuation)
            - 0.937 * f64::from(foreign_words)
            - 14.417
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Counter;
    use text::{Layout, analyse};

    /// 100 words, 5 sentences, 180 syllables, 520 letters, 30 long, 20 of three or more syllables, 45 of one.
    const SAMPLE: Counts = Counts {
        paragraphs: 1,
        sentences: 5,
        words: 100,
        syllables: 180,
        letters: 520,
        long_words: 30,
        polysyllables: 20,
        monosyllables: 45,
        prepositions: 10,
        conjunctions: 5,
        types: 70,
        punctuation: 12,
    };

    fn close(value: Option<f64>, expected: f64) {
        let value = value.expect("defined");
        assert!((value - expected).abs() < 0.005, "{value} is not {expected}");
    }

    #[test]
    fn values_computed_by_hand() {
        close(flesch_amstad(&SAMPLE), 54.7); // 180 − 20 − 58.5·1.8
        close(wiener_1(&SAMPLE), 8.7585); // 3.87 + 3.344 + 3.891 − 1.4715 − 0.875
        close(wiener_2(&SAMPLE), 8.718); // 4.014 + 3.364 + 4.119 − 2.779
        close(wiener_3(&SAMPLE), 8.6216); // 5.926 + 3.81 − 1.1144
        close(wiener_4(&SAMPLE), 9.107); // 5.488 + 5.312 − 1.693
        close(lix(&SAMPLE), 50.0); // 20 + 30
        close(rix(&SAMPLE), 6.0); // 30 / 5
        close(gsmog(&SAMPLE), 8.9545); // √120 − 2
        close(traenkle_bailer_1(&SAMPLE), 28.8362); // ln 6.2 = 1.824549, ln 21 = 3.044522
        close(traenkle_bailer_2(&SAMPLE), 33.0631);
        close(dickes_steiwer(&SAMPLE), 29.4539); // TTR 0.7
        close(kuntzsch_tri(&SAMPLE, 3), -26.627); // 20.205 − 29.604 − 2.811 − 14.417
    }

    #[test]
    fn nothing_is_defined_for_nothing() {
        let empty = Counts::default();
        for (formula, key) in Formula::KEYS {
            assert_eq!(formula.value(&empty), None, "{key}");
            assert_eq!(formula.key(), key);
            assert!(formula.value(&SAMPLE).is_some(), "{key}");
        }
        assert_eq!(kuntzsch_tri(&empty, 0), None);
    }

    /// The value that textstat's own tests give for this nursery rhyme, 3.8 for the first formula.
    #[test]
    fn agrees_with_a_published_value() {
        let mut counter = Counter::new();
        let text =
            "Alle meine Entchen schwimmen auf dem See, Köpfchen unters Wasser, Schwänzchen in die Höh.";
        counter.paragraph(&analyse(text, &Layout::default()));
        let counts = counter.finish();
        assert_eq!((counts.sentences, counts.words), (1, 14));
        let value = wiener_1(&counts).expect("defined");
        assert_eq!((value * 10.0).round() / 10.0, 3.8);
    }
}

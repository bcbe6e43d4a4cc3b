use crate::Counts;

/// Computes how easy a text is to read: 0 (very hard) to 100 (very easy).
///
/// A linear model of how hard learners of German found sentences on a scale from 1 (very easy) to 7 (very hard):
/// `−3.70 + 1.587·ln(words/sentence) + 0.341·letters/word`, turned into a score by `100·(7 − rating)/6` and kept within 0 and
/// 100. Version 0: it rests on length alone and gives way to a model over the whole analysis. For single sentences it follows
/// the ratings with r = .79 (cross-validated over articles, root mean square error 0.72).
///
/// `None` without word or sentence. Below about 100 words the value says little.
///
/// Source of the ratings: B. Naderi and others, Subjective Assessment of Text Complexity: A Dataset for German Language
/// (TextComplexityDE), 2019, MIT licence; only the three weights above are derived from it.
pub fn comprehensibility(counts: &Counts) -> Option<f64> {
    let sentence = counts.words_per_sentence()?;
    if counts.words == 0 {
        return None;
    }
    let word = f64::from(counts.letters) / f64::from(counts.words);
    let rating = -3.70 + 1.587 * sentence.max(1.0).ln() + 0.341 * word;
    Some((100.0 * (7.0 - rating) / 6.0).clamp(0.0, 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_sentences_and_words_score_lower() {
        let counts = |sentences, letters| Counts { sentences, words: 120, letters, ..Counts::default() };
        let score = |c: Counts| comprehensibility(&c).expect("defined");
        // 12 words a sentence, 5 letters a word: −3.70 + 3.9436 + 1.705 = 1.9486 → 84.19
        assert!((score(counts(10, 600)) - 84.19).abs() < 0.01);
        assert!(score(counts(5, 600)) < score(counts(10, 600)));
        assert!(score(counts(10, 800)) < score(counts(10, 600)));
        assert_eq!(comprehensibility(&Counts::default()), None);
        assert_eq!(score(counts(120, 120)), 100.0);
    }
}

use crate::Counts;

/// Computes how easy a text is to read: 0 (very hard) to 100 (very easy).
///
/// A linear model, version 0: it rests on word and sentence length alone and gives way to a model over the whole analysis.
/// `None` without word or sentence.
pub fn comprehensibility(counts: &Counts) -> Option<f64> {
    let sentence = counts.words_per_sentence()?;
    if counts.words == 0 {
        return None;
    }
    let syllables = f64::from(counts.syllables) / f64::from(counts.words);
    let score = 190.0 - 35.0 * sentence.max(1.0).ln() - 25.0 * syllables;
    Some(score.clamp(0.0, 100.0))
}

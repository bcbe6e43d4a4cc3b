//! Looking for words and phrases in analysed text.

use text::{Paragraph, Sentence, Token};

/// Tells whether a paragraph holds a phrase: words of [`matches_at`] in a row.
pub(crate) fn contains(paragraph: &Paragraph, phrase: &str) -> bool {
    (0..paragraph.tokens.len()).any(|i| matches_at(paragraph, i, paragraph.tokens.len(), phrase))
}

/// Tells whether a sentence holds a phrase.
pub(crate) fn in_sentence(paragraph: &Paragraph, sentence: &Sentence, phrase: &str) -> bool {
    let range = sentence.indices();
    range.clone().any(|i| matches_at(paragraph, i, range.end, phrase))
}

/// Tells whether the text starts with a phrase (list markers are passed over).
pub(crate) fn starts_with(paragraph: &Paragraph, phrase: &str) -> bool {
    let first = usize::from(paragraph.tokens.first().is_some_and(|t| t.kind == text::TokenKind::ListMarker));
    matches_at(paragraph, first, paragraph.tokens.len(), phrase)
}

/// Tells whether the words of `phrase` stand at token `at` and after: lower case, separated by spaces; `*` at the end of a
/// word stands for any ending, `=word` compares the base form.
pub(crate) fn matches_at(paragraph: &Paragraph, at: usize, end: usize, phrase: &str) -> bool {
    let mut i = at;
    for word in phrase.split(' ') {
        let Some(token) = paragraph.tokens.get(i).filter(|_| i < end) else { return false };
        if !matches_word(paragraph, token, word) {
            return false;
        }
        i += 1;
    }
    true
}

fn matches_word(paragraph: &Paragraph, token: &Token, word: &str) -> bool {
    if let Some(lemma) = word.strip_prefix('=') {
        paragraph.lemma(token) == lemma
    } else if let Some(start) = word.strip_suffix('*') {
        paragraph.norm(token).starts_with(start)
    } else {
        paragraph.norm(token) == word
    }
}

//! Where sentences end.

use crate::abbreviation::{self, Ending};
use crate::lexis;
use crate::paragraph::{Paragraph, Sentence};
use crate::token::{Case, Token, TokenKind};

/// Splits a paragraph into sentences that cover all its tokens.
pub(crate) fn split(paragraph: &Paragraph) -> Vec<Sentence> {
    let tokens = &paragraph.tokens;
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        let Some(terminated) = ends_sentence(paragraph, i) else {
            i += 1;
            continue;
        };
        // Closing quotes and brackets right after the sign belong to the sentence.
        let mut end = i + 1;
        while end < tokens.len() && !tokens[end].space_before && is_closing(paragraph.norm(&tokens[end])) {
            end += 1;
        }
        // "„Ich komme“, sagte er." – the sentence goes on.
        let goes_on = tokens.get(end).is_some_and(|next| continues(paragraph, next));
        if goes_on {
            i = end;
            continue;
        }
        sentences.push(sentence(tokens, start, end, terminated));
        start = end;
        i = end;
    }
    if start < tokens.len() {
        sentences.push(sentence(tokens, start, tokens.len(), false));
    }
    sentences
}

fn sentence(tokens: &[Token], start: usize, end: usize, terminated: bool) -> Sentence {
    let range = source::TextRange::new(tokens[start].range.start(), tokens[end - 1].range.end());
    Sentence { range, tokens: start as u32..end as u32, terminated }
}

/// Tells whether token `i` ends a sentence: `Some(true)` with a sign that ends sentences.
fn ends_sentence(paragraph: &Paragraph, i: usize) -> Option<bool> {
    let token = &paragraph.tokens[i];
    let next = paragraph.tokens.get(i + 1);
    match token.kind {
        TokenKind::Punctuation => {
            let norm = paragraph.norm(token);
            if norm.starts_with(['!', '?']) {
                return Some(true);
            }
            if norm == "." {
                return (!full_stop_inside(paragraph, i)).then_some(true);
            }
            if norm == "…" || norm.starts_with("...") {
                // Something left out in the middle, unless a new sentence clearly starts.
                let starts = next.is_none_or(|n| starts(paragraph, n));
                return (starts && token_before_is_word(paragraph, i)).then_some(true);
            }
            None
        }
        TokenKind::Abbreviation => {
            let norm = paragraph.norm(token);
            let norm = norm.strip_suffix('.')?;
            let perhaps = abbreviation::lookup(norm) == Some(Ending::Perhaps);
            match next {
                None => Some(true),
                Some(next) if perhaps && starts(paragraph, next) => Some(true),
                _ => None,
            }
        }
        // "am 03.02." at the end of a sentence, "der 3." at the end of a paragraph.
        TokenKind::Date | TokenKind::Ordinal => {
            let dotted = paragraph.norm(token).ends_with('.');
            (dotted && next.is_none_or(|n| token.kind == TokenKind::Date && starts(paragraph, n)))
                .then_some(true)
        }
        _ => None,
    }
}

/// A full stop that ends nothing: before a lower-case word or inside a number or name.
fn full_stop_inside(paragraph: &Paragraph, i: usize) -> bool {
    let Some(next) = paragraph.tokens.get(i + 1) else { return false };
    if !next.space_before && !is_closing(paragraph.norm(next)) && !is_opening(paragraph.norm(next)) {
        // "AufenthG.Die" without a space: a slip of the keyboard, but a new sentence; "B.1" is none.
        return !(next.kind == TokenKind::Word
            && next.case == Case::Title
            && token_before_is_word(paragraph, i));
    }
    false
}

/// True if the token after a possible end can only go on with the same sentence.
fn continues(paragraph: &Paragraph, next: &Token) -> bool {
    match next.kind {
        TokenKind::Word | TokenKind::Abbreviation => next.case == Case::Lower,
        TokenKind::Punctuation => matches!(paragraph.norm(next), "," | ";" | ":" | ")" | "]" | "/"),
        _ => false,
    }
}

/// True for a token with which sentences start, and nouns in the middle do not.
fn starts(paragraph: &Paragraph, token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => token.case != Case::Lower && lexis::starts_sentence(paragraph.norm(token)),
        TokenKind::Punctuation => is_opening(paragraph.norm(token)),
        TokenKind::ListMarker => true,
        _ => false,
    }
}

fn token_before_is_word(paragraph: &Paragraph, i: usize) -> bool {
    i > 0
        && matches!(
            paragraph.tokens[i - 1].kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Placeholder
        )
}

fn is_closing(norm: &str) -> bool {
    matches!(norm, "!" | "?" | "''" | "“" | "”" | "\"" | "'" | "’" | "«" | "»" | "‘" | "‹" | "›" | ")" | "]")
}

fn is_opening(norm: &str) -> bool {
    matches!(norm, "„" | "``" | "“" | "\"" | "»" | "«" | "‚" | "‘" | "(" | "[")
}

//! Where sentences end: signs give the places, the model of `boundary` decides.

use boundary::abbreviation::{self, Ending};
use boundary::{Gap, Sign};

use crate::lexis;
use crate::paragraph::{Paragraph, Sentence};
use crate::token::{Case, Token, TokenKind};

/// So many tokens may stand before a full stop in the middle of a sentence.
const LONGEST: u32 = 400;

/// Splits a paragraph into sentences that cover all its tokens; `ends` decides at each place where one may end.
pub(crate) fn split(
    text: &str,
    paragraph: &Paragraph,
    ends: &mut dyn FnMut(&Gap<'_>) -> bool,
) -> Vec<Sentence> {
    split_with(text, paragraph, &[], ends)
}

/// Like [`split`], with abbreviations of the house (lower case, with their full stop) after which no sentence ends.
pub(crate) fn split_with(
    text: &str,
    paragraph: &Paragraph,
    abbreviations: &[String],
    ends: &mut dyn FnMut(&Gap<'_>) -> bool,
) -> Vec<Sentence> {
    let tokens = &paragraph.tokens;
    let mut sentences = Vec::new();
    let mut open = Open::default();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        open.see(text, &tokens[i]);
        let sign = sign(text, tokens, i);
        i += 1;
        let Some(sign) = sign else { continue };
        // Closing quotes and brackets right after the sign belong to the sentence.
        while i < tokens.len() && !tokens[i].space_before && is_closing(first(text, &tokens[i])) {
            open.see(text, &tokens[i]);
            i += 1;
        }
        let terminated = !matches!(sign, Sign::Semicolon | Sign::Colon | Sign::Bracket);
        let Some(next) = tokens.get(i) else {
            sentences.push(sentence(tokens, start, i, terminated));
            start = i;
            break;
        };
        // "„Ich komme“, sagte er.": no sentence starts with such a sign.
        if goes_on(text, paragraph, &tokens[i - 1], next, sign) {
            continue;
        }
        let gap = Gap {
            text,
            start: tokens[start].range.start().into(),
            end: tokens[i - 1].range.end().into(),
            next: next.range.start().into(),
            depth: open.brackets,
            quoted: open.quoted,
            tokens: (i - start) as u32,
            sign,
            starter: next.case != Case::Lower && lexis::starts_sentence(paragraph.norm(next)),
        };
        if matches!(sign, Sign::Stop | Sign::Abbreviation)
            && is_own_abbreviation(&text[gap.start..gap.end], abbreviations)
        {
            continue;
        }
        if is_sure(paragraph, &tokens[i - 1], next, &gap) || ends(&gap) {
            sentences.push(sentence(tokens, start, i, terminated));
            start = i;
            open = Open::default();
        }
    }
    if start < tokens.len() {
        sentences.push(sentence(tokens, start, tokens.len(), false));
    }
    sentences
}

/// True if a text ends in one of these words.
fn is_own_abbreviation(text: &str, abbreviations: &[String]) -> bool {
    abbreviations.iter().any(|own| {
        let mut rest = text.char_indices().rev();
        let mut start = text.len();
        // Both from the end, letter by letter: small letters may have another length than capital ones.
        let same = own.chars().rev().all(|c| {
            rest.next().is_some_and(|(at, other)| {
                start = at;
                other.to_lowercase().eq(c.to_lowercase())
            })
        });
        same && !text[..start].ends_with(char::is_alphanumeric)
    })
}

fn sentence(tokens: &[Token], start: usize, end: usize, terminated: bool) -> Sentence {
    let range = source::TextRange::new(tokens[start].range.start(), tokens[end - 1].range.end());
    Sentence { range, tokens: start as u32..end as u32, terminated }
}

/// The sign of a token after which a sentence may end.
fn sign(text: &str, tokens: &[Token], i: usize) -> Option<Sign> {
    let token = &tokens[i];
    let dotted = |sign| {
        let end = usize::from(token.range.end());
        (text.as_bytes()[end - 1] == b'.').then_some(sign)
    };
    match token.kind {
        TokenKind::Punctuation => match first(text, token) {
            '.' | '…' => Some(Sign::Stop),
            '!' | '?' => Some(Sign::Call),
            ';' => Some(Sign::Semicolon),
            // A colon that touches the next word belongs to a name or number; one before the mark of a note does not.
            ':' => {
                let apart = |next: &Token| next.space_before || first(text, next) == '[';
                tokens.get(i + 1).is_none_or(apart).then_some(Sign::Colon)
            }
            // "(Rn. 27) (redaktioneller Leitsatz)"
            ')' => {
                let fresh = |next: &Token| {
                    next.space_before && (next.case == Case::Title || first(text, next) == '(')
                };
                tokens.get(i + 1).is_some_and(fresh).then_some(Sign::Bracket)
            }
            _ => None,
        },
        // "Pass, Foto usw.", "am 03.02.", "die Anlagen 1 bis 3."
        TokenKind::Abbreviation => dotted(Sign::Abbreviation),
        TokenKind::Date => dotted(Sign::Date),
        TokenKind::Ordinal => dotted(Sign::Ordinal),
        _ => None,
    }
}

fn ending(paragraph: &Paragraph, abbreviation: &Token) -> Option<Ending> {
    paragraph.norm(abbreviation).strip_suffix('.').and_then(abbreviation::lookup)
}

/// True where German leaves no doubt: after a sign made for that, before a word with which sentences start.
fn is_sure(paragraph: &Paragraph, last: &Token, next: &Token, gap: &Gap<'_>) -> bool {
    // No sentence goes on and on past full stops; what does is made to be slow.
    if gap.tokens > LONGEST && matches!(gap.sign, Sign::Stop | Sign::Call | Sign::Semicolon) {
        return true;
    }
    if !next.space_before {
        return false;
    }
    match gap.sign {
        Sign::Stop => gap.starter && gap.depth == 0 && !gap.quoted && first(gap.text, last) == '.',
        // "Warum? Weil", but "„Warum?“ fragte er".
        Sign::Call => next.case != Case::Lower,
        Sign::Abbreviation => gap.starter && ending(paragraph, last) == Some(Ending::Perhaps),
        _ => false,
    }
}

/// True if the token after a possible end can only go on with the same sentence.
fn goes_on(text: &str, paragraph: &Paragraph, last: &Token, next: &Token, sign: Sign) -> bool {
    // "Unterschrift: ______": what is to be filled in belongs to its label.
    if sign == Sign::Colon && next.kind == TokenKind::Placeholder {
        return true;
    }
    // "Abs. 1", "vgl. die": citations are full of such places, and none is an end.
    let number = || {
        matches!(next.kind, TokenKind::Number | TokenKind::Ordinal)
            && ending(paragraph, last) == Some(Ending::Never)
    };
    if sign == Sign::Abbreviation && (next.case == Case::Lower || number()) {
        return true;
    }
    next.kind == TokenKind::Punctuation
        && (matches!(first(text, next), ',' | ';' | ':' | ')' | ']' | '/')
            // "(42 f.).", ":..."
            || (!next.space_before || matches!(sign, Sign::Semicolon | Sign::Colon | Sign::Bracket))
                && matches!(first(text, next), '.' | '!' | '?'))
}

/// Brackets and quotations that the sentence has opened and not closed.
#[derive(Default)]
struct Open {
    brackets: u32,
    quoted: bool,
}

impl Open {
    fn see(&mut self, text: &str, token: &Token) {
        if token.kind != TokenKind::Punctuation {
            return;
        }
        match first(text, token) {
            '(' | '[' => self.brackets += 1,
            ')' | ']' => self.brackets = self.brackets.saturating_sub(1),
            '„' | '‚' => self.quoted = true,
            '“' | '”' | '‘' => self.quoted = false,
            '"' | '«' | '»' => self.quoted = !self.quoted,
            _ => {}
        }
    }
}

fn first(text: &str, token: &Token) -> char {
    source::slice(text, token.range).chars().next().unwrap_or(' ')
}

fn is_closing(sign: char) -> bool {
    // Each sign of "!!!" is a token of its own.
    matches!(sign, '!' | '?' | '“' | '”' | '"' | '\'' | '’' | '«' | '»' | '‘' | '‹' | '›' | ')' | ']')
}

//! The base form of a token.

use crate::lexicon::{Feats, Tag, lexicon};
use crate::tagger::Word;
use crate::token::{Slice, Token, TokenKind};

/// Tags whose readings can stand in for one that the lexicon lacks.
fn stand_ins(tag: Tag) -> &'static [Tag] {
    match tag {
        Tag::Nn => &[Tag::Ne, Tag::Adja, Tag::Vvinf, Tag::Piat],
        Tag::Ne => &[Tag::Nn],
        Tag::Adja => &[Tag::Adjd],
        Tag::Adjd => &[Tag::Adja],
        Tag::Adv => &[Tag::Adjd],
        Tag::Vvinf => &[Tag::Vainf, Tag::Vminf],
        Tag::Vvfin => &[Tag::Vafin, Tag::Vmfin, Tag::Vvimp],
        Tag::Vvimp => &[Tag::Vvfin, Tag::Vvinf],
        Tag::Vvpp => &[Tag::Vapp],
        Tag::Kokom => &[Tag::Kous],
        _ => &[],
    }
}

/// Finds or writes the base form.
pub(super) fn lemma(store: &mut String, token: &Token, word: &Word, tag: Tag) -> Slice {
    if !matches!(token.kind, TokenKind::Word | TokenKind::Abbreviation) {
        return token.norm;
    }
    let start = store.len();
    let form = token.norm.indices();
    if let Some(class) = word.class {
        let lexicon = lexicon();
        let own = std::slice::from_ref(&tag);
        let mut wanted = own.iter().chain(stand_ins(tag));
        // "länger" as an adverb is a comparative; a participle that is used like an adjective still belongs to its verb.
        let better = lexicon.readings(class).find(|r| match tag {
            Tag::Adv => r.tag == Tag::Adjd && r.feats.0 & Feats::CMP.0 != 0,
            Tag::Adjd => r.tag == Tag::Vvpp,
            _ => false,
        });
        let reading = better.or_else(|| wanted.find_map(|t| lexicon.readings(class).find(|r| r.tag == *t)));
        let Some(reading) = reading else { return token.norm };
        // "Antragsteller*innen": the form before the sign.
        let sign = |b: u8| matches!(b, b'/' | b'*' | b':' | b'_');
        let len = store.as_bytes()[form.clone()].iter().position(|b| sign(*b)).unwrap_or(form.len());
        if len == form.len() && lexicon.is_own_lemma(reading, len) {
            return token.norm;
        }
        let prefix = form.start + word.prefix as usize;
        store.extend_from_within(form.start..prefix);
        lexicon.push_lemma(store, prefix..form.start + len, reading);
    } else if let Some((cut, add)) = guess(&store[form.clone()], tag) {
        store.extend_from_within(form.start..form.end - cut);
        store.push_str(add);
    } else {
        return token.norm;
    }
    // Most words are their own base form.
    if store[start..] == store[form] {
        store.truncate(start);
        return token.norm;
    }
    Slice { start: start as u32, len: (store.len() - start) as u32 }
}

/// Guesses the base form of an unknown word from its ending: bytes to cut, what to append.
fn guess(norm: &str, tag: Tag) -> Option<(usize, &'static str)> {
    let ending = |endings: &[&str], rest: usize| {
        endings.iter().find(|e| norm.ends_with(**e) && norm.len() >= e.len() + rest).map(|e| e.len())
    };
    match tag {
        Tag::Adja => ending(&["em", "en", "er", "es", "e"], 3).map(|cut| (cut, "")),
        Tag::Nn => ending(&["ungen", "heiten", "keiten", "schaften", "ionen", "itäten"], 2)
            .map(|_| (2, ""))
            .or_else(|| norm.ends_with("innen").then_some((3, ""))),
        Tag::Vvfin => ending(&["test", "tet", "ten", "te", "st", "t", "e"], 3).map(|cut| (cut, "en")),
        Tag::Vvpp if norm.ends_with("iert") => Some((1, "en")),
        _ => None,
    }
}

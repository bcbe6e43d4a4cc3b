//! What the tagger sees of a token before it decides: which tags are possible, how it is written, what is ahead.

use super::form::{Form, Hashes};
use crate::lexicon::{Class, Tag, TagSet};
use crate::paragraph::{Paragraph, Sentence};
use crate::token::{Case, Token, TokenKind};

/// One token as the tagger sees it.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Tags that are possible.
    pub tags: TagSet,
    /// Tags that the lexicon lists for the form, or for the last part of a compound; empty for unknown words.
    pub(super) known: TagSet,
    /// Readings of the form, or of the last part of a compound.
    pub class: Option<Class>,
    /// Bytes of the form before the part that `class` describes; 0 for words that the lexicon lists.
    pub prefix: u8,
    /// The number of the most usual tag of the form, plus 1; 0 for unknown words.
    pub(super) usual: u8,
    /// Tags of the last word of the clause.
    pub(super) last: TagSet,
    /// True for forms of *haben*.
    pub(super) have: bool,
    /// Hash of the form.
    pub(super) form: u32,
    /// Hashes of the last two, three and five bytes.
    pub(super) endings: [u32; 3],
    /// How it is written and where it stands.
    pub(super) shape: u8,
    /// Verb forms between this token and the end of the clause.
    pub(super) ahead: u8,
}

/// Bits of [`Word::ahead`].
mod ahead {
    pub const PARTICIPLE: u8 = 1;
    pub const INFINITIVE: u8 = 2;
    pub const FINITE: u8 = 4;
    pub const PARTICLE: u8 = 8;
    pub const ZU: u8 = 16;
}

const OPEN_UPPER: TagSet = TagSet::of(&[Tag::Nn, Tag::Ne, Tag::Adja]);
const OPEN_LOWER: TagSet = TagSet::of(&[
    Tag::Adja,
    Tag::Adjd,
    Tag::Adv,
    Tag::Vvfin,
    Tag::Vvinf,
    Tag::Vvpp,
    Tag::Nn,
    Tag::Ne,
    Tag::Fm,
]);
const FINITE: TagSet = TagSet::of(&[Tag::Vvfin, Tag::Vafin, Tag::Vmfin]);
const INFINITIVE: TagSet = TagSet::of(&[Tag::Vvinf, Tag::Vainf, Tag::Vminf, Tag::Vvizu]);
const PARTICLE: TagSet = TagSet::of(&[Tag::PtkvzAdv, Tag::PtkvzAdp]);
/// Tags of which every word of a text may have one more: names and nouns can be made of anything.
const NAMES: TagSet = TagSet::of(&[Tag::Nn, Tag::Ne]);
/// Reads the tokens of a sentence into `out`.
pub fn words(paragraph: &Paragraph, sentence: &Sentence, out: &mut Vec<Word>) {
    out.clear();
    let tokens = paragraph.tokens_of(sentence);
    let first = tokens.iter().position(|t| !is_lead_in(t));
    for (index, token) in tokens.iter().enumerate() {
        let after_colon =
            index > 0 && matches!(paragraph.norm(&tokens[index - 1]), ":" | "„" | "\"" | "“" | "»" | "(");
        let start = first.is_none_or(|first| index <= first) || after_colon;
        // Names of several words: a noun beside another capital letter may be a part of one.
        let capital = |t: Option<&Token>| {
            t.is_some_and(|t| t.kind == TokenKind::Word && !matches!(t.case, Case::Lower | Case::None))
        };
        let beside = index > 0 && capital(tokens.get(index - 1)) || capital(tokens.get(index + 1));
        out.push(word(paragraph.norm(token), token, Place { start, beside }));
    }
    let mut ahead = 0;
    let mut last = TagSet::EMPTY;
    for (index, token) in tokens.iter().enumerate().rev() {
        (out[index].ahead, out[index].last) = (ahead, last);
        if token.kind == TokenKind::Punctuation
            && matches!(paragraph.norm(token), "," | ";" | ":" | "–" | "." | "!" | "?")
        {
            (ahead, last) = (0, TagSet::EMPTY);
            continue;
        }
        let tags = out[index].tags;
        if last.is_empty() {
            last = out[index].known;
        }
        let lower = token.case == Case::Lower;
        let mut see = |set: TagSet, bit: u8| {
            if lower && !tags.and(set).is_empty() {
                ahead |= bit;
            }
        };
        see(TagSet::of(&[Tag::Vvpp, Tag::Vapp]), ahead::PARTICIPLE);
        see(INFINITIVE, ahead::INFINITIVE);
        see(FINITE, ahead::FINITE);
        see(PARTICLE, ahead::PARTICLE);
        see(TagSet::of(&[Tag::Ptkzu, Tag::Vvizu]), ahead::ZU);
    }
}

/// Tokens before the first word of a sentence: numbers, quotes, brackets.
fn is_lead_in(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Punctuation | TokenKind::ListMarker | TokenKind::Symbol)
}

/// Where a token stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// At the start of a sentence, where every word has a capital letter.
    start: bool,
    /// Beside another word with a capital letter.
    beside: bool,
}

fn word(norm: &str, token: &Token, place: Place) -> Word {
    let shape = token.case as u8 * 2 + u8::from(place.start);
    if let Some(tag) = fixed(norm, token) {
        let hashes = Hashes::of(norm);
        let tags = TagSet::EMPTY.with(tag);
        return Word {
            tags,
            known: tags,
            class: None,
            prefix: 0,
            usual: 0,
            last: TagSet::EMPTY,
            have: false,
            form: hashes.whole,
            endings: hashes.endings,
            shape,
            ahead: 0,
        };
    }
    let upper = token.case != Case::Lower && token.case != Case::None;
    let form = Form::of(norm, token.kind == TokenKind::Abbreviation, upper);
    // A tag that no listed form has tells compounds from them.
    let compound = form.class.is_some() && !form.listed;
    let known = if compound { form.tags.with(Tag::Trunc) } else { form.tags };
    Word {
        tags: candidates(norm, token, place, &form),
        known,
        class: form.class,
        prefix: form.prefix,
        usual: form.usual,
        last: TagSet::EMPTY,
        have: known.has(Tag::Vafin) && norm.starts_with('h'),
        form: form.hashes.whole,
        endings: form.hashes.endings,
        shape,
        ahead: 0,
    }
}

/// The tag of what is no word.
fn fixed(norm: &str, token: &Token) -> Option<Tag> {
    match token.kind {
        TokenKind::Number | TokenKind::Date | TokenKind::Time => Some(Tag::Card),
        TokenKind::Ordinal => Some(Tag::Adja),
        TokenKind::ListMarker => Some(Tag::Xy),
        TokenKind::FileNumber | TokenKind::Email | TokenKind::Url | TokenKind::Placeholder => Some(Tag::Ne),
        TokenKind::Punctuation => Some(Tag::Punct),
        TokenKind::Symbol => match norm {
            "&" | "+" => Some(Tag::Kon),
            _ => Some(Tag::Sym),
        },
        TokenKind::Word | TokenKind::Abbreviation => {
            (norm.len() > 1 && norm.ends_with('-')).then_some(Tag::Trunc)
        }
    }
}

/// The tags that a word can have where it stands.
fn candidates(norm: &str, token: &Token, Place { start, beside }: Place, form: &Form) -> TagSet {
    let upper = token.case != Case::Lower && token.case != Case::None;
    if form.listed {
        let mut tags = form.tags;
        if !upper {
            tags = tags.and(TagSet(!NAMES.0));
        } else if !start {
            // Inside a sentence a capital letter makes a noun or a name of any word, but the polite pronouns keep theirs.
            const POLITE: TagSet =
                TagSet::of(&[Tag::Pper, Tag::Pposat, Tag::Adja, Tag::Card, Tag::Ne, Tag::Nn, Tag::Prf]);
            let inside = tags.and(POLITE);
            let noun = inside == TagSet::of(&[Tag::Nn]) && !beside;
            tags = if noun { inside } else { inside.or(NAMES) };
        } else {
            tags = tags.or(extra_at_start(tags));
        }
        if token.kind == TokenKind::Abbreviation {
            tags = form.tags;
        }
        if tags.has(Tag::Adjd) {
            tags = tags.with(Tag::Adv);
        }
        if tags.has(Tag::Vvpp) {
            tags = tags.with(Tag::Adjd);
        }
        // "Berliner", "Zürcher": made of the name of a place.
        if upper && tags.has(Tag::Ne) | tags.has(Tag::Nn) && norm.ends_with("er") {
            tags = tags.with(Tag::Adja);
        }
        return if tags.is_empty() { OPEN_LOWER } else { tags };
    }
    if token.kind == TokenKind::Abbreviation {
        return TagSet::of(&[Tag::Nn, Tag::Ne, Tag::Adv, Tag::Xy, Tag::Adja]);
    }
    if !form.tags.is_empty() {
        return if upper && beside { form.tags.or(NAMES) } else { form.tags };
    }
    match (upper, start) {
        (true, false) => OPEN_UPPER.or(TagSet::of(&[Tag::Fm])),
        (true, true) => OPEN_UPPER.or(OPEN_LOWER).with(Tag::Vvimp),
        _ => OPEN_LOWER,
    }
}

/// A known word at the start of a sentence may be a name or a noun that the lexicon does not list.
fn extra_at_start(tags: TagSet) -> TagSet {
    const CLOSED: TagSet = TagSet::of(&[
        Tag::Art,
        Tag::Appr,
        Tag::Apprart,
        Tag::Kon,
        Tag::Kous,
        Tag::Pper,
        Tag::Pposat,
        Tag::Pdat,
        Tag::Piat,
        Tag::Pds,
        Tag::Vafin,
        Tag::Vmfin,
    ]);
    if tags.and(CLOSED).is_empty() { NAMES } else { TagSet::EMPTY }
}

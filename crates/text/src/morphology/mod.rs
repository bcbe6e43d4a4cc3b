//! Part of speech, features and base form of every token.
//!
//! The tagger chooses a tag; the lexicon gives the combinations of features that the form has under it; agreement inside noun
//! phrases and the case that a preposition asks for narrow them down.

mod clause;
mod lemma;
mod phrase;

use crate::lexicon::{Feats, Tag, lexicon};
use crate::paragraph::Paragraph;
use crate::tagger::{self, Word};
use crate::token::Morph;

/// One token while its sentence is read.
#[derive(Debug, Clone, Copy)]
struct Item {
    tag: Tag,
    feats: Feats,
}

/// Sets tag, part of speech, features and base form of all tokens.
pub(crate) fn assign(paragraph: &mut Paragraph) {
    let (mut words, mut tags, mut items) = (Vec::new(), Vec::new(), Vec::new());
    let sentences = std::mem::take(&mut paragraph.sentences);
    for sentence in &sentences {
        tagger::words(paragraph, sentence, &mut words);
        tagger::tag(&words, &mut tags);
        let first = sentence.tokens.start as usize;
        items.clear();
        items.extend(words.iter().zip(&tags).map(|(word, tag)| Item { tag: *tag, feats: feats(word, *tag) }));
        phrase::agree(paragraph, first, &mut items);
        clause::persons(paragraph, first, &mut items);
        for (at, (word, item)) in words.iter().zip(&items).enumerate() {
            let token = paragraph.tokens[first + at];
            let lemma = lemma::lemma(&mut paragraph.store, &token, word, item.tag);
            let token = &mut paragraph.tokens[first + at];
            token.tag = item.tag;
            token.pos = item.tag.pos();
            token.morph = morph(*item);
            token.lemma = lemma;
        }
        clause::join_particles(paragraph, sentence);
    }
    paragraph.sentences = sentences;
}

/// All combinations that the lexicon gives a form under a tag.
fn feats(word: &Word, tag: Tag) -> Feats {
    let Some(class) = word.class else { return Feats::NONE };
    let lexicon = lexicon();
    let of = |wanted: Tag| {
        lexicon.readings(class).filter(move |r| r.tag == wanted).map(|r| r.feats).reduce(Feats::or)
    };
    // A noun made of an adjective has the forms of the adjective.
    of(tag).or_else(|| (tag == Tag::Nn).then(|| of(Tag::Adja)).flatten()).unwrap_or_default()
}

/// The features of universal dependencies.
fn morph(item: Item) -> Morph {
    let form = item.tag.verb_form();
    if form.has(Morph::FIN) && item.tag != Tag::Vvimp {
        return form.and(item.feats.finite_morph());
    }
    if item.tag == Tag::Vvimp {
        let number = if item.feats.0 & Feats::SUP.0 != 0 { Morph::PLUR } else { Morph::SING };
        return form.and(number);
    }
    let mut morph = form.and(item.feats.nominal_morph());
    if matches!(item.tag, Tag::Adja | Tag::Adjd | Tag::Adv) && item.feats != Feats::NONE
        || item.tag == Tag::Adja
    {
        morph = morph.and(match () {
            () if item.feats.0 & Feats::SUP.0 != 0 => Morph::SUP,
            () if item.feats.0 & Feats::CMP.0 != 0 => Morph::CMP,
            () => Morph::POS,
        });
    }
    morph
}

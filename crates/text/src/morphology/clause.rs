//! What the clause says about its verb: person, mood, and the particle of a separable verb.

use super::Item;
use crate::lexicon::{Feats, Tag, class_of};
use crate::paragraph::{Paragraph, Sentence};
use crate::token::{Slice, TokenKind};

const FIRST: u32 = all_of_person(0);
const SECOND: u32 = all_of_person(1);

/// All combinations of one person.
const fn all_of_person(person: u32) -> u32 {
    let mut set = 0;
    let mut row = 0;
    while row < 8 {
        set |= 1 << (row * 3 + person);
        row += 1;
    }
    set
}

/// The indicative combinations: present and past.
const INDICATIVE: u32 = (1 << 12) - 1;

/// Takes away persons without their pronoun, and the subjunctive where the form is the same as the indicative.
pub(super) fn persons(paragraph: &Paragraph, first: usize, items: &mut [Item]) {
    let (mut speaker, mut addressee) = (false, false);
    for at in 0..items.len() {
        match paragraph.norm(&paragraph.tokens[first + at]) {
            "ich" | "wir" => speaker = true,
            "du" => addressee = true,
            "ihr" if items[at].tag == Tag::Pper => addressee = true,
            _ => {}
        }
    }
    for item in items.iter_mut().filter(|i| matches!(i.tag, Tag::Vvfin | Tag::Vafin | Tag::Vmfin)) {
        let mut without = 0;
        if !speaker {
            without |= FIRST;
        }
        if !addressee {
            without |= SECOND;
        }
        for set in [!without, INDICATIVE] {
            let fewer = Feats(item.feats.0 & set);
            if !fewer.is_empty() {
                item.feats = fewer;
            }
        }
    }
}

/// "Wir lehnen Ihren Antrag ab": the finite verb takes the base form with its particle.
pub(super) fn join_particles(paragraph: &mut Paragraph, sentence: &Sentence) {
    let mut finite: Option<usize> = None;
    for i in sentence.indices() {
        let token = paragraph.tokens[i];
        match token.tag {
            Tag::Vvfin | Tag::Vvimp => {
                // A verb at the end of a subordinate clause has its particle already.
                let last = paragraph.tokens[i + 1..sentence.tokens.end as usize]
                    .first()
                    .is_none_or(|next| next.kind == TokenKind::Punctuation);
                if !last {
                    finite = Some(i);
                }
            }
            Tag::Vafin | Tag::Vmfin => finite = None,
            Tag::PtkvzAdp | Tag::PtkvzAdv => {
                if let Some(verb) = finite.take() {
                    let start = paragraph.store.len();
                    paragraph.store.extend_from_within(token.norm.indices());
                    paragraph.store.extend_from_within(paragraph.tokens[verb].lemma.indices());
                    // "sein" with a particle-like adverb ("ist zurück") and slips of the tagger stay as they are.
                    let known = class_of(&paragraph.store[start..]).is_some();
                    if known {
                        let len = paragraph.store.len() - start;
                        paragraph.tokens[verb].lemma = Slice { start: start as u32, len: len as u32 };
                    } else {
                        paragraph.store.truncate(start);
                    }
                }
            }
            Tag::Punct if matches!(paragraph.norm(&token), ":" | ";") => finite = None,
            _ => {}
        }
    }
}

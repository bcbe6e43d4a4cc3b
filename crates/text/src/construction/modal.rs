//! *sein* or *haben* with *zu* and infinitive: something must or can be done.

use super::clause::{is_finite, is_zu_infinitive};
use super::{Finder, Words};
use crate::lexicon::{Tag, may_be};
use crate::paragraph::{ConstructionKind, Paragraph};
use crate::token::Token;

/// Finds "ist vorzulegen", "hat zu verlassen", "zu prüfen sein wird".
pub(super) fn modal_infinitives(finder: &mut Finder<'_>, words: Words) {
    let Finder { paragraph, clauses, .. } = *finder;
    for i in words {
        if !is_zu_infinitive(paragraph, i) {
            continue;
        }
        let first = if paragraph.tokens[i].tag == Tag::Vvizu { i } else { i - 1 };
        // "abzulehnen ist", "zu prüfen hat", "zu erteilen sein wird"
        if let Some(after) = clauses.after(i).next().filter(|a| is_modal(paragraph, &paragraph.tokens[*a])) {
            finder.push(ConstructionKind::ModalInfinitive, first, after);
            continue;
        }
        let mut governed = false;
        for b in clauses.before(first) {
            let before = &paragraph.tokens[b];
            // "ist gezwungen zu handeln", "hat begonnen zu": the participle governs; so does another verb.
            if before.tag == Tag::Vvpp
                || before.tag == Tag::Adjd && governs(paragraph.norm(before))
                || matches!(paragraph.norm(before), "um" | "ohne" | "statt" | "anstatt")
            {
                governed = true;
            }
            if is_finite(before.tag) {
                if !governed && is_modal(paragraph, before) {
                    finder.push(ConstructionKind::ModalInfinitive, b, i);
                }
                break;
            }
        }
    }
}

/// Adjectives that take an infinitive of their own ("bereit zu helfen"), participles among them.
fn governs(norm: &str) -> bool {
    matches!(norm, "bereit" | "fähig" | "imstande" | "willens" | "frei" | "müde" | "würdig")
        || may_be(norm, Tag::Vvpp)
}

fn is_modal(paragraph: &Paragraph, token: &Token) -> bool {
    matches!(token.tag, Tag::Vafin | Tag::Vvfin | Tag::Vainf | Tag::Vvinf)
        && matches!(paragraph.lemma(token), "sein" | "haben")
}

//! Participles with their own complements before a noun ("die von Ihnen am 3. Mai vorgelegten Unterlagen").

use super::{Finder, Words};
use crate::lexicon::{Tag, may_be};
use crate::paragraph::{ConstructionKind, Paragraph};
use crate::token::TokenKind;

/// Farther left nobody looks for the article.
const FARTHEST: usize = 30;

/// Finds them from the article to the noun.
pub(super) fn participial_attributes(finder: &mut Finder<'_>, words: Words) {
    let paragraph = finder.paragraph;
    let mut from = words.start;
    for i in words.clone() {
        if paragraph.tokens[i].tag != Tag::Adja || !is_participle(paragraph, i) {
            continue;
        }
        let Some(noun) = noun_after(paragraph, i, words.end) else { continue };
        let Some(article) = article_before(paragraph, i, from) else { continue };
        finder.push(ConstructionKind::ParticipialAttribute, article, noun);
        from = noun + 1;
    }
}

/// True for a participle that is inflected like an adjective.
fn is_participle(paragraph: &Paragraph, i: usize) -> bool {
    let lemma = paragraph.lemma(&paragraph.tokens[i]);
    // "dringend", "folgend" are adjectives of their own in most letters; with complements they are participles all the same.
    lemma.ends_with("end") || may_be(lemma, Tag::Vvpp)
}

/// The noun that the adjective belongs to; more adjectives may stand between.
fn noun_after(paragraph: &Paragraph, i: usize, end: usize) -> Option<usize> {
    for at in i + 1..end.min(i + 8) {
        match paragraph.tokens[at].tag {
            Tag::Nn | Tag::Ne => return Some(at),
            Tag::Adja | Tag::Kon | Tag::Card | Tag::Adjd | Tag::Adv => {}
            _ => return None,
        }
    }
    None
}

/// The article that opens the attribute: something that cannot be its noun follows it, and a complement stands between.
fn article_before(paragraph: &Paragraph, i: usize, from: usize) -> Option<usize> {
    let mut best = None;
    let mut complement = false;
    for at in (from..i).rev().take(FARTHEST) {
        let token = &paragraph.tokens[at];
        if token.kind == TokenKind::Punctuation
            && !matches!(paragraph.norm(token), "(" | ")" | "„" | "“" | "\"")
        {
            break;
        }
        match token.tag {
            // "das gegen Sie gerichtete Schreiben": so far from its noun the article looks like a pronoun.
            Tag::Art | Tag::Pposat | Tag::Pdat | Tag::Piat | Tag::Pds => {
                // "die von Ihnen …", "der im Mai …", "ein seit Langem …", "die dem Antrag …"
                let opens = matches!(
                    paragraph.tokens[at + 1].tag,
                    Tag::Appr
                        | Tag::Apprart
                        | Tag::Adv
                        | Tag::Pav
                        | Tag::Adjd
                        | Tag::Art
                        | Tag::Pposat
                        | Tag::Pdat
                        | Tag::Prf
                        | Tag::Pper
                        | Tag::Card
                        | Tag::Koui
                );
                if opens && complement {
                    best = Some(at);
                }
            }
            // "zum im Mai gestellten Antrag"
            Tag::Apprart
                if complement
                    && matches!(paragraph.tokens[at + 1].tag, Tag::Appr | Tag::Apprart | Tag::Adv) =>
            {
                best = Some(at)
            }
            tag if super::clause::is_finite(tag) => break,
            Tag::Kous | Tag::Prels | Tag::Vvpp | Tag::Vvinf | Tag::Vvizu => break,
            _ => {}
        }
        complement |= matches!(
            token.tag,
            Tag::Nn | Tag::Ne | Tag::Pper | Tag::Prf | Tag::Appr | Tag::Apprart | Tag::Pav | Tag::Card
        );
    }
    best
}

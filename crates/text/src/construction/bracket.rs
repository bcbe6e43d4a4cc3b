//! The verb bracket: the finite verb and its partner at the end of the clause.

use super::clause::{ClauseKind, is_finite};
use super::{Finder, Words};
use crate::lexicon::Tag;
use crate::paragraph::ConstructionKind;
use crate::token::TokenKind;

/// A bracket with fewer words inside is no burden: 7 ± 2 words are held in mind without effort (Miller 1956).
const NOTABLE: usize = 6;

/// Finds brackets of main clauses that hold at least six words; clauses inside count.
pub(super) fn verb_brackets(finder: &mut Finder<'_>, words: Words) {
    let Finder { paragraph, clauses, .. } = *finder;
    for i in words {
        let token = &paragraph.tokens[i];
        let clause = &clauses.all[clauses.of(i)];
        if !is_finite(token.tag) || clause.kind != ClauseKind::Main {
            continue;
        }
        let auxiliary = matches!(token.tag, Tag::Vafin | Tag::Vmfin);
        let mut partner = None;
        for p in clauses.after(i) {
            let tag = paragraph.tokens[p].tag;
            if is_finite(tag) {
                break;
            }
            let fits = match tag {
                Tag::PtkvzAdp | Tag::PtkvzAdv => !auxiliary,
                Tag::Vvpp | Tag::Vvinf | Tag::Vainf | Tag::Vapp | Tag::Vminf => auxiliary,
                _ => false,
            };
            if fits {
                partner = Some(p);
                // "geprüft worden", "erteilt werden": the group of verbs at the end; later participles have their own verb.
                let next = paragraph.tokens.get(p + 1).map(|t| t.tag);
                if !matches!(next, Some(Tag::Vapp | Tag::Vainf | Tag::Vminf | Tag::Vvinf | Tag::Vvpp)) {
                    break;
                }
            }
        }
        if let Some(p) = partner {
            let inside = paragraph.tokens[i + 1..p]
                .iter()
                .filter(|t| t.is_word() || t.kind == TokenKind::Number)
                .count();
            if inside >= NOTABLE {
                finder.push(ConstructionKind::VerbBracket, i, p);
            }
        }
    }
}

//! Two negations in one clause, and sentences without a real subject.

use super::clause::is_finite;
use super::{ClauseKind, Finder, Words};
use crate::lexicon::{Tag, class_of, lexicon};
use crate::paragraph::{ConstructionKind, Paragraph};
use crate::token::{Token, TokenKind};

/// Words between the two negations at most.
const NEAR: usize = 8;

/// Finds "nicht unerheblich", "kein … ohne", "nicht … nichts", from the first negation to the second.
pub(super) fn double_negations(finder: &mut Finder<'_>, words: Words) {
    let Finder { paragraph, clauses, .. } = *finder;
    let mut open: Option<usize> = None;
    for i in words {
        let token = &paragraph.tokens[i];
        // "weder … noch", "nicht …, sondern", "nicht nur": one negation, or none.
        let outer = is_negation(paragraph, token);
        let inner = outer || is_negated_adjective(paragraph, token);
        if !inner {
            continue;
        }
        if let Some(first) = open
            && i - first <= NEAR
            && clauses.of(first) == clauses.of(i)
            && !paragraph.tokens[first..i].iter().any(|t| t.tag == Tag::Kon || paragraph.norm(t) == ",")
        {
            finder.push(ConstructionKind::DoubleNegation, first, i);
            open = None;
            continue;
        }
        open = outer.then_some(i);
    }
}

fn is_negation(paragraph: &Paragraph, token: &Token) -> bool {
    token.tag == Tag::Ptkneg
        || paragraph.lemma(token) == "kein"
        || matches!(
            paragraph.norm(token),
            "nie" | "niemals" | "niemand" | "nichts" | "ohne" | "nirgends" | "keinesfalls" | "keineswegs"
        )
}

/// Adjectives and adverbs that only look negated, or whose positive is no everyday word.
const NOT_NEGATED: &[&str] = &[
    "unverzüglich",
    "unmittelbar",
    "unbedingt",
    "ungefähr",
    "unentgeltlich",
    "ungeheuer",
    "unlängst",
    "unterschiedlich",
    "unwirsch",
    "unanfechtbar",
    "unbefristet",
    "unabhängig",
    "unbeschadet",
    "ungeachtet",
    "universal",
    "universell",
];

/// "unerheblich", "unzulässig", "missverständlich", "mittellos": the word without its negation is a word too.
fn is_negated_adjective(paragraph: &Paragraph, token: &Token) -> bool {
    if !matches!(token.tag, Tag::Adja | Tag::Adjd | Tag::Adv) || token.kind != TokenKind::Word {
        return false;
    }
    let lemma = paragraph.lemma(token);
    if NOT_NEGATED.contains(&lemma) {
        return false;
    }
    let listed = |rest: &str| {
        class_of(rest).is_some_and(|c| {
            let tags = lexicon().tags(c);
            tags.has(Tag::Adjd) || tags.has(Tag::Adja) || tags.has(Tag::Vvpp)
        })
    };
    let negative =
        lemma.strip_prefix("un").or_else(|| lemma.strip_prefix("miss")).filter(|rest| rest.len() > 3);
    negative.is_some_and(listed)
        || lemma.len() > 6 && lemma.ends_with("los") && !lemma.ends_with("bedingungslos")
}

/// Finds *es* without meaning ("Es wird darauf hingewiesen", "Es ist erforderlich, dass") and *man*.
pub(super) fn impersonal_subjects(finder: &mut Finder<'_>, words: Words) {
    let Finder { paragraph, clauses, .. } = *finder;
    for i in words.clone() {
        let token = &paragraph.tokens[i];
        let norm = paragraph.norm(token);
        if norm == "man" && token.tag == Tag::Pis {
            let verb =
                clauses.after(i).chain(clauses.before(i)).find(|v| is_finite(paragraph.tokens[*v].tag));
            let verb = verb.unwrap_or(i);
            finder.push(ConstructionKind::ImpersonalSubject, i.min(verb), i.max(verb));
        }
        if norm != "es" || token.tag != Tag::Pper {
            continue;
        }
        // "es wird", "wird es", "weil es … bedarf"
        let beside = [i + 1, i.wrapping_sub(1)]
            .into_iter()
            .find(|v| words.contains(v) && is_finite(paragraph.tokens[*v].tag));
        let Some(verb) = beside.or_else(|| clauses.after(i).find(|v| is_finite(paragraph.tokens[*v].tag)))
        else {
            continue;
        };
        let lemma = paragraph.lemma(&paragraph.tokens[verb]);
        let fixed = matches!(
            lemma,
            "bedürfen"
                | "obliegen"
                | "empfehlen"
                | "bestehen"
                | "ergehen"
                | "gelten"
                | "verbleiben"
                | "handeln"
                | "geben"
                | "ergeben"
                | "erfolgen"
                | "liegen"
                | "fehlen"
                | "mangeln"
                | "heißen"
                | "kommen"
                | "zeigen"
                | "stehen"
                | "steht"
                | "entsprechen"
        );
        // A passive, or a predicate whose real subject is a clause: "es ist nötig, dass …", "es wird gebeten, … zu".
        let passive = lemma == "werden" && clauses.after(verb).any(|p| paragraph.tokens[p].tag == Tag::Vvpp);
        let clause_follows = matches!(lemma, "sein" | "werden" | "bleiben" | "erscheinen")
            && clauses.all.iter().any(|c| {
                c.kind != ClauseKind::Main
                    && c.first > i
                    && (c.kind == ClauseKind::Infinitive
                        || matches!(
                            paragraph.norm(&paragraph.tokens[c.first]),
                            "dass" | "daß" | "ob" | "wenn"
                        ))
            });
        if fixed || passive || clause_follows {
            finder.push(ConstructionKind::ImpersonalSubject, i.min(verb), i.max(verb));
        }
    }
}

//! Light verbs: a noun carries the meaning, the verb is empty ("zur Anwendung kommen", "Berücksichtigung finden").

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::clause::is_finite;
use super::noun::{is_abstract, phrase_start};
use super::{Finder, Words};
use crate::lexicon::Tag;
use crate::paragraph::{ConstructionKind, Paragraph};
use crate::token::Morph;

/// Preposition, noun (base form; `*ung` is any abstract noun with this ending), and the verbs that are empty beside it.
///
/// Own list, by the classes of the grammars: *zu* with a noun of action and *kommen, bringen, gelangen, führen*; a noun of action
/// as the object of *finden, erfahren, vornehmen, durchführen*; fixed pairs.
const PAIRS: &[(&str, &str, &str)] = &[
    ("zu", "*ung", "kommen bringen gelangen führen"),
    ("zu", "ausdruck", "kommen bringen"),
    ("zu", "einsatz", "kommen bringen gelangen"),
    ("zu", "tragen", "kommen"),
    ("zu", "abschluss", "kommen bringen"),
    ("zu", "vorschein", "kommen bringen"),
    ("zu", "stillstand", "kommen bringen"),
    ("zu", "kenntnis", "nehmen bringen geben"),
    ("zu", "last", "legen fallen"),
    ("zu", "verfügung", "stellen stehen"),
    ("zu", "disposition", "stellen stehen"),
    ("zu", "debatte", "stellen stehen"),
    ("zu", "protokoll", "geben nehmen"),
    ("zu", "gebot", "stehen"),
    ("in", "anspruch", "nehmen"),
    ("in", "betracht", "kommen ziehen"),
    ("in", "erwägung", "ziehen"),
    ("in", "frage", "kommen stellen stehen"),
    ("in", "kenntnis", "setzen"),
    ("in", "kraft", "treten setzen bleiben"),
    ("in", "rechnung", "stellen"),
    ("in", "abzug", "bringen"),
    ("in", "ansatz", "bringen"),
    ("in", "anrechnung", "bringen"),
    ("in", "vorschlag", "bringen"),
    ("in", "wegfall", "kommen bringen"),
    ("in", "fortfall", "kommen"),
    ("in", "verbindung", "setzen treten bringen stehen"),
    ("in", "zweifel", "ziehen stehen"),
    ("in", "aussicht", "stellen nehmen"),
    ("in", "einklang", "bringen stehen"),
    ("in", "verzug", "geraten kommen setzen"),
    ("in", "auftrag", "geben"),
    ("in", "vollzug", "setzen"),
    ("in", "abrede", "stellen"),
    ("in", "bezug", "nehmen"),
    ("in", "gang", "setzen bringen kommen"),
    ("in", "besitz", "nehmen bringen"),
    ("in", "verwahrung", "nehmen"),
    ("in", "widerspruch", "stehen setzen"),
    ("in", "zusammenhang", "stehen bringen"),
    ("außer", "acht", "lassen"),
    ("außer", "betracht", "bleiben lassen"),
    ("außer", "kraft", "treten setzen"),
    ("außer", "vollzug", "setzen"),
    ("unter", "beweis", "stellen"),
    ("unter", "strafe", "stellen"),
    ("unter", "druck", "setzen"),
    ("auf", "kritik", "stoßen"),
    ("auf", "ablehnung", "stoßen"),
    ("von", "bedeutung", "sein"),
    ("unter", "*ung", "stehen stellen"),
    ("", "*ung", "finden erfahren vornehmen durchführen erfolgen vollziehen"),
    ("", "prüfung", "unterziehen unterliegen vornehmen durchführen erfolgen"),
    ("", "gebrauch", "machen"),
    ("", "folge", "leisten"),
    ("", "abhilfe", "schaffen leisten"),
    ("", "gewähr", "leisten"),
    ("", "hilfe", "leisten"),
    ("", "ersatz", "leisten"),
    ("", "zahlung", "leisten"),
    ("", "beitrag", "leisten"),
    ("", "verzicht", "leisten üben"),
    ("", "stellung", "nehmen beziehen"),
    ("", "bezug", "nehmen"),
    ("", "einfluss", "nehmen haben"),
    ("", "einsicht", "nehmen"),
    ("", "kenntnis", "nehmen erlangen haben"),
    ("", "rücksicht", "nehmen"),
    ("", "abstand", "nehmen"),
    ("", "anstoß", "nehmen"),
    ("", "sorge", "tragen"),
    ("", "rechnung", "tragen"),
    ("", "entscheidung", "treffen fällen"),
    ("", "vereinbarung", "treffen"),
    ("", "feststellung", "treffen"),
    ("", "anordnung", "treffen"),
    ("", "regelung", "treffen"),
    ("", "maßnahme", "treffen ergreifen"),
    ("", "vorsorge", "treffen"),
    ("", "wahl", "treffen"),
    ("", "antwort", "geben erteilen"),
    ("", "auskunft", "geben erteilen"),
    ("", "zustimmung", "geben erteilen finden"),
    ("", "einwilligung", "geben erteilen"),
    ("", "kritik", "üben"),
    ("", "druck", "ausüben"),
    ("", "anzeige", "erstatten"),
    ("", "bericht", "erstatten"),
    ("", "mitteilung", "machen"),
    ("", "angabe", "machen"),
    ("", "vorschlag", "machen unterbreiten"),
    ("", "mitteilung", "machen"),
    ("", "eingang", "finden"),
    ("", "ende", "finden nehmen"),
    ("", "verwendung", "finden"),
    ("", "aufnahme", "finden"),
    ("", "einhalt", "gebieten"),
    ("", "nachweis", "führen erbringen"),
    ("", "beweis", "führen antreten"),
    ("", "gespräch", "führen"),
    ("", "beschwerde", "führen"),
    ("", "aufsicht", "führen"),
];

/// Finds them from the noun (with its preposition) to the verb, in whichever order they stand.
pub(super) fn light_verbs(finder: &mut Finder<'_>, words: Words) {
    let Finder { paragraph, clauses, .. } = *finder;
    for noun in words.clone() {
        let token = &paragraph.tokens[noun];
        if token.tag != Tag::Nn
            || token.morph.has(Morph::GEN) && !token.morph.any(Morph::NOM.and(Morph::ACC).and(Morph::DAT))
        {
            continue;
        }
        let lemma = paragraph.lemma(token);
        let own = by_noun().get(lemma);
        let general = (lemma.ends_with("ung") && is_abstract(lemma)).then(|| by_noun().get("*ung")).flatten();
        if own.is_none() && general.is_none() {
            continue;
        }
        let (first, preposition) = phrase(paragraph, noun, words.start);
        let verb = clauses.after(noun).chain(clauses.before(first)).find(|v| is_main_verb(paragraph, *v));
        let Some(verb) = verb else { continue };
        // A participle beside an auxiliary, or a full verb; an auxiliary alone is the verb of *sein*.
        let verb_lemma = paragraph.lemma(&paragraph.tokens[verb]);
        let mut pairs = own.into_iter().chain(general).flatten();
        if pairs.any(|(p, verbs)| *p == preposition && verbs.split(' ').any(|v| v == verb_lemma)) {
            finder.push(ConstructionKind::LightVerb, first.min(verb), noun.max(verb));
        }
    }
}

/// Preposition and verbs of each noun: most nouns have none, and that is told at once.
fn by_noun() -> &'static FxHashMap<&'static str, Vec<(&'static str, &'static str)>> {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<(&'static str, &'static str)>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (preposition, noun, verbs) in PAIRS {
            table.entry(*noun).or_default().push((*preposition, *verbs));
        }
        table
    })
}

/// Where the phrase of a noun starts, and its preposition without the article.
fn phrase(paragraph: &Paragraph, noun: usize, from: usize) -> (usize, &str) {
    let first = phrase_start(paragraph, noun, from);
    if first > from && matches!(paragraph.tokens[first - 1].tag, Tag::Appr | Tag::Apprart) {
        return (first - 1, paragraph.lemma(&paragraph.tokens[first - 1]));
    }
    (first, "")
}

/// Full verbs in any form; finite auxiliaries only count when nothing else does.
fn is_main_verb(paragraph: &Paragraph, i: usize) -> bool {
    let tag = paragraph.tokens[i].tag;
    matches!(tag, Tag::Vvpp | Tag::Vvinf | Tag::Vvizu)
        || is_finite(tag) && !matches!(tag, Tag::Vafin | Tag::Vmfin)
}

//! Chains of genitives, and sentences in which nouns do the work of verbs.

use super::{Finder, Words};
use crate::lexicon::Tag;
use crate::paragraph::{ConstructionKind, Paragraph};
use crate::token::Morph;

/// So many genitives behind a noun make a chain.
const GENITIVES: usize = 2;

/// So many abstract nouns make nominal style, if they are also at least one word in `SHARE`.
const ABSTRACT: usize = 3;
const SHARE: usize = 8;

/// Finds a noun with at least two genitives that hang on each other ("die Prüfung der Voraussetzungen der Erteilung").
pub(super) fn genitive_chains(finder: &mut Finder<'_>, words: Words) {
    let paragraph = finder.paragraph;
    let mut at = words.start;
    while at < words.end {
        if !is_noun(paragraph, at) {
            at += 1;
            continue;
        }
        let (mut last, mut count) = (at, 0);
        while let Some(next) = genitive_after(paragraph, last, words.end) {
            (last, count) = (next, count + 1);
        }
        if count >= GENITIVES {
            let first = phrase_start(paragraph, at, words.start);
            finder.push(ConstructionKind::GenitiveChain, first, last);
        }
        at = last + 1;
    }
}

/// Where the phrase of a noun starts: its adjectives and its article, but nothing before `from`.
pub(super) fn phrase_start(paragraph: &Paragraph, noun: usize, from: usize) -> usize {
    let mut first = noun;
    while first > from
        && matches!(
            paragraph.tokens[first - 1].tag,
            Tag::Adja | Tag::Art | Tag::Pposat | Tag::Pdat | Tag::Piat
        )
    {
        first -= 1;
    }
    first
}

fn is_noun(paragraph: &Paragraph, i: usize) -> bool {
    matches!(paragraph.tokens[i].tag, Tag::Nn | Tag::Ne)
}

/// The noun of a genitive phrase right behind token `i`.
fn genitive_after(paragraph: &Paragraph, i: usize, end: usize) -> Option<usize> {
    let start = i + 1;
    let first = paragraph.tokens.get(start).filter(|_| start < end)?;
    if !matches!(first.tag, Tag::Art | Tag::Pposat | Tag::Pdat | Tag::Piat | Tag::Adja) {
        return None;
    }
    let genitive = |i: usize| {
        let morph = paragraph.tokens[i].morph;
        morph.has(Morph::GEN) && !morph.any(Morph::NOM.and(Morph::ACC))
    };
    let marked = |norm: &str| norm.ends_with("er") || norm.ends_with("es");
    if !genitive(start) || !marked(paragraph.norm(first)) {
        return None;
    }
    for at in start + 1..end.min(start + 10) {
        match paragraph.tokens[at].tag {
            Tag::Nn | Tag::Ne => {
                return genitive(at)
                    .then_some(at)
                    .or_else(|| paragraph.tokens[at].morph.is_empty().then_some(at));
            }
            Tag::Adja | Tag::Card | Tag::Kon | Tag::Adjd | Tag::Trunc => {}
            _ => return None,
        }
    }
    None
}

/// Finds sentences with at least three abstract nouns, from the first of them to the last.
pub(super) fn nominal_style(finder: &mut Finder<'_>, words: Words) {
    let paragraph = finder.paragraph;
    let (mut first, mut last, mut count) = (None, 0, 0);
    for i in words.clone() {
        if is_noun(paragraph, i) && is_abstract(paragraph.lemma(&paragraph.tokens[i])) {
            first.get_or_insert(i);
            (last, count) = (i, count + 1);
        }
    }
    let all = paragraph.tokens[words].iter().filter(|t| t.is_word()).count();
    if let Some(first) = first
        && count >= ABSTRACT
        && count * SHARE >= all
    {
        finder.push(ConstructionKind::NominalStyle, first, last);
    }
}

/// Endings that make nouns of verbs and adjectives.
const ENDINGS: &[&str] =
    &["ung", "heit", "keit", "ion", "ität", "nahme", "gabe", "nis", "schaft", "anz", "enz", "ierung"];

/// Nouns with such an ending that name a thing, a person or a place.
const THINGS: &[&str] = &[
    "wohnung",
    "zeitung",
    "rechnung",
    "kreuzung",
    "leitung",
    "heizung",
    "kleidung",
    "packung",
    "zeichnung",
    "verordnung",
    "siedlung",
    "festung",
    "abteilung",
    "stiftung",
    "regierung",
    "bevölkerung",
    "sitzung",
    "nahrung",
    "million",
    "region",
    "person",
    "station",
    "nation",
    "religion",
    "pension",
    "union",
    "kommission",
    "organisation",
    "behörde",
    "ausgabe",
    "angabe",
    "aufgabe",
    "zeugnis",
    "gefängnis",
    "verzeichnis",
    "ergebnis",
    "verhältnis",
    "gesellschaft",
    "mannschaft",
    "wirtschaft",
    "landschaft",
    "freundschaft",
    "nachbarschaft",
    "botschaft",
    "lizenz",
    "konferenz",
    "instanz",
    "bilanz",
    "universität",
    "gemeinschaft",
    "körperschaft",
    "gewerkschaft",
    "eigenschaft",
    "versicherung",
    "einheit",
    "krankheit",
    "bescheinigung",
    "erlaubnis",
    "duldung",
    "staatsangehörigkeit",
    "genehmigung",
    "verfügung",
    "sitzung",
    "umgebung",
    "grundlage",
    "schwung",
    "sprung",
    "spion",
    "balkon",
];

/// True for the base form of a noun that was made of a verb or an adjective.
pub(super) fn is_abstract(lemma: &str) -> bool {
    // The last two letters of the endings tell most nouns from them.
    let close = |ends: &[u8]| {
        matches!(ends, [.., b'n', b'g' | b'z'] | [.., b'i', b't' | b's'] | [.., b'o', b'n'])
            || matches!(ends, [.., 0xA4 | b'f', b't'] | [.., b'm' | b'b', b'e'])
    };
    lemma.len() > 5
        && close(lemma.as_bytes())
        && ENDINGS.iter().any(|e| lemma.ends_with(e))
        // The last part of a compound says what it is: "Mietwohnung".
        && !THINGS.iter().any(|t| lemma.ends_with(t))
}

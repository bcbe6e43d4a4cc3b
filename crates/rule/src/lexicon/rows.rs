//! The notation of rows, and the patterns they stand for.
//!
//! Rows are written by people who know the words, not the pattern language: `zur Anwendung kommen` also stands for
//! "kommt … zur Anwendung", `sofortige Vollziehung` also for "der sofortigen Vollziehung".

use text::lexicon::{Tag, TagSet, lexicon};

use crate::pattern::{Glob, Node, Test, Vocabulary, Words};
use crate::resolve::words::{self, Word};

/// How many tokens `…` stands for at most.
const ELLIPSIS: u32 = 12;

/// Tokens between the verb and its noun when the verb comes first ("kommt … zur Anwendung").
const VERB_FIRST: u32 = 12;

/// Tokens between the noun and its verb when the verb comes last ("zur Anwendung … kommt").
const VERB_LAST: u32 = 6;

/// The variants of a row, parted by ` / `; blank ones left out.
pub(crate) fn variants(pattern: &str) -> Vec<&str> {
    pattern.split(" / ").map(str::trim).filter(|v| v.chars().any(char::is_alphanumeric)).collect()
}

/// The patterns that a row stands for, at least one.
pub(crate) fn nodes(pattern: &str, class: &str, vocabulary: &mut Vocabulary) -> Vec<Node> {
    let mut nodes = Vec::new();
    for variant in variants(pattern) {
        variant_nodes(variant, class, vocabulary, &mut nodes);
    }
    nodes
}

fn variant_nodes(variant: &str, class: &str, vocabulary: &mut Vocabulary, nodes: &mut Vec<Node>) {
    let parts = parts(variant);
    match parts.as_slice() {
        [Part::Word(only)] if class == "replace/verb" && is_infinitive(only) => verb(only, vocabulary, nodes),
        [Part::Word(only)] => nodes.push(single(only, vocabulary)),
        _ => {
            if let Some(words) = only_words(&parts) {
                let last = words[words.len() - 1];
                if is_infinitive(last) && (class == "replace/fvg" || LIGHT_VERBS.contains(&last)) {
                    return light_verb(&words[..words.len() - 1], last, vocabulary, nodes);
                }
                if class == "replace/verb"
                    && let Some(frame) = verb_with_preposition(&words, vocabulary)
                {
                    return nodes.extend(frame);
                }
                if words.iter().all(|w| w.ends_with('.')) {
                    // "i. V. m." is also written "i.V.m."
                    nodes.push(word(&words.concat(), vocabulary));
                }
            }
            nodes.push(phrase(&parts, vocabulary));
        }
    }
}

/// A part of a row.
enum Part<'a> {
    Word(&'a str),
    /// `…`
    Gap,
}

fn parts(variant: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for Word { text, .. } in words::split(variant) {
        match text.strip_prefix('…') {
            Some("") => parts.push(Part::Gap),
            // `…en`: a gap, then a word with this ending.
            Some(_) => parts.extend([Part::Gap, Part::Word(text)]),
            None => parts.push(Part::Word(text)),
        }
    }
    // A gap at an edge says nothing; two gaps in a row are one.
    while matches!(parts.first(), Some(Part::Gap)) {
        parts.remove(0);
    }
    while matches!(parts.last(), Some(Part::Gap)) {
        parts.pop();
    }
    parts.dedup_by(|a, b| matches!((a, b), (Part::Gap, Part::Gap)));
    parts
}

fn only_words<'a>(parts: &[Part<'a>]) -> Option<Vec<&'a str>> {
    parts.iter().map(|p| if let Part::Word(w) = p { Some(*w) } else { None }).collect()
}

/// Words in order; articles and adjectives in any form.
fn phrase(parts: &[Part<'_>], vocabulary: &mut Vocabulary) -> Node {
    let starts_with_article = matches!(parts.first(), Some(Part::Word(w)) if article_forms(w).is_some());
    // "in der Regel" is fixed: its noun has no other form ("in den Regeln" is something else).
    let fixed = matches!(parts.first(), Some(Part::Word(first)) if is_preposition(first));
    let mut sequence = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let next = match parts.get(index + 1) {
            Some(Part::Word(next)) => Some(*next),
            _ => None,
        };
        sequence.push(match part {
            Part::Gap => Node::gap(0, ELLIPSIS),
            Part::Word(text) => match article_forms(text).filter(|_| next.is_some_and(starts_large)) {
                Some(forms) => norms(forms.iter().copied(), vocabulary),
                None => {
                    let declined = next.is_some_and(starts_large) || (starts_with_article && next.is_none());
                    match adjective_forms(text).filter(|_| declined) {
                        Some(forms) => norms(forms.iter().map(String::as_str), vocabulary),
                        None if fixed && starts_large(text) && !text.contains(['*', '…']) => {
                            norms([text.to_lowercase().as_str()].into_iter(), vocabulary)
                        }
                        None => word(text, vocabulary),
                    }
                }
            },
        });
    }
    Node::Sequence(sequence)
}

fn is_preposition(word: &str) -> bool {
    const PREPOSITIONS: TagSet = TagSet::of(&[Tag::Appr, Tag::Apprart]);
    let lexicon = lexicon();
    lexicon.get(word).is_some_and(|class| !lexicon.tags(class).and(PREPOSITIONS).is_empty())
}

/// A row of one word: by its form or its base form, with the case that tells *vorbringen* from *Vorbringen*.
fn single(text: &str, vocabulary: &mut Vocabulary) -> Node {
    let Node::Test(fits) = word(text, vocabulary) else { return word(text, vocabulary) };
    let case = Test::Small;
    Node::Test(match text.chars().find(|c| c.is_alphabetic()) {
        Some(c) if c.is_uppercase() => {
            // Written small it is another word; a noun is large wherever it stands.
            Test::All(vec![fits, Test::Not(Box::new(Test::Case(1 << text::Case::Lower as u32)))])
        }
        Some(_) if text.chars().all(|c| !c.is_uppercase()) => Test::All(vec![fits, case]),
        _ => fits,
    })
}

/// A verb by its base form, and its parts where the prefix stands at the end of the clause.
fn verb(infinitive: &str, vocabulary: &mut Vocabulary, nodes: &mut Vec<Node>) {
    let own = Test::All(vec![either_form(infinitive, vocabulary), Test::Small]);
    nodes.push(Node::Test(own));
    if let Some((prefix, rest)) = separable(infinitive) {
        nodes.push(Node::Sequence(vec![
            Node::Test(finite(infinitive, rest, vocabulary)),
            Node::gap(0, VERB_FIRST),
            norms([prefix].into_iter(), vocabulary),
            Node::ClauseEnd,
        ]));
    }
}

/// "verfügen über", "sich belaufen auf": the verb and its preposition, with words between them.
fn verb_with_preposition(words: &[&str], vocabulary: &mut Vocabulary) -> Option<Vec<Node>> {
    let words: Vec<&str> = words.iter().copied().filter(|w| *w != "sich").collect();
    let [infinitive, preposition] = words.as_slice() else { return None };
    if !is_infinitive(infinitive) {
        return None;
    }
    let verb = Node::Test(either_form(infinitive, vocabulary));
    let preposition = word(preposition, vocabulary);
    Some(vec![
        Node::Sequence(vec![verb.clone(), Node::gap(0, VERB_LAST), preposition.clone()]),
        Node::Sequence(vec![preposition, Node::gap(1, VERB_LAST), verb, Node::ClauseEnd]),
    ])
}

/// "zur Anwendung kommen": the verb behind or before the noun with its company.
fn light_verb(company: &[&str], infinitive: &str, vocabulary: &mut Vocabulary, nodes: &mut Vec<Node>) {
    let noun = noun_part(company, vocabulary);
    let verb = Node::Test(either_form(infinitive, vocabulary));
    nodes.push(Node::Sequence(vec![noun.clone(), Node::gap(0, VERB_LAST), verb.clone()]));
    nodes.push(Node::Sequence(vec![verb, Node::gap(0, VERB_FIRST), noun.clone()]));
    if let Some((prefix, rest)) = separable(infinitive) {
        nodes.push(Node::Sequence(vec![
            Node::Test(finite(infinitive, rest, vocabulary)),
            Node::gap(0, VERB_FIRST),
            noun,
            Node::gap(0, VERB_LAST),
            norms([prefix].into_iter(), vocabulary),
            Node::ClauseEnd,
        ]));
    }
}

/// Preposition or article and noun; the article is free, and adjectives may stand before the noun.
fn noun_part(company: &[&str], vocabulary: &mut Vocabulary) -> Node {
    let mut sequence = Vec::new();
    for (index, text) in company.iter().enumerate() {
        let noun = index + 1 == company.len() && starts_large(text);
        if noun && index > 0 {
            let adjective = Node::Test(Test::Pos(1 << text::Pos::Adj as u32));
            sequence.push(Node::Repeat { inner: Box::new(adjective), min: 0, max: Some(2) });
        }
        sequence.push(match article_forms(text).filter(|_| !noun) {
            Some(forms) => {
                let Node::Test(listed) = norms(forms.iter().copied(), vocabulary) else { continue };
                Node::Test(Test::Either(vec![listed, Test::Pos(1 << text::Pos::Det as u32)]))
            }
            None => word(text, vocabulary),
        });
    }
    Node::Sequence(sequence)
}

/// One word: a shape, or its form or base form.
fn word(text: &str, vocabulary: &mut Vocabulary) -> Node {
    if let Some(ending) = text.strip_prefix('…') {
        return shape(&format!("*{ending}"), vocabulary);
    }
    if Glob::parse(text).is_some() {
        return shape(text, vocabulary);
    }
    Node::Test(either_form(text, vocabulary))
}

fn shape(text: &str, vocabulary: &mut Vocabulary) -> Node {
    let mut words = Words::default();
    match Glob::parse(text) {
        Some(glob) => words.globs.push(vocabulary.glob(glob)),
        None => words.symbols.push(vocabulary.word(&text.to_lowercase())),
    }
    Node::Test(Test::Norm(words))
}

fn either_form(text: &str, vocabulary: &mut Vocabulary) -> Test {
    let words = one(text, vocabulary);
    Test::Either(vec![Test::Norm(words.clone()), Test::Lemma(words)])
}

/// A finite form of a verb without its prefix; its base form may be given with the prefix or without.
fn finite(infinitive: &str, rest: &str, vocabulary: &mut Vocabulary) -> Test {
    let symbols = [infinitive, rest].map(|text| vocabulary.word(&text.to_lowercase())).to_vec();
    Test::Lemma(Words { symbols, globs: Vec::new() }.sorted())
}

fn one(text: &str, vocabulary: &mut Vocabulary) -> Words {
    Words { symbols: vec![vocabulary.word(&text.to_lowercase())], globs: Vec::new() }
}

fn norms<'w>(forms: impl Iterator<Item = &'w str>, vocabulary: &mut Vocabulary) -> Node {
    let symbols = forms.map(|f| vocabulary.word(&f.to_lowercase())).collect();
    Node::Test(Test::Norm(Words { symbols, globs: Vec::new() }.sorted()))
}

/// Verbs that say nothing of their own; a row that ends in one is matched like one of class `replace/fvg`.
const LIGHT_VERBS: &[&str] = &[
    "haben", "machen", "nehmen", "geben", "stellen", "bringen", "kommen", "gelangen", "finden", "treffen",
    "leisten",
];

const DEFINITE: &[&str] = &["der", "die", "das", "den", "dem", "des"];
const INDEFINITE: &[&str] = &["ein", "eine", "einer", "einen", "einem", "eines"];

/// All forms of an article, if the word is one.
fn article_forms(word: &str) -> Option<&'static [&'static str]> {
    [DEFINITE, INDEFINITE].into_iter().find(|forms| forms.contains(&word))
}

/// Words that end like an adjective but are none.
const NO_ADJECTIVES: &[&str] = &[
    "unter", "außer", "hinter", "gegen", "neben", "wegen", "zwischen", "ihnen", "einer", "einem", "eines",
    "einen", "keine", "keiner", "keinen", "keinem", "keines", "diese", "dieser", "diesen", "diesem",
    "dieses", "seine", "seiner", "unsere", "welche", "werden", "haben", "können", "sollen", "müssen",
    "wurden", "waren", "stehen", "kommen", "ihre", "ihrer", "ihren", "ihrem", "ihres", "über", "oder",
    "aber", "wenn", "sowie",
];

/// All weak and strong forms of an adjective or participle, if the word looks like one with an ending.
fn adjective_forms(word: &str) -> Option<Vec<String>> {
    if word.chars().count() < 5 || starts_large(word) || NO_ADJECTIVES.contains(&word) || word.contains('*') {
        return None;
    }
    let stem = ["en", "em", "er", "es", "e"].iter().find_map(|ending| word.strip_suffix(ending))?;
    Some(["e", "en", "em", "er", "es"].iter().map(|ending| format!("{stem}{ending}")).collect())
}

fn starts_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_infinitive(word: &str) -> bool {
    word.chars().count() >= 4
        && word.chars().all(char::is_lowercase)
        && (word.ends_with("en") || word.ends_with("ern") || word.ends_with("eln"))
}

/// Prefixes that leave their verb in a main clause, longest first.
const PREFIXES: &[&str] = &[
    "entgegen",
    "zusammen",
    "gegenüber",
    "hinzu",
    "heran",
    "herbei",
    "hervor",
    "anheim",
    "bereit",
    "durch",
    "statt",
    "nieder",
    "wieder",
    "zurück",
    "voraus",
    "nach",
    "fest",
    "frei",
    "teil",
    "auf",
    "aus",
    "bei",
    "dar",
    "ein",
    "her",
    "hin",
    "los",
    "mit",
    "vor",
    "weg",
    "ab",
    "an",
    "zu",
];

/// Parts a verb into its prefix and the rest, if it looks separable.
fn separable(infinitive: &str) -> Option<(&str, &str)> {
    PREFIXES.iter().find_map(|prefix| {
        let rest = infinitive.strip_prefix(prefix)?;
        can_begin_a_word(rest).then(|| (&infinitive[..prefix.len()], rest))
    })
}

/// False for the rest of *beinhalten* without its *bei*: no German word begins with *nh*.
fn can_begin_a_word(rest: &str) -> bool {
    const CLUSTERS: &[&str] = &["sch", "sp", "st", "kn", "pf", "qu", "zw", "wr", "th"];
    let mut letters = rest.chars();
    let (Some(_), Some(second)) = (letters.next(), letters.next()) else { return false };
    rest.chars().count() >= 4
        && ("aeiouyäöülr".contains(second) || CLUSTERS.iter().any(|cluster| rest.starts_with(cluster)))
}

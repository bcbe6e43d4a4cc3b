//! Words that the lexicon does not list: compounds, prefixed verbs, gender forms, derivations.

use super::{Class, Tag, TagSet, lexicon};

/// How an unlisted word is explained by a listed one at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The readings of the part at the end.
    pub class: Class,
    /// Where that part starts.
    pub prefix: u8,
    /// The tags that carry over to the whole word.
    pub tags: TagSet,
}

/// The shortest part of a compound, in letters: shorter ones are found everywhere.
const SHORTEST_TAIL: usize = 4;
const SHORTEST_HEAD: usize = 3;
/// From so many bytes on the part at the end speaks for itself.
const LONG_TAIL: usize = 6;

const NOMINAL: TagSet = TagSet::of(&[Tag::Nn]);
const ADJECTIVE: TagSet = TagSet::of(&[Tag::Adja, Tag::Adjd]);
const VERBAL: TagSet =
    TagSet::of(&[Tag::Vvfin, Tag::Vvinf, Tag::Vvizu, Tag::Vvpp, Tag::Adja, Tag::Adjd, Tag::Vvimp]);

/// Separable prefixes, and inseparable ones that the dictionary combines freely.
const PREFIXES: &[&str] = &[
    "ab",
    "an",
    "auf",
    "aus",
    "bei",
    "dar",
    "ein",
    "fort",
    "her",
    "hin",
    "los",
    "mit",
    "nach",
    "nieder",
    "um",
    "vor",
    "weg",
    "weiter",
    "wieder",
    "zu",
    "zurück",
    "zusammen",
    "über",
    "unter",
    "durch",
    "fest",
    "frei",
    "bereit",
    "gegenüber",
    "entgegen",
    "heran",
    "heraus",
    "herein",
    "hervor",
    "hinaus",
    "hinein",
    "hinzu",
    "voraus",
    "vorab",
    "rück",
    "gut",
    "sicher",
    "klar",
    "offen",
    "bekannt",
    "geltend",
    "teil",
    "statt",
    "preis",
    "maß",
    "be",
    "ent",
    "er",
    "ver",
    "zer",
    "miss",
    "re",
    "un",
    "mehr",
    "höchst",
    "nicht",
    "neu",
];

/// Explains a word in lower-case form; `upper` says whether it is written with a capital letter.
pub(crate) fn analyse(norm: &str, upper: bool) -> Option<Found> {
    if norm.len() > 80 {
        return None;
    }
    // "Ausländer-Behörde", "EU-weit": the last part of a hyphenated word says what it is.
    if let Some(hyphen) = norm.rfind('-') {
        return tail(norm, hyphen + 1, if upper { NOMINAL } else { ADJECTIVE.or(VERBAL) });
    }
    // "Antragsteller/in", "Mitarbeiter*innen", "Bewohner:innen"
    if let Some(sign) = norm.find(['/', '*', ':', '_']) {
        let class = lexicon().get(&norm[..sign])?;
        return Some(Found { class, prefix: 0, tags: lexicon().tags(class).and(NOMINAL) });
    }
    if !upper && let Some(found) = prefixed(norm) {
        return Some(found);
    }
    let wanted = if upper { NOMINAL } else { ADJECTIVE };
    let (last, _) = norm.char_indices().rev().nth(SHORTEST_TAIL - 1)?;
    // The longest part at the end that is listed and leaves a listed part before it; else the longest long one, which
    // explains the word even if the part before it is unknown.
    let mut long = None;
    for (at, _) in norm.char_indices().skip(SHORTEST_HEAD).take_while(|(at, _)| *at <= last) {
        let Some(found) = tail(norm, at, wanted) else { continue };
        if is_head(&norm[..at]) {
            return Some(found);
        }
        if norm.len() - at >= LONG_TAIL {
            long.get_or_insert(found);
        }
    }
    long
}

fn tail(norm: &str, at: usize, wanted: TagSet) -> Option<Found> {
    let class = lexicon().get(norm.get(at..)?)?;
    let tags = lexicon().tags(class).and(wanted);
    (!tags.is_empty()).then_some(Found { class, prefix: u8::try_from(at).ok()?, tags })
}

/// "weiterbearbeitet", "nachzureichen", "unbegründet"
fn prefixed(norm: &str) -> Option<Found> {
    let first = norm.as_bytes().first();
    for prefix in PREFIXES {
        if prefix.as_bytes().first() != first {
            continue;
        }
        let Some(rest) = norm.strip_prefix(prefix).filter(|r| r.len() > 3) else { continue };
        if let Some(found) = tail(norm, norm.len() - rest.len(), VERBAL) {
            return Some(found);
        }
    }
    None
}

/// True if the first part of a compound is a word, perhaps with a linking element.
fn is_head(head: &str) -> bool {
    const FIRST: TagSet = TagSet::of(&[
        Tag::Nn,
        Tag::Ne,
        Tag::Adjd,
        Tag::Vvinf,
        Tag::Vvimp,
        Tag::Card,
        Tag::Appr,
        Tag::PtkvzAdv,
        Tag::Adv,
    ]);
    let known = |form: &str| lexicon().get(form).is_some_and(|c| !lexicon().tags(c).and(FIRST).is_empty());
    if known(head) {
        return true;
    }
    for link in ["s", "es", "n", "en", "er", "e", "ns", "-"] {
        if let Some(stem) = head.strip_suffix(link)
            && stem.len() >= SHORTEST_HEAD
            && known(stem)
        {
            return true;
        }
    }
    // "Sprach|kurs", "Schul|besuch": the word lost its last e.
    known(&format!("{head}e")) || known(&format!("{head}en"))
}

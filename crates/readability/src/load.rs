use text::lexicon::frequency::{RAREST, frequency};
use text::{ConstructionKind, Morph, Paragraph, Pos, Sentence, Token, TokenKind};

/// The Zipf frequency of words that everybody reads without noticing ("und", "die").
const EVERYDAY: f32 = 7.5;

/// What makes one sentence hard to read, as sums over its words and constructions.
///
/// Names, numbers, dates and addresses are no words to be understood: they add nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Load {
    /// Words, names included.
    pub words: u32,
    /// Words that are no nouns and no names.
    pub others: u32,
    /// Nouns, verbs, adjectives, adverbs, prepositions and conjunctions that few people use (Zipf frequency below 4).
    pub rare: u32,
    /// How far the words are from everyday ones: the sum of 7.5 − Zipf frequency.
    distance: f32,
    /// The sums of what is missing to a Zipf frequency of 4, 5 and 6.
    gaps: [f32; 3],
    /// Words that `distance` was summed over.
    measured: u32,
    /// Nouns that name an action or a quality ("Erteilung", "Bedürftigkeit").
    pub abstract_nouns: u32,
    /// Adjectives.
    pub adjectives: u32,
    /// Prepositions.
    pub prepositions: u32,
    /// Words that can only be genitives.
    pub genitives: u32,
    /// Subordinate clauses.
    pub clauses: u32,
    /// The deepest nesting of subordinate clauses.
    pub depth: u8,
    /// Passives, of an action or a state.
    pub passives: u32,
    /// "ist vorzulegen", "hat zu erscheinen".
    pub modal_infinitives: u32,
    /// Participles with complements before a noun.
    pub attributes: u32,
    /// Verbs that stand far apart, chains of genitives, empty verbs, two negations.
    pub burdens: u32,
}

/// One thing that the score looks at; see [`Load`] for what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Words that are no nouns.
    Others,
    /// How unusual the words are on average.
    Distance,
    /// Rare words: what they miss to a Zipf frequency of 4.
    Rare,
    /// Uncommon words: what they miss to a Zipf frequency of 5.
    Uncommon,
    /// All words with a meaning: what they miss to a Zipf frequency of 6.
    Meaning,
    /// Abstract nouns.
    AbstractNouns,
    /// Adjectives.
    Adjectives,
    /// Prepositions.
    Prepositions,
    /// Genitives.
    Genitives,
    /// Nesting of subordinate clauses.
    Depth,
    /// Hard constructions of all kinds.
    Constructions,
    /// Modal infinitives, on top of counting as a construction.
    ModalInfinitives,
}

impl Feature {
    /// All features, in the order of the table of weights.
    pub const ALL: [Feature; 12] = [
        Feature::Others,
        Feature::Distance,
        Feature::Rare,
        Feature::Uncommon,
        Feature::Meaning,
        Feature::AbstractNouns,
        Feature::Adjectives,
        Feature::Prepositions,
        Feature::Genitives,
        Feature::Depth,
        Feature::Constructions,
        Feature::ModalInfinitives,
    ];

    /// Its name in the table of weights.
    pub fn key(self) -> &'static str {
        match self {
            Feature::Others => "others",
            Feature::Distance => "distance",
            Feature::Rare => "rare",
            Feature::Uncommon => "uncommon",
            Feature::Meaning => "meaning",
            Feature::AbstractNouns => "abstract-nouns",
            Feature::Adjectives => "adjectives",
            Feature::Prepositions => "prepositions",
            Feature::Genitives => "genitives",
            Feature::Depth => "depth",
            Feature::Constructions => "constructions",
            Feature::ModalInfinitives => "modal-infinitives",
        }
    }

    /// Finds a feature by its name.
    pub fn from_key(key: &str) -> Option<Feature> {
        Feature::ALL.into_iter().find(|f| f.key() == key)
    }
}

impl Load {
    /// The values of all features, in the order of [`Feature::ALL`].
    ///
    /// Sums go in as logarithms: the tenth rare word of a sentence weighs less than the first.
    pub fn features(&self) -> [f64; Feature::ALL.len()] {
        let constructions = self.passives + self.modal_infinitives + self.attributes + self.burdens;
        [
            f64::from(self.others),
            self.mean_distance(),
            ln(self.gaps[0]),
            ln(self.gaps[1]),
            ln(self.gaps[2]),
            ln(self.abstract_nouns),
            f64::from(self.adjectives),
            ln(self.prepositions),
            ln(self.genitives),
            ln(self.depth),
            ln(constructions),
            f64::from(self.modal_infinitives),
        ]
    }

    fn mean_distance(&self) -> f64 {
        if self.measured == 0 { 0.0 } else { f64::from(self.distance) / f64::from(self.measured) }
    }

    /// The values of all features if a word of it were an everyday one; `own` are those of the load as it is. What the word does
    /// not touch is not computed again: this is asked for each word of a letter.
    pub(crate) fn features_with_plain(
        &self,
        own: &[f64; Feature::ALL.len()],
        paragraph: &Paragraph,
        token: &Token,
    ) -> [f64; Feature::ALL.len()] {
        let plain = self.with_plain(paragraph, token);
        let mut features = *own;
        features[Feature::Distance as usize] = plain.mean_distance();
        let gaps = [Feature::Rare, Feature::Uncommon, Feature::Meaning];
        for (feature, (new, old)) in gaps.into_iter().zip(plain.gaps.into_iter().zip(self.gaps)) {
            if new != old {
                features[feature as usize] = ln(new);
            }
        }
        if plain.abstract_nouns != self.abstract_nouns {
            features[Feature::AbstractNouns as usize] = ln(plain.abstract_nouns);
        }
        features
    }

    /// Adds the words and constructions of a sentence, or of a piece of one.
    pub fn add(&mut self, paragraph: &Paragraph, sentence: &Sentence) {
        for token in paragraph.tokens_of(sentence).iter().filter(|t| t.is_word()) {
            self.words += 1;
            if let Some(zipf) = usage(paragraph, token) {
                self.word(paragraph, token, zipf);
            }
        }
        let first = paragraph.constructions.partition_point(|c| c.range.start() < sentence.range.start());
        let inside =
            paragraph.constructions[first..].iter().take_while(|c| c.range.start() < sentence.range.end());
        for construction in inside {
            match construction.kind {
                ConstructionKind::SubordinateClause => {
                    self.clauses += 1;
                    self.depth = self.depth.max(construction.depth);
                }
                ConstructionKind::Passive | ConstructionKind::StativePassive => self.passives += 1,
                ConstructionKind::ModalInfinitive => self.modal_infinitives += 1,
                ConstructionKind::ParticipialAttribute => self.attributes += 1,
                ConstructionKind::GenitiveChain
                | ConstructionKind::VerbBracket
                | ConstructionKind::LightVerb
                | ConstructionKind::DoubleNegation => self.burdens += 1,
                // Both are counted word by word or say little about how hard a sentence is.
                ConstructionKind::NominalStyle | ConstructionKind::ImpersonalSubject => {}
            }
        }
    }

    /// What the load would be if a word of it were an everyday one.
    pub fn with_plain(&self, paragraph: &Paragraph, token: &Token) -> Load {
        let Some(zipf) = usage(paragraph, token) else { return *self };
        let mut word = Load::default();
        word.word(paragraph, token, zipf);
        let mut rest = *self;
        rest.distance = (rest.distance - word.distance).max(0.0);
        for (gap, less) in rest.gaps.iter_mut().zip(word.gaps) {
            *gap = (*gap - less).max(0.0);
        }
        rest.rare = rest.rare.saturating_sub(word.rare);
        rest.abstract_nouns = rest.abstract_nouns.saturating_sub(word.abstract_nouns);
        rest
    }

    fn word(&mut self, paragraph: &Paragraph, token: &Token, zipf: f32) {
        self.measured += 1;
        self.distance += (EVERYDAY - zipf).max(0.0);
        self.others += u32::from(token.pos != Pos::Noun);
        if matches!(
            token.pos,
            Pos::Noun | Pos::Verb | Pos::Adj | Pos::Adv | Pos::Adp | Pos::Sconj | Pos::Cconj
        ) {
            for (gap, from) in self.gaps.iter_mut().zip([4.0, 5.0, 6.0]) {
                *gap += (from - zipf).max(0.0);
            }
            self.rare += u32::from(zipf < 4.0);
        }
        match token.pos {
            Pos::Adj => self.adjectives += 1,
            Pos::Adp => self.prepositions += 1,
            Pos::Noun => self.abstract_nouns += u32::from(is_abstract(paragraph.norm(token))),
            _ => {}
        }
        let other_cases = Morph::NOM.and(Morph::DAT).and(Morph::ACC);
        let nominal = matches!(token.pos, Pos::Noun | Pos::Det | Pos::Adj);
        self.genitives += u32::from(nominal && token.morph.has(Morph::GEN) && !token.morph.any(other_cases));
    }
}

/// What counts grow by, ever more slowly.
fn ln(count: impl Into<f64>) -> f64 {
    count.into().ln_1p()
}

/// How usual a word is, in any of its forms; `None` for what is no word to be understood.
pub(crate) fn usage(paragraph: &Paragraph, token: &Token) -> Option<f32> {
    if token.pos == Pos::Propn || token.kind == TokenKind::Placeholder || !token.is_word() {
        return None;
    }
    let (norm, lemma) = (paragraph.norm(token), paragraph.lemma(token));
    let form = word_frequency(norm);
    Some(if lemma == norm { form } else { form.max(word_frequency(lemma)) })
}

/// A word joined by a sign is as rare as its rarest part.
fn word_frequency(word: &str) -> f32 {
    let word = if word.ends_with('.') { word.trim_end_matches('.') } else { word };
    let whole = frequency(word);
    if whole > RAREST || !word.bytes().any(|b| SIGNS.contains(&char::from(b))) {
        return whole;
    }
    let parts = word.split(SIGNS).filter(|p| p.len() > 2 && *p != "innen");
    parts.map(frequency).min_by(f32::total_cmp).unwrap_or(whole)
}

const SIGNS: [char; 6] = ['-', '/', '*', ':', '_', '.'];

/// Nouns that are made from verbs and adjectives.
fn is_abstract(norm: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "nis"];
    // The last two letters tell most nouns from them.
    let close = matches!(
        norm.as_bytes(),
        [.., b'n', b'g'] | [.., b'e', b'n'] | [.., b'i', b't' | b's'] | [.., b'f', b't'] | [.., b'o', b'n']
    );
    close && ENDINGS.iter().any(|e| norm.ends_with(e))
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::{Layout, analyse};

    fn load(text: &str) -> Load {
        let paragraph = analyse(text, &Layout::default());
        let mut load = Load::default();
        for sentence in &paragraph.sentences {
            load.add(&paragraph, sentence);
        }
        load
    }

    #[test]
    fn counts_what_is_hard() {
        let load =
            load("Der Antrag wird abgelehnt, weil die Voraussetzungen der Erteilung nicht erfüllt sind.");
        assert_eq!((load.words, load.clauses, load.depth), (12, 1, 1));
        assert_eq!(load.passives, 2);
        assert_eq!(load.abstract_nouns, 2);
        assert!(load.rare >= 1, "{load:?}");
    }

    #[test]
    fn names_and_numbers_add_nothing() {
        let (plain, named) =
            (load("Wir haben geschrieben."), load("Wir haben am 3. Mai 2026 Frau Petrović geschrieben."));
        assert_eq!(plain.gaps[0], named.gaps[0]);
    }

    #[test]
    fn a_plain_word_leaves_what_the_others_add() {
        let text = "Wir prüfen die Aufenthaltsverfestigung.";
        let paragraph = analyse(text, &Layout::default());
        let whole = load(text);
        let noun = &paragraph.tokens[3];
        let rest = whole.with_plain(&paragraph, noun);
        for token in &paragraph.tokens {
            let features = whole.features_with_plain(&whole.features(), &paragraph, token);
            assert_eq!(features, whole.with_plain(&paragraph, token).features());
        }
        assert_eq!((whole.words, rest.words), (4, 4));
        assert_eq!((whole.abstract_nouns, rest.abstract_nouns), (1, 0));
        assert!(rest.gaps[0] < whole.gaps[0]);
    }

    #[test]
    fn keys_lead_back() {
        for feature in Feature::ALL {
            assert_eq!(Feature::from_key(feature.key()), Some(feature));
        }
    }
}

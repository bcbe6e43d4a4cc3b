//! What costs a letter its comprehensibility: the sentences and words that weigh most.

use document::Document;
use readability::{Feature, Load, Model};
use rustc_hash::FxHashMap;
use source::{Lang, TextRange, TextSize};
use text::{Paragraph, Token};

use crate::report::Report;

/// Less than this is lost in rounding.
const LEAST: f64 = 0.05;

/// The sentences and words that cost a letter most, in points of `comprehensibility`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Costs {
    /// The dearest sentences, the dearest first.
    pub sentences: Vec<SentenceCost>,
    /// The dearest words, the dearest first.
    pub words: Vec<WordCost>,
    /// The score without all of `sentences`; `None` if nothing would be left.
    pub score_without: Option<f64>,
}

/// A sentence and what it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceCost {
    /// Where it stands; a list with its lead-in is one sentence.
    pub range: TextRange,
    /// How much the score would rise without it.
    pub points: f64,
    /// The score of the letter without it; `None` if it is all there is.
    pub score_without: Option<f64>,
    /// The score of the sentence by itself.
    pub score: f64,
    /// What makes it hard.
    pub load: Load,
}

/// A word and what it costs, all its forms together.
#[derive(Debug, Clone, PartialEq)]
pub struct WordCost {
    /// Where it stands first.
    pub range: TextRange,
    /// How often it stands in the letter.
    pub count: usize,
    /// How much the score would rise with an everyday word in each of its places.
    pub points: f64,
}

impl Report {
    /// The sentences and words that cost most, at most so many of each.
    ///
    /// Sentences that are easier than the letter on average cost nothing and are left out.
    pub fn costs(&self, document: &Document, most: usize) -> Costs {
        let effort = &self.scores.effort;
        let Some(score) = effort.score() else { return Costs::default() };
        let mut sentences: Vec<(usize, SentenceCost)> = Vec::new();
        for (index, unit) in effort.units.iter().enumerate() {
            let score_without = effort.score_without(index);
            let points = score_without.unwrap_or(100.0) - score;
            if points >= LEAST {
                let own = effort_of(unit);
                let range = TextRange::new(unit.range.start.into(), unit.range.end.into());
                sentences.push((
                    index,
                    SentenceCost { range, points, score_without, score: own, load: unit.load },
                ));
            }
        }
        sentences.sort_by(|a, b| b.1.points.total_cmp(&a.1.points).then(a.0.cmp(&b.0)));
        sentences.truncate(most);
        let chosen: Vec<usize> = sentences.iter().map(|(index, _)| *index).collect();
        let score_without = if chosen.is_empty() { Some(score) } else { effort.score_without_all(&chosen) };
        let sentences = sentences.into_iter().map(|(_, cost)| cost).collect();
        Costs { sentences, words: self.word_costs(document, score, most), score_without }
    }

    fn word_costs(&self, document: &Document, score: f64, most: usize) -> Vec<WordCost> {
        let effort = &self.scores.effort;
        let mut by_lemma: FxHashMap<&str, usize> = FxHashMap::default();
        let mut words: Vec<WordCost> = Vec::new();
        for (block, paragraph) in document.blocks.iter().zip(&self.paragraphs) {
            let base = block.range.start();
            for sentence in &paragraph.sentences {
                let start = u32::from(sentence.range.start() + base);
                let after = effort.units.partition_point(|u| u.range.end <= start);
                let inside = effort.units.get(after).is_some_and(|u| u.range.start <= start);
                let Some(unit) = effort.words_of(after).filter(|_| inside) else { continue };
                for token in paragraph.tokens_of(sentence).iter().filter(|t| t.is_word()) {
                    let plain = unit.score_with_plain(paragraph, token).unwrap_or(score);
                    if plain - score > 0.0 && is_word_of_german(paragraph, token) {
                        let at = *by_lemma.entry(paragraph.lemma(token)).or_insert_with(|| {
                            words.push(WordCost { range: range(token, base), count: 0, points: 0.0 });
                            words.len() - 1
                        });
                        words[at].count += 1;
                        words[at].points += plain - score;
                    }
                }
            }
        }
        words.retain(|w| w.points >= LEAST);
        words.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.range.start().cmp(&b.range.start())));
        words.truncate(most);
        words
    }
}

/// Not a place or a family name that the tagger took for a noun: what no dictionary lists and is too short for a compound.
fn is_word_of_german(paragraph: &Paragraph, token: &Token) -> bool {
    const COMPOUND: u8 = 12;
    let listed = |word: &str| text::lexicon::class_of(word).is_some();
    token.letters >= COMPOUND || listed(paragraph.norm(token)) || listed(paragraph.lemma(token))
}

fn range(token: &Token, base: TextSize) -> TextRange {
    token.range + base
}

/// The score of a sentence by itself.
fn effort_of(unit: &readability::Unit) -> f64 {
    readability::Effort::new(vec![unit.clone()]).score().unwrap_or(100.0)
}

impl SentenceCost {
    /// What makes the sentence hard, the weightiest first after its length: "43 Wörter", "3 Nebensätze, ineinander".
    pub fn reasons(&self, lang: Lang) -> Vec<String> {
        /// More would hide what matters.
        const MOST: usize = 3;
        let load = &self.load;
        let parts = Model::builtin().parts(load);
        let part = |feature: Feature| parts[feature as usize];
        let say = |count: u32, one: [&str; 2], many: [&str; 2]| {
            let [de, en] = if count == 1 { one } else { many };
            format!("{count} {}", lang.pick(de, en))
        };
        let many = if load.depth >= 2 {
            ["verschachtelte Nebensätze", "nested clauses"]
        } else {
            ["Nebensätze", "subordinate clauses"]
        };
        let clauses = say(load.clauses, ["Nebensatz", "subordinate clause"], many);
        let rare = say(load.rare, ["seltenes Wort", "rare word"], ["seltene Wörter", "rare words"]);
        let abstracts = say(
            load.abstract_nouns,
            ["abstraktes Hauptwort", "abstract noun"],
            ["abstrakte Hauptwörter", "abstract nouns"],
        );
        let genitives = say(load.genitives, ["Genitiv", "genitive"], ["Genitive", "genitives"]);
        let passives = say(load.passives, ["Passiv", "passive"], ["Passive", "passives"]);
        let modal =
            say(load.modal_infinitives, ["„ist … zu …“", "“ist … zu …”"], ["„ist … zu …“", "“ist … zu …”"]);
        let attributes = say(
            load.attributes,
            ["vorangestelltes Partizip", "participle before its noun"],
            ["vorangestellte Partizipien", "participles before their nouns"],
        );
        let burdens = say(
            load.burdens,
            ["sperrige Fügung", "unwieldy construction"],
            ["sperrige Fügungen", "unwieldy constructions"],
        );
        let hard = load.passives + load.modal_infinitives + load.attributes + load.burdens;
        let share = |count: u32| part(Feature::Constructions) * f64::from(count) / f64::from(hard.max(1));
        let mut reasons = [
            (load.clauses, part(Feature::Depth), clauses),
            (load.rare, part(Feature::Rare), rare),
            (load.abstract_nouns, part(Feature::AbstractNouns), abstracts),
            (load.genitives, part(Feature::Genitives), genitives),
            (load.passives, share(load.passives), passives),
            (load.modal_infinitives, share(load.modal_infinitives), modal),
            (load.attributes, share(load.attributes), attributes),
            (load.burdens, share(load.burdens), burdens),
        ];
        reasons.sort_by(|a, b| b.1.total_cmp(&a.1));
        let words = say(load.words, ["Wort", "word"], ["Wörter", "words"]);
        let others = reasons.into_iter().filter(|(count, ..)| *count > 0).take(MOST).map(|(_, _, text)| text);
        std::iter::once(words).chain(others).collect()
    }
}

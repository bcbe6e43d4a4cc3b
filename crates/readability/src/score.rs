use std::ops::Range;

use text::{Paragraph, Sentence, Token};

use crate::model::SCALE;
use crate::{Feature, Load, Model};

/// Below so many words the score says little about a letter.
pub const FEW_WORDS: u32 = 100;

/// One sentence as a reader meets it: a list with its lead-in is one unless its items end with full stops.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// From its first to its last piece, in bytes of the text.
    pub range: Range<u32>,
    /// What makes it hard.
    pub load: Load,
    /// How hard people would find it, 1 (very easy) to 7 (very hard).
    pub rating: f64,
}

/// Rates running text, fragment by fragment in reading order.
///
/// As with [`Counter`](crate::Counter), a fragment without an end sign goes on with the next one, and headings and address
/// lines are not handed in: blank lines, headings and list markers change nothing.
#[derive(Debug, Default)]
pub struct Gauge {
    units: Vec<Unit>,
    open: Option<(Range<u32>, Load)>,
}

impl Gauge {
    /// Starts with nothing.
    pub fn new() -> Gauge {
        Gauge::default()
    }

    /// Adds a sentence of a paragraph that starts at byte `base` of the text.
    pub fn sentence(&mut self, paragraph: &Paragraph, sentence: &Sentence, base: u32) {
        let range = base + u32::from(sentence.range.start())..base + u32::from(sentence.range.end());
        let (open, load) = self.open.get_or_insert_with(|| (range.clone(), Load::default()));
        open.end = range.end;
        load.add(paragraph, sentence);
        if sentence.terminated {
            self.end_sentence();
        }
    }

    /// Ends a sentence that is still open, for instance at a heading.
    pub fn end_sentence(&mut self) {
        if let Some((range, load)) = self.open.take()
            && load.words > 0
        {
            let rating = Model::builtin().rating(&load);
            self.units.push(Unit { range, load, rating });
        }
    }

    /// Ends rating.
    pub fn finish(mut self) -> Effort {
        self.end_sentence();
        Effort::new(self.units)
    }
}

/// How hard a text is to read, sentence by sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Effort {
    /// The sentences in reading order, those without a word left out.
    pub units: Vec<Unit>,
    words: f64,
    sum: f64,
}

impl Effort {
    /// Sums up sentences.
    pub fn new(units: Vec<Unit>) -> Effort {
        let words = units.iter().map(|u| f64::from(u.load.words)).sum();
        let sum = units.iter().map(|u| f64::from(u.load.words) * u.rating).sum();
        Effort { units, words, sum }
    }

    /// How easy the text is to read: 0 (very hard) to 100 (very easy); `None` without a word.
    ///
    /// The mean rating of its sentences, each with the weight of its words, turned into a score by `100·(7 − rating)/6`. Long
    /// sentences weigh more, so a few short ones added to a letter hardly move it.
    /// The model and where it comes from: `data/comprehensibility.tsv`. Below [`FEW_WORDS`] words the value says little.
    pub fn score(&self) -> Option<f64> {
        score(self.sum, self.words)
    }

    /// The score of the text without a sentence.
    pub fn score_without(&self, unit: usize) -> Option<f64> {
        self.score_with(unit, None)
    }

    /// The score of the text without some of its sentences; `None` if no word is left.
    pub fn score_without_all(&self, units: &[usize]) -> Option<f64> {
        let (mut sum, mut words) = (self.sum, self.words);
        for unit in units.iter().filter_map(|u| self.units.get(*u)) {
            sum -= f64::from(unit.load.words) * unit.rating;
            words -= f64::from(unit.load.words);
        }
        score(sum, words)
    }

    /// The score of the text if a sentence had another load; without one the sentence is left out.
    pub fn score_with(&self, unit: usize, load: Option<&Load>) -> Option<f64> {
        let new = load.map(|l| (f64::from(l.words), Model::builtin().rating(l)));
        self.score_with_rating(self.units.get(unit)?, new)
    }

    /// The score of the text if one of its sentences had another number of words and rating, or were left out.
    fn score_with_rating(&self, old: &Unit, new: Option<(f64, f64)>) -> Option<f64> {
        let old_words = f64::from(old.load.words);
        let (new_words, rating) = new.unwrap_or_default();
        score(self.sum - old_words * old.rating + new_words * rating, self.words - old_words + new_words)
    }

    /// For asking what single words of a sentence cost.
    pub fn words_of(&self, unit: usize) -> Option<UnitWords<'_>> {
        let unit = self.units.get(unit)?;
        Some(UnitWords { effort: self, unit, features: unit.load.features() })
    }
}

/// A sentence of a text whose words are looked at one by one.
#[derive(Debug, Clone)]
pub struct UnitWords<'e> {
    effort: &'e Effort,
    unit: &'e Unit,
    /// The features of the sentence as it is.
    features: [f64; Feature::ALL.len()],
}

impl UnitWords<'_> {
    /// The score of the text if a word of the sentence were an everyday one.
    pub fn score_with_plain(&self, paragraph: &Paragraph, token: &Token) -> Option<f64> {
        let features = self.unit.load.features_with_plain(&self.features, paragraph, token);
        let rating = Model::builtin().rating_of(&features);
        self.effort.score_with_rating(self.unit, Some((f64::from(self.unit.load.words), rating)))
    }
}

fn score(sum: f64, words: f64) -> Option<f64> {
    let (easy, hard) = SCALE;
    (words > 0.5).then(|| (100.0 * (hard - sum / words) / (hard - easy)).clamp(0.0, 100.0))
}

/// How easy a text is, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Very hard.
    VeryHard,
    /// Hard.
    Hard,
    /// In the middle.
    Medium,
    /// Easy.
    Easy,
    /// Very easy.
    VeryEasy,
}

impl Band {
    /// All bands, the hardest first.
    pub const ALL: [Band; 5] = [Band::VeryHard, Band::Hard, Band::Medium, Band::Easy, Band::VeryEasy];

    /// The band of a score: below 50 very hard, below 65 hard, below 75 medium, below 85 easy.
    ///
    /// 50 is the middle of the scale of ratings. The other limits are ours: plain letters of the corpus reach 75 and more.
    pub fn of(score: f64) -> Band {
        match score {
            s if s < 50.0 => Band::VeryHard,
            s if s < 65.0 => Band::Hard,
            s if s < 75.0 => Band::Medium,
            s if s < 85.0 => Band::Easy,
            _ => Band::VeryEasy,
        }
    }

    /// Its key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Band::VeryHard => "very-hard",
            Band::Hard => "hard",
            Band::Medium => "medium",
            Band::Easy => "easy",
            Band::VeryEasy => "very-easy",
        }
    }

    /// The level of the Common European Framework that a reader roughly needs: an estimate, measured on nobody.
    ///
    /// The raters of the model were learners of German, none was tested for this; so the levels are set in order, band by band.
    pub fn cefr(self) -> &'static str {
        match self {
            Band::VeryHard => "C2",
            Band::Hard => "C1",
            Band::Medium => "B2",
            Band::Easy => "B1",
            Band::VeryEasy => "A2",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::{Layout, analyse};

    fn effort(paragraphs: &[&str]) -> Effort {
        let mut gauge = Gauge::new();
        let mut base = 0;
        for text in paragraphs {
            let paragraph = analyse(text, &Layout::default());
            for sentence in &paragraph.sentences {
                gauge.sentence(&paragraph, sentence, base);
            }
            base += text.len() as u32 + 2;
        }
        gauge.finish()
    }

    fn score(text: &str) -> f64 {
        effort(&[text]).score().expect("there are words")
    }

    #[test]
    fn longer_sentences_never_look_easier() {
        let steps = [
            "Wir prüfen Ihren Antrag.",
            "Wir prüfen Ihren Antrag auf eine Karte.",
            "Wir prüfen Ihren Antrag auf eine Karte, wenn Sie den Pass bringen.",
            "Wir prüfen Ihren Antrag auf eine Karte, wenn Sie den Pass bringen, den wir brauchen.",
            "Wir prüfen Ihren Antrag auf eine Karte, wenn Sie den Pass bringen, den wir brauchen, damit wir wissen, wer Sie sind.",
        ];
        let scores: Vec<f64> = steps.iter().map(|s| score(s)).collect();
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
        assert!(scores.iter().all(|s| (0.0..=100.0).contains(s)));
    }

    #[test]
    fn office_words_cost_more_than_plain_ones() {
        let plain = "Wir lehnen Ihren Antrag ab, weil Sie nicht genug Geld verdienen.";
        let office = "Der Antrag wird mangels Lebensunterhaltssicherung unter Zugrundelegung der Unterlagen abgelehnt.";
        assert!(score(plain) > score(office) + 10.0, "{} {}", score(plain), score(office));
    }

    #[test]
    fn a_sentence_in_pieces_stays_one() {
        let flowing = effort(&["Bitte bringen Sie den Pass und ein Foto mit. Danke."]);
        let pieces = effort(&["Bitte bringen Sie", "den Pass und", "ein Foto mit.", "Danke."]);
        assert_eq!(flowing.units.len(), 2);
        assert_eq!(pieces.units.len(), 2);
        let (a, b) = (flowing.score().expect("words"), pieces.score().expect("words"));
        assert!((a - b).abs() < 3.0, "{a} {b}");
        assert_eq!(pieces.units[0].load.words, flowing.units[0].load.words);
    }

    #[test]
    fn a_text_without_its_hardest_sentence_is_easier() {
        let effort = effort(&[
            "Danke. Die Erteilung der Aufenthaltserlaubnis wird mangels Sicherung des Lebensunterhalts versagt. Gut.",
        ]);
        let score = effort.score().expect("words");
        let without = effort.score_without(1).expect("words");
        assert!(without > score + 5.0);
        assert_eq!(effort.score_without_all(&[1]), Some(without));
        assert_eq!(effort.score_without_all(&[0, 1, 2]), None);
        assert_eq!(effort.score_without(9), None);
        assert_eq!(Effort::default().score(), None);
    }

    #[test]
    fn bands_are_in_order() {
        let bands: Vec<Band> = (0..=100).map(|s| Band::of(f64::from(s))).collect();
        assert!(bands.is_sorted());
        for band in Band::ALL {
            assert!(bands.contains(&band));
        }
        assert_eq!((Band::of(49.9), Band::of(50.0)), (Band::VeryHard, Band::Hard));
    }
}

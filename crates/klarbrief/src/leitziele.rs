//! What a letter shows of the twelve guiding principles (Leitziele).
//!
//! Each value comes from the rules that serve the principle. Rules whose subject does not occur in the letter say nothing, and a
//! principle of which no rule speaks has no value. What no text can show is named, never guessed.

use std::sync::Arc;

use diagnostic::Diagnostic;
use rule::{Rule, Unit};
use source::{Lang, TextRange};

use crate::engine::Kept;
use crate::ruleset::Ruleset;

/// The number of the last guiding principle.
pub const LEITZIELE: u8 = 12;

/// The principle about information that can be understood and decisions that can be followed.
const CORE: u8 = 4;
/// The principle about time and staff: text gives an estimate at most.
const WORK: u8 = 9;

/// What a letter shows of one guiding principle.
#[derive(Debug, Clone, PartialEq)]
pub struct Leitziel {
    /// Its number, 1 to 12.
    pub number: u8,
    /// 0 (all that can be seen is missing) to 100 (nothing is missing); `None` where nothing in the letter speaks for or
    /// against it. Number 9 is an estimate.
    pub score: Option<f64>,
    /// What the text shows, in the order of the rules.
    pub shown: Vec<Shown>,
    /// What is missing or stands against it, the weightiest first.
    pub missing: Vec<Missing>,
}

/// Something that the text does as the principle asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The rule that has nothing to say.
    pub rule: Arc<str>,
    /// Where the text shows it; `None` where nothing is the point ("no threat").
    pub range: Option<TextRange>,
}

/// Something that the text lacks, or does against the principle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The rule.
    pub rule: Arc<str>,
    /// How often it was found.
    pub count: usize,
    /// Where it was found first.
    pub range: TextRange,
}

impl Leitziel {
    /// True for a value that is an estimate and no measurement.
    pub fn is_estimate(&self) -> bool {
        self.number == WORK
    }
}

/// Computes all twelve from the findings and from what rules found in order.
pub(crate) fn compute(
    ruleset: &Ruleset,
    findings: &[Diagnostic],
    kept: &[Kept],
    core: [Option<f64>; 2],
) -> Vec<Leitziel> {
    let mut sums: Vec<Sum> = (0..LEITZIELE).map(|_| Sum::default()).collect();
    let mut found: Vec<Option<(usize, &Diagnostic)>> = vec![None; ruleset.rules().len()];
    for finding in findings {
        if let Some(rule) = ruleset.index_of(&finding.rule) {
            found[rule].get_or_insert((0, finding)).0 += 1;
        }
    }
    for (index, (rule, found)) in ruleset.rules().iter().zip(found).enumerate() {
        let slot = usize::from(rule.leitziel).checked_sub(1).and_then(|at| sums.get_mut(at));
        // Comments that speak to us are no matter of the letter.
        let Some(sum) = slot.filter(|_| rule.group() != crate::suppress::GROUP) else { continue };
        if let Some((count, first)) = found {
            let weight = weight(first.severity);
            sum.asked += weight;
            // One slip in a letter is not as bad as many; what must be there once is there or not.
            sum.met += if is_wording(rule) { weight / (1.0 + count as f64) } else { 0.0 };
            sum.missing.push((weight, Missing { rule: rule.id.clone(), count, range: first.range }));
        } else if let Ok(at) = kept.binary_search_by_key(&index, |k| k.rule) {
            let weight = weight(rule.severity);
            sum.asked += weight;
            sum.met += weight;
            sum.shown.push(Shown { rule: rule.id.clone(), range: kept[at].range });
        }
    }
    (1..=LEITZIELE).zip(sums).map(|(number, sum)| sum.leitziel(number, core)).collect()
}

/// What speaks for and against one guiding principle.
#[derive(Debug, Default)]
struct Sum {
    /// Weight of all that was asked.
    asked: f64,
    /// Weight of what was kept.
    met: f64,
    shown: Vec<Shown>,
    /// With weights.
    missing: Vec<(f64, Missing)>,
}

impl Sum {
    fn leitziel(mut self, number: u8, core: [Option<f64>; 2]) -> Leitziel {
        self.missing.sort_by(|a, b| b.0.total_cmp(&a.0));
        let score = if number == CORE {
            // The findings go into these two scores already, or stand beside them; counting them again would hide both.
            let some: Vec<f64> = core.into_iter().flatten().collect();
            (!some.is_empty()).then(|| some.iter().sum::<f64>() / some.len() as f64)
        } else {
            (self.asked > 0.0).then(|| 100.0 * self.met / self.asked)
        };
        let missing = self.missing.into_iter().map(|(_, missing)| missing).collect();
        Leitziel { number, score, shown: self.shown, missing }
    }
}

fn weight(severity: diagnostic::Severity) -> f64 {
    match severity {
        diagnostic::Severity::Error => 4.0,
        diagnostic::Severity::Warning => 3.0,
        diagnostic::Severity::Info => 2.0,
        diagnostic::Severity::Hint => 1.0,
    }
}

/// A rule about single words and sentences, not about what a letter must hold.
fn is_wording(rule: &Rule) -> bool {
    matches!(rule.scope.unit, Unit::Word | Unit::Sentence | Unit::Paragraph)
}

/// The principle in a few words.
pub fn title(number: u8, lang: Lang) -> &'static str {
    let (de, en) = match number {
        1 => ("Wege zu einem sicheren Aufenthalt", "Ways to a secure status"),
        2 => ("Beratung und andere Stellen", "Advice and other offices"),
        3 => ("Umfassende Information", "Full information"),
        4 => ("Verständlich und nachvollziehbar", "Understandable and traceable"),
        5 => ("Gute Abläufe", "Good procedures"),
        6 => ("Zusammenarbeit in der Verwaltung", "Cooperation of offices"),
        7 => ("Sicht der Kundinnen und Kunden", "Views of clients"),
        8 => ("Willkommen und Wertschätzung", "Welcome and esteem"),
        9 => ("Aufwand und Personal", "Work and staff"),
        10 => ("Respekt und interkulturelles Wissen", "Respect and intercultural knowledge"),
        11 => ("Beziehungen zu Partnern", "Relations with partners"),
        12 => ("Sichtbares Leitbild", "Visible guiding principles"),
        _ => ("", ""),
    };
    lang.pick(de, en)
}

/// The principle in a word, for narrow tables; an estimate is called one.
pub fn short_title(number: u8, lang: Lang) -> &'static str {
    let (de, en) = match number {
        1 => ("Wege", "Ways"),
        2 => ("Beratung", "Advice"),
        3 => ("Information", "Information"),
        4 => ("Verständlichkeit", "Understanding"),
        5 => ("Abläufe", "Procedures"),
        6 => ("Zusammenarbeit", "Cooperation"),
        7 => ("Rückmeldung", "Feedback"),
        8 => ("Wertschätzung", "Esteem"),
        9 => ("Aufwand (Schätzung)", "Work (estimate)"),
        10 => ("Respekt", "Respect"),
        11 => ("Partner", "Partners"),
        12 => ("Leitbild", "Principles"),
        _ => ("", ""),
    };
    lang.pick(de, en)
}

/// What no text can show about the principle.
pub fn unseen(number: u8, lang: Lang) -> &'static str {
    let (de, en) = match number {
        1 => (
            "ob der genannte Weg zum Fall passt und das Ermessen richtig genutzt ist",
            "whether the way fits the case and discretion was used rightly",
        ),
        2 => ("wie gut die Beratung im Gespräch ist", "how good the advice in conversation is"),
        3 => ("was im Gespräch erklärt wird", "what is explained in conversation"),
        4 => (
            "ob die Tatsachen stimmen und die Gründe tragen",
            "whether the facts are true and the reasons hold",
        ),
        5 => (
            "Wartezeiten, Erreichbarkeit am Telefon, Zufriedenheit",
            "waiting times, telephone reachability, satisfaction",
        ),
        6 => ("den Aufbau der Verwaltung", "how the administration is organised"),
        7 => ("ob Rückmeldungen genutzt werden", "whether feedback is used"),
        8 => ("Räume, Wartebereich, Umgang am Schalter", "rooms, waiting area, manners at the counter"),
        9 => ("Stellen, Bewertung, Arbeitszeit", "posts, grading, working time"),
        10 => ("Wissen und Können der Beschäftigten", "knowledge and skills of the staff"),
        11 => ("wie gut die Zusammenarbeit ist", "how good the cooperation is"),
        12 => ("das Bild in der Öffentlichkeit", "the public image"),
        _ => ("", ""),
    };
    lang.pick(de, en)
}

/// The guiding principles over a set of letters, for example a stock of templates.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LeitzielStock {
    letters: usize,
    shares: [Share; LEITZIELE as usize],
}

/// One guiding principle over a set of letters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Share {
    /// Letters in which something speaks for or against it.
    pub letters: usize,
    /// Of these, letters in which nothing is missing.
    pub complete: usize,
    sum: f64,
}

impl Share {
    /// The mean value of the letters in which something speaks for or against it.
    pub fn mean(&self) -> Option<f64> {
        (self.letters > 0).then(|| self.sum / self.letters as f64)
    }

    /// Of the letters in which something speaks for or against it, the share in which nothing is missing, 0 to 1.
    pub fn complete_share(&self) -> Option<f64> {
        (self.letters > 0).then(|| self.complete as f64 / self.letters as f64)
    }
}

impl LeitzielStock {
    /// Starts with no letter.
    pub fn new() -> LeitzielStock {
        LeitzielStock::default()
    }

    /// Adds the letter that these were computed for.
    pub fn add(&mut self, leitziele: &[Leitziel]) {
        self.letters += 1;
        for leitziel in leitziele {
            let slot = usize::from(leitziel.number).checked_sub(1).and_then(|at| self.shares.get_mut(at));
            if let (Some(share), Some(score)) = (slot, leitziel.score) {
                share.letters += 1;
                share.sum += score;
                share.complete += usize::from(leitziel.missing.is_empty());
            }
        }
    }

    /// All letters that were added.
    pub fn letters(&self) -> usize {
        self.letters
    }

    /// One guiding principle; `None` for a number that is none.
    pub fn share(&self, number: u8) -> Option<&Share> {
        self.shares.get(usize::from(number).checked_sub(1)?)
    }
}

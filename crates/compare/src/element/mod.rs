//! Legal content: what the first version says and the second must still say.

mod clause;
mod ground;
pub(crate) mod judge;
mod mark;
mod name;
mod point;
mod remedy;
mod repaired;
mod said;
mod statement;
mod value;

use klarbrief::diagnostic::Severity;
use klarbrief::source::{Lang, TextRange};

use crate::align::Pair;
use crate::points::PointPair;
use crate::unit::{Version, Weights};

/// What kind of legal content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementKind {
    /// A ruling, or a thing asked for.
    Point,
    /// A day or a period by which something must be done.
    Deadline,
    /// A norm.
    Norm,
    /// Another date.
    Date,
    /// A time of day.
    Time,
    /// Another length of time.
    Period,
    /// An amount of money.
    Amount,
    /// Another number that counts something.
    Number,
    /// A name of a person, place or office.
    Name,
    /// A file number, payment reference or account.
    Reference,
    /// To whom the letter goes.
    Addressee,
    /// What is denied.
    Negation,
    /// What must, should, may or may not be done.
    Modality,
    /// Under which condition something holds.
    Condition,
    /// What is excepted.
    Exception,
    /// Which remedy there is.
    RemedyKind,
    /// With whom and where the remedy is filed.
    RemedyBody,
    /// By when the remedy must be filed.
    RemedyPeriod,
    /// From when that period runs.
    RemedyStart,
    /// In which form the remedy is filed.
    RemedyForm,
    /// Whether the remedy suspends.
    RemedyEffect,
}

impl ElementKind {
    /// All kinds, in the order of lists.
    pub const ALL: [ElementKind; 21] = [
        ElementKind::Point,
        ElementKind::Deadline,
        ElementKind::Norm,
        ElementKind::Date,
        ElementKind::Time,
        ElementKind::Period,
        ElementKind::Amount,
        ElementKind::Number,
        ElementKind::Name,
        ElementKind::Reference,
        ElementKind::Addressee,
        ElementKind::Negation,
        ElementKind::Modality,
        ElementKind::Condition,
        ElementKind::Exception,
        ElementKind::RemedyKind,
        ElementKind::RemedyBody,
        ElementKind::RemedyPeriod,
        ElementKind::RemedyStart,
        ElementKind::RemedyForm,
        ElementKind::RemedyEffect,
    ];

    /// The key used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            ElementKind::Point => "point",
            ElementKind::Deadline => "deadline",
            ElementKind::Norm => "norm",
            ElementKind::Date => "date",
            ElementKind::Time => "time",
            ElementKind::Period => "period",
            ElementKind::Amount => "amount",
            ElementKind::Number => "number",
            ElementKind::Name => "name",
            ElementKind::Reference => "reference",
            ElementKind::Addressee => "addressee",
            ElementKind::Negation => "negation",
            ElementKind::Modality => "modality",
            ElementKind::Condition => "condition",
            ElementKind::Exception => "exception",
            ElementKind::RemedyKind => "remedy-kind",
            ElementKind::RemedyBody => "remedy-body",
            ElementKind::RemedyPeriod => "remedy-period",
            ElementKind::RemedyStart => "remedy-start",
            ElementKind::RemedyForm => "remedy-form",
            ElementKind::RemedyEffect => "remedy-effect",
        }
    }

    /// Its name for people.
    pub fn name(self, lang: Lang) -> &'static str {
        let (de, en) = match self {
            ElementKind::Point => ("Entscheidungspunkt", "operative point"),
            ElementKind::Deadline => ("Frist", "deadline"),
            ElementKind::Norm => ("Norm", "norm"),
            ElementKind::Date => ("Datum", "date"),
            ElementKind::Time => ("Uhrzeit", "time"),
            ElementKind::Period => ("Zeitraum", "period"),
            ElementKind::Amount => ("Betrag", "amount"),
            ElementKind::Number => ("Zahl", "number"),
            ElementKind::Name => ("Name", "name"),
            ElementKind::Reference => ("Zeichen", "reference"),
            ElementKind::Addressee => ("Adressat", "addressee"),
            ElementKind::Negation => ("Verneinung", "negation"),
            ElementKind::Modality => ("Müssen, Sollen, Dürfen", "modal force"),
            ElementKind::Condition => ("Bedingung", "condition"),
            ElementKind::Exception => ("Ausnahme", "exception"),
            ElementKind::RemedyKind => ("Rechtsbehelf", "remedy"),
            ElementKind::RemedyBody => ("Stelle für den Rechtsbehelf", "body for the remedy"),
            ElementKind::RemedyPeriod => ("Rechtsbehelfsfrist", "period for the remedy"),
            ElementKind::RemedyStart => ("Beginn der Rechtsbehelfsfrist", "start of the remedy period"),
            ElementKind::RemedyForm => ("Form des Rechtsbehelfs", "form of the remedy"),
            ElementKind::RemedyEffect => ("Wirkung des Rechtsbehelfs", "effect of the remedy"),
        };
        lang.pick(de, en)
    }

    /// How much its loss weighs.
    pub(crate) fn weight(self) -> Severity {
        match self {
            ElementKind::Point | ElementKind::Deadline | ElementKind::RemedyPeriod => Severity::Error,
            _ => Severity::Warning,
        }
    }
}

/// What became of a piece of legal content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Gone.
    Lost,
    /// There, but says something else.
    Changed,
    /// Says something else, and what it said before was a defect that the check had found.
    Repaired,
    /// Only in the second version.
    New,
    /// Still said, perhaps in other words.
    Kept,
}

impl Fate {
    /// The key used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Fate::Lost => "lost",
            Fate::Changed => "changed",
            Fate::Repaired => "repaired",
            Fate::New => "new",
            Fate::Kept => "kept",
        }
    }

    /// Its name for people.
    pub fn name(self, lang: Lang) -> &'static str {
        let (de, en) = match self {
            Fate::Lost => ("verloren", "lost"),
            Fate::Changed => ("geändert", "changed"),
            Fate::Repaired => ("berichtigt", "repaired"),
            Fate::New => ("neu", "new"),
            Fate::Kept => ("erhalten", "kept"),
        };
        lang.pick(de, en)
    }
}

/// Where something is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words that say it.
    pub range: TextRange,
    /// What they say, in one form for all spellings ("§ 5 Abs. 1 Nr. 1 AufenthG", "3. Mai 2026", "93,00 Euro").
    pub value: String,
}

/// One piece of legal content in both versions. At least one side is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub kind: ElementKind,
    /// What became of it.
    pub fate: Fate,
    /// How much that weighs; `None` for what needs no look.
    pub severity: Option<Severity>,
    /// What the first version says.
    pub before: Option<Mention>,
    /// What the second version says; for something lost, the sentence where it would be expected, if there is one.
    pub after: Option<Mention>,
}

impl Change {
    /// One sentence for people.
    pub fn message(&self, lang: Lang) -> String {
        let kind = self.kind.name(lang);
        let said = |m: &Option<Mention>| m.as_ref().map(|m| m.value.clone()).unwrap_or_default();
        let (before, after) = (said(&self.before), said(&self.after));
        match self.fate {
            Fate::Lost => lang.pick(
                format!("{kind} verloren: „{before}“ steht im neuen Text nicht mehr."),
                format!("{kind} lost: the new text no longer says “{before}”."),
            ),
            Fate::Changed => lang.pick(
                format!("{kind} geändert: vorher „{before}“, jetzt „{after}“."),
                format!("{kind} changed: was “{before}”, is now “{after}”."),
            ),
            Fate::Repaired if self.after.is_none() => lang.pick(
                format!("{kind} berichtigt: „{before}“ war ein Mangel und ist entfallen."),
                format!("{kind} repaired: “{before}” was a defect and is gone."),
            ),
            Fate::Repaired => lang.pick(
                format!("{kind} berichtigt: „{before}“ war ein Mangel, jetzt „{after}“."),
                format!("{kind} repaired: “{before}” was a defect, now “{after}”."),
            ),
            Fate::New => lang.pick(format!("{kind} neu: „{after}“."), format!("{kind} new: “{after}”.")),
            Fate::Kept => {
                lang.pick(format!("{kind} erhalten: „{before}“."), format!("{kind} kept: “{before}”."))
            }
        }
    }
}

/// Reads and compares all legal content.
pub(crate) fn changes(
    old: &Version<'_>,
    new: &Version<'_>,
    sentences: &[Pair],
    points: &[PointPair],
    weights: &Weights,
) -> Vec<Change> {
    let pass = judge::Pass { old, new, sentences, points, weights };
    let mut out = Vec::new();
    point::compare(&pass, &mut out);
    value::compare(&pass, &mut out);
    name::compare(&pass, &mut out);
    remedy::compare(&pass, &mut out);
    clause::compare(&pass, &mut out);
    repaired::mark(&pass, &mut out);
    for change in &mut out {
        change.severity = matches!(change.fate, Fate::Lost | Fate::Changed)
            .then(|| change.severity.unwrap_or(change.kind.weight()));
    }
    out.sort_by_key(|c| {
        let place = |m: &Option<Mention>| m.as_ref().map(|m| (m.range.start(), m.range.end()));
        (std::cmp::Reverse(c.severity), c.fate, c.kind, place(&c.before), place(&c.after))
    });
    out.dedup();
    out
}

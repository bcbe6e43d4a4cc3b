//! Rulings: what a letter decides, with the reasons it gives for each.

mod request;
mod ruling;
mod said;

pub(crate) use said::Said;

use document::BlockKind;
use source::TextRange;

use crate::View;
use crate::part::PartKind;

/// What a ruling does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Ruling {
    /// Refuses what was asked for.
    Refuse,
    /// Grants or prolongs.
    Grant,
    /// Expels (Ausweisung).
    Expel,
    /// Threatens deportation.
    Threaten,
    /// Orders to leave the country, or sets the period for leaving.
    Leave,
    /// Orders a ban on entry or sets its length.
    Ban,
    /// Revokes for the future (Widerruf).
    Revoke,
    /// Takes back (Rücknahme).
    Retract,
    /// Shortens the validity of a title.
    Shorten,
    /// Finds that a title has lapsed.
    Lapse,
    /// Finds that the right to free movement is lost or does not exist.
    Loss,
    /// Adds a condition: residence, area, work, reporting (Nebenbestimmung, Auflage).
    Ancillary,
    /// Orders or forbids something else.
    Order,
    /// Orders to appear in person.
    Summon,
    /// Orders immediate enforcement.
    Immediate,
    /// Threatens or sets a coercive means.
    Coerce,
    /// Sets a fee.
    Fee,
    /// Lays costs on the person.
    Cost,
    /// Gives an assurance.
    Assure,
    /// Suspends deportation (Duldung).
    Suspend,
    /// Says what the office means to decide (Anhörung).
    Intend,
    /// Asks for papers, statements, a visit.
    Request,
    /// Ends proceedings without a decision on the matter.
    Close,
    /// Confirms what arrived, what is valid until when, or that there is nothing to do.
    Confirm,
}

impl Ruling {
    /// All rulings with their keys.
    pub const KEYS: [(Ruling, &'static str); 24] = [
        (Ruling::Refuse, "refuse"),
        (Ruling::Grant, "grant"),
        (Ruling::Expel, "expel"),
        (Ruling::Threaten, "threaten"),
        (Ruling::Leave, "leave"),
        (Ruling::Ban, "ban"),
        (Ruling::Revoke, "revoke"),
        (Ruling::Retract, "retract"),
        (Ruling::Shorten, "shorten"),
        (Ruling::Lapse, "lapse"),
        (Ruling::Loss, "loss"),
        (Ruling::Ancillary, "ancillary"),
        (Ruling::Order, "order"),
        (Ruling::Summon, "summon"),
        (Ruling::Immediate, "immediate"),
        (Ruling::Coerce, "coerce"),
        (Ruling::Fee, "fee"),
        (Ruling::Cost, "cost"),
        (Ruling::Assure, "assure"),
        (Ruling::Suspend, "suspend"),
        (Ruling::Intend, "intend"),
        (Ruling::Request, "request"),
        (Ruling::Close, "close"),
        (Ruling::Confirm, "confirm"),
    ];

    /// The key used in rule files and JSON.
    pub fn key(self) -> &'static str {
        Ruling::KEYS[self as usize].1
    }

    /// Finds a ruling by its key.
    pub fn from_key(key: &str) -> Option<Ruling> {
        Ruling::KEYS.into_iter().find(|(_, k)| *k == key).map(|(ruling, _)| ruling)
    }

    /// True if such a ruling usually takes something from the person or lays something on them.
    pub fn is_burden(self) -> bool {
        !matches!(
            self,
            Ruling::Grant
                | Ruling::Assure
                | Ruling::Suspend
                | Ruling::Intend
                | Ruling::Request
                | Ruling::Close
                | Ruling::Confirm
        )
    }

    /// True if it decides; an intention or a request decides nothing and needs no reasons.
    pub fn decides(self) -> bool {
        !matches!(self, Ruling::Intend | Ruling::Request | Ruling::Confirm)
    }
}

/// One ruling of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its number: the one written before it, else its place among the rulings, from 1.
    pub number: u32,
    /// The sentence that rules.
    pub range: TextRange,
    /// What it does.
    pub ruling: Ruling,
    /// True if it takes something from the person or lays something on them.
    pub burden: bool,
    /// The block it stands in.
    pub block: usize,
    /// The sentence of that block.
    pub sentence: usize,
    /// How far its reasons go: 0 none, 1 a result only, 2 norm or fact, 3 norm and fact, 4 norm, requirement, fact and link,
    /// 5 the same with an answer to what the person put forward.
    pub level: u8,
    /// True if the office may choose whether or how it rules so (Ermessen).
    pub discretion: bool,
    /// The sentences that speak about it: indices into [`Letter::traces`](crate::Letter::traces), in reading order.
    pub chain: Vec<u32>,
    /// The links of its chain of reasons, in reading order.
    pub reasons: Vec<Reason>,
}

/// One link of a chain of reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub kind: ReasonKind,
    /// The words that show it.
    pub range: TextRange,
    /// The block it stands in.
    pub block: usize,
    /// The sentence of that block.
    pub sentence: usize,
}

/// What a link of a chain of reasons is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// A norm is cited.
    Norm,
    /// What the norm requires, in words.
    Requirement,
    /// A fact of this case.
    Fact,
    /// Norm and fact are joined ("weil", "deshalb", "in Ihrem Fall").
    Link,
    /// Interests are weighed: what speaks for, what speaks against, which weighs more.
    Weighing,
    /// The result for this point.
    Result,
}

impl ReasonKind {
    /// The key used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            ReasonKind::Norm => "norm",
            ReasonKind::Requirement => "requirement",
            ReasonKind::Fact => "fact",
            ReasonKind::Link => "link",
            ReasonKind::Weighing => "weighing",
            ReasonKind::Result => "result",
        }
    }
}

/// Tells whether a request names day and time of a visit.
pub(crate) fn is_appointment(view: &View<'_>, point: &Point) -> bool {
    request::appoints(view.scan(point.block), point.sentence)
}

/// Finds the rulings, in reading order: those of the operative part, and those hidden in running text.
pub(crate) fn points(view: &View<'_>, parts: &[PartKind]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let operative = |b: &usize| parts[*b] == PartKind::OperativePart;
    let number_of = |b: usize| match view.kind(b) {
        BlockKind::ListItem { number, .. } => number.or_else(|| written_number(view.text(b))),
        _ => written_number(view.text(b)),
    };
    // In a numbered list of rulings every item rules, in whatever words.
    let listed = (0..view.len()).filter(operative).any(|b| number_of(b).is_some() && holds_ruling(view, b));
    for b in (0..view.len()).filter(operative) {
        let number = number_of(b);
        let before = points.len();
        for s in 0..view.paragraph(b).sentences.len() {
            if let Some(ruling) = ruling::ruling(view.scan(b), s) {
                push(view, &mut points, number, (b, s), ruling);
            }
        }
        if points.len() == before && listed && number_of(b).is_some() && view.words(b) >= 4 {
            let lays_on = |ruling| ruling::burdens(view.scan(b), 0, ruling);
            let burden = lays_on(Ruling::Order) && lays_on(Ruling::Cost);
            // "Wir stellen fest: 1. Ihre Blaue Karte EU ist am … erloschen."
            if view.scan(b).any(&["erloschen", "=erlöschen"]) {
                push(view, &mut points, number, (b, 0), Ruling::Lapse);
                continue;
            }
            let ruling = if burden { Ruling::Order } else { Ruling::Grant };
            push(view, &mut points, number, (b, 0), ruling);
        }
    }
    if points.is_empty() && !(0..view.len()).any(|b| intends(view, b)) {
        let mut unclear = (0..view.len()).filter(operative).flat_map(|b| {
            let leads = matches!(view.kind(b), BlockKind::Heading { .. }) || announces(view, b);
            let sentences = if leads { 0 } else { view.paragraph(b).sentences.len() };
            (0..sentences).map(move |s| (b, s))
        });
        if let Some((at, ruling)) =
            unclear.clone().find_map(|(b, s)| Some(((b, s), ruling::faint(view.scan(b), s)?)))
        {
            push(view, &mut points, None, at, ruling);
        } else if let Some((b, s)) = unclear.next()
            && let Some(ruling) = ruling::by_place(view.scan(b), s)
        {
            push(view, &mut points, None, (b, s), ruling);
        }
    }
    hidden(view, parts, &mut points);
    // Who is granted something may have to come and get it; beside a burden a request is none of the points.
    if !points.iter().any(|p| p.burden) {
        requests(view, parts, &mut points);
        points.sort_by_key(|p| p.range.start());
    }
    points
}

/// Rulings in running text behind the operative part: "Für diesen Bescheid setzen wir eine Gebühr von 98 Euro fest."
///
/// Only what decides by its words, and nothing that the operative part already rules: reasons repeat the rulings.
fn hidden(view: &View<'_>, parts: &[PartKind], points: &mut Vec<Point>) {
    if points.is_empty() {
        return;
    }
    let running = |b: &usize| matches!(parts[*b], PartKind::Body | PartKind::Reasons | PartKind::Hints);
    for b in (0..view.len()).filter(running) {
        for s in 0..view.paragraph(b).sentences.len() {
            let scan = view.scan(b);
            let Some(ruling) = ruling::ruling(scan, s) else { continue };
            let decides = matches!(
                ruling,
                Ruling::Fee
                    | Ruling::Ban
                    | Ruling::Threaten
                    | Ruling::Leave
                    | Ruling::Immediate
                    | Ruling::Coerce
            );
            if decides
                && ruling::performs(scan, s)
                && !points.iter().any(|p| p.ruling == ruling)
                && ruling::burdens(scan, s, ruling)
            {
                push(view, points, None, (b, s), ruling);
            }
        }
    }
    points.sort_by_key(|p| p.range.start());
}

/// The number that a ruling carries in its text: "(II) …", "IV. …", "Ziffer 1: …", "b) …".
fn written_number(text: &str) -> Option<u32> {
    let text = text.trim_start();
    let named = ["Ziffer ", "Nummer ", "Nr. ", "Punkt "].iter().find_map(|word| text.strip_prefix(word));
    let rest = named.unwrap_or(text);
    let open = rest.strip_prefix('(');
    let label: String =
        open.unwrap_or(rest).chars().take(6).take_while(|c| c.is_ascii_alphanumeric()).collect();
    let after = open.unwrap_or(rest).get(label.len()..)?.chars().next()?;
    let closed = if open.is_some() { after == ')' } else { matches!(after, '.' | ')' | ':' | ' ') };
    let bare = named.is_none() && open.is_none();
    // "A Bescheid" is no number; "A. Bescheid" is.
    if !closed || bare && after == ' ' {
        return None;
    }
    label_number(&label.to_lowercase())
}

/// "3", "iii", "c" as a number.
pub(crate) fn label_number(label: &str) -> Option<u32> {
    if let Ok(number) = label.parse::<u32>() {
        return (number < 1000).then_some(number);
    }
    if !label.is_empty() && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
        return roman(label);
    }
    match label.as_bytes() {
        [letter @ b'a'..=b'h'] => Some(u32::from(letter - b'a') + 1),
        _ => None,
    }
}

fn roman(text: &str) -> Option<u32> {
    let value = |b: u8| match b {
        b'i' => 1_i32,
        b'v' => 5,
        _ => 10,
    };
    let bytes = text.as_bytes();
    let mut sum = 0;
    for (i, byte) in bytes.iter().enumerate() {
        let own = value(*byte);
        let smaller = bytes.get(i + 1).is_some_and(|next| own < value(*next));
        sum += if smaller { -own } else { own };
    }
    u32::try_from(sum).ok().filter(|n| (1..=39).contains(n))
}

/// What a letter without a decision wants: it asks, invites, says what the office means to decide.
fn requests(view: &View<'_>, parts: &[PartKind], points: &mut Vec<Point>) {
    for b in (0..view.len()).filter(|b| {
        matches!(parts[*b], PartKind::Body | PartKind::Hints | PartKind::Reasons | PartKind::OperativePart)
            // "Bitte schicken Sie uns" above a list looks like a heading.
            && (!matches!(view.kind(*b), BlockKind::Heading { .. }) || view.scan(*b).starts_with("bitte"))
    }) {
        for s in 0..view.paragraph(b).sentences.len() {
            if points.iter().any(|p| (p.block, p.sentence) == (b, s)) {
                continue;
            }
            let scan = view.scan(b);
            let said = Said::new(scan, s);
            let ruling = if ruling::intends(said) && !said.is_question() {
                Ruling::Intend
            } else if request::asks(scan, s) || request::appoints(scan, s) {
                Ruling::Request
            } else if request::confirms(scan, s) {
                Ruling::Confirm
            } else {
                continue;
            };
            push(view, points, None, (b, s), ruling);
        }
    }
}

fn push(view: &View<'_>, points: &mut Vec<Point>, number: Option<u32>, at: (usize, usize), ruling: Ruling) {
    let (block, sentence) = at;
    let number = number.unwrap_or(points.len() as u32 + 1);
    let range = view.paragraph(block).sentences[sentence].range + view.base(block);
    let burden = ruling::burdens(view.scan(block), sentence, ruling);
    points.push(Point {
        number,
        range,
        ruling,
        burden,
        block,
        sentence,
        level: 0,
        discretion: false,
        chain: Vec::new(),
        reasons: Vec::new(),
    });
}

/// "ergeht folgender Bescheid:", "Wir entscheiden:"
pub(crate) fn announces(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    let colon = view.text(b).trim_end().ends_with(':');
    const SAID: &[&str] = &[
        "folgender bescheid",
        "folgenden bescheid",
        "folgende entscheidung",
        "folgende verfügung",
        "folgende entscheidungen",
        "ergeht folgend*",
        "wird wie folgt entschieden",
        "der folgende bescheid",
        "folgendes entschieden",
        "folgendes verfügt",
        "wie folgt entschieden",
        "wir stellen fest :",
        "ich stelle fest :",
        "wir ordnen an :",
        "ich ordne an :",
        "ordnen wir an :",
    ];
    scan.any(SAID) || (colon && (scan.contains("wir entscheiden") || scan.contains("entschieden")))
}

/// Tells whether a block holds a sentence that rules.
pub(crate) fn holds_ruling(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    (0..scan.paragraph.sentences.len()).any(|s| ruling::ruling(scan, s).is_some())
}

/// Tells whether the first sentence of a block rules because it stands below "Unsere Entscheidung".
pub(crate) fn rules_by_place(view: &View<'_>, b: usize) -> bool {
    !view.paragraph(b).sentences.is_empty() && ruling::by_place(view.scan(b), 0).is_some()
}

/// Tells whether a block says what the office means to do.
pub(crate) fn intends(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    (0..scan.paragraph.sentences.len()).any(|s| ruling::intends(Said::new(scan, s)))
}

/// Tells whether a block holds a sentence that declines in passing words.
pub(crate) fn declines(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    (0..scan.paragraph.sentences.len()).any(|s| ruling::faint(scan, s).is_some())
}

/// Tells whether a ruling of a block takes, gives or decides by itself; a duty may be told of without a decision.
pub(crate) fn decides(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    (0..scan.paragraph.sentences.len()).any(|s| {
        ruling::ruling(scan, s).is_some_and(|ruling| {
            !matches!(
                ruling,
                Ruling::Order | Ruling::Ancillary | Ruling::Summon | Ruling::Leave | Ruling::Coerce
            ) || Said::new(scan, s).any(PERFORMS)
        })
    })
}

/// Words that make a sentence an act.
const PERFORMS: &[&str] = &[
    "hiermit",
    "wird angeordnet",
    "werden angeordnet",
    "ordnen wir",
    "wir ordnen",
    "ordne ich",
    "ich ordne",
    "wir verpflichten",
    "ich verpflichte",
    "werden sie verpflichtet",
    "sie werden verpflichtet",
    "werden sie aufgefordert",
    "sie werden aufgefordert",
    "fordern wir",
    "wir fordern",
    "fordere ich",
    "untersagt",
    "=untersagen",
    "wird beschränkt",
    "beschränkt",
    "wir beschränken",
];

/// A ruling in running text counts only where the sentence rules now, not where it tells of an earlier one or of the law.
pub(crate) fn is_direct(view: &View<'_>, b: usize) -> bool {
    view.words(b) <= 90
}

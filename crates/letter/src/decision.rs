//! Rulings: what a letter decides.

use document::BlockKind;
use source::TextRange;
use text::{Case, Paragraph, Sentence, TokenKind};

use crate::part::PartKind;
use crate::phrase::Scan;
use crate::{View, layout};

/// What a ruling does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
}

impl Ruling {
    /// All rulings with their keys.
    pub const KEYS: [(Ruling, &'static str); 23] = [
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
        !matches!(self, Ruling::Grant | Ruling::Assure | Ruling::Suspend | Ruling::Request)
    }

    /// True if it decides; an intention or a request decides nothing and needs no reasons.
    pub fn decides(self) -> bool {
        !matches!(self, Ruling::Intend | Ruling::Request)
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

/// Finds the rulings of the operative part, in reading order.
pub(crate) fn points(view: &View<'_>, parts: &[PartKind]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let operative = |b: &usize| parts[*b] == PartKind::OperativePart;
    let number_of = |b: usize| match view.kind(b) {
        BlockKind::ListItem { number, .. } => number,
        _ => None,
    };
    // In a numbered list of rulings every item rules, in whatever words.
    let listed = (0..view.len()).filter(operative).any(|b| number_of(b).is_some() && holds_ruling(view, b));
    for b in (0..view.len()).filter(operative) {
        let paragraph = view.paragraph(b);
        let mut number = number_of(b);
        let before = points.len();
        let mut push = |sentence: usize, ruling: Ruling, points: &mut Vec<Point>| {
            let number = number.take().unwrap_or(points.len() as u32 + 1);
            let range = paragraph.sentences[sentence].range + view.base(b);
            points.push(Point {
                number,
                range,
                ruling,
                burden: ruling.is_burden(),
                block: b,
                sentence,
                level: 0,
                reasons: Vec::new(),
            });
        };
        for s in 0..paragraph.sentences.len() {
            if let Some(ruling) = ruling(view.scan(b), s) {
                push(s, ruling, &mut points);
            }
        }
        if points.len() == before && listed && number_of(b).is_some() && view.words(b) >= 4 {
            let allows =
                ["gestattet", "erlaubt", "dürfen", "gebührenfrei"].iter().any(|w| view.scan(b).contains(w));
            let not = ["nicht", "nur", "kein", "keine"].iter().any(|w| view.scan(b).contains(w));
            push(0, if allows && !not { Ruling::Grant } else { Ruling::Order }, &mut points);
        }
    }
    points
}

/// "ergeht folgender Bescheid:", "Wir entscheiden:"
pub(crate) fn announces(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    let colon = view.text(b).trim_end().ends_with(':');
    let said = [
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
    ];
    said.iter().any(|p| scan.contains(p))
        || (colon && (scan.contains("wir entscheiden") || scan.contains("entschieden")))
}

/// Tells whether a block holds a sentence that rules.
pub(crate) fn holds_ruling(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    (0..scan.paragraph.sentences.len()).any(|s| ruling(scan, s).is_some())
}

/// A ruling in running text counts only where the sentence rules now, not where it tells of an earlier one or of the law.
pub(crate) fn is_direct(view: &View<'_>, b: usize) -> bool {
    view.words(b) <= 90
}

/// What a sentence rules, if it does.
pub(crate) fn ruling(scan: &Scan<'_>, index: usize) -> Option<Ruling> {
    let paragraph = scan.paragraph;
    let sentence = &paragraph.sentences[index];
    let has = |p: &str| scan.in_sentence(index, p);
    let any = |ps: &[&str]| ps.iter().any(|p| has(p));
    // What the law says, what was, what could be: no ruling.
    if any(&["wurde", "wurden", "hatten", "hatte", "worden", "würde", "würden", "wäre", "wenn", "falls"])
        && !any(&["hiermit", "abschiebung"])
    {
        return None;
    }
    if starts_as_condition(paragraph, sentence) && !has("abschiebung") {
        return None;
    }
    if is_question(paragraph, sentence) {
        return None;
    }
    let not = any(&["nicht", "kein", "keine", "keinen"]);
    let now = any(&[
        "wird",
        "werden",
        "wir",
        "ich",
        "hiermit",
        "ist",
        "sind",
        "haben sie",
        "sie haben",
        "leider",
        "bleibt",
        "abzulehnen",
        "hat",
    ]);
    if !now {
        return None;
    }
    let plan = any(&["beabsichtigen", "beabsichtigt", "beabsichtige", "planen", "wollen"]);
    if plan {
        return None;
    }
    // What may come is not decided.
    if any(&[
        "vielleicht",
        "möglicherweise",
        "eventuell",
        "gegebenenfalls",
        "ggf.",
        "ansonsten",
        "andernfalls",
        "es kann sein",
        "dann können",
        "dann müssen",
    ]) {
        return None;
    }
    if has("=ablehnen") || has("=versagen") || has("=zurückweisen") {
        // "haben wir am 3. Mai 2025 … abgelehnt" tells of an earlier decision; so does "können wir ablehnen" of none.
        let perfect = any(&["haben wir", "wir haben", "habe ich", "ich habe"]);
        let dated = sentence.indices().any(|i| layout::date_len(paragraph, i).is_some());
        let told = perfect && (dated || any(&["damals", "bereits", "schon", "früher", "früheren"]));
        let free = any(&["können wir", "wir können", "kann ich", "ich kann", "darf", "dürfen"]) && !not;
        return (!told && !free).then_some(Ruling::Refuse);
    }
    // Plain words: "Wir können Ihnen die Aufenthaltserlaubnis leider nicht geben." – but not what holds for everybody:
    // "Ohne Pass bekommen Sie keine Aufenthaltserlaubnis."
    let title = any(&[
        "aufenthaltserlaubnis*",
        "niederlassungserlaubnis*",
        "aufenthaltstitel*",
        "visum",
        "aufenthaltskarte*",
        "erteilung",
        "verlängerung",
    ]);
    let general = any(&["ohne", "solange", "sofern", "online"]);
    if title && not && !general {
        let gives = any(&["=geben", "=bekommen", "=erhalten"])
            && any(&[
                "leider",
                "wir können",
                "können wir",
                "ich kann",
                "bekommen sie",
                "sie bekommen",
                "erhalten sie",
            ]);
        let impossible =
            has("nicht möglich") && any(&["leider", "teilen wir", "teile ich", "mitteilen", "ihnen mit"]);
        if gives || impossible {
            return Some(Ruling::Refuse);
        }
    }
    if any(&["ihr antrag", "ihrem antrag", "der antrag", "ihren antrag"])
        && any(&["ohne erfolg", "keinen erfolg", "abzulehnen"])
        && !any(&["widerspruch", "klage"])
    {
        return Some(Ruling::Refuse);
    }
    if not
        && any(&[
            "=verlängern",
            "=erteilen",
            "=entsprechen",
            "=stattgeben",
            "=genehmigen",
            "=zustimmen",
            "=ausstellen",
            "=bewilligen",
        ])
    {
        let able = any(&["=können", "=werden", "wir", "ich"]);
        let reports_law = any(&["darf", "dürfen"]) && !any(&["wir", "ich"]);
        return (able && !reports_law).then_some(Ruling::Refuse);
    }
    if has("=ausweisen") && any(&["sie", "bundesgebiet", "deutschland"]) && !any(&["identität", "pass"]) {
        return Some(Ruling::Expel);
    }
    if has("abschiebung") && (has("=androhen") || has("angedroht")) || any(&["abgeschoben"]) && has("sie") {
        return Some(Ruling::Threaten);
    }
    if has("=androhen") && has("abschiebung") {
        return Some(Ruling::Threaten);
    }
    if any(&["zwangsgeld", "zwangsmittel", "ersatzvornahme"]) && any(&["=androhen", "=festsetzen"]) {
        return Some(Ruling::Coerce);
    }
    if any(&["sofortige vollziehung", "sofortigen vollziehung", "sofortvollzug"])
        && any(&["=anordnen", "angeordnet"])
    {
        return Some(Ruling::Immediate);
    }
    if any(&["einreiseverbot*", "aufenthaltsverbot*", "wiedereinreise*"])
        && any(&["=anordnen", "=erlassen", "=befristen", "befristet*", "=festsetzen", "=gelten"])
    {
        return Some(Ruling::Ban);
    }
    if any(&["=widerrufen", "=zurücknehmen", "=verkürzen", "verkürzt"])
        || (has("nachträglich") && has("=befristen"))
    {
        return Some(Ruling::Revoke);
    }
    if any(&["=feststellen", "stellen"]) && any(&["verlust", "erloschen", "erlöschen"]) {
        return Some(Ruling::Revoke);
    }
    if any(&["gebühr*", "kosten"])
        && any(&["=festsetzen", "=erheben", "=tragen", "=auferlegen", "festgesetzt", "erhoben"])
        && any(&["euro", "€", "kosten", "eur"])
    {
        return Some(Ruling::Fee);
    }
    if any(&["=zusichern", "zugesichert"]) {
        return Some(Ruling::Assure);
    }
    if has("abschiebung") && any(&["=aussetzen", "ausgesetzt"]) {
        return Some(Ruling::Suspend);
    }
    // "Sie haben beantragt, dass wir … verlängern" tells what was asked for.
    let asked = any(&["beantragt", "beantragten", "gebeten", "bitten", "möchten", "wünschen", "baten"]);
    if !not
        && !asked
        && any(&["=erteilen", "=verlängern", "=stattgeben", "=bewilligen", "=genehmigen", "=entsprechen"])
        && any(&["wird", "wir", "ich", "hiermit", "werden"])
        && !any(&["=können", "soll", "sollen"])
    {
        return Some(Ruling::Grant);
    }
    if any(&["haben das bundesgebiet", "haben deutschland", "müssen deutschland", "müssen das bundesgebiet"])
        && any(&["=verlassen"])
        && !any(&["§", "§§"])
    {
        return Some(Ruling::Order);
    }
    if any(&["=auffordern", "aufgefordert"]) && any(&["verlassen", "auszureisen", "auszureise*"]) {
        return Some(Ruling::Order);
    }
    if any(&["=untersagen", "=anordnen"]) && any(&["sie", "ihnen", "wird", "werden"])
        || any(&["=verpflichten"]) && any(&["werden sie", "wir verpflichten", "hiermit"])
    {
        return Some(Ruling::Order);
    }
    None
}

/// "Wenn …", "Sollten Sie …", "Nach § 5 …" tell of conditions and of the law.
fn starts_as_condition(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    let mut tokens = paragraph.tokens_of(sentence).iter().filter(|t| t.kind != TokenKind::ListMarker);
    let Some(first) = tokens.next() else { return false };
    matches!(paragraph.norm(first), "wenn" | "falls" | "sofern" | "sollte" | "sollten" | "soweit")
        && first.case != Case::Lower
}

fn is_question(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    paragraph.tokens_of(sentence).last().is_some_and(|t| paragraph.norm(t) == "?")
}

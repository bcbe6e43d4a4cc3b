//! The small words of a sentence: what it denies, demands, allows, and on which condition.

use klarbrief::source::TextRange;
use klarbrief::text::{ConstructionKind, Morph, Pos, TokenKind};

use crate::unit::{Unit, Version};

/// The small words of one sentence.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// "nicht", "kein", "nie", "weder", "ohne" …
    pub negations: Vec<TextRange>,
    /// Words that deny by their meaning: "ablehnen", "untersagt", "fehlen", "unmöglich".
    pub denials: Vec<TextRange>,
    pub must: Vec<TextRange>,
    pub should: Vec<TextRange>,
    pub may: Vec<TextRange>,
    /// "wenn", "falls", "sofern", "im Fall", a verb that comes first.
    pub conditions: Vec<(TextRange, Vec<Box<str>>)>,
    /// "es sei denn", "ausgenommen".
    pub exceptions: Vec<(TextRange, Vec<Box<str>>)>,
    /// Words that may express a condition without naming it: "nur", "erst", "bis", "sonst", "bei".
    pub hints: bool,
    /// "Bitte schicken Sie": asks for something.
    pub request: bool,
    /// "Wir brauchen noch", "ist erforderlich": names what is missing.
    pub needs: bool,
    /// Says "Sie" or "Ihnen".
    pub addressed: bool,
    /// Speaks to or about a person: "Sie", "Ihnen", "Ihr".
    pub personal: bool,
    /// "sonst", "andernfalls": what comes before is a condition.
    pub otherwise: bool,
    /// "Brauchen Sie mehr Zeit?": a condition that is asked.
    pub asks: bool,
}

const NEGATIONS: [&str; 13] = [
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keinem",
    "keiner",
    "keines",
    "nie",
    "niemals",
    "weder",
    "nichts",
    "niemand",
    "keinesfalls",
];
const DENIALS: [&str; 57] = [
    "ausgenommen",
    "ausnehmen",
    "befreit",
    "befreien",
    "befreiung",
    "entbinden",
    "entbunden",
    "entheben",
    "entbehrlich",
    "verzichten",
    "verzicht",
    "versäumen",
    "versäumt",
    "unterbleiben",
    "ablehnen",
    "ablehnung",
    "versagen",
    "versagung",
    "untersagen",
    "untersagt",
    "verbieten",
    "verboten",
    "verbot",
    "unzulässig",
    "unmöglich",
    "ausschließen",
    "ausgeschlossen",
    "verweigern",
    "zurückweisen",
    "fehlen",
    "entfallen",
    "wegfallen",
    "unwirksam",
    "ungültig",
    "verneinen",
    "unterlassen",
    "absehen",
    "verlieren",
    "verlust",
    "erlöschen",
    "erloschen",
    "unbeachtet",
    "hindern",
    "enden",
    "ende",
    "ohne",
    "kaum",
    "statt",
    "anstatt",
    "abgelaufen",
    "ablaufen",
    "unbegründet",
    "nur",
    "frei",
    "trotzdem",
    "selbst",
    "vergeblich",
];

impl Said {
    pub fn new(version: &Version<'_>, unit: usize) -> Said {
        let tokens: Vec<usize> = version.sentence(&version.units[unit]).indices().collect();
        Said::of(version, unit, &tokens)
    }

    /// The small words of a part of a sentence.
    pub fn of(version: &Version<'_>, unit: usize, tokens: &[usize]) -> Said {
        let found = &version.units[unit];
        let paragraph = version.paragraph(found);
        let base = version.base(found);
        let at = |i: usize| paragraph.tokens[i].range + base;
        let norm = |i: usize| paragraph.norm(&paragraph.tokens[i]);
        let lemma = |i: usize| paragraph.lemma(&paragraph.tokens[i]);
        let mut said = Said::default();
        let words: Vec<usize> = tokens.iter().copied().filter(|i| paragraph.tokens[*i].is_word()).collect();
        for (position, &i) in words.iter().enumerate() {
            let (n, l) = (norm(i), lemma(i));
            let next = words.get(position + 1).map_or("", |j| norm(*j));
            if NEGATIONS.contains(&n) && !(n == "nicht" && matches!(next, "nur")) {
                said.negations.push(at(i));
            } else if DENIALS.contains(&l)
                || DENIALS.contains(&n)
                || (n.starts_with("nicht") && n.len() > 6)
                || n.starts_with("un") && paragraph.tokens[i].pos == Pos::Adj
            {
                said.denials.push(at(i));
            }
            match l {
                "müssen" => said.must.push(at(i)),
                "sollen" => said.should.push(at(i)),
                "dürfen" | "können" => said.may.push(at(i)),
                _ => match n {
                    "verpflichtet" | "pflicht" | "verpflichtung" | "obliegt" | "aufgefordert"
                    | "zwingend" => said.must.push(at(i)),
                    "auf"
                        if words[..position]
                            .iter()
                            .any(|j| lemma(*j) == "auffordern" || norm(*j) == "fordern") =>
                    {
                        said.must.push(at(i));
                    }
                    "erlaubt" | "gestattet" | "berechtigt" | "möglich" | "zulässig" => said.may.push(at(i)),
                    _ => {}
                },
            }
            said.needs |= matches!(l, "brauchen" | "benötigen" | "erforderlich" | "nötig" | "notwendig");
            said.otherwise |= matches!(n, "sonst" | "andernfalls" | "ansonsten");
            said.hints |= matches!(
                n,
                "nur"
                    | "erst"
                    | "sonst"
                    | "bei"
                    | "ohne"
                    | "andernfalls"
                    | "bis"
                    | "solange"
                    | "soweit"
                    | "wer"
                    | "dann"
                    | "voraussetzung"
                    | "bedingung"
                    | "sobald"
                    | "falls"
                    | "wenn"
                    | "sofern"
                    | "fall"
                    | "falle"
                    | "bevor"
                    | "vorher"
            );
        }
        for construction in paragraph.constructions.iter().filter(|c| {
            c.kind == ConstructionKind::ModalInfinitive
                && tokens.binary_search(&(c.tokens.start as usize)).is_ok()
                && tokens.binary_search(&(c.tokens.end as usize).saturating_sub(1)).is_ok()
        }) {
            said.must.push(construction.range + base);
        }
        // "ist mit Abschiebung zu rechnen", "müssen Sie damit rechnen", "ist als Schutzbehauptung zu werten": what may come or what
        // the office thinks, not what one must do.
        let has = |l: &str| words.iter().any(|i| lemma(*i) == l);
        const JUDGED: [&str; 8] =
            ["rechnen", "werten", "bewerten", "sehen", "betrachten", "erwarten", "befürchten", "verstehen"];
        if JUDGED.iter().any(|l| has(l)) || has("folge") && has("tragen") {
            said.must.clear();
        }
        said.addressed = words
            .iter()
            .any(|i| paragraph.tokens[*i].pos == Pos::Pron && matches!(norm(*i), "sie" | "ihnen"));
        said.personal = said.addressed || words.iter().any(|i| lemma(*i) == "ihr");
        let first = words.first().copied();
        let second = words.get(1).copied();
        let question = tokens.last().is_some_and(|i| norm(*i) == "?");
        let verb_first = first.is_some_and(|i| {
            matches!(paragraph.tokens[i].pos, Pos::Verb | Pos::Aux)
                && !paragraph.tokens[i].morph.has(Morph::PART)
        });
        said.request = words.iter().any(|i| norm(*i) == "bitte")
            || verb_first && second.is_some_and(|i| norm(i) == "sie") && !question;
        conditions_of(version, found, tokens, verb_first, question, &mut said);
        said
    }

    /// True for a denial that nothing takes back: "nicht unerheblich" is none.
    pub fn is_negative(&self) -> bool {
        !self.negations.is_empty() && (self.negations.len() + self.denials.len()) % 2 == 1
    }

    /// True if something must be done.
    pub fn demands(&self) -> bool {
        !self.must.is_empty() && self.negations.is_empty()
    }

    /// True if any word denies.
    pub fn denies(&self) -> bool {
        !self.negations.is_empty() || !self.denials.is_empty()
    }
}

fn conditions_of(
    version: &Version<'_>,
    unit: &Unit,
    tokens: &[usize],
    verb_first: bool,
    question: bool,
    said: &mut Said,
) {
    let paragraph = version.paragraph(unit);
    let base = version.base(unit);
    // Words by their place in the list.
    let at = |p: usize| &paragraph.tokens[tokens[p]];
    let norm = |p: usize| paragraph.norm(at(p));
    let finite = |p: usize| matches!(at(p).pos, Pos::Verb | Pos::Aux) && at(p).morph.any(Morph::FIN);
    // From a word to the next comma or the end.
    let clause = |from: usize| {
        let nominal = matches!(norm(from), "im" | "für" | "vorbehaltlich" | "unter" | "mit")
            || matches!(norm(from), "nur" | "erst" | "ausschließlich" | "lediglich");
        let mut end = from + 1;
        while end < tokens.len()
            && !(nominal && finite(end))
            && !matches!(norm(end), "," | ";" | ":" | "." | "?" | "!" | "–")
        {
            end += 1;
        }
        // "für den Fall, dass …": the condition stands behind the comma.
        if nominal && end + 1 < tokens.len() && norm(end) == "," && norm(end + 1) == "dass" {
            end += 2;
            while end < tokens.len() && !matches!(norm(end), "," | ";" | ":" | "." | "?" | "!" | "–") {
                end += 1;
            }
        }
        let range = TextRange::new(at(from).range.start(), at(end - 1).range.end()) + base;
        (range, version.keys_in(unit, &tokens[from..end]))
    };
    for i in 0..tokens.len() {
        let two = |a: &str, b: &str| norm(i) == a && i + 1 < tokens.len() && norm(i + 1) == b;
        let three = |a: &str, b: &str, c: &str| two(a, b) && i + 2 < tokens.len() && norm(i + 2) == c;
        if three("es", "sei", "denn") || matches!(norm(i), "außer" | "ausgenommen") || two("mit", "ausnahme")
        {
            let (range, keys) = clause(i);
            // "Kinder sind ausgenommen": the whole sentence is the exception.
            let whole = keys.is_empty();
            said.exceptions.push(if whole { (unit.range, unit.keys.clone()) } else { (range, keys) });
        } else if matches!(
            norm(i),
            "wenn" | "falls" | "sofern" | "soweit" | "solange" | "sobald" | "vorbehaltlich"
        ) || three("für", "den", "fall")
            || two("im", "fall")
            || two("im", "falle")
            || three("unter", "der", "voraussetzung")
            || three("unter", "der", "bedingung")
            || matches!(norm(i), "nur" | "erst" | "ausschließlich" | "lediglich")
                && i + 1 < tokens.len()
                && matches!(norm(i + 1), "nach" | "mit" | "bei" | "gegen" | "unter" | "auf")
        {
            // "auch wenn", "wenn auch": holds in any case.
            let concessive = i > 0 && norm(i - 1) == "auch" || two("wenn", "auch");
            if !concessive {
                said.conditions.push(clause(i));
            }
        }
    }
    if verb_first {
        let after = (0..tokens.len()).find(|p| norm(*p) == ",").map(|c| c + 1).filter(|a| *a < tokens.len());
        let main = after.is_some_and(|a| finite(a) || norm(a) == "dann" || norm(a) == "so");
        said.asks = question;
        if main || question {
            said.conditions.push(clause((0..tokens.len()).find(|p| at(*p).is_word()).unwrap_or(0)));
        }
    }
    if (0..tokens.len()).any(|p| at(p).kind == TokenKind::Word && norm(p).starts_with("nichterschein")) {
        said.hints = true;
    }
}

//! What a letter says about the suspensive effect of the remedy, and about interim relief.

use std::ops::Range;

use source::TextRange;

use super::Remedies;
use super::stream::{LABELS, Stream, is_one, numbers};
use crate::View;
use crate::part::PartKind;
use crate::point::Ruling;

/// A statement about the suspensive effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The words that make it.
    pub range: TextRange,
    /// The block it stands in.
    pub block: usize,
    /// True if it says that the remedy suspends.
    pub suspends: bool,
    /// What it speaks about.
    pub target: Target,
    /// True if plain words say so ("Sie müssen trotzdem zahlen"), not the term of the law.
    pub plain: bool,
}

/// The rulings a statement speaks about; all if both lists are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// Their numbers.
    pub points: Vec<u32>,
    /// What they do ("gegen die Ausweisung").
    pub rulings: Vec<Ruling>,
}

impl Target {
    /// True if it speaks about everything the letter rules.
    pub fn is_all(&self) -> bool {
        self.points.is_empty() && self.rulings.is_empty()
    }
}

/// Words of a letter that name a ruling.
pub(super) const ACTS: &[(Ruling, &[&str])] = &[
    (Ruling::Threaten, &["abschiebungsandrohung", "abschiebungsandrohungen", "abschiebeandrohung"]),
    (Ruling::Expel, &["ausweisung", "ausweisungsverfügung"]),
    (Ruling::Revoke, &["widerruf", "widerrufs"]),
    (Ruling::Retract, &["rücknahme"]),
    (Ruling::Shorten, &["verkürzung"]),
    (Ruling::Refuse, &["ablehnung", "versagung", "antragsablehnung"]),
    (Ruling::Ban, &["einreiseverbot*", "aufenthaltsverbot*", "einreise-", "wiedereinreisesperre"]),
    (
        Ruling::Fee,
        &[
            "gebühr",
            "gebühren",
            "gebührenfestsetzung",
            "verwaltungsgebühr",
            "kostenfestsetzung",
            "gebührenbescheid*",
        ],
    ),
    (
        Ruling::Ancillary,
        &[
            "wohnsitzauflage",
            "auflage",
            "auflagen",
            "nebenbestimmung*",
            "wohnsitzregelung",
            "wohnsitzverpflichtung",
        ],
    ),
    (Ruling::Loss, &["verlustfeststellung"]),
    (Ruling::Lapse, &["erlöschen*"]),
    (Ruling::Coerce, &["zwangsgeld*", "zwangsmittel*"]),
];

/// Words before what a statement is about. "Wegen Ziffer 2" gives a cause, "nach § 84" a norm.
const ABOUT: &[&str] =
    &["gegen", "hinsichtlich", "bezüglich", "betreffend", "betrifft", "insoweit", "gegenüber"];

pub(super) fn find(view: &View<'_>, parts: &[PartKind], out: &mut Remedies) {
    // A piece of text that shows no other part is taken for what it says.
    let alone = parts.iter().all(|p| *p == PartKind::Reasons);
    for b in 0..view.len() {
        let outside = matches!(
            parts[b],
            PartKind::Subject | PartKind::Address | PartKind::Sender | PartKind::Reference
        );
        let scan = view.scan(b);
        const WORDS: &[&str] = &[
            "aufschieb*",
            "suspensiveffekt",
            "schiebt",
            "123",
            "80",
            "eilverfahren",
            "eilantrag",
            "eilrechtsschutz",
            "vorläufig*",
            "trotzdem",
            "vorerst",
            "zunächst",
            "hemmt",
            "gehemmt",
            "dennoch",
            "solange",
            "einstweilig*",
            "hält",
            "ruht",
            "fällig",
            "vollziehbar",
            "klagen",
            "widersprechen",
            "gilt",
        ];
        if outside || !scan.any(WORDS) {
            continue;
        }
        let stream = Stream::new(view, b..b + 1);
        for sentence in &stream.sentences {
            if out.interim.is_none() && names_interim(&stream, sentence) {
                out.interim = Some(stream.sentence(sentence));
            }
            // How the office weighs in its reasons is no information about the remedy.
            if parts[b] != PartKind::Reasons || alone {
                statements(&stream, sentence, b, &mut out.effects);
            }
        }
    }
}

fn names_interim(stream: &Stream<'_>, sentence: &Range<usize>) -> bool {
    let s = || sentence.clone();
    let norm = (sentence.start..sentence.end).any(|i| {
        stream.norm(i) == "80" && stream.has(i + 1..(i + 4).min(sentence.end), &["5", "v", "abs.5"])
            || stream.norm(i) == "123" && stream.has(i.saturating_sub(2)..i, &["§"])
    });
    let said = stream
        .has(s(), &["eilverfahren", "eilantrag", "eilrechtsschutz", "rechtsschutz", "einstweilig*"])
        && stream.has(s(), &["vorläufig*", "einstweilig*", "eil*"]);
    let order = stream.has(s(), &["aufschieb*", "vollziehung"])
        && stream.has(
            s(),
            &[
                "anordnen",
                "angeordnet",
                "anordnung",
                "wiederherstell*",
                "wiederhergestellt",
                "aussetzen",
                "beantragen",
                "beantragt",
            ],
        )
        && stream.has(s(), &["gericht*", "verwaltungsgericht*", "antrag", "beantragen", "beantragt"]);
    norm || said || order
}

fn statements(stream: &Stream<'_>, sentence: &Range<usize>, block: usize, out: &mut Vec<Effect>) {
    let Some(term) = (sentence.start..sentence.end).find(|i| {
        is_one(stream.norm(*i), &["suspensiveffekt"])
            || stream.norm(*i).starts_with("aufschieb")
                && is_one(stream.norm(i + 1), &["wirkung", "wirkungen"])
    }) else {
        // "… gegen Nummer II hat sie keine" behind a semicolon goes on with the sentence before.
        if let Some(effect) = goes_on(stream, sentence, block, out).or_else(|| plain(stream, sentence, block))
        {
            out.push(effect);
        }
        return;
    };
    // "… beantragen, dass die aufschiebende Wirkung angeordnet wird": the way to change it. "Ob sie … hat": open.
    let end = clause_end(stream, sentence, term);
    let start = clause_start(stream, sentence, term);
    let clause = start..end;
    let order = [
        "anordnen",
        "angeordnet",
        "anordnung",
        "wiederherstell*",
        "wiederhergestellt",
        "wiederherzustellen",
        "anzuordnen",
        "beantrag*",
        "antrag",
        "aussetz*",
    ];
    let has = stream.has(
        clause.clone(),
        &[
            "hat",
            "haben",
            "entfaltet",
            "entfalten",
            "kommt",
            "entfällt",
            "ohne",
            "besitzt",
            "zukommt",
            "keine",
            "tritt",
        ],
    );
    if !has
        || stream.has(clause.clone(), &order)
            && !stream.has(clause.clone(), &["hat", "haben", "entfällt", "entfaltet"])
    {
        return;
    }
    // "… beantragen, dass die Klage aufschiebende Wirkung hat"
    if stream.has(start..start + 1, &["dass"])
        && stream.has(
            sentence.start..start,
            &["beantrag*", "antrag", "gericht*", "verwaltungsgericht*", "anordnen"],
        )
    {
        return;
    }
    if stream.has(clause.clone(), &["ob", "solange", "wenn", "falls", "soweit", "sofern"])
        && stream.has(start..term, &["ob", "solange", "wenn", "falls", "sofern"])
    {
        return;
    }
    let mut pieces = pieces(stream, sentence);
    if let [(only, _)] = pieces.as_mut_slice() {
        // What another clause says belongs to another matter.
        let breaks = |i: &usize| {
            matches!(stream.norm(*i), "," | ":" | ";" | "–") && !in_brackets(stream, sentence, *i)
        };
        only.end = (term..sentence.end).find(breaks).unwrap_or(sentence.end);
        only.start = start;
    }
    let mut says: Vec<Option<bool>> = pieces.iter().map(|(r, _)| polarity(stream, r)).collect();
    // "gegen Nummer 2 nach § 84 AufenthG und gegen Nummer 3 dagegen nicht": the last word decides for those before it.
    for i in (0..says.len().saturating_sub(1)).rev() {
        if says[i].is_none() {
            says[i] = says[i + 1];
        }
    }
    for i in 1..says.len() {
        if says[i].is_none() {
            // "…, wohl aber gegen Nummer 1": the other way round.
            let other = stream.has(pieces[i].0.clone(), &["aber", "dagegen", "hingegen", "jedoch", "schon"]);
            says[i] = says[i - 1].map(|before| before != other);
        }
    }
    // "Im Übrigen", "insoweit", "mit Ausnahme der Nummer 1": only some rulings are meant, which ones is not said here.
    let some = stream.has(
        sentence.clone(),
        &["übrigen", "ausnahme", "außer", "ausgenommen", "ansonsten", "andere", "anderen"],
    );
    for ((range, target), suspends) in pieces.into_iter().zip(says) {
        let Some(suspends) = suspends else { continue };
        let partly = !suspends && stream.has(range.clone(), &["insoweit"]);
        let vague = (some || partly)
            && (target.is_all() || stream.has(range.clone(), &["ausnahme", "außer", "ausgenommen"]));
        if vague && suspends {
            continue;
        }
        let range = trimmed(stream, &range);
        out.push(Effect { range, block, suspends, target, plain: vague });
    }
}

/// The piece without "und", commas and the full stop at its ends.
fn trimmed(stream: &Stream<'_>, range: &Range<usize>) -> TextRange {
    let skip = |norm: &str| matches!(norm, "," | "." | ";" | "und" | ":" | "aber");
    let first = range.clone().find(|i| !skip(stream.norm(*i))).unwrap_or(range.start);
    let last = range.clone().rev().find(|i| !skip(stream.norm(*i))).unwrap_or(range.end - 1);
    stream.range(first.min(last), last)
}

fn clause_start(stream: &Stream<'_>, sentence: &Range<usize>, at: usize) -> usize {
    let breaks =
        |i: &usize| matches!(stream.norm(*i), "," | ":" | ";" | "–") && !in_brackets(stream, sentence, *i);
    (sentence.start..at).rev().find(breaks).map_or(sentence.start, |i| i + 1)
}

fn clause_end(stream: &Stream<'_>, sentence: &Range<usize>, at: usize) -> usize {
    let breaks = |i: &usize| {
        matches!(stream.norm(*i), "," | ":" | ";" | "–" | "(") && !in_brackets(stream, sentence, *i)
    };
    (at..sentence.end).find(breaks).unwrap_or(sentence.end)
}

fn in_brackets(stream: &Stream<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let open = stream.rfind(sentence.start..at, &["("]);
    let shut = stream.rfind(sentence.start..at, &[")"]);
    open.is_some_and(|o| shut.is_none_or(|s| s < o))
}

/// The pieces of a sentence that speak about different rulings: each begins where what it is about is named.
fn pieces(stream: &Stream<'_>, sentence: &Range<usize>) -> Vec<(Range<usize>, Target)> {
    let mut out: Vec<(Range<usize>, Target)> = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        let lead = is_one(stream.norm(i), ABOUT)
            || stream.norm(i) == "gegen"
            || stream.norm(i) == "soweit"
            || stream.norm(i) == "der" && stream.norm(i + 1) == "gegen";
        if !lead || in_brackets(stream, sentence, i) {
            i += 1;
            continue;
        }
        let near = i + 1..(i + 6).min(sentence.end);
        let mut target = Target::default();
        let mut next = i + 1;
        // "Der Widerspruch gegen 1. hat aufschiebende Wirkung, der gegen 3. nicht"
        let bare = stream.norm(i) == "gegen" && numbers(stream, i + 1, (i + 2).min(sentence.end)).1 > i + 1;
        if bare {
            let (points, end) = numbers(stream, i + 1, sentence.end);
            target.points = points;
            next = end.max(i + 1);
        } else if let Some(label) = stream.find(near.clone(), LABELS) {
            let (points, end) = numbers(stream, label + 1, sentence.end);
            target.points = points;
            next = end.max(label + 1);
        } else {
            let words = || near.clone().map(|j| stream.norm(j));
            let stop = words().position(|w| matches!(w, "hat" | "haben" | ",")).unwrap_or(near.len());
            for (ruling, names) in ACTS {
                if words().take(stop).any(|w| is_one(w, names)) {
                    target.rulings.push(*ruling);
                }
            }
        }
        if target.is_all() {
            i += 1;
            continue;
        }
        match out.last_mut() {
            Some(last) if last.1.is_all() => last.1 = target,
            Some(last) => {
                // The words that lead in ("die Klage gegen …") belong to the new piece.
                let cut = (last.0.start + 1..i)
                    .rev()
                    .find(|j| matches!(stream.norm(*j), "," | "und" | ";"))
                    .unwrap_or(i);
                last.0.end = cut;
                out.push((cut..sentence.end, target));
            }
            None => out.push((sentence.start..sentence.end, target)),
        }
        i = next.max(i + 1);
    }
    if out.is_empty() {
        out.push((sentence.clone(), Target::default()));
    }
    out.retain(|(range, _)| !range.is_empty());
    out
}

/// What a piece says: that the remedy suspends, that it does not, or nothing by itself.
fn polarity(stream: &Stream<'_>, range: &Range<usize>) -> Option<bool> {
    let mut found = None;
    for i in range.clone() {
        let norm = stream.norm(i);
        if in_brackets(stream, range, i) {
            continue;
        }
        match norm {
            "kein" | "keine" | "keinen" | "keinerlei" | "entfällt" | "ohne" | "weder" => return Some(false),
            // "Der Widerspruch hat aufschiebende Wirkung, ändert aber nicht …": another clause.
            "nicht" => {
                let comma = stream.rfind(range.start..i, &[",", ":", ";", "–"]);
                let said = stream.rfind(range.start..i, &["wirkung"]);
                if comma.is_none()
                    || said.is_none()
                    || comma < said
                    || stream.has(i.saturating_sub(2)..i, &["ebenfalls", "dagegen", "auch", "aber"])
                {
                    return Some(false);
                }
            }
            "wirkung" if stream.norm(i.wrapping_sub(1)).starts_with("aufschieb") => found = Some(true),
            "suspensiveffekt" => found = Some(true),
            "hat"
                if matches!(stream.norm(i + 1), "sie" | "er")
                    && stream.norm(i + 2) != "keine"
                    && found.is_none() =>
            {
                found = Some(true);
            }
            _ => {}
        }
        // "…, der gegen Ziffer 3 hat sie"
        if norm == "hat" && stream.norm(i + 1) == "sie" && found.is_none() {
            found = Some(true);
        }
    }
    found
}

/// "gegen Nummer II hat sie keine": goes on with the sentence before.
fn goes_on(stream: &Stream<'_>, sentence: &Range<usize>, block: usize, before: &[Effect]) -> Option<Effect> {
    let last = before.last().filter(|e| e.block == block && !e.plain)?;
    let near = u32::from(stream.words[sentence.start].range.start())
        .saturating_sub(u32::from(last.range.end()))
        < 90;
    let (_, target) = pieces(stream, sentence).into_iter().next()?;
    if !near
        || target.is_all()
        || !stream.has(sentence.clone(), &["hat", "haben", "ebenfalls", "nicht"])
        || sentence.len() > 30
    {
        return None;
    }
    if !stream.has(sentence.clone(), &["sie", "er", "keine", "nicht"])
        || stream.has(sentence.clone(), &["können", "kann"])
    {
        return None;
    }
    let suspends = !stream.has(sentence.clone(), &["keine", "nicht"]);
    Some(Effect { range: stream.sentence(sentence), block, suspends, target, plain: false })
}

/// The rulings that a sentence names.
fn named(stream: &Stream<'_>, sentence: &Range<usize>) -> Target {
    let of = |(ruling, names): &(Ruling, &[&str])| stream.has(sentence.clone(), names).then_some(*ruling);
    Target { rulings: ACTS.iter().filter_map(of).collect(), ..Target::default() }
}

/// Plain words for the effect: "Der Widerspruch ändert erst einmal nichts", "Sie müssen trotzdem zahlen".
fn plain(stream: &Stream<'_>, sentence: &Range<usize>, block: usize) -> Option<Effect> {
    let s = || sentence.clone();
    let remedy = stream.has(s(), &["widerspruch*", "widersprechen", "klage", "klagen", "rechtsbehelf*"])
        || stream.has(s(), &["gericht"]) && stream.has(s(), &["solange", "bis", "während"])
        // "Die Entscheidung gilt trotzdem schon jetzt.", in the notice itself
        || stream.norm(sentence.start.saturating_add(1)) == "entscheidung"
            && stream.has(s(), &["gilt"])
            && stream.has(s(), &["trotzdem", "dennoch"])
        // "…; er schiebt die Wirkung nicht auf"
        || stream.norm(sentence.start) == "er" && stream.has(s(), &["wirkung"]);
    let effect = |suspends| {
        Some(Effect {
            range: stream.sentence(sentence),
            block,
            suspends,
            target: Target::default(),
            plain: true,
        })
    };
    // "Der Widerspruch schiebt die Wirkung der Ablehnung nicht auf", "Die Klage hält die Abschiebung nicht auf"
    if remedy && stream.has(s(), &["schiebt", "hält"]) && stream.has(s(), &["auf"]) {
        let target = named(stream, sentence);
        let plain = target.is_all();
        return effect(!stream.has(s(), &["nicht"])).map(|e| Effect { target, plain, ..e });
    }
    // "… wirkt der Widerspruch nicht aufschiebend"
    if remedy && stream.has(s(), &["wirkt", "wirken"]) && stream.has(s(), &["aufschiebend"]) {
        let mut target = named(stream, sentence);
        if let Some((_, of)) = pieces(stream, sentence).into_iter().find(|(_, of)| !of.is_all()) {
            target = of;
        }
        let plain = target.is_all();
        return effect(!stream.has(s(), &["nicht", "keinesfalls"])).map(|e| Effect { target, plain, ..e });
    }
    // "Auch wenn Sie klagen, ist die Rücknahme sofort vollziehbar"
    if remedy
        && stream.has(s(), &["vollziehbar"])
        && stream.has(s(), &["sofort"])
        && stream.has(s(), &["auch", "trotz"])
    {
        let target = named(stream, sentence);
        return effect(false).map(|e| Effect { target, plain: false, ..e });
    }
    // "Mit Einlegung des Rechtsbehelfs ruht die Zahlungspflicht", "Bis zum Urteil über die Klage ist die Gebühr nicht fällig"
    let payment = stream.has(s(), &["zahlungspflicht", "gebühr", "gebühren", "zahlung"]);
    let later = stream.has(s(), &["ruht"]) || stream.has(s(), &["nicht"]) && stream.has(s(), &["fällig"]);
    if remedy && payment && later {
        let target = Target { rulings: vec![Ruling::Fee], ..Target::default() };
        return effect(true).map(|e| Effect { target, ..e });
    }
    // "… gilt die Ablehnung vorerst nicht", "die Vollziehung ist gehemmt"
    let for_now = stream.has(s(), &["vorerst", "zunächst", "solange", "vorläufig", "erstmal"])
        || stream.find(s(), &["erst"]).is_some_and(|at| stream.norm(at + 1) == "einmal")
        || stream.find(s(), &["so"]).is_some_and(|at| stream.norm(at + 1) == "lange")
        || stream.find(s(), &["noch"]).is_some_and(|at| stream.norm(at + 1) == "nicht");
    let rests = for_now
        && stream.has(s(), &["gilt", "gelten", "müssen", "wirksam", "vollzogen", "vollstreckt"])
        && stream.has(s(), &["nicht"]);
    if remedy && (rests || stream.has(s(), &["gehemmt", "hemmt"])) {
        return effect(true);
    }
    let still = stream.has(s(), &["trotzdem", "dennoch"])
        || stream.has(s(), &["auch"]) && stream.has(s(), &["dann", "wenn"]) && !stream.has(s(), &["nicht"]);
    if remedy && still && stream.has(s(), &["gilt", "gelten", "müssen", "zahlen", "beachten", "bleibt"]) {
        return effect(false);
    }
    None
}

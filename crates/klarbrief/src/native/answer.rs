//! Reasons that copy the law, and submissions that nobody answers.

use letter::{PartKind, Sign, Trace};
use rule::Rule;
use rustc_hash::{FxHashMap, FxHashSet};
use text::Pos;

use super::number;
use super::reasons::at;
use crate::engine::{Context, Found};

/// Sentences that stand in a law, with no fact of the case in this or the next two sentences; or so many of them that little
/// else is left.
pub(crate) fn copied(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let traces = &ctx.letter.traces;
    let reasons: Vec<&Trace> = traces.iter().filter(|t| ctx.part(t.block) != PartKind::Hints).collect();
    for (i, trace) in reasons.iter().enumerate().filter(|(_, t)| t.signs.has(Sign::Copied)) {
        let next = reasons[i..].iter().take(3).take_while(|t| t.block <= trace.block + 1);
        if !next.clone().any(|t| t.signs.has(Sign::Fact)) {
            found.push(at(trace));
        }
    }
    if !found.is_empty() {
        return;
    }
    let words = |copied: bool| -> usize {
        let some = reasons.iter().filter(|t| !copied || t.signs.has(Sign::Copied));
        some.map(|t| ctx.paragraphs[t.block].words_of(&ctx.paragraphs[t.block].sentences[t.sentence])).sum()
    };
    let (copied, all) = (words(true), words(false));
    if all >= 150 && copied as f64 > all as f64 * number(rule, "max-share", 0.25) {
        found.extend(reasons.iter().find(|t| t.signs.has(Sign::Copied)).map(|t| at(t)));
    }
}

/// What the person put forward and nothing takes up; formulas that answer with a reason are dropped.
pub(crate) fn unanswered(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    if ctx.settings.piece {
        // The answer may stand in another paragraph.
        return;
    }
    let traces = &ctx.letter.traces;
    found.retain(|f| {
        let own = (f.block, f.sentence.unwrap_or(0));
        let Ok(i) = traces.binary_search_by_key(&own, |t| (t.block, t.sentence)) else { return true };
        // "… überzeugt nicht, denn nur Sie hatten den Schlüssel." The reason may open the next sentence.
        let colon = ctx.document.slice(traces[i].range).trim_end().ends_with(':');
        let next = traces.get(i + 1).filter(|t| t.block == f.block).is_some_and(|t| {
            let words = ctx.document.slice(t.range).trim_start();
            ["Denn ", "Nur ", "Der Grund", "Grund dafür", "Das liegt"].iter().any(|w| words.starts_with(w))
        });
        !colon && !next && !traces[i].signs.has(Sign::Cause)
    });
    let forward: Vec<bool> = traces.iter().map(|t| puts_forward(ctx, t)).collect();
    let made = forward.iter().filter(|f| **f).count();
    if made == 0 {
        return;
    }
    let said = Mentions::read(ctx, traces);
    let answers = |t: &Trace| {
        ctx.part(t.block) != PartKind::Hints && t.signs.has(Sign::Answer) && !t.signs.has(Sign::Submission)
    };
    let mut ahead = traces.iter().filter(|t| answers(t)).count();
    for (i, trace) in traces.iter().enumerate() {
        ahead -= usize::from(answers(trace));
        if !forward[i] {
            continue;
        }
        let topics = nouns(ctx, trace);
        let mut next = traces[i + 1..].iter().filter(|t| ctx.part(t.block) != PartKind::Hints).take(2);
        let near = next.any(|t| {
            t.block == trace.block
                && t.signs.any(&[Sign::Cause, Sign::Link, Sign::Answer])
                && takes_up(ctx.document.slice(t.range))
        });
        // Taken up by its nouns further down, or answered in the next sentences.
        let answered = near || topics.iter().any(|noun| said.again(noun, i, trace.block));
        // As many answers as points that were made: they may use other words.
        if !answered && ahead < made && !topics.is_empty() {
            found.push(at(trace));
        }
    }
}

/// Where each noun is said for the last time: so no submission has to look through all that follows it.
struct Mentions<'a> {
    /// The last sentence that answers or weighs, by its place among the traces.
    joined: FxHashMap<&'a str, usize>,
    /// The last block.
    block: FxHashMap<&'a str, usize>,
}

impl<'a> Mentions<'a> {
    fn read(ctx: &Context<'a>, traces: &[Trace]) -> Mentions<'a> {
        let mut said = Mentions { joined: FxHashMap::default(), block: FxHashMap::default() };
        for (i, trace) in traces.iter().enumerate().filter(|(_, t)| ctx.part(t.block) != PartKind::Hints) {
            let joins = trace.signs.any(&[
                Sign::Cause,
                Sign::Link,
                Sign::Answer,
                Sign::Pro,
                Sign::Contra,
                Sign::Outcome,
            ]);
            let words = nouns(ctx, trace);
            said.block.extend(words.iter().map(|noun| (*noun, trace.block)));
            if joins {
                said.joined.extend(words.iter().map(|noun| (*noun, i)));
            }
        }
        said
    }

    /// Said again behind a trace: in a sentence that joins, or in a later block.
    fn again(&self, noun: &str, trace: usize, block: usize) -> bool {
        self.joined.get(noun).is_some_and(|i| *i > trace) || self.block.get(noun).is_some_and(|b| *b > block)
    }
}

/// "Sie haben am … erklärt, dass …": words of the person with a content of their own.
fn puts_forward(ctx: &Context<'_>, trace: &Trace) -> bool {
    if !trace.signs.has(Sign::Submission) || trace.signs.any(&[Sign::Answer, Sign::Norm]) {
        return false;
    }
    let paragraph = &ctx.paragraphs[trace.block];
    let tokens = paragraph.tokens_of(&paragraph.sentences[trace.sentence]);
    let says = |word: &str| tokens.iter().any(|t| paragraph.norm(t) == word);
    let told =
        ["dass", "sei", "seien", "hätten", "habe", "wollen", "wollten", "würden", "möchten", "könnten"];
    let tells = told.into_iter().any(says) || tokens.iter().any(|t| t.morph.has(text::Morph::SUB));
    let nothing = says("nicht") && says("geäußert") || says("keine") || says("ich") || says("wir");
    tells && !nothing && paragraph.words_of(&paragraph.sentences[trace.sentence]) >= 8
}

/// The nouns of a sentence by their base forms; those of every procedure are left out.
fn nouns<'a>(ctx: &Context<'a>, trace: &Trace) -> FxHashSet<&'a str> {
    const COMMON: &[&str] = &[
        "schreiben",
        "stellungnahme",
        "antrag",
        "anhörung",
        "bescheid",
        "brief",
        "frist",
        "monat",
        "jahr",
        "tag",
        "woche",
        "gespräch",
        "angabe",
        "aufenthaltserlaubnis",
        "person",
        "fall",
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
        "euro",
        "herr",
        "frau",
        "deutschland",
        "aufenthalt",
    ];
    let paragraph = &ctx.paragraphs[trace.block];
    paragraph
        .tokens_of(&paragraph.sentences[trace.sentence])
        .iter()
        .filter(|t| matches!(t.pos, Pos::Noun | Pos::Propn) && t.letters >= 4)
        .map(|t| paragraph.lemma(t))
        .filter(|l| !COMMON.contains(l))
        .map(stem)
        .collect()
}

/// "Fußes" and "Fuß" are one noun.
fn stem(word: &str) -> &str {
    ["es", "en", "s", "n", "e"]
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|w| w.len() >= 4))
        .unwrap_or(word)
}

/// "Das reicht nicht, weil …": the sentence speaks about what was just said.
fn takes_up(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "Das",
        "Dies",
        "Dar",
        "Daran",
        "Dem ",
        "Er ",
        "Sie ",
        "Es ",
        "Auch",
        "Selbst",
        "Trotzdem",
        "Dennoch",
        "Zwar",
        "Aber",
        "Doch",
        "Damit",
        "Hier",
        "Nur ",
        "Denn",
        "Ein solche",
        "Solche",
        "Wir ",
        "Ich ",
        "Ihr",
        "Allerdings",
        "Richtig",
        "Jedoch",
    ];
    let text = text.trim_start();
    STARTS.iter().any(|s| text.starts_with(s))
}

//! How a letter reasons: what each sentence adds, and for which ruling.
//!
//! [`find`] reads the sentences of the reasons one by one ([`Trace`]); [`attach`] leads each to the rulings it speaks about:
//! by number ("Zu Ziffer 3"), by heading, by the words of the ruling, else to the main ruling.

mod discretion;
mod fact;
mod signs;
mod topic;
mod valence;
mod weigh;
mod words;

use source::TextRange;

use crate::citation::Citation;
use crate::norm::{Norms, Wording};
use crate::part::PartKind;
use crate::point::{Point, Reason, ReasonKind};
use crate::{View, layout};

pub use signs::{Sign, Signs};
pub(crate) use topic::attach;

/// What one sentence adds to the reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The sentence.
    pub range: TextRange,
    /// The block it stands in.
    pub block: usize,
    /// The sentence of that block.
    pub sentence: usize,
    /// What it shows.
    pub signs: Signs,
}

/// Reads every sentence that may give reasons, in reading order; sentences that show nothing are kept, too.
pub(crate) fn find(
    view: &View<'_>,
    parts: &[PartKind],
    citations: &[Citation],
    points: &[Point],
) -> Vec<Trace> {
    // A letter without a reasons part, or without a decision, may reason among its notes.
    let apart = parts.contains(&PartKind::Reasons) && points.iter().any(|p| p.ruling.decides());
    let mut out = Vec::new();
    for b in 0..view.len() {
        let gives = match parts[b] {
            PartKind::Reasons | PartKind::OperativePart | PartKind::Body => true,
            PartKind::Hints => !apart,
            _ => false,
        };
        // "Diese Voraussetzungen erfüllen Sie, weil" above a list stands like a heading.
        if !gives || layout::is_heading(view, b) && !view.scan(b).contains("weil") {
            continue;
        }
        let first = out.len();
        let base = view.base(b);
        for (s, sentence) in view.paragraph(b).sentences.iter().enumerate() {
            let range = sentence.range + base;
            let cites = citations[citations.partition_point(|c| c.range.end() <= range.start())..]
                .first()
                .is_some_and(|c| c.range.start() < range.end());
            let mut signs = signs::read(view.scan(b), s, cites);
            signs.add(Sign::Copied, is_copied(view.paragraph(b), sentence));
            out.push(Trace { range, block: b, sentence: s, signs });
        }
        requirements(&mut out[first..]);
    }
    sides(&mut out);
    out
}

/// Facts that are told where an office weighs speak for or against the person, also without these words: behind the sentence that
/// opens the weighing, in its paragraph and in the next one if that goes on with it.
fn sides(traces: &mut [Trace]) {
    let explicit = |t: &Trace| t.signs.any(&[Sign::Pro, Sign::Contra]);
    let opens = |t: &Trace| t.signs.has(Sign::Discretion) || explicit(t) && !t.signs.has(Sign::Norm);
    let mut until = None;
    for i in 0..traces.len() {
        let trace = &traces[i];
        if opens(trace) {
            // A short opening ("Die Entscheidung steht in unserem Ermessen.") stands above its weighing.
            let alone = traces.get(i + 1).is_none_or(|t| t.block != trace.block)
                && (i == 0 || traces[i - 1].block != trace.block);
            until = Some(if alone { trace.block + 2 } else { trace.block });
        }
        let inside = until.is_some_and(|block| trace.block <= block);
        let told = trace.signs.any(&[Sign::Fact, Sign::Link, Sign::Denied, Sign::Discretion])
            && !trace.signs.any(&[Sign::Submission, Sign::Norm, Sign::Outcome]);
        let weighed = inside && told && !explicit(trace);
        traces[i].signs.add(Sign::Weighed, weighed);
    }
}

/// Shorter sentences share four words with a law by chance.
const COPIED_WORDS: usize = 10;

/// The share of a sentence from which it counts as copied (domain research B.2: sixty in a hundred).
const COPIED_SHARE: f64 = 0.6;

/// True if most of a sentence stands in a law word by word.
fn is_copied(paragraph: &text::Paragraph, sentence: &text::Sentence) -> bool {
    let words: Vec<&str> = paragraph
        .tokens_of(sentence)
        .iter()
        .map(|t| paragraph.norm(t))
        .filter(|w| w.chars().any(char::is_alphabetic) && !matches!(*w, "abs." | "satz" | "nr."))
        .collect();
    words.len() >= COPIED_WORDS && Wording::builtin().share(&words) >= COPIED_SHARE
}

/// What the law asks for stands beside its norm: in the same sentence, in the one before or behind it.
fn requirements(traces: &mut [Trace]) {
    for i in 0..traces.len() {
        let cited = |j: usize| traces.get(j).is_some_and(|t: &Trace| t.signs.has(Sign::Norm));
        let near = cited(i) || cited(i + 1) || i > 0 && cited(i - 1);
        if !near {
            traces[i].signs.remove(Sign::Requirement);
        }
    }
}

/// The links that a sentence adds to a chain.
pub(crate) fn links(trace: &Trace, citations: &[Citation], out: &mut Vec<Reason>) {
    let mut push = |kind: ReasonKind, range: TextRange| {
        out.push(Reason { kind, range, block: trace.block, sentence: trace.sentence });
    };
    let first = citations.partition_point(|c| c.range.end() <= trace.range.start());
    for citation in citations[first..].iter().take_while(|c| c.range.start() < trace.range.end()) {
        push(ReasonKind::Norm, citation.range);
    }
    let kinds = [
        (Sign::Requirement, ReasonKind::Requirement),
        (Sign::Fact, ReasonKind::Fact),
        (Sign::Link, ReasonKind::Link),
        (Sign::Outcome, ReasonKind::Weighing),
        (Sign::Result, ReasonKind::Result),
    ];
    for (sign, kind) in kinds {
        if trace.signs.has(sign) {
            push(kind, trace.range);
        }
    }
    if !trace.signs.has(Sign::Outcome) && (trace.signs.has(Sign::Pro) || trace.signs.has(Sign::Contra)) {
        push(ReasonKind::Weighing, trace.range);
    }
}

/// How far the reasons of a point go, 0 to 5: see [`Point::level`].
pub(crate) fn level<'t>(traces: impl Iterator<Item = &'t Trace>) -> u8 {
    let mut all = Signs::NONE;
    let mut any = false;
    for trace in traces {
        all = all.union(trace.signs);
        any = true;
    }
    let has = |sign| all.has(sign);
    match (has(Sign::Norm), has(Sign::Fact)) {
        (true, true) if has(Sign::Requirement) && has(Sign::Link) => {
            if has(Sign::Answer) {
                5
            } else {
                4
            }
        }
        (true, true) => 3,
        (true, _) | (_, true) => 2,
        _ => u8::from(any && (has(Sign::Result) || has(Sign::Link) || has(Sign::Discretion))),
    }
}

/// Points that share their reasons with others are no more than this many: letters with thousands of rulings are hostile.
pub(crate) const MOST_SHARED: usize = 8;

/// Fills in the chains of all points.
pub(crate) fn fill(
    points: &mut [Point],
    traces: &[Trace],
    citations: &[Citation],
    norms: &Norms,
    of: Vec<Vec<u32>>,
) {
    for (point, own) in points.iter_mut().zip(of) {
        let own_traces = own.iter().map(|i| &traces[*i as usize]);
        point.discretion = discretion::is_free(point, own_traces, citations, norms);
        point.level = level(own.iter().map(|i| &traces[*i as usize]));
        for trace in &own {
            links(&traces[*trace as usize], citations, &mut point.reasons);
        }
        point.chain = own;
    }
}

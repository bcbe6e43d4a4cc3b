//! A comparison in JSON; `crates/compare/README.md` describes every key.

use compare::{Change as Content, Comparison, Mention, Pair, Shift};
use klarbrief::diagnostic::Diagnostic;
use klarbrief::document::Document;
use klarbrief::source::TextRange;
use serde::Serialize;

use super::document::{Checked, Name, With};
use super::finding::Finding;
use super::run::Tool;
use super::{SCHEMA_VERSION, rounded};
use crate::command::compare::{Versions, gained};
use crate::lang::lang;

#[derive(Debug, Serialize)]
struct Answer<'a> {
    schema_version: u32,
    tool: Tool,
    before: Checked<'a>,
    after: Checked<'a>,
    comparison: Body<'a>,
    summary: Summary,
}

/// What became of the letter; also what the page of the trainers shows.
#[derive(Debug, Serialize)]
pub(crate) struct Body<'a> {
    scores: Scores,
    findings: Findings<'a>,
    points: Vec<Point>,
    paragraphs: Vec<Aligned>,
    sentences: Vec<Aligned>,
    changes: Vec<Element>,
}

#[derive(Debug, Serialize)]
struct Summary {
    lost: usize,
    changed: usize,
    errors: usize,
    warnings: usize,
    gain: Option<f64>,
    /// Whether the score rose as asked for with `--min-gain`; null without.
    gained: Option<bool>,
}

#[derive(Debug, Serialize)]
struct Scores {
    comprehensibility: Change,
    traceability: Change,
    formulas: std::collections::BTreeMap<&'static str, Change>,
    causes: Vec<Cause>,
}

#[derive(Debug, Serialize)]
struct Change {
    before: Option<f64>,
    after: Option<f64>,
    gain: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Cause {
    kind: &'static str,
    #[serde(flatten)]
    change: Change,
}

#[derive(Debug, Serialize)]
struct Findings<'a> {
    gone: Vec<Finding<'a>>,
    new: Vec<Finding<'a>>,
    kept: Vec<[Finding<'a>; 2]>,
}

#[derive(Debug, Serialize)]
struct Point {
    before: Option<Ruling>,
    after: Option<Ruling>,
}

#[derive(Debug, Serialize)]
struct Ruling {
    number: u32,
    ruling: &'static str,
    level: u8,
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct Aligned {
    relation: &'static str,
    moved: bool,
    similarity: f64,
    before: Vec<Range>,
    after: Vec<Range>,
    before_words: Vec<Range>,
    after_words: Vec<Range>,
}

#[derive(Debug, Serialize)]
struct Range {
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct Element {
    kind: &'static str,
    fate: &'static str,
    severity: Option<&'static str>,
    message: String,
    before: Option<Said>,
    after: Option<Said>,
}

#[derive(Debug, Serialize)]
struct Said {
    value: String,
    start: u32,
    end: u32,
}

/// The whole answer of `klarbrief compare --format json`, with a line break at the end.
pub(crate) fn write(versions: &Versions, found: &Comparison, min_gain: Option<f64>) -> Vec<u8> {
    let (old, new) = (&versions.old, &versions.new);
    let with = With { text: true, analysis: false };
    let count = |severity| found.problems().filter(|c| c.severity == Some(severity)).count();
    let fate = |fate| found.changes.iter().filter(|c| c.fate == fate).count();
    let answer = Answer {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        before: Checked::new(Name::Path(&versions.old_path), &old.document, &old.report, with),
        after: Checked::new(Name::Path(&versions.new_path), &new.document, &new.report, with),
        comparison: Body::new(versions, found),
        summary: Summary {
            lost: fate(compare::Fate::Lost),
            changed: fate(compare::Fate::Changed),
            errors: count(klarbrief::diagnostic::Severity::Error),
            warnings: count(klarbrief::diagnostic::Severity::Warning),
            gain: found.scores.comprehensibility.gain().map(rounded),
            gained: gained(found, min_gain),
        },
    };
    let mut bytes = serde_json::to_vec_pretty(&answer).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

impl<'a> Body<'a> {
    pub(crate) fn new(versions: &'a Versions, found: &Comparison) -> Body<'a> {
        let (old, new) = (&versions.old, &versions.new);
        let finding = |letter: &'a crate::letter::Letter, index: usize| {
            let document: &Document = &letter.document;
            let lines = document.line_index();
            let found: &Diagnostic = &letter.report.findings[index];
            Finding::new(found, document, &letter.report, lines.as_ref())
        };
        let point = |letter: &crate::letter::Letter, index: usize| {
            let p = &letter.report.letter.points[index];
            Ruling {
                number: p.number,
                ruling: p.ruling.key(),
                level: p.level,
                start: p.range.start().into(),
                end: p.range.end().into(),
            }
        };
        let points = found.points.iter().map(|p| Point {
            before: p.before.map(|i| point(old, i)),
            after: p.after.map(|i| point(new, i)),
        });
        Body {
            scores: scores(found),
            findings: Findings {
                gone: found.findings.gone.iter().map(|i| finding(old, *i)).collect(),
                new: found.findings.new.iter().map(|i| finding(new, *i)).collect(),
                kept: found.findings.kept.iter().map(|(a, b)| [finding(old, *a), finding(new, *b)]).collect(),
            },
            points: points.collect(),
            paragraphs: found.paragraphs.iter().map(aligned).collect(),
            sentences: found.sentences.iter().map(aligned).collect(),
            changes: found.changes.iter().map(element).collect(),
        }
    }
}

fn scores(found: &Comparison) -> Scores {
    let scores = &found.scores;
    Scores {
        comprehensibility: shift(scores.comprehensibility),
        traceability: shift(scores.traceability),
        formulas: scores.formulas.iter().map(|(f, s)| (f.key(), shift(*s))).collect(),
        causes: scores.causes.iter().map(|c| Cause { kind: c.kind.key(), change: shift(c.shift) }).collect(),
    }
}

fn shift(shift: Shift) -> Change {
    Change {
        before: shift.before.map(rounded),
        after: shift.after.map(rounded),
        gain: shift.gain().map(rounded),
    }
}

fn aligned(pair: &Pair) -> Aligned {
    let ranges = |list: &[TextRange]| {
        list.iter().map(|r| Range { start: r.start().into(), end: r.end().into() }).collect()
    };
    Aligned {
        relation: pair.relation.key(),
        moved: pair.moved,
        similarity: rounded(pair.similarity),
        before: ranges(&pair.before),
        after: ranges(&pair.after),
        before_words: ranges(&pair.before_words),
        after_words: ranges(&pair.after_words),
    }
}

fn element(change: &Content) -> Element {
    let said = |m: &Option<Mention>| {
        m.as_ref().map(|m| Said {
            value: m.value.clone(),
            start: m.range.start().into(),
            end: m.range.end().into(),
        })
    };
    Element {
        kind: change.kind.key(),
        fate: change.fate.key(),
        severity: change.severity.map(|s| s.key()),
        message: change.message(lang()),
        before: said(&change.before),
        after: said(&change.after),
    }
}

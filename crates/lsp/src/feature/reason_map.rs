//! The reason map: each ruling with what carries it. Lenses and hints say the same in a few words.

use klarbrief::letter::{Point, ReasonKind};
use klarbrief::{Lang, Report};
use lsp_types::{CodeLens, Command, InlayHint, InlayHintLabel, InlayHintTooltip, Range};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Answer, Subject, View, names, read, write};
use crate::analysis::Analysis;

/// The answer to `klarbrief/reasonMap`; `README.md` of this crate describes it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ReasonMap<'a> {
    version: i32,
    kind: Kind,
    scores: Scores,
    law_date: &'a str,
    points: Vec<MapPoint>,
    findings: Counts,
}

#[derive(Debug, Serialize)]
struct Kind {
    id: &'static str,
    name: &'static str,
    also: Vec<&'static str>,
    confidence: f64,
}

#[derive(Debug, Serialize)]
struct Scores {
    comprehensibility: Option<f64>,
    traceability: Option<f64>,
    words: usize,
    sentences: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct MapPoint {
    number: u32,
    ruling: Named,
    burden: bool,
    discretion: bool,
    range: Range,
    text: String,
    /// 0 to 5; null for a ruling that needs no reasons.
    level: Option<u8>,
    norms: Vec<Norm>,
    reasons: Vec<MapReason>,
    missing: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Named {
    id: &'static str,
    name: &'static str,
}

#[derive(Debug, Serialize)]
struct Norm {
    text: String,
    range: Range,
    exists: Option<bool>,
}

#[derive(Debug, Serialize)]
struct MapReason {
    kind: &'static str,
    range: Range,
    text: String,
}

#[derive(Debug, Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    info: usize,
    hint: usize,
}

/// Answers `klarbrief/reasonMap`; null for what is no letter.
pub(crate) fn map(view: &View<'_>) -> Answer {
    let Subject::Letter(analysis) = view.subject else { return Ok(Value::Null) };
    let report = &analysis.report;
    let range = |r| analysis.lines.range(analysis.in_file(r), view.client.encoding);
    let words = |r| one_line(analysis.document.slice(r));
    let points = report.letter.points.iter().filter(|p| p.ruling.decides()).map(|point| {
        let mut norms: Vec<Norm> = Vec::new();
        let own = report.letter.citations_in(point.range).iter().map(|c| c.range);
        let cited = point.reasons.iter().filter(|r| r.kind == ReasonKind::Norm).map(|r| r.range);
        for place in own.chain(cited) {
            let text = words(place);
            if norms.iter().all(|n| n.text != text) {
                let found = report.letter.citations_in(place).first();
                let exists =
                    found.map(|c| c.refs.iter().map(|r| r.exists).collect::<Vec<_>>()).unwrap_or_default();
                let exists = if exists.contains(&Some(false)) {
                    Some(false)
                } else {
                    exists.into_iter().flatten().next()
                };
                norms.push(Norm { text, range: range(place), exists });
            }
        }
        MapPoint {
            number: point.number,
            ruling: Named { id: point.ruling.key(), name: names::ruling(point.ruling, view.lang) },
            burden: point.burden,
            discretion: point.discretion,
            range: range(point.range),
            text: words(point.range),
            level: point.burden.then_some(point.level),
            norms,
            reasons: point
                .reasons
                .iter()
                .map(|r| MapReason { kind: r.kind.key(), range: range(r.range), text: words(r.range) })
                .collect(),
            missing: missing(report, point, view.lang),
        }
    });
    use klarbrief::diagnostic::Severity;
    write(ReasonMap {
        version: analysis.version,
        kind: Kind {
            id: report.letter.kinds.main.key(),
            name: names::kind(report.letter.kinds.main, view.lang),
            also: report.letter.kinds.also.iter().map(|k| k.key()).collect(),
            confidence: (report.letter.kinds.confidence * 100.0).round() / 100.0,
        },
        scores: Scores {
            comprehensibility: report.scores.comprehensibility.map(rounded),
            traceability: report.scores.traceability.map(rounded),
            words: report.scores.counts.words as usize,
            sentences: report.scores.counts.sentences as usize,
        },
        law_date: &report.law_date,
        points: points.collect(),
        findings: Counts {
            error: report.count(Severity::Error),
            warning: report.count(Severity::Warning),
            info: report.count(Severity::Info),
            hint: report.count(Severity::Hint),
        },
    })
}

/// Answers `textDocument/codeLens`: the scores above the letter, the level above each ruling that lays something on a person.
pub(crate) fn lenses(view: &View<'_>) -> Answer {
    let Subject::Letter(analysis) = view.subject else { return Ok(json!([])) };
    let command = |title: String, number: Option<u32>| {
        let mut arguments = vec![json!(view.uri.as_str())];
        arguments.extend(number.map(|n| json!(n)));
        Command { title, command: "klarbrief.reasonMap".to_owned(), arguments: Some(arguments) }
    };
    let mut out = Vec::new();
    if let Some(title) = summary(&analysis.report, view.lang) {
        out.push(CodeLens { range: Range::default(), command: Some(command(title, None)), data: None });
    }
    for point in burdens(analysis) {
        let at = analysis.in_file(point.range).start();
        let range = analysis.lines.range(klarbrief::source::TextRange::empty(at), view.client.encoding);
        let lacks = missing(&analysis.report, point, view.lang);
        let mut title = view.lang.pick(
            format!("Begründung: Stufe {} von 5", point.level),
            format!("Reasons: level {} of 5", point.level),
        );
        if !lacks.is_empty() {
            title.push_str(view.lang.pick(" – es fehlt: ", " – missing: "));
            title.push_str(&lacks.join(", "));
        }
        out.push(CodeLens { range, command: Some(command(title, Some(point.number))), data: None });
    }
    write(out)
}

/// Answers `textDocument/inlayHint`: the level behind each ruling that lays something on a person.
pub(crate) fn hints(view: &View<'_>, params: &Value) -> Answer {
    #[derive(serde::Deserialize)]
    struct Params {
        range: Range,
    }
    let Subject::Letter(analysis) = view.subject else { return Ok(json!([])) };
    let Params { range } = read(params)?;
    let encoding = view.client.encoding;
    let wanted = analysis.lines.text_range(&analysis.text, range, encoding);
    let mut out = Vec::new();
    for point in burdens(analysis) {
        let end = analysis.in_file(point.range).end();
        if !wanted.contains_inclusive(end) {
            continue;
        }
        let lacks = missing(&analysis.report, point, view.lang);
        let tooltip = match lacks.is_empty() {
            true => view.lang.pick("Die Begründung ist vollständig.", "The reasons are complete.").to_owned(),
            false => {
                let lacks = lacks.join(", ");
                view.lang.pick(format!("Es fehlt: {lacks}"), format!("Missing: {lacks}"))
            }
        };
        let level = point.level;
        out.push(InlayHint {
            position: analysis.lines.position(end.into(), encoding),
            label: InlayHintLabel::String(
                view.lang.pick(format!("Begründung: Stufe {level}/5"), format!("reasons: level {level}/5")),
            ),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(tooltip)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
    write(out)
}

/// The letter in one line: "Ablehnung … · Verständlichkeit 61 von 100 · Nachvollziehbarkeit 80 von 100".
pub(crate) fn summary(report: &Report, lang: Lang) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(score) = report.scores.comprehensibility {
        let score = score.round();
        parts.push(
            lang.pick(
                format!("Verständlichkeit {score} von 100"),
                format!("Comprehensibility {score} of 100"),
            ),
        );
    }
    if let Some(score) = report.scores.traceability {
        let score = score.round();
        parts.push(
            lang.pick(format!("Nachvollziehbarkeit {score} von 100"), format!("Traceability {score} of 100")),
        );
    }
    if parts.is_empty() {
        return None;
    }
    parts.push(names::kind(report.letter.kinds.main, lang).to_owned());
    Some(parts.join(" · "))
}

/// A ruling in a few sentences, for a message box.
pub(crate) fn of_point(analysis: &Analysis, number: u32, lang: Lang) -> Option<String> {
    let point = burdens(analysis).find(|p| p.number == number)?;
    let ruling = names::ruling(point.ruling, lang);
    let level = point.level;
    let lacks = missing(&analysis.report, point, lang);
    let lacks = match lacks.is_empty() {
        true => String::new(),
        false => format!(" {} {}.", lang.pick("Es fehlt:", "Missing:"), lacks.join(", ")),
    };
    Some(lang.pick(
        format!("Ziffer {number} ({ruling}): Begründung auf Stufe {level} von 5.{lacks}"),
        format!("Point {number} ({ruling}): reasons at level {level} of 5.{lacks}"),
    ))
}

/// The rulings that need reasons.
fn burdens(analysis: &Analysis) -> impl Iterator<Item = &Point> {
    analysis.report.letter.points.iter().filter(|p| p.burden && p.ruling.decides())
}

/// What would raise the level of a ruling.
fn missing(report: &Report, point: &Point, lang: Lang) -> Vec<&'static str> {
    if point.burden { klarbrief::names::lacks(report, point, lang) } else { Vec::new() }
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rounded(score: f64) -> f64 {
    (score * 10.0).round() / 10.0
}

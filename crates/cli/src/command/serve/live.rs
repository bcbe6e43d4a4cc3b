//! The check while typing: the newest text wins, and what is underlined comes first.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use klarbrief::Cache;
use klarbrief::diagnostic::{Diagnostic, Severity};
use maud::html;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use super::desk::{About, Desk, LONGEST, Wrong};
use crate::guard::guarded;
use crate::lang;
use crate::letter::Letter;
use crate::names;
use crate::output::concise::one_line;
use crate::output::html::{page_kind_line, reasons, scores, tally};
use crate::output::json::bytes;
use crate::wire::run::Tally;

/// Findings that the list of the page gets; underlines are not limited.
const MOST_LISTED: usize = 500;

/// A text to be checked.
#[derive(Debug, Deserialize)]
struct Ask {
    /// Counts up; answers carry it back.
    seq: u64,
    text: String,
    #[serde(flatten)]
    about: About,
}

/// The first answer: what is underlined. `[start, end, severity]`, UTF-16 units as browsers count, sorted as the findings are.
#[derive(Debug, Serialize)]
struct Marks {
    t: &'static str,
    seq: u64,
    marks: Vec<[u32; 3]>,
}

/// The second answer: everything else.
#[derive(Debug, Serialize)]
struct Full<'a> {
    t: &'static str,
    seq: u64,
    findings: Vec<Finding<'a>>,
    total: usize,
    rules: BTreeMap<&'a str, About_<'a>>,
    kind: String,
    comprehensibility: Option<f64>,
    traceability: Option<f64>,
    words: u32,
    tally: String,
    scores: String,
    reasons: String,
}

#[derive(Debug, Serialize)]
struct About_<'a> {
    title: &'a str,
    why: &'a str,
    source: &'a str,
}

#[derive(Debug, Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    name: &'static str,
    message: String,
    start: u32,
    end: u32,
    part: &'static str,
    fixes: Vec<Fix<'a>>,
}

#[derive(Debug, Serialize)]
struct Fix<'a> {
    title: String,
    applicability: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Debug, Serialize)]
struct Edit<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Failed {
    t: &'static str,
    seq: u64,
    error: Wrong,
}

/// Opens the line between an editor and the checker.
pub(super) async fn upgrade(State(desk): State<Arc<Desk>>, upgrade: WebSocketUpgrade) -> Response {
    // JSON may need six bytes for one.
    let limit = LONGEST * 6 + 4096;
    upgrade.max_message_size(limit).max_frame_size(limit).on_upgrade(move |socket| talk(socket, desk))
}

/// What a thread hands back while it works on a text.
enum Piece {
    Marks(Vec<u8>),
    /// The last piece; empty if there is nothing to add.
    Rest(Vec<u8>),
}

async fn talk(mut socket: WebSocket, desk: Arc<Desk>) {
    let mut waiting: Option<Ask> = None;
    let mut busy = false;
    // Of this editor alone, and gone with it.
    let cache = Arc::new(Mutex::new(Cache::new()));
    let (sender, mut pieces) = mpsc::unbounded_channel();
    loop {
        if !busy && let Some(ask) = waiting.take() {
            busy = true;
            let (desk, cache, sender) = (Arc::clone(&desk), Arc::clone(&cache), sender.clone());
            tokio::task::spawn_blocking(move || {
                // One check at a time uses it; one that broke off leaves nothing half-written that is used again.
                let mut cache = cache.lock().unwrap_or_else(|broken| {
                    let mut cache = broken.into_inner();
                    *cache = Cache::new();
                    cache
                });
                answer(&desk, ask, &mut cache, &sender);
            });
        }
        let piece = tokio::select! {
            // What was typed meanwhile is read first, so that an old text is never started.
            biased;
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => {
                    if let Ok(ask) = serde_json::from_str::<Ask>(&text) {
                        waiting = Some(ask);
                    }
                    continue;
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => continue,
            },
            Some(piece) = pieces.recv() => piece,
        };
        let json = match piece {
            Piece::Marks(json) => json,
            Piece::Rest(json) => {
                busy = false;
                // Lists of a text that has changed again help nobody.
                if waiting.is_some() || json.is_empty() {
                    continue;
                }
                json
            }
        };
        if send(&mut socket, json).await.is_err() {
            return;
        }
    }
}

async fn send(socket: &mut WebSocket, json: Vec<u8>) -> Result<(), axum::Error> {
    match String::from_utf8(json) {
        Ok(text) => socket.send(Message::Text(text.into())).await,
        Err(_) => Ok(()),
    }
}

/// Checks a text; the underlines leave before anything else is worked out.
fn answer(desk: &Desk, ask: Ask, cache: &mut Cache, pieces: &mpsc::UnboundedSender<Piece>) {
    let Ask { seq, text, about } = ask;
    let rest = lang::with(about.lang.into(), || match desk.check_again(text, &about, cache) {
        Ok(letter) => {
            let places = Utf16::new(&letter.document.text);
            let marks = Marks { t: "marks", seq, marks: marks(&letter.report.findings, &places) };
            let _ = pieces.send(Piece::Marks(bytes(&marks)));
            guarded(|| Ok(bytes(&full(desk, seq, &letter, &places)))).unwrap_or_default()
        }
        Err(error) => {
            // What a check that broke off left behind is not trusted.
            *cache = Cache::new();
            bytes(&Failed { t: "error", seq, error: error.into() })
        }
    });
    // Nobody listens once the page is closed.
    let _ = pieces.send(Piece::Rest(rest));
}

fn marks(findings: &[Diagnostic], places: &Utf16<'_>) -> Vec<[u32; 3]> {
    findings
        .iter()
        .map(|f| {
            let severity = match f.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
                Severity::Hint => 3,
            };
            [places.at(f.range.start().into()), places.at(f.range.end().into()), severity]
        })
        .collect()
}

fn full<'a>(desk: &'a Desk, seq: u64, letter: &'a Letter, places: &Utf16<'_>) -> Full<'a> {
    let report = &letter.report;
    let set = desk.checker(lang::lang()).ruleset();
    let mut rules = BTreeMap::new();
    let listed = &report.findings[..report.findings.len().min(MOST_LISTED)];
    let findings = listed
        .iter()
        .map(|f| {
            let title = set.rule(&f.rule).map_or("", |r| r.title.pick(lang::lang()));
            rules.entry(&*f.rule).or_insert(About_ { title, why: &f.why, source: &f.source });
            let block = report.place(&letter.document, f.range.start()).paragraph as usize - 1;
            Finding {
                rule: &f.rule,
                severity: f.severity.key(),
                name: names::severity(f.severity),
                message: one_line(&f.message),
                start: places.at(f.range.start().into()),
                end: places.at(f.range.end().into()),
                part: report.letter.part_of_block.get(block).map_or("", |p| names::part(*p)),
                fixes: f
                    .fixes
                    .iter()
                    .take(4)
                    .map(|fix| Fix {
                        title: one_line(&fix.title),
                        applicability: fix.applicability.key(),
                        edits: fix
                            .edits
                            .iter()
                            .map(|e| Edit {
                                start: places.at(e.range.start().into()),
                                end: places.at(e.range.end().into()),
                                text: &e.text,
                            })
                            .collect(),
                    })
                    .collect(),
            }
        })
        .collect();
    Full {
        t: "full",
        seq,
        findings,
        total: report.findings.len(),
        rules,
        kind: page_kind_line(letter),
        comprehensibility: report.scores.comprehensibility,
        traceability: report.scores.traceability,
        words: report.scores.counts.words,
        tally: tally(Tally::of(report.findings.iter().map(|f| f.severity))).into_string(),
        scores: scores::panel(letter, None).into_string(),
        reasons: html! { (reasons::section(letter, None)) }.into_string(),
    }
}

/// The way from byte offsets to UTF-16 units, in steps so that a look-up walks at most a step.
struct Utf16<'a> {
    text: &'a str,
    /// UTF-16 units before every 256th byte, rounded up to a character.
    steps: Vec<(u32, u32)>,
}

const STEP: usize = 256;

impl<'a> Utf16<'a> {
    fn new(text: &'a str) -> Utf16<'a> {
        let mut steps = vec![(0, 0)];
        let mut units = 0;
        for (at, c) in text.char_indices() {
            if at >= steps.len() * STEP {
                steps.push((at as u32, units));
            }
            units += c.len_utf16() as u32;
        }
        Utf16 { text, steps }
    }

    fn at(&self, byte: u32) -> u32 {
        let index = self.steps.partition_point(|(at, _)| *at <= byte) - 1;
        let (from, units) = self.steps[index];
        let end = (byte as usize).min(self.text.len());
        units + self.text[from as usize..end].chars().map(|c| c.len_utf16() as u32).sum::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_as_browsers_do() {
        let text = "ä😀b".repeat(500);
        let places = Utf16::new(&text);
        let mut units = 0;
        for (at, c) in text.char_indices() {
            assert_eq!(places.at(at as u32), units, "at {at}");
            units += c.len_utf16() as u32;
        }
        assert_eq!(places.at(text.len() as u32), units);
    }
}

//! Answers to single questions: reading a file, comparing, reports, the page of a rule.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use klarbrief::document::{self, BlockKind, Document, Limits};
use serde::{Deserialize, Serialize};

use super::desk::{About, Desk, Speech, json, wrong};
use crate::command::annotate;
use crate::command::compare::Versions;
use crate::guard::guarded;
use crate::lang::{self, tr};
use crate::letter::{Checked, LetterError};
use crate::output::Format as _;
use crate::output::html::{Html, comparison, rule_page};
use crate::wire::run::{Summary, Tally};

/// Runs the work of a request on a thread that may take long, in the language of the request.
async fn work(
    desk: Arc<Desk>,
    speech: Speech,
    work: impl FnOnce(&Desk) -> Result<Response, LetterError> + Send + 'static,
) -> Response {
    let Ok(_permit) = desk.busy.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let desk = Arc::clone(&desk);
    let done =
        tokio::task::spawn_blocking(move || lang::with(speech.into(), || work(&desk).unwrap_or_else(wrong)));
    done.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

#[derive(Debug, Deserialize)]
pub(super) struct File {
    name: String,
    #[serde(default)]
    lang: Speech,
}

#[derive(Debug, Serialize)]
struct Read<'a> {
    text: &'a str,
    format: &'static str,
}

/// The text of a file that was dropped or chosen.
pub(super) async fn read(State(desk): State<Arc<Desk>>, Query(file): Query<File>, body: Bytes) -> Response {
    work(desk, file.lang, move |desk| {
        let document = desk.read(&file.name, body.to_vec())?;
        Ok(json(StatusCode::OK, &Read { text: &plain(&document), format: document.format.key() }))
    })
    .await
}

/// The text of a letter as one would type it: blocks stay apart, items keep their numbers, cells stand beside each other.
fn plain(document: &Document) -> String {
    if document.format == klarbrief::document::Format::Txt {
        return document
            .text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .trim_start_matches('\u{feff}')
            .to_owned();
    }
    let mut out = String::with_capacity(document.text.len() + document.blocks.len() * 2);
    let mut before: Option<BlockKind> = None;
    for block in &document.blocks {
        let together = match (before, block.kind) {
            (None, _) => "",
            (Some(BlockKind::TableCell { row: a, .. }), BlockKind::TableCell { row: b, .. }) if a == b => {
                "\t"
            }
            (Some(BlockKind::TableCell { row: a, .. }), BlockKind::TableCell { row: b, .. }) if b > a => "\n",
            (Some(BlockKind::ListItem { .. }), BlockKind::ListItem { .. }) => "\n",
            _ if block.gap_before => "\n\n",
            _ => "\n",
        };
        out.push_str(together);
        if let BlockKind::ListItem { number, .. } = block.kind
            && block.content_start == block.range.start()
        {
            match number {
                Some(number) => out.push_str(&format!("{number}. ")),
                None => out.push_str("– "),
            }
        }
        out.push_str(document.slice(block.range));
        before = Some(block.kind);
    }
    out.push('\n');
    out
}

/// The file that was dropped, with the findings as comments.
pub(super) async fn annotate(
    State(desk): State<Arc<Desk>>,
    Query(file): Query<Noted>,
    body: Bytes,
) -> Response {
    work(desk, file.about.lang, move |desk| {
        let bytes = body.to_vec();
        let letter = desk.check_document(desk.read(&file.name, bytes.clone())?, &file.about)?;
        let mut findings: Vec<_> = letter.report.findings.iter().collect();
        findings.sort_by_key(|f| (f.range.start(), std::cmp::Reverse(f.range.end())));
        let comments: Vec<_> = findings.iter().map(|f| annotate::comment(&letter.document, f)).collect();
        let limits = Limits::default();
        let out = guarded(|| {
            Ok(document::annotate(bytes, &letter.document, annotate::AUTHOR, &comments, &limits)?)
        })?;
        Ok(page(out))
    })
    .await
}

#[derive(Debug, Deserialize)]
pub(super) struct Noted {
    name: String,
    #[serde(flatten)]
    about: About,
}

#[derive(Debug, Deserialize)]
pub(super) struct Two {
    before: String,
    after: String,
    #[serde(flatten)]
    about: About,
}

impl Two {
    fn versions(self, desk: &Desk) -> Result<Versions, LetterError> {
        Ok(Versions {
            old: desk.check(self.before, &self.about)?,
            new: desk.check(self.after, &self.about)?,
            old_path: tr("Vorher", "Before").to_owned(),
            new_path: tr("Nachher", "After").to_owned(),
        })
    }
}

fn asked<T: serde::de::DeserializeOwned>(body: &Bytes) -> Result<T, StatusCode> {
    serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)
}

#[derive(Debug, Serialize)]
struct Compared {
    html: String,
    problems: usize,
}

/// Two versions side by side.
pub(super) async fn compare(State(desk): State<Arc<Desk>>, body: Bytes) -> Response {
    let two: Two = match asked(&body) {
        Ok(two) => two,
        Err(status) => return status.into_response(),
    };
    work(desk, two.about.lang, move |desk| {
        let versions = two.versions(desk)?;
        let found = guarded(|| Ok(versions.compare()))?;
        let html = comparison::body(&versions, &found, 3).into_string();
        Ok(json(StatusCode::OK, &Compared { html, problems: found.problems().count() }))
    })
    .await
}

/// The same as a file.
pub(super) async fn comparison_report(State(desk): State<Arc<Desk>>, body: Bytes) -> Response {
    let two: Two = match asked(&body) {
        Ok(two) => two,
        Err(status) => return status.into_response(),
    };
    work(desk, two.about.lang, move |desk| {
        let versions = two.versions(desk)?;
        let found = guarded(|| Ok(versions.compare()))?;
        Ok(page(comparison::write(&versions, &found)))
    })
    .await
}

#[derive(Debug, Deserialize)]
pub(super) struct One {
    text: String,
    #[serde(default)]
    name: String,
    #[serde(flatten)]
    about: About,
}

/// The report of a letter as a file.
pub(super) async fn report(State(desk): State<Arc<Desk>>, body: Bytes) -> Response {
    let one: One = match asked(&body) {
        Ok(one) => one,
        Err(status) => return status.into_response(),
    };
    work(desk, one.about.lang, move |desk| {
        let letter = desk.check(one.text, &one.about)?;
        let findings = Tally::of(letter.report.findings.iter().map(|f| f.severity));
        let path = if one.name.is_empty() { tr("Brief", "Letter").to_owned() } else { one.name };
        let html = Html::new(desk.checker(lang::lang()).clone());
        let mut out = html.start();
        out.extend(html.letter(&Checked { path, outcome: Ok(letter) }));
        out.extend(html.end(&Summary { files: 1, findings, errors: 0 }));
        Ok(page(out))
    })
    .await
}

/// A file for the user to keep: sent as data, so that the browser never shows it under the rights of this page.
fn page(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
}

#[derive(Debug, Deserialize)]
pub(super) struct Spoken {
    #[serde(default)]
    lang: Speech,
}

/// The page of a rule.
pub(super) async fn rule(
    State(desk): State<Arc<Desk>>,
    Path((group, name)): Path<(String, String)>,
    Query(spoken): Query<Spoken>,
) -> Response {
    lang::with(spoken.lang.into(), || {
        match desk.checker(lang::lang()).ruleset().rule(&format!("{group}/{name}")) {
            Some(rule) => {
                ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], rule_page(rule).into_string())
                    .into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    })
}

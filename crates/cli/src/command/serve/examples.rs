//! Pairs of the corpus to start with.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use klarbrief::Lang;
use klarbrief::document::read_txt;
use klarbrief::letter::PartKind;
use serde::{Deserialize, Serialize};

use super::desk::{Desk, Speech, json};
use crate::excerpt::shortened;
use crate::names;

/// One folder of the corpus.
struct Pair {
    id: &'static str,
    before: &'static str,
    after: &'static str,
    note: &'static str,
}

static PAIRS: &[Pair] = include!(concat!(env!("OUT_DIR"), "/pairs.rs"));

/// A pair as it is offered.
pub(super) struct Example {
    id: &'static str,
    kind: [&'static str; 2],
    subject: String,
}

/// Names all pairs after what they are.
pub(super) fn all(desk: &Desk) -> Vec<Example> {
    PAIRS
        .iter()
        .map(|pair| {
            // The good version shows best what it is.
            let document = read_txt(pair.after.to_owned());
            let report = desk.checker(Lang::De).check(&document);
            let kind = report.letter.kinds.main;
            let subject =
                report.letter.part(PartKind::Subject).map(|p| shortened(document.slice(p.range), 70));
            let kind = [Lang::De, Lang::En].map(|l| names::kind_in(kind, l));
            Example { id: pair.id, kind, subject: subject.unwrap_or_default() }
        })
        .collect()
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    lang: Speech,
}

#[derive(Serialize)]
struct Offer<'a> {
    id: &'a str,
    kind: &'a str,
    subject: &'a str,
}

/// The list for the menu.
pub(super) async fn list(State(desk): State<Arc<Desk>>, Query(asked): Query<Asked>) -> Response {
    let offers = tokio::task::spawn_blocking(move || {
        let at = usize::from(asked.lang == Speech::En);
        let offers: Vec<Offer<'_>> = desk
            .examples()
            .iter()
            .map(|e| Offer { id: e.id, kind: e.kind[at], subject: &e.subject })
            .collect();
        json(StatusCode::OK, &offers)
    });
    offers.await.unwrap_or_else(|_| json(StatusCode::INTERNAL_SERVER_ERROR, &()))
}

#[derive(Serialize)]
struct Texts {
    before: &'static str,
    after: &'static str,
    note: &'static str,
}

/// One pair.
pub(super) async fn one(Path(id): Path<String>) -> Response {
    match PAIRS.iter().find(|p| p.id == id) {
        Some(pair) => {
            json(StatusCode::OK, &Texts { before: pair.before, after: pair.after, note: pair.note })
        }
        None => json(StatusCode::NOT_FOUND, &()),
    }
}

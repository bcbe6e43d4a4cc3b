//! The files of the page. They are part of the binary and hold both languages: `[[Deutsch||English]]`.

use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use klarbrief::Lang;
use serde::Deserialize;

use super::desk::Speech;
use crate::output::html::inline_style;

#[derive(Debug, Deserialize)]
pub(super) struct Visit {
    lang: Option<Speech>,
}

/// The page itself, in the language that was asked for.
pub(super) async fn index(Query(visit): Query<Visit>, usual: Lang) -> Response {
    let lang = visit.lang.map_or(usual, Lang::from);
    let page = in_language(include_str!("assets/index.html"), lang);
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

/// Style and script.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "style.css" => ("text/css", inline_style()),
        "app.css" => ("text/css", include_str!("assets/app.css")),
        "app.js" => ("text/javascript", include_str!("assets/app.js")),
        "editor.js" => ("text/javascript", include_str!("assets/editor.js")),
        "findings.js" => ("text/javascript", include_str!("assets/findings.js")),
        "compare.js" => ("text/javascript", include_str!("assets/compare.js")),
        "exercise.js" => ("text/javascript", include_str!("assets/exercise.js")),
        "common.js" => ("text/javascript", include_str!("assets/common.js")),
        "icon.svg" => ("image/svg+xml", include_str!("assets/icon.svg")),
        _ => return missing().await,
    };
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text).into_response()
}

pub(super) async fn missing() -> Response {
    (StatusCode::NOT_FOUND, "404").into_response()
}

/// Picks one language of every `[[Deutsch||English]]`.
fn in_language(text: &str, lang: Lang) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        out.push_str(before);
        let Some((pair, after)) = after.split_once("]]") else { break };
        let (de, en) = pair.split_once("||").unwrap_or((pair, pair));
        out.push_str(lang.pick(de, en));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_whole_in_both_languages() {
        for lang in [Lang::De, Lang::En] {
            let page = in_language(include_str!("assets/index.html"), lang);
            assert!(!page.contains("[[") && !page.contains("||") && !page.contains("]]"));
            assert!(page.trim_end().ends_with("</html>"));
            // The policy of the server allows none of these.
            assert!(!page.contains("style=") && !page.contains("<style") && !page.contains(" onclick"));
        }
        assert_eq!(in_language("a [[b||c]] d", Lang::En), "a c d");
    }
}

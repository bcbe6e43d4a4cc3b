//! One request of `batch`.

use klarbrief::document::{Document, Format, Limits, ReadError, ReadErrorKind, read_html, read_md, read_txt};
use klarbrief::letter::LetterKind;
use klarbrief::{Land, Request as Known};
use serde_json::{Map, Value};

use crate::excerpt::shortened;
use crate::lang::tr;
use crate::letter::LetterError;
use crate::names;

/// The keys of a request.
const KEYS: [&str; 8] = ["id", "text", "format", "kind", "land", "date", "piece", "template"];

/// Columns of a wrong value that an error repeats.
const SHOWN: usize = 60;

/// One request, read.
#[derive(Debug)]
pub(crate) struct Request {
    pub text: String,
    pub format: Format,
    /// What is known about the letter.
    pub known: Known,
}

/// Reads one line. The id comes back also if the rest is wrong; null if there is none.
pub(crate) fn parse(line: &[u8]) -> (Value, Result<Request, LetterError>) {
    // Some shells put a byte order mark before the first line.
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let object = match serde_json::from_slice::<Value>(line) {
        Ok(Value::Object(object)) => object,
        Ok(_) => {
            return (
                Value::Null,
                Err(invalid(tr("Die Zeile ist kein JSON-Objekt.", "The line is no JSON object."))),
            );
        }
        Err(error) => {
            let message =
                tr(format!("Die Zeile ist kein JSON: {error}"), format!("The line is no JSON: {error}"));
            return (Value::Null, Err(LetterError::new("invalid-json", message, expected())));
        }
    };
    // An id that is no scalar would make answers of any size; it is refused.
    let id = object.get("id").filter(|v| v.is_string() || v.is_number()).cloned().unwrap_or(Value::Null);
    (id, read(object))
}

fn read(mut object: Map<String, Value>) -> Result<Request, LetterError> {
    if let Some(unknown) = object.keys().find(|k| !KEYS.contains(&k.as_str())) {
        let hint = match names::nearest(unknown, KEYS.into_iter().map(|k| (k, k))) {
            Some(key) => tr(format!("Meinten Sie `{key}`?"), format!("Did you mean `{key}`?")),
            None => expected(),
        };
        let unknown = shortened(unknown, SHOWN);
        let message = tr(
            format!("Einen Schlüssel `{unknown}` gibt es nicht."),
            format!("There is no key `{unknown}`."),
        );
        return Err(LetterError::new("invalid-request", message, hint));
    }
    if object.get("id").is_some_and(|id| !(id.is_string() || id.is_number() || id.is_null())) {
        return Err(invalid(tr(
            "`id` muss eine Zeichenkette oder Zahl sein.",
            "`id` must be a string or a number.",
        )));
    }
    let Some(Value::String(text)) = object.remove("text") else {
        return Err(invalid(tr("Es fehlt `text` als Zeichenkette.", "`text` is missing as a string.")));
    };
    let format =
        optional(&object, "format", "unknown-format", format, "txt, md, html")?.unwrap_or(Format::Txt);
    let known = Known {
        kind: optional(
            &object,
            "kind",
            "unknown-kind",
            LetterKind::from_key,
            "refusal, hearing, invitation, …",
        )?,
        land: optional(&object, "land", "unknown-land", Land::parse, "NI, RP, NW, …")?,
        date: optional(&object, "date", "invalid-date", |d| crate::args::date(d).ok(), "2026-05-03")?,
        piece: flag(&object, "piece")?.unwrap_or(false),
        template: flag(&object, "template")?,
        ..Known::default()
    };
    Ok(Request { text, format, known })
}

/// Only text formats: a docx file is no text.
fn format(key: &str) -> Option<Format> {
    Format::from_extension(key).filter(|f| matches!(f, Format::Txt | Format::Md | Format::Html))
}

fn optional<T>(
    object: &Map<String, Value>,
    key: &str,
    code: &'static str,
    read: impl Fn(&str) -> Option<T>,
    examples: &str,
) -> Result<Option<T>, LetterError> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => read(text).map(Some).ok_or_else(|| {
            let shown = shortened(text, SHOWN);
            LetterError::new(
                code,
                tr(
                    format!("`{shown}` ist kein Wert für `{key}`."),
                    format!("`{shown}` is no value for `{key}`."),
                ),
                tr(
                    format!("Möglich sind zum Beispiel: {examples}"),
                    format!("Possible are for example: {examples}"),
                ),
            )
        }),
        Some(_) => Err(invalid(tr(
            format!("`{key}` muss eine Zeichenkette sein."),
            format!("`{key}` must be a string."),
        ))),
    }
}

/// A key that says yes or no.
fn flag(object: &Map<String, Value>, key: &str) -> Result<Option<bool>, LetterError> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(yes)) => Ok(Some(*yes)),
        Some(_) => Err(invalid(tr(
            format!("`{key}` muss true oder false sein."),
            format!("`{key}` must be true or false."),
        ))),
    }
}

fn invalid(message: impl Into<String>) -> LetterError {
    LetterError::new("invalid-request", message, expected())
}

/// What a line must look like.
pub(crate) fn expected() -> String {
    let shape = r#"{"id": "1", "text": "…"}"#;
    tr(
        format!("Erwartet wird je Zeile {shape}, dazu bei Bedarf format, kind, land, date, piece, template."),
        format!("Each line must be {shape}, with format, kind, land, date, piece, template if needed."),
    )
}

impl Request {
    /// Reads the text. Nothing is decoded: offsets count in the text as it was sent.
    pub(crate) fn document(self) -> Result<(Document, Known), LetterError> {
        let limits = Limits::default();
        let limit = if self.format == Format::Md { limits.max_markdown } else { limits.max_text };
        if self.text.len() as u64 > limit {
            return Err(ReadError::from(ReadErrorKind::TooLarge { limit }).into());
        }
        let document = match self.format {
            Format::Md => read_md(self.text),
            Format::Html => read_html(self.text),
            Format::Txt | Format::Docx | Format::Odt | Format::Rtf | Format::Pdf => read_txt(self.text),
        };
        if document.blocks.is_empty() {
            return Err(ReadError::from(ReadErrorKind::Empty).into());
        }
        Ok((document, self.known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> (Value, &'static str) {
        let (id, request) = parse(line.as_bytes());
        (id, request.map_or_else(|e| e.code, |_| "ok"))
    }

    #[test]
    fn every_wrong_line_is_told_apart_and_keeps_its_id() {
        assert_eq!(code(r#"{"id":"a","text":"x"}"#), ("a".into(), "ok"));
        assert_eq!(code(r#"{"id":7,"text":"x","format":"md","kind":null}"#), (7.into(), "ok"));
        assert_eq!(code(r#"{"text":"x"}"#), (Value::Null, "ok"));
        assert_eq!(code("{"), (Value::Null, "invalid-json"));
        assert_eq!(code("[1]"), (Value::Null, "invalid-request"));
        assert_eq!(code(r#"{"id":"a"}"#), ("a".into(), "invalid-request"));
        assert_eq!(code(r#"{"id":["a"],"text":"x"}"#), (Value::Null, "invalid-request"));
        assert_eq!(code(r#"{"id":"a","text":"x","lnad":"NI"}"#), ("a".into(), "invalid-request"));
        assert_eq!(code(r#"{"id":"a","text":"x","format":"docx"}"#), ("a".into(), "unknown-format"));
        assert_eq!(code(r#"{"id":"a","text":"x","kind":"x"}"#), ("a".into(), "unknown-kind"));
        assert_eq!(code(r#"{"id":"a","text":"x","land":"XX"}"#), ("a".into(), "unknown-land"));
        assert_eq!(code(r#"{"id":"a","text":"x","date":"2026-02-30"}"#), ("a".into(), "invalid-date"));
        assert_eq!(code(r#"{"id":"a","text":"x","date":20260203}"#), ("a".into(), "invalid-request"));
        assert_eq!(code(r#"{"id":"a","text":"x","piece":true}"#), ("a".into(), "ok"));
        assert_eq!(code(r#"{"id":"a","text":"x","piece":"ja"}"#), ("a".into(), "invalid-request"));
    }
}

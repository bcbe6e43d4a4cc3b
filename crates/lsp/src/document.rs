//! Open documents: the text as the editor has it.

use std::sync::Arc;

use klarbrief::document::Format;
use lsp_types::{TextDocumentContentChangeEvent, Uri};

use crate::position::{Encoding, LineTable};
use crate::uri;

/// Bytes that an open document may have; a longer one is not kept.
pub const MOST_KEPT: usize = 128 << 20;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A letter.
    Letter(Format),
    /// A file of the rule language.
    Rule,
    /// `klarbrief.toml`.
    Configuration,
    /// Nothing we know; it is kept, since its language may change, but not looked at.
    Other,
}

impl Kind {
    /// Tells from language and name what a document is. The name decides where it says something: editors call many things
    /// plain text.
    pub fn of(language: &str, uri: &Uri) -> Kind {
        let name = uri::file_name(uri);
        let extension = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        if name == klarbrief::config::FILE_NAME {
            return Kind::Configuration;
        }
        if extension == "rule" {
            return Kind::Rule;
        }
        match Format::from_extension(&extension) {
            // Office files have no text that an editor could show.
            Some(Format::Docx | Format::Odt) => return Kind::Other,
            Some(format) => return Kind::Letter(format),
            None => {}
        }
        match language.to_ascii_lowercase().as_str() {
            "plaintext" | "text" | "txt" | "mail" | "plain text" => Kind::Letter(Format::Txt),
            "markdown" | "md" | "gfm" | "pandoc" => Kind::Letter(Format::Md),
            "html" | "xhtml" | "htm" | "mhtml" => Kind::Letter(Format::Html),
            "klarbrief-rule" | "klarbrief" => Kind::Rule,
            // A new document that nobody named: what else than a letter should it be here?
            "" if extension.is_empty() => Kind::Letter(Format::Txt),
            _ => Kind::Other,
        }
    }
}

/// A document that the editor has open.
#[derive(Debug)]
pub struct OpenDocument {
    /// What it is.
    pub kind: Kind,
    /// The version that the editor counts.
    pub version: i32,
    /// The text; shared with the workers that check it.
    pub text: Arc<String>,
    /// Its lines.
    pub lines: LineTable,
    /// True if the text grew beyond [`MOST_KEPT`] and was let go; it comes back with the next whole text.
    pub lost: bool,
}

impl OpenDocument {
    /// Opens a document.
    pub fn new(kind: Kind, version: i32, text: String) -> OpenDocument {
        let mut document = OpenDocument {
            kind,
            version,
            text: Arc::new(String::new()),
            lines: LineTable::new(""),
            lost: false,
        };
        document.replace(text);
        document
    }

    /// Takes changes over, one after the other, as the protocol has it. Places outside the text are led inside.
    pub fn apply(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        self.version = version;
        // What stands before the last whole text is lost anyway.
        let first = changes.iter().rposition(|c| c.range.is_none()).unwrap_or(0);
        for change in changes.into_iter().skip(first) {
            let Some(range) = change.range else {
                self.replace(change.text);
                continue;
            };
            if self.lost {
                continue;
            }
            let range = self.lines.text_range(&self.text, range, encoding);
            if self.text.len() + change.text.len() > MOST_KEPT {
                self.lose();
                continue;
            }
            let text = Arc::make_mut(&mut self.text);
            text.replace_range(std::ops::Range::<usize>::from(range), &change.text);
            self.lines = LineTable::new(text);
        }
    }

    fn replace(&mut self, text: String) {
        if text.len() > MOST_KEPT {
            return self.lose();
        }
        self.lines = LineTable::new(&text);
        self.text = Arc::new(text);
        self.lost = false;
    }

    fn lose(&mut self) {
        self.text = Arc::new(String::new());
        self.lines = LineTable::new("");
        self.lost = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lsp_types::{Position, Range};
    use proptest::prelude::*;
    use std::str::FromStr;

    fn change(range: Option<((u32, u32), (u32, u32))>, text: &str) -> TextDocumentContentChangeEvent {
        let at = |(line, character)| Position { line, character };
        TextDocumentContentChangeEvent {
            range: range.map(|(a, b)| Range { start: at(a), end: at(b) }),
            range_length: None,
            text: text.to_owned(),
        }
    }

    #[test]
    fn changes_follow_one_another() {
        let mut document = OpenDocument::new(Kind::Letter(Format::Txt), 1, "Prüfung\r\n😀 gut".to_owned());
        let changes = vec![
            change(Some(((1, 0), (1, 2))), "sehr"),
            change(Some(((0, 7), (1, 0))), " ist "),
            change(Some(((0, 99), (9, 9))), "!"),
        ];
        document.apply(2, changes, Encoding::Utf16);
        assert_eq!(*document.text, "Prüfung ist sehr gut!");
        assert_eq!(document.version, 2);
        document.apply(3, vec![change(Some(((0, 3), (0, 0))), "x"), change(None, "neu")], Encoding::Utf16);
        assert_eq!(*document.text, "neu");
    }

    #[test]
    fn names_go_before_languages() {
        let of = |language, uri| Kind::of(language, &Uri::from_str(uri).expect("a URI"));
        assert_eq!(of("plaintext", "file:///a/b.rule"), Kind::Rule);
        assert_eq!(of("plaintext", "file:///a/b.MD"), Kind::Letter(Format::Md));
        assert_eq!(of("markdown", "untitled:Untitled-1"), Kind::Letter(Format::Md));
        assert_eq!(of("", "untitled:Untitled-1"), Kind::Letter(Format::Txt));
        assert_eq!(of("python", "file:///a/b.py"), Kind::Other);
        assert_eq!(of("", "file:///a/b.docx"), Kind::Other);
        assert_eq!(of("mhtml", "file:///a/brief"), Kind::Letter(Format::Html));
    }

    proptest! {
        /// Our text and that of a client that edits a list of UTF-16 units stay the same.
        #[test]
        fn edits_agree_with_a_client(
            start in "[aü😀\n]{0,20}",
            edits in proptest::collection::vec((0usize..30, 0usize..30, "[bö𝔄\r\n]{0,5}"), 0..12)
        ) {
            let mut document = OpenDocument::new(Kind::Letter(Format::Txt), 0, start.clone());
            let mut client = start;
            for (version, (a, b, text)) in edits.into_iter().enumerate() {
                let count = client.chars().count();
                let (a, b) = (a.min(count).min(b.min(count)), a.min(count).max(b.min(count)));
                let byte = |n: usize| client.char_indices().nth(n).map_or(client.len(), |(i, _)| i);
                let (from, to) = (byte(a), byte(b));
                let splits = |at: usize| client[..at].ends_with('\r') && client[at..].starts_with('\n');
                if splits(from) || splits(to) {
                    continue;
                }
                let table = LineTable::new(&client);
                let range = Range {
                    start: table.position(from as u32, Encoding::Utf16),
                    end: table.position(to as u32, Encoding::Utf16),
                };
                client.replace_range(from..to, &text);
                let change = TextDocumentContentChangeEvent { range: Some(range), range_length: None, text };
                document.apply(version as i32, vec![change], Encoding::Utf16);
                prop_assert_eq!(&*document.text, &client);
            }
        }
    }
}

//! One version of a letter with everything that was found out about it.

use std::sync::Arc;

use klarbrief::document::{self, Document, Format, Limits};
use klarbrief::source::{TextRange, TextSize};
use klarbrief::{Cache, Checker, Lang, Report, Request};

use crate::position::LineTable;

/// Bytes of a letter that is checked while it is written: far more than a thousand pages.
pub const MOST_CHECKED: usize = 4 << 20;

/// One version of a letter, checked. It never changes; handlers and workers share it.
#[derive(Debug)]
pub struct Analysis {
    /// The version that was checked.
    pub version: i32,
    /// The file as the editor has it.
    pub text: Arc<String>,
    /// Its lines.
    pub lines: LineTable,
    /// The letter as it was read; its text differs from the file in Markdown and HTML.
    pub document: Document,
    /// What was found out.
    pub report: Report,
    /// Who checked it.
    pub checker: Arc<Checker>,
}

/// Why a letter was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotChecked {
    /// It is too large to be checked at every key stroke.
    TooLarge,
    /// The configuration leaves it out.
    Ignored,
    /// Checking failed by a defect of the program; its place in our code.
    Defect(String),
}

impl NotChecked {
    /// What the user reads.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            NotChecked::TooLarge => lang.pick(
                "Der Text ist zu groß, um ihn beim Schreiben zu prüfen (mehr als 4 MiB). `klarbrief check` prüft ihn als Datei."
                    .to_owned(),
                "The text is too large to be checked while writing (more than 4 MiB). `klarbrief check` checks it as a file."
                    .to_owned(),
            ),
            NotChecked::Ignored => {
                lang.pick("Die Konfiguration lässt diesen Text aus.", "The configuration leaves this text out.").to_owned()
            }
            NotChecked::Defect(place) => lang.pick(
                format!("Klarbrief hat an diesem Text einen eigenen Fehler gezeigt ({place}). Melden Sie die Stelle in Klammern, nicht den Brief."),
                format!("Klarbrief failed on this text by a defect of its own ({place}). Report the place in parentheses, not the letter."),
            ),
        }
    }
}

/// Reads a letter of a text format.
pub fn read(format: Format, text: &str) -> Result<Document, NotChecked> {
    let limits = Limits::default();
    let most = match format {
        Format::Md => usize::try_from(limits.max_markdown).unwrap_or(usize::MAX).min(MOST_CHECKED),
        _ => MOST_CHECKED,
    };
    if text.len() > most {
        return Err(NotChecked::TooLarge);
    }
    let text = text.to_owned();
    Ok(match format {
        Format::Md => document::read_md(text),
        Format::Html => document::read_html(text),
        _ => document::read_txt(text),
    })
}

impl Analysis {
    /// Checks one version of a letter; paragraphs that the cache knows are not analysed again.
    pub fn new(
        checker: &Arc<Checker>,
        request: &Request,
        format: Format,
        version: i32,
        text: Arc<String>,
        cache: &mut Cache,
    ) -> Result<Analysis, NotChecked> {
        let document = read(format, &text)?;
        let report = checker.check_again(&document, request, cache);
        let lines = LineTable::new(&text);
        Ok(Analysis { version, text, lines, document, report, checker: checker.clone() })
    }

    /// The range in the file of a range of the text.
    pub fn in_file(&self, range: TextRange) -> TextRange {
        let whole = TextRange::up_to(TextSize::of(self.text.as_str()));
        let range = self.document.map.to_file(range).unwrap_or_default();
        range.intersect(whole).unwrap_or_default()
    }

    /// The offset in the text of the letter for an offset in the file; the next one where markup stands.
    pub fn in_letter(&self, offset: u32) -> TextSize {
        to_letter(&self.document, offset.into())
    }
}

fn to_letter(document: &Document, offset: TextSize) -> TextSize {
    use klarbrief::source::Origin;
    let map = &document.map;
    if map.is_identity() {
        return offset.min(TextSize::of(document.text.as_str()));
    }
    // Footnotes are read before they stand in the file, so segments are not in the order of the file.
    let mut best: Option<(TextSize, TextSize)> = None;
    for segment in map.segments() {
        let file = match segment.origin {
            Origin::Verbatim(start) => TextRange::at(start, segment.range.len()),
            Origin::Replaced(range) => range,
            Origin::Run(_) | Origin::Page(_) => continue,
        };
        if file.contains(offset) {
            let inside = (offset - file.start()).min(segment.range.len());
            let verbatim = matches!(segment.origin, Origin::Verbatim(_));
            return segment.range.start() + if verbatim { inside } else { 0.into() };
        }
        if file.start() >= offset && best.is_none_or(|(at, _)| file.start() < at) {
            best = Some((file.start(), segment.range.start()));
        }
    }
    best.map_or(TextSize::of(document.text.as_str()), |(_, at)| at)
}

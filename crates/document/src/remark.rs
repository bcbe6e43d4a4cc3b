//! Remarks to Klarbrief in a letter: comments that start with `klarbrief:`. They are no text of the letter.

use source::{Origin, SourceMap, TextLen as _, TextRange, TextSize};

use crate::model::{Document, Format};

/// A comment in the file that speaks to Klarbrief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it says, without `klarbrief:`, trimmed; at most 1,000 bytes.
    pub text: String,
    /// Where it can be shown: the remark itself in plain text, else words beside it. A range of [`Document::text`].
    pub place: TextRange,
    /// What it is about.
    pub anchor: RemarkAnchor,
}

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkAnchor {
    /// It stands before the text at this offset.
    Before(TextSize),
    /// It is fixed to this text: a comment of an office program.
    Around(TextRange),
}

/// What a remark starts with.
const KEY: &str = "klarbrief:";

/// More remarks than this in a letter are a mistake or an attack; the rest is not read.
const MOST: usize = 2_000;

/// The longest text that is kept.
const LONGEST: usize = 1_000;

/// What a comment says to Klarbrief, if it does.
pub(crate) fn of_comment(comment: &str) -> Option<String> {
    let text = comment.trim().strip_prefix(KEY)?.trim();
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Some(text[..end].to_owned())
}

/// What a line of a plain text says to Klarbrief: `<!-- klarbrief: … -->` or `# klarbrief: …`.
pub(crate) fn of_line(line: &str) -> Option<String> {
    let line = line.trim_matches(crate::builder::is_blank);
    let comment = match line.strip_prefix("<!--") {
        Some(rest) => rest.strip_suffix("-->")?,
        None => line.strip_prefix('#')?,
    };
    of_comment(comment)
}

/// The remarks of a plain text.
pub(crate) fn in_lines(text: &str) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if !text.contains(KEY) {
        return remarks;
    }
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{c}']) {
        let start = at;
        at += line.len();
        let Some(said) = of_line(line) else { continue };
        let shown = line.trim_matches(crate::builder::is_blank);
        let start = start + (line.len() - line.trim_start_matches(crate::builder::is_blank).len());
        let place = source::range(start, start + shown.len());
        remarks.push(Remark { text: said, place, anchor: RemarkAnchor::Before(place.end()) });
        if remarks.len() == MOST {
            break;
        }
    }
    remarks
}

/// The remarks of a file with markup, whose comments are no text.
pub(crate) fn in_markup(file: &str, text: &str, map: &SourceMap) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if !file.contains(KEY) {
        return remarks;
    }
    // Where the text of the file stands in the letter, in the order of the file: footnotes are read elsewhere.
    let mut places: Vec<(usize, usize, TextSize)> = map
        .segments()
        .iter()
        .filter_map(|segment| {
            let start = segment.range.start();
            match segment.origin {
                Origin::Verbatim(at) => Some((at.into(), usize::from(at + segment.range.len()), start)),
                Origin::Replaced(range) => Some((range.start().into(), range.end().into(), start)),
                Origin::Run(_) | Origin::Page(_) => None,
            }
        })
        .collect();
    places.sort_unstable();
    let mut at = 0;
    while let Some(start) = file[at..].find("<!--").map(|found| at + found) {
        let inner = start + "<!--".len();
        let Some(length) = file[inner..].find("-->") else { break };
        let end = inner + length + "-->".len();
        at = end;
        let Some(said) = of_comment(&file[inner..end - "-->".len()]) else { continue };
        let next = places.partition_point(|(_, end, _)| *end <= start);
        // Signs of a comment that a reader of the letter sees (a block of code) are no comment.
        if places.get(next).is_some_and(|(from, _, _)| *from <= start) {
            continue;
        }
        let before = match places.get(next) {
            Some((_, _, before)) => *before,
            None => text.text_len(),
        };
        remarks.push(Remark {
            text: said,
            place: word_at(text, before),
            anchor: RemarkAnchor::Before(before),
        });
        if remarks.len() == MOST {
            break;
        }
    }
    remarks
}

/// The word that starts at an offset; the last one behind the end.
fn word_at(text: &str, offset: TextSize) -> TextRange {
    let start = usize::from(offset).min(text.len());
    let rest = text.get(start..).unwrap_or("");
    if rest.trim().is_empty() {
        let shown = text.trim_end();
        let first = shown
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + shown[at..].chars().next().map_or(1, char::len_utf8));
        return source::range(first, shown.len());
    }
    let word = rest.trim_start();
    let start = start + (rest.len() - word.len());
    source::range(start, start + word.find(char::is_whitespace).unwrap_or(word.len()))
}

/// The remarks that office programs keep as comments, each with its text and what it is fixed to.
pub(crate) fn in_office(document: &Document, comments: Vec<(String, TextRange)>) -> Vec<Remark> {
    debug_assert!(matches!(document.format, Format::Docx | Format::Odt));
    let comments = comments.into_iter().take(MOST);
    comments
        .map(|(text, around)| {
            let place = if around.is_empty() { word_at(&document.text, around.start()) } else { around };
            Remark { text, place, anchor: RemarkAnchor::Around(around) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{read_html, read_md, read_txt};

    fn said(document: &Document) -> Vec<(&str, &str, &str)> {
        let about = |remark: &Remark| match remark.anchor {
            RemarkAnchor::Before(at) => {
                document.text[usize::from(at)..].lines().find(|l| !l.trim().is_empty())
            }
            RemarkAnchor::Around(range) => Some(document.slice(range)),
        };
        document
            .remarks
            .iter()
            .map(|r| (r.text.as_str(), document.slice(r.place), about(r).unwrap_or("")))
            .collect()
    }

    fn blocks(document: &Document) -> Vec<&str> {
        document.blocks.iter().map(|b| document.slice(b.range)).collect()
    }

    #[test]
    fn lines_of_plain_text() {
        let text = "Erster Absatz.\r\n\r\n  <!-- klarbrief: allow satz/passiv -- Grund -->\r\nZweiter Absatz.\r\n\r\n# klarbrief: allow wort\n# Kein Wort an uns\nDritter.\n";
        let document = read_txt(text.to_owned());
        assert_eq!(
            said(&document),
            [
                (
                    "allow satz/passiv -- Grund",
                    "<!-- klarbrief: allow satz/passiv -- Grund -->",
                    "Zweiter Absatz."
                ),
                ("allow wort", "# klarbrief: allow wort", "# Kein Wort an uns"),
            ]
        );
        assert_eq!(
            blocks(&document),
            ["Erster Absatz.", "Zweiter Absatz.", "# Kein Wort an uns", "Dritter."]
        );
    }

    #[test]
    fn comments_of_markdown() {
        let text = "# Titel\n\n<!-- klarbrief: allow satz -->\nErster Satz mit Umlaut ä.\n\nVor <!-- klarbrief: allow wort --> nach.\n\n```\n<!-- klarbrief: allow code -->\n```\n\n<!-- klarbrief:\nallow-to -->\n";
        let document = read_md(text.to_owned());
        assert_eq!(
            said(&document),
            [
                ("allow satz", "Erster", "Erster Satz mit Umlaut ä."),
                ("allow wort", "nach.", " nach."),
                ("allow-to", "-->", ""),
            ]
        );
    }

    #[test]
    fn comments_of_html() {
        let text = "<p>Eins &amp; zwei.</p><!-- klarbrief: allow satz --><!-- sonst etwas --><p><b>Drei</b> vier.</p><!-- klarbrief: ohne Ende";
        let document = read_html(text.to_owned());
        assert_eq!(said(&document), [("allow satz", "Drei", "Drei vier.")]);
    }

    #[test]
    fn many_and_long_remarks_are_bounded() {
        let many = "# klarbrief: allow x\n".repeat(MOST + 10) + "Text.";
        assert_eq!(read_txt(many).remarks.len(), MOST);
        let long = format!("# klarbrief: {}\nText.", "ä".repeat(LONGEST));
        assert_eq!(read_txt(long).remarks[0].text.len(), LONGEST);
    }
}

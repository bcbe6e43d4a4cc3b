//! The text without what only the layout put there: soft hyphens, and hyphens at the end of a line.

use std::borrow::Cow;

use source::TextRange;

/// A text without soft hyphens and broken words, and the way back to the places in the original.
pub(super) struct Clean<'a> {
    text: Cow<'a, str>,
    /// Where something was taken out: the place in the clean text, and all bytes taken out up to there.
    cuts: Vec<(usize, usize)>,
}

impl<'a> Clean<'a> {
    pub fn new(text: &'a str) -> Clean<'a> {
        let broken = text.contains("-\n") || text.contains("-\r\n");
        if !broken && !text.contains('\u{ad}') && !text.contains('\u{200b}') {
            return Clean { text: Cow::Borrowed(text), cuts: Vec::new() };
        }
        let mut clean = String::with_capacity(text.len());
        let mut cuts = Vec::new();
        let (mut rest, mut removed) = (text, 0);
        while let Some(at) = rest.find(['\u{ad}', '\u{200b}', '-']) {
            clean.push_str(&rest[..at]);
            rest = &rest[at..];
            let sign = rest.chars().next().map_or(1, char::len_utf8);
            let taken =
                if rest.starts_with('-') { broken_word(rest, clean.chars().next_back()) } else { sign };
            if taken == 0 {
                clean.push('-');
                rest = &rest[sign..];
            } else {
                removed += taken;
                cuts.push((clean.len(), removed));
                rest = &rest[taken..];
            }
        }
        clean.push_str(rest);
        Clean { text: Cow::Owned(clean), cuts }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The range of the original from the first to the last character of a range of the clean text.
    pub fn range(&self, start: usize, end: usize) -> TextRange {
        let last = self.text[..end].chars().next_back().map_or(0, char::len_utf8);
        source::range(self.place(start), self.place(end - last) + last)
    }

    fn place(&self, at: usize) -> usize {
        let before = self.cuts.partition_point(|(place, _)| *place <= at);
        at + before.checked_sub(1).map_or(0, |i| self.cuts[i].1)
    }
}

/// The bytes of a hyphen and line break inside a word ("Aufenthalts-⏎gesetz"); 0 if it is none.
fn broken_word(rest: &str, before: Option<char>) -> usize {
    let after = rest[1..].strip_prefix('\r').unwrap_or(&rest[1..]);
    let Some(after) = after.strip_prefix('\n') else { return 0 };
    let word = after.trim_start_matches([' ', '\t']);
    let goes_on = word.starts_with(char::is_lowercase)
        && !["und ", "oder ", "bzw."].iter().any(|w| word.starts_with(w));
    if before.is_some_and(char::is_alphabetic) && goes_on { rest.len() - word.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_out_hyphens_of_the_layout_and_finds_the_way_back() {
        let text = "§ 5 Ab\u{ad}satz 1 Auf\u{ad}ent\u{ad}haltsge-\n  setz\u{ad} gilt";
        let clean = Clean::new(text);
        assert_eq!(clean.text(), "§ 5 Absatz 1 Aufenthaltsgesetz gilt");
        let end = clean.text().find(" gilt").expect("there");
        assert_eq!(
            source::slice(text, clean.range(0, end)),
            text.split("\u{ad} gilt").next().expect("there")
        );
        let start = clean.text().find("Aufent").expect("there");
        assert!(source::slice(text, clean.range(start, end)).starts_with("Auf\u{ad}"));
        assert_eq!(Clean::new("Asyl-\nund Ausländerrecht").text(), "Asyl-\nund Ausländerrecht");
        assert_eq!(Clean::new("53-\n55").text(), "53-\n55");
    }
}

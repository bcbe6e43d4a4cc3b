use crate::{TextRange, TextSize};

/// The story of an office document that a run belongs to: its own flow of paragraphs, counted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Story {
    /// The body of the letter, text boxes and tables included.
    Body,
    /// A page header, counted from 1 in the order of the file.
    Header(u16),
    /// A page footer, counted from 1 in the order of the file.
    Footer(u16),
    /// The footnotes.
    Footnotes,
    /// The endnotes.
    Endnotes,
}

/// A place in an office document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunPlace {
    /// Which flow of text.
    pub story: Story,
    /// Paragraph element of that story, from 1 (empty paragraphs count).
    pub paragraph: u32,
    /// Run (docx `w:r`, odt text node) of that paragraph, from 1.
    pub run: u32,
    /// Character inside the text of that run, from 0.
    pub character: u32,
}

/// A place on a page of a pdf file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PagePlace {
    /// Page of the file, from 1.
    pub page: u32,
    /// Line of that page from its top, from 1; headers count.
    pub line: u32,
    /// Character of that line, from 0, counted in the text of its column.
    pub character: u32,
}

/// Where a stretch of extracted text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The same bytes stand in the file, starting at this byte of its decoded text.
    Verbatim(TextSize),
    /// Other characters stand in the file (an entity, an escape); this is their range in its decoded text.
    Replaced(TextRange),
    /// The same characters stand in a run of an office document, starting at this place.
    Run(RunPlace),
    /// The same characters stand on a page of a pdf file, starting at this place.
    Page(PagePlace),
}

/// A stretch of extracted text with one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Range in the extracted text.
    pub range: TextRange,
    /// Where it comes from.
    pub origin: Origin,
}

/// Leads every byte of extracted text back to the file.
///
/// Segments are sorted and do not overlap. Text that the reader put in (line breaks between blocks) is not covered; a
/// look-up there answers with the nearest covered place. A map without segments means that text and file are the same.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

impl SourceMap {
    /// The map of a text that is the file itself.
    pub fn identity() -> SourceMap {
        SourceMap::default()
    }

    /// Tells whether text and file are the same.
    pub fn is_identity(&self) -> bool {
        self.segments.is_empty()
    }

    /// Returns the segments in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Returns the range in the decoded file for a range of the text, or `None` if it comes from an office document.
    ///
    /// The answer covers everything between the first and the last character, markup in between included.
    pub fn to_file(&self, range: TextRange) -> Option<TextRange> {
        if self.is_identity() {
            return Some(range);
        }
        let start = self.file_start(range.start())?;
        if range.is_empty() {
            return Some(TextRange::empty(start));
        }
        let end = self.file_end(range.end())?;
        Some(TextRange::new(start, end.max(start)))
    }

    /// Returns the place in an office document for an offset of the text.
    ///
    /// `text` must be the text that the map was built with: characters of a run are counted in it.
    pub fn to_run(&self, text: &str, offset: TextSize) -> Option<RunPlace> {
        let segment = self.at_or_after(offset)?;
        let Origin::Run(place) = segment.origin else { return None };
        let offset = offset.clamp(segment.range.start(), segment.range.end());
        let before = text.get(usize::from(segment.range.start())..usize::from(offset))?;
        Some(RunPlace { character: place.character + before.chars().count() as u32, ..place })
    }

    /// Returns the place on a page for an offset of the text; `text` as for [`SourceMap::to_run`].
    pub fn to_page(&self, text: &str, offset: TextSize) -> Option<PagePlace> {
        let segment = self.at_or_after(offset)?;
        let Origin::Page(place) = segment.origin else { return None };
        let offset = offset.clamp(segment.range.start(), segment.range.end());
        let before = text.get(usize::from(segment.range.start())..usize::from(offset))?;
        Some(PagePlace { character: place.character + before.chars().count() as u32, ..place })
    }

    /// The segment that holds `offset`, else the next one, else the last one.
    fn at_or_after(&self, offset: TextSize) -> Option<&Segment> {
        let index = self.segments.partition_point(|s| s.range.end() <= offset);
        self.segments.get(index).or_else(|| self.segments.last())
    }

    fn file_start(&self, offset: TextSize) -> Option<TextSize> {
        let segment = self.at_or_after(offset)?;
        match segment.origin {
            Origin::Verbatim(start) => Some(
                start + (offset.clamp(segment.range.start(), segment.range.end()) - segment.range.start()),
            ),
            Origin::Replaced(range) if offset >= segment.range.end() => Some(range.end()),
            Origin::Replaced(range) => Some(range.start()),
            Origin::Run(_) | Origin::Page(_) => None,
        }
    }

    fn file_end(&self, offset: TextSize) -> Option<TextSize> {
        let index = self.segments.partition_point(|s| s.range.start() < offset);
        let segment = self.segments.get(index.saturating_sub(1))?;
        match segment.origin {
            Origin::Verbatim(start) => Some(
                start + (offset.clamp(segment.range.start(), segment.range.end()) - segment.range.start()),
            ),
            Origin::Replaced(range) => Some(range.end()),
            Origin::Run(_) | Origin::Page(_) => None,
        }
    }
}

/// Builds a [`SourceMap`] while a reader writes text.
#[derive(Debug, Default)]
pub struct SourceMapBuilder {
    segments: Vec<Segment>,
}

impl SourceMapBuilder {
    /// Starts an empty map.
    pub fn new() -> SourceMapBuilder {
        SourceMapBuilder::default()
    }

    /// Records that `range` of the text comes from `origin`; joins it to the segment before where both go on.
    ///
    /// # Panics
    ///
    /// Panics if `range` starts before the end of the segment recorded last.
    pub fn push(&mut self, range: TextRange, origin: Origin) {
        if range.is_empty() {
            return;
        }
        if let Some(last) = self.segments.last_mut() {
            assert!(last.range.end() <= range.start(), "segments come in order");
            if let (Origin::Verbatim(a), Origin::Verbatim(b)) = (last.origin, origin)
                && last.range.end() == range.start()
                && a + last.range.len() == b
            {
                last.range = TextRange::new(last.range.start(), range.end());
                return;
            }
        }
        self.segments.push(Segment { range, origin });
    }

    /// Ends the map.
    pub fn finish(self) -> SourceMap {
        SourceMap { segments: self.segments }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::range;
    use proptest::prelude::*;

    #[test]
    fn ranges_across_markup_and_entities_lead_back() {
        // file: "<b>für</b> &amp; wider"      text: "für & wider"
        let file = "<b>für</b> &amp; wider";
        let mut builder = SourceMapBuilder::new();
        builder.push(range(0, 4), Origin::Verbatim(TextSize::new(3)));
        builder.push(range(4, 5), Origin::Verbatim(TextSize::new(11)));
        builder.push(range(5, 6), Origin::Replaced(range(12, 17)));
        builder.push(range(6, 12), Origin::Verbatim(TextSize::new(17)));
        let map = builder.finish();
        let back = |a, b| crate::slice(file, map.to_file(range(a, b)).unwrap());
        assert_eq!(back(0, 4), "für");
        assert_eq!(back(5, 6), "&amp;");
        assert_eq!(back(0, 12), "für</b> &amp; wider");
        assert_eq!(back(7, 12), "wider");
    }

    #[test]
    fn runs_count_characters() {
        let text = "Größe 😀 x";
        let place = RunPlace { story: Story::Body, paragraph: 2, run: 3, character: 4 };
        let mut builder = SourceMapBuilder::new();
        builder.push(range(0, text.len()), Origin::Run(place));
        let map = builder.finish();
        let at = map.to_run(text, TextSize::new(text.len() as u32 - 1)).unwrap();
        assert_eq!(at, RunPlace { character: 4 + 8, ..place });
    }

    proptest! {
        /// Text made by dropping marked stretches of a file: every character leads back to itself.
        #[test]
        fn every_kept_character_leads_back_to_itself(
            parts in proptest::collection::vec(("[a-zäß😀\r\n ]{1,6}", any::<bool>()), 1..12)
        ) {
            let (mut file, mut text) = (String::new(), String::new());
            let mut builder = SourceMapBuilder::new();
            for (part, keep) in &parts {
                let at = file.len();
                file.push_str(part);
                if *keep {
                    let start = text.len();
                    text.push_str(part);
                    builder.push(range(start, text.len()), Origin::Verbatim(TextSize::new(at as u32)));
                }
            }
            let map = builder.finish();
            prop_assume!(!map.is_identity());
            for (offset, c) in text.char_indices() {
                let back = map.to_file(range(offset, offset + c.len_utf8())).unwrap();
                prop_assert_eq!(crate::slice(&file, back), c.to_string());
            }
            let mut last = TextSize::new(0);
            for segment in map.segments() {
                prop_assert!(segment.range.start() >= last);
                last = segment.range.end();
            }
        }
    }
}

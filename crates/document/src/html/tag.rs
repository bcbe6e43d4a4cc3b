/// How an element takes part in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Part of a line.
    Inline,
    /// Part of a line, in bold type.
    Bold,
    /// Starts and ends a line, without a gap.
    Line,
    /// Starts and ends a block with a gap.
    Block,
    /// No text of it is shown.
    Hidden,
    /// Has no content.
    Void,
}

/// Elements of HTML, older ones included, sorted by name.
const TAGS: [(&str, Class); 138] = {
    use Class::*;
    [
        ("a", Inline),
        ("abbr", Inline),
        ("acronym", Inline),
        ("address", Block),
        ("applet", Hidden),
        ("area", Void),
        ("article", Block),
        ("aside", Block),
        ("audio", Hidden),
        ("b", Bold),
        ("base", Void),
        ("basefont", Void),
        ("bdi", Inline),
        ("bdo", Inline),
        ("big", Inline),
        ("blink", Inline),
        ("blockquote", Block),
        ("body", Block),
        ("br", Void),
        ("button", Inline),
        ("canvas", Hidden),
        ("caption", Block),
        ("center", Line),
        ("cite", Inline),
        ("code", Inline),
        ("col", Void),
        ("colgroup", Hidden),
        ("data", Inline),
        ("datalist", Hidden),
        ("dd", Line),
        ("del", Hidden),
        ("details", Block),
        ("dfn", Inline),
        ("dialog", Block),
        ("dir", Block),
        ("div", Line),
        ("dl", Block),
        ("dt", Line),
        ("em", Inline),
        ("embed", Void),
        ("fieldset", Block),
        ("figcaption", Block),
        ("figure", Block),
        ("font", Inline),
        ("footer", Block),
        ("form", Block),
        ("frame", Void),
        ("frameset", Hidden),
        ("h1", Block),
        ("h2", Block),
        ("h3", Block),
        ("h4", Block),
        ("h5", Block),
        ("h6", Block),
        ("head", Hidden),
        ("header", Block),
        ("hgroup", Block),
        ("hr", Void),
        ("html", Block),
        ("i", Inline),
        ("iframe", Hidden),
        ("image", Void),
        ("img", Void),
        ("input", Void),
        ("ins", Inline),
        ("kbd", Inline),
        ("label", Inline),
        ("legend", Block),
        ("li", Line),
        ("link", Void),
        ("listing", Block),
        ("main", Block),
        ("map", Inline),
        ("mark", Inline),
        ("marquee", Inline),
        ("math", Inline),
        ("menu", Block),
        ("meta", Void),
        ("meter", Hidden),
        ("nav", Block),
        ("nobr", Inline),
        ("noembed", Hidden),
        ("noframes", Hidden),
        ("noscript", Inline),
        ("object", Inline),
        ("ol", Block),
        ("optgroup", Hidden),
        ("option", Hidden),
        ("output", Inline),
        ("p", Block),
        ("param", Void),
        ("picture", Inline),
        ("plaintext", Block),
        ("pre", Block),
        ("progress", Hidden),
        ("q", Inline),
        ("rb", Inline),
        ("rp", Hidden),
        ("rt", Hidden),
        ("rtc", Hidden),
        ("ruby", Inline),
        ("s", Hidden),
        ("samp", Inline),
        ("script", Hidden),
        ("search", Block),
        ("section", Block),
        ("select", Hidden),
        ("slot", Inline),
        ("small", Inline),
        ("source", Void),
        ("span", Inline),
        ("strike", Hidden),
        ("strong", Bold),
        ("style", Hidden),
        ("sub", Inline),
        ("summary", Block),
        ("sup", Inline),
        ("svg", Hidden),
        ("table", Block),
        ("tbody", Line),
        ("td", Block),
        ("template", Hidden),
        ("textarea", Inline),
        ("tfoot", Line),
        ("th", Block),
        ("thead", Line),
        ("time", Inline),
        ("title", Hidden),
        ("tr", Line),
        ("track", Void),
        ("tt", Inline),
        ("u", Inline),
        ("ul", Block),
        ("var", Inline),
        ("video", Hidden),
        ("wbr", Void),
        ("xml", Hidden),
        ("xmp", Block),
    ]
};

/// An element of HTML: its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag(u8);

impl Tag {
    /// Finds an element by its name in lower case.
    pub(super) fn find(name: &[u8]) -> Option<Tag> {
        let index = TAGS.binary_search_by(|(tag, _)| tag.as_bytes().cmp(name)).ok()?;
        Some(Tag(index as u8))
    }

    pub(super) fn name(self) -> &'static str {
        TAGS[usize::from(self.0)].0
    }

    pub(super) fn class(self) -> Class {
        TAGS[usize::from(self.0)].1
    }
}

/// True for the name of an HTML element, in any case; others in angle brackets may be template fields.
pub(crate) fn is_known_tag(name: &str) -> bool {
    let name = name.split([' ', '\t', '/']).next().unwrap_or("");
    name.len() <= 12 && Tag::find(name.to_ascii_lowercase().as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(TAGS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(is_known_tag("BR") && is_known_tag("p") && !is_known_tag("Vorname"));
    }
}

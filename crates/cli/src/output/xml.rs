//! Pieces of XML.

use std::fmt::Write as _;

use maud::Escaper;

use crate::excerpt::visible;

/// Opens an element with attributes: `<name key="value">`, closed in itself if `empty`.
pub(crate) fn open(name: &str, attributes: &[(&str, &str)], empty: bool) -> String {
    let mut out = format!("<{name}");
    for (key, value) in attributes {
        out.push_str(&format!(" {key}=\"{}\"", text(value)));
    }
    out.push_str(if empty { "/>" } else { ">" });
    out
}

/// A text as it may stand in XML: signs of the language escaped, control signs gone, which no XML may hold.
pub(crate) fn text(text: &str) -> String {
    let allowed = |c: char| match c {
        '\n' | '\t' => Some(c),
        '\u{fffe}' | '\u{ffff}' => None,
        c => visible(c),
    };
    let clean: String = text.chars().filter_map(allowed).collect();
    let mut out = String::with_capacity(clean.len());
    // Writing to a string cannot fail. XML and HTML escape the same signs.
    let _ = Escaper::new(&mut out).write_str(&clean);
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        let open = super::open("a", &[("b", "x\"<&>'\u{0}\u{1b}")], true);
        assert_eq!(open, "<a b=\"x&quot;&lt;&amp;&gt;'\u{fffd}\u{fffd}\"/>");
    }
}

use html5gum::{Token, Tokenizer};

/// Longest reference of HTML with `&` and `;`.
const LONGEST: usize = 36;

/// The usual references of letters, so that they need no tokenizer.
const USUAL: [(&str, &str); 24] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&nbsp;", "\u{a0}"),
    ("&shy;", "\u{ad}"),
    ("&auml;", "ä"),
    ("&ouml;", "ö"),
    ("&uuml;", "ü"),
    ("&Auml;", "Ä"),
    ("&Ouml;", "Ö"),
    ("&Uuml;", "Ü"),
    ("&szlig;", "ß"),
    ("&sect;", "§"),
    ("&euro;", "€"),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&bdquo;", "„"),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&hellip;", "…"),
    ("&bull;", "•"),
    ("&eacute;", "é"),
];

/// Reads the reference at the start of `rest`, which begins with `&`: its characters and its length in bytes.
///
/// `None` if it is no reference, and `&` stands for itself.
pub(super) fn decode(rest: &str) -> Option<(String, usize)> {
    let name =
        rest[1..].bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let mut end = 1 + name;
    if rest.as_bytes().get(end) == Some(&b';') {
        end += 1;
    }
    if end < 3 {
        return None;
    }
    let reference = &rest[..end];
    if let Some((_, text)) = USUAL.iter().find(|(name, _)| *name == reference) {
        return Some(((*text).to_owned(), end));
    }
    // The tokenizer holds the table of the standard; what it leaves at the end was not part of the reference.
    let mut text = String::new();
    for token in Tokenizer::new(reference) {
        let Ok(token) = token;
        if let Token::String(string) = token {
            text.push_str(&String::from_utf8_lossy(&string));
        }
    }
    let kept = text.bytes().rev().zip(reference.bytes().rev()).take_while(|(a, b)| a == b).count();
    let kept = if reference.len() == kept { return None } else { kept };
    text.truncate(text.len() - kept);
    (!text.is_empty()).then_some((text, end - kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_as_the_standard_says() {
        for (input, text, len) in [
            ("&uuml;ber", "ü", 6),
            ("&#228;x", "ä", 6),
            ("&#xE4;", "ä", 6),
            ("&uumlber", "ü", 5),
            ("&#128;", "€", 6),
            ("&CounterClockwiseContourIntegral;", "∳", 33),
            ("&nbsp; ", "\u{a0}", 6),
            ("&ampuuml;", "&", 4),
        ] {
            assert_eq!(decode(input), Some((text.to_owned(), len)), "{input}");
        }
        for input in ["& x", "&", "&;", "&unbekannt;", "&x", "&&amp;"] {
            assert_eq!(decode(input), None, "{input}");
        }
    }
}

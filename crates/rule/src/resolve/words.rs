//! Parts strings into words as the tokens of a text are parted.

/// A word of a string, with its byte range in the string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
}

/// Signs that stand as tokens of their own before a word.
const OPENING: &[char] = &['(', '„', '"', '‚', '»', '«', '“', '[', '{'];

/// Signs that stand as tokens of their own behind a word.
const CLOSING: &[char] = &[',', ';', ':', '!', '?', ')', '“', '”', '"', '‘', '«', '»', ']', '}'];

/// Parts a string at white space, and quotes, brackets and commas from their words. A full stop stays: it may belong
/// to an abbreviation.
pub(crate) fn split(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for chunk in text.split(char::is_whitespace) {
        let start = at;
        at += chunk.len() + text[at + chunk.len()..].chars().next().map_or(0, char::len_utf8);
        split_chunk(chunk, start, &mut words);
    }
    words
}

fn split_chunk<'a>(mut chunk: &'a str, mut start: usize, words: &mut Vec<Word<'a>>) {
    while let Some(c) = chunk.chars().next().filter(|c| OPENING.contains(c) && chunk.len() > c.len_utf8()) {
        let (sign, rest) = chunk.split_at(c.len_utf8());
        words.push(Word { text: sign, start });
        start += sign.len();
        chunk = rest;
    }
    let mut word = chunk;
    while let Some(c) = word.chars().next_back().filter(|c| CLOSING.contains(c) && word.len() > c.len_utf8())
    {
        word = &word[..word.len() - c.len_utf8()];
    }
    if !word.is_empty() {
        words.push(Word { text: word, start });
    }
    let mut at = start + word.len();
    for c in chunk[word.len()..].chars() {
        let length = c.len_utf8();
        words.push(Word { text: &chunk[at - start..at - start + length], start: at });
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_words_of_their_own() {
        let texts = |s| split(s).into_iter().map(|w| w.text).collect::<Vec<_>>();
        assert_eq!(texts("wird  mitgeteilt, dass"), ["wird", "mitgeteilt", ",", "dass"]);
        assert_eq!(texts("(Abs. 1) „sog.“"), ["(", "Abs.", "1", ")", "„", "sog.", "“"]);
        assert_eq!(texts(" , "), [","]);
        assert_eq!(texts(""), Vec::<&str>::new());
        for word in split("ü „äö“, x") {
            assert_eq!(&"ü „äö“, x"[word.start..word.start + word.text.len()], word.text);
        }
    }
}

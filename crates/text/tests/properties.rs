//! What holds for every text.

use klarbrief_text::{Layout, analyse};
use proptest::prelude::*;

fn well_formed(text: &str) -> Result<(), TestCaseError> {
    let paragraph = analyse(text, &Layout::default());
    let mut last = 0;
    for token in &paragraph.tokens {
        let (start, end) = (usize::from(token.range.start()), usize::from(token.range.end()));
        prop_assert!(last <= start && start < end && end <= text.len());
        prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
        prop_assert!(!paragraph.lemma(token).is_empty() || paragraph.norm(token).is_empty());
        last = end;
    }
    // What no token covers is white space.
    let mut covered = vec![false; text.len()];
    for token in &paragraph.tokens {
        covered[usize::from(token.range.start())..usize::from(token.range.end())].fill(true);
    }
    for (offset, c) in text.char_indices() {
        let space = c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}');
        prop_assert!(covered[offset] || space, "{c:?} is lost");
    }
    let mut next = 0;
    for sentence in &paragraph.sentences {
        prop_assert_eq!(sentence.tokens.start, next);
        prop_assert!(sentence.tokens.start < sentence.tokens.end);
        next = sentence.tokens.end;
    }
    prop_assert_eq!(next as usize, paragraph.tokens.len());
    for construction in &paragraph.constructions {
        prop_assert!(usize::from(construction.range.end()) <= text.len());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_covered(text in "\\PC{0,80}") {
        well_formed(&text)?;
    }

    #[test]
    fn text_like_letters_is_covered(
        words in proptest::collection::vec(
            prop_oneof![
                "[A-Za-zäöüß]{1,10}", "[0-9]{1,4}", Just("§".to_owned()), Just("Abs.".to_owned()), Just("wird".to_owned()),
                Just("abgelehnt".to_owned()), Just("zu".to_owned()), Just("„".to_owned()), Just("“".to_owned()), Just("😀".to_owned()),
                Just("Unterla-\n".to_owned()), Just("\u{ad}".to_owned()), Just("a@b.c".to_owned()), Just("z.B.".to_owned()),
            ],
            0..30,
        ),
        separators in proptest::collection::vec(prop_oneof![Just(" "), Just(""), Just(". "), Just("\r\n"), Just(", "), Just("/")], 30),
    ) {
        let text: String = words.iter().zip(&separators).flat_map(|(w, s)| [w.as_str(), s]).collect();
        well_formed(&text)?;
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "a",
        "1.",
        "§ ",
        "wird ",
        "(",
        "„",
        "-",
        "a@",
        "www.",
        "zu prüfen ",
        "Abs. ",
        "x/1/",
        "ge",
        "\u{301}",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let start = std::time::Instant::now();
        let paragraph = analyse(&text, &Layout::default());
        assert!(!paragraph.tokens.is_empty() || piece.trim_matches([' ', '\n', '\u{301}']).is_empty());
        // A quadratic path would take minutes; this bound is no measurement.
        assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
    }
}

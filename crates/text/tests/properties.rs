//! What holds for every text.

use klarbrief_text::{Layout, Paragraph, TokenKind, analyse};
use proptest::prelude::*;

/// Start and end of a range.
fn bounds(range: source::TextRange) -> (usize, usize) {
    (usize::from(range.start()), usize::from(range.end()))
}

fn well_formed(text: &str) -> Result<(), TestCaseError> {
    let paragraph = analyse(text, &Layout::default());
    tokens_cover_the_text(text, &paragraph)?;
    sentences_cover_the_tokens(&paragraph)?;
    constructions_lie_in_sentences(text, &paragraph)?;
    let again = analyse(text, &Layout::default());
    prop_assert_eq!(format!("{again:?}"), format!("{paragraph:?}"), "the same text, the same analysis");
    Ok(())
}

fn tokens_cover_the_text(text: &str, paragraph: &Paragraph) -> Result<(), TestCaseError> {
    let mut last = 0;
    for token in &paragraph.tokens {
        let (start, end) = bounds(token.range);
        prop_assert!(last <= start && start < end && end <= text.len());
        prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
        prop_assert!(!paragraph.lemma(token).is_empty() || paragraph.norm(token).is_empty());
        let word = &text[start..end];
        prop_assert!(!word.starts_with(char::is_whitespace) && !word.ends_with(char::is_whitespace));
        // Readability counts these: what is read has syllables, what is not has none.
        prop_assert_eq!(token.syllables > 0 && !token.is_word(), false, "{:?}", word);
        last = end;
    }
    // What no token covers is white space, and tokens know whether some stands before them.
    let mut end = 0;
    for token in &paragraph.tokens {
        let gap = &text[end..usize::from(token.range.start())];
        prop_assert!(gap.chars().all(is_space), "{gap:?} is lost");
        prop_assert_eq!(token.space_before, !gap.is_empty(), "before {:?}", token);
        end = usize::from(token.range.end());
    }
    prop_assert!(text[end..].chars().all(is_space), "{:?} is lost", &text[end..]);
    Ok(())
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

fn sentences_cover_the_tokens(paragraph: &Paragraph) -> Result<(), TestCaseError> {
    let mut next = 0;
    for sentence in &paragraph.sentences {
        prop_assert_eq!(sentence.tokens.start, next);
        prop_assert!(sentence.tokens.start < sentence.tokens.end);
        next = sentence.tokens.end;
        let tokens = paragraph.tokens_of(sentence);
        let (first, last) = (tokens[0].range, tokens[tokens.len() - 1].range);
        prop_assert_eq!(sentence.range, first.cover(last));
    }
    prop_assert_eq!(next as usize, paragraph.tokens.len());
    Ok(())
}

fn constructions_lie_in_sentences(text: &str, paragraph: &Paragraph) -> Result<(), TestCaseError> {
    let mut before = 0;
    for construction in &paragraph.constructions {
        let (start, end) = bounds(construction.range);
        prop_assert!(before <= start && start < end && end <= text.len(), "{construction:?}");
        prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
        before = start;
        let tokens = construction.tokens.clone();
        prop_assert!(tokens.start < tokens.end);
        let around =
            paragraph.sentences.iter().any(|s| s.tokens.start <= tokens.start && tokens.end <= s.tokens.end);
        prop_assert!(around, "{construction:?} crosses the end of a sentence");
    }
    Ok(())
}

/// The words and kinds of a text, whatever ranges they have.
fn words(text: &str) -> Vec<(String, TokenKind)> {
    let paragraph = analyse(text, &Layout::default());
    paragraph.tokens.iter().map(|t| (paragraph.norm(t).to_owned(), t.kind)).collect()
}

/// Pieces as they occur in letters, and a few that do not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-zäöüß]{1,10}",
        2 => "[0-9]{1,4}",
        4 => proptest::sample::select(vec![
            "§", "Abs.", "wird", "abgelehnt", "zu", "„", "“", "😀", "Unterla-\n", "\u{ad}", "a@b.c", "z.B.", "1.214,50", "€",
            "03.02.2025", "13.30", "Uhr", "3.", "Mai", "32.4-Tr/1193", "Antragsteller/innen", "Bürger*innen", "jede:r",
            "Bürger(innen)", "{{Name}}", "(", ")", "'", "’s", "``", "!", "?", "...", "____", "–", "www.stadt.example", "i.V.m.",
            "weil", ",", "ist", "vorzulegen", "👨‍👩‍👧", "e\u{301}", "\u{202e}", "\u{feff}", "\u{a0}",
        ])
        .prop_map(str::to_owned),
    ]
}

fn separator() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just(" "), 1 => Just(""), 1 => Just(". "), 1 => Just("\r\n"), 1 => Just(", "), 1 => Just("/"), 1 => Just(":")]
}

fn letter_like() -> impl Strategy<Value = String> {
    proptest::collection::vec((piece(), separator()), 0..30)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, separator)| piece + separator).collect())
}

/// Words that are no abbreviation, whatever stands around them.
fn plain_words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[A-Zäöü]?[a-zäöüß]{6,14}", 1..12)
}

proptest! {
    #[test]
    fn any_text_is_covered(text in "\\PC{0,80}") {
        well_formed(&text)?;
    }

    #[test]
    fn text_like_letters_is_covered(text in letter_like()) {
        well_formed(&text)?;
    }

    #[test]
    fn a_marker_and_fields_keep_the_text_covered(
        text in letter_like(), marker in 0u32..6, cuts in proptest::collection::vec(0usize..120, 0..6),
    ) {
        // Fields as a reader hands them in: in order, apart, on character boundaries.
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|c| *c < text.len() && text.is_char_boundary(*c)).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let fields: Vec<_> = cuts
            .chunks_exact(2)
            .map(|c| source::TextRange::new((c[0] as u32).into(), (c[1] as u32).into()))
            .collect();
        let paragraph = analyse(&text, &Layout { marker, placeholders: &fields, ..Layout::default() });
        let mut last = 0;
        for token in &paragraph.tokens {
            let (start, end) = bounds(token.range);
            prop_assert!(last <= start && start < end && end <= text.len());
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
            last = end;
        }
        sentences_cover_the_tokens(&paragraph)?;
    }

    /// Soft hyphens are invisible: they change neither words nor kinds, wherever they stand in a word.
    #[test]
    fn soft_hyphens_change_nothing(words_in in plain_words(), places in proptest::collection::vec(1usize..13, 12)) {
        let plain = words_in.join(" ");
        let soft: Vec<String> = words_in
            .iter()
            .zip(&places)
            .map(|(word, place)| {
                let mut chars: Vec<char> = word.chars().collect();
                chars.insert((*place).min(chars.len() - 1), '\u{ad}');
                chars.into_iter().collect()
            })
            .collect();
        prop_assert_eq!(words(&soft.join(" ")), words(&plain));
    }

    /// An umlaut is a letter as any other, written as one character or as two.
    #[test]
    fn words_stay_whole_with_any_letters(words_in in plain_words()) {
        for text in [
            words_in.join(" "),
            words_in.join(" ").replace('ä', "a\u{308}").replace('ö', "o\u{308}").replace('ü', "u\u{308}"),
            words_in.join(" ").replace('e', "é").replace('n', "ñ").replace('s', "ș").replace('l', "ł"),
        ] {
            let found: Vec<String> = analyse(&text, &Layout::default())
                .tokens
                .iter()
                .map(|t| text[usize::from(t.range.start())..usize::from(t.range.end())].to_owned())
                .collect();
            prop_assert_eq!(found, text.split(' ').map(str::to_owned).collect::<Vec<_>>());
        }
    }

    /// An emoji between two words is a token of its own and leaves the words alone.
    #[test]
    fn emoji_stand_alone(
        words_in in plain_words(), emoji in proptest::sample::select(vec!["😀", "👨‍👩‍👧", "🇩🇪", "✅", "👍🏽"]), at in 0usize..12,
    ) {
        let at = at.min(words_in.len());
        let mut with = words_in.clone();
        with.insert(at, emoji.to_owned());
        let mut found = words(&with.join(" "));
        let taken = found.remove(at);
        // Joiners are invisible, so the normal form is without them.
        prop_assert_eq!(taken.0, emoji.replace('\u{200d}', ""));
        prop_assert_eq!(taken.1, TokenKind::Symbol);
        prop_assert_eq!(found, words(&words_in.join(" ")));
    }

    /// White space is white space: more blanks, tabs and line breaks between words change no word.
    #[test]
    fn any_white_space_parts_words(words_in in plain_words(), gap in "[ \t\n\u{a0}\u{2003}]{1,4}") {
        prop_assert_eq!(words(&words_in.join(&gap)), words(&words_in.join(" ")));
    }

    /// Writing a word in capitals changes how it is written, not how many syllables it has.
    #[test]
    fn capitals_have_the_same_syllables(word in "[a-zäöü]{1,20}") {
        prop_assert_eq!(klarbrief_text::syllables(&word.to_uppercase().to_lowercase()), klarbrief_text::syllables(&word));
        // Nothing has more syllables than letters.
        prop_assert!(klarbrief_text::syllables(&word) <= word.chars().count());
    }

    /// Parts of a word that hyphens hold together are counted one by one.
    #[test]
    fn syllables_of_hyphenated_words_add_up(words_in in plain_words()) {
        let sum: usize = words_in.iter().map(|w| klarbrief_text::syllables(&w.to_lowercase())).sum();
        prop_assert_eq!(klarbrief_text::syllables(&words_in.join("-").to_lowercase()), sum);
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
        "'s",
        "a.Ab",
        ":in",
        "-\n",
        "weil er, dass ",
        "der des ",
        "nicht ohne ",
        "`",
        "Wort:Wort.",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let start = std::time::Instant::now();
        let paragraph = analyse(&text, &Layout::default());
        assert!(!paragraph.tokens.is_empty() || piece.trim_matches([' ', '\n', '\u{301}']).is_empty());
        // A quadratic path would take minutes; this bound is no measurement.
        assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
    }
}

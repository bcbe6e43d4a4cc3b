//! What holds for the reader of citations whatever the text: it ends, its ranges fit, its work grows with the length.

use std::num::NonZeroUsize;

use klarbrief_letter::{Norms, citations};
use proptest::prelude::*;

/// Pieces that citations are made of, and what disturbs them.
const PIECES: &[&str] = &[
    "§",
    "§§",
    " ",
    "\u{a0}",
    "\n",
    "\u{ad}",
    "-\n",
    "5",
    "25b",
    "104c",
    "Abs.",
    "Absatz",
    "S.",
    "Satz",
    "Nr.",
    "Nummer",
    "Buchst.",
    "a",
    "f",
    "ff.",
    "I",
    "IV",
    "V",
    "i. V. m.",
    "iVm",
    "und",
    "bis",
    ",",
    ";",
    "–",
    "/",
    "(",
    ")",
    "[",
    "]",
    ".",
    "Art.",
    "Artikel",
    "Paragraf",
    "AufenthG",
    "VwVfG",
    "NRW",
    "SGB",
    "II",
    "des",
    "der",
    "Aufenthaltsgesetzes",
    "Richtlinie",
    "2003/86/EG",
    "(EU)",
    "ARB",
    "1/80",
    "a. F.",
    "Halbs.",
    "1. Alt.",
    "ä",
    "😀",
    "0",
    "99999999",
    "Fischereigesetz",
    "Europäischen",
    "Menschenrechtskonvention",
    "EWG/Türkei",
    "\u{200b}",
    "\u{301}",
    "ﬃ",
    "Ⅳ",
    "٣",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn ranges_fit_whatever_the_text(text in prop_oneof![pieces(), ".{0,80}"]) {
        let mut end = 0;
        for citation in citations(&text, Norms::builtin()) {
            let range = usize::from(citation.range.start())..usize::from(citation.range.end());
            prop_assert!(range.start >= end, "in order and apart");
            prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            let words = &text[range.clone()];
            prop_assert!(words.starts_with(['§', 'A', 'P']), "starts with its sign: {words:?}");
            prop_assert!(!words.ends_with(char::is_whitespace), "ends with its law: {words:?}");
            prop_assert!(!citation.refs.is_empty());
            for norm in &citation.refs {
                prop_assert!(norm.section.starts_with(|c: char| c.is_ascii_digit()), "{norm:?}");
            }
            end = range.end;
        }
    }
}

/// The steps of the grammar that a text may take for each of its bytes.
const STEPS_PER_BYTE: usize = 60;

#[test]
fn the_work_grows_with_the_length() {
    let hostile: [(&str, &str, &str); 9] = [
        ("§§ 1", ", 2", " AufenthG"),
        ("§ 1", " Abs. 1", " AufenthG"),
        ("§ 1 Abs. 1", " und Abs. 2", " AufenthG"),
        ("§ 1 I", ", II", " AufenthG"),
        ("§ 1", " i. V. m. § 2", " AufenthG"),
        ("§ 1 Nr. 1", " a)", " AufenthG"),
        ("§ 1 Abs. 1", " 1. Alt.", " AufenthG"),
        ("§ 1", "(§ 1", ""),
        ("", "§ 5 Abs. 1 AufenthG ", ""),
    ];
    for (start, middle, end) in hostile {
        let mut before: Option<usize> = None;
        for times in [200, 400, 800, 1_600] {
            let text = format!("{start}{}{end}", middle.repeat(times));
            // Were the grammar to take more steps, it would give up, and addresses would be missing.
            pest::set_call_limit(NonZeroUsize::new(text.len() * STEPS_PER_BYTE));
            let found = citations(&text, Norms::builtin());
            let refs: usize = found.iter().map(|c| c.refs.len()).sum();
            assert!(refs > 0, "{start}{middle}: the reader gave up at {times}");
            if let Some(before) = before {
                let grew = refs == before || refs >= before * 2 - 2;
                assert!(grew, "{start}{middle}: {before} addresses, then {refs} of {times}");
            }
            before = Some(refs);
        }
    }
    pest::set_call_limit(None);
}

#[test]
fn signs_without_numbers_are_passed_over() {
    for text in ["§".repeat(100_000), "§ ".repeat(100_000), "Art. ".repeat(50_000), "§(".repeat(50_000)] {
        assert_eq!(citations(&text, Norms::builtin()), []);
    }
    let rows = format!("{} 5 AufenthG", "§".repeat(100_000));
    assert_eq!(citations(&rows, Norms::builtin()).len(), 1);
    let many = "§ 5 Abs. 1 Nr. 1 AufenthG ".repeat(10_000);
    assert_eq!(citations(&many, Norms::builtin()).len(), 10_000);
    let brackets = format!("{}§ 5 AufenthG{}", "(".repeat(50_000), ")".repeat(50_000));
    assert_eq!(citations(&brackets, Norms::builtin()).len(), 1);
}

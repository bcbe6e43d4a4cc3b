//! A letter that is checked again while it is written gives the same report as one that is checked for the first time.

use std::path::Path;

use klarbrief::document::read_txt;
use klarbrief::letter::LetterKind;
use klarbrief::{Cache, Checker, Request, Selector};

/// Numbers that look like chance and are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

const PIECES: [&str; 12] = [
    "ä",
    "😀",
    " ",
    "\r\n",
    "\n\n",
    ".",
    " Der Antrag wird abgelehnt. ",
    "\n\nBegründung\n\n",
    " (§ 5 Abs. 1 AufenthG)",
    "1. ",
    "nicht ",
    "«Name»",
];

fn edit(text: &mut String, dice: &mut Dice) {
    let (a, b) = (dice.boundary(text), dice.boundary(text));
    match dice.below(4) {
        // A stretch is deleted, as long as a word or as a line.
        0 => {
            let end = (a + dice.below(60)).min(text.len());
            let end = (end..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
            text.replace_range(a..end, "");
        }
        // A stretch is moved.
        1 => {
            let end = (a + dice.below(200)).min(text.len());
            let end = (end..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
            let piece: String = text.drain(a..end).collect();
            let to = (0..=b.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            text.insert_str(to, &piece);
        }
        _ => text.insert_str(a, PIECES[dice.below(PIECES.len())]),
    }
}

fn same(checker: &Checker, text: &str, request: &Request, cache: &mut Cache) {
    let letter = read_txt(text.to_owned());
    let again = checker.check_again(&letter, request, cache);
    let first = checker.check_with(&letter, request);
    assert_eq!(again.findings, first.findings, "{text}");
    assert_eq!(again.scores, first.scores);
    assert_eq!(format!("{:?}", again.paragraphs), format!("{:?}", first.paragraphs));
    assert_eq!(format!("{:?}", again.letter), format!("{:?}", first.letter));
}

#[test]
fn checking_again_is_checking() {
    let checker = Checker::builder().without_examples().build().expect("the built-in rules compile");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for name in ["refusal-no-reasons/before.txt", "refusal-no-reasons/after.txt"] {
        let mut text = std::fs::read_to_string(corpus.join(name)).expect("the corpus is part of the project");
        let mut cache = Cache::new();
        for _ in 0..80 {
            edit(&mut text, &mut dice);
            same(&checker, &text, &Request::default(), &mut cache);
        }
    }
}

#[test]
fn a_cache_may_meet_other_rules_and_requests() {
    let all = Checker::builder().without_examples().build().expect("the built-in rules compile");
    let some = Checker::builder().select(Selector::Group("satz".to_owned())).build().expect("they compile");
    let text = "1. Der Antrag wird abgelehnt.\n\nBegründung\n\nDie Vorschrift kommt zur Anwendung.\n";
    let mut cache = Cache::new();
    let hearing = Request { kind: Some(LetterKind::Hearing), ..Request::default() };
    for request in [Request::default(), hearing] {
        for checker in [&all, &some, &all] {
            same(checker, text, &request, &mut cache);
        }
    }
}

use crate::word::{self, Word, mix};

/// A place inside a line where a sentence may end: behind a sign, before what follows.
#[derive(Debug, Clone, Copy)]
pub struct Gap<'a> {
    /// The paragraph.
    pub text: &'a str,
    /// Where the sentence that may end here begins.
    pub start: usize,
    /// Behind its last sign, closing quotes and brackets included.
    pub end: usize,
    /// Where the next word begins.
    pub next: usize,
    /// Brackets that are open here.
    pub depth: u32,
    /// True if a quotation is open here.
    pub quoted: bool,
    /// Tokens since the beginning of the sentence.
    pub tokens: u32,
    /// The sign that may end the sentence.
    pub sign: Sign,
    /// True if sentences are known to start with the next word.
    pub starter: bool,
}

/// A sign that may end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `.` or `…` that stands for itself.
    Stop,
    /// `!` or `?`.
    Call,
    /// The full stop of an abbreviation.
    Abbreviation,
    /// The full stop of an ordinal number.
    Ordinal,
    /// The full stop of a date without a year.
    Date,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// A closing bracket.
    Bracket,
}

impl Gap<'_> {
    /// Hands out every feature; each is a hash of its name and value.
    pub fn features(&self, emit: &mut impl FnMut(u64)) {
        let left: [Word; 3] = word::before(&self.text[self.start..self.end]);
        let right: [Word; 3] = word::after(word::without_notes(&self.text[self.next..]));
        words(&left, &right, emit);
        let between = &self.text[self.end..self.next];
        let space = if between.is_empty() {
            0
        } else if between.contains('\n') {
            2
        } else {
            1
        };
        let tail = left[0].tail;
        let mut one = |name: u64, value: u64| emit(mix(mix(name, value), tail));
        one(100, space * 64 + left[0].short * 8 + right[0].first as u64);
        one(101, u64::from(self.depth.min(2)) * 2 + u64::from(self.quoted));
        one(102, bucket(u64::from(self.tokens)));
        one(103, mix(left[0].shape, bucket(u64::from(self.tokens))));
        one(104, mix(right[0].first as u64, bucket(u64::from(self.tokens))));
        one(105, mix(right[0].key, u64::from(self.depth.min(1))));
        let known = self.sign as u64 * 2 + u64::from(self.starter);
        one(106, mix(known, right[0].first as u64));
        one(107, mix(known, mix(left[0].shape, right[0].first as u64)));
        one(108, mix(known, mix(left[0].short, right[0].shape)));
        one(109, mix(known, mix(left[1].short, right[0].first as u64)));
        if matches!(self.sign, Sign::Semicolon | Sign::Colon) {
            let start = self.end
                - self.text[self.start..self.end].chars().rev().take(60).map(char::len_utf8).sum::<usize>();
            let before = small_words(&self.text[start..self.end]);
            let rest = &self.text[self.next..];
            let end = rest.chars().take(60).map(char::len_utf8).sum();
            let after = small_words(&rest[..end]);
            one(110, before.min(7));
            one(111, after.min(7));
            one(112, before.min(5) * 8 + after.min(5));
            one(113, mix(right[0].first as u64, after.min(7)));
        }
    }
}

/// Features of the words on both sides, for gaps inside a line as for line breaks.
pub(crate) fn words(left: &[Word; 3], right: &[Word; 3], emit: &mut impl FnMut(u64)) {
    let [a, b, c] = left;
    let [x, y, z] = right;
    let tail = a.tail;
    emit(1);
    let first = |w: &Word| w.first as u64;
    let mut one = |name: u64, value: u64| emit(mix(mix(name, value), tail));
    one(2, 0);
    one(3, a.shape);
    one(4, a.key);
    one(5, a.suffix);
    one(6, mix(a.short, first(x)));
    one(7, mix(x.shape, x.lead));
    one(8, x.key);
    one(9, mix(x.key, x.lead));
    one(10, mix(a.shape, x.key));
    one(11, mix(a.key, x.shape));
    one(12, mix(a.key, b.key));
    one(13, mix(mix(a.shape, b.shape), x.shape));
    one(14, mix(x.shape, y.shape));
    one(15, mix(mix(x.shape, y.shape), mix(z.shape, a.shape)));
    one(16, mix(a.key, x.key));
    one(17, mix(mix(a.short, first(x)), mix(b.short, first(b))));
    one(18, mix(x.suffix, first(x)));
    one(19, mix(mix(x.tail, x.short), mix(x.shape, a.shape)));
    one(20, mix(a.short, x.key));
    one(21, mix(a.len.min(12), first(a)));
    one(22, mix(mix(a.shape, b.key), x.shape));
    one(23, mix(mix(c.shape, b.shape), a.shape));
    one(24, mix(x.shape, y.key));
    one(25, mix(mix(a.lead, a.shape), first(x)));
    one(26, mix(b.tail, mix(a.shape, x.shape)));
    one(27, mix(x.tail, mix(y.shape, a.shape)));
    one(28, mix(b.suffix, mix(a.shape, first(x))));
}

/// A number in coarse steps.
pub(crate) fn bucket(n: u64) -> u64 {
    match n {
        0..=4 => n,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        50..=99 => 10,
        _ => 11,
    }
}

/// Words in lower case: sentences have them, lists of sources hardly do.
pub(crate) fn small_words(text: &str) -> u64 {
    let small = |w: &&str| w.len() > 1 && w.chars().take(2).all(char::is_lowercase);
    text.split_ascii_whitespace().filter(small).count() as u64
}

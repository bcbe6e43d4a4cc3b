use crate::inline::{bucket, small_words, words};
use crate::word::{self, First, Word, mix};

/// Longest part of a line that is looked at from either end.
const WINDOW: usize = 240;

/// A line of a plain text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Line<'a> {
    /// From its first to its last visible character.
    pub text: &'a str,
    /// Columns before the first visible character.
    pub indent: usize,
    /// Columns to the end.
    pub width: usize,
}

/// A line break between two lines that no empty line separates.
#[derive(Debug, Clone, Copy)]
pub struct LineGap<'a> {
    /// Where the line ends in its text, in bytes.
    pub at: usize,
    /// The line before the one that ends here, if no empty line stands between.
    pub earlier: Option<Line<'a>>,
    /// The line that ends here.
    pub line: Line<'a>,
    /// The line that begins here.
    pub next: Line<'a>,
    /// The line after that, if no empty line stands between.
    pub later: Option<Line<'a>>,
    /// True if the line that ends here began with a new sentence.
    pub fresh: bool,
    /// Brackets left open by the lines since the last end of a sentence.
    pub depth: u32,
    /// How wide the lines of the text are.
    pub widths: Widths,
    /// The widest of the lines around.
    pub around: usize,
}

/// How wide the lines of a text are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Widths {
    /// The column at which running text breaks; 0 if it does not.
    pub column: usize,
    /// Lines beyond that column, in steps: 0 none, 1 few, 2 many.
    pub beyond: u8,
}

/// Widest column at which a text counts as wrapped.
const WIDEST: usize = 160;

impl Widths {
    /// Measures a text by its lines: the column that nearly all lines keep to.
    pub fn measure(widths: impl Iterator<Item = usize>) -> Widths {
        let mut histogram = [0usize; WIDEST + 2];
        let mut count = 0;
        for width in widths.filter(|w| *w >= 25) {
            histogram[width.min(WIDEST + 1)] += 1;
            count += 1;
        }
        if count < 3 {
            return Widths::default();
        }
        // The column below which 95 of 100 lines end.
        let mut seen = 0;
        let column = (0..=WIDEST + 1)
            .find(|w| {
                seen += histogram[*w];
                seen * 100 >= count * 95
            })
            .unwrap_or(0);
        let wide = histogram[WIDEST + 1];
        if column > WIDEST {
            return Widths { column: 0, beyond: if wide * 3 > count { 2 } else { 1 } };
        }
        // Lines of running text crowd near that column.
        let near: usize = histogram[column.saturating_sub(column / 8)..=column].iter().sum();
        let column = if near * 5 >= count { column } else { 0 };
        Widths { column, beyond: u8::from(wide > 0) }
    }
}

impl LineGap<'_> {
    /// Hands out every feature; each is a hash of its name and value.
    pub fn features(&self, emit: &mut impl FnMut(u64)) {
        let end: [Word; 3] = word::before(last_part(self.line.text));
        let next: [Word; 3] = word::after(self.next.text);
        words(&end, &next, emit);
        let begin: [Word; 2] = word::after(self.line.text);
        let tail = end[0].tail;
        let first = |w: &Word| w.first as u64;
        let mut put = |name: u64, value: u64| emit(mix(name, value));

        // How the layout stands: would the next word have fitted?
        let needed =
            self.line.width + 1 + self.next.text.chars().take(60).take_while(|c| !c.is_whitespace()).count();
        let global = room(self.widths.column, needed);
        let local = room(self.around, needed);
        let wrapped = u64::from(self.widths.column > 0) * 3 + u64::from(self.widths.beyond);
        let layout = mix(mix(global, local), wrapped);
        put(200, layout);
        put(201, mix(global, tail));
        put(202, mix(local, tail));
        put(203, mix(mix(global, tail), first(&next[0])));
        put(204, mix(mix(local, tail), mix(first(&next[0]), end[0].first as u64)));
        put(205, mix(mix(wrapped, tail), first(&next[0])));
        put(206, mix(bucket(self.line.width as u64 / 4), mix(tail, first(&next[0]))));
        put(207, mix(mix(local, end[0].shape), next[0].shape));
        put(208, mix(local, next[0].key));
        put(209, mix(local, end[0].key));

        // What kind of line ends, what kind begins.
        let kind = kind(self.line.text, &begin);
        let next_kind = kind_of_next(self.next.text, &next);
        put(220, mix(kind, tail));
        put(221, mix(kind, next_kind));
        put(222, mix(mix(kind, local), tail));
        put(223, mix(next_kind, tail));
        put(224, mix(mix(next_kind, local), tail));
        put(225, mix(mix(begin[0].key, begin[0].lead), mix(tail, first(&next[0]))));
        put(226, mix(mix(begin[0].shape, begin[1].shape), tail));
        put(227, mix(mix(begin[0].shape, begin[0].tail), mix(next[0].shape, next[0].tail)));
        put(228, mix(begin[0].key, next[0].key));
        put(229, mix(mix(kind, global), next_kind));
        put(230, mix(hash_line(self.next.text), 0));
        put(231, mix(hash_line(self.line.text), 0));

        // Neighbours.
        let fresh = u64::from(self.fresh);
        put(240, mix(fresh, mix(kind, tail)));
        put(241, mix(fresh, mix(local, tail)));
        put(242, mix(fresh * 4 + u64::from(self.depth.min(3)), tail));
        put(243, mix(u64::from(self.depth.min(2)), mix(local, first(&next[0]))));
        let indent = self.next.indent.cmp(&self.line.indent) as i8 as u64;
        put(244, mix(mix(indent, u64::from(self.next.indent > 0)), tail));
        put(245, mix(mix(indent, next_kind), kind));
        let earlier = self.earlier.map_or([Word::default(); 1], |l| word::before(last_part(l.text)));
        put(246, mix(mix(earlier[0].tail, fresh), mix(kind, tail)));
        let later: [Word; 1] = self.later.map_or([Word::default(); 1], |l| word::after(l.text));
        put(247, mix(mix(next_kind, first(&later[0])), tail));
        put(248, mix(mix(later[0].shape, later[0].lead), mix(next_kind, tail)));
        let size = self.later.map_or(0, |l| 1 + bucket(l.width as u64 / 10));
        put(249, mix(mix(bucket(self.next.width as u64 / 10), size), tail));
        let short_next = room(self.around, self.next.width);
        put(250, mix(short_next, mix(tail, first(&next[0]))));
        put(251, mix(mix(short_next, local), tail));
    }
}

/// Room that is left on a line, in steps.
fn room(column: usize, needed: usize) -> u64 {
    if column == 0 {
        return 20;
    }
    let rest = column as i64 - needed as i64;
    match rest {
        ..=-20 => 0,
        -19..=-10 => 1,
        -9..=-5 => 2,
        -4..=-2 => 3,
        -1..=0 => 4,
        1..=2 => 5,
        3..=5 => 6,
        6..=9 => 7,
        10..=14 => 8,
        15..=24 => 9,
        25..=39 => 10,
        40..=59 => 11,
        _ => 12,
    }
}

/// What kind of line this is, by how it begins, how long it is, and how many small words it has.
fn kind(text: &str, begin: &[Word; 2]) -> u64 {
    let part = first_part(text);
    let count = bucket(part.split_ascii_whitespace().count() as u64);
    let small = small_words(part).min(3);
    mix(mix(begin[0].first as u64, count), mix(small, begin[0].lead))
}

fn kind_of_next(text: &str, begin: &[Word; 3]) -> u64 {
    let part = first_part(text);
    let count = bucket(part.split_ascii_whitespace().count() as u64);
    let single = if begin[1].first == First::Nothing { begin[0].shape } else { 0 };
    mix(mix(begin[0].first as u64, count), mix(single, mix(begin[0].lead, begin[0].tail)))
}

/// Short lines are known as a whole: "Tenor", "Gründe".
fn hash_line(text: &str) -> u64 {
    if text.len() > 30 { 0 } else { word::hash(text.as_bytes()) }
}

fn first_part(text: &str) -> &str {
    let mut end = text.len().min(WINDOW);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn last_part(text: &str) -> &str {
    let mut start = text.len().saturating_sub(WINDOW);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

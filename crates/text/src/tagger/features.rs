//! The features on which the tagger decides, as hashes.

use super::word::Word;
use crate::lexicon::{Tag, TagSet};

/// Number of features of a token.
pub const FEATURES: usize = 37;

/// What the tagger remembers of the tokens on the left.
#[derive(Debug, Clone, Copy)]
pub struct State {
    last: Tag,
    before: Tag,
    /// Finite verb since the clause began: 0 none, 1 full verb, 2 auxiliary, 3 modal.
    finite: u8,
    /// The finite verb of the sentence so far, likewise.
    main: u8,
    /// True after a word that opens a subordinate clause.
    subordinate: bool,
}

impl Default for State {
    fn default() -> Self {
        State { last: Tag::Punct, before: Tag::Punct, finite: 0, main: 0, subordinate: false }
    }
}

impl State {
    /// Goes on past a token that has been given a tag.
    pub fn push(&mut self, tag: Tag) {
        self.before = self.last;
        self.last = tag;
        let finite = match tag {
            Tag::Vvfin | Tag::Vvimp => 1,
            Tag::Vafin => 2,
            Tag::Vmfin => 3,
            _ => 0,
        };
        if finite > 0 {
            self.finite = finite;
            if !self.subordinate {
                self.main = finite;
            }
        }
        match tag {
            Tag::Punct => (self.finite, self.subordinate) = (0, false),
            Tag::Kous | Tag::Prels | Tag::Prelat | Tag::Pwav | Tag::Koui => {
                (self.finite, self.subordinate) = (0, true);
            }
            _ => {}
        }
    }

    fn bits(self) -> u32 {
        u32::from(self.finite) | u32::from(self.main) << 2 | u32::from(self.subordinate) << 4
    }
}

/// Joins the parts of a feature; the template keeps equal parts in different places apart.
#[inline(always)]
fn mix<const N: usize>(template: u32, parts: [u32; N]) -> u32 {
    const FACTORS: [u32; 3] = [0x9E37_79B1, 0x85EB_CA77, 0xC2B2_AE3D];
    let mut h = template.wrapping_mul(0x27D4_EB2F);
    for at in 0..N {
        h = h.wrapping_add(parts[at].wrapping_mul(FACTORS[at])).rotate_left(11);
    }
    h ^= h >> 15;
    h = h.wrapping_mul(0x2C1B_3C6D);
    h ^ h >> 14
}

fn set(tags: TagSet) -> u32 {
    (tags.0 ^ (tags.0 >> 29).wrapping_mul(0x9E37_79B1)) as u32
}

/// The features of token `i`.
pub fn features(words: &[Word], i: usize, state: State, out: &mut [u32; FEATURES]) {
    const EDGE: (u32, u32, u32, u32) = (1, 2, 3, 4);
    let see =
        |at: Option<&Word>| at.map_or(EDGE, |w| (w.form, set(w.known), w.endings[1], u32::from(w.shape)));
    let word = &words[i];
    let (w0, a0, _, s0) = see(Some(word));
    let (w1, a1, e1, s1) = see(words.get(i + 1));
    let (w2, a2, _, _) = see(words.get(i + 2));
    let (p1, b1, f1, r1) = see(i.checked_sub(1).map(|at| &words[at]));
    let (p2, _, _, _) = see(i.checked_sub(2).map(|at| &words[at]));
    let (t1, t2) = (state.last as u32, state.before as u32);
    let clause = state.bits();
    let ahead = u32::from(word.ahead);
    let last = set(word.last);
    let u0 = u32::from(word.usual);
    let u1 = words.get(i + 1).map_or(u32::MAX, |w| u32::from(w.usual));
    let [e2, e3, e5] = word.endings;
    *out = [
        mix(1, [w0]),
        mix(2, [w0, s0]),
        mix(3, [e2, s0]),
        mix(4, [e3, s0]),
        mix(5, [e5, s0]),
        mix(6, [a0, s0]),
        mix(7, [a0, t1]),
        mix(8, [t1, t2]),
        mix(9, [t1, w0]),
        mix(10, [p1]),
        mix(11, [w1]),
        mix(12, [a1]),
        mix(13, [a0, a1]),
        mix(14, [t1, a1]),
        mix(15, [a2, a1]),
        mix(16, [p2, p1]),
        mix(17, [w1, w2]),
        mix(18, [clause, a0]),
        mix(19, [clause, a1, t1]),
        mix(20, [e1, s1]),
        mix(21, [s0, s1, r1]),
        mix(22, [t1, t2, a0]),
        mix(23, [ahead, w0]),
        mix(24, [ahead, a0, clause]),
        mix(25, [p1, w0]),
        mix(26, [w0, w1]),
        mix(27, [f1, a0]),
        mix(28, [t1, e3]),
        mix(29, [e3, a1]),
        mix(30, [b1, t1, s0]),
        mix(31, [u0, s0, t1]),
        mix(32, [u0, u1, s1]),
        mix(33, [last, w0]),
        mix(34, [last, a0, clause]),
        mix(35, [u0, s0, r1]),
        mix(36, [u0, p1]),
        mix(37, [u0, w1]),
    ];
}

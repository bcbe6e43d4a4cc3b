//! How far the reasons of a letter can be followed.

use klarbrief::letter::{AnchorKind, Letter, PartKind};

/// Which links of a chain of reasons a letter shows.
///
/// Rulings share the reasons of the whole letter until each has a chain of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Chain {
    /// There is a part with reasons.
    pub reasons: bool,
    /// A norm is cited.
    pub norm: bool,
    /// A fact of the case is named.
    pub fact: bool,
    /// A word joins norm and fact.
    pub link: bool,
}

impl Chain {
    /// The chain of a letter.
    pub(crate) fn of(letter: &Letter) -> Chain {
        let mut chain = Chain { reasons: letter.has(PartKind::Reasons), ..Chain::default() };
        for anchor in &letter.anchors {
            match anchor.kind {
                AnchorKind::Norm => chain.norm = true,
                AnchorKind::Fact => chain.fact = true,
                AnchorKind::Link => chain.link = true,
            }
        }
        chain
    }

    /// 0 no reasons, 1 result only, 2 norm or fact, 3 norm and fact, 4 norm, fact and link.
    pub(crate) fn level(self) -> u8 {
        match (self.norm, self.fact, self.link) {
            (true, true, true) => 4,
            (true, true, false) => 3,
            (true, ..) | (_, true, _) => 2,
            _ => u8::from(self.reasons),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Chain;

    #[test]
    fn each_link_raises_the_level() {
        let none = Chain::default();
        assert_eq!(none.level(), 0);
        assert_eq!(Chain { reasons: true, ..none }.level(), 1);
        assert_eq!(Chain { reasons: true, fact: true, link: true, ..none }.level(), 2);
        assert_eq!(Chain { reasons: true, norm: true, fact: true, ..none }.level(), 3);
        assert_eq!(Chain { reasons: true, norm: true, fact: true, link: true }.level(), 4);
    }
}

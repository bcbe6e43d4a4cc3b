//! Where a long word may be broken: TeX patterns. They serve proposals, never counts.

use std::sync::OnceLock;

use hyphenation::{Hyphenator, Language, Load, Standard};

/// Returns the byte offsets where a German word may be broken, in order.
///
/// The patterns are loaded at the first call, which takes some milliseconds.
pub fn break_points(word: &str) -> Vec<usize> {
    static PATTERNS: OnceLock<Option<Standard>> = OnceLock::new();
    let patterns = PATTERNS.get_or_init(|| Standard::from_embedded(Language::German1996).ok());
    patterns.as_ref().map_or_else(Vec::new, |p| p.hyphenate(word).breaks)
}

#[cfg(test)]
mod tests {
    #[test]
    fn breaks_lie_inside_the_word() {
        let word = "Lebensunterhaltssicherungsnachweis";
        let breaks = super::break_points(word);
        assert!(breaks.len() >= 6, "{breaks:?}");
        assert!(breaks.iter().all(|b| word.is_char_boundary(*b) && *b > 0 && *b < word.len()));
    }
}

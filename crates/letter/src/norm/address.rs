//! Labels of sections, paragraphs, numbers: "25b", "1a", "12".

use std::cmp::Ordering;

/// The number and the letters of a label: "25b" is (25, "b"), "-" is (0, "-").
pub fn split_label(label: &str) -> (u32, &str) {
    let end = label.bytes().take_while(u8::is_ascii_digit).count();
    // Seven digits are more than any law has; what is longer counts as that.
    let number = label[..end.min(7)].parse().unwrap_or(0);
    (number, &label[end..])
}

/// The order of labels in a law: 25, 25a, 25b, 26.
pub fn compare_labels(a: &str, b: &str) -> Ordering {
    let (first, second) = (split_label(a), split_label(b));
    first
        .0
        .cmp(&second.0)
        .then_with(|| first.1.len().cmp(&second.1.len()))
        .then_with(|| first.1.cmp(second.1))
}

/// How far two labels are from each other: the same number with another letter is nearer than the next number.
pub(super) fn distance(a: &str, b: &str) -> u32 {
    let (first, second) = (split_label(a), split_label(b));
    let letter = |s: &str| s.bytes().next().map_or(0, |c| u32::from(c.saturating_sub(b'a')) + 1).min(30);
    first.0.abs_diff(second.0).saturating_mul(32).saturating_add(letter(first.1).abs_diff(letter(second.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_in_the_order_of_the_law() {
        let mut labels = ["26", "25b", "3", "25", "25a", "104c", "-"];
        labels.sort_by(|a, b| compare_labels(a, b));
        assert_eq!(labels, ["-", "3", "25", "25a", "25b", "26", "104c"]);
    }

    #[test]
    fn another_letter_is_nearer_than_another_number() {
        assert!(distance("25c", "25b") < distance("25c", "26"));
        assert!(distance("25c", "25") < distance("25c", "24"));
    }
}

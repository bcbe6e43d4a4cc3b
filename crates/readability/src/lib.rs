//! Readability formulas for German, from counts.

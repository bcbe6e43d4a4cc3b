//! Precision and recall by type of text, in the measure of `sentences.py`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::corpus::Labelled;

#[derive(Default)]
pub struct Figures(BTreeMap<String, [usize; 3]>);

impl Figures {
    pub fn add(&mut self, text: &Labelled, found: &BTreeSet<usize>) {
        let right = text.ends.intersection(found).count();
        for key in [text.kind.as_str(), "all"] {
            let counts = self.0.entry(key.to_owned()).or_default();
            counts[0] += right;
            counts[1] += found.len() - right;
            counts[2] += text.ends.len() - right;
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (key, [right, extra, missing]) in &self.0 {
            let share = |of: usize| *right as f64 / (right + of).max(1) as f64;
            let (p, r) = (share(*extra), share(*missing));
            let f1 = if *right > 0 { 2.0 * p * r / (p + r) } else { 0.0 };
            writeln!(
                f,
                "{key:5} precision {p:.4} recall {r:.4} F1 {f1:.4}  ({} boundaries, {extra} extra, {missing} missing)",
                right + missing
            )?;
        }
        Ok(())
    }
}

pub fn print_errors(text: &Labelled, found: &BTreeSet<usize>) {
    let show = |what: &str, at: usize| {
        let around = |from: usize, to: usize| text.text.get(from..to).unwrap_or("");
        let mut from = at.saturating_sub(70);
        while !text.text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = (at + 70).min(text.text.len());
        while !text.text.is_char_boundary(to) {
            to -= 1;
        }
        let line = format!("{what} {} {}⏹{}", text.name, around(from, at), around(at, to));
        println!("{}", line.replace('\n', "⏎").replace('\r', ""));
    };
    found.difference(&text.ends).for_each(|at| show("EXTRA", *at));
    text.ends.difference(found).for_each(|at| show("MISSING", *at));
}

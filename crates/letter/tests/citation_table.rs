//! Citations of norms, one per line of `citations.txt`: what is marked and what it names.

use klarbrief_letter::{Norms, citations};

#[test]
fn every_line_of_the_table() {
    let table = include_str!("citations.txt");
    let (mut wrong, mut marks) = (Vec::new(), 0);
    for line in table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (left, right) = line.split_once(" => ").expect("an arrow in each line");
        let left = left.replace('⏎', "\n").replace('␣', "\u{a0}").replace('¬', "\u{ad}");
        // The marks, in the text without their brackets.
        let (mut text, mut expected) = (String::new(), Vec::new());
        let mut start = 0;
        for c in left.chars() {
            match c {
                '[' => start = text.len(),
                ']' => expected.push(start..text.len()),
                c => text.push(c),
            }
        }
        let found = citations(&text, Norms::builtin());
        marks += expected.len();
        let places: Vec<_> =
            found.iter().map(|c| usize::from(c.range.start())..usize::from(c.range.end())).collect();
        let refs = |c: &klarbrief_letter::Citation| {
            c.refs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ")
        };
        let said: Vec<String> = found.iter().map(refs).collect();
        let said = if said.is_empty() { "-".to_owned() } else { said.join(" || ") };
        if places != expected || said != right {
            let parts: Vec<&str> = places.iter().map(|p| &text[p.clone()]).collect();
            wrong.push(format!("{line}\n    read {parts:?}\n    as   {said}"));
        }
    }
    assert!(marks >= 120, "{marks} marks");
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

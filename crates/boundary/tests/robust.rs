//! Whatever text stands around a gap, a score comes out.

use klarbrief_boundary::{Gap, Line, LineGap, Model, Sign, Widths};
use proptest::prelude::*;

fn score(text: &str, end: usize, next: usize) -> i32 {
    let gap = Gap {
        text,
        start: 0,
        end,
        next,
        depth: 0,
        quoted: false,
        tokens: 5,
        sign: Sign::Stop,
        starter: false,
    };
    Model::builtin().gap(&gap)
}

fn shown(text: &str) -> Line<'_> {
    Line { text, indent: 0, width: text.chars().count() }
}

fn score_of_lines(line: &str, next: &str) -> i32 {
    Model::builtin().line(&LineGap {
        at: line.len(),
        earlier: None,
        line: shown(line),
        next: shown(next),
        later: None,
        fresh: true,
        depth: 0,
        widths: Widths::measure([75, 74, 76, 73].into_iter()),
        around: 76,
    })
}

proptest! {
    #[test]
    fn any_gap_of_any_text(left in "\\PC{0,80}", gap in "[ \n\u{a0}]{0,3}", right in "\\PC{0,80}") {
        let text = format!("{left}{gap}{right}");
        score(&text, left.len(), left.len() + gap.len());
        score_of_lines(&left, &right);
    }
}

#[test]
fn plain_cases_are_clear() {
    let text = "Wir lehnen den Antrag ab. Danach endet das Verfahren.";
    assert!(score(text, 25, 26) > 0);
    assert!(
        score_of_lines(
            "Sie haben am 24. August 2026 beantragt, dass wir Ihre",
            "Aufenthaltserlaubnis verlängern."
        ) < 0
    );
    assert!(score_of_lines("Wir haben den Antrag abgelehnt.", "Die Frist beträgt einen Monat.") > 0);
}

#[test]
fn a_text_without_running_lines_has_no_width() {
    assert_eq!(Widths::measure([10, 12, 8].into_iter()).column, 0);
    assert_eq!(Widths::measure([400, 900, 700, 500].into_iter()).column, 0);
    assert_eq!(Widths::measure([75, 74, 76, 73, 40].into_iter()).column, 76);
}

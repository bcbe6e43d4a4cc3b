//! The text cut where a finding begins or ends, so that overlapping findings can be marked in one pass.

use klarbrief::diagnostic::{Diagnostic, Severity};
use klarbrief::source::{TextRange, TextSize};

/// A stretch of text with the same findings all along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub range: TextRange,
    /// Indices of the findings, the narrowest first; empty for unmarked text.
    pub findings: Vec<usize>,
    /// Findings that begin here.
    pub begins: Vec<usize>,
}

/// Findings as sorted as the text, ready to be cut block by block.
pub(super) struct Cutter<'a> {
    findings: &'a [Diagnostic],
    /// Findings that begin before the next block and may reach into it.
    open: Vec<usize>,
    next: usize,
}

impl<'a> Cutter<'a> {
    /// `findings` must be sorted by start.
    pub(super) fn new(findings: &'a [Diagnostic]) -> Cutter<'a> {
        Cutter { findings, open: Vec::new(), next: 0 }
    }

    /// Cuts a stretch of text; stretches must come in the order of the text.
    pub(super) fn cut(&mut self, range: TextRange) -> Vec<Segment> {
        while self.next < self.findings.len() && self.findings[self.next].range.start() < range.end() {
            self.open.push(self.next);
            self.next += 1;
        }
        let findings = self.findings;
        self.open.retain(|i| {
            findings[*i].range.end() > range.start() || findings[*i].range.start() >= range.start()
        });
        let mut cuts: Vec<TextSize> = vec![range.start(), range.end()];
        for i in &self.open {
            let found = findings[*i].range;
            cuts.extend([found.start(), found.end()].into_iter().filter(|at| range.contains(*at)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut out: Vec<Segment> = cuts
            .windows(2)
            .map(|pair| {
                let piece = TextRange::new(pair[0], pair[1]);
                let covers = |i: &&usize| {
                    let found = findings[**i].range;
                    found.start() < piece.end() && found.end() > piece.start()
                        || found.is_empty() && found.start() == piece.start()
                };
                let mut here: Vec<usize> = self.open.iter().filter(covers).copied().collect();
                here.sort_by_key(|i| (findings[*i].range.len(), *i));
                let begins =
                    here.iter().copied().filter(|i| findings[*i].range.start() == piece.start()).collect();
                Segment { range: piece, findings: here, begins }
            })
            .collect();
        // A finding that begins in a gap between blocks is shown at the next block.
        if let Some(first) = out.first_mut() {
            let early = first.findings.iter().copied().filter(|i| findings[*i].range.start() < range.start());
            let early: Vec<usize> = early.filter(|i| !first.begins.contains(i)).collect();
            first.begins.extend(early);
        }
        out
    }
}

/// The severity a segment is drawn in: the worst.
pub(super) fn worst(findings: &[Diagnostic], segment: &Segment) -> Option<Severity> {
    segment.findings.iter().map(|i| findings[*i].severity).max()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use klarbrief::source::range;

    use super::*;

    fn finding(start: usize, end: usize, severity: Severity) -> Diagnostic {
        Diagnostic {
            rule: Arc::from("satz/probe"),
            leitziel: 4,
            severity,
            range: range(start, end),
            message: String::new(),
            why: Arc::from(""),
            source: Arc::from(""),
            fixes: Vec::new(),
        }
    }

    #[test]
    fn overlapping_findings_are_cut_where_they_begin_and_end() {
        let findings = [finding(0, 10, Severity::Hint), finding(4, 6, Severity::Error)];
        let mut cutter = Cutter::new(&findings);
        let cut = cutter.cut(range(0, 12));
        let shape: Vec<(u32, u32, Vec<usize>)> =
            cut.iter().map(|s| (s.range.start().into(), s.range.end().into(), s.findings.clone())).collect();
        assert_eq!(shape, [(0, 4, vec![0]), (4, 6, vec![1, 0]), (6, 10, vec![0]), (10, 12, vec![])]);
        assert_eq!(worst(&findings, &cut[1]), Some(Severity::Error));
        assert_eq!(cut[1].begins, [1]);
    }

    #[test]
    fn a_finding_over_two_blocks_is_marked_in_both() {
        let findings = [finding(2, 9, Severity::Hint)];
        let mut cutter = Cutter::new(&findings);
        assert_eq!(cutter.cut(range(0, 5)).last().map(|s| s.findings.len()), Some(1));
        let second = cutter.cut(range(6, 12));
        assert_eq!(second[0].findings, [0]);
        assert!(cutter.cut(range(13, 20))[0].findings.is_empty());
    }
}

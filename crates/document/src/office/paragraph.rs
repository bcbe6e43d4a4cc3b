use crate::builder::{Line, Mark, Piece};
use crate::model::BlockKind;

/// The lines of an open paragraph: manual breaks divide it.
#[derive(Debug)]
pub(super) struct Lines {
    /// Finished lines with the gap before each.
    done: Vec<(Line, bool)>,
    /// The line that is being written.
    pub(super) line: Line,
    gap: bool,
}

impl Default for Lines {
    fn default() -> Lines {
        Lines { done: Vec::new(), line: Line::default(), gap: true }
    }
}

impl Lines {
    /// Ends a line; `gap` says whether the next one stands apart, as after a page break.
    pub(super) fn break_line(&mut self, gap: bool) {
        let line = std::mem::take(&mut self.line);
        self.done.push((line, std::mem::replace(&mut self.gap, gap)));
    }

    /// Notes a branch that begins with the paragraph.
    pub(super) fn mark_start(&mut self, mark: Mark) {
        match self.done.first_mut() {
            Some((line, _)) => line.mark_start(mark),
            None => self.line.mark_start(mark),
        }
    }

    /// Bytes of text.
    pub(super) fn len(&self) -> usize {
        self.done.iter().map(|(line, _)| line.text().len()).sum::<usize>() + self.line.text().len()
    }

    /// Makes a piece of every line that has text; the first one may be of another kind than the rest.
    pub(super) fn emit(mut self, first: BlockKind, rest: BlockKind, pieces: &mut Vec<Piece>) {
        self.break_line(false);
        let mut kind = first;
        let mut gap_before = false;
        for (line, gap) in self.done {
            gap_before |= gap;
            if line.is_blank() && line.has_marks() {
                pieces.push(Piece { line, kind, gap_before: false });
            } else if !line.is_blank() {
                pieces.push(Piece { line, kind, gap_before: std::mem::take(&mut gap_before) });
                kind = rest;
            }
        }
    }
}

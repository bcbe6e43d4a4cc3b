//! A progress bar on standard error, for runs that take their time.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::lang::tr;

/// How long a run may take before it shows a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts letters; shows a bar on a terminal once a run takes longer than a second.
pub(crate) struct Progress {
    total: u64,
    done: u64,
    /// `None` where no bar may be shown.
    started: Option<Instant>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Starts counting up to `total`.
    pub(crate) fn new(total: usize, wanted: bool) -> Progress {
        let shown = wanted && total > 1 && std::io::stderr().is_terminal();
        Progress { total: total as u64, done: 0, started: shown.then(Instant::now), bar: None }
    }

    /// Counts one letter, and lets `write` write about it without the bar in the way.
    pub(crate) fn step<R>(&mut self, write: impl FnOnce() -> R) -> R {
        self.done += 1;
        if self.bar.is_none() && self.started.is_some_and(|s| s.elapsed() > PATIENCE) {
            self.bar = Some(self.new_bar());
        }
        match &self.bar {
            Some(bar) => {
                bar.set_position(self.done);
                bar.suspend(write)
            }
            None => write(),
        }
    }

    fn new_bar(&self) -> ProgressBar {
        let bar = ProgressBar::new(self.total);
        let template =
            tr("{bar:40} {pos} von {len} Briefen, noch {eta}", "{bar:40} {pos} of {len} letters, {eta} left");
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

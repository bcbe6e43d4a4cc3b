//! Doing something again whenever files change, until Ctrl-C.
//!
//! Files are looked at twice a second. That works on network drives, too, where clerks keep their templates and systems report no
//! changes.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::Exit;
use crate::lang::tr;
use crate::trouble::{Failure, Trouble};

/// How often files are looked at.
const PERIOD: Duration = Duration::from_millis(500);

/// How soon Ctrl-C is heard.
const TICK: Duration = Duration::from_millis(50);

/// What tells that files have changed: each with its time and size.
type State = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

/// Asks for the end of a run; shared with the handler of Ctrl-C.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// True once somebody has pressed Ctrl-C.
    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Runs `work` now and after every change of the files that `files` names, until Ctrl-C.
///
/// An error of `work` is shown and waited out: somebody is mending it.
pub(crate) fn run(
    files: impl Fn() -> Vec<PathBuf>,
    work: impl Fn(&Stop) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let stop = Stop::default();
    let asked = stop.0.clone();
    ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed)).map_err(|error| {
        Trouble::new(tr(
            format!("Auf Strg+C lässt sich nicht warten: {error}"),
            format!("Ctrl-C cannot be waited for: {error}"),
        ))
    })?;
    loop {
        // Looked at before the work, so that a change in the middle of it is not missed.
        let before = state(&files());
        if std::io::stdout().is_terminal() {
            // Clears the screen and what has scrolled away.
            let _ = write!(std::io::stdout(), "\x1b[2J\x1b[3J\x1b[H");
        }
        match work(&stop) {
            Err(Failure::Trouble(trouble)) => trouble.print(),
            // A reader that has gone away will not come back.
            Err(Failure::BrokenPipe) => return Ok(Exit::Clean),
            Ok(_) => {}
        }
        let waiting = tr("Warte auf Änderungen; Strg+C beendet.", "Waiting for changes; Ctrl-C ends.");
        let _ = writeln!(anstream::stderr().lock(), "{waiting}");
        loop {
            let mut waited = Duration::ZERO;
            while waited < PERIOD {
                if stop.is_asked() {
                    return Ok(Exit::Clean);
                }
                sleep(TICK);
                waited += TICK;
            }
            if state(&files()) != before {
                break;
            }
        }
    }
}

fn state(files: &[PathBuf]) -> State {
    let look = |path: &Path| {
        let metadata = path.metadata().ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    files.iter().map(|path| (path.clone(), look(path))).collect()
}

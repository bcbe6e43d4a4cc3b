//! Ctrl-C leaves nothing half-written: temporary files go away before the process ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// What shells report for a process that was interrupted.
const INTERRUPTED: i32 = 130;

static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static LISTENING: Once = Once::new();

/// Takes this file away if the run is interrupted or told to end.
pub(crate) fn remember(path: &Path) {
    LISTENING.call_once(|| {
        // A process that was started deaf to Ctrl-C or hang-ups (`nohup`, jobs of scripts) stays so. Without a handler an interruption
        // leaves a hidden file behind, but never a result that is cut off.
        let _ = ctrlc::try_set_handler(|| {
            let files = all();
            for file in files.iter() {
                let _ = fs::remove_file(file);
            }
            // The lock is kept, so that no file gets its name while the process ends.
            std::process::exit(INTERRUPTED);
        });
    });
    all().push(path.to_owned());
}

/// The file has its final name, or is gone.
pub(crate) fn forget(path: &Path) {
    all().retain(|file| file != path);
}

fn all() -> MutexGuard<'static, Vec<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

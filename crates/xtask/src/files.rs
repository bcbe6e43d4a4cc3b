//! Folders of reference data.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// What lies in a folder, sorted by name, so that every run reads it in the same order.
///
/// # Errors
///
/// The folder with what the system says.
pub fn sorted(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

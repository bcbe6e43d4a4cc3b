//! Where results go: standard output, or a file that appears only when it is complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::interrupt;
use crate::lang::tr;
use crate::trouble::{Failure, Trouble, io_words};

/// A place for results.
pub(crate) enum Sink {
    /// Standard output.
    Stdout(BufWriter<Box<dyn Write>>),
    /// A temporary file beside the file it will become.
    File { writer: BufWriter<File>, pending: Pending },
    /// A file that is no ordinary one (a pipe, a device): it is written directly and never replaced.
    Special(BufWriter<File>),
}

impl Sink {
    /// Opens standard output, or a file. `coloured` says that colours will be written to standard output.
    pub(crate) fn open(path: Option<&Path>, coloured: bool) -> Result<Sink, Trouble> {
        let Some(path) = path.filter(|p| p.as_os_str() != "-") else {
            // Colours may need a translation for old consoles; everything else goes out as it is.
            let out: Box<dyn Write> =
                if coloured { Box::new(anstream::stdout()) } else { Box::new(io::stdout()) };
            return Ok(Sink::Stdout(BufWriter::new(out)));
        };
        let refused = |error: io::Error| refused(path, &error);
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                return Err(Trouble::new(tr(
                    format!("`{}` ist ein Ordner.", path.display()),
                    format!("`{}` is a folder.", path.display()),
                ))
                .hint(tr("Nennen Sie für `--output` eine Datei.", "Name a file for `--output`.")));
            }
            Ok(found) if !found.is_file() => {
                let file = OpenOptions::new().write(true).open(path).map_err(refused)?;
                return Ok(Sink::Special(BufWriter::new(file)));
            }
            _ => {}
        }
        // A link keeps pointing where it points: the file behind it is replaced.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let temporary = beside(&target);
        // Told before the file is there: an interruption between the two finds nothing to take away.
        interrupt::remember(&temporary);
        let opened = OpenOptions::new().write(true).create_new(true).open(&temporary);
        let file = opened.map_err(|error| {
            interrupt::forget(&temporary);
            refused(error)
        })?;
        Ok(Sink::File { writer: BufWriter::new(file), pending: Pending { temporary, target, kept: false } })
    }

    /// Writes everything out; a file takes its name now.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Sink::Stdout(mut writer) => writer.flush()?,
            Sink::Special(mut writer) => writer.flush()?,
            Sink::File { writer, mut pending } => {
                writer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
                fs::rename(&pending.temporary, &pending.target).map_err(|e| refused(&pending.target, &e))?;
                interrupt::forget(&pending.temporary);
                pending.kept = true;
            }
        }
        Ok(())
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Stdout(writer) => writer.write(bytes),
            Sink::File { writer, .. } | Sink::Special(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Stdout(writer) => writer.flush(),
            Sink::File { writer, .. } | Sink::Special(writer) => writer.flush(),
        }
    }
}

/// A temporary file that goes away unless it was renamed.
pub(crate) struct Pending {
    temporary: PathBuf,
    target: PathBuf,
    kept: bool,
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.temporary);
            interrupt::forget(&self.temporary);
        }
    }
}

/// A hidden name in the same folder, so that renaming never crosses disks.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn refused(path: &Path, error: &io::Error) -> Trouble {
    let (path, words) = (path.display(), io_words(error));
    Trouble::new(tr(
        format!("Die Datei `{path}` lässt sich nicht schreiben: {words}."),
        format!("The file `{path}` cannot be written: {words}."),
    ))
    .hint(tr(
        "Prüfen Sie, ob es den Ordner gibt und Sie darin schreiben dürfen.",
        "Check that the folder exists and that you may write there.",
    ))
}

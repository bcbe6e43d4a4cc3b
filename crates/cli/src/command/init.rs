//! `klarbrief init`: writes a commented `klarbrief.toml`.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use klarbrief::config::{FILE_NAME, TEMPLATE};

use crate::Exit;
use crate::lang::tr;
use crate::trouble::{Failure, Trouble, io_words};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = tr("ORDNER", "DIR"), default_value = ".", help = tr(
        "Ordner, für dessen Briefe die Einstellungen gelten (sonst dieser)",
        "Folder whose letters the settings are for (else this one)"
    ))]
    dir: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let here = args.dir.as_os_str() == ".";
    let path = if here { PathBuf::from(FILE_NAME) } else { args.dir.join(FILE_NAME) };
    write(&path).map_err(|error| {
        let shown = path.display();
        if error.kind() == ErrorKind::AlreadyExists {
            return Trouble::new(tr(
                format!("`{shown}` gibt es schon; die Datei bleibt, wie sie ist."),
                format!("`{shown}` exists already; the file stays as it is."),
            ))
            .hint(tr(
                "Benennen Sie die Datei um, wenn Sie eine neue wollen.",
                "Rename the file if you want a new one.",
            ));
        }
        let words = io_words(&error);
        Trouble::new(tr(
            format!("`{shown}` lässt sich nicht schreiben: {words}."),
            format!("`{shown}` cannot be written: {words}."),
        ))
        .hint(tr(
            "Prüfen Sie, ob es den Ordner gibt und Sie darin schreiben dürfen.",
            "Check that the folder exists and that you may write there.",
        ))
    })?;
    crate::house::note(&tr(
        format!("`{}` ist geschrieben. Darin ist noch alles auskommentiert.", path.display()),
        format!("`{}` is written. Everything in it is still commented out.", path.display()),
    ));
    Ok(Exit::Clean)
}

/// Never writes over a file, also one that appears in between; what was begun and failed goes away.
fn write(path: &Path) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(TEMPLATE.as_bytes()).and_then(|()| file.sync_all()).inspect_err(|_| {
        let _ = std::fs::remove_file(path);
    })
}

//! Starting the binary and looking at what it said.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Asserts the exit status; shows everything if it is another one.
    #[track_caller]
    pub fn ends_with(self, status: i32) -> Run {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    /// Asserts that standard error says something.
    #[track_caller]
    pub fn says(self, words: &str) -> Run {
        assert!(self.err.contains(words), "`{words}` is not in {:?}", self.err);
        self
    }

    /// Asserts that standard output holds something.
    #[track_caller]
    pub fn shows(self, words: &str) -> Run {
        assert!(self.out.contains(words), "`{words}` is not in {}", self.out);
        self
    }
}

/// The binary with German messages, whatever the environment of the tests is.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klarbrief"));
    command.env_remove("KLARBRIEF_LANG").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// A folder with letters that goes away after the test. Runs start inside it.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    /// Puts a file on the desk.
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Desk {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs the binary.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"")
    }

    /// Runs the binary with something on its standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Run {
        let mut child = binary()
            .args(args)
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // From a thread: a child that writes before it has read everything would wait for us for ever.
        let writer = std::thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run {
            status: output.status.code().expect("no signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The rules that these cases rest on, so that a change of the built-in ones does not move them.
pub fn probe() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/data/rules").to_string_lossy().into_owned()
}

/// A letter with two findings of the probe rules, one of them an error.
pub const LETTER: &str = "\
Sehr geehrte Frau Kaya,

die Vorschrift soll hier zur Anwendung kommen. Wir prüfen „Ämter“ und ihre
Grüße, bis sie
zur Anwendung kommt.

Das ist verboten.
";

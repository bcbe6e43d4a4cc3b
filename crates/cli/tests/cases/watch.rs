//! `check --watch` and `check --changed-since`.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Desk, binary};

const PASSIVE: &str = "Der Antrag wurde geprüft.\n";

fn git(desk: &Desk, args: &[&str]) {
    let status = Command::new("git")
        .args(["-c", "user.name=Amt", "-c", "user.email=amt@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(desk.path("."))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{args:?}");
}

fn since(desk: &Desk, revision: &str) -> crate::support::Run {
    let args = ["check", ".", "--format", "concise", "--select", "satz/passiv", "--changed-since", revision];
    desk.run(&args)
}

#[test]
fn only_changed_letters_are_checked() {
    let desk =
        Desk::new().with("alt.txt", PASSIVE).with("ordner/geändert.txt", PASSIVE).with("fort.txt", PASSIVE);
    git(&desk, &["init", "-q"]);
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "-qm", "eins"]);
    let run = since(&desk, "main").ends_with(0);
    assert_eq!(run.out, "");
    run.says("Seit `main` hat sich kein Brief geändert.");
    let desk = desk.with("ordner/geändert.txt", format!("Guten Tag.\n{PASSIVE}")).with("neu.txt", PASSIVE);
    std::fs::remove_file(desk.path("fort.txt")).unwrap();
    let run = since(&desk, "HEAD").ends_with(0);
    let paths: Vec<&str> = run.out.lines().map(|l| l.split(':').next().unwrap()).collect();
    assert_eq!(paths, ["neu.txt", "ordner/geändert.txt"]);
    since(&desk, "gibtesnicht").ends_with(2).says("`gibtesnicht` kennt Git hier nicht").says("fetch-depth");
    // A name that looks like an option is none.
    let run = desk.run(&["check", ".", "--changed-since=--output=x.txt"]).ends_with(2);
    assert!(!desk.path("x.txt").exists(), "{}", run.err);
}

#[test]
fn outside_of_a_repository_it_says_so() {
    let desk = Desk::new().with("a.txt", PASSIVE);
    let mut command = binary();
    let output = command
        .args(["check", ".", "--changed-since", "main"])
        .current_dir(desk.path("."))
        .env("GIT_CEILING_DIRECTORIES", desk.path(".").parent().unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("braucht ein Git-Repository"), "{err}");
}

/// Waits until a file says something.
fn wait_for(what: &str, seen: impl Fn() -> bool) {
    let start = Instant::now();
    while !seen() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[cfg(unix)]
#[test]
fn watching_checks_again_and_ends_with_ctrl_c() {
    let desk = Desk::new().with("a.txt", PASSIVE).with("out/keep", "");
    let out = std::fs::File::create(desk.path("out/stdout")).unwrap();
    let err = std::fs::File::create(desk.path("out/stderr")).unwrap();
    let mut child = binary()
        .args(["check", "a.txt", "--watch", "--format", "concise", "--select", "satz/passiv"])
        .current_dir(desk.path("."))
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .unwrap();
    let waits = |n: usize| desk.read("out/stderr").matches("Warte auf Änderungen").count() >= n;
    wait_for("the first check", || waits(1));
    assert_eq!(desk.read("out/stdout").matches("satz/passiv").count(), 1);
    std::fs::write(desk.path("a.txt"), format!("Guten Tag.\n\n{PASSIVE}")).unwrap();
    wait_for("the second check", || waits(2));
    assert!(desk.read("out/stdout").contains("a.txt:3:12:"));
    // A configuration that appears counts, and one that is wrong is told and waited out.
    std::fs::write(desk.path("klarbrief.toml"), "lnad = 1\n").unwrap();
    wait_for("the third check", || waits(3));
    assert!(desk.read("out/stderr").contains("`lnad` gibt es nicht"));
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(0), "{}", desk.read("out/stderr"));
}

#[test]
fn standard_input_cannot_be_watched() {
    Desk::new().run_with(&["check", "-", "--watch"], b"x").ends_with(2).says("`--watch` braucht Dateien");
}

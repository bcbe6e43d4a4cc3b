//! The configuration for Neovim, in a real one.

use std::path::Path;
use std::process::Command;

const LETTER: &str = "Sehr geehrte Frau Pérez 😀,\n\n\
    Der Antrag wurde von uns geprüft. Das folgt aus § 5 Abs. 1 AufentG und aus § 25b Abs. 1 AufenthG.\n\n\
    Mit freundlichen Grüßen\n";

#[test]
fn neovim_shows_findings_hovers_and_fixes() {
    if Command::new("nvim").arg("--version").output().is_err() {
        println!("SKIPPED: nvim is not installed (Debian: apt-get install neovim)");
        return;
    }
    let editors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editors/neovim");
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("Bescheid Pérez.txt");
    std::fs::write(&letter, LETTER).unwrap();
    let output = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n"])
        .arg("--cmd")
        .arg(format!("set runtimepath^={}", editors.display()))
        .arg("-S")
        .arg(editors.join("tests/headless.lua"))
        .env("KLARBRIEF_PROGRAM", env!("CARGO_BIN_EXE_klarbrief"))
        .env("KLARBRIEF_LETTER", &letter)
        .env("XDG_CONFIG_HOME", folder.path())
        .env("XDG_DATA_HOME", folder.path())
        .env("XDG_STATE_HOME", folder.path())
        .env("XDG_CACHE_HOME", folder.path())
        .env_remove("KLARBRIEF_LANG")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success() && said.contains("done: Neovim"), "{said}");
}

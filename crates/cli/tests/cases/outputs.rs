//! Formats for other programs, and several of them at once.

use serde_json::Value;

use crate::support::{Desk, LETTER, probe};

fn args<'a>(rules: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["check", "--rules", rules, "--select", "probe"], more].concat()
}

/// A letter of each kind of place: lines, lines behind markup, a character outside the first plane, none at all.
fn desk() -> Desk {
    Desk::new()
        .with("a/brief.txt", LETTER)
        .with("a/zwei, drei.md", "# Ihre Karte 😀\n\n😀 Das ist **verboten**.\n")
        .with("gut.txt", "Wir helfen Ihnen gern.\n")
        .with("kaputt.docx", "PK no zip")
}

fn written(format: &str) -> String {
    let rules = probe();
    desk().run(&args(&rules, &[".", "--format", format])).ends_with(2).out
}

#[test]
fn checkstyle() {
    insta::assert_snapshot!(written("checkstyle"));
}

#[test]
fn github() {
    insta::assert_snapshot!(written("github"));
}

#[test]
fn junit() {
    insta::assert_snapshot!(written("junit"));
}

#[test]
fn gitlab() {
    let out = written("gitlab");
    let issues: Vec<Value> = serde_json::from_str(&out).unwrap();
    let mut prints: Vec<&str> = issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), issues.len(), "fingerprints tell findings apart");
    insta::assert_snapshot!(out);
}

#[test]
fn sarif() {
    let out = written("sarif");
    let log: Value = serde_json::from_str(&out).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn sarif_regions_and_fixes_lead_to_the_words() {
    let rules = probe();
    let out = desk().run(&args(&rules, &["a", "--format", "sarif"])).ends_with(1).out;
    let log: Value = serde_json::from_str(&out).unwrap();
    let files = [
        ("a/brief.txt", LETTER.to_owned()),
        ("a/zwei%2C%20drei.md", "# Ihre Karte 😀\n\n😀 Das ist **verboten**.\n".to_owned()),
    ];
    let mut seen = Vec::new();
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        let (_, text) = files.iter().find(|(name, _)| *name == uri).expect(uri);
        let number = |key: &str| place["region"][key].as_u64().unwrap() as usize - 1;
        if number("startLine") == number("endLine") {
            let line = text.lines().nth(number("startLine")).unwrap();
            let words: String = line
                .chars()
                .skip(number("startColumn"))
                .take(number("endColumn") - number("startColumn"))
                .collect();
            seen.push(words);
        }
    }
    assert!(seen.iter().filter(|w| *w == "verboten").count() == 2, "{seen:?}");
}

#[test]
fn the_overview_fits_on_a_screen() {
    let rules = probe();
    let run = desk().run(&args(&rules, &[".", "--summary"])).ends_with(2);
    insta::assert_snapshot!(run.out);
    let english = desk().run(&args(&rules, &[".", "--format", "summary", "--lang", "en"])).ends_with(2);
    assert!(english.out.contains("letters checked") && !english.out.contains("Briefe"), "{}", english.out);
    desk()
        .run(&args(&rules, &[".", "--summary", "--format", "json"]))
        .ends_with(2)
        .says("passen nicht zusammen");
}

#[test]
fn several_outputs_at_once_hold_what_each_alone_would() {
    let rules = probe();
    let desk = desk();
    let formats =
        ["text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle", "summary"];
    let named: Vec<String> = formats.iter().map(|f| format!("--output={f}={f}.out")).collect();
    let mut all = args(&rules, &[".", "--format", "concise"]);
    all.extend(named.iter().map(String::as_str));
    let run = desk.run(&all).ends_with(2);
    for format in formats {
        let alone = desk.run(&args(&rules, &[".", "--format", format])).ends_with(2).out;
        assert_eq!(desk.read(&format!("{format}.out")), alone, "{format}");
    }
    // Standard output has its own format all the same.
    assert_eq!(run.out, desk.read("concise.out"));
    let dash =
        desk.run(&args(&rules, &[".", "--output=jsonl=-", "--output", "sarif=again.sarif"])).ends_with(2);
    assert_eq!(dash.out, desk.read("jsonl.out"));
    assert_eq!(desk.read("again.sarif"), desk.read("sarif.out"));
}

#[test]
fn a_wrong_output_writes_nothing_at_all() {
    let rules = probe();
    let desk = desk();
    let before = std::fs::read_dir(desk.path(".")).unwrap().count();
    let wrong = |more: &[&str], words: &str| {
        desk.run(&args(&rules, &[&["a"], more].concat())).ends_with(2).says(words);
    };
    wrong(&["--output", "sarf=x"], "Meinten Sie `sarif`?");
    wrong(&["--output", "sarif="], "fehlt die Datei");
    wrong(&["--output", "json=x", "--output", "sarif=./x"], "denselben Ort");
    wrong(&["--output", "json=x", "--output", "sarif=no/such/y"], "no/such/y");
    assert_eq!(std::fs::read_dir(desk.path(".")).unwrap().count(), before);
}

#[test]
fn threads_change_no_byte_of_any_format() {
    let mut desk = Desk::new();
    for n in 0..60 {
        desk = desk.with(&format!("{n:03}.txt"), LETTER.repeat(1 + (n * 7) % 5));
    }
    let rules = probe();
    for format in ["sarif", "junit", "github", "gitlab", "checkstyle", "summary"] {
        let run =
            |threads: &str| desk.run(&args(&rules, &[".", "--format", format, "--threads", threads])).out;
        assert_eq!(run("1"), run("2"), "{format}");
    }
}

/// Ctrl-C in the middle of a run: the old results stay, and no temporary file is left.
#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing_half_written() {
    use crate::support::binary;
    use std::time::{Duration, Instant};

    // What runs in the background of a shell or under nohup ignores Ctrl-C or hanging up from the start, and so do its children.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    if ignored.is_some_and(|mask| mask & 0b11 != 0) {
        eprintln!("SKIPPED: this shell ignores Ctrl-C, so nothing can be interrupted");
        return;
    }

    let mut desk = Desk::new().with("out.json", "old");
    // So much that no machine is done before it is interrupted.
    for n in 0..400 {
        desk = desk.with(&format!("in/{n:03}.txt"), LETTER.repeat(400));
    }
    let mut child = binary()
        .args([
            "check",
            "in",
            "--output",
            "json=out.json",
            "--output",
            "sarif=out.sarif",
            "--format",
            "summary",
        ])
        .current_dir(desk.path("."))
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let names = || {
        let entries = std::fs::read_dir(desk.path(".")).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let patience = Instant::now();
    while names().iter().filter(|n| n.ends_with(".tmp")).count() < 2 {
        assert!(patience.elapsed() < Duration::from_secs(60), "no temporary file: {:?}", names());
        std::thread::sleep(Duration::from_millis(5));
    }
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(names(), ["in", "out.json"]);
    assert_eq!(desk.read("out.json"), "old");
}

#[test]
fn what_the_baseline_has_is_marked_and_fails_nothing() {
    let rules = probe();
    let desk = desk();
    desk.run(&["baseline", "a", "--rules", &rules, "--select", "probe", "--output", "base.toml"])
        .ends_with(0);
    let desk = desk.with("a/neu.txt", "Das ist verboten.\n");
    let check = |format: &str| {
        desk.run(&args(&rules, &["a", "--baseline", "base.toml", "--format", format])).ends_with(1).out
    };
    let log: Value = serde_json::from_str(&check("sarif")).unwrap();
    let states: Vec<&str> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["baselineState"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["unchanged", "unchanged", "unchanged", "new", "unchanged"]);
    assert_eq!(check("junit").matches("<failure ").count(), 1);
    let annotations = check("github");
    assert_eq!(annotations.matches("::error ").count(), 1, "{annotations}");
    assert_eq!(annotations.matches("::notice ").count(), 4, "{annotations}");
}

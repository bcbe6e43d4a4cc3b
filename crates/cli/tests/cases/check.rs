//! `check`: exit statuses, formats for people, where results go.

use crate::support::{Desk, LETTER, binary, probe};

fn args<'a>(rules: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["check", "--rules", rules, "--select", "probe"];
    args.extend(more);
    args
}

#[test]
fn text_shows_findings_with_their_words_and_the_letter_as_a_whole() {
    let run = Desk::new().with("brief.txt", LETTER).run(&args(&probe(), &["brief.txt"])).ends_with(1);
    insta::assert_snapshot!("text", run.out);
    assert_eq!(run.err, "");
}

#[test]
fn english_is_complete() {
    let run = Desk::new()
        .with("brief.txt", LETTER)
        .run(&args(&probe(), &["brief.txt", "--lang", "en"]))
        .ends_with(1);
    insta::assert_snapshot!("text_en", run.out);
}

#[test]
fn concise_is_one_line_per_finding() {
    let desk = Desk::new().with("b.txt", LETTER).with("a.md", LETTER);
    let run = desk.run(&args(&probe(), &["b.txt", "a.md", "--format", "concise"])).ends_with(1);
    insta::assert_snapshot!("concise", run.out);
}

#[test]
fn the_status_follows_the_worst_finding() {
    let mild = "Die Vorschrift soll zur Anwendung kommen.\n";
    let desk = Desk::new().with("mild.txt", mild).with("clean.txt", "Wir helfen Ihnen gern.\n");
    let rules = probe();
    desk.run(&args(&rules, &["clean.txt"])).ends_with(0).shows("Keine Funde");
    desk.run(&args(&rules, &["mild.txt"])).ends_with(0).shows("Warnung[probe/streckverb]");
    desk.run(&args(&rules, &["mild.txt", "--fail-on", "warning"])).ends_with(1);
    desk.run(&args(&rules, &["mild.txt", "--fail-on", "hint"])).ends_with(1);
    desk.run(&args(&rules, &["mild.txt", "--fail-on", "never"])).ends_with(0);
    let desk = desk.with("bad.txt", LETTER);
    desk.run(&args(&rules, &["bad.txt", "--fail-on", "never"])).ends_with(0);
    desk.run(&args(&rules, &["bad.txt", "--ignore", "probe/verbot"])).ends_with(0);
}

#[test]
fn trouble_wins_and_the_other_letters_are_still_checked() {
    let desk = Desk::new().with("a.txt", LETTER).with("kaputt.docx", "PK no zip").with("z.txt", LETTER);
    let run = desk.run(&args(&probe(), &["."])).ends_with(2).says("kaputt.docx").says("Hinweis:");
    for letter in ["a.txt:7:9", "z.txt:7:9"] {
        assert!(run.out.contains(letter), "{letter} in {}", run.out);
    }
    assert!(run.out.contains("2 Briefe geprüft: 2 Fehler, 4 Warnungen; 1 nicht lesbar."), "{}", run.out);
}

#[test]
fn folders_are_walked_in_order_and_hidden_and_ignored_files_left_out() {
    let clean = "Wir helfen Ihnen gern.\n";
    let desk = Desk::new()
        .with(".git/HEAD", "ref: refs/heads/main")
        .with(".gitignore", "ignored/\n")
        .with("ignored/x.txt", LETTER)
        .with(".hidden.txt", LETTER)
        .with("b/2.md", clean)
        .with("a/1.txt", clean)
        .with("b/~$1.docx", "lock")
        .with("c.html", "<p>Wir helfen Ihnen gern.</p>")
        .with("picture.png", "no letter")
        .with("notes.rst", "no letter");
    let run = desk.run(&args(&probe(), &[".", "a", "a/1.txt"])).ends_with(0);
    let order: Vec<&str> =
        run.out.lines().filter_map(|l| l.split_once(": Keine Funde")).map(|(path, _)| path).collect();
    assert_eq!(order, ["a/1.txt", "b/2.md", "c.html"]);
}

#[test]
fn standard_input_has_a_name_and_a_format() {
    let desk = Desk::new();
    let rules = probe();
    let concise = |more: &[&str], input: &str| {
        desk.run_with(&args(&rules, &[more, &["--format", "concise"]].concat()), input.as_bytes())
    };
    let run = concise(&["-"], "Das ist verboten.\n").ends_with(1);
    assert_eq!(run.out, "-:1:9: error probe/verbot „verboten“ droht.\n");
    let run = concise(
        &["-", "--stdin-path", "amt/brief.md"],
        "# Ihre Karte\n\nSehr geehrte Frau Kaya,\n\ndas ist **verboten**.\n",
    )
    .ends_with(1);
    assert_eq!(run.out, "amt/brief.md:5:11: error probe/verbot „verboten“ droht.\n");
    let run = concise(&["-", "--stdin-path", "brief.docx"], "Das ist verboten.").ends_with(2);
    assert!(run.err.contains("brief.docx"), "{}", run.err);
    concise(&["-", "--stdin-path", "brief.pages"], "Das ist verboten.").ends_with(2).says(".pages");
    concise(&["-"], "").ends_with(2).says("keinen Text");
}

#[test]
fn output_is_complete_or_not_there() {
    let desk = Desk::new().with("brief.txt", LETTER);
    let rules = probe();
    let run =
        desk.run(&args(&rules, &["brief.txt", "--output", "out.txt", "--color", "always"])).ends_with(1);
    assert_eq!(run.out, "");
    let first = desk.read("out.txt");
    assert!(first.contains("Fehler[probe/verbot]") && !first.contains('\u{1b}'), "{first}");
    // The results of the last run are no letter, though they lie in the folder that is checked.
    desk.run(&args(&rules, &[".", "--output", "out.txt"])).ends_with(1);
    assert_eq!(desk.read("out.txt"), first);
    let left: Vec<_> = std::fs::read_dir(desk.path(".")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    desk.run(&args(&rules, &["brief.txt", "--output", "no/such/out.txt"]))
        .ends_with(2)
        .says("no/such/out.txt");
    desk.run(&args(&rules, &["brief.txt", "--output", "."])).ends_with(2).says("ist ein Ordner");
}

#[test]
fn colours_only_where_they_are_wanted() {
    let desk = Desk::new().with("brief.txt", LETTER);
    let rules = probe();
    let auto = desk.run(&args(&rules, &["brief.txt"])).ends_with(1);
    assert!(!auto.out.contains('\u{1b}'));
    let always = desk.run(&args(&rules, &["brief.txt", "--color", "always"])).ends_with(1);
    assert!(always.out.contains("\u{1b}["), "{}", always.out);
    let never = desk.run(&args(&rules, &["brief.txt", "--color=never"])).ends_with(1);
    assert_eq!(never.out, auto.out);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let mut desk = Desk::new();
    for n in 0..150 {
        // Letters of very different lengths finish out of order.
        desk = desk.with(&format!("{n:03}.txt"), LETTER.repeat(1 + (n * 7) % 13));
    }
    for format in ["text", "concise", "json", "jsonl"] {
        let run = |threads: &str| {
            desk.run(&args(&probe(), &[".", "--format", format, "--threads", threads])).ends_with(1).out
        };
        let one = run("1");
        assert_eq!(one, run("3"), "{format}");
        assert!(one.len() > 10_000, "{format}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_trouble() {
    let mut desk = Desk::new();
    for n in 0..200 {
        desk = desk.with(&format!("{n:03}.txt"), LETTER.repeat(20));
    }
    let mut child = binary()
        .args(args(&probe(), &["."]))
        .current_dir(desk.path("."))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn hostile_letters_show_no_control_signs_and_end_in_time() {
    let long = format!("{} zur Anwendung kommen. ", "\u{1b}[31mWort\u{202e}\u{0}".repeat(20_000));
    let many = "soll zur Anwendung kommen, ".repeat(4_000);
    let desk = Desk::new().with("long.txt", long).with("many.txt", many);
    let rules = probe();
    let run = desk.run(&args(&rules, &["many.txt"])).ends_with(0);
    assert!(run.out.lines().all(|l| l.chars().count() < 400));
    let run = desk.run(&args(&rules, &["long.txt"]));
    assert!(!run.out.contains('\u{1b}') && !run.out.contains('\u{202e}'), "{}", run.out);
}

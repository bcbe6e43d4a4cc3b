//! `rules`, `explain`, `test-rules`.

use serde_json::Value;

use crate::support::{Desk, probe};

#[test]
fn a_page_tells_everything_about_a_rule() {
    let desk = Desk::new();
    let page = desk.run(&["explain", "probe/streckverb", "--rules", &probe()]).ends_with(0);
    insta::assert_snapshot!("explain", page.out);
    let by_name = desk.run(&["explain", "streckverb", "--rules", &probe()]).ends_with(0);
    assert_eq!(by_name.out, page.out);
    let coloured =
        desk.run(&["explain", "probe/streckverb", "--rules", &probe(), "--color", "always"]).ends_with(0);
    assert!(coloured.out.contains("\u{1b}[4mzur Anwendung kommen\u{1b}[0m"), "{}", coloured.out);
    desk.run(&["explain", "probe/verbot", "--rules", &probe()])
        .ends_with(0)
        .shows("ban = verboten, untersagt");
}

#[test]
fn a_page_is_written_as_markdown_and_html() {
    let desk = Desk::new();
    let markdown =
        desk.run(&["explain", "probe/streckverb", "--rules", &probe(), "--format", "md"]).ends_with(0).out;
    assert!(markdown.starts_with("# `probe/streckverb` – Streckverb\n"), "{markdown}");
    assert!(markdown.contains("<mark>zur Anwendung kommen</mark>"), "{markdown}");
    let html =
        desk.run(&["explain", "probe/streckverb", "--rules", &probe(), "--format", "html"]).ends_with(0).out;
    assert!(html.contains("<mark>zur Anwendung kommen</mark>") && html.ends_with("</html>\n"), "{html}");
    desk.run(&["explain", "satz/passiv", "--format", "html", "-o", "seite.html"]).ends_with(0);
    let saved = std::fs::read_to_string(desk.path("seite.html")).unwrap();
    assert!(saved.contains("klarbrief: allow satz/passiv -- Grund"));
}

#[test]
fn all_pages_stand_in_a_folder_with_an_index() {
    let desk = Desk::new();
    for (format, index) in [("html", "index.html"), ("md", "README.md")] {
        desk.run(&["explain", "--all", "--format", format, "-o", format]).ends_with(0).shows(index);
        let list = std::fs::read_to_string(desk.path(format).join(index)).unwrap();
        let links: Vec<&str> = match format {
            "html" => list.split("<a href=\"").skip(1).filter_map(|l| l.split('"').next()).collect(),
            _ => list.split("](").skip(1).filter_map(|l| l.split(')').next()).collect(),
        };
        let pages: Vec<&str> = links.into_iter().filter(|l| !l.starts_with('#')).collect();
        assert!(pages.len() > 150, "{} pages", pages.len());
        for page in pages {
            let text = std::fs::read_to_string(desk.path(format).join(page)).unwrap();
            // Nothing is fetched: no script, no style or picture from elsewhere.
            assert!(!text.contains("<script") && !text.contains("src=") && !text.contains("<link"), "{page}");
        }
    }
    desk.run(&["explain", "--all", "-o", "x"]).ends_with(2).says("--format html");
    desk.run(&["explain", "--all", "--format", "md"]).ends_with(2).says("--output");
}

#[test]
fn changed_rules_show_what_they_find_more_and_less() {
    let rule = std::fs::read_to_string(format!("{}/probe/verbot.rule", probe())).unwrap();
    let other = rule.replace("untersagt", "niemals");
    let desk = Desk::new()
        .with("vorher/probe/verbot.rule", &rule)
        .with("jetzt/probe/verbot.rule", &other)
        .with("brief.txt", "Das ist untersagt. Das dürfen Sie niemals. Das ist verboten.");
    let args = ["check", "brief.txt", "--select", "probe", "--rules-before", "vorher", "--rules", "jetzt"];
    let text = desk.run(&args).ends_with(0);
    assert!(text.out.contains("probe/verbot  +1 −1  (2 → 2"), "{}", text.out);
    assert!(text.out.contains("+ brief.txt:1:") && text.out.contains("− brief.txt:1:"), "{}", text.out);
    let json = desk.run(&[&args[..], &["--format", "json"]].concat()).ends_with(0);
    let diff: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(diff["rules"][0]["gained"][0]["text"], "niemals");
    assert_eq!(diff["rules"][0]["lost"][0]["text"], "untersagt");
    assert_eq!(diff["rules"][0]["before"], 2);
    desk.run(&["check", "brief.txt", "--select", "probe", "--rules-before", "vorher", "--rules", "vorher"])
        .ends_with(0)
        .shows("dasselbe wie vorher");
    desk.run(&[&args[..], &["--format", "jsonl"]].concat()).ends_with(2).says("--rules-before");
    desk.run(&["check", "fehlt.txt", "--rules-before", "vorher"]).ends_with(2);
}

#[test]
fn every_built_in_rule_has_a_page() {
    let desk = Desk::new();
    let list: Value =
        serde_json::from_str(&desk.run(&["rules", "--format", "json"]).ends_with(0).out).unwrap();
    let rules = list["rules"].as_array().unwrap();
    assert!(rules.len() > 20, "{} rules", rules.len());
    // A few from all over the list; each page compiles all rules anew.
    for rule in rules.iter().step_by(7) {
        let id = rule["id"].as_str().unwrap();
        let page = desk.run(&["explain", id, "--lang", "en"]).ends_with(0);
        for heading in ["Why\n", "Bad\n", "Good\n", "Switching it off\n"] {
            assert!(page.out.contains(heading), "`{heading}` in the page of {id}");
        }
    }
}

#[test]
fn the_list_is_filtered() {
    let desk = Desk::new();
    let rules = probe();
    let ids = |more: &[&str]| -> Vec<String> {
        let args = [&["rules", "--format", "json", "--rules", &rules], more].concat();
        let list: Value = serde_json::from_str(&desk.run(&args).ends_with(0).out).unwrap();
        assert_eq!(list["schema_version"], 1);
        list["rules"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["--group", "probe"]), ["probe/streckverb", "probe/verbot"]);
    assert_eq!(ids(&["--group", "probe", "--leitziel", "8"]), ["probe/verbot"]);
    assert_eq!(ids(&["--select", "probe", "--ignore", "probe/verbot"]), ["probe/streckverb"]);
    assert_eq!(ids(&["--group", "probe", "--status", "preview"]), Vec::<String>::new());
    assert_eq!(ids(&["--group", "probe", "--kind", "hearing"]).len(), 2);
    let text = desk.run(&["rules", "--rules", &rules, "--group", "probe"]).ends_with(0);
    assert_eq!(
        text.out,
        "probe/streckverb  warning  L4  Streckverb\n\
         probe/verbot      error    L8  Verbot\n\
         2 Regeln in 1 Gruppe. `klarbrief explain REGEL` erklärt eine.\n"
    );
}

#[test]
fn examples_that_hold_are_counted_and_those_that_fail_are_shown() {
    let desk = Desk::new();
    let run = desk.run(&["test-rules", &probe()]).ends_with(0);
    assert_eq!(run.out, "2 Regeln, 8 Beispiele, 0 falsch\n");

    let good = std::fs::read_to_string(format!("{}/probe/verbot.rule", probe())).unwrap();
    let wrong = good
        .replace("[verboten]", "[ist] verboten")
        .replace("leider nicht", "leider nicht, es ist untersagt");
    let desk = desk.with("r/probe/verbot.rule", wrong);
    let run =
        desk.run(&["test-rules", "r", "--lang", "en"]).ends_with(1).shows("1 rule, 4 examples, 2 failed");
    assert!(run.out.contains("--> r/probe/verbot.rule:10:14"), "{}", run.out);
    assert!(run.out.contains("found is `verboten`") && run.out.contains("^^^"), "{}", run.out);
}

#[test]
fn the_examples_of_the_built_in_rules_hold() {
    Desk::new().run(&["test-rules"]).ends_with(0).shows(" 0 falsch");
}

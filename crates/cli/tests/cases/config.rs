//! `klarbrief.toml`: what it settles, who wins, and what is said about mistakes in it.

use crate::support::{Desk, Run, probe};

const PASSIVE: &str = "Der Antrag wurde geprüft.\n";

fn concise(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["check", "--format", "concise", "--select", "satz/passiv"], more].concat())
}

#[test]
fn it_is_found_upwards_and_inner_folders_change_it() {
    let desk = Desk::new()
        .with("klarbrief.toml", "[severity]\n\"satz/passiv\" = \"error\"\n")
        .with("a/klarbrief.toml", "[severity]\nsatz = \"hint\"\n")
        .with("b/klarbrief.toml", "root = true\n")
        .with("brief.txt", PASSIVE)
        .with("a/tief/brief.txt", PASSIVE)
        .with("b/brief.txt", PASSIVE);
    let run = concise(&desk, &["."]).ends_with(1);
    let found: Vec<&str> = run.out.lines().map(|l| l.split(" satz").next().unwrap()).collect();
    // The nearer file counts, also where it names the rule more widely; a root hears nobody above.
    assert_eq!(found, ["a/tief/brief.txt:1:12: hint", "b/brief.txt:1:12: info", "brief.txt:1:12: error"]);
    concise(&desk, &[".", "--no-config"]).ends_with(0);
    let desk = desk.with("andere.toml", "[severity]\nsatz = \"warning\"\n");
    let run = concise(&desk, &[".", "--config", "andere.toml", "--fail-on", "never"]).ends_with(0);
    assert_eq!(run.out.matches(": warning satz/passiv").count(), 3, "{}", run.out);
}

#[test]
fn the_command_line_wins() {
    let desk = Desk::new()
        .with(
            "klarbrief.toml",
            "lang = \"en\"\nprofile = \"merkblatt\"\n[severity]\n\"satz/passiv\" = \"off\"\n",
        )
        .with("brief.txt", PASSIVE);
    // Named as narrowly as it is switched off, the rule runs.
    concise(&desk, &["brief.txt"]).ends_with(0).shows("Who acts here?");
    concise(&desk, &["brief.txt", "--lang", "de"]).ends_with(0).shows("Wer handelt hier?");
    let run = desk.run(&["check", "--format", "concise", "--select", "satz", "brief.txt"]).ends_with(0);
    assert_eq!(run.out, "");
    let shown = desk.run(&["check", "--show-config", "brief.txt", "--profile", "anschreiben"]).ends_with(0);
    assert!(shown.out.contains("profile = \"anschreiben\"") && shown.out.contains("Option --profile"));
}

#[test]
fn extended_files_come_first() {
    let desk = Desk::new()
        .with("land/land.toml", "extends = [\"grund.toml\"]\nland = \"RP\"\nrules = [\"regeln\"]\n")
        .with("land/grund.toml", "land = \"NI\"\npreview = true\nignore = [\"*.entwurf.txt\"]\n")
        .with(
            "land/regeln/probe/verbot.rule",
            std::fs::read(format!("{}/probe/verbot.rule", probe())).unwrap(),
        )
        .with("amt/klarbrief.toml", "extends = [\"../land/land.toml\"]\n")
        .with("amt/brief.txt", "Das ist verboten.\n")
        .with("amt/a.entwurf.txt", "Das ist verboten.\n");
    let run = desk.run(&["check", "amt", "--format", "concise", "--select", "probe"]).ends_with(1);
    // Folders of rules count from the file that names them, patterns from the folder of the letters.
    assert_eq!(run.out, "amt/brief.txt:1:9: error probe/verbot „verboten“ droht.\n");
    let shown = desk.run(&["check", "--show-config", "amt/brief.txt"]).ends_with(0);
    for line in ["land = \"RP\"", "land/land.toml:2", "preview = true", "land/grund.toml:2"] {
        assert!(shown.out.contains(line), "{line} in {}", shown.out);
    }
}

#[test]
fn parameters_kinds_and_own_words() {
    let long = "Wir schicken Ihnen heute die Karte mit der Post nach Hause.\n";
    let desk = Desk::new()
        .with(
            "klarbrief.toml",
            "[parameters.\"satz/ueberlaenge\"]\nmax-words = 8\n\n[[kind]]\nfiles = [\"anhoerung/**\"]\nkind = \"hearing\"\n\n[vocabulary]\nallow = [\"Zwecks\"]\n",
        )
        .with("lang.txt", long)
        .with("anhoerung/brief.txt", long);
    let run =
        desk.run(&["check", "lang.txt", "--format", "concise", "--select", "satz/ueberlaenge"]).ends_with(0);
    assert!(run.out.contains("höchstens 8 Wörter"), "{}", run.out);
    let run = desk.run(&["check", "anhoerung", "--format", "json"]);
    assert!(run.out.contains("\"kind\":{\"id\":\"hearing\""), "{}", run.out);
    let run = desk.run(&["check", "anhoerung", "--format", "json", "--kind", "invitation"]);
    assert!(run.out.contains("\"kind\":{\"id\":\"invitation\""), "{}", run.out);
    let desk = desk.with("zwecks.txt", "Kommen Sie zwecks Abholung zu uns.\n");
    let words = |more: &[&str]| {
        desk.run(&[&["check", "zwecks.txt", "--format", "concise", "--select", "wort"], more].concat()).out
    };
    assert!(words(&["--no-config"]).contains("zwecks"), "{}", words(&["--no-config"]));
    assert!(!words(&[]).contains("zwecks"), "{}", words(&[]));
}

#[test]
fn own_abbreviations_end_no_sentence() {
    let text = "Fragen beantwortet der Sachgebl. Herr Muster aus dem ersten Stock.\n";
    let desk = Desk::new().with("brief.txt", text);
    let sentences = |more: &[&str]| {
        let run = desk.run(&[&["check", "brief.txt", "--format", "json"], more].concat());
        let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        value["documents"][0]["scores"]["counts"]["sentences"].as_u64().unwrap()
    };
    assert_eq!(sentences(&[]), 2);
    std::fs::write(desk.path("klarbrief.toml"), "[vocabulary]\nabbreviations = [\"Sachgebl.\"]\n").unwrap();
    assert_eq!(sentences(&[]), 1);
}

#[test]
fn names_of_partners_answer_their_rule() {
    let letter = "Guten Tag Frau Bondar,\n\nwir lehnen Ihren Antrag ab. Hilfe bekommen Sie im Migrationspunkt Lindental.\n\nViele Grüße\nPia Ostermann\n";
    let desk = Desk::new().with("brief.txt", letter);
    let run =
        || desk.run(&["check", "brief.txt", "--format", "concise", "--select", "beratung/unbenannte-stelle"]);
    assert!(run().out.contains("beratung/unbenannte-stelle"));
    std::fs::write(desk.path("klarbrief.toml"), "[vocabulary]\npartners = [\"Migrationspunkt Lindental\"]\n")
        .unwrap();
    assert_eq!(run().out, "");
}

#[test]
fn accepted_findings_need_a_reason_and_may_end() {
    let config = "[[allow]]\nrule = \"satz/passiv\"\ntext = \"wurde  geprüft\"\nfiles = [\"a/\"]\nreason = \"Zitat\"\nuntil = 2026-06-30\n";
    let desk =
        Desk::new().with("klarbrief.toml", config).with("a/brief.txt", PASSIVE).with("b/brief.txt", PASSIVE);
    let run = concise(&desk, &["."]);
    assert!(run.out.starts_with("b/brief.txt") && run.out.lines().count() == 1, "{}", run.out);
    let run = concise(&desk, &[".", "--date", "2026-06-30"]);
    assert_eq!((run.out.lines().count(), run.err.as_str()), (1, ""));
    let run = concise(&desk, &[".", "--date", "2026-07-01"]);
    assert_eq!(run.out.lines().count(), 2);
    run.says("Ausnahme für `satz/passiv` ist am 2026-06-30 abgelaufen (klarbrief.toml:2)");
    let desk = desk.with("klarbrief.toml", "[[allow]]\nrule = \"satz/passiv\"\n");
    concise(&desk, &["."]).ends_with(2).says("fehlt der Schlüssel `reason`");
}

#[test]
fn letters_that_are_left_out_are_told_only_if_named() {
    let desk = Desk::new()
        .with("klarbrief.toml", "ignore = [\"archiv/\"]\n")
        .with("archiv/alt.txt", PASSIVE)
        .with("neu.txt", PASSIVE);
    let run = concise(&desk, &["."]).ends_with(0);
    assert_eq!((run.out.lines().count(), run.err.as_str()), (1, ""));
    let run = concise(&desk, &["archiv/alt.txt"]).ends_with(0);
    assert_eq!(run.out, "");
    run.says("archiv/alt.txt wird nicht geprüft (klarbrief.toml:1)");
}

/// Each mistake with what must be said about it.
#[test]
fn mistakes_are_shown_in_their_line() {
    for (config, said) in [
        (
            "lnad = \"NI\"",
            ["Den Schlüssel `lnad` gibt es nicht", "klarbrief.toml:1:1", "Meinten Sie `land`?"],
        ),
        ("[vocabulary]\nalow = []", ["Den Schlüssel `alow` gibt es nicht", "klarbrief.toml:2:1", "`allow`"]),
        ("land = \"NX\"", ["`NX` gibt es nicht", "klarbrief.toml:1:8", "möglich sind: BB, BE"]),
        ("profile = \"merkblat\"", ["`merkblat` gibt es nicht", "klarbrief.toml:1:11", "`merkblatt`"]),
        ("profile = \"leichte-sprache\"", ["`leichte-sprache` gibt es nicht", ":1:11", "einfache-sprache"]),
        ("[severity]\n\"satz/pasiv\" = \"info\"", ["`satz/pasiv` gibt es nicht", ":2:1", "`satz/passiv`"]),
        ("[severity]\nsatz = \"warnung\"", ["`warnung` gibt es nicht", ":2:8", "`warning`"]),
        ("[severity]\nsatz = 3", ["falsche Art", ":2:8", "Text in Anführungszeichen"]),
        (
            "[parameters.\"satz/ueberlaenge\"]\nmax-wrds = 3",
            ["hat diesen Parameter nicht", ":2:1", "`max-words`"],
        ),
        ("[parameters.\"satz/ueberlaenge\"]\nmax-words = \"x\"", ["anderen Typ", ":2:1", "^^^^^^^^^"]),
        (
            "[parameters.\"satz/ueberlang\"]\nmax-words = 3",
            ["diese Regel gibt es nicht", ":2:1", "ueberlaenge"],
        ),
        (
            "[[allow]]\nrule = \"satz/pasiv\"\nreason = \"x\"",
            ["`satz/pasiv` gibt es nicht", ":2:8", "`satz/passiv`"],
        ),
        ("[[allow]]\nrule = \"satz\"\nreason = \" \"", ["braucht einen Grund", ":3:10", "^^^"]),
        (
            "[[allow]]\nrule = \"satz\"\nreason = \"x\"\nuntil = \"morgen\"",
            ["Tag des Kalenders", ":4:9", "2027-06-30"],
        ),
        ("[[kind]]\nfiles = [\"a\"]\nkind = \"hearng\"", ["`hearng` gibt es nicht", ":3:8", "`hearing`"]),
        ("ignore = [\"[x\"]", ["kein Dateimuster", ":1:11", "^^^^"]),
        ("rules = [\"fort\"]", ["Den Ordner mit Regeln", ":1:10", "fort"]),
        ("extends = [\"fort.toml\"]", ["fort.toml` gibt es nicht", ":1:12", "^^^^"]),
        ("extends = [\"klarbrief.toml\"]", ["erweitert sich selbst", ":1:12", "^^^^"]),
        ("land = ", ["kein gültiges TOML", "klarbrief.toml:1:", "land"]),
    ] {
        let desk = Desk::new().with("klarbrief.toml", config).with("brief.txt", PASSIVE);
        let run = desk.run(&["check", "brief.txt"]).ends_with(2);
        for words in said {
            assert!(run.err.contains(words), "{config}: `{words}` in {}", run.err);
        }
        assert_eq!(run.out, "", "{config}");
    }
    let desk = Desk::new().with("brief.txt", PASSIVE);
    desk.run(&["check", "brief.txt", "--config", "fort.toml"]).ends_with(2).says("fort.toml` gibt es nicht");
}

#[test]
fn init_writes_a_file_that_works_and_never_replaces_one() {
    let desk = Desk::new().with("brief.txt", PASSIVE);
    desk.run(&["init"]).ends_with(0).says("klarbrief.toml` ist geschrieben");
    let first = desk.read("klarbrief.toml");
    concise(&desk, &["brief.txt"]).ends_with(0).shows("satz/passiv");
    desk.run(&["init"]).ends_with(2).says("gibt es schon");
    assert_eq!(desk.read("klarbrief.toml"), first);
    desk.run(&["init", "fort"]).ends_with(2).says("fort/klarbrief.toml` lässt sich nicht schreiben");
    // Every proposal in it is right: without the signs that make them comments, the file can be used.
    let proposals: Vec<&str> = first
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| {
            line.starts_with('[')
                || line.split_once(" = ").is_some_and(|(key, _)| !key.trim_matches('"').contains(' '))
        })
        .filter(|line| !line.starts_with("extends") && !line.starts_with("rules"))
        .collect();
    assert!(proposals.len() > 20, "{proposals:#?}");
    let desk = desk.with("klarbrief.toml", proposals.join("\n"));
    concise(&desk, &["brief.txt"]).ends_with(0);
    let shown = desk.run(&["check", "--show-config", "brief.txt"]).ends_with(0);
    assert!(
        shown.out.contains("max-words = 18") && shown.out.contains("vocabulary.partners"),
        "{}",
        shown.out
    );
}

#[test]
fn profiles_change_severities_and_limits() {
    let desk = Desk::new().with(
        "brief.txt",
        "Bitte schicken Sie uns heute noch die Kopie von Ihrem neuen Pass und das Foto.\n",
    );
    let run = |profile: &str| {
        desk.run(&[
            "check",
            "brief.txt",
            "--format",
            "concise",
            "--select",
            "satz/ueberlaenge",
            "--profile",
            profile,
        ])
        .out
    };
    assert_eq!(run("bescheid"), "");
    assert!(run("einfache-sprache").contains("warning satz/ueberlaenge"), "{}", run("einfache-sprache"));
    desk.run(&["check", "brief.txt", "--profile", "leichte-sprache"]).ends_with(2);
}

//! `klarbrief annotate`: the letter with comments, and nothing written where something is wrong.

use crate::support::Desk;

fn letter(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/fee-notice").join(name);
    std::fs::read(path).unwrap()
}

#[test]
fn findings_become_comments() {
    for name in ["before.docx", "before.odt"] {
        let desk = Desk::new().with(name, letter(name));
        let out = format!("out.{}", name.rsplit('.').next().unwrap());
        desk.run(&["annotate", name, "-o", &out]).ends_with(0).says("Kommentare geschrieben");
        assert_ne!(std::fs::read(desk.path(&out)).unwrap(), letter(name));
        assert_eq!(std::fs::read(desk.path(name)).unwrap(), letter(name), "the letter itself is untouched");
        // The text is the same, and so are the findings.
        let findings = |file: &str| {
            desk.run(&["check", file, "--format", "concise", "--fail-on", "never"]).out.lines().count()
        };
        assert_eq!(findings(name), findings(&out));
        desk.run(&["annotate", &out, "-o", "zwei.docx", "--min-severity", "error"])
            .ends_with(if name.ends_with("docx") { 0 } else { 2 });
    }
}

#[test]
fn the_letter_is_replaced_only_when_asked() {
    let desk = Desk::new().with("brief.docx", letter("before.docx"));
    desk.run(&["annotate", "brief.docx", "-o", "brief.docx"]).ends_with(2).says("--in-place");
    assert_eq!(std::fs::read(desk.path("brief.docx")).unwrap(), letter("before.docx"));
    desk.run(&["annotate", "brief.docx"]).ends_with(2);
    desk.run(&["annotate", "brief.docx", "--in-place"]).ends_with(0);
    assert_ne!(std::fs::read(desk.path("brief.docx")).unwrap(), letter("before.docx"));
}

#[test]
fn other_formats_have_no_comments() {
    let desk = Desk::new().with("brief.txt", "Ein Brief.");
    desk.run(&["annotate", "brief.txt", "-o", "neu.txt"]).ends_with(2).says("docx und odt");
    assert!(!desk.path("neu.txt").exists());
}

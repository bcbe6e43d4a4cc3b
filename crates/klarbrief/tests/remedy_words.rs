//! Remedy notices in many words: silent where they are right, found where they are not.

use klarbrief::diagnostic::Severity;
use klarbrief::document::read_txt;
use klarbrief::{Checker, Land, Report, Request};

const LETTER: &str = "{city}\n\
             Ausländerbehörde\n\
             Am Markt 4\n\
             38999 Lindenfurt\n\
             \n\
             Lindenfurt, 5. Oktober 2026\n\
             Az.: 33.2-4711/26\n\
             \n\
             Herrn\n\
             Omar Haddad\n\
             Feldweg 9\n\
             38999 Lindenfurt\n\
             \n\
             Ihr Antrag auf Verlängerung der Aufenthaltserlaubnis\n\
             \n\
             Sehr geehrter Herr Haddad,\n\
             \n\
             Ihren Antrag auf Verlängerung der Aufenthaltserlaubnis lehnen wir ab.\n\
             \n\
             Warum wir so entschieden haben\n\
             \n\
             Für die Verlängerung muss Ihr Lebensunterhalt gesichert sein (§ 8 Abs. 1 und § 5 Abs. 1 Nr. 1 AufenthG). Sie verdienen nach Ihrer Lohnabrechnung vom August 2026 im Monat 640 Euro netto, Sie brauchen aber 1.090 Euro. Deshalb ist Ihr Lebensunterhalt nicht gesichert, und wir können die Erlaubnis nicht verlängern. Sie hatten im Juli Gelegenheit, sich zu äußern, und haben das nicht getan.\n\
             \n\
             {notice}\n\
             \n\
             Auf Wunsch übersetzen wir diesen Brief kostenlos für Sie.\n\
             \n\
             Mit freundlichen Grüßen\n\
             Im Auftrag\n\
             \n\
             Petra Wiegand\n\
             ";

fn check(checker: &Checker, land: &str, notice: &str) -> Report {
    let city = if land == "RP" { "Stadtverwaltung Lindenfurt" } else { "Stadt Lindenfurt" };
    let notice = notice.replace(" ¶ ", "\n\n");
    let text = LETTER.replace("{notice}", &notice).replace("{city}", city);
    let request = Request { land: Land::parse(land), ..Request::default() };
    checker.check_with(&read_txt(text), &request)
}

#[test]
fn right_notices_are_silent_and_each_mistake_is_told() {
    let checker = Checker::builder().build().expect("the built-in rules compile");
    let (mut land, mut notice, mut wrong) = ("", "", Vec::new());
    for line in include_str!("remedy_notices.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        if let Some(code) = line.strip_prefix("@ ") {
            land = code;
        } else if let Some(mistake) = line.strip_prefix("> ") {
            let (change, rules) = mistake.rsplit_once(" | ").expect("rules");
            let (words, others) = change.split_once(" => ").expect("words and other words");
            assert_eq!(notice.matches(words).count(), 1, "{words}");
            let report = check(&checker, land, &notice.replace(words, others));
            if !report.findings.iter().any(|f| rules.split(", ").any(|rule| &*f.rule == rule)) {
                wrong.push(format!("{land}: {mistake}"));
            }
        } else {
            notice = line;
            let report = check(&checker, land, notice);
            let remedy = report.findings.iter().filter(|f| f.rule.starts_with("rechtsbehelf/"));
            let said: Vec<_> =
                remedy.filter(|f| f.severity >= Severity::Warning).map(|f| &*f.message).collect();
            if !said.is_empty() {
                wrong.push(format!("{land}: {notice}\n{said:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

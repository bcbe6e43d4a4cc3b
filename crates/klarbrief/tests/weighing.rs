//! Weighings in many words: silent where both sides and a result are told, found where one is left out.

use klarbrief::document::read_txt;
use klarbrief::{Checker, Land, Request};

const LETTER: &str = "Stadt Lindenfurt\n\
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
             Ihre Aufenthaltserlaubnis\n\
             \n\
             Sehr geehrter Herr Haddad,\n\
             \n\
             wir verkürzen die Geltungsdauer Ihrer Aufenthaltserlaubnis auf den 30. November 2026.\n\
             \n\
             Warum wir so entschieden haben\n\
             \n\
             Eine Aufenthaltserlaubnis kann nachträglich verkürzt werden, wenn eine wesentliche Voraussetzung für sie weggefallen ist (§ 7 Abs. 2 Satz 2 AufenthG). Sie haben Ihre Aufenthaltserlaubnis, weil Sie mit Frau Haddad verheiratet sind und mit ihr zusammenleben. Am 3. Juni 2026 sind Sie aus der gemeinsamen Wohnung ausgezogen. Deshalb ist diese Voraussetzung weggefallen.\n\
             \n\
             {weigh}\n\
             \n\
             Sie konnten sich dazu bis zum 14. September 2026 äußern, haben das aber nicht getan.\n\
             \n\
             Rechtsbehelf\n\
             \n\
             Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht Braunschweig, Wilhelmstraße 55, 38100 Braunschweig, erheben. Die Klage hat aufschiebende Wirkung.\n\
             \n\
             Auf Wunsch übersetzen wir diesen Brief kostenlos für Sie.\n\
             \n\
             Mit freundlichen Grüßen\n\
             Im Auftrag\n\
             \n\
             Petra Wiegand\n\
             ";

const RULES: [&str; 4] = [
    "begruendung/fehlendes-ermessen",
    "begruendung/leeres-ermessen",
    "begruendung/einseitige-abwaegung",
    "begruendung/uebergangene-belange",
];

#[test]
fn whole_weighings_are_silent_and_what_is_left_out_is_told() {
    let checker = Checker::builder().build().expect("the built-in rules compile");
    let says = |parts: &[&str]| {
        let request = Request { land: Land::parse("NI"), ..Request::default() };
        let report = checker.check_with(&read_txt(LETTER.replace("{weigh}", &parts.join(" "))), &request);
        report.findings.iter().any(|f| RULES.contains(&&*f.rule))
    };
    let mut wrong = Vec::new();
    for line in include_str!("weighing.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let [told, opening, pro, contra, outcome] = *line.split(" | ").collect::<Vec<_>>() else {
            panic!("{line}")
        };
        if says(&[opening, pro, contra, outcome]) {
            wrong.push(format!("whole: {line}"));
        }
        for left_out in told.trim().chars() {
            let rest: &[&str] = match left_out {
                'f' => &[opening, contra, outcome],
                'a' => &[opening, pro, outcome],
                'o' => &[opening, pro, contra],
                _ => &[],
            };
            if !says(rest) {
                wrong.push(format!("without {left_out}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

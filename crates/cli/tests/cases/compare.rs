//! `klarbrief compare`: what it says and how it ends.

use crate::support::Desk;

const BEFORE: &str = "Sehr geehrte Frau Adeyemi,\n\n1. Ihr Antrag auf Verlängerung der Aufenthaltserlaubnis wird abgelehnt.\n2. Die Gebühr in Höhe \
    von 93,00 EUR ist bis zum 30.10.2026 zu entrichten.\n\nMit freundlichen Grüßen\n";
const AFTER: &str = "Sehr geehrte Frau Adeyemi,\n\n1. Wir lehnen Ihren Antrag auf Verlängerung der Aufenthaltserlaubnis ab.\n2. Sie müssen die \
    Gebühr von 93 Euro bis zum 30. Oktober 2026 zahlen.\n\nMit freundlichen Grüßen\n";

fn desk() -> Desk {
    Desk::new().with("alt.txt", BEFORE).with("neu.txt", AFTER)
}

#[test]
fn an_honest_rewrite_ends_with_0() {
    desk().run(&["compare", "alt.txt", "neu.txt"]).ends_with(0).shows("Nichts ging verloren.");
    desk().run(&["compare", "alt.txt", "neu.txt", "--lang", "en"]).ends_with(0).shows("Nothing was lost.");
}

#[test]
fn what_was_lost_is_told_with_both_places_and_ends_with_1() {
    let damaged = AFTER.replace("93 Euro", "39 Euro").replace("30. Oktober", "3. Oktober");
    let desk = desk().with("neu.txt", damaged);
    desk.run(&["compare", "alt.txt", "neu.txt"])
        .ends_with(1)
        .shows("Betrag geändert: vorher „93,00 Euro“, jetzt „39,00 Euro“")
        .shows("Frist geändert");
    let json = desk.run(&["compare", "alt.txt", "neu.txt", "--format", "json"]).ends_with(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["summary"]["changed"], 2);
    assert_eq!(json["comparison"]["changes"][0]["severity"], "error");
    assert_eq!(json["comparison"]["changes"][0]["kind"], "deadline");
}

#[test]
fn a_gain_that_was_asked_for_is_held() {
    desk()
        .run(&["compare", "alt.txt", "neu.txt", "--min-gain", "100"])
        .ends_with(1)
        .shows("nicht um 100 Punkte gestiegen");
    desk().run(&["compare", "alt.txt", "neu.txt", "--min-gain", "-100"]).ends_with(0);
    desk().run(&["compare", "alt.txt", "neu.txt", "--min-gain", "viel"]).ends_with(2).says("Zahl");
}

#[test]
fn trouble_ends_with_2() {
    desk().run(&["compare", "alt.txt", "fehlt.txt"]).ends_with(2).says("fehlt.txt");
    desk().run(&["compare", "-", "-"]).ends_with(2).says("Standardeingabe");
}

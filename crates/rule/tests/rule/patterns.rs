//! What patterns match.

use crate::support::{compiled, find, matches};

const NONE: [&str; 0] = [];

#[test]
fn phrases_compare_lower_case_words_and_signs() {
    assert_eq!(matches(r#""zur anwendung""#, "Das kommt ZUR Anwendung."), ["ZUR Anwendung"]);
    assert_eq!(matches(r#""mitgeteilt, dass""#, "Es wird mitgeteilt, dass es geht."), ["mitgeteilt, dass"]);
    assert_eq!(matches(r#""anwendung zur""#, "Das kommt zur Anwendung."), NONE);
    assert_eq!(matches(r#""obig*""#, "Das obige Schreiben und die Obigen."), ["obige", "Obigen"]);
    assert_eq!(
        matches(r#""*mäßig" | "*schrift*""#, "passmäßig unterschriftlich"),
        ["passmäßig", "unterschriftlich"]
    );
}

#[test]
fn a_full_stop_belongs_to_an_abbreviation_or_ends_the_sentence() {
    assert_eq!(matches(r#""Abs. 1""#, "Nach § 5 Abs. 1 gilt das."), ["Abs. 1"]);
    assert_eq!(matches(r#""abgelehnt.""#, "Das wird abgelehnt."), ["abgelehnt."]);
}

#[test]
fn tests_look_at_form_kind_case_and_length() {
    let text = "Der Antrag vom 03.02.2025 nach AufenthG bleibt.";
    assert_eq!(matches("[kind = date]", text), ["03.02.2025"]);
    assert_eq!(matches("[case = mixed]", text), ["AufenthG"]);
    assert_eq!(matches(r#"[word = "der"]"#, text), ["Der"]);
    assert_eq!(matches(r#"[form = "der"]"#, text), NONE);
    assert_eq!(matches(r#"[form = "Der" | "Aufenth*"]"#, text), ["Der", "AufenthG"]);
    assert_eq!(matches("[letters = 6 & kind = word]", text), ["Antrag", "bleibt"]);
    assert_eq!(matches(r#"[kind = word & letters > 5 & !(word = "*g")]"#, text), ["bleibt"]);
    assert_eq!(matches(r#"[kind = word & word != "der" & letters < 5]"#, text), ["vom", "nach"]);
    assert_eq!(matches("[kind = punctuation & space = none]", text), ["."]);
}

#[test]
fn values_and_tests_both_join_with_a_bar() {
    let text = "Wir und ihr am 03.02.2025.";
    assert_eq!(matches(r#"[word = "wir" | "ihr" | kind = date]"#, text), ["Wir", "ihr", "03.02.2025"]);
    assert_eq!(matches(r#"[(word = "wir" | word = "und") & letters = 3]"#, text), ["Wir", "und"]);
}

#[test]
fn gaps_are_lazy_and_other_repetitions_greedy() {
    let text = "a b c b c b";
    assert_eq!(matches(r#""a" .. "b""#, text), ["a b"]);
    assert_eq!(matches(r#""a" []* "c""#, text), ["a b c"]);
    assert_eq!(matches(r#""a" []{2,} "c""#, text), ["a b c b c"]);
    assert_eq!(matches(r#""a" ("b" "c")*"#, text), ["a b c b c"]);
    assert_eq!(matches(r#""a" "b"?"#, text), ["a b"]);
    assert_eq!(matches(r#""a" ("b" | "c"){3}"#, text), ["a b c b"]);
    assert_eq!(matches(r#""a" ("b" | "c"){2,3}"#, text), ["a b c b"]);
    assert_eq!(matches(r#""a" ("b" | "c")+"#, text), [text]);
    assert_eq!(matches(r#""a" []{3} "c""#, text), ["a b c b c"]);
}

#[test]
fn a_gap_has_an_end() {
    let far = format!("a {} b", "x ".repeat(12).trim());
    assert_eq!(matches(r#""a" .. "b""#, &far).len(), 1);
    let too_far = format!("a {} b", "x ".repeat(13).trim());
    assert_eq!(matches(r#""a" .. "b""#, &too_far), NONE);
}

#[test]
fn matches_do_not_overlap_and_stay_in_their_sentence() {
    assert_eq!(matches(r#""a" [] "a""#, "a b a b a"), ["a b a"]);
    assert_eq!(matches(r#""gut" .. "schlecht""#, "Das ist gut. Das ist schlecht."), NONE);
}

#[test]
fn alternatives_prefer_the_first() {
    assert_eq!(matches(r#""a" | "a" "b""#, "a b"), ["a"]);
    assert_eq!(matches(r#""a" "b" | "a""#, "a b a"), ["a b", "a"]);
    assert_eq!(matches(r#"("a" | "a" "b") "c""#, "a b c"), ["a b c"]);
}

#[test]
fn sentence_edges_leave_out_signs() {
    assert_eq!(matches(r#"^ "hiermit""#, "Hiermit gilt das. Das gilt hiermit."), ["Hiermit"]);
    assert_eq!(matches(r#""hiermit" $"#, "Hiermit gilt das. Das gilt hiermit!"), ["hiermit"]);
    assert_eq!(matches(r#"^ "hiermit""#, "„Hiermit gilt das.“"), ["Hiermit"]);
}

#[test]
fn captures_name_their_words() {
    let set = compiled(r#"match verb:"kommt" .. (noun:"amt" | noun:"gericht" ort:[]?);"#);
    assert_eq!(set.rules[0].captures, ["verb", "noun", "ort"]);
    let found = find(&set, "Es kommt zum Gericht.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].words, "kommt zum Gericht");
    let words = |s: &str| Some(s.to_owned());
    assert_eq!(found[0].captures, [words("kommt"), words("Gericht"), None]);
    let repeated = compiled(r#"match (x:[word = "a" | "b"])+ "c";"#);
    assert_eq!(find(&repeated, "a b c")[0].captures, [words("b")], "the last round counts");
}

#[test]
fn a_failed_way_leaves_no_capture_behind() {
    let set = compiled(r#"match x:"a" "b" "z" | "a" y:"b" "c";"#);
    let found = find(&set, "a b c");
    assert_eq!(found[0].captures, [None, Some("b".to_owned())]);
}

#[test]
fn parameters_stand_for_words_and_numbers() {
    let set =
        compiled(r#"let names = "haus", "amt*"; let least = 4; match [word = names & letters >= least];"#);
    let words: Vec<String> =
        find(&set, "Haus und Amt und Amtsgericht.").into_iter().map(|f| f.words).collect();
    assert_eq!(words, ["Haus", "Amtsgericht"]);
}

#[test]
fn long_lists_of_words_are_searched() {
    let list: Vec<String> = (0..200).map(|n| format!("\"wort{}\"", "x".repeat(n % 20 + 1))).collect();
    let pattern = format!("[word = {}]", list.join(" | "));
    assert_eq!(matches(&pattern, "wortxxx und wortx, aber nicht wort."), ["wortxxx", "wortx"]);
}

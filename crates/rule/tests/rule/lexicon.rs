//! Rows of tables in texts.

use klarbrief_rule::LexiconTable;

use crate::support::{compiled_with, hits};

fn table(rows: &[(&str, &str)]) -> Vec<LexiconTable> {
    let lines: String = rows.iter().map(|(pattern, class)| format!("{pattern}\tx\t{class}\t\n")).collect();
    let (table, errors) =
        LexiconTable::parse("amtsdeutsch", "a.tsv", &format!("pattern\tsuggestion\tkind\tnote\n{lines}"));
    assert!(errors.is_empty(), "{errors:?}");
    vec![table]
}

/// The words that a row finds in a text.
fn found(row: &str, class: &str, text: &str) -> Vec<String> {
    let set = compiled_with("lexicon \"amtsdeutsch\";", &table(&[(row, class)]));
    hits(&set, text).into_iter().map(|(_, words)| words).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn single_words_tell_large_from_small() {
    assert_eq!(found("kraft", "replace/prep", "Kraft Gesetzes gilt das."), ["Kraft"], "large at the start");
    assert_eq!(found("kraft", "replace/prep", "Das gilt kraft Gesetzes."), ["kraft"]);
    assert_eq!(found("kraft", "replace/prep", "Das gibt Kraft und Mut."), NONE, "the noun is another word");
    assert_eq!(found("Vorbringen", "care/legal-nuance", "Ihr Vorbringen ist neu."), ["Vorbringen"]);
    assert_eq!(found("Vorbringen", "care/legal-nuance", "Sie können das vorbringen."), NONE);
}

#[test]
fn stars_stand_for_endings() {
    assert_eq!(found("obig*", "replace/deictic", "Das obige Schreiben, obig genannt."), ["obige", "obig"]);
    assert_eq!(
        found("im Falle de*", "replace/nominal", "Im Falle der Ablehnung gilt das."),
        ["Im Falle der"]
    );
}

#[test]
fn variants_and_gaps() {
    let row = "lehnen wir … ab / lehne ich … ab";
    assert_eq!(found(row, "op", "Daher lehne ich Ihren Antrag ab."), ["lehne ich Ihren Antrag ab"]);
    assert_eq!(found(row, "op", "Daher lehnen wir ab."), ["lehnen wir ab"]);
    assert_eq!(
        found("wird um … gebeten", "x", "Es wird um baldige Antwort gebeten."),
        ["wird um baldige Antwort gebeten"]
    );
    assert_eq!(found("ist … zu …en", "x", "Der Pass ist hier zu zeigen."), ["ist hier zu zeigen"]);
    assert_eq!(
        found("aufgrund der Tatsache, dass", "x", "Aufgrund der Tatsache, dass er kam."),
        ["Aufgrund der Tatsache, dass"]
    );
}

#[test]
fn adjectives_and_articles_come_in_all_forms() {
    assert_eq!(
        found("sofortige Vollziehung", "explain/remedy", "Wegen der sofortigen Vollziehung gilt das."),
        ["sofortigen Vollziehung"]
    );
    assert_eq!(
        found(
            "der Antragsteller / die Antragstellerin",
            "tone/third-person",
            "Das hat dem Antragsteller geholfen."
        ),
        ["dem Antragsteller"]
    );
    assert_eq!(found("in der Regel", "x", "Das ist in der Regel so, nicht in den Regeln."), ["in der Regel"]);
}

#[test]
fn stretched_verbs_in_both_orders() {
    let row = "zur Anwendung kommen";
    assert_eq!(found(row, "replace/fvg", "Das soll zur Anwendung kommen."), ["zur Anwendung kommen"]);
    assert_eq!(
        found(row, "replace/fvg", "Das soll zur sofortigen Anwendung kommen."),
        ["zur sofortigen Anwendung kommen"]
    );
    assert_eq!(
        found("einen Antrag stellen", "replace/fvg", "Sie können den neuen Antrag hier stellen."),
        ["den neuen Antrag hier stellen"]
    );
}

#[test]
fn abbreviations_with_and_without_blanks() {
    assert_eq!(found("i. V. m.", "avoid/abbrev", "Nach § 5 i. V. m. § 8 gilt das."), ["i. V. m."]);
}

#[test]
fn classes_pick_rows_and_the_longest_row_wins() {
    let rows = [("im Falle de*", "a"), ("im Falle der Nichtbeachtung", "a"), ("Nichtbeachtung", "b")];
    let text = "Im Falle der Nichtbeachtung folgt das.";
    let all = compiled_with("lexicon \"amtsdeutsch\";", &table(&rows));
    assert_eq!(hits(&all, text), [(rows[1].0.to_owned(), "Im Falle der Nichtbeachtung".to_owned())]);
    let one = compiled_with("lexicon \"amtsdeutsch\" \"b\";", &table(&rows));
    assert_eq!(one.lexicon.len(), 1);
    assert_eq!(hits(&one, text), [("Nichtbeachtung".to_owned(), "Nichtbeachtung".to_owned())]);
}

/// Rows of every notation find themselves, as written.
#[test]
fn rows_find_their_own_words() {
    let rows = [
        ("unter Bezugnahme auf", "replace/prep"),
        ("dahingehend, dass", "replace/conn"),
        ("anheimstellen / anheimgestellt", "replace/dated"),
        ("bedürfen / bedarf", "replace/verb"),
        ("beinhalten", "replace/verb"),
        ("verfügen über", "replace/verb"),
        ("sich belaufen auf", "replace/verb"),
        ("in Rede stehend*", "replace/filler"),
        ("diejenige*, welche*", "replace/syntax"),
        ("sind … vorzulegen", "replace/modal-inf"),
        ("haben … zu …en", "replace/modal-inf"),
        ("die in § … genannten", "replace/participle"),
        ("die von Ihnen vorgelegten", "replace/participle"),
        ("sich im Bundesgebiet aufhaltende*", "replace/participle"),
        ("geltend machen", "care/legal-nuance"),
        ("zu vertreten haben", "care/legal-nuance"),
        ("angemessen* Frist", "care/vague"),
        ("Einreise- und Aufenthaltsverbot", "explain/return"),
        ("Niveau A2 / Niveau B1", "explain/integration"),
        ("ICT-Karte", "explain/status"),
        ("z. Zt.", "avoid/abbrev"),
        ("ggf.", "avoid/abbrev"),
        ("einer Prüfung unterziehen", "replace/fvg"),
        ("eine Entscheidung herbeiführen", "replace/fvg"),
        ("Stellung nehmen", "replace/fvg"),
        ("mit vorzüglicher Hochachtung", "replace/tone"),
    ];
    let set = compiled_with("lexicon \"amtsdeutsch\";", &table(&rows));
    for (row, _) in rows {
        for variant in row.split(" / ") {
            let text = variant.replace("…en", "vorlegen").replace('…', "dort").replace('*', "");
            let found = hits(&set, &text);
            assert!(found.iter().any(|(by, _)| by == row), "{variant} does not find {text:?}, but {found:?}");
        }
    }
}

#[test]
fn separable_verbs_find_their_prefix_at_the_end_of_the_clause() {
    assert_eq!(found("nachreichen", "replace/verb", "Sie können das nachreichen."), ["nachreichen"]);
    assert_eq!(
        found("nachreichen", "replace/verb", "Reichen Sie das bitte nach."),
        ["Reichen Sie das bitte nach"]
    );
    assert_eq!(found("nachreichen", "replace/verb", "Reichen Sie das nach dem Termin ein."), NONE);
}

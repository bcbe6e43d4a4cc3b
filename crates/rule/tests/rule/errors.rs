//! Errors: kind, place and look. One snapshot for each kind shows the look.

use klarbrief_rule::{ErrorKind, LexiconTable, NameKind, RuleError, SourceFile, compile};
use source::{Lang, slice};

use crate::support::{REST, errors, file, rule, shown};

/// The words that an error marks in a rule with these clauses.
fn marked(clauses: &str, error: &RuleError) -> String {
    slice(&rule(clauses).text, error.range()).to_owned()
}

/// The only error of a rule with these clauses, and what it marks.
fn only(clauses: &str) -> (RuleError, String) {
    let mut all = errors(clauses);
    assert_eq!(all.len(), 1, "{}", shown(&all));
    let error = all.remove(0);
    let marked = marked(clauses, &error);
    (error, marked)
}

/// The kinds of all errors of a rule with these clauses, with what they mark.
fn kinds(clauses: &str) -> Vec<(ErrorKind, String)> {
    errors(clauses).iter().map(|e| (e.kind().clone(), marked(clauses, e))).collect()
}

macro_rules! look {
    ($name:literal, $error:expr) => {
        insta::assert_snapshot!($name, $error.to_string())
    };
}

fn unknown(what: NameKind, name: &str) -> ErrorKind {
    ErrorKind::UnknownName { what, name: name.to_owned() }
}

#[test]
fn syntax() {
    let (error, marked) = only("match [lemma = \"zu\";");
    assert!(matches!(error.kind(), ErrorKind::Syntax { expected } if expected.contains(&"`]`".to_owned())));
    assert_eq!(marked, ";");
    look!("syntax", error);
    for (clauses, expected, at) in [
        ("match \"zu\"", "`;`", "title"),
        ("match \"zu;", "`\"`", "\n"),
        ("match \"\"\"zu;", "`\"\"\"`", ""),
        ("match (\"zu\";", "`)`", ";"),
        ("match \"a\" \"b\"{2;", "`}`", ";"),
        ("severity = warning;", "a name", "="),
        ("when words >;", "a condition", ";"),
        ("when words -3 > 2;", "an operator", "-3"),
        ("let max 3;", "`=`", "3"),
        ("bad (kind refusal) \"x\";", "`=`", "refusal"),
        ("lexicon amtsdeutsch;", "a string", "amtsdeutsch"),
        ("match „zur“;", "a pattern", "„"),
        ("at;", "a name", ";"),
    ] {
        let found = kinds(clauses);
        let [(ErrorKind::Syntax { expected: list }, marked)] = found.as_slice() else {
            panic!("{clauses}: {found:?}")
        };
        assert!(list.iter().any(|e| e == expected), "{clauses}: {list:?}");
        assert!(marked.starts_with(at), "{clauses}: {marked:?}");
    }
}

#[test]
fn an_unclosed_rule_is_reported_at_the_end() {
    let text = format!("rule test/regel {{{REST}");
    let (_, errors) = compile(&[file(&text)], &[]);
    assert_eq!(errors.len(), 1);
    assert!(
        matches!(errors[0].kind(), ErrorKind::Syntax { expected } if expected.contains(&"`}`".to_owned()))
    );
    assert_eq!(usize::from(errors[0].range().start()), text.len());
}

#[test]
fn too_large() {
    let text = format!("# {}", "x".repeat(1 << 20));
    let (_, errors) = compile(&[file(&text)], &[]);
    assert_eq!(errors[0].kind(), &ErrorKind::FileTooLarge { bytes: text.len() });
    look!("too_large", errors[0]);
}

#[test]
fn too_deep() {
    let (error, marked) = only(&format!("match {}\"a\"{};", "(".repeat(300), ")".repeat(300)));
    assert_eq!(error.kind(), &ErrorKind::NestedTooDeep);
    assert_eq!(marked, "(");
    look!("too_deep", error);
}

#[test]
fn unknown_escape() {
    let (error, marked) = only(r#"match "a\qb";"#);
    assert_eq!(error.kind(), &ErrorKind::UnknownEscape { escape: "\\q".to_owned() });
    assert_eq!(marked, "\\q");
    look!("unknown_escape", error);
    for bad in [r"\u{zz}", r"\u{110000}", r"\u", r"\ä"] {
        let kinds = kinds(&format!("match \"a{bad}b\";"));
        assert!(
            matches!(&kinds[0].0, ErrorKind::UnknownEscape { escape } if bad.starts_with(escape.as_str())),
            "{kinds:?}"
        );
    }
}

#[test]
fn unknown_attribute() {
    let (error, marked) = only("match    [lema = \"zu\"] [pos = DET]?;");
    assert_eq!(error.kind(), &unknown(NameKind::Attribute, "lema"));
    assert_eq!(marked, "lema");
    assert_eq!(error.help(), Some("did you mean `lemma`?"));
    look!("unknown_name", error);
    insta::assert_snapshot!("unknown_name_german", error.render(Lang::De));
}

#[test]
fn unknown_names_of_every_kind() {
    for (clauses, what, name, near) in [
        ("sevrity warning; match \"a\";", NameKind::Clause, "sevrity", "severity"),
        ("match \"a\"; kinds refusel;", NameKind::LetterKind, "refusel", "refusal"),
        ("match [pos = NOUM];", NameKind::PosTag, "NOUM", "NOUN"),
        ("match [pos = noun];", NameKind::PosTag, "noun", "NOUN"),
        ("match [kind = numbr];", NameKind::TokenKind, "numbr", "number"),
        ("match [case = titel];", NameKind::Case, "titel", "title"),
        ("match [morph = \"VerbForm=Prt\"];", NameKind::Feature, "VerbForm=Prt", "VerbForm=Part"),
        ("let names = \"a\"; match [lemma = nams] [lemma = names];", NameKind::Parameter, "nams", "names"),
        ("when wordz > 3;", NameKind::Metric, "wordz", "words"),
        ("when quotd;", NameKind::Metric, "quotd", "quoted"),
        ("when hass(reasons);", NameKind::Function, "hass", "has"),
        ("when has(reason);", NameKind::Part, "reason", "reasons"),
        ("when kind = refusel;", NameKind::LetterKind, "refusel", "refusal"),
        ("construction pasive;", NameKind::Construction, "pasive", "passive"),
        ("when words > 3; at startt;", NameKind::Anchor, "startt", "start"),
        ("match \"a\"; fix safely de \"a\" en \"b\";", NameKind::Applicability, "safely", "safe"),
        ("match \"a\"; fix manual dde \"a\" en \"b\" de \"c\";", NameKind::Language, "dde", "de"),
        ("match \"a\"; status stabel;", NameKind::Status, "stabel", "stable"),
        ("match \"a\"; bad (knd = refusal) \"x\";", NameKind::Setting, "knd", "kind"),
    ] {
        let (error, marked) = only(clauses);
        assert_eq!((error.kind(), marked.as_str()), (&unknown(what, name), name), "{clauses}");
        assert_eq!(error.help(), Some(format!("did you mean `{near}`?").as_str()), "{clauses}");
    }
}

#[test]
fn unknown_table_and_class() {
    let rows = "pattern\tsuggestion\tkind\tnote\nmangels\tohne\treplace/prep\t\n";
    let (table, _) = LexiconTable::parse("amtsdeutsch", "a.tsv", rows);
    let errors = |clauses: &str| compile(&[rule(clauses)], std::slice::from_ref(&table)).1;
    assert_eq!(errors("lexicon \"amtsdeutsh\";")[0].kind(), &unknown(NameKind::Table, "amtsdeutsh"));
    assert_eq!(
        errors("lexicon \"amtsdeutsch\" \"replace/perp\";")[0].kind(),
        &unknown(NameKind::Class, "replace/perp")
    );
    assert!(errors("lexicon \"amtsdeutsch\" \"replace/prep\";").is_empty());
}

#[test]
fn unknown_placeholder_is_marked_inside_the_string() {
    let clauses = "match \"a\\\"ü\"; fix manual de \"a \\\" {mach}\" en \"b\";";
    let (error, marked) = only(clauses);
    assert_eq!(error.kind(), &unknown(NameKind::Placeholder, "mach"));
    assert_eq!(marked, "{mach}");
    assert_eq!(error.help(), Some("did you mean `match`?"));
    look!("unknown_placeholder", error);
}

#[test]
fn invalid_id() {
    let text = format!("rule Wort/Überlänge {{ match \"a\"; {REST} }}");
    let (_, errors) = compile(&[file(&text)], &[]);
    assert_eq!(errors[0].kind(), &ErrorKind::InvalidId { id: "Wort/Überlänge".to_owned() });
    assert_eq!(slice(&text, errors[0].range()), "Wort/Überlänge");
    assert_eq!(errors[0].help(), Some("write `wort/ueberlaenge`"));
    look!("invalid_id", errors[0]);
    for id in ["wort", "wort/", "/x", "a/b/c", "a/b-", "1a/b", "a b/c"] {
        let text = format!("rule {id} {{ match \"a\"; {REST} }}");
        assert!(!compile(&[file(&text)], &[]).1.is_empty(), "{id}");
    }
}

#[test]
fn path_mismatch() {
    let mut wrong = rule("match \"a\";");
    wrong.path = "rules/wort/regel.rule".to_owned();
    let (_, errors) = compile(&[wrong.clone()], &[]);
    assert_eq!(errors[0].kind(), &ErrorKind::PathMismatch { id: "test/regel".to_owned() });
    look!("path_mismatch", errors[0]);
    wrong.path = "lose.rule".to_owned();
    assert!(compile(&[wrong], &[]).1.is_empty(), "a file without a folder may have any name");
}

#[test]
fn duplicate_id_shows_two_places() {
    let first = rule("match \"a\";");
    let second =
        SourceFile { path: "anders/test/regel.rule".to_owned(), text: format!("\n\n{}", first.text) };
    let (set, errors) = compile(&[first, second], &[]);
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].kind(), &ErrorKind::DuplicateId { id: "test/regel".to_owned() });
    let places: Vec<_> = errors[0].labels().iter().map(|l| (l.path.as_str(), l.line)).collect();
    assert_eq!(places, [("test/regel.rule", 1), ("anders/test/regel.rule", 3)]);
    assert_eq!(set.rules.len(), 1);
    look!("duplicate_id", errors[0]);
}

#[test]
fn duplicates() {
    let (error, marked) = only("match \"a\"; kinds refusal; kinds grant;");
    assert_eq!(error.kind(), &ErrorKind::Duplicate { what: "the clause `kinds`".to_owned() });
    assert_eq!((marked.as_str(), error.labels().len()), ("kinds", 2));
    look!("duplicate", error);
    for (clauses, what) in [
        ("match \"a\"; why de \"nochmal\";", "the text of `why`"),
        ("let x = 1; let x = 2; match [letters = x];", "parameter `x`"),
        ("let x = 1; match x:[letters = x];", "capture `x`"),
        ("match \"a\"; bad (kind = grant, kind = grant) \"x\";", "setting `kind`"),
    ] {
        let (error, _) = only(clauses);
        assert_eq!(error.kind(), &ErrorKind::Duplicate { what: what.to_owned() });
    }
}

#[test]
fn missing_clauses_are_all_reported() {
    let (_, errors) = compile(
        &[file("rule test/regel { match \"a\"; bad \"a\"; bad \"a\"; good \"b\"; good \"b\"; }")],
        &[],
    );
    let mut missing: Vec<&str> = errors
        .iter()
        .map(|e| match e.kind() {
            ErrorKind::MissingClause { clause } => *clause,
            other => panic!("{other:?}"),
        })
        .collect();
    missing.sort_unstable();
    assert_eq!(missing, ["leitziel", "message", "scope", "severity", "source", "title", "why"]);
    look!("missing_clause", errors[0]);
}

#[test]
fn missing_language() {
    let text = rule("match \"a\";").text.replace(" en \"Because.\"", "");
    let (_, errors) = compile(&[file(&text)], &[]);
    assert_eq!(errors[0].kind(), &ErrorKind::MissingLanguage { lang: "en" });
    assert_eq!(slice(&text, errors[0].range()), "\"Darum.\"");
    look!("missing_language", errors[0]);
    let (error, _) = only("match \"a\"; fix manual en \"x\";");
    assert_eq!(error.kind(), &ErrorKind::MissingLanguage { lang: "de" });
}

#[test]
fn missing_findings() {
    let (error, marked) = only("given \"a\";");
    assert_eq!(error.kind(), &ErrorKind::MissingFindings);
    assert_eq!(marked, "test/regel");
    look!("missing_findings", error);
}

#[test]
fn too_few_examples() {
    let text = rule("match \"a\";").text.replace("good \"vier\";", "");
    let (_, errors) = compile(&[file(&text)], &[]);
    assert_eq!(errors[0].kind(), &ErrorKind::TooFewExamples { clause: "good", found: 1, needed: 2 });
    look!("too_few_examples", errors[0]);
    let native = rule("native \"x\";").text.replace("bad \"zwei\";", "");
    assert!(compile(&[file(&native)], &[]).1.is_empty(), "one bad example is enough for a native rule");
}

#[test]
fn empty_match() {
    let (error, marked) = only("match [pos = DET]? (\"a\" | \"b\"*);");
    assert_eq!(error.kind(), &ErrorKind::EmptyMatch);
    assert_eq!(marked, "[pos = DET]? (\"a\" | \"b\"*)");
    look!("empty_match", error);
    for pattern in ["^", "..", "^ $", "\"a\"{0,3}", "x:[]*", "\"a\" | .."] {
        let (error, _) = only(&format!("match {pattern};"));
        assert_eq!(error.kind(), &ErrorKind::EmptyMatch, "{pattern}");
    }
}

#[test]
fn pattern_too_large() {
    let (error, _) = only("match ((\"a\" \"b\"){200}){200};");
    assert_eq!(error.kind(), &ErrorKind::PatternTooLarge);
    look!("pattern_too_large", error);
}

#[test]
fn unused_parameter() {
    let (error, marked) = only("let max = 3; match \"a\";");
    assert_eq!(error.kind(), &ErrorKind::UnusedParameter { name: "max".to_owned() });
    assert_eq!(marked, "max");
    look!("unused_parameter", error);
}

#[test]
fn wrong_types() {
    let (error, marked) = only("when words;");
    assert_eq!(error.kind(), &ErrorKind::WrongType { expected: "a condition", found: "a number" });
    assert_eq!(marked, "words");
    look!("wrong_type", error);
    for (clauses, expected, found, at) in [
        ("when words > quoted;", "a number", "a condition", "quoted"),
        ("when words > \"3\";", "a number", "a string", "\"3\""),
        ("when words > (words > 3);", "a number", "a condition", "words > 3"),
        ("when 1 < words < 3;", "a number", "a condition", "1 < words"),
        ("when words + 1;", "a condition", "a number", "words + 1"),
        ("when not 3;", "a condition", "a number", "3"),
        ("let x = \"a\"; when words > x;", "a number", "a string", "x"),
        ("let x = 3; match [lemma = x];", "a string", "a number", "x"),
        ("let x = \"a\"; match [letters > x];", "a number", "a string", "x"),
        ("match [lemma = 3];", "a string", "a number", "3"),
        ("match [pos = 3];", "a name", "a number", "3"),
        ("match [letters = \"3\"];", "a number", "a string", "\"3\""),
        ("match [morph = Fin];", "a string", "a name", "Fin"),
        ("when has(\"a\");", "a part of the letter", "a pattern", "\"a\""),
        ("when contains(reasons);", "a pattern", "a name", "reasons"),
        ("when kind = 3;", "a name", "a number", "3"),
        ("when date > NI;", "a day", "a name", "NI"),
    ] {
        let (error, marked) = only(clauses);
        assert_eq!(
            (error.kind(), marked.as_str()),
            (&ErrorKind::WrongType { expected, found }, at),
            "{clauses}"
        );
    }
}

#[test]
fn out_of_range() {
    let (error, marked) = only("match \"a\" []{3,2};");
    assert_eq!(error.kind(), &ErrorKind::OutOfRange { what: "a repetition" });
    assert_eq!(marked, "2");
    look!("out_of_range", error);
    for clauses in ["match \"a\"{0};", "match \"a\"{251};", "match \"a\" []{1,999999999999999999999};"] {
        let (error, _) = only(clauses);
        assert_eq!(error.kind(), &ErrorKind::OutOfRange { what: "a repetition" }, "{clauses}");
    }
    for leitziel in ["0", "13", "1.5", "-1"] {
        let text = rule("match \"a\";").text.replace("leitziel 4", &format!("leitziel {leitziel}"));
        let (_, errors) = compile(&[file(&text)], &[]);
        assert_eq!(errors[0].kind(), &ErrorKind::OutOfRange { what: "the Leitziel" });
    }
}

#[test]
fn invalid_values() {
    let (error, marked) = only("match \"a\"; bad (date = \"2026-02-29\") \"x\";");
    assert_eq!(error.kind(), &ErrorKind::InvalidValue { what: "a date" });
    assert_eq!(marked, "\"2026-02-29\"");
    look!("invalid_value", error);
    for (clauses, what) in [
        ("match \"\";", "a phrase"),
        ("match \"a * b\";", "a word"),
        ("match [word = \"\"];", "a word"),
        ("match [word = \"zur Anwendung\"];", "one word"),
        ("match \"a\"; status stable since \"1.0\";", "a version"),
        ("match \"a\"; bad (land = XX) \"x\";", "a Land"),
        ("when land = Bayern;", "a Land"),
        ("when date > \"gestern\";", "a date"),
        ("match \"a\"; good \" \";", "a text"),
        ("native \"Große Prüfung\";", "the name of a function"),
    ] {
        let (error, _) = only(clauses);
        assert_eq!(error.kind(), &ErrorKind::InvalidValue { what }, "{clauses}");
    }
}

#[test]
fn invalid_placeholder() {
    let (error, marked) = only("match \"a\"; fix manual de \"a { b\" en \"b\";");
    assert_eq!((error.kind(), marked.as_str()), (&ErrorKind::InvalidPlaceholder, "{"));
    look!("invalid_placeholder", error);
    assert_eq!(kinds("match \"a\"; fix manual de \"a } b\" en \"{{}}\";")[0].1, "}");
}

#[test]
fn invalid_mark() {
    let (error, marked) = only("match \"a\"; bad \"Die [Vorschrift.\";");
    assert_eq!((error.kind(), marked.as_str()), (&ErrorKind::InvalidMark, "["));
    look!("invalid_mark", error);
    for (clauses, at) in [
        ("match \"a\"; bad \"Die [[a] b.\";", "["),
        ("match \"a\"; bad \"Die a] b.\";", "]"),
        ("match \"a\"; bad \"Die [] b.\";", "[]"),
        ("match \"a\"; good \"Die [a] b.\";", "\"Die [a] b.\""),
    ] {
        let (error, marked) = only(clauses);
        assert_eq!((error.kind(), marked.as_str()), (&ErrorKind::InvalidMark, at), "{clauses}");
    }
}

#[test]
fn conflicts() {
    let (error, marked) = only("when sentences > 3; at excess;");
    assert_eq!(error.kind(), &ErrorKind::Conflict { problem: "`excess` without a limit" });
    assert_eq!(marked, "excess");
    look!("conflict", error);
    for (clauses, at) in [
        ("when words > 3; except \"a\";", "except"),
        ("let words = 3; match [letters > words];", "words"),
        ("match count:\"a\";", "count"),
        ("match \"a\"; given x:\"a\";", "x"),
        ("match \"a\"; fix safe de \"a\" en \"b\";", "safe"),
        ("match \"a\"; fix manual de \"{suggestion}\" en \"b\";", "{suggestion}"),
        ("match [lemma > \"a\"];", "lemma"),
        ("when kind > refusal;", "kind"),
        ("match \"a\"; bad \"[a] b\" => \"a b\";", "\"a b\""),
        ("scope set; match \"a\";", "scope"),
        ("scope set; match \"a\"; when words > 3;", "words"),
        ("scope letter; match \"a\"; when set-share < 0.5;", "set-share"),
    ] {
        let (error, marked) = only(clauses);
        assert!(matches!(error.kind(), ErrorKind::Conflict { .. }), "{clauses}: {error}");
        assert_eq!(marked, at, "{clauses}");
    }
}

#[test]
fn rows_of_tables() {
    let text = "pattern\tsuggestion\tkind\tnote\nmangels\tohne\nzwecks\tfür\treplace/prep\t\nZwecks\tzu\treplace/prep\t\n";
    let (_, errors) = LexiconTable::parse("amtsdeutsch", "rules/amtsdeutsch.tsv", text);
    let problems: Vec<_> = errors.iter().map(|e| (e.kind().clone(), e.labels()[0].line)).collect();
    assert_eq!(
        problems,
        [
            (ErrorKind::InvalidRow { problem: "a row with the wrong number of columns" }, 2),
            (ErrorKind::InvalidRow { problem: "a row is given twice" }, 4),
        ]
    );
    insta::assert_snapshot!("invalid_row", shown(&errors));
}

#[test]
fn all_errors_of_a_rule_are_reported_in_order() {
    let clauses =
        "match [lema = \"a\"] [pos = NOUM]; when wordz > 3 and words; kinds refusel, grant, hering;";
    let found: Vec<String> = kinds(clauses).into_iter().map(|(_, marked)| marked).collect();
    assert_eq!(found, ["lema", "NOUM", "wordz", "words", "refusel", "hering"]);
}

#[test]
fn one_broken_rule_does_not_hide_the_others() {
    let good = |id: &str| format!("rule {id} {{ match \"a\"; {REST} }}\n");
    let text = format!(
        "# Kommentar\n{}rule test/kaputt {{ match [ ; }}\n{}rule test/auch {{ severity }}\n{}",
        good("test/eins"),
        good("test/zwei"),
        good("test/drei")
    );
    let (set, errors) = compile(&[file(&text)], &[]);
    let ids: Vec<&str> = set.rules.iter().map(|r| &*r.id).collect();
    assert_eq!(ids, ["test/drei", "test/eins", "test/zwei"]);
    assert_eq!(errors.len(), 2, "{}", shown(&errors));
    assert_eq!(
        errors[0].labels()[0].line,
        text.lines().position(|l| l.contains("kaputt")).unwrap() as u32 + 1
    );
    assert_eq!(slice(&text, errors[0].range()), ";");
    assert_eq!(slice(&text, errors[1].range()), "}");
    assert_eq!(slice(&text, set.rules[2].range), "test/zwei", "ranges count from the start of the file");
}

#[test]
fn carets_stand_under_characters_with_tabs_umlauts_and_long_lines() {
    let tabs = only("\tmatch\t\"größer\" [lema = \"a\"];").0;
    let long =
        only(&format!("match \"{}\" [lema = \"a\"] \"{}\";", "wort ".repeat(40), "wort ".repeat(40))).0;
    insta::assert_snapshot!("carets", format!("{tabs}\n{long}"));
}

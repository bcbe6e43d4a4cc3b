//! Whole rules: what the compiled form holds.

use diagnostic::{Applicability, Severity};
use klarbrief_rule::{
    Anchor, Override, OverrideProblem, Piece, Placeholder, StatusLevel, Unit, Value, compile, compile_with,
    format_number,
};
use letter::{LetterKind, PartKind, PartSet};
use source::{Lang, slice};

use crate::support::{compiled, file, find, rule, shown};

const FULL: &str = r#"
# Streckverben.
rule test/regel {
    title    de "Streckverb" en "Stretched verb";
    severity warning;
    status   stable since "0.1.0";
    leitziel 4;
    scope    sentence in prose, subject not remedy-notice, operative-part;
    kinds    expulsion, refusal;
    let      max = 25;
    let      names = "kommen", "gelangen";
    match    "zur" noun:[word = "Anwendung" | "Durchführung"] []{0,4} [lemma = names];
    except   "zur Anwendung bestimmt";
    given    [letters > 3];
    unless   "ausnahmsweise";
    when     words < max and not quoted;
    at       operative-part, subject, start;
    message  de "„{match}“ streckt {noun}; {{max}} {max}.";
    message  en "“{match}” stretches {noun}, {words} words.";
    why      de "Das Verb sagt, \"wer\" handelt." en "The verb says \u{201c}who\u{201d} acts.";
    source   de "VwVfG § 39 Abs. 1 S. 2" en "VwVfG section 39(1)";
    fix      suggested de "„gelten“ schreiben" en "write “gelten”" => "{noun} gilt";
    bad      "Die Vorschrift soll [zur Anwendung kommen]." => "Die Vorschrift soll gelten.";
    bad      (kind = refusal, part = reasons, land = NI, date = "2026-11-24") """
        Erste Zeile „zitiert“ "so".
          [Zweite] Zeile \[sic\].
        """;
    good     "Wir wenden die Vorschrift an.";
    good     "Die Salbe ist zur Anwendung bestimmt.";
}
"#;

#[test]
fn a_full_rule_keeps_everything() {
    let (set, errors) = compile(&[file(FULL)], &[]);
    assert!(errors.is_empty(), "{}", shown(&errors));
    let rule = set.rule("test/regel").unwrap();
    assert_eq!(
        (rule.group(), &*rule.title.de, &**rule.title.pick(Lang::En)),
        ("test", "Streckverb", "Stretched verb")
    );
    assert_eq!(slice(FULL, rule.range), "test/regel");
    assert_eq!((rule.severity, rule.leitziel), (Severity::Warning, 4));
    assert_eq!((rule.status.level, rule.status.since.as_deref()), (StatusLevel::Stable, Some("0.1.0")));
    assert_eq!(rule.scope.unit, Unit::Sentence);
    let parts = PartSet::NONE
        .with(PartKind::Reasons)
        .with(PartKind::Hints)
        .with(PartKind::Body)
        .with(PartKind::Subject);
    assert_eq!(rule.scope.parts, parts);
    assert_eq!(rule.kinds, [LetterKind::Refusal, LetterKind::Expulsion]);
    assert_eq!(rule.parameters[0].value, Value::Number(25.0));
    assert_eq!(rule.parameters[1].value.strings(), ["kommen", "gelangen"]);
    assert_eq!(rule.captures, ["noun"]);
    assert_eq!((rule.matches.len(), rule.except.len(), rule.given.len(), rule.unless.len()), (1, 1, 1, 1));
    assert!(rule.condition.is_some() && !rule.is_condition_only());
    assert_eq!(
        rule.anchors,
        [Anchor::Part(PartKind::OperativePart), Anchor::Part(PartKind::Subject), Anchor::Start]
    );
    let text = rule.message.de.render(|place, out| match place {
        Placeholder::Match => out.push_str("zur Anwendung kommen"),
        Placeholder::Capture(0) => out.push_str("Anwendung"),
        Placeholder::Parameter(0) => out.push_str("25"),
        other => panic!("unexpected {other:?}"),
    });
    assert_eq!(text, "„zur Anwendung kommen“ streckt Anwendung; {max} 25.");
    assert_eq!(&*rule.why.de, "Das Verb sagt, \"wer\" handelt.");
    assert_eq!(&*rule.why.en, "The verb says “who” acts.");
    assert_eq!(&*rule.source.en, "VwVfG section 39(1)");
    assert_eq!(rule.fixes[0].applicability, Applicability::Suggested);
    let replacement = rule.fixes[0].replacement.as_ref().unwrap();
    assert_eq!(replacement.pieces, [Piece::Place(Placeholder::Capture(0)), Piece::Text(" gilt".to_owned())]);
    assert!(replacement.uses(&Placeholder::Capture(0)) && !replacement.uses(&Placeholder::Match));
}

#[test]
fn examples_lose_their_marks_and_keep_their_ranges() {
    let (set, errors) = compile(&[file(FULL)], &[]);
    assert!(errors.is_empty(), "{}", shown(&errors));
    let rule = &set.rules[0];
    let first = &rule.bad[0];
    assert_eq!(first.text, "Die Vorschrift soll zur Anwendung kommen.");
    assert_eq!(first.marks.len(), 1);
    assert_eq!(slice(&first.text, first.marks[0]), "zur Anwendung kommen");
    assert_eq!(first.fixed.as_deref(), Some("Die Vorschrift soll gelten."));
    let second = &rule.bad[1];
    assert_eq!(second.text, "Erste Zeile „zitiert“ \"so\".\n  Zweite Zeile [sic].");
    assert_eq!(slice(&second.text, second.marks[0]), "Zweite");
    assert_eq!(second.settings.kind, Some(LetterKind::Refusal));
    assert_eq!(second.settings.part, Some(PartKind::Reasons));
    assert_eq!(second.settings.land.as_deref(), Some("NI"));
    assert_eq!(second.settings.date.as_deref(), Some("2026-11-24"));
    assert_eq!(rule.good.len(), 2);
    assert!(rule.good[0].marks.is_empty() && rule.good[0].fixed.is_none());
}

#[test]
fn windows_line_ends_change_nothing() {
    let (set, errors) = compile(&[file(&FULL.replace('\n', "\r\n"))], &[]);
    assert!(errors.is_empty(), "{}", shown(&errors));
    assert_eq!(set.rules[0].bad[1].text, "Erste Zeile „zitiert“ \"so\".\n  Zweite Zeile [sic].");
}

#[test]
fn rules_come_sorted_by_id_whatever_the_order_of_files() {
    let texts = ["b/zwei", "a/drei", "b/eins"].map(|id| FULL.replace("test/regel", id));
    let mut files: Vec<_> = texts.iter().map(|t| file(t)).collect();
    for (file, path) in files.iter_mut().zip(["x/b/zwei.rule", "x/a/drei.rule", "x\\b\\eins.rule"]) {
        file.path = path.to_owned();
    }
    let (set, errors) = compile(&files, &[]);
    assert!(errors.is_empty(), "{}", shown(&errors));
    let ids = |set: &klarbrief_rule::RuleSet| set.rules.iter().map(|r| r.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&set), ["a/drei", "b/eins", "b/zwei"]);
    files.reverse();
    assert_eq!(ids(&compile(&files, &[]).0), ids(&set));
    assert_eq!(set.rule_index("b/eins"), Some(1));
    assert!(set.rule("b/drei").is_none());
}

#[test]
fn configuration_changes_parameters_of_conditions_and_patterns() {
    let clauses = "let names = \"alt\"; let least = 3; match [lemma = names & letters >= least];";
    let change = |parameter: &str, value: Value| Override {
        rule: "test/regel".to_owned(),
        parameter: parameter.to_owned(),
        value,
    };
    let list = Value::List(vec!["neu".to_owned(), "Amt*".to_owned()]);
    let (set, errors, rejected) = compile_with(&[rule(clauses)], &[], &[change("names", list.clone())]);
    assert!(errors.is_empty() && rejected.is_empty());
    assert_eq!(set.rules[0].parameters[0].value, list);
    let words =
        find(&set, "Das Amtsgericht ist neu und alt.").into_iter().map(|f| f.words).collect::<Vec<_>>();
    assert_eq!(words, ["Amtsgericht", "neu"]);

    let wrong = [
        change("nammes", Value::Number(1.0)),
        change("least", Value::String("x".to_owned())),
        Override { rule: "test/regl".to_owned(), parameter: "x".to_owned(), value: Value::Number(1.0) },
    ];
    let (set, errors, rejected) = compile_with(&[rule(clauses)], &[], &wrong);
    assert!(errors.is_empty());
    assert_eq!(set.rules[0].parameters[1].value, Value::Number(3.0));
    let problems: Vec<_> = rejected.iter().map(|r| (r.index, r.problem, r.suggestion.as_deref())).collect();
    assert_eq!(
        problems,
        [
            (0, OverrideProblem::UnknownParameter, Some("names")),
            (1, OverrideProblem::WrongType, None),
            (2, OverrideProblem::UnknownRule, Some("test/regel")),
        ]
    );
    assert_eq!(rejected[2].message(Lang::De), "diese Regel gibt es nicht; gemeint: `test/regel`?");
}

#[test]
fn native_rules_declare_what_they_give() {
    let set = compiled(
        "native \"fehlende-begruendung\" gives point; let max = 3; fix manual de \"{point}\" en \"{suggestion}\";",
    );
    let native = set.rules[0].native.as_ref().unwrap();
    assert_eq!(
        (native.function.as_str(), native.gives.as_slice()),
        ("fehlende-begruendung", &["point".to_owned()][..])
    );
    assert_eq!(set.rules[0].fixes[0].title.de.pieces, [Piece::Place(Placeholder::Given(0))]);
}

#[test]
fn numbers_are_written_for_people() {
    assert_eq!(format_number(25.0, Lang::De), "25");
    assert_eq!(format_number(17.25, Lang::De), "17,2");
    assert_eq!(format_number(17.26, Lang::En), "17.3");
}

#[test]
fn a_set_is_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&compiled("match \"a\";"));
    shared(&klarbrief_rule::RuleSet::empty());
}

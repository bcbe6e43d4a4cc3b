//! No input panics, overflows the stack or takes long.

use std::time::{Duration, Instant};

use klarbrief_rule::{ErrorKind, LexiconTable, SourceFile, TokenContext, compile};
use proptest::prelude::*;

use crate::support::{REST, compiled, errors, file, find, rule, shown};

/// Time for what takes a millisecond in a release build; tests run unoptimised on busy machines.
const QUICK: Duration = Duration::from_secs(2);

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = run();
    (result, start.elapsed())
}

#[test]
fn nesting_of_200_is_read_quickly() {
    let (open, close) = ("(".repeat(200), ")".repeat(200));
    for clauses in [
        format!("match {open}\"a\"{close};"),
        format!("match [{open}lemma = \"a\"{close}];"),
        format!("when {open}words{close} > 3;"),
        format!("when {open}words > 3{close};"),
        format!("match {}\"c\"{};", "(\"b\" | ".repeat(200), ")".repeat(200)),
        format!("when {}quoted;", "not ".repeat(5000)),
        format!("match [{}lemma = \"a\"];", "!".repeat(5000)),
    ] {
        let (found, time) = timed(|| errors(&clauses));
        assert!(found.is_empty(), "{}: {}", &clauses[..20], shown(&found));
        assert!(time < QUICK, "{}: {time:?}", &clauses[..20]);
    }
}

#[test]
fn endless_nesting_is_an_error() {
    for sign in ["(", "[", "{", "match (", "when (", "rule a/b {", "match [(", "when has("] {
        let (_, errors) = compile(&[file(&sign.repeat(100_000 / sign.len()))], &[]);
        assert_eq!(errors[0].kind(), &ErrorKind::NestedTooDeep, "{sign}");
    }
}

#[test]
fn a_full_file_is_read() {
    let one =
        rule("match [lemma = \"kommen\" & !(pos = NOUN)] .. (\"a\" | \"b\"); when words > 3 and not quoted;")
            .text;
    let text: String = (0..)
        .map(|n| one.replace("test/regel", &format!("test/r{n}")))
        .take((1 << 20) / one.len() - 10)
        .collect();
    let (set, errors) = compile(&[file(&text)], &[]);
    assert!(errors.is_empty(), "{}", shown(&errors[..1]));
    assert!(set.rules.len() > 1000);
}

#[test]
fn long_chains_of_operators_do_not_overflow_the_stack() {
    let sum = format!("when words{} > 3;", " + 1".repeat(20_000));
    let and = format!("when quoted{};", " and quoted".repeat(20_000));
    let or = format!("when quoted{};", " or quoted and not quoted".repeat(10_000));
    let bar = format!("when kind = refusal{};", " | grant".repeat(20_000));
    for clauses in [sum, and, or, bar] {
        errors(&clauses);
    }
}

/// Files full of errors, of names, of clauses: nothing takes quadratic time.
#[test]
fn large_files_full_of_errors_are_read_quickly() {
    let size = 1 << 19;
    let many = |part: &dyn Fn(usize) -> String| -> String {
        let mut text = "rule a/b {\n".to_owned();
        (0..)
            .map(part)
            .take_while(|p| {
                text.push_str(p);
                text.len() < size
            })
            .for_each(drop);
        text + "}\n"
    };
    for text in [
        many(&|_| "sevrity x;\n".to_owned()),
        many(&|n| format!("let a{n} = {n};")),
        many(&|n| format!("match x{n}:\"a\";")),
        many(&|_| "match [lema = \"\\q\"];".to_owned()),
        many(&|_| "message de \"{x}\";".to_owned()),
        many(&|_| "bad \"[[[]]]\";severity x;".to_owned()),
        many(&|n| if n == 0 { "bad (".to_owned() } else { format!("x{n} = y, ") }),
        many(&|_| "}\nrule a/b {".to_owned()),
        many(&|n| format!("kinds y;}}\nrule a/b{n} {{")),
        many(&|_| "match [;}\nrule a/b {".to_owned()),
    ] {
        let ((_, errors), time) = timed(|| compile(&[file(&text)], &[]));
        assert!(!errors.is_empty() && errors.len() <= 100);
        assert!(time < QUICK * 2, "{}: {time:?}", &text[..60]);
    }
    let rows = "pattern\tsuggestion\tkind\tnote\n".to_owned() + &"x\ty\n".repeat(100_000);
    let ((_, errors), time) = timed(|| LexiconTable::parse("t", "t.tsv", &rows));
    assert_eq!(errors.len(), 100);
    assert!(time < QUICK, "{time:?}");
}

/// Patterns that make plain backtracking take exponential or quadratic time.
#[test]
fn matching_takes_linear_time() {
    let text = "a ".repeat(20_000);
    for pattern in [
        r#"("a"*)* "b""#,
        r#"("a" | "a" "a")* "b""#,
        r#""a" []* "b""#,
        r#""a" []{0,250} "b""#,
        r#"("a"+ "a"+)+ "b""#,
        r#"(("a"?){20} "a"){3} "b""#,
    ] {
        let set = compiled(&format!("match {pattern};"));
        let (found, time) = timed(|| find(&set, &text));
        assert!(found.is_empty(), "{pattern}");
        assert!(time < QUICK * 3, "{pattern}: {time:?}");
    }
    let set = compiled(r#"match "a" []* "a";"#);
    assert_eq!(find(&set, &text).len(), 10_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_text_never_panics(text in "\\PC{0,200}") {
        show(&text);
    }

    #[test]
    fn random_signs_never_panic(parts in proptest::collection::vec(word(), 0..60)) {
        show(&parts.join(" "));
        show(&format!("rule a/b {{ {} }}", parts.join("")));
    }

    #[test]
    fn cut_rules_never_panic(cut in 0usize..2000, other in "\\PC{0,3}") {
        let text = rule("let m = 3; match x:[lemma = \"zu\" | \"ä*\"] ..; when words > m and not has(reasons); fix safe de \"{x}\" en \"\\u{e4}\" => \"ö\";").text;
        let mut cut = cut.min(text.len());
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        show(&text[..cut]);
        show(&format!("{}{other}{}", &text[..cut], &text[cut..]));
    }

    /// Any text comes back from a string, with its escapes, its marks and its lines.
    #[test]
    fn strings_come_back(parts in proptest::collection::vec(("[a-zäß😀\"\\\\{}\\[\\] ]{1,6}", any::<bool>()), 1..6)) {
        let escape = |text: &str| {
            text.chars().fold(String::new(), |mut out, c| {
                match c {
                    '"' | '\\' | '[' | ']' => out.extend(['\\', c]),
                    'ä' => out.push_str("\\u{e4}"),
                    c => out.push(c),
                }
                out
            })
        };
        let (mut written, mut text, mut marks) = (String::new(), String::new(), Vec::new());
        for (part, marked) in &parts {
            let start = text.len();
            text.push_str(part);
            if *marked {
                marks.push(source::range(start, text.len()));
                written.push_str(&format!("[{}]", escape(part)));
            } else {
                written.push_str(&escape(part));
            }
        }
        prop_assume!(!text.trim().is_empty());
        let line = text.trim_start().len() == text.len();
        for string in [format!("\"{written}\""), format!("\"\"\"{written}\"\"\""), format!("\"\"\"\n    {written}\n    \"\"\"")] {
            let set = compiled(&format!("match \"a\"; bad {string};"));
            let example = &set.rules[0].bad[0];
            if line {
                prop_assert_eq!(&example.text, &text, "{}", &string);
                prop_assert_eq!(&example.marks, &marks);
            }
        }
    }

    #[test]
    fn random_tables_never_panic(text in "[a-zäß*…/;()\"\t\n ]{0,120}") {
        let (table, errors) = LexiconTable::parse("t", "t.tsv", &format!("pattern\tsuggestion\tkind\tnote\n{text}"));
        errors.iter().for_each(|e| assert!(!e.to_string().is_empty()));
        let (set, _) = compile(&[rule("lexicon \"t\";")], &[table]);
        crate::support::hits(&set, &text);
    }

    /// The program agrees with a plain search over all ways.
    #[test]
    fn matches_agree_with_a_plain_search(pattern in tree(), text in "[abc]( [abc]){0,9}") {
        let pattern = if pattern.can_be_empty() { Tree::Sequence(vec![pattern, Tree::Word('a')]) } else { pattern };
        let written = pattern.written();
        let set = compiled(&format!("match {written};"));
        let tokens: Vec<&str> = text.split(' ').collect();
        let mut expected = Vec::new();
        let mut start = 0;
        while start < tokens.len() {
            match pattern.ends(&tokens, start).into_iter().next() {
                Some(end) => {
                    expected.push(tokens[start..end].join(" "));
                    start = end;
                }
                None => start += 1,
            }
        }
        let paragraph = text::analyse(&text, &text::Layout::default());
        prop_assume!(paragraph.sentences.len() == 1 && paragraph.tokens.len() == tokens.len());
        let symbols = set.symbols(&paragraph);
        let ctx = TokenContext { text: &text, paragraph: &paragraph, symbols: &symbols };
        let found: Vec<String> = set.rules[0].matches[0]
            .find_all(&ctx, 0..tokens.len())
            .into_iter()
            .map(|m| tokens[m.tokens].join(" "))
            .collect();
        prop_assert_eq!(found, expected, "{} in {}", written, text);
    }
}

fn show(text: &str) {
    let (_, errors) = compile(&[SourceFile { path: "a/b.rule".to_owned(), text: text.to_owned() }], &[]);
    for error in errors {
        assert!(error.to_string().contains("error"));
        let range = error.range();
        assert!(text.get(std::ops::Range::<usize>::from(range)).is_some(), "{range:?} in {text:?}");
    }
}

fn word() -> impl Strategy<Value = String> {
    let words = [
        "rule", "a/b", "{", "}", "match", "when", "bad", "[", "]", "(", ")", "\"", "\"\"\"", ";", "=", "!=",
        "<=", "|", "&", "..", "^", "$", "?", "*", "+", "{2,3}", "x:", "lemma", "pos", "NOUN", "\"zu\"", "3",
        "-1", "words", "and", "not", "or", "has", "de", "en", "=>", "#", "\\", "ä", "😀", "\n", "let", "fix",
        "scope", "in", ",",
    ];
    proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
}

/// A pattern over the words a, b, c.
#[derive(Debug, Clone)]
enum Tree {
    Word(char),
    Any,
    Gap,
    Sequence(Vec<Tree>),
    Alternatives(Vec<Tree>),
    Optional(Box<Tree>),
    Many(Box<Tree>),
    Twice(Box<Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        proptest::sample::select(vec!['a', 'b', 'c']).prop_map(Tree::Word),
        Just(Tree::Any),
        Just(Tree::Gap),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Tree::Sequence),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Tree::Alternatives),
            inner.clone().prop_map(|t| Tree::Optional(Box::new(t))),
            // Rounds without a token say nothing of order; which ways they leave open is no promise.
            inner.clone().prop_map(|t| if t.can_be_empty() { t } else { Tree::Many(Box::new(t)) }),
            inner.prop_map(|t| Tree::Twice(Box::new(t))),
        ]
    })
}

impl Tree {
    fn written(&self) -> String {
        match self {
            Tree::Word(c) => format!("\"{c}\""),
            Tree::Any => "[]".to_owned(),
            Tree::Gap => "..".to_owned(),
            Tree::Sequence(all) => {
                format!("({})", all.iter().map(Tree::written).collect::<Vec<_>>().join(" "))
            }
            Tree::Alternatives(any) => {
                format!("({})", any.iter().map(Tree::written).collect::<Vec<_>>().join(" | "))
            }
            Tree::Optional(inner) => format!("({})?", inner.written()),
            Tree::Many(inner) => format!("({})*", inner.written()),
            Tree::Twice(inner) => format!("({}){{2}}", inner.written()),
        }
    }

    fn can_be_empty(&self) -> bool {
        match self {
            Tree::Word(_) | Tree::Any => false,
            Tree::Gap | Tree::Optional(_) | Tree::Many(_) => true,
            Tree::Sequence(all) => all.iter().all(Tree::can_be_empty),
            Tree::Alternatives(any) => any.iter().any(Tree::can_be_empty),
            Tree::Twice(inner) => inner.can_be_empty(),
        }
    }

    /// Where a match from `start` can end, best first.
    fn ends(&self, tokens: &[&str], start: usize) -> Vec<usize> {
        let mut ends: Vec<usize> = match self {
            Tree::Word(c) => {
                tokens.get(start).filter(|t| t.starts_with(*c)).map(|_| start + 1).into_iter().collect()
            }
            Tree::Any => tokens.get(start).map(|_| start + 1).into_iter().collect(),
            Tree::Gap => (start..=tokens.len().min(start + 12)).collect(),
            Tree::Sequence(all) => all.iter().fold(vec![start], |from, part| {
                from.into_iter().flat_map(|at| part.ends(tokens, at)).collect()
            }),
            Tree::Alternatives(any) => any.iter().flat_map(|part| part.ends(tokens, start)).collect(),
            // `[]` in brackets is still `[]`: its repetitions are lazy.
            Tree::Optional(inner) if inner.is_any() => {
                std::iter::once(start).chain(inner.ends(tokens, start)).collect()
            }
            Tree::Many(inner) if inner.is_any() => (start..=tokens.len()).collect(),
            Tree::Optional(inner) => inner.ends(tokens, start).into_iter().chain([start]).collect(),
            Tree::Many(inner) => {
                let mut ends = Vec::new();
                many(inner, tokens, start, &mut ends, &mut vec![start]);
                ends
            }
            Tree::Twice(inner) => {
                inner.ends(tokens, start).into_iter().flat_map(|at| inner.ends(tokens, at)).collect()
            }
        };
        let mut seen = std::collections::HashSet::new();
        ends.retain(|end| seen.insert(*end));
        ends
    }

    fn is_any(&self) -> bool {
        match self {
            Tree::Any => true,
            Tree::Sequence(all) => all.len() == 1 && all[0].is_any(),
            _ => false,
        }
    }
}

/// All ends of one or more rounds, deepest first, then none.
fn many(inner: &Tree, tokens: &[&str], start: usize, ends: &mut Vec<usize>, seen: &mut Vec<usize>) {
    for end in inner.ends(tokens, start) {
        if !seen.contains(&end) {
            seen.push(end);
            many(inner, tokens, end, ends, seen);
        }
    }
    ends.push(start);
}

#[test]
fn rest_is_enough() {
    assert!(errors("match \"a\";").is_empty() && REST.contains("good"));
}

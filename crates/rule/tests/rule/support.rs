//! Helpers of the tests: small rules, and matching in plain text.

use klarbrief_rule::{
    Candidates, LexiconTable, Match, RuleError, RuleSet, SourceFile, TokenContext, compile,
};

/// The clauses that every rule needs and that most tests do not care about.
pub const REST: &str = r#"
    title de "Titel" en "Title";
    severity info;
    leitziel 4;
    scope sentence;
    message de "„{match}“" en "“{match}”";
    why de "Darum." en "Because.";
    source "VwVfG § 37";
    bad "eins";
    bad "zwei";
    good "drei";
    good "vier";
"#;

/// A file `test/regel.rule` with one rule that has these clauses and all that are needed besides.
pub fn rule(clauses: &str) -> SourceFile {
    let own_scope = clauses.starts_with("scope ");
    let rest = if own_scope { REST.replace("    scope sentence;\n", "") } else { REST.to_owned() };
    file(&format!("rule test/regel {{\n{clauses}\n{rest}}}\n"))
}

/// A file `test/regel.rule` with this text.
pub fn file(text: &str) -> SourceFile {
    SourceFile { path: "test/regel.rule".to_owned(), text: text.to_owned() }
}

/// Compiles a rule that must have no errors.
pub fn compiled(clauses: &str) -> RuleSet {
    compiled_with(clauses, &[])
}

/// Compiles a rule that must have no errors, with tables.
pub fn compiled_with(clauses: &str, tables: &[LexiconTable]) -> RuleSet {
    let (set, errors) = compile(&[rule(clauses)], tables);
    assert!(errors.is_empty(), "{}", shown(&errors));
    assert_eq!(set.rules.len(), 1);
    set
}

/// The errors of a rule with these clauses.
pub fn errors(clauses: &str) -> Vec<RuleError> {
    compile(&[rule(clauses)], &[]).1
}

/// All errors as they are shown.
pub fn shown(errors: &[RuleError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A found place: the words of the match, then the words of each capture.
#[derive(Debug, PartialEq)]
pub struct Found {
    pub words: String,
    pub captures: Vec<Option<String>>,
}

/// Walks through a text of one paragraph, sentence by sentence, with the candidates of each.
fn each_sentence(
    set: &RuleSet,
    text: &str,
    mut visit: impl FnMut(&TokenContext<'_>, std::ops::Range<usize>, &Candidates),
) {
    let paragraph = text::analyse(text, &text::Layout::default());
    let symbols = set.symbols(&paragraph);
    let ctx = TokenContext { text, paragraph: &paragraph, symbols: &symbols };
    let mut candidates = Candidates::new();
    for sentence in &paragraph.sentences {
        set.candidates(&ctx, sentence.indices(), &mut candidates);
        visit(&ctx, sentence.indices(), &candidates);
    }
}

/// All matches of the first rule in a text of one paragraph, sentence by sentence.
pub fn find(set: &RuleSet, text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    each_sentence(set, text, |ctx, indices, candidates| {
        // The filter must never lose a match.
        let mut all: Vec<Match> = Vec::new();
        for pattern in &set.rules[0].matches {
            let matches = pattern.find_all(ctx, indices.clone());
            assert!(
                matches.is_empty() || candidates.may_match(pattern),
                "the filter lost {matches:?} in {text}"
            );
            assert_eq!(pattern.is_match(ctx, indices.clone()), !matches.is_empty());
            all.extend(matches);
        }
        let filtered: Vec<Match> =
            set.matches(ctx, indices, candidates).into_iter().map(|(_, m)| m).collect();
        assert_eq!(filtered, all);
        for one in all {
            let words = |range| source::slice(text, range).to_owned();
            let captures =
                (0..one.captures.len()).map(|index| one.capture(index, ctx.paragraph).map(words)).collect();
            found.push(Found { words: words(one.range(ctx.paragraph)), captures });
        }
    });
    found
}

/// The words of all matches of a `match` clause in a text.
pub fn matches(pattern: &str, text: &str) -> Vec<String> {
    find(&compiled(&format!("match {pattern};")), text).into_iter().map(|f| f.words).collect()
}

/// The rows of the tables that occur in a text, with the words.
pub fn hits(set: &RuleSet, text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    each_sentence(set, text, |ctx, indices, candidates| {
        for hit in set.lexicon_hits(ctx, indices, candidates) {
            let tokens = &ctx.paragraph.tokens[hit.tokens];
            let range = tokens[0].range.cover(tokens[tokens.len() - 1].range);
            found.push((set.lexicon[hit.entry].row.pattern.clone(), source::slice(text, range).to_owned()));
        }
    });
    found
}

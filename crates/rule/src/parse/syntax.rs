//! Syntax errors in the words of rule authors.

use pest::error::{ErrorVariant, InputLocation};

use super::Rule;
use crate::compile::SourceFile;
use crate::error::{ErrorKind, RuleError};

/// Turns an error of the parser into one for rule authors; `base` is where the parsed text starts in the file.
pub(super) fn error(file: &SourceFile, base: usize, error: pest::error::Error<Rule>) -> RuleError {
    let (start, end) = match error.location {
        InputLocation::Pos(at) => (at, at),
        InputLocation::Span((start, end)) => (start, end),
    };
    let place = source::range(base + start, base + end);
    let ErrorVariant::ParsingError { positives, .. } = error.variant else {
        return RuleError::new(file, ErrorKind::TooComplex, place)
            .label("the parser stopped here".to_owned());
    };
    let mut expected: Vec<&str> = positives.into_iter().map(word).collect();
    expected.sort_unstable();
    expected.dedup();
    let rest = &file.text[base + start..];
    let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    let length = if length == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { length };
    let place = source::range(base + start, base + start + length);
    let help = match () {
        () if rest.starts_with('„') || rest.starts_with('“') || rest.starts_with('”') => {
            Some("strings start and end with the straight sign `\"`".to_owned())
        }
        () if rest.starts_with('\'') => Some("strings stand in `\"`, not in `'`".to_owned()),
        () if expected.contains(&"`\"`") => Some("a string over several lines stands in `\"\"\"`".to_owned()),
        () if rest.starts_with('-') && expected.contains(&"an operator") => {
            Some("a minus needs a space on both sides".to_owned())
        }
        () => None,
    };
    let label = match expected.as_slice() {
        [] => "not expected here".to_owned(),
        [one] => format!("expected {one}"),
        many => format!("expected one of {}", many.join(", ")),
    };
    let expected = expected.into_iter().map(str::to_owned).collect();
    let error = RuleError::new(file, ErrorKind::Syntax { expected }, place).label(label);
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}

/// What a reader calls the thing a grammar rule stands for.
fn word(expected: Rule) -> &'static str {
    match expected {
        Rule::EOI => "end of file",
        Rule::rule | Rule::kw_rule => "`rule`",
        Rule::rule_id => "an id `group/name`",
        Rule::end => "`;`",
        Rule::comma => "`,`",
        Rule::equals => "`=`",
        Rule::arrow => "`=>`",
        Rule::bar => "`|`",
        Rule::open_brace | Rule::open_count => "`{`",
        Rule::close_brace | Rule::close_count => "`}`",
        Rule::open_paren | Rule::arguments | Rule::settings => "`(`",
        Rule::close_paren => "`)`",
        Rule::open_bracket => "`[`",
        Rule::close_bracket => "`]`",
        Rule::close_quote => "`\"`",
        Rule::close_triple => "`\"\"\"`",
        Rule::kw_since => "`since`",
        Rule::kw_in => "`in`",
        Rule::kw_not => "`not`",
        Rule::kw_gives => "`gives`",
        Rule::kw_when => "`when`",
        Rule::name | Rule::setting => "a name",
        Rule::names => "names",
        Rule::number => "a number",
        Rule::integer => "a whole number",
        Rule::triple | Rule::single => "a string",
        Rule::triple_body | Rule::single_body => "the text of a string",
        Rule::text => "`de \"…\" en \"…\"`",
        Rule::values => "a number or a string",
        Rule::pattern
        | Rule::element
        | Rule::token
        | Rule::pattern_group
        | Rule::gap
        | Rule::sentence_start
        | Rule::sentence_end
        | Rule::capture => "a pattern",
        Rule::optional | Rule::many | Rule::some | Rule::counts => "a repetition",
        Rule::test | Rule::test_group | Rule::comparison | Rule::bang => "a test",
        Rule::test_operator => "`&`",
        Rule::relation => "`=` or another comparison",
        Rule::condition | Rule::condition_group | Rule::call | Rule::word_operator | Rule::negation => {
            "a condition"
        }
        Rule::operator => "an operator",
        _ => "a clause",
    }
}

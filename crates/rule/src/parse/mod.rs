//! From text to [`RuleNode`]: the only folder that knows the rules of the grammar.

mod build;
mod condition;
mod pattern;
mod syntax;

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::Parser;
use pest::iterators::Pairs;
use source::TextRange;

use crate::ast::RuleNode;
use crate::compile::SourceFile;
use crate::error::{ErrorKind, Errors, RuleError};
use crate::strings;

/// The largest rule file that is read, in bytes.
pub(crate) const MAX_FILE: usize = 1 << 20;

/// How deep brackets may be nested.
pub(crate) const MAX_DEPTH: usize = 250;

/// How many steps the parser may take. A file of a mebibyte takes a tenth of this.
const CALL_LIMIT: usize = 400_000_000;

/// The stack that deeply nested input is parsed on; usual input needs a hundredth.
const DEEP_STACK: usize = 64 << 20;

/// Nesting up to here is parsed on the caller's stack.
const SHALLOW: usize = 24;

#[derive(pest_derive::Parser)]
#[grammar = "../../grammar/rule.pest"]
struct Grammar;

/// Parses a file. Rules that could be read are returned even if others have errors.
pub(crate) fn parse(file: &SourceFile, errors: &mut Errors) -> Vec<RuleNode> {
    let text = file.text.as_str();
    let refuse = |errors: &mut Errors, kind: ErrorKind, range: TextRange, label: String| {
        errors.add(file, || RuleError::new(file, kind, range).label(label));
        Vec::new()
    };
    if text.len() > MAX_FILE {
        let kind = ErrorKind::FileTooLarge { bytes: text.len() };
        return refuse(errors, kind, source::range(0, 0), format!("at most {MAX_FILE} bytes are read"));
    }
    match nesting(text) {
        Err(at) => {
            let label = format!("at most {MAX_DEPTH} brackets inside each other");
            refuse(errors, ErrorKind::NestedTooDeep, source::range(at, at + 1), label)
        }
        Ok(depth) if depth <= SHALLOW => parse_shallow(file, errors),
        Ok(_) => match parse_on_own_stack(file) {
            Some((rules, found)) => {
                errors.append(file, found);
                rules
            }
            None => {
                let label = "there is not enough memory to read it".to_owned();
                refuse(errors, ErrorKind::TooComplex, source::range(0, 0), label)
            }
        },
    }
}

/// Parses deeply nested input on a thread with a large stack; `None` if there is no memory for one.
fn parse_on_own_stack(file: &SourceFile) -> Option<(Vec<RuleNode>, Errors)> {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(DEEP_STACK).spawn_scoped(scope, || {
            let mut found = Errors::default();
            (parse_shallow(file, &mut found), found)
        });
        worker.ok()?.join().ok()
    })
}

fn parse_shallow(file: &SourceFile, errors: &mut Errors) -> Vec<RuleNode> {
    static LIMIT: Once = Once::new();
    LIMIT.call_once(|| pest::set_call_limit(NonZeroUsize::new(CALL_LIMIT)));
    let first = match parse_chunk(file, 0..file.text.len(), errors) {
        Ok(rules) => return rules,
        Err(error) => error,
    };
    // The whole does not parse: read rule by rule, so that one broken rule does not hide the others.
    let chunks = chunks(&file.text);
    if chunks.len() == 1 {
        errors.add(file, || syntax::error(file, 0, *first));
        return Vec::new();
    }
    let mut rules = Vec::new();
    for chunk in chunks {
        let base = chunk.start;
        match parse_chunk(file, chunk, errors) {
            Ok(some) => rules.extend(some),
            Err(error) => errors.add(file, || syntax::error(file, base, *error)),
        }
    }
    rules
}

/// Parts a file before each line that starts with `rule `.
fn chunks(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut starts: Vec<usize> = text.match_indices("\nrule ").map(|(at, _)| at + 1).collect();
    // What stands before the first rule belongs to it.
    if text.starts_with("rule ") || starts.is_empty() {
        starts.insert(0, 0);
    } else {
        starts[0] = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(a, b)| a..b).collect()
}

/// The deepest nesting of brackets outside strings and comments, or the offset of the first one too deep.
fn nesting(text: &str) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut deepest, mut at) = (0usize, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
                if depth > MAX_DEPTH {
                    return Err(at);
                }
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'#' => {
                while bytes.get(at + 1).is_some_and(|b| *b != b'\n') {
                    at += 1;
                }
            }
            b'"' if bytes[at..].starts_with(b"\"\"\"") => {
                at = strings::skip(bytes, at + 3, b"\"\"\"");
                continue;
            }
            b'"' => {
                at = strings::skip(bytes, at + 1, b"\"");
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(deepest)
}

fn parse_chunk(
    file: &SourceFile,
    chunk: std::ops::Range<usize>,
    errors: &mut Errors,
) -> Result<Vec<RuleNode>, Box<pest::error::Error<Rule>>> {
    let base = chunk.start;
    let pairs = Grammar::parse(Rule::file, &file.text[chunk]).map_err(Box::new)?;
    let mut builder = build::Builder { file, base, errors };
    Ok(inner(pairs).filter(|p| p.as_rule() == Rule::rule).map(|p| builder.rule(p)).collect())
}

/// The children of the single pair of a parse.
fn inner(mut pairs: Pairs<'_, Rule>) -> Pairs<'_, Rule> {
    match pairs.next() {
        Some(pair) => pair.into_inner(),
        None => pairs,
    }
}

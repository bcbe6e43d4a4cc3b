//! Statements that a letter should hold: each is a parameter of the rule, its first string the name that the message uses
//! ("der Raum|the room"), the others [wordings](super::request_wording) that show it.

use rule::Rule;
use source::Lang;

use super::number;
use super::request_wording::wording;
use crate::engine::{Context, Found, shown};

/// Reports once what is missing. In a piece of a letter at least `least-in-piece` things must be missing.
pub(crate) fn missing(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let (name, and) = match ctx.settings.lang {
        Lang::De => (0, " und "),
        Lang::En => (1, " and "),
    };
    let mut names: Vec<&str> = Vec::new();
    for parameter in &rule.parameters {
        let Some((label, phrases)) = parameter.value.strings().split_first() else { continue };
        // A phrase is written in small letters in the rule file.
        if !wording(ctx, phrases).is_there(ctx, rule.scope.parts) {
            names.extend(label.split('|').nth(name).or(Some(label.as_str())));
        }
    }
    let least = if ctx.letter.is_whole() { 1.0 } else { number(rule, "least-in-piece", 2.0) };
    if (names.len() as f64) < least {
        return;
    }
    let spoken =
        |b: &usize| letter::PartSet::PROSE.has(ctx.part(*b)) && !ctx.paragraphs[*b].sentences.is_empty();
    let first = || {
        let block = (0..ctx.paragraphs.len()).find(spoken)?;
        Some(Found { sentence: Some(0), ..Found::at(block, ctx.sentence_range(block, 0)) })
    };
    let Some(mut f) = shown(ctx, rule, 0..ctx.paragraphs.len()).or_else(first) else { return };
    f.count = names.len();
    f.given = vec![match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{}{and}{last}", first.join(", ")),
        other => other.concat(),
    }];
    found.push(f);
}

//! Are the cited norms there, and is their law named?

use letter::{Citation, LawNaming, LawSource, Lookup};
use rule::Rule;
use source::TextRange;

use crate::engine::{Context, Found};

/// A section that its law does not have; gives the norm, the nearest one, and the day of the law.
pub(crate) fn unknown_section(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    looked_up(ctx, rule, found, |norm, lookup| match lookup {
        Lookup::NoSection(nearest) => Some(vec![section(norm), nearest.to_string(), day(ctx)]),
        _ => None,
    });
}

/// A paragraph, sentence, number or letter that its section does not have; gives the same values.
pub(crate) fn unknown_place(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    looked_up(ctx, rule, found, |norm, lookup| match lookup {
        Lookup::NoPlace(nearest) => Some(vec![norm.to_string(), nearest.to_string(), day(ctx)]),
        _ => None,
    });
}

/// A norm that was repealed, or a law that is no longer in force; gives what took its place.
pub(crate) fn outdated(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    looked_up(ctx, rule, found, |_, lookup| match lookup {
        Lookup::Repealed => Some(vec![String::new(), day(ctx)]),
        _ => None,
    });
    let norms = ctx.ruleset.norms();
    for citation in citations(ctx, rule).filter(|c| c.law == LawNaming::Named && !c.former) {
        let law = citation.refs.first().and_then(|r| norms.law(&r.law));
        let Some(law) = law.filter(|l| l.source == LawSource::Former) else { continue };
        let since = ctx.settings.lang.pick("seit", "since");
        let now = law.note.replace("seit", since);
        let now = format!(" ({}: {now})", ctx.settings.lang.pick("jetzt", "now"));
        found.push(at(ctx, citation.range, vec![now, day(ctx)]));
    }
    // What patterns of the rule found has no values of its own.
    for f in found.iter_mut().filter(|f| f.given.is_empty()) {
        f.given = vec![String::new(), day(ctx)];
    }
}

/// The short name of a law that is nearly one that is known; gives both.
pub(crate) fn unknown_law(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let norms = ctx.ruleset.norms();
    for citation in citations(ctx, rule).filter(|c| c.law == LawNaming::Named) {
        let Some(written) = citation.refs.first().map(|r| r.law.as_str()) else { continue };
        let Some(meant) = norms.meant_law(written) else { continue };
        // The name as it stands in the letter is the end of the citation.
        let words = ctx.document.slice(citation.range);
        let Some(start) = words.rfind(written) else { continue };
        let name = source::range(start, start + written.len()) + citation.range.start();
        found.push(at(ctx, name, vec![written.to_owned(), meant.to_owned()]));
    }
}

/// A citation that names no law, where none was named just before.
pub(crate) fn missing_law(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let bare =
        |c: &&Citation| matches!(c.law, LawNaming::Missing | LawNaming::Distant) && !in_quotes(ctx, c.range);
    let mut open = citations(ctx, rule).filter(bare).peekable();
    if open.peek().is_none() || says_once_for_all(ctx) {
        return;
    }
    // Many citations may share a block: it is searched once.
    let mut last: Option<(usize, bool)> = None;
    for citation in open {
        let block = block_of(ctx, citation.range);
        if let Some((_, named)) = last.filter(|(known, _)| *known == block) {
            if !named {
                found.push(at(ctx, citation.range, Vec::new()));
            }
            continue;
        }
        // "Das steht im Aufenthaltsgesetz, und zwar in § 5": the same paragraph or the one before names the law.
        let first = ctx.document.blocks[block.saturating_sub(1)].range.start();
        let near = TextRange::new(first, ctx.document.blocks[block].range.end());
        let named = ctx.ruleset.norms().names_law(ctx.document.slice(near));
        last = Some((block, named));
        if !named {
            found.push(at(ctx, citation.range, Vec::new()));
        }
    }
}

/// Behind an opening quotation mark that is not closed yet. Looks back over a few lines only, so that it stays quick.
fn in_quotes(ctx: &Context<'_>, range: TextRange) -> bool {
    const LINES: usize = 400;
    let end = usize::from(range.start());
    let mut start =
        end.saturating_sub(LINES).max(usize::from(ctx.document.blocks[block_of(ctx, range)].range.start()));
    while !ctx.document.text.is_char_boundary(start) {
        start += 1;
    }
    let before = &ctx.document.text[start..end];
    before.rfind('„').is_some_and(|open| !before[open..].contains(['“', '”', '"']))
}

/// "Paragrafen ohne Angabe des Gesetzes sind solche des Aufenthaltsgesetzes."
fn says_once_for_all(ctx: &Context<'_>) -> bool {
    const NAMES: [&str; 5] = ["gesetzesangabe", "gesetzesbezeichnung", "bezeichnung", "angabe", "nennung"];
    ctx.paragraphs.iter().any(|p| {
        p.sentences.iter().any(|s| {
            let tokens = p.tokens_of(s);
            let without = tokens.iter().position(|t| p.norm(t) == "ohne");
            let named = |from: usize| {
                tokens[from..].iter().take(5).any(|t| NAMES.iter().any(|n| p.norm(t).starts_with(n)))
            };
            let about = || {
                tokens.iter().any(|t| {
                    let norm = p.norm(t);
                    norm.starts_with('§') || norm.starts_with("paragra") || norm.starts_with("vorschrift")
                })
            };
            without.is_some_and(named) && about()
        })
    })
}

/// Citations in the parts that the rule looks at.
fn citations<'c>(ctx: &'c Context<'_>, rule: &'c Rule) -> impl Iterator<Item = &'c Citation> {
    let wanted = |c: &&Citation| rule.scope.parts.has(ctx.part(block_of(ctx, c.range)));
    ctx.letter.citations.iter().filter(wanted)
}

/// Adds a finding for the first norm of each citation that the look-up says something about.
fn looked_up(
    ctx: &Context<'_>,
    rule: &Rule,
    found: &mut Vec<Found>,
    says: impl Fn(&letter::NormRef, Lookup) -> Option<Vec<String>>,
) {
    let norms = ctx.ruleset.norms();
    for citation in citations(ctx, rule) {
        let given = citation.look_up(norms).find_map(|(norm, lookup)| says(norm, lookup));
        if let Some(given) = given {
            found.push(at(ctx, citation.range, given));
        }
    }
}

fn section(norm: &letter::NormRef) -> String {
    let sign = if norm.article { "Art." } else { "§" };
    format!("{sign} {} {}", norm.section, norm.law)
}

/// The day of the law, as the language writes it.
fn day(ctx: &Context<'_>) -> String {
    let date = ctx.ruleset.norms().date();
    let mut parts = date.split('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) if ctx.settings.lang == source::Lang::De => {
            format!("{day}.{month}.{year}")
        }
        _ => date.to_owned(),
    }
}

fn block_of(ctx: &Context<'_>, range: TextRange) -> usize {
    ctx.document.blocks.partition_point(|b| b.range.start() <= range.start()).saturating_sub(1)
}

fn at(ctx: &Context<'_>, range: TextRange, given: Vec<String>) -> Found {
    let block = block_of(ctx, range);
    let base = ctx.document.blocks[block].range.start();
    let sentences = &ctx.paragraphs[block].sentences;
    let behind = sentences.partition_point(|s| (s.range + base).start() <= range.start());
    let sentence = behind.checked_sub(1);
    Found { sentence, given, ..Found::at(block, range) }
}

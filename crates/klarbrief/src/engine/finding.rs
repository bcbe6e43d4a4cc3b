//! From what a rule found to a finding in words.

use diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use rule::{Anchor, Placeholder, Rule, Suggestion, SuggestionKind, Template, Value, format_number};
use source::{TextRange, TextSize};

use super::Context;
use super::facts::UnitFacts;
use super::unit::Unit;
use rule::Facts;

/// Something that a rule found, before it is put into words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    pub block: usize,
    pub sentence: Option<usize>,
    pub range: TextRange,
    pub captures: Vec<Option<TextRange>>,
    pub suggestions: Vec<Suggestion>,
    /// The row of a table that hit, as an index into the compiled rows.
    pub entry: Option<u32>,
    /// Values that a native check gives, in the order of `Native::gives`.
    pub given: Vec<String>,
    /// How many places it stands for.
    pub count: usize,
    /// Ready edits of a native check.
    pub edits: Vec<Edit>,
    /// The weight a native check gives it, where that depends on the case; else that of the rule.
    pub severity: Option<Severity>,
    /// True if it may stand on the same words as another finding of its rule.
    pub repeats: bool,
}

impl Found {
    pub fn at(block: usize, range: TextRange) -> Found {
        Found { block, range, count: 1, ..Found::default() }
    }
}

/// Puts a finding into words.
pub(crate) fn render(ctx: &Context<'_>, rule: &Rule, found: &Found, unit: Option<&Unit>) -> Diagnostic {
    let lang = ctx.settings.lang;
    let fill = |template: &Template, suggestion: Option<&str>| {
        template.render(|place, out| fill_place(ctx, rule, found, unit, suggestion, place, out))
    };
    let first = found.suggestions.first().map(|s| s.text.as_str());
    Diagnostic {
        rule: rule.id.clone(),
        leitziel: rule.leitziel,
        severity: severity(ctx, rule, found, unit),
        range: found.range,
        // A suggestion that ends in a gap and the full stop of the sentence would make four dots.
        message: fill(rule.message.pick(lang), first).replace("….", "…"),
        why: rule.why.pick(lang).clone(),
        source: rule.source.pick(lang).clone(),
        fixes: fixes(ctx, rule, found, &fill),
    }
}

/// The weight of a finding: what its check says, else what the rule says about the unit.
fn severity(ctx: &Context<'_>, rule: &Rule, found: &Found, unit: Option<&Unit>) -> Severity {
    let depends = || {
        let facts = UnitFacts::new(ctx, unit?, ctx.scope(rule), false);
        rule.severities.iter().find(|(_, c)| c.holds(&facts, &rule.parameters)).map(|(severity, _)| *severity)
    };
    found.severity.or_else(depends).unwrap_or(rule.severity)
}

fn fixes(
    ctx: &Context<'_>,
    rule: &Rule,
    found: &Found,
    fill: &impl Fn(&Template, Option<&str>) -> String,
) -> Vec<Fix> {
    let lang = ctx.settings.lang;
    let mut out = Vec::new();
    for template in &rule.fixes {
        let title = template.title.pick(lang);
        let replacement = template.replacement.as_ref();
        let per_suggestion = replacement.is_some_and(|r| r.uses(&Placeholder::Suggestion))
            || title.uses(&Placeholder::Suggestion);
        if !per_suggestion {
            let edits = match replacement {
                Some(r) => vec![Edit { range: found.range, text: fill(r, None) }],
                None => found.edits.clone(),
            };
            out.push(Fix { title: fill(title, None), applicability: template.applicability, edits });
            continue;
        }
        for suggestion in &found.suggestions {
            let text = Some(suggestion.text.as_str());
            // Advice and frames cannot be put in as they are.
            let (applicability, edits) = match (suggestion.kind, replacement) {
                (SuggestionKind::Replacement, Some(r)) => {
                    let text = like_the_original(ctx, found, fill(r, text));
                    (template.applicability, vec![Edit { range: found.range, text }])
                }
                _ => (Applicability::Manual, Vec::new()),
            };
            let title = spoken_advice(suggestion, fill(title, text));
            out.push(Fix { title, applicability, edits });
        }
    }
    out
}

/// Words to put in are shown in quotation marks (schreiben: „jetzt“); advice ("sagen, was fehlt") speaks for itself.
fn spoken_advice(suggestion: &Suggestion, title: String) -> String {
    let text = suggestion.text.as_str();
    let quoted = [format!("„{text}“"), format!("“{text}”")].into_iter().find(|quoted| title.contains(quoted));
    match quoted {
        // The advice is a wording that has quotation marks of its own: „„Bitte …““.
        Some(quoted) if text.starts_with('„') && text.ends_with('“') && text.matches('„').count() == 1 => {
            title.replace(&quoted, text)
        }
        Some(_) if suggestion.kind == SuggestionKind::Advice => {
            let mut chars = text.chars();
            chars.next().map_or(title, |first| first.to_uppercase().chain(chars).collect())
        }
        _ => title,
    }
}

/// A word that starts a sentence is written with a capital letter, also the new one.
fn like_the_original(ctx: &Context<'_>, found: &Found, text: String) -> String {
    let starts =
        found.sentence.is_some_and(|s| ctx.sentence_range(found.block, s).start() == found.range.start());
    let capital = ctx.document.slice(found.range).starts_with(char::is_uppercase);
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if starts && capital && first.is_lowercase() => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => text,
    }
}

fn fill_place(
    ctx: &Context<'_>,
    rule: &Rule,
    found: &Found,
    unit: Option<&Unit>,
    suggestion: Option<&str>,
    place: &Placeholder,
    out: &mut String,
) {
    let lang = ctx.settings.lang;
    match place {
        Placeholder::Match => push_words(ctx.document.slice(found.range), out),
        Placeholder::Suggestion => out.push_str(suggestion.unwrap_or_default()),
        Placeholder::Count => out.push_str(&found.count.to_string()),
        Placeholder::Capture(index) => {
            if let Some(range) = found.captures.get(*index).copied().flatten() {
                push_words(ctx.document.slice(range), out);
            }
        }
        Placeholder::Parameter(index) => match rule.parameters.get(*index).map(|p| &p.value) {
            Some(Value::Number(number)) => out.push_str(&format_number(*number, lang)),
            Some(value) => out.push_str(&value.strings().join(", ")),
            None => {}
        },
        Placeholder::Metric(metric) => {
            let value = unit.and_then(|u| UnitFacts::new(ctx, u, ctx.scope(rule), false).metric(*metric));
            out.push_str(&value.map_or_else(|| "–".to_owned(), |v| format_number(v, lang)));
        }
        Placeholder::Given(index) => out.push_str(found.given.get(*index).map_or("", String::as_str)),
    }
}

/// Writes words of the letter on one line, without soft hyphens, and not without end.
fn push_words(words: &str, out: &mut String) {
    const MOST: usize = 80;
    let mut space = false;
    let mut count = 0;
    for c in words.chars() {
        if c == '\u{ad}' {
            continue;
        }
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && count > 0 {
            out.push(' ');
            count += 1;
        }
        if count >= MOST {
            out.push('…');
            return;
        }
        out.push(c);
        count += 1;
    }
}

/// Where a finding of a whole unit is shown.
pub(crate) fn anchor(ctx: &Context<'_>, rule: &Rule, unit: &Unit, facts: &UnitFacts<'_>) -> Found {
    if let Some(found) = shown(ctx, rule, unit.blocks.clone()) {
        return found;
    }
    for anchor in &rule.anchors {
        let place = match anchor {
            Anchor::Unit => Some((unit.blocks.start, unit.range)),
            Anchor::Start => first_words(ctx, unit.blocks.start, unit.sentence),
            Anchor::End => last_words(ctx, unit),
            Anchor::Excess => rule
                .condition
                .as_ref()
                .and_then(|c| c.word_limit(facts, &rule.parameters))
                .and_then(|limit| facts.words_beyond(limit as usize))
                .map(|range| (unit.blocks.start, range)),
            Anchor::Matter => matter(ctx),
            Anchor::Part(part) => ctx.letter.part(*part).and_then(|p| first_words(ctx, p.blocks.start, None)),
        };
        if let Some((block, range)) = place {
            return at(unit, block, range);
        }
    }
    // A whole letter or part under one squiggle helps nobody: its first line stands for it.
    let place = match unit.kind {
        rule::Unit::Letter | rule::Unit::Part | rule::Unit::Set => first_words(ctx, unit.blocks.start, None),
        _ => None,
    };
    let (block, range) = place.unwrap_or((unit.blocks.start, unit.range));
    at(unit, block, range)
}

/// The first sentence in these blocks that a `show` pattern points at.
pub(crate) fn shown(ctx: &Context<'_>, rule: &Rule, blocks: std::ops::Range<usize>) -> Option<Found> {
    let place = |hit: &super::hits::Hit| (hit.block as usize, hit.sentence as usize);
    let inside =
        |&(block, _): &(usize, usize)| blocks.contains(&block) && ctx.scope(rule).has(ctx.part(block));
    let hits = rule.show.iter().flat_map(|p| ctx.hits.of(p.id));
    // Running text before what stands around it.
    let around =
        |&(block, sentence): &(usize, usize)| (!letter::PartSet::PROSE.has(ctx.part(block)), block, sentence);
    let (block, sentence) = hits.map(place).filter(inside).min_by_key(around)?;
    let found = Found::at(block, ctx.sentence_range(block, sentence));
    Some(Found { sentence: Some(sentence), ..found })
}

/// Where a letter opens its matter: its first ruling, else its first running text.
fn matter(ctx: &Context<'_>) -> Option<(usize, TextRange)> {
    let (block, sentence) = crate::native::opening(ctx)?;
    Some((block, ctx.sentence_range(block, sentence)))
}

fn at(unit: &Unit, block: usize, range: TextRange) -> Found {
    let sentence = unit.sentence.filter(|_| block == unit.blocks.start);
    Found { sentence, ..Found::at(block, range) }
}

/// The first sentence of a block.
fn first_words(ctx: &Context<'_>, block: usize, sentence: Option<usize>) -> Option<(usize, TextRange)> {
    let paragraph = ctx.paragraphs.get(block)?;
    let sentence = paragraph.sentences.get(sentence.unwrap_or(0))?;
    Some((block, sentence.range + ctx.document.blocks[block].range.start()))
}

fn last_words(ctx: &Context<'_>, unit: &Unit) -> Option<(usize, TextRange)> {
    let block = unit.blocks.clone().rev().find(|b| !ctx.paragraphs[*b].sentences.is_empty())?;
    let paragraph = &ctx.paragraphs[block];
    let token = match unit.sentence {
        Some(s) => paragraph.tokens.get(paragraph.sentences[s].tokens.end as usize - 1)?,
        None => paragraph.tokens.last()?,
    };
    let base: TextSize = ctx.document.blocks[block].range.start();
    Some((block, token.range + base))
}

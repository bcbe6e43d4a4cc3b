//! Long words, long paragraphs, fields that were not filled.

use document::{BlockKind, PlaceholderKind};
use letter::{PartKind, PartSet};
use rule::Rule;
use rustc_hash::FxHashSet;
use text::{Case, TokenKind};

use super::{number, strings};
use crate::engine::{Context, Found};

/// A known word may go on so far: "Krankenversicherungsbeitrag" is still readable, the one after next is not.
const LONGEST_ENDING: usize = 10;

/// Words of many letters or syllables, except terms of art that are explained elsewhere.
pub(crate) fn long_words(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let letters = number(rule, "min-letters", 20.0) as usize;
    let syllables = number(rule, "min-syllables", 8.0) as usize;
    let known = strings(rule, "names");
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for (b, paragraph) in ctx.paragraphs.iter().enumerate() {
        if !ctx.scope(rule).has(ctx.part(b)) {
            continue;
        }
        let base = ctx.document.blocks[b].range.start();
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            for token in paragraph.tokens_of(sentence) {
                let norm = paragraph.norm(token);
                // "Antragsteller/innen" and "Ausländer-Behörde" show their seams.
                let longest = norm.split(['-', '/', '*', ':']).map(|p| p.chars().count()).max().unwrap_or(0);
                let long =
                    longest >= letters || (usize::from(token.syllables) >= syllables && !norm.contains('-'));
                let plain = token.kind == TokenKind::Word && token.case != Case::Mixed;
                if !long
                    || !plain
                    || ctx.ruleset.is_term(norm)
                    || known.iter().any(|k| {
                        norm.strip_prefix(k.as_str())
                            .is_some_and(|rest| rest.chars().count() <= LONGEST_ENDING)
                    })
                {
                    continue;
                }
                // The name of a law in a citation is what it is; a word that comes again is one word to mend.
                let at = token.range + base;
                let cited = ctx
                    .letter
                    .citations_in(ctx.document.blocks[b].range)
                    .iter()
                    .any(|c| c.range.contains_range(at));
                if !cited && seen.insert(norm) {
                    let mut f = Found::at(b, at);
                    f.sentence = Some(s);
                    f.given = vec![with_breaks(ctx.document.slice(token.range + base))];
                    found.push(f);
                }
            }
        }
    }
}

/// The word with thin bars where it may be broken: "Lebens|unterhalts|sicherung".
fn with_breaks(word: &str) -> String {
    let breaks = text::break_points(word);
    let mut out = String::with_capacity(word.len() + breaks.len());
    let mut last = 0;
    for at in breaks {
        out.push_str(&word[last..at]);
        out.push('|');
        last = at;
    }
    out.push_str(&word[last..]);
    out
}

/// Template fields that are still to be filled.
pub(crate) fn placeholders(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    for placeholder in &ctx.document.placeholders {
        // A gap to write in ("am ____") has a rule of its own.
        if placeholder.kind == PlaceholderKind::Blank && !is_letters(ctx.document.slice(placeholder.range)) {
            continue;
        }
        let block = ctx.document.blocks.partition_point(|b| b.range.end() <= placeholder.range.start());
        if block >= ctx.document.blocks.len() || !ctx.scope(rule).has(ctx.part(block)) {
            continue;
        }
        if is_masked(ctx, block, placeholder.kind)
            || is_seal(&placeholder.name)
            || is_note(ctx, block, placeholder)
        {
            continue;
        }
        let base = ctx.document.blocks[block].range.start();
        let mut f = Found::at(block, placeholder.range);
        let sentences = &ctx.paragraphs[block].sentences;
        let at = sentences.partition_point(|s| s.range.end() + base <= placeholder.range.start());
        let holds = |s: &text::Sentence| (s.range + base).contains(placeholder.range.start());
        f.sentence = sentences.get(at).is_some_and(holds).then_some(at);
        f.given = vec![if placeholder.name.is_empty() {
            ctx.document.slice(placeholder.range).to_owned()
        } else {
            placeholder.name.clone()
        }];
        found.push(f);
    }
    super::template::fields(ctx, rule, found);
}

/// "IBAN DE02 XXXX XXXX 1234": letters that hide a number on purpose.
fn is_masked(ctx: &Context<'_>, block: usize, kind: PlaceholderKind) -> bool {
    let paragraph = &ctx.paragraphs[block];
    kind == PlaceholderKind::Blank && paragraph.tokens.iter().any(|t| paragraph.norm(t).starts_with("iban"))
}

/// "[Stand Mai 2026]", "die Schaltfläche [Weiter]", "[… AA]": a note, a name on a screen, words left out.
fn is_note(ctx: &Context<'_>, block: usize, field: &document::Placeholder) -> bool {
    if field.kind != PlaceholderKind::Brackets {
        return false;
    }
    let text = ctx.document.slice(ctx.document.blocks[block].range);
    let start = usize::from(field.range.start() - ctx.document.blocks[block].range.start());
    let before = text.get(..start).unwrap_or_default().trim_end();
    let button = ["Button", "Buttons", "Link", "Links", "Schaltfläche", "Knopf", "Feld", "Taste"]
        .iter()
        .any(|w| before.ends_with(w));
    button || field.name.starts_with("Stand ") || field.name.starts_with('…')
}

/// "[Dienstsiegel]": the place of a seal, not a field.
fn is_seal(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "dienstsiegel" | "siegel" | "l.s." | "l. s." | "unterschrift")
}

fn is_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Paragraphs of too many sentences or words, and paragraphs in a row that no heading parts.
pub(crate) fn wall_of_text(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    long_stretches(ctx, rule, found);
    let sentences = number(rule, "max-sentences", 5.0) as usize;
    let words = number(rule, "max-words", 80.0) as usize;
    for (b, paragraph) in ctx.paragraphs.iter().enumerate() {
        let prose = PartSet::PROSE.has(ctx.part(b)) && ctx.scope(rule).has(ctx.part(b));
        if !prose
            || matches!(ctx.document.blocks[b].kind, BlockKind::Heading { .. } | BlockKind::TableCell { .. })
        {
            continue;
        }
        let count = paragraph.sentences.iter().filter(|s| paragraph.words_of(s) > 2).count();
        let all: usize = paragraph.sentences.iter().map(|s| paragraph.words_of(s)).sum();
        if count > sentences || all > words {
            // The squiggle stands where the paragraph could be broken, not under all of it.
            let at = paragraph.sentences.len() / 2;
            let mut f = Found::at(b, ctx.sentence_range(b, at));
            f.sentence = Some(at);
            let here = ctx.settings.lang.pick("Dieser Absatz", "This paragraph");
            f.count = count;
            f.given = vec![here.to_owned(), count.to_string(), all.to_string()];
            // Of two findings at one place this one is nearer.
            found.retain(|other| other.block != b);
            found.push(f);
        }
    }
}

/// Stretches of running text of more than `max-words-without-heading` words. Reasons follow the law, one thought after the other;
/// there a single paragraph is measured, not the stretch.
fn long_stretches(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let most = number(rule, "max-words-without-heading", 200.0) as usize;
    let runs = |b: usize| {
        matches!(ctx.part(b), PartKind::Body | PartKind::Hints)
            && ctx.scope(rule).has(ctx.part(b))
            && matches!(ctx.document.blocks[b].kind, BlockKind::Paragraph)
    };
    let mut b = 0;
    while b < ctx.paragraphs.len() {
        let start = b;
        while b < ctx.paragraphs.len() && runs(b) && (b == start || !opens_with_title(ctx, b)) {
            b += 1;
        }
        let stretch = &ctx.paragraphs[start..b];
        let words = |p: &text::Paragraph| p.sentences.iter().map(|s| p.words_of(s)).sum::<usize>();
        let all: usize = stretch.iter().map(words).sum();
        let middle = start + stretch.len() / 2;
        if stretch.len() > 1 && all > most && !ctx.paragraphs[middle].sentences.is_empty() {
            let count: usize = stretch.iter().map(|p| p.sentences.len()).sum();
            let here = ctx.settings.lang.pick("Der Text ohne Überschrift", "The text without a heading");
            let mut f = Found::at(middle, ctx.sentence_range(middle, 0));
            f.sentence = Some(0);
            f.count = count;
            f.given = vec![here.to_owned(), count.to_string(), all.to_string()];
            found.push(f);
        }
        b = b.max(start + 1);
    }
}

/// "Ihr Foto", then a line break and the text: a heading without a line of its own around it.
fn opens_with_title(ctx: &Context<'_>, block: usize) -> bool {
    let text = ctx.document.slice(ctx.document.blocks[block].range);
    let Some((line, _)) = text.split_once('\n') else { return false };
    let line = line.trim();
    line.split_whitespace().count() <= 6 && !line.ends_with(['.', ',', ';', ':'])
}

/// Signs inside words for all genders: "Bürger*innen", "Kund:in", "jede_r".
pub(crate) fn gender_signs(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    const SIGNS: [char; 9] = ['*', ':', '_', '·', '•', '’', '\'', '/', '('];
    for (b, paragraph) in ctx.paragraphs.iter().enumerate() {
        if !ctx.scope(rule).has(ctx.part(b)) {
            continue;
        }
        let base = ctx.document.blocks[b].range.start();
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            for token in paragraph.tokens_of(sentence).iter().filter(|t| t.kind == TokenKind::Word) {
                let norm = paragraph.norm(token);
                let Some((stem, ending)) = norm.rsplit_once(SIGNS) else { continue };
                let ending = ending.trim_end_matches(')').trim_start_matches('-');
                // "jede*r", "ein*e", "der*die": small words; "init_innen" is the name of a thing.
                let noun = matches!(ending, "in" | "innen") && token.case != Case::Lower;
                let pronoun = matches!(ending, "r" | "n" | "e" | "die" | "der" | "sie")
                    && stem.chars().count() <= 6
                    && stem.chars().all(char::is_alphabetic);
                if noun && stem.chars().count() >= 3 || pronoun {
                    let mut f = Found::at(b, token.range + base);
                    f.sentence = Some(s);
                    found.push(f);
                }
            }
        }
    }
}

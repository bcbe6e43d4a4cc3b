//! Statements that a letter should hold: each is a parameter of the rule, its first string the name that the message uses
//! ("der Raum|the room"), the others phrases that show it.

use rule::Rule;
use source::Lang;
use text::{Paragraph, Sentence};

use super::number;
use crate::engine::{Context, Found, shown};

/// A phrase like "bring* … mit": words in order inside one sentence, `*` for any ending, `…` for up to twelve words.
struct Phrase<'r>(Vec<&'r str>);

/// So many words may stand in a gap.
const GAP: usize = 12;

impl Phrase<'_> {
    fn occurs(&self, paragraph: &Paragraph, sentence: &Sentence) -> bool {
        let tokens = paragraph.tokens_of(sentence);
        (0..tokens.len()).any(|start| self.matches(paragraph, tokens, start))
    }

    /// Tells whether the phrase starts at a token. In a gap the first word that fits is taken: phrases are short.
    fn matches(&self, paragraph: &Paragraph, tokens: &[text::Token], start: usize) -> bool {
        let (mut at, mut gap) = (start, 0);
        for word in &self.0 {
            if *word == "…" {
                gap = GAP;
                continue;
            }
            let mut rest = tokens.iter().skip(at).take(gap + 1);
            let Some(skipped) = rest.position(|t| fits(word, paragraph.norm(t))) else { return false };
            (at, gap) = (at + skipped + 1, 0);
        }
        true
    }
}

fn fits(word: &str, norm: &str) -> bool {
    match (word.strip_prefix('*'), word.strip_suffix('*')) {
        (Some(rest), Some(_)) => norm.contains(rest.trim_end_matches('*')),
        (Some(end), None) => norm.ends_with(end),
        (None, Some(start)) => norm.starts_with(start),
        (None, None) => norm == word,
    }
}

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
        let shown = phrases.iter().filter(|text| ctx.masks.letter().may_hold(text)).any(|text| {
            let phrase = Phrase(text.split_whitespace().collect());
            ctx.paragraphs.iter().enumerate().any(|(b, p)| {
                rule.scope.parts.has(ctx.part(b))
                    && (0..p.sentences.len())
                        .any(|s| ctx.masks.sentence(b, s).may_hold(text) && phrase.occurs(p, &p.sentences[s]))
            })
        });
        if !shown {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn occurs(phrase: &str, text: &str) -> bool {
        let paragraph = text::analyse(text, &text::Layout::default());
        let phrase = Phrase(phrase.split_whitespace().collect());
        paragraph.sentences.iter().any(|s| phrase.occurs(&paragraph, s))
    }

    #[test]
    fn gaps_and_endings() {
        assert!(occurs("bring* … mit", "Bitte bringen Sie Ihren Pass und ein Foto mit."));
        assert!(!occurs("bring* mit", "Bitte bringen Sie Ihren Pass mit."));
        assert!(occurs("*termin", "Der Ersatztermin ist am Montag."));
        assert!(!occurs("raum", "Räume haben wir viele."));
        assert!(!occurs("bring* … mit", "Bringen Sie den Pass. Kommen Sie mit."));
    }
}

//! Phrases with gaps, as rule files write them in parameters, and where a letter says them.
//!
//! Words in small letters stand in a row. `a|b` is one or the other, `ab*`, `*ab` and `*ab*` match beginnings, ends and middles,
//! `=gehen` compares the base form, `…` is a gap of up to twelve tokens, `^` the start of a sentence, `#date`, `#time`,
//! `#amount`, `#number` and `#norm` are what they say. A phrase that starts with `!` rules a sentence out; phrases that start with
//! `?` say when the others are asked for at all.

use letter::{Norms, PartSet};
use text::{Paragraph, Sentence, Token, TokenKind};

use crate::engine::Context;

/// The longest gap.
const GAP: usize = 12;

/// Several phrases that mean the same.
pub(super) struct Wording<'r> {
    said: Vec<Vec<Word<'r>>>,
    not: Vec<Vec<Word<'r>>>,
    when: Vec<Vec<Word<'r>>>,
    norms: Vec<letter::NormRef>,
}

enum Word<'r> {
    Gap,
    Start,
    One(Vec<Test<'r>>),
}

enum Test<'r> {
    Same(&'r str),
    Starts(&'r str),
    Ends(&'r str),
    Holds(&'r str),
    Lemma(&'r str),
    Date,
    Time,
    Amount,
    Number,
    Norm,
}

impl<'r> Wording<'r> {
    /// Reads phrases; one that is a citation ("§ 82 Abs. 4 AufenthG") means that the letter cites it.
    pub fn new<S: AsRef<str>>(phrases: &'r [S]) -> Wording<'r> {
        let mut wording = Wording { said: Vec::new(), not: Vec::new(), when: Vec::new(), norms: Vec::new() };
        for phrase in phrases.iter().map(AsRef::as_ref) {
            if phrase.starts_with("§ ") {
                let cited = letter::citations(phrase, Norms::builtin());
                wording.norms.extend(cited.into_iter().flat_map(|c| c.refs));
            } else if let Some(not) = phrase.strip_prefix('!') {
                wording.not.push(read(not));
            } else if let Some(when) = phrase.strip_prefix('?') {
                wording.when.push(read(when));
            } else {
                wording.said.push(read(phrase));
            }
        }
        wording
    }

    /// The first sentence of some parts that says it.
    pub fn find(&self, ctx: &Context<'_>, parts: PartSet) -> Option<(usize, usize)> {
        (0..ctx.paragraphs.len()).filter(|b| parts.has(ctx.part(*b))).find_map(|b| {
            (0..ctx.paragraphs[b].sentences.len()).find(|s| self.says(ctx, b, *s)).map(|s| (b, s))
        })
    }

    /// Tells whether it is asked for: it has no `?` phrases, or some part says one of them.
    pub fn is_asked(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        let said = |b: usize| {
            let paragraph = &ctx.paragraphs[b];
            paragraph.sentences.iter().any(|sentence| {
                let place = Place { ctx, block: b, paragraph, sentence };
                self.when.iter().any(|p| place.holds(p))
            })
        };
        self.when.is_empty() || (0..ctx.paragraphs.len()).any(|b| parts.has(ctx.part(b)) && said(b))
    }

    /// Tells whether some part says it, or the letter cites one of its norms.
    pub fn is_there(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        !self.norms.is_empty() && ctx.letter.cites(&self.norms) || self.find(ctx, parts).is_some()
    }

    /// Tells whether a sentence says it.
    pub fn says(&self, ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
        let paragraph = &ctx.paragraphs[block];
        let Some(sentence) = paragraph.sentences.get(sentence) else { return false };
        let place = Place { ctx, block, paragraph, sentence };
        self.said.iter().any(|p| place.holds(p)) && !self.not.iter().any(|p| place.holds(p))
    }
}

fn read(phrase: &str) -> Vec<Word<'_>> {
    phrase
        .split_whitespace()
        .map(|word| match word {
            "…" => Word::Gap,
            "^" => Word::Start,
            _ => Word::One(word.split('|').map(test).collect()),
        })
        .collect()
}

fn test(word: &str) -> Test<'_> {
    match word {
        "#date" => return Test::Date,
        "#time" => return Test::Time,
        "#amount" => return Test::Amount,
        "#number" => return Test::Number,
        "#norm" => return Test::Norm,
        _ => {}
    }
    match (word.strip_prefix('*'), word.strip_suffix('*')) {
        (Some(rest), Some(_)) => Test::Holds(rest.strip_suffix('*').unwrap_or(rest)),
        (Some(rest), None) => Test::Ends(rest),
        (None, Some(rest)) => Test::Starts(rest),
        (None, None) => word.strip_prefix('=').map_or(Test::Same(word), Test::Lemma),
    }
}

struct Place<'a> {
    ctx: &'a Context<'a>,
    block: usize,
    paragraph: &'a Paragraph,
    sentence: &'a Sentence,
}

impl Place<'_> {
    /// Keeps the set of tokens where the next word may stand, so that gaps cost no more than their length.
    fn holds(&self, phrase: &[Word<'_>]) -> bool {
        let tokens = self.paragraph.tokens_of(self.sentence);
        let first = usize::from(tokens.first().is_some_and(|t| t.kind == TokenKind::ListMarker));
        let mut at: Vec<usize> = (first..tokens.len()).collect();
        for word in phrase {
            match word {
                Word::Start => at.retain(|i| *i == first),
                Word::Gap => {
                    let mut next = Vec::with_capacity(at.len() + GAP);
                    for i in at {
                        let from = next.last().map_or(i, |last: &usize| i.max(last + 1));
                        next.extend(from..=(i + GAP).min(tokens.len()));
                    }
                    at = next;
                }
                Word::One(tests) => {
                    at.retain(|i| {
                        tokens.get(*i).is_some_and(|_| tests.iter().any(|t| self.is(t, tokens, *i)))
                    });
                    at.iter_mut().for_each(|i| *i += 1);
                }
            }
            if at.is_empty() {
                return false;
            }
        }
        true
    }

    fn is(&self, test: &Test<'_>, tokens: &[Token], at: usize) -> bool {
        let token = &tokens[at];
        let norm = self.paragraph.norm(token);
        let next = || tokens.get(at + 1).map_or("", |t| self.paragraph.norm(t));
        match test {
            Test::Same(word) => norm == *word,
            Test::Starts(word) => norm.starts_with(word),
            Test::Ends(word) => norm.ends_with(word),
            Test::Holds(word) => norm.contains(word),
            Test::Lemma(word) => self.paragraph.lemma(token) == *word,
            Test::Date => {
                token.kind == TokenKind::Date
                    || matches!(token.kind, TokenKind::Ordinal | TokenKind::Number | TokenKind::ListMarker)
                        && text::is_month(next().trim_end_matches('.'))
            }
            Test::Time => {
                token.kind == TokenKind::Time
                    || matches!(token.kind, TokenKind::Number | TokenKind::Date | TokenKind::Ordinal)
                        && next() == "uhr"
            }
            Test::Amount => {
                token.kind == TokenKind::Number
                    && (matches!(next(), "euro" | "€" | "eur")
                        || at > 0 && matches!(self.paragraph.norm(&tokens[at - 1]), "€" | "eur"))
            }
            Test::Number => token.kind == TokenKind::Number,
            Test::Norm => {
                let start = token.range.start() + self.ctx.document.blocks[self.block].range.start();
                self.ctx.letter.citations.binary_search_by_key(&start, |c| c.range.start()).is_ok()
            }
        }
    }
}

//! Phrases with gaps, as rule files write them in parameters, and where a letter says them.
//!
//! Words in small letters stand in a row. `a|b` is one or the other, `ab*`, `*ab` and `*ab*` match beginnings, ends and middles,
//! `=gehen` compares the base form, `…` is a gap of up to twelve tokens, `^` the start of a sentence, `#date`, `#time`,
//! `#amount`, `#number`, `#postcode`, `#norm` and `#verb` (finite or not) are what they say. A phrase that starts with `!` rules a sentence out, unless a phrase with `+` is in it; phrases that start with
//! `?` say when the others are asked for at all.

use std::cell::OnceCell;

use letter::{Norms, PartSet};
use text::{Paragraph, Token, TokenKind};

use crate::engine::Context;

/// The longest gap.
const GAP: usize = 12;

/// Several phrases that mean the same.
pub(super) struct Wording<'r> {
    said: Vec<Phrase<'r>>,
    sure: Vec<Phrase<'r>>,
    not: Vec<Phrase<'r>>,
    when: Vec<Phrase<'r>>,
    /// Citations ("§ 82 Abs. 4 AufenthG").
    norms: Vec<&'r str>,
}

/// A phrase, taken apart when a sentence could hold it.
struct Phrase<'r> {
    text: &'r str,
    words: OnceCell<Vec<Word<'r>>>,
}

impl<'r> Phrase<'r> {
    fn new(text: &'r str) -> Phrase<'r> {
        Phrase { text, words: OnceCell::new() }
    }

    fn words(&self) -> &[Word<'r>] {
        self.words.get_or_init(|| read(self.text))
    }
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
    Postcode,
    Norm,
    Verb,
}

impl<'r> Wording<'r> {
    /// Reads phrases; one that is a citation ("§ 82 Abs. 4 AufenthG") means that the letter cites it.
    pub fn new<S: AsRef<str>>(phrases: &'r [S]) -> Wording<'r> {
        let mut wording = Wording {
            said: Vec::new(),
            sure: Vec::new(),
            not: Vec::new(),
            when: Vec::new(),
            norms: Vec::new(),
        };
        for phrase in phrases.iter().map(AsRef::as_ref) {
            if phrase.starts_with("§ ") {
                wording.norms.push(phrase);
            } else if let Some(not) = phrase.strip_prefix('!') {
                wording.not.push(Phrase::new(not));
            } else if let Some(sure) = phrase.strip_prefix('+') {
                wording.sure.push(Phrase::new(sure));
            } else if let Some(when) = phrase.strip_prefix('?') {
                wording.when.push(Phrase::new(when));
            } else {
                wording.said.push(Phrase::new(phrase));
            }
        }
        wording
    }

    /// The first sentence of some parts that says it.
    pub fn find(&self, ctx: &Context<'_>, parts: PartSet) -> Option<(usize, usize)> {
        let (sure, said) = (possible(ctx, &self.sure), possible(ctx, &self.said));
        if sure.is_empty() && said.is_empty() {
            return None;
        }
        let says = |place: &Place<'_>| {
            place.any(sure.iter().copied()) || place.any(said.iter().copied()) && !place.any(&self.not)
        };
        places(ctx, parts).find(says).map(|place| (place.block, place.index))
    }

    /// Tells whether it is asked for: it has no `?` phrases, or some part says one of them.
    pub fn is_asked(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        if self.when.is_empty() {
            return true;
        }
        let when = possible(ctx, &self.when);
        !when.is_empty() && places(ctx, parts).any(|place| place.any(when.iter().copied()))
    }

    /// Tells whether some part says it, or cites one of its norms.
    pub fn is_there(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        self.find(ctx, parts).is_some() || !self.norms.is_empty() && self.is_cited(ctx, parts)
    }

    fn is_cited(&self, ctx: &Context<'_>, parts: PartSet) -> bool {
        let read = |phrase: &&str| letter::citations(phrase, Norms::builtin());
        let norms: Vec<letter::NormRef> =
            self.norms.iter().flat_map(read).flat_map(|citation| citation.refs).collect();
        let block =
            |c: &letter::Citation| ctx.document.blocks.partition_point(|b| b.range.end() <= c.range.start());
        let asked = |c: &letter::Citation| c.refs.iter().any(|r| norms.iter().any(|n| r.is_within(n)));
        ctx.letter.citations.iter().any(|c| asked(c) && parts.has(ctx.part(block(c))))
    }

    /// Tells whether a sentence says it.
    pub fn says(&self, ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
        let paragraph = &ctx.paragraphs[block];
        if sentence >= paragraph.sentences.len() {
            return false;
        }
        let place = Place { ctx, block, index: sentence, paragraph };
        place.any(&self.sure) || place.any(&self.said) && !place.any(&self.not)
    }
}

/// The phrases whose words stand somewhere in the letter.
fn possible<'p, 'r>(ctx: &Context<'_>, phrases: &'p [Phrase<'r>]) -> Vec<&'p Phrase<'r>> {
    phrases.iter().filter(|p| ctx.masks.letter().may_hold(p.text)).collect()
}

/// The sentences of some parts.
fn places<'a>(ctx: &'a Context<'a>, parts: PartSet) -> impl Iterator<Item = Place<'a>> {
    let blocks = (0..ctx.paragraphs.len()).filter(move |b| parts.has(ctx.part(*b)));
    blocks.flat_map(move |block| {
        let paragraph = &ctx.paragraphs[block];
        (0..paragraph.sentences.len()).map(move |index| Place { ctx, block, index, paragraph })
    })
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
        "#verb" => return Test::Verb,
        "#postcode" => return Test::Postcode,
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
    index: usize,
    paragraph: &'a Paragraph,
}

impl Place<'_> {
    fn any<'p, 'r: 'p>(&self, phrases: impl IntoIterator<Item = &'p Phrase<'r>>) -> bool {
        let mask = self.ctx.masks.sentence(self.block, self.index);
        phrases.into_iter().any(|p| mask.may_hold(p.text) && self.holds(p.words()))
    }

    fn holds(&self, phrase: &[Word<'_>]) -> bool {
        let tokens = self.paragraph.tokens_of(&self.paragraph.sentences[self.index]);
        let first = usize::from(tokens.first().is_some_and(|t| t.kind == TokenKind::ListMarker));
        // What stands before the first gap is looked for in place; few phrases get further.
        let gap = phrase.iter().position(|w| matches!(w, Word::Gap)).unwrap_or(phrase.len());
        let starts = (first..tokens.len() + usize::from(gap == 0))
            .filter_map(|at| self.run(&phrase[..gap], tokens, first, at));
        if gap == phrase.len() {
            starts.take(1).count() == 1
        } else {
            self.spread(&phrase[gap..], tokens, starts.collect())
        }
    }

    /// Tells where a run of words that starts at a token ends.
    fn run(&self, words: &[Word<'_>], tokens: &[Token], first: usize, at: usize) -> Option<usize> {
        words.iter().try_fold(at, |at, word| match word {
            Word::Start => (at == first).then_some(at),
            Word::Gap => Some(at),
            Word::One(tests) => {
                (at < tokens.len() && tests.iter().any(|t| self.is(t, tokens, at))).then_some(at + 1)
            }
        })
    }

    /// Keeps the set of tokens where the next word may stand, so that gaps cost no more than their length.
    fn spread(&self, phrase: &[Word<'_>], tokens: &[Token], mut at: Vec<usize>) -> bool {
        for word in phrase {
            match word {
                Word::Start => return false,
                Word::Gap => {
                    let mut next = Vec::with_capacity(at.len() + GAP);
                    for i in at {
                        let from = next.last().map_or(i, |last: &usize| i.max(last + 1));
                        next.extend(from..=(i + GAP).min(tokens.len()));
                    }
                    at = next;
                }
                Word::One(tests) => {
                    at.retain(|i| *i < tokens.len() && tests.iter().any(|t| self.is(t, tokens, *i)));
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
            Test::Postcode => norm.len() == 5 && norm.bytes().all(|b| b.is_ascii_digit()),
            Test::Number => token.kind == TokenKind::Number,
            Test::Verb => matches!(token.pos, text::Pos::Verb | text::Pos::Aux),
            Test::Norm => {
                let start = token.range.start() + self.ctx.document.blocks[self.block].range.start();
                self.ctx.letter.citations.binary_search_by_key(&start, |c| c.range.start()).is_ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Test, Word, read};

    #[test]
    fn phrases_are_read_word_by_word() {
        let words = read("^ bis|spätestens … #date *amt");
        assert!(matches!(words[0], Word::Start));
        assert!(
            matches!(&words[1], Word::One(tests) if matches!(tests[..], [Test::Same("bis"), Test::Same("spätestens")]))
        );
        assert!(matches!(words[2], Word::Gap));
        assert!(matches!(&words[3], Word::One(tests) if matches!(tests[..], [Test::Date])));
        assert!(matches!(&words[4], Word::One(tests) if matches!(tests[..], [Test::Ends("amt")])));
    }

    #[test]
    fn stars_stand_on_both_sides() {
        assert!(
            matches!(&read("*recht*")[0], Word::One(tests) if matches!(tests[..], [Test::Holds("recht")]))
        );
        assert!(
            matches!(&read("=gehen")[0], Word::One(tests) if matches!(tests[..], [Test::Lemma("gehen")]))
        );
        assert!(matches!(&read("*")[0], Word::One(tests) if matches!(tests[..], [Test::Holds("")])));
    }
}

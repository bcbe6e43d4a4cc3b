//! Phrases with gaps, as rule files and native checks write them, taken apart once for all letters.
//!
//! Words in small letters stand in a row. `a|b` is one or the other, `ab*`, `*ab` and `*ab*` match beginnings, ends and middles,
//! `=gehen` compares the base form, `^` is the start of a sentence, `…` a wide gap and `~` a narrow one. `#date`, `#time`,
//! `#amount`, `#number`, `#postcode`, `#norm` and `#verb` (finite or not) are what they say. A phrase never leaves its sentence.

use std::ops::Range;
use std::sync::OnceLock;

use letter::{NormRef, Norms};
use text::{Paragraph, Token, TokenKind};

use crate::engine::{Cells, Context, Places, Sign};

/// How far the gaps of a phrase reach, and what a date takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Dialect {
    /// Parameters of rule files: gaps of up to twelve words.
    Rule,
    /// Checks of the law: gaps of up to 22 words; a date is taken with month and year.
    Law,
}

impl Dialect {
    fn gap(self) -> usize {
        match self {
            Dialect::Rule => 12,
            Dialect::Law => 22,
        }
    }
}

/// How many words `~` may pass over.
const NEAR: usize = 5;

/// A phrase, taken apart.
#[derive(Debug)]
pub(super) struct Phrase {
    text: Box<str>,
    words: Vec<Word>,
    /// Of each word that [`Places`] knows something of: the keys of which one must be there.
    signs: Vec<Vec<u32>>,
    /// The norms of a phrase that is a citation.
    norms: OnceLock<Vec<NormRef>>,
}

#[derive(Debug)]
enum Word {
    Gap(usize),
    Start,
    One(Vec<Test>),
}

#[derive(Debug)]
enum Test {
    Same(Box<str>),
    Starts(Box<str>),
    Ends(Box<str>),
    Holds(Box<str>),
    Lemma(Box<str>),
    Date,
    /// A date with month and year, which may be several tokens.
    WholeDate,
    Time,
    Amount,
    Number,
    Postcode,
    Norm,
    Verb,
}

impl Phrase {
    /// Takes a phrase apart.
    pub fn read(text: &str, dialect: Dialect) -> Phrase {
        let words = text.split_whitespace().map(|word| match word {
            "…" => Word::Gap(dialect.gap()),
            "~" => Word::Gap(NEAR),
            "^" => Word::Start,
            _ => Word::One(word.split('|').map(|w| Test::read(w, dialect)).collect()),
        });
        let words: Vec<Word> = words.collect();
        let signs = words.iter().filter_map(|word| match word {
            Word::One(tests) => tests.iter().map(Test::sign).collect(),
            _ => None,
        });
        Phrase { text: text.into(), signs: signs.collect(), words, norms: OnceLock::new() }
    }

    /// The places of a letter that may hold the phrase.
    pub fn places(&self, places: &Places) -> Cells {
        let mut all = Cells::ALL;
        for any in &self.signs {
            all = all.and(&any.iter().fold(Cells::NONE, |some, key| some.or(&places.of_key(*key))));
            if all.is_empty() {
                break;
            }
        }
        all
    }

    /// The norms that the phrase cites.
    pub fn norms(&self) -> &[NormRef] {
        let read = || letter::citations(&self.text, Norms::builtin()).into_iter().flat_map(|c| c.refs);
        self.norms.get_or_init(|| read().collect())
    }

    /// Tells whether a sentence holds the phrase. Takes time linear in the length of the sentence.
    pub fn holds(&self, ctx: &Context<'_>, block: usize, sentence: usize) -> bool {
        let paragraph = &ctx.paragraphs[block];
        let tokens = paragraph.tokens_of(&paragraph.sentences[sentence]);
        let first = usize::from(tokens.first().is_some_and(|t| t.kind == TokenKind::ListMarker));
        let place = Place { ctx, block, paragraph, tokens, first };
        // What stands before the first gap is looked for in place; few phrases get further.
        let gap = self.words.iter().position(|w| matches!(w, Word::Gap(_))).unwrap_or(self.words.len());
        let (head, rest) = self.words.split_at(gap);
        let mut starts = (first..tokens.len() + usize::from(gap == 0)).filter_map(|at| place.run(head, at));
        if rest.is_empty() { starts.next().is_some() } else { place.spread(rest, starts.collect()) }
    }

    /// Finds the phrase in a stretch of tokens of a block: the first start, then the shortest gaps.
    pub fn find(&self, ctx: &Context<'_>, block: usize, span: Range<usize>) -> Option<Range<usize>> {
        let paragraph = &ctx.paragraphs[block];
        let tokens = &paragraph.tokens[..span.end.min(paragraph.tokens.len())];
        let place = Place { ctx, block, paragraph, tokens, first: span.start };
        span.clone().find_map(|at| place.walk(&self.words, at).map(|end| at..end))
    }
}

impl Test {
    fn read(word: &str, dialect: Dialect) -> Test {
        match word {
            "#date" if dialect == Dialect::Law => return Test::WholeDate,
            "#date" => return Test::Date,
            "#time" => return Test::Time,
            "#amount" => return Test::Amount,
            "#number" | "#num" => return Test::Number,
            "#verb" => return Test::Verb,
            "#postcode" => return Test::Postcode,
            "#norm" => return Test::Norm,
            _ => {}
        }
        match (word.strip_prefix('*'), word.strip_suffix('*')) {
            (Some(rest), Some(_)) => Test::Holds(rest.strip_suffix('*').unwrap_or(rest).into()),
            (Some(rest), None) => Test::Ends(rest.into()),
            (None, Some(rest)) => Test::Starts(rest.into()),
            (None, None) => match word.strip_prefix('=') {
                Some(lemma) => Test::Lemma(lemma.into()),
                None => Test::Same(word.into()),
            },
        }
    }

    /// What the words of a letter must show of it; `None` if nothing is known.
    fn sign(&self) -> Option<u32> {
        match self {
            Test::Same(word) => Sign::Word(word).key(),
            Test::Starts(start) => Sign::Starts(start).key(),
            Test::Ends(end) => Sign::Ends(end).key(),
            Test::Lemma(lemma) => Sign::Lemma(lemma).key(),
            Test::Date | Test::WholeDate | Test::Time | Test::Amount | Test::Number | Test::Postcode => {
                Sign::Number.key()
            }
            Test::Verb => Sign::Verb.key(),
            Test::Holds(_) | Test::Norm => None,
        }
    }
}

/// A sentence that phrases are looked for in.
struct Place<'a> {
    ctx: &'a Context<'a>,
    block: usize,
    paragraph: &'a Paragraph,
    tokens: &'a [Token],
    /// The token that `^` means.
    first: usize,
}

impl Place<'_> {
    /// Tells where a run of words without gaps that starts at a token ends.
    fn run(&self, words: &[Word], at: usize) -> Option<usize> {
        words.iter().try_fold(at, |at, word| match word {
            Word::Start => (at == self.first).then_some(at),
            Word::Gap(_) => Some(at),
            Word::One(tests) => self.one(tests, at).map(|len| at + len),
        })
    }

    /// Tells where words with gaps end; the shortest gaps are tried first.
    fn walk(&self, words: &[Word], at: usize) -> Option<usize> {
        let Some((word, rest)) = words.split_first() else { return Some(at) };
        match word {
            Word::Start => (at == self.first).then(|| self.walk(rest, at)).flatten(),
            Word::Gap(most) => {
                (at..self.tokens.len().min(at + most + 1)).find_map(|next| self.walk(rest, next))
            }
            Word::One(tests) => self.walk(rest, at + self.one(tests, at)?),
        }
    }

    /// Keeps the set of tokens where the next word may stand, so that gaps cost no more than their length.
    fn spread(&self, words: &[Word], mut at: Vec<usize>) -> bool {
        for word in words {
            match word {
                Word::Start => return false,
                Word::Gap(most) => {
                    let mut next = Vec::with_capacity(at.len() + most);
                    for i in at {
                        let from = next.last().map_or(i, |last: &usize| i.max(last + 1));
                        next.extend(from..=(i + most).min(self.tokens.len()));
                    }
                    at = next;
                }
                Word::One(tests) => {
                    at = at.into_iter().filter_map(|i| self.one(tests, i).map(|len| i + len)).collect();
                }
            }
            if at.is_empty() {
                return false;
            }
        }
        true
    }

    /// How many tokens a word of a phrase takes here.
    fn one(&self, tests: &[Test], at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let norm = self.paragraph.norm(token);
        tests.iter().find_map(|test| self.len(test, token, norm, at))
    }

    fn len(&self, test: &Test, token: &Token, norm: &str, at: usize) -> Option<usize> {
        let next = || self.tokens.get(at + 1).map_or("", |t| self.paragraph.norm(t));
        let holds = match test {
            Test::Same(word) => *norm == **word,
            Test::Starts(word) => norm.starts_with(&**word),
            Test::Ends(word) => norm.ends_with(&**word),
            Test::Holds(word) => norm.contains(&**word),
            Test::Lemma(word) => *self.paragraph.lemma(token) == **word,
            Test::WholeDate => return date_len(self.paragraph, at),
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
                        || at > 0 && matches!(self.paragraph.norm(&self.tokens[at - 1]), "€" | "eur"))
            }
            Test::Postcode => norm.len() == 5 && norm.bytes().all(|b| b.is_ascii_digit()),
            Test::Number => token.kind == TokenKind::Number,
            Test::Verb => matches!(token.pos, text::Pos::Verb | text::Pos::Aux),
            Test::Norm => {
                let start = token.range.start() + self.ctx.document.blocks[self.block].range.start();
                self.ctx.letter.citations.binary_search_by_key(&start, |c| c.range.start()).is_ok()
            }
        };
        holds.then_some(1)
    }
}

/// The tokens of a date at a place of a paragraph: "03.02.2026", "3. Mai 2026", "3. Mai".
pub(super) fn date_len(paragraph: &Paragraph, at: usize) -> Option<usize> {
    let token = paragraph.tokens.get(at)?;
    if token.kind == TokenKind::Date {
        return Some(1);
    }
    let month = paragraph.tokens.get(at + 1)?;
    if token.kind != TokenKind::Ordinal || !is_month(paragraph, month) {
        return None;
    }
    let year = paragraph.tokens.get(at + 2).is_some_and(|t| t.kind == TokenKind::Number && t.letters == 4);
    Some(if year { 3 } else { 2 })
}

pub(super) fn is_month(paragraph: &Paragraph, token: &Token) -> bool {
    text::is_month(paragraph.norm(token).trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Phrase, Test, Word};

    fn read(text: &str) -> Vec<Word> {
        Phrase::read(text, Dialect::Rule).words
    }

    #[test]
    fn phrases_are_read_word_by_word() {
        let words = read("^ bis|spätestens … #date *amt");
        assert!(matches!(words[0], Word::Start));
        assert!(
            matches!(&words[1], Word::One(tests) if matches!(&tests[..], [Test::Same(a), Test::Same(b)] if **a == *"bis" && **b == *"spätestens"))
        );
        assert!(matches!(words[2], Word::Gap(12)));
        assert!(matches!(&words[3], Word::One(tests) if matches!(tests[..], [Test::Date])));
        assert!(
            matches!(&words[4], Word::One(tests) if matches!(&tests[..], [Test::Ends(w)] if **w == *"amt"))
        );
    }

    #[test]
    fn stars_stand_on_both_sides() {
        assert!(
            matches!(&read("*recht*")[0], Word::One(tests) if matches!(&tests[..], [Test::Holds(w)] if **w == *"recht"))
        );
        assert!(
            matches!(&read("=gehen")[0], Word::One(tests) if matches!(&tests[..], [Test::Lemma(w)] if **w == *"gehen"))
        );
        assert!(
            matches!(&read("*")[0], Word::One(tests) if matches!(&tests[..], [Test::Holds(w)] if w.is_empty()))
        );
    }

    #[test]
    fn places_are_asked_of_what_they_know() {
        let signs = |text| Phrase::read(text, Dialect::Law).signs.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(signs("drohen … abschieb*|ausweis* #date *ung =gehen #verb"), [1, 2, 1, 1, 1, 1]);
        assert_eq!(signs("zu a|*b #norm *in*"), [1]);
    }
}

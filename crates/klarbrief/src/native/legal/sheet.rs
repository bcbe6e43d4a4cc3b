//! A letter as lines of words, and [phrases](crate::native::phrase) that are looked for in them.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use letter::{Letter, LetterKind, PartKind, Point, Ruling};
use rustc_hash::FxHashMap;
use source::TextRange;
use text::{Paragraph, TokenKind};

use super::words;
use crate::engine::{Cells, Context, Found};
pub(super) use crate::native::phrase::date_len;
use crate::native::phrase::{Dialect, Phrase, is_month};

/// A sentence of the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    pub block: usize,
    pub sentence: usize,
}

/// Where a pattern was found.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub line: usize,
    /// Tokens of the paragraph.
    pub tokens: Range<usize>,
}

/// Patterns, as the checks write them.
pub(super) type Patterns = &'static [&'static str];

/// What was asked of a letter, by where the patterns stand in the program.
pub(crate) type Asked = RefCell<FxHashMap<(usize, usize), Rc<Question>>>;

/// Patterns that a letter was asked for.
#[derive(Debug)]
pub(crate) struct Question {
    /// Those whose words stand together somewhere, and where.
    phrases: Vec<(Rc<Phrase>, Cells)>,
    /// Where any of them may stand.
    some: Cells,
}

/// The running text of a letter: everything but head, remedy notice, signature and enclosures.
pub(super) struct Sheet<'a> {
    pub ctx: &'a Context<'a>,
    pub lines: &'a [Line],
}

impl<'a> Sheet<'a> {
    pub fn new(ctx: &'a Context<'a>) -> Sheet<'a> {
        let lines = ctx.lines.get_or_init(|| lines(ctx));
        Sheet { ctx, lines }
    }

    pub fn letter(&self) -> &'a Letter {
        self.ctx.letter
    }

    /// True if the text is a whole letter and decides something: a hearing announces only.
    pub fn whole(&self) -> bool {
        self.ctx.letter.is_whole() && !self.announces()
    }

    /// A piece that holds both the rulings and their reasons.
    pub fn decides(&self) -> bool {
        let letter = self.ctx.letter;
        let told = letter.has(PartKind::OperativePart) && letter.has(PartKind::Reasons);
        told && !letter.is_whole() && !self.announces()
    }

    /// True if the text can be asked why something was decided: a whole letter, or its rulings with their reasons.
    pub fn asks(&self) -> bool {
        self.whole() || self.decides()
    }

    /// A word with one of these beginnings stands somewhere before the enclosures, also beside the remedy notice.
    pub fn mentions(&self, beginnings: &[&str]) -> bool {
        let read = |block: usize| self.ctx.part(block) != PartKind::Enclosures;
        self.ctx
            .paragraphs
            .iter()
            .enumerate()
            .filter(|(block, _)| read(*block))
            .any(|(_, p)| p.tokens.iter().any(|t| beginnings.iter().any(|b| p.norm(t).starts_with(b))))
    }

    /// The first line of the reasons that has one of some patterns.
    pub fn reason(&self, patterns: Patterns) -> Option<Hit> {
        let reasons = |l: &usize| {
            !matches!(self.ctx.part(self.lines[*l].block), PartKind::OperativePart | PartKind::Hints)
        };
        let question = self.ask(patterns);
        (0..self.lines.len()).filter(reasons).find_map(|l| self.find_any(l, &question))
    }

    /// True if the letter only says what the office means to decide, or informs.
    pub fn announces(&self) -> bool {
        matches!(
            self.ctx.letter.kinds.main,
            LetterKind::Hearing | LetterKind::Information | LetterKind::DutyNotice | LetterKind::Receipt
        )
    }

    /// A citizen of the Union, whose stay and departure follow the FreizügG/EU.
    pub fn union_citizen(&self) -> bool {
        self.is(LetterKind::LossOfFreeMovement)
            || self.point(&[Ruling::Loss]).is_some()
            || ["2", "5", "6", "7"].iter().any(|section| self.cites("FreizügG/EU", section, ""))
                && !self.is(LetterKind::Expulsion)
    }

    pub fn is(&self, kind: LetterKind) -> bool {
        self.ctx.letter.kinds.has(kind)
    }

    /// The first ruling of one of these kinds.
    pub fn point(&self, rulings: &[Ruling]) -> Option<&'a Point> {
        self.ctx.letter.points.iter().find(|p| rulings.contains(&p.ruling))
    }

    /// The lines that are rulings; in a piece of a letter without rulings all lines.
    pub fn rulings(&self) -> Vec<usize> {
        let asks = self.ctx.letter.is_whole() || self.decides();
        (0..self.lines.len())
            .filter(|i| {
                let line = &self.lines[*i];
                let part = self.ctx.part(line.block);
                !asks || part == PartKind::OperativePart || self.ruling_at(line).next().is_some()
            })
            .collect()
    }

    /// The rulings that a line holds.
    pub fn ruling_at(&self, line: &Line) -> impl Iterator<Item = Ruling> + use<'a> {
        let points = &self.ctx.letter.points;
        let place = (line.block, line.sentence);
        let first = points.partition_point(|p| (p.block, p.sentence) < place);
        points[first..].iter().take_while(move |p| (p.block, p.sentence) == place).map(|p| p.ruling)
    }

    pub fn paragraph(&self, line: usize) -> &'a Paragraph {
        &self.ctx.paragraphs[self.lines[line].block]
    }

    fn span(&self, line: usize) -> Range<usize> {
        let Line { block, sentence } = self.lines[line];
        self.ctx.paragraphs[block].sentences[sentence].indices()
    }

    /// Finds the first of some patterns in a line.
    pub fn find_in(&self, line: usize, patterns: Patterns) -> Option<Hit> {
        self.find_any(line, &self.ask(patterns))
    }

    fn find_any(&self, line: usize, question: &Question) -> Option<Hit> {
        let Line { block, sentence } = self.lines[line];
        let cell = self.ctx.places.cell(block, sentence);
        if !question.some.has(cell) {
            return None;
        }
        let find = |phrase: &Phrase| phrase.find(self.ctx, block, self.span(line));
        let mut here = question.phrases.iter().filter(|(_, cells)| cells.has(cell));
        here.find_map(|(phrase, _)| find(phrase)).map(|tokens| Hit { line, tokens })
    }

    pub fn has(&self, line: usize, patterns: Patterns) -> bool {
        self.find_in(line, patterns).is_some()
    }

    /// Tells whether a line, or one of the next in the same block, has a pattern.
    pub fn has_near(&self, line: usize, more: usize, patterns: Patterns) -> bool {
        self.near(line, more).any(|l| self.has(l, patterns))
    }

    /// A line and those behind it, in the same part of the text.
    pub fn near(&self, line: usize, more: usize) -> impl Iterator<Item = usize> + use<'a> {
        let block = self.lines[line].block;
        // A sentence that ends a paragraph may be followed up in the next one only if that goes on about the case.
        let end = (line + more + 1).min(self.lines.len());
        let last = (line..end).take_while(|l| self.lines[*l].block == block).last().unwrap_or(line);
        line..last + 1
    }

    pub fn all(&self, patterns: Patterns) -> Vec<Hit> {
        self.hits(patterns).collect()
    }

    pub fn first(&self, patterns: Patterns) -> Option<Hit> {
        self.hits(patterns).next()
    }

    /// The first of some patterns in each line that has one.
    fn hits(&self, patterns: Patterns) -> impl Iterator<Item = Hit> {
        let question = self.ask(patterns);
        let lines = if question.some.is_empty() { 0 } else { self.lines.len() };
        (0..lines).filter_map(move |l| self.find_any(l, &question))
    }

    /// Where some patterns may stand; worked out once for a letter.
    fn ask(&self, patterns: Patterns) -> Rc<Question> {
        let place = (patterns.as_ptr() as usize, patterns.len());
        let new = || {
            let all = phrases(patterns);
            let placed = all.iter().map(|p| (Rc::clone(p), p.places(&self.ctx.places)));
            let phrases: Vec<_> = placed.filter(|(_, cells)| !cells.is_empty()).collect();
            let some = phrases.iter().fold(Cells::NONE, |some, (_, cells)| some.or(cells));
            Rc::new(Question { phrases, some })
        };
        Rc::clone(self.ctx.asked.borrow_mut().entry(place).or_insert_with(new))
    }

    pub fn says(&self, patterns: Patterns) -> bool {
        self.first(patterns).is_some()
    }

    pub fn range(&self, line: usize) -> TextRange {
        let Line { block, sentence } = self.lines[line];
        self.ctx.sentence_range(block, sentence)
    }

    /// Tells whether a norm is cited in a range; empty numbers ask for nothing.
    pub fn cites_in(&self, range: TextRange, law: &str, section: &str, paragraph: &str) -> bool {
        self.ctx.letter.citations_in(range).iter().any(|c| norm(c, law, section, paragraph))
    }

    /// Tells whether a norm is cited in the running text.
    pub fn cites(&self, law: &str, section: &str, paragraph: &str) -> bool {
        (0..self.lines.len()).any(|l| self.cites_in(self.range(l), law, section, paragraph))
    }

    /// Tells whether a line cites any norm.
    pub fn has_norm(&self, line: usize) -> bool {
        !self.ctx.letter.citations_in(self.range(line)).is_empty()
    }

    /// A sentence about this case: a date, a number, or the person together with something of a life.
    pub fn fact(&self, line: usize) -> bool {
        let (paragraph, span) = (self.paragraph(line), self.span(line));
        let cited = self.ctx.letter.citations_in(self.range(line));
        let base = self.ctx.document.blocks[self.lines[line].block].range.start();
        let mut person = false;
        let mut life = false;
        for at in span.clone() {
            let token = &paragraph.tokens[at];
            let range = token.range + base;
            let next = cited.partition_point(|c| c.range.end() <= range.start());
            if cited.get(next).is_some_and(|c| c.range.contains_range(range)) {
                continue;
            }
            let word = paragraph.norm(token);
            if is_date(paragraph, at) && !of_a_paper(paragraph, at, span.start) {
                return true;
            }
            let number = token.kind == TokenKind::Number && !next_is(paragraph, at, words::UNITS);
            if number && !dated(paragraph, at) && !point_number(paragraph, at, span.start) {
                return true;
            }
            person |= words::PERSON.contains(&word);
            life |= words::is_life(word);
        }
        person && life
    }

    /// True if a line or one of the next in its block holds a fact of the case.
    pub fn fact_near(&self, line: usize, more: usize) -> bool {
        self.near(line, more).any(|l| self.fact(l))
    }

    pub fn mark_line(&self, line: usize) -> Found {
        let Line { block, sentence } = self.lines[line];
        Found { sentence: Some(sentence), ..Found::at(block, self.range(line)) }
    }

    pub fn mark(&self, hit: &Hit) -> Found {
        let Line { block, sentence } = self.lines[hit.line];
        Found { sentence: Some(sentence), ..Found::at(block, self.ctx.range(block, hit.tokens.clone())) }
    }

    pub fn mark_point(&self, point: &Point) -> Found {
        Found { sentence: Some(point.sentence), ..Found::at(point.block, point.range) }
    }

    /// The line of a ruling.
    pub fn line_of(&self, point: &Point) -> Option<usize> {
        self.lines.iter().position(|l| l.block == point.block && l.sentence == point.sentence)
    }
}

type Read = FxHashMap<(usize, usize), Rc<[Rc<Phrase>]>>;

thread_local! {
    /// The patterns of the checks, taken apart once. They are constants of the program, so there are some hundred lists.
    static READ: RefCell<Read> = RefCell::default();
}

fn phrases(patterns: Patterns) -> Rc<[Rc<Phrase>]> {
    let read = || patterns.iter().map(|p| Rc::new(Phrase::read(p, Dialect::Law))).collect();
    let place = (patterns.as_ptr() as usize, patterns.len());
    READ.with_borrow_mut(|known| Rc::clone(known.entry(place).or_insert_with(read)))
}

/// The running text of a letter: everything but head, remedy notice, signature and enclosures.
fn lines(ctx: &Context<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (block, paragraph) in ctx.paragraphs.iter().enumerate() {
        let part = ctx.part(block);
        if letter::PartSet::PROSE.has(part) && part != PartKind::RemedyNotice {
            lines.extend((0..paragraph.sentences.len()).map(|sentence| Line { block, sentence }));
        }
    }
    lines
}

/// Puts what is missing into the words of the message.
pub(super) fn say(mut found: Found, text: &str) -> Found {
    found.given = vec![text.to_owned()];
    found
}

fn norm(citation: &letter::Citation, law: &str, section: &str, paragraph: &str) -> bool {
    citation.refs.iter().any(|r| {
        (r.law == law || r.law.is_empty() && law == "AufenthG")
            && (section.is_empty() || r.section == section)
            && (paragraph.is_empty() || r.paragraph.as_deref() == Some(paragraph))
    })
}

fn is_date(paragraph: &Paragraph, at: usize) -> bool {
    date_len(paragraph, at).is_some()
}

/// The year of a date is no number of its own.
fn dated(paragraph: &Paragraph, at: usize) -> bool {
    let month = at.checked_sub(1).and_then(|i| paragraph.tokens.get(i));
    month.is_some_and(|t| is_month(paragraph, t))
}

/// "Nummer 2", "Ziffer 1", "zu 3": the number of a ruling tells nothing about the case.
fn point_number(paragraph: &Paragraph, at: usize, start: usize) -> bool {
    at > start
        && matches!(
            paragraph.norm(&paragraph.tokens[at - 1]),
            "nummer"
                | "nummern"
                | "ziffer"
                | "ziffern"
                | "nr."
                | "nrn."
                | "zu"
                | "punkt"
                | "art."
                | "und"
                | "satz"
                | "abs."
        )
}

fn next_is(paragraph: &Paragraph, at: usize, words: &[&str]) -> bool {
    paragraph.tokens.get(at + 1).is_some_and(|t| words.contains(&paragraph.norm(t)))
}

/// "Bescheid vom 3. Mai", "Antrag vom 3. Mai": the date of a paper of the procedure tells little about the case.
fn of_a_paper(paragraph: &Paragraph, at: usize, start: usize) -> bool {
    at >= start + 2
        && paragraph.norm(&paragraph.tokens[at - 1]) == "vom"
        && words::PAPERS.iter().any(|p| paragraph.norm(&paragraph.tokens[at - 2]).starts_with(p))
}

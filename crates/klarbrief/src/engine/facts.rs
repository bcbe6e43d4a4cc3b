//! What conditions may ask about a unit.

use std::cell::OnceCell;

use document::BlockKind;
use letter::{LetterKind, NormRef, PartKind, PartSet, Point, Ruling};
use readability::{Counter, Counts, Formula};
use rule::{Facts, Metric, Pattern, Predicate};
use source::TextRange;
use text::{ConstructionKind, Morph, Pos, Sentence, Token, TokenKind};

use super::Context;
use super::unit::Unit;

/// The facts of one unit.
pub(crate) struct UnitFacts<'a> {
    ctx: &'a Context<'a>,
    unit: &'a Unit,
    parts: PartSet,
    /// True if there is a finding already, and its words stand between quotation marks.
    quoted: bool,
    counted: OnceCell<Counts>,
}

impl<'a> UnitFacts<'a> {
    pub fn new(ctx: &'a Context<'a>, unit: &'a Unit, parts: PartSet, quoted: bool) -> UnitFacts<'a> {
        UnitFacts { ctx, unit, parts, quoted, counted: OnceCell::new() }
    }

    /// The ruling that the unit is.
    fn point(&self) -> Option<&'a Point> {
        let unit = self.unit;
        (unit.kind == rule::Unit::Point)
            .then(|| {
                self.ctx
                    .letter
                    .points
                    .iter()
                    .find(|p| p.block == unit.blocks.start && Some(p.sentence) == unit.sentence)
            })
            .flatten()
    }

    /// The sentences of the unit with their block.
    fn sentences(&self) -> impl Iterator<Item = (usize, &'a Sentence)> + '_ {
        let ctx = self.ctx;
        self.unit
            .blocks
            .clone()
            .filter(|b| self.unit.blocks.len() == 1 || self.parts.has(ctx.part(*b)))
            .flat_map(move |b| {
                let all = &ctx.paragraphs[b].sentences;
                let only = self.unit.sentence.map(|s| s..s + 1);
                all[only.unwrap_or(0..all.len())].iter().map(move |s| (b, s))
            })
    }

    fn tokens(&self) -> impl Iterator<Item = (usize, &'a Token)> + '_ {
        let ctx = self.ctx;
        self.sentences().flat_map(move |(b, s)| ctx.paragraphs[b].tokens_of(s).iter().map(move |t| (b, t)))
    }

    /// Several measures of one condition rest on the same counts.
    fn counts(&self) -> Counts {
        if self.unit.kind == rule::Unit::Letter && self.parts == PartSet::PROSE {
            return *self.ctx.counts;
        }
        *self.counted.get_or_init(|| self.count_words())
    }

    fn count_words(&self) -> Counts {
        let mut counter = Counter::new();
        let mut last = usize::MAX;
        let mut paragraphs = 0;
        for (block, sentence) in self.sentences() {
            if block != last {
                paragraphs += 1;
                last = block;
                if self.unit.sentence.is_none()
                    && matches!(self.ctx.document.blocks[block].kind, BlockKind::Heading { .. })
                {
                    counter.end_sentence();
                }
            }
            // Headings are no sentences of a text, but a heading looked at by itself is counted.
            if self.unit.sentence.is_none()
                && matches!(self.ctx.document.blocks[block].kind, BlockKind::Heading { .. })
            {
                paragraphs -= 1;
                last = usize::MAX;
                continue;
            }
            counter.sentence(&self.ctx.paragraphs[block], sentence);
        }
        let mut counts = counter.finish();
        counts.paragraphs = paragraphs;
        counts
    }

    /// Words that a reader has to take in: citations of norms are passed over when they are read.
    fn words(&self) -> impl Iterator<Item = TextRange> + '_ {
        let ctx = self.ctx;
        let citations = ctx.letter.citations_in(self.unit.range);
        self.tokens().filter(|(_, t)| t.is_word() || t.kind == TokenKind::Number).filter_map(move |(b, t)| {
            let range = t.range + ctx.document.blocks[b].range.start();
            let next = citations.partition_point(|c| c.range.end() <= range.start());
            let cited = citations.get(next).is_some_and(|c| c.range.contains_range(range));
            (!cited && t.is_word()).then_some(range)
        })
    }

    /// The stretch of the unit beyond its first words.
    pub fn words_beyond(&self, limit: usize) -> Option<TextRange> {
        let first = self.words().nth(limit)?;
        let (block, last) = self.tokens().last()?;
        let end = last.range.end() + self.ctx.document.blocks[block].range.start();
        // The full stop is no word.
        let last_word = self.words().last().map_or(end, |w| w.end());
        Some(TextRange::new(first.start(), last_word.max(first.end())))
    }

    /// What stands between quotation marks, in reading order.
    pub fn quotes(&self) -> Vec<TextRange> {
        let mut quotes = Vec::new();
        let mut open = None;
        for (block, token) in self.tokens().filter(|(_, t)| t.kind == TokenKind::Punctuation) {
            let at = token.range + self.ctx.document.blocks[block].range.start();
            match (self.ctx.document.slice(at), open) {
                ("„" | "»" | "\"", None) => open = Some(at.end()),
                ("“" | "”" | "«" | "\"", Some(start)) => {
                    quotes.push(TextRange::new(start, at.start()));
                    open = None;
                }
                _ => {}
            }
        }
        quotes
    }

    /// True if everything but the outer signs lies between quotation marks.
    fn wholly_quoted(&self) -> bool {
        let mut words = self.words();
        let Some(first) = words.next() else { return false };
        let last = words.last().unwrap_or(first);
        self.quotes().iter().any(|quote| quote.contains_range(first.cover(last)))
    }
}

impl Facts for UnitFacts<'_> {
    fn metric(&self, metric: Metric) -> Option<f64> {
        let formula = |f: Formula| f.value(&self.counts());
        let number = |n: u32| Some(f64::from(n));
        match metric {
            Metric::Words if self.unit.sentence.is_some() => Some(self.words().count() as f64),
            Metric::Words => number(self.counts().words),
            Metric::Sentences => number(self.counts().sentences),
            Metric::Syllables => number(self.counts().syllables),
            Metric::Letters => number(self.counts().letters),
            Metric::Paragraphs => number(self.counts().paragraphs),
            Metric::Characters => Some(self.ctx.document.slice(self.unit.range).chars().count() as f64),
            Metric::LongWords => number(self.counts().long_words),
            Metric::MeanSentenceWords => self.counts().words_per_sentence(),
            Metric::FleschAmstad => formula(Formula::FleschAmstad),
            Metric::Wiener1 => formula(Formula::Wiener1),
            Metric::Wiener2 => formula(Formula::Wiener2),
            Metric::Wiener3 => formula(Formula::Wiener3),
            Metric::Wiener4 => formula(Formula::Wiener4),
            Metric::Lix => formula(Formula::Lix),
            Metric::Rix => formula(Formula::Rix),
            Metric::Gsmog => formula(Formula::Gsmog),
            Metric::Nouns => Some(self.tokens().filter(|(_, t)| t.pos == Pos::Noun).count() as f64),
            Metric::FiniteVerbs => Some(
                self.tokens()
                    .filter(|(_, t)| {
                        matches!(t.pos, Pos::Verb | Pos::Aux)
                            && t.morph.has(Morph::FIN)
                            && !t.morph.any(Morph::PART)
                    })
                    .count() as f64,
            ),
            Metric::Depth => {
                let blocks = self.unit.blocks.clone();
                let found = blocks.flat_map(|b| self.ctx.constructions_in(b, self.unit.range));
                Some(f64::from(found.map(|c| c.depth).max().unwrap_or(0)))
            }
            Metric::Level => self.point().map(|p| f64::from(p.level)),
            Metric::Citations => Some(self.ctx.letter.citations_in(self.unit.range).len() as f64),
            Metric::SetSize | Metric::Marked | Metric::Share | Metric::Variants | Metric::Repeats => None,
        }
    }

    fn is(&self, predicate: Predicate) -> bool {
        let block = self.unit.blocks.start;
        let kind = self.ctx.document.blocks.get(block).map(|b| b.kind);
        match predicate {
            Predicate::Quoted => self.quoted || self.wholly_quoted(),
            Predicate::Terminated => self.sentences().last().is_some_and(|(_, s)| s.terminated),
            Predicate::Heading => matches!(kind, Some(BlockKind::Heading { .. })),
            Predicate::ListItem => matches!(kind, Some(BlockKind::ListItem { .. })),
            Predicate::Table => matches!(kind, Some(BlockKind::TableCell { .. })),
            Predicate::Whole => self.ctx.letter.is_whole(),
            Predicate::Reasoned => self.ctx.letter.is_reasoned(),
            Predicate::Template => self.ctx.settings.template,
        }
    }

    fn kind(&self, kind: LetterKind) -> bool {
        self.ctx.letter.kinds.has(kind)
    }

    fn has(&self, part: PartKind) -> bool {
        self.ctx.letter.has(part)
    }

    fn part(&self) -> Option<PartKind> {
        self.ctx.letter.part_of_block.get(self.unit.blocks.start).copied()
    }

    fn land(&self) -> Option<&str> {
        self.ctx.settings.land.map(|l| l.code())
    }

    fn date(&self) -> Option<&str> {
        self.ctx.settings.date_text.as_deref()
    }

    fn ruling(&self, rulings: &[Ruling]) -> bool {
        self.ctx.letter.points.iter().any(|p| rulings.contains(&p.ruling))
    }

    fn cites(&self, norms: &[NormRef]) -> bool {
        self.ctx.letter.cites(norms)
    }

    fn letter(&self, pattern: &Pattern) -> bool {
        self.ctx.hits.anywhere(pattern.id)
    }

    fn reasons(&self, pattern: &Pattern) -> bool {
        let letter = self.ctx.letter;
        let in_reasons = |point: &Point, block: usize, sentence: usize| {
            point.block == block && point.sentence == sentence
                || point.reasons.iter().any(|r| r.block == block && r.sentence == sentence)
        };
        let own = self.point();
        self.ctx.hits.of(pattern.id).iter().any(|hit| {
            let (block, sentence) = (hit.block as usize, hit.sentence as usize);
            match own {
                Some(point) => in_reasons(point, block, sentence),
                None => {
                    self.ctx.part(block) == PartKind::Reasons
                        || letter.points.iter().any(|p| in_reasons(p, block, sentence))
                }
            }
        })
    }

    fn count(&self, pattern: &Pattern, enough: usize) -> usize {
        self.ctx.hits.count(pattern.id, self.unit, self.ctx, self.parts).min(enough)
    }

    fn constructions(&self, kind: ConstructionKind) -> usize {
        self.unit
            .blocks
            .clone()
            .filter(|b| self.unit.blocks.len() == 1 || self.parts.has(self.ctx.part(*b)))
            .flat_map(|b| self.ctx.constructions_in(b, self.unit.range))
            .filter(|c| c.kind == kind)
            .count()
    }
}

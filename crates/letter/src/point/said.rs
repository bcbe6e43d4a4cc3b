//! One sentence that is asked what it says.

use text::{Morph, Paragraph, Pos, Sentence, TokenKind};

use crate::layout;
use crate::phrase::Scan;

/// One sentence that is asked what it says.
#[derive(Clone, Copy)]
pub(crate) struct Said<'s, 'p> {
    scan: &'s Scan<'p>,
    index: usize,
}

impl<'s, 'p> Said<'s, 'p> {
    pub fn new(scan: &'s Scan<'p>, index: usize) -> Said<'s, 'p> {
        Said { scan, index }
    }

    /// Tells whether it holds a phrase, in the notation of [`crate::phrase::matches_at`].
    pub fn has(self, phrase: &str) -> bool {
        self.scan.in_sentence(self.index, phrase)
    }

    /// Tells whether it holds one of several phrases.
    pub fn any(self, phrases: &'static [&'static str]) -> bool {
        self.scan.any_in_sentence(self.index, phrases)
    }

    pub(super) fn paragraph(self) -> &'p Paragraph {
        self.scan.paragraph
    }

    pub(super) fn sentence(self) -> &'p Sentence {
        &self.paragraph().sentences[self.index]
    }

    /// The first word, in small letters; list markers and signs are passed over.
    pub fn first(self) -> Option<&'p str> {
        let tokens = self.paragraph().tokens_of(self.sentence()).iter();
        let mut words = tokens.filter(|t| !matches!(t.kind, TokenKind::ListMarker | TokenKind::Punctuation));
        words.next().map(|t| self.paragraph().norm(t))
    }

    pub fn is_question(self) -> bool {
        let paragraph = self.paragraph();
        paragraph.tokens_of(self.sentence()).last().is_some_and(|t| paragraph.norm(t) == "?")
    }

    /// "Geben Sie uns …": the verb first, then the person.
    pub fn starts_with_order(self) -> bool {
        let paragraph = self.paragraph();
        let mut words = paragraph.tokens_of(self.sentence()).iter().filter(|t| t.is_word());
        let first = words.next().is_some_and(|t| matches!(t.pos, Pos::Verb));
        first && words.next().is_some_and(|t| paragraph.norm(t) == "sie")
    }

    /// How often a word stands in it.
    pub fn count(self, word: &str) -> usize {
        let paragraph = self.paragraph();
        paragraph.tokens_of(self.sentence()).iter().filter(|t| paragraph.norm(t) == word).count()
    }

    /// "Sie haben … zu verlassen": a duty, not the perfect ("haben Sie … gewohnt").
    pub(super) fn must_by_have(self) -> bool {
        let paragraph = self.paragraph();
        let tokens = paragraph.tokens_of(self.sentence());
        self.any(&["haben sie", "sie haben", "hat"])
            && (tokens.iter().any(|t| t.morph.has(Morph::ZU))
                || tokens.windows(2).any(|pair| {
                    paragraph.norm(&pair[0]) == "zu"
                        && pair[1].pos == Pos::Verb
                        && !pair[1].morph.has(Morph::PART)
                }))
    }

    /// The number of words.
    pub fn words(self) -> usize {
        self.paragraph().tokens_of(self.sentence()).iter().filter(|t| t.is_word()).count()
    }

    /// "Ich ordne Folgendes an:"
    pub(super) fn announces(self) -> bool {
        let paragraph = self.paragraph();
        let tokens = paragraph.tokens_of(self.sentence());
        tokens.last().is_some_and(|t| paragraph.norm(t) == ":")
            && tokens.iter().filter(|t| t.is_word()).count() <= 8
            && !self.amount()
            && !self.any(&["auflage*", "nebenbestimmung*", "bedingung*"])
    }

    /// True for "nicht", "kein" in any form.
    pub fn negated(self) -> bool {
        self.any(&["nicht", "=kein", "keinesfalls", "keineswegs"])
    }

    /// True if a finite verb stands in the past: what happened, not what is decided.
    pub(super) fn in_the_past(self) -> bool {
        let paragraph = self.paragraph();
        let tokens = paragraph.tokens_of(self.sentence());
        // "Die Ihnen am 14. April 2025 erteilte und bis 2029 gültige Aufenthaltserlaubnis wird widerrufen": a participle that
        // looks like the past.
        let article = tokens.iter().take(2).any(|t| matches!(t.pos, Pos::Det));
        let now = tokens.iter().any(|t| matches!(paragraph.norm(t), "wird" | "werden" | "gilt" | "ist"));
        let attribute = |i: usize| {
            let next = tokens.get(i + 1);
            article
                && now
                && (paragraph.norm(&tokens[i]).ends_with("te") || paragraph.norm(&tokens[i]).ends_with("ten"))
                && next.is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Cconj))
        };
        tokens.iter().enumerate().any(|(i, t)| {
            !attribute(i)
                && matches!(t.pos, Pos::Verb | Pos::Aux)
                // "Sollten Sie …" and "Möchten Sie …" look like the past and speak of what may come.
                && !matches!(paragraph.norm(t), "sollte" | "sollten" | "möchte" | "möchten")
                && t.morph.has(Morph::FIN.and(Morph::PAST))
                && !t.morph.any(Morph::PRES.and(Morph::PART).and(Morph::SUB))
        })
    }

    /// A full date that is not the date of the application.
    pub(super) fn dated(self) -> bool {
        let paragraph = self.paragraph();
        self.sentence().indices().any(|i| {
            layout::date_len(paragraph, i).is_some()
                && !(i >= 2
                    && paragraph.norm(&paragraph.tokens[i - 1]) == "vom"
                    && paragraph.norm(&paragraph.tokens[i - 2]).starts_with("antrag"))
        })
    }

    /// An amount of money.
    pub fn amount(self) -> bool {
        self.any(&["euro", "€", "eur"])
    }
}

//! Constructions that make sentences harder to read, each with its exact range.

mod attribute;
mod bracket;
mod clause;
mod light_verb;
mod modal;
mod negation;
mod noun;
mod passive;

use clause::{ClauseKind, Clauses};

use crate::paragraph::{Construction, ConstructionKind, Paragraph};

/// The tokens of a sentence.
type Words = std::ops::Range<usize>;

/// Collects what is found in a paragraph.
struct Finder<'a> {
    paragraph: &'a Paragraph,
    clauses: &'a Clauses,
    found: &'a mut Vec<Construction>,
}

impl Finder<'_> {
    fn push(&mut self, kind: ConstructionKind, first: usize, last: usize) {
        self.push_at_depth(kind, first, last, 0);
    }

    fn push_at_depth(&mut self, kind: ConstructionKind, first: usize, last: usize, depth: u8) {
        let tokens = &self.paragraph.tokens;
        let range = source::TextRange::new(tokens[first].range.start(), tokens[last].range.end());
        self.found.push(Construction { kind, range, tokens: first as u32..last as u32 + 1, depth });
    }
}

/// Finds all constructions of a paragraph, sorted by place.
pub(crate) fn find(paragraph: &Paragraph) -> Vec<Construction> {
    let mut found = Vec::new();
    let mut clauses = Clauses::default();
    for sentence in &paragraph.sentences {
        clauses.read(paragraph, sentence);
        let words = sentence.indices();
        let mut finder = Finder { paragraph, clauses: &clauses, found: &mut found };
        subordinate_clauses(&mut finder);
        passive::passives(&mut finder, words.clone());
        passive::stative_passives(&mut finder, words.clone());
        modal::modal_infinitives(&mut finder, words.clone());
        bracket::verb_brackets(&mut finder, words.clone());
        light_verb::light_verbs(&mut finder, words.clone());
        attribute::participial_attributes(&mut finder, words.clone());
        noun::genitive_chains(&mut finder, words.clone());
        noun::nominal_style(&mut finder, words.clone());
        negation::double_negations(&mut finder, words.clone());
        negation::impersonal_subjects(&mut finder, words);
    }
    found.sort_by_key(|c| (c.range.start(), c.range.end(), c.kind));
    found
}

fn subordinate_clauses(finder: &mut Finder<'_>) {
    let clauses = finder.clauses;
    for clause in clauses.all.iter().filter(|c| c.kind == ClauseKind::Subordinate) {
        // A sign at the end belongs to the sentence.
        let mut last = clause.last;
        while last > clause.first
            && finder.paragraph.tokens[last].kind == crate::token::TokenKind::Punctuation
        {
            last -= 1;
        }
        finder.push_at_depth(ConstructionKind::SubordinateClause, clause.first, last, clause.depth);
    }
}

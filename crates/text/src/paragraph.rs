use std::ops::Range;

use source::TextRange;

use crate::token::{Slice, Token};

/// The analysis of one paragraph. All ranges are byte offsets from the start of the paragraph.
///
/// The analysis of a paragraph depends on nothing but its text and the [`Layout`](crate::Layout) handed in, so it can
/// be kept and used again.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All sentences in order; together they cover all tokens.
    pub sentences: Vec<Sentence>,
    /// Constructions, sorted by place.
    pub constructions: Vec<Construction>,
    /// Lower-case forms and base forms of all tokens.
    pub(crate) store: String,
}

/// One sentence, or a piece of text that stands like one (heading, list item).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last character, closing quotes included.
    pub range: TextRange,
    /// Its tokens: indices into [`Paragraph::tokens`].
    pub tokens: Range<u32>,
    /// True if it ends with a sign that ends a sentence (`.`, `!`, `?`, `…`).
    pub terminated: bool,
}

impl Sentence {
    /// The indices of its tokens.
    pub fn indices(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }
}

/// A grammatical construction that makes text harder to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Construction {
    /// What it is.
    pub kind: ConstructionKind,
    /// From its first to its last word.
    pub range: TextRange,
    /// The words that make it (for a passive: the auxiliary and the participle): indices into [`Paragraph::tokens`].
    pub tokens: Range<u32>,
    /// Nesting depth of a subordinate clause, from 1; 0 for the others.
    pub depth: u8,
}

/// The kinds of construction that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum ConstructionKind {
    /// *werden* with a participle ("wird abgelehnt").
    Passive,
    /// *sein* with a participle that names a state ("ist abgelehnt").
    StativePassive,
    /// Many abstract nouns in a sentence.
    NominalStyle,
    /// A noun carries the meaning, the verb is empty ("zur Anwendung kommen").
    LightVerb,
    /// *sein* or *haben* with *zu* and infinitive ("ist vorzulegen").
    ModalInfinitive,
    /// A participle with complements before a noun.
    ParticipialAttribute,
    /// Genitives that hang on each other.
    GenitiveChain,
    /// Finite verb and its partner far apart.
    VerbBracket,
    /// A subordinate clause.
    SubordinateClause,
    /// Two negations in one clause.
    DoubleNegation,
    /// *es* or *man* instead of somebody who acts ("Es wird darauf hingewiesen").
    ImpersonalSubject,
}

impl ConstructionKind {
    /// All kinds.
    pub const ALL: [ConstructionKind; 11] = [
        ConstructionKind::Passive,
        ConstructionKind::StativePassive,
        ConstructionKind::NominalStyle,
        ConstructionKind::LightVerb,
        ConstructionKind::ModalInfinitive,
        ConstructionKind::ParticipialAttribute,
        ConstructionKind::GenitiveChain,
        ConstructionKind::VerbBracket,
        ConstructionKind::SubordinateClause,
        ConstructionKind::DoubleNegation,
        ConstructionKind::ImpersonalSubject,
    ];

    /// The key used in rule files and JSON.
    pub fn key(self) -> &'static str {
        match self {
            ConstructionKind::Passive => "passive",
            ConstructionKind::StativePassive => "stative-passive",
            ConstructionKind::NominalStyle => "nominal-style",
            ConstructionKind::LightVerb => "light-verb",
            ConstructionKind::ModalInfinitive => "modal-infinitive",
            ConstructionKind::ParticipialAttribute => "participial-attribute",
            ConstructionKind::GenitiveChain => "genitive-chain",
            ConstructionKind::VerbBracket => "verb-bracket",
            ConstructionKind::SubordinateClause => "subordinate-clause",
            ConstructionKind::DoubleNegation => "double-negation",
            ConstructionKind::ImpersonalSubject => "impersonal-subject",
        }
    }

    /// Finds a kind by its key.
    pub fn from_key(key: &str) -> Option<ConstructionKind> {
        ConstructionKind::ALL.into_iter().find(|k| k.key() == key)
    }
}

impl Paragraph {
    /// The word of a token in lower case, without soft hyphens.
    pub fn norm(&self, token: &Token) -> &str {
        self.stored(token.norm)
    }

    /// The base form of a token in lower case; the word itself where none is known.
    pub fn lemma(&self, token: &Token) -> &str {
        self.stored(token.lemma)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.indices()]
    }

    /// The number of words of a sentence.
    pub fn words_of(&self, sentence: &Sentence) -> usize {
        self.tokens_of(sentence).iter().filter(|t| t.is_word()).count()
    }

    fn stored(&self, slice: Slice) -> &str {
        &self.store[slice.start as usize..(slice.start + slice.len) as usize]
    }
}

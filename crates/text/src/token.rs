use source::TextRange;

use crate::lexicon::Tag;

/// One token: a word, a number, a sign.
///
/// Ranges are relative to the paragraph that was analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: TextRange,
    /// What kind of token it is.
    pub kind: TokenKind,
    /// Part of speech (Universal Dependencies).
    pub pos: Pos,
    /// The finer tag (STTS) that the part of speech comes from.
    pub tag: Tag,
    /// Features; more than one value of a feature means that the form is ambiguous.
    pub morph: Morph,
    /// How its letters are written.
    pub case: Case,
    /// Syllables; 0 for what is not read as a word.
    pub syllables: u8,
    /// Letters and digits, at most 255.
    pub letters: u8,
    /// True if white space stands before it.
    pub space_before: bool,
    /// Lower case, without soft hyphens: range in the word store of the paragraph.
    pub(crate) norm: Slice,
    /// Base form: range in the word store of the paragraph.
    pub(crate) lemma: Slice,
}

/// A range in the word store of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Slice {
    pub start: u32,
    pub len: u32,
}

impl Slice {
    /// The bytes of the store.
    pub(crate) fn indices(self) -> std::ops::Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }
}

impl Token {
    /// True for tokens that count as words in readability formulas.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Abbreviation | TokenKind::Placeholder)
    }
}

/// What kind of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A word, compounds with hyphens and gender forms (`Antragsteller*innen`) included.
    Word,
    /// A word cut short with a full stop ("Abs.", "z.", "Dr.") or a known short form without one.
    Abbreviation,
    /// A number ("12", "1.214,50", "25b").
    Number,
    /// An ordinal ("3.").
    Ordinal,
    /// A date in digits ("03.02.2025").
    Date,
    /// A time of day ("13:30", "13.30").
    Time,
    /// A file number ("32.4-Tr/1193").
    FileNumber,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A template field.
    Placeholder,
    /// The marker of a list item or numbered heading ("1.", "–", "a)").
    ListMarker,
    /// A punctuation mark.
    Punctuation,
    /// Another sign ("§", "€", "%").
    Symbol,
}

impl TokenKind {
    /// All kinds.
    pub const ALL: [TokenKind; 13] = [
        TokenKind::Word,
        TokenKind::Abbreviation,
        TokenKind::Number,
        TokenKind::Ordinal,
        TokenKind::Date,
        TokenKind::Time,
        TokenKind::FileNumber,
        TokenKind::Email,
        TokenKind::Url,
        TokenKind::Placeholder,
        TokenKind::ListMarker,
        TokenKind::Punctuation,
        TokenKind::Symbol,
    ];

    /// The key used in rule files.
    pub fn key(self) -> &'static str {
        match self {
            TokenKind::Word => "word",
            TokenKind::Abbreviation => "abbreviation",
            TokenKind::Number => "number",
            TokenKind::Ordinal => "ordinal",
            TokenKind::Date => "date",
            TokenKind::Time => "time",
            TokenKind::FileNumber => "file-number",
            TokenKind::Email => "email",
            TokenKind::Url => "url",
            TokenKind::Placeholder => "placeholder",
            TokenKind::ListMarker => "list-marker",
            TokenKind::Punctuation => "punctuation",
            TokenKind::Symbol => "symbol",
        }
    }

    /// Finds a kind by its key.
    pub fn from_key(key: &str) -> Option<TokenKind> {
        TokenKind::ALL.into_iter().find(|k| k.key() == key)
    }
}

/// How the letters of a token are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// No cased letter.
    None,
    /// All lower case.
    Lower,
    /// First letter upper case, the others lower case; also a single upper-case letter.
    Title,
    /// All upper case, at least two letters.
    Upper,
    /// Another mixture ("AufenthG").
    Mixed,
}

impl Case {
    /// The key used in rule files.
    pub fn key(self) -> &'static str {
        match self {
            Case::None => "none",
            Case::Lower => "lower",
            Case::Title => "title",
            Case::Upper => "upper",
            Case::Mixed => "mixed",
        }
    }

    /// Finds a case by its key.
    pub fn from_key(key: &str) -> Option<Case> {
        [Case::None, Case::Lower, Case::Title, Case::Upper, Case::Mixed].into_iter().find(|c| c.key() == key)
    }
}

/// Part of speech: the 17 tags of Universal Dependencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the tags are defined by the standard: https://universaldependencies.org/u/pos/
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Pos {
    /// All tags in the order of the alphabet.
    pub const ALL: [Pos; 17] = [
        Pos::Adj,
        Pos::Adp,
        Pos::Adv,
        Pos::Aux,
        Pos::Cconj,
        Pos::Det,
        Pos::Intj,
        Pos::Noun,
        Pos::Num,
        Pos::Part,
        Pos::Pron,
        Pos::Propn,
        Pos::Punct,
        Pos::Sconj,
        Pos::Sym,
        Pos::Verb,
        Pos::X,
    ];

    /// The tag as Universal Dependencies write it.
    pub fn key(self) -> &'static str {
        match self {
            Pos::Adj => "ADJ",
            Pos::Adp => "ADP",
            Pos::Adv => "ADV",
            Pos::Aux => "AUX",
            Pos::Cconj => "CCONJ",
            Pos::Det => "DET",
            Pos::Intj => "INTJ",
            Pos::Noun => "NOUN",
            Pos::Num => "NUM",
            Pos::Part => "PART",
            Pos::Pron => "PRON",
            Pos::Propn => "PROPN",
            Pos::Punct => "PUNCT",
            Pos::Sconj => "SCONJ",
            Pos::Sym => "SYM",
            Pos::Verb => "VERB",
            Pos::X => "X",
        }
    }

    /// Finds a tag by its key.
    pub fn from_key(key: &str) -> Option<Pos> {
        Pos::ALL.into_iter().find(|p| p.key() == key)
    }
}

/// Morphological features (Universal Dependencies) as a set: one bit per value.
///
/// Several values of one feature together mean that the form is ambiguous.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Morph(u32);

macro_rules! features {
    ($($name:ident = $bit:literal, $feature:literal, $value:literal;)*) => {
        impl Morph {
            $(#[doc = concat!("`", $feature, "=", $value, "`")]
            pub const $name: Morph = Morph(1 << $bit);)*

            /// All values with the name of their feature, sorted by feature and value as CoNLL-U asks for.
            pub const VALUES: &'static [(Morph, &'static str, &'static str)] =
                &[$((Morph::$name, $feature, $value)),*];
        }
    };
}

features! {
    ACC = 3, "Case", "Acc";
    DAT = 2, "Case", "Dat";
    GEN = 1, "Case", "Gen";
    NOM = 0, "Case", "Nom";
    CMP = 5, "Degree", "Cmp";
    POS = 4, "Degree", "Pos";
    SUP = 6, "Degree", "Sup";
    FEM = 7, "Gender", "Fem";
    MASC = 8, "Gender", "Masc";
    NEUT = 9, "Gender", "Neut";
    IMP = 12, "Mood", "Imp";
    IND = 10, "Mood", "Ind";
    SUB = 11, "Mood", "Sub";
    PLUR = 14, "Number", "Plur";
    SING = 13, "Number", "Sing";
    P1 = 15, "Person", "1";
    P2 = 16, "Person", "2";
    P3 = 17, "Person", "3";
    PAST = 18, "Tense", "Past";
    PRES = 19, "Tense", "Pres";
    FIN = 20, "VerbForm", "Fin";
    INF = 21, "VerbForm", "Inf";
    PART = 22, "VerbForm", "Part";
    ZU = 23, "VerbForm", "ZuInf";
}

impl Morph {
    /// No feature.
    pub const NONE: Morph = Morph(0);

    /// Joins two sets.
    pub const fn and(self, other: Morph) -> Morph {
        Morph(self.0 | other.0)
    }

    /// The set without the values of `other`.
    pub const fn without(self, other: Morph) -> Morph {
        Morph(self.0 & !other.0)
    }

    /// True if all values of `other` are in the set.
    pub const fn has(self, other: Morph) -> bool {
        self.0 & other.0 == other.0
    }

    /// True if at least one value of `other` is in the set.
    pub const fn any(self, other: Morph) -> bool {
        self.0 & other.0 != 0
    }

    /// True if there is no feature.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Finds one value, written as `Feature=Value`.
    pub fn from_key(key: &str) -> Option<Morph> {
        let (feature, value) = key.split_once('=')?;
        Morph::VALUES.iter().find(|(_, f, v)| *f == feature && *v == value).map(|(m, _, _)| *m)
    }
}

impl std::fmt::Display for Morph {
    /// Writes `Feature=Value|…` in the order of the alphabet, ambiguous values with commas, `_` for the empty set.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_empty() {
            return f.write_str("_");
        }
        let mut last = "";
        for (bit, feature, value) in Morph::VALUES.iter().filter(|(bit, _, _)| self.has(*bit)) {
            debug_assert!(!bit.is_empty());
            if *feature == last {
                write!(f, ",{value}")?;
            } else {
                write!(f, "{}{feature}={value}", if last.is_empty() { "" } else { "|" })?;
            }
            last = feature;
        }
        Ok(())
    }
}

//! The tags that the lexicon and the tagger work with: STTS, a little finer or coarser where Universal Dependencies need it.

use crate::token::{Morph, Pos};

macro_rules! tags {
    ($($name:ident $key:literal $pos:ident;)*) => {
        /// A tag of the Stuttgart-Tübingen tag set (STTS), with the universal part of speech it leads to.
        ///
        /// Full verbs and auxiliaries keep their own tags; *haben*, *sein*, *werden* as full verbs are tagged `VV…`. Verb
        /// particles are split by the part of speech that Universal Dependencies give them. Names that STTS calls `NN` are `NE`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, clippy::upper_case_acronyms)] // defined by the standard: STTS guidelines, Stuttgart and Tübingen 1999
        pub enum Tag { $($name),* }

        impl Tag {
            /// All tags, in the order of their numbers.
            pub const ALL: &'static [Tag] = &[$(Tag::$name),*];

            /// The tag as STTS writes it.
            pub const fn key(self) -> &'static str {
                match self { $(Tag::$name => $key),* }
            }

            /// The universal part of speech.
            pub const fn pos(self) -> Pos {
                match self { $(Tag::$name => Pos::$pos),* }
            }
        }
    };
}

tags! {
    Nn "NN" Noun;
    Ne "NE" Propn;
    Adja "ADJA" Adj;
    Adjd "ADJD" Adj;
    Adv "ADV" Adv;
    Pav "PAV" Adv;
    Pwav "PWAV" Adv;
    Ptka "PTKA" Adv;
    PtkvzAdv "PTKVZ" Adv;
    PtkvzAdp "PTKVZ" Adp;
    Appr "APPR" Adp;
    Apprart "APPRART" Adp;
    Appo "APPO" Adp;
    Apzr "APZR" Adp;
    Art "ART" Det;
    Pdat "PDAT" Det;
    Piat "PIAT" Det;
    Pposat "PPOSAT" Det;
    Pwat "PWAT" Det;
    Pds "PDS" Pron;
    Pis "PIS" Pron;
    Pper "PPER" Pron;
    Prf "PRF" Pron;
    Prels "PRELS" Pron;
    Prelat "PRELAT" Pron;
    Pws "PWS" Pron;
    Kon "KON" Cconj;
    Kokom "KOKOM" Cconj;
    Kous "KOUS" Sconj;
    Koui "KOUI" Sconj;
    Ptkneg "PTKNEG" Part;
    Ptkzu "PTKZU" Part;
    Itj "ITJ" Intj;
    Card "CARD" Num;
    Trunc "TRUNC" Noun;
    Vvfin "VVFIN" Verb;
    Vvimp "VVIMP" Verb;
    Vvinf "VVINF" Verb;
    Vvizu "VVIZU" Verb;
    Vvpp "VVPP" Verb;
    Vafin "VAFIN" Aux;
    Vainf "VAINF" Aux;
    Vapp "VAPP" Aux;
    Vmfin "VMFIN" Aux;
    Vminf "VMINF" Aux;
    Fm "FM" X;
    Xy "XY" X;
    Sym "SYM" Sym;
    Punct "$(" Punct;
}

impl Tag {
    /// Finds a tag by its number.
    pub fn from_index(index: usize) -> Option<Tag> {
        Tag::ALL.get(index).copied()
    }

    /// Finds the first tag with a key.
    pub fn from_key(key: &str) -> Option<Tag> {
        Tag::ALL.iter().copied().find(|t| t.key() == key)
    }

    /// What the tag alone says about the form of a verb.
    pub const fn verb_form(self) -> Morph {
        match self {
            Tag::Vvfin | Tag::Vafin | Tag::Vmfin => Morph::FIN,
            Tag::Vvimp => Morph::FIN.and(Morph::IMP),
            Tag::Vvinf | Tag::Vainf | Tag::Vminf => Morph::INF,
            Tag::Vvizu => Morph::INF.and(Morph::ZU),
            Tag::Vvpp | Tag::Vapp => Morph::PART,
            _ => Morph::NONE,
        }
    }
}

/// A set of tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TagSet(pub u64);

impl TagSet {
    /// No tag.
    pub const EMPTY: TagSet = TagSet(0);

    /// The set of the tags given.
    pub const fn of(tags: &[Tag]) -> TagSet {
        let mut set = 0;
        let mut i = 0;
        while i < tags.len() {
            set |= 1 << tags[i] as u8;
            i += 1;
        }
        TagSet(set)
    }

    /// Both sets together.
    pub const fn or(self, other: TagSet) -> TagSet {
        TagSet(self.0 | other.0)
    }

    /// What is in both sets.
    pub const fn and(self, other: TagSet) -> TagSet {
        TagSet(self.0 & other.0)
    }

    /// The set with one more tag.
    pub const fn with(self, tag: Tag) -> TagSet {
        TagSet(self.0 | 1 << tag as u8)
    }

    /// True if a tag is in the set.
    pub const fn has(self, tag: Tag) -> bool {
        self.0 >> tag as u8 & 1 == 1
    }

    /// True if no tag is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The tag, if there is exactly one.
    pub fn single(self) -> Option<Tag> {
        (self.0.count_ones() == 1).then(|| Tag::from_index(self.0.trailing_zeros() as usize)).flatten()
    }

    /// The tags of the set in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = Tag> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let tag = Tag::from_index(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(tag)
        })
    }
}

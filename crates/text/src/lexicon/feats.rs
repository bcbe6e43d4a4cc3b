//! Which combinations of case, number, gender, person, tense and mood a form can stand for.

use crate::token::Morph;

/// The readings of one form under one tag, as a set of combinations.
///
/// For nouns, adjectives, articles and pronouns one bit stands for a case, a number and a gender together, so that agreement
/// inside a noun phrase is the intersection of two sets. For verbs one bit stands for mood and tense, number and person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Feats(pub u32);

const CASES: [Morph; 4] = [Morph::NOM, Morph::GEN, Morph::DAT, Morph::ACC];
const NUMBERS: [Morph; 2] = [Morph::SING, Morph::PLUR];
const GENDERS: [Morph; 3] = [Morph::MASC, Morph::FEM, Morph::NEUT];
const MOODS: [Morph; 4] = [
    Morph::IND.and(Morph::PRES),
    Morph::IND.and(Morph::PAST),
    Morph::SUB.and(Morph::PRES),
    Morph::SUB.and(Morph::PAST),
];
const PERSONS: [Morph; 3] = [Morph::P1, Morph::P2, Morph::P3];

impl Feats {
    /// Nothing is known.
    pub const NONE: Feats = Feats(0);
    /// All combinations of case, number and gender, or of mood, number and person.
    pub const COMBINATIONS: u32 = (1 << 24) - 1;
    /// Comparative (nominal forms); imperative singular (verbs).
    pub const CMP: Feats = Feats(1 << 24);
    /// Superlative (nominal forms); imperative plural (verbs).
    pub const SUP: Feats = Feats(1 << 25);

    /// Person 0–2 of a personal pronoun.
    pub const fn person(person: u32) -> Feats {
        Feats(1 << (26 + person))
    }

    /// One combination of a nominal form: case 0–3 (Nom, Gen, Dat, Acc), number 0–1, gender 0–2 (Masc, Fem, Neut).
    pub const fn nominal(case: u32, number: u32, gender: u32) -> Feats {
        Feats(1 << ((case * 2 + number) * 3 + gender))
    }

    /// One combination of a verb form: mood and tense 0–3 (indicative present, past; subjunctive present, past), number 0–1,
    /// person 0–2.
    pub const fn finite(mood: u32, number: u32, person: u32) -> Feats {
        Feats(1 << ((mood * 2 + number) * 3 + person))
    }

    /// Both sets together.
    pub const fn or(self, other: Feats) -> Feats {
        Feats(self.0 | other.0)
    }

    /// The combinations that are in both sets; everything else of `self` stays.
    pub const fn agree(self, other: Feats) -> Feats {
        Feats(self.0 & (other.0 | !Feats::COMBINATIONS))
    }

    /// True if no combination is left.
    pub const fn is_empty(self) -> bool {
        self.0 & Feats::COMBINATIONS == 0
    }

    /// The combinations of all numbers and genders in the cases given as bits 0–3.
    pub const fn of_cases(cases: u32) -> Feats {
        let mut set = 0;
        let mut case = 0;
        while case < 4 {
            if cases >> case & 1 == 1 {
                set |= 0b111_111 << (case * 6);
            }
            case += 1;
        }
        Feats(set)
    }

    /// The features of a nominal form: every value that some combination has.
    pub fn nominal_morph(self) -> Morph {
        let mut morph = self.spread(CASES, NUMBERS, GENDERS);
        for (person, person_morph) in PERSONS.into_iter().enumerate() {
            if self.0 & Feats::person(person as u32).0 != 0 {
                morph = morph.and(person_morph);
            }
        }
        // A plural has no gender of its own where all three are possible.
        if !morph.has(Morph::SING) && morph.has(Morph::MASC.and(Morph::FEM).and(Morph::NEUT)) {
            morph = morph.without(Morph::MASC.and(Morph::FEM).and(Morph::NEUT));
        }
        morph
    }

    /// The features of a finite verb form.
    pub fn finite_morph(self) -> Morph {
        self.spread(MOODS, NUMBERS, PERSONS)
    }

    /// Every value that some combination of three features has. The bits of a combination count the third feature first.
    fn spread(self, four: [Morph; 4], two: [Morph; 2], three: [Morph; 3]) -> Morph {
        const SIX: u32 = 0b111_111;
        let mut morph = Morph::NONE;
        let mut see = |holds: bool, value: Morph| {
            if holds {
                morph = morph.and(value);
            }
        };
        let combinations = self.0 & Feats::COMBINATIONS;
        for (at, value) in four.into_iter().enumerate() {
            see(combinations >> (6 * at) & SIX != 0, value);
        }
        // What all four have together.
        let half = combinations | combinations >> 12;
        let rest = (half | half >> 6) & SIX;
        for (at, value) in two.into_iter().enumerate() {
            see(rest >> (3 * at) & 0b111 != 0, value);
        }
        let rest = rest | rest >> 3;
        for (at, value) in three.into_iter().enumerate() {
            see(rest >> at & 1 != 0, value);
        }
        morph
    }
}

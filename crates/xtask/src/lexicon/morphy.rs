//! Tags of the dictionary (Morphy's tag set, as in LanguageTool) to ours.

use text::lexicon::{Feats, Tag};

/// What a tag of the dictionary says about open classes; `None` for closed ones and for what we do not keep.
pub fn open(tag: &str, form: &str, lemma: &str) -> Option<(Tag, Feats)> {
    let mut parts = tag.split(':');
    let lower = form.starts_with(char::is_lowercase);
    match parts.next()? {
        // Adjectives used as nouns come with every participle; a capital letter is all they need.
        "SUB" if tag.ends_with(":ADJ") => None,
        "SUB" => (!lower).then(|| (Tag::Nn, nominal(tag))),
        "EIG" => (!lower).then(|| (Tag::Ne, nominal(tag))),
        "ADJ" | "PA1" | "PA2" if lower => {
            let tag_of = if tag.contains(":PRD") { Tag::Adjd } else { Tag::Adja };
            Some((tag_of, nominal(tag).or(degree(tag))))
        }
        "VER" if lower && !is_closed_verb(lemma) => verb(tag),
        "ADV" if lower => Some((Tag::Adv, Feats::NONE)),
        _ => None,
    }
}

/// Verbs that the list of closed classes holds.
fn is_closed_verb(lemma: &str) -> bool {
    matches!(
        lemma,
        "sein" | "haben" | "werden" | "können" | "müssen" | "sollen" | "wollen" | "dürfen" | "mögen"
    )
}

/// Case, number and gender of a tag; a missing gender (`ALG`, `NOG`) means all three.
pub fn nominal(tag: &str) -> Feats {
    let (mut cases, mut numbers, mut genders) = (0u32, 0u32, 0u32);
    for part in tag.split(':').skip(1) {
        match part {
            "NOM" => cases |= 1,
            "GEN" => cases |= 2,
            "DAT" => cases |= 4,
            "AKK" => cases |= 8,
            "SIN" => numbers |= 1,
            "PLU" => numbers |= 2,
            "MAS" => genders |= 1,
            "FEM" => genders |= 2,
            "NEU" => genders |= 4,
            _ => {}
        }
    }
    if cases == 0 {
        return Feats::NONE;
    }
    let all = |set: u32, every: u32| if set == 0 { every } else { set };
    combine(cases, all(numbers, 3), all(genders, 7))
}

/// All combinations of cases, numbers and genders given as sets of bits.
pub fn combine(cases: u32, numbers: u32, genders: u32) -> Feats {
    let mut feats = Feats::NONE;
    for case in (0..4).filter(|c| cases >> c & 1 == 1) {
        for number in (0..2).filter(|n| numbers >> n & 1 == 1) {
            for gender in (0..3).filter(|g| genders >> g & 1 == 1) {
                feats = feats.or(Feats::nominal(case, number, gender));
            }
        }
    }
    feats
}

fn degree(tag: &str) -> Feats {
    let has = |key: &str| tag.split(':').any(|p| p == key);
    match () {
        () if has("KOM") => Feats::CMP,
        () if has("SUP") => Feats::SUP,
        () => Feats::NONE,
    }
}

/// A verb form.
pub fn verb(tag: &str) -> Option<(Tag, Feats)> {
    let has = |key: &str| tag.split(':').any(|p| p == key);
    let number = u32::from(has("PLU"));
    Some(match () {
        () if has("INF") => (Tag::Vvinf, Feats::NONE),
        () if has("EIZ") => (Tag::Vvizu, Feats::NONE),
        () if has("PA2") => (Tag::Vvpp, Feats::NONE),
        () if has("PA1") => (Tag::Adjd, Feats::NONE),
        () if has("IMP") => (Tag::Vvimp, if number == 1 { Feats::SUP } else { Feats::CMP }),
        () => {
            let mood = ["PRÄ", "PRT", "KJ1", "KJ2"].iter().position(|m| has(m))? as u32;
            let person = ["1", "2", "3"].iter().position(|p| has(p))? as u32;
            (Tag::Vvfin, Feats::finite(mood, number, person))
        }
    })
}

/// Which readings of the dictionary give a closed-class form its features.
pub fn closed(tag: &str, wanted: Tag) -> Option<Feats> {
    let mut parts = tag.split(':');
    let (class, kind) = (parts.next()?, parts.next().unwrap_or_default());
    let fits = match wanted {
        Tag::Pper => class == "PRO" && kind == "PER",
        Tag::Prf => class == "PRO" && matches!(kind, "REF" | "PER"),
        Tag::Art => class == "ART",
        Tag::Pposat => class == "PRO" && kind == "POS" && !tag.ends_with(":STV"),
        Tag::Prels | Tag::Pds | Tag::Prelat => class == "PRO" && matches!(kind, "DEM" | "RIN" | "PER"),
        Tag::Pdat | Tag::Piat | Tag::Pis | Tag::Pws | Tag::Pwat => {
            class == "PRO" && matches!(kind, "DEM" | "IND" | "RIN")
        }
        Tag::Vafin | Tag::Vmfin | Tag::Vvfin => {
            return (class == "VER").then(|| verb(tag)).flatten().filter(|v| v.0 == Tag::Vvfin).map(|v| v.1);
        }
        _ => return None,
    };
    fits.then(|| nominal(tag))
}

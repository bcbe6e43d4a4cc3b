//! Agreement inside noun phrases.

use super::Item;
use crate::lexicon::{Feats, Tag};
use crate::paragraph::Paragraph;
use crate::token::{Case, TokenKind};

const NOM: u32 = 1;
const GEN: u32 = 2;
const DAT: u32 = 4;
const ACC: u32 = 8;

/// The cases that a preposition can govern.
fn governed(preposition: &str) -> u32 {
    match preposition {
        "mit" | "nach" | "bei" | "von" | "zu" | "aus" | "seit" | "gegenüber" | "gemäß" | "gem."
        | "entsprechend" | "nebst" | "samt" | "binnen" | "entgegen" | "laut" | "zufolge" | "außer" | "v." => {
            DAT
        }
        "für" | "gegen" | "ohne" | "um" | "durch" | "bis" | "wider" | "per" | "pro" | "betreffend" => ACC,
        "in" | "an" | "auf" | "über" | "unter" | "vor" | "hinter" | "neben" | "zwischen" | "ab"
        | "entlang" => DAT | ACC,
        "wegen" | "trotz" | "während" | "statt" | "anstatt" | "mittels" | "dank" | "mangels"
        | "einschließlich" | "zuzüglich" => GEN | DAT,
        _ => GEN,
    }
}

/// What a preposition joined with an article says about the noun ("zur" = "zu der").
fn joined(form: &str) -> Feats {
    match form {
        "zur" => Feats::nominal(2, 0, 1),
        "ins" | "ans" | "aufs" | "fürs" | "durchs" | "ums" | "übers" | "hinters" | "vors" => {
            Feats::nominal(3, 0, 2)
        }
        // "zum", "am", "im", "beim", "vom": masculine or neuter.
        _ => Feats::nominal(2, 0, 0).or(Feats::nominal(2, 0, 2)),
    }
}

/// Narrows the features of nouns and of what stands before them to what all can be together.
pub(super) fn agree(paragraph: &Paragraph, first: usize, items: &mut [Item]) {
    let mut open = 0;
    for at in 0..items.len() {
        if !matches!(items[at].tag, Tag::Nn | Tag::Ne) {
            continue;
        }
        // The phrase begins with its article, or with its first adjective.
        let mut start = at;
        while start > open {
            let before = start - 1;
            match items[before].tag {
                Tag::Adja | Tag::Card | Tag::Adv | Tag::Adjd | Tag::Trunc => start = before,
                // "der alten, erloschenen Erlaubnis", "die gute und lange Arbeit"
                Tag::Kon | Tag::Punct
                    if items.get(before + 1).is_some_and(|i| i.tag == Tag::Adja)
                        && before > open
                        && items[before - 1].tag == Tag::Adja =>
                {
                    start = before;
                }
                Tag::Art | Tag::Pposat | Tag::Pdat | Tag::Piat | Tag::Pwat => {
                    start = before;
                    break;
                }
                _ => break,
            }
        }
        // Adverbs and numbers at the left edge belong to something else.
        let has_article =
            matches!(items[start].tag, Tag::Art | Tag::Pposat | Tag::Pdat | Tag::Piat | Tag::Pwat);
        while !has_article && start < at && matches!(items[start].tag, Tag::Adv | Tag::Adjd) {
            start += 1;
        }
        let norm = |at: usize| paragraph.norm(&paragraph.tokens[first + at]);
        let limit = match start.checked_sub(1).map(|before| (before, items[before].tag)) {
            Some((before, Tag::Appr)) => Some(Feats::of_cases(governed(norm(before)))),
            Some((before, Tag::Apprart)) => Some(joined(norm(before))),
            // "der Antrag der Klägerin": a second phrase right behind a noun is its genitive.
            Some((before, Tag::Nn | Tag::Ne)) if has_article => {
                let genitive = items[start..=at]
                    .iter()
                    .all(|i| i.feats.is_empty() || !i.feats.agree(Feats::of_cases(GEN)).is_empty());
                let here = paragraph.tokens[first + before];
                (genitive && here.kind == TokenKind::Word && is_genitive_article(norm(start)))
                    .then(|| Feats::of_cases(GEN))
            }
            _ => None,
        };
        narrow(&mut items[start..=at], limit);
        open = at + 1;
    }
    alone(paragraph, first, items);
}

/// Articles that can stand before a genitive.
fn is_genitive_article(norm: &str) -> bool {
    norm.ends_with("er") || norm.ends_with("es")
}

fn narrow(items: &mut [Item], limit: Option<Feats>) {
    let mut common = Feats::of_cases(NOM | GEN | DAT | ACC);
    for item in items.iter().filter(|i| takes_part(i)) {
        let next = common.agree(item.feats);
        if next.is_empty() {
            return;
        }
        common = next;
    }
    if let Some(limit) = limit {
        let next = common.agree(limit);
        if !next.is_empty() {
            common = next;
        }
    }
    for item in items.iter_mut().filter(|i| takes_part(i)) {
        item.feats = item.feats.agree(common);
    }
}

fn takes_part(item: &Item) -> bool {
    !item.feats.is_empty()
        && matches!(
            item.tag,
            Tag::Nn | Tag::Ne | Tag::Adja | Tag::Art | Tag::Pposat | Tag::Pdat | Tag::Piat | Tag::Pwat
        )
}

/// Pronouns after a preposition take its case.
fn alone(paragraph: &Paragraph, first: usize, items: &mut [Item]) {
    for at in 1..items.len() {
        let pronoun =
            matches!(items[at].tag, Tag::Pper | Tag::Prf | Tag::Prels | Tag::Pds | Tag::Pws | Tag::Pis);
        if pronoun && items[at - 1].tag == Tag::Appr {
            let before = paragraph.norm(&paragraph.tokens[first + at - 1]);
            let narrowed = items[at].feats.agree(Feats::of_cases(governed(before)));
            if !narrowed.is_empty() {
                items[at].feats = narrowed;
            }
        }
        // The polite address is a plural; "sie" in the middle of a sentence keeps both numbers.
        let token = paragraph.tokens[first + at];
        if items[at].tag == Tag::Pper
            && token.case == Case::Title
            && matches!(paragraph.norm(&token), "sie" | "ihnen")
        {
            let plural = Feats(items[at].feats.0 & (PLURAL | !Feats::COMBINATIONS));
            if !plural.is_empty() {
                items[at].feats = plural;
            }
        }
    }
}

/// All plural combinations.
const PLURAL: u32 = {
    let mut set = 0;
    let mut case = 0;
    while case < 4 {
        set |= 0b111_000 << (case * 6);
        case += 1;
    }
    set
};

//! Names of persons, places and offices, and to whom the letter goes.

use klarbrief::letter::PartKind;
use klarbrief::source::TextRange;
use klarbrief::text::lexicon::Tag;
use klarbrief::text::{Case, Pos, TokenKind};
use rustc_hash::FxHashSet;

use super::judge::{Pass, is_prose};
use super::{Change, ElementKind, Fate, Mention};
use crate::unit::Version;

/// A name with its place.
struct Name {
    kind: ElementKind,
    words: Vec<String>,
    mention: Mention,
}

pub(super) fn compare(pass: &Pass<'_, '_>, out: &mut Vec<Change>) {
    let known = words_of(pass.new);
    let old_words = words_of(pass.old);
    let new_names = names(pass.new);
    let mut seen: FxHashSet<Vec<String>> = FxHashSet::default();
    for name in names(pass.old) {
        if !seen.insert(name.words.clone()) {
            continue;
        }
        let missing: Vec<&String> = name.words.iter().filter(|w| !known.contains(*w)).collect();
        // Of a person the last name must stay.
        let lost = missing.iter().any(|w| Some(*w) == name.words.last());
        let slip = missing.iter().find_map(|w| {
            let other = |n: &&Name| n.words.iter().any(|x| !old_words.contains(x) && is_slip(w, x));
            new_names.iter().find(other)
        });
        if let Some(other) = slip {
            out.push(pass.changed(name.kind, name.mention, other.mention.clone()));
        } else if lost {
            let instead = pass.old.unit_at(name.mention.range.start()).and_then(|unit| {
                let there = pass.counterparts(unit);
                new_names.iter().find(|n| {
                    let at = pass.new.unit_at(n.mention.range.start());
                    at.is_some_and(|at| there.contains(&at)) && n.words.iter().all(|w| !old_words.contains(w))
                })
            });
            match instead {
                Some(other) => out.push(pass.changed(name.kind, name.mention, other.mention.clone())),
                None => out.push(pass.lost(name.kind, name.mention)),
            }
        } else {
            let twin = new_names.iter().find(|n| n.words.last() == name.words.last());
            if let Some(twin) = twin {
                out.push(pass.kept(name.kind, name.mention, twin.mention.clone()));
            }
        }
    }
    slips(pass, &known, &old_words, &new_names, out);
    addressees(pass, &old_words, &new_names, out);
    for name in new_names {
        if seen.insert(name.words.clone()) && name.words.iter().any(|w| !old_words.contains(w)) {
            out.push(pass.added(name.kind, name.mention));
        }
    }
}

/// A name that is still right elsewhere, but misspelt in the sentence that took the place of an old one.
fn slips(
    pass: &Pass<'_, '_>,
    known: &FxHashSet<String>,
    old_words: &FxHashSet<String>,
    new_names: &[Name],
    out: &mut Vec<Change>,
) {
    let old_names = names(pass.old);
    for found in new_names {
        let Some(strange) = found.words.iter().find(|w| !old_words.contains(*w)) else { continue };
        let Some(unit) = pass.new.unit_at(found.mention.range.start()) else { continue };
        let Some(pair) = pass.sentences.iter().find(|p| p.new.contains(&unit) && !p.old.is_empty()) else {
            continue;
        };
        // The right spelling must be missing here, though it stands somewhere else.
        let here: FxHashSet<String> = new_names
            .iter()
            .filter(|n| pass.new.unit_at(n.mention.range.start()).is_some_and(|u| pair.new.contains(&u)))
            .flat_map(|n| n.words.iter().cloned())
            .collect();
        let meant = old_names.iter().find(|n| {
            let inside = pass.old.unit_at(n.mention.range.start()).is_some_and(|u| pair.old.contains(&u));
            inside && n.words.iter().any(|w| known.contains(w) && !here.contains(w) && is_slip(w, strange))
        });
        if let Some(meant) = meant {
            out.push(pass.changed(found.kind, meant.mention.clone(), found.mention.clone()));
        }
    }
}

/// The address must still name the same person, whatever the salutation says.
fn addressees(pass: &Pass<'_, '_>, old_words: &FxHashSet<String>, new_names: &[Name], out: &mut Vec<Change>) {
    let kind = ElementKind::Addressee;
    let there: Vec<&Name> = new_names.iter().filter(|n| n.kind == kind).collect();
    let told = |out: &[Change]| {
        out.iter().any(|c| c.kind == kind && c.severity.is_none() && c.fate == Fate::Changed)
    };
    let strange = there.iter().find(|n| n.words.iter().any(|w| !old_words.contains(w)));
    let Some(strange) = strange.filter(|_| !told(out)) else { return };
    let missing = names(pass.old).into_iter().filter(|n| n.kind == kind).find(|n| {
        n.words.iter().any(|w| !there.iter().any(|t| t.words.contains(w)))
            && n.words.iter().any(|w| strange.words.contains(w))
    });
    if let Some(missing) = missing {
        out.push(pass.changed(kind, missing.mention, strange.mention.clone()));
    }
}

/// All words of a version as names are compared.
fn words_of(version: &Version<'_>) -> FxHashSet<String> {
    let mut out = FxHashSet::default();
    for paragraph in &version.side.report.paragraphs {
        for token in &paragraph.tokens {
            let norm = paragraph.norm(token);
            out.insert(plain(norm));
            norm.split(['-', '/']).for_each(|w| {
                out.insert(plain(w));
            });
        }
    }
    out
}

/// Without the s of the genitive.
fn plain(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix('s').filter(|w| w.chars().count() >= 4).unwrap_or(word).to_owned()
}

fn names(version: &Version<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    let letter = &version.side.report.letter;
    // Courts and offices of a remedy notice are compared as such.
    let in_notice = |b: usize| letter.remedies.notices.iter().any(|n| n.blocks.contains(&b));
    for (b, (block, paragraph)) in
        version.side.document.blocks.iter().zip(&version.side.report.paragraphs).enumerate()
    {
        let part = letter.part_of_block.get(b).copied().unwrap_or(PartKind::Body);
        let base = block.range.start();
        let tokens = &paragraph.tokens;
        let mut i = 0;
        while i < tokens.len() {
            let titled = is_title(paragraph.norm(&tokens[i]));
            let first = if titled {
                let mut next = i + 1;
                while tokens.get(next).is_some_and(|t| {
                    is_title(paragraph.norm(t))
                        || matches!(paragraph.norm(t), "dr." | "prof." | "dr" | "prof")
                }) {
                    next += 1;
                }
                next
            } else {
                i
            };
            let end = run(version, b, first, titled, part, in_notice(b));
            if end == first {
                i += 1;
                continue;
            }
            let range = TextRange::new(tokens[first].range.start(), tokens[end - 1].range.end()) + base;
            let words: Vec<String> = tokens[first..end]
                .iter()
                .map(|t| plain(paragraph.norm(t)))
                .filter(|w| w.chars().count() >= 2)
                .collect();
            let kind = if part == PartKind::Address { ElementKind::Addressee } else { ElementKind::Name };
            if !words.is_empty() {
                out.push(Name { kind, words, mention: Mention { range, value: version.shown(range) } });
            }
            i = end;
        }
    }
    out
}

/// The end of the name that starts at a token; the same if none starts there.
fn run(
    version: &Version<'_>,
    block: usize,
    first: usize,
    titled: bool,
    part: PartKind,
    in_notice: bool,
) -> usize {
    let paragraph = &version.side.report.paragraphs[block];
    let base = version.side.document.blocks[block].range.start();
    let line = |from: usize, to: usize| {
        let gap =
            TextRange::new(paragraph.tokens[from].range.end(), paragraph.tokens[to].range.start()) + base;
        version.text(gap).contains('\n')
    };
    // In address and signature any capitalised word may be a name; in running text only what the tagger calls one.
    let mut end = first;
    while let Some(token) = paragraph.tokens.get(end) {
        let capital = matches!(token.case, Case::Title | Case::Mixed);
        let broken = end > first && line(end - 1, end);
        let is_name = match part {
            // "FreizügG", "AufenthV": short names of laws end with a capital.
            _ if version.text(token.range + base).ends_with(char::is_uppercase) => false,
            _ if token.kind != TokenKind::Word || !capital => false,
            _ if titled => {
                end < first + 4
                    && matches!(token.pos, Pos::Noun | Pos::Propn | Pos::X | Pos::Adj)
                    && token.letters > 1
            }
            PartKind::Signature => token.pos == Pos::Propn,
            PartKind::Address => token.pos == Pos::Propn,
            PartKind::Sender => {
                token.pos == Pos::Propn
                    && token.letters > 4
                    && !is_office(paragraph.norm(token))
                    && !is_common(paragraph.norm(token))
            }
            part if is_prose(part) || part == PartKind::Subject || part == PartKind::Salutation => {
                token.pos == Pos::Propn
                    && !in_notice
                    && !is_law(paragraph.norm(token))
                    && token.letters > 2
                    && !is_common(paragraph.norm(token))
            }
            _ => false,
        };
        if !is_name || broken && part != PartKind::Address && !is_prose(part) {
            break;
        }
        end += 1;
    }
    end
}

fn is_title(norm: &str) -> bool {
    matches!(norm, "herr" | "herrn" | "frau" | "familie" | "hr." | "fr." | "h.")
}

/// A word for an office, not its name.
fn is_office(norm: &str) -> bool {
    [
        "amt",
        "behörde",
        "verwaltung",
        "stelle",
        "dienst",
        "bereich",
        "abteilung",
        "wesen",
        "kreis",
        "magistrat",
    ]
    .iter()
    .any(|end| norm.ends_with(end))
}

/// A word of the lexicon that is no name only.
fn is_common(norm: &str) -> bool {
    let lexicon = klarbrief::text::lexicon::lexicon();
    lexicon.get(norm).is_some_and(|class| lexicon.tags(class).iter().any(|t| t != Tag::Ne))
}

/// Short names of laws, and signs that are no names.
fn is_law(norm: &str) -> bool {
    const OTHERS: [&str; 16] = [
        "eur",
        "iban",
        "euro",
        "eu",
        "ae",
        "eat",
        "abs.",
        "nr.",
        "az",
        "internet",
        "bescheid",
        "montag",
        "dezember",
        "deutschland",
        "bundesrepublik",
        "bund",
    ];
    OTHERS.contains(&norm)
        || norm.contains("gesetz")
        || norm.contains("ordnung")
        || norm.ends_with("vfg")
        || norm.ends_with("go")
        || norm.ends_with("/eu")
        || norm.len() <= 9 && norm.ends_with('g') && norm.contains("aufenth")
        || matches!(
            norm,
            "stag"
                | "asylg"
                | "beschv"
                | "aufenthv"
                | "stgb"
                | "bgb"
                | "sgb"
                | "asylblg"
                | "vwzg"
                | "grch"
                | "emrk"
        )
}

/// One or two letters changed in a name that is long enough for that to tell.
fn is_slip(a: &str, b: &str) -> bool {
    let length = a.chars().count().max(b.chars().count());
    let most = if length >= 8 {
        3
    } else if length >= 4 {
        2
    } else {
        0
    };
    a != b && distance(a, b) <= most
}

/// Letters to change, put in or take out (Levenshtein).
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

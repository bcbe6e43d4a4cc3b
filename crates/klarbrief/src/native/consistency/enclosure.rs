//! Enclosures: are they named, are they mentioned, and is what the text refers to there?

use std::ops::Range;

use document::BlockKind;
use letter::PartKind;
use letter::value::number_word;
use rule::Rule;

use super::point::dead_points;
use super::{at, cited, text_of};
use crate::engine::{Context, Found};

/// One line that lists enclosures.
struct Listed {
    block: usize,
    place: Range<usize>,
    name: String,
}

/// The enclosures that a letter lists.
#[derive(Default)]
struct List {
    /// Where the list stands.
    place: Option<(usize, Range<usize>)>,
    named: Vec<Listed>,
    /// "Anlagen: 3"
    counted: Option<u32>,
}

impl List {
    fn read(ctx: &Context<'_>) -> List {
        let mut list = List::default();
        let mut open = false;
        for block in 0..ctx.paragraphs.len() {
            let part = ctx.part(block);
            let text = text_of(ctx, block);
            let mut start = 0;
            for line in text.split_inclusive('\n') {
                let place = start..start + line.trim_end().len();
                start += line.len();
                let heads = heading(line);
                if let Some(rest) = heads {
                    list.place.get_or_insert((block, place.clone()));
                    open = true;
                    list.take(
                        block,
                        place.end - line.trim_end().len() + rest,
                        &text[place.start + rest..place.end],
                    );
                } else if part == PartKind::Enclosures
                    || (open && matches!(ctx.document.blocks[block].kind, BlockKind::ListItem { .. }))
                {
                    list.place.get_or_insert((block, place.clone()));
                    list.take(block, place.start, &text[place.clone()]);
                } else {
                    open = false;
                }
            }
        }
        list
    }

    /// Takes the names of a line: "Merkblatt, Formular", "1. Merkblatt", "3".
    fn take(&mut self, block: usize, start: usize, text: &str) {
        let mut at = start;
        for piece in text.split_inclusive([',', ';']) {
            let place = at..at + piece.len();
            at += piece.len();
            let name = piece.trim().trim_end_matches([',', ';', '.']).trim();
            let bare = name
                .trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '.' | ')' | '–' | '-' | '•' | ' ')
                })
                .trim();
            let digits = name
                .trim_end_matches(['x', '×', '.'])
                .trim_end_matches("Anlagen")
                .trim_end_matches("Anlage")
                .trim();
            if let Ok(count) = digits.parse::<u32>() {
                self.counted = Some(count);
            } else if let Some(count) = number_word(digits) {
                self.counted = Some(count);
            } else if bare.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !is_vague(bare) {
                let skip = piece.len() - piece.trim_start().len();
                self.named.push(Listed {
                    block,
                    place: place.start + skip..place.start + skip + name.len(),
                    name: bare.to_owned(),
                });
            }
        }
    }

    /// The highest number an enclosure can have.
    fn most(&self) -> u32 {
        // "Anlage 3: Merkblatt" names its number itself.
        let numbered = self.named.iter().filter_map(|l| number_after(&l.name, "Anlage")).max().unwrap_or(0);
        (self.named.len() as u32).max(self.counted.unwrap_or(0)).max(numbered)
    }
}

/// "Anlagen:", "Anlage", "2 Anlagen": where the rest of the line starts.
fn heading(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let skip = line.len() - trimmed.len();
    let word = trimmed.split(|c: char| !c.is_alphabetic()).next()?;
    if matches!(word, "Anlagen" | "Anlage" | "Beilagen" | "Beilage" | "Anhang" | "Anhänge") {
        let rest = &trimmed[word.len()..];
        // "Anlagen (3):", "Anlage/n:"
        let colon = rest.find(':').filter(|c| *c <= 6 && !rest[..*c].contains(char::is_alphabetic));
        let numbered =
            rest[..colon.unwrap_or(0)].chars().any(|c| c.is_ascii_digit()) && !rest.starts_with(" (");
        return match colon {
            // "Anlage 1: Merkblatt" is a line of the list, read as a whole.
            Some(_) if numbered => Some(skip),
            Some(colon) => Some(skip + word.len() + colon + 1),
            // "Anlagen (2)"
            None if rest.trim_start().starts_with('(')
                && rest.trim_end().ends_with(')')
                && rest.len() < 8 =>
            {
                Some(skip + word.len())
            }
            None if rest.trim().is_empty() => Some(line.trim_end().len()),
            None => None,
        };
    }
    let mut words = trimmed.split_whitespace();
    let (count, noun, end) = (words.next()?, words.next()?, words.next());
    let counted = count.parse::<u32>().is_ok()
        && matches!(noun.trim_end_matches('.'), "Anlagen" | "Anlage")
        && end.is_none();
    counted.then_some(skip)
}

fn is_vague(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "diverse"
            | "div"
            | "keine"
            | "siehe oben"
            | "wie erwähnt"
            | "erwähnt"
            | "anlagen"
            | "anlage"
            | "genannt"
            | "ja"
            | "s.o"
    )
}

/// The number behind a word ("Anlage 3").
fn number_after(text: &str, word: &str) -> Option<u32> {
    let rest = text.strip_prefix(word)?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].parse().ok()
}

/// References to enclosures, points, sections that the letter does not have.
pub(crate) fn dead_references(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let list = List::read(ctx);
    let whole = ctx.letter.has(PartKind::Salutation) && ctx.letter.has(PartKind::Closing);
    let said = said_count(ctx);
    let most = list.most().max(said.unwrap_or(0));
    // Without a list nobody knows what lies in the envelope, unless this is a whole letter.
    if list.place.is_some() || said.is_some() || whole {
        for block in (0..ctx.paragraphs.len()).filter(|b| rule.scope.parts.has(ctx.part(*b))) {
            let text = text_of(ctx, block);
            for (start, word) in text.match_indices("Anlage").chain(text.match_indices("Beilage")) {
                if text[..start].ends_with(char::is_alphanumeric) {
                    continue;
                }
                let rest = &text[start + word.len()..];
                let space = rest.len() - rest.trim_start().len();
                let digits = rest[space..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - space);
                let Ok(number) = rest[space..space + digits].parse::<u32>() else { continue };
                let place = start..start + word.len() + space + digits;
                let behind = text[place.end..].trim_start();
                let foreign = [
                    "zu", "der", "des", "zum", "zur", "Ihre", "von", "im", "in der", "AufenthV", "BeschV",
                    "–", "/", ".",
                ]
                .iter()
                .any(|w| {
                    behind.starts_with(w)
                        && (w.len() > 1 || !behind[1..].starts_with([' ', '\n']) && behind.len() > 1)
                });
                let listed = list.place.as_ref().is_some_and(|(b, p)| *b == block && p.contains(&start));
                if number > most
                    && number < 100
                    && space > 0
                    && !foreign
                    && !listed
                    && !cited(ctx, block, place.clone())
                {
                    let there = if most == 0 {
                        ctx.settings
                            .lang
                            .pick("Der Brief nennt keine Anlagen.", "The letter lists no enclosures.")
                            .to_owned()
                    } else {
                        match ctx.settings.lang {
                            source::Lang::De if most == 1 => "Der Brief hat nur eine Anlage.".to_owned(),
                            source::Lang::De => format!("Der Brief hat nur {most} Anlagen."),
                            source::Lang::En => format!("The letter has only {most} enclosure(s)."),
                        }
                    };
                    found.push(at(ctx, block, place, vec![there]));
                }
            }
        }
    }
    dead_points(ctx, rule, found);
}

/// "Diesem Brief liegen zwei Anlagen bei."
fn said_count(ctx: &Context<'_>) -> Option<u32> {
    (0..ctx.paragraphs.len()).find_map(|b| {
        let text = text_of(ctx, b);
        text.match_indices("Anlagen").find_map(|(at, _)| {
            let word = text[..at].trim_end().rsplit(char::is_whitespace).next()?;
            word.parse().ok().or_else(|| number_word(word)).filter(|n| *n < 50)
        })
    })
}

/// Enclosures that are only counted, or that the text never speaks of.
pub(crate) fn unnamed_enclosures(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let list = List::read(ctx);
    let Some((block, place)) = list.place.clone() else { return };
    if list.named.is_empty() {
        if list.counted.is_some() {
            let what =
                ctx.settings.lang.pick("Die Anlagen haben keinen Namen.", "The enclosures have no names.");
            found.push(at(ctx, block, place, vec![what.to_owned()]));
        }
        return;
    }
    // Only a whole letter can be expected to speak of its enclosures.
    if !ctx.letter.has(PartKind::Salutation) {
        return;
    }
    let body: String = (0..ctx.paragraphs.len())
        .filter(|b| {
            !matches!(
                ctx.part(*b),
                PartKind::Enclosures | PartKind::Sender | PartKind::Contact | PartKind::Address
            )
        })
        .filter(|b| heading(text_of(ctx, *b)).is_none())
        .map(|b| text_of(ctx, b).to_lowercase() + "\n")
        .collect();
    // "siehe Anlagen", "Die Anlagen gehören zu diesem Brief" speaks of all of them.
    if ["anlagen", "beigefügten", "beiliegenden", "beigelegten"].iter().any(|w| body.contains(w)) {
        return;
    }
    for (i, listed) in list.named.iter().enumerate().take(50) {
        let numbered = body.contains(&format!("anlage {}", i + 1));
        if !numbered && !speaks_of(&body, &listed.name) {
            let what = match ctx.settings.lang {
                source::Lang::De => format!("Der Text spricht nicht von der Anlage „{}“.", listed.name),
                source::Lang::En => format!("The text never mentions the enclosure “{}”.", listed.name),
            };
            found.push(at(ctx, listed.block, listed.place.clone(), vec![what]));
        }
    }
}

/// Some word of the name, or the end of a compound, stands in the text.
fn speaks_of(body: &str, name: &str) -> bool {
    let words = super::words(name);
    let generic = [
        "bogen",
        "blatt",
        "formular",
        "text",
        "liste",
        "kopie",
        "bescheinigung",
        "vordruck",
        "karte",
        "plan",
        "übersetzung",
        "träger",
        "schein",
    ];
    words.iter().filter(|w| w.chars().count() >= 4).any(|word| {
        let stem: String = word.chars().take(word.chars().count().saturating_sub(1).max(4)).collect();
        body.contains(&stem) || generic.iter().any(|g| word.ends_with(g) && body.contains(g))
    })
}

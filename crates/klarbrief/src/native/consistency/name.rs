//! Names and file numbers: are they always written the same, does the salutation fit the address, was the lawyer written to?

use letter::PartKind;
use rule::Rule;
use strsim::damerau_levenshtein;
use text::Case;

use super::file_number::file_numbers;
use super::{at, sentence_text, text_of};
use crate::engine::{Context, Found};
use crate::native::number;

/// How somebody is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Title {
    Mrs,
    Mr,
}

/// A person with a title: "Frau Restrepo Ossa".
#[derive(Debug, Clone)]
struct Person {
    title: Title,
    block: usize,
    /// From the title to the last name, in the text of the block.
    place: std::ops::Range<usize>,
    names: Vec<(std::ops::Range<usize>, String)>,
}

impl Person {
    fn last(&self) -> &str {
        self.names.last().map_or("", |(_, n)| n.as_str())
    }
}

/// Words between title and name that are no names.
fn is_rank(word: &str) -> bool {
    const RANKS: [&str; 26] = [
        "dr",
        "prof",
        "professor",
        "professorin",
        "dipl",
        "ing",
        "med",
        "jur",
        "phil",
        "h",
        "c",
        "rechtsanwalt",
        "rechtsanwältin",
        "geschäftsführer",
        "geschäftsführerin",
        "direktor",
        "direktorin",
        "bürgermeister",
        "bürgermeisterin",
        "pfarrer",
        "pfarrerin",
        "notar",
        "notarin",
        "kollegin",
        "präsident",
        "präsidentin",
    ];
    RANKS.contains(&word.to_lowercase().as_str())
}

/// Finds the persons with a title in a block. In an address the name may stand in the next line.
fn persons(ctx: &Context<'_>, block: usize) -> Vec<Person> {
    let text = text_of(ctx, block);
    let mut found = Vec::new();
    // Most blocks name nobody.
    if !text.contains("Frau") && !text.contains("Herr") {
        return found;
    }
    for (start, word) in words_with_places(text) {
        let title = match word {
            "Frau" => Title::Mrs,
            "Herr" | "Herrn" => Title::Mr,
            _ => continue,
        };
        let behind = start + word.len();
        let names = names_at(text, behind);
        let end = names.last().map_or(behind, |(r, _)| r.end);
        found.push(Person { title, block, place: start..end, names });
    }
    found
}

/// Runs of letters with inner hyphens and apostrophes.
fn words_with_places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphabetic)?;
        let word = &text[start..];
        let end = word.find(|c: char| !(c.is_alphabetic() || is_joint(c))).unwrap_or(word.len());
        let word = word[..end].trim_end_matches(is_joint);
        at = start + word.len().max(1);
        Some((start, word))
    })
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | 'ʻ' | '\u{ad}')
}

/// The names that follow at a place: capital words, parted by nothing but blanks.
fn names_at(text: &str, from: usize) -> Vec<(std::ops::Range<usize>, String)> {
    let mut names = Vec::new();
    let mut end = from;
    for (start, word) in words_with_places(&text[from..]) {
        let start = from + start;
        let gap = &text[end..start];
        // "Dr. Carla", "A. Dzhaparov"; a line break ends a name, a comma as well.
        if !gap.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '.')
            || !word.starts_with(char::is_uppercase)
        {
            let particle = matches!(
                word,
                "von" | "van" | "de" | "da" | "dos" | "al" | "el" | "bin" | "zu" | "der" | "den"
            ) && gap == " ";
            if particle && names.len() < 4 {
                end = start + word.len();
                continue;
            }
            break;
        }
        // "Herrn Wiebusch. Der Antrag": a full stop behind a name ends the sentence.
        if gap.contains('.') && names.last().is_some_and(|(_, n): &(_, String)| n.chars().count() > 2) {
            break;
        }
        end = start + word.len();
        if is_rank(word) || word.chars().count() < 2 {
            continue;
        }
        if names.len() == 4 {
            break;
        }
        names.push((start..end, word.replace('\u{ad}', "")));
    }
    names
}

/// Everything the letter says about whom it goes to.
struct Addressee {
    persons: Vec<Person>,
    /// True if a lawyer, an office or several people stand in the address.
    several: bool,
    represented: bool,
}

fn addressee(ctx: &Context<'_>) -> Option<Addressee> {
    let blocks: Vec<usize> =
        (0..ctx.paragraphs.len()).filter(|b| ctx.part(*b) == PartKind::Address).collect();
    let mut all: Vec<Person> = Vec::new();
    let mut text = String::new();
    for b in &blocks {
        // "bei Familie Karimi", "c/o Rahimi": with whom somebody lives is not whom the letter goes to.
        let lodges =
            |line: &&str| !line.trim_start().starts_with("bei ") && !line.trim_start().starts_with("c/o ");
        for line in text_of(ctx, *b).lines().filter(lodges) {
            text.push_str(line);
            text.push('\n');
        }
        for mut person in persons(ctx, *b) {
            if person.names.is_empty() {
                // "Frau Rechtsanwältin" with the name below; in office formats the next paragraph may not be seen as part of the address.
                let own = text_of(ctx, *b);
                let below = own[person.place.end..].find('\n').map(|n| (*b, person.place.end + n + 1));
                if let Some((block, from)) = below.or((*b + 1 < ctx.paragraphs.len()).then_some((*b + 1, 0)))
                {
                    person.block = block;
                    person.names = names_at(text_of(ctx, block), from);
                }
            }
            all.push(person);
        }
    }
    all.retain(|p| !p.names.is_empty());
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    Some(Addressee {
        several: all.len() != 1
            || says(&["familie", "eheleute", "ehepaar", " und frau", " und herr", "gesetzlich vertreten"]),
        represented: says(&[
            "rechtsanw",
            "anwalt",
            "anwält",
            "kanzlei",
            "bevollmächtigt",
            "betreuer",
            "vertreten durch",
            "verein",
            "beratungs",
        ]),
        persons: all,
    })
    .filter(|_| !blocks.is_empty())
}

/// Close, but not the same: within the distance, and short names only by one letter.
fn similar(a: &str, b: &str, most: usize) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let length = a.chars().count().min(b.chars().count());
    let allowed = if length >= 7 { most } else { most.min(1) };
    length >= 4 && a != b && damerau_levenshtein(&a, &b) <= allowed
}

/// The genitive of a name is the name: "Frau Kapanadzes Antrag".
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a == b || a.strip_suffix('s').is_some_and(|a| a == b) || b.strip_suffix('s').is_some_and(|b| a == b)
}

/// Names and file numbers that are written in two ways, and salutations that do not fit the address.
pub(crate) fn spellings(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let most = number(rule, "max-distance", 2.0) as usize;
    let address = addressee(ctx);
    if let Some(address) = &address {
        salutation(ctx, address, most, found);
    }
    in_text(ctx, address.as_ref(), most, found);
    file_numbers(ctx, found);
}

fn salutation(ctx: &Context<'_>, address: &Addressee, most: usize, found: &mut Vec<Found>) {
    let known: Vec<&str> =
        address.persons.iter().flat_map(|p| p.names.iter().map(|(_, n)| n.as_str())).collect();
    if known.is_empty() {
        return;
    }
    let greeted: Vec<Person> = (0..ctx.paragraphs.len())
        .filter(|b| ctx.part(*b) == PartKind::Salutation)
        .flat_map(|b| persons(ctx, b))
        .filter(|p| !p.names.is_empty())
        .collect();
    for person in &greeted {
        let foreign =
            person.names.iter().find(|(_, n)| !known.iter().any(|k| k.to_lowercase() == n.to_lowercase()));
        if let Some((place, name)) = foreign {
            let meant = known.iter().find(|k| similar(name, k, most));
            let none_fits = !person.names.iter().any(|(_, n)| known.iter().any(|k| same(n, k)));
            match meant {
                Some(meant) => {
                    found.push(at(ctx, person.block, place.clone(), vec![name.clone(), (*meant).to_owned()]));
                    continue;
                }
                None if none_fits && !address.several && greeted.len() == 1 => {
                    let meant = address.persons.first().map_or("", Person::last).to_owned();
                    found.push(at(ctx, person.block, place.clone(), vec![name.clone(), meant]));
                    continue;
                }
                None => {}
            }
        }
        // "Herrn Paredes" in the address, "Frau Paredes" in the salutation.
        if let ([only], false) = (address.persons.as_slice(), address.several)
            && greeted.len() == 1
            && only.title != person.title
        {
            let shown = |p: &Person| match p.title {
                Title::Mrs => format!("Frau {}", p.last()),
                Title::Mr => format!("Herr {}", p.last()),
            };
            found.push(at(ctx, person.block, person.place.clone(), vec![shown(person), shown(only)]));
        }
    }
}

/// The same person under two spellings in running text.
fn in_text(ctx: &Context<'_>, address: Option<&Addressee>, most: usize, found: &mut Vec<Found>) {
    let prose = |b: usize| {
        !matches!(
            ctx.part(b),
            PartKind::Address
                | PartKind::Salutation
                | PartKind::Sender
                | PartKind::Contact
                | PartKind::Signature
                | PartKind::Closing
        )
    };
    // People of the office have names that may look alike.
    let mut known: Vec<String> = Vec::new();
    for b in (0..ctx.paragraphs.len()).filter(|b| !prose(*b)) {
        let text = text_of(ctx, b);
        let capital = |w: &str| w.starts_with(char::is_uppercase);
        known.extend(words_with_places(text).filter(|(_, w)| capital(w)).map(|(_, w)| w.to_owned()));
    }
    let told: Vec<Person> = (0..ctx.paragraphs.len())
        .filter(|b| prose(*b))
        .flat_map(|b| persons(ctx, b))
        .filter(|p| !p.names.is_empty())
        .collect();
    // Nobody writes to so many people; it keeps the comparison of all with all short.
    known.sort_unstable();
    known.dedup();
    known.truncate(1000);
    let mut first: Vec<(Title, &str)> = Vec::new();
    for person in address.iter().flat_map(|a| &a.persons) {
        first.push((person.title, person.last()));
    }
    let from_address = first.len();
    for person in told.iter().take(200) {
        let Some((place, name)) = person.names.last() else { continue };
        let new = !known.iter().any(|k| same(name, k));
        let other = first.iter().enumerate().find(|(i, (title, other))| {
            *title == person.title
                && !same(name, other)
                && similar(name, other, most)
                && (new || *i >= from_address)
        });
        // Both spellings in the head: two people.
        match other {
            Some((_, (_, other))) if new => {
                found.push(at(ctx, person.block, place.clone(), vec![name.clone(), (*other).to_owned()]));
            }
            _ if !first.iter().any(|(t, n)| *t == person.title && same(n, name)) && first.len() < 64 => {
                first.push((person.title, name));
            }
            _ => {}
        }
    }
}

/// The letter speaks of somebody who acts for the person, and goes to the person alone.
pub(crate) fn passed_over_lawyer(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let address = addressee(ctx);
    // Without an address nobody knows whom the letter goes to.
    let Some(address) = address.filter(|a| !a.represented) else { return };
    if address.persons.is_empty() {
        return;
    }
    for block in (0..ctx.paragraphs.len()).filter(|b| ctx.scope(rule).has(ctx.part(*b))) {
        let paragraph = &ctx.paragraphs[block];
        let text = text_of(ctx, block);
        if !["andant", "evollmächtigt", "echtsanw", "echtsbeistand", "nwalt", "nwält"]
            .iter()
            .any(|w| text.contains(w))
        {
            continue;
        }
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            let tokens = paragraph.tokens_of(sentence);
            let norm = |i: usize| tokens.get(i).map_or("", |t| paragraph.norm(t));
            for i in 0..tokens.len() {
                let word = norm(i);
                let your = i > 0 && norm(i - 1).starts_with("ihr") && tokens[i - 1].case == Case::Title;
                let client = your && word.starts_with("mandant");
                let agent = [
                    "bevollmächtigt",
                    "prozessbevollmächtigt",
                    "verfahrensbevollmächtigt",
                    "rechtsanw",
                    "anwalt",
                    "anwält",
                    "rechtsbeistand",
                ]
                .iter()
                .any(|w| word.starts_with(w));
                let named = agent
                    && tokens.get(i + 1).is_some_and(|t| t.case == Case::Title && t.is_word())
                    && word.starts_with("rechtsanw");
                let (text, _) = sentence_text(ctx, block, Some(s));
                if !(client || (agent && (your || named) && acts(text))) {
                    continue;
                }
                let start = if your { i - 1 } else { i };
                let place = usize::from(tokens[start].range.start())..usize::from(tokens[i].range.end());
                found.push(at(ctx, block, place, Vec::new()));
                return;
            }
        }
    }
}

/// The sentence tells that somebody acted for the person, and that this goes on.
fn acts(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    let over = has(&[
        "damalig",
        "früher",
        "ehemalig",
        "beendet",
        "endete",
        "niedergelegt",
        "entzogen",
        "widerrufen",
        "nicht mehr",
        "möchten",
        "können",
        "falls",
        "wenn",
    ]);
    has(&[
        "hat ",
        "haben ",
        "trug ",
        "vorgetragen",
        "schrieb",
        "geschrieben",
        "erklärt",
        "teilte",
        "mitgeteilt",
        "beantragt",
        "begründet",
        "vertritt",
        "vertreten",
        "vollmacht",
        "angezeigt",
        "ausgeführt",
        "legte",
        "übersandt",
        "stellung",
        "geltend",
        "äußerte",
        "kopie",
        "abschrift",
        "nachrichtlich",
        "meldete",
    ]) && !over
}

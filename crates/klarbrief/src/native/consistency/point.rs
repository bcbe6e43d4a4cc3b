//! References to points of the letter itself: "Nummer 5", "Ziffer III", "Buchstabe B".

use rule::Rule;

use super::{at, cited, text_of};
use crate::engine::{Context, Found};

/// The kinds of numbers that points carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Arabic,
    Roman,
    Capital,
}

/// The highest number of each style that something in the letter carries.
#[derive(Default)]
struct Numbers {
    arabic: u32,
    roman: u32,
    capital: u32,
}

impl Numbers {
    fn read(ctx: &Context<'_>) -> Numbers {
        let mut numbers = Numbers::default();
        for point in &ctx.letter.points {
            numbers.arabic = numbers.arabic.max(point.number);
        }
        for (block, b) in ctx.document.blocks.iter().enumerate() {
            if let document::BlockKind::ListItem { number: Some(number), .. } = b.kind {
                numbers.arabic = numbers.arabic.max(number);
            }
            for line in text_of(ctx, block).lines() {
                numbers.take(line);
            }
        }
        numbers
    }

    /// "3. …", "Ziffer 3:", "III. …", "B) …" at the start of a line.
    fn take(&mut self, line: &str) {
        let line = line.trim_start();
        let named = [
            "Ziffer",
            "Nummer",
            "Nr.",
            "Punkt",
            "Abschnitt",
            "Buchstabe",
            "Teil",
            "Zu",
            "Zu Nummer",
            "Zu Ziffer",
        ];
        let rest = named.iter().find_map(|n| line.strip_prefix(n)).unwrap_or(line).trim_start();
        let rest = rest.trim_start_matches('(');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let closes = rest[end..].starts_with(['.', ')', ':', ' ', '–', '\t'])
            && (rest.len() < line.len() || rest[end..].starts_with(['.', ')', ':']));
        if !closes {
            return;
        }
        for style in [Style::Arabic, Style::Roman, Style::Capital] {
            if let Some(value) = value_of(&rest[..end], style) {
                let most = self.most(style);
                *most = (*most).max(value);
            }
        }
    }

    fn most(&mut self, style: Style) -> &mut u32 {
        match style {
            Style::Arabic => &mut self.arabic,
            Style::Roman => &mut self.roman,
            Style::Capital => &mut self.capital,
        }
    }
}

fn value_of(label: &str, style: Style) -> Option<u32> {
    match style {
        Style::Arabic => (label.len() <= 2).then(|| label.parse().ok()).flatten(),
        Style::Roman => roman(label),
        Style::Capital => match label.as_bytes() {
            [c @ b'A'..=b'H'] => Some(u32::from(c - b'A') + 1),
            _ => None,
        },
    }
}

fn roman(label: &str) -> Option<u32> {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    ROMAN.iter().position(|r| *r == label).map(|i| i as u32 + 1)
}

const NOUNS: [(&str, bool); 10] = [
    ("Nummern", false),
    ("Nummer", false),
    ("Nrn.", false),
    ("Nr.", false),
    ("Ziffern", false),
    ("Ziffer", false),
    ("Ziff.", false),
    ("Punkt", false),
    ("Buchstabe", true),
    ("Abschnitt", false),
];

/// Reports references that point behind the last number of their style.
pub(super) fn dead_points(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let mut numbers = Numbers::read(ctx);
    for block in (0..ctx.paragraphs.len()).filter(|b| ctx.scope(rule).has(ctx.part(*b))) {
        let text = text_of(ctx, block);
        let mut last = 0;
        let phone = ["ruf", "Ruf", "Telefon", "erreich"].iter().any(|w| text.contains(w));
        for (start, _) in text.match_indices(['N', 'Z', 'P', 'B', 'A']) {
            if start < last || text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '-') {
                continue;
            }
            let Some((noun, letters)) = NOUNS.iter().find(|(n, _)| text[start..].starts_with(n)) else {
                continue;
            };
            if !may_refer(&text[..start], noun) {
                continue;
            }
            // "Rufen Sie uns unter Nummer 12 an."
            let calls = phone && text[..start].trim_end().ends_with("unter");
            if calls {
                continue;
            }
            let Some((value, style, end)) = read_value(text, start + noun.len(), *letters) else { continue };
            last = end;
            // "Abschnitt 8" on a line of its own is a heading.
            let line_start =
                text[..start].trim_end_matches([' ', '\t']).is_empty() || text[..start].ends_with('\n');
            let heads = line_start
                && (text[end..].trim_start_matches([' ', '.', ':']).is_empty()
                    || text[end..].starts_with(['\n', ':']));
            if heads {
                continue;
            }
            let most = *numbers.most(style);
            let place = start..end;
            // A single number proves no list; a far number is one of another kind (a room, a counter).
            if most >= 2
                && value > most
                && value <= 20
                && !points_elsewhere(&text[end..])
                && !cited(ctx, block, place.clone())
            {
                let there = match ctx.settings.lang {
                    source::Lang::De => format!("Die letzte Nummer im Brief ist {}.", show(most, style)),
                    source::Lang::En => format!("The last number in the letter is {}.", show(most, style)),
                };
                found.push(at(ctx, block, place, vec![there]));
            }
        }
    }
}

fn show(value: u32, style: Style) -> String {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    match style {
        Style::Arabic => value.to_string(),
        Style::Roman => ROMAN.get(value as usize - 1).copied().unwrap_or_default().to_owned(),
        Style::Capital => char::from(b'A' + (value.clamp(1, 26) - 1) as u8).to_string(),
    }
}

/// What may stand before a reference: "nach Nummer 2", "gegen Nr. 1", "Zu Ziffer 3"; not "Reiseausweis Nr. 7".
fn may_refer(before: &str, noun: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let starts = before.is_empty() || before.ends_with(['.', '(', ':', '–', '!', '?', '\n', '„']);
    let leads = matches!(
        word,
        "nach"
            | "Nach"
            | "in"
            | "In"
            | "gegen"
            | "Gegen"
            | "zu"
            | "Zu"
            | "unter"
            | "Unter"
            | "aus"
            | "von"
            | "den"
            | "die"
            | "Die"
            | "der"
            | "Der"
            | "siehe"
            | "Siehe"
            | "laut"
            | "gemäß"
            | "für"
            | "Für"
            | "und"
            | "mit"
            | "zur"
            | "s"
            | "oder"
            | "bei"
            | "auf"
            | "vgl"
            | "ab"
            | "bis"
            | "durch"
            | "Durch"
            | "neben"
            | "außer"
    ) || (noun.len() > 4 && matches!(word, "Sie" | "wir" | "ich"));
    // "Tel. Nr. 5", "Abs. 1 Nr. 5" end in no such word; a noun in full at the start of a sentence refers.
    leads || (starts && noun.len() > 4)
}

fn read_value(text: &str, at: usize, letters: bool) -> Option<(u32, Style, usize)> {
    let rest = &text[at..];
    let start = at + rest.len() - rest.trim_start().len();
    let label_len = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
    let label = &text[start..start + label_len];
    let end = start + label_len;
    // "Nr. 5/2", "Nr. 4.1", "Nr. 7-3": other numbers.
    let mut behind = text[end..].chars();
    let longer = matches!(behind.next(), Some('/' | '-' | '.' | ',' | ':'))
        && behind.next().is_some_and(char::is_alphanumeric);
    if longer || start == at && !text[..at].ends_with('.') {
        return None;
    }
    let styles: &[Style] = if letters { &[Style::Capital] } else { &[Style::Arabic, Style::Roman] };
    styles.iter().find_map(|s| value_of(label, *s).map(|v| (v, *s, end)))
}

/// "Nummer 5 des Vertrags", "Ziffer 3 Ihres Schreibens", "Punkt 9 Uhr", "Nr. 3 Absatz 2": places in other texts.
fn points_elsewhere(behind: &str) -> bool {
    let rest = behind.trim_start();
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(
        word,
        "des"
            | "der"
            | "im"
            | "vom"
            | "von"
            | "Ihres"
            | "Ihrer"
            | "Ihrem"
            | "seines"
            | "Uhr"
            | "Absatz"
            | "Abs"
            | "Satz"
            | "Buchst"
            | "Buchstabe"
            | "in"
            | "zur"
            | "zum"
            | "aus"
            | "eines"
            | "einer"
            | "AufenthG"
            | "AufenthV"
            | "VwVfG"
            | "StAG"
            | "VwGO"
            | "am"
            | "Alternative"
            | "Alt"
            | "beim"
    ) || rest.strip_prefix("zu").is_some_and(|r| r.trim_start().starts_with('§'))
        || rest.trim_start_matches(['(', ' ']).starts_with('§')
}

use boundary::{Line, LineGap, Widths};

use super::line::TextLine;
use crate::outline::marker::{self, Marker, Style};
use crate::outline::title;

/// Widest column at which a text counts as wrapped by hand or program.
const WIDEST: usize = 100;
/// Lines shorter than this say nothing about the width of the text.
const NARROWEST: usize = 30;
/// From this width on a line that goes on in lower case is taken as wrapped, whatever the other lines show.
const PROSE: usize = 45;
/// From this width on a line that ends in a word in lower case is taken as wrapped.
const LONG: usize = 60;
/// So many line breaks must agree on a width.
const EVIDENCE: usize = 3;

/// The width at which a text is hard-wrapped, if it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrap {
    width: Option<usize>,
    widths: Widths,
}

impl Wrap {
    /// Finds the width that explains most line breaks.
    ///
    /// A break between two lines is explained by every width from the length of the first line up to the length it
    /// would have had with the first word of the next. Lines that are longer speak against a width.
    pub(super) fn measure(text: &str, lines: &[TextLine], markers: &[Option<Marker>]) -> Wrap {
        // explained[w] - explained before: changes of the number of breaks that width w explains.
        let mut change = [0i64; WIDEST + 2];
        let mut longer = [0i64; WIDEST + 2];
        let mut breaks = 0i64;
        for (index, line) in lines.iter().enumerate() {
            if !line.has_text {
                continue;
            }
            if is_prose(line.text(text)) {
                longer[line.width.min(WIDEST + 1)] += 1;
            }
            let Some(next) = lines.get(index + 1).filter(|next| next.has_text) else { continue };
            if markers[index + 1].is_some() || line.width < NARROWEST || !is_prose(line.text(text)) {
                continue;
            }
            breaks += 1;
            if line.width <= WIDEST {
                let end = (line.width + first_word(next.text(text))).min(WIDEST);
                change[line.width] += 1;
                change[end + 1] -= 1;
            }
        }
        let mut too_long: i64 = longer.iter().sum();
        let mut explained = 0;
        let mut best = (0, 0, 0);
        for width in 0..=WIDEST {
            explained += change[width];
            too_long -= longer[width];
            let score = explained - 2 * too_long;
            if score > best.0 {
                best = (score, explained, width);
            }
        }
        let (_, explained, width) = best;
        let enough = explained >= EVIDENCE as i64 && explained * 2 >= breaks;
        let widths = Widths::measure(lines.iter().filter(|line| line.has_text).map(|line| line.width));
        Wrap { width: enough.then_some(width), widths }
    }

    /// Tells for every line of a group without empty lines whether the break before it only wraps a paragraph.
    ///
    /// `ends` says of each line break whether a sentence ends there. A sentence that goes on stays in one block; one that
    /// ends with its sign may be followed by another in the same block, if the layout shows running text.
    pub(super) fn soft_breaks(
        self,
        text: &str,
        lines: &[TextLine],
        markers: &[Option<Marker>],
        ends: &mut dyn FnMut(&LineGap<'_>) -> bool,
    ) -> Vec<bool> {
        let prose = self.prose_of(text, lines, markers);
        let line = |index: usize| {
            lines.get(index).map(|line| Line {
                text: line.text(text),
                indent: line.indent,
                width: line.width,
            })
        };
        let mut soft = vec![false; lines.len()];
        let (mut fresh, mut depth) = (true, 0u32);
        for index in 1..lines.len() {
            let (Some(before), Some(next)) = (line(index - 1), line(index)) else { break };
            depth = brackets(before.text, depth);
            let gap = LineGap {
                at: lines[index - 1].end,
                earlier: index.checked_sub(2).and_then(line),
                line: before,
                next,
                later: line(index + 1),
                fresh,
                depth,
                widths: self.widths,
                around: around(lines, index),
            };
            fresh = ends(&gap);
            soft[index] = if fresh {
                depth = 0;
                ends_with_sign(before.text) && self.is_soft(text, lines, markers, index, prose)
            } else {
                // Short lines that no width explains are lines of their own, whatever their words say.
                let explained =
                    self.widths.column > 0 || before.width >= NARROWEST || is_only_marker(before.text);
                explained && !self.is_cut(text, lines, markers, index)
            };
        }
        soft
    }

    /// True where the layout cuts, even if the words would go on: after salutation and title, before an item, between labels.
    fn is_cut(self, text: &str, lines: &[TextLine], markers: &[Option<Marker>], index: usize) -> bool {
        let (line, next) = (lines[index - 1], lines[index]);
        let (before, after) = (line.text(text), next.text(text));
        if title::is_salutation(before) || title::is_closing(before) || title::is_title_word(before) {
            return true;
        }
        if let Some(marker) = markers[index].filter(|_| !is_page_line(after)) {
            // A date, a number or a dash of the sentence may come to stand at the start of a line.
            let is_full = self.is_full(line, after)
                || line.width >= PROSE && line.width + 1 + first_word(after) + 2 > around(lines, index);
            let in_sentence = match marker.style {
                Style::Bullet(_) => is_single_bullet(markers, index, marker.style),
                Style::Numbered { .. } => !before.ends_with([',', ';', ':', '.', '!', '?']),
            };
            return !(is_full && in_sentence);
        }
        // "… Wurtenstraße 20, / 25990 Nordergeest, Widerspruch erhoben werden." is the middle of a sentence.
        let address = starts_with_postcode(after)
            && (lower_case_words(after) == 0 || !is_prose(before) && !before.ends_with(','));
        if starts_with_label(before) && starts_with_label(after) || address {
            return true;
        }
        if before.contains('\t') && after.contains('\t') {
            return true;
        }
        if is_only_marker(before) || is_only_marker(after) {
            return false;
        }
        let fits = line.width + 1 + first_word(after) + 20 < around(lines, index).max(self.widths.column);
        let calm = !is_prose(before) || fits || self.widths.column == 0;
        let is_short = !is_prose(after) || next.width < NARROWEST || before.contains('@');
        if calm && !is_prose(after) && title::is_contact_or_address(after)
            || is_short && !is_prose(before) && title::is_contact_or_address(before)
        {
            return true;
        }
        // Names, streets, sums: lines without the small words of sentences, and with room for the next word.
        let is_text = |line: &str| lower_case_words(line) > 0 || line.contains('§') || line.contains("Art");
        next.indent == 0
            && (fits || self.widths.column == 0)
            && !before.ends_with(',')
            && !is_text(before)
            && !is_text(after)
    }

    fn is_soft(
        self,
        text: &str,
        lines: &[TextLine],
        markers: &[Option<Marker>],
        index: usize,
        prose: Prose,
    ) -> bool {
        let (line, next) = (lines[index - 1], lines[index]);
        let (before, after) = (line.text(text), next.text(text));
        if self.is_cut(text, lines, markers, index) || markers[index].is_some() {
            return false;
        }
        if goes_on(before, after, line.width) || is_indented_continuation(lines, markers, index) {
            return true;
        }
        self.is_full(line, after)
            && match prose {
                Prose::Throughout => true,
                Prose::InPart => is_prose(before),
                Prose::Not => false,
            }
    }

    /// The first word of the next line would not have fitted.
    fn is_full(self, line: TextLine, after: &str) -> bool {
        self.width.is_some_and(|width| line.width <= width && line.width + 1 + first_word(after) > width)
    }

    /// Tells running text from a list of lines, some of them long.
    fn prose_of(self, text: &str, lines: &[TextLine], markers: &[Option<Marker>]) -> Prose {
        let (mut full, mut all, mut lower) = (0, 0, 0);
        for (index, pair) in lines.windows(2).enumerate() {
            lower += lower_case_words(pair[0].text(text));
            if markers[index + 1].is_none() {
                all += 1;
                full += usize::from(self.is_full(pair[0], pair[1].text(text)));
            }
        }
        if full * 2 < all {
            Prose::Not
        } else if full * 3 >= all * 2 && lower >= 2 * all {
            Prose::Throughout
        } else {
            Prose::InPart
        }
    }
}

/// A number or letter of a list that stands alone on its line, as programs leave it that take text out of PDF.
fn is_only_marker(line: &str) -> bool {
    line.len() <= 6 && !line.contains(char::is_whitespace) && line.ends_with(['.', ')'])
}

/// "- Seite 3 von 12 -": a new page may begin in the middle of a sentence.
fn is_page_line(line: &str) -> bool {
    let dash = |c| matches!(c, '-' | '–' | '—');
    line.len() < 40
        && line
            .strip_prefix(dash)
            .is_some_and(|rest| rest.trim_start().starts_with("Seite ") && rest.ends_with(dash))
}

/// "56999 Rebenfels"
fn starts_with_postcode(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|word| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit()))
        && words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.next().is_none_or(|word| word.starts_with(|c: char| !c.is_lowercase()))
}

/// The widest of the lines around a break, without lines that are whole paragraphs.
fn around(lines: &[TextLine], index: usize) -> usize {
    let near = &lines[index.saturating_sub(4)..lines.len().min(index + 4)];
    near.iter().map(|line| line.width).filter(|width| *width <= 160).max().unwrap_or(0)
}

/// Brackets open after a line, of which `open` were open before.
fn brackets(line: &str, open: u32) -> u32 {
    line.bytes().fold(open, |open, byte| match byte {
        b'(' | b'[' => open + 1,
        b')' | b']' => open.saturating_sub(1),
        _ => open,
    })
}

/// The line ends with a sign by which the end of a sentence is seen without its layout.
fn ends_with_sign(line: &str) -> bool {
    line.trim_end_matches([')', ']', '“', '”', '"', '«', '»', '‘', '’']).ends_with(['.', '!', '?', '…'])
}

/// How much of a group of lines is running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prose {
    /// Most lines are full, and they have the small words of sentences.
    Throughout,
    /// At least half of the lines are full.
    InPart,
    Not,
}

/// A long line that ends in the middle of a phrase or goes on in lower case, or a word divided at the line end.
fn goes_on(before: &str, after: &str, width: usize) -> bool {
    let Some(first) = after.chars().next() else { return false };
    if width >= PROSE && (ends_dangling(before) || divides_a_quantity(before, after)) {
        return true;
    }
    // "…, dass die erneute" and "Entscheidung …": an adjective or verb that its noun follows.
    if width >= LONG && ends_in_lower_case(before) && is_prose(before) && !starts_with_label(after) {
        return true;
    }
    if !first.is_lowercase() || is_web_address(after) {
        return false;
    }
    let mut last = before.chars().rev();
    let divided = last.next() == Some('-') && last.next().is_some_and(char::is_alphabetic);
    let ended =
        before.ends_with(['.', '!', '?', ':', ';']) && !before.ends_with("bzw.") && !before.ends_with("ggf.");
    (divided && width >= NARROWEST) || (width >= PROSE && !ended)
}

fn is_web_address(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("");
    word.contains('@') || word.contains("://") || word.trim_end_matches(['.', ',']).contains('.')
}

/// A line under an item that starts where the text of the item starts.
fn is_indented_continuation(lines: &[TextLine], markers: &[Option<Marker>], index: usize) -> bool {
    let next = lines[index];
    if next.indent == 0 {
        return false;
    }
    // The line before is the item itself or another of its lines with the same indent.
    let before = lines[index - 1];
    match markers[index - 1] {
        Some(_) => next.indent > before.indent,
        None => {
            next.indent == before.indent
                && lines[..index]
                    .iter()
                    .zip(markers)
                    .rev()
                    .take(50)
                    .find(|(line, marker)| marker.is_some() || line.indent < next.indent)
                    .is_some_and(|(line, marker)| marker.is_some() && line.indent < next.indent)
        }
    }
}

/// The line ends in a word that no line of its own ends in: an article, a preposition, a conjunction.
fn ends_dangling(line: &str) -> bool {
    const WORDS: [&str; 49] = [
        "der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "einer", "eines", "und",
        "oder", "sowie", "vom", "am", "im", "zum", "zur", "beim", "mit", "nach", "für", "auf", "in", "von",
        "gemäß", "bis", "dass", "wenn", "weil", "ob", "bei", "durch", "über", "unter", "gegen", "ohne",
        "wegen", "nicht", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres", "sich", "auch",
    ];
    line.split_whitespace().next_back().is_some_and(|word| WORDS.contains(&word))
}

/// The line ends in a word in lower case, without a sign behind it.
fn ends_in_lower_case(line: &str) -> bool {
    line.split_whitespace().next_back().is_some_and(|word| {
        word.chars().all(|c| c.is_lowercase() || c == '-')
            && word.chars().filter(|c| c.is_lowercase()).count() >= 2
    })
}

/// A number and what it counts: "14 bis 18" and "Uhr", "am 12." and "November 2026".
fn divides_a_quantity(before: &str, after: &str) -> bool {
    const UNITS: [&str; 9] = ["Uhr", "Euro", "EUR", "€", "Prozent", "Tage", "Tagen", "Monate", "Monaten"];
    let word = after.split_whitespace().next().unwrap_or("").trim_end_matches(['.', ',', ';', ')']);
    let number = before.strip_suffix('.');
    match number {
        Some(day) => day.ends_with(|c: char| c.is_ascii_digit()) && marker::is_month(word),
        None => {
            before.ends_with(|c: char| c.is_ascii_digit())
                && (UNITS.contains(&word) || marker::is_month(word))
        }
    }
}

/// No other line nearby begins with the same dash: a dash of the sentence that came to stand at the start of a line.
fn is_single_bullet(markers: &[Option<Marker>], index: usize, style: Style) -> bool {
    let near = index.saturating_sub(30)..markers.len().min(index + 8);
    near.filter(|other| *other != index)
        .all(|other| markers[other].is_none_or(|marker| marker.style != style))
}

/// "Wo? Schlossgasse 9", "Telefon: 05799 303": a label of at most three words with something behind it.
fn starts_with_label(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let has_label = words.by_ref().take(3).any(|word| word.ends_with([':', '?']));
    has_label && words.next().is_some() && line.starts_with(char::is_uppercase)
}

/// Running text has words in lower case; addresses and labels hardly do.
fn is_prose(line: &str) -> bool {
    lower_case_words(line) >= 2
}

/// Counts words in lower case, up to four: nobody asks for more.
fn lower_case_words(line: &str) -> usize {
    let is_lower = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_lowercase)
    };
    line.split_whitespace().filter(is_lower).take(4).count()
}

fn first_word(text: &str) -> usize {
    text.chars().take_while(|c| !c.is_whitespace()).count()
}

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
        Wrap { width: enough.then_some(width) }
    }

    /// Tells for every line of a group without empty lines whether the break before it only wraps a paragraph.
    pub(super) fn soft_breaks(self, text: &str, lines: &[TextLine], markers: &[Option<Marker>]) -> Vec<bool> {
        let prose = self.prose_of(text, lines, markers);
        (0..lines.len()).map(|index| index > 0 && self.is_soft(text, lines, markers, index, prose)).collect()
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
        if title::is_salutation(before) || title::is_closing(before) || title::is_title_word(before) {
            return false;
        }
        let is_full = self.is_full(line, after);
        if markers[index].is_some() {
            // A date, a number or a dash of the sentence may come to stand at the start of a line.
            return is_full && (ends_before_number(before) || closes_a_dash(text, lines, markers, index));
        }
        if starts_with_label(before) && starts_with_label(after) {
            return false;
        }
        if goes_on(before, after, line.width) || is_indented_continuation(lines, markers, index) {
            return true;
        }
        is_full
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

/// The line ends in a word that wants a number: "Nr.", "Abs.", "vom".
fn ends_before_number(line: &str) -> bool {
    const WORDS: [&str; 21] = [
        "Nr.", "Nrn.", "Nummer", "Nummern", "Ziffer", "Ziff.", "Abs.", "Absatz", "Satz", "Art.", "Artikel",
        "§", "§§", "vom", "am", "zum", "bis", "dem", "und", "oder", "Buchst.",
    ];
    line.split_whitespace().next_back().is_some_and(|word| WORDS.contains(&word))
}

/// The line before opened a parenthesis between dashes that the dash at the start of this line closes; in a list of
/// dashes it is an item.
fn closes_a_dash(text: &str, lines: &[TextLine], markers: &[Option<Marker>], index: usize) -> bool {
    let Some(Style::Bullet(dash @ ('–' | '—' | '-'))) = markers[index].map(|marker| marker.style) else {
        return false;
    };
    let earlier = &markers[index.saturating_sub(50)..index];
    let is_list = earlier.iter().flatten().any(|marker| marker.style == Style::Bullet(dash));
    let dashes =
        lines[index - 1].text(text).split_whitespace().filter(|word| word.chars().eq([dash])).count();
    !is_list && dashes % 2 == 1
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

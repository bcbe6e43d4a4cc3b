//! Segments to tokens: German words, abbreviations, numbers, dates, addresses.

use boundary::abbreviation::{self, Ending};
use source::TextRange;

use crate::lexicon::Tag;
use crate::paragraph::Paragraph;
use crate::segment::{self, Class, Segment};
use crate::syllable;
use crate::token::{Case, Morph, Pos, Slice, Token, TokenKind};
use crate::{Layout, lexis};

/// Cuts a paragraph into tokens; sentences and constructions are still empty.
pub(crate) fn tokenize(text: &str, layout: &Layout<'_>) -> Paragraph {
    let mut segments = Vec::with_capacity(text.len() / 3 + 4);
    segment::segments(text, &mut segments);
    let mut cutter = Cutter {
        text,
        segments: &segments,
        next: 0,
        space: false,
        out: Paragraph {
            tokens: Vec::with_capacity(segments.len() / 2 + 4),
            store: String::with_capacity(text.len() + text.len() / 4),
            ..Paragraph::default()
        },
    };
    cutter.marker(layout.marker);
    let mut placeholders = layout.placeholders.iter().copied().peekable();
    while cutter.next < segments.len() {
        let segment = segments[cutter.next];
        while placeholders.next_if(|p| u32::from(p.end()) <= segment.start).is_some() {}
        match placeholders.peek() {
            Some(p) if u32::from(p.start()) < segment.end => {
                let placeholder = *p;
                cutter.placeholder(placeholder);
            }
            _ => cutter.token(),
        }
    }
    cutter.out
}

struct Cutter<'a> {
    text: &'a str,
    segments: &'a [Segment],
    /// Next segment to read.
    next: usize,
    /// True if white space stands before it.
    space: bool,
    out: Paragraph,
}

impl Cutter<'_> {
    fn str(&self, start: u32, end: u32) -> &str {
        &self.text[start as usize..end as usize]
    }

    /// The segment at `next + ahead` if it touches the one before, that is, if no white space stands between.
    fn touching(&self, ahead: usize) -> Option<Segment> {
        self.segments.get(self.next + ahead).copied().filter(|s| s.class != Class::Space)
    }

    fn touching_str(&self, ahead: usize) -> &str {
        self.touching(ahead).map_or("", |s| self.str(s.start, s.end))
    }

    /// Takes `count` segments as one token.
    fn take(&mut self, count: usize, kind: TokenKind) {
        let start = self.segments[self.next].start;
        let end = self.segments[self.next + count - 1].end;
        self.next += count;
        self.push(start, end, kind);
    }

    fn push(&mut self, start: u32, end: u32, kind: TokenKind) {
        let written = &self.text[start as usize..end as usize];
        let at = self.out.store.len();
        let shape = push_norm(&mut self.out.store, written);
        let word = &self.out.store[at..];
        let norm = Slice { start: at as u32, len: word.len() as u32 };
        let syllables = match kind {
            TokenKind::Word => syllable::syllables(word).min(255) as u8,
            // A field is filled with a word of middle length; an abbreviation is read as its long form.
            TokenKind::Placeholder => 2,
            TokenKind::Abbreviation => lexis::spoken_syllables(word),
            _ => 0,
        };
        self.out.tokens.push(Token {
            range: source::range(start as usize, end as usize),
            kind,
            pos: Pos::X,
            tag: Tag::Xy,
            morph: Morph::NONE,
            case: shape.case(written),
            syllables,
            letters: shape.letters.min(255) as u8,
            space_before: std::mem::take(&mut self.space),
            norm,
            lemma: norm,
        });
    }

    fn marker(&mut self, bytes: u32) {
        if bytes == 0 {
            return;
        }
        let Some(marker) = self.text.get(..bytes as usize) else { return };
        let end = marker.trim_end_matches(segment::is_space).len() as u32;
        // A marker ends where a segment ends; otherwise the layout speaks of another text.
        let count = self.segments.partition_point(|s| s.end <= end);
        if count > 0 && self.segments[count - 1].end == end {
            let start = self.segments[..count].iter().find(|s| s.class != Class::Space);
            if let Some(start) = start.map(|s| s.start) {
                self.next = count;
                self.push(start, end, TokenKind::ListMarker);
            }
        }
    }

    fn placeholder(&mut self, range: TextRange) {
        let (start, end) = (u32::from(range.start()), u32::from(range.end()));
        while self.segments.get(self.next).is_some_and(|s| s.start < end) {
            self.next += 1;
        }
        // Segments that stick out on the left were read before; on the right the field wins.
        let last = self.out.tokens.last().map_or(0, |t| u32::from(t.range.end()));
        let (start, end) = (start.max(last), end.min(self.text.len() as u32));
        if start < end
            && self.text.is_char_boundary(start as usize)
            && self.text.is_char_boundary(end as usize)
        {
            self.push(start, end, TokenKind::Placeholder);
        }
    }

    /// Reads one token, or skips white space.
    fn token(&mut self) {
        let segment = self.segments[self.next];
        match segment.class {
            Class::Space => {
                self.space = true;
                self.next += 1;
            }
            Class::Word | Class::Number => {
                if let Some((count, kind)) = self.chunk() {
                    self.take(count, kind);
                } else if segment.class == Class::Word {
                    self.word();
                } else {
                    self.number();
                }
            }
            Class::Sign => self.sign(),
        }
    }

    /// Things that hold signs inside: addresses, file numbers. Looks at everything up to the next white space.
    fn chunk(&self) -> Option<(usize, TokenKind)> {
        // Only the first segment of a chunk starts one.
        if self.next > 0 && !matches!(self.segments[self.next - 1].class, Class::Space | Class::Sign) {
            return None;
        }
        // What touches: cheap test first, most chunks are one word and a full stop.
        self.touching(2)?;
        let length =
            self.segments[self.next..].iter().take_while(|s| s.class != Class::Space).take(64).count();
        let chunk = &self.segments[self.next..self.next + length];
        // Signs at the end belong to the sentence.
        let core = chunk.iter().rposition(|s| s.class != Class::Sign)? + 1;
        let chunk = &chunk[..core];
        if core < 2 {
            return None;
        }
        let text = self.str(chunk[0].start, chunk[core - 1].end);
        if let Some(at) = text.find('@') {
            let domain = &text[at + 1..];
            if at > 0 && domain.contains('.') && !domain.contains('@') {
                return Some((core, TokenKind::Email));
            }
        }
        if text.contains("://") || text.starts_with("www.") {
            return Some((core, TokenKind::Url));
        }
        // "rathaus.example/termin", "stadt.de"
        if let Some((host, _)) = text.split_once('/')
            && host.contains('.')
            && host
                .split('.')
                .all(|l| l.len() >= 2 && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            && host.rsplit('.').next().is_some_and(|top| top.bytes().all(|b| b.is_ascii_alphabetic()))
        {
            return Some((core, TokenKind::Url));
        }
        let digits = text.bytes().any(|b| b.is_ascii_digit());
        let slashes = text.matches('/').count();
        let letters = text.bytes().any(|b| b.is_ascii_alphabetic());
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_' | ':');
        if !digits || !text.chars().all(inner) {
            return None;
        }
        let with_slash = slashes > 0 && (letters || slashes > 1 || text.contains(['-', '.']));
        // "2.32-NGU-0771", but not "5-Jahres-Frist": the letters of a file number are few.
        let separators = text.bytes().filter(|b| matches!(b, b'-' | b'.' | b'/')).count();
        let few = text.split(|c: char| !c.is_alphabetic()).all(|run| run.chars().count() <= 4);
        if with_slash || (letters && separators > 1 && few && text.contains('-')) {
            return Some((core, TokenKind::FileNumber));
        }
        None
    }

    fn word(&mut self) {
        let mut count = 1;
        let mut hyphen_at_end = false;
        loop {
            let sign = self.touching_str(count);
            let after = self.touching(count + 1);
            match sign {
                // Compounds: "Ausländer-Behörde"; "Einreise- und": the hyphen stays with the word.
                "-" | "\u{2010}" | "\u{2011}" => match after.map(|s| s.class) {
                    Some(Class::Word | Class::Number) => count += 2,
                    _ => {
                        count += 1;
                        hyphen_at_end = true;
                        break;
                    }
                },
                // Gender forms: "Antragsteller*innen", "Antragsteller/in", "Antragsteller/-innen".
                "*" | ":" | "/" => {
                    let first = self.touching_str(count + 1);
                    if is_gender_ending(first) {
                        count += 2;
                    } else if sign == "/" && first == "-" && is_gender_ending(self.touching_str(count + 2)) {
                        count += 3;
                    } else {
                        break;
                    }
                }
                // "d'accord", "geht's" are one segment; a right quote between letters is too.
                _ => break,
            }
        }
        // A word cut at the end of a line: "Unterla-\ngen".
        if hyphen_at_end && self.joins_next_line(count) {
            count += 2;
            let start = self.segments[self.next].start;
            let end = self.segments[self.next + count - 1].end;
            self.next += count;
            self.push(start, end, TokenKind::Word);
            return;
        }
        if !hyphen_at_end && self.touching_str(count) == "." && self.abbreviation(count) {
            return;
        }
        self.take(count, TokenKind::Word);
    }

    fn joins_next_line(&self, count: usize) -> bool {
        let (Some(space), Some(word)) =
            (self.segments.get(self.next + count), self.segments.get(self.next + count + 1))
        else {
            return false;
        };
        let gap = self.str(space.start, space.end);
        let word = (word.class == Class::Word).then(|| self.str(word.start, word.end));
        gap.contains('\n')
            && word.is_some_and(|w| {
                w.starts_with(char::is_lowercase)
                    && !matches!(w, "und" | "oder" | "bzw" | "sowie" | "wie" | "noch" | "als")
            })
    }

    /// Takes a word with its full stop if that makes an abbreviation.
    fn abbreviation(&mut self, count: usize) -> bool {
        let start = self.segments[self.next].start;
        let end = self.segments[self.next + count - 1].end;
        let written = self.str(start, end);
        let single = written.chars().count() == 1;
        let known = if single {
            Some(Ending::Never)
        } else {
            // Lower-casing most words only to find that they are none costs more than this test.
            let short = written.len() <= 12;
            short.then(|| abbreviation::lookup(&written.to_lowercase())).flatten()
        };
        match known {
            None => false,
            Some(Ending::Never) => {
                // "Das ist der Kern." – words such as "min" or "art" are only abbreviations when something follows.
                if !single && self.ends_here(count) && is_also_a_word(&written.to_lowercase(), written) {
                    return false;
                }
                self.take(count + 1, TokenKind::Abbreviation);
                true
            }
            Some(Ending::Perhaps) => {
                self.take(count + 1, TokenKind::Abbreviation);
                true
            }
        }
    }

    /// True if nothing follows after the full stop but signs, or a word that starts a sentence.
    fn ends_here(&self, count: usize) -> bool {
        let mut rest = self.segments[self.next + count + 1..].iter().filter(|s| s.class != Class::Space);
        match rest.next() {
            None => true,
            Some(s) if s.class == Class::Word => lexis::starts_sentence(self.str(s.start, s.end)),
            Some(_) => false,
        }
    }

    fn number(&mut self) {
        let segment = self.segments[self.next];
        let text = self.str(segment.start, segment.end);
        if is_date(text) {
            return self.take(1, TokenKind::Date);
        }
        // "12.03." – day and month; the full stop belongs to the date.
        if is_day_month(text) && self.touching_str(1) == "." {
            return self.take(2, TokenKind::Date);
        }
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        if digits && text.len() <= 2 && self.touching_str(1) == ":" {
            let minutes = self.touching_str(2);
            if minutes.len() == 2 && minutes.bytes().all(|b| b.is_ascii_digit()) {
                return self.take(3, TokenKind::Time);
            }
        }
        if is_clock(text) && self.next_word_is_uhr() {
            return self.take(1, TokenKind::Time);
        }
        // "1/2", "402-118": numbers joined by a sign.
        let mut count = 1;
        while matches!(self.touching_str(count), "-" | "/")
            && self.touching(count + 1).is_some_and(|s| s.class == Class::Number)
        {
            count += 2;
        }
        // "30-tägig", "5-Jahres-Frist"
        if count == 1
            && self.touching_str(1) == "-"
            && self.touching(2).is_some_and(|s| s.class == Class::Word)
        {
            count = 3;
            while self.touching_str(count) == "-"
                && self.touching(count + 1).is_some_and(|s| s.class == Class::Word)
            {
                count += 2;
            }
            return self.take(count, TokenKind::Word);
        }
        if digits && count == 1 && text.len() <= 3 && self.touching_str(1) == "." && self.ordinal() {
            return self.take(2, TokenKind::Ordinal);
        }
        self.take(count, TokenKind::Number);
    }

    fn next_word_is_uhr(&self) -> bool {
        let mut rest = self.segments[self.next + 1..].iter().filter(|s| s.class != Class::Space);
        rest.next().is_some_and(|s| self.str(s.start, s.end) == "Uhr")
    }

    /// Decides whether a number with a full stop is an ordinal ("am 3. Mai", "die 2. Kammer") or ends a sentence ("nach
    /// Nummer 3. Danach").
    fn ordinal(&self) -> bool {
        let mut rest = self.segments[self.next + 2..].iter().filter(|s| s.class != Class::Space);
        let Some(next) = rest.next() else { return false };
        let next_str = self.str(next.start, next.end);
        // "vom 2. 4. 2025": day, month, year with blanks.
        if next.class == Class::Number {
            let after = rest.next().map_or("", |s| self.str(s.start, s.end));
            let digits = next_str.bytes().all(|b| b.is_ascii_digit());
            let day =
                matches!(before_norm(&self.out), Some("am" | "vom" | "zum" | "den" | "dem" | "bis" | "ab"));
            let month = self.out.tokens.last().is_some_and(|t| t.kind == TokenKind::Ordinal);
            return digits
                && ((day && next_str.len() <= 2 && after == ".") || (month && next_str.len() == 4));
        }
        if next.class != Class::Word {
            // "vom 1.–3. Mai", "1./2. Mai"
            return matches!(next_str, "–" | "-" | "/" | "," | ")")
                && next.start == self.segments[self.next + 1].end;
        }
        if next_str.starts_with(char::is_lowercase) || abbreviation::is_month(&next_str.to_lowercase()) {
            return true;
        }
        let Some(before) = self.out.tokens.last() else {
            // A number at the start of a paragraph is a heading or list number.
            return true;
        };
        // "der 1. und 2. Rang"
        let count = self.out.tokens.len();
        let joined = count > 1 && self.out.tokens[count - 2].kind == TokenKind::Ordinal;
        if joined && self.out.norm(before) == "und" {
            return true;
        }
        let before = self.out.norm(before);
        let counted = matches!(
            before,
            "nr."
                | "nr"
                | "nummer"
                | "nummern"
                | "ziffer"
                | "ziff."
                | "abs."
                | "absatz"
                | "satz"
                | "s."
                | "seite"
                | "§"
                | "§§"
                | "artikel"
                | "art."
                | "punkt"
                | "zimmer"
                | "raum"
                | "haus"
                | "anlage"
                | "stufe"
                | "und"
                | "auf"
                | "um"
                | "von"
        );
        !counted && !lexis::starts_sentence(next_str)
    }

    fn sign(&mut self) {
        let segment = self.segments[self.next];
        let text = self.str(segment.start, segment.end);
        if text == "§" && self.touching_str(1) == "§" {
            return self.take(2, TokenKind::Symbol);
        }
        // Runs of the same sign are one token: "...", "----", "____".
        if matches!(text, "." | "-" | "_" | "–" | "—" | "=" | "*" | "!" | "?") {
            let mut count = 1;
            while count < 4096 && self.touching_str(count) == text {
                count += 1;
            }
            if count > 1 {
                return self.take(count, TokenKind::Punctuation);
            }
        }
        // "-verbot" after "Einreise- und Aufenthalts-": the hyphen belongs to the word.
        if text == "-"
            && self.touching(1).is_some_and(|s| s.class == Class::Word)
            && self.segments.get(self.next.wrapping_sub(1)).is_none_or(|s| s.class == Class::Space)
        {
            return self.take(2, TokenKind::Word);
        }
        let kind = match text.chars().next() {
            Some(
                '§' | '€' | '$' | '£' | '%' | '‰' | '&' | '+' | '=' | '<' | '>' | '~' | '^' | '|' | '°' | '#'
                | '*' | '@' | '×' | '→' | '±' | '©' | '®' | '☐' | '☒' | '☑' | '□',
            ) => TokenKind::Symbol,
            Some(c) if c.is_ascii_punctuation() || "„“”‚‘’«»‹›–—…·•".contains(c) => {
                TokenKind::Punctuation
            }
            _ => TokenKind::Symbol,
        };
        self.take(1, kind);
    }
}

fn before_norm(paragraph: &Paragraph) -> Option<&str> {
    paragraph.tokens.last().map(|t| paragraph.norm(t))
}

/// What the letters of a token look like.
#[derive(Debug, Default)]
struct Shape {
    /// Letters and digits.
    letters: usize,
    upper: usize,
    lower: usize,
    /// Whether the first cased letter is upper case.
    first: Option<bool>,
}

impl Shape {
    fn see(&mut self, c: char) {
        if c.is_ascii_digit() {
            self.letters += 1;
        } else if c.is_alphabetic() {
            self.letters += 1;
            let upper = c.is_uppercase();
            self.first.get_or_insert(upper);
            self.upper += usize::from(upper);
            self.lower += usize::from(!upper);
        } else if c.is_numeric() {
            self.letters += 1;
        }
    }

    fn case(&self, written: &str) -> Case {
        match (self.first, self.upper, self.lower) {
            (None, _, _) => Case::None,
            (Some(_), 0, _) => Case::Lower,
            (Some(true), 1, _) => Case::Title,
            (Some(true), _, 0) => Case::Upper,
            // "Ausländer-Behörde", "Antragsteller/in" are written like any noun.
            (Some(true), _, _) if written.contains(['-', '/', '*', ':']) && titled_parts(written) => {
                Case::Title
            }
            _ => Case::Mixed,
        }
    }
}

/// Writes the lower-case form without soft hyphens and tells what the token looks like; a hyphen at a line end goes with the
/// break.
fn push_norm(store: &mut String, written: &str) -> Shape {
    let mut shape = Shape::default();
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            if c == '-' && chars.peek().is_some_and(|n| segment::is_space(*n)) && written.contains('\n') {
                while chars.next_if(|n| segment::is_space(*n)).is_some() {}
                continue;
            }
            shape.see(c);
            store.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\u{ad}' | '\u{200d}' | '\u{2060}' | '\u{feff}') {
            shape.see(c);
            store.extend(c.to_lowercase());
        }
    }
    shape
}

fn titled_parts(written: &str) -> bool {
    written.split(['-', '/', '*', ':']).all(|part| part.chars().skip(1).all(|c| !c.is_uppercase()))
}

fn is_gender_ending(text: &str) -> bool {
    matches!(text, "in" | "innen" | "r" | "n" | "e" | "en" | "er" | "es" | "rin" | "frau" | "inne")
}

/// "03.02.2025", "3.2.25", "2025-02-03"
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '-']).collect();
    let [a, b, c] = parts[..] else { return false };
    let digits = |s: &str, n: std::ops::RangeInclusive<usize>| {
        n.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())
    };
    if text.contains('-') {
        return digits(a, 4..=4) && digits(b, 2..=2) && digits(c, 2..=2);
    }
    digits(a, 1..=2) && digits(b, 1..=2) && (digits(c, 4..=4) || digits(c, 2..=2))
}

/// "03.02"
fn is_day_month(text: &str) -> bool {
    let Some((day, month)) = text.split_once('.') else { return false };
    let number = |s: &str| (s.len() <= 2).then(|| s.parse::<u32>().ok()).flatten();
    matches!((number(day), number(month)), (Some(1..=31), Some(1..=12)))
}

/// "13.30" before "Uhr"
fn is_clock(text: &str) -> bool {
    let Some((hour, minute)) = text.split_once('.') else { return false };
    hour.len() <= 2
        && minute.len() == 2
        && hour.parse::<u32>().is_ok_and(|h| h < 25)
        && minute.parse::<u32>().is_ok_and(|m| m < 60)
}

/// Short words that are abbreviations only where something follows.
fn is_also_a_word(norm: &str, written: &str) -> bool {
    let lower = written.starts_with(char::is_lowercase);
    match norm {
        "art" | "mai" | "bes" | "alt" | "gut" | "do" | "fr" | "mi" | "di" | "so" | "sa" | "mo" | "st"
        | "gr" | "kl" | "min" | "max" | "var" | "anl" | "ges" | "ing" | "bek" => true,
        "um" | "in" | "an" | "am" | "es" | "er" => lower,
        _ => false,
    }
}

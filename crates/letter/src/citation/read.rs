//! From the grammar's pieces to norm addresses.

use pest::Parser as _;
use pest::iterators::Pair;

use super::{NormRef, law};
use crate::norm::{Norms, split_label};

/// The parser that pest makes of the grammar. In a module of its own because its items are public and undocumented.
mod syntax {
    #![allow(missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "../../grammar/citation.pest"]
    pub struct CitationParser;
}

use syntax::{CitationParser, Rule};

/// One citation as read from a text.
pub(super) struct Read {
    pub refs: Vec<NormRef>,
    /// Where it ends.
    pub end: usize,
    /// True if it ends with its law.
    pub named: bool,
    /// True if it means an earlier version.
    pub former: bool,
}

/// Reads the citation that starts at a sign; `None` if no address follows the sign.
pub(super) fn citation(text: &str, start: usize, norms: &Norms) -> Option<Read> {
    let citation = CitationParser::parse(Rule::citation, &text[start..]).ok()?.next()?;
    let mut reader = Reader { refs: Vec::new(), several: false, article: false };
    // Where the citation would end after each step, and the number of addresses up to there.
    let mut end = start;
    let mut act = None;
    let mut link = 0;
    // The last step, if it was a bare number: where the citation ends without it.
    let mut bare = None;
    let mut current = NormRef::default();
    let mut open = false;
    for pair in citation.into_inner() {
        let pair_end = start + pair.as_span().end();
        match pair.as_rule() {
            Rule::link => {
                if std::mem::take(&mut open) {
                    reader.refs.push(std::mem::take(&mut current));
                }
                link = end;
            }
            Rule::target => {
                let before = reader.refs.len();
                let alone = pair.as_str().len();
                let Some(is_bare) = reader.target(pair) else { break };
                bare = (is_bare && alone < 6).then_some((link, before));
                end = pair_end;
            }
            Rule::act_name => {
                act = Some((pair.as_str(), pair_end));
            }
            rule => {
                open = true;
                reader.piece(rule, pair.clone(), &mut current);
                end = pair_end;
            }
        }
    }
    if open {
        reader.refs.push(current);
    }
    // An act of the Union is read by the grammar only where nothing was cut off.
    let act = act.filter(|(name, act_end)| {
        text[end..*act_end].trim_start().trim_start_matches(['d', 'e', 'r', 's', ' ']).len() <= name.len() + 1
    });
    let (mut former, mut old_len) = (false, 0);
    let named;
    if let Some((name, act_end)) = act {
        named = Some(law::Behind { law: act_law(name), end: act_end });
    } else {
        let (len, old) = law::version(text, end);
        if len > 0 {
            // "§ 25 Abs. 2 a. F. AufenthG"
            (former, old_len) = (old, len);
        }
        // "Nr. 2 a) AufenthG"
        let letter = reader.refs.last().is_some_and(|r| r.letter.is_some());
        let bracket = usize::from(letter && text[end..].starts_with(')') && !text[start..end].contains('('));
        // "§§ 48f. VwVfG": the f means the next section; in "§ 16f AufenthG" it is part of this one.
        if reader.several
            && text[end..].starts_with(". ")
            && text[start..end].ends_with('f')
            && law::behind(text, end + 1, norms).is_some()
        {
            end += 1;
            if let Some(last) = reader.refs.last_mut() {
                last.section.truncate(last.section.trim_end_matches('f').len());
            }
        }
        named = law::behind(text, end + old_len, norms).or_else(|| {
            let place = end + bracket;
            if bracket == 0 { None } else { law::behind(text, place, norms).filter(|law| law.end > place) }
        });
    }
    if let Some(found) = named {
        // The citation ends with its law; what version is meant stands behind it.
        former |= law::version(text, found.end).1;
        for norm in &mut reader.refs {
            norm.law.clone_from(&found.law);
        }
        return Some(Read { refs: reader.refs, end: found.end, named: true, former });
    }
    if let Some((link, kept)) = bare
        && old_len == 0
        && is_counted(&text[end..])
    {
        // "§ 5 Abs. 1 und 2 Kinder": the number counts something.
        reader.refs.truncate(kept);
        end = link;
    }
    // "(… Nr. 2 a)": the bracket belongs to the text around.
    if text[start..end].ends_with(')') && !text[start..end].contains('(') {
        end -= 1;
    }
    former |= law::version(text, end).1;
    Some(Read { refs: reader.refs, end, named: false, former })
}

struct Reader {
    refs: Vec<NormRef>,
    /// True behind "§§": a bare number is another section.
    several: bool,
    /// True behind "Art.".
    article: bool,
}

impl Reader {
    /// Takes up one piece of an address.
    fn piece(&mut self, rule: Rule, pair: Pair<'_, Rule>, norm: &mut NormRef) {
        let inner = |pair: Pair<'_, Rule>| pair.into_inner().next().map(|value| label(&value));
        match rule {
            Rule::sign => {
                let sign = pair.as_str();
                self.several = sign.matches('§').count() > 1 || sign.ends_with('n');
                self.article = sign.starts_with('A');
                norm.article = self.article;
            }
            Rule::section => norm.section = label(&pair),
            Rule::roman | Rule::roman_bare => norm.paragraph = Some(roman(pair.as_str())),
            Rule::bracketed => norm.paragraph = Some(label(&pair)),
            Rule::sentence_value => norm.sentence = Some(label(&pair)),
            Rule::absatz => norm.paragraph = inner(pair),
            Rule::satz => {
                norm.sentence_of_number = norm.number.is_some();
                norm.sentence = inner(pair);
            }
            Rule::nummer => norm.number = inner(pair),
            Rule::buchstabe => norm.letter = inner(pair),
            Rule::loose_letter => norm.letter = Some(pair.as_str().to_owned()),
            _ => {}
        }
    }

    /// Takes up what follows a link. Gives whether it was a bare number; `None` if it is no part of the citation.
    fn target(&mut self, pair: Pair<'_, Rule>) -> Option<bool> {
        let mut pieces = pair.into_inner().peekable();
        let first = pieces.peek()?.clone();
        let last = self.refs.last().cloned().unwrap_or_default();
        let mut bare = false;
        if matches!(first.as_rule(), Rule::absatz | Rule::satz | Rule::nummer | Rule::buchstabe) {
            // "§§ 97, 98 Abs. 2 Nr. 2, Abs. 2a, 3": the 3 is a paragraph, too.
            self.several = false;
        }
        // What stays of the address before: everything above the level that comes now.
        let mut norm = match first.as_rule() {
            Rule::sign => NormRef::default(),
            Rule::absatz => NormRef { section: last.section, article: self.article, ..NormRef::default() },
            Rule::satz => NormRef { sentence: None, ..without_number(last) },
            Rule::nummer => without_number(last),
            Rule::buchstabe | Rule::other | Rule::ordinal => last,
            Rule::roman_bare if last.paragraph.is_some() => {
                NormRef { section: last.section, article: self.article, ..NormRef::default() }
            }
            Rule::letter_bare => {
                pieces.next();
                self.refs.push(with_letter(last, first.as_str())?);
                return Some(true);
            }
            Rule::section => {
                bare = pieces.clone().count() == 1;
                let value = label(&first);
                let next = pieces.clone().nth(1).map(|p| p.as_rule());
                let level = self.level_of_bare(&last, &value, next);
                if level > 0 {
                    pieces.next();
                }
                match level {
                    3 => NormRef { number: Some(value), ..without_number(last) },
                    2 => NormRef { sentence: Some(value), ..without_number(last) },
                    1 => NormRef {
                        section: last.section,
                        paragraph: Some(value),
                        article: self.article,
                        ..NormRef::default()
                    },
                    _ => NormRef { article: self.article, ..NormRef::default() },
                }
            }
            _ => return None,
        };
        for piece in pieces {
            self.piece(piece.as_rule(), piece, &mut norm);
        }
        self.refs.push(norm);
        Some(bare)
    }

    /// What a bare number is: 0 a section, 1 a paragraph, 2 a sentence, 3 a number. `next` is what stands behind it.
    fn level_of_bare(&self, last: &NormRef, value: &str, next: Option<Rule>) -> u8 {
        let below_number = matches!(next, Some(Rule::buchstabe | Rule::loose_letter));
        if self.several && !(below_number && last.number.is_some()) {
            return 0;
        }
        // "25 V", "§ 5 Abs. 1, 25 Abs. 5": it is above what stands behind it.
        let most = match next {
            Some(Rule::roman | Rule::bracketed | Rule::absatz) => 0,
            Some(Rule::satz) => 1,
            Some(Rule::nummer) => 2,
            _ => 3,
        };
        let has = [true, last.paragraph.is_some(), last.sentence.is_some(), last.number.is_some()];
        let level = (0..=most).rev().find(|l| has[usize::from(*l)]).unwrap_or(0);
        // "Nr. 7, 10 oder 13a Satz 1": numbers go on, paragraphs seldom go that far; and no section has more than twenty.
        match (level, split_label(value).0) {
            (1, 10..) if last.number.is_some() => 3,
            (1, 21..) => 0,
            _ => level,
        }
    }
}

/// What an address says down to its sentence.
fn without_number(mut norm: NormRef) -> NormRef {
    if std::mem::take(&mut norm.sentence_of_number) {
        norm.sentence = None;
    }
    NormRef { number: None, letter: None, ..norm }
}

/// "25a und b", "Buchst. a und b": the letter takes the place of the last one.
fn with_letter(mut norm: NormRef, letter: &str) -> Option<NormRef> {
    if norm.letter.is_some() {
        norm.letter = Some(letter.to_owned());
        return Some(norm);
    }
    let deepest = [&mut norm.number, &mut norm.paragraph].into_iter().flatten().next();
    let label = if let Some(label) = deepest { label } else { &mut norm.section };
    let (_, old) = split_label(label);
    if old.is_empty() || letter.len() > 1 {
        return None;
    }
    label.truncate(label.len() - old.len());
    label.push_str(letter);
    Some(norm)
}

/// "34 a" as "34a"; Roman numbers as Arabic ones.
fn label(pair: &Pair<'_, Rule>) -> String {
    let written = pair.as_str();
    if pair.as_rule() == Rule::roman {
        return roman(written);
    }
    let kept = written.chars().filter(|c| c.is_ascii_alphanumeric());
    let mut out: String = kept.map(|c| c.to_ascii_lowercase()).collect();
    while out.starts_with('0') && out[1..].starts_with(|c: char| c.is_ascii_digit()) {
        out.remove(0);
    }
    out
}

/// "IVa" as "4a".
fn roman(written: &str) -> String {
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<i32> = written.chars().map_while(value).collect();
    let next = digits.iter().skip(1).chain([&0]);
    let number: i32 = digits.iter().zip(next).map(|(d, next)| if d < next { -d } else { *d }).sum();
    format!("{number}{}", &written[digits.len()..])
}

/// The full name of an act: "RL 2003/86/EG" as "Richtlinie 2003/86/EG".
fn act_law(written: &str) -> String {
    let mut words: Vec<&str> = written.split_whitespace().collect();
    if let Some(first) = words.first_mut() {
        match *first {
            "RL" => *first = "Richtlinie",
            "VO" => *first = "Verordnung",
            _ => {}
        }
    }
    words.join(" ")
}

/// True if a bare number counts what follows: "2 Kinder", "300 Euro", "12. Mai".
fn is_counted(after: &str) -> bool {
    let day = after.strip_prefix('.');
    let word = day.unwrap_or(after).trim_start();
    if word.len() == day.unwrap_or(after).len() && !word.starts_with(['€', '%']) {
        return false;
    }
    let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    if day.is_some() {
        return text::is_month(&word[..end].to_lowercase());
    }
    const UNITS: [&str; 4] = ["€", "%", "v.", "mal"];
    word.starts_with(char::is_uppercase) || UNITS.iter().any(|u| word.starts_with(u))
}

/// Places where a citation can start: a sign before a number.
pub(super) struct Starts<'a> {
    text: &'a str,
    /// For each kind of sign: where it was seen last, ahead of what was read.
    ahead: [Option<usize>; SIGNS.len()],
}

const SIGNS: [&str; 4] = ["§", "Art", "ART", "Paragra"];

impl<'a> Starts<'a> {
    pub fn new(text: &'a str) -> Starts<'a> {
        Starts { text, ahead: SIGNS.map(|sign| text.find(sign)) }
    }

    /// True if no sign stands in the text.
    pub fn is_empty(&self) -> bool {
        self.ahead.iter().all(Option::is_none)
    }

    /// The first start at or behind a place. Places must not go back.
    pub fn next_from(&mut self, from: usize) -> Option<usize> {
        let mut from = from;
        loop {
            for (sign, ahead) in SIGNS.iter().zip(&mut self.ahead) {
                if ahead.is_some_and(|at| at < from) {
                    *ahead = self.text[from..].find(sign).map(|at| at + from);
                }
            }
            let at = self.ahead.iter().flatten().min().copied()?;
            if let Some(start) = self.start(at) {
                return Some(start);
            }
            from = self.behind(at);
        }
    }

    /// Where to look on when no citation starts at a sign.
    pub fn behind(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let sign = if rest.starts_with('§') {
            rest.len() - rest.trim_start_matches(|c: char| c == '§' || c.is_whitespace()).len()
        } else {
            3
        };
        at + sign
    }

    /// The place where the grammar is to start if a number follows the sign.
    fn start(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.starts_with('§') {
            // Of a long row of signs only the last two belong to the number.
            let after = rest.trim_start_matches(|c: char| c == '§' || c.is_whitespace());
            if !after.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            let row = &rest[..rest.len() - after.len()];
            let mut signs = row.rmatch_indices('§').map(|(i, _)| i);
            let last = signs.next()?;
            let double = signs.next().filter(|before| row[before + 2..last].len() <= 2);
            return Some(at + double.unwrap_or(last));
        }
        let inside = self.text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let number = after.trim_start_matches('.').trim_start();
        let word = rest.len() - after.len();
        (!inside && word < 12 && number.starts_with(|c: char| c.is_ascii_digit())).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        for (written, arabic) in
            [("I", "1"), ("IV", "4"), ("IVa", "4a"), ("IX", "9"), ("XII", "12"), ("VIII", "8")]
        {
            assert_eq!(roman(written), arabic);
        }
    }

    #[test]
    fn a_start_is_a_sign_before_a_number() {
        let starts = |text: &str| {
            let mut starts = Starts::new(text);
            let (mut out, mut from) = (Vec::new(), 0);
            while let Some(at) = starts.next_from(from) {
                out.push(at);
                from = starts.behind(at);
            }
            out
        };
        assert_eq!(starts("Die Art der § und Artikel sowie Art. 8, § 5"), [33, 41]);
        assert_eq!(starts("§§§§ 5"), [4]);
        assert_eq!(starts("Wohnart 5"), [0_usize; 0]);
    }
}

//! The norm index: one row for each paragraph of each section, made by `xtask norms`.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::address::{compare_labels, distance, split_label};
use crate::citation::NormRef;

/// The text of `rules/normen/index.tsv`, sorted by law, section, paragraph.
#[derive(Debug)]
pub(super) struct Index {
    text: Cow<'static, str>,
    /// Where the rows start: behind the comments and the header.
    start: usize,
}

/// One paragraph (Absatz) of a section as the index knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Official short name of the law.
    pub law: &'a str,
    /// Section or article.
    pub section: &'a str,
    /// Paragraph; `-` in a section without numbered paragraphs.
    pub paragraph: &'a str,
    /// Number of sentences: `3`; `3~4` where one may count differently; `?` if unknown.
    pub sentences: &'a str,
    /// The numbers and letters by sentence: `S1:1-3,4(a-c);S2:a-b`; `?` if unknown.
    pub numbers: &'a str,
    /// `weggefallen`, or numbers that are: `weggefallen: 4,7`; else empty.
    pub state: &'a str,
    /// Title of the section; only in its first row.
    pub title: &'a str,
}

/// What the index says about a norm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// The law is not in the index, or the citation means an earlier version: nothing is said.
    Unchecked,
    /// It exists.
    Found,
    /// It existed: the section, paragraph or number was repealed.
    Repealed,
    /// There is no such section; the nearest one.
    NoSection(NormRef),
    /// The section has no such paragraph, sentence, number or letter; the nearest norm that exists.
    NoPlace(NormRef),
}

impl Lookup {
    /// Whether the norm exists; `None` if that is not known.
    pub fn exists(&self) -> Option<bool> {
        match self {
            Lookup::Unchecked => None,
            Lookup::Found => Some(true),
            _ => Some(false),
        }
    }
}

impl Index {
    pub fn new(text: Cow<'static, str>) -> Index {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !(line.starts_with('#') || line.starts_with("gesetz\t")) {
                break;
            }
            start += line.len();
        }
        Index { text, start }
    }

    pub fn date(&self) -> &str {
        let head = &self.text[..self.start];
        head.split_once("Rechtsstand: ").and_then(|(_, rest)| rest.get(..10)).unwrap_or_default()
    }

    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.from(self.start)
    }

    /// Where the first row begins that is not before a section. A binary search over bytes: the table is never read as a whole.
    fn lower_bound(&self, law: &str, section: &str) -> usize {
        let bytes = self.text.as_bytes();
        let (mut low, mut high) = (self.start, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let row = bytes[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |p| low + p + 1);
            let mut fields = self.text[row..].splitn(3, '\t');
            let (of_law, of_section) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let order = of_law.cmp(law).then_with(|| compare_labels(of_section, section));
            if order == Ordering::Less {
                low = bytes[middle..]
                    .iter()
                    .position(|b| *b == b'\n')
                    .map_or(high, |p| middle + p + 1)
                    .min(high);
            } else {
                high = row;
            }
        }
        low
    }

    fn from(&self, start: usize) -> impl Iterator<Item = Entry<'_>> {
        self.text[start..].lines().map_while(Entry::parse)
    }

    pub fn section<'a>(&'a self, law: &'a str, section: &'a str) -> impl Iterator<Item = Entry<'a>> {
        let start = self.lower_bound(law, section);
        self.from(start).take_while(move |e| e.law == law && e.section == section)
    }

    pub fn title(&self, law: &str, section: &str) -> Option<&str> {
        let first = self.from(self.lower_bound(law, section)).next()?;
        (first.law == law && first.section == section && !first.title.is_empty()).then_some(first.title)
    }

    pub fn has_law(&self, law: &str) -> bool {
        self.from(self.lower_bound(law, "")).next().is_some_and(|e| e.law == law)
    }

    pub fn look_up(&self, norm: &NormRef) -> Lookup {
        // Of federal laws only the Basic Law has articles; "Art. 3 des …gesetzes" means a law that changed others.
        if norm.law.is_empty() || (norm.article && norm.law != "GG") {
            return Lookup::Unchecked;
        }
        let mut rows = self.section(&norm.law, &norm.section).peekable();
        if rows.peek().is_none() {
            return match self.nearest_section(norm) {
                Some(nearest) => Lookup::NoSection(nearest),
                None => Lookup::Unchecked,
            };
        }
        let rows: Vec<Entry<'_>> = rows.collect();
        if rows.iter().all(|r| r.state == "weggefallen") {
            return Lookup::Repealed;
        }
        let base = NormRef {
            law: norm.law.clone(),
            section: norm.section.clone(),
            article: norm.article,
            ..NormRef::default()
        };
        let Some(paragraph) = &norm.paragraph else { return anywhere(&rows, norm, base) };
        let Some(row) = rows.iter().find(|r| r.paragraph == *paragraph) else {
            let numbered = rows.iter().filter(|r| r.paragraph != "-" && r.state != "weggefallen");
            let nearest = numbered.min_by_key(|r| distance(r.paragraph, paragraph));
            let paragraph = nearest.map(|r| r.paragraph.to_owned());
            return Lookup::NoPlace(NormRef { paragraph, ..base });
        };
        if row.state == "weggefallen" {
            return Lookup::Repealed;
        }
        within(row, norm, NormRef { paragraph: Some(paragraph.clone()), ..base })
    }

    /// The section of the same law that is nearest; `None` if the law is not in the index.
    fn nearest_section(&self, norm: &NormRef) -> Option<NormRef> {
        let start = self.lower_bound(&norm.law, &norm.section);
        let of_law = |e: &Entry<'_>| e.law == norm.law;
        let after = self.from(start).take_while(of_law).find(|e| e.state != "weggefallen");
        let before = self.text[self.start..start].lines().rev().map_while(Entry::parse);
        let before = before.take_while(of_law).find(|e| e.state != "weggefallen");
        let nearest =
            [before, after].into_iter().flatten().min_by_key(|e| distance(e.section, &norm.section))?;
        Some(NormRef {
            law: norm.law.clone(),
            section: nearest.section.to_owned(),
            article: norm.article,
            ..NormRef::default()
        })
    }
}

/// A citation without a paragraph: what it names may stand in any of them.
fn anywhere(rows: &[Entry<'_>], norm: &NormRef, base: NormRef) -> Lookup {
    let mut first = None;
    for row in rows.iter().filter(|r| r.state != "weggefallen") {
        let place = match row.paragraph {
            "-" => base.clone(),
            paragraph => NormRef { paragraph: Some(paragraph.to_owned()), ..base.clone() },
        };
        match within(row, norm, place) {
            Lookup::Found => return Lookup::Found,
            other => first = first.or(Some(other)),
        }
    }
    first.unwrap_or(Lookup::Repealed)
}

/// Looks for sentence, number and letter in one paragraph; `place` is that paragraph.
fn within(row: &Entry<'_>, norm: &NormRef, place: NormRef) -> Lookup {
    let mut place = place;
    let of_paragraph = norm.sentence.as_ref().filter(|_| !norm.sentence_of_number);
    if let Some(sentence) = of_paragraph {
        let number = split_label(sentence).0;
        if let Some(most) = row.most_sentences()
            && (number > most || number == 0)
        {
            return Lookup::NoPlace(NormRef { sentence: Some(most.max(1).to_string()), ..place });
        }
        place.sentence = Some(sentence.clone());
    }
    // "Buchst. a" may stand below a number, or right below a sentence.
    let wanted = norm.number.as_ref().or(norm.letter.as_ref()).map_or("", String::as_str);
    let repealed = row.state.strip_prefix("weggefallen: ");
    if repealed.is_some_and(|list| list.split(',').any(|n| n == wanted)) {
        return Lookup::Repealed;
    }
    if row.numbers == "?" || wanted.is_empty() {
        return Lookup::Found;
    }
    // Where sentences can be counted in two ways, any list of the paragraph may be meant.
    let sure = !row.sentences.contains('~');
    let lists = || Numbers(row.numbers).lists().filter(|(s, _)| !sure || of_paragraph.is_none_or(|n| n == s));
    let mut nearest: Option<(u32, String)> = None;
    for (_, list) in lists() {
        for item in Numbers::items(list) {
            if item.covers(wanted) {
                let Some(letter) = norm.letter.as_ref().filter(|_| norm.number.is_some()) else {
                    return Lookup::Found;
                };
                match item.letters {
                    Some(letters) if !Numbers::items(letters).any(|l| l.covers(letter)) => {
                        let last =
                            Numbers::items(letters).last().map_or(String::new(), |l| l.last.to_owned());
                        place.number = norm.number.clone();
                        place.letter = Some(last);
                        return Lookup::NoPlace(place);
                    }
                    Some(_) => return Lookup::Found,
                    None => {
                        place.number = norm.number.clone();
                        return Lookup::NoPlace(place);
                    }
                }
            }
            for end in [item.first, item.last] {
                let far = distance(end, wanted);
                if nearest.as_ref().is_none_or(|(best, _)| far < *best) {
                    nearest = Some((far, end.to_owned()));
                }
            }
        }
    }
    let nearest = nearest.map(|(_, label)| label);
    let letters_only = nearest.as_ref().is_some_and(|n| n.starts_with(|c: char| c.is_ascii_alphabetic()));
    if letters_only {
        place.letter = nearest;
    } else {
        place.number = nearest;
    }
    Lookup::NoPlace(place)
}

impl<'a> Entry<'a> {
    fn parse(line: &'a str) -> Option<Entry<'a>> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let entry = Entry {
            law: next()?,
            section: next()?,
            paragraph: next()?,
            sentences: next()?,
            numbers: next().unwrap_or_default(),
            state: next().unwrap_or_default(),
            title: next().unwrap_or_default(),
        };
        Some(entry)
    }

    /// The number of sentences, at the most; `None` if unknown.
    pub fn most_sentences(&self) -> Option<u32> {
        let last = self.sentences.rsplit('~').next()?;
        last.parse().ok()
    }
}

/// The column of numbers: lists by sentence.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a>(pub &'a str);

/// A number, a letter, or a run of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// The first ("1").
    pub first: &'a str,
    /// The last ("8"); the same as the first if it stands alone.
    pub last: &'a str,
    /// The letters below it ("a-c").
    pub letters: Option<&'a str>,
}

impl<'a> Numbers<'a> {
    /// Each list with the sentence it stands in.
    pub fn lists(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.split(';').filter_map(|part| part.strip_prefix('S')?.split_once(':'))
    }

    /// The items of one list.
    pub fn items(list: &'a str) -> impl Iterator<Item = Item<'a>> {
        let mut rest = list;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let mut depth = 0;
            let end = rest.bytes().position(|b| {
                depth += i32::from(b == b'(') - i32::from(b == b')');
                b == b',' && depth == 0
            });
            let (item, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after.strip_prefix(',').unwrap_or(after);
            let (labels, letters) = match item.split_once('(') {
                Some((labels, letters)) => (labels, Some(letters.trim_end_matches(')'))),
                None => (item, None),
            };
            let (first, last) = labels.split_once('-').unwrap_or((labels, labels));
            Some(Item { first, last, letters })
        })
    }
}

impl Item<'_> {
    /// Whether a label is one of these.
    pub fn covers(&self, label: &str) -> bool {
        if label == self.first || label == self.last {
            return true;
        }
        // A run has no letters in between: "1-8" does not hold 4a.
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let kind = plain(label) == plain(self.first);
        let length = plain(label) || label.len() == self.first.len();
        kind && length
            && self.first != self.last
            && compare_labels(self.first, label) == Ordering::Less
            && compare_labels(label, self.last) == Ordering::Less
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# Rechtsstand: 2026-08-19\ngesetz\tparagraf\tabsatz\n\
        A\t1\t1\t3\tS1:1-3,4(a-c);S2:1,1a\t\tZweck\n\
        A\t1\t2\t2~3\t\t\n\
        A\t2\t-\t2\tS1:a-d\t\n\
        A\t2a\t-\t0\t\tweggefallen\n\
        A\t10\t1\t?\t?\tweggefallen: 7\n\
        B\t1\t-\t1\t\t\n";

    fn look(text: &str) -> Lookup {
        let index = Index::new(TABLE.into());
        let mut fields = text.split(' ').map(|f| (f != "-").then(|| f.to_owned()));
        let mut next = || fields.next().flatten();
        index.look_up(&NormRef {
            law: next().unwrap_or_default(),
            section: next().unwrap_or_default(),
            paragraph: next(),
            sentence: next(),
            number: next(),
            letter: next(),
            ..NormRef::default()
        })
    }

    #[test]
    fn finds_what_is_there() {
        for norm in [
            "A 1",
            "A 1 1",
            "A 1 1 3",
            "A 1 1 1 2",
            "A 1 1 1 4 b",
            "A 1 1 2 1a",
            "A 1 - 3",
            "A 1 - - 1a",
            "A 2",
            "A 2 - 2",
            "A 2 - 1 - c",
            "A 10 1 9 9",
            "B 1",
            "A 1 2 3",
        ] {
            assert_eq!(look(norm), Lookup::Found, "{norm}");
        }
        assert_eq!(look("A 2a"), Lookup::Repealed);
        assert_eq!(look("A 10 1 - 7"), Lookup::Repealed);
        assert_eq!(look("C 1"), Lookup::Unchecked);
        assert_eq!(Index::new(TABLE.into()).date(), "2026-08-19");
    }

    #[test]
    fn names_the_nearest_of_what_is_missing() {
        let nearest = |norm: &str| match look(norm) {
            Lookup::NoSection(n) | Lookup::NoPlace(n) => {
                let parts = [Some(n.section), n.paragraph, n.sentence, n.number, n.letter];
                parts.map(|p| p.unwrap_or("-".to_owned())).join(" ")
            }
            other => format!("{other:?}"),
        };
        assert_eq!(nearest("A 3"), "2 - - - -");
        assert_eq!(nearest("A 9"), "10 - - - -");
        assert_eq!(nearest("A 1 3"), "1 2 - - -");
        assert_eq!(nearest("A 1 1 4"), "1 1 3 - -");
        assert_eq!(nearest("A 1 1 1 9"), "1 1 1 4 -");
        assert_eq!(nearest("A 1 1 1 4 d"), "1 1 1 4 c");
        assert_eq!(nearest("A 1 1 1 2 a"), "1 1 1 2 -");
        assert_eq!(nearest("A 2 1"), "2 - - - -");
        assert_eq!(nearest("A 2 - 1 - e"), "2 - 1 - d");
    }
}

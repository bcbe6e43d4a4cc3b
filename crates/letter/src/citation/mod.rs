//! Citations of norms: where they stand, which addresses they name, whether these exist.
//!
//! The grammar `grammar/citation.pest` reads the addresses; it is started only where a sign stands before a number. The law at
//! the end is looked up in the table of names, each address in the norm index.

mod clean;
mod law;
mod read;

use source::TextRange;

use crate::View;
use crate::norm::{Lookup, Norms};
use clean::Clean;

/// One citation, from its sign to its law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The whole citation.
    pub range: TextRange,
    /// The norm addresses in it, in order.
    pub refs: Vec<NormRef>,
    /// How it names its law.
    pub law: LawNaming,
    /// True if it means an earlier version of the law ("a. F."): nothing is looked up.
    pub former: bool,
}

/// How a citation names its law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LawNaming {
    /// It ends with its law.
    Named,
    /// Another citation of the same or the previous paragraph names it; so it is the law of this one too.
    Carried,
    /// A citation further above names it: probably the law of this one, too.
    Distant,
    /// Nothing says which law is meant.
    Missing,
}

/// One norm address.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct NormRef {
    /// Official short name of the law; the name as written if the law is unknown; empty if none is named.
    pub law: String,
    /// Section or article ("25b").
    pub section: String,
    /// Paragraph (Absatz).
    pub paragraph: Option<String>,
    /// Sentence (Satz).
    pub sentence: Option<String>,
    /// Number (Nummer).
    pub number: Option<String>,
    /// Letter (Buchstabe).
    pub letter: Option<String>,
    /// True if the sentence is one of the number ("Nr. 13a Satz 1"), not of the paragraph; such sentences are not looked up.
    pub sentence_of_number: bool,
    /// True if it was cited as an article ("Art. 8"), not as a section.
    pub article: bool,
    /// Whether the norm index has it; `None` where the law is not in the index or its name was only carried over.
    pub exists: Option<bool>,
}

impl NormRef {
    /// True if this norm is `other` or a part of it: § 5 Abs. 1 Nr. 1 lies within § 5 and § 5 Abs. 1.
    pub fn is_within(&self, other: &NormRef) -> bool {
        let inside = |mine: &Option<String>, theirs: &Option<String>| theirs.is_none() || mine == theirs;
        self.law == other.law
            && self.section == other.section
            && inside(&self.paragraph, &other.paragraph)
            && inside(&self.sentence, &other.sentence)
            && inside(&self.number, &other.number)
            && inside(&self.letter, &other.letter)
    }
}

/// Reads the citations in a text; ranges count from its start.
///
/// Takes time linear in the length of the text. A citation without a law takes that of one before or right behind it.
///
/// ```
/// use klarbrief_letter::{Norms, citations};
///
/// let found = citations("Das folgt aus § 5 I Nr. 1 AufenthG.", Norms::builtin());
/// assert_eq!(found[0].refs[0].to_string(), "§ 5 Abs. 1 Nr. 1 AufenthG");
/// assert_eq!(found[0].refs[0].exists, Some(true));
/// ```
pub fn citations(text: &str, norms: &Norms) -> Vec<Citation> {
    let mut out = in_text(text, norms);
    carry(text, &mut out, None);
    look_up(&mut out, norms);
    out
}

/// Finds all citations of a letter.
pub(crate) fn find(view: &View<'_>, norms: &Norms) -> Vec<Citation> {
    let mut out: Vec<Citation> = Vec::new();
    // The law that was named last, and the block where.
    let mut said: Option<(String, usize)> = None;
    for b in 0..view.len() {
        let text = view.text(b);
        let mut found = in_text(text, norms);
        if found.is_empty() {
            continue;
        }
        let near = said.as_ref().is_some_and(|(_, block)| block + 1 >= b);
        let naming = if near { LawNaming::Carried } else { LawNaming::Distant };
        let law = carry(text, &mut found, said.as_ref().map(|(law, _)| (law.clone(), naming)));
        if found.iter().any(|c| c.law == LawNaming::Named || c.law == LawNaming::Carried) {
            said = law.map(|law| (law, b)).or(said);
        }
        found.iter_mut().for_each(|c| c.range += view.base(b));
        out.append(&mut found);
    }
    look_up(&mut out, norms);
    out
}

/// The citations of one stretch of text, each with its own law or none.
fn in_text(text: &str, norms: &Norms) -> Vec<Citation> {
    if read::Starts::new(text).is_empty() {
        return Vec::new();
    }
    let clean = Clean::new(text);
    let (text, mut starts) = (clean.text(), read::Starts::new(clean.text()));
    let mut out = Vec::new();
    let mut next = starts.next_from(0);
    while let Some(start) = next {
        let after = match read::citation(text, start, norms) {
            Some(read) => {
                out.push(Citation {
                    range: clean.range(start, read.end),
                    refs: read.refs,
                    law: if read.named { LawNaming::Named } else { LawNaming::Missing },
                    former: read.former,
                });
                read.end
            }
            None => starts.behind(start),
        };
        next = starts.next_from(after);
    }
    out
}

/// The most bytes between a citation without a law and the one behind it that names the law for both.
const NEAR: usize = 40;

/// Gives citations without a law that of a neighbour; returns the law that the next stretch of text takes over.
fn carry(text: &str, found: &mut [Citation], said: Option<(String, LawNaming)>) -> Option<String> {
    let mut said = said;
    for at in 0..found.len() {
        if found[at].law == LawNaming::Named {
            said = found[at].refs.first().map(|r| (r.law.clone(), LawNaming::Carried));
            continue;
        }
        // "nach § 5 Abs. 1 und nach § 8 AufenthG": the law stands behind the second.
        let behind = found.get(at + 1).filter(|next| {
            let between = source::slice(text, TextRange::new(found[at].range.end(), next.range.start()));
            next.law == LawNaming::Named
                && between.len() <= NEAR
                && !between.contains(['.', ';', '(', ')', ':'])
                && between.split_whitespace().all(|w| LINKS.contains(&w.trim_matches(',')))
        });
        let behind = behind.and_then(|next| next.refs.first()).map(|r| (r.law.clone(), LawNaming::Carried));
        if let Some((law, naming)) = behind.or_else(|| said.clone()) {
            found[at].refs.iter_mut().for_each(|r| r.law.clone_from(&law));
            found[at].law = naming;
        }
    }
    said.map(|(law, _)| law)
}

const LINKS: [&str; 13] =
    ["und", "oder", "sowie", "nach", "gemäß", "aus", "von", "des", "der", "den", "auch", "mit", ""];

fn look_up(found: &mut [Citation], norms: &Norms) {
    for citation in found.iter_mut().filter(|c| c.law == LawNaming::Named && !c.former) {
        for norm in &mut citation.refs {
            norm.exists = norms.look_up(norm).exists();
        }
    }
}

impl Citation {
    /// What the norm index says about each address; nothing for a law that is not named here, or an earlier version.
    pub fn look_up<'a>(&'a self, norms: &'a Norms) -> impl Iterator<Item = (&'a NormRef, Lookup)> {
        let checked = self.law == LawNaming::Named && !self.former;
        self.refs.iter().filter(move |_| checked).map(|r| (r, norms.look_up(r)))
    }
}

impl std::fmt::Display for NormRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", if self.article { "Art." } else { "§" }, self.section)?;
        let mut parts = [
            (" Abs. ", &self.paragraph),
            (" Satz ", &self.sentence),
            (" Nr. ", &self.number),
            (" Buchst. ", &self.letter),
        ];
        if self.sentence_of_number {
            parts.swap(1, 2);
        }
        for (word, value) in parts {
            if let Some(value) = value {
                write!(f, "{word}{value}")?;
            }
        }
        if self.law.is_empty() { Ok(()) } else { write!(f, " {}", self.law) }
    }
}

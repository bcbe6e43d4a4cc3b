//! The law as data: which sections there are, how their laws are called, what kind of decision they ask for.
//!
//! Three tables under `rules/normen/` that a lawyer can read and correct. They are read where they lie: a look-up is a binary
//! search in the text of the table, so that they cost nothing at start-up.

mod address;
mod index;
mod kinds;
mod laws;
mod wording;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::citation::NormRef;

pub use address::{compare_labels, split_label};
pub use index::{Entry, Lookup, Numbers};
pub use kinds::DecisionKind;
pub use laws::{Law, LawSource};
pub(crate) use laws::{Laws, MostLike};
pub use wording::Wording;

static BUILTIN: LazyLock<Norms> = LazyLock::new(|| {
    Norms::new(
        include_str!("../../../../rules/normen/index.tsv").into(),
        include_str!("../../../../rules/normen/gesetze.tsv").into(),
        include_str!("../../../../rules/normen/art.tsv").into(),
    )
});

/// The state of the law that citations are looked up in.
#[derive(Debug)]
pub struct Norms {
    index: index::Index,
    laws: Laws,
    kinds: kinds::Kinds,
}

impl Norms {
    /// The tables that come with Klarbrief.
    pub fn builtin() -> &'static Norms {
        &BUILTIN
    }

    /// Takes the text of `index.tsv`, `gesetze.tsv` and `art.tsv`. Rows that cannot be read are passed over.
    pub fn new(index: Cow<'static, str>, laws: Cow<'static, str>, kinds: Cow<'static, str>) -> Norms {
        Norms { index: index::Index::new(index), laws: Laws::new(laws), kinds: kinds::Kinds::new(kinds) }
    }

    /// The day of the law (Rechtsstand) as `YYYY-MM-DD`; empty if the table does not say.
    pub fn date(&self) -> &str {
        self.index.date()
    }

    /// Looks a norm up.
    pub fn look_up(&self, norm: &NormRef) -> Lookup {
        self.index.look_up(norm)
    }

    /// The rows of a section, one for each paragraph; none if it does not exist.
    pub fn section<'a>(&'a self, law: &'a str, section: &'a str) -> impl Iterator<Item = Entry<'a>> {
        self.index.section(law, section)
    }

    /// All rows in order.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.index.entries()
    }

    /// The title of a section ("Allgemeine Erteilungsvoraussetzungen").
    pub fn title(&self, law: &str, section: &str) -> Option<&str> {
        self.index.title(law, section)
    }

    /// True if the sections of this law are in the index.
    pub fn has_law(&self, law: &str) -> bool {
        self.index.has_law(law)
    }

    /// What is known about a law, by its official short name.
    pub fn law(&self, short: &str) -> Option<Law<'_>> {
        self.laws.get(short)
    }

    /// All laws that the table knows, in its order.
    pub fn all_laws(&self) -> impl Iterator<Item = Law<'_>> {
        self.laws.all()
    }

    /// The law that a misspelt short name most likely means; `None` if the name is known, or like none.
    pub fn meant_law(&self, written: &str) -> Option<&str> {
        self.laws.most_like(written)
    }

    /// The kinds of decision that the cited norm asks for, each with its sentence and a note.
    pub fn decisions<'a>(
        &'a self,
        norm: &'a NormRef,
    ) -> impl Iterator<Item = (DecisionKind, &'a str, &'a str)> {
        self.kinds.of(norm)
    }

    /// All rows of the table of decisions: law, section, paragraph, place in it, kind.
    pub fn all_decisions(&self) -> impl Iterator<Item = kinds::Row<'_>> {
        self.kinds.rows()
    }

    /// Whether a text names a law somewhere ("nach dem Aufenthaltsgesetz").
    pub fn names_law(&self, text: &str) -> bool {
        text.split_whitespace().any(|word| {
            let word = word.trim_start_matches(['(', '„', '"']);
            word.len() > 3 && word.starts_with(char::is_uppercase) && self.laws.read(word).is_some()
        })
    }

    pub(crate) fn laws(&self) -> &Laws {
        &self.laws
    }
}

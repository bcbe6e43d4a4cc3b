//! Traces of reasons: facts of the case, links, empty formulas.

use source::TextRange;
use text::{Paragraph, Sentence, TokenKind};

use crate::citation::Citation;
use crate::part::PartKind;
use crate::phrase::Scan;
use crate::{View, layout, phrase};

/// One trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What it is.
    pub kind: AnchorKind,
    /// The sentence or words that show it.
    pub range: TextRange,
    /// The block it stands in.
    pub block: usize,
}

/// What a trace is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnchorKind {
    /// A norm is cited.
    Norm,
    /// A fact of this case: a date, an amount, a period, a document, something the person did.
    Fact,
    /// A word that joins norm and fact ("weil", "deshalb", "in Ihrem Fall").
    Link,
}

const LINKS: &[&str] = &[
    "aber",
    "jedoch",
    "sondern",
    "reicht",
    "reichen",
    "fehlt",
    "fehlen",
    "weil",
    "denn",
    "deshalb",
    "daher",
    "darum",
    "deswegen",
    "somit",
    "folglich",
    "demnach",
    "mithin",
    "infolgedessen",
    "aus diesem grund",
    "aus diesen gründen",
    "nämlich",
    "in ihrem fall",
    "bei ihnen",
    "im vorliegenden fall",
    "erfüllen sie nicht",
    "erfüllen sie",
    "nicht erfüllt",
    "fehlt es",
    "also",
    "da sie",
    "da ihr",
    "da ihre",
    "da der",
    "da die",
    "da das",
    "da wir",
    "zwar",
    "hier",
    "grund dafür",
    "der grund",
    "damit",
    "maßgeblich",
    "entscheidend",
    "daran",
    "das reicht",
    "zumal",
    "wegen",
    "aufgrund",
];

/// The person as the one who acts or is described.
const ACTS: &[&str] = &[
    "sie haben",
    "haben sie",
    "sie hatten",
    "hatten sie",
    "sie sind",
    "sind sie",
    "sie waren",
    "waren sie",
    "sie wurden",
    "wurden sie",
    "sie leben",
    "leben sie",
    "sie wohnen",
    "wohnen sie",
    "sie arbeiten",
    "arbeiten sie",
    "sie beziehen",
    "beziehen sie",
    "sie verdienen",
    "verdienen sie",
    "sie besuchen",
    "besuchen sie",
];

/// Finds the traces in the reasons.
pub(crate) fn find(view: &View<'_>, parts: &[PartKind], citations: &[Citation]) -> Vec<Anchor> {
    let mut out = Vec::new();
    let mut next_citation = 0;
    for b in 0..view.len() {
        let block = view.document.blocks[b].range;
        while citations.get(next_citation).is_some_and(|c| c.range.start() < block.start()) {
            next_citation += 1;
        }
        if parts[b] != PartKind::Reasons || layout::is_heading(view, b) {
            continue;
        }
        let paragraph = view.paragraph(b);
        let mut here = next_citation;
        for (index, sentence) in paragraph.sentences.iter().enumerate() {
            let range = sentence.range + view.base(b);
            while let Some(citation) = citations.get(here).filter(|c| c.range.start() < range.end()) {
                out.push(Anchor { kind: AnchorKind::Norm, range: citation.range, block: b });
                here += 1;
            }
            if is_fact(view.scan(b), index) {
                out.push(Anchor { kind: AnchorKind::Fact, range, block: b });
            }
            if LINKS.iter().any(|p| view.scan(b).in_sentence(index, p)) {
                out.push(Anchor { kind: AnchorKind::Link, range, block: b });
            }
        }
    }
    out
}

/// A sentence about this person: a date, an amount, or what Sie did or have – not what the law says in general.
fn is_fact(scan: &Scan<'_>, index: usize) -> bool {
    let paragraph = scan.paragraph;
    let sentence = &paragraph.sentences[index];
    let tokens = paragraph.tokens_of(sentence);
    let range = sentence.indices();
    let has = |p: &str| scan.in_sentence(index, p);
    let person = ["sie", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres", "ihnen"].iter().any(|p| has(p));
    let date = range.clone().any(|i| layout::date_len(paragraph, i).is_some());
    let amount = tokens
        .windows(2)
        .any(|pair| pair[0].kind == TokenKind::Number && matches!(paragraph.norm(&pair[1]), "euro" | "€"));
    let span = tokens.windows(2).any(|pair| {
        (pair[0].kind == TokenKind::Number || pair[0].pos == text::Pos::Num)
            && matches!(
                paragraph.norm(&pair[1]),
                "monate"
                    | "monaten"
                    | "jahre"
                    | "jahren"
                    | "tage"
                    | "tagen"
                    | "wochen"
                    | "stunden"
                    | "kinder"
                    | "mal"
            )
    });
    let year = tokens.windows(2).any(|pair| {
        matches!(paragraph.norm(&pair[0]), "seit" | "bis" | "jahr" | "ab")
            && pair[1].kind == TokenKind::Number
            && pair[1].letters == 4
    });
    let did = person
        && ACTS.iter().any(|p| has(p))
        && [
            "vorgelegt",
            "eingereicht",
            "geschrieben",
            "mitgeteilt",
            "beantragt",
            "angegeben",
            "erklärt",
            "verurteilt",
            "eingereist",
            "geheiratet",
            "gekündigt",
            "nachgewiesen",
            "geantwortet",
            "verloren",
            "bezogen",
            "gestellt",
            "verdient",
            "vorgetragen",
            "leben",
            "wohnen",
            "arbeiten",
            "beziehen",
            "verdienen",
            "besuchen",
            "ausgezogen",
            "getrennt",
            "geschieden",
            "verheiratet",
            "abgelaufen",
        ]
        .iter()
        .any(|p| has(p));
    let dated = date && !only_procedure_dates(paragraph, sentence);
    dated || amount || year || span && person || did
}

/// "Gesetz vom 19. August 2026", "Ihr Antrag vom 3. Mai": the dates of laws and of the procedure tell nothing about the case.
fn only_procedure_dates(paragraph: &Paragraph, sentence: &Sentence) -> bool {
    const DATED: &[&str] = &[
        "gesetz*",
        "urteil",
        "beschluss",
        "fassung",
        "bgbl*",
        "verordnung",
        "antrag*",
        "schreiben",
        "stellungnahme",
        "anhörung",
        "anhörungsschreiben",
        "brief",
        "bescheid*",
        "verfügung",
        "e-mail",
        "aufforderung",
    ];
    let range = sentence.indices();
    let mut dates = range.clone().filter(|i| layout::date_len(paragraph, *i).is_some()).peekable();
    dates.peek().is_some()
        && dates.all(|at| {
            at >= range.start + 2
                && paragraph.norm(&paragraph.tokens[at - 1]) == "vom"
                && DATED.iter().any(|p| phrase::matches_at(paragraph, at - 2, range.end, p))
        })
}

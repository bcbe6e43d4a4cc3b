//! The remedy notice: which remedy, with whom, where, by when, in what form, and what it says about the effect.
//!
//! A notice is found where the letter has a part of that name, and where a sentence offers a remedy in running text, under
//! another heading or below the signature. What a notice lacks is simply not there; nothing is judged.

mod body;
mod effect;
mod enforcement;
mod extra;
mod form;
mod offer;
mod period;
mod stream;

use std::ops::Range;

use document::BlockKind;
use source::TextRange;

use crate::part::PartKind;
use crate::{View, layout};
pub use body::{Body, BodyKind};
pub use effect::{Effect, Target};
pub use enforcement::Enforcement;
pub use extra::{Extra, ExtraKind};
pub use form::{Form, FormKind};
pub use offer::{Offer, RemedyKind};
pub use period::{Period, Start, StartKind, Unit};
use stream::Stream;

/// What a letter says about remedies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remedies {
    /// The notices in reading order.
    pub notices: Vec<Notice>,
    /// What is said about the suspensive effect, anywhere in the letter.
    pub effects: Vec<Effect>,
    /// Where interim relief is named (§ 80 Abs. 5, § 123 VwGO), anywhere in the letter.
    pub interim: Option<TextRange>,
    /// The sentences that order immediate enforcement.
    pub enforcements: Vec<Enforcement>,
}

/// One remedy notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// From the start of its first to the end of its last block.
    pub range: TextRange,
    /// Its blocks: indices into `Document::blocks`.
    pub blocks: Range<usize>,
    /// The part of the letter it stands in.
    pub part: Option<PartKind>,
    /// True if a heading, or a word with a colon before it, says what it is.
    pub headed: bool,
    /// The remedies it offers, in reading order.
    pub offers: Vec<Offer>,
    /// The remedies it says there are not.
    pub denied: Vec<Offer>,
    /// The offices and courts it names.
    pub bodies: Vec<Body>,
    /// The periods for the remedy.
    pub periods: Vec<Period>,
    /// From when the period runs.
    pub starts: Vec<Start>,
    /// The forms it names.
    pub forms: Vec<Form>,
    /// What it demands beyond the law.
    pub extras: Vec<Extra>,
}

impl Notice {
    /// True if it offers a remedy of a kind.
    pub fn offers(&self, kind: RemedyKind) -> bool {
        self.offers.iter().any(|o| o.kind == kind)
    }

    /// The numbers of the rulings it is limited to; empty if it is for all.
    pub fn points(&self) -> Vec<u32> {
        if self.offers.iter().any(|o| o.main && o.points.is_empty()) {
            return Vec::new();
        }
        self.offers.iter().flat_map(|o| o.points.iter().copied()).collect()
    }

    /// True if it says so much that what is missing can be told from what comes elsewhere: a remedy against something, or a
    /// remedy with a period.
    pub fn is_complete(&self) -> bool {
        self.offers.iter().any(|o| o.main)
    }
}

/// Reads all that a letter says about remedies.
pub(crate) fn find(view: &View<'_>, parts: &[PartKind]) -> Remedies {
    let mut out = Remedies::default();
    let snippet = is_snippet(parts);
    for blocks in runs(view, parts, snippet) {
        let stream = Stream::new(view, blocks.clone());
        let mut notice = read(view, &stream, blocks.clone());
        notice.part = Some(parts[blocks.start]);
        notice.headed |= blocks.start > 0
            && layout::is_heading(view, blocks.start - 1)
            && names_notice(view, blocks.start - 1);
        match out.notices.last_mut() {
            // What follows without offering anything belongs to the notice before it.
            Some(last) if notice.offers.is_empty() && last.blocks.end == blocks.start => {
                last.join(notice);
            }
            // A part that speaks of remedies and offers none is no notice, unless a heading says so or nothing else is there.
            _ if notice.offers.is_empty() && !notice.headed && !snippet => {}
            _ => out.notices.push(notice),
        }
    }
    effect::find(view, parts, &mut out);
    out.enforcements = enforcement::find(view, parts);
    out
}

impl Notice {
    fn join(&mut self, other: Notice) {
        self.range = self.range.cover(other.range);
        self.blocks.end = other.blocks.end;
        self.denied.extend(other.denied);
        self.bodies.extend(other.bodies);
        self.periods.extend(other.periods);
        self.starts.extend(other.starts);
        self.forms.extend(other.forms);
        self.extras.extend(other.extras);
    }
}

fn read(view: &View<'_>, stream: &Stream<'_>, blocks: Range<usize>) -> Notice {
    let (offers, denied) = offer::find(stream);
    let first = view.document.blocks[blocks.start].range;
    let last = view.document.blocks[blocks.end - 1].range;
    let headed =
        blocks.clone().any(|b| (layout::is_heading(view, b) || runs_in(view, b)) && names_notice(view, b));
    Notice {
        range: first.cover(last),
        headed,
        periods: period::periods(stream),
        starts: period::starts(stream),
        bodies: body::find(stream),
        forms: form::find(stream),
        extras: extra::find(stream),
        offers,
        denied,
        part: None,
        blocks,
    }
}

/// "Rechtsbehelfsbelehrung: Gegen diesen Bescheid …"
fn runs_in(view: &View<'_>, b: usize) -> bool {
    let start = view.text(b).trim_start();
    start.find([':', '.']).is_some_and(|at| at < 60 && start.as_bytes()[at] == b':')
}

const NAMES: &[&str] = &[
    "rechtsbehelf*",
    "rechtsmittel*",
    "belehrung",
    "widerspruch",
    "klage",
    "klagen",
    "wehren",
    "einverstanden",
    "dagegen",
    "anderer",
    "anders",
    "rechte",
    "recht",
    "gegen",
    "rechtsschutz",
];

fn names_notice(view: &View<'_>, b: usize) -> bool {
    view.scan(b).any(NAMES)
}

/// A piece of text without anything that stands around a letter.
fn is_snippet(parts: &[PartKind]) -> bool {
    let around = [
        PartKind::Salutation,
        PartKind::Closing,
        PartKind::Signature,
        PartKind::Address,
        PartKind::Sender,
        PartKind::Subject,
    ];
    !parts.iter().any(|p| around.contains(p))
}

/// The blocks of each notice.
fn runs(view: &View<'_>, parts: &[PartKind], snippet: bool) -> Vec<Range<usize>> {
    let len = view.len();
    let snippet = snippet && !parts.contains(&PartKind::RemedyNotice);
    let mut belongs = vec![false; len];
    let mut speaks = false;
    for b in 0..len {
        belongs[b] = parts[b] == PartKind::RemedyNotice || offers_outside(view, parts, b);
        // A piece of text without a letter around it is taken for what it speaks about.
        speaks |= snippet && mentions(view, b);
        belongs[b] |= speaks;
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut b = 0;
    while b < len {
        if !belongs[b] {
            b += 1;
            continue;
        }
        let start = b;
        let mut offered = false;
        b += 1;
        while b < len && belongs[b] && parts[b] == parts[start] {
            offered |= holds_offer(view, b - 1);
            if offered && opens(view, b) {
                break;
            }
            b += 1;
        }
        out.push(start..b);
    }
    out
}

/// A heading, or a word before a colon, that opens a notice of its own.
fn opens(view: &View<'_>, b: usize) -> bool {
    let named = view.scan(b).any(&["rechtsbehelf*", "rechtsmittel*"]);
    named && (layout::is_heading(view, b) || runs_in(view, b))
}

fn mentions(view: &View<'_>, b: usize) -> bool {
    const WORDS: &[&str] = &[
        "widerspruch",
        "widerspruchs",
        "klage",
        "klagen",
        "einspruch",
        "rechtsbehelf*",
        "widersprechen",
        "beschwerde",
        "gegenvorstellung",
        "berufung",
        "niederschrift",
        "klagefrist",
        "widerspruchsfrist",
        "klageschrift",
        "rekurs",
        "revision",
        "remonstration",
        "dienstaufsichtsbeschwerde",
        "fachaufsichtsbeschwerde",
        "anfechtungsklage",
        "widerspruches",
    ];
    let scan = view.scan(b);
    scan.any(WORDS)
        || scan.contains("frist")
            && scan.contains("monat*")
            && scan.any(&["bescheid*", "zustellung", "bekanntgabe"])
}

fn holds_offer(view: &View<'_>, b: usize) -> bool {
    if !mentions(view, b) {
        return false;
    }
    let (offers, _) = offer::find(&Stream::new(view, b..b + 1));
    !offers.is_empty()
}

/// A sentence that offers a remedy, outside the part that is for it.
fn offers_outside(view: &View<'_>, parts: &[PartKind], b: usize) -> bool {
    let reads = matches!(
        parts[b],
        PartKind::Hints
            | PartKind::Body
            | PartKind::Reasons
            | PartKind::OperativePart
            | PartKind::Contact
            | PartKind::Signature
            | PartKind::Enclosures
            | PartKind::Closing
    );
    if !reads || !mentions(view, b) || matches!(view.kind(b), BlockKind::Heading { .. }) {
        return false;
    }
    let stream = Stream::new(view, b..b + 1);
    let (offers, _) = offer::find(&stream);
    // In running text the remedy of this letter is meant only if a period or a body comes with it.
    let strict = !matches!(parts[b], PartKind::Signature | PartKind::Enclosures | PartKind::Hints);
    // Rulings and reasons speak of remedies as conditions and facts.
    let decides = matches!(parts[b], PartKind::OperativePart | PartKind::Reasons);
    offers.iter().any(|o| o.main && (o.against || !decides))
        && (!strict || !period::periods(&stream).is_empty() || stream.any(&["verwaltungsgericht"]))
}

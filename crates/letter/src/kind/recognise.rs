//! Which kinds a letter is: by its rulings first, then by what it asks, tells, and calls itself.

use document::BlockKind;

use super::{Kinds, LetterKind};
use crate::View;
use crate::part::PartKind;
use crate::point::{Point, Ruling, Said, is_appointment};

/// Recognises all kinds of a letter.
pub(crate) fn recognise(view: &View<'_>, parts: &[PartKind], points: &[Point]) -> Kinds {
    let letter = Eyes { view, parts, points };
    letter.decision().or_else(|| letter.message()).unwrap_or(Kinds {
        main: LetterKind::Other,
        also: Vec::new(),
        confidence: if points.is_empty() { 0.5 } else { 0.3 },
    })
}

/// What can be asked of a letter to tell its kind.
struct Eyes<'a, 'v> {
    view: &'a View<'v>,
    parts: &'a [PartKind],
    points: &'a [Point],
}

const CITIZENSHIP: &[&str] = &[
    "einbürgerung*",
    "=einbürgern",
    "eingebürgert",
    "staatsangehörigkeitsgesetz*",
    "stag",
    "einbürgerungs*",
];

const TOLERATION: &[&str] = &[
    "duldung*",
    "ausbildungsduldung*",
    "beschäftigungsduldung*",
    "aussetzung",
    "auszusetzen",
    "=aussetzen",
    "ausgesetzt",
    "beschäftigungserlaubnis*",
    "arbeitserlaubnis*",
    "erlaubnis zur beschäftigung",
    "erlaubnis zur ausübung",
    "zu arbeiten",
    "erwerbstätigkeit",
    "beschäftigung als",
    "erlaubnis zu arbeiten",
    "beschäftigung",
    "beschäftigung bei",
    "arbeit bei",
    "tätigkeit bei",
];

const TITLE: &[&str] = &[
    "aufenthaltserlaubnis*",
    "niederlassungserlaubnis*",
    "aufenthaltstitel*",
    "aufenthaltskarte*",
    "visum*",
    "blaue karte",
    "blauen karte",
    "daueraufenthalt*",
    "ict-karte",
    "chancen-aufenthaltsrecht*",
];

const BAN: &[&str] =
    &["einreiseverbot*", "aufenthaltsverbot*", "einreisesperre*", "wiedereinreise*", "sperrfrist"];

const RESIDENCE: &[&str] =
    &["wohnsitz*", "wohnsitzauflage*", "umverteilung", "verlassenserlaubnis", "räumliche*"];

impl Eyes<'_, '_> {
    fn said(&self, point: &Point, phrases: &'static [&'static str]) -> bool {
        Said::new(self.view.scan(point.block), point.sentence).any(phrases)
    }

    fn in_part(&self, part: PartKind, phrases: &'static [&'static str]) -> bool {
        self.blocks(|b| self.parts[b] == part).any(|b| self.holds(b, phrases))
    }

    fn subject(&self, phrases: &'static [&'static str]) -> bool {
        self.in_part(PartKind::Subject, phrases)
    }

    /// The subject line, headings, and whatever else names the letter.
    fn titled(&self, phrases: &'static [&'static str]) -> bool {
        self.subject(phrases)
            || self
                .blocks(|b| matches!(self.view.kind(b), BlockKind::Heading { .. }))
                .any(|b| self.holds(b, phrases))
    }

    fn anywhere(&self, phrases: &'static [&'static str]) -> bool {
        let running = |b: usize| {
            matches!(
                self.parts[b],
                PartKind::Subject
                    | PartKind::Body
                    | PartKind::Hints
                    | PartKind::Reasons
                    | PartKind::OperativePart
                    | PartKind::Contact
            )
        };
        self.blocks(running).any(|b| self.holds(b, phrases))
    }

    fn blocks(&self, keep: impl Fn(usize) -> bool) -> impl Iterator<Item = usize> {
        (0..self.view.len()).filter(move |b| keep(*b))
    }

    fn holds(&self, block: usize, phrases: &'static [&'static str]) -> bool {
        self.view.scan(block).any(phrases)
    }

    /// The kinds of a letter that decides.
    fn decision(&self) -> Option<Kinds> {
        let points: Vec<&Point> = self.points.iter().filter(|p| p.ruling.decides()).collect();
        let first = points.first()?;
        let rules = |ruling: Ruling| points.iter().any(|p| p.ruling == ruling);
        let refusal = points.iter().find(|p| p.ruling == Ruling::Refuse);
        let about = |phrases: &'static [&'static str]| points.iter().any(|p| self.said(p, phrases));
        let citizenship = || {
            points.iter().any(|p| {
                matches!(
                    p.ruling,
                    Ruling::Refuse | Ruling::Retract | Ruling::Grant | Ruling::Assure | Ruling::Revoke
                ) && self.said(p, CITIZENSHIP)
            }) || self.subject(CITIZENSHIP) && !about(TITLE)
        };
        let objection = self.titled(&["widerspruchsbescheid*"])
            || points.iter().any(|p| {
                matches!(p.ruling, Ruling::Refuse | Ruling::Grant)
                    && self.said(p, &["widerspruch"])
                    && !self.said(p, TITLE)
            })
            || self.points.iter().any(|p| {
                self.said(p, &["der widerspruch", "den widerspruch", "ihren widerspruch"])
                    && p.ruling == Ruling::Refuse
            });
        let main = if objection {
            LetterKind::ObjectionDecision
        } else if rules(Ruling::Loss) {
            LetterKind::LossOfFreeMovement
        } else if citizenship() {
            match points.iter().find(|p| !matches!(p.ruling, Ruling::Fee | Ruling::Cost | Ruling::Immediate))
            {
                Some(p) if matches!(p.ruling, Ruling::Refuse | Ruling::Retract | Ruling::Revoke) => {
                    LetterKind::NaturalisationRefusal
                }
                Some(_) => LetterKind::Naturalisation,
                None => LetterKind::FeeNotice,
            }
        } else if rules(Ruling::Expel) {
            LetterKind::Expulsion
        } else if [Ruling::Revoke, Ruling::Retract, Ruling::Shorten, Ruling::Lapse].into_iter().any(rules) {
            LetterKind::Withdrawal
        } else if let Some(refusal) = refusal {
            self.refused(refusal)
        } else if rules(Ruling::Suspend) {
            LetterKind::Toleration
        } else if rules(Ruling::Assure) {
            LetterKind::Assurance
        } else if self.certifies(&points) {
            LetterKind::InterimCertificate
        } else if rules(Ruling::Summon) {
            LetterKind::Summons
        } else if points.iter().any(|p| p.ruling == Ruling::Grant && self.said(p, GRANTED)) {
            LetterKind::Grant
        } else if rules(Ruling::Threaten) || rules(Ruling::Leave) {
            LetterKind::DeportationWarning
        } else if rules(Ruling::Ban) {
            LetterKind::EntryBan
        } else if rules(Ruling::Ancillary) {
            LetterKind::Restriction
        } else if rules(Ruling::Fee) || rules(Ruling::Cost) {
            LetterKind::FeeNotice
        } else if rules(Ruling::Order) || rules(Ruling::Coerce) {
            if self.anywhere(&[
                "persönlich* erscheinen",
                "persönliches erscheinen",
                "vorsprache",
                "vorzusprechen",
            ]) {
                LetterKind::Summons
            } else {
                LetterKind::Restriction
            }
        } else if first.ruling == Ruling::Grant {
            LetterKind::Grant
        } else {
            return None;
        };
        let mut also = Vec::new();
        let mut add = |kind: LetterKind, there: bool| {
            if there && kind != main && !also.contains(&kind) {
                also.push(kind);
            }
        };
        add(LetterKind::DeportationWarning, rules(Ruling::Threaten) || rules(Ruling::Leave));
        add(LetterKind::EntryBan, rules(Ruling::Ban));
        let lays_on = points.iter().any(|p| p.ruling == Ruling::Ancillary && p.burden);
        add(LetterKind::Restriction, lays_on && main == LetterKind::Grant);
        // "Wir verlängern Ihre Aufenthaltserlaubnis. Den Antrag auf die Niederlassungserlaubnis lehnen wir ab."
        let partly = points.iter().any(|p| p.ruling == Ruling::Grant && self.said(p, TITLE));
        add(LetterKind::Grant, partly && main == LetterKind::Refusal);
        let fee = points.iter().any(|p| p.ruling == Ruling::Fee);
        add(
            LetterKind::FeeNotice,
            fee && !matches!(main, LetterKind::NaturalisationRefusal | LetterKind::Naturalisation),
        );
        let mut confidence: f64 = 0.8;
        if self.parts.contains(&PartKind::RemedyNotice) {
            confidence += 0.1;
        }
        if self.subject(&[
            "bescheid*",
            "ablehnung*",
            "*verfügung",
            "ordnungsverfügung",
            "verfügung",
            "entscheidung*",
        ]) {
            confidence += 0.09;
        }
        Some(Kinds { main, also, confidence })
    }

    /// What a refusal refuses: by its own words, else by the subject of the letter.
    fn refused(&self, point: &Point) -> LetterKind {
        let by = |says: &dyn Fn(&'static [&'static str]) -> bool| {
            if says(CITIZENSHIP) {
                Some(LetterKind::NaturalisationRefusal)
            } else if says(BAN) {
                Some(LetterKind::EntryBan)
            } else if says(&[
                "ausbildungsduldung*",
                "beschäftigungsduldung*",
                "duldung",
                "auszusetzen",
                "aussetzung",
            ]) {
                Some(LetterKind::TolerationRefusal)
            } else if says(TITLE) {
                Some(LetterKind::Refusal)
            } else if says(TOLERATION) {
                Some(LetterKind::TolerationRefusal)
            } else if says(RESIDENCE) {
                Some(LetterKind::Restriction)
            } else if says(&["ratenzahlung", "stundung", "gebühr*", "ermäßigung", "kosten*"]) {
                Some(LetterKind::FeeNotice)
            } else {
                None
            }
        };
        by(&|phrases| self.said(point, phrases))
            .or_else(|| by(&|phrases| self.subject(phrases)))
            .or_else(|| by(&|phrases| self.holds(point.block, phrases)))
            .unwrap_or(LetterKind::Refusal)
    }

    /// A certificate of provisional residence is handed out, or the old title goes on.
    fn certifies(&self, points: &[&Point]) -> bool {
        points.iter().any(|p| {
            matches!(p.ruling, Ruling::Grant | Ruling::Order)
                && self
                    .said(p, &["fiktionsbescheinigung*", "fortbestehend", "fiktionswirkung", "fortgeltung"])
        }) || self.subject(&["fiktionsbescheinigung*", "fiktionswirkung"])
    }

    /// The kinds of a letter that decides nothing.
    fn message(&self) -> Option<Kinds> {
        if self.view.len() < 2 || !self.is_letter() {
            return None;
        }
        let asks = self.points.iter().filter(|p| p.ruling == Ruling::Request).count();
        let intends = self.points.iter().any(|p| p.ruling == Ruling::Intend);
        let mut best = (LetterKind::Information, 2);
        let mut vote = |kind: LetterKind, votes: &[(i32, bool)]| {
            let sum: i32 = votes.iter().filter(|(_, there)| *there).map(|(weight, _)| weight).sum();
            if sum > best.1 {
                best = (kind, sum);
            }
        };
        vote(
            LetterKind::Hearing,
            &[
                (8, self.titled(&["anhörung*", "gelegenheit zur äußerung", "gelegenheit zur stellungnahme"])),
                (
                    5,
                    self.anywhere(&[
                        "zu äußern",
                        "äußern sie",
                        "stellung nehmen",
                        "stellungnahme",
                        "ihre sicht",
                        "ihre meinung dazu",
                        "was sie dazu sagen",
                        "möchten wir von ihnen",
                        "möchte ich von ihnen",
                        "rückäußerung",
                        "nehmen sie stellung",
                        "stellung zu nehmen",
                    ]),
                ),
                (4, intends),
                (
                    4,
                    intends
                        && self.anywhere(&[
                            "entschieden ist noch nichts",
                            "noch nichts entschieden",
                            "noch nicht entschieden",
                            "noch keine entscheidung",
                            "vorher möchten wir",
                            "vorher möchte ich",
                        ]),
                ),
                (
                    4,
                    intends
                        && self.anywhere(&[
                            "§ 28",
                            "art. 28",
                            "anhörung*",
                            "angehört",
                            "vorher",
                            "zuvor",
                            "bevor",
                        ]),
                ),
                (
                    2,
                    self.anywhere(&[
                        "bevor wir entscheiden",
                        "bevor ich entscheide",
                        "nach aktenlage",
                        "aktenlage",
                    ]),
                ),
            ],
        );
        vote(
            LetterKind::InterimCertificate,
            &[
                (9, self.titled(&["fiktionsbescheinigung*", "fiktionswirkung", "gilt vorläufig weiter"])),
                (4, self.anywhere(&["fiktionsbescheinigung*"])),
                (3, self.anywhere(&["fortbestehend", "§ 81"])),
            ],
        );
        vote(
            LetterKind::Naturalisation,
            &[
                (6, self.titled(CITIZENSHIP)),
                (
                    3,
                    self.anywhere(&[
                        "urkunde",
                        "einbürgerungsurkunde",
                        "urkunden",
                        "feierlich*",
                        "bekenntnis",
                    ]),
                ),
                (2, self.anywhere(CITIZENSHIP)),
            ],
        );
        let appointed =
            self.points.iter().any(|p| p.ruling == Ruling::Request && is_appointment(self.view, p));
        vote(
            LetterKind::Invitation,
            &[
                (
                    6,
                    self.titled(&["einladung*", "termin*", "ihr termin", "vorsprache", "terminvereinbarung"]),
                ),
                (5, self.anywhere(&["=einladen", "laden wir sie", "lade ich sie", "laden wir", "lade ich"])),
                (3, appointed),
                (2, self.anywhere(&["mitbringen", "bringen sie", "termin"])),
            ],
        );
        let papers = &[
            "unterlagen",
            "unterlage",
            "nachweis",
            "nachweise",
            "bescheinigung*",
            "lohnabrechnung*",
            "gehaltsabrechnung*",
            "mietvertrag*",
            "arbeitsvertrag*",
            "pass",
            "passes",
            "kopie*",
            "urkunde*",
            "formular*",
        ];
        vote(
            LetterKind::DocumentRequest,
            &[
                (
                    6,
                    self.titled(&[
                        "unterlagen",
                        "nachweis*",
                        "fehlen",
                        "fehlt",
                        "fehlende*",
                        "mitwirkung*",
                        "nachforderung*",
                        "noch etwas",
                        "aufforderung*",
                    ]),
                ),
                (
                    4,
                    asks > 0
                        && self.points.iter().any(|p| {
                            p.ruling == Ruling::Request && (self.said(p, papers) || self.listed_below(p))
                        }),
                ),
                (
                    3,
                    self.anywhere(&[
                        "benötigen wir",
                        "brauchen wir",
                        "fehlen noch",
                        "fehlen uns",
                        "reichen sie",
                        "legen sie",
                        "schicken sie",
                        "senden sie",
                        "reichen sie bitte",
                    ]),
                ),
                (2, self.anywhere(&["§ 82", "mitwirken", "mitwirkungspflicht*"])),
                (2, self.subject(&["bis zum", "pass", "bitte"])),
            ],
        );
        vote(
            LetterKind::Receipt,
            &[
                (
                    8,
                    self.titled(&[
                        "eingangsbestätigung*",
                        "zwischennachricht*",
                        "eingang",
                        "angekommen",
                        "eingegangen",
                        "erhalten",
                        "bearbeitungsstand",
                        "sachstand*",
                        "zwischenstand",
                    ]),
                ),
                (
                    3,
                    self.anywhere(&[
                        "eingegangen",
                        "angekommen",
                        "ist bei uns",
                        "haben ihren antrag erhalten",
                        "antrag erhalten",
                    ]),
                ),
                (
                    3,
                    self.anywhere(&[
                        "bearbeitung dauert",
                        "bearbeitungszeit*",
                        "bearbeitungsdauer",
                        "dauert voraussichtlich",
                        "voraussichtlich",
                        "sie müssen im moment nichts",
                        "müssen nichts tun",
                        "noch prüfen",
                    ]),
                ),
                (-3, asks > 1),
            ],
        );
        vote(
            LetterKind::DutyNotice,
            &[
                (5, self.titled(DUTIES) && !self.only_remedy_title()),
                // A section about duties stands in many letters; what the subject names is the letter.
                (3, self.subject(DUTIES) && !self.only_remedy_title()),
                (
                    3,
                    self.anywhere(&[
                        "§ 60b",
                        "§ 48",
                        "§ 49",
                        "passpflicht",
                        "mitwirkungspflicht*",
                        "passbeschaffungspflicht*",
                    ]),
                ),
                (2, self.anywhere(&["verpflichtet", "pflicht", "pflichten"])),
                (2, self.anywhere(&["belehren", "belehrt", "=belehren"])),
            ],
        );
        vote(
            LetterKind::Toleration,
            &[(9, self.subject(&["duldung"]) && !self.subject(&["antrag"])), (1, self.anywhere(&["§ 60a"]))],
        );
        vote(
            LetterKind::Information,
            &[
                (
                    6,
                    self.titled(&[
                        "information*",
                        "neu ab",
                        "neuigkeiten",
                        "hinweis",
                        "hinweise zu",
                        "so beantragen",
                        "infos",
                        "merkblatt",
                    ]),
                ),
                (2, asks == 0),
                (1, self.anywhere(&["erklärt", "informieren", "information*"])),
            ],
        );
        let (main, votes) = best;
        Some(Kinds { main, also: Vec::new(), confidence: f64::from(votes.min(10)).mul_add(0.04, 0.5) })
    }

    /// "Rechtsbehelfsbelehrung" is no notice of duties.
    fn only_remedy_title(&self) -> bool {
        self.parts.contains(&PartKind::RemedyNotice)
    }

    /// A request with a list of what is wanted below it.
    fn listed_below(&self, point: &Point) -> bool {
        let next = point.block + 1;
        next < self.view.len() && matches!(self.view.kind(next), BlockKind::ListItem { .. })
    }

    /// A salutation, a closing, or a subject: a whole letter rather than a snippet.
    fn is_letter(&self) -> bool {
        let around = [
            PartKind::Salutation,
            PartKind::Closing,
            PartKind::Subject,
            PartKind::Signature,
            PartKind::Sender,
        ];
        around.into_iter().filter(|part| self.parts.contains(part)).count() >= 2
    }
}

const DUTIES: &[&str] = &[
    "belehrung",
    "belehrung über",
    "pflichten",
    "ihre pflichten",
    "mitwirkungspflichten",
    "passpflicht",
    "hinweis auf ihre pflichten",
];

/// What a grant grants; "wir verlängern die Frist" is none.
const GRANTED: &[&str] = &[
    "aufenthaltserlaubnis*",
    "niederlassungserlaubnis*",
    "aufenthaltstitel*",
    "aufenthaltskarte*",
    "visum*",
    "blaue karte",
    "blauen karte",
    "erlaubnis*",
    "daueraufenthalt*",
    "antrag*",
    "reiseausweis*",
    "karte",
    "beschäftigungserlaubnis*",
    "verlängerung",
    "titel",
    "zustimmung",
    "bescheinigung*",
];

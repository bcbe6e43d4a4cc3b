//! Which part each block belongs to.

use document::BlockKind;

use crate::part::PartKind;
use crate::{View, header, layout, point};

const SALUTATION: &[&str] = &[
    "sehr geehrte*",
    "sehr verehrte*",
    "guten tag",
    "liebe",
    "lieber",
    "hallo",
    "guten morgen",
    "sehr geehrte/r",
];

const CLOSING: &[&str] = &[
    "mit freundliche*",
    "freundliche grüße",
    "mit besten grüßen",
    "viele grüße",
    "beste grüße",
    "herzliche grüße",
    "hochachtungsvoll",
    "mit vorzüglicher hochachtung",
    "mit freundl. grüßen",
    "schöne grüße",
    "mit herzlichen grüßen",
    "freundlicher gruß",
    "mit vielen grüßen",
];

const SIGNS: &[&str] =
    &["im auftrag", "im auftrage", "in vertretung", "i. a.", "i.a.", "i. v.", "i.v.", "gez.", "gezeichnet"];

const ENCLOSURES: &[&str] = &["anlage", "anlagen", "beilage", "beilagen", "anhang"];

/// Headings that name a part. The first that fits wins, so the narrow ones come first.
const HEADINGS: &[(PartKind, &[&str])] = &[
    (
        PartKind::RemedyNotice,
        &[
            "rechtsbehelf*",
            "ihre rechtsbehelfe",
            "rechtsmittel*",
            "belehrung",
            "widerspruch",
            "klage",
            "wehren",
            "einverstanden",
            "sehen das anders",
            "anderer meinung",
            "dagegen vorgehen",
            "gegen diese entscheidung",
            "gegen diesen bescheid",
            "gegen den bescheid",
            "sind anderer meinung",
            "anderer ansicht",
        ],
    ),
    (
        PartKind::Hints,
        &[
            "sprache",
            "übersetzung",
            "übersetzen",
            "hinweis*",
            "datenschutz*",
            "beratung*",
            "hilfe",
            "zahlen",
            "bezahlen",
            "überweisen",
            "zahlung*",
            "tun können",
            "jetzt tun",
            "können sie tun",
            "nächste schritte",
            "nächsten schritte",
            "sie jetzt",
            "geht es weiter",
            "ihr ziel",
            "ihrem ziel",
            "merkblatt",
            "bitte beachten",
        ],
    ),
    (
        PartKind::Reasons,
        &[
            "begründung*",
            "gründe",
            "gründen",
            "entscheidungsgründe",
            "sachverhalt",
            "warum",
            "weshalb",
            "wieso",
            "rechtliche würdigung",
            "rechtliche bewertung",
            "rechtliche gründe",
            "rechtliche begründung",
            "würdigung",
            "passiert",
            "geschehen",
            "sagt das gesetz",
            "gesetz verlangt",
            "verlangt das gesetz",
            "zu ziffer",
            "zu nr.",
            "zu nummer",
            "zu punkt",
            "zu den nummern",
            "ermessen*",
            "abwägung",
            "bisher",
            "ihr fall",
            "in ihrem fall",
            "vorgeschichte",
            "rechtslage",
            "darum",
            "deshalb",
            "tatbestand",
            "der hintergrund",
            "das wissen wir",
            "grund",
            "geprüft",
            "vollziehung",
            "nebenbestimmung*",
            "gebühr*",
            "kosten*",
            "kostenentscheidung",
            "voraussetzung*",
            "gesetzliche*",
        ],
    ),
    (
        PartKind::OperativePart,
        &[
            "tenor",
            "entscheidung",
            "entscheidungen",
            "entschieden",
            "verfügung*",
            "bescheid*",
            "beschluss",
            "entscheidungssatz",
            "wir entscheiden",
            "ergebnis",
            "anordnung*",
            "verfügender teil",
            "ordnungsverfügung*",
            "ablehnungsbescheid*",
            "versagungsbescheid*",
            "entscheidungsformel",
        ],
    ),
    (
        PartKind::Contact,
        &[
            "erreichen",
            "kontakt",
            "ansprechpartner*",
            "fragen",
            "sprechzeiten",
            "öffnungszeiten",
            "rufen sie",
            "für sie da",
        ],
    ),
    (
        PartKind::Hints,
        &[
            "wichtig*",
            "beachten",
            "weiter",
            "rechte",
            "pflichten",
            "pflicht",
            "folgen",
            "wege",
            "möglichkeiten",
            "aussicht",
            "müssen sie",
            "brauchen",
            "information*",
            "bedeutet",
            "karte",
        ],
    ),
];

/// What a hearing calls itself in its subject, and what it says about the decision.
const HEARINGS: &[&str] =
    &["anhörung*", "gelegenheit zur äußerung", "gelegenheit zur stellungnahme", "stellungnahme"];
const OPEN: &[&str] =
    &["noch kein bescheid", "noch nicht entschieden", "noch nichts entschieden", "noch keine entscheidung"];

/// What a decision calls itself in its subject.
const DECISIONS: &[&str] = &[
    "bescheid*",
    "verfügung*",
    "ordnungsverfügung*",
    "anordnung*",
    "entscheidung*",
    "*bescheid",
    "auflage*",
];

/// Labels every block.
pub(crate) fn label(view: &View<'_>) -> Vec<PartKind> {
    let len = view.len();
    let mut labels = vec![PartKind::Body; view.document.blocks.len()];
    let salutation = (0..len).find(|b| is_salutation(view, *b));
    let start = salutation.unwrap_or_else(|| header_end(view));
    header::label(view, start, &mut labels);
    let mut first = start;
    if let Some(b) = salutation {
        labels[b] = PartKind::Salutation;
        first = b + 1;
    }
    rules_in_subject(view, first, &mut labels);
    let closing = (first..len).find(|b| is_closing(view, *b));
    // A formal notice may end with a name alone.
    let name = if closing.is_none() { name_at_end(view, first) } else { len };
    let end = closing.unwrap_or(name);
    body(view, first, end, &mut labels);
    labels[end.max(name)..len].fill(PartKind::Signature);
    if let Some(closing) = closing {
        after_closing(view, closing, &mut labels);
    }
    for (b, label) in labels.iter_mut().enumerate().take(len) {
        if view.kind(b) == BlockKind::PageFooter {
            *label = PartKind::Contact;
        }
    }
    labels
}

/// "Bescheid: Ihr Antrag auf Einbürgerung wird abgelehnt" above the salutation, and no ruling below it: the subject decides.
fn rules_in_subject(view: &View<'_>, first: usize, labels: &mut [PartKind]) {
    let rules = |b: usize| point::holds_ruling(view, b) && point::decides(view, b);
    let above: Vec<usize> = (0..first).filter(|b| labels[*b] == PartKind::Subject && rules(*b)).collect();
    if above.is_empty() || (first..view.len()).any(rules) {
        return;
    }
    for b in above {
        labels[b] = PartKind::OperativePart;
    }
}

fn starts_with_any(view: &View<'_>, b: usize, phrases: &[&str]) -> bool {
    phrases.iter().any(|p| view.scan(b).starts_with(p))
}

fn is_salutation(view: &View<'_>, b: usize) -> bool {
    view.words(b) <= 16
        && starts_with_any(view, b, SALUTATION)
        && !matches!(view.kind(b), BlockKind::ListItem { .. })
}

fn is_closing(view: &View<'_>, b: usize) -> bool {
    let words = view.words(b);
    (words <= 8 && starts_with_any(view, b, CLOSING))
        || (words <= 6 && starts_with_any(view, b, SIGNS) && !layout::is_prose(view, b))
}

/// A letter without salutation: the header ends at the first running text, or at a heading such as "Bescheid". A piece of
/// text with no header at all has none.
fn header_end(view: &View<'_>) -> usize {
    let len = view.len();
    let first_prose = (0..len)
        .find(|b| layout::is_prose(view, *b) || matches!(view.kind(*b), BlockKind::ListItem { .. }))
        .unwrap_or(len);
    // Without a single line that belongs to a header the text is a snippet: everything is body.
    let header = (0..first_prose).any(|b| {
        layout::has_postcode(view, b)
            || starts_with_any(
                view,
                b,
                &["aktenzeichen", "az.", "herrn", "frau", "datum", "mein zeichen", "betreff"],
            )
    });
    if header {
        (0..first_prose)
            .find(|b| part_of_heading(view, *b).is_some() && layout::is_heading(view, *b))
            .unwrap_or(first_prose)
    } else {
        0
    }
}

/// The part a heading names.
fn part_of_heading(view: &View<'_>, b: usize) -> Option<PartKind> {
    if view.words(b) > 12 {
        return None;
    }
    let scan = view.scan(b);
    // "Warum Sie zahlen müssen" asks for the reasons, whatever they are about.
    if starts_with_any(
        view,
        b,
        &["warum", "weshalb", "wieso", "gründe", "begründung", "der grund", "zur begründung"],
    ) {
        return Some(PartKind::Reasons);
    }
    HEADINGS.iter().find(|(_, phrases)| scan.any(phrases)).map(|(part, _)| *part)
}

/// Everything between salutation and closing.
fn body(view: &View<'_>, first: usize, end: usize, labels: &mut [PartKind]) {
    let mut state = PartKind::Body;
    // After "ergeht folgender Bescheid:" come the rulings.
    let mut announced = false;
    let mut decided = labels[..first].contains(&PartKind::OperativePart);
    // A leaflet tells of duties, too ("Sie sind verpflichtet, …"); a decision comes with a remedy notice or calls itself one.
    // A piece of a letter may be the decision itself.
    let piece = !labels.contains(&PartKind::Salutation);
    let formal = piece
        || (0..view.len()).any(|b| {
            is_remedy_text(view, b)
                || view.scan(b).any(&["rechtsbehelfsbelehrung", "rechtsbehelf*"])
                || labels[b] == PartKind::Subject && view.scan(b).any(DECISIONS)
        });
    // A hearing stays one with a remedy notice below it that does not belong there.
    let hears = (0..view.len()).any(|b| labels[b] == PartKind::Subject && view.scan(b).any(HEARINGS))
        && (first..end).any(|b| point::intends(view, b) || view.scan(b).any(OPEN));
    let formal = formal && !hears;
    let mut under_heading = false;
    // A decision that says nowhere clearly what it decides is read by its fainter words.
    let mut under_verdict = false;
    let unclear = formal && !(first..end).any(|b| point::holds_ruling(view, b) || point::intends(view, b));
    for b in first..end {
        // "Diese Formen sind möglich:" leads into a list; only a line that names a part turns the page.
        let heading = layout::is_heading(view, b)
            && (matches!(view.kind(b), BlockKind::Heading { .. })
                || part_of_heading(view, b).is_some()
                || starts_with_any(view, b, ENCLOSURES));
        if heading && starts_with_any(view, b, ENCLOSURES) && view.words(b) <= 3 {
            state = PartKind::Enclosures;
            labels[b] = state;
            continue;
        }
        if heading && !point::announces(view, b) {
            let next = part_of_heading(view, b);
            state = match next {
                // "Was können Sie tun?", "Ihre Rechte": the text below decides.
                Some(PartKind::Hints | PartKind::RemedyNotice) if section_is_remedy(view, b + 1, end) => {
                    PartKind::RemedyNotice
                }
                // "Widerspruch" as a heading above text that is no notice ("Ihr Widerspruch vom …").
                Some(PartKind::RemedyNotice)
                    if !view.scan(b).contains("rechtsbehelf*") && decided_by_text(view, b + 1, end) =>
                {
                    PartKind::Reasons
                }
                Some(PartKind::OperativePart) if decided && state == PartKind::Reasons => PartKind::Reasons,
                Some(part) => part,
                None if section_is_remedy(view, b + 1, end) => PartKind::RemedyNotice,
                // A sub-heading inside the reasons or hints; after the rulings an unknown heading opens the reasons.
                None => match state {
                    PartKind::OperativePart if decided => PartKind::Reasons,
                    PartKind::RemedyNotice | PartKind::Contact | PartKind::Enclosures => PartKind::Hints,
                    PartKind::Body if decided => PartKind::Reasons,
                    other => other,
                },
            };
            under_heading = true;
            announced = state == PartKind::OperativePart;
            under_verdict = announced;
            labels[b] = state;
            continue;
        }
        let remedy = is_remedy_text(view, b);
        // Inside the reasons a remedy may be told of as a fact of the case.
        let told = state == PartKind::Reasons
            && (is_statement_about_past_remedy(view, b) || !turns_against_the_decision(view, b));
        if remedy && state != PartKind::RemedyNotice && !told {
            state = PartKind::RemedyNotice;
            under_heading = false;
        }
        if state == PartKind::RemedyNotice {
            labels[b] = state;
            continue;
        }
        if point::announces(view, b) {
            announced = true;
            under_verdict = true;
            labels[b] = PartKind::OperativePart;
            state = PartKind::OperativePart;
            under_heading = false;
            continue;
        }
        let ruling = if unclear {
            under_verdict && point::rules_by_place(view, b) || point::declines(view, b)
        } else {
            point::holds_ruling(view, b)
        };
        under_verdict = false;
        match state {
            PartKind::OperativePart => {
                let listed = matches!(view.kind(b), BlockKind::ListItem { .. });
                if ruling || listed {
                    decided |= ruling;
                    labels[b] = PartKind::OperativePart;
                } else if announced && !decided {
                    labels[b] = PartKind::OperativePart;
                } else if !is_reason(view, b) {
                    // "Bitte überweisen Sie …" right below the rulings gives no reasons.
                    if !under_heading {
                        state = PartKind::Body;
                    }
                    labels[b] = PartKind::Body;
                } else {
                    state = PartKind::Reasons;
                    labels[b] = state;
                }
            }
            PartKind::Body
                if ruling && !decided && point::is_direct(view, b) && (formal || point::decides(view, b)) =>
            {
                decided = true;
                state = PartKind::OperativePart;
                labels[b] = state;
                under_heading = false;
            }
            PartKind::Body if decided && view.scan(b).starts_with("hinweis*") => labels[b] = PartKind::Hints,
            PartKind::Body if decided && is_reason(view, b) => {
                state = PartKind::Reasons;
                labels[b] = state;
            }
            _ => labels[b] = state,
        }
    }
}

/// Reasons show by a cause, a norm or a requirement.
fn is_reason(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    scan.any(&[
        "weil",
        "denn",
        "§",
        "§§",
        "art.",
        "voraussetzung*",
        "deshalb",
        "daher",
        "grund",
        "gründe*",
        "geprüft",
        "da",
        "ermessen",
        "gesetz*",
        "rechtslage",
    ])
}

/// A remedy, a way to use it, and a period or a body.
fn is_remedy_text(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    let has = |words: &'static [&'static str]| scan.any(words);
    // "auch dann, wenn Sie klagen" tells what a remedy changes.
    // "Der Widerspruch ist zulässig, aber unbegründet": a remedy that somebody filed.
    if has(&[
        "keinen erfolg",
        "ohne erfolg",
        "rechtzeitig erhoben",
        "fristgerecht erhoben",
        "rechtzeitig eingelegt",
        "fristgerecht eingelegt",
        "ist unbegründet",
        "nicht begründet",
        "angegriffene bescheid",
        "angefochtene bescheid",
    ]) && !has(&["können sie", "kann innerhalb"])
    {
        return false;
    }
    let review =
        has(&["gericht prüfen lassen", "gericht überprüfen lassen", "verwaltungsgericht prüfen lassen"]);
    if review
        && has(&["können sie", "sie können", "dürfen sie", "sie dürfen", "lassen sie"])
        && !layout::is_heading(view, b)
    {
        return true;
    }
    // "Auch wenn Sie klagen, gilt …" alone tells what a remedy changes.
    let told = has(&["wenn sie klagen", "falls sie klagen", "ob sie klagen", "wenn sie widersprechen"]);
    let opens = has(&[
        "entscheidung klagen",
        "bescheid klagen",
        "dagegen klagen",
        "hiergegen klagen",
        "sie klagen können",
        "entscheidung widersprechen",
        "bescheid widersprechen",
        "dagegen widersprechen",
    ]);
    let sue = opens || has(&["klagen", "widersprechen"]) && !told;
    (sue || has(&["widerspruch", "klage", "einspruch", "beschwerde", "rechtsbehelf"]))
        && has(&[
            "erhoben",
            "erheben",
            "eingelegt",
            "einlegen",
            "einzulegen",
            "einreichen",
            "klagen",
            "eingereicht",
            "widersprechen",
            "zulässig",
            "gegeben",
            "möglich",
            "legen",
            "reichen",
            "wenden",
            "richten",
            "schicken",
            "gehen",
            "vorgehen",
            "offen",
        ])
        && has(&[
            "monat*",
            "woche*",
            "tage*",
            "frist",
            "bekanntgabe",
            "zustellung",
            "gericht",
            "verwaltungsgericht*",
            "niederschrift",
            "schriftlich",
            "bescheid",
            "entscheidung",
        ])
        && !layout::is_heading(view, b)
}

/// Who explains a remedy says what it is against: "gegen diesen Bescheid", "dagegen".
fn turns_against_the_decision(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    scan.any(&[
        "gegen dies*",
        "gegen den",
        "gegen die",
        "dagegen",
        "hiergegen",
        "gegen unsere",
        "gegen meine",
        "nicht einverstanden",
        "rechtsbehelf*",
        "unserer entscheidung widersprechen",
        "entscheidung für falsch",
        "bescheid für falsch",
        "prüfen lassen",
        "überprüfen lassen",
    ])
}

/// "Gegen den Bescheid haben Sie am … Klage erhoben": a fact of the case.
fn is_statement_about_past_remedy(view: &View<'_>, b: usize) -> bool {
    let scan = view.scan(b);
    layout::has_date(view, b) && !scan.contains("können") && !scan.contains("kann")
}

/// Tells whether the text under a heading is a remedy notice.
fn section_is_remedy(view: &View<'_>, from: usize, end: usize) -> bool {
    (from..end.min(from + 4)).take_while(|b| !layout::is_heading(view, *b)).any(|b| is_remedy_text(view, b))
}

fn decided_by_text(view: &View<'_>, from: usize, end: usize) -> bool {
    from < end && !section_is_remedy(view, from, end)
}

/// Where the last lines start if they are but a name and an office: short, no sentence, no label, no list.
fn name_at_end(view: &View<'_>, first: usize) -> usize {
    let len = view.len();
    let mut start = len;
    while start > first + 1 && len - start < 4 {
        let b = start - 1;
        let plain = matches!(view.kind(b), BlockKind::Paragraph | BlockKind::Heading { .. });
        let words = view.words(b);
        let name = plain
            && (1..=5).contains(&words)
            && !layout::is_prose(view, b)
            && !layout::has_postcode(view, b)
            && !view.text(b).contains([':', '?', '§'])
            && part_of_heading(view, b).is_none()
            && !view.paragraph(b).sentences.iter().any(|s| s.terminated);
        if !name {
            break;
        }
        start = b;
    }
    // Only below running text; a list of lines is no signature.
    let below_text = start > first && start < len && layout::is_prose(view, start - 1);
    if below_text { start } else { len }
}

/// Closing, signature, enclosures, and notices that stand below the signature.
fn after_closing(view: &View<'_>, closing: usize, labels: &mut [PartKind]) {
    labels[closing] =
        if starts_with_any(view, closing, CLOSING) { PartKind::Closing } else { PartKind::Signature };
    let mut state = PartKind::Signature;
    for b in closing + 1..view.len() {
        let heading = layout::is_heading(view, b);
        if starts_with_any(view, b, ENCLOSURES) && view.words(b) <= 14 && !layout::is_prose(view, b) {
            state = PartKind::Enclosures;
        } else if state == PartKind::Signature && header::is_contact(view, b) {
            labels[b] = PartKind::Contact;
            continue;
        } else if (heading && part_of_heading(view, b) == Some(PartKind::RemedyNotice))
            || is_remedy_text(view, b)
        {
            state = PartKind::RemedyNotice;
        } else if heading && state != PartKind::Enclosures {
            state = match part_of_heading(view, b) {
                Some(part @ (PartKind::Hints | PartKind::Contact | PartKind::Reasons)) => part,
                _ if b == closing + 1 => PartKind::Signature,
                _ => state,
            };
        } else if state == PartKind::Signature && layout::is_prose(view, b) {
            state = PartKind::Hints;
        }
        labels[b] = state;
    }
}

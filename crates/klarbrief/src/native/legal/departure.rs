//! The period for leaving the country.

use letter::{PartKind, Ruling};
use rule::Rule;

use super::deportation::{cites_sentence, in_custody, threat};
use super::period::{Period, periods};
use super::sheet::{Hit, Patterns, Sheet, date_len};
use super::words;
use crate::engine::{Context, Found};
use crate::native::number as parameter;

/// Sentences that say by when the person must leave.
pub(super) const LEAVE: &[&str] = &[
    "verlassen",
    "auszureisen",
    "ausreisen",
    "ausreise",
    "ausreisefrist",
    "ausgereist",
    "reisen … aus",
    "reist … aus",
    "verlässt",
];

/// Words for "at once".
const AT_ONCE: &[&str] =
    &["unverzüglich", "umgehend", "sofort", "augenblicklich", "schnellstmöglich", "alsbald"];

/// Words for "soon" set no period at all.
const SOON: &[&str] = &[
    "reisen|reist ~ bald|zeitnah|demnächst|kurzfristig|baldmöglichst|möglichst ~ aus",
    "bald|zeitnah|demnächst|kurzfristig|baldmöglichst ~ verlassen|auszureisen|ausreisen",
];

/// The ground that § 59 Abs. 1 S. 2 asks for.
const SHORT_GROUND: &[&str] = &[
    "zwingend … erforder*",
    "erfordern … zwingend",
    "überwiegend* öffentlich* belange*|interesse*",
    "entziehen",
    "entzieht",
    "untertauch*",
    "untergetaucht",
    "fluchtgefahr",
    "erhebliche gefahr",
    "gefahr für die öffentliche|sicherheit|allgemeinheit",
];

/// The ground for a period beyond thirty days.
const LONG_GROUND: &[&str] = &[
    "verlänger*",
    "länger* … zeitraum|frist",
    "besonder* umstände*",
    "schul*",
    "geburt",
    "entbindung",
    "schwanger*",
    "behandlung",
    "operation",
    "prüfung",
    "abschluss",
    "mietvertrag",
    "kündigungsfrist",
    "haushalt",
    "pflege",
];

/// Nobody has that many days to leave: the length of a ban.
const BAN: f64 = 400.0;

/// The period for leaving: missing, too short or too long without a ground.
pub(in crate::native) fn period_to_leave(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let union = sheet.union_citizen();
    let min =
        if union { 30.4 * parameter(rule, "min-months-eu", 1.0) } else { parameter(rule, "min-days", 7.0) };
    let max = parameter(rule, "max-days", 30.0);
    let mut set = false;
    // Asked once: a letter may set many periods.
    let (short, long) =
        (grounded(&sheet, SHORT_GROUND), grounded(&sheet, LONG_GROUND) || norm_grounded(&sheet));
    // A ground without facts is what is missing; else the period itself is shown.
    let bare = sheet.reason(SHORT_GROUND).filter(|_| !short && !union);
    let too_short = |hit: &Hit| {
        let at = bare.as_ref().map_or_else(|| sheet.mark(hit), |b| sheet.mark_line(b.line));
        with_reason(at, if union { "eu" } else { "kurz" })
    };
    let threat_block = threat(&sheet).map(|l| sheet.lines[l].block);
    let urgent = sheet.says(&["dringend*"]);
    let today = letter_day(&sheet);
    for line in sheet.rulings() {
        let leaves = sheet.has(line, LEAVE)
            || threat_block == Some(sheet.lines[line].block)
                && sheet.has(line, &["frist ~ beträgt", "beträgt ~ frist"]);
        if !leaves
            || sheet.has(
                line,
                &[
                    "einreise- und aufenthaltsverbot* … befrist*",
                    "ab … ausreise … befrist*",
                    "befrist* … beginn*|ab|mit|nach ~ ausreise*",
                ],
            )
        {
            continue;
        }
        let paragraph = sheet.paragraph(line);
        let span = {
            let l = sheet.lines[line];
            paragraph.sentences[l.sentence].indices()
        };
        let banned = sheet
            .find_in(
                line,
                &["einreise- und aufenthaltsverbot*", "einreiseverbot*", "untersagt", "verbieten|verboten"],
            )
            .is_some();
        // In law-speak of the reasons the period is that of the act.
        let retold = sheet.has(
            line,
            &["zwischen sieben und", "sieben bis 30", "gewöhnlich", "üblicherweise", "in der regel"],
        );
        if banned || retold {
            set |= retold;
            continue;
        }
        let at_once = sheet.find_in(line, AT_ONCE).filter(|h| {
            let other = &[
                "teilen ~ mit",
                "mitteilen",
                "mitzuteilen",
                "melden",
                "können",
                "informieren",
                "zeigen ~ an",
                "anzeigen",
            ];
            orders_to_leave(&sheet, h.line) && !sheet.has(h.line, other)
        });
        if let Some(hit) = at_once {
            set = true;
            if !short {
                found.push(too_short(&hit));
            }
            continue;
        }
        if let Some(hit) = sheet.find_in(line, SOON).filter(|_| !union && threat_block.is_some()) {
            set = true;
            found.push(with_reason(sheet.mark(&hit), "fehlt"));
            continue;
        }
        let mut days: Vec<Period> = periods(paragraph, span.clone())
            .into_iter()
            .filter(|p| is_deadline(&sheet, line, p.tokens.start))
            .collect();
        if let Some(period) = until_date(&sheet, line, today) {
            days.push(period);
        }
        set |= !days.is_empty() || span.clone().any(|at| date_len(paragraph, at).is_some());
        for p in days {
            let hit = Hit { line, tokens: p.tokens.clone() };
            // Thirty days are less than most months; a last day is counted from the day of the letter, so less exactly.
            let counted = p.tokens.len() == 2 && !in_months(paragraph, &p);
            let slack = if union && counted { 0.3 } else { 0.9 };
            if p.days < min - slack {
                let excused = if union { urgent } else { short };
                if !excused {
                    found.push(too_short(&hit));
                }
            } else if p.days > max + 0.5 && !union && p.days >= 32.0 && !long && p.days < BAN {
                found.push(with_reason(sheet.mark(&hit), "lang"));
            }
        }
    }
    // No period at all, on purpose.
    let waived = sheet.all(&[
        "von ~ frist|ausreisefrist|fristsetzung … abgesehen|abzusehen",
        "sehen|sehe von ~ frist|ausreisefrist|fristsetzung ~ ab",
        "ohne ~ ausreisefrist|fristsetzung",
        "keine ausreisefrist",
        "keine frist ~ ausreise",
        "ausreisefrist … nicht ~ gewährt|gesetzt|eingeräumt",
        "ausreisefrist … nicht ~ zu setzen|gewähren",
        "ohne frist angedroht|androh*",
        "angedroht … ohne frist",
    ]);
    // "Von einer Frist für die Abholung haben wir abgesehen" is about something else.
    let leaving = threat_block.is_some() || sheet.says(LEAVE);
    let waived: Vec<Hit> = waived.into_iter().filter(|_| leaving).collect();
    if let Some(hit) = waived.first().filter(|_| !union && !in_custody(&sheet) && !short) {
        found.push(too_short(hit));
        return;
    }
    let Some(line) = threat(&sheet).filter(|_| sheet.asks() && !union) else { return };
    if !waived.is_empty()
        || set
        || in_custody(&sheet)
        || sheet.point(&[Ruling::Leave]).is_some_and(|p| has_time(&sheet, p.block, p.sentence))
    {
        return;
    }
    // A period that an earlier letter set, or that the reasons name.
    let named = sheet.says(&["frist … ausreise* … #date", "ausreisefrist … #date", "frist … von|bis … #num"]);
    if !named {
        found.push(with_reason(sheet.mark_line(line), "fehlt"));
    }
}

pub(super) fn has_time(sheet: &Sheet<'_>, block: usize, sentence: usize) -> bool {
    let paragraph = &sheet.ctx.paragraphs[block];
    let span = paragraph.sentences[sentence].indices();
    !periods(paragraph, span.clone()).is_empty()
        || span.into_iter().any(|at| date_len(paragraph, at).is_some())
}

/// Why the period is complained about, in words for the message.
fn with_reason(mut found: Found, which: &str) -> Found {
    let text = match which {
        "kurz" => {
            "Unter sieben Tagen braucht die Frist überwiegende öffentliche Belange und Tatsachen des Falls (§ 59 Absatz 1 Satz 2 AufenthG)"
        }
        "lang" => "Mehr als 30 Tage brauchen besondere Umstände des Falls (§ 59 Absatz 1 Satz 4 AufenthG)",
        "eu" => {
            "Unionsbürger haben mindestens einen Monat, außer in dringenden Fällen (§ 7 Absatz 1 Satz 3 FreizügG/EU)"
        }
        _ => "Zur Androhung gehört eine Frist zwischen sieben und 30 Tagen (§ 59 Absatz 1 Satz 1 AufenthG)",
    };
    found.given = vec![text.to_owned()];
    found
}

/// "Sie müssen … verlassen", "haben … zu verlassen", "werden aufgefordert … zu verlassen", "Verlassen Sie …".
fn orders_to_leave(sheet: &Sheet<'_>, line: usize) -> bool {
    sheet.has(
        line,
        &[
            "unverzüglich|umgehend|sofort|schnellstmöglich … verlassen|auszureisen|ausreisen|ausgereist",
            "reisen|reist … unverzüglich|umgehend|sofort … aus",
            "müssen|muss|haben|hat|sollen … verlassen|auszureisen|ausreisen",
            "aufgefordert|verpflichtet|angehalten … verlassen|auszureisen|ausreisen",
            "verlassen sie",
            "reisen sie … aus",
            "bitte|bitten … verlassen|ausreisen|auszureisen",
            "ausreisepflichtig … und zwar",
            "fordern|fordere … auf … verlassen|auszureisen",
            "ausreise … hat|muss … zu erfolgen|erfolgen",
        ],
    )
}

/// "innerhalb von fünf Tagen", "binnen 14 Tagen", "spätestens 30 Tage nach", "Frist von drei Tagen".
fn is_deadline(sheet: &Sheet<'_>, line: usize, at: usize) -> bool {
    let paragraph = sheet.paragraph(line);
    let start = paragraph.sentences[sheet.lines[line].sentence].indices().start;
    // "Für die Ausreise haben Sie zehn Tage Zeit."
    let end = paragraph.sentences[sheet.lines[line].sentence].indices().end;
    let time = (at..end).take(4).any(|i| paragraph.norm(&paragraph.tokens[i]) == "zeit");
    if time
        && (start..at)
            .any(|i| matches!(paragraph.norm(&paragraph.tokens[i]), "haben" | "bleiben" | "geben" | "lassen"))
    {
        return true;
    }
    (start..at).rev().take(3).any(|i| {
        matches!(
            paragraph.norm(&paragraph.tokens[i]),
            "innerhalb" | "binnen" | "spätestens" | "frist" | "ausreisefrist" | "innert" | "beträgt" | "auf"
        )
    })
}

/// A last day, counted from the day of the letter, if both are known.
fn until_date(sheet: &Sheet<'_>, line: usize, today: Option<f64>) -> Option<Period> {
    let hit = sheet.find_in(line, &["bis|spätestens … #date"])?;
    let paragraph = sheet.paragraph(line);
    let first = hit.tokens.clone().rev().find(|at| date_len(paragraph, *at).is_some())?;
    let end = day_number(sheet.ctx, sheet.lines[line].block, first)?;
    let start = today?;
    let days = end - start;
    (days > 0.0 && days < 3000.0)
        .then(|| Period { days, tokens: first..first + date_len(paragraph, first).unwrap_or(1) })
}

/// The day of the letter: the last full date of its head.
fn letter_day(sheet: &Sheet<'_>) -> Option<f64> {
    let head = [PartKind::Date, PartKind::Reference, PartKind::Contact, PartKind::Sender, PartKind::Address];
    (0..sheet.ctx.paragraphs.len())
        .filter(|b| head.contains(&sheet.ctx.part(*b)))
        .find_map(|b| (0..sheet.ctx.paragraphs[b].tokens.len()).find_map(|at| day_number(sheet.ctx, b, at)))
}

/// "einen Monat", "vier Wochen und …": a period in months is one of the law.
fn in_months(paragraph: &text::Paragraph, period: &Period) -> bool {
    let last = period.tokens.end.checked_sub(1).and_then(|i| paragraph.tokens.get(i));
    last.is_some_and(|t| paragraph.norm(t).starts_with("monat"))
}

/// A full date as a count of days, exact enough to compare two.
fn day_number(ctx: &Context<'_>, block: usize, at: usize) -> Option<f64> {
    let len = date_len(&ctx.paragraphs[block], at)?;
    let mentions = letter::value::dates(ctx.document.slice(ctx.range(block, at..at + len)));
    let date = mentions.first()?.date()?;
    Some(f64::from(date.year()) * 365.25 + f64::from(date.month() - 1) * 30.44 + f64::from(date.day()))
}

/// "länger als 30 Tage (§ 59 Absatz 1 Satz 4 AufenthG), weil Ihre Tochter …": the norm of the longer period with facts.
fn norm_grounded(sheet: &Sheet<'_>) -> bool {
    (0..sheet.lines.len()).any(|l| {
        cites_sentence(sheet, l, "59", "1", "4")
            && sheet.near(l, 1).any(|n| sheet.fact(n) && sheet.has(n, words::CAUSE))
    })
}

/// A ground for an unusual period, with facts in the same sentence or in the next.
fn grounded(sheet: &Sheet<'_>, ground: Patterns) -> bool {
    sheet.all(ground).iter().any(|hit| {
        sheet
            .near(hit.line, 2)
            .any(|l| sheet.fact(l) && (l > hit.line || !sheet.has_norm(l) || sheet.has(l, words::CAUSE)))
    })
}

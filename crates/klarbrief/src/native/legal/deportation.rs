//! The threat of deportation and the period for leaving.

use diagnostic::Severity;
use letter::{LetterKind, PartKind, Ruling};
use rule::Rule;
use text::TokenKind;

use super::period::{Period, periods};
use super::sheet::{Sheet, date_len, is_month};
use super::words;
use crate::engine::{Context, Found};
use crate::native::number as parameter;

/// Sentences that threaten deportation.
const THREAT: &[&str] = &[
    "abschiebung … angedroht|androhe|androhen|anzudrohen|droht",
    "drohe|drohen|droht|angedroht … abschiebung",
    "abschiebung … an",
    "abgeschoben … angedroht|androh*",
    "werden|werde|würden … abgeschoben",
    "schieben … sie … ab",
    "abschiebungsandrohung",
    "zwangsweise … zurückgeführt|verbracht",
];

/// The sentence that threatens: a ruling, or in a piece of a letter the first that does.
fn threat(sheet: &Sheet<'_>) -> Option<usize> {
    if sheet.announces() {
        return None;
    }
    let point = sheet.point(&[Ruling::Threaten]).and_then(|p| sheet.line_of(p));
    point.or_else(|| {
        sheet
            .is(LetterKind::DeportationWarning)
            .then(|| sheet.rulings().into_iter().find(|l| sheet.has(*l, THREAT)))?
    })
}

/// A citizen of the Union, whose stay follows another act.
fn union_citizen(sheet: &Sheet<'_>) -> bool {
    sheet.is(LetterKind::LossOfFreeMovement) || sheet.point(&[Ruling::Loss]).is_some()
}

fn in_custody(sheet: &Sheet<'_>) -> bool {
    sheet.cites("AufenthG", "59", "5")
        || sheet.says(&[
            "sind|sitzen|befinden|bleiben … in … haft|strafhaft|untersuchungshaft|abschiebungshaft",
            "aus der haft|strafhaft|untersuchungshaft|justizvollzugsanstalt",
            "während|solange … haft|strafhaft",
            "verbüß* … strafe|freiheitsstrafe",
            "zurzeit|derzeit … justizvollzugsanstalt|jva",
        ])
        || sheet.ctx.document.text.contains("zurzeit Justizvollzugsanstalt")
}

/// Sentences that say by when the person must leave.
const LEAVE: &[&str] = &[
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

/// The ground that § 59 Abs. 1 S. 2 asks for.
const SHORT_GROUND: &[&str] = &[
    "zwingend … erforder*",
    "erfordern … zwingend",
    "überwiegende|überwiegenden öffentliche|öffentlichen belange|interessen",
    "entziehen",
    "entzieht",
    "untertauch*",
    "untergetaucht",
    "fluchtgefahr",
    "erhebliche gefahr",
    "gefahr für die öffentliche",
];

/// The ground for a period beyond thirty days.
const LONG_GROUND: &[&str] = &[
    "verlänger*",
    "länger* … zeitraum|frist",
    "besonder* umstände*",
    "schuljahr",
    "schule",
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

/// The period for leaving: missing, too short or too long without a ground.
pub(in crate::native) fn period_to_leave(ctx: &Context<'_>, rule: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let union = union_citizen(&sheet);
    let min =
        if union { 30.0 * parameter(rule, "min-months-eu", 1.0) } else { parameter(rule, "min-days", 7.0) };
    let max = parameter(rule, "max-days", 30.0);
    let mut set = false;
    for line in sheet.rulings() {
        if !sheet.has(line, LEAVE)
            || sheet.has(line, &["einreise- und aufenthaltsverbot* … befrist*", "ab … ausreise … befrist*"])
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
        let at_once = sheet.find_in(line, AT_ONCE).filter(|h| orders_to_leave(&sheet, h.line));
        if let Some(hit) = at_once {
            set = true;
            if !short_ground(&sheet) {
                found.push(with_reason(sheet.mark(&hit), if union { "eu" } else { "kurz" }));
            }
            continue;
        }
        let mut days: Vec<Period> = periods(paragraph, span.clone())
            .into_iter()
            .filter(|p| is_deadline(&sheet, line, p.tokens.start))
            .collect();
        if let Some(period) = until_date(&sheet, line) {
            days.push(period);
        }
        set |= !days.is_empty() || span.clone().any(|at| date_len(paragraph, at).is_some());
        for p in days {
            let hit = super::sheet::Hit { line, tokens: p.tokens.clone() };
            if p.days < min - 0.5 {
                let excused = if union { sheet.says(&["dringend*"]) } else { short_ground(&sheet) };
                if !excused {
                    found.push(with_reason(sheet.mark(&hit), if union { "eu" } else { "kurz" }));
                }
            } else if p.days > max + 0.5 && !union && !long_ground(&sheet, &p) {
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
    ]);
    if let Some(hit) = waived.first().filter(|_| !union && !in_custody(&sheet) && !short_ground(&sheet)) {
        found.push(with_reason(sheet.mark(hit), "kurz"));
        return;
    }
    let Some(line) = threat(&sheet).filter(|_| sheet.whole() && !union) else { return };
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

fn has_time(sheet: &Sheet<'_>, block: usize, sentence: usize) -> bool {
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
    let before = (start..at).rev().take(3).any(|i| {
        matches!(
            paragraph.norm(&paragraph.tokens[i]),
            "innerhalb" | "binnen" | "spätestens" | "frist" | "ausreisefrist" | "innert" | "beträgt" | "auf"
        )
    });
    let next = paragraph.norm(&paragraph.tokens[at]);
    before || next == "24" && before
}

/// A last day, counted from the day of the letter, if both are known.
fn until_date(sheet: &Sheet<'_>, line: usize) -> Option<Period> {
    let hit = sheet.find_in(line, &["bis|spätestens … #date"])?;
    let paragraph = sheet.paragraph(line);
    let first = hit.tokens.clone().rev().find(|at| date_len(paragraph, *at).is_some())?;
    let end = day_number(paragraph, first)?;
    let start = letter_day(sheet)?;
    let days = end - start;
    (days > 0.0 && days < 3000.0)
        .then(|| Period { days, tokens: first..first + date_len(paragraph, first).unwrap_or(1) })
}

/// The day of the letter: the last full date of its head.
fn letter_day(sheet: &Sheet<'_>) -> Option<f64> {
    let head = [PartKind::Date, PartKind::Reference, PartKind::Contact, PartKind::Sender, PartKind::Address];
    (0..sheet.ctx.paragraphs.len()).filter(|b| head.contains(&sheet.ctx.part(*b))).find_map(|b| {
        let paragraph = &sheet.ctx.paragraphs[b];
        (0..paragraph.tokens.len()).find_map(|at| day_number(paragraph, at))
    })
}

/// A full date as a count of days, exact enough to compare two.
fn day_number(paragraph: &text::Paragraph, at: usize) -> Option<f64> {
    const MONTHS: [&str; 12] = [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ];
    let token = paragraph.tokens.get(at)?;
    let (day, month, year) = if token.kind == TokenKind::Date {
        let mut parts = paragraph.norm(token).split('.');
        let mut next = || parts.next().and_then(|p| p.parse::<f64>().ok());
        (next()?, next()?, next()?)
    } else {
        date_len(paragraph, at).filter(|len| *len == 3)?;
        let month = paragraph.tokens.get(at + 1).filter(|t| is_month(paragraph, t))?;
        let name = paragraph.norm(month);
        let index = MONTHS.iter().position(|m| *m == name)?;
        let day = paragraph.norm(token).trim_end_matches('.').parse::<f64>().ok()?;
        let year = paragraph.norm(paragraph.tokens.get(at + 2)?).parse::<f64>().ok()?;
        (day, index as f64 + 1.0, year)
    };
    let year = if year < 100.0 { year + 2000.0 } else { year };
    Some(year * 365.25 + (month - 1.0) * 30.44 + day)
}

/// A ground for a short period, with facts in the same sentence or in the next.
fn short_ground(sheet: &Sheet<'_>) -> bool {
    grounded(sheet, SHORT_GROUND)
}

fn long_ground(sheet: &Sheet<'_>, period: &Period) -> bool {
    // Rounding of dates to months.
    period.days < 32.0 || grounded(sheet, LONG_GROUND)
}

fn grounded(sheet: &Sheet<'_>, ground: &[&str]) -> bool {
    sheet.all(ground).iter().any(|hit| {
        sheet
            .near(hit.line, 2)
            .any(|l| sheet.fact(l) && (l > hit.line || !sheet.has_norm(l) || sheet.has(l, words::CAUSE)))
    })
}

/// Tells whether a line cites a sentence of the AufenthG.
fn cites_sentence(sheet: &Sheet<'_>, line: usize, section: &str, paragraph: &str, sentence: &str) -> bool {
    sheet.ctx.letter.citations_in(sheet.range(line)).iter().flat_map(|c| &c.refs).any(|r| {
        r.law == "AufenthG"
            && r.section == section
            && r.paragraph.as_deref() == Some(paragraph)
            && r.sentence.as_deref() == Some(sentence)
    })
}

/// The duty to leave, or in custody the missing period, is explained.
pub(in crate::native) fn duty_to_leave(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const DUTY: &[&str] = &[
        "ausreisepflicht*",
        "zur ausreise verpflichtet",
        "müssen|muss … ausreisen|verlassen",
        "ausreise … pflicht|verpflichtet",
        "ausreisen müssen",
        "verpflichtet … auszureisen|verlassen",
    ];
    const GROUND: &[&str] = &[
        "weil",
        "da",
        "denn",
        "so dass",
        "sodass",
        "nachdem",
        "deshalb",
        "daher",
        "erlischt",
        "erloschen",
        "abgelaufen",
        "verlieren",
        "keinen … titel",
        "ohne … titel|visum",
        "nicht mehr",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() || union_citizen(&sheet) {
        return;
    }
    let Some(line) = threat(&sheet) else {
        bare_duty(&sheet, found);
        return;
    };
    let rulings = sheet.rulings();
    let duty = (0..sheet.lines.len()).filter(|l| !rulings.contains(l) || !sheet.whole());
    let cited = |l: usize| {
        let range = sheet.range(l);
        sheet.cites_in(range, "AufenthG", "50", "1")
            || sheet.cites_in(range, "AufenthG", "51", "1")
            || sheet.cites_in(range, "AufenthG", "58", "2")
    };
    let explained = duty.into_iter().any(|l| {
        (sheet.has(l, DUTY) || cited(l))
            && (cited(l) || sheet.has_near(l, 1, GROUND))
            && sheet.has_near(l, 1, GROUND)
    });
    if sheet.whole() && !explained {
        found.push(given(sheet.mark_line(line), "Schreiben Sie, warum die Person ausreisen muss: welcher Titel fehlt oder erloschen ist (§ 50 Absatz 1, § 58 Absatz 2 AufenthG)"));
    } else if !sheet.whole() {
        bare_duty(&sheet, found);
    }
    // In custody no period is needed; the letter says so.
    let no_period = sheet.cites("AufenthG", "59", "5")
        || (0..sheet.lines.len())
            .filter(|l| !sheet.has(*l, &["verbot*", "einreise*", "nummer", "ziffer", "zurück*"]))
            .any(|l| {
                sheet.has(
                    l,
                    &[
                        "frist … nicht|entbehrlich|entfällt",
                        "keine|keiner … frist|ausreisefrist",
                        "ohne … frist|fristsetzung",
                        "ausreisefrist … abgesehen",
                        "frist … abgesehen",
                    ],
                )
            });
    let set = rulings.iter().any(|l| {
        let line = sheet.lines[*l];
        sheet.has(*l, LEAVE)
            && !sheet.has(*l, &["verbot*", "einreise*", "einreiseverbot*"])
            && has_time(&sheet, line.block, line.sentence)
    });
    if in_custody(&sheet)
        && !no_period
        && !set
        && (sheet.whole() || sheet.has(line, words::CUSTODY) || sheet.says(words::CUSTODY))
    {
        found.push(given(sheet.mark_line(line), "Schreiben Sie, dass und warum in Haft keine Frist zur Ausreise gilt (§ 59 Absatz 5, § 58 Absatz 3 Nummer 1 AufenthG)"));
    }
    if found.len() == 2 {
        found[1].repeats = true;
    }
}

/// In a piece of a letter: "Sie sind vollziehbar ausreisepflichtig." and nothing else.
fn bare_duty(sheet: &Sheet<'_>, found: &mut Vec<Found>) {
    if sheet.ctx.letter.is_whole() || !sheet.is(LetterKind::DeportationWarning) {
        return;
    }
    let Some(hit) = sheet.first(&[
        "ausreisepflichtig",
        "zur ausreise verpflichtet",
        "ausreisepflicht besteht",
        "besteht … ausreisepflicht",
        "ausreisepflicht ist|~ vollziehbar",
        "ausreisepflicht ~ vollziehbar",
    ]) else {
        return;
    };
    let said = (0..sheet.lines.len()).any(|l| {
        ["50", "51", "58"].iter().any(|s| sheet.cites_in(sheet.range(l), "AufenthG", s, ""))
            || sheet.fact(l)
            || sheet.has(
                l,
                &["weil", "da", "denn", "nachdem", "erlischt", "erloschen", "abgelaufen", "so dass", "titel"],
            )
    });
    if !said {
        found.push(given(sheet.mark_line(hit.line), "Schreiben Sie, warum die Person ausreisen muss: welcher Titel fehlt oder erloschen ist (§ 50 Absatz 1, § 58 Absatz 2 AufenthG)"));
    }
}

fn given(mut found: Found, text: &str) -> Found {
    found.given = vec![text.to_owned()];
    found
}

/// Obstacles to deportation: examined, with facts of the case.
pub(in crate::native) fn obstacles(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const EXAMINED: &[&str] = &[
        "abschiebungsverbot*",
        "abschiebungshindernis*",
        "abschiebehindernis*",
        "abschiebeverbot*",
        "vollstreckungshindernis*",
        "duldungsgründe*",
        "duldungsgrund",
        "hindernis*",
        "gründe* … gegen … abschiebung",
        "abschiebung … entgegen",
        "entgegen … abschiebung",
        "abschiebung … nicht … entgegen",
        "abschiebung … im wege",
        "entgegensteh*",
        "stehen|steht … androhung|abschiebung … entgegen",
        "androhung … nicht im wege",
        "gefahr|gefahren|gefährdung in|im|bei",
        "kindeswohl",
        "wohl des|der|ihres|ihrer kindes|kinder|tochter|sohnes",
        "familiäre|familiären bindung|bindungen",
        "gesundheitszustand",
        "gesundheitlich|gesundheitliche|gesundheitlichen",
        "reisefähig*",
        "verfolgung",
    ];
    const TOPICS: &[&[&str]] = &[
        &["kind*", "tochter", "sohn", "söhne", "töchter", "kinderlos", "minderjährig*"],
        &[
            "famil*",
            "ehe",
            "ehefrau",
            "ehemann",
            "angehörige*",
            "verwandte*",
            "eltern",
            "geschwister",
            "ledig",
            "lebensgefährt*",
            "frau",
            "mann",
        ],
        &[
            "gesund*",
            "krank*",
            "arzt",
            "ärzt*",
            "attest*",
            "reisefähig*",
            "behandl*",
            "beschwerden",
            "befund",
            "diagnos*",
        ],
        &["gefahr*", "verfolg*", "folter", "krieg", "abschiebungsverbot*", "bundesamt*", "asyl*", "bedroh*"],
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() || union_citizen(&sheet) {
        return;
    }
    // The duty to leave follows from a conviction or an extradition: obstacles do not count then.
    let exempt = (0..sheet.lines.len()).any(|l| {
        cites_sentence(&sheet, l, "59", "3", "1")
            || sheet.has(
                l,
                &[
                    "infolge|aufgrund|wegen … verurteilung … ausreisepflichtig",
                    "ausreisepflichtig … verurteil*",
                    "auslieferung*",
                ],
            )
    });
    if exempt {
        return;
    }
    let hits: Vec<usize> = sheet.all(EXAMINED).iter().map(|h| h.line).collect();
    let rulings = if sheet.whole() { sheet.rulings() } else { Vec::new() };
    let hits: Vec<usize> = hits.into_iter().filter(|l| !rulings.contains(l)).collect();
    let law = |l: usize| {
        sheet.has_norm(l)
            && sheet.has(l, &["wenn", "darf", "dürfen", "ist … anzudrohen", "setzt"])
            && !sheet.has(l, &["weil", "denn", "da sie|ihr|ihre"])
    };
    let matter = |l: usize| {
        sheet.near(l, 3).any(|n| {
            sheet.has(
                n,
                &[
                    "abschieb*",
                    "abgeschoben",
                    "entgegen*",
                    "hinder*",
                    "androh*",
                    "rückkehr",
                    "kindeswohl",
                    "im wege",
                ],
            )
        }) || sheet.near(l, 3).any(|n| {
            sheet.cites_in(sheet.range(n), "AufenthG", "59", "")
                || sheet.cites_in(sheet.range(n), "AufenthG", "60", "")
        })
    };
    let examined = |l: &usize| {
        if !matter(*l) {
            return false;
        }
        let lines = || sheet.near(*l, 3).filter(|n| !law(*n));
        let topics = TOPICS.iter().filter(|t| lines().any(|n| sheet.has(n, t))).count();
        topics >= 2 && lines().any(|n| !law(n) && (sheet.fact(n) || concrete(&sheet, n)))
    };
    if hits.iter().any(examined) {
        return;
    }
    // The sentence that says it without facts, else the threat.
    const BARE: &[&str] = &[
        "abschiebungsverbot*|abschiebungshindernis*|hindernisse|abschiebehindernisse|abschiebeverbote|vollstreckungshindernisse … nicht|keine|kein|weder",
        "keine|kein … abschiebungsverbot*|abschiebungshindernis*|hindernis*|duldungsgründe",
        "abschiebung … nichts|nicht|keine … entgegen*",
        "abschiebung … nichts|nicht|keine … im wege",
        "nichts|keine … gegen … abschiebung",
        "gründe* … standen|stehen … nicht|keine … im|entgegen",
        "gründe* … entgegen* … nicht|keine",
        "keine|kein … gründe* … entgegen*",
        "stehen|steht … abschiebung|androhung … nicht|nichts|keine … entgegen",
    ];
    let severe = |mut f: Found| {
        let mentions = sheet.says(&[
            "ihr|ihre|ihrem|ihren kind|kinder|kindern|tochter|sohn",
            "attest*",
            "krankheit",
            "erkrank*",
            "schwanger*",
        ]);
        let text = if mentions {
            "Der Brief spricht von Kindern, Familie oder Krankheit: Schreiben Sie mit Tatsachen, warum sie der Abschiebung nicht entgegenstehen"
        } else {
            "Schreiben Sie mit Tatsachen des Falls, dass kein Abschiebungsverbot, Kindeswohl, familiäre Bindungen oder Gesundheit entgegenstehen"
        };
        f.given = vec![text.to_owned()];
        f
    };
    let line = threat(&sheet);
    if let Some(hit) = sheet.first(BARE).filter(|h| !rulings.contains(&h.line)) {
        if line.is_some() || sheet.is(LetterKind::DeportationWarning) {
            found.push(severe(sheet.mark_line(hit.line)));
        }
    } else if let Some(line) = line.filter(|_| sheet.whole()) {
        found.push(severe(sheet.mark_line(line)));
    }
}

/// A sentence about this person without date or number: "Sie sind gesund", "Kinder haben Sie nicht".
fn concrete(sheet: &Sheet<'_>, line: usize) -> bool {
    sheet.has(line, &["sie|ihr|ihre|ihrem|ihren|ihrer|ihnen"])
        && sheet.has(line, &["haben|leben|lebt|sind|waren|nannten|genannt|verneint|angegeben|erklärt|untersucht|nimmt|wohnen|wohnt|gaben|sagten"])
}

/// The threat names no state, or none where one is barred.
pub(in crate::native) fn target_state(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if sheet.announces()
        || !sheet.is(LetterKind::DeportationWarning) && sheet.point(&[Ruling::Threaten]).is_none()
    {
        return;
    }
    // The ruling that threatens, and rulings in its paragraph that go on about it.
    let lines: Vec<usize> = sheet
        .rulings()
        .into_iter()
        .filter(|l| sheet.has(*l, &["abschieb*", "abgeschoben", "abzuschieben", "schieben"]))
        .collect();
    let threat = threat(&sheet);
    let states = |l: &usize| {
        let paragraph = sheet.paragraph(*l);
        let span = paragraph.sentences[sheet.lines[*l].sentence].indices();
        span.into_iter().any(|at| words::is_state(paragraph.norm(&paragraph.tokens[at])))
    };
    let open = sheet.says(&[
        "staatsangehörigkeit … ungeklärt|nicht",
        "ungeklärte* staatsangehörigkeit",
        "zielstaat … offen|fest|noch",
        "identität … nicht|ungeklärt",
        "herkunft … nicht … geklärt",
        "staatenlos*",
        "staat … steht … noch nicht fest",
    ]);
    let weigh = |mut f: Found, given: &str| {
        f.severity = open.then_some(Severity::Warning);
        f.given = vec![given.to_owned()];
        f
    };
    let named = lines.iter().any(states);
    let asks = "Nennen Sie den Staat, in den abgeschoben werden soll (§ 59 Absatz 2 Satz 1 AufenthG)";
    let vague = lines.iter().find_map(|l| {
        sheet.find_in(*l, words::HOMELAND).filter(|_| !states(l) && (sheet.has(*l, &["in|nach|dorthin"])))
    });
    if let Some(hit) = vague.filter(|_| !named) {
        found.push(weigh(sheet.mark(&hit), asks));
    } else if let Some(line) =
        threat.filter(|_| !named && (sheet.whole() || lines.iter().any(|l| sheet.has(*l, THREAT))))
    {
        let other_letter = sheet.has(line, &["wurde* … bereits", "haben wir … bereits"]);
        if !other_letter {
            found.push(weigh(sheet.mark_line(line), asks));
        }
    }
    // A ban on removal to a state: the threat says that this state is left out.
    let barred = sheet.cites("AufenthG", "60", "10")
        || (0..sheet.lines.len()).any(|l| cites_sentence(&sheet, l, "59", "3", "2"))
        || (0..sheet.lines.len()).any(|l| {
            sheet.has(
                l,
                &[
                    "abschiebungsverbot … besteht|festgestellt|zuerkannt|vorliegt",
                    "besteht|festgestellt|stellte … abschiebungsverbot",
                    "als flüchtling anerkannt",
                    "anerkennung als flüchtling",
                    "subsidiär* schutz*",
                ],
            ) && !sheet.has(l, &["kein|keine|nicht|weder"])
        });
    let left_out =
        lines.iter().any(|l| {
            sheet.has(
                *l,
                &[
                    "dürfen|darf … nicht … abgeschoben|abschieben",
                    "nicht abgeschoben … darf|dürfen|werden",
                    "abschiebung … ausgeschlossen|unzulässig|verboten|ausgenommen",
                    "abschiebung … nicht zulässig|erlaubt|möglich",
                    "ausgenommen",
                    "mit ausnahme",
                    "außer",
                    "ausnahme*",
                    "aber|jedoch nicht nach",
                    "keine abschiebung",
                    "nicht … abgeschoben werden darf|dürfen",
                ],
            ) && (states(l) || sheet.has(*l, words::HOMELAND))
        }) || sheet.rulings().into_iter().any(|l| sheet.has(l, &["mit ausnahme", "ausgenommen", "außer"]));
    if let Some(line) = threat.filter(|_| barred && !left_out && found.is_empty() && sheet.whole()) {
        found.push(weigh(sheet.mark_line(line), "Nennen Sie den Staat, in den wegen des Abschiebungsverbots nicht abgeschoben werden darf (§ 59 Absatz 3 Satz 2, § 60 Absatz 10 Satz 2 AufenthG)"));
    }
}

/// The hint on other states is missing.
pub(in crate::native) fn other_state(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    let Some(line) = threat(&sheet).filter(|_| !union_citizen(&sheet)) else { return };
    let said = (0..sheet.lines.len()).any(|l| {
        sheet.has(l, &[
            "ander*|weiter*|jeden|dritt*|einen staat|staaten|land … einreise*|aufnahme|rückübernahme|übernahme|übernehmen|zurücknehmen|aufnehmen|rücknahme|zurücknimmt|aufnimmt|übernimmt|einreisen|einlässt|lässt|verpflichtet|bereit|rückkehr",
            "staat|staaten|land , in den|die|das sie einreisen",
            "staat|staaten|land , der|die|das … aufnahme|rückübernahme|übernahme|übernehmen|zurücknehmen|aufnehmen|zurücknimmt|aufnimmt|übernimmt|einreisen",
            "drittstaat*", "aufnahmebereit*", "aufnahmepflichtig*", "übernahmebereit*", "aufnahmefähig*", "rückübernahmebereit*", "aufnahmewillig*",
        ])
    });
    if !said && sheet.has(line, &["nach", "in", "abschieb*"]) {
        found.push(sheet.mark_line(line));
    }
}

/// A day of removal is announced.
pub(in crate::native) fn announced_day(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const ANNOUNCED: &[&str] = &[
        "abschiebung|rückführung|abschiebungsflug|rückführungsflug|abschiebeflug|überstellung|abschiebungsmaßnahme ~ findet|ist|wird|erfolgt|soll|geht|startet|planen|terminiert … am|für|auf #date",
        "abschiebung|rückführung|abschiebungsflug|rückführungsflug|abschiebeflug|überstellung|abschiebungsmaßnahme ~ findet|ist|wird|erfolgt|soll|geht|startet|planen|terminiert … den|dem #date",
        "abschiebung|rückführung|überstellung am|für #date",
        "abschiebung|rückführung ~ um #num uhr",
        "werden|wird ~ am|den #date … abgeschoben|rückgeführt|zurückgeführt|zurückgeflogen|ausgeflogen|abschieben|zurückführen|abgeholt",
        "werden|wird ~ am ~ dem #date … abgeschoben|rückgeführt|zurückgeführt|zurückgeflogen|ausgeflogen|abschieben|zurückführen|abgeholt",
        "am|den|dem #date ~ werden|wird|holen|holt|kommen|kommt|bringen|bringt|schieben|fliegen|findet|erfolgt … abgeschoben|abschiebung|abschieben|abzuschieben|zurückführen|rückführung|zurückgeführt|abzuholen",
        "holen|holt|bringen|bringt ~ am|den #date … abschiebung|abschieben|flughafen",
        "am|den|dem #date ~ abzuschieben|rückzuführen|zurückzuführen",
        "am|dem #date , abzuschieben",
        "abschiebetermin|abschiebungstermin|rückführungstermin ~ #date",
        "termin ~ abschiebung|rückführung ~ #date",
        "schieben ~ am|den #date ~ ab",
        "abgeschoben werden|wird ~ am #date",
    ];
    const PAST: &[&str] = &[
        "abgeschoben worden",
        "abgeschoben wurde*",
        "gescheitert*",
        "war … geplant",
        "ausgesetzt",
        "storniert",
        "frühestens",
        "nicht vor",
        "bis ~ den|dem #date",
        "freiwillig*",
        "frist|ausreisefrist ~ endet|läuft|lief|bis",
        "endet|läuft ~ frist|ausreisefrist",
        "wurde|wurden|hatte|hatten|haben|hat ~ am #date",
    ];
    let sheet = Sheet::new(ctx);
    // The one-month notice for families with a small child.
    let family = sheet.cites("AufenthG", "60a", "5a")
        || sheet.says(&["widerruf* … duldung", "duldung … widerruf*"])
            && sheet.says(&["kind … unter zwölf|12", "kind … zwölft* lebensjahr", "zwölf|12 jahre* … kind*"]);
    if family {
        return;
    }
    for line in 0..sheet.lines.len() {
        // A flight may also be one that the person booked.
        let flight = || {
            sheet
                .find_in(line, &["flug|flugzeug ~ am|den #date", "flug|flugzeug … am|für|den #date"])
                .filter(|_| sheet.has_near(line, 1, &["abschieb*", "abgeschoben", "polizei", "zwangsweise"]))
        };
        if let Some(hit) = sheet.find_in(line, ANNOUNCED).or_else(flight).filter(|_| !sheet.has(line, PAST)) {
            found.push(sheet.mark(&hit));
        }
    }
}

/// The certificate for crossing the border, and what victims are to be told.
pub(in crate::native) fn certificate(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    if !sheet.whole() || union_citizen(&sheet) {
        return;
    }
    let Some(line) = threat(&sheet) else { return };
    let certified = sheet.says(&[
        "grenzübertritt*",
        "gÜb",
        "güb",
        "bescheinigung … ausreise*",
        "ausreisebescheinigung",
        "bescheinigung … frist",
        "grenzbescheinigung",
    ]);
    if !certified && !in_custody(&sheet) {
        found.push(given(sheet.mark_line(line), "Schreiben Sie, dass die Person eine Bescheinigung über die Ausreisefrist bekommt (§ 59 Absatz 6 AufenthG)"));
    }
    let victim = sheet.first(&["menschenhandel*", "zwangsprostitution", "opfer … ausbeutung|zwangsarbeit"]);
    if let Some(hit) = victim.filter(|h| !sheet.has(h.line, &["kein|keine|nicht|verneint"])) {
        let months = (0..sheet.lines.len()).any(|l| {
            let p = sheet.paragraph(l);
            periods(p, p.sentences[sheet.lines[l].sentence].indices()).iter().any(|d| d.days >= 89.0)
                && sheet.has(l, &["frist", "verlassen", "ausreise*", "bedenk*"])
        });
        if !months {
            found.push(given(sheet.mark(&hit), "Möglichen Opfern ist eine Frist von mindestens drei Monaten zu setzen, und sie sind über Hilfe zu unterrichten (§ 59 Absatz 7 AufenthG)"));
        }
    }
}

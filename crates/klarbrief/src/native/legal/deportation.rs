//! The threat of deportation and the period for leaving.

use diagnostic::Severity;
use letter::{LetterKind, PartKind, Ruling};
use rule::Rule;

use super::departure::{LEAVE, has_time};
use super::period::periods;
use super::sheet::{Sheet, say};
use super::words;
use crate::engine::{Context, Found};

/// Sentences that threaten deportation.
pub(super) const THREAT: &[&str] = &[
    "abschiebung … angedroht|androhe|androhen|anzudrohen|droht",
    "drohe|drohen|droht|angedroht … abschiebung",
    "abschiebung … an",
    "abgeschoben … angedroht|androh*",
    "werden|werde|würden … abgeschoben",
    "andernfalls|sonst|ansonsten wird abgeschoben",
    "schieben … sie … ab",
    "abschiebungsandrohung",
    "zwangsweise … zurückgeführt|verbracht",
];

/// The sentence that threatens: a ruling, or in a piece of a letter the first that does.
pub(super) fn threat(sheet: &Sheet<'_>) -> Option<usize> {
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

pub(super) fn in_custody(sheet: &Sheet<'_>) -> bool {
    sheet.cites("AufenthG", "59", "5")
        || sheet.says(&[
            "sind|sitzen|befinden|bleiben … in … haft|strafhaft|untersuchungshaft|abschiebungshaft",
            "aus der haft|strafhaft|untersuchungshaft|justizvollzugsanstalt",
            "aus dem|im gefängnis|strafvollzug",
            "sie sind häftling|inhaftiert",
            "während|solange … haft|strafhaft",
            "verbüß* … strafe|freiheitsstrafe",
            "zurzeit|derzeit … justizvollzugsanstalt|jva",
        ])
        || sheet.ctx.document.text.contains("zurzeit Justizvollzugsanstalt")
}

/// Tells whether a line cites a sentence of the AufenthG.
pub(super) fn cites_sentence(
    sheet: &Sheet<'_>,
    line: usize,
    section: &str,
    paragraph: &str,
    sentence: &str,
) -> bool {
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
        "mit der|dieser|ihrer versagung|ablehnung|rücknahme|ausweisung|entscheidung|verkürzung",
        "mit dem|diesem widerruf|ablauf|erlöschen",
        "durch die|diese|den|diesen versagung|ablehnung|rücknahme|ausweisung|entscheidung|widerruf",
        "ohne … titel|visum",
        "nicht mehr",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() || sheet.union_citizen() {
        return;
    }
    let Some(line) = threat(&sheet) else {
        bare_duty(&sheet, found);
        return;
    };
    let rulings = sheet.rulings();
    let duty = (0..sheet.lines.len()).filter(|l| rulings.binary_search(l).is_err() || !sheet.whole());
    let cited = |l: usize| {
        let range = sheet.range(l);
        sheet.cites_in(range, "AufenthG", "50", "1")
            || sheet.cites_in(range, "AufenthG", "51", "1")
            || sheet.cites_in(range, "AufenthG", "58", "2")
    };
    // "Da Sie ausreisepflichtig sind, …" presupposes the duty.
    let presumed = |l: usize| {
        !cited(l)
            && sheet.has(l, &["da|weil sie ~ ~ ausreisepflichtig|verpflichtet"])
            && !sheet.has(l, &["abgelaufen", "erloschen", "erlischt", "nachdem"])
    };
    // "Ihre Aufenthaltsgestattung ist erloschen; seither sind Sie zur Ausreise verpflichtet."
    let before = |l: usize| {
        l > 0
            && sheet.lines[l - 1].block == sheet.lines[l].block
            && sheet.has(l - 1, &["erloschen|erlischt|abgelaufen|endete", "keinen … titel"])
            && sheet.has(l, &["seither|seitdem|damit|deshalb|daher|somit|dadurch|folglich|also"])
    };
    // In a piece the sentence that the title ran out is enough.
    let ended = |l: usize| {
        !sheet.whole()
            && sheet.has(l, &["aufenthaltserlaubnis|niederlassungserlaubnis|visum|titel|duldung … abgelaufen|erloschen|widerrufen|abgelehnt|endete|nicht verlängert", "ohne|keinen|kein … titel|visum|aufenthaltserlaubnis"])
    };
    let explained = duty.into_iter().any(|l| {
        if presumed(l) {
            return false;
        }
        ended(l)
            || (sheet.has(l, DUTY) || cited(l))
                && (cited(l) || sheet.has_near(l, 1, GROUND) || before(l))
                && (sheet.has_near(l, 1, GROUND) || before(l))
    });
    if sheet.asks() && !explained {
        // A sentence that only names the norm of the threat stands where the ground belongs.
        let norm_only = (0..sheet.lines.len()).find(|l| {
            rulings.binary_search(l).is_err()
                && (sheet.has(*l, &["ausreisepflichtig", "zur ausreise verpflichtet"])
                    || sheet.cites_in(sheet.range(*l), "AufenthG", "59", "")
                        && sheet.has(
                            *l,
                            &[
                                "androhung … beruht|folgt|ergibt|stützt|rechtsgrundlage",
                                "rechtsgrundlage … androhung",
                            ],
                        ))
                && !sheet.has(*l, words::CAUSE)
        });
        let at = norm_only.filter(|_| !sheet.whole()).unwrap_or(line);
        found.push(say(sheet.mark_line(at), "Schreiben Sie, warum die Person ausreisen muss: welcher Titel fehlt oder erloschen ist (§ 50 Absatz 1, § 58 Absatz 2 AufenthG)"));
    } else if !sheet.whole() {
        bare_duty(&sheet, found);
    }
    // In custody no period is needed; the letter says so, and why.
    let why = |l: usize| sheet.whole() || sheet.has_near(l, 1, words::CAUSE) || sheet.has(l, words::CUSTODY);
    let no_period = sheet.cites("AufenthG", "59", "5")
        || (0..sheet.lines.len())
            .filter(|l| !sheet.has(*l, &["verbot*", "einreise*", "nummer", "ziffer", "zurück*"]))
            .any(|l| {
                why(l)
                    && sheet.has(
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
            // A period for the case of release says nothing about the time in custody.
            && !sheet.has(*l, &["verbot*", "einreise*", "einreiseverbot*", "entlassen|entlassung"])
            && has_time(&sheet, line.block, line.sentence)
    });
    if in_custody(&sheet)
        && !no_period
        && !set
        && (sheet.whole() || sheet.has(line, words::CUSTODY) || sheet.says(words::CUSTODY))
    {
        let waived = sheet.first(&[
            "keine|eine frist|ausreisefrist ~ ~ nicht",
            "keine frist|ausreisefrist",
            "ohne frist|ausreisefrist",
        ]);
        let at = waived.map_or(line, |h| h.line);
        found.push(say(sheet.mark_line(at), "Schreiben Sie, dass und warum in Haft keine Frist zur Ausreise gilt (§ 59 Absatz 5, § 58 Absatz 3 Nummer 1 AufenthG)"));
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
        found.push(say(sheet.mark_line(hit.line), "Schreiben Sie, warum die Person ausreisen muss: welcher Titel fehlt oder erloschen ist (§ 50 Absatz 1, § 58 Absatz 2 AufenthG)"));
    }
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
        .filter(|l| sheet.has(*l, &["abschieb*", "abgeschoben", "abzuschieben", "schieben", "schiebe"]))
        .collect();
    let threat = threat(&sheet);
    // "…, schiebe ich Sie nach Serbien ab. Dies drohe ich an": one ruling in two sentences.
    let mut lines = lines;
    if let Some(block) = threat.map(|t| sheet.lines[t].block) {
        lines.extend(
            (0..sheet.lines.len())
                .filter(|l| sheet.lines[*l].block == block && sheet.ctx.part(block) != PartKind::Reasons),
        );
    }
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
    if let Some(line) = threat.filter(|_| barred && !left_out && found.is_empty()) {
        found.push(weigh(sheet.mark_line(line), "Nennen Sie den Staat, in den wegen des Abschiebungsverbots nicht abgeschoben werden darf (§ 59 Absatz 3 Satz 2, § 60 Absatz 10 Satz 2 AufenthG)"));
    }
}

/// The hint on other states is missing.
pub(in crate::native) fn other_state(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    let sheet = Sheet::new(ctx);
    let Some(line) = threat(&sheet).filter(|_| !sheet.union_citizen()) else { return };
    let said = (0..sheet.lines.len()).any(|l| {
        sheet.has(l, &[
            "ander*|weiter*|jeden|dritt*|einen staat|staaten|land … einreise*|aufnahme|rückübernahme|übernahme|übernehmen|zurücknehmen|aufnehmen|rücknahme|zurücknimmt|aufnimmt|übernimmt|einreisen|einlässt|lässt|verpflichtet|bereit|rückkehr",
            "staat|staaten|land , in den|die|das sie einreisen",
            "staat|staaten|land , der|die|das … aufnahme|rückübernahme|übernahme|übernehmen|zurücknehmen|aufnehmen|zurücknimmt|aufnimmt|übernimmt|einreisen",
            "ander*|weiter*|jeden|dritt* ~ aufnahme|rückübernahme|übernahme|rücknahme|rückaufnahme ~ staat|staaten|land",
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
        "abschiebung|rückführung|überstellung ~ ~ #date ~ gelegt|angesetzt|festgesetzt|terminiert|vorgesehen|eingeplant",
        "wird|werden ~ #date ~ zur|zu abschiebung|rückführung",
        "am|den|dem #date ~ wird|werden|holt|bringt ~ polizei ~ flughafen|abholen|abgeholt|abschieben",
        "polizei ~ am|den|dem #date ~ flughafen|abholen|abgeholt",
        "wird|werden ~ woche|kalenderwoche ~ #date … abgeschoben|abschieben|zurückgeführt",
        "woche|kalenderwoche ~ #date ~ abgeschoben|abschieben|abschiebung|schieben",
        "abschiebung ~ erfolgt|findet|ist|wird ~ woche|kalenderwoche",
        "wird|werden ~ zwischen dem|den ~ #date ~ abgeschoben|abschieben",
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
                .find_in(
                    line,
                    &[
                        "flug|flugzeug|rückflug|abflug ~ am|den #date",
                        "flug|flugzeug|rückflug|abflug … am|für|den #date",
                    ],
                )
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
    if sheet.announces() || sheet.union_citizen() {
        return;
    }
    let certified = sheet.mentions(&["grenzübertritt", "ausreisebescheinigung"])
        || sheet.says(&[
            "grenzübertritt*",
            "güb",
            "bescheinigung … ausreise*",
            "ausreisebescheinigung",
            "bescheinigung … frist",
            "grenzbescheinigung",
        ]);
    if let Some(line) = threat(&sheet).filter(|_| sheet.whole() && !certified && !in_custody(&sheet)) {
        found.push(say(sheet.mark_line(line), "Schreiben Sie, dass die Person eine Bescheinigung über die Ausreisefrist bekommt (§ 59 Absatz 6 AufenthG)"));
    }
    let victim = sheet.first(&["menschenhandel*", "zwangsprostitution", "opfer … ausbeutung|zwangsarbeit"]);
    if let Some(hit) = victim.filter(|h| !sheet.has(h.line, &["kein|keine|nicht|verneint"])) {
        // In a piece of a letter only a period that is set shows that it is too short.
        let sets = sheet.whole()
            || sheet.says(&[
                "frist",
                "ausreisefrist",
                "verlassen",
                "abschiebung … angedroht",
                "drohe* … abschiebung",
            ]);
        let months = (0..sheet.lines.len()).any(|l| {
            let p = sheet.paragraph(l);
            periods(p, p.sentences[sheet.lines[l].sentence].indices()).iter().any(|d| d.days >= 89.0)
                && sheet.has(l, &["frist", "verlassen", "ausreise*", "bedenk*"])
        });
        if !months && sets {
            found.push(say(sheet.mark(&hit), "Möglichen Opfern ist eine Frist von mindestens drei Monaten zu setzen, und sie sind über Hilfe zu unterrichten (§ 59 Absatz 7 AufenthG)"));
        }
    }
}

//! Refusing or shortening a residence title: general conditions, livelihood, interest in expulsion.

use letter::{LetterKind, PartKind, Ruling};
use rule::Rule;
use text::TokenKind;

use super::sheet::Sheet;
use super::words;
use crate::engine::{Context, Found};

const NOT_MET: &[&str] = &[
    "nicht|keine|kein … erfüllt|erfüllen|gegeben|vor|vorliegen|vorliegt",
    "erfüllen|erfüllt|liegen|liegt … nicht",
    "fehlt|fehlen",
    "scheitert … an",
    "mangelt|mangels",
    "steht|stehen … entgegen",
    "nicht … genügt|genügen|gesichert|geklärt|nachgewiesen",
    "nicht genügen|genügt",
    "ohne … visum",
    "entgegensteh*",
    "verneinen",
];

/// "Die Voraussetzungen des § 5 AufenthG sind nicht erfüllt": no number, no fact.
pub(in crate::native) fn blanket_refusal(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const TOPIC: &[&str] = &[
        "lebensunterhalt*",
        "identität",
        "pass",
        "passpflicht",
        "reisepass",
        "visum",
        "ausweisungsinteresse*",
        "staatsangehörigkeit",
        "euro",
        "einkommen",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    // The number is said elsewhere in the letter together with facts.
    let numbered = sheet.letter().citations.iter().any(|c| {
        c.refs.iter().any(|r| {
            r.law == "AufenthG"
                && r.section == "5"
                && (r.paragraph.as_deref() == Some("1") && r.number.is_some()
                    || matches!(r.paragraph.as_deref(), Some("2" | "4")))
        })
    });
    for line in 0..sheet.lines.len() {
        let range = sheet.range(line);
        let part = sheet.ctx.part(sheet.lines[line].block);
        if part == PartKind::Hints || !sheet.has(line, NOT_MET) {
            continue;
        }
        let norm = sheet.cites_in(range, "AufenthG", "5", "");
        let general = sheet.has(
            line,
            &[
                "allgemeine*|regelerteilungsvoraussetzung*|erteilungsvoraussetzung*",
                "allgemeinen|übrigen|gesetzlichen voraussetzung*",
                "voraussetzungen für|des|der erteilung",
                "erteilungsvoraussetzung*",
            ],
        );
        if !norm && !general {
            continue;
        }
        let has_number = sheet.letter().citations_in(range).iter().any(|c| {
            c.refs.iter().any(|r| {
                r.section == "5" && (r.number.is_some() || matches!(r.paragraph.as_deref(), Some("2" | "4")))
            })
        });
        let topic = sheet.has_near(line, 1, TOPIC);
        let fact = sheet.fact_near(line, 2)
            || line > 0
                && sheet.lines[line - 1].block == sheet.lines[line].block
                && sheet.fact(line - 1)
                && sheet.has(line, words::CAUSE);
        let bare = if has_number {
            !fact && !topic && sheet.lines.len() < 4
        } else {
            !(topic || fact || numbered && sheet.whole())
        };
        // Another number was never named: a fact in the next sentence belongs to something else.
        let nameless = norm && !has_number && !numbered && !topic;
        if bare || nameless {
            found.push(sheet.mark_line(line));
        }
    }
}

/// No word about an exception, or one without a reason.
pub(in crate::native) fn exception(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const EXCEPTION: &[&str] = &[
        "ausnahme*",
        "atypisch*",
        "absehen",
        "abgesehen",
        "abzusehen",
        "abweich*",
        "abgewichen",
        "sonderfall",
        "regelfall",
        "besondere* umstände*",
        "verzichte*",
        "besonders gelagert*",
        "härte*",
    ];
    const BARE: &[&str] = &[
        "ausnahmefall|ausnahme|ausnahmen|ausnahmetatbestand|ausnahmegründe|ausnahmegrund … nicht|kein|keine|verneinen",
        "kein|keine|keinen|weder … ausnahmefall|ausnahme|ausnahmen|ausnahmetatbestand|ausnahmegründe|ausnahmegrund",
        "gründe für eine|ein ausnahme|absehen|abweichen … nicht",
        "atypischer|atypische|atypischen … nicht|kein|keine",
        "kein|keine|keinen … atypisch*",
        "absehen|abweichung|abweichen|abgesehen … nicht|kein|keine",
        "nicht|kein|keine … abgesehen|abzusehen|abgewichen|abzuweichen",
        "ausnahme … kommt|scheidet … nicht|aus",
        "besondere umstände … nicht|keine",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let rule_of_five = |l: usize| {
        let r = sheet.range(l);
        let number = sheet.letter().citations_in(r).iter().any(|c| {
            c.refs.iter().any(|n| {
                n.law == "AufenthG"
                    && n.section == "5"
                    && matches!(n.paragraph.as_deref(), Some("1" | "2") | None)
            })
        });
        number
            || sheet.has(l, &["in der regel", "regelvoraussetzung*", "lebensunterhalt* … nicht … gesichert"])
    };
    let refuses = sheet.point(&[Ruling::Refuse]).is_some()
        || sheet.is(LetterKind::Refusal)
        || sheet.is(LetterKind::ObjectionDecision);
    if !refuses {
        return;
    }
    for hit in sheet.all(BARE) {
        let l = hit.line;
        let part = sheet.ctx.part(sheet.lines[l].block);
        let because = sheet
            .has(l, &["weil", "da", "denn", "nachdem", ":", "obwohl", "zumal", "sondern", "soweit", "wenn"]);
        let next = sheet.near(l, 2).skip(1).any(|n| {
            sheet.has(
                n,
                &[
                    "weil",
                    "denn",
                    "da sie|ihr|ihre",
                    "sie haben",
                    "haben sie",
                    "zwar",
                    "entlastet",
                    "bei ihnen",
                ],
            ) && sheet.lines[n].block == sheet.lines[l].block
        });
        if !because
            && !next
            && !sheet.fact(l)
            && part != PartKind::Hints
            && !sheet.has(l, &["visum*pflicht", "gebühr*", "nicht auszuschließen"])
        {
            found.push(sheet.mark_line(l));
        }
    }
    if !found.is_empty() || !sheet.asks() || sheet.says(EXCEPTION) {
        return;
    }
    // An interest in expulsion is a condition not met, though no "nicht" says so.
    let interest = |l: usize| {
        sheet.has_near(
            l,
            1,
            &[
                "ausweisungsinteresse*|solches|interesse … besteht|liegt|vor",
                "besteht|liegt|bestehen … ausweisungsinteresse*|solches",
            ],
        ) && !sheet.has_near(
            l,
            1,
            &["kein ausweisungsinteresse … entgegen", "ausweisungsinteresse besteht nicht"],
        ) && sheet.near(l, 2).any(|n| sheet.cites_in(sheet.range(n), "AufenthG", "54", ""))
    };
    let base = (0..sheet.lines.len()).find(|l| {
        rule_of_five(*l)
            && (sheet.has_near(*l, 1, NOT_MET) || sheet.whole() && interest(*l))
            && sheet.cites_in(sheet.range(*l), "AufenthG", "5", "")
    });
    if let Some(line) = base {
        found.push(sheet.mark_line(line));
    }
}

/// The livelihood is denied without need and income in Euro.
pub(in crate::native) fn livelihood(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const DENIED: &[&str] = &[
        "lebensunterhalt* … nicht|keine|kein … gesichert|sichern|bestreiten|decken|gegeben|bestritten|gedeckt|ausreich*|sicherstellen|nachgewiesen|belegt|sichergestellt",
        "lebensunterhalt* … nicht|ungesichert|gefährdet",
        "sicherung … lebensunterhalts|lebensunterhaltes … nicht|fehlt",
        "nicht|keine|fehlt … sicherung … lebensunterhalts",
        "fehlt … lebensunterhalt*",
        "mangels … lebensunterhalt*",
        "nicht … lebensunterhalt* … sichern|bestreiten|decken|gesichert",
        "unterhalt … nicht … gesichert|sichern|decken|bestreiten|gedeckt",
        "nicht genug|ausreichend geld|einkommen|mittel*",
        "einkommen … reicht|genügt … nicht",
        "einkommen … nicht … aus|ausreich*|genügt|genug",
        "geld … reicht … nicht",
        "verdienen|verdient|verdienst ~ zu wenig",
        "einkommen ~ zu niedrig|gering|wenig",
        "zu wenig|geringes einkommen|geld",
        "nicht … leben können",
        "nicht|kaum … eigenen mitteln|kräften … leben|bestreiten",
        "nicht … von ihrem|ihren|eigenem einkommen|lohn|geld|mitteln … leben",
        "nicht selbst … leben|ernähren|versorgen|aufkommen",
        "deckt|decken … bedarf ~ ~ nicht",
        "lohn|verdienst|gehalt|rente|einkünfte … reicht|reichen|genügt|genügen|deckt|decken … nicht",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    // Lines of a table are lines too; the fee of the notice tells nothing about the livelihood.
    let mut amounts = 0;
    for (block, paragraph) in sheet.ctx.paragraphs.iter().enumerate() {
        if !letter::PartSet::PROSE.has(sheet.ctx.part(block))
            || sheet.ctx.part(block) == PartKind::RemedyNotice
        {
            continue;
        }
        // "Die Gebühr beträgt die Hälfte. Weil … 93 Euro kostet, sind es …": the whole paragraph is about the fee.
        let word =
            |w: &[&str]| paragraph.tokens.iter().any(|t| w.iter().any(|w| paragraph.norm(t).starts_with(w)));
        if word(&["gebühr"])
            && !word(&["bedarf", "lebensunterhalt", "einkommen", "miete", "lohn", "unterhalt"])
        {
            continue;
        }
        for sentence in &paragraph.sentences {
            let tokens = paragraph.tokens_of(sentence);
            let says = |w: &str| tokens.iter().any(|t| paragraph.norm(t).starts_with(w));
            if says("gebühr")
                || says("geldstrafe")
                || says("kosten") && !says("unterkunft") && !says("wohn") && !says("heiz")
            {
                continue;
            }
            amounts += tokens
                .windows(2)
                .filter(|p| {
                    p[0].kind == TokenKind::Number && matches!(paragraph.norm(&p[1]), "euro" | "€" | "eur")
                })
                .count();
        }
    }
    let table = sheet.says(&["euro"])
        && sheet
            .ctx
            .document
            .blocks
            .iter()
            .filter(|b| matches!(b.kind, document::BlockKind::TableCell { .. }))
            .count()
            >= 4;
    if amounts >= 2 || table {
        return;
    }
    // "Das reicht nach § 5 Absatz 1 Nummer 1 AufenthG nicht aus."
    let by_norm = |l: usize| {
        sheet.letter().citations_in(sheet.range(l)).iter().any(|c| {
            c.refs.iter().any(|r| {
                r.law == "AufenthG"
                    && (r.section == "5"
                        && r.paragraph.as_deref() == Some("1")
                        && r.number.as_deref() == Some("1")
                        || r.section == "2" && r.paragraph.as_deref() == Some("3"))
            })
        })
    };
    let too_little = sheet.all(&["reicht|reichen|genügt|genügen … nicht", "nicht … ausreich*|genug|genügt"]);
    let too_little = too_little.into_iter().filter(|h| by_norm(h.line));
    let denied = sheet.all(DENIED).into_iter().chain(too_little).find(|h| {
        let part = sheet.ctx.part(sheet.lines[h.line].block);
        part != PartKind::Hints
            && !sheet.has(h.line, &["wenn", "falls", "sobald", "setzt … voraus", "könnte*"])
    });
    if let Some(hit) = denied {
        found.push(sheet.mark_line(hit.line));
    }
}

/// An interest in expulsion as a ground of refusal, without offence, date and number.
pub(in crate::native) fn expulsion_interest(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const CLAIMED: &[&str] = &[
        "ausweisungsinteresse*|ausweisungsgrund|ausweisungsgründe|ausweisungsgründen … vor|besteht|bestehen|gegeben|vorliegt|entgegen|erfüllt|verwirklicht|liegt|aktuell|schwer|ist",
        "besteht|liegt|bestehen|liegen|vorliegt|vorliegen … ausweisungsinteresse*|ausweisungsgrund|ausweisungsgründe",
        "wegen|aufgrund … ausweisungsinteresses|ausweisungsinteresse",
        "ausweisungsinteresse … gegen sie",
        "besteht|liegt ~ solches interesse",
        "begründet|begründen|ergibt ~ ~ ausweisungsinteresse*|ausweisungsgrund",
    ];
    const OFFENCE: &[&str] = &[
        "verurteil*",
        "urteil*",
        "strafbefehl*",
        "geldstrafe*",
        "freiheitsstrafe*",
        "tagessätze*",
        "straftat*",
        "täusch*",
        "falsche* angaben",
        "unrichtige* angaben",
        "diebstahl*",
        "betrug*",
        "gefälscht*",
        "verstoßen",
        "verstoß*",
        "angetroffen",
        "fahren*",
        "gefahren",
        "körperverletzung*",
        "taten",
        "tat",
        "ermittl*",
        "betäubungsmittel*",
        "gestohlen*",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() || sheet.is(LetterKind::Expulsion) {
        return;
    }
    let claimed = sheet.all(CLAIMED).into_iter().find(|h| {
        let l = h.line;
        let law =
            sheet.has(l, &["setzt", "verlangt", "darf … kein", "wenn", "in der regel", "voraussetzung"]);
        let denied = sheet.has(
            l,
            &[
                "kein|keine … ausweisungsinteresse*",
                "ausweisungsinteresse*|ausweisungsgrund|ausweisungsgründe besteht|bestehen|liegt|liegen|ist|sind nicht",
                "besteht|liegt ~ ausweisungsinteresse* nicht",
                "abgesehen",
                "absehen",
            ],
        );
        let part = sheet.ctx.part(sheet.lines[l].block);
        !law && !denied && part != PartKind::Hints
    });
    let retold = || {
        sheet
            .all(CLAIMED)
            .into_iter()
            .find(|h| sheet.whole() && !sheet.has(h.line, &["kein|keine … ausweisungsinteresse*"]))
    };
    // The letter rests on § 5 Abs. 1 Nr. 2, in whatever words.
    let number_two = || {
        let rests = |c: &letter::Citation| {
            c.refs.iter().any(|r| {
                r.law == "AufenthG"
                    && r.section == "5"
                    && r.paragraph.as_deref() == Some("1")
                    && r.number.as_deref() == Some("2")
            })
        };
        let line = (0..sheet.lines.len())
            .find(|l| sheet.letter().citations_in(sheet.range(*l)).iter().any(rests))?;
        let denied = sheet.says(&["steht … nicht entgegen", "kein ausweisungsinteresse … gegen"]);
        (sheet.whole() && !denied && sheet.is(LetterKind::Refusal))
            .then(|| sheet.find_in(line, &["ausweis*", "grund|interesse"]))
            .flatten()
    };
    let any = claimed.or_else(retold).or_else(number_two);
    let Some(hit) = any else { return };
    let dated = (0..sheet.lines.len()).any(|l| {
        let p = sheet.paragraph(l);
        let span = p.sentences[sheet.lines[l].sentence].indices();
        sheet.has(l, OFFENCE)
            && span.into_iter().any(|at| super::sheet::date_len(p, at).is_some())
            && (sheet.has(
                l,
                &[
                    "gericht*",
                    "*gericht",
                    "*gerichts",
                    "strafbefehl*",
                    "urteil*",
                    "verurteil*",
                    "polizei",
                    "angegeben",
                    "täusch*",
                    "angaben",
                    "am|vom … #date",
                ],
            ))
            && !sheet.has(l, &["§ 54 … vom"])
    });
    // A conviction is told with its court, a later offence alone is not what the number asks for.
    let court = (0..sheet.lines.len()).any(|l| {
        sheet.has(
            l,
            &[
                "*gericht",
                "*gerichts",
                "strafbefehl*",
                "gericht*",
                "urteil … #date",
                "täusch*",
                "angaben",
                "polizei",
                "bußgeld*",
                "staatsanwaltschaft",
            ],
        )
    });
    // "§ 54 Abs. 2 Nr. 8 … Am 2. Juni legten Sie einen Vertrag vor": what the number means is told right behind it.
    let told = (0..sheet.lines.len()).any(|l| {
        sheet.cites_in(sheet.range(l), "AufenthG", "54", "")
            && sheet.near(l, 3).any(|n| {
                let p = sheet.paragraph(n);
                sheet.has(n, words::PERSON)
                    && p.sentences[sheet.lines[n].sentence]
                        .indices()
                        .any(|at| super::sheet::date_len(p, at).is_some())
            })
    });
    if !sheet.cites("AufenthG", "54", "") || !dated && !told || !court {
        found.push(sheet.mark_line(hit.line));
    }
}

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
    "nicht … genügt|gesichert|geklärt|nachgewiesen",
    "entgegensteh*",
    "verneinen",
];

fn say(mut found: Found, text: &str) -> Found {
    found.given = vec![text.to_owned()];
    found
}

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
            !topic && !(fact && numbered) && !(numbered && sheet.whole()) && !fact
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
    if !found.is_empty() || !sheet.whole() || sheet.says(EXCEPTION) {
        return;
    }
    let base = (0..sheet.lines.len()).find(|l| {
        rule_of_five(*l)
            && sheet.has_near(*l, 1, NOT_MET)
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
    let denied = sheet.all(DENIED).into_iter().find(|h| {
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
        let denied = sheet.has(l, &["kein|keine … ausweisungsinteresse*", "abgesehen", "absehen"]);
        let part = sheet.ctx.part(sheet.lines[l].block);
        !law && !denied && part != PartKind::Hints
    });
    let any = claimed.or_else(|| {
        sheet
            .first(CLAIMED)
            .filter(|h| sheet.whole() && !sheet.has(h.line, &["kein|keine … ausweisungsinteresse*"]))
    });
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
    if !sheet.cites("AufenthG", "54", "") || !dated || !court {
        found.push(sheet.mark_line(hit.line));
    }
}

/// A shortening without what fell away or without a new end; § 8 Abs. 2 without the sentence that excludes renewal.
pub(in crate::native) fn shortening(ctx: &Context<'_>, _: &Rule, found: &mut Vec<Found>) {
    const SHORTENS: &[&str] = &[
        "verkürz*|verkürzt|verkürze|verkürzen|kürzen|kürze|gekürzt … aufenthaltserlaubnis|frist|geltungsdauer|gültigkeit*|aufenthaltstitel*|befristung|laufzeit|gilt",
        "aufenthaltserlaubnis|frist|geltungsdauer|gültigkeit*|aufenthaltstitel*|befristung|laufzeit|blaue karte|karte … verkürz*|verkürzt|verkürze|verkürzen|gekürzt|kürzen",
        "nachträglich* … befrist*|verkürz*",
    ];
    const NEW_END: &[&str] = &[
        "auf den #date",
        "auf #date",
        "auf das datum|ende",
        "auf den tag|zeitpunkt",
        "endet|gilt|läuft … #date",
        "zum #date verkürz*|gekürzt|befrist*",
        "bis zum|einschließlich #date verkürz*|gekürzt|befrist*",
        "mit|ab bekanntgabe|zustellung|zugang",
        "tag der bekanntgabe|zustellung",
        "mit wirkung",
        "bis #date … verkürz*",
        "auf … monate|jahre|jahr|tage",
        "sofortig*|sofort … wirkung",
    ];
    let sheet = Sheet::new(ctx);
    if sheet.announces() {
        return;
    }
    let is_shortening = |l: usize| {
        let line = sheet.lines[l];
        sheet
            .letter()
            .points
            .iter()
            .any(|p| p.block == line.block && p.sentence == line.sentence && p.ruling == Ruling::Shorten)
            || sheet.has(l, SHORTENS)
    };
    let withdrawal = sheet.is(LetterKind::Withdrawal);
    if withdrawal || sheet.point(&[Ruling::Shorten]).is_some() {
        let rulings = sheet.rulings();
        let line = rulings.iter().copied().find(|l| {
            is_shortening(*l)
                && !sheet.has(*l, &["verbot*", "sofortig* vollziehung", "können … beantragen", "statt"])
        });
        if let Some(line) = line {
            let new_end = sheet.has(line, NEW_END) && end_after_grant(&sheet, line)
                || sheet.near(line, 1).skip(1).any(|l| sheet.has(l, &["endet", "gilt|gültig … #date"]));
            if !new_end {
                found.push(say(sheet.mark_line(line), "Nennen Sie das neue Ende der Aufenthaltserlaubnis als Datum (§ 7 Absatz 2 Satz 2 AufenthG)"));
            }
            let lapsed = sheet.says(&[
                "voraussetzung*|zweck|grund|grundlage|erteilungsgrund|aufenthaltszweck … weg*|entfallen|entfiel|nicht mehr|entfällt|fortgefallen|verloren|aufgegeben", "fällt|fiel|ist|sind … weg|weggefallen|entfallen", "wegfall*",
                "nicht mehr … erfüllt|vor|besteht|bestehen|zusammen|so", "getrennt", "gekündigt", "exmatrikul*", "abgebrochen", "ausgezogen", "aufgelöst", "geschieden",
            ]);
            if !lapsed && (sheet.whole() || sheet.lines.len() > 1 && sheet.says(words::CAUSE)) {
                let mut f = say(
                    sheet.mark_line(line),
                    "Nennen Sie die wesentliche Voraussetzung, die weggefallen ist, und seit wann (§ 7 Absatz 2 Satz 2 AufenthG)",
                );
                f.repeats = true;
                found.push(f);
            }
            let study = sheet.cites("AufenthG", "16a", "4") || sheet.cites("AufenthG", "16b", "6");
            if study
                && sheet.whole()
                && !sheet.says(&["sechs|neun|6|9 monate*", "zu vertreten", "verschuld*"])
            {
                let mut f = say(
                    sheet.mark_line(line),
                    "Ohne eigenes Verschulden ist erst eine Frist von sechs oder neun Monaten für einen neuen Platz zu geben (§ 16a Absatz 4, § 16b Absatz 6 AufenthG)",
                );
                f.repeats = true;
                found.push(f);
            }
        }
    }
    // § 8 Abs. 2: only if the office excluded a renewal when it granted the title.
    let excluded = (0..sheet.lines.len()).find(|l| sheet.cites_in(sheet.range(*l), "AufenthG", "8", "2"));
    if let Some(line) = excluded {
        let own = sheet
            .all(&["ausgeschlossen", "ausschluss", "ausschließ*", "nicht verlängerbar", "keine verlängerung"])
            .into_iter()
            .any(|h| {
                let l = h.line;
                let law = sheet.has_norm(l) && !sheet.has(l, &["„", "»"]) && !sheet.fact(l)
                    || sheet.has(l, &["wenn", "in der regel"]);
                !law && sheet.has(
                    l,
                    &[
                        "„",
                        "»",
                        "#date",
                        "enthält|enthielt|steht|stand|vermerk*|nebenbestimmung|eingetragen",
                        "bei der erteilung|verlängerung … haben|hat",
                    ],
                )
            });
        if !own {
            let mut f = say(
                sheet.mark_line(line),
                "Zitieren Sie den Satz, mit dem die Verlängerung bei der Erteilung ausgeschlossen wurde (§ 8 Absatz 2 AufenthG)",
            );
            f.repeats = true;
            found.push(f);
        }
    }
}

/// The date is not the one until which the title was granted: "Ihre bis zum 11. Mai 2028 erteilte Aufenthaltserlaubnis".
fn end_after_grant(sheet: &Sheet<'_>, line: usize) -> bool {
    let only_grant = sheet
        .has(line, &["bis zum|zu #date … erteilt*|gültig*|verlängert*|befristet*", "vom #date"])
        && !sheet.has(
            line,
            &[
                "auf den #date",
                "auf #date",
                "endet … #date",
                "zum #date … verkürz*|gekürzt",
                "tag der",
                "mit wirkung",
                "mit|ab bekanntgabe|zustellung",
                "auf den tag|zeitpunkt",
                "erteilt*|gültig* … bis|auf|zum … #date",
            ],
        );
    !only_grant
}
